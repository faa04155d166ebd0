//! Means with less variance: control variates and antithetic pairs, each with its gain.

use super::estimate::{check, upper_tail};
use super::{Estimate, Tally, student_quantile};

/// A mean estimated with less variance, and how much less.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Reduced {
    /// The mean with its interval.
    pub estimate: Estimate,
    /// How many times the variance of the plain mean of as many replications is larger; below 1, the method loses. `None` if one of the
    /// variances is 0.
    pub gain: Option<f64>,
    /// Its 95 % interval, by the jackknife over 20 groups on the scale of its logarithm; `None` with fewer than 40 observations.
    pub gain_ci95: Option<(f64, f64)>,
}

/// The mean of `values`, adjusted by controls whose means are known: other quantities of the same replications that go up and down with
/// the value, such as the mean service time that was drawn. `controls` has a column for each, with its known mean; a column has a number
/// for each value.
///
/// The value is regressed on the controls less their means; the intercept is the estimate, with Student's interval of n − q − 1 degrees of
/// freedom for q controls (Lavenberg & Welch 1981, Management Science 27; Law & Kelton 11.4). It is exact if values and controls are jointly
/// normal. Each control costs a degree of freedom, so one that explains nothing loses: with R² the share of the variance that they
/// explain, the gain is (n − q − 2) / (n − 2) / (1 − R²). `None` if there are fewer than q + 3 values, or a control does not vary or follows
/// from the others.
///
/// # When it is too narrow
///
/// With few values, and a dependence on the controls that is not a straight line: of the square of a normal control it holds the mean 89, 91 and
/// 93 in place of 95 % of the time with 10, 30 and 100 values, of the mean wait of a busy queue by the mean service 91, 92 and 94 %.
/// docs/validation.md has the measurements.
///
/// # Panics
///
/// If `confidence` is not between 0 and 1, both excluded, if a column is not as long as the values, or if a number is not finite.
///
/// # Examples
///
/// ```
/// use cetak::stats::control_variates;
///
/// // The cost of ten days, and the demand of each, which is 5 on average.
/// let demand = [4.0, 7.0, 5.0, 3.0, 6.0, 8.0, 5.0, 4.0, 6.0, 7.0];
/// let cost: Vec<f64> = demand.iter().zip([0.1, -0.2, 0.0, 0.1, 0.2, -0.1, 0.0, -0.2, 0.1, 0.0]).map(|(d, e)| 10.0 + 2.0 * d + e).collect();
/// let found = control_variates(&cost, &[(&demand, 5.0)], 0.95).expect("the demand varies");
/// assert!((found.estimate.mean - 20.0).abs() < 0.1 && found.estimate.half_width < 0.12);
/// assert!(found.gain.expect("both vary") > 50.0);
/// ```
#[must_use]
pub fn control_variates(
    values: &[f64],
    controls: &[(&[f64], f64)],
    confidence: f64,
) -> Option<Reduced> {
    check(confidence);
    let n = values.len();
    for (column, mean) in controls {
        assert!(
            column.len() == n && mean.is_finite(),
            "a control has {} numbers for {n} values, and the mean {mean}",
            column.len()
        );
    }
    // Rows of the controls less their means, and the value last.
    let rows: Vec<Vec<f64>> = (0..n)
        .map(|i| {
            let row = controls.iter().map(|(column, mean)| column[i] - mean);
            row.chain([values[i]]).collect()
        })
        .collect();
    let all = Moments::of(&rows);
    let fit = all.fit()?;
    let t = student_quantile(upper_tail(confidence), (n - controls.len() - 1) as u64);
    let gain = |moments: &Moments| {
        let fit = moments.fit()?;
        (fit.plain > 0.0 && fit.squared_error > 0.0).then(|| fit.plain / fit.squared_error)
    };
    let without = groups(n).map(|group| gain(&Moments::of_all_but(&rows, &group)));
    let gain = gain(&all);
    Some(Reduced {
        estimate: Estimate {
            mean: fit.intercept,
            half_width: t * fit.squared_error.sqrt(),
            confidence,
            n: n as u64,
        },
        gain,
        gain_ci95: jackknife(gain, without.collect::<Option<Vec<f64>>>(), n),
    })
}

/// The mean of values in antithetic pairs, the two of a pair one after the other: the mean of each pair is one observation, so the interval
/// is Student's over half as many (Law & Kelton 11.3). The gain is over independent values of the same variance. `None` with fewer than two
/// pairs, or an odd number of values.
///
/// With few pairs whose means are skewed it is too narrow, as Student's is: of 10 pairs it holds the mean 93 in place of 95 % of the time
/// (docs/validation.md). The mean of an antithetic [experiment](crate::experiment::Experiment::antithetic) is corrected for it.
///
/// # Panics
///
/// If `confidence` is not between 0 and 1, both excluded, or a value is not finite.
///
/// # Examples
///
/// ```
/// use cetak::stats::antithetic_pairs;
///
/// let found = antithetic_pairs(&[1.0, 5.0, 4.0, 2.2, 2.5, 3.3], 0.95).expect("three pairs");
/// assert_eq!(found.estimate.n, 3);
/// assert!((found.estimate.mean - 3.0).abs() < 1e-12 && found.gain.expect("they vary") > 5.0);
/// ```
#[must_use]
pub fn antithetic_pairs(values: &[f64], confidence: f64) -> Option<Reduced> {
    check(confidence);
    if values.len() % 2 == 1 {
        return None;
    }
    let pairs: Vec<(f64, f64)> = values
        .chunks_exact(2)
        .map(|pair| (pair[0], pair[1]))
        .collect();
    let means: Tally = pairs.iter().map(|(a, b)| (a + b) / 2.0).collect();
    let gain = |pairs: &mut dyn Iterator<Item = (f64, f64)>| {
        let (mut all, mut means) = (Tally::new(), Tally::new());
        for (a, b) in pairs {
            all.record(a);
            all.record(b);
            means.record((a + b) / 2.0);
        }
        let (all, means) = (all.variance()?, means.variance()?);
        (all > 0.0 && means > 0.0).then(|| all / 2.0 / means)
    };
    let without = groups(pairs.len()).map(|group| {
        let kept = pairs.iter().enumerate().filter(|(i, _)| !group.contains(i));
        gain(&mut kept.map(|(_, pair)| *pair))
    });
    let without = without.collect::<Option<Vec<f64>>>();
    let gain = gain(&mut pairs.iter().copied());
    Some(Reduced {
        estimate: Estimate::of(&means, confidence)?,
        gain_ci95: jackknife(gain, without, values.len()),
        gain,
    })
}

/// Groups of the jackknife: enough for Student's t of 19 degrees of freedom, and few enough to be cheap.
const GROUPS: usize = 20;

/// Groups of neighbours, as equal as can be.
fn groups(n: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    let groups = GROUPS.min(n);
    (0..groups).map(move |i| i * n / groups..(i + 1) * n / groups)
}

/// The 95 % interval of a ratio by the jackknife on its logarithm, from the ratios without each group (Miller 1974, Biometrika 61).
fn jackknife(all: Option<f64>, without: Option<Vec<f64>>, n: usize) -> Option<(f64, f64)> {
    let (all, without) = (libm::log(all?), without?);
    if n < 2 * GROUPS {
        return None;
    }
    let groups = GROUPS as f64;
    let pseudo = without
        .iter()
        .map(|ratio| groups * all - (groups - 1.0) * libm::log(*ratio));
    let found = Estimate::of(&pseudo.collect(), 0.95)?;
    Some((
        libm::exp(all - found.half_width),
        libm::exp(all + found.half_width),
    ))
}

/// Means and products of deviations of rows of controls and a value.
struct Moments {
    n: f64,
    means: Vec<f64>,
    products: Vec<Vec<f64>>,
}

/// The regression on the controls.
struct Fit {
    intercept: f64,
    /// The square of its standard error.
    squared_error: f64,
    /// That of the plain mean.
    plain: f64,
}

impl Moments {
    fn of(rows: &[Vec<f64>]) -> Self {
        Self::of_all_but(rows, &(0..0))
    }

    fn of_all_but(rows: &[Vec<f64>], group: &std::ops::Range<usize>) -> Self {
        let kept = || {
            rows.iter()
                .enumerate()
                .filter(|(i, _)| !group.contains(i))
                .map(|(_, row)| row)
        };
        let width = rows.first().map_or(0, Vec::len);
        let n = (rows.len() - group.len()) as f64;
        let mean = |j: usize| kept().map(|row| row[j]).sum::<f64>() / n;
        let means: Vec<f64> = (0..width).map(mean).collect();
        let product = |i: usize, j: usize| -> f64 {
            kept()
                .map(|row| (row[i] - means[i]) * (row[j] - means[j]))
                .sum()
        };
        let products = (0..width)
            .map(|i| (0..=i).map(|j| product(i, j)).collect())
            .collect();
        Self { n, means, products }
    }

    /// The regression of the last column on the others, by Cholesky's factor of the products.
    fn fit(&self) -> Option<Fit> {
        let controls = self.means.len().checked_sub(1)?;
        let df = self.n - controls as f64 - 1.0;
        if df < 2.0 {
            return None;
        }
        let mut factor: Vec<Vec<f64>> = Vec::with_capacity(controls + 1);
        for (i, products) in self.products.iter().enumerate() {
            let mut row: Vec<f64> = Vec::with_capacity(i + 1);
            for (j, product) in products.iter().enumerate() {
                let above = if j < i { &factor[j] } else { &row };
                let known: f64 = (0..j).map(|k| row[k] * above[k]).sum();
                if j < i {
                    row.push((product - known) / above[j]);
                } else if i < controls {
                    // The part of a control that the others do not explain; none if it is a linear function of them.
                    let left = product - known;
                    if left <= 1e-10 * product {
                        return None;
                    }
                    row.push(left.sqrt());
                } else {
                    row.push((product - known).max(0.0));
                }
            }
            factor.push(row);
        }
        let (value, controls) = factor.split_last()?;
        // The distance of the controls from their means, in the coordinates of the factor.
        let mut distance: Vec<f64> = Vec::with_capacity(controls.len());
        for (i, row) in controls.iter().enumerate() {
            let known: f64 = std::iter::zip(row, &distance).map(|(a, b)| a * b).sum();
            distance.push((self.means[i] - known) / row[i]);
        }
        let adjusted: f64 = std::iter::zip(value, &distance).map(|(a, b)| a * b).sum();
        let squares: f64 = distance.iter().map(|d| d * d).sum();
        let residual = value.last()? / df;
        let last = self.products.last()?.last()?;
        Some(Fit {
            intercept: self.means.last()? - adjusted,
            squared_error: residual * (1.0 / self.n + squares),
            plain: last / (self.n - 1.0) / self.n,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// y = 1, 3, 2, 6 on x = 0, 1, 2, 3 of mean 1: slope 7 / 5, at x = 1 it is 3 − 0.7; squares of residuals 14 − 49 / 5.
    #[test]
    fn one_control_is_a_straight_line() {
        let (x, y) = ([0.0, 1.0, 2.0, 3.0], [1.0, 3.0, 2.0, 6.0]);
        let found = control_variates(&y, &[(&x, 1.0)], 0.95).unwrap();
        assert!((found.estimate.mean - 2.3).abs() < 1e-12);
        let error = (4.2_f64 / 2.0 * (0.25 + 0.25 / 5.0)).sqrt();
        assert!((found.estimate.half_width - student_quantile(0.975, 2) * error).abs() < 1e-9);
        // 14 / 3 / 4 against the square of that error.
        assert!((found.gain.unwrap() - 14.0 / 12.0 / (error * error)).abs() < 1e-9);
        assert_eq!(found.gain_ci95, None);
    }

    #[test]
    fn without_controls_it_is_students_interval() {
        let y = [1.0, 3.0, 2.0, 6.0];
        let found = control_variates(&y, &[], 0.9).unwrap();
        let student = Estimate::of(&y.into_iter().collect(), 0.9).unwrap();
        assert!((found.estimate.mean - student.mean).abs() < 1e-12);
        assert!((found.estimate.half_width - student.half_width).abs() < 1e-12);
        assert!((found.gain.unwrap() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn controls_that_tell_nothing_new_are_refused() {
        let (x, y) = (
            [0.0, 1.0, 2.0, 3.0, 5.0, 4.0],
            [1.0, 3.0, 2.0, 6.0, 1.0, 1.0],
        );
        let twice = x.map(|x| 2.0 * x + 1.0);
        assert_eq!(
            control_variates(&y, &[(&x, 1.0), (&twice, 3.0)], 0.95),
            None
        );
        assert_eq!(control_variates(&y, &[(&[1.0; 6], 1.0)], 0.95), None);
        assert_eq!(control_variates(&y[..3], &[(&x[..3], 1.0)], 0.95), None);
    }

    #[test]
    fn pairs_count_once() {
        assert_eq!(antithetic_pairs(&[1.0, 2.0, 3.0], 0.95), None);
        assert_eq!(antithetic_pairs(&[1.0, 2.0], 0.95), None);
        // Pairs that are exactly opposite have no variance left.
        let found = antithetic_pairs(&[1.0, 3.0, 0.0, 4.0], 0.95).unwrap();
        assert_eq!(
            (found.estimate.mean, found.estimate.half_width, found.gain),
            (2.0, 0.0, None)
        );
        // Variance of all 17.5 / 5, of the pair means 1.
        let found = antithetic_pairs(&[1.0, 2.0, 3.0, 4.0, 0.0, 5.0], 0.95).unwrap();
        assert!((found.gain.unwrap() - 1.75).abs() < 1e-12);
    }

    #[test]
    fn groups_are_as_equal_as_can_be() {
        let sizes: Vec<usize> = groups(47).map(|group| group.len()).collect();
        assert_eq!((sizes.len(), sizes.iter().sum::<usize>()), (20, 47));
        assert!(sizes.iter().all(|size| (2..=3).contains(size)));
        assert_eq!(groups(3).count(), 3);
    }
}
