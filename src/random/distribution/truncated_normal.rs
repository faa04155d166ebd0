//! The normal distribution between two limits.

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, increasing, not_negative, positive};
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler};
use crate::error::{Error, ErrorKind, Result};
use crate::random::{Quantity, Stream};
use crate::support::special::{normal_cdf, normal_density, normal_quantile};
use crate::words::Message;

/// The least probability of the normal distribution between the limits, so that moments and quantiles keep their digits.
const LEAST: f64 = 1e-6;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct TruncatedNormal<V: Quantity> {
    mean: V,
    sd: V,
    min: V,
    max: V,
}

impl<V: Quantity> Distribution<V> {
    /// The normal distribution with this `mean` and standard deviation `sd` (above 0), given that the value lies between `min`
    /// and `max`: both parameters are those *before* the truncation, which moves the mean unless the limits are equally far
    /// from it. At least a millionth of the normal distribution must lie between the limits.
    pub fn truncated_normal(mean: V, sd: V, min: V, max: V) -> Result<Self> {
        let family = TruncatedNormal { mean, sd, min, max };
        Self::new(Parameters::TruncatedNormal(family))
    }
}

impl<V: Quantity> TruncatedNormal<V> {
    fn raw(&self) -> Truncated {
        Truncated::new(
            self.mean.to_raw(),
            self.sd.to_raw(),
            self.min.to_raw(),
            self.max.to_raw(),
        )
    }
}

impl<V: Quantity> Family<V> for TruncatedNormal<V> {
    const NAME: &'static str = "truncated_normal";
    const PARAMETERS: &'static [&'static str] = &["mean", "sd", "min", "max"];

    fn read(arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            mean: V::read(arguments[0])?,
            sd: V::read(arguments[1])?,
            min: V::read(arguments[2])?,
            max: V::read(arguments[3])?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        let all = [self.mean, self.sd, self.min, self.max];
        all.map(V::written).into()
    }

    fn check(&self) -> Result<()> {
        not_negative(Self::NAME, "mean", self.mean)?;
        positive(Self::NAME, "sd", self.sd)?;
        increasing(Self::NAME, &[("min", self.min), ("max", self.max)])?;
        if self.min == self.max || self.raw().within >= LEAST {
            return Ok(());
        }
        let written = format!("{}({})", Self::NAME, self.arguments().join(", "));
        Err(Error::of(
            ErrorKind::Value,
            Message::new("distribution-cut-away").with("written", written),
        ))
    }

    fn mean(&self) -> f64 {
        match self.min == self.max {
            true => self.min.to_raw(),
            false => self.raw().mean(),
        }
    }

    fn variance(&self) -> f64 {
        match self.min == self.max {
            true => 0.0,
            false => self.raw().variance(),
        }
    }

    fn support(&self) -> (f64, Option<f64>) {
        (self.min.to_raw(), Some(self.max.to_raw()))
    }

    fn cdf(&self, x: f64) -> f64 {
        self.raw().cdf(x)
    }

    fn quantile(&self, p: f64) -> f64 {
        self.raw().quantile(p)
    }

    fn sampler(&self) -> Sampler {
        Sampler::other(self.raw())
    }
}

/// By inversion, with one uniform number a draw. If most of the range is above the mean, everything is mirrored, so that the
/// probabilities are those of a lower tail, which keep their digits.
#[derive(Debug)]
struct Truncated {
    mean: f64,
    /// Negative if mirrored.
    sd: f64,
    min: f64,
    max: f64,
    /// The standardised limits, the lower first.
    low: f64,
    high: f64,
    /// The normal probability below `low`, and between the limits.
    below: f64,
    within: f64,
}

impl Truncated {
    fn new(mean: f64, sd: f64, min: f64, max: f64) -> Self {
        let mirrored = max - mean > mean - min;
        let (sd, first, last) = match mirrored {
            true => (-sd, max, min),
            false => (sd, min, max),
        };
        let (low, high) = ((first - mean) / sd, (last - mean) / sd);
        let below = normal_cdf(low);
        Self {
            mean,
            sd,
            min,
            max,
            low,
            high,
            below,
            within: normal_cdf(high) - below,
        }
    }

    /// The mean of the standardised variable.
    fn shift(&self) -> f64 {
        (normal_density(self.low) - normal_density(self.high)) / self.within
    }

    fn mean(&self) -> f64 {
        (self.mean + self.sd * self.shift()).clamp(self.min, self.max)
    }

    fn variance(&self) -> f64 {
        let edge = |at: f64| at * normal_density(at);
        let (shift, edges) = (self.shift(), edge(self.low) - edge(self.high));
        self.sd * self.sd * (1.0 + edges / self.within - shift * shift)
    }

    fn cdf(&self, x: f64) -> f64 {
        let at = (x.clamp(self.min, self.max) - self.mean) / self.sd;
        let share = (normal_cdf(at) - self.below) / self.within;
        if self.sd < 0.0 { 1.0 - share } else { share }
    }

    fn quantile(&self, p: f64) -> f64 {
        let p = if self.sd < 0.0 { 1.0 - p } else { p };
        let z = normal_quantile(self.below + p * self.within);
        (self.mean + self.sd * z).clamp(self.min, self.max)
    }
}

impl Draw for Truncated {
    fn draw(&self, stream: &mut Stream) -> f64 {
        self.quantile(stream.uniform())
    }
}
