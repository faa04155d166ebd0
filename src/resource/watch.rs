//! What is written down about a resource while it is used: everything, some of it, or nothing.

use serde::{Deserialize, Serialize};

use crate::stats::{Tally, TimeWeighted};
use crate::time::{Span, Time};

/// Told whatever changes in a resource. What a watch does not ask for is compiled away: `()` watches nothing and costs
/// nothing, a pair watches with both of its halves.
///
/// # Examples
///
/// Every single wait, besides the usual statistics:
///
/// ```
/// use cetak::resource::{Resource, Statistics, Watch};
/// use cetak::time::{Span, Time, minutes};
///
/// #[derive(Default)]
/// struct EveryWait(Vec<Span>);
///
/// impl Watch for EveryWait {
///     fn started(&mut self, _now: Time, waited: Span) {
///         self.0.push(waited);
///     }
/// }
///
/// let mut clerk = Resource::watched("clerk", 1, (Statistics::new(1), EveryWait::default()));
/// let _ = clerk.seize(Time::ZERO, "Wayan");
/// let _ = clerk.seize(Time::ZERO, "Made");
/// let _ = clerk.release(Time::ZERO + minutes(4.0));
/// let (statistics, waits) = clerk.watch();
/// assert_eq!(statistics.waits().mean(), Some(2.0));
/// assert_eq!(waits.0, [Span::ZERO, minutes(4.0)]);
/// ```
pub trait Watch {
    /// So many wait from now on.
    #[inline]
    fn waiting(&mut self, _now: Time, _waiting: usize) {}

    /// So many servers or units work from now on.
    #[inline]
    fn busy(&mut self, _now: Time, _busy: usize) {}

    /// There are so many servers or units from now on.
    #[inline]
    fn capacity(&mut self, _now: Time, _capacity: usize) {}

    /// Somebody is served for the first time, after this wait.
    #[inline]
    fn started(&mut self, _now: Time, _waited: Span) {}

    /// This unit of a [`Pool`](super::Pool) works from now on, or no longer. A unit that is added is told as one that does
    /// not.
    #[inline]
    fn unit(&mut self, _now: Time, _unit: usize, _busy: bool) {}

    /// The warm-up ends: what was seen so far does not count.
    #[inline]
    fn reset(&mut self, _now: Time) {}
}

impl Watch for () {}

impl<A: Watch, B: Watch> Watch for (A, B) {
    #[inline]
    fn waiting(&mut self, now: Time, waiting: usize) {
        self.0.waiting(now, waiting);
        self.1.waiting(now, waiting);
    }

    #[inline]
    fn busy(&mut self, now: Time, busy: usize) {
        self.0.busy(now, busy);
        self.1.busy(now, busy);
    }

    #[inline]
    fn capacity(&mut self, now: Time, capacity: usize) {
        self.0.capacity(now, capacity);
        self.1.capacity(now, capacity);
    }

    #[inline]
    fn started(&mut self, now: Time, waited: Span) {
        self.0.started(now, waited);
        self.1.started(now, waited);
    }

    #[inline]
    fn unit(&mut self, now: Time, unit: usize, busy: bool) {
        self.0.unit(now, unit, busy);
        self.1.unit(now, unit, busy);
    }

    #[inline]
    fn reset(&mut self, now: Time) {
        self.0.reset(now);
        self.1.reset(now);
    }
}

/// The usual statistics: queue length and busy servers over time, and the waits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statistics {
    queue_length: TimeWeighted,
    servers_busy: TimeWeighted,
    capacity: TimeWeighted,
    waits: Tally,
}

impl Statistics {
    /// Of a resource with this capacity, idle since [`Time::ZERO`].
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        let at_start = |value| TimeWeighted::new(Time::ZERO, value);
        Self {
            queue_length: at_start(0.0),
            servers_busy: at_start(0.0),
            capacity: at_start(capacity as f64),
            waits: Tally::new(),
        }
    }

    /// How many wait, over time.
    #[must_use]
    pub fn queue_length(&self) -> &TimeWeighted {
        &self.queue_length
    }

    /// How many servers or units work, over time.
    #[must_use]
    pub fn servers_busy(&self) -> &TimeWeighted {
        &self.servers_busy
    }

    /// The waits in minutes of all whose service has started, with 0 for those who did not have to wait.
    #[must_use]
    pub fn waits(&self) -> &Tally {
        &self.waits
    }

    /// The share of the capacity that worked until `now`; `None` if no time has passed, or there never was any capacity.
    /// It is above 1 when those in service outnumbered a capacity that was reduced meanwhile.
    #[must_use]
    pub fn utilisation(&self, now: Time) -> Option<f64> {
        let capacity = self.capacity.mean(now)?;
        (capacity > 0.0).then_some(self.servers_busy.mean(now)? / capacity)
    }
}

/// As a float, by way of a number with a sign: for that the processor has one instruction.
#[inline]
fn whole(number: usize) -> f64 {
    number as i64 as f64
}

impl Watch for Statistics {
    #[inline]
    fn waiting(&mut self, now: Time, waiting: usize) {
        self.queue_length.set(now, whole(waiting));
    }

    #[inline]
    fn busy(&mut self, now: Time, busy: usize) {
        self.servers_busy.set(now, whole(busy));
    }

    fn capacity(&mut self, now: Time, capacity: usize) {
        self.capacity.set(now, whole(capacity));
    }

    #[inline]
    fn started(&mut self, _now: Time, waited: Span) {
        self.waits.record(waited.as_minutes());
    }

    fn reset(&mut self, now: Time) {
        self.queue_length.reset(now);
        self.servers_busy.reset(now);
        self.capacity.reset(now);
        self.waits = Tally::new();
    }
}

/// The most units of a [`Pool`](super::Pool).
pub(super) const MOST_UNITS: usize = 1_000_000;

/// How much each unit of a [`Pool`](super::Pool) works.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UnitStatistics {
    units: Vec<TimeWeighted>,
}

impl UnitStatistics {
    /// Of so many units, idle since [`Time::ZERO`]. A unit that is added later counts from then on.
    ///
    /// # Panics
    ///
    /// If there are more than [`Pool::MOST_UNITS`](super::Pool::MOST_UNITS).
    #[must_use]
    pub fn new(units: usize) -> Self {
        assert!(
            units <= MOST_UNITS,
            "statistics of {units} units are too many, {MOST_UNITS} are the most of a pool"
        );
        Self {
            units: vec![TimeWeighted::new(Time::ZERO, 0.0); units],
        }
    }

    /// The share of the time until `now`, since it is there, in which this unit worked; `None` if no time has passed, or there is no
    /// such unit.
    #[must_use]
    pub fn utilisation(&self, unit: usize, now: Time) -> Option<f64> {
        self.units.get(unit)?.mean(now)
    }
}

impl Watch for UnitStatistics {
    fn unit(&mut self, now: Time, unit: usize, busy: bool) {
        while self.units.len() <= unit {
            self.units.push(TimeWeighted::new(now, 0.0));
        }
        self.units[unit].set(now, f64::from(u8::from(busy)));
    }

    fn reset(&mut self, now: Time) {
        for unit in &mut self.units {
            unit.reset(now);
        }
    }
}
