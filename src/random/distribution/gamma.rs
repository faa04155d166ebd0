//! The gamma distribution, and the Erlang distribution, a gamma distribution with a whole shape.

use std::fmt::{Debug, Display};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, positive, shape};
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler};
use super::written::{parse_count, parse_number};
use crate::error::{Error, ErrorKind, Result};
use crate::random::{Quantity, Stream};
use crate::support::special::gamma_p;
use crate::words::Message;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Gamma<V: Quantity, S: Shape = f64> {
    shape: S,
    mean: V,
}

pub type Erlang<V> = Gamma<V, u32>;

/// A shape parameter: any number, or a number of phases.
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
        shape(Self::NAME, "shape", self)
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
            0 => Err(Error::of(
                ErrorKind::Value,
                Message::new("distribution-no-phase"),
            )),
            _ => Ok(()),
        }
    }
}

impl<V: Quantity> Distribution<V> {
    /// The gamma distribution with this `shape` (0.01 to 1,000,000) and `mean` (above 0); its variance is mean² / shape.
    pub fn gamma(shape: f64, mean: V) -> Result<Self> {
        Self::new(Parameters::Gamma(Gamma { shape, mean }))
    }

    /// The sum of `phases` exponential phases (at least 1) whose total has this `mean` (above 0).
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

    fn variance(&self) -> f64 {
        self.mean.to_raw() * self.mean.to_raw() / self.shape.into()
    }

    fn support(&self) -> (f64, Option<f64>) {
        (0.0, None)
    }

    fn cdf(&self, x: f64) -> f64 {
        let shape = self.shape.into();
        gamma_p(shape, x / self.mean.to_raw() * shape)
    }

    /// After Boucheron, Lugosi & Massart 2013, Concentration Inequalities, section 2.4.
    #[cfg(feature = "office")]
    fn seldom_exceeded(&self) -> f64 {
        let phases = super::family::LOG / self.shape.into();
        self.mean.to_raw() * (1.0 + (2.0 * phases).sqrt() + phases)
    }

    fn sampler(&self) -> Sampler {
        let (shape, mean) = (self.shape.into(), self.mean.to_raw());
        match shape {
            1.0 => Sampler::Exponential { mean },
            _ => Sampler::other(Cubes::new(shape, mean)),
        }
    }
}

/// Samples after Marsaglia & Tsang 2000, "A simple method for generating gamma variables", ACM Transactions on Mathematical
/// Software 26: cubes of normal draws, accepted or rejected. For a shape below 1, it draws with the shape plus 1 and
/// multiplies by a power of a uniform number.
#[derive(Debug)]
struct Cubes {
    scale: f64,
    /// 1 / shape, if the shape is below 1.
    power: Option<f64>,
    d: f64,
    c: f64,
}

impl Cubes {
    fn new(shape: f64, mean: f64) -> Self {
        let power = (shape < 1.0).then(|| 1.0 / shape);
        let raised = if shape < 1.0 { shape + 1.0 } else { shape };
        let d = raised - 1.0 / 3.0;
        Self {
            scale: mean / shape,
            power,
            d,
            c: 1.0 / (9.0 * d).sqrt(),
        }
    }

    fn cube(&self, stream: &mut Stream) -> f64 {
        loop {
            let x = stream.normal();
            let root = 1.0 + self.c * x;
            if root <= 0.0 {
                continue;
            }
            let cube = root * root * root;
            let (u, square) = (stream.uniform(), x * x);
            let surely = u < 1.0 - 0.0331 * square * square;
            if surely || libm::log(u) < 0.5 * square + self.d * (1.0 - cube + libm::log(cube)) {
                return cube;
            }
        }
    }
}

impl Draw for Cubes {
    fn draw(&self, stream: &mut Stream) -> f64 {
        let back = self
            .power
            .map_or(1.0, |power| libm::exp(power * libm::log(stream.uniform())));
        self.scale * (self.cube(stream) * back * self.d)
    }
}
