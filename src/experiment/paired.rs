//! Paired differences between two experiments on common random numbers.

use std::cmp::Ordering;

use serde::Serialize;

use super::numbers::{Mean, mean_or_null};

/// A paired difference.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Paired {
    /// Mean difference with its 95 % interval; `None` if a pair is censored on either side, because then no honest mean exists.
    #[serde(flatten, serialize_with = "mean_or_null")]
    pub mean: Option<Mean>,
    /// In how many pairs the scenario was sooner than the reference, or not.
    pub pairs: Pairs,
    /// Number of pairs that the mean leaves out because one or both sides were censored.
    pub censored: u32,
}

/// How the two sides of each pair compare. A side that is censored is later than what happened on the other before that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Pairs {
    /// The scenario is sooner than the reference; of a count, lower.
    pub sooner: u32,
    /// Both are the same.
    pub equal: u32,
    /// The scenario is later than the reference; of a count, higher.
    pub later: u32,
    /// Both are censored, or one before the other happened, so nobody knows.
    pub neither: u32,
}

impl Pairs {
    /// The number of pairs.
    #[must_use]
    pub fn all(self) -> u32 {
        self.sooner + self.equal + self.later + self.neither
    }
}

impl Paired {
    /// The difference of each pair, reference first. A value that is `None` is censored: it is larger than any other. `mean` is that of the
    /// differences, if all are known.
    pub(crate) fn of(
        both: impl Iterator<Item = (Option<f64>, Option<f64>)>,
        mean: impl FnOnce(Vec<f64>) -> Option<Mean>,
    ) -> Self {
        let (pairs, differences) = Self::matched(both);
        let censored = pairs.all() - differences.len() as u32;
        let honest = censored == 0;
        Self {
            mean: honest.then(|| mean(differences)).flatten(),
            pairs,
            censored,
        }
    }

    /// How the two sides of each pair compare, reference first, and the differences of the pairs in which neither is censored.
    pub(crate) fn matched(
        both: impl Iterator<Item = (Option<f64>, Option<f64>)>,
    ) -> (Pairs, Vec<f64>) {
        let mut pairs = Pairs::default();
        let mut differences = Vec::new();
        for pair in both {
            match pair {
                (None, None) => pairs.neither += 1,
                (Some(_), None) => pairs.later += 1,
                (None, Some(_)) => pairs.sooner += 1,
                (Some(reference), Some(other)) => {
                    differences.push(other - reference);
                    match other.total_cmp(&reference) {
                        Ordering::Less => pairs.sooner += 1,
                        Ordering::Equal => pairs.equal += 1,
                        Ordering::Greater => pairs.later += 1,
                    }
                }
            }
        }
        (pairs, differences)
    }
}
