//! Statistics of a value that stays constant for a while.

use serde::{Deserialize, Serialize};

use crate::time::Time;

/// The time average and extremes of a value that changes at points in simulated time, such as the length of a queue.
///
/// Whole-number values accumulate exactly up to 2⁵³ value × microseconds: a queue of 285 for a year.
///
/// # Examples
///
/// ```
/// use cetak::stats::TimeWeighted;
/// use cetak::time::{Time, hours};
///
/// let eight = Time::ZERO + hours(8.0);
/// let mut queue = TimeWeighted::new(eight, 0.0);
/// queue.set(eight + hours(1.0), 6.0);
/// queue.set(eight + hours(2.0), 0.0);
/// assert_eq!(queue.mean(eight + hours(3.0)), Some(2.0));
/// assert_eq!(queue.max(), 6.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeWeighted {
    start: Time,
    since: Time,
    value: f64,
    /// Value × microseconds from `start` to `since`.
    area: f64,
    min: f64,
    max: f64,
}

impl TimeWeighted {
    /// Makes a record of a value observed from `at` on.
    ///
    /// # Panics
    ///
    /// If `value` is not finite.
    #[must_use]
    pub fn new(at: Time, value: f64) -> Self {
        check(at, value);
        Self {
            start: at,
            since: at,
            value,
            area: 0.0,
            min: value,
            max: value,
        }
    }

    /// Sets the value from `now` on. A value that is replaced at the same instant has no weight in the mean, but counts among
    /// the extremes.
    ///
    /// # Panics
    ///
    /// If `now` is before the last change, or `value` is not finite.
    #[inline]
    pub fn set(&mut self, now: Time, value: f64) {
        check(now, value);
        self.area += self.pending(now);
        self.since = now;
        self.value = value;
        if value < self.min {
            self.min = value;
        }
        if value > self.max {
            self.max = value;
        }
    }

    /// Value × microseconds since the last change.
    #[inline]
    fn pending(&self, now: Time) -> f64 {
        if now < self.since {
            backwards(self.since, now);
        }
        self.value * micros_between(self.since, now)
    }

    /// Forgets everything before `now` except the value itself, as at the end of a warm-up.
    ///
    /// # Panics
    ///
    /// If `now` is before the last change.
    pub fn reset(&mut self, now: Time) {
        if now < self.since {
            backwards(self.since, now);
        }
        *self = Self::new(now, self.value);
    }

    /// When the value was set last.
    pub(crate) fn since(&self) -> Time {
        self.since
    }

    /// The current value.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.value
    }

    /// The time average from the start (or the last [reset](Self::reset)) until `now`; `None` if no time has passed.
    ///
    /// # Panics
    ///
    /// If `now` is before the last change.
    #[must_use]
    pub fn mean(&self, now: Time) -> Option<f64> {
        let area = self.area + self.pending(now);
        let observed = micros_between(self.start, now);
        (observed > 0.0).then(|| area / observed)
    }

    /// The integral of the value over time from the start (or the last [reset](Self::reset)) until `now`, in value ×
    /// seconds.
    ///
    /// # Panics
    ///
    /// If `now` is before the last change.
    #[must_use]
    pub fn integral(&self, now: Time) -> f64 {
        (self.area + self.pending(now)) / 1e6
    }

    /// The least value so far.
    #[must_use]
    pub fn min(&self) -> f64 {
        self.min
    }

    /// The greatest value so far.
    #[must_use]
    pub fn max(&self) -> f64 {
        self.max
    }
}

/// The microseconds from one point to a later one, however far apart they are.
#[inline]
fn micros_between(earlier: Time, later: Time) -> f64 {
    match later.checked_since(earlier) {
        Some(span) => span.as_micros() as f64,
        None => micros_far_between(earlier, later),
    }
}

/// The case of a distance longer than a span can hold.
#[cold]
#[inline(never)]
fn micros_far_between(earlier: Time, later: Time) -> f64 {
    (i128::from(later.as_micros()) - i128::from(earlier.as_micros())) as f64
}

#[inline]
fn check(now: Time, value: f64) {
    assert!(
        value.is_finite(),
        "at {now}: a time-weighted statistic cannot be set to {value}"
    );
}

#[cold]
#[inline(never)]
fn backwards(since: Time, now: Time) -> ! {
    panic!("at {now}: a time-weighted statistic was already set at {since}; time cannot go back")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::TimeWeighted;
    use crate::time::{Span, Time, seconds};

    fn at(s: f64) -> Time {
        Time::ZERO + seconds(s)
    }

    #[test]
    fn weighs_values_by_how_long_they_held() {
        let mut level = TimeWeighted::new(at(10.0), 3.0);
        assert_eq!(level.mean(at(10.0)), None);
        level.set(at(12.0), -1.0);
        level.set(at(16.0), 5.0);
        // 3 × 2 − 1 × 4 + 5 × 4 = 22 over 10 seconds.
        assert_eq!(level.integral(at(20.0)), 22.0);
        assert_eq!(level.mean(at(20.0)), Some(2.2));
        assert_eq!((level.min(), level.max(), level.value()), (-1.0, 5.0, 5.0));
    }

    #[test]
    fn the_whole_of_time_can_be_averaged_over() {
        let (first, last) = (Time::from_micros(i64::MIN), Time::MAX);
        let mut level = TimeWeighted::new(first, 2.0);
        level.set(Time::ZERO, 4.0);
        assert_eq!(level.mean(last), Some(3.0));
        assert_eq!(TimeWeighted::new(first, 7.0).mean(last), Some(7.0));
        let micros = (1_u128 << 64) as f64;
        assert_eq!(
            TimeWeighted::new(first, 7.0).integral(last),
            7.0 * micros / 1e6
        );
    }

    #[test]
    fn an_instant_weighs_nothing() {
        let mut level = TimeWeighted::new(at(0.0), 1.0);
        level.set(at(1.0), 100.0);
        level.set(at(1.0), 1.0);
        assert_eq!(level.mean(at(2.0)), Some(1.0));
        assert_eq!(level.max(), 100.0);
    }

    #[test]
    fn a_reset_keeps_only_the_value() {
        let mut level = TimeWeighted::new(at(0.0), 100.0);
        level.set(at(5.0), 2.0);
        level.reset(at(6.0));
        assert_eq!(level.mean(at(6.0)), None);
        assert_eq!(level.mean(at(9.0)), Some(2.0));
        assert_eq!((level.min(), level.max()), (2.0, 2.0));
    }

    #[test]
    #[should_panic(expected = "time cannot go back")]
    fn setting_in_the_past_panics() {
        let mut level = TimeWeighted::new(at(5.0), 0.0);
        level.set(at(4.0), 1.0);
    }

    #[test]
    #[should_panic(expected = "time cannot go back")]
    fn asking_in_the_past_panics() {
        let _ = TimeWeighted::new(at(5.0), 0.0).mean(at(4.0));
    }

    proptest! {
        /// Whole values over whole microseconds add up as exactly as integers.
        #[test]
        fn whole_numbers_are_exact(steps in prop::collection::vec((0i64..10_000_000_000, 0i64..1000), 1..50)) {
            let mut level = TimeWeighted::new(Time::ZERO, 0.0);
            let (mut now, mut value, mut area) = (Time::ZERO, 0i64, 0i64);
            for (micros, next) in steps {
                now += Span::from_micros(micros);
                area += value * micros;
                value = next;
                level.set(now, value as f64);
            }
            let end = now + Span::from_micros(1);
            prop_assert_eq!(level.mean(end), Some((area + value) as f64 / end.as_micros() as f64));
        }
    }
}
