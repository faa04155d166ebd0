//! Distributions given by three estimates, the least, the most likely and the greatest: triangular and PERT.

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::beta::Bb;
use super::family::{Family, increasing};
use super::parameters::Parameters;
use super::sampler::{Sampler, Stretch, triangular};
use crate::error::Result;
use crate::random::Quantity;
use crate::support::special::beta_i;

/// `WEIGHT` is the weight of the mode in the mean; each limit has the weight 1.
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
    /// Values between `min` and `max`, with a density that rises linearly to its peak at `mode` and then falls linearly; the
    /// mean is the mean of the three.
    pub fn triangular(min: V, mode: V, max: V) -> Result<Self> {
        Self::new(Parameters::Triangular(ThreePoint { min, mode, max }))
    }

    /// The PERT distribution for an expert's three estimates: beta on `min` to `max` with mean (min + 4 mode + max) / 6.
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

    fn variance(&self) -> f64 {
        let (min, mode, max) = (self.min.to_raw(), self.mode.to_raw(), self.max.to_raw());
        match WEIGHT {
            1 => {
                let [below, above] = [mode - min, max - mode];
                (below * below + below * above + above * above) / 18.0
            }
            _ => {
                let mean = Family::<V>::mean(self);
                (mean - min) * (max - mean) / 7.0
            }
        }
    }

    fn support(&self) -> (f64, Option<f64>) {
        (self.min.to_raw(), Some(self.max.to_raw()))
    }

    fn cdf(&self, x: f64) -> f64 {
        let stretch = Stretch::new(self.min.to_raw(), self.max.to_raw());
        let (at, mode) = (stretch.unit(x), stretch.unit(self.mode.to_raw()));
        match WEIGHT {
            _ if at <= 0.0 => 0.0,
            _ if at >= 1.0 => 1.0,
            1 if at < mode => at * at / mode,
            1 => 1.0 - (1.0 - at) * (1.0 - at) / (1.0 - mode),
            _ => {
                let [first, second] = shapes(mode);
                beta_i(at, first, second)
            }
        }
    }

    fn quantile(&self, p: f64) -> f64 {
        let stretch = Stretch::new(self.min.to_raw(), self.max.to_raw());
        match WEIGHT {
            1 => stretch.apply(triangular(stretch.unit(self.mode.to_raw()), p)),
            _ => self.quantile_by_bisection(p),
        }
    }

    fn sampler(&self) -> Sampler {
        let stretch = Stretch::new(self.min.to_raw(), self.max.to_raw());
        let mode = stretch.unit(self.mode.to_raw());
        match WEIGHT {
            1 => Sampler::Triangular { stretch, mode },
            _ => {
                let [first, second] = shapes(mode);
                Sampler::other(Bb::new(stretch, first, second, SUM))
            }
        }
    }
}

/// The sum of the two parameters of the beta distribution of a PERT.
const SUM: f64 = 6.0;

/// Its parameters, for a mode between 0 and 1.
fn shapes(mode: f64) -> [f64; 2] {
    [1.0 + 4.0 * mode, 1.0 + 4.0 * (1.0 - mode)]
}
