//! What happens or does not, counted as 1 or 0.

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, counts, probability};
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler};
use super::written::parse_number;
use crate::error::Result;
use crate::random::{Quantity, Stream};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Bernoulli {
    probability: f64,
}

impl Distribution<f64> {
    /// 1 with this `probability` (0 to 1), else 0.
    pub fn bernoulli(probability: f64) -> Result<Self> {
        Self::new(Parameters::Bernoulli(Bernoulli { probability }))
    }
}

impl<V: Quantity> Family<V> for Bernoulli {
    const NAME: &'static str = "bernoulli";
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
        probability(name, self.probability, 0.0)
    }

    fn mean(&self) -> f64 {
        self.probability
    }

    fn variance(&self) -> f64 {
        self.probability * (1.0 - self.probability)
    }

    fn support(&self) -> (f64, Option<f64>) {
        match self.probability {
            0.0 => (0.0, Some(0.0)),
            1.0 => (1.0, Some(1.0)),
            _ => (0.0, Some(1.0)),
        }
    }

    fn cdf(&self, x: f64) -> f64 {
        match x {
            x if x < 0.0 => 0.0,
            x if x < 1.0 => 1.0 - self.probability,
            _ => 1.0,
        }
    }

    fn sampler(&self) -> Sampler {
        Sampler::other(self.clone())
    }
}

impl Draw for Bernoulli {
    fn draw(&self, stream: &mut Stream) -> f64 {
        f64::from(u8::from(stream.uniform() < self.probability))
    }
}
