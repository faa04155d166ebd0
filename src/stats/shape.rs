//! The shape of a distribution.

use serde::{Deserialize, Serialize};

use super::Tally;

/// A [`Tally`] that also computes the skewness and the kurtosis of its observations, at the cost of one division per
/// observation.
///
/// The third and fourth moments are updated, and merged, after Pébay (2008, Sandia report SAND2008-6212).
///
/// # Examples
///
/// ```
/// use cetak::stats::Shape;
///
/// let waits: Shape = [1.0, 2.0, 2.0, 3.0, 12.0].into_iter().collect();
/// assert_eq!(waits.tally().mean(), Some(4.0));
/// assert!(waits.skewness().expect("they differ") > 1.0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    tally: Tally,
    mean: f64,
    /// Sums of the powers of deviations from the mean.
    second: f64,
    third: f64,
    fourth: f64,
}

impl Shape {
    /// Makes a shape without observations.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an observation.
    ///
    /// # Panics
    ///
    /// If `value` is not finite.
    pub fn record(&mut self, value: f64) {
        let mut one = Self {
            mean: value,
            ..Self::default()
        };
        one.tally.record(value);
        self.add(&one);
        self.tally.record(value);
    }

    /// Adds all observations of another shape.
    pub fn merge(&mut self, other: &Self) {
        self.add(other);
        self.tally.merge(&other.tally);
    }

    /// Adds the moments of another shape.
    fn add(&mut self, other: &Self) {
        let (a, b) = (self.tally.count() as f64, other.tally.count() as f64);
        if b == 0.0 {
            return;
        }
        let n = a + b;
        let delta = other.mean - self.mean;
        let step = delta / n;
        let product = a * b;
        self.fourth += other.fourth
            + delta * step * step * step * product * (a * a - product + b * b)
            + 6.0 * step * step * (a * a * other.second + b * b * self.second)
            + 4.0 * step * (a * other.third - b * self.third);
        self.third += other.third
            + delta * step * step * product * (a - b)
            + 3.0 * step * (a * other.second - b * self.second);
        self.second += other.second + delta * step * product;
        self.mean += step * b;
    }

    /// The count, mean, variance and extremes.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The skewness *g*₁ of the sample: the third central moment over the 3/2 power of the second; 0 for a symmetric sample.
    /// `None` if all observations are equal.
    #[must_use]
    pub fn skewness(&self) -> Option<f64> {
        let n = self.tally.count() as f64;
        (self.second > 0.0).then(|| n.sqrt() * self.third / (self.second * self.second.sqrt()))
    }

    /// The excess kurtosis *g*₂ of the sample: the fourth central moment over the square of the second, minus 3; 0 for a
    /// normal distribution. `None` if all observations are equal.
    #[must_use]
    pub fn kurtosis(&self) -> Option<f64> {
        let n = self.tally.count() as f64;
        (self.second > 0.0).then(|| n * self.fourth / (self.second * self.second) - 3.0)
    }
}

impl FromIterator<f64> for Shape {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut shape = Self::new();
        for value in values {
            shape.record(value);
        }
        shape
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Shape;

    #[test]
    fn equal_observations_have_no_shape() {
        let shape: Shape = [2.0, 2.0].into_iter().collect();
        assert_eq!((shape.skewness(), shape.kurtosis()), (None, None));
        assert_eq!(Shape::new().skewness(), None);
    }

    /// 1, 2, 2, 3, 12 around 4: squares 9 + 4 + 4 + 1 + 64 = 82, cubes -27 - 8 - 8 - 1 + 512 = 468, fourths 81 + 16 + 16 + 1 +
    /// 4096 = 4210.
    #[test]
    fn its_moments_are_those_counted_by_hand() {
        let shape: Shape = [1.0, 2.0, 2.0, 3.0, 12.0].into_iter().collect();
        let skewness = (468.0 / 5.0) / libm::pow(82.0 / 5.0, 1.5);
        let kurtosis = (4210.0 / 5.0) / libm::pow(82.0 / 5.0, 2.0) - 3.0;
        assert!((shape.skewness().unwrap() - skewness).abs() < 1e-12);
        assert!((shape.kurtosis().unwrap() - kurtosis).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn merging_is_recording_both(
            first in prop::collection::vec(-1e3..1e3f64, 0..60),
            second in prop::collection::vec(-1e3..1e3f64, 2..60),
        ) {
            let mut merged: Shape = first.iter().copied().collect();
            merged.merge(&second.iter().copied().collect());
            let all: Shape = first.iter().chain(&second).copied().collect();
            prop_assert_eq!(merged.tally().count(), all.tally().count());
            for (a, b) in [(merged.skewness(), all.skewness()), (merged.kurtosis(), all.kurtosis())] {
                let (a, b) = (a.unwrap(), b.unwrap());
                prop_assert!((a - b).abs() < 1e-7 * (1.0 + a.abs()), "{} {}", a, b);
            }
        }
    }
}
