//! Experiments compared on common random numbers.

use super::column::Column;
use super::kinds::{Kind, Probability, TimeTo, Value};
use super::numbers::Mean;
use super::output::{Label, Output, OutputKind};
use super::paired::Paired;
use super::precision::{Estimated, Ordered};
use super::results::Results;
use super::simultaneous::{Compared, Located};
use crate::error::{Error, ErrorKind, Result};
use crate::stats::{Observed, ratio_pseudo_values};
use crate::words::Message;

/// Experiments with the same outputs on common random numbers, compared replication by replication.
///
/// # Examples
///
/// Three ways to do a task, of which the third is the fastest by half:
///
/// ```
/// use cetak::experiment::{Comparison, Experiment, Outputs};
///
/// let mut outputs = Outputs::new();
/// let time = outputs.number("time", "min", |time: &f64| *time);
/// let way = |name, factor: f64| {
///     Experiment::new(&outputs, move |streams| Ok(factor * streams.stream("work").uniform()))
///         .named(name)
///         .replications(40)
///         .run()
/// };
/// let ways = [way("one", 1.0)?, way("two", 1.1)?, way("three", 0.5)?];
/// let pairs = Comparison::of(&ways)?.means(time).all_pairs();
/// // Of the three differences, all at once: two minus one, three minus one, three minus two.
/// assert!(pairs.contrasts[0].ci95.expect("an interval").low > 0.0);
/// assert!(pairs.contrasts[1].ci95.expect("an interval").high < 0.0);
/// // The same work in all three: common random numbers take away nearly all of the variance.
/// assert!(pairs.contrasts[0].correlation.expect("both vary") > 0.99);
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    results: Vec<&'a Results>,
}

impl<'a> Comparison<'a> {
    /// Takes the results of two or more experiments.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] for fewer than two, and if they do not have the same outputs, the same seed and the same replications, antithetic or not.
    pub fn of(results: impl IntoIterator<Item = &'a Results>) -> Result<Self> {
        let results: Vec<&Results> = results.into_iter().collect();
        let wrong = |message| Err(Error::of(ErrorKind::Value, message));
        let [first, others @ ..] = &results[..] else {
            return wrong(Message::new("comparison-too-few").with("found", 0u32));
        };
        if others.is_empty() {
            return wrong(Message::new("comparison-too-few").with("found", 1u32));
        }
        for other in others {
            if !first.comparable(other) {
                return wrong(Message::new("comparison-unlike").with("name", other.name.clone()));
            }
        }
        Ok(Self { results })
    }

    /// The names of the experiments, in order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.results.iter().map(|results| results.name.as_str())
    }

    /// The name, the unit and the kind of an output.
    ///
    /// # Panics
    ///
    /// If the output belongs to another list of outputs.
    #[must_use]
    pub fn label<K: Kind>(&self, output: Output<K>) -> &Label {
        self.results[0].label(output)
    }

    /// The difference of an output: that of experiment number `other` minus that of experiment number `reference`, counted from 0,
    /// with a 95 % interval for this difference alone: at each end the wider of Student's and of
    /// [`skewed_interval`](crate::stats::skewed_interval). A pair in which one was censored before the other happened is counted under
    /// [`neither`](super::Pairs::neither), because the order is unknown.
    ///
    /// The difference of two ratios is that of the ratios of the sums, by the jackknife: replication by replication, of the pseudo-values of both. Its pairs are not counted,
    /// because the estimate is not a mean of ratios; with fewer than two replications it has no mean.
    ///
    /// # When it is too narrow
    ///
    /// With few replications of long-tailed values: of a lognormal output (σ = 1) less a normal one it held the truth in 92.3 and 93.7 % of samples of
    /// 10 and 30 pairs; of ratios with lognormal denominators in 87.8, 89.8 and 93.0 % of those of 10, 30 and 100 (docs/validation.md).
    ///
    /// # Panics
    ///
    /// If there is no such experiment, or the output belongs to another list of outputs.
    #[must_use]
    pub fn difference<K: Kind>(&self, output: Output<K>, reference: usize, other: usize) -> Paired {
        let experiments = [reference, other].map(|i| self.results[i]);
        if K::KIND == OutputKind::Ratio {
            let pseudo_values = |of: &Results| ratio_pseudo_values(&of.column_of(output).ratios());
            return match experiments.map(pseudo_values) {
                [Some(reference), Some(other)] => Paired::of_units(&reference, &other),
                _ => Paired::default(),
            };
        }
        let [reference, other] = experiments.map(|results| results.values(output));
        let both = std::iter::zip(reference, other);
        let known = both.map(|pair| match pair {
            // A missing value is not larger than the others, unlike a censored one.
            (Value::Missing, _) | (_, Value::Missing) => (None, None),
            // A value that was censored before the other happened may be smaller or larger.
            (Value::TimeTo(a), Value::TimeTo(b)) if hides_order(a, b) => (None, None),
            (a, b) => (a.number(), b.number()),
        });
        Paired::of(known, &self.results[0].units(), Mean::of_differences)
    }

    /// The means of an output, to be compared. An experiment has no mean, and no difference from the others, if a
    /// replication does not have the output or has it censored.
    ///
    /// # Panics
    ///
    /// If the output belongs to another list of outputs.
    #[must_use]
    pub fn means<K: Ordered>(&self, output: Output<K>) -> Compared {
        self.compared(Estimated::Mean, output, |values| {
            values.iter().map(|value| value.number()).collect()
        })
    }

    /// The probabilities of an event, to be compared; not of antithetic pairs, which have no difference here.
    ///
    /// # Panics
    ///
    /// If the output belongs to another list of outputs.
    #[must_use]
    pub fn probabilities(&self, output: Output<Probability>) -> Compared {
        self.compared(Estimated::Probability, output, |values| {
            let known = || values.iter().map(|value| value.number()).collect();
            (!self.results[0].antithetic).then(known).flatten()
        })
    }

    /// The quantiles of an output over replications, to be compared. Each has the interval of [`Results::quantile`]: where something happened
    /// later than a replication was censored, by Kaplan and Meier.
    ///
    /// With 10 replications the 95 % interval of a difference of medians of normal outputs held the truth in 93.0 % of samples
    /// (docs/validation.md).
    ///
    /// # Panics
    ///
    /// If the output belongs to another list of outputs, or `p` is not between 0 and 1, both excluded.
    #[must_use]
    pub fn quantiles<K: Ordered>(&self, output: Output<K>, p: f64) -> Compared {
        assert!(p > 0.0 && p < 1.0, "{p} is no probability between 0 and 1");
        let (label, names, columns) = self.columns(output);
        let located = columns.iter().map(|column| Located::of(column, p));
        Compared::of_quantiles(p, label, names, located.collect())
    }

    /// The restricted means of times, to be compared: the means of the smaller of the time and `horizon`, which are known where no
    /// replication ended before `horizon` without the event. Where one did, an experiment has no difference from the others.
    ///
    /// # Panics
    ///
    /// If the output belongs to another list of outputs.
    #[must_use]
    pub fn restricted_means(&self, output: Output<TimeTo>, horizon: f64) -> Compared {
        self.compared(Estimated::RestrictedMean(horizon), output, |values| {
            let number = |value: &Value| match value {
                Value::TimeTo(Observed::At(time)) => Some(time.min(horizon)),
                Value::TimeTo(Observed::NotBefore(time)) if *time >= horizon => Some(horizon),
                _ => None,
            };
            values.iter().map(number).collect()
        })
    }

    fn compared<K: Kind>(
        &self,
        of: Estimated,
        output: Output<K>,
        known: impl Fn(&[Value]) -> Option<Vec<f64>>,
    ) -> Compared {
        let (label, names, columns) = self.columns(output);
        let means = |column: Column| Some(column.units.means(known(&column.values)?));
        Compared::new(of, label, names, columns.into_iter().map(means).collect())
    }

    /// The label of an output, the names of the experiments, and the values of each in its replications.
    fn columns<K: Kind>(&self, output: Output<K>) -> (Label, Vec<String>, Vec<Column>) {
        let results = self.results.iter();
        (
            self.label(output).clone(),
            self.names().map(str::to_owned).collect(),
            results.map(|results| results.column_of(output)).collect(),
        )
    }
}

/// Whether one was censored before the other happened.
fn hides_order(a: Observed, b: Observed) -> bool {
    match (a, b) {
        (Observed::At(time), Observed::NotBefore(end))
        | (Observed::NotBefore(end), Observed::At(time)) => end < time,
        _ => false,
    }
}
