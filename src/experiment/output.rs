//! What a replication yields: each output named once, with the function that takes it from the outcome.

use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};

use super::kinds::{Kind, Number, Probability, Ratio, TimeTo, Value};
use crate::resource::Statistics;
use crate::stats::{Observed, quantile};
use crate::time::Time;

/// The outputs of an experiment: what each replication yields, each with a name, a unit, and the function that takes it from the
/// outcome `O` of a replication.
///
/// Each method adds an output and returns its handle, with which [`Results`](super::Results) and
/// [`Comparison`](super::Comparison) are asked. So a name is written once, and the compiler knows what can be said of each output.
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
    list: Vec<Named<O>>,
}

struct Named<O> {
    label: Label,
    of: Box<dyn Fn(&O) -> Value + Send + Sync>,
}

/// The name, the unit and the kind of an output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Label {
    /// Its name.
    pub name: String,
    /// The unit of its values, such as `min`; empty if it has none.
    pub unit: String,
    /// What kind of output it is.
    pub kind: OutputKind,
}

/// What kind of value an output has in each replication, and so what is said of all of them.
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

/// The handle of an output, given by [`Outputs`]. `K` says what kind it is.
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
    /// The list that it belongs to.
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

/// The handles of what a resource yields: see [`Outputs::resource`].
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct OfResource {
    /// The share of the capacity on duty that was busy.
    pub utilisation: Output<Number>,
    /// The mean number in service beyond the capacity.
    pub overtime: Output<Number>,
    /// The mean number of requests that wait.
    pub queue_length: Output<Number>,
    /// The mean wait, in minutes.
    pub wait: Output<Number>,
    /// The longest wait, in minutes.
    pub longest_wait: Output<Number>,
    /// The number of requests that still wait at the end.
    pub still_waiting: Output<Number>,
}

impl<O> Outputs<O> {
    /// Makes an empty list.
    #[must_use]
    pub fn new() -> Self {
        static MADE: AtomicU64 = AtomicU64::new(0);
        Self {
            id: MADE.fetch_add(1, Ordering::Relaxed),
            list: Vec::new(),
        }
    }

    /// Adds a number: a mean, a time average, a count, a cost. `of` may return an `f64`, or an `Option<f64>` where a replication can
    /// be without it, such as the mean wait of a day on which nobody came: then no mean over replications is given, because there is
    /// no honest one, and the replications without it are counted.
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

    /// Adds the time to an event that may not happen before the end of a run: `of` says when it happened, or until when it had not.
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

    /// Adds the quantile `p` of the values that a replication collected, such as P90 of the waits of a day.
    ///
    /// # Panics
    ///
    /// If an output has this name already. While the experiment runs: if `p` is not between 0 and 1, or a value is not a number.
    pub fn quantile(
        &mut self,
        name: impl Into<String>,
        unit: impl Into<String>,
        p: f64,
        of: impl Fn(&O) -> Vec<f64> + Send + Sync + 'static,
    ) -> Output<Number> {
        self.number(name, unit, move |outcome| {
            let mut values = of(outcome);
            values.sort_by(f64::total_cmp);
            quantile(&values, p)
        })
    }

    /// Adds what a resource yields: utilisation, overtime, queue length and waits, each with the name of the resource before it. `of`
    /// returns its statistics and the time at the end.
    ///
    /// # Panics
    ///
    /// If outputs have these names already.
    pub fn resource(
        &mut self,
        name: &str,
        of: impl Fn(&O) -> (Statistics, Time) + Clone + Send + Sync + 'static,
    ) -> OfResource {
        let mut number = |what: &str, unit: &str, found: fn(&Statistics, Time) -> Option<f64>| {
            let of = of.clone();
            self.number(format!("{name}: {what}"), unit, move |outcome| {
                let (statistics, now) = of(outcome);
                found(&statistics, now)
            })
        };
        OfResource {
            utilisation: number("utilisation", "", |s, now| s.utilisation(now)),
            overtime: number("overtime", "", |s, now| s.overtime().mean(now)),
            queue_length: number("queue length", "", |s, now| s.queue_length().mean(now)),
            wait: number("wait", "min", |s, _| s.waits().mean()),
            longest_wait: number("longest wait", "min", |s, _| s.waits().max()),
            still_waiting: number("still waiting", "", |s, _| Some(s.queue_length().value())),
        }
    }

    fn add<K: Kind>(
        &mut self,
        name: impl Into<String>,
        unit: impl Into<String>,
        of: impl Fn(&O) -> K::One + Send + Sync + 'static,
    ) -> Output<K> {
        let label = Label {
            name: name.into(),
            unit: unit.into(),
            kind: K::KIND,
        };
        assert!(
            self.labels().all(|other| other.name != label.name),
            "two outputs are called {:?}",
            label.name
        );
        self.list.push(Named {
            label,
            of: Box::new(move |outcome| K::value(of(outcome))),
        });
        Output {
            outputs: self.id,
            place: self.list.len() - 1,
            kind: PhantomData,
        }
    }

    pub(super) fn id(&self) -> u64 {
        self.id
    }

    /// The labels of the outputs, in order.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        self.list.iter().map(|output| &output.label)
    }

    /// What the replication with this outcome yields.
    pub(super) fn of(&self, outcome: &O) -> Box<[Value]> {
        self.list
            .iter()
            .map(|output| (output.of)(outcome))
            .collect()
    }

    /// Whether these can be the values of a replication, which were read from a file.
    pub(super) fn have(&self, values: &[Value]) -> bool {
        let is_of = |(value, label): (&Value, &Label)| match value {
            Value::Number(_) => label.kind == OutputKind::Number,
            Value::Happened(_) => label.kind == OutputKind::Probability,
            Value::Ratio(..) => label.kind == OutputKind::Ratio,
            Value::TimeTo(_) => label.kind == OutputKind::TimeTo,
            Value::Missing => true,
        };
        values.len() == self.list.len() && values.iter().zip(self.labels()).all(is_of)
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
