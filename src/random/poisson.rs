//! Poisson draws.

use super::Stream;

/// From this mean on, rejection is valid and faster than summing probabilities.
const LARGE: f64 = 10.0;

/// Draws from a Poisson distribution.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Poisson {
    /// The quantile function at one uniform number, summed upwards from P(0).
    Small { mean: f64, none: f64 },
    /// Hörmann (1993), "The transformed rejection method for generating Poisson random variables", Insurance:
    /// Mathematics and Economics 12(1), algorithm PTRS.
    Large {
        mean: f64,
        log_mean: f64,
        a: f64,
        b: f64,
        log_inverse_alpha: f64,
        v_r: f64,
    },
}

impl Poisson {
    pub(super) fn new(mean: f64) -> Self {
        if mean < LARGE {
            return Self::Small {
                mean,
                none: libm::exp(-mean),
            };
        }
        let b = 0.931 + 2.53 * mean.sqrt();
        Self::Large {
            mean,
            log_mean: libm::log(mean),
            a: -0.059 + 0.02483 * b,
            b,
            log_inverse_alpha: libm::log(1.1239 + 1.1328 / (b - 3.4)),
            v_r: 0.9277 - 3.6224 / (b - 2.0),
        }
    }

    pub(super) fn draw(&self, stream: &mut Stream) -> f64 {
        match *self {
            Self::Small { mean, none } => {
                let mut left = stream.uniform() - none;
                let mut probability = none;
                let mut k = 0.0;
                // A term that has become 0 ends the sum where rounding would never let `left` reach 0.
                while left > 0.0 && probability > 0.0 {
                    k += 1.0;
                    probability *= mean / k;
                    left -= probability;
                }
                k
            }
            Self::Large {
                mean,
                log_mean,
                a,
                b,
                log_inverse_alpha,
                v_r,
            } => loop {
                let u = stream.uniform() - 0.5;
                let v = stream.uniform();
                let edge = 0.5 - u.abs();
                let k = ((2.0 * a / edge + b) * u + mean + 0.43).floor();
                if edge >= 0.07 && v <= v_r {
                    return k;
                }
                if k < 0.0 || (edge < 0.013 && v > edge) {
                    continue;
                }
                let hat = libm::log(v) + log_inverse_alpha - libm::log(a / (edge * edge) + b);
                if hat <= k * log_mean - mean - libm::lgamma(k + 1.0) {
                    return k;
                }
            },
        }
    }
}
