//! What a replication yields: each output named once, with the function that takes it from the outcome.

use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};

use super::column::Limits;
use super::kinds::{Kind, Number, Probability, Ratio, TimeTo, Value};
use super::over_time::{OverTime, SeriesLabel};
use super::results::Row;
use crate::error::{Error, ErrorKind, Result};
use crate::stats::{Observed, Series};
use crate::time::Span;
use crate::words::Message;

/// The outputs of an experiment. Each has a name, a unit, and a function that takes its value from the outcome `O` of a replication.
///
/// Each method adds an output and returns its handle, with which [`Results`](super::Results) and
/// [`Comparison`](super::Comparison) are asked. So a name is written once, and the compiler knows the statistics of each output.
///
/// # Examples
///
/// ```
/// use cetak::experiment::{Experiment, Outputs};
///
/// // A die: a replication is one throw.
/// let mut outputs = Outputs::new();
/// let eyes = outputs.number("eyes", "", |throw: &usize| *throw as f64);
/// let six = outputs.probability("a six", |throw| *throw == 6);
///
/// let die = Experiment::new(&outputs, |streams| Ok(1 + streams.stream("die").index(6)));
/// let results = die.replications(1000).run()?;
/// assert!((results.of(eyes).mean.expect("every throw has eyes").value - 3.5).abs() < 0.2);
/// assert!((results.of(six).fraction - 1.0 / 6.0).abs() < 0.04);
/// # Ok::<(), cetak::Error>(())
/// ```
pub struct Outputs<O> {
    id: u64,
    labels: Vec<Label>,
    /// Each adds the values of one or more outputs, in the order of their labels.
    takes: Vec<Take<O>>,
    series: Vec<(SeriesLabel, TakeSeries<O>)>,
    /// The steps in which resources are asked to keep the queue length over time.
    queue_step: Option<Span>,
}

type TakeSeries<O> = Box<dyn Fn(&O) -> Series + Send + Sync>;
type Take<O> = Box<dyn Fn(&O, &mut Vec<Value>) + Send + Sync>;

/// The name, the unit and the kind of an output.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Label {
    /// Its name.
    pub name: String,
    /// The unit of its values, such as `min`; empty if it has none.
    pub unit: String,
    /// What kind of output it is.
    pub kind: OutputKind,
    /// The bounds of its values, if they were [given](Outputs::between).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounds: Option<(f64, f64)>,
    /// The limits of the values of a [resource](Outputs::resource), if there are any: the interval of the mean is cut to them.
    #[serde(default, skip_serializing_if = "is_unlimited")]
    pub limits: Limits,
    /// Whether a model has it only if it was asked to keep the values for it. Reports leave it out if no replication has it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
}

impl Label {
    pub(crate) fn new(name: impl Into<String>, unit: impl Into<String>, kind: OutputKind) -> Self {
        Self {
            name: name.into(),
            unit: unit.into(),
            kind,
            bounds: None,
            limits: (None, None),
            optional: false,
        }
    }
}

fn is_unlimited(limits: &Limits) -> bool {
    *limits == (None, None)
}

/// What kind of value an output has in each replication; it decides the statistics over replications.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum OutputKind {
    /// A number.
    Number,
    /// Whether something happened.
    Probability,
    /// A numerator and a denominator.
    Ratio,
    /// A time to an event, possibly censored.
    TimeTo,
}

/// The handle of an output, given by [`Outputs`]. `K` is its kind.
pub struct Output<K> {
    outputs: u64,
    place: usize,
    kind: PhantomData<fn() -> K>,
}

impl<K> Clone for Output<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Output<K> {}

impl<K> fmt::Debug for Output<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Output").field(&self.place).finish()
    }
}

impl<K> Output<K> {
    /// The list to which it belongs.
    pub(super) fn outputs(self) -> u64 {
        self.outputs
    }

    /// Its place in the list of outputs.
    ///
    /// # Panics
    ///
    /// If it belongs to other outputs than these.
    pub(super) fn place_in(self, outputs: u64) -> usize {
        assert!(
            self.outputs == outputs,
            "this output belongs to other outputs than the results it is looked for in"
        );
        self.place
    }
}

impl<O> Outputs<O> {
    /// Makes an empty list.
    #[must_use]
    pub fn new() -> Self {
        static MADE: AtomicU64 = AtomicU64::new(0);
        Self {
            id: MADE.fetch_add(1, Ordering::Relaxed),
            labels: Vec::new(),
            takes: Vec::new(),
            series: Vec::new(),
            queue_step: None,
        }
    }

    /// Adds a number: a mean, a time average, a count, a cost. `of` may return an `f64`, or an `Option<f64>` where a replication can
    /// be without it, such as the mean wait of a day without customers. Then there is no mean over replications, because it would be biased,
    /// and the replications without a value are counted.
    ///
    /// # Panics
    ///
    /// If an output has this name already.
    pub fn number<T: Into<Option<f64>>>(
        &mut self,
        name: impl Into<String>,
        unit: impl Into<String>,
        of: impl Fn(&O) -> T + Send + Sync + 'static,
    ) -> Output<Number> {
        self.add(name, unit, move |outcome| of(outcome).into())
    }

    /// Adds a number that cannot be below `low` or above `high`, such as the share of customers who were lost. The interval of its mean is that of
    /// [`bounded_interval`](crate::stats::bounded_interval): it stays within these bounds, and keeps its coverage even if most
    /// replications are at one of them. If a number hardly varies and is far from its bounds, as most utilisations are, the interval of a
    /// plain [`number`](Self::number) is several times narrower.
    ///
    /// # Panics
    ///
    /// If an output has this name already, or `low` is not below `high`. While the experiment runs: if a value lies outside by more than
    /// rounding.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::experiment::{Experiment, Outputs};
    ///
    /// let mut outputs = Outputs::new();
    /// let lost = outputs.between("lost", "", 0.0, 1.0, |share: &f64| *share);
    /// let none = Experiment::new(&outputs, |_| Ok(0.0)).replications(30).run()?;
    /// let ci = none.of(lost).mean.and_then(|mean| mean.ci95).expect("30 replications");
    /// // 30 replications in which nothing was lost do not prove that nothing ever is.
    /// assert!(ci.low == 0.0 && ci.high > 0.1 && ci.high < 0.13);
    /// # Ok::<(), cetak::Error>(())
    /// ```
    pub fn between<T: Into<Option<f64>>>(
        &mut self,
        name: impl Into<String>,
        unit: impl Into<String>,
        low: f64,
        high: f64,
        of: impl Fn(&O) -> T + Send + Sync + 'static,
    ) -> Output<Number> {
        assert!(low < high, "the bounds {low} and {high} enclose nothing");
        let name: String = name.into();
        let said = name.clone();
        let rounding = 1e-9 * (high - low);
        let output = self.number(name, unit, move |outcome| {
            let value: Option<f64> = of(outcome).into();
            value.map(|value| {
                assert!(
                    low - rounding <= value && value <= high + rounding,
                    "{said:?} is {value}, and was told to lie between {low} and {high}"
                );
                value.clamp(low, high)
            })
        });
        self.labels[output.place].bounds = Some((low, high));
        output
    }

    /// Adds the probability of an event: `of` says whether it happened.
    ///
    /// # Panics
    ///
    /// If an output has this name already.
    pub fn probability(
        &mut self,
        name: impl Into<String>,
        of: impl Fn(&O) -> bool + Send + Sync + 'static,
    ) -> Output<Probability> {
        self.add(name, "", of)
    }

    /// Adds a ratio of two means, such as the cost per customer: `of` returns the numerator and the denominator of one replication.
    /// The ratio of the sums is estimated, and not the mean of the ratios, which is another number.
    ///
    /// # Panics
    ///
    /// If an output has this name already.
    pub fn ratio(
        &mut self,
        name: impl Into<String>,
        unit: impl Into<String>,
        of: impl Fn(&O) -> (f64, f64) + Send + Sync + 'static,
    ) -> Output<Ratio> {
        self.add(name, unit, of)
    }

    /// Adds the time to an event that may not happen before the end of a run: `of` returns when it happened, or until when it had not.
    ///
    /// # Panics
    ///
    /// If an output has this name already.
    pub fn time_to(
        &mut self,
        name: impl Into<String>,
        unit: impl Into<String>,
        of: impl Fn(&O) -> Observed + Send + Sync + 'static,
    ) -> Output<TimeTo> {
        self.add(name, unit, of)
    }

    fn add<K: Kind>(
        &mut self,
        name: impl Into<String>,
        unit: impl Into<String>,
        of: impl Fn(&O) -> K::One + Send + Sync + 'static,
    ) -> Output<K> {
        let output = self.declare(Label::new(name, unit, K::KIND));
        self.takes.push(Box::new(move |outcome, values| {
            values.push(K::value(of(outcome)))
        }));
        output
    }

    /// Adds numbers that are taken from an outcome together.
    pub(super) fn numbers<const N: usize>(
        &mut self,
        labels: [Label; N],
        of: impl Fn(&O) -> [Option<f64>; N] + Send + Sync + 'static,
    ) -> [Output<Number>; N] {
        let outputs = labels.map(|label| self.declare(label));
        self.takes.push(Box::new(move |outcome, values| {
            values.extend(of(outcome).map(Number::value));
        }));
        outputs
    }

    fn declare<K>(&mut self, label: Label) -> Output<K> {
        assert!(
            self.labels().all(|other| other.name != label.name),
            "two outputs are called {:?}",
            label.name
        );
        self.labels.push(label);
        Output {
            outputs: self.id,
            place: self.labels.len() - 1,
            kind: PhantomData,
        }
    }

    pub(super) fn add_series(
        &mut self,
        name: String,
        unit: String,
        of: impl Fn(&O) -> Series + Send + Sync + 'static,
    ) -> OverTime {
        assert!(
            self.series.iter().all(|(other, _)| other.name != name),
            "two series are called {name:?}"
        );
        self.series.push((SeriesLabel { name, unit }, Box::new(of)));
        OverTime::new(self.id, self.series.len() - 1)
    }

    /// Asks resources to keep the queue length over time in these steps.
    pub(super) fn want_queues(&mut self, step: Span) {
        assert!(step > Span::ZERO, "a series has no steps of {step}");
        let wanted = *self.queue_step.get_or_insert(step);
        assert!(
            wanted == step,
            "queues are kept in steps of {wanted} and not of {step} too"
        );
    }

    /// The steps in which a model is to be asked to keep queue lengths over time.
    pub(super) fn queue_step(&self) -> Option<Span> {
        self.queue_step
    }

    pub(super) fn id(&self) -> u64 {
        self.id
    }

    /// The labels of the series, in order.
    pub(super) fn series_labels(&self) -> impl Iterator<Item = &SeriesLabel> {
        self.series.iter().map(|(label, _)| label)
    }

    /// The series of the replication with this outcome.
    pub(super) fn series_of(&self, outcome: &O) -> Box<[Series]> {
        self.series.iter().map(|(_, take)| take(outcome)).collect()
    }

    /// The labels of the outputs, in order.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        self.labels.iter()
    }

    /// Whether a model must keep the values for [optional](Label::optional) outputs.
    pub(super) fn are_any_optional(&self) -> bool {
        self.labels().any(|label| label.optional)
    }

    /// What the replication with this outcome yields.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if a value is infinite or not a number.
    pub(super) fn of(&self, outcome: &O, replication: u64) -> Result<Box<[Value]>> {
        let mut values = Vec::with_capacity(self.labels.len());
        for take in &self.takes {
            take(outcome, &mut values);
        }
        for (value, label) in values.iter().zip(&self.labels) {
            let mut numbers = value.numbers().into_iter();
            if let Some(number) = numbers.find(|number| !number.is_finite()) {
                let message = Message::new("experiment-not-finite")
                    .with("replication", replication.to_string())
                    .with("name", label.name.clone())
                    .with("value", number.to_string());
                return Err(Error::of(ErrorKind::Value, message));
            }
        }
        Ok(values.into())
    }

    /// Whether this can be a replication of theirs, which was read from a file.
    pub(super) fn have(&self, row: &Row) -> bool {
        let is_of = |(value, label): (&Value, &Label)| match value {
            Value::Number(_) => label.kind == OutputKind::Number,
            Value::Happened(_) => label.kind == OutputKind::Probability,
            Value::Ratio(..) => label.kind == OutputKind::Ratio,
            Value::TimeTo(_) => label.kind == OutputKind::TimeTo,
            Value::Missing => true,
        };
        let values = &row.values;
        values.len() == self.labels.len()
            && values.iter().zip(self.labels()).all(is_of)
            && row.series.len() == self.series.len()
    }
}

impl<O> Default for Outputs<O> {
    fn default() -> Self {
        Self::new()
    }
}

impl<O> fmt::Debug for Outputs<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.labels()).finish()
    }
}
