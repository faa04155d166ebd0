//! A value that is always the same.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, not_negative};
use super::parameters::Parameters;
use super::sampler::Sampler;
use crate::error::Result;
use crate::random::Quantity;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Constant<V: Quantity> {
    value: V,
}

impl<V: Quantity> Distribution<V> {
    /// Makes a distribution whose every draw is `value`.
    pub fn constant(value: V) -> Result<Self> {
        Self::new(Parameters::Constant(Constant { value }))
    }
}

impl<V: Quantity> Family<V> for Constant<V> {
    const NAME: &'static str = "constant";
    const PARAMETERS: &'static [&'static str] = &["value"];

    fn read(arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            value: V::read(arguments[0])?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        vec![self.value.written()]
    }

    /// Writes the value only.
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.value.written())
    }

    fn check(&self) -> Result<()> {
        not_negative(Self::NAME, "value", self.value)
    }

    fn mean(&self) -> f64 {
        self.value.to_raw()
    }

    fn variance(&self) -> f64 {
        0.0
    }

    fn support(&self) -> (f64, Option<f64>) {
        (self.value.to_raw(), Some(self.value.to_raw()))
    }

    fn cdf(&self, x: f64) -> f64 {
        f64::from(u8::from(x >= self.value.to_raw()))
    }

    fn quantile(&self, _: f64) -> f64 {
        self.value.to_raw()
    }

    fn sampler(&self) -> Sampler {
        Sampler::Constant(self.value.to_raw())
    }
}
