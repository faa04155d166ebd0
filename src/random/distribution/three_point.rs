//! Distributions of three estimates, the least, the most likely and the greatest: triangular and PERT.

use rand::RngExt as _;
use rand_distr::Distribution as _;
use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{CHECKED, Family, increasing};
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler, Stretch};
use crate::error::Result;
use crate::random::{Quantity, Stream};

/// `WEIGHT` is what the mode counts in the mean, where the limits count 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct ThreePoint<V: Quantity, const WEIGHT: u32> {
    min: V,
    mode: V,
    max: V,
}

pub type Triangular<V> = ThreePoint<V, 1>;
pub type Pert<V> = ThreePoint<V, 4>;

impl<V: Quantity> Distribution<V> {
    /// Between `min` and `max`, with a density that rises in a straight line to its peak at `mode` and falls in one
    /// after it; the mean is the mean of the three.
    pub fn triangular(min: V, mode: V, max: V) -> Result<Self> {
        Self::new(Parameters::Triangular(ThreePoint { min, mode, max }))
    }

    /// The PERT distribution of an expert's three estimates: beta on `min` to `max` with mean (min + 4 mode + max) / 6.
    pub fn pert(min: V, mode: V, max: V) -> Result<Self> {
        Self::new(Parameters::Pert(ThreePoint { min, mode, max }))
    }
}

impl<V: Quantity, const WEIGHT: u32> Family<V> for ThreePoint<V, WEIGHT> {
    const NAME: &'static str = match WEIGHT {
        1 => "triangular",
        _ => "pert",
    };
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
        let weight = f64::from(WEIGHT);
        (self.min.to_raw() + weight * self.mode.to_raw() + self.max.to_raw()) / (weight + 2.0)
    }

    fn support(&self) -> (f64, Option<f64>) {
        (self.min.to_raw(), Some(self.max.to_raw()))
    }

    fn sampler(&self) -> Sampler {
        let stretch = Stretch::new(self.min.to_raw(), self.max.to_raw());
        let mode = stretch.unit(self.mode.to_raw());
        match WEIGHT {
            1 => Sampler::other(Roof { stretch, mode }),
            _ => {
                let unit = rand_distr::Pert::new(0.0, 1.0).with_mode(mode);
                let unit = unit.expect(CHECKED);
                Sampler::other(Beta { stretch, unit })
            }
        }
    }
}

/// The triangular distribution from 0 to 1 with this mode, by inversion, stretched.
///
/// As `rand_distr` computes it, to the same bits, but with one square root of the side that is chosen in place of a branch that no
/// processor can foresee.
#[derive(Debug)]
struct Roof {
    stretch: Stretch,
    mode: f64,
}

impl Draw for Roof {
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

#[derive(Debug)]
struct Beta {
    stretch: Stretch,
    unit: rand_distr::Pert<f64>,
}

impl Draw for Beta {
    fn draw(&self, stream: &mut Stream) -> f64 {
        self.stretch.apply(self.unit.sample(stream))
    }
}
