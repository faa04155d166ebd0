//! What the replications have of one output, and which of them are independent.

use super::kinds::Value;
use super::numbers::{Interval, Mean};
use crate::stats::{KaplanMeier, Observed, bounded_interval};

/// What the replications have of an output, in order.
#[derive(Clone, Debug)]
pub struct Column {
    pub(super) values: Vec<Value>,
    /// The bounds of its values, if they were told.
    pub(super) bounds: Option<(f64, f64)>,
    pub(super) units: Units,
}

/// Which replications are independent of each other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Units {
    /// Each is.
    Replications,
    /// Groups of neighbours are, with so many in each: antithetic pairs, and those whose other half is not there.
    Groups(Vec<usize>),
}

impl Units {
    /// The units of replications with these numbers, of which 2k and 2k + 1 are a pair.
    pub(super) fn of_pairs(numbers: &[u32]) -> Self {
        let groups = numbers.chunk_by(|a, b| a / 2 == b / 2);
        Self::Groups(groups.map(<[u32]>::len).collect())
    }

    /// The mean of each unit, of what all replications have.
    pub(super) fn means(&self, values: Vec<f64>) -> Vec<f64> {
        match self {
            Self::Replications => values,
            Self::Groups(sizes) => {
                let mut values = values.into_iter();
                let mut mean = |n: &usize| values.by_ref().take(*n).sum::<f64>() / *n as f64;
                sizes.iter().map(&mut mean).collect()
            }
        }
    }

    pub(super) fn are_pairs(&self) -> bool {
        matches!(self, Self::Groups(_))
    }
}

impl Column {
    /// Values of independent replications.
    #[cfg(feature = "office")]
    pub(crate) fn independent(values: Vec<Value>) -> Self {
        Self {
            values,
            bounds: None,
            units: Units::Replications,
        }
    }

    /// The number of replications that have no number.
    pub(super) fn unknown(&self) -> usize {
        let unknown = self.values.iter().filter(|value| value.number().is_none());
        unknown.count()
    }

    /// The means of the units in order of the replications, so that what is computed of them has the same bits however they were run; `None`
    /// if any value is not known.
    pub(super) fn means(&self) -> Option<Vec<f64>> {
        let known: Option<Vec<f64>> = self.values.iter().map(|value| value.number()).collect();
        known.map(|known| self.units.means(known))
    }

    /// The mean with its interval; `None` if any value is not known, or there is none.
    pub(super) fn mean(&self, confidence: f64) -> Option<Mean> {
        let means = self.means()?;
        let bounded = self
            .bounds
            .map(|(low, high)| bounded_interval(&means, low, high, confidence));
        let mean = Mean::of(means, confidence)?;
        Some(match bounded {
            Some(ends) => Mean {
                ci95: ends.map(Interval::from),
                ..mean
            },
            None => mean,
        })
    }

    /// The numerators and the denominators of a ratio, added up in each unit.
    pub(super) fn ratios(&self) -> Vec<(f64, f64)> {
        let (above, below) = self
            .values
            .iter()
            .map(|value| match value {
                Value::Ratio(numerator, denominator) => (*numerator, *denominator),
                _ => unreachable!("an output has values of one kind"),
            })
            .unzip();
        // Means in place of sums: a ratio is the same of both.
        std::iter::zip(self.units.means(above), self.units.means(below)).collect()
    }

    /// Whether something happened later than one of the times was censored, so that not all of those censored are known to be the largest.
    pub(super) fn is_mixed(&self) -> bool {
        let times = self.values.iter().filter_map(|value| value.time());
        let ends = times
            .filter(|time| time.at().is_none())
            .map(Observed::until);
        let first = ends.fold(f64::INFINITY, f64::min);
        let mut happened = self.values.iter().filter_map(|value| value.number());
        happened.any(|time| time > first)
    }

    /// The distribution of the times to an event.
    pub(super) fn times(&self) -> KaplanMeier {
        self.values
            .iter()
            .filter_map(|value| value.time())
            .collect()
    }
}
