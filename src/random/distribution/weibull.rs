//! The Weibull distribution.

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, positive, shape};
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler};
use super::written::parse_number;
use crate::error::Result;
use crate::random::{Quantity, Stream};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Weibull<V: Quantity> {
    shape: f64,
    scale: V,
}

impl<V: Quantity> Distribution<V> {
    /// The Weibull distribution: P(X > x) = exp(−(x / scale)^shape), with a `shape` of 0.01 to 1,000,000 and a `scale` above
    /// 0. As a time to failure, a shape below 1 means early failures, 1 means random failures, and above 1 means wear.
    pub fn weibull(shape: f64, scale: V) -> Result<Self> {
        Self::new(Parameters::Weibull(Weibull { shape, scale }))
    }
}

impl<V: Quantity> Family<V> for Weibull<V> {
    const NAME: &'static str = "weibull";
    const PARAMETERS: &'static [&'static str] = &["shape", "scale"];

    fn read(arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            shape: parse_number(arguments[0])?,
            scale: V::read(arguments[1])?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        vec![self.shape.to_string(), self.scale.written()]
    }

    fn check(&self) -> Result<()> {
        shape(Self::NAME, "shape", self.shape)?;
        positive(Self::NAME, "scale", self.scale)
    }

    fn mean(&self) -> f64 {
        self.scale.to_raw() * libm::tgamma(1.0 + 1.0 / self.shape)
    }

    fn variance(&self) -> f64 {
        let mean = Family::<V>::mean(self);
        let moment = |n: f64| libm::lgamma(1.0 + n / self.shape);
        mean * mean * libm::expm1(moment(2.0) - 2.0 * moment(1.0))
    }

    fn support(&self) -> (f64, Option<f64>) {
        (0.0, None)
    }

    fn cdf(&self, x: f64) -> f64 {
        let standard = x.max(0.0) / self.scale.to_raw();
        -libm::expm1(-libm::pow(standard, self.shape))
    }

    fn quantile(&self, p: f64) -> f64 {
        let exponential = -libm::log1p(-p);
        self.scale.to_raw() * libm::pow(exponential, 1.0 / self.shape)
    }

    #[cfg(feature = "office")]
    fn seldom_exceeded(&self) -> f64 {
        self.scale.to_raw() * libm::pow(super::family::LOG, 1.0 / self.shape)
    }

    fn sampler(&self) -> Sampler {
        Sampler::other(Inverted {
            scale: self.scale.to_raw(),
            power: 1.0 / self.shape,
        })
    }
}

#[derive(Debug)]
struct Inverted {
    scale: f64,
    power: f64,
}

impl Draw for Inverted {
    fn draw(&self, stream: &mut Stream) -> f64 {
        let exponential = -libm::log(stream.uniform());
        self.scale * libm::exp(self.power * libm::log(exponential))
    }
}
