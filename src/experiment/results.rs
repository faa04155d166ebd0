//! The results of an experiment.

use serde::{Deserialize, Serialize};

use super::column::{Column, Units};
use super::kinds::{Kind, TimeTo, Value};
use super::numbers::CONFIDENCE;
use super::output::{Label, Output, Outputs};
use super::over_time::SeriesLabel;
use super::precision::{Ordered, quantile_at};
use super::run::About;
use super::window::{Window, in_minutes};
use crate::stats::{KaplanMeier, QuantileInterval, Series};

/// One replication of an experiment: its number, and its value of each output.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Row {
    /// The number of the replication, by which its streams are found again.
    pub replication: u32,
    /// Its values, in the order of the outputs.
    pub values: Box<[Value]>,
    /// Its values over time, in the order of the [series](super::Outputs::series).
    #[serde(default, skip_serializing_if = "<[Series]>::is_empty")]
    pub series: Box<[Series]>,
}

/// The results of an experiment, row by row; made by [`Experiment::run`](super::Experiment::run).
///
/// Its `Display` is a report: each output with its mean, the interval of the mean, and the quantiles over replications.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Results {
    /// The name of the experiment; empty unless [named](super::Experiment::named).
    pub name: String,
    /// The [inputs](super::Experiment::input), each with its name and its value.
    pub inputs: Vec<(String, String)>,
    /// The time of each run that was observed, if a window was given. JSON has `warm_up_min` and `length_min`, which is `null` for a run to its end.
    #[serde(serialize_with = "in_minutes", skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// The seed of all random streams.
    pub seed: u64,
    /// Whether they are [antithetic pairs](super::Experiment::antithetic).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub antithetic: bool,
    /// The outputs, in order.
    pub outputs: Vec<Label>,
    /// The [series](super::Outputs::series), in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<SeriesLabel>,
    /// The replications that were done, in order of their numbers.
    pub rows: Vec<Row>,
    #[serde(skip)]
    id: u64,
}

impl Results {
    /// Results without replications yet.
    pub(super) fn new<O>(about: &About, seed: u64, outputs: &Outputs<O>) -> Self {
        Self {
            name: about.name.clone(),
            inputs: about.inputs.clone(),
            window: about.window,
            seed,
            antithetic: about.antithetic,
            outputs: outputs.labels().cloned().collect(),
            series: about.series.clone(),
            rows: Vec::new(),
            id: outputs.id(),
        }
    }

    /// The summary of an output over all replications.
    ///
    /// # Panics
    ///
    /// If the output belongs to another list of outputs.
    #[must_use]
    pub fn of<K: Kind>(&self, output: Output<K>) -> K::Summary {
        K::sum_up(&self.column_of(output))
    }

    /// The name, the unit and the kind of an output.
    ///
    /// # Panics
    ///
    /// If the output belongs to another list of outputs.
    #[must_use]
    pub fn label<K: Kind>(&self, output: Output<K>) -> &Label {
        &self.outputs[self.place(output)]
    }

    /// The value of an output in each replication, in order.
    ///
    /// # Panics
    ///
    /// If the output belongs to another list of outputs.
    #[must_use]
    pub fn values<K: Kind>(&self, output: Output<K>) -> Vec<Value> {
        self.column_of(output).values
    }

    /// The quantile `p` of an output over replications, with its 95 % interval: by [order statistics](crate::stats::quantile_interval()), or where
    /// something happened in one replication later than another was censored, by [Kaplan and Meier](KaplanMeier::quantile_interval). `None`
    /// if so few replications enclose no interval, a replication has no such number, or they are antithetic pairs, which are for means.
    ///
    /// # Panics
    ///
    /// If the output belongs to another list of outputs, or `p` is not between 0 and 1.
    #[must_use]
    pub fn quantile<K: Ordered>(&self, output: Output<K>, p: f64) -> Option<QuantileInterval> {
        quantile_at(&self.column_of(output), p, CONFIDENCE)
    }

    /// The distribution of the time to an event over replications, as far as it is known. Its intervals assume independent replications;
    /// antithetic pairs are not.
    ///
    /// # Panics
    ///
    /// If the output belongs to another list of outputs.
    #[must_use]
    pub fn times_to(&self, output: Output<TimeTo>) -> KaplanMeier {
        self.column_of(output).times()
    }

    /// The list that the outputs belong to.
    pub(super) fn id(&self) -> u64 {
        self.id
    }

    /// Whether these are results of an experiment with such outputs.
    pub(super) fn fits<O>(&self, outputs: &Outputs<O>) -> bool {
        self.id == outputs.id()
    }

    /// Whether each replication can be paired with one of the other results.
    pub(super) fn comparable(&self, other: &Self) -> bool {
        let numbers = |results: &Self| {
            results
                .rows
                .iter()
                .map(|row| row.replication)
                .collect::<Vec<_>>()
        };
        self.id == other.id
            && self.seed == other.seed
            && self.antithetic == other.antithetic
            && numbers(self) == numbers(other)
    }

    /// The places and the labels of the outputs that a report has: all but [optional](Label::optional) ones that no replication has.
    pub(crate) fn told(&self) -> Vec<(usize, &Label)> {
        let is_told = |(place, label): &(usize, &Label)| {
            let mut values = self.rows.iter().map(|row| row.values[*place]);
            !label.optional || values.any(|value| value != Value::Missing)
        };
        self.outputs.iter().enumerate().filter(is_told).collect()
    }

    pub(super) fn column(&self, place: usize) -> Column {
        Column {
            values: self.rows.iter().map(|row| row.values[place]).collect(),
            bounds: self.outputs[place].bounds,
            limits: self.outputs[place].limits,
            units: self.units(),
        }
    }

    pub(super) fn column_of<K: Kind>(&self, output: Output<K>) -> Column {
        self.column(self.place(output))
    }

    /// The place of an output.
    ///
    /// # Panics
    ///
    /// If the output belongs to another list of outputs.
    pub(crate) fn place<K: Kind>(&self, output: Output<K>) -> usize {
        output.place_in(self.id)
    }

    /// Which replications are independent of each other.
    pub(super) fn units(&self) -> Units {
        match self.antithetic {
            true => {
                let numbers: Vec<u32> = self.rows.iter().map(|row| row.replication).collect();
                Units::of_pairs(&numbers)
            }
            false => Units::Replications,
        }
    }
}
