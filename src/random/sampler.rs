//! What a distribution precomputes to draw fast. Values are raw numbers here: microseconds, or plain.

use super::Stream;
use super::gamma::{Beta, Gamma};
use super::poisson::Poisson;
use crate::normal;

/// Draws from a distribution whose parameters have been checked.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sampler {
    Constant(f64),
    Uniform {
        min: f64,
        width: f64,
    },
    Exponential {
        mean: f64,
    },
    /// Out of line, so that the three above stay small and are inlined into a model.
    Other(Box<Other>),
}

/// The distributions whose draws cost more than a call.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Other {
    Triangular {
        min: f64,
        max: f64,
        left: f64,
        right: f64,
    },
    Lognormal {
        median: f64,
        sigma: f64,
    },
    Weibull {
        inverse_shape: f64,
        scale: f64,
    },
    Gamma {
        scale: f64,
        gamma: Gamma,
    },
    Pert {
        min: f64,
        width: f64,
        beta: Beta,
    },
    Poisson(Poisson),
    Empirical(Box<[f64]>),
}

impl Sampler {
    #[inline]
    pub(super) fn draw(&self, stream: &mut Stream) -> f64 {
        match self {
            Self::Constant(value) => *value,
            Self::Uniform { min, width } => min + width * stream.uniform(),
            Self::Exponential { mean } => mean * -libm::log(stream.uniform()),
            Self::Other(other) => other.draw(stream),
        }
    }
}

impl Other {
    #[inline(never)]
    fn draw(&self, stream: &mut Stream) -> f64 {
        match self {
            Self::Triangular {
                min,
                max,
                left,
                right,
            } => {
                let width = left + right;
                let u = stream.uniform();
                if u * width < *left {
                    min + (u * width * left).sqrt()
                } else {
                    max - ((1.0 - u) * width * right).sqrt()
                }
            }
            Self::Lognormal { median, sigma } => {
                median * libm::exp(sigma * normal::quantile(stream.uniform()))
            }
            Self::Weibull {
                inverse_shape,
                scale,
            } => scale * libm::pow(-libm::log(stream.uniform()), *inverse_shape),
            Self::Gamma { scale, gamma } => scale * gamma.draw(stream),
            Self::Pert { min, width, beta } => min + width * beta.draw(stream),
            Self::Poisson(poisson) => poisson.draw(stream),
            Self::Empirical(values) => values[stream.index(values.len())],
        }
    }
}
