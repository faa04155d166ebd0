//! An experiment: outputs and the function that runs one replication.

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Deref;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::output::{Label, Outputs};
use super::over_time::SeriesLabel;
use super::parts::{Part, Parts, Whole, store};
use super::precision::{FIRST, Precise, Precision, next_look};
use super::replicate::{Control, Settings, each_of};
use super::results::{Results, Row};
use super::window::{ObservedModel, Window};
use crate::engine::{Model, Simulation};
use crate::error::{Error, ErrorKind, Result};
use crate::process::{Processes, World};
use crate::random::Streams;
use crate::words::Message;

/// An experiment: a function from random streams to an outcome, and the outputs that each outcome yields.
///
/// The function gets the streams of its replication and no other randomness, so the same seed gives the same results, bit for bit,
/// on any number of threads. Experiments with the same seed meet the same chance events: [`Comparison`](super::Comparison) makes use
/// of it.
///
/// # Examples
///
/// One clerk and two: how long does a customer wait, and how often is the mean wait of a day above a quarter of an hour?
///
/// ```
/// use cetak::prelude::*;
///
/// async fn customer(world: World, (desk, service): (Resource, Variate)) {
///     let _clerk = desk.seize().await;
///     world.hold(service.draw()).await;
/// }
///
/// fn day(clerks: usize, world: &World) -> Result<Resource> {
///     let desk = Resource::new(world, "desk", clerks);
///     let between = world.variate("arrivals", Distribution::exponential(minutes(5.0))?);
///     let service = world.variate("service", Distribution::exponential(minutes(4.0))?);
///     world.spawn_arrivals(between, &(desk.clone(), service), customer);
///     Ok(desk)
/// }
///
/// let mut outputs = Outputs::new();
/// let wait = outputs.tally("wait", "min", Resource::waits);
/// let long = outputs.probability("long waits", |desk| desk.waits().mean() > Some(15.0));
/// let clerks = |clerks, name| {
///     Experiment::of_processes(&outputs, hours(8.0), move |world| day(clerks, world)).named(name).replications(50).run()
/// };
///
/// let (one, two) = (clerks(1, "one clerk")?, clerks(2, "two clerks")?);
/// let gain = Comparison::of([&one, &two])?.difference(wait, 0, 1).mean.expect("every day has customers");
/// assert!(gain.ci95.expect("fifty days").high < 0.0, "two clerks are faster");
/// assert!(two.of(long).fraction < 0.1);
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Debug)]
pub struct Experiment<'a, O, F> {
    outputs: OfThem<'a, O>,
    one: F,
    about: About,
    settings: Settings,
}

/// The outputs of an experiment: the caller's, or its own.
#[derive(Debug)]
pub(super) enum OfThem<'a, O> {
    Lent(&'a Outputs<O>),
    Owned(Box<Outputs<O>>),
}

impl<O> Deref for OfThem<'_, O> {
    type Target = Outputs<O>;

    fn deref(&self) -> &Outputs<O> {
        match self {
            Self::Lent(outputs) => outputs,
            Self::Owned(outputs) => outputs,
        }
    }
}

/// The description of an experiment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct About {
    pub name: String,
    pub inputs: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub antithetic: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<SeriesLabel>,
}

impl<'a, O> Experiment<'a, O, ()> {
    /// Makes an experiment on [processes](crate::process), like [`new`](Experiment::new): `model` makes one replication in a new world, and returns what the
    /// outputs are taken from when the window is over, such as its resources. It is run as by [`Window::run`]. A length is a window without a warm-up.
    ///
    /// The world draws from the streams of the replication. At the end of the warm-up the statistics of all resources begin anew, and so does what was made by
    /// [`World::statistic`] and [`World::level`]. If [`Outputs::resource`] is among the outputs, the resources keep every wait and how
    /// long their queues had each length. Reports name the window.
    pub fn of_processes(
        outputs: &'a Outputs<O>,
        window: impl Into<Window>,
        model: impl Fn(&World) -> Result<O> + Sync,
    ) -> Experiment<'a, O, impl Fn(&Streams) -> Result<ObservedModel<O>> + Sync> {
        Self::of_them(OfThem::Lent(outputs), window.into(), model)
    }

    /// Those of processes, with either kind of outputs.
    pub(super) fn of_them(
        outputs: OfThem<'a, O>,
        window: Window,
        model: impl Fn(&World) -> Result<O> + Sync,
    ) -> Experiment<'a, O, impl Fn(&Streams) -> Result<ObservedModel<O>> + Sync> {
        let (keeps_waits, queue_step) = (outputs.are_any_optional(), outputs.queue_step());
        let one = move |streams: &Streams| {
            let mut processes = Processes::with_streams(*streams);
            if keeps_waits {
                processes = processes.keeping_waits();
            }
            if let Some(step) = queue_step {
                processes = processes.keeping_queue_series(step);
            }
            window.observe(processes, &model)
        };
        Experiment::within(outputs, Some(window), one)
    }
}

impl<'a, M: Model> Experiment<'a, Simulation<M>, ()> {
    /// Makes an experiment on a model of typed events, like [`new`](Experiment::new): `model` makes the one of a replication, and the outputs are taken from its simulation
    /// when the window is over. It is run as by [`Window::run`]; at the end of the warm-up the model restarts its statistics in
    /// [`Model::reset_statistics`]. Reports name the window.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::{Calendar, Model, Simulation};
    /// use cetak::experiment::{Experiment, Outputs, Window};
    /// use cetak::time::{Time, hours, minutes};
    ///
    /// /// A tick a minute.
    /// #[derive(Default)]
    /// struct Ticks(u32);
    ///
    /// impl Model for Ticks {
    ///     type Event = ();
    ///
    ///     fn start(&mut self, cal: &mut Calendar<()>) {
    ///         cal.schedule(minutes(1.0), ());
    ///     }
    ///
    ///     fn handle(&mut self, (): (), cal: &mut Calendar<()>) {
    ///         self.0 += 1;
    ///         cal.schedule(minutes(1.0), ());
    ///     }
    ///
    ///     fn reset_statistics(&mut self, _now: Time) {
    ///         self.0 = 0;
    ///     }
    /// }
    ///
    /// let mut outputs = Outputs::new();
    /// let ticks = outputs.count("ticks", "", |sim: &Simulation<Ticks>| sim.model().0);
    /// let window = Window::new(hours(1.0), hours(2.0));
    /// let results = Experiment::of_model(&outputs, window, |_| Ok(Ticks::default())).replications(2).run()?;
    /// assert_eq!(results.of(ticks).mean.expect("a count").value, 120.0);
    /// assert!(results.to_string().contains("warm-up: 1 h\nlength: 2 h\n"));
    /// # Ok::<(), cetak::Error>(())
    /// ```
    pub fn of_model(
        outputs: &'a Outputs<Simulation<M>>,
        window: impl Into<Window>,
        model: impl Fn(&Streams) -> Result<M> + Sync,
    ) -> Experiment<'a, Simulation<M>, impl Fn(&Streams) -> Result<Simulation<M>> + Sync> {
        let window = window.into();
        let one = move |streams: &Streams| window.run(model(streams)?, |_, _| ());
        Experiment::within(OfThem::Lent(outputs), Some(window), one)
    }
}

impl<'a, O, F> Experiment<'a, O, F>
where
    F: Fn(&Streams) -> Result<O> + Sync,
{
    /// Makes an experiment of 1,000 replications from seed 1 on all cores. `one` runs one replication; an error of it ends the
    /// experiment.
    pub fn new(outputs: &'a Outputs<O>, one: F) -> Self {
        Self::within(OfThem::Lent(outputs), None, one)
    }
}

impl<'a, O, F> Experiment<'a, O, F> {
    pub(super) fn within(outputs: OfThem<'a, O>, window: Option<Window>, one: F) -> Self {
        let series = outputs.series_labels().cloned().collect();
        Self {
            outputs,
            one,
            about: About {
                window,
                series,
                ..About::default()
            },
            settings: Settings::default(),
        }
    }

    /// Leaves out the values over time: a model that is given its streams by something else need not keep them.
    pub(super) fn without_series(mut self) -> Self {
        self.about.series.clear();
        self
    }

    /// Names the experiment in reports and comparisons.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.about.name = name.into();
        self
    }

    /// Adds an input to the report: a name, and its value with its unit. It changes nothing else.
    #[must_use]
    pub fn input(mut self, name: impl Into<String>, value: impl fmt::Display) -> Self {
        self.about.inputs.push((name.into(), value.to_string()));
        self
    }

    /// Sets the number of replications, at least 1.
    #[must_use]
    pub fn replications(mut self, replications: u32) -> Self {
        self.settings.replications = replications;
        self
    }

    /// Sets the seed of all random streams.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.settings.seed = seed;
        self
    }

    /// Runs the replications in antithetic pairs: the function gets [antithetic](Streams::antithetic) streams, and the replications 2k and
    /// 2k + 1 have opposite chance. [`Results::antithetic`] measures the gain.
    ///
    /// The two of a pair are not independent, so the pair is the unit: intervals of means, ratios and their differences are of the means
    /// of pairs. Those of probabilities count a pair as one replication, which is too wide rather than too narrow. Quantiles have none,
    /// because pairing can widen them too: estimate quantiles from independent replications.
    ///
    /// A function that calls [`Streams::antithetic`] by itself would hide the pairs from the experiment, and panics.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::experiment::{Experiment, Outputs};
    ///
    /// let mut outputs = Outputs::new();
    /// let work = outputs.number("work", "min", |work: &f64| *work);
    /// let one = |streams: &cetak::random::Streams| Ok((0..5).map(|i| streams.stream(&i.to_string()).uniform()).sum::<f64>());
    /// let width = |experiment: Experiment<'_, _, _>| -> cetak::error::Result<f64> {
    ///     let ci = experiment.replications(100).run()?.of(work).mean.and_then(|mean| mean.ci95).expect("many");
    ///     Ok(ci.high - ci.low)
    /// };
    /// // A sum of uniform numbers and one of the opposite numbers are always 5 together.
    /// assert!(width(Experiment::new(&outputs, one))? > 0.2);
    /// assert!(width(Experiment::new(&outputs, one).antithetic())? < 1e-9);
    /// # Ok::<(), cetak::Error>(())
    /// ```
    #[must_use]
    pub fn antithetic(mut self) -> Self {
        self.about.antithetic = true;
        self
    }

    /// Sets the number of threads, at least 1. It does not affect the results.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.settings.threads = Some(threads);
        self
    }
}

impl<'a, O, F, R> Experiment<'a, O, F>
where
    F: Fn(&Streams) -> Result<R> + Sync,
    R: Borrow<O>,
{
    /// Runs all replications.
    ///
    /// # Errors
    ///
    /// Like [`each`](super::each), with the number of the replication, so that [`only`](Self::only) can run it again; [`ErrorKind::Value`] if an output is
    /// infinite or not a number.
    pub fn run(&self) -> Result<Results> {
        self.run_under(&Control::default())
    }

    /// Runs all replications, and prints their report as a table to the standard output. To use the numbers, [`run`](Self::run) it.
    ///
    /// # Errors
    ///
    /// Like [`run`](Self::run).
    ///
    /// # Panics
    ///
    /// If the standard output cannot be written, as [`println!`] does.
    pub fn print(&self) -> Result<()> {
        println!("{}", self.run()?);
        Ok(())
    }

    /// Runs all replications under a [`Control`], which follows and can stop them. After a stop the results hold the first
    /// replications without a gap.
    ///
    /// # Errors
    ///
    /// Like [`each`](super::each).
    pub fn run_under(&self, control: &Control<'_>) -> Result<Results> {
        let mut results = self.results();
        self.add(
            &mut results,
            self.settings.replications,
            |place| place,
            control,
        )?;
        Ok(results)
    }

    /// Runs until the results are as precise as asked, or the largest number of replications is reached. The number of replications set
    /// before is ignored.
    ///
    /// # Errors
    ///
    /// Like [`each`](super::each); [`ErrorKind::Value`] if a mean is wanted of an output that a replication does not have or has
    /// censored, because no honest mean exists: ask for a quantile.
    pub fn run_to(&self, precision: &Precision) -> Result<Precise> {
        self.run_to_under(precision, &Control::default())
    }

    /// The same under a [`Control`], whose progress is of all replications done. A stop leaves those that were done.
    ///
    /// # Errors
    ///
    /// Like [`run_to`](Self::run_to).
    pub fn run_to_under(&self, precision: &Precision, control: &Control<'_>) -> Result<Precise> {
        let mut results = self.results();
        let mut next = Some(FIRST.min(precision.most()));
        let mut reached = Vec::new();
        while let Some(wanted) = next {
            let done = results.rows.len() as u32;
            let progress = |more: u32| control.progress.iter().for_each(|tell| tell(done + more));
            let control = Control {
                progress: Some(&progress),
                stop: control.stop,
            };
            match self.add(&mut results, wanted - done, |place| done + place, &control) {
                Err(error) if error.kind() == ErrorKind::Interrupted && done > 0 => break,
                added => added?,
            }
            reached = precision.look(&results)?;
            let done = results.rows.len() as u32;
            next = next_look(done, &reached, precision.most());
        }
        Ok(Precise { results, reached })
    }

    /// Runs only these replications, each on its own streams, to examine one of many again.
    ///
    /// # Errors
    ///
    /// Like [`each`](super::each).
    pub fn only(&self, replications: impl IntoIterator<Item = u32>) -> Result<Results> {
        let numbers: Vec<u32> = BTreeSet::from_iter(replications).into_iter().collect();
        let mut results = self.results();
        let number = |place: u32| numbers[place as usize];
        self.add(
            &mut results,
            numbers.len() as u32,
            number,
            &Control::default(),
        )?;
        Ok(results)
    }

    /// Continues with `more` replications after the last of `results`, without a repetition or a gap.
    ///
    /// # Errors
    ///
    /// Like [`each`](super::each); [`ErrorKind::Value`] if the results have another name, other inputs, another window, another seed or other outputs, if only one of the two is antithetic, or if the
    /// numbers of replications are used up.
    pub fn go_on(&self, results: &mut Results, more: u32, control: &Control<'_>) -> Result<()> {
        let about = About {
            name: results.name.clone(),
            inputs: results.inputs.clone(),
            window: results.window,
            antithetic: results.antithetic,
            series: results.series.clone(),
        };
        if results.seed != self.settings.seed || about != self.about || !results.fits(&self.outputs)
        {
            let message = Message::new("experiment-other-results");
            return Err(Error::of(ErrorKind::Value, message));
        }
        let last = results.rows.last();
        let first = last.map_or(Some(0), |row| row.replication.checked_add(1));
        let Some(first) = first.filter(|first| first.checked_add(more).is_some()) else {
            let message = Message::new("experiment-too-many").with("most", u32::MAX);
            return Err(Error::of(ErrorKind::Value, message));
        };
        self.add(results, more, |place| first + place, control)
    }

    /// Runs one part of the replications and stores it in the file `path`, for [`merge`](Self::merge). `digest` identifies the model with all its
    /// parameters, for example by a hash.
    ///
    /// The file appears when the part is complete. Until then its replications are in the file `path` with `.unfinished` behind it, and
    /// the same call goes on after the last of them: a process that is killed loses only the replications under way. If the
    /// file exists and holds this part, nothing is run. If it holds an experiment of fewer replications, part 1 of 1 continues after them, and
    /// the file is replaced when all are done.
    ///
    /// # Errors
    ///
    /// Like [`each`](super::each); [`ErrorKind::Interrupted`] if stopped before the part was complete; [`ErrorKind::File`] if a file cannot be
    /// read or written, or another process runs this part; [`ErrorKind::Checkpoint`] if a file is there that holds something else, which is
    /// then left as it was.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::experiment::{Control, Experiment, Outputs, Part};
    ///
    /// let mut outputs = Outputs::new();
    /// let face = outputs.number("face", "", |face: &f64| Some(*face));
    /// let die = Experiment::new(&outputs, |s| Ok((6.0 * s.stream("die").uniform()).ceil())).replications(100);
    ///
    /// let folder = tempfile::tempdir()?;
    /// let files = [1, 2].map(|number| folder.path().join(number.to_string()));
    /// for (number, file) in (1..).zip(&files) {
    ///     // On any machine, at any time.
    ///     die.store(Part::new(number, 2)?, "a fair die", file, &Control::default())?;
    /// }
    /// assert_eq!(die.merge("a fair die", &files)?.of(face), die.run()?.of(face));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn store(
        &self,
        part: Part,
        digest: &str,
        path: impl AsRef<Path>,
        control: &Control<'_>,
    ) -> Result<()> {
        let Settings {
            seed,
            replications,
            threads,
        } = self.settings;
        let whole = Whole {
            digest: digest.to_owned(),
            seed,
            replications,
            about: self.about(),
        };
        let part = part.replications(replications)?;
        let one = |streams: &Streams| self.row(streams);
        store(path.as_ref(), &whole, part, threads, control, one)
    }

    /// Merges the parts that [`store`](Self::store) stored with the same `digest`, given in any order: the same results as those of
    /// [`run`](Self::run), bit for bit.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Checkpoint`] with all that is wrong, one line each: files that cannot be read, are no part files, were changed, or
    /// belong to another experiment; replications that are missing, or in two files.
    pub fn merge(&self, digest: &str, paths: &[impl AsRef<Path>]) -> Result<Results> {
        let parts = Parts::open(paths)?;
        let wanted = Whole {
            digest: digest.to_owned(),
            seed: self.settings.seed,
            replications: self.settings.replications,
            about: self.about(),
        };
        if let Some(differs) = parts.whole.difference(&wanted) {
            return Err(Error::of(ErrorKind::Checkpoint, differs));
        }
        let mut results = self.results();
        parts.each(|_, row: Row| {
            if !self.outputs.have(&row) {
                let message = Message::new("experiment-other-results");
                return Err(Error::of(ErrorKind::Checkpoint, message));
            }
            results.rows.push(row);
            Ok(())
        })?;
        Ok(results)
    }

    /// The experiment, as the head of a part file describes it.
    fn about(&self) -> (About, Vec<Label>) {
        (self.about.clone(), self.outputs.labels().cloned().collect())
    }

    /// Results without replications yet.
    fn results(&self) -> Results {
        Results::new(&self.about, self.settings.seed, &self.outputs)
    }

    fn row(&self, streams: &Streams) -> Result<Row> {
        let streams = &match self.about.antithetic {
            true => streams.antithetic(),
            false => streams.alone(),
        };
        let replication = streams.replication();
        let outcome = (self.one)(streams).map_err(|error| error.in_replication(replication))?;
        Ok(Row {
            replication: replication as u32,
            // Taken here, so that an outcome need not be sent to another thread.
            values: self.outputs.of(outcome.borrow(), replication)?,
            series: match self.about.series.is_empty() {
                true => Box::default(),
                false => self.outputs.series_of(outcome.borrow()),
            },
        })
    }

    /// Adds a number of replications to the results, each with the number of its place.
    fn add(
        &self,
        results: &mut Results,
        replications: u32,
        number: impl Fn(u32) -> u32 + Sync,
        control: &Control<'_>,
    ) -> Result<()> {
        let settings = Settings {
            replications,
            ..self.settings
        };
        let one = |streams: &Streams| self.row(streams);
        let rows = &mut results.rows;
        let take = |row| {
            rows.push(row);
            Ok(())
        };
        each_of(number, &settings, control, one, take)?;
        Ok(())
    }
}
