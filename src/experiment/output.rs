//! What a replication yields: each output named once, with the function that takes it from the outcome.

use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};

use super::column::Limits;
use super::kinds::{Kind, Number, Probability, Ratio, TimeTo, Value};
use super::numbers::Quantiles;
use crate::error::{Error, ErrorKind, Result};
use crate::resource::{Statistics, Unserved, Waits};
use crate::stats::{Observed, Tally, quantile};
use crate::time::Time;
use crate::words::Message;

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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Label {
    /// Its name.
    pub name: String,
    /// The unit of its values, such as `min`; empty if it has none.
    pub unit: String,
    /// What kind of output it is.
    pub kind: OutputKind,
    /// The bounds of its values, if they were [told](Outputs::between).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounds: Option<(f64, f64)>,
    /// What its values cannot be below and above, where that is known of what a [resource](Outputs::resource) yields: the interval of the mean is cut to it.
    #[serde(default, skip_serializing_if = "is_unlimited")]
    pub limits: Limits,
}

fn is_unlimited(limits: &Limits) -> bool {
    *limits == (None, None)
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
    /// P10, P50 and P90 of the waits of a replication, in minutes; where every wait is [watched](crate::resource::Waits).
    pub wait_quantiles: Option<Quantiles<Output<Number>>>,
    /// The number of requests whose service started.
    pub served: Output<Number>,
    /// The number that found no place in a full queue.
    pub refused: Output<Number>,
    /// The number whose waits were ended, such as for want of patience.
    pub gave_up: Output<Number>,
    /// The number whose places in a full queue were taken by more urgent ones.
    pub pushed_out: Output<Number>,
    /// The number of requests that still wait at the end.
    pub still_waiting: Output<Number>,
}

/// What [`Outputs::resource`] can be given: the statistics of a resource, alone or with every [wait](Waits).
pub trait OfStatistics: sealed::Sealed {
    #[doc(hidden)]
    const HAS_WAITS: bool;
    #[doc(hidden)]
    fn statistics(&self) -> &Statistics;
    #[doc(hidden)]
    fn wait(&self, p: f64) -> Option<f64>;
}

mod sealed {
    /// Nobody else's statistics.
    pub trait Sealed {}
}

impl sealed::Sealed for Statistics {}
impl sealed::Sealed for (Statistics, Waits) {}

impl OfStatistics for Statistics {
    const HAS_WAITS: bool = false;

    fn statistics(&self) -> &Statistics {
        self
    }

    fn wait(&self, _p: f64) -> Option<f64> {
        None
    }
}

impl OfStatistics for (Statistics, Waits) {
    const HAS_WAITS: bool = true;

    fn statistics(&self) -> &Statistics {
        &self.0
    }

    fn wait(&self, p: f64) -> Option<f64> {
        self.1.quantile(p)
    }
}

/// The one output of a resource that cannot be above 1; none can be below 0.
const UTILISATION: &str = "utilisation";

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

    /// Adds a number that cannot be below `low` or above `high`, such as the share of customers who were lost. The interval of its mean is that of
    /// [`bounded_interval`](crate::stats::bounded_interval): it stays within these bounds, and covers as often as it says also where most
    /// replications are at one of them. Of a number that hardly varies and is far from its bounds, such as most utilisations, that of a
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
        self.list[output.place].label.bounds = Some((low, high));
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

    /// Adds what a resource yields: utilisation, overtime, queue length, waits, and the counts of those served and of those who were
    /// not, each with the name of the resource before it. `of` returns its statistics and the time at the end.
    ///
    /// The intervals of their means are not below 0, and that of the utilisation is not above 1.
    ///
    /// If the resource is watched by `(Statistics, Waits)`, the quantiles of its waits are among them.
    ///
    /// # Panics
    ///
    /// If outputs have these names already.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::experiment::{Experiment, Number, Output, Outputs};
    /// use cetak::resource::{Resource, Statistics, Waits};
    /// use cetak::time::{Time, minutes};
    ///
    /// let mut outputs = Outputs::new();
    /// let clerk = outputs.resource("clerk", |of: &((Statistics, Waits), Time)| of.clone());
    /// // Two come, one is served, and a third finds no place.
    /// let one = |_: &_| {
    ///     let mut clerk = Resource::watched("clerk", 1, (Statistics::new(1), Waits::default())).with_queue_limit(1);
    ///     for customer in 0..3 {
    ///         let _ = clerk.try_seize(Time::ZERO, 0, customer);
    ///     }
    ///     Ok((clerk.watch().clone(), Time::ZERO + minutes(5.0)))
    /// };
    /// let results = Experiment::new(&outputs, one).replications(2).run()?;
    /// let mean = |output: Output<Number>| results.of(output).mean.expect("it is always known").value;
    /// assert_eq!([clerk.served, clerk.refused, clerk.still_waiting].map(mean), [1.0; 3]);
    /// assert_eq!(clerk.wait_quantiles.map(|of| mean(of.p90)), Some(0.0));
    /// # Ok::<(), cetak::Error>(())
    /// ```
    pub fn resource<S: OfStatistics>(
        &mut self,
        name: &str,
        of: impl Fn(&O) -> (S, Time) + Clone + Send + Sync + 'static,
    ) -> OfResource {
        let quantile = |p: f64| move |found: &S, _: Time| found.wait(p);
        let wait_quantiles = |outputs: &mut Self| {
            let pairs = [("wait, P10", 0.1), ("wait, P50", 0.5), ("wait, P90", 0.9)];
            let added =
                pairs.map(|(what, p)| outputs.of_resource(name, what, "min", &of, quantile(p)));
            added.into()
        };
        fn known<S: OfStatistics>(
            found: impl Fn(&Statistics, Time) -> Option<f64> + Send + Sync + 'static,
        ) -> impl Fn(&S, Time) -> Option<f64> + Send + Sync + 'static {
            move |of, now| found(of.statistics(), now)
        }
        let count = |how| known(move |s: &Statistics, _| Some(s.unserved(how) as f64));
        let utilisation = known(|s, now| s.utilisation(now));
        let overtime = known(|s, now| s.overtime().mean(now));
        let queue_length = known(|s, now| s.queue_length().mean(now));
        let [wait, longest] = [Tally::mean, Tally::max].map(|of| known(move |s, _| of(s.waits())));
        let served = known(|s, _| Some(s.waits().count() as f64));
        let still_waiting = known(|s, _| Some(s.queue_length().value()));
        OfResource {
            utilisation: self.of_resource(name, UTILISATION, "", &of, utilisation),
            overtime: self.of_resource(name, "overtime", "", &of, overtime),
            queue_length: self.of_resource(name, "queue length", "", &of, queue_length),
            wait: self.of_resource(name, "wait", "min", &of, wait),
            wait_quantiles: S::HAS_WAITS.then(|| wait_quantiles(self)),
            longest_wait: self.of_resource(name, "longest wait", "min", &of, longest),
            served: self.of_resource(name, "served", "", &of, served),
            refused: self.of_resource(name, "refused", "", &of, count(Unserved::Refused)),
            gave_up: self.of_resource(name, "gave up", "", &of, count(Unserved::GaveUp)),
            pushed_out: self.of_resource(name, "pushed out", "", &of, count(Unserved::PushedOut)),
            still_waiting: self.of_resource(name, "still waiting", "", &of, still_waiting),
        }
    }

    fn of_resource<S: OfStatistics>(
        &mut self,
        name: &str,
        what: &str,
        unit: &str,
        of: &(impl Fn(&O) -> (S, Time) + Clone + Send + Sync + 'static),
        found: impl Fn(&S, Time) -> Option<f64> + Send + Sync + 'static,
    ) -> Output<Number> {
        let of = of.clone();
        let output = self.number(format!("{name}: {what}"), unit, move |outcome| {
            let (statistics, now) = of(outcome);
            found(&statistics, now)
        });
        let most = (what == UTILISATION).then_some(1.0);
        self.list[output.place].label.limits = (Some(0.0), most);
        output
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
            bounds: None,
            limits: (None, None),
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
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if a value is infinite or not a number.
    pub(super) fn of(&self, outcome: &O, replication: u64) -> Result<Box<[Value]>> {
        let one = |output: &Named<O>| {
            let value = (output.of)(outcome);
            let wrong = value
                .numbers()
                .into_iter()
                .find(|number| !number.is_finite());
            match wrong {
                None => Ok(value),
                Some(number) => {
                    let message = Message::new("experiment-not-finite")
                        .with("replication", replication.to_string())
                        .with("name", output.label.name.clone())
                        .with("value", number.to_string());
                    Err(Error::of(ErrorKind::Value, message))
                }
            }
        };
        self.list.iter().map(one).collect()
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
