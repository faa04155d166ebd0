//! How many of a number of independent trials succeed.

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, counts, probability, refused};
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler};
use super::written::{parse_count, parse_number};
use crate::error::Result;
use crate::random::{Quantity, Stream};
use crate::support::special::beta_i;
use crate::words::Message;

/// Below this expected number of successes (or failures, if fewer), the probabilities are added up one by one; from here on, the
/// cost of a draw does not depend on it.
const LARGE: f64 = 10.0;
/// The most trials; up to here, the moments of the draws have been tested.
const MOST_TRIALS: u32 = 1_000_000_000;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Binomial {
    trials: u32,
    probability: f64,
}

impl Distribution<f64> {
    /// The number of successes in `trials` independent trials (at most 1,000,000,000), each of which succeeds with this
    /// `probability` (0 to 1).
    pub fn binomial(trials: u32, probability: f64) -> Result<Self> {
        let family = Binomial {
            trials,
            probability,
        };
        Self::new(Parameters::Binomial(family))
    }
}

impl<V: Quantity> Family<V> for Binomial {
    const NAME: &'static str = "binomial";
    const PARAMETERS: &'static [&'static str] = &["trials", "probability"];
    #[cfg(feature = "office")]
    const IS_WHOLE: bool = true;

    fn read(arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            trials: parse_count(arguments[0])?,
            probability: parse_number(arguments[1])?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        vec![self.trials.to_string(), self.probability.to_string()]
    }

    fn check(&self) -> Result<()> {
        let name = <Self as Family<V>>::NAME;
        counts::<V>(name)?;
        if self.trials > MOST_TRIALS {
            let wanted = Message::new("distribution-at-most").with("most", MOST_TRIALS);
            return Err(refused(name, "trials", self.trials.to_string(), wanted));
        }
        probability(name, self.probability, 0.0)
    }

    fn mean(&self) -> f64 {
        f64::from(self.trials) * self.probability
    }

    fn variance(&self) -> f64 {
        f64::from(self.trials) * self.probability * (1.0 - self.probability)
    }

    fn support(&self) -> (f64, Option<f64>) {
        let trials = f64::from(self.trials);
        match self.probability {
            0.0 => (0.0, Some(0.0)),
            1.0 => (trials, Some(trials)),
            _ => (0.0, Some(trials)),
        }
    }

    /// Abramowitz & Stegun 26.5.24.
    fn cdf(&self, x: f64) -> f64 {
        let (failures, successes) = (f64::from(self.trials) - libm::floor(x), libm::floor(x));
        match x {
            x if x < 0.0 => 0.0,
            _ if failures <= 0.0 => 1.0,
            _ => 1.0 - beta_i(self.probability, successes + 1.0, failures),
        }
    }

    #[cfg(feature = "office")]
    fn seldom_exceeded(&self) -> f64 {
        // After Boucheron, Lugosi & Massart 2013, Concentration Inequalities, section 2.8.
        use super::family::LOG;
        let beyond = (2.0 * LOG * Family::<V>::variance(self)).sqrt() + LOG;
        (Family::<V>::mean(self) + beyond).min(f64::from(self.trials))
    }

    fn sampler(&self) -> Sampler {
        let (trials, likely) = (f64::from(self.trials), self.probability > 0.5);
        let rarer = if likely {
            1.0 - self.probability
        } else {
            self.probability
        };
        let all = likely.then_some(trials);
        match trials * rarer < LARGE {
            true => Sampler::other(Added::new(trials, rarer, all)),
            false => Sampler::other(Transformed::new(trials, rarer, all)),
        }
    }
}

/// The rarer of successes and failures as successes, given the number of all trials if they are failures.
fn back(count: f64, all: Option<f64>) -> f64 {
    all.map_or(count, |all| all - count)
}

/// Inversion, by adding up the probabilities from 0 on.
#[derive(Debug)]
struct Added {
    trials: f64,
    odds: f64,
    none: f64,
    all: Option<f64>,
}

impl Added {
    fn new(trials: f64, probability: f64, all: Option<f64>) -> Self {
        Self {
            trials,
            odds: probability / (1.0 - probability),
            none: libm::exp(trials * libm::log1p(-probability)),
            all,
        }
    }
}

impl Draw for Added {
    fn draw(&self, stream: &mut Stream) -> f64 {
        let (mut rest, mut term, mut count) = (stream.uniform(), self.none, 0.0);
        while rest > term && count < self.trials {
            rest -= term;
            count += 1.0;
            term *= self.odds * (self.trials - count + 1.0) / count;
        }
        back(count, self.all)
    }
}

/// Algorithm BTRS of Hörmann 1993, "The generation of binomial random variates", Journal of Statistical Computation and Simulation
/// 46, with the names used there. It is for at least 10 expected successes and a probability of at most a half.
#[derive(Debug)]
struct Transformed {
    trials: f64,
    all: Option<f64>,
    a: f64,
    b: f64,
    c: f64,
    alpha: f64,
    v_r: f64,
    log_odds: f64,
    mode: f64,
    h: f64,
}

impl Transformed {
    fn new(trials: f64, probability: f64, all: Option<f64>) -> Self {
        let deviation = (trials * probability * (1.0 - probability)).sqrt();
        let b = 1.15 + 2.53 * deviation;
        let mode = libm::floor((trials + 1.0) * probability);
        Self {
            trials,
            all,
            a: -0.0873 + 0.0248 * b + 0.01 * probability,
            b,
            c: trials * probability + 0.5,
            alpha: (2.83 + 5.1 / b) * deviation,
            v_r: 0.92 - 4.2 / b,
            log_odds: libm::log(probability / (1.0 - probability)),
            mode,
            h: libm::lgamma(mode + 1.0) + libm::lgamma(trials - mode + 1.0),
        }
    }
}

impl Draw for Transformed {
    fn draw(&self, stream: &mut Stream) -> f64 {
        loop {
            let (u, v) = (stream.uniform() - 0.5, stream.uniform());
            let from_end = 0.5 - u.abs();
            let k = libm::floor((2.0 * self.a / from_end + self.b) * u + self.c);
            if from_end >= 0.07 && v <= self.v_r {
                return back(k, self.all);
            }
            if k < 0.0 || k > self.trials {
                continue;
            }
            let density = self.a / (from_end * from_end) + self.b;
            let height = libm::log(v * self.alpha / density);
            let ways = libm::lgamma(k + 1.0) + libm::lgamma(self.trials - k + 1.0);
            if height <= self.h - ways + (k - self.mode) * self.log_odds {
                return back(k, self.all);
            }
        }
    }
}
