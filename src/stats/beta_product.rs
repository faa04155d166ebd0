//! Confidence limits of quantiles of times that may be censored: the beta product confidence procedure.

use super::quantile_interval::QuantileInterval;
use crate::support::special::beta_i;

/// All that ended at one time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct AtTime {
    pub time: f64,
    /// How many had been observed until then.
    pub at_risk: f64,
    /// To how many of them it happened.
    pub events: f64,
    /// How many were observed for longer.
    pub left: f64,
}

/// A product of independent beta variables, by its first two moments.
#[derive(Clone, Copy)]
struct Product {
    mean: f64,
    square: f64,
}

impl Product {
    const ONE: Self = Self {
        mean: 1.0,
        square: 1.0,
    };

    fn times(self, a: f64, b: f64) -> Self {
        let sum = a + b;
        Self {
            mean: self.mean * a / sum,
            square: self.square * a * (a + 1.0) / (sum * (sum + 1.0)),
        }
    }

    /// The probability that it is at most `x`, of the beta variable with the same two moments.
    fn at_most(self, x: f64) -> f64 {
        let Self { mean, square } = self;
        let variance = square - mean * mean;
        if variance <= 0.0 {
            return f64::from(u8::from(mean <= x));
        }
        let scale = (mean - square) / variance;
        beta_i(x, mean * scale, (1.0 - mean) * scale)
    }
}

/// The ends of the interval for the quantile `p`: those times up to which the upper and the lower limit of the probability of a later time
/// enclose 1 − p. `None` if even before the first time too few are observed to enclose it.
///
/// The upper limit is a quantile of the product of Beta(r − d + 1, d) over the times up to then, where it happened to d of r; the lower one
/// of the same product times Beta(r, 1) with those r that are left.
pub(super) fn ends(
    times: &[AtTime],
    estimate: Option<f64>,
    p: f64,
    confidence: f64,
) -> Option<QuantileInterval> {
    let (tail, target) = ((1.0 - confidence) / 2.0, 1.0 - p);
    let below =
        |upper: Product, left: f64| left <= 0.0 || upper.times(left, 1.0).at_most(target) >= tail;
    if below(Product::ONE, times.first()?.at_risk) {
        return None;
    }
    let (mut upper, mut low, mut high) = (Product::ONE, None, None);
    for at in times {
        if at.events > 0.0 {
            upper = upper.times(at.at_risk - at.events + 1.0, at.events);
        }
        if low.is_none() && below(upper, at.left) {
            low = Some(at.time);
        }
        if upper.at_most(target) > 1.0 - tail {
            high = Some(at.time);
            break;
        }
    }
    Some(QuantileInterval {
        estimate,
        low,
        high,
        ranks: None,
        coverage: confidence,
    })
}
