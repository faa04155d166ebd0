//! The sum of exponential phases.

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, positive};
use super::gamma::Scaled;
use super::parameters::Parameters;
use super::sampler::Sampler;
use super::written::parse_count;
use crate::error::{Error, ErrorKind, Result};
use crate::random::Quantity;
use crate::words::Message;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Erlang<V: Quantity> {
    phases: u32,
    mean: V,
}

impl<V: Quantity> Distribution<V> {
    /// The sum of this many exponential phases (at least 1) that together have this mean (above 0).
    pub fn erlang(phases: u32, mean: V) -> Result<Self> {
        Self::new(Parameters::Erlang(Erlang { phases, mean }))
    }
}

impl<V: Quantity> Family<V> for Erlang<V> {
    const NAME: &'static str = "erlang";
    const PARAMETERS: &'static [&'static str] = &["phases", "mean"];

    fn read(arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            phases: parse_count(arguments[0])?,
            mean: V::read(arguments[1])?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        vec![self.phases.to_string(), self.mean.written()]
    }

    fn check(&self) -> Result<()> {
        if self.phases == 0 {
            return Err(Error::of(
                ErrorKind::Value,
                Message::new("distribution-no-phase"),
            ));
        }
        positive(Self::NAME, "mean", self.mean)
    }

    fn mean(&self) -> f64 {
        self.mean.to_raw()
    }

    fn support(&self) -> (f64, Option<f64>) {
        (0.0, None)
    }

    #[cfg(feature = "office")]
    fn seldom_exceeded(&self) -> f64 {
        self.mean.to_raw() * super::gamma::most(f64::from(self.phases))
    }

    fn sampler(&self) -> Sampler {
        Sampler::other(Scaled::new(f64::from(self.phases), self.mean.to_raw()))
    }
}
