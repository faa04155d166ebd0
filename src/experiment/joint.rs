//! The critical value with which the intervals of several paired differences hold together.

use crate::random::{Distribution, Streams};
use crate::stats::{normal_quantile, student_quantile};

/// How often the largest |t| is drawn. Five in a hundred of them are beyond the critical value of 95 %, so its probability is known to 0.2
/// percentage points.
const DRAWS: usize = 10_000;

/// The value that the largest |t| of these differences of means exceeds with probability 1 − `confidence`, if the rows of the columns are
/// normal with the covariances that were seen: each |t| with its own estimate of the variance, all from the same replications.
///
/// The means and the covariances of normal samples are drawn as a normal vector and Bartlett's triangle of the Wishart distribution. It is
/// the comparison of Hothorn, Bretz & Westfall (2008, Biometrical Journal 50) for variances that differ between the differences. With
/// independent columns of equal variance and one of them as control, it is about Dunnett's.
pub(super) fn critical_value(
    columns: &[Vec<f64>],
    contrasts: &[(usize, usize)],
    confidence: f64,
) -> f64 {
    let df = columns[0].len() - 1;
    let one = student_quantile(0.5 + confidence / 2.0, df as u64);
    let factor = factor(columns);
    let rank = factor.first().map_or(0, Vec::len);
    if contrasts.len() < 2 || rank < 1 {
        return one;
    }
    // Always the same draws, so that the same results have the same intervals. They are those of no replication.
    let mut stream = Streams::new(0, u64::MAX).stream("critical value");
    let chi_squared: Vec<Distribution<f64>> = (0..rank)
        .map(|i| {
            let df = (df - i) as f64;
            Distribution::gamma(df / 2.0, df).expect("the rank is at most the degrees of freedom")
        })
        .collect();
    let mut largest: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let mut normal = || normal_quantile(stream.uniform());
            let means: Vec<f64> = (0..rank).map(|_| normal()).collect();
            let below: Vec<Vec<f64>> = (0..rank)
                .map(|i| (0..i).map(|_| normal()).collect())
                .collect();
            let diagonal: Vec<f64> = chi_squared
                .iter()
                .map(|of| of.draw(&mut stream).sqrt())
                .collect();
            // What each column has in the mean, and in each direction of the deviations.
            let drawn: Vec<(f64, Vec<f64>)> = factor
                .iter()
                .map(|row| {
                    let mean = std::iter::zip(row, &means).map(|(l, g)| l * g).sum();
                    let direction = |j: usize| {
                        row[j] * diagonal[j]
                            + (j + 1..rank).map(|i| row[i] * below[i][j]).sum::<f64>()
                    };
                    (mean, (0..rank).map(direction).collect())
                })
                .collect();
            let t = |&(a, b): &(usize, usize)| {
                let squares =
                    std::iter::zip(&drawn[a].1, &drawn[b].1).map(|(x, y)| (x - y) * (x - y));
                let deviation = (squares.sum::<f64>() / df as f64).sqrt();
                // Two columns that are alike have no difference to be wrong about.
                if deviation > 0.0 {
                    (drawn[a].0 - drawn[b].0).abs() / deviation
                } else {
                    0.0
                }
            };
            contrasts.iter().map(t).fold(0.0, f64::max)
        })
        .collect();
    largest.sort_by(f64::total_cmp);
    let rank = libm::ceil(confidence * DRAWS as f64) as usize;
    largest[rank - 1].max(one)
}

/// A matrix whose rows have the covariances of the columns as their products: Cholesky's factor, the largest remaining variance first, as
/// far as there is any.
fn factor(columns: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let n = columns[0].len();
    let mut deviations: Vec<Vec<f64>> = columns
        .iter()
        .map(|column| {
            let mean = column.iter().sum::<f64>() / n as f64;
            let scale = 1.0 / ((n - 1) as f64).sqrt();
            column.iter().map(|value| (value - mean) * scale).collect()
        })
        .collect();
    let product = |a: &[f64], b: &[f64]| -> f64 { std::iter::zip(a, b).map(|(a, b)| a * b).sum() };
    let mut factor: Vec<Vec<f64>> = vec![Vec::new(); columns.len()];
    let squares = |deviations: &[Vec<f64>]| -> Vec<f64> {
        deviations.iter().map(|row| product(row, row)).collect()
    };
    let least = 1e-12 * squares(&deviations).into_iter().fold(0.0, f64::max);
    for _ in 0..columns.len().min(n - 1) {
        let left = squares(&deviations);
        let Some(pivot) = (0..left.len()).max_by(|a, b| left[*a].total_cmp(&left[*b])) else {
            break;
        };
        if left[pivot] <= least {
            break;
        }
        let root = left[pivot].sqrt();
        let direction: Vec<f64> = deviations[pivot].iter().map(|value| value / root).collect();
        for (row, of) in std::iter::zip(&mut factor, &mut deviations) {
            let along = product(of, &direction);
            row.push(along);
            for (value, unit) in std::iter::zip(of, &direction) {
                *value -= along * unit;
            }
        }
    }
    factor
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::{dunnett_quantile, tukey_quantile};

    fn normal_columns(columns: usize, n: usize, common: f64) -> Vec<Vec<f64>> {
        let mut stream = Streams::new(3, 1).stream("columns");
        let mut normal = || normal_quantile(stream.uniform());
        let rows: Vec<Vec<f64>> = (0..n)
            .map(|_| {
                let shared = common * normal();
                (0..columns).map(|_| shared + normal()).collect()
            })
            .collect();
        (0..columns)
            .map(|i| rows.iter().map(|row| row[i]).collect())
            .collect()
    }

    #[test]
    fn the_factor_has_the_covariances_of_the_columns() {
        for (columns, n) in [(4, 30), (6, 4)] {
            let columns = normal_columns(columns, n, 1.0);
            let factor = factor(&columns);
            assert!(factor[0].len() < n);
            let mean = |column: &[f64]| column.iter().sum::<f64>() / n as f64;
            for (a, row_a) in std::iter::zip(&columns, &factor) {
                for (b, row_b) in std::iter::zip(&columns, &factor) {
                    let (x, y) = (mean(a), mean(b));
                    let sum: f64 = std::iter::zip(a, b).map(|(a, b)| (a - x) * (b - y)).sum();
                    let product: f64 = std::iter::zip(row_a, row_b).map(|(a, b)| a * b).sum();
                    assert!((sum / (n - 1) as f64 - product).abs() < 1e-9);
                }
            }
        }
    }

    /// With so many replications that the variances are known: Dunnett's and Tukey's values, whatever all columns have in common.
    #[test]
    fn independent_columns_have_the_values_of_the_tables() {
        for common in [0.0, 5.0] {
            let columns = normal_columns(4, 40_000, common);
            let against = critical_value(&columns, &[(0, 1), (0, 2), (0, 3)], 0.95);
            let dunnett = dunnett_quantile(0.95, &[0.5_f64.sqrt(); 3], 1e6);
            assert!((against - dunnett).abs() < 0.04, "{against} {dunnett}");
            let pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];
            let all = critical_value(&columns, &pairs, 0.95);
            let tukey = tukey_quantile(0.95, 4, 1e6);
            assert!((all - tukey).abs() < 0.04, "{all} {tukey}");
        }
    }

    /// With few replications each |t| has its own, poorly known variance. The critical value is that of samples drawn anew.
    #[test]
    fn few_replications_have_the_value_of_many_small_samples() {
        // Four columns that are uncorrelated and of variance 1, in eight replications.
        let unit = (7.0_f64 / 8.0).sqrt();
        let column = |mask: usize| {
            let sign = |i: usize| {
                if (i & mask).count_ones().is_multiple_of(2) {
                    unit
                } else {
                    -unit
                }
            };
            (0..8).map(sign).collect::<Vec<f64>>()
        };
        let columns: Vec<Vec<f64>> = [1, 2, 4, 7].map(column).to_vec();
        let mut stream = Streams::new(5, 0).stream("samples");
        let mut sample = || -> Vec<Vec<f64>> {
            let mut column = || (0..8).map(|_| normal_quantile(stream.uniform())).collect();
            (0..4).map(|_| column()).collect()
        };
        let t = |a: &[f64], b: &[f64]| {
            let differences: crate::stats::Tally =
                std::iter::zip(a, b).map(|(a, b)| a - b).collect();
            let error = (differences.variance().unwrap() / 8.0).sqrt();
            differences.mean().unwrap().abs() / error
        };
        for contrasts in [
            vec![(0, 1), (0, 2)],
            vec![(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)],
        ] {
            let mut largest: Vec<f64> = (0..20_000)
                .map(|_| {
                    let columns = sample();
                    let each = contrasts.iter().map(|&(a, b)| t(&columns[a], &columns[b]));
                    each.fold(0.0, f64::max)
                })
                .collect();
            largest.sort_by(f64::total_cmp);
            let (drawn, found) = (largest[19_000], critical_value(&columns, &contrasts, 0.95));
            // Each is known to about 1 %.
            assert!((found / drawn - 1.0).abs() < 0.04, "{found} {drawn}");
            assert!(found > 1.1 * student_quantile(0.975, 7), "{found}");
        }
    }

    #[test]
    fn one_difference_is_students_t() {
        let columns = normal_columns(2, 5, 0.0);
        let t = student_quantile(0.975, 4);
        assert_eq!(critical_value(&columns, &[(0, 1)], 0.95), t);
        let constant = vec![vec![1.0; 5]; 3];
        assert_eq!(critical_value(&constant, &[(0, 1), (0, 2)], 0.95), t);
    }
}
