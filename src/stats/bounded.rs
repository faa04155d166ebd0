//! A confidence interval for the mean of bounded observations.

use super::estimate::{check, upper_tail};
use crate::support::special::{normal_cdf, normal_density};

/// A confidence interval for the mean of independent observations that cannot be below `low` or above `high`, such as shares. It never
/// leaves these bounds. `None` of no observations.
///
/// Each end is a quantile of a mean of the observations and of one more at the bound beyond that end, with random weights that are uniform
/// among all that add up to 1 (Gaffke 2005, *Mathematical Methods of Statistics* 14(4); Learned-Miller & Thomas 2019, arXiv:1905.06208). Of
/// observations that are all at one bound or the other this is the interval of Clopper and Pearson, and with many observations it is nearly
/// Student's. The quantile is found by the saddle-point approximation of Lugannani & Rice (1980, *Advances in Applied Probability* 12(2)).
///
/// It assumes nothing about the shape of the distribution. That it always covers as often as it says is a conjecture; no distribution is
/// known for which it does not. The price is width: the other observation at the bound moves each end by up to some of its distance over n, several
/// times the half-width of [`skewed_interval`](super::skewed_interval) where the observations hardly vary.
///
/// # Panics
///
/// If `low` is not below `high`, an observation lies outside them, or `confidence` is not between 0 and 1, both excluded.
///
/// # Examples
///
/// ```
/// use cetak::stats::bounded_interval;
///
/// // The share of each day's customers that were turned away, in ten days.
/// let shares = [0.0, 0.0, 0.1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.3, 0.0];
/// let (low, high) = bounded_interval(&shares, 0.0, 1.0, 0.95).expect("ten days");
/// assert!(0.0 < low && low < 0.04 && 0.04 < high && high < 0.4);
/// // Nothing seen in ten days is no proof that there is nothing.
/// let (low, high) = bounded_interval(&[0.0; 10], 0.0, 1.0, 0.95).expect("ten days");
/// assert!(low == 0.0 && (high - 0.31).abs() < 0.01);
/// ```
#[must_use]
pub fn bounded_interval(
    observations: &[f64],
    low: f64,
    high: f64,
    confidence: f64,
) -> Option<(f64, f64)> {
    check(confidence);
    assert!(low < high, "the bounds {low} and {high} enclose nothing");
    let width = high - low;
    let share = |value: &f64| {
        assert!(
            low <= *value && *value <= high,
            "{value} is not between {low} and {high}"
        );
        ((value - low) / width).clamp(0.0, 1.0)
    };
    let shares: Vec<f64> = observations.iter().map(share).collect();
    let others: Vec<f64> = shares.iter().map(|share| 1.0 - share).collect();
    let level = upper_tail(confidence);
    let end = |shares: &[f64]| (!shares.is_empty()).then(|| upper(shares, level));
    Some((high - width * end(&others)?, low + width * end(&shares)?))
}

/// The quantile `level` of the mean of these numbers up to 1 and of 1 itself, with uniform random weights.
///
/// It is below c with the probability that a sum of exponential variables, each times a number less c, is negative. At the saddle point s of
/// that sum, 1 − s (x − c) is proportional to 1 − t x for a t between 0 and 1, which gives s and c at once.
fn upper(shares: &[f64], level: f64) -> f64 {
    if shares.iter().all(|share| *share >= 1.0) {
        return 1.0;
    }
    let n = shares.len() as f64 + 1.0;
    let all = || shares.iter().chain([&1.0]);
    // `rest` is 1 − t.
    let at = |rest: f64| {
        let factor = |x: &f64| 1.0 - x + rest * x;
        let scale = all().map(|x| factor(x).recip()).sum::<f64>() / n;
        let s = scale * (1.0 - rest);
        (s, (scale - 1.0) / s, scale)
    };
    let below = |rest: f64| {
        let (s, c, scale) = at(rest);
        let (mut logs, mut squares) = (0.0, 0.0);
        for x in all() {
            let factor = scale * (1.0 - x + rest * x);
            let term = (x - c) / factor;
            logs += libm::log(factor);
            squares += term * term;
        }
        let (w, u) = ((2.0 * logs).max(0.0).sqrt(), s * squares.sqrt());
        normal_cdf(w) + normal_density(w) * (w.recip() - u.recip())
    };
    let (mut near, mut far) = (0.0_f64, 40.0_f64);
    for _ in 0..60 {
        let middle = near.midpoint(far);
        match below(libm::exp(-middle)) < level {
            true => near = middle,
            false => far = middle,
        }
    }
    at(libm::exp(-near.midpoint(far))).1.min(1.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use statrs::distribution::{Beta, ContinuousCDF};

    use super::bounded_interval;
    use crate::stats::{Estimate, Tally};

    #[test]
    fn of_two_values_it_is_clopper_and_pearsons() {
        for n in [1_usize, 2, 10, 40] {
            for hits in 0..=n {
                let values: Vec<f64> = (0..n).map(|i| f64::from(u8::from(i < hits))).collect();
                let (low, high) = bounded_interval(&values, 0.0, 1.0, 0.95).unwrap();
                let (k, n) = (hits as f64, n as f64);
                let end = |a: f64, b: f64, p: f64| Beta::new(a, b).unwrap().inverse_cdf(p);
                let exact_low = if hits == 0 {
                    0.0
                } else {
                    end(k, n - k + 1.0, 0.025)
                };
                let exact_high = if k == n {
                    1.0
                } else {
                    end(k + 1.0, n - k, 0.975)
                };
                assert!(
                    (low - exact_low).abs() < 0.003,
                    "{k} of {n}: {low} {exact_low}"
                );
                assert!(
                    (high - exact_high).abs() < 0.003,
                    "{k} of {n}: {high} {exact_high}"
                );
            }
        }
    }

    #[test]
    fn with_many_observations_it_is_students() {
        let values: Vec<f64> = (0..20_000).map(|i| f64::from(i % 100)).collect();
        let student = Estimate::of(&values.iter().copied().collect::<Tally>(), 0.9).unwrap();
        let (low, high) = bounded_interval(&values, -50.0, 150.0, 0.9).unwrap();
        assert!((low - student.low()).abs() < 0.02, "{low} {student}");
        assert!((high - student.high()).abs() < 0.02, "{high} {student}");
    }

    #[test]
    fn nothing_has_no_interval() {
        assert_eq!(bounded_interval(&[], 0.0, 1.0, 0.95), None);
    }

    #[test]
    #[should_panic(expected = "1.5 is not between 0 and 1")]
    fn what_lies_outside_panics() {
        let _ = bounded_interval(&[0.5, 1.5], 0.0, 1.0, 0.95);
    }

    proptest! {
        #[test]
        fn it_holds_the_mean_within_the_bounds(values in prop::collection::vec(-3.0..=5.0f64, 1..50), confidence in 0.5..0.999f64) {
            let (low, high) = bounded_interval(&values, -3.0, 5.0, confidence).unwrap();
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            prop_assert!(-3.0 <= low && low <= mean && mean <= high && high <= 5.0);
            let turned: Vec<f64> = values.iter().map(|value| -value).collect();
            let (other_low, other_high) = bounded_interval(&turned, -5.0, 3.0, confidence).unwrap();
            prop_assert!((low + other_high).abs() < 1e-9 && (high + other_low).abs() < 1e-9);
        }
    }
}
