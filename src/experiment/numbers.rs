//! The blocks that results are made of. Each serialises itself as in docs/results.md.

use serde::{Serialize, Serializer};

use crate::stats::{
    Shape, censored_quantile, difference_ends, skewed_interval, student_quantile, wilson_of,
};

/// The confidence of every interval.
pub(crate) const CONFIDENCE: f64 = 0.95;

/// The probabilities of [`Quantiles`].
pub(crate) const PROBABILITIES: [f64; 3] = [0.1, 0.5, 0.9];

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
#[non_exhaustive]
pub struct Share {
    /// The share of replications, 0 to 1.
    pub fraction: f64,
    /// Its 95 % Wilson interval.
    pub interval: Interval,
}

impl Share {
    /// The share of independent units, each of one or more replications, from the share of each. It is wide enough also where those of
    /// one unit are alike.
    pub(super) fn of_units(units: &[f64], confidence: f64) -> Self {
        Self::at(units.iter().sum(), units.len() as f64, confidence)
    }

    /// The share of `n` replications in which something happened, `yes` of them.
    #[cfg(feature = "office")]
    pub(crate) fn of(yes: usize, n: usize) -> Self {
        Self::at(yes as f64, n as f64, CONFIDENCE)
    }

    fn at(yes: f64, n: f64, confidence: f64) -> Self {
        Self {
            fraction: yes / n,
            interval: wilson_of(yes, n, confidence).into(),
        }
    }
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

impl Quantiles<Option<f64>> {
    /// The quantiles of `n` values, given those that are not censored, sorted.
    pub(crate) fn of(happened: &[f64], n: usize) -> Self {
        PROBABILITIES
            .map(|p| censored_quantile(happened, n, p))
            .into()
    }
}

/// A mean and, with two or more replications, its interval.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Mean {
    /// The mean over replications.
    pub value: f64,
    /// Its 95 % confidence interval, within what the mean can be; `None` with fewer than two replications.
    pub ci95: Option<Interval>,
}

impl Mean {
    /// The mean of independent values; `None` of no values.
    pub(super) fn of(values: impl IntoIterator<Item = f64>, confidence: f64) -> Option<Self> {
        let shape: Shape = values.into_iter().collect();
        Some(Self {
            value: shape.tally().mean()?,
            ci95: skewed_interval(&shape, confidence).map(Into::into),
        })
    }

    /// The mean of values that lie between two limits; `None` of no values.
    #[cfg(feature = "office")]
    pub(crate) fn within(
        values: impl IntoIterator<Item = f64>,
        least: f64,
        most: f64,
    ) -> Option<Self> {
        Some(Self::of(values, CONFIDENCE)?.cut(least, most))
    }

    /// The same with its interval cut to what the values can be.
    pub(super) fn cut(self, least: f64, most: f64) -> Self {
        let cut = |ci: Interval| (ci.low.max(least), ci.high.min(most)).into();
        Self {
            ci95: self.ci95.map(cut),
            ..self
        }
    }

    /// The mean of paired differences; `None` of none.
    pub(crate) fn of_differences(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let shape: Shape = values.into_iter().collect();
        let tally = shape.tally();
        let df = tally.count().checked_sub(1).filter(|df| *df > 0);
        let t = df.map(|df| student_quantile(0.5 + CONFIDENCE / 2.0, df));
        Some(Self {
            value: tally.mean()?,
            ci95: t.and_then(|t| difference_ends(&shape, t)).map(Into::into),
        })
    }
}

impl Serialize for Mean {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        written(Some(self), serializer)
    }
}

/// Writes `mean` and `ci95`; both are `null` if there is no mean.
pub(crate) fn mean_or_null<S: Serializer>(
    mean: &Option<Mean>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
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
