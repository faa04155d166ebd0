//! The types of reported numbers. Each serialises itself as in docs/results.md.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// The limits of an interval; JSON has `[low, high]`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// The lower limit.
    pub low: f64,
    /// The upper limit.
    pub high: f64,
}

impl From<(f64, f64)> for Interval {
    fn from((low, high): (f64, f64)) -> Self {
        Self { low, high }
    }
}

impl Serialize for Interval {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.low, self.high).serialize(serializer)
    }
}

/// How often something happened.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Share {
    /// The share of replications, 0 to 1.
    pub fraction: f64,
    /// Its 95 % Wilson interval.
    pub interval: Interval,
}

/// The values at or below which one, five and nine out of ten values lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Quantiles<T> {
    /// One out of ten.
    pub p10: T,
    /// The median.
    pub p50: T,
    /// Nine out of ten.
    pub p90: T,
}

impl<T> Quantiles<T> {
    /// Applies `of` to P10, P50 and P90.
    pub fn map<U>(self, of: impl Fn(T) -> U) -> Quantiles<U> {
        let [p10, p50, p90] = self.each().map(of);
        Quantiles { p10, p50, p90 }
    }

    /// P10, P50 and P90.
    pub fn each(self) -> [T; 3] {
        [self.p10, self.p50, self.p90]
    }
}

impl<T> From<[T; 3]> for Quantiles<T> {
    fn from([p10, p50, p90]: [T; 3]) -> Self {
        Self { p10, p50, p90 }
    }
}

/// A mean and, with two or more replications, its interval.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mean {
    /// The mean over replications.
    pub value: f64,
    /// Its 95 % confidence interval, within what the mean can be; `None` with fewer than two replications.
    pub ci95: Option<Interval>,
}

impl Serialize for Mean {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        written(Some(self), serializer)
    }
}

/// Writes `mean` and `ci95`; both are `null` if there is no mean.
fn mean_or_null<S: Serializer>(mean: &Option<Mean>, serializer: S) -> Result<S::Ok, S::Error> {
    written(mean.as_ref(), serializer)
}

fn written<S: Serializer>(mean: Option<&Mean>, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Keys {
        mean: Option<f64>,
        ci95: Option<Interval>,
    }
    let keys = Keys {
        mean: mean.map(|mean| mean.value),
        ci95: mean.and_then(|mean| mean.ci95),
    };
    keys.serialize(serializer)
}

/// A number of days, some of which may be censored by the horizon.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
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

/// Residents' waits, in days from recording to card.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct WaitDays {
    /// Mean over replications of the mean wait, with interval; `None` if any resident of any replication has no card at the end.
    #[serde(flatten, serialize_with = "mean_or_null")]
    pub mean: Option<Mean>,
    /// Over residents of all replications together; those without a card count as longer than everything. `None`: after the horizon.
    #[serde(flatten)]
    pub quantiles: Quantiles<Option<u32>>,
}

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

/// How the two sides of each pair compare. A side that is censored is later than one that is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Pairs {
    /// The scenario is sooner than the reference; of a count, lower.
    pub sooner: u32,
    /// Both are the same.
    pub equal: u32,
    /// The scenario is later than the reference; of a count, higher.
    pub later: u32,
    /// Both are censored, so nobody knows.
    pub neither: u32,
}

impl Pairs {
    /// The number of pairs.
    #[must_use]
    pub fn all(self) -> u32 {
        self.sooner + self.equal + self.later + self.neither
    }
}
