//! A difference of two proportions in pairs.

use super::estimate::{check, upper_tail};
use super::normal_quantile;

/// The difference of two proportions that were seen in the same `n` pairs, second minus first, with its interval: `only_first` pairs had
/// it on the first side only, `only_second` on the second only. `None` without pairs.
///
/// The interval is Wald's after one pair was added to each of the two kinds (Bonett & Price 2012, Journal of Educational and Behavioral
/// Statistics 37). Pairs that are alike on both sides narrow it, and it has a width even if all are: what was not seen in n pairs may
/// happen in the next.
///
/// # Panics
///
/// If more pairs differ than there are, or `confidence` is not between 0 and 1, both excluded.
///
/// # Examples
///
/// ```
/// use cetak::stats::paired_proportions;
///
/// // In 9 of 100 replications only the first cleared by the date, in 1 only the second.
/// let (difference, low, high) = paired_proportions(9, 1, 100, 0.95).expect("there are pairs");
/// assert!((difference + 0.08).abs() < 1e-12);
/// assert!((low + 0.143).abs() < 0.001 && (high + 0.014).abs() < 0.001, "{low} {high}");
/// ```
#[must_use]
pub fn paired_proportions(
    only_first: u64,
    only_second: u64,
    n: u64,
    confidence: f64,
) -> Option<(f64, f64, f64)> {
    check(confidence);
    assert!(
        only_first + only_second <= n,
        "{only_first} and {only_second} pairs that differ, of only {n}"
    );
    if n == 0 {
        return None;
    }
    let all = (n + 2) as f64;
    let [first, second] = [only_first, only_second].map(|pairs| (pairs + 1) as f64 / all);
    let difference = second - first;
    let error = ((first + second - difference * difference) / all).sqrt();
    let half_width = normal_quantile(upper_tail(confidence)) * error;
    Some((
        (only_second as f64 - only_first as f64) / n as f64,
        (difference - half_width).max(-1.0),
        (difference + half_width).min(1.0),
    ))
}

#[cfg(test)]
mod tests {
    use super::paired_proportions;

    /// Two kinds of one pair each of 12: p = 1 / 12 both, variance (1 / 6) / 12.
    #[test]
    fn pairs_that_are_all_alike_leave_a_doubt() {
        let (difference, low, high) = paired_proportions(0, 0, 10, 0.95).unwrap();
        let half_width = 1.959_963_984_540_054 * (1.0_f64 / 72.0).sqrt();
        assert_eq!(difference, 0.0);
        assert!((high - half_width).abs() < 1e-12 && (low + half_width).abs() < 1e-12);
        assert_eq!(paired_proportions(0, 0, 0, 0.95), None);
    }

    /// The exact coverage: each pair differs to one side with probability p, to the other with q.
    #[test]
    fn it_covers_as_often_as_it_says_or_more() {
        for (n, p, q) in [
            (20_u64, 0.1, 0.05),
            (50, 0.3, 0.2),
            (100, 0.02, 0.0),
            (100, 0.05, 0.05),
        ] {
            let mut covered = 0.0;
            for a in 0..=n {
                for b in 0..=n - a {
                    let (_, low, high) = paired_proportions(a, b, n, 0.95).unwrap();
                    if low <= q - p && q - p <= high {
                        covered += trinomial(n, a, b, p, q);
                    }
                }
            }
            assert!(covered > 0.94, "{n} {p} {q}: {covered}");
        }
    }

    fn trinomial(n: u64, a: u64, b: u64, p: f64, q: f64) -> f64 {
        let ln = |k: u64| libm::lgamma(k as f64 + 1.0);
        let power = |x: f64, k: u64| if k == 0 { 1.0 } else { libm::pow(x, k as f64) };
        libm::exp(ln(n) - ln(a) - ln(b) - ln(n - a - b))
            * power(p, a)
            * power(q, b)
            * power(1.0 - p - q, n - a - b)
    }
}
