//! What is recorded about a resource while it is used: everything, some of it, or nothing.

use serde::{Deserialize, Serialize};

use crate::stats::{LevelSeries, Levels, Series, Shape, Tally, TimeWeighted};
use crate::time::{Span, Time};

/// How a request leaves a resource without being served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unserved {
    /// It found no place in a full queue.
    Refused,
    /// Its wait was ended, such as for want of patience.
    GaveUp,
    /// A more urgent request took its place in a full queue.
    PushedOut,
}

/// Receives every change in a resource. Methods that a watch does not implement are compiled away: `()` watches nothing and
/// costs nothing, and a pair feeds both of its halves.
///
/// # Examples
///
/// A record of every single wait, next to the usual statistics:
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
    /// `waiting` requests wait from now on.
    #[inline]
    fn waiting(&mut self, _now: Time, _waiting: usize) {}

    /// `busy` servers or units work from now on.
    #[inline]
    fn busy(&mut self, _now: Time, _busy: usize) {}

    /// `capacity` servers or units are on duty from now on.
    #[inline]
    fn capacity(&mut self, _now: Time, _capacity: usize) {}

    /// From now on, `beyond` servers work beyond the capacity, or `beyond` units work off duty.
    #[inline]
    fn overtime(&mut self, _now: Time, _beyond: usize) {}

    /// A customer is served for the first time, after waiting for `waited`.
    #[inline]
    fn started(&mut self, _now: Time, _waited: Span) {}

    /// A customer whose units were taken away is served again, `waited` after losing them.
    #[inline]
    fn started_again(&mut self, _now: Time, _waited: Span) {}

    /// A request leaves without being served; of those for room in a stock or a store, their own watch is told.
    #[inline]
    fn unserved(&mut self, _how: Unserved) {}

    /// This unit of a [`Pool`](super::Pool) works from now on, or stops working. A unit that is added is reported as not
    /// busy.
    #[inline]
    fn unit(&mut self, _now: Time, _unit: usize, _busy: bool) {}

    /// This unit of a [`Pool`](super::Pool) goes on duty now, or off duty.
    #[inline]
    fn unit_duty(&mut self, _now: Time, _unit: usize, _on_duty: bool) {}

    /// A [`Stock`](super::Stock) or a [`Store`](super::Store) holds `level` pieces or items from now on.
    #[inline]
    fn level(&mut self, _now: Time, _level: u64) {}

    /// The warm-up ends: discard what was recorded so far.
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
    fn overtime(&mut self, now: Time, beyond: usize) {
        self.0.overtime(now, beyond);
        self.1.overtime(now, beyond);
    }

    #[inline]
    fn started(&mut self, now: Time, waited: Span) {
        self.0.started(now, waited);
        self.1.started(now, waited);
    }

    #[inline]
    fn started_again(&mut self, now: Time, waited: Span) {
        self.0.started_again(now, waited);
        self.1.started_again(now, waited);
    }

    #[inline]
    fn unserved(&mut self, how: Unserved) {
        self.0.unserved(how);
        self.1.unserved(how);
    }

    #[inline]
    fn unit(&mut self, now: Time, unit: usize, busy: bool) {
        self.0.unit(now, unit, busy);
        self.1.unit(now, unit, busy);
    }

    #[inline]
    fn unit_duty(&mut self, now: Time, unit: usize, on_duty: bool) {
        self.0.unit_duty(now, unit, on_duty);
        self.1.unit_duty(now, unit, on_duty);
    }

    #[inline]
    fn level(&mut self, now: Time, level: u64) {
        self.0.level(now, level);
        self.1.level(now, level);
    }

    #[inline]
    fn reset(&mut self, now: Time) {
        self.0.reset(now);
        self.1.reset(now);
    }
}

/// Records the level of a stock or a store, and how long it stayed at each height.
impl Watch for Levels {
    fn level(&mut self, now: Time, level: u64) {
        self.set(now, level as f64);
    }

    fn reset(&mut self, now: Time) {
        Levels::reset(self, now);
    }
}

/// Records the waits in minutes until service first started, and their shape.
impl Watch for Shape {
    fn started(&mut self, _now: Time, waited: Span) {
        self.record(waited.as_minutes());
    }

    fn reset(&mut self, _now: Time) {
        *self = Self::new();
    }
}

/// Records the level of a stock or a store over time.
impl Watch for TimeWeighted {
    #[inline]
    fn level(&mut self, now: Time, level: u64) {
        self.set(now, level as f64);
    }

    fn reset(&mut self, now: Time) {
        TimeWeighted::reset(self, now);
    }
}

/// The usual statistics: queue length, busy servers and overtime over time, the waits, and how many left without being served.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statistics {
    queue_length: TimeWeighted,
    servers_busy: TimeWeighted,
    capacity: TimeWeighted,
    overtime: TimeWeighted,
    waits: Tally,
    waits_again: Tally,
    refused: u64,
    gave_up: u64,
    pushed_out: u64,
    /// All that `waits` sums up, where they are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    every_wait: Option<Vec<Span>>,
    /// What `queue_length` does not know, where it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kept_queue: Option<Box<KeptQueue>>,
}

/// How long a queue had each length, and its mean length in each step of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct KeptQueue {
    lengths: Levels,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    series: Option<LevelSeries>,
}

impl Statistics {
    /// Makes the statistics of a resource with this capacity, idle since [`Time::ZERO`].
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self::since(Time::ZERO, capacity)
    }

    /// Makes the statistics of a resource with this capacity, idle since `start`.
    pub(crate) fn since(start: Time, capacity: usize) -> Self {
        let at_start = |value| TimeWeighted::new(start, value);
        Self {
            queue_length: at_start(0.0),
            servers_busy: at_start(0.0),
            capacity: at_start(whole(capacity)),
            overtime: at_start(0.0),
            waits: Tally::new(),
            waits_again: Tally::new(),
            refused: 0,
            gave_up: 0,
            pushed_out: 0,
            every_wait: None,
            kept_queue: None,
        }
    }

    /// Keeps every wait until service first starts, 8 bytes each, for [quantiles](Self::every_wait_min).
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::resource::{Resource, Statistics};
    /// use cetak::stats::quantile;
    /// use cetak::time::{Time, minutes};
    ///
    /// let mut clerk = Resource::watched("clerk", 1, Statistics::new(1).keeping_waits());
    /// for customer in 0..5 {
    ///     let _ = clerk.seize(Time::ZERO, customer);
    /// }
    /// for ended in 1..5 {
    ///     let _ = clerk.release(Time::ZERO + minutes(f64::from(ended)));
    /// }
    /// let waits = clerk.watch().every_wait_min();
    /// assert_eq!((quantile(&waits, 0.5), quantile(&waits, 0.9)), (Some(2.0), Some(3.6)));
    /// ```
    #[must_use]
    pub fn keeping_waits(self) -> Self {
        Self {
            every_wait: Some(Vec::new()),
            ..self
        }
    }

    /// Keeps how long the queue had each length from now on, for [quantiles](Self::queue_quantile): 16 bytes for each length that it had.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::resource::{Resource, Statistics};
    /// use cetak::time::{Time, minutes};
    ///
    /// let mut clerk = Resource::watched("clerk", 1, Statistics::new(1).keeping_queue());
    /// let at = |m| Time::ZERO + minutes(m);
    /// let _ = clerk.seize(at(0.0), "Wayan");
    /// let _ = clerk.seize(at(6.0), "Made");
    /// let _ = clerk.seize(at(9.0), "Ketut");
    /// let queue = |share| clerk.watch().queue_quantile(at(10.0), share);
    /// assert_eq!([0.5, 0.8, 0.95].map(queue), [Some(0.0), Some(1.0), Some(2.0)]);
    /// ```
    #[must_use]
    pub fn keeping_queue(self) -> Self {
        self.with_queue(None)
    }

    /// Keeps also the mean queue length in each step of time from now on, for [`queue_series`](Self::queue_series).
    ///
    /// # Panics
    ///
    /// If `step` is not positive.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::resource::{Resource, Statistics};
    /// use cetak::time::{Time, minutes};
    ///
    /// let statistics = Statistics::new(1).keeping_queue_series(minutes(5.0));
    /// let mut clerk = Resource::watched("clerk", 1, statistics);
    /// let at = |m| Time::ZERO + minutes(m);
    /// let _ = clerk.seize(at(0.0), "Wayan");
    /// let _ = clerk.seize(at(4.0), "Made");
    /// let series = clerk.watch().queue_series(at(10.0)).expect("it is kept");
    /// assert_eq!(series.values(), [Some(0.2), Some(1.0)]);
    /// ```
    #[must_use]
    pub fn keeping_queue_series(self, step: Span) -> Self {
        self.with_queue(Some(step))
    }

    fn with_queue(self, step: Option<Span>) -> Self {
        let (since, length) = (self.queue_length.since(), self.queue_length.value());
        Self {
            kept_queue: Some(Box::new(KeptQueue {
                lengths: Levels::new(since, length),
                series: step.map(|step| LevelSeries::new(since, length, step)),
            })),
            ..self
        }
    }

    /// The queue length over time.
    #[must_use]
    pub fn queue_length(&self) -> &TimeWeighted {
        &self.queue_length
    }

    /// The length that the queue did not exceed for `share` of the time until `now`; `None` unless its lengths are [kept](Self::keeping_queue), and where no
    /// time has passed.
    ///
    /// # Panics
    ///
    /// If `now` is before the last change, or `share` is not between 0 and 1.
    #[must_use]
    pub fn queue_quantile(&self, now: Time, share: f64) -> Option<f64> {
        self.kept_queue.as_ref()?.lengths.quantile(now, share)
    }

    /// The mean queue length in each step until `now`, the warm-up included; `None` unless it is [kept](Self::keeping_queue_series).
    ///
    /// # Panics
    ///
    /// If `now` is before the last change.
    #[must_use]
    pub fn queue_series(&self, now: Time) -> Option<Series> {
        let series = self.kept_queue.as_ref()?.series.as_ref()?;
        Some(series.until(now))
    }

    /// The number of working servers or units over time.
    #[must_use]
    pub fn servers_busy(&self) -> &TimeWeighted {
        &self.servers_busy
    }

    /// The waits in minutes of all whose service has started, with 0 for those who did not wait.
    #[must_use]
    pub fn waits(&self) -> &Tally {
        &self.waits
    }

    /// All waits that [`waits`](Self::waits) sums up, in minutes, sorted; none unless they are [kept](Self::keeping_waits).
    #[must_use]
    pub fn every_wait_min(&self) -> Vec<f64> {
        let kept = self.every_wait.iter().flatten();
        let mut waits: Vec<f64> = kept.map(|wait| wait.as_minutes()).collect();
        waits.sort_by(f64::total_cmp);
        waits
    }

    /// The waits in minutes of those whose units were taken away, each until it was served again.
    #[must_use]
    pub fn waits_again(&self) -> &Tally {
        &self.waits_again
    }

    /// How many requests left unserved in this way.
    #[must_use]
    pub fn unserved(&self, how: Unserved) -> u64 {
        match how {
            Unserved::Refused => self.refused,
            Unserved::GaveUp => self.gave_up,
            Unserved::PushedOut => self.pushed_out,
        }
    }

    /// The number of servers or units on duty over time: neither closed nor off shift. A broken unit is on duty.
    #[must_use]
    pub fn capacity(&self) -> &TimeWeighted {
        &self.capacity
    }

    /// The number that work beyond the capacity over time: servers after a reduction, and units that finish off duty.
    #[must_use]
    pub fn overtime(&self) -> &TimeWeighted {
        &self.overtime
    }

    /// The share of their time on duty in which the servers or units worked until `now`, from 0 to 1; `None` if no time has
    /// passed or none was ever on duty. [Overtime](Self::overtime) counts neither as work nor as time on duty.
    #[must_use]
    pub fn utilisation(&self, now: Time) -> Option<f64> {
        let capacity = self.capacity.mean(now)?;
        let busy = self.servers_busy.mean(now)? - self.overtime.mean(now)?;
        // Each mean is rounded, so a resource that is always fully busy may come out one last digit above 1.
        (capacity > 0.0).then(|| (busy / capacity).clamp(0.0, 1.0))
    }
}

impl KeptQueue {
    #[cold]
    fn set(&mut self, now: Time, length: f64) {
        self.lengths.set(now, length);
        if let Some(series) = &mut self.series {
            series.set(now, length);
        }
    }
}

/// Converts by way of a signed number, for which the processor has a single instruction.
#[inline]
fn whole(number: usize) -> f64 {
    number as i64 as f64
}

impl Watch for Statistics {
    #[inline]
    fn waiting(&mut self, now: Time, waiting: usize) {
        self.queue_length.set(now, whole(waiting));
        if let Some(queue) = &mut self.kept_queue {
            queue.set(now, whole(waiting));
        }
    }

    #[inline]
    fn busy(&mut self, now: Time, busy: usize) {
        self.servers_busy.set(now, whole(busy));
    }

    fn capacity(&mut self, now: Time, capacity: usize) {
        self.capacity.set(now, whole(capacity));
    }

    fn overtime(&mut self, now: Time, beyond: usize) {
        self.overtime.set(now, whole(beyond));
    }

    #[inline]
    fn started(&mut self, _now: Time, waited: Span) {
        self.waits.record(waited.as_minutes());
        if let Some(every_wait) = &mut self.every_wait {
            every_wait.push(waited);
        }
    }

    fn started_again(&mut self, _now: Time, waited: Span) {
        self.waits_again.record(waited.as_minutes());
    }

    fn unserved(&mut self, how: Unserved) {
        *match how {
            Unserved::Refused => &mut self.refused,
            Unserved::GaveUp => &mut self.gave_up,
            Unserved::PushedOut => &mut self.pushed_out,
        } += 1;
    }

    fn reset(&mut self, now: Time) {
        self.queue_length.reset(now);
        self.servers_busy.reset(now);
        self.capacity.reset(now);
        self.overtime.reset(now);
        (self.waits, self.waits_again) = (Tally::new(), Tally::new());
        (self.refused, self.gave_up, self.pushed_out) = (0, 0, 0);
        self.every_wait.iter_mut().for_each(Vec::clear);
        if let Some(queue) = &mut self.kept_queue {
            queue.lengths.reset(now);
        }
    }
}
