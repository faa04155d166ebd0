//! Quantiles of samples.

/// The quantile of a sorted sample by linear interpolation between its order statistics: definition 7 of Hyndman & Fan (1996,
/// The American Statistician 50(4)), the default of R and NumPy. With n values x₀ ≤ … ≤ xₙ₋₁ it is the value at the position
/// p (n − 1). `None` if the sample is empty.
///
/// # Panics
///
/// If `p` is outside 0 to 1, or (in debug builds) the values are not sorted.
///
/// # Examples
///
/// ```
/// use cetak::stats::quantile;
///
/// assert_eq!(quantile(&[1.0, 2.0, 4.0, 8.0], 0.5), Some(3.0));
/// assert_eq!(quantile(&[], 0.5), None);
/// ```
#[must_use]
pub fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    check(sorted, p);
    let last = sorted.len().checked_sub(1)?;
    let position = p * last as f64;
    let below = position.floor() as usize;
    let above = (below + 1).min(last);
    let share = position - below as f64;
    Some(sorted[below] + share * (sorted[above] - sorted[below]))
}

/// The quantile of a sample of which only the smaller values are known: the ⌈p n⌉-th smallest of all `n_total` (at least the
/// first), where the values missing from `observed_sorted` count as larger than all observed ones. `None` if it is one of the
/// missing values, which means "after the horizon", or if the sample is empty.
///
/// It is an order statistic, so it needs no value of a censored run; [`quantile`] would, because it interpolates. A product
/// p n within rounding error of a whole number counts as that number: 0.7 of 10 is the 7th.
///
/// # Panics
///
/// If `p` is outside 0 to 1, if more than `n_total` values are observed, or (in debug builds) if the values are not sorted.
///
/// # Examples
///
/// ```
/// use cetak::stats::censored_quantile;
///
/// // Ten runs; three had not cleared the backlog by the horizon.
/// let days = [32.0, 33.0, 33.0, 35.0, 36.0, 38.0, 41.0];
/// assert_eq!(censored_quantile(&days, 10, 0.5), Some(36.0));
/// assert_eq!(censored_quantile(&days, 10, 0.9), None);
/// ```
#[must_use]
pub fn censored_quantile(observed_sorted: &[f64], n_total: usize, p: f64) -> Option<f64> {
    check(observed_sorted, p);
    assert!(
        observed_sorted.len() <= n_total,
        "{} values are observed of only {n_total}",
        observed_sorted.len()
    );
    observed_sorted
        .get(rank(p, n_total as u64) as usize - 1)
        .copied()
}

/// The rank ⌈p n⌉ of the quantile `p` among `n` sorted values, counted from 1. A product that rounding has put just above a
/// whole number counts as that number.
pub(super) fn rank(p: f64, n: u64) -> u64 {
    let exact = p * n as f64;
    ((exact - exact * 4.0 * f64::EPSILON).ceil() as u64).max(1)
}

fn check(sorted: &[f64], p: f64) {
    assert!(
        (0.0..=1.0).contains(&p),
        "{p} is no probability to take a quantile at"
    );
    debug_assert!(sorted.is_sorted(), "the values are not sorted");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{censored_quantile, quantile};

    #[test]
    fn hyndman_and_fan_definition_7() {
        let sample = [1.0, 3.0, 4.0, 10.0, 11.0];
        for (p, expected) in [
            (0.0, 1.0),
            (0.25, 3.0),
            (0.5, 4.0),
            (0.9, 10.6),
            (1.0, 11.0),
        ] {
            assert!((quantile(&sample, p).unwrap() - expected).abs() < 1e-12);
        }
        assert_eq!(quantile(&[7.0], 0.3), Some(7.0));
    }

    #[test]
    fn ranks_are_not_moved_by_rounding() {
        // In binary, 0.07 × 100 is 7.000000000000001, and 0.7 × 10 is exactly 7.
        let sample: Vec<f64> = (1..=100).map(f64::from).collect();
        for percent in 1..=100 {
            let p = f64::from(percent) / 100.0;
            assert_eq!(
                censored_quantile(&sample, 100, p),
                Some(f64::from(percent)),
                "{p}"
            );
        }
    }

    #[test]
    fn nothing_has_no_quantile() {
        assert_eq!(censored_quantile(&[], 0, 0.5), None);
        assert_eq!(censored_quantile(&[], 3, 0.5), None);
    }

    #[test]
    #[should_panic(expected = "only 1")]
    fn more_observed_than_there_are_panics() {
        let _ = censored_quantile(&[1.0, 2.0], 1, 0.5);
    }

    proptest! {
        /// Hiding the largest values leaves all quantiles that are still known unchanged.
        #[test]
        fn censoring_only_hides(
            mut values in prop::collection::vec(0.0..1e3f64, 1..60),
            hidden in 0usize..60,
            p in 0.0..=1.0f64,
        ) {
            values.sort_by(f64::total_cmp);
            let n = values.len();
            let seen = n.saturating_sub(hidden);
            let all = censored_quantile(&values, n, p).expect("nothing is censored");
            let not_above = values.iter().filter(|x| **x <= all).count();
            let below = values.iter().filter(|x| **x < all).count();
            prop_assert!(not_above as f64 >= p * n as f64 - 1e-9);
            prop_assert!((below as f64) < p * n as f64 || p == 0.0 && below == 0);
            match censored_quantile(&values[..seen], n, p) {
                Some(known) => prop_assert_eq!(known, all),
                None => prop_assert!((seen as f64) < p * n as f64 || seen == 0),
            }
        }

        #[test]
        fn quantiles_grow_and_stay_inside(
            mut values in prop::collection::vec(-1e3..1e3f64, 1..60),
            p in 0.0..=1.0f64,
            q in 0.0..=1.0f64,
        ) {
            values.sort_by(f64::total_cmp);
            let (low, high) = (quantile(&values, p.min(q)).unwrap(), quantile(&values, p.max(q)).unwrap());
            prop_assert!(low <= high + 1e-9);
            prop_assert!(values[0] <= low && high <= values[values.len() - 1] + 1e-9);
        }
    }
}
