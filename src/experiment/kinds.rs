//! The kinds of outputs: the value of each in one replication, and its summary over all.

use serde::{Deserialize, Serialize};

use super::column::Column;
use super::numbers::{CONFIDENCE, Interval, Mean, PROBABILITIES, Quantiles, Share, mean_or_null};
use super::output::OutputKind;
use crate::stats::{Observed, ratio_jackknife};

/// The value of an output in one replication.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Value {
    /// A number.
    Number(f64),
    /// The replication has no such number.
    Missing,
    /// Whether something happened.
    Happened(bool),
    /// A numerator and a denominator.
    Ratio(f64, f64),
    /// A time to an event, possibly censored.
    TimeTo(Observed),
}

impl Value {
    /// The value as a number; `None` for what is missing or censored, and for a ratio, because a mean of ratios is not the ratio.
    pub(super) fn number(self) -> Option<f64> {
        match self {
            Value::Number(value) | Value::TimeTo(Observed::At(value)) => Some(value),
            Value::Happened(happened) => Some(f64::from(u8::from(happened))),
            Value::Missing | Value::Ratio(..) | Value::TimeTo(Observed::NotBefore(_)) => None,
        }
    }

    /// The numbers that it is made of.
    pub(super) fn numbers(self) -> Vec<f64> {
        match self {
            Value::Number(number)
            | Value::TimeTo(Observed::At(number) | Observed::NotBefore(number)) => vec![number],
            Value::Ratio(numerator, denominator) => vec![numerator, denominator],
            Value::Missing | Value::Happened(_) => vec![],
        }
    }

    /// The value as a possibly censored time.
    pub(super) fn time(self) -> Option<Observed> {
        match self {
            Value::TimeTo(time) => Some(time),
            _ => None,
        }
    }
}

mod sealed {
    /// Seals the trait: no other crate can add a kind.
    pub trait Sealed {}
}

/// A kind of output: [`Number`], [`Probability`], [`Ratio`] or [`TimeTo`].
pub trait Kind: sealed::Sealed {
    /// Its value in one replication.
    type One;

    /// Its summary over all replications.
    type Summary;

    #[doc(hidden)]
    const KIND: OutputKind;

    #[doc(hidden)]
    fn value(one: Self::One) -> Value;

    #[doc(hidden)]
    fn sum_up(column: &Column) -> Self::Summary;
}

/// The kind of outputs that are a number in each replication.
#[derive(Clone, Copy, Debug)]
pub enum Number {}

/// The kind of outputs that are an event, which happens or does not.
#[derive(Clone, Copy, Debug)]
pub enum Probability {}

/// The kind of outputs that are the ratio of two means.
#[derive(Clone, Copy, Debug)]
pub enum Ratio {}

/// The kind of outputs that are the time to an event, possibly censored.
#[derive(Clone, Copy, Debug)]
pub enum TimeTo {}

/// The summary of a number over replications.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Numbers {
    /// The mean with its 95 % interval: how well the mean is known. `None` if any replication has no such number.
    #[serde(flatten, serialize_with = "mean_or_null")]
    pub mean: Option<Mean>,
    /// Quantiles over replications. `None` if a replication has no such number, because the others may be a biased sample. If it is missing because an event
    /// did not happen in time, use [`TimeTo`], which has quantiles.
    #[serde(flatten)]
    pub quantiles: Quantiles<Option<f64>>,
    /// The number of replications without such a number.
    pub missing: u32,
}

/// The summary of the time to an event over replications.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TimesTo {
    /// The mean with its 95 % interval; `None` if any replication is censored, because then no honest mean exists.
    #[serde(flatten, serialize_with = "mean_or_null")]
    pub mean: Option<Mean>,
    /// Quantiles over replications, by Kaplan and Meier; `None` where the event happened in too few of them.
    #[serde(flatten)]
    pub quantiles: Quantiles<Option<f64>>,
    /// The number of replications that ended before the event.
    pub censored: u32,
}

/// The summary of a ratio over replications.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Ratios {
    /// The ratio of the sums, by the jackknife; `None` if the denominators sum to 0.
    pub value: Option<f64>,
    /// Its 95 % interval; `None` with fewer than two replications.
    pub ci95: Option<Interval>,
}

impl sealed::Sealed for Number {}
impl sealed::Sealed for Probability {}
impl sealed::Sealed for Ratio {}
impl sealed::Sealed for TimeTo {}

impl Kind for Number {
    type One = Option<f64>;
    type Summary = Numbers;
    const KIND: OutputKind = OutputKind::Number;

    fn value(one: Option<f64>) -> Value {
        one.map_or(Value::Missing, Value::Number)
    }

    fn sum_up(column: &Column) -> Numbers {
        let known = column.values.iter().filter_map(|value| value.number());
        let mut known: Vec<f64> = known.collect();
        known.sort_by(f64::total_cmp);
        let missing = column.unknown();
        Numbers {
            mean: column.mean(CONFIDENCE),
            quantiles: match missing {
                0 => Quantiles::of(&known, known.len()),
                _ => Quantiles::default(),
            },
            missing: missing as u32,
        }
    }
}

impl Kind for Probability {
    type One = bool;
    type Summary = Share;
    const KIND: OutputKind = OutputKind::Probability;

    fn value(one: bool) -> Value {
        Value::Happened(one)
    }

    fn sum_up(column: &Column) -> Share {
        Share::of_units(&column.means().unwrap_or_default(), CONFIDENCE)
    }
}

impl Kind for Ratio {
    type One = (f64, f64);
    type Summary = Ratios;
    const KIND: OutputKind = OutputKind::Ratio;

    fn value((numerator, denominator): (f64, f64)) -> Value {
        Value::Ratio(numerator, denominator)
    }

    fn sum_up(column: &Column) -> Ratios {
        Ratio::at(column, CONFIDENCE)
    }
}

impl Ratio {
    /// The ratio of the sums, with an interval of this confidence.
    pub(super) fn at(column: &Column, confidence: f64) -> Ratios {
        let pairs = column.ratios();
        let found = ratio_jackknife(&pairs, confidence);
        let alone = || match pairs[..] {
            [(numerator, denominator)] if denominator != 0.0 => Some(numerator / denominator),
            _ => None,
        };
        Ratios {
            value: found.map(|found| found.mean).or_else(alone),
            ci95: found.map(|found| (found.low(), found.high()).into()),
        }
    }
}

impl Kind for TimeTo {
    type One = Observed;
    type Summary = TimesTo;
    const KIND: OutputKind = OutputKind::TimeTo;

    fn value(one: Observed) -> Value {
        Value::TimeTo(one)
    }

    fn sum_up(column: &Column) -> TimesTo {
        let times = column.times();
        TimesTo {
            mean: column.mean(CONFIDENCE),
            quantiles: PROBABILITIES.map(|p| times.quantile(p)).into(),
            censored: column.unknown() as u32,
        }
    }
}
