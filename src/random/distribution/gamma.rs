//! The gamma distribution.

use rand_distr::Distribution as _;
use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{CHECKED, Family, positive, shape};
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler};
use super::written::parse_number;
use crate::error::Result;
use crate::random::{Quantity, Stream};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Gamma<V: Quantity> {
    shape: f64,
    mean: V,
}

impl<V: Quantity> Distribution<V> {
    /// The gamma distribution with this shape (0.01 to 1,000,000) and mean (above 0); its variance is mean² / shape.
    pub fn gamma(shape: f64, mean: V) -> Result<Self> {
        Self::new(Parameters::Gamma(Gamma { shape, mean }))
    }
}

impl<V: Quantity> Family<V> for Gamma<V> {
    const NAME: &'static str = "gamma";
    const PARAMETERS: &'static [&'static str] = &["shape", "mean"];

    fn read(arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            shape: parse_number(arguments[0])?,
            mean: V::read(arguments[1])?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        vec![self.shape.to_string(), self.mean.written()]
    }

    fn check(&self) -> Result<()> {
        shape(Self::NAME, self.shape)?;
        positive(Self::NAME, "mean", self.mean)
    }

    fn mean(&self) -> f64 {
        self.mean.to_raw()
    }

    fn support(&self) -> (f64, Option<f64>) {
        (0.0, None)
    }

    #[cfg(feature = "office")]
    fn seldom_exceeded(&self) -> f64 {
        self.mean.to_raw() * most(self.shape)
    }

    fn sampler(&self) -> Sampler {
        Sampler::other(Scaled::new(self.shape, self.mean.to_raw()))
    }
}

/// A gamma draw on the unit scale, stretched.
#[derive(Debug)]
pub(super) struct Scaled {
    scale: f64,
    unit: rand_distr::Gamma<f64>,
}

impl Scaled {
    pub(super) fn new(shape: f64, mean: f64) -> Self {
        Self {
            scale: mean / shape,
            unit: rand_distr::Gamma::new(shape, 1.0).expect(CHECKED),
        }
    }
}

impl Draw for Scaled {
    fn draw(&self, stream: &mut Stream) -> f64 {
        self.scale * self.unit.sample(stream)
    }
}

/// How many times the mean fewer than one draw in 10⁹ exceeds: Boucheron, Lugosi & Massart 2013, Concentration Inequalities, section
/// 2.4.
#[cfg(feature = "office")]
pub(super) fn most(shape: f64) -> f64 {
    use super::family::LOG;
    1.0 + (2.0 * LOG / shape).sqrt() + LOG / shape
}
