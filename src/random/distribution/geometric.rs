//! How many trials fail before the first success.

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, counts, probability};
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler};
use super::written::parse_number;
use crate::error::Result;
use crate::random::{Quantity, Stream};

/// The least probability of success, so that counts stay whole numbers.
const LEAST: f64 = 1e-9;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Geometric {
    probability: f64,
}

impl Distribution<f64> {
    /// The number of failures before the first success in independent trials, each of which succeeds with this `probability`
    /// (10⁻⁹ to 1). Its mean is (1 − probability) / probability.
    pub fn geometric(probability: f64) -> Result<Self> {
        Self::new(Parameters::Geometric(Geometric { probability }))
    }
}

impl Geometric {
    /// The logarithm of the probability of a failure.
    fn log_failure(&self) -> f64 {
        libm::log1p(-self.probability)
    }
}

impl<V: Quantity> Family<V> for Geometric {
    const NAME: &'static str = "geometric";
    const PARAMETERS: &'static [&'static str] = &["probability"];
    #[cfg(feature = "office")]
    const IS_WHOLE: bool = true;

    fn read(arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            probability: parse_number(arguments[0])?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        vec![self.probability.to_string()]
    }

    fn check(&self) -> Result<()> {
        let name = <Self as Family<V>>::NAME;
        counts::<V>(name)?;
        probability(name, self.probability, LEAST)
    }

    fn mean(&self) -> f64 {
        (1.0 - self.probability) / self.probability
    }

    fn variance(&self) -> f64 {
        (1.0 - self.probability) / (self.probability * self.probability)
    }

    fn support(&self) -> (f64, Option<f64>) {
        match self.probability {
            1.0 => (0.0, Some(0.0)),
            _ => (0.0, None),
        }
    }

    fn cdf(&self, x: f64) -> f64 {
        match x < 0.0 {
            true => 0.0,
            false => -libm::expm1((libm::floor(x) + 1.0) * self.log_failure()),
        }
    }

    #[cfg(feature = "office")]
    fn seldom_exceeded(&self) -> f64 {
        match self.probability {
            1.0 => 0.0,
            _ => -super::family::LOG / self.log_failure(),
        }
    }

    /// The whole part of an exponential time in which each trial takes −ln(1 − probability).
    fn sampler(&self) -> Sampler {
        Sampler::other(Whole {
            per_trial: -1.0 / self.log_failure(),
        })
    }
}

#[derive(Debug)]
struct Whole {
    per_trial: f64,
}

impl Draw for Whole {
    fn draw(&self, stream: &mut Stream) -> f64 {
        libm::floor(stream.exponential() * self.per_trial)
    }
}
