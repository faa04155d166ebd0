//! Evidence against fitting any law.

use serde::Serialize;

use super::sample::Sample;
#[cfg(feature = "office")]
use crate::words::Message;

/// Fewer observations let nearly every law pass.
const FEW: usize = 30;
/// A lag-1 correlation this many times 1/√n from 0 happens once in a hundred independent samples.
const FAR: f64 = 2.576;
/// More observations for each different value of a continuous quantity speak of rounding.
const TIED: usize = 3;
/// A law with a smaller p value is refused.
pub(super) const REFUSED: f64 = 0.05;

/// A warning about the observations of a fit.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "warning", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Warning {
    /// So few observations that nearly every law passes.
    Few {
        /// How many there are.
        count: usize,
    },
    /// Neighbouring observations are alike or opposed, so they are not independent draws of one law: trends, seasons, or several
    /// machines one after the other.
    Dependent {
        /// The correlation of each observation with the next, in the order in which they were given.
        correlation: f64,
    },
    /// A quantity that can have any value has few different ones: it was rounded, or guessed.
    Rounded {
        /// How many different values there are.
        different: usize,
        /// How many observations there are.
        count: usize,
    },
    /// Values of 0 left out the laws that have a density only above 0.
    Zeros {
        /// How many there are.
        count: usize,
    },
    /// No law passes: the best one has a p value below 0.05. The observations may be of several kinds, or a law of its own shape;
    /// [`Distribution::interpolated`](crate::random::Distribution::interpolated) draws from the observations themselves.
    NoneFits,
    /// There are so many observations that a test would find the smallest deviation and refuse every law; so there are no p values.
    Many {
        /// How many there are.
        count: usize,
    },
}

impl Warning {
    /// The warning in words.
    #[cfg(feature = "office")]
    pub(crate) fn message(&self) -> Message {
        match self {
            Self::Few { count } => Message::new("fit-few").with("count", *count),
            Self::Dependent { correlation } => {
                let rounded = (correlation * 100.0).round() / 100.0;
                Message::new("fit-dependent").with("correlation", rounded)
            }
            Self::Rounded { different, count } => Message::new("fit-rounded")
                .with("different", *different)
                .with("count", *count),
            Self::Zeros { count } => Message::new("fit-zeros").with("count", *count),
            Self::NoneFits => Message::new("fit-none-fits"),
            Self::Many { count } => Message::new("fit-many").with("count", *count),
        }
    }
}

/// The warnings about the observations themselves, in the order in which they were given.
pub(super) fn of_observations(in_order: &[f64], sample: &Sample, counts: bool) -> Vec<Warning> {
    let count = in_order.len();
    let mut warnings = Vec::new();
    if count < FEW {
        warnings.push(Warning::Few { count });
    }
    let correlation = lag_one(in_order, sample);
    if correlation.abs() * (count as f64).sqrt() > FAR {
        warnings.push(Warning::Dependent { correlation });
    }
    let mut different = sample.sorted.clone();
    different.dedup();
    let different = different.len();
    if !counts && count >= TIED * different {
        warnings.push(Warning::Rounded { different, count });
    }
    let zeros = sample.sorted.iter().filter(|x| **x == 0.0).count();
    if !counts && zeros > 0 && sample.least() == 0.0 {
        warnings.push(Warning::Zeros { count: zeros });
    }
    warnings
}

/// The correlation of each observation with the next.
fn lag_one(in_order: &[f64], sample: &Sample) -> f64 {
    let off = |x: &f64| x - sample.mean;
    let pairs = in_order.windows(2);
    let products: f64 = pairs.map(|pair| off(&pair[0]) * off(&pair[1])).sum();
    let squares = sample.sd * sample.sd * sample.count();
    if squares > 0.0 {
        products / squares
    } else {
        0.0
    }
}
