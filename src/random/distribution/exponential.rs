//! Times between events that happen independently at a constant rate.

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, positive};
use super::parameters::Parameters;
use super::sampler::Sampler;
use crate::error::Result;
use crate::random::Quantity;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Exponential<V: Quantity> {
    mean: V,
}

impl<V: Quantity> Distribution<V> {
    /// The time between events that happen independently of each other at a constant rate; `mean` must be above 0.
    pub fn exponential(mean: V) -> Result<Self> {
        Self::new(Parameters::Exponential(Exponential { mean }))
    }
}

impl<V: Quantity> Family<V> for Exponential<V> {
    const NAME: &'static str = "exponential";
    const PARAMETERS: &'static [&'static str] = &["mean"];

    fn read(arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            mean: V::read(arguments[0])?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        vec![self.mean.written()]
    }

    fn check(&self) -> Result<()> {
        positive(Self::NAME, "mean", self.mean)
    }

    fn mean(&self) -> f64 {
        self.mean.to_raw()
    }

    fn variance(&self) -> f64 {
        self.mean.to_raw() * self.mean.to_raw()
    }

    fn support(&self) -> (f64, Option<f64>) {
        (0.0, None)
    }

    fn cdf(&self, x: f64) -> f64 {
        -libm::expm1(-x.max(0.0) / self.mean.to_raw())
    }

    fn quantile(&self, p: f64) -> f64 {
        -self.mean.to_raw() * libm::log1p(-p)
    }

    #[cfg(feature = "office")]
    fn seldom_exceeded(&self) -> f64 {
        self.mean.to_raw() * super::family::LOG
    }

    fn sampler(&self) -> Sampler {
        Sampler::Exponential {
            mean: self.mean.to_raw(),
        }
    }
}
