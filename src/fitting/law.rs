//! The laws, their likelihoods, and how they are written.

use libm::{lgamma, log, log1p};

use super::sample::Sample;
use crate::error::Result;
use crate::random::{Distribution, Quantity};

/// ln √2π.
const LN_ROOT_TWO_PI: f64 = 0.918_938_533_204_672_7;

/// A law of scaled observations, or of counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Law {
    Uniform {
        min: f64,
        max: f64,
    },
    Triangular {
        min: f64,
        mode: f64,
        max: f64,
    },
    Exponential {
        mean: f64,
    },
    Gamma {
        shape: f64,
        mean: f64,
    },
    Lognormal {
        mu: f64,
        sigma: f64,
    },
    Weibull {
        shape: f64,
        scale: f64,
    },
    Beta {
        alpha: f64,
        beta: f64,
        min: f64,
        max: f64,
    },
    Normal {
        mean: f64,
        sd: f64,
    },
    Poisson {
        mean: f64,
    },
    Binomial {
        trials: u32,
        probability: f64,
    },
    Geometric {
        probability: f64,
    },
    Bernoulli {
        probability: f64,
    },
}

impl Law {
    /// The number of estimated parameters.
    pub fn parameters(self) -> u32 {
        match self {
            Self::Exponential { .. }
            | Self::Poisson { .. }
            | Self::Geometric { .. }
            | Self::Bernoulli { .. } => 1,
            Self::Triangular { .. } => 3,
            Self::Beta { .. } => 4,
            _ => 2,
        }
    }

    /// The limits among them, which were estimated too.
    pub fn ends(self) -> u32 {
        match self {
            Self::Uniform { .. } | Self::Triangular { .. } | Self::Beta { .. } => 2,
            _ => 0,
        }
    }

    /// The logarithm of the likelihood of all observations.
    pub fn log_likelihood(self, sample: &Sample) -> f64 {
        sample.count() * sample.mean_of(|x| self.log_density(x))
    }

    fn log_density(self, x: f64) -> f64 {
        match self {
            Self::Uniform { min, max } => -log(max - min),
            Self::Triangular { min, mode, max } => {
                let slope = if x < mode || mode == max {
                    (x - min) / (mode - min)
                } else {
                    (max - x) / (max - mode)
                };
                log(2.0 / (max - min) * slope)
            }
            Self::Exponential { mean } => -log(mean) - x / mean,
            Self::Gamma { shape, mean } => {
                let rate = shape / mean;
                shape * log(rate) + (shape - 1.0) * log(x) - rate * x - lgamma(shape)
            }
            Self::Lognormal { mu, sigma } => {
                let z = (log(x) - mu) / sigma;
                -log(x) - log(sigma) - LN_ROOT_TWO_PI - 0.5 * z * z
            }
            Self::Weibull { shape, scale } => {
                let power = shape * log(x / scale);
                log(shape) - log(x) + power - libm::exp(power)
            }
            Self::Beta {
                alpha,
                beta,
                min,
                max,
            } => {
                let at = (x - min) / (max - min);
                let ways = lgamma(alpha + beta) - lgamma(alpha) - lgamma(beta);
                ways + (alpha - 1.0) * log(at) + (beta - 1.0) * log1p(-at) - log(max - min)
            }
            Self::Normal { mean, sd } => {
                let z = (x - mean) / sd;
                -log(sd) - LN_ROOT_TWO_PI - 0.5 * z * z
            }
            Self::Poisson { mean } => x * log(mean) - mean - lgamma(x + 1.0),
            Self::Binomial {
                trials,
                probability,
            } => {
                let n = f64::from(trials);
                let ways = lgamma(n + 1.0) - lgamma(x + 1.0) - lgamma(n - x + 1.0);
                ways + x * log(probability) + (n - x) * log1p(-probability)
            }
            Self::Geometric { probability } => log(probability) + x * log1p(-probability),
            Self::Bernoulli { probability } => match x {
                0.0 => log1p(-probability),
                _ => log(probability),
            },
        }
    }

    /// The law as a distribution of scaled observations.
    pub fn scaled(self) -> Result<Distribution<f64>> {
        match self {
            Self::Normal { mean, sd } => Distribution::normal(mean, sd),
            Self::Poisson { mean } => Distribution::poisson(mean),
            Self::Binomial {
                trials,
                probability,
            } => Distribution::binomial(trials, probability),
            Self::Geometric { probability } => Distribution::geometric(probability),
            Self::Bernoulli { probability } => Distribution::bernoulli(probability),
            _ => self.continuous(|x| x),
        }
    }

    /// The law of the observations themselves, with all digits.
    pub fn exact<V: Quantity>(self, scale: f64) -> Result<Distribution<V>> {
        match self {
            // Distributions are built of plain numbers only, so this goes through the text, which has every digit.
            Self::Normal { mean, sd } => {
                format!("normal(mean = {}, sd = {})", mean * scale, sd * scale).parse()
            }
            Self::Poisson { .. }
            | Self::Binomial { .. }
            | Self::Geometric { .. }
            | Self::Bernoulli { .. } => self.scaled()?.to_string().parse(),
            _ => self.continuous(|x| V::from_raw(x * scale)),
        }
    }

    /// The law of the observations themselves, as a scenario file has it: with four significant digits, and without numbers that could be
    /// read as thousands.
    pub fn written<V: Quantity>(self, scale: f64) -> Result<String> {
        let number = |x: f64| not_thousands(&digits(x).to_string());
        let value = |x: f64| V::from_raw(rounded::<V>(x * scale));
        Ok(match self {
            Self::Normal { mean, sd } => match V::COUNTS {
                true => {
                    let [mean, sd] = [mean, sd].map(|x| number(x * scale));
                    format!("normal(mean = {mean}, sd = {sd})")
                }
                // Both limits are as far from the mean as 0 is, so the mean does not change.
                false => {
                    let mean = rounded::<V>(mean * scale);
                    let all = [mean, rounded::<V>(sd * scale), 0.0, 2.0 * mean].map(V::from_raw);
                    let [mean, sd, min, max] = all;
                    not_thousands(&Distribution::truncated_normal(mean, sd, min, max)?.to_string())
                }
            },
            Self::Poisson { mean } => format!("poisson(mean = {})", number(mean)),
            Self::Binomial {
                trials,
                probability,
            } => format!(
                "binomial(trials = {trials}, probability = {})",
                number(probability)
            ),
            Self::Geometric { probability } => {
                format!("geometric(probability = {})", number(probability))
            }
            Self::Bernoulli { probability } => {
                format!("bernoulli(probability = {})", number(probability))
            }
            _ => not_thousands(&self.rounded().continuous(value)?.to_string()),
        })
    }

    /// Shapes and spreads with four significant digits.
    fn rounded(mut self) -> Self {
        match &mut self {
            Self::Gamma { shape, .. } | Self::Weibull { shape, .. } => *shape = digits(*shape),
            Self::Lognormal { sigma, .. } => {
                // Scenario files have the spread, e^σ.
                *sigma = log(digits(libm::exp(*sigma)).max(1.0 + 1e-4));
            }
            Self::Beta { alpha, beta, .. } => (*alpha, *beta) = (digits(*alpha), digits(*beta)),
            _ => {}
        }
        self
    }

    fn continuous<V: Quantity>(self, value: impl Fn(f64) -> V) -> Result<Distribution<V>> {
        match self {
            Self::Uniform { min, max } => Distribution::uniform(value(min), value(max)),
            Self::Triangular { min, mode, max } => {
                Distribution::triangular(value(min), value(mode), value(max))
            }
            Self::Exponential { mean } => Distribution::exponential(value(mean)),
            Self::Gamma { shape, mean } => Distribution::gamma(shape, value(mean)),
            Self::Lognormal { mu, sigma } => {
                let spread = libm::exp(sigma);
                // Exactly the rounded digits.
                let near = digits(spread);
                let spread = if (spread / near - 1.0).abs() < 1e-12 {
                    near
                } else {
                    spread
                };
                Distribution::lognormal(value(libm::exp(mu)), spread)
            }
            Self::Weibull { shape, scale } => Distribution::weibull(shape, value(scale)),
            Self::Beta {
                alpha,
                beta,
                min,
                max,
            } => Distribution::beta(alpha, beta, value(min), value(max)),
            _ => unreachable!("{self:?} has a place of its own"),
        }
    }
}

/// The number with four significant digits.
fn digits(x: f64) -> f64 {
    format!("{x:.3e}").parse().unwrap_or(x)
}

/// A raw value with four significant digits; a span in seconds if it is below ten minutes, otherwise in minutes.
fn rounded<V: Quantity>(raw: f64) -> f64 {
    const SECOND: f64 = 1e6;
    let unit = match V::COUNTS {
        true => 1.0,
        false if raw < 600.0 * SECOND => SECOND,
        false => 60.0 * SECOND,
    };
    digits(raw / unit) * unit
}

/// Adds a zero to each number with a point and three digits behind it, which a scenario file refuses because it may be meant as
/// thousands.
fn not_thousands(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 4);
    let mut decimals = None;
    for sign in text.chars().chain([' ']) {
        decimals = match (decimals, sign) {
            (Some(count), '0'..='9') => Some(count + 1),
            (Some(3), _) => {
                written.push('0');
                None
            }
            (None, '.') => Some(0),
            (before, '0'..='9') => before,
            _ => None,
        };
        written.push(sign);
    }
    written.pop();
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_could_be_thousands() {
        for (text, expected) in [
            (
                "uniform(min = 1.234 s, max = 12.34 s)",
                "uniform(min = 1.2340 s, max = 12.34 s)",
            ),
            ("poisson(mean = 0.125)", "poisson(mean = 0.1250)"),
            ("0.12345 1.5 200 7.001", "0.12345 1.5 200 7.0010"),
        ] {
            assert_eq!(not_thousands(text), expected);
        }
    }

    #[test]
    fn four_digits_count() {
        assert_eq!(
            [digits(1234.56), digits(0.0012344), digits(0.0)],
            [1235.0, 0.001234, 0.0]
        );
        assert_eq!(rounded::<crate::time::Span>(123_456_789.0), 123_500_000.0);
        assert_eq!(rounded::<crate::time::Span>(7_234_567_891.0), 120.6 * 60e6);
    }
}
