//! The experiment on the fitted inputs and on drawn ones.

use std::borrow::Borrow;
use std::fmt;

use super::super::kinds::Kind;
use super::super::output::{Output, Outputs};
use super::super::replicate::{Control, stopped};
use super::super::results::Results;
use super::super::run::{Experiment, OfThem};
use super::apart::ErrorsApart;
use super::evidence::{Drawn, Evidence};
use crate::error::{Error, ErrorKind, Result};
use crate::random::Streams;
use crate::words::Message;

/// The fewest draws, so that their 2.5th percentile lies between two of them, and the jackknife has blocks of five.
const FEWEST_DRAWS: u32 = 100;

/// An experiment on a model whose inputs are known from data: how far is its answer off because the simulation is short, and how far because
/// the data are few?
///
/// # How
///
/// Two ordinary experiments run on the same streams. In the first, the model has the inputs fitted to the data; its mean is the estimate, and
/// its interval the error of the simulation. The second is a loop of draws, with a few replications of each: every draw has new inputs,
/// which the data support as well as the fitted ones. The two experiments are paired by replication (common random numbers), to the extent
/// that their correlation makes this worth while.
///
/// - **The interval of input uncertainty** is that between percentiles of the means of the draws (Barton & Schruben 2001, Proceedings of the Winter
///   Simulation Conference). These means have simulation error too, and would spread too far; so they are shrunk towards their mean until their
///   variance is that of the inputs alone (after Barton, Lam & Song 2018, Proceedings of the Winter Simulation Conference; Song, Lam & Barton,
///   INFORMS Journal on Computing 2024).
/// - **The variance of the inputs** is that of the means of the draws less what the replications inside a draw explain: a one-way analysis of variance
///   with random effects.
/// - **The share of an input** is what the means and standard deviations of its drawn distributions explain in a linear regression over draws, after Song & Nelson
///   (2015, IIE Transactions 47), less what they would explain by chance.
/// - **What more data would buy**: the variance that comes from an input falls with the number of its observations (after Freimer & Schruben 2002,
///   Proceedings of the Winter Simulation Conference; Song & Nelson 2015), so that of an input with ten times the data is a tenth of what it was.
/// - **The interval of both errors** has the squares of the distances of both ends from the estimate added (Zou & Donner 2008, Statistics in Medicine 27).
///
/// # When it is wrong
///
/// The method cannot see inputs without data, a family that is not the true one, or data from a time unlike the one simulated. With 10, 30 and
/// 100 observations of both inputs of a queue, intervals of both errors that say 95 % hold the true mean wait of 25 customers 94, 94 and 93 % of the time where the
/// draws are of a posterior, 87, 93 and 94 % where a gamma family is fitted (by the bootstrap), and 88, 92 and 92 % with the observations themselves; those of the
/// simulation alone 5, 7 and 14 % (docs/validation.md). The forecast for more data is of first order: it is best where the answer is nearly linear in the
/// inputs over the range of the draws.
///
/// # Examples
///
/// A clerk whose work was timed twenty times, and whose customers were timed forty times: how long is the wait, and what is worth timing more often?
///
/// ```
/// use cetak::experiment::{Evidence, InputUncertainty, Outputs};
/// use cetak::fitting::Family;
/// use cetak::random::{Distribution, Streams};
/// use cetak::time::{Span, minutes};
///
/// // As if these had been taken with a watch.
/// let taken = |name, mean, n| -> Result<Vec<Span>, cetak::Error> {
///     let mut watch = Streams::new(9, 0).variate(name, Distribution::exponential(minutes(mean))?);
///     Ok((0..n).map(|_| watch.draw()).collect())
/// };
/// let (between, work) = (taken("between", 5.0, 40)?, taken("work", 3.5, 20)?);
///
/// let mut evidence = Evidence::new();
/// let arrivals = evidence.fitted("time between arrivals", Family::Exponential, &between)?;
/// let service = evidence.fitted("service time", Family::Exponential, &work)?;
///
/// let mut outputs = Outputs::new();
/// let wait = outputs.number("mean wait", "min", |wait: &f64| *wait);
/// let experiment = InputUncertainty::new(&evidence, &outputs, |drawn, streams| {
///     let mut arrivals = streams.variate("arrivals", drawn.of(arrivals).clone());
///     let mut service = streams.variate("service", drawn.of(service).clone());
///     let (mut wait, mut sum) = (0.0_f64, 0.0);
///     for _ in 0..50 {
///         sum += wait;
///         wait = (wait + service.draw().as_minutes() - arrivals.draw().as_minutes()).max(0.0);
///     }
///     Ok(sum / 50.0)
/// });
/// let results = experiment.run()?;
/// let found = results.of(wait).expect("every replication has a mean");
/// println!("{found}");
///
/// let width = |interval: cetak::experiment::Interval| interval.high - interval.low;
/// // More replications would not help: nearly all of the error is that of the inputs.
/// assert!(width(found.simulation) < 0.4 * width(found.inputs));
/// assert!(found.share_of_inputs().expect("it varies") > 0.8);
/// // The service times were seen less often, and matter more.
/// assert!(found.by_input[1].variance > found.by_input[0].variance);
/// assert!(width(found.with_more_data(service, 10.0)) < 0.8 * width(found.both));
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Debug)]
pub struct InputUncertainty<'a, O, F> {
    evidence: &'a Evidence,
    outputs: &'a Outputs<O>,
    one: F,
    name: String,
    draws: u32,
    replications: u32,
    seed: u64,
    threads: Option<usize>,
}

impl<'a, O, F, R> InputUncertainty<'a, O, F>
where
    F: Fn(&Drawn, &Streams) -> Result<R> + Sync,
    R: Borrow<O>,
{
    /// Makes an experiment of 500 draws with 4 replications each, and as many replications on the fitted inputs, from seed 1 on all cores. `one`
    /// runs one replication with the given inputs; a model of processes does so by [`Window::of_processes`](super::super::Window::of_processes). An error
    /// of `one` ends the experiment.
    pub fn new(evidence: &'a Evidence, outputs: &'a Outputs<O>, one: F) -> Self {
        Self {
            evidence,
            outputs,
            one,
            name: String::new(),
            draws: 500,
            replications: 4,
            seed: 1,
            threads: None,
        }
    }

    /// Names the experiment in reports.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Sets how often the inputs are drawn, at least 100.
    #[must_use]
    pub fn draws(mut self, draws: u32) -> Self {
        self.draws = draws;
        self
    }

    /// Sets the number of replications of each draw, at least 2. For the same number of runs, more draws are worth more than more
    /// replications.
    #[must_use]
    pub fn replications(mut self, replications: u32) -> Self {
        self.replications = replications;
        self
    }

    /// Sets the seed of all random streams, including those of the inputs.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Sets the number of threads, at least 1. It does not affect the results.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Runs all replications, those on the fitted inputs first.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if there is no input, or if there are too few draws or replications, or more than 2³² in all; and like
    /// [`Experiment::run`](super::super::Experiment::run).
    pub fn run(&self) -> Result<UncertainResults> {
        self.run_under(&Control::default())
    }

    /// Like [`run`](Self::run), with a [`Control`] whose progress counts both experiments.
    ///
    /// # Errors
    ///
    /// Like [`run`](Self::run); [`ErrorKind::Interrupted`] if stopped before all is done.
    pub fn run_under(&self, control: &Control<'_>) -> Result<UncertainResults> {
        let all = self.check()?;
        let draws = (0..u64::from(self.draws))
            .map(|draw| self.evidence.drawn(&Streams::new(self.seed, draw)))
            .collect::<Result<Vec<Drawn>>>()?;
        let fitted = self.evidence.as_fitted();
        let progress = |done| {
            if let Some(progress) = control.progress {
                progress(done);
            }
        };
        let on_fitted = |streams: &Streams| (self.one)(&fitted, streams);
        let first = self.run_one(all, on_fitted, control.stop, &progress)?;
        let of_draw = |streams: &Streams| {
            let draw = streams.replication() / u64::from(self.replications);
            (self.one)(&draws[draw as usize], streams)
        };
        let further = |done: u32| progress(all + done);
        let second = self.run_one(all, of_draw, control.stop, &further)?;
        let inputs = self.evidence.inputs();
        Ok(UncertainResults {
            fitted: first,
            drawn: second,
            replications: self.replications,
            inputs: inputs.map(|(name, n)| (name.to_owned(), n)).collect(),
            features: draws
                .iter()
                .map(|drawn| drawn.features().collect())
                .collect(),
            evidence: self.evidence.id(),
        })
    }

    fn run_one(
        &self,
        replications: u32,
        one: impl Fn(&Streams) -> Result<R> + Sync,
        stop: Option<&std::sync::atomic::AtomicBool>,
        progress: &(dyn Fn(u32) + Sync),
    ) -> Result<Results> {
        let mut experiment = Experiment::within(OfThem::Lent(self.outputs), None, one)
            .without_series()
            .named(self.name.as_str())
            .replications(replications)
            .seed(self.seed);
        for (name, n) in self.evidence.inputs() {
            experiment = experiment.input(name, format_args!("{n} observations"));
        }
        if let Some(threads) = self.threads {
            experiment = experiment.threads(threads);
        }
        let progress = Some(progress);
        let results = experiment.run_under(&Control { progress, stop })?;
        match results.rows.len() == replications as usize {
            true => Ok(results),
            false => Err(stopped()),
        }
    }

    /// The number of replications of each of the two experiments.
    fn check(&self) -> Result<u32> {
        let wrong = |message| Err(Error::of(ErrorKind::Value, message));
        if self.evidence.inputs().len() == 0 {
            return wrong(Message::new("evidence-no-inputs"));
        }
        if self.draws < FEWEST_DRAWS || self.replications < 2 {
            return wrong(
                Message::new("evidence-too-few-draws")
                    .with("draws", self.draws)
                    .with("replications", self.replications)
                    .with("fewest", FEWEST_DRAWS),
            );
        }
        let all = self.draws.checked_mul(self.replications);
        // Progress counts both experiments.
        match all.filter(|all| all.checked_mul(2).is_some()) {
            Some(all) => Ok(all),
            None => wrong(Message::new("experiment-too-many").with("most", u32::MAX)),
        }
    }
}

/// What an [`InputUncertainty`] found.
///
/// Its `Display` shows the [two kinds of error](ErrorsApart) of each output that has a mean.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UncertainResults {
    /// The replications on the inputs fitted to the data.
    pub fitted: Results,
    /// The replications on drawn inputs: the first ones with those of the first draw, and so on.
    pub drawn: Results,
    /// The number of replications of each draw.
    pub replications: u32,
    /// The inputs, each with its number of observations.
    pub inputs: Vec<(String, usize)>,
    /// The features of the inputs, by draw and input.
    features: Vec<Vec<Vec<f64>>>,
    evidence: u64,
}

impl UncertainResults {
    /// The two kinds of error of an output. `None` if it has no honest mean, because a replication has no value or a censored one, or because it is
    /// a ratio.
    ///
    /// # Panics
    ///
    /// If the output belongs to another list of outputs.
    #[must_use]
    pub fn of<K: Kind>(&self, output: Output<K>) -> Option<ErrorsApart> {
        ErrorsApart::of(
            self.fitted.said(output),
            [&self.fitted, &self.drawn].map(|results| results.values(output)),
            self,
        )
    }

    pub(super) fn features(&self) -> &[Vec<Vec<f64>>] {
        &self.features
    }

    pub(super) fn evidence(&self) -> u64 {
        self.evidence
    }
}

impl fmt::Display for UncertainResults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = self.fitted.report().outputs.into_iter().enumerate();
        for (i, said) in said {
            let values = [&self.fitted, &self.drawn].map(|results| results.column(i).values);
            if let Some(found) = ErrorsApart::of(said, values, self) {
                writeln!(f, "{found}")?;
            }
        }
        let draws = self.features.len();
        let (replications, seed) = (self.replications, self.fitted.seed);
        write!(
            f,
            "{draws} draws of {replications} replications, seed {seed}"
        )
    }
}
