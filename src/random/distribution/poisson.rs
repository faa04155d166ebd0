//! Counts of events in a period.

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, counts, refused};
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler};
use super::written::parse_number;
use crate::error::Result;
use crate::random::{Quantity, Stream};
use crate::support::special::gamma_p;
use crate::words::Message;

/// Below this mean, uniform numbers are multiplied; from here on, the cost of a draw does not depend on the mean.
const LARGE: f64 = 12.0;
/// The largest mean; up to here, the moments of the draws have been tested.
const LARGEST_MEAN: f64 = 1e9;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Poisson {
    mean: f64,
}

impl Distribution<f64> {
    /// The number of events in a period, if they happen independently at a constant rate and `mean` of them are expected: 0
    /// to 1,000,000,000.
    pub fn poisson(mean: f64) -> Result<Self> {
        Self::new(Parameters::Poisson(Poisson { mean }))
    }
}

impl<V: Quantity> Family<V> for Poisson {
    const NAME: &'static str = "poisson";
    const PARAMETERS: &'static [&'static str] = &["mean"];
    #[cfg(feature = "office")]
    const IS_WHOLE: bool = true;

    fn read(arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            mean: parse_number(arguments[0])?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        vec![self.mean.to_string()]
    }

    fn check(&self) -> Result<()> {
        counts::<V>(<Self as Family<V>>::NAME)?;
        if (0.0..=LARGEST_MEAN).contains(&self.mean) {
            return Ok(());
        }
        Err(refused(
            <Self as Family<V>>::NAME,
            "mean",
            self.mean.to_string(),
            Message::new("distribution-poisson"),
        ))
    }

    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.mean
    }

    fn support(&self) -> (f64, Option<f64>) {
        match self.mean {
            0.0 => (0.0, Some(0.0)),
            _ => (0.0, None),
        }
    }

    /// Abramowitz & Stegun 26.4.21.
    fn cdf(&self, x: f64) -> f64 {
        match x < 0.0 {
            true => 0.0,
            false => 1.0 - gamma_p(libm::floor(x) + 1.0, self.mean),
        }
    }

    #[cfg(feature = "office")]
    fn seldom_exceeded(&self) -> f64 {
        // After Boucheron, Lugosi & Massart 2013, Concentration Inequalities, section 2.8.
        use super::family::LOG;
        self.mean + (2.0 * LOG * self.mean).sqrt() + LOG
    }

    fn sampler(&self) -> Sampler {
        match self.mean < LARGE {
            true => Sampler::other(Product {
                none: libm::exp(-self.mean),
            }),
            false => Sampler::other(Transformed::new(self.mean)),
        }
    }
}

/// Counts how many uniform numbers can be multiplied before the product falls to the probability of no event.
#[derive(Debug)]
struct Product {
    none: f64,
}

impl Draw for Product {
    fn draw(&self, stream: &mut Stream) -> f64 {
        let (mut product, mut count) = (stream.uniform(), 0.0);
        while product > self.none {
            product *= stream.uniform();
            count += 1.0;
        }
        count
    }
}

/// Algorithm PTRS of Hörmann 1993, "The transformed rejection method for generating Poisson random variables", Insurance:
/// Mathematics and Economics 12, with the names used there. It is for means from 10 on.
#[derive(Debug)]
struct Transformed {
    mean: f64,
    log_mean: f64,
    a: f64,
    b: f64,
    inverse_alpha: f64,
    v_r: f64,
}

impl Transformed {
    fn new(mean: f64) -> Self {
        let b = 0.931 + 2.53 * mean.sqrt();
        Self {
            mean,
            log_mean: libm::log(mean),
            a: -0.059 + 0.02483 * b,
            b,
            inverse_alpha: 1.1239 + 1.1328 / (b - 3.4),
            v_r: 0.9277 - 3.6224 / (b - 2.0),
        }
    }
}

impl Draw for Transformed {
    fn draw(&self, stream: &mut Stream) -> f64 {
        loop {
            let (u, v) = (stream.uniform() - 0.5, stream.uniform());
            let from_end = 0.5 - u.abs();
            let slope = 2.0 * self.a / from_end + self.b;
            let k = libm::floor(slope * u + self.mean + 0.43);
            if from_end >= 0.07 && v <= self.v_r {
                return k;
            }
            if k < 0.0 || (from_end < 0.013 && v > from_end) {
                continue;
            }
            let density = self.a / (from_end * from_end) + self.b;
            let height = libm::log(v * self.inverse_alpha / density);
            if height <= k * self.log_mean - self.mean - libm::lgamma(k + 1.0) {
                return k;
            }
        }
    }
}
