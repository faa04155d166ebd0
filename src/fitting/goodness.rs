//! How far a law is from the observations.

use super::estimate;
use super::law::Law;
use super::sample::Sample;
use crate::random::{Distribution, Stream};

/// The fewest expected observations in a cell of a chi-square statistic.
const FEWEST_IN_CELL: f64 = 5.0;
/// Beyond this many observations there is no bootstrap: any law is refused then.
pub(super) const MOST_RESAMPLED: usize = 5000;
/// Probabilities nearer to 0 or 1 count as this, so that the extremes of a uniform law do not make a distance infinite.
const NEAREST: f64 = 1e-12;

/// The distances of a law from the observations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Distances {
    /// Kolmogorov and Smirnov's: the greatest difference between the distribution functions.
    pub greatest: f64,
    /// Anderson and Darling's A² of a continuous law, chi-square of a law of counts.
    pub squared: f64,
}

pub(super) fn distances(sample: &Sample, law: &Distribution<f64>, counts: bool) -> Distances {
    match counts {
        true => Distances {
            greatest: greatest_of_counts(sample, law),
            squared: chi_square(sample, law),
        },
        false => of_continuous(sample, law),
    }
}

/// The statistics of Kolmogorov & Smirnov and of Anderson & Darling 1954, Journal of the American Statistical Association 49.
fn of_continuous(sample: &Sample, law: &Distribution<f64>) -> Distances {
    let n = sample.count();
    let below: Vec<f64> = sample.sorted.iter().map(|x| law.cdf(*x)).collect();
    let inside = |p: f64| p.clamp(NEAREST, 1.0 - NEAREST);
    let (mut greatest, mut sum) = (0.0_f64, 0.0);
    for (i, p) in below.iter().enumerate() {
        let (before, after) = (i as f64 / n, (i + 1) as f64 / n);
        greatest = greatest.max(p - before).max(after - p);
        let from_top = inside(below[below.len() - 1 - i]);
        let weight = (2 * i + 1) as f64;
        sum += weight * (libm::log(inside(*p)) + libm::log1p(-from_top));
    }
    Distances {
        greatest,
        squared: -n - sum / n,
    }
}

fn greatest_of_counts(sample: &Sample, law: &Distribution<f64>) -> f64 {
    let n = sample.count();
    let values = sample.sorted.iter().enumerate();
    // At the last of equal counts, and just before the first.
    let off = values.map(|(i, x)| {
        let after = (i + 1) as f64 / n;
        let last = sample.sorted.get(i + 1).is_none_or(|next| next > x);
        let first = i == 0 || sample.sorted[i - 1] < *x;
        let at = if last {
            (law.cdf(*x) - after).abs()
        } else {
            0.0
        };
        let before = if first {
            (law.cdf(x - 1.0) - i as f64 / n).abs()
        } else {
            0.0
        };
        at.max(before)
    });
    off.fold(0.0, f64::max)
}

/// Over cells of neighbouring counts, each expected at least five times.
fn chi_square(sample: &Sample, law: &Distribution<f64>) -> f64 {
    let n = sample.count();
    let (mut sum, mut from, mut below, mut seen_below) = (0.0, 0.0, 0.0, 0.0);
    let seen = |up_to: f64| sample.sorted.partition_point(|x| *x <= up_to) as f64;
    let term = |expected: f64, found: f64| (found - expected) * (found - expected) / expected;
    loop {
        // The next end of a cell: the count at which enough more are expected.
        let wanted = below + FEWEST_IN_CELL / n;
        if wanted >= 1.0 - FEWEST_IN_CELL / n {
            break;
        }
        let end = law.quantile(wanted).max(from);
        let (at, found) = (law.cdf(end), seen(end));
        if (1.0 - at) * n < FEWEST_IN_CELL {
            break;
        }
        sum += term((at - below) * n, found - seen_below);
        (from, below, seen_below) = (end + 1.0, at, found);
    }
    sum + term((1.0 - below) * n, n - seen_below)
}

/// The share of samples drawn from the law, and fitted as these were, that are at least as far from their fit (parametric bootstrap:
/// Stute, González Manteiga & Presedo Quindimil 1993, Metrika 40; the observations count as one of them). `None` if there are
/// too many observations, or if too few samples could be fitted.
pub(super) fn p_value(
    sample: &Sample,
    law: Law,
    distribution: &Distribution<f64>,
    counts: bool,
    stream: &mut Stream,
) -> Option<f64> {
    let count = sample.sorted.len();
    if count > MOST_RESAMPLED {
        return None;
    }
    let resamples = if count > 500 { 99 } else { 199 };
    let own = distances(sample, distribution, counts).squared;
    let (mut farther, mut fitted) = (0, 0);
    for _ in 0..resamples {
        let drawn = Sample::new((0..count).map(|_| distribution.draw(stream)));
        let again = (drawn.range() > 0.0).then(|| estimate::again(&drawn, law));
        let Some(again) = again.flatten().and_then(|law| law.scaled().ok()) else {
            continue;
        };
        fitted += 1;
        farther += u32::from(distances(&drawn, &again, counts).squared >= own);
    }
    (2 * fitted > resamples).then(|| f64::from(farther + 1) / f64::from(fitted + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Streams;

    fn of(values: &[f64], law: &str) -> Distances {
        let law: Distribution<f64> = law.parse().unwrap();
        let counts = law.cdf(0.5) == law.cdf(0.0);
        distances(&Sample::new(values.iter().copied()), &law, counts)
    }

    #[test]
    fn distances_are_those_worked_out_by_hand() {
        let near = |found: f64, wanted: f64| assert!((found - wanted).abs() < 1e-12, "{found}");
        let half = of(&[0.5], "uniform(0, 1)");
        near(half.greatest, 0.5);
        near(half.squared, -1.0 - 2.0 * libm::log(0.5));
        let two = of(&[0.75, 0.25], "uniform(0, 1)");
        near(two.greatest, 0.25);
        near(two.squared, -2.0 - libm::log(0.25) - 3.0 * libm::log(0.75));
        let skewed = of(&[0.1, 0.2, 0.9], "uniform(0, 1)");
        near(skewed.greatest, 2.0 / 3.0 - 0.2);
        // 20 tosses of a coin, 14 of them heads: cells of 10 each.
        let tosses = [vec![0.0; 6], vec![1.0; 14]].concat();
        let coin = of(&tosses, "bernoulli(0.5)");
        near(coin.greatest, 0.2);
        near(coin.squared, 16.0 / 10.0 * 2.0);
    }

    /// The cells of a chi-square statistic are those of five or more expected, and hold all observations.
    #[test]
    fn cells_of_counts_are_wide_enough() {
        // 128 counts, each as often as geometric(0.5) expects: 64, 32, 16, 8, 4, …
        let mut values = Vec::new();
        for (count, times) in [64, 32, 16, 8, 4, 2, 1, 1].into_iter().enumerate() {
            values.extend(vec![count as f64; times]);
        }
        let exact = of(&values, "geometric(0.5)");
        assert!(exact.squared < 1e-9, "{exact:?}");
        // Only the last count is more often than expected.
        assert!((exact.greatest - 1.0 / 256.0).abs() < 1e-12, "{exact:?}");
        // Two of the zeros seen as ones: (−2)² / 64 + 2² / 32.
        values[0] = 1.0;
        values[1] = 1.0;
        let off = of(&values, "geometric(0.5)");
        assert!(
            (off.squared - (4.0 / 64.0 + 4.0 / 32.0)).abs() < 1e-9,
            "{off:?}"
        );
    }

    /// Where the law is right, a p value is below x with probability x; where it is wrong, it is small.
    #[test]
    fn p_values_are_what_they_say() {
        let streams = Streams::new(7, 0);
        let (mut stream, mut resampled) = (streams.stream("samples"), streams.stream("bootstrap"));
        let mut p_of = |text: &str, count: usize| {
            let law: Distribution<f64> = text.parse().unwrap();
            let sample = Sample::new((0..count).map(|_| law.draw(&mut stream)));
            let fitted = Law::Exponential { mean: sample.mean };
            let scaled = fitted.scaled().unwrap();
            p_value(&sample, fitted, &scaled, false, &mut resampled).unwrap()
        };
        let right: Vec<f64> = (0..300).map(|_| p_of("exponential(1)", 25)).collect();
        for level in [0.05, 0.2, 0.5] {
            let below = right.iter().filter(|p| **p <= level).count() as f64 / 300.0;
            let reach = 3.2905 * (level * (1.0 - level) / 300.0_f64).sqrt();
            assert!((below - level).abs() <= reach, "{level}: {below}");
        }
        assert!(p_of("uniform(1, 2)", 40) <= 0.01);
        assert!(p_of("weibull(3, 1)", 40) <= 0.01);
    }
}
