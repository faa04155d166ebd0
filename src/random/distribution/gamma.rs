//! The gamma distribution, and the Erlang distribution, which is a gamma distribution of a whole shape.

use std::fmt::{Debug, Display};

use rand_distr::Distribution as _;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{CHECKED, Family, positive, refused, shape};
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler};
use super::written::{parse_count, parse_number};
use crate::error::Result;
use crate::random::{Quantity, Stream};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Gamma<V: Quantity, S: Shape = f64> {
    shape: S,
    mean: V,
}

pub type Erlang<V> = Gamma<V, u32>;

/// A shape: any number, or a number of phases.
pub trait Shape:
    Copy + Debug + Display + Into<f64> + PartialEq + Serialize + DeserializeOwned
{
    const NAME: &'static str;
    const PARAMETERS: &'static [&'static str];

    fn read(text: &str) -> Result<Self>;
    fn check(self) -> Result<()>;
}

impl Shape for f64 {
    const NAME: &'static str = "gamma";
    const PARAMETERS: &'static [&'static str] = &["shape", "mean"];

    fn read(text: &str) -> Result<Self> {
        parse_number(text)
    }

    fn check(self) -> Result<()> {
        shape(Self::NAME, self)
    }
}

impl Shape for u32 {
    const NAME: &'static str = "erlang";
    const PARAMETERS: &'static [&'static str] = &["phases", "mean"];

    fn read(text: &str) -> Result<Self> {
        parse_count(text)
    }

    fn check(self) -> Result<()> {
        match self {
            0 => Err(refused(Self::NAME, "number of phases", 0, "at least 1")),
            _ => Ok(()),
        }
    }
}

impl<V: Quantity> Distribution<V> {
    /// The gamma distribution with this shape (0.01 to 1,000,000) and mean (above 0); its variance is mean² / shape.
    pub fn gamma(shape: f64, mean: V) -> Result<Self> {
        Self::new(Parameters::Gamma(Gamma { shape, mean }))
    }

    /// The sum of this many exponential phases (at least 1) that together have this mean (above 0).
    pub fn erlang(phases: u32, mean: V) -> Result<Self> {
        let shape = phases;
        Self::new(Parameters::Erlang(Gamma { shape, mean }))
    }
}

impl<V: Quantity, S: Shape> Family<V> for Gamma<V, S> {
    const NAME: &'static str = S::NAME;
    const PARAMETERS: &'static [&'static str] = S::PARAMETERS;

    fn read(arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            shape: S::read(arguments[0])?,
            mean: V::read(arguments[1])?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        vec![self.shape.to_string(), self.mean.written()]
    }

    fn check(&self) -> Result<()> {
        self.shape.check()?;
        positive(Self::NAME, "mean", self.mean)
    }

    fn mean(&self) -> f64 {
        self.mean.to_raw()
    }

    fn support(&self) -> (f64, Option<f64>) {
        (0.0, None)
    }

    /// By Boucheron, Lugosi & Massart 2013, Concentration Inequalities, section 2.4.
    #[cfg(feature = "office")]
    fn seldom_exceeded(&self) -> f64 {
        let phases = super::family::LOG / self.shape.into();
        self.mean.to_raw() * (1.0 + (2.0 * phases).sqrt() + phases)
    }

    fn sampler(&self) -> Sampler {
        let (shape, mean) = (self.shape.into(), self.mean.to_raw());
        Sampler::other(Scaled {
            scale: mean / shape,
            unit: rand_distr::Gamma::new(shape, 1.0).expect(CHECKED),
        })
    }
}

/// A gamma draw on the unit scale, stretched.
#[derive(Debug)]
struct Scaled {
    scale: f64,
    unit: rand_distr::Gamma<f64>,
}

impl Draw for Scaled {
    fn draw(&self, stream: &mut Stream) -> f64 {
        self.scale * self.unit.sample(stream)
    }
}
