//! Confidence intervals for quantiles, from order statistics.

use serde::Serialize;

use super::estimate::check;
use super::quantiles::rank;

/// The quantile of a sample with its confidence interval; see [`quantile_interval`] and
/// [`KaplanMeier::quantile_interval`](super::KaplanMeier::quantile_interval).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct QuantileInterval {
    /// The ⌈p n⌉-th smallest of the n values, or by Kaplan and Meier; `None` if it is beyond the horizon.
    pub estimate: Option<f64>,
    /// The lower end; `None` if it is beyond the horizon.
    pub low: Option<f64>,
    /// The upper end; `None` if it is beyond the horizon.
    pub high: Option<f64>,
    /// The ranks of both ends among the sorted values, counted from 1; `None` where times are censored before others happened, which have no ranks.
    pub ranks: Option<(usize, usize)>,
    /// How often such intervals hold the quantile of a continuous distribution, between 0 and 1. It is at least the confidence
    /// that was asked for, and told as just that where there are no ranks; if values can be equal, they hold it at least this often.
    pub coverage: f64,
}

impl QuantileInterval {
    /// Whether the interval, including its ends, holds this value. An end beyond the horizon lies above every value.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.low.is_some_and(|low| low <= value) && self.high.is_none_or(|high| value <= high)
    }
}

/// A confidence interval for the quantile `p` of independent values, between two of the values themselves. `None` if no two of so
/// few values enclose the quantile as often as asked; [`fewest_for_quantile`] says how many are needed.
///
/// Of n values, the number below the quantile is binomial, whatever their distribution. So the interval from the r-th to the s-th
/// smallest holds the quantile with the probability of r to s − 1 successes in n trials (Conover 1999, *Practical Nonparametric
/// Statistics*, 3.2; Law & Kelton 9.4.2). The ranks are the closest with at least the confidence asked for. They depend on `n_total`,
/// `p` and `confidence` alone.
///
/// The largest values may be missing from `observed_sorted`, as those of runs that had not ended at their horizon. They count as
/// larger than all observed ones, and an end that is one of them is `None`: "beyond the horizon". The interval covers as it says
/// with them too. It does not if values were missing for another reason, or if a value above some missing one was observed: then use
/// [`KaplanMeier`](super::KaplanMeier).
///
/// # When it is too narrow
///
/// Where the values depend on each other, as the waits of one run do: of neighbouring values with a correlation of 0.9 the 95 % interval holds the median
/// 42 to 47 % of the time, with 10 values as with 100. Of independent values it covers as it says, whatever their distribution (docs/validation.md).
///
/// # Panics
///
/// If `p` is outside 0 to 1, if `confidence` is not between 0 and 1, both excluded, if more than `n_total` values are observed, or (in
/// debug builds) if the values are not sorted.
///
/// # Examples
///
/// ```
/// use cetak::stats::{fewest_for_quantile, quantile_interval};
///
/// // 40 runs, of which two had not cleared the backlog by the horizon.
/// let days: Vec<f64> = (1..=38).map(f64::from).collect();
/// let p80 = quantile_interval(&days, 40, 0.8, 0.95).expect("enough runs");
/// assert_eq!((p80.low, p80.estimate, p80.high), (Some(27.0), Some(32.0), Some(37.0)));
/// assert!((p80.coverage - 0.9521).abs() < 1e-4);
/// // The upper end of the interval for the 90 % quantile is one of the two.
/// let p90 = quantile_interval(&days, 40, 0.9, 0.95).expect("enough runs");
/// assert_eq!((p90.low, p90.high), (Some(32.0), None));
/// // 28 runs would not do.
/// assert_eq!(quantile_interval(&days[..28], 28, 0.9, 0.95), None);
/// assert_eq!(fewest_for_quantile(0.9, 0.95), Some(29));
/// ```
#[must_use]
pub fn quantile_interval(
    observed_sorted: &[f64],
    n_total: usize,
    p: f64,
    confidence: f64,
) -> Option<QuantileInterval> {
    check_both(p, confidence);
    assert!(
        observed_sorted.len() <= n_total,
        "{} values are observed of only {n_total}",
        observed_sorted.len()
    );
    debug_assert!(observed_sorted.is_sorted(), "the values are not sorted");
    let (low, high, coverage) = ranks(n_total, p, confidence)?;
    let at = |rank: usize| observed_sorted.get(rank - 1).copied();
    Some(QuantileInterval {
        estimate: at(rank(p, n_total as u64) as usize),
        low: at(low),
        high: at(high),
        ranks: Some((low, high)),
        coverage,
    })
}

/// The smallest number of values with which [`quantile_interval`] gives an interval; `None` for the quantiles 0 and 1, which no number
/// of values encloses.
///
/// The widest interval, from the smallest to the largest value, misses the quantile with probability pⁿ + (1 − p)ⁿ.
///
/// # Panics
///
/// If `p` is outside 0 to 1, or `confidence` is not between 0 and 1, both excluded.
#[must_use]
pub fn fewest_for_quantile(p: f64, confidence: f64) -> Option<usize> {
    check_both(p, confidence);
    // Beyond 2⁵³ values, p is as good as 0 or 1.
    let enough = |n: usize| ranks(n, p, confidence).is_some();
    let most = (1..53).map(|doublings| 1 << doublings).find(|n| enough(*n));
    let (mut too_few, mut enough_values) = (most? / 2, most?);
    while enough_values - too_few > 1 {
        let middle = too_few.midpoint(enough_values);
        if enough(middle) {
            enough_values = middle;
        } else {
            too_few = middle;
        }
    }
    Some(enough_values)
}

fn check_both(p: f64, confidence: f64) {
    assert!(
        (0.0..=1.0).contains(&p),
        "{p} is no probability to take a quantile at"
    );
    check(confidence);
}

/// The ranks of both ends and the coverage. The number of values below the quantile must be from 1 to n − 1; starting with its most
/// likely number, the likelier neighbour joins until the coverage is reached. One-peaked probabilities leave no shorter way.
fn ranks(n: usize, p: f64, confidence: f64) -> Option<(usize, usize, f64)> {
    if n < 2 || p <= 0.0 || p >= 1.0 {
        return None;
    }
    let peak = (((n + 1) as f64 * p).floor() as usize).min(n);
    // Probabilities relative to that of the peak, until they vanish: no factorials, and the sum is exact to rounding.
    let odds = p / (1.0 - p);
    let above = until_zero((peak..n).map(|k| odds * (n - k) as f64 / (k + 1) as f64));
    let below = until_zero(
        (1..=peak)
            .rev()
            .map(|k| k as f64 / ((n - k + 1) as f64 * odds)),
    );
    let total = above.iter().rev().sum::<f64>() + below.iter().rev().sum::<f64>() + 1.0;
    let weight = |k: usize| {
        let side = if k > peak { &above } else { &below };
        match k.abs_diff(peak) {
            _ if k < 1 || k > n - 1 => 0.0,
            0 => 1.0,
            distance => side.get(distance - 1).copied().unwrap_or(0.0),
        }
    };
    let start = peak.clamp(1, n - 1);
    let (mut first, mut last, mut sum) = (start, start, weight(start));
    while sum < confidence * total {
        let (down, up) = (weight(first - 1), weight(last + 1));
        if down <= 0.0 && up <= 0.0 {
            return None;
        }
        if up >= down {
            (last, sum) = (last + 1, sum + up);
        } else {
            (first, sum) = (first - 1, sum + down);
        }
    }
    Some((first, last + 1, (sum / total).min(1.0)))
}

/// The running products of these ratios, until they no longer count.
fn until_zero(ratios: impl Iterator<Item = f64>) -> Vec<f64> {
    let products = ratios.scan(1.0, |product, ratio| {
        *product *= ratio;
        Some(*product)
    });
    products.take_while(|weight| *weight > 1e-30).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use statrs::distribution::{Binomial, DiscreteCDF};

    use super::{fewest_for_quantile, quantile_interval, ranks};

    #[test]
    fn intervals_of_the_median_in_the_tables() {
        // Dixon & Massey, table A-25 of exact intervals of the median: n = 10 at 97.9 %, ranks 2 and 9; n = 20 at 95.9 %, 6 and 15.
        let (low, high, coverage) = ranks(10, 0.5, 0.95).unwrap();
        assert_eq!((low, high), (2, 9));
        assert!((coverage - 0.978_515_625).abs() < 1e-14);
        let (low, high, coverage) = ranks(20, 0.5, 0.95).unwrap();
        assert_eq!((low, high), (6, 15));
        assert!((coverage - 0.958_610_534_667_968_8).abs() < 1e-14);
    }

    #[test]
    fn too_few_values_have_no_interval() {
        let values: Vec<f64> = (1..=6).map(f64::from).collect();
        assert_eq!(quantile_interval(&values[..5], 5, 0.5, 0.95), None);
        assert!(quantile_interval(&values, 6, 0.5, 0.95).is_some());
        for (p, confidence, fewest) in [
            (0.5, 0.95, 6),
            (0.9, 0.95, 29),
            (0.99, 0.95, 299),
            (0.1, 0.9, 22),
        ] {
            assert_eq!(fewest_for_quantile(p, confidence), Some(fewest), "{p}");
        }
        assert_eq!(fewest_for_quantile(1.0, 0.9), None);
        assert_eq!(quantile_interval(&values, 6, 0.0, 0.5), None);
        assert_eq!(quantile_interval(&[], 0, 0.5, 0.5), None);
    }

    #[test]
    fn an_end_beyond_the_horizon_has_no_value() {
        let seen: Vec<f64> = (1..=9).map(f64::from).collect();
        let all_but_one = quantile_interval(&seen, 10, 0.5, 0.95).unwrap();
        assert_eq!((all_but_one.low, all_but_one.high), (Some(2.0), Some(9.0)));
        let most = quantile_interval(&seen[..8], 10, 0.5, 0.95).unwrap();
        assert_eq!(
            (most.low, most.estimate, most.high),
            (Some(2.0), Some(5.0), None)
        );
        assert!(most.contains(1e300) && !most.contains(1.0));
        let one = quantile_interval(&seen[..1], 10, 0.5, 0.95).unwrap();
        assert_eq!((one.low, one.estimate, one.high), (None, None, None));
        assert!(!one.contains(1.0));
    }

    proptest! {
        /// The coverage is the binomial probability, and no interval of fewer ranks has as much as was asked for.
        #[test]
        fn the_ranks_are_the_closest_that_cover(n in 2usize..400, p in 0.01..0.99f64, confidence in 0.5..0.999f64) {
            let binomial = Binomial::new(p, n as u64).unwrap();
            let up_to = |k: usize| binomial.cdf(k as u64);
            let covered = |low: usize, high: usize| up_to(high - 1) - up_to(low - 1);
            match ranks(n, p, confidence) {
                Some((low, high, coverage)) => {
                    prop_assert!(1 <= low && low < high && high <= n);
                    prop_assert!((coverage - covered(low, high)).abs() < 1e-9);
                    prop_assert!(coverage >= confidence - 1e-12);
                    let shorter = high - low - 1;
                    for low in 1..=n - shorter {
                        prop_assert!(shorter == 0 || covered(low, low + shorter) < confidence + 1e-9);
                    }
                }
                None => prop_assert!(covered(1, n) < confidence + 1e-9),
            }
        }
    }
}
