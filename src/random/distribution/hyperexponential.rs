//! One of several exponential distributions.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, positive, write_list};
use super::pairs::Pairs;
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler};
use crate::error::Result;
use crate::random::{Quantity, Stream};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Hyperexponential<V: Quantity> {
    phases: Pairs<V>,
}

impl<V: Quantity> Distribution<V> {
    /// A draw of one of several exponential distributions, each given by its mean (above 0) and its weight (above 0): jobs of
    /// several classes, with a coefficient of variation above 1.
    pub fn hyperexponential(phases: &[(V, f64)]) -> Result<Self> {
        Self::new(Parameters::Hyperexponential(Hyperexponential {
            phases: phases.to_vec().into(),
        }))
    }
}

impl<V: Quantity> Family<V> for Hyperexponential<V> {
    const NAME: &'static str = "hyperexponential";
    const PARAMETERS: &'static [&'static str] = &[];
    const EACH: &'static str = "mean: weight";

    fn read(arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            phases: Pairs::read(arguments)?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        self.phases.arguments()
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_list(Self::NAME, &self.arguments(), f)
    }

    fn check(&self) -> Result<()> {
        self.phases.check_values(Self::NAME, positive, "mean")?;
        self.phases.check_weights(Self::NAME)
    }

    fn mean(&self) -> f64 {
        let shares = self.phases.shares();
        shares.map(|(mean, share)| mean * share).sum()
    }

    fn variance(&self) -> f64 {
        let squares = self.phases.shares();
        let squares: f64 = squares.map(|(mean, share)| 2.0 * share * mean * mean).sum();
        squares - self.mean() * self.mean()
    }

    fn support(&self) -> (f64, Option<f64>) {
        (0.0, None)
    }

    fn cdf(&self, x: f64) -> f64 {
        let shares = self.phases.shares();
        let within = shares.map(|(mean, share)| -share * libm::expm1(-x.max(0.0) / mean));
        within.sum()
    }

    #[cfg(feature = "office")]
    fn seldom_exceeded(&self) -> f64 {
        let means = self.phases.iter().map(|(mean, _)| mean);
        means.fold(0.0, f64::max) * super::family::LOG
    }

    fn sampler(&self) -> Sampler {
        let mut so_far = 0.0;
        let phases = self.phases.shares().map(|(mean, share)| {
            so_far += share;
            (so_far, mean)
        });
        Sampler::other(Phases {
            phases: phases.collect(),
        })
    }
}

#[derive(Debug)]
struct Phases {
    /// The shares of each phase and all before it, with its mean.
    phases: Vec<(f64, f64)>,
}

impl Draw for Phases {
    fn draw(&self, stream: &mut Stream) -> f64 {
        let u = stream.uniform();
        let last = self.phases.len() - 1;
        let phase = self.phases[..last].iter().position(|(up_to, _)| u < *up_to);
        self.phases[phase.unwrap_or(last)].1 * stream.exponential()
    }
}
