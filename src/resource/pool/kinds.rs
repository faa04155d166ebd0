//! What a pool is told, and its answers.

use serde::{Deserialize, Serialize};

use crate::resource::request::{Owner, WaitId};
use crate::time::{Span, Time};

/// The name of one stretch of service, from its start to its end or interruption. Names are never reused: an event that
/// carries one and comes after an interruption is recognised as stale and does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ServiceId {
    pub(super) slot: u32,
    /// The pool that serves it.
    pub(super) of: Owner,
    pub(super) stretch: u64,
}

/// Why a unit cannot work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Cause {
    /// The place is closed.
    Closed,
    /// The person who operates it is not on shift.
    OffShift,
    /// It is broken.
    Broken,
    /// It is being maintained.
    Maintenance,
    /// It is being upgraded.
    Upgrade,
    /// Anything else, by a number of the model's choice.
    Other(u16),
}

impl Cause {
    /// Whether a unit stopped for this cause is off duty: work it still does is overtime, and the time does not count for its
    /// utilisation. A unit that is broken, maintained or upgraded is on duty.
    #[must_use]
    pub const fn is_off_duty(self) -> bool {
        matches!(self, Self::Closed | Self::OffShift)
    }
}

/// What a stop does to running work. Work that is complete at the instant of the stop is done, whatever the effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum OnStop {
    /// The work goes on to its end; then the unit takes no other.
    Finish,
    /// The work pauses, and later continues where it was.
    Resume,
    /// The work pauses, and later starts from the beginning.
    Restart,
    /// The work pauses, and later gets a new length: its [`Start`] has no end.
    Resample,
}

/// What happens to a customer whose units are taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum OnPreempt {
    /// It returns to its old place in the line and later does the rest of its work.
    Resume,
    /// It returns to its old place in the line and later does the whole work again.
    Restart,
    /// It returns to its old place in the line and later gets new work.
    Resample,
    /// It leaves.
    Leave,
}

/// A service that starts or continues now.
#[must_use = "schedule the end of each service that starts"]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Start {
    /// The name of the service; the event of its end passes it to [`Pool::release`](super::Pool::release).
    pub id: ServiceId,
    /// When it will end. `None` for new work: [`Pool::serve`](super::Pool::serve) sets its length.
    pub ends: Option<Time>,
}

/// What follows when units change hands, or could.
#[must_use = "schedule the end of each service that starts"]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changes<T> {
    /// Those whose units were taken for claims to [pre-empt](super::Pool::preempt) that could be met only now, in order.
    pub displaced: Vec<Displaced<T>>,
    /// The services that start or continue now, in order.
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
#[must_use = "schedule the end of each service that starts"]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Released<T> {
    /// The item that was served.
    pub item: T,
    /// Those whose units were taken as a result, as in [`Changes`].
    pub displaced: Vec<Displaced<T>>,
    /// The services that start now, in order.
    pub starts: Vec<Start>,
}

/// The end of a wait for units.
#[must_use = "schedule the end of each service that starts"]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WithdrawnFromPool<T> {
    /// The item that no longer waits.
    pub item: T,
    /// Those whose units were taken for requests behind it, as in [`Changes`].
    pub displaced: Vec<Displaced<T>>,
    /// The services that start now, in order.
    pub starts: Vec<Start>,
}

/// A service that pauses because a unit stops. The event of its end is stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Suspended {
    /// The name of the service until now.
    pub was: ServiceId,
    /// The name of the service from now on.
    pub id: ServiceId,
    /// The work left when the service continues; `None` if its length was never set, or will be set anew.
    pub remaining: Option<Span>,
}

/// A customer whose units were taken away. The event of its end is stale.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Displaced<T> {
    /// The name of its service until now.
    pub was: ServiceId,
    /// The work left at the interruption, whatever the rule; `None` if its length was never set.
    pub remaining: Option<Span>,
    /// The rule of the request that took the units.
    pub rule: OnPreempt,
    /// Where the customer is now.
    pub after: After<T>,
}

/// Where a [`Displaced`] customer goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum After<T> {
    /// It waits again, under this name.
    Waits(WaitId),
    /// It leaves.
    Left(T),
}

/// The answer to a request that may take units from others.
#[must_use = "schedule the end of each service that starts"]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Preempted<T> {
    /// What the request itself gets.
    pub answer: crate::resource::Seized<Start, T>,
    /// Those whose units were taken, the least urgent first.
    pub displaced: Vec<Displaced<T>>,
    /// The services that also start now, on units that were taken and not needed.
    pub starts: Vec<Start>,
}
