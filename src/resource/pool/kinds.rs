//! What a pool is told and what it answers.

use serde::{Deserialize, Serialize};

use crate::resource::WaitId;
use crate::time::{Span, Time};

/// The name of one stretch of service, from its start to its end or interruption. It is never used twice: an event that
/// carries it and comes after an interruption is recognised as stale, and harmless.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ServiceId {
    pub(super) slot: u32,
    pub(super) stretch: u64,
}

/// Why a unit cannot work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Cause {
    /// The place is closed.
    Closed,
    /// Whoever works it is not on shift.
    OffShift,
    /// It is broken.
    Broken,
    /// It is being maintained.
    Maintenance,
    /// It is being upgraded.
    Upgrade,
    /// Anything else, by a number of the model's own.
    Other(u16),
}

impl Cause {
    /// Whether a unit that stops for this is off duty: what it works then is overtime, and the time does not count for its
    /// utilisation. One that is broken, maintained or upgraded is on duty.
    #[must_use]
    pub const fn is_off_duty(self) -> bool {
        matches!(self, Self::Closed | Self::OffShift)
    }
}

/// What a stop does to work that is running. Work that is complete at the instant of the stop is done, whatever the effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OnStop {
    /// The work goes on to its end; the unit takes no other afterwards.
    Finish,
    /// The work pauses, and goes on where it was.
    Resume,
    /// The work pauses, and begins anew.
    Restart,
    /// The work pauses, and new work is drawn when it goes on: its [`Start`] has no end.
    Resample,
}

/// What becomes of one whose units are taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OnPreempt {
    /// It goes back to its old place in the line and will do what remains of its work.
    Resume,
    /// It goes back to its old place in the line and will do the whole work again.
    Restart,
    /// It goes back to its old place in the line and will be given new work.
    Resample,
    /// It leaves.
    Leave,
}

/// Service that starts or goes on now.
#[must_use = "whoever starts service needs its end scheduled"]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// Its name, to be given back by the event of its end.
    pub id: ServiceId,
    /// When it will end. `None` for new work: [`Pool::serve`](super::Pool::serve) gives it its length.
    pub ends: Option<Time>,
}

/// What follows because units changed hands, or could.
#[must_use = "whoever starts service needs its end scheduled"]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes<T> {
    /// Whose units were taken by those whose claim to [pre-empt](super::Pool::preempt) could be met only now, in order.
    pub displaced: Vec<Displaced<T>>,
    /// Who starts or goes on now, in order.
    pub starts: Vec<Start>,
}

impl<T> Changes<T> {
    pub(super) fn none() -> Self {
        Self {
            displaced: Vec::new(),
            starts: Vec::new(),
        }
    }
}

/// The end of a service.
#[must_use = "whoever starts service needs its end scheduled"]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released<T> {
    /// Who was served.
    pub item: T,
    /// Whose units were taken besides, as in [`Changes`].
    pub displaced: Vec<Displaced<T>>,
    /// Who starts now, in order.
    pub starts: Vec<Start>,
}

/// The end of a wait for units.
#[must_use = "whoever starts service needs its end scheduled"]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithdrawnFromPool<T> {
    /// Who waits no longer.
    pub item: T,
    /// Whose units were taken by those behind it, as in [`Changes`].
    pub displaced: Vec<Displaced<T>>,
    /// Who starts now, in order.
    pub starts: Vec<Start>,
}

/// Service that pauses because a unit stops. The event of its end is stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspended {
    /// Its name until now.
    pub was: ServiceId,
    /// Its name from now on.
    pub id: ServiceId,
    /// The work that will be left when it goes on; `None` if its length was never told, or new work will be.
    pub remaining: Option<Span>,
}

/// One whose units were taken away. The event of its end is stale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Displaced<T> {
    /// The name of its service until now.
    pub was: ServiceId,
    /// The work that was left when it was interrupted, whatever the rule; `None` if its length was never told.
    pub remaining: Option<Span>,
    /// The rule of the one who took them.
    pub rule: OnPreempt,
    /// What became of it.
    pub after: After<T>,
}

/// Where somebody is [`Displaced`] to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum After<T> {
    /// It waits again.
    Waits(WaitId),
    /// It leaves.
    Left(T),
}

/// The answer to one who may take units from others.
#[must_use = "whoever starts service needs its end scheduled"]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preempted<T> {
    /// What it gets itself.
    pub answer: crate::resource::Seized<Start, T>,
    /// Whose units were taken, the least urgent first.
    pub displaced: Vec<Displaced<T>>,
    /// Who else starts now, on units that were taken and not needed.
    pub starts: Vec<Start>,
}
