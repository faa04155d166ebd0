//! Distributions given by three estimates, the least, the most likely and the greatest: triangular and PERT.

use std::f64::consts::{LN_2, LN_10};

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, increasing};
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler, Stretch};
use crate::error::Result;
use crate::random::{Quantity, Stream};

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

    #[cfg(feature = "office")]
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

    fn sampler(&self) -> Sampler {
        let stretch = Stretch::new(self.min.to_raw(), self.max.to_raw());
        let mode = stretch.unit(self.mode.to_raw());
        match WEIGHT {
            1 => Sampler::Triangular { stretch, mode },
            _ => Sampler::other(Beta::new(stretch, mode)),
        }
    }
}

/// Samples the beta distribution on 0 to 1 with the parameters 1 + 4 mode and 1 + 4 (1 − mode), then scales it.
///
/// Uses algorithm BB of Cheng 1978, "Generating beta variates with nonintegral shape parameters", Communications of the ACM
/// 21. It requires parameters above 1; at 1, the bound that it rests on still holds as a limit.
#[derive(Debug)]
struct Beta {
    stretch: Stretch,
    /// The parameters, the smaller first.
    a: f64,
    b: f64,
    /// Whether the first parameter is the smaller.
    in_order: bool,
    steepness: f64,
    gamma: f64,
}

/// The sum of the two parameters.
const SUM: f64 = 6.0;
const LN_4: f64 = 2.0 * LN_2;
const LN_5: f64 = LN_10 - LN_2;

impl Beta {
    fn new(stretch: Stretch, mode: f64) -> Self {
        let (first, second) = (1.0 + 4.0 * mode, 1.0 + 4.0 * (1.0 - mode));
        let (a, b) = (first.min(second), first.max(second));
        let steepness = ((SUM - 2.0) / (2.0 * a * b - SUM)).sqrt();
        Self {
            stretch,
            a,
            b,
            in_order: first < second,
            steepness,
            gamma: a + 1.0 / steepness,
        }
    }

    /// Draws from the beta distribution, as odds times b.
    fn odds(&self, stream: &mut Stream) -> f64 {
        loop {
            let (u1, u2) = (stream.uniform(), stream.uniform());
            let v = self.steepness * libm::log(u1 / (1.0 - u1));
            let w = self.a * libm::exp(v);
            let z = u1 * u1 * u2;
            let r = self.gamma * v - LN_4;
            let s = self.a + r - w;
            if s + 1.0 + LN_5 >= 5.0 * z {
                return w;
            }
            let t = libm::log(z);
            if s >= t || r + SUM * libm::log(SUM / (self.b + w)) >= t {
                return w;
            }
        }
    }
}

impl Draw for Beta {
    fn draw(&self, stream: &mut Stream) -> f64 {
        let w = self.odds(stream);
        let share = if self.in_order { w } else { self.b };
        self.stretch.apply(share / (self.b + w))
    }
}
