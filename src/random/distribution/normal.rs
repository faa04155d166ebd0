//! The normal distribution.

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, refused};
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler};
use super::written::{in_distribution, parse_number};
use crate::error::{Error, ErrorKind, Result};
use crate::random::{Quantity, Stream};
use crate::support::special::{normal_cdf, normal_quantile};
use crate::words::Message;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Normal {
    mean: f64,
    sd: f64,
}

impl Distribution<f64> {
    /// The normal distribution with this `mean`, of either sign, and this standard deviation `sd` (0 or more). Its draws may
    /// be negative, so it is of plain numbers only; for durations see [`truncated_normal`](Distribution::truncated_normal).
    pub fn normal(mean: f64, sd: f64) -> Result<Self> {
        Self::new(Parameters::Normal(Normal { mean, sd }))
    }
}

impl<V: Quantity> Family<V> for Normal {
    const NAME: &'static str = "normal";
    const PARAMETERS: &'static [&'static str] = &["mean", "sd"];

    fn read(arguments: &[&str]) -> Result<Self> {
        if !V::COUNTS {
            return Err(of_durations());
        }
        Ok(Self {
            mean: parse_number(arguments[0])?,
            sd: parse_number(arguments[1])?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        vec![self.mean.to_string(), self.sd.to_string()]
    }

    fn check(&self) -> Result<()> {
        if !V::COUNTS {
            return Err(in_distribution(<Self as Family<V>>::NAME, of_durations()));
        }
        let name = <Self as Family<V>>::NAME;
        let most =
            || Message::new("distribution-at-most").with("most", Message::new(V::LARGEST_KEY));
        if !self.mean.is_finite() || self.mean.abs() > V::LARGEST {
            return Err(refused(name, "mean", self.mean.to_string(), most()));
        }
        super::family::not_negative(name, "sd", self.sd)
    }

    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.sd * self.sd
    }

    fn support(&self) -> (f64, Option<f64>) {
        match self.sd {
            0.0 => (self.mean, Some(self.mean)),
            _ => (f64::NEG_INFINITY, None),
        }
    }

    fn cdf(&self, x: f64) -> f64 {
        normal_cdf((x - self.mean) / self.sd)
    }

    fn quantile(&self, p: f64) -> f64 {
        self.mean + self.sd * normal_quantile(p)
    }

    fn sampler(&self) -> Sampler {
        Sampler::other(self.clone())
    }
}

fn of_durations() -> Error {
    Error::of(
        ErrorKind::Value,
        Message::new("distribution-negative-draws"),
    )
}

impl Draw for Normal {
    fn draw(&self, stream: &mut Stream) -> f64 {
        self.mean + self.sd * stream.normal()
    }
}
