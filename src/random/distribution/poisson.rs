//! Counts of events in a period.

use rand_distr::Distribution as _;
use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{CHECKED, Family, refused};
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler};
use super::written::parse_number;
use crate::error::{Error, ErrorKind, Result};
use crate::random::{Quantity, Stream};
use crate::words::Message;

/// The largest mean, up to which the moments of the draws have been tested.
const LARGEST_MEAN: f64 = 1e9;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Poisson {
    mean: f64,
}

impl Distribution<f64> {
    /// The number of events in a period, when they happen independently at a constant rate and `mean` of them are
    /// expected: 0 to 1,000,000,000.
    pub fn poisson(mean: f64) -> Result<Self> {
        Self::new(Parameters::Poisson(Poisson { mean }))
    }
}

impl<V: Quantity> Family<V> for Poisson {
    const NAME: &'static str = "poisson";
    const PARAMETERS: &'static [&'static str] = &["mean"];

    fn read(arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            mean: parse_number(arguments[0])?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        vec![self.mean.to_string()]
    }

    fn check(&self) -> Result<()> {
        if !V::COUNTS {
            return Err(Error::of(
                ErrorKind::Value,
                Message::new("distribution-of-counts"),
            ));
        }
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

    fn support(&self) -> (f64, Option<f64>) {
        match self.mean {
            0.0 => (0.0, Some(0.0)),
            _ => (0.0, None),
        }
    }

    #[cfg(feature = "office")]
    fn seldom_exceeded(&self) -> f64 {
        // Boucheron, Lugosi & Massart 2013, Concentration Inequalities, section 2.8.
        use super::family::LOG;
        self.mean + (2.0 * LOG * self.mean).sqrt() + LOG
    }

    fn sampler(&self) -> Sampler {
        let poisson = rand_distr::Poisson::new(self.mean);
        Sampler::other(poisson.expect(CHECKED))
    }
}

impl Draw for rand_distr::Poisson<f64> {
    fn draw(&self, stream: &mut Stream) -> f64 {
        self.sample(stream)
    }
}
