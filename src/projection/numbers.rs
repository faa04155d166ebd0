//! The types of an office's numbers, made of the blocks of any experiment. Each serialises itself as in docs/results.md.

use jiff::civil::Date;
use serde::Serialize;

use crate::experiment::numbers::mean_or_null;
pub use crate::experiment::{Interval, Mean, Paired, Pairing, Pairs, Quantiles, Share};

/// A number of days, some of which may be censored by the horizon.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Days {
    /// Mean with its 95 % interval; `None` if any replication is censored, because then no honest mean exists.
    #[serde(flatten, serialize_with = "mean_or_null")]
    pub mean: Option<Mean>,
    /// Over replications; censored ones count as later than everything. `None`: after the horizon.
    #[serde(flatten)]
    pub quantiles: Quantiles<Option<u32>>,
    /// Number of replications in which it did not happen.
    pub censored: u32,
}

/// The date of something that happens once, or not at all.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Dates {
    /// Over replications; `None`: after the horizon, or never. P90 is the 90 % safe date.
    #[serde(flatten)]
    pub quantiles: Quantiles<Option<Date>>,
    /// The share of replications in which it happened.
    #[serde(flatten)]
    pub share: Share,
}

/// A count or share that every replication has.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Measure {
    /// Mean with interval.
    #[serde(flatten)]
    pub mean: Mean,
    /// Over replications.
    #[serde(flatten)]
    pub quantiles: Quantiles<f64>,
    /// In how many replications it was above 0.
    pub nonzero: u32,
}

impl Measure {
    /// A count with its mean. If it was never above 0, the mean has no interval: how often something may happen that was never seen, a mean
    /// of zeros does not say.
    pub(super) fn of(mut mean: Mean, quantiles: Quantiles<f64>, nonzero: u32) -> Self {
        mean.ci95 = mean.ci95.filter(|_| nonzero > 0);
        Self {
            mean,
            quantiles,
            nonzero,
        }
    }
}

/// Residents' waits, in days from recording to card.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct WaitDays {
    /// Mean over replications of the mean wait, with interval; `None` if any resident of any replication has no card at the end.
    #[serde(flatten, serialize_with = "mean_or_null")]
    pub mean: Option<Mean>,
    /// Over residents of all replications together; those without a card count as longer than everything. `None`: after the horizon.
    #[serde(flatten)]
    pub quantiles: Quantiles<Option<u32>>,
}
