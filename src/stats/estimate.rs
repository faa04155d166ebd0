//! Means and proportions with their confidence intervals.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Tally, normal_quantile, student_quantile};

/// A mean with the half-width of its confidence interval.
///
/// # Examples
///
/// ```
/// use cetak::stats::{Estimate, Tally};
///
/// let days: Tally = [32.0, 35.0, 37.0, 34.0].into_iter().collect();
/// let estimate = Estimate::of(&days, 0.95).expect("four runs");
/// assert_eq!(estimate.mean, 34.5);
/// assert!(estimate.contains(35.0));
/// assert_eq!(format!("{estimate:.2}"), "34.50 ± 3.31 (95 %, n = 4)");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Estimate {
    /// The mean of the observations.
    pub mean: f64,
    /// Half the width of the interval around the mean, in the same unit.
    pub half_width: f64,
    /// How often such intervals hold the true mean, between 0 and 1.
    pub confidence: f64,
    /// The number of observations.
    pub n: u64,
}

impl Estimate {
    /// The mean ± q × s / √n, where q is the quantile of Student's t with n − 1 degrees of freedom. `None` with fewer than
    /// two observations; without variance the half-width is 0.
    ///
    /// It assumes *independent* observations whose mean is about normal, such as replications. Successive customers of one
    /// run are not independent: the interval would be far too narrow. Use [`BatchMeans`](super::BatchMeans) there. With few,
    /// very skewed observations it holds the true mean less often than it claims: 84 in place of 95 % of the time with 10 lognormal ones (σ = 1), 92 %
    /// with 100, and 41 % with 10 rare counts. docs/validation.md has the measurements; [`skewed_interval`](super::skewed_interval) does better.
    ///
    /// # Panics
    ///
    /// If `confidence` is not between 0 and 1, both excluded.
    #[must_use]
    pub fn of(tally: &Tally, confidence: f64) -> Option<Self> {
        check(confidence);
        let n = tally.count();
        let (mean, variance) = (tally.mean()?, tally.variance()?);
        let t = student_quantile(upper_tail(confidence), n - 1);
        Some(Self {
            mean,
            half_width: t * (variance / n as f64).sqrt(),
            confidence,
            n,
        })
    }

    /// The lower end of the interval.
    #[must_use]
    pub fn low(&self) -> f64 {
        self.mean - self.half_width
    }

    /// The upper end of the interval.
    #[must_use]
    pub fn high(&self) -> f64 {
        self.mean + self.half_width
    }

    /// Whether the interval, including its ends, holds this value.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.low() <= value && value <= self.high()
    }
}

/// Prints `34.5 ± 3.3 (95 %, n = 4)`, with as many decimals as the format asks for.
impl fmt::Display for Estimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.mean, f)?;
        f.write_str(" ± ")?;
        fmt::Display::fmt(&self.half_width, f)?;
        // Ten decimals hide the binary tail of values such as 99.9.
        let percent = libm::round(self.confidence * 1e12) / 1e10;
        write!(f, " ({percent} %, n = {})", self.n)
    }
}

/// The Wilson score interval for a probability, given how many of `n` independent trials succeeded: Wilson (1927, Journal of
/// the American Statistical Association 22). It stays within 0 to 1 and is reliable for few trials and for rates near the
/// ends, where mean ± half-width is not. Of a probability of 0.05 and 10 or 30 trials it holds the truth 92 and 94 % of the
/// time in place of 95 (docs/validation.md). Without trials it is (0, 1): nothing is known.
///
/// # Panics
///
/// If `successes > n`, or if `confidence` is not between 0 and 1, both excluded.
///
/// # Examples
///
/// ```
/// use cetak::stats::wilson;
///
/// // 90 of 100 runs cleared by the date.
/// let (low, high) = wilson(90, 100, 0.95);
/// assert!((low - 0.8256).abs() < 1e-4 && (high - 0.9448).abs() < 1e-4);
/// ```
#[must_use]
pub fn wilson(successes: u64, n: u64, confidence: f64) -> (f64, f64) {
    assert!(
        successes <= n,
        "{successes} successes in only {n} trials cannot be"
    );
    wilson_of(successes as f64, n as f64, confidence)
}

/// The same for independent trials that each yield a share of success; they vary no more than trials that succeed or fail.
pub(crate) fn wilson_of(successes: f64, n: f64, confidence: f64) -> (f64, f64) {
    check(confidence);
    if n <= 0.0 {
        return (0.0, 1.0);
    }
    let z = normal_quantile(upper_tail(confidence));
    let share = successes / n;
    let centre = successes + z * z / 2.0;
    let reach = z * (n * share * (1.0 - share) + z * z / 4.0).sqrt();
    let low = (centre - reach) / (n + z * z);
    let high = (centre + reach) / (n + z * z);
    // At the ends the formula gives exactly 0 and 1, except for rounding.
    (
        if successes <= 0.0 { 0.0 } else { low },
        if successes >= n { 1.0 } else { high },
    )
}

pub(super) fn check(confidence: f64) {
    assert!(
        confidence > 0.0 && confidence < 1.0,
        "the confidence is {confidence}, but must be between 0 and 1"
    );
}

/// The probability up to which a two-sided interval with this confidence reaches.
pub(super) fn upper_tail(confidence: f64) -> f64 {
    0.5 + confidence / 2.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Estimate, wilson};
    use crate::stats::{Tally, normal_quantile};

    #[test]
    fn the_interval_of_the_textbook() {
        // Law & Kelton's ten observations (chapter 4): 1.34 ± 0.24 at 90 %.
        let tally: Tally = [1.20, 1.50, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.50, 1.09]
            .into_iter()
            .collect();
        let estimate = Estimate::of(&tally, 0.90).unwrap();
        assert_eq!(format!("{estimate:.2}"), "1.34 ± 0.24 (90 %, n = 10)");
    }

    #[test]
    fn fewer_than_two_observations_have_no_interval() {
        assert_eq!(Estimate::of(&Tally::new(), 0.95), None);
        assert_eq!(Estimate::of(&Tally::from_iter([1.0]), 0.95), None);
    }

    #[test]
    fn without_variance_the_interval_is_a_point() {
        let estimate = Estimate::of(&Tally::from_iter([0.1; 7]), 0.999).unwrap();
        assert_eq!((estimate.low(), estimate.high()), (0.1, 0.1));
        assert_eq!(estimate.to_string(), "0.1 ± 0 (99.9 %, n = 7)");
    }

    #[test]
    #[should_panic(expected = "must be between 0 and 1")]
    fn a_confidence_in_percent_panics() {
        let _ = Estimate::of(&Tally::from_iter([1.0, 2.0]), 95.0);
    }

    #[test]
    fn wilson_at_the_ends() {
        assert_eq!(wilson(0, 0, 0.95), (0.0, 1.0));
        let (low, high) = wilson(0, 10, 0.95);
        let z2 = normal_quantile(0.975) * normal_quantile(0.975);
        assert_eq!(low, 0.0);
        assert!((high - z2 / (10.0 + z2)).abs() < 1e-15);
        let (low, high) = wilson(10, 10, 0.95);
        assert_eq!(high, 1.0);
        assert!((low - 10.0 / (10.0 + z2)).abs() < 1e-15);
    }

    #[test]
    fn wilson_of_nine_in_ten() {
        let (low, high) = wilson(9, 10, 0.95);
        assert!((low - 0.595_850).abs() < 5e-7 && (high - 0.982_124).abs() < 5e-7);
    }

    #[test]
    #[should_panic(expected = "cannot be")]
    fn more_successes_than_trials_panics() {
        let _ = wilson(3, 2, 0.95);
    }

    proptest! {
        /// The ends are where the score test just rejects: (share − end)² = z² end (1 − end) / n.
        #[test]
        fn wilson_inverts_the_score_test(n in 1u64..10_000, part in 0.0..=1.0f64, confidence in 0.5..0.999f64) {
            let successes = (part * n as f64) as u64;
            let share = successes as f64 / n as f64;
            let z = normal_quantile(0.5 + confidence / 2.0);
            let (low, high) = wilson(successes, n, confidence);
            prop_assert!(0.0 <= low && low <= share && share <= high && high <= 1.0);
            for end in [low, high] {
                let left = (share - end) * (share - end);
                let right = z * z * end * (1.0 - end) / n as f64;
                prop_assert!((left - right).abs() < 1e-12);
            }
        }
    }
}
