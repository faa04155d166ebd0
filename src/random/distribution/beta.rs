//! The beta distribution between two limits.

use std::f64::consts::{LN_2, LN_10};

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, increasing, shape};
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler, Stretch};
use super::written::parse_number;
use crate::error::Result;
use crate::random::{Quantity, Stream};
use crate::support::special::beta_i;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Beta<V: Quantity> {
    alpha: f64,
    beta: f64,
    min: V,
    max: V,
}

impl<V: Quantity> Distribution<V> {
    /// The beta distribution with the shapes `alpha` and `beta` (each 0.01 to 1,000,000), stretched from `min` to `max`. Its mean
    /// is at alpha / (alpha + beta) of the way.
    pub fn beta(alpha: f64, beta: f64, min: V, max: V) -> Result<Self> {
        let family = Beta {
            alpha,
            beta,
            min,
            max,
        };
        Self::new(Parameters::Beta(family))
    }
}

impl<V: Quantity> Beta<V> {
    fn stretch(&self) -> Stretch {
        Stretch::new(self.min.to_raw(), self.max.to_raw())
    }
}

impl<V: Quantity> Family<V> for Beta<V> {
    const NAME: &'static str = "beta";
    const PARAMETERS: &'static [&'static str] = &["alpha", "beta", "min", "max"];

    fn read(arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            alpha: parse_number(arguments[0])?,
            beta: parse_number(arguments[1])?,
            min: V::read(arguments[2])?,
            max: V::read(arguments[3])?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        vec![
            self.alpha.to_string(),
            self.beta.to_string(),
            self.min.written(),
            self.max.written(),
        ]
    }

    fn check(&self) -> Result<()> {
        shape(Self::NAME, "alpha", self.alpha)?;
        shape(Self::NAME, "beta", self.beta)?;
        increasing(Self::NAME, &[("min", self.min), ("max", self.max)])
    }

    fn mean(&self) -> f64 {
        let share = self.alpha / (self.alpha + self.beta);
        self.min.to_raw() * (1.0 - share) + self.max.to_raw() * share
    }

    fn variance(&self) -> f64 {
        let (sum, width) = (
            self.alpha + self.beta,
            self.max.to_raw() - self.min.to_raw(),
        );
        let share = self.alpha / sum;
        width * width * share * (1.0 - share) / (sum + 1.0)
    }

    fn support(&self) -> (f64, Option<f64>) {
        (self.min.to_raw(), Some(self.max.to_raw()))
    }

    fn cdf(&self, x: f64) -> f64 {
        beta_i(self.stretch().unit(x), self.alpha, self.beta)
    }

    fn sampler(&self) -> Sampler {
        match self.alpha.min(self.beta) {
            1.0 if self.alpha == self.beta => Sampler::Uniform(self.stretch()),
            least if least >= 1.0 => Sampler::other(Bb::new(
                self.stretch(),
                self.alpha,
                self.beta,
                self.alpha + self.beta,
            )),
            _ => Sampler::other(Bc::new(self.stretch(), self.alpha, self.beta)),
        }
    }
}

const LN_4: f64 = 2.0 * LN_2;
const LN_5: f64 = LN_10 - LN_2;

/// Samples the beta distribution on 0 to 1, then stretches it.
///
/// Uses algorithm BB of Cheng 1978, "Generating beta variates with nonintegral shape parameters", Communications of the ACM
/// 21. It requires parameters above 1; at 1, the bound that it rests on still holds as a limit.
#[derive(Debug)]
pub(super) struct Bb {
    stretch: Stretch,
    /// The parameters, the smaller first, and their sum.
    a: f64,
    b: f64,
    sum: f64,
    /// Whether the first parameter is the smaller.
    in_order: bool,
    steepness: f64,
    gamma: f64,
}

impl Bb {
    pub(super) fn new(stretch: Stretch, first: f64, second: f64, sum: f64) -> Self {
        let (a, b) = (first.min(second), first.max(second));
        let steepness = ((sum - 2.0) / (2.0 * a * b - sum)).sqrt();
        Self {
            stretch,
            a,
            b,
            sum,
            in_order: first < second,
            steepness,
            gamma: a + 1.0 / steepness,
        }
    }

    /// Draws from the beta distribution, as odds times b.
    fn odds(&self, stream: &mut Stream) -> f64 {
        loop {
            let (u1, u2) = (stream.uniform(), stream.uniform());
            let v = self.steepness * libm::log(u1 / (1.0 - u1));
            let w = self.a * libm::exp(v);
            let z = u1 * u1 * u2;
            let r = self.gamma * v - LN_4;
            let s = self.a + r - w;
            if s + 1.0 + LN_5 >= 5.0 * z {
                return w;
            }
            let t = libm::log(z);
            if s >= t || r + self.sum * libm::log(self.sum / (self.b + w)) >= t {
                return w;
            }
        }
    }
}

impl Draw for Bb {
    fn draw(&self, stream: &mut Stream) -> f64 {
        let w = self.odds(stream);
        let share = if self.in_order { w } else { self.b };
        self.stretch.apply(share / (self.b + w))
    }
}

/// The same where a parameter is below 1, by algorithm BC of Cheng 1978.
#[derive(Debug)]
struct Bc {
    stretch: Stretch,
    /// The parameters, the larger first, and their sum.
    a: f64,
    b: f64,
    sum: f64,
    /// Whether the first parameter is the larger.
    in_order: bool,
    steepness: f64,
    k1: f64,
    k2: f64,
}

impl Bc {
    fn new(stretch: Stretch, first: f64, second: f64) -> Self {
        let (a, b) = (first.max(second), first.min(second));
        let (steepness, delta) = (1.0 / b, 1.0 + a - b);
        Self {
            stretch,
            a,
            b,
            sum: a + b,
            in_order: first >= second,
            steepness,
            k1: delta * (0.013_888_9 + 0.041_666_7 * b) / (a * steepness - 0.777_778),
            k2: 0.25 + (0.5 + 0.25 / delta) * b,
        }
    }

    /// Draws from the beta distribution, as odds times b.
    fn odds(&self, stream: &mut Stream) -> f64 {
        loop {
            let (u1, u2) = (stream.uniform(), stream.uniform());
            let y = u1 * u2;
            let z = u1 * y;
            let v = self.steepness * libm::log(u1 / (1.0 - u1));
            // A small shape takes the exponential beyond all numbers; the odds are then beyond all that can be told from 1.
            let w = (self.a * libm::exp(v)).min(f64::MAX);
            if u1 < 0.5 {
                if 0.25 * u2 + z - y >= self.k1 {
                    continue;
                }
            } else if z <= 0.25 {
                return w;
            } else if z >= self.k2 {
                continue;
            }
            if self.sum * (libm::log(self.sum / (self.b + w)) + v) - LN_4 >= libm::log(z) {
                return w;
            }
        }
    }
}

impl Draw for Bc {
    fn draw(&self, stream: &mut Stream) -> f64 {
        let w = self.odds(stream);
        let share = if self.in_order { w } else { self.b };
        self.stretch.apply(share / (self.b + w))
    }
}
