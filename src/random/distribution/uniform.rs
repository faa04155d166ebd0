//! All values between two limits, equally likely.

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, increasing};
use super::parameters::Parameters;
use super::sampler::{Sampler, Stretch};
use crate::error::Result;
use crate::random::Quantity;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Uniform<V: Quantity> {
    min: V,
    max: V,
}

impl<V: Quantity> Distribution<V> {
    /// All values between `min` and `max`, equally likely.
    pub fn uniform(min: V, max: V) -> Result<Self> {
        Self::new(Parameters::Uniform(Uniform { min, max }))
    }
}

impl<V: Quantity> Family<V> for Uniform<V> {
    const NAME: &'static str = "uniform";
    const PARAMETERS: &'static [&'static str] = &["min", "max"];

    fn read(arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            min: V::read(arguments[0])?,
            max: V::read(arguments[1])?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        vec![self.min.written(), self.max.written()]
    }

    fn check(&self) -> Result<()> {
        increasing(Self::NAME, &[("min", self.min), ("max", self.max)])
    }

    fn mean(&self) -> f64 {
        (self.min.to_raw() + self.max.to_raw()) / 2.0
    }

    fn variance(&self) -> f64 {
        let width = self.max.to_raw() - self.min.to_raw();
        width * width / 12.0
    }

    fn support(&self) -> (f64, Option<f64>) {
        (self.min.to_raw(), Some(self.max.to_raw()))
    }

    fn cdf(&self, x: f64) -> f64 {
        let stretch = Stretch::new(self.min.to_raw(), self.max.to_raw());
        stretch.unit(x).clamp(0.0, 1.0)
    }

    fn quantile(&self, p: f64) -> f64 {
        Stretch::new(self.min.to_raw(), self.max.to_raw()).apply(p)
    }

    fn sampler(&self) -> Sampler {
        Sampler::Uniform(Stretch::new(self.min.to_raw(), self.max.to_raw()))
    }
}
