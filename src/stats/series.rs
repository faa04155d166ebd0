//! A value over time, step by step.

use serde::{Deserialize, Serialize};

use crate::time::{Span, Time};

/// A value over time: one for each step of equal length, counted from [`Time::ZERO`]; none where nothing was observed in a step.
///
/// [`LevelSeries`] and [`TallySeries`] record it. It does not begin anew at the end of a warm-up, because it shows where the warm-up ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    step: Span,
    values: Vec<Option<f64>>,
}

impl Series {
    /// Makes a series of values that the model has already, one for each step.
    ///
    /// # Panics
    ///
    /// If `step` is not positive, or a value is not finite.
    #[must_use]
    pub fn new(step: Span, values: Vec<Option<f64>>) -> Self {
        check(step);
        for value in values.iter().flatten() {
            assert!(value.is_finite(), "{value} is no value of a series");
        }
        Self { step, values }
    }

    /// The length of a step.
    #[must_use]
    pub fn step(&self) -> Span {
        self.step
    }

    /// The value in each step.
    #[must_use]
    pub fn values(&self) -> &[Option<f64>] {
        &self.values
    }
}

/// Records the time average of a level in each step, such as that of a queue length in each hour. A step takes 16 bytes.
///
/// # Examples
///
/// ```
/// use cetak::stats::LevelSeries;
/// use cetak::time::{Time, hours};
///
/// let at = |h| Time::ZERO + hours(h);
/// let mut queue = LevelSeries::new(at(0.0), 0.0, hours(1.0));
/// queue.set(at(0.5), 6.0);
/// queue.set(at(2.0), 1.0);
/// assert_eq!(queue.until(at(3.0)).values(), [Some(3.0), Some(6.0), Some(1.0)]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LevelSeries {
    step: Span,
    since: Time,
    level: f64,
    sums: Vec<Sum>,
}

/// Records the mean of what is observed in each step, such as that of the waits that end in an hour. A step takes 16 bytes.
///
/// # Examples
///
/// ```
/// use cetak::stats::TallySeries;
/// use cetak::time::{Time, hours};
///
/// let mut waits = TallySeries::new(hours(1.0));
/// for (hour, wait) in [(0.2, 3.0), (0.9, 5.0), (2.1, 1.0)] {
///     waits.record(Time::ZERO + hours(hour), wait);
/// }
/// assert_eq!(waits.means().values(), [Some(4.0), None, Some(1.0)]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TallySeries {
    step: Span,
    sums: Vec<Sum>,
}

/// The sum over one step, and its weight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Sum {
    sum: f64,
    weight: f64,
}

impl LevelSeries {
    /// Makes a record of a level that is `level` from `at` on, in steps of `step`.
    ///
    /// # Panics
    ///
    /// If `at` is before [`Time::ZERO`], `step` is not positive, or `level` is not finite.
    #[must_use]
    pub fn new(at: Time, level: f64, step: Span) -> Self {
        check(step);
        assert!(at >= Time::ZERO, "at {at}: a series begins at time zero");
        assert!(level.is_finite(), "at {at}: a level cannot be {level}");
        Self {
            step,
            since: at,
            level,
            sums: Vec::new(),
        }
    }

    /// Sets the level from `now` on.
    ///
    /// # Panics
    ///
    /// If `now` is before the last change, or `level` is not finite.
    pub fn set(&mut self, now: Time, level: f64) {
        assert!(level.is_finite(), "at {now}: a level cannot be {level}");
        self.pass(now);
        self.level = level;
    }

    /// The level that it has now.
    #[must_use]
    pub fn level(&self) -> f64 {
        self.level
    }

    /// The time average in each step until `end`. The last step may be a part of one, and the first too; a step before the record began has none.
    ///
    /// # Panics
    ///
    /// If `end` is before the last change.
    #[must_use]
    pub fn until(&self, end: Time) -> Series {
        let mut whole = self.clone();
        whole.pass(end);
        means(whole.step, &whole.sums)
    }

    /// Adds the time until `now` to its steps.
    fn pass(&mut self, now: Time) {
        assert!(
            now >= self.since,
            "at {now}: a series was already set at {}; time cannot go back",
            self.since
        );
        let step = self.step.as_micros();
        let (mut from, to) = (self.since.as_micros(), now.as_micros());
        while from < to {
            let end = to.min((from / step + 1).saturating_mul(step));
            let passed = (end - from) as f64;
            let sum = sum_of(&mut self.sums, from / step);
            sum.sum += self.level * passed;
            sum.weight += passed;
            from = end;
        }
        self.since = now;
    }
}

impl TallySeries {
    /// Makes a record without observations, in steps of `step`.
    ///
    /// # Panics
    ///
    /// If `step` is not positive.
    #[must_use]
    pub fn new(step: Span) -> Self {
        check(step);
        Self {
            step,
            sums: Vec::new(),
        }
    }

    /// Records an observation made now.
    ///
    /// # Panics
    ///
    /// If `now` is before [`Time::ZERO`], or `value` is not finite.
    pub fn record(&mut self, now: Time, value: f64) {
        assert!(now >= Time::ZERO, "at {now}: a series begins at time zero");
        assert!(value.is_finite(), "at {now}: {value} is no observation");
        let place = now.as_micros() / self.step.as_micros();
        let sum = sum_of(&mut self.sums, place);
        sum.sum += value;
        sum.weight += 1.0;
    }

    /// The mean in each step up to that of the last observation.
    #[must_use]
    pub fn means(&self) -> Series {
        means(self.step, &self.sums)
    }
}

fn check(step: Span) {
    assert!(step > Span::ZERO, "a series has no steps of {step}");
}

fn sum_of(sums: &mut Vec<Sum>, place: i64) -> &mut Sum {
    let place = usize::try_from(place).expect("time that has passed");
    if sums.len() <= place {
        sums.resize(place + 1, Sum::default());
    }
    &mut sums[place]
}

fn means(step: Span, sums: &[Sum]) -> Series {
    let mean = |sum: &Sum| (sum.weight > 0.0).then(|| sum.sum / sum.weight);
    let values = sums.iter().map(mean).collect();
    Series { step, values }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LevelSeries, TallySeries};
    use crate::stats::TimeWeighted;
    use crate::time::{Time, seconds};

    fn at(s: f64) -> Time {
        Time::ZERO + seconds(s)
    }

    #[test]
    fn a_level_that_begins_and_ends_within_a_step_is_averaged_over_its_part() {
        let mut level = LevelSeries::new(at(25.0), 2.0, seconds(10.0));
        level.set(at(28.0), 7.0);
        level.set(at(28.0), 4.0);
        // Three seconds of 2 and two of 4.
        let expected = [None, None, Some(2.8), Some(4.0)];
        assert_eq!(level.until(at(31.0)).values(), expected);
        assert_eq!(level.level(), 4.0);
        // To ask changes nothing, and an end at the end of a step begins none.
        assert_eq!(level.until(at(30.0)).values(), &expected[..3]);
        level.set(at(40.0), 0.0);
        assert_eq!(level.until(at(40.0)).values(), expected);
    }

    #[test]
    fn an_observation_at_the_end_of_a_step_is_in_the_next() {
        let mut tally = TallySeries::new(seconds(10.0));
        tally.record(at(0.0), 1.0);
        tally.record(at(10.0), 5.0);
        assert_eq!(tally.means().values(), [Some(1.0), Some(5.0)]);
        assert_eq!(tally.means().step(), seconds(10.0));
    }

    #[test]
    #[should_panic(expected = "time cannot go back")]
    fn setting_in_the_past_panics() {
        LevelSeries::new(at(5.0), 0.0, seconds(1.0)).set(at(4.0), 1.0);
    }

    #[test]
    #[should_panic(expected = "no steps of 0 s")]
    fn a_series_without_steps_panics() {
        let _ = TallySeries::new(seconds(0.0));
    }

    proptest! {
        /// The steps together are the whole.
        #[test]
        fn the_steps_add_up(changes in prop::collection::vec((0u32..500, -5i32..5), 1..40), rest in 1u32..300) {
            let mut whole = TimeWeighted::new(Time::ZERO, 0.0);
            let mut steps = LevelSeries::new(Time::ZERO, 0.0, seconds(60.0));
            let mut now = 0.0;
            for (passed, level) in changes {
                now += f64::from(passed);
                whole.set(at(now), f64::from(level));
                steps.set(at(now), f64::from(level));
            }
            now += f64::from(rest);
            let series = steps.until(at(now));
            let sum: f64 = series.values().iter().enumerate().map(|(i, mean)| mean.unwrap() * (now - 60.0 * i as f64).min(60.0)).sum();
            prop_assert!((sum - whole.integral(at(now))).abs() < 1e-6);
            prop_assert_eq!(series.values().len(), (now / 60.0).ceil() as usize);
        }
    }
}
