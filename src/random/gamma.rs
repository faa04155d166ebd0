//! Gamma draws, and the beta draws made of them.

use super::Stream;
use crate::normal;

/// Draws from a gamma distribution with scale 1: Marsaglia & Tsang (2000), "A simple method for generating gamma
/// variables", ACM Transactions on Mathematical Software 26(3). A shape below 1 is drawn as shape + 1 and scaled by
/// U^(1/shape), as the paper says in its section 6.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Gamma {
    d: f64,
    c: f64,
    /// 1 / shape where the shape is below 1.
    boost: Option<f64>,
}

impl Gamma {
    pub(super) fn new(shape: f64) -> Self {
        let (raised, boost) = if shape < 1.0 {
            (shape + 1.0, Some(1.0 / shape))
        } else {
            (shape, None)
        };
        let d = raised - 1.0 / 3.0;
        Self {
            d,
            c: 1.0 / (9.0 * d).sqrt(),
            boost,
        }
    }

    pub(super) fn draw(&self, stream: &mut Stream) -> f64 {
        let draw = self.at_least_one(stream);
        match self.boost {
            Some(inverse_shape) => draw * libm::pow(stream.uniform(), inverse_shape),
            None => draw,
        }
    }

    fn at_least_one(&self, stream: &mut Stream) -> f64 {
        loop {
            let z = normal::quantile(stream.uniform());
            let root = 1.0 + self.c * z;
            if root <= 0.0 {
                continue;
            }
            let v = root * root * root;
            let u = stream.uniform();
            let squared = z * z;
            // The first test is a cheap bound of the second, which decides.
            if u < 1.0 - 0.0331 * squared * squared
                || libm::log(u) < 0.5 * squared + self.d * (1.0 - v + libm::log(v))
            {
                return self.d * v;
            }
        }
    }
}

/// Draws from a beta distribution, as X / (X + Y) of two gamma draws.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Beta {
    x: Gamma,
    y: Gamma,
}

impl Beta {
    pub(super) fn new(alpha: f64, beta: f64) -> Self {
        Self {
            x: Gamma::new(alpha),
            y: Gamma::new(beta),
        }
    }

    pub(super) fn draw(&self, stream: &mut Stream) -> f64 {
        let x = self.x.draw(stream);
        let y = self.y.draw(stream);
        x / (x + y)
    }
}
