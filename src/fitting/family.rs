//! One family fitted to observations, and how well its parameters are known from them.

use std::fmt;

use super::estimate::{self, again};
use super::law::Law;
use super::sample::Sample;
use crate::error::Result;
use crate::random::{Distribution, Quantity, Stream};
use crate::stats::normal_quantile;

/// A family of distributions whose parameters are estimated from observations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Family {
    /// [`Distribution::uniform`].
    Uniform,
    /// [`Distribution::triangular`].
    Triangular,
    /// [`Distribution::exponential`].
    Exponential,
    /// [`Distribution::gamma`].
    Gamma,
    /// [`Distribution::lognormal`].
    Lognormal,
    /// [`Distribution::weibull`].
    Weibull,
    /// [`Distribution::beta`].
    Beta,
    /// [`Distribution::normal`], of plain numbers.
    Normal,
    /// [`Distribution::poisson`], of whole numbers.
    Poisson,
    /// [`Distribution::geometric`], of whole numbers.
    Geometric,
}

/// Prints the name as a scenario file has it.
impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Uniform => "uniform",
            Self::Triangular => "triangular",
            Self::Exponential => "exponential",
            Self::Gamma => "gamma",
            Self::Lognormal => "lognormal",
            Self::Weibull => "weibull",
            Self::Beta => "beta",
            Self::Normal => "normal",
            Self::Poisson => "poisson",
            Self::Geometric => "geometric",
        })
    }
}

/// The greatest shape that a gamma or beta distribution draws with.
const MOST_SHAPE: f64 = 1e6;
/// How often a draw that no distribution can have is repeated.
const TRIES: u32 = 100;

/// A family with the parameters of greatest likelihood, and the data behind them.
pub(crate) struct FamilyFit {
    law: Law,
    sample: Sample,
    scale: f64,
}

impl FamilyFit {
    /// Fits a family to observations, of which there are at least two, finite, and not all equal. `None` if the family cannot have given
    /// them.
    pub(crate) fn of<V: Quantity>(family: Family, observations: &[V]) -> Option<Self> {
        let raw = || observations.iter().map(|value| value.to_raw());
        let counts = matches!(family, Family::Poisson | Family::Geometric);
        let whole = |x: f64| x >= 0.0 && libm::trunc(x) == x;
        if counts && !(V::COUNTS && raw().all(whole)) || family == Family::Normal && !V::COUNTS {
            return None;
        }
        let scale = match counts {
            true => 1.0,
            false => raw().map(f64::abs).sum::<f64>() / observations.len() as f64,
        };
        let sample = Sample::new(raw().map(|x| x / scale));
        let law = estimate::of(family, &sample)?;
        Some(Self { law, sample, scale })
    }

    pub(crate) fn distribution<V: Quantity>(&self) -> Result<Distribution<V>> {
        self.law.exact(self.scale)
    }

    /// A law that is as likely as others, given the observations.
    ///
    /// Of the posterior after a prior that tells nothing, where it is known: intervals from such draws hold the parameters of an
    /// exponential, normal, lognormal or uniform law exactly as often as they say (Gelman et al. 2013, Bayesian Data Analysis, chapters 2
    /// and 3). Otherwise by the parametric bootstrap: the law of a sample of the fitted law (Cheng & Holland 1997, Journal of Statistical
    /// Computation and Simulation 57).
    pub(crate) fn draw<V: Quantity>(&self, stream: &mut Stream) -> Result<Distribution<V>> {
        let mut drawn = self.once(stream).and_then(|law| law.exact(self.scale));
        for _ in 1..TRIES {
            if drawn.is_ok() {
                break;
            }
            drawn = self.once(stream).and_then(|law| law.exact(self.scale));
        }
        drawn
    }

    fn once(&self, stream: &mut Stream) -> Result<Law> {
        let (sample, n) = (&self.sample, self.sample.count());
        Ok(match self.law {
            Law::Exponential { .. } => Law::Exponential {
                mean: sample.mean / relative_gamma(n, stream)?,
            },
            Law::Normal { .. } => {
                let (mean, sd) = moments(n, sample.mean, sample.sd, stream)?;
                Law::Normal { mean, sd }
            }
            Law::Lognormal { mu, sigma } => {
                let (mu, sigma) = moments(n, mu, sigma, stream)?;
                Law::Lognormal { mu, sigma }
            }
            Law::Poisson { .. } => {
                let events = n * sample.mean + 0.5;
                Law::Poisson {
                    mean: events / n * relative_gamma(events, stream)?,
                }
            }
            Law::Geometric { .. } => {
                let failures = n * sample.mean + 0.5;
                let scale = (MOST_SHAPE / n.max(failures)).min(1.0);
                let probability = Distribution::beta(n * scale, failures * scale, 0.0, 1.0)?;
                Law::Geometric {
                    probability: probability.draw(stream),
                }
            }
            Law::Uniform { .. } => {
                let covered = Distribution::beta((n - 1.0).min(MOST_SHAPE), 2.0, 0.0, 1.0)?;
                let beyond = sample.range() / covered.draw(stream) - sample.range();
                let below = beyond * stream.uniform();
                Law::Uniform {
                    min: (sample.least() - below).max(0.0),
                    max: sample.greatest() + beyond - below,
                }
            }
            law => {
                let scaled = law.scaled()?;
                let again = (0..TRIES).find_map(|_| {
                    let values = (0..sample.sorted.len()).map(|_| scaled.draw(stream));
                    let sample = Sample::new(values);
                    (sample.range() > 0.0)
                        .then(|| again(&sample, law))
                        .flatten()
                });
                again.unwrap_or(law)
            }
        })
    }
}

/// A gamma draw of this shape over its mean.
fn relative_gamma(shape: f64, stream: &mut Stream) -> Result<f64> {
    Ok(Distribution::<f64>::gamma(shape.min(MOST_SHAPE), 1.0)?.draw(stream))
}

/// The mean and the standard deviation of a normal law whose `n` observations have these, with n below the line.
fn moments(n: f64, mean: f64, sd: f64, stream: &mut Stream) -> Result<(f64, f64)> {
    let df = n - 1.0;
    // n sd² / σ² is chi-square distributed, of mean df.
    let sigma = sd * (n / df / relative_gamma(df / 2.0, stream)?).sqrt();
    let z = normal_quantile(stream.uniform());
    Ok((mean + z * sigma / n.sqrt(), sigma))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Streams;
    use crate::stats::quantile;

    /// The share of samples of `law` whose draws of the fitted family, by what is `told` of them, hold that of `law` between their 5th
    /// and 95th percentile.
    fn held(family: Family, law: &str, n: usize, told: impl Fn(&Distribution<f64>) -> f64) -> f64 {
        const SAMPLES: u64 = 400;
        let law: Distribution<f64> = law.parse().unwrap();
        let truth = told(&law);
        let holds = |sample: &u64| {
            let mut stream = Streams::new(41, *sample).stream("held");
            let values: Vec<f64> = (0..n).map(|_| law.draw(&mut stream)).collect();
            let fit = FamilyFit::of(family, &values).expect("it can be fitted");
            let draws = (0..200).map(|_| told(&fit.draw(&mut stream).expect("it can be drawn")));
            let mut draws: Vec<f64> = draws.collect();
            draws.sort_by(f64::total_cmp);
            let [low, high] = [0.05, 0.95].map(|p| quantile(&draws, p).unwrap());
            low <= truth && truth <= high
        };
        (0..SAMPLES).filter(holds).count() as f64 / SAMPLES as f64
    }

    #[test]
    fn posterior_draws_hold_the_truth_as_often_as_they_say() {
        let mean = |law: &Distribution<f64>| law.mean();
        let sd = |law: &Distribution<f64>| law.standard_deviation();
        let p90 = |law: &Distribution<f64>| law.quantile(0.9);
        for found in [
            held(Family::Exponential, "exponential(3)", 5, mean),
            held(Family::Normal, "normal(-2, 3)", 5, mean),
            held(Family::Normal, "normal(-2, 3)", 5, sd),
            held(Family::Lognormal, "lognormal(2, 1.8)", 5, p90),
            held(Family::Uniform, "uniform(3, 5)", 5, p90),
            held(Family::Poisson, "poisson(4)", 10, mean),
            held(Family::Geometric, "geometric(0.2)", 10, mean),
        ] {
            // 3.3 standard errors of 400 samples are 5 percentage points.
            assert!((found - 0.9).abs() < 0.055, "{found}");
        }
    }

    #[test]
    fn bootstrap_draws_vary_as_the_estimate_does() {
        let mean = |law: &Distribution<f64>| law.mean();
        for (family, law) in [
            (Family::Gamma, "gamma(2.5, 4)"),
            (Family::Weibull, "weibull(1.7, 4)"),
            (Family::Beta, "beta(2, 3, 1, 5)"),
            (Family::Triangular, "triangular(1, 2, 5)"),
        ] {
            let found = held(family, law, 40, mean);
            assert!((0.82..=0.95).contains(&found), "{family}: {found}");
        }
    }

    #[test]
    fn the_fitted_law_is_that_of_greatest_likelihood() {
        let values = [1.0, 2.0, 4.5];
        let fit = |family| FamilyFit::of(family, &values).map(|fit| fit.distribution::<f64>());
        let exponential = fit(Family::Exponential).unwrap().unwrap();
        assert!((exponential.mean() - 2.5).abs() < 1e-12);
        let normal = fit(Family::Normal).unwrap().unwrap();
        let variance = (2.25 + 0.25 + 4.0) / 3.0_f64;
        assert!((normal.standard_deviation() - variance.sqrt()).abs() < 1e-12);
        assert!(fit(Family::Poisson).is_none(), "4.5 is no count");
        let spans = values.map(crate::time::minutes);
        assert!(FamilyFit::of(Family::Normal, &spans).is_none());
        assert!(FamilyFit::of(Family::Gamma, &[0.0, 1.0, 2.0]).is_none());
    }
}
