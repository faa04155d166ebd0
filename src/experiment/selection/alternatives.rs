//! The alternatives of a program, and the selection among them.

use std::borrow::Borrow;
use std::fmt;

use super::kn::{self, Variances};
use super::sample::{self, ESTIMATION, Numbers, Sample, Wanted};
use super::selected::Selected;
use super::zone::IndifferenceZone;
use super::{ocba, rinott};
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::comparison::Comparison;
use crate::experiment::numbers::Interval;
use crate::experiment::output::{Output, Outputs};
use crate::experiment::precision::Ordered;
use crate::experiment::replicate::{Control, Settings};
use crate::experiment::results::Results;
use crate::experiment::run::{Experiment, OfThem};
use crate::experiment::simultaneous::Simultaneous;
use crate::experiment::table::{Shown, aligned, in_brackets, or_number};
use crate::random::Streams;
use crate::support::visible::visible;
use crate::words::Message;

/// Alternatives among which the one with the smallest, or the largest, mean of an output is selected.
///
/// `one` runs one replication of an alternative, counted from 0. What was selected is [estimated](Self::estimate) again on replications
/// that took no part in the selection.
///
/// # Which procedure
///
/// - [`kn`](Self::kn) takes fewest replications, and makes use of common random numbers.
/// - [`kn_updated`](Self::kn_updated) (KN++) takes fewer still where first variances are poor; its guarantee is asymptotic.
/// - [`rinott`](Self::rinott) guarantees that the selected one is good whatever the means are, and takes many more.
/// - [`ocba`](Self::ocba) spends a fixed budget in the best way, and guarantees nothing.
///
/// # Examples
///
/// Which of four machines has the smallest mean? The third, by 1, with noise of 2.
///
/// ```
/// use cetak::experiment::{Alternatives, IndifferenceZone, Outputs};
/// use cetak::stats::normal_quantile;
///
/// let mut outputs = Outputs::new();
/// let time = outputs.number("time", "min", |time: &f64| *time);
/// let machines = Alternatives::smallest(&outputs, time, ["A", "B", "C", "D"], |machine, streams| {
///     let noise = 2.0 * normal_quantile(streams.stream("noise").uniform());
///     Ok([11.0, 11.5, 10.0, 12.0][machine] + noise)
/// });
/// let selected = machines.rinott(&IndifferenceZone::of(1.0))?;
/// assert_eq!(selected.selected, 2);
/// // Its mean, and how it compares with the others, from new replications.
/// let estimation = machines.estimate(&selected, 200)?;
/// assert!((estimation.results[2].of(time).mean.expect("every replication has a time").value - 10.0).abs() < 0.5);
/// assert!(estimation.indistinguishable.is_empty());
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Debug)]
pub struct Alternatives<'a, O, K, F> {
    outputs: &'a Outputs<O>,
    output: Output<K>,
    names: Vec<String>,
    one: F,
    /// −1 if the largest mean is the best: its negative is then the smallest.
    sign: f64,
    settings: Settings,
}

/// A new estimate of the selected alternative.
///
/// Its `Display` has a line for each alternative: its mean with an interval of its own, and its difference from the selected one with an
/// interval that holds together with those of the others.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Estimation {
    /// The alternative that was selected, counted from 0.
    pub selected: usize,
    /// The results of each alternative, on replications that took no part in the selection and are common to all.
    pub results: Vec<Results>,
    /// The difference of every other alternative from the selected one, with intervals that hold together.
    pub differences: Simultaneous,
    /// The alternatives that these replications do not show to be worse than the selected one.
    pub indistinguishable: Vec<usize>,
}

const HEADINGS: [&str; 5] = [
    "",
    "mean",
    "95 % interval",
    "from the selected",
    "95 % together",
];

impl fmt::Display for Estimation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Simultaneous {
            output,
            names,
            contrasts,
            ..
        } = &self.differences;
        let mut lines = vec![HEADINGS.map(str::to_owned)];
        lines.extend(self.results.iter().enumerate().map(|(i, results)| {
            let place = results.outputs.iter().position(|label| label == output);
            let said = results.report_of(place.expect("it is one of the outputs"));
            let mean = Shown::of(said.estimate, said.ci95, None);
            let [difference, together] = match contrasts.iter().find(|c| c.other == i) {
                Some(contrast) => {
                    let shown = Shown::of(contrast.difference, contrast.ci95, None);
                    [
                        shown.number(contrast.difference),
                        shown.interval(contrast.ci95),
                    ]
                }
                None => [String::new(), "selected".to_owned()],
            };
            [
                or_number(names, i),
                mean.number(said.estimate),
                mean.interval(said.ci95),
                difference,
                together,
            ]
        }));
        let unit = in_brackets(&output.unit);
        write!(f, "{}{unit}\n{}", visible(&output.name), aligned(&lines))?;
        let name = |i: &usize| or_number(names, *i);
        let others: Vec<String> = self.indistinguishable.iter().map(name).collect();
        match &others[..] {
            [] => f.write_str("\nAll others are shown to be worse."),
            _ => write!(f, "\nNot shown to be worse: {}.", others.join(", ")),
        }
    }
}

impl<'a, O, K, F, R> Alternatives<'a, O, K, F>
where
    K: Ordered,
    F: Fn(usize, &Streams) -> Result<R> + Sync,
    R: Borrow<O>,
{
    /// The best alternative has the smallest mean, such as a wait or a cost. All run from seed 1 on all cores. For models of processes, use
    /// [`Window::of_processes`](super::super::Window::of_processes).
    pub fn smallest(
        outputs: &'a Outputs<O>,
        output: Output<K>,
        names: impl IntoIterator<Item = impl Into<String>>,
        one: F,
    ) -> Self {
        Self {
            outputs,
            output,
            names: names.into_iter().map(Into::into).collect(),
            one,
            sign: 1.0,
            settings: Settings::default(),
        }
    }

    /// The best alternative has the largest mean, such as a profit.
    pub fn largest(
        outputs: &'a Outputs<O>,
        output: Output<K>,
        names: impl IntoIterator<Item = impl Into<String>>,
        one: F,
    ) -> Self {
        Self {
            sign: -1.0,
            ..Self::smallest(outputs, output, names, one)
        }
    }

    /// Sets the seed of all random streams.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.settings.seed = seed;
        self
    }

    /// Sets the number of threads, at least 1. It does not affect the results.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.settings.threads = Some(threads);
        self
    }

    /// Selects by Rinott's procedure in two stages (1978, Communications in Statistics A7): first replications of each alternative, then as
    /// many as ⌈(h S / δ)²⌉, with [`rinott`](crate::stats::rinott)'s constant h. The alternatives do not share random numbers. Nelson
    /// & Matejcik (1995, Management Science 41) showed that the selected one is good whatever the means are; their comparisons with the best
    /// name the others that may be the best.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] for fewer than two alternatives, if a replication does not have the output or has it censored, or if one of
    /// them needs more replications than the zone allows; like [`each`](crate::experiment::each).
    pub fn rinott(&self, zone: &IndifferenceZone) -> Result<Selected> {
        self.sampling(
            Numbers::Independent(self.names.len()),
            &Control::default(),
            |sample| rinott::select(self.names.len(), zone, sample),
        )
    }

    /// Selects by KN, the fully sequential procedure of Kim & Nelson (2001, ACM Transactions on Modeling and Computer Simulation 11), on
    /// common random numbers: one replication after the other, and an alternative is dropped as soon as it is surely not the best.
    ///
    /// # Errors
    ///
    /// Like [`rinott`](Self::rinott). If the largest number of replications is reached, the remaining alternatives are undecided.
    pub fn kn(&self, zone: &IndifferenceZone) -> Result<Selected> {
        self.kn_by(zone, Variances::First)
    }

    /// Selects by KN++ (Kim & Nelson 2006, Operations Research 54), which estimates the variances again after each replication, with the
    /// constants of the degrees of freedom reached. Of five normal alternatives, one better than the others by the indifference, it selected the best in 92 to 94 % of samples for a
    /// promise of 90 %, and in 96 to 97 % for 95 % (docs/validation.md).
    ///
    /// # Errors
    ///
    /// Like [`kn`](Self::kn).
    pub fn kn_updated(&self, zone: &IndifferenceZone) -> Result<Selected> {
        self.kn_by(zone, Variances::Updated)
    }

    fn kn_by(&self, zone: &IndifferenceZone, variances: Variances) -> Result<Selected> {
        self.sampling(Numbers::Common, &Control::default(), |sample| {
            kn::select(self.names.len(), zone, variances, sample)
        })
    }

    /// Divides a budget of replications among the alternatives so that the best is most likely to be found: the optimal computing
    /// budget allocation of Chen, Lin, Yücesan & Chick (2000, Discrete Event Dynamic Systems 10), after `first` of each. The alternatives
    /// do not share random numbers.
    ///
    /// The probability that it tells is no promise, and a cautious one: of five normal alternatives, with a difference of a fifth to two thirds of the deviation of a replication and half
    /// of the budget for the first replications, the best was selected in 97 to 98 % of samples, and in all samples where it told 90 % or more (docs/validation.md).
    ///
    /// # Errors
    ///
    /// Like [`rinott`](Self::rinott); [`ErrorKind::Value`] if the budget is too small for the first replications.
    ///
    /// # Panics
    ///
    /// If `first` is below 2.
    pub fn ocba(&self, budget: u32, first: u32) -> Result<Selected> {
        assert!(first >= 2, "{first} first replications have no variance");
        self.sampling(
            Numbers::Independent(self.names.len()),
            &Control::default(),
            |sample| ocba::select(self.names.len(), budget, first, sample),
        )
    }

    /// Runs every alternative anew, on replications that took no part in the selection, and compares them with the selected one. Values over time are left out.
    ///
    /// # Errors
    ///
    /// Like [`each`](crate::experiment::each).
    pub fn estimate(&self, selected: &Selected, replications: u32) -> Result<Estimation> {
        let results = (0..self.names.len()).map(|alternative| {
            let experiment =
                Experiment::within(OfThem::Lent(self.outputs), None, |streams: &Streams| {
                    (self.one)(alternative, streams)
                })
                .without_series()
                .named(self.names[alternative].as_str())
                .seed(self.settings.seed);
            let experiment = match self.settings.threads {
                Some(threads) => experiment.threads(threads),
                None => experiment,
            };
            experiment.only((0..replications).map(|i| ESTIMATION + i))
        });
        let results: Vec<Results> = results.collect::<Result<_>>()?;
        let differences = Comparison::of(&results)?
            .means(self.output)
            .against(selected.selected);
        let worse = |ci: Interval| match self.sign > 0.0 {
            true => ci.low > 0.0,
            false => ci.high < 0.0,
        };
        let unknown = differences
            .contrasts
            .iter()
            .filter(|c| !c.ci95.is_some_and(worse));
        Ok(Estimation {
            selected: selected.selected,
            indistinguishable: unknown.map(|c| c.other).collect(),
            results,
            differences,
        })
    }

    /// Runs a procedure on the replications of a selection.
    fn sampling(
        &self,
        numbers: Numbers,
        control: &Control<'_>,
        select: impl FnOnce(&mut Sample<'_>) -> Result<Selected>,
    ) -> Result<Selected> {
        if self.names.len() < 2 {
            let message = Message::new("comparison-too-few").with("found", self.names.len());
            return Err(Error::of(ErrorKind::Value, message));
        }
        let place = self.output.place_in(self.outputs.id());
        let one = |alternative: usize, streams: &Streams| {
            let outcome = (self.one)(alternative, streams)?;
            let values = self.outputs.of(outcome.borrow(), streams.replication())?;
            let value = values[place].number().ok_or_else(|| {
                let label = self.outputs.labels().nth(place);
                let message = Message::new("selection-no-mean")
                    .with(
                        "name",
                        label.map(|label| label.name.clone()).unwrap_or_default(),
                    )
                    .with("alternative", self.names[alternative].as_str());
                Error::of(ErrorKind::Value, message)
            })?;
            Ok(self.sign * value)
        };
        let mut sample =
            |wanted: &[Wanted]| sample::run(wanted, numbers, &self.settings, control, one);
        let mut selected = select(&mut sample)?;
        selected.names.clone_from(&self.names);
        for of in &mut selected.sampled {
            of.mean *= self.sign;
        }
        Ok(selected)
    }
}
