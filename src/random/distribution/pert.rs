//! An expert's three estimates.

use rand_distr::Distribution as _;
use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{CHECKED, Family, increasing};
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler, Stretch};
use crate::error::Result;
use crate::random::{Quantity, Stream};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Pert<V: Quantity> {
    min: V,
    mode: V,
    max: V,
}

impl<V: Quantity> Distribution<V> {
    /// The PERT distribution of an expert's three estimates: beta on `min` to `max` with mean (min + 4 mode + max) / 6.
    pub fn pert(min: V, mode: V, max: V) -> Result<Self> {
        Self::new(Parameters::Pert(Pert { min, mode, max }))
    }
}

impl<V: Quantity> Family<V> for Pert<V> {
    const NAME: &'static str = "pert";
    const PARAMETERS: &'static [&'static str] = &["min", "mode", "max"];

    fn read(arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            min: V::read(arguments[0])?,
            mode: V::read(arguments[1])?,
            max: V::read(arguments[2])?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        vec![self.min.written(), self.mode.written(), self.max.written()]
    }

    fn check(&self) -> Result<()> {
        increasing(
            Self::NAME,
            &[("min", self.min), ("mode", self.mode), ("max", self.max)],
        )
    }

    fn mean(&self) -> f64 {
        (self.min.to_raw() + 4.0 * self.mode.to_raw() + self.max.to_raw()) / 6.0
    }

    fn support(&self) -> (f64, Option<f64>) {
        (self.min.to_raw(), Some(self.max.to_raw()))
    }

    fn sampler(&self) -> Sampler {
        let stretch = Stretch::new(self.min.to_raw(), self.max.to_raw());
        let unit = rand_distr::Pert::new(0.0, 1.0).with_mode(stretch.unit(self.mode.to_raw()));
        Sampler::other(Stretched(stretch, unit.expect(CHECKED)))
    }
}

#[derive(Debug)]
struct Stretched(Stretch, rand_distr::Pert<f64>);

impl Draw for Stretched {
    fn draw(&self, stream: &mut Stream) -> f64 {
        self.0.apply(self.1.sample(stream))
    }
}
