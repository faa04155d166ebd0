//! Statistics of single observations.

use serde::{Deserialize, Serialize};

/// The count, mean, variance and extremes of observations, without keeping them.
///
/// Each block of 64 observations is summed up as deviations from the mean of all blocks before it, and then merged with them
/// after Chan, Golub & LeVeque (1983, The American Statistician 37(3)). So a large mean does not drown a small variance, and
/// an observation costs no division.
///
/// # Examples
///
/// ```
/// use cetak::stats::Tally;
///
/// let mut waits = Tally::new();
/// assert_eq!(waits.mean(), None);
/// for minutes in [4.0, 6.0, 11.0] {
///     waits.record(minutes);
/// }
/// assert_eq!(waits.mean(), Some(7.0));
/// assert_eq!(waits.variance(), Some(13.0));
/// assert_eq!(waits.max(), Some(11.0));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    count: u64,
    /// The number of observations that still fit into the open block, which is the last one.
    room: u32,
    /// The mean of all blocks before the open one; in the first block, the first observation.
    centre: f64,
    /// The sum of squared deviations from the mean, over all blocks before the open one.
    squares: f64,
    /// In the open block, the sum of deviations from `centre`, and the sum of their squares.
    open: f64,
    open_squares: f64,
    /// The extremes are 0 while there are no observations, so that no infinity is ever saved.
    min: f64,
    max: f64,
}

/// Observations per block.
const BLOCK: u32 = 64;

impl Tally {
    /// Makes a tally without observations.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an observation.
    ///
    /// # Panics
    ///
    /// If `value` is not finite.
    #[inline]
    pub fn record(&mut self, value: f64) {
        assert!(value.is_finite(), "a tally cannot record {value}");
        if self.room == 0 {
            self.open_block(value);
        }
        self.room -= 1;
        self.count += 1;
        let deviation = value - self.centre;
        self.open += deviation;
        self.open_squares += deviation * deviation;
        if value < self.min {
            self.min = value;
        }
        if value > self.max {
            self.max = value;
        }
    }

    #[cold]
    #[inline(never)]
    fn open_block(&mut self, next: f64) {
        if self.count == 0 {
            (self.centre, self.min, self.max) = (next, next, next);
        }
        (self.centre, self.squares) = self.moments();
        (self.open, self.open_squares) = (0.0, 0.0);
        self.room = BLOCK;
    }

    /// The mean of all observations, and the sum of squared deviations from it.
    fn moments(&self) -> (f64, f64) {
        if self.count == 0 || self.room == BLOCK {
            return (self.centre, self.squares);
        }
        let open = f64::from(BLOCK - self.room);
        let all = self.count as f64;
        let deviation = self.open / open;
        let within = (self.open_squares - self.open * deviation).max(0.0);
        let between = deviation * deviation * open * ((all - open) / all);
        (
            self.centre + self.open / all,
            self.squares + within + between,
        )
    }

    /// Adds all observations of another tally.
    pub fn merge(&mut self, other: &Tally) {
        if other.count == 0 {
            return;
        }
        if self.count == 0 {
            *self = *other;
            return;
        }
        let (ours, theirs) = (self.count as f64, other.count as f64);
        let (our_mean, our_squares) = self.moments();
        let (their_mean, their_squares) = other.moments();
        let share = theirs / (ours + theirs);
        let deviation = their_mean - our_mean;
        *self = Self {
            count: self.count + other.count,
            room: BLOCK,
            centre: our_mean + deviation * share,
            squares: our_squares + their_squares + deviation * deviation * ours * share,
            open: 0.0,
            open_squares: 0.0,
            min: self.min.min(other.min),
            max: self.max.max(other.max),
        };
    }

    /// The number of observations.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The mean.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.moments().0)
    }

    /// The sample variance, divided by n − 1; `None` with fewer than two observations.
    #[must_use]
    pub fn variance(&self) -> Option<f64> {
        (self.count > 1).then(|| self.moments().1 / (self.count - 1) as f64)
    }

    /// The sample standard deviation, the square root of the [variance](Self::variance).
    #[must_use]
    pub fn standard_deviation(&self) -> Option<f64> {
        self.variance().map(f64::sqrt)
    }

    /// The least observation.
    #[must_use]
    pub fn min(&self) -> Option<f64> {
        (self.count > 0).then_some(self.min)
    }

    /// The greatest observation.
    #[must_use]
    pub fn max(&self) -> Option<f64> {
        (self.count > 0).then_some(self.max)
    }
}

/// Makes the tally of all values.
impl FromIterator<f64> for Tally {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut tally = Self::new();
        for value in values {
            tally.record(value);
        }
        tally
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Tally;

    /// The two-pass method of textbooks, which needs all values at once.
    fn two_passes(values: &[f64]) -> (f64, f64) {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
        (mean, squares / (n - 1.0))
    }

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-9 * (1.0 + a.abs().max(b.abs()))
    }

    #[test]
    fn nothing_has_no_statistics() {
        let tally = Tally::new();
        assert_eq!(tally.count(), 0);
        assert_eq!(tally.mean(), None);
        assert_eq!(tally.variance(), None);
        assert_eq!(tally.standard_deviation(), None);
        assert_eq!((tally.min(), tally.max()), (None, None));
    }

    #[test]
    fn one_observation_has_no_variance() {
        let tally = Tally::from_iter([-3.0]);
        assert_eq!(tally.mean(), Some(-3.0));
        assert_eq!(tally.variance(), None);
        assert_eq!((tally.min(), tally.max()), (Some(-3.0), Some(-3.0)));
    }

    #[test]
    fn a_large_mean_does_not_drown_a_small_variance() {
        // The hardest of the NIST univariate data sets, NumAcc4: its variance is exactly 0.01.
        let base = 10_000_000.2;
        let pairs = (0..500).flat_map(|_| [base - 0.1, base + 0.1]);
        let tally = Tally::from_iter(std::iter::once(base).chain(pairs));
        assert!((tally.variance().unwrap() - 0.01).abs() < 1e-8);
        assert!((tally.mean().unwrap() - base).abs() < 1e-8);
    }

    #[test]
    #[should_panic(expected = "cannot record NaN")]
    fn what_is_no_number_panics() {
        Tally::new().record(f64::NAN);
    }

    proptest! {
        #[test]
        fn agrees_with_two_passes(values in prop::collection::vec(-1e3..1e3f64, 2..100)) {
            let tally: Tally = values.iter().copied().collect();
            let (mean, variance) = two_passes(&values);
            prop_assert!(close(tally.mean().unwrap(), mean));
            prop_assert!(close(tally.variance().unwrap(), variance));
            prop_assert_eq!(tally.min(), values.iter().copied().reduce(f64::min));
            prop_assert_eq!(tally.max(), values.iter().copied().reduce(f64::max));
        }

        #[test]
        fn merging_is_recording_both(
            first in prop::collection::vec(-1e3..1e3f64, 0..60),
            second in prop::collection::vec(-1e3..1e3f64, 0..60),
        ) {
            let mut merged: Tally = first.iter().copied().collect();
            merged.merge(&second.iter().copied().collect());
            let all: Tally = first.iter().chain(&second).copied().collect();
            prop_assert_eq!(merged.count(), all.count());
            prop_assert_eq!(merged.min(), all.min());
            prop_assert_eq!(merged.max(), all.max());
            prop_assert_eq!(merged.mean().is_some(), all.mean().is_some());
            prop_assert_eq!(merged.variance().is_some(), all.variance().is_some());
            prop_assert!(close(merged.mean().unwrap_or(0.0), all.mean().unwrap_or(0.0)));
            prop_assert!(close(merged.variance().unwrap_or(0.0), all.variance().unwrap_or(0.0)));
        }
    }
}
