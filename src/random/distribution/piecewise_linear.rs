//! A distribution function given at some values, with straight lines between them.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, not_negative, refused, write_list};
use super::pairs::Pairs;
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler};
use crate::error::{Error, ErrorKind, Result};
use crate::random::{Quantity, Stream};
use crate::words::Message;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct PiecewiseLinear<V: Quantity> {
    points: Pairs<V>,
}

impl<V: Quantity> Distribution<V> {
    /// The distribution whose distribution function goes in straight lines through these points, each a value with the
    /// probability of a draw that is at most that value. Neither values nor probabilities fall from point to point; the first
    /// probability is 0 and the last is 1. A value given twice has the probability between its two points to itself.
    pub fn piecewise_linear(points: &[(V, f64)]) -> Result<Self> {
        Self::new(Parameters::PiecewiseLinear(PiecewiseLinear {
            points: points.to_vec().into(),
        }))
    }

    /// The piecewise-linear empirical distribution of these observations (at least two), in any order: from the least to the
    /// greatest, with equal probability between neighbours (Law 2015, Simulation Modeling and Analysis, section 6.2.4). Unlike
    /// [`empirical`](Self::empirical), it also draws values between those observed; like it, none beyond them.
    pub fn interpolated(observations: &[V]) -> Result<Self> {
        let mut sorted = observations.to_vec();
        sorted.sort_by(|one, other| one.to_raw().total_cmp(&other.to_raw()));
        let last = sorted.len().saturating_sub(1).max(1) as f64;
        let points = sorted.into_iter().enumerate();
        let points: Vec<(V, f64)> = points.map(|(i, value)| (value, i as f64 / last)).collect();
        Self::piecewise_linear(&points)
    }
}

impl<V: Quantity> PiecewiseLinear<V> {
    /// Neighbouring points, the lower first.
    fn pieces(&self) -> impl Iterator<Item = [(f64, f64); 2]> {
        let points = self.points.iter();
        points.clone().zip(points.skip(1)).map(<[_; 2]>::from)
    }
}

impl<V: Quantity> Family<V> for PiecewiseLinear<V> {
    const NAME: &'static str = "piecewise_linear";
    const PARAMETERS: &'static [&'static str] = &[];
    const EACH: &'static str = "value: probability";

    fn read(arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            points: Pairs::read(arguments)?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        self.points.arguments()
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_list(Self::NAME, &self.arguments(), f)
    }

    fn check(&self) -> Result<()> {
        self.points
            .check_values(Self::NAME, not_negative, "value")?;
        for [(lower, before), (upper, after)] in self.pieces() {
            // A probability that is no number is refused here too.
            let rises = lower <= upper && before <= after;
            if !rises {
                return Err(Error::of(
                    ErrorKind::Value,
                    Message::new("distribution-points-fall")
                        .with("found", V::from_raw(upper).written())
                        .with("probability", after.to_string()),
                ));
            }
        }
        let mut probabilities = self.points.iter().map(|(_, probability)| probability);
        let (first, last) = (probabilities.next(), probabilities.last());
        for (found, wanted) in [(first, 0.0), (last, 1.0)] {
            let found: f64 = found.unwrap_or(0.0);
            if found != wanted {
                let end = match wanted {
                    0.0 => Message::new("distribution-first-probability"),
                    _ => Message::new("distribution-last-probability"),
                };
                return Err(refused(Self::NAME, "probability", found.to_string(), end));
            }
        }
        Ok(())
    }

    fn mean(&self) -> f64 {
        let parts = self.pieces().map(|[(lower, before), (upper, after)]| {
            (after - before) * (0.5 * lower + 0.5 * upper)
        });
        parts.sum()
    }

    fn variance(&self) -> f64 {
        let mean = self.mean();
        let squares = self.pieces().map(|[(lower, before), (upper, after)]| {
            let (off, width) = (0.5 * lower + 0.5 * upper - mean, upper - lower);
            (after - before) * (off * off + width * width / 12.0)
        });
        squares.sum()
    }

    fn support(&self) -> (f64, Option<f64>) {
        // Values with a probability of 0 at either end are never drawn.
        let mut drawn = self
            .pieces()
            .filter(|[(_, before), (_, after)]| before < after);
        let Some([first, mut last]) = drawn.next() else {
            return (0.0, Some(0.0));
        };
        if let Some([_, later]) = drawn.last() {
            last = later;
        }
        (first.0, Some(last.0))
    }

    fn cdf(&self, x: f64) -> f64 {
        let mut at = 0.0;
        for [(lower, before), (upper, after)] in self.pieces() {
            match x {
                x if x < lower => break,
                x if x >= upper => at = after,
                _ => at = before + (after - before) * (x - lower) / (upper - lower),
            }
        }
        at
    }

    fn quantile(&self, p: f64) -> f64 {
        Segments::new(self.points.iter()).quantile(p)
    }

    fn sampler(&self) -> Sampler {
        Sampler::other(Segments::new(self.points.iter()))
    }
}

/// By inversion, with one uniform number a draw; the piece is found by bisection.
#[derive(Debug)]
struct Segments {
    points: Vec<(f64, f64)>,
}

impl Segments {
    fn new(points: impl Iterator<Item = (f64, f64)>) -> Self {
        Self {
            points: points.collect(),
        }
    }

    fn quantile(&self, p: f64) -> f64 {
        let last = self.points.len() - 1;
        let above = self.points.partition_point(|(_, so_far)| *so_far < p);
        let above = above.clamp(1, last);
        let ((lower, before), (upper, after)) = (self.points[above - 1], self.points[above]);
        let share = (p - before) / (after - before);
        lower * (1.0 - share) + upper * share
    }
}

impl Draw for Segments {
    fn draw(&self, stream: &mut Stream) -> f64 {
        self.quantile(stream.uniform())
    }
}
