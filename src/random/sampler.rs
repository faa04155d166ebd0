//! What draws from a distribution. Values are raw numbers here: microseconds, or plain.

use std::sync::Arc;

use rand::RngExt as _;
use rand::distr::Uniform;
use rand_distr::{Distribution as _, Exp1, Gamma, LogNormal, Pert, Poisson, Weibull};

use super::Stream;

/// Draws from a distribution whose parameters have been checked.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sampler {
    Constant(f64),
    Uniform(Uniform<f64>),
    Exponential {
        mean: f64,
    },
    /// Out of line, so that the three above stay small and are inlined into a model.
    Other(Box<Other>),
}

/// The distributions whose draws cost more than a call.
///
/// Gamma, triangular and PERT draws are made on a unit scale and stretched afterwards: products of two parameters, which
/// the samplers form, could overflow or vanish otherwise.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Other {
    Triangular(Stretch, UnitTriangular),
    Lognormal(LogNormal<f64>),
    Weibull(Weibull<f64>),
    Gamma { scale: f64, unit: Gamma<f64> },
    Pert(Stretch, Pert<f64>),
    Poisson(Poisson<f64>),
    Empirical(Arc<[f64]>),
}

impl Sampler {
    #[inline]
    pub(super) fn draw(&self, stream: &mut Stream) -> f64 {
        match self {
            Self::Constant(value) => *value,
            Self::Uniform(uniform) => uniform.sample(stream),
            Self::Exponential { mean } => {
                let unit: f64 = Exp1.sample(stream);
                mean * unit
            }
            Self::Other(other) => other.draw(stream),
        }
    }
}

impl Other {
    #[inline(never)]
    fn draw(&self, stream: &mut Stream) -> f64 {
        match self {
            Self::Triangular(stretch, unit) => stretch.apply(unit.draw(stream)),
            Self::Lognormal(lognormal) => lognormal.sample(stream),
            Self::Weibull(weibull) => weibull.sample(stream),
            Self::Gamma { scale, unit } => scale * unit.sample(stream),
            Self::Pert(stretch, unit) => stretch.apply(unit.sample(stream)),
            Self::Poisson(poisson) => poisson.sample(stream),
            Self::Empirical(values) => values[stream.index(values.len())],
        }
    }
}

/// The triangular distribution from 0 to 1 with this mode, by inversion.
///
/// As `rand_distr` computes it, to the same bits, but with one square root of the side that is chosen in place of a branch that no
/// processor can foresee: 7.8 ns a draw in place of 13.1.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct UnitTriangular {
    mode: f64,
}

impl UnitTriangular {
    pub(super) fn new(mode: f64) -> Self {
        Self { mode }
    }

    #[inline]
    fn draw(&self, stream: &mut Stream) -> f64 {
        let uniform: f64 = stream.random();
        let rising = uniform < self.mode;
        let (from_end, side) = match rising {
            true => (uniform, self.mode),
            false => (1.0 - uniform, 1.0 - self.mode),
        };
        let root = (from_end * side).sqrt();
        if rising { root } else { 1.0 - root }
    }
}

/// Takes the interval from 0 to 1 to the one from `min` to `max`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stretch {
    min: f64,
    width: f64,
    max: f64,
}

impl Stretch {
    pub(super) fn new(min: f64, max: f64) -> Self {
        let width = max - min;
        Self { min, width, max }
    }

    /// Where `value` lies between 0 (at `min`) and 1 (at `max`).
    pub(super) fn unit(&self, value: f64) -> f64 {
        (value - self.min) / self.width
    }

    /// Rounding could take the sum past `max`, so it is held there.
    fn apply(&self, unit: f64) -> f64 {
        (self.min + self.width * unit).min(self.max)
    }
}
