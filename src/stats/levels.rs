//! How long a value stayed at each of its levels.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::TimeWeighted;
use crate::time::Time;

/// A [`TimeWeighted`] that also knows how long the value stayed at each level: it adds deviation, quantiles and shares of
/// time, at the cost of a search among the levels per change, and of memory per level.
///
/// # Examples
///
/// ```
/// use cetak::stats::Levels;
/// use cetak::time::{Time, hours};
///
/// let eight = Time::ZERO + hours(8.0);
/// let mut queue = Levels::new(eight, 0.0);
/// queue.set(eight + hours(6.0), 4.0);
/// queue.set(eight + hours(7.0), 2.0);
/// let end = eight + hours(8.0);
/// assert_eq!(queue.over_time().mean(end), Some(0.75));
/// assert_eq!(queue.shares(end), [(0.0, 0.75), (2.0, 0.125), (4.0, 0.125)]);
/// assert_eq!(queue.quantile(end, 0.9), Some(4.0));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Levels {
    over_time: TimeWeighted,
    since: Time,
    /// Microseconds at each level until `since`, by the rank of the level.
    spent: BTreeMap<u64, u64>,
}

/// Maps levels to ranks in the same order.
fn rank(level: f64) -> u64 {
    // Adding 0 turns -0 into 0.
    let bits = (level + 0.0).to_bits();
    match bits >> 63 {
        0 => bits | 1 << 63,
        _ => !bits,
    }
}

fn level(rank: u64) -> f64 {
    f64::from_bits(match rank >> 63 {
        1 => rank & !(1 << 63),
        _ => !rank,
    })
}

impl Levels {
    /// Makes a record of a value observed from `at` on.
    ///
    /// # Panics
    ///
    /// If `value` is not finite.
    #[must_use]
    pub fn new(at: Time, value: f64) -> Self {
        Self {
            over_time: TimeWeighted::new(at, value),
            since: at,
            spent: BTreeMap::new(),
        }
    }

    /// Sets the value from `now` on.
    ///
    /// # Panics
    ///
    /// If `now` is before the last change, or `value` is not finite.
    pub fn set(&mut self, now: Time, value: f64) {
        let before = self.over_time.value();
        self.over_time.set(now, value);
        let passed = micros(self.since, now);
        if passed > 0 {
            *self.spent.entry(rank(before)).or_default() += passed;
        }
        self.since = now;
    }

    /// Forgets everything before `now` except the value itself, as at the end of a warm-up.
    ///
    /// # Panics
    ///
    /// If `now` is before the last change.
    pub fn reset(&mut self, now: Time) {
        self.over_time.reset(now);
        self.spent.clear();
        self.since = now;
    }

    /// Mean and extremes.
    #[must_use]
    pub fn over_time(&self) -> &TimeWeighted {
        &self.over_time
    }

    /// The share of the time until `now` spent at each level, the lowest level first; levels that took no time are left out.
    /// Empty if no time has passed.
    ///
    /// # Panics
    ///
    /// If `now` is before the last change.
    #[must_use]
    pub fn shares(&self, now: Time) -> Vec<(f64, f64)> {
        assert!(
            now >= self.since,
            "at {now}: levels were already set at {}; time cannot go back",
            self.since
        );
        let mut spent = self.spent.clone();
        let passed = micros(self.since, now);
        if passed > 0 {
            *spent.entry(rank(self.over_time.value())).or_default() += passed;
        }
        let all = spent.values().sum::<u64>() as f64;
        let share = |(rank, micros)| (level(rank), micros as f64 / all);
        spent.into_iter().map(share).collect()
    }

    /// The least level that the value did not exceed for `share` of the time until `now`; `None` if no time has passed.
    ///
    /// # Panics
    ///
    /// If `now` is before the last change, or `share` is not between 0 and 1.
    #[must_use]
    pub fn quantile(&self, now: Time, share: f64) -> Option<f64> {
        assert!(
            (0.0..=1.0).contains(&share),
            "a quantile is asked for a share from 0 to 1, not {share}"
        );
        let shares = self.shares(now);
        let mut sum = 0.0;
        let reached = shares.iter().find(|(_, part)| {
            sum += part;
            sum >= share
        });
        // The shares may add up to slightly less than 1.
        reached.or(shares.last()).map(|(level, _)| *level)
    }

    /// The standard deviation over time until `now`, of the whole period and not of a sample; `None` if no time has passed.
    ///
    /// # Panics
    ///
    /// If `now` is before the last change.
    #[must_use]
    pub fn deviation(&self, now: Time) -> Option<f64> {
        let mean = self.over_time.mean(now)?;
        let square = |(level, share): (f64, f64)| share * (level - mean) * (level - mean);
        Some(self.shares(now).into_iter().map(square).sum::<f64>().sqrt())
    }
}

/// The microseconds from one point to a later one, however far apart they are.
fn micros(earlier: Time, later: Time) -> u64 {
    later.as_micros().abs_diff(earlier.as_micros())
}

#[cfg(test)]
mod tests {
    use super::{Levels, level, rank};
    use crate::time::{Time, seconds};

    fn at(s: f64) -> Time {
        Time::ZERO + seconds(s)
    }

    #[test]
    fn ranks_are_in_the_order_of_the_levels() {
        let levels = [f64::MIN, -2.5, -1e-300, 0.0, 1e-300, 3.0, f64::MAX];
        assert!(levels.map(rank).is_sorted());
        assert_eq!(levels.map(|value| level(rank(value))), levels);
        assert_eq!(rank(-0.0), rank(0.0));
    }

    /// -1 for 2 s, 3 for 6 s, -1 again for 2 s, and 5 for no time at all: mean 1.4, squares 4 × 5.76 + 6 × 2.56 of 10.
    #[test]
    fn its_statistics_are_those_counted_by_hand() {
        let mut levels = Levels::new(at(10.0), -1.0);
        assert_eq!(
            (levels.deviation(at(10.0)), levels.quantile(at(10.0), 0.5)),
            (None, None)
        );
        levels.set(at(12.0), 3.0);
        levels.set(at(18.0), 5.0);
        levels.set(at(18.0), -1.0);
        let end = at(20.0);
        assert_eq!(levels.shares(end), [(-1.0, 0.4), (3.0, 0.6)]);
        assert!((levels.deviation(end).unwrap() - 3.84_f64.sqrt()).abs() < 1e-12);
        let quantiles = [0.0, 0.4, 0.41, 1.0].map(|share| levels.quantile(end, share).unwrap());
        assert_eq!(quantiles, [-1.0, -1.0, 3.0, 3.0]);
        let json = serde_json::to_string(&levels).unwrap();
        assert_eq!(serde_json::from_str::<Levels>(&json).unwrap(), levels);
        levels.reset(end);
        assert_eq!(levels.shares(at(21.0)), [(-1.0, 1.0)]);
        assert_eq!(levels.over_time().max(), -1.0);
    }

    #[test]
    #[should_panic(expected = "time cannot go back")]
    fn asking_in_the_past_panics() {
        let _ = Levels::new(at(5.0), 0.0).shares(at(4.0));
    }
}
