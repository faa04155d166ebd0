//! The lognormal distribution.

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, positive, refused};
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler};
use super::written::parse_number;
use crate::error::Result;
use crate::random::{Quantity, Stream};
use crate::support::special::{normal_cdf, normal_quantile};
use crate::words::Message;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Lognormal<V: Quantity> {
    median: V,
    spread: f64,
}

impl<V: Quantity> Distribution<V> {
    /// The lognormal distribution. Half the draws are below `median` (above 0), and two thirds lie between median / spread
    /// and median × spread.
    ///
    /// `spread` is the geometric standard deviation, e^σ, where σ is the standard deviation of the logarithm. It must be at
    /// least 1; at 1 the distribution is a constant. The mean is median × exp(σ²/2).
    pub fn lognormal(median: V, spread: f64) -> Result<Self> {
        Self::new(Parameters::Lognormal(Lognormal { median, spread }))
    }
}

impl<V: Quantity> Family<V> for Lognormal<V> {
    const NAME: &'static str = "lognormal";
    const PARAMETERS: &'static [&'static str] = &["median", "spread"];

    fn read(arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            median: V::read(arguments[0])?,
            spread: parse_number(arguments[1])?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        vec![self.median.written(), self.spread.to_string()]
    }

    fn check(&self) -> Result<()> {
        positive(Self::NAME, "median", self.median)?;
        if self.spread.is_finite() && self.spread >= 1.0 {
            return Ok(());
        }
        let wanted = Message::new("distribution-spread");
        let found = self.spread.to_string();
        Err(refused(Self::NAME, "spread", found, wanted))
    }

    fn mean(&self) -> f64 {
        let sigma = libm::log(self.spread);
        self.median.to_raw() * libm::exp(0.5 * sigma * sigma)
    }

    fn variance(&self) -> f64 {
        let (mean, sigma) = (Family::<V>::mean(self), libm::log(self.spread));
        mean * mean * libm::expm1(sigma * sigma)
    }

    fn support(&self) -> (f64, Option<f64>) {
        match self.spread {
            1.0 => (self.median.to_raw(), Some(self.median.to_raw())),
            _ => (0.0, None),
        }
    }

    fn cdf(&self, x: f64) -> f64 {
        match x > 0.0 {
            true => normal_cdf(libm::log(x / self.median.to_raw()) / libm::log(self.spread)),
            false => 0.0,
        }
    }

    fn quantile(&self, p: f64) -> f64 {
        self.median.to_raw() * libm::pow(self.spread, normal_quantile(p))
    }

    #[cfg(feature = "office")]
    fn seldom_exceeded(&self) -> f64 {
        // The quantile of the standard normal distribution at 1 − 10⁻⁹.
        const NORMAL: f64 = 5.997_807_015_007_5;
        self.median.to_raw() * libm::pow(self.spread, NORMAL)
    }

    fn sampler(&self) -> Sampler {
        Sampler::other(Exponentiated {
            mu: libm::log(self.median.to_raw()),
            sigma: libm::log(self.spread),
        })
    }
}

#[derive(Debug)]
struct Exponentiated {
    mu: f64,
    sigma: f64,
}

impl Draw for Exponentiated {
    fn draw(&self, stream: &mut Stream) -> f64 {
        libm::exp(self.mu + self.sigma * stream.normal())
    }
}
