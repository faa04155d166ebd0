//! Comparisons that hold together: many against one, and all pairs, of independent samples.

use super::estimate::{check, upper_tail};
use super::quadrature::{nodes, nodes_of_deviation, root};
use super::{Estimate, Tally, student_quantile};
use crate::support::special::{normal_cdf, normal_density};

/// The confidence that each of `intervals` needs for all to hold together with this one, however they depend on each other (Bonferroni):
/// 1 − (1 − confidence) / intervals.
///
/// # Panics
///
/// If `confidence` is not between 0 and 1, both excluded, or there is no interval.
#[must_use]
pub fn bonferroni(confidence: f64, intervals: usize) -> f64 {
    check(confidence);
    assert!(intervals > 0, "no interval has no confidence");
    1.0 - (1.0 - confidence) / intervals as f64
}

/// The critical value of Dunnett's two-sided comparison of several means with that of a control: the value that the largest of their
/// |t| exceeds with probability 1 − `confidence` if all means are equal (Dunnett 1955, Journal of the American Statistical Association
/// 50; 1964, Biometrics 20).
///
/// The comparisons are correlated because all have the control in them: those of rivals i and j by `shared[i]` · `shared[j]`, where
/// `shared[i]` is the square root of the control's part of the variance of difference i. It is √½ for equal samples of equal variance,
/// and √(nᵢ / (nᵢ + n₀)) for samples of different size. All share one estimate of the variance, with `df` degrees of freedom.
///
/// By numerical integration over the control's mean and over the estimated deviation, to about 1 part in 10⁸.
///
/// # Panics
///
/// If `confidence` is not between 0 and 1, both excluded; if there is no rival, or a share is not between 0 (included) and 1
/// (excluded); if `df` is not at least 1.
///
/// # Examples
///
/// ```
/// use cetak::stats::dunnett_quantile;
///
/// // Dunnett (1964): two treatments and a control, 10 degrees of freedom, 95 %.
/// let equal = 0.5_f64.sqrt();
/// assert!((dunnett_quantile(0.95, &[equal, equal], 10.0) - 2.57).abs() < 0.005);
/// ```
#[must_use]
pub fn dunnett_quantile(confidence: f64, shared: &[f64], df: f64) -> f64 {
    check(confidence);
    assert!(
        !shared.is_empty() && shared.iter().all(|share| (0.0..1.0).contains(share)),
        "{shared:?} are no shares of the control in comparisons with it"
    );
    let (deviations, control) = (nodes_of_deviation(checked(df)), standard_normal());
    // Equal shares have equal factors: counted once, and raised to a power.
    let mut sorted = shared.to_vec();
    sorted.sort_by(f64::total_cmp);
    let groups: Vec<(f64, f64, f64)> = sorted
        .chunk_by(|a, b| a == b)
        .map(|same| (same[0], (1.0 - same[0] * same[0]).sqrt(), same.len() as f64))
        .collect();
    let within = |limit: f64, z: f64| -> f64 {
        let factor = |&(share, rest, count): &(f64, f64, f64)| {
            let [high, low] = [limit, -limit].map(|end| normal_cdf((end + share * z) / rest));
            libm::pow(high - low, count)
        };
        groups.iter().map(factor).product()
    };
    joint(confidence, shared.len(), df, |critical| {
        mean(&deviations, |s| mean(&control, |z| within(critical * s, z)))
    })
}

/// The critical value of Tukey's comparison of all pairs of `means`: the quantile of the studentized range of so many means, with `df`
/// degrees of freedom, over √2, so that it stands where Student's t stands in an interval for one difference (Tukey 1953; Miller 1981,
/// *Simultaneous Statistical Inference*, 2.1).
///
/// By numerical integration, to about 1 part in 10⁸.
///
/// # Panics
///
/// If `confidence` is not between 0 and 1, both excluded, if there are fewer than two means, or `df` is not at least 1.
///
/// # Examples
///
/// ```
/// use cetak::stats::tukey_quantile;
///
/// // The 95 % quantile of the range of 3 means with 10 degrees of freedom is 3.877 in the tables.
/// assert!((tukey_quantile(0.95, 3, 10.0) - 3.877 / 2.0_f64.sqrt()).abs() < 0.0005);
/// ```
#[must_use]
pub fn tukey_quantile(confidence: f64, means: usize, df: f64) -> f64 {
    check(confidence);
    assert!(means >= 2, "{means} means have no pairs");
    let (deviations, largest) = (nodes_of_deviation(checked(df)), standard_normal());
    let others = (means - 1) as f64;
    // The largest mean is at z, and all others are at most the range below it.
    let within = |range: f64, z: f64| {
        let others_in = normal_cdf(z) - normal_cdf(z - range);
        means as f64 * libm::pow(others_in, others)
    };
    let range = |critical: f64| critical * std::f64::consts::SQRT_2;
    joint(confidence, means * (means - 1) / 2, df, |critical| {
        mean(&deviations, |s| {
            mean(&largest, |z| within(range(critical) * s, z))
        })
    })
}

/// The difference of each mean from that of a control, other minus control, with intervals that hold together: Dunnett's, with each
/// sample's own variance. `None` with fewer than two observations in a sample, or no rival.
///
/// The samples must be independent of each other. Experiments on common random numbers are not: compare them with
/// [`experiment::Comparison`](crate::experiment::Comparison).
///
/// Dunnett's own intervals take one variance for all, which scenarios seldom have. These take that of each, with the degrees of freedom
/// of Welch (1947) for each difference, and the correlations that the variances imply (Tamhane & Logan 2004, Biometrical Journal 46).
/// With equal variances they are Dunnett's, but for the degrees of freedom, which are fewer.
///
/// # When they are too narrow
///
/// Where Student's are: with few observations that are very skewed. Otherwise they are right to about a percentage point.
///
/// # Panics
///
/// If `confidence` is not between 0 and 1, both excluded.
#[must_use]
pub fn dunnett(control: &Tally, rivals: &[Tally], confidence: f64) -> Option<Vec<Estimate>> {
    check(confidence);
    let reference = MeanError::of(control)?;
    let others: Vec<MeanError> = rivals.iter().map(MeanError::of).collect::<Option<_>>()?;
    // Without any variance, nothing is uncertain, and any share does.
    let share = |other: &MeanError| {
        (reference.of_difference(other) > 0.0).then(|| {
            (reference.squared / (reference.squared + other.squared))
                .sqrt()
                .min(1.0 - 1e-9)
        })
    };
    let shared: Vec<f64> = others
        .iter()
        .map(|other| share(other).unwrap_or(0.0))
        .collect();
    if shared.is_empty() {
        return None;
    }
    let difference = |other: &MeanError| {
        reference.difference(other, confidence, |df| {
            dunnett_quantile(confidence, &shared, df)
        })
    };
    Some(others.iter().map(difference).collect())
}

/// The difference of each pair of means, with intervals that hold together: those of Games & Howell (1976, Journal of Educational
/// Statistics 1), with each sample's own variance. In the order (0, 1), (0, 2), …, (1, 2), …, each the later minus the earlier. `None`
/// with fewer than two samples, or fewer than two observations in one.
///
/// The samples must be independent of each other, as for [`dunnett`].
///
/// # When they are too narrow
///
/// By up to two percentage points with fewer than about ten observations of very different variances in a sample; and where Student's are.
///
/// # Panics
///
/// If `confidence` is not between 0 and 1, both excluded.
#[must_use]
pub fn games_howell(samples: &[Tally], confidence: f64) -> Option<Vec<Estimate>> {
    check(confidence);
    let means: Vec<MeanError> = samples.iter().map(MeanError::of).collect::<Option<_>>()?;
    if means.len() < 2 {
        return None;
    }
    let pairs = (0..means.len()).flat_map(|i| (i + 1..means.len()).map(move |j| (i, j)));
    let difference = |(i, j): (usize, usize)| {
        means[i].difference(&means[j], confidence, |df| {
            tukey_quantile(confidence, means.len(), df)
        })
    };
    Some(pairs.map(difference).collect())
}

/// A mean and its squared standard error.
struct MeanError {
    mean: f64,
    squared: f64,
    n: u64,
}

impl MeanError {
    fn of(tally: &Tally) -> Option<Self> {
        let n = tally.count();
        Some(Self {
            mean: tally.mean()?,
            squared: tally.variance()? / n as f64,
            n,
        })
    }

    /// The standard error of the difference.
    fn of_difference(&self, other: &Self) -> f64 {
        (self.squared + other.squared).sqrt()
    }

    fn difference(&self, other: &Self, confidence: f64, critical: impl Fn(f64) -> f64) -> Estimate {
        let error = self.of_difference(other);
        let part = |mean: &Self| mean.squared * mean.squared / (mean.n - 1) as f64;
        let half_width = match error > 0.0 {
            true => critical(error * error * error * error / (part(self) + part(other))) * error,
            false => 0.0,
        };
        Estimate {
            mean: other.mean - self.mean,
            half_width,
            confidence,
            n: self.n + other.n,
        }
    }
}

fn checked(df: f64) -> f64 {
    assert!(df >= 1.0, "{df} degrees of freedom are fewer than 1");
    df
}

/// Points and weights for the mean of a function of a standard normal variable.
fn standard_normal() -> Vec<(f64, f64)> {
    let weighted = |(z, weight)| (z, weight * normal_density(z));
    nodes(-8.5, 8.5, 6).into_iter().map(weighted).collect()
}

fn mean(nodes: &[(f64, f64)], f: impl Fn(f64) -> f64) -> f64 {
    nodes.iter().map(|(x, weight)| weight * f(*x)).sum()
}

/// The critical value at which the probability reaches the confidence. It lies between that of one comparison and Bonferroni's.
fn joint(confidence: f64, comparisons: usize, df: f64, probability: impl Fn(f64) -> f64) -> f64 {
    // Student's t of whole degrees of freedom on either side encloses that of a broken number.
    let one = student_quantile(upper_tail(confidence), libm::ceil(df) as u64);
    let tail = upper_tail(bonferroni(confidence, comparisons));
    let most = student_quantile(tail, libm::floor(df) as u64);
    root(one - 1e-6, most + 1e-6, confidence, probability)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Dunnett (1964), table of two-sided 5 % points for equal samples: df, and the values for 1, 2, 3, 5 and 9 rivals.
    const DUNNETT: [(f64, [f64; 5]); 5] = [
        (5.0, [2.57, 3.03, 3.29, 3.62, 3.97]),
        (10.0, [2.23, 2.57, 2.76, 2.99, 3.24]),
        (20.0, [2.09, 2.38, 2.54, 2.73, 2.95]),
        (60.0, [2.00, 2.27, 2.41, 2.58, 2.77]),
        (1e6, [1.96, 2.21, 2.35, 2.51, 2.69]),
    ];

    #[test]
    fn dunnetts_table() {
        for (df, row) in DUNNETT {
            for (rivals, value) in std::iter::zip([1, 2, 3, 5, 9], row) {
                let found = dunnett_quantile(0.95, &vec![0.5_f64.sqrt(); rivals], df);
                assert!(
                    (found - value).abs() < 0.0051,
                    "{df} {rivals}: {found}, not {value}"
                );
            }
        }
    }

    #[test]
    fn one_rival_is_students_t() {
        for df in [1, 2, 7, 40, 500] {
            let t = student_quantile(0.975, df);
            let found = dunnett_quantile(0.95, &[0.6], df as f64);
            assert!((found - t).abs() < 1e-7 * t, "{df}: {found} {t}");
            let found = tukey_quantile(0.95, 2, df as f64);
            assert!((found - t).abs() < 1e-7 * t, "{df}: {found} {t}");
        }
    }

    #[test]
    fn without_a_shared_control_the_probabilities_multiply() {
        // With the variance known, independent comparisons: Šidák.
        let each = 0.5 + libm::pow(0.95, 1.0 / 4.0) / 2.0;
        let found = dunnett_quantile(0.95, &[0.0; 4], 1e8);
        assert!(
            (found - crate::stats::normal_quantile(each)).abs() < 1e-6,
            "{found}"
        );
    }

    /// Quantiles of the studentized range at 95 %: Harter's tables (1960), as in R's `qtukey`.
    #[test]
    fn the_studentized_range_of_the_tables() {
        for (means, df, range) in [
            (3, 10.0, 3.877_676),
            (3, 20.0, 3.577_935),
            (5, 10.0, 4.654_290),
            (10, 5.0, 6.994_698),
            (10, 20.0, 5.008_400),
            (20, 60.0, 5.240_999),
        ] {
            let found = tukey_quantile(0.95, means, df) * std::f64::consts::SQRT_2;
            assert!(
                (found - range).abs() < 2e-3,
                "{means} {df}: {found}, not {range}"
            );
        }
    }

    #[test]
    fn equal_samples_share_half_of_the_variance() {
        let sample =
            |shift: f64| -> Tally { (0..6).map(|i| shift + f64::from(i * i % 5)).collect() };
        let found = dunnett(&sample(0.0), &[sample(2.0), sample(-1.0)], 0.95).unwrap();
        assert!((found[0].mean - 2.0).abs() < 1e-12 && (found[1].mean + 1.0).abs() < 1e-12);
        // Equal variances: Welch's degrees of freedom are 10.
        let error = (2.0 * sample(0.0).variance().unwrap() / 6.0).sqrt();
        let critical = dunnett_quantile(0.95, &[0.5_f64.sqrt(); 2], 10.0);
        assert!((found[0].half_width / error - critical).abs() < 1e-6);
        let pairs = games_howell(&[sample(0.0), sample(2.0), sample(-1.0)], 0.95).unwrap();
        assert_eq!(pairs.len(), 3);
        assert!(
            (pairs[2].mean + 3.0).abs() < 1e-12,
            "the third minus the second"
        );
        assert!((pairs[0].half_width / error - tukey_quantile(0.95, 3, 10.0)).abs() < 1e-6);
    }

    #[test]
    fn without_variance_a_difference_is_a_point() {
        let point = Tally::from_iter([1.0; 4]);
        let found = dunnett(&point, &[Tally::from_iter([3.0; 4])], 0.95).unwrap();
        assert_eq!((found[0].mean, found[0].half_width), (2.0, 0.0));
        assert_eq!(dunnett(&point, &[Tally::from_iter([3.0])], 0.95), None);
        assert_eq!(games_howell(&[point], 0.95), None);
    }
}
