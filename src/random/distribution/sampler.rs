//! Drawing from a distribution. Values are raw numbers here: microseconds, or plain.

use std::fmt::Debug;
use std::panic::RefUnwindSafe;
use std::sync::Arc;

use crate::random::Stream;

/// Draws from a distribution whose parameters have been checked.
#[derive(Clone, Debug)]
pub(super) enum Sampler {
    Constant(f64),
    Uniform(Stretch),
    Exponential {
        mean: f64,
    },
    Triangular {
        stretch: Stretch,
        mode: f64,
    },
    /// Out of line, so that those above stay small and are compiled into models.
    Other(Arc<dyn Draw>),
}

/// The sampler of a family, made after its parameters have been checked.
///
/// Gamma, triangular and PERT draws are made on a unit scale and then scaled: the products of two parameters that the
/// samplers compute could otherwise overflow or vanish.
pub(super) trait Draw: Debug + Send + Sync + RefUnwindSafe {
    fn draw(&self, stream: &mut Stream) -> f64;
}

impl Sampler {
    pub(super) fn other(draws: impl Draw + 'static) -> Self {
        Self::Other(Arc::new(draws))
    }

    #[inline(always)]
    pub(super) fn draw(&self, stream: &mut Stream) -> f64 {
        match self {
            Self::Constant(value) => *value,
            Self::Uniform(stretch) => stretch.apply(stream.uniform()),
            Self::Exponential { mean } => mean * stream.exponential(),
            Self::Triangular { stretch, mode } => {
                stretch.apply(triangular(*mode, stream.uniform()))
            }
            Self::Other(other) => other.draw(stream),
        }
    }
}

/// The triangular distribution from 0 to 1 with this mode, by inversion. The root is measured from the end, 0 or 1, on the side of
/// the mode where the draw falls. That end is computed, because no processor could predict a branch on it.
#[inline]
pub(super) fn triangular(mode: f64, uniform: f64) -> f64 {
    let end = f64::from(u8::from(uniform >= mode));
    let root = ((end - uniform) * (end - mode)).sqrt();
    (end - root).abs()
}

/// Maps the interval from 0 to 1 to the one from `min` to `max`.
#[derive(Clone, Debug)]
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

    /// Maps `value` back: 0 at `min`, 1 at `max`.
    pub(super) fn unit(&self, value: f64) -> f64 {
        (value - self.min) / self.width
    }

    /// The result is capped at `max`, because rounding could take the sum past it.
    #[inline]
    pub(super) fn apply(&self, unit: f64) -> f64 {
        let value = self.min + self.width * unit;
        match value < self.max {
            true => value,
            false => self.max,
        }
    }
}
