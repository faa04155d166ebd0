//! Maximum likelihood.

use libm::{exp, log};

use super::family::Family;
use super::law::Law;
use super::sample::Sample;
use crate::support::special::{digamma, trigamma};

/// The most steps of Newton's method, which doubles the correct digits in each step near the root.
const MOST_STEPS: usize = 60;
/// Where a search ends.
const NEAR: f64 = 1e-12;
/// The most trials of a binomial, as a multiple of the greatest count.
const MOST_TRIALS: u32 = 20;

/// The continuous laws that can have given these observations, which are not all equal.
pub(super) fn continuous(sample: &Sample, negative_allowed: bool) -> Vec<Law> {
    let mut laws = Vec::new();
    // A normal law of durations is truncated at 0, so hardly any of it may lie below.
    if negative_allowed || sample.mean >= 4.0 * sample.sd {
        laws.push(normal(sample));
    }
    if sample.least() >= 0.0 {
        let positive =
            [triangular, beta, lognormal, gamma, weibull].map(|estimate| estimate(sample));
        laws.extend([uniform(sample), exponential(sample)]);
        laws.extend(positive.into_iter().flatten());
    }
    laws
}

/// The laws of counts that can have given these, which are not all equal.
pub(super) fn counts(sample: &Sample) -> Vec<Law> {
    if sample.greatest() <= 1.0 {
        return vec![bernoulli(sample)];
    }
    let mut laws = vec![poisson(sample), geometric(sample)];
    laws.extend(binomial(sample));
    laws
}

/// The law of this family that is most likely to have given these observations, which are not all equal.
pub(super) fn of(family: Family, sample: &Sample) -> Option<Law> {
    if family != Family::Normal && sample.least() < 0.0 {
        return None;
    }
    match family {
        Family::Uniform => Some(uniform(sample)),
        Family::Triangular => triangular(sample),
        Family::Exponential => Some(exponential(sample)),
        Family::Gamma => gamma(sample),
        Family::Lognormal => lognormal(sample),
        Family::Weibull => weibull(sample),
        Family::Beta => beta(sample),
        Family::Normal => Some(normal(sample)),
        Family::Poisson => Some(poisson(sample)),
        Family::Geometric => Some(geometric(sample)),
    }
}

/// The law of the same family for another sample.
pub(super) fn again(sample: &Sample, law: Law) -> Option<Law> {
    match law {
        Law::Uniform { .. } => Some(uniform(sample)),
        Law::Triangular { .. } => triangular(sample),
        Law::Exponential { .. } => Some(exponential(sample)),
        Law::Normal { .. } => Some(normal(sample)),
        Law::Gamma { .. } => gamma(sample),
        Law::Lognormal { .. } => lognormal(sample),
        Law::Weibull { .. } => weibull(sample),
        Law::Beta { .. } => beta(sample),
        Law::Poisson { .. } => Some(poisson(sample)),
        Law::Geometric { .. } => Some(geometric(sample)),
        Law::Bernoulli { .. } => Some(bernoulli(sample)),
        Law::Binomial { trials, .. } => Some(binomial_of(sample, trials)),
    }
}

fn uniform(sample: &Sample) -> Law {
    Law::Uniform {
        min: sample.least(),
        max: sample.greatest(),
    }
}

fn exponential(sample: &Sample) -> Law {
    Law::Exponential { mean: sample.mean }
}

fn normal(sample: &Sample) -> Law {
    Law::Normal {
        mean: sample.mean,
        sd: sample.sd,
    }
}

fn lognormal(sample: &Sample) -> Option<Law> {
    sample.logs.map(|(mu, sigma)| Law::Lognormal { mu, sigma })
}

fn poisson(sample: &Sample) -> Law {
    Law::Poisson { mean: sample.mean }
}

fn geometric(sample: &Sample) -> Law {
    Law::Geometric {
        probability: 1.0 / (1.0 + sample.mean),
    }
}

fn bernoulli(sample: &Sample) -> Law {
    Law::Bernoulli {
        probability: sample.mean,
    }
}

fn binomial_of(sample: &Sample, trials: u32) -> Law {
    Law::Binomial {
        trials,
        probability: sample.mean / f64::from(trials),
    }
}

/// Newton's method on the equation for the shape (Choi & Wette 1969, Technometrics 11), from the start of Minka 2002.
fn gamma(sample: &Sample) -> Option<Law> {
    let (mean_log, _) = sample.logs?;
    let s = log(sample.mean) - mean_log;
    let mut shape = (3.0 - s + ((s - 3.0) * (s - 3.0) + 24.0 * s).sqrt()) / (12.0 * s);
    for _ in 0..MOST_STEPS {
        let step = (log(shape) - digamma(shape) - s) / (1.0 / shape - trigamma(shape));
        let next = if step < shape {
            shape - step
        } else {
            shape / 2.0
        };
        let near = (next / shape - 1.0).abs() < NEAR;
        shape = next;
        if near {
            break;
        }
    }
    let mean = sample.mean;
    (0.01..=1e6)
        .contains(&shape)
        .then_some(Law::Gamma { shape, mean })
}

/// Newton's method on the equation for the shape (Law 2015, Simulation Modeling and Analysis, section 6.2.2).
fn weibull(sample: &Sample) -> Option<Law> {
    let (mean_log, sd_log) = sample.logs?;
    let logs: Vec<f64> = sample.sorted.iter().map(|x| log(*x)).collect();
    let most = logs[logs.len() - 1];
    // The sums of x^k, of x^k ln x and of x^k ln² x, over the greatest x^k.
    let sums = |shape: f64| {
        logs.iter().fold([0.0; 3], |[zero, one, two], log| {
            let power = exp(shape * (log - most));
            [zero + power, one + power * log, two + power * log * log]
        })
    };
    let mut shape = std::f64::consts::PI / (6.0_f64.sqrt() * sd_log);
    for _ in 0..MOST_STEPS {
        let [zero, one, two] = sums(shape);
        let level = one / zero - 1.0 / shape - mean_log;
        let slope = two / zero - (one / zero) * (one / zero) + 1.0 / (shape * shape);
        let step = level / slope;
        let next = if step < shape {
            shape - step
        } else {
            shape / 2.0
        };
        let near = (next / shape - 1.0).abs() < NEAR;
        shape = next;
        if near {
            break;
        }
    }
    let scale = exp(most + log(sums(shape)[0] / sample.count()) / shape);
    (0.01..=1e6)
        .contains(&shape)
        .then_some(Law::Weibull { shape, scale })
}

/// The limits by maximum likelihood among a few distances from the extremes, which are of the order 1/√n where the density goes
/// to 0; the mode is the observation that is most likely, found in one pass (van Dorp & Kotz 2002, The American Statistician 56).
fn triangular(sample: &Sample) -> Option<Law> {
    let (count, range) = (sample.count(), sample.range());
    let near = [1.0 / count]
        .into_iter()
        .chain([0.3, 0.6, 1.0, 1.6].map(|share| share / count.sqrt()));
    let gaps: Vec<f64> = near.map(|share| share * range).collect();
    let lows = gaps.iter().map(|gap| (sample.least() - gap).max(0.0));
    // The logarithms of the distances of the observations from a limit, summed towards that limit.
    let lows: Vec<(f64, Vec<f64>)> = lows
        .map(|min| (min, added(sample.sorted.iter().map(|x| x - min))))
        .collect();
    let highs: Vec<(f64, Vec<f64>)> = gaps
        .iter()
        .map(|gap| {
            let max = sample.greatest() + gap;
            let mut sums = added(sample.sorted.iter().rev().map(|x| max - x));
            sums.reverse();
            (max, sums)
        })
        .collect();
    let mut best = (f64::NEG_INFINITY, (0.0, 0.0, 0.0));
    for (min, below) in &lows {
        for (max, above) in &highs {
            let last = sample.sorted.len() - 1;
            for (i, mode) in sample.sorted.iter().enumerate() {
                // Observations up to the mode are on the rising side, the others on the falling side.
                let rising = below[i] - (i + 1) as f64 * log(mode - min);
                let falling = match i == last {
                    true => 0.0,
                    false => above[i + 1] - (last - i) as f64 * log(max - mode),
                };
                let likelihood = rising + falling - count * log(max - min);
                if likelihood > best.0 {
                    best = (likelihood, (*min, *mode, *max));
                }
            }
        }
    }
    let (min, mode, max) = best.1;
    best.0
        .is_finite()
        .then_some(Law::Triangular { min, mode, max })
}

/// The sums of the logarithms up to each value.
fn added(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sum = 0.0;
    let sums = values.map(|x| {
        sum += log(x);
        sum
    });
    sums.collect()
}

/// The shapes by maximum likelihood, between limits that lie beyond the extremes by a share of 1/n of the range; limits of maximum
/// likelihood would be the extremes, where the likelihood can be infinite.
fn beta(sample: &Sample) -> Option<Law> {
    let gap = sample.range() / sample.count();
    let (min, max) = ((sample.least() - gap).max(0.0), sample.greatest() + gap);
    let share = |x: f64| (x - min) / (max - min);
    if share(sample.least()) <= 0.0 {
        return None;
    }
    let of_low = sample.mean_of(|x| log(share(x)));
    let of_high = sample.mean_of(|x| libm::log1p(-share(x)));
    let (mean, deviation) = (share(sample.mean), sample.sd / (max - min));
    let sum = mean * (1.0 - mean) / (deviation * deviation) - 1.0;
    let (mut alpha, mut beta) = ((mean * sum).max(0.05), ((1.0 - mean) * sum).max(0.05));
    for _ in 0..MOST_STEPS {
        let both = digamma(alpha + beta);
        let (f, g) = (
            digamma(alpha) - both - of_low,
            digamma(beta) - both - of_high,
        );
        let cross = -trigamma(alpha + beta);
        let (a, b) = (trigamma(alpha) + cross, trigamma(beta) + cross);
        let determinant = a * b - cross * cross;
        let (by_alpha, by_beta) = (
            (f * b - g * cross) / determinant,
            (g * a - f * cross) / determinant,
        );
        let moved = |from: f64, by: f64| if by < from { from - by } else { from / 2.0 };
        let next = (moved(alpha, by_alpha), moved(beta, by_beta));
        let near = (next.0 / alpha - 1.0).abs() < NEAR && (next.1 / beta - 1.0).abs() < NEAR;
        (alpha, beta) = next;
        if near {
            break;
        }
    }
    let good = |shape: f64| (0.01..=1e6).contains(&shape);
    (good(alpha) && good(beta)).then_some(Law::Beta {
        alpha,
        beta,
        min,
        max,
    })
}

/// The most likely number of trials, if there is one: counts that vary at least as much as Poisson's have none.
fn binomial(sample: &Sample) -> Option<Law> {
    if sample.sd * sample.sd >= sample.mean || sample.greatest() > 1e6 {
        return None;
    }
    let least = sample.greatest() as u32;
    let most = least.saturating_mul(MOST_TRIALS);
    let likelihood = |trials: u32| binomial_of(sample, trials).log_likelihood(sample);
    // The likelihood rises to its peak and then falls.
    let (mut low, mut high) = (least, most);
    while low < high {
        let middle = low + (high - low) / 2;
        match likelihood(middle) < likelihood(middle + 1) {
            true => low = middle + 1,
            false => high = middle,
        }
    }
    (low < most && sample.mean < f64::from(low)).then(|| binomial_of(sample, low))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Distribution, Streams};

    fn sample(law: Distribution<f64>, count: usize) -> Sample {
        let mut stream = Streams::new(2017, 0).stream("estimate");
        Sample::new((0..count).map(|_| law.draw(&mut stream)))
    }

    /// The neighbours of a law, each with one parameter moved by a thousandth.
    fn neighbours(law: Law) -> Vec<Law> {
        let both = |f: &dyn Fn(f64) -> Law| [f(0.999), f(1.001)];
        let pairs: Vec<[Law; 2]> = match law {
            Law::Exponential { mean } => vec![both(&|x| Law::Exponential { mean: mean * x })],
            Law::Normal { mean, sd } => vec![
                both(&|x| Law::Normal { mean: mean * x, sd }),
                both(&|x| Law::Normal { mean, sd: sd * x }),
            ],
            Law::Lognormal { mu, sigma } => vec![
                both(&|x| Law::Lognormal { mu: mu * x, sigma }),
                both(&|x| Law::Lognormal {
                    mu,
                    sigma: sigma * x,
                }),
            ],
            Law::Gamma { shape, mean } => vec![
                both(&|x| Law::Gamma {
                    shape: shape * x,
                    mean,
                }),
                both(&|x| Law::Gamma {
                    shape,
                    mean: mean * x,
                }),
            ],
            Law::Weibull { shape, scale } => vec![
                both(&|x| Law::Weibull {
                    shape: shape * x,
                    scale,
                }),
                both(&|x| Law::Weibull {
                    shape,
                    scale: scale * x,
                }),
            ],
            Law::Beta {
                alpha,
                beta,
                min,
                max,
            } => vec![
                both(&|x| Law::Beta {
                    alpha: alpha * x,
                    beta,
                    min,
                    max,
                }),
                both(&|x| Law::Beta {
                    alpha,
                    beta: beta * x,
                    min,
                    max,
                }),
            ],
            Law::Poisson { mean } => vec![both(&|x| Law::Poisson { mean: mean * x })],
            Law::Geometric { probability } => {
                vec![both(&|x| Law::Geometric {
                    probability: probability * x,
                })]
            }
            Law::Bernoulli { probability } => {
                vec![both(&|x| Law::Bernoulli {
                    probability: probability * x,
                })]
            }
            Law::Binomial {
                trials,
                probability,
            } => {
                let other = |trials: u32, factor: f64| Law::Binomial {
                    trials,
                    probability: probability * factor,
                };
                let moved = |to: u32| other(to, f64::from(trials) / f64::from(to));
                let fewer = moved((trials - 1).max(1));
                vec![both(&|x| other(trials, x)), [moved(trials + 1), fewer]]
            }
            // Their limits are not maximum likelihood estimates.
            Law::Uniform { .. } | Law::Triangular { .. } => vec![],
        };
        pairs.into_iter().flatten().collect()
    }

    #[test]
    fn no_neighbour_is_more_likely() {
        for text in [
            "exponential(1)",
            "gamma(0.4, 1)",
            "gamma(30, 1)",
            "lognormal(1, 1.4)",
            "lognormal(1, 6)",
            "weibull(0.6, 1)",
            "weibull(8, 1)",
            "uniform(0.5, 1.5)",
            "triangular(0.2, 0.4, 2)",
            "beta(2, 5, 0.5, 2)",
            "beta(0.6, 0.6, 0.5, 1.5)",
        ] {
            let sample = sample(text.parse().unwrap(), 400);
            let laws = continuous(&sample, true);
            assert_eq!(laws.len(), 8, "{text}: {laws:?}");
            for law in laws {
                let best = law.log_likelihood(&sample);
                for other in neighbours(law) {
                    let found = other.log_likelihood(&sample);
                    assert!(found < best, "{text}: {law:?} {best}, {other:?} {found}");
                }
            }
        }
        for text in [
            "poisson(3.5)",
            "geometric(0.2)",
            "binomial(20, 0.7)",
            "bernoulli(0.3)",
        ] {
            let sample = sample(text.parse().unwrap(), 400);
            let laws = counts(&sample);
            assert!(!laws.is_empty());
            for law in laws {
                let best = law.log_likelihood(&sample);
                for other in neighbours(law) {
                    let found = other.log_likelihood(&sample);
                    // A binomial cannot have fewer trials than successes.
                    assert!(
                        found.is_nan() || found < best,
                        "{text}: {law:?} {best}, {other:?}"
                    );
                }
            }
        }
    }

    /// Each law is found again from ten thousand draws, its parameters to a few per cent.
    #[test]
    fn laws_are_found_again() {
        let near = |found: f64, wanted: f64| (found / wanted - 1.0).abs() < 0.06;
        let many = |text: &str| sample(text.parse().unwrap(), 10_000);
        let Some(Law::Gamma { shape, mean }) = gamma(&many("gamma(2.5, 4)")) else {
            panic!()
        };
        assert!(near(shape, 2.5) && near(mean, 4.0), "{shape} {mean}");
        let Some(Law::Weibull { shape, scale }) = weibull(&many("weibull(1.5, 4)")) else {
            panic!()
        };
        assert!(near(shape, 1.5) && near(scale, 4.0), "{shape} {scale}");
        let Some(Law::Beta {
            alpha,
            beta,
            min,
            max,
        }) = beta(&many("beta(2, 3, 1, 5)"))
        else {
            panic!()
        };
        assert!(near(min, 1.0) && near(max, 5.0), "{min} {max}");
        assert!(
            (alpha - 2.0).abs() < 0.25 && (beta - 3.0).abs() < 0.4,
            "{alpha} {beta}"
        );
        let Some(Law::Triangular { min, mode, max }) = triangular(&many("triangular(2, 3, 7)"))
        else {
            panic!()
        };
        assert!(
            near(min, 2.0) && near(mode, 3.0) && near(max, 7.0),
            "{min} {mode} {max}"
        );
        let Some(Law::Binomial { trials, .. }) = binomial(&many("binomial(20, 0.7)")) else {
            panic!()
        };
        assert!((17..=24).contains(&trials), "{trials}");
        assert_eq!(binomial(&many("geometric(0.3)")), None);
    }

    /// Zeros leave the laws with a density above 0 only; negative numbers leave the normal law.
    #[test]
    fn zeros_and_negative_numbers_leave_some_laws() {
        let laws = continuous(&Sample::new([0.0, 0.5, 1.0, 2.5]), true);
        let left = |law: &Law| {
            matches!(
                law,
                Law::Normal { .. } | Law::Uniform { .. } | Law::Exponential { .. }
            )
        };
        assert!(laws.len() == 3 && laws.iter().all(left), "{laws:?}");
        let laws = continuous(&Sample::new([-1.0, 0.5, 1.0]), true);
        assert!(matches!(laws[..], [Law::Normal { .. }]), "{laws:?}");
    }
}
