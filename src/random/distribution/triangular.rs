//! A density that rises in a straight line and falls in one.

use rand::RngExt as _;
use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, increasing};
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler, Stretch};
use crate::error::Result;
use crate::random::{Quantity, Stream};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Triangular<V: Quantity> {
    min: V,
    mode: V,
    max: V,
}

impl<V: Quantity> Distribution<V> {
    /// Between `min` and `max`, with a density that rises in a straight line to its peak at `mode` and falls in one
    /// after it; the mean is the mean of the three.
    pub fn triangular(min: V, mode: V, max: V) -> Result<Self> {
        Self::new(Parameters::Triangular(Triangular { min, mode, max }))
    }
}

impl<V: Quantity> Family<V> for Triangular<V> {
    const NAME: &'static str = "triangular";
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
        (self.min.to_raw() + self.mode.to_raw() + self.max.to_raw()) / 3.0
    }

    fn support(&self) -> (f64, Option<f64>) {
        (self.min.to_raw(), Some(self.max.to_raw()))
    }

    fn sampler(&self) -> Sampler {
        let stretch = Stretch::new(self.min.to_raw(), self.max.to_raw());
        let mode = stretch.unit(self.mode.to_raw());
        Sampler::other(Stretched { stretch, mode })
    }
}

/// The triangular distribution from 0 to 1 with this mode, by inversion, stretched.
///
/// As `rand_distr` computes it, to the same bits, but with one square root of the side that is chosen in place of a branch that no
/// processor can foresee.
#[derive(Debug)]
struct Stretched {
    stretch: Stretch,
    mode: f64,
}

impl Draw for Stretched {
    fn draw(&self, stream: &mut Stream) -> f64 {
        let uniform: f64 = stream.random();
        let rising = uniform < self.mode;
        let (from_end, side) = match rising {
            true => (uniform, self.mode),
            false => (1.0 - uniform, 1.0 - self.mode),
        };
        let root = (from_end * side).sqrt();
        self.stretch.apply(if rising { root } else { 1.0 - root })
    }
}
