//! The observed time of a run.

use std::borrow::Borrow;

use serde::{Deserialize, Serialize, Serializer};

use crate::engine::{Ended, Model, Simulation};
use crate::error::{Error, ErrorKind, Result};
use crate::process::{Processes, World};
use crate::random::Streams;
use crate::time::{Span, Time};
use crate::words::Message;

/// The observed time of a run: a length of time after a warm-up.
///
/// The warm-up takes a model from an empty start to its usual state; what happens in it is not counted. A model that starts as it
/// does in reality, such as a shop that opens in the morning, needs none: where a window is wanted, its length is enough, such as `hours(8.0)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    warm_up: Span,
    /// `None` if a run goes on to its end.
    length: Option<Span>,
}

impl Window {
    /// The `length` that follows a `warm_up`.
    ///
    /// # Panics
    ///
    /// If `warm_up` is negative, `length` is not positive, or their end lies beyond [`Time::MAX`].
    #[must_use]
    pub fn new(warm_up: Span, length: Span) -> Self {
        assert!(
            warm_up >= Span::ZERO && length > Span::ZERO,
            "a warm-up of {warm_up} and a length of {length}, but a warm-up is not negative and a length is positive"
        );
        let _ = Time::ZERO + warm_up + length;
        Self {
            warm_up,
            length: Some(length),
        }
    }

    /// The whole of a run that ends by itself, when nothing more is to happen or the model [stops](crate::engine::Calendar::stop).
    #[must_use]
    pub fn to_the_end() -> Self {
        Self {
            warm_up: Span::ZERO,
            length: None,
        }
    }

    /// How long the warm-up is.
    #[must_use]
    pub fn warm_up(self) -> Span {
        self.warm_up
    }

    /// For how long the run is observed after the warm-up; `None` if to its end.
    #[must_use]
    pub fn length(self) -> Option<Span> {
        self.length
    }

    /// Makes a model in a new world of processes that draws from `streams`, and runs it as [`run`](Self::run) does. [`Experiment::of_processes`](super::Experiment::of_processes)
    /// does this by itself; call it where a model gets more than its streams, as in
    /// [`Alternatives`](super::Alternatives) and [`InputUncertainty`](super::InputUncertainty).
    ///
    /// # Errors
    ///
    /// Those of `model`; and like [`run`](Self::run).
    ///
    /// # Examples
    ///
    /// Which of three numbers of clerks has the smallest queue at the end of a day, without a cost for the clerks?
    ///
    /// ```
    /// use cetak::experiment::{Alternatives, IndifferenceZone, Outputs, Window};
    /// use cetak::process::{Resource, World};
    /// use cetak::random::Distribution;
    /// use cetak::time::{hours, minutes};
    ///
    /// async fn customer(world: World, clerks: Resource) {
    ///     let _clerk = clerks.seize().await;
    ///     world.hold(minutes(8.0)).await;
    /// }
    ///
    /// let mut outputs = Outputs::new();
    /// let left = outputs.resource("clerks", Resource::observed).still_waiting;
    /// let day = Window::from(hours(8.0));
    /// let alternatives = Alternatives::smallest(&outputs, left, ["1", "2", "3"], |i, streams| {
    ///     day.of_processes(streams, |world| {
    ///         let clerks = Resource::new(world, "clerks", i + 1);
    ///         let between = world.variate("arrivals", Distribution::exponential(minutes(3.0))?);
    ///         world.spawn_arrivals(between, &clerks, customer);
    ///         Ok(clerks)
    ///     })
    /// });
    /// let selected = alternatives.kn(&IndifferenceZone::of(5.0))?;
    /// println!("{selected}");
    /// assert_eq!(selected.selected, 2);
    /// # Ok::<(), cetak::Error>(())
    /// ```
    pub fn of_processes<O>(
        self,
        streams: &Streams,
        model: impl FnOnce(&World) -> Result<O>,
    ) -> Result<ObservedModel<O>> {
        self.observe(Processes::with_streams(*streams), model)
    }

    /// Makes a model in this world, and runs it.
    pub(super) fn observe<O>(
        self,
        processes: Processes,
        model: impl FnOnce(&World) -> Result<O>,
    ) -> Result<ObservedModel<O>> {
        let outcome = model(&processes.world())?;
        let run = self.run(processes, |_, _| ())?;
        run.model().end_at(run.now());
        Ok(ObservedModel { outcome, _run: run })
    }

    /// Runs `model` through the warm-up, calls `reset` with the time at its end, and runs on to the end of the window. `reset` is
    /// where a model clears what it has recorded and keeps its state; without a warm-up it is called before the first event. The statistics of
    /// the resources of [processes](crate::process::Processes) are cleared by themselves ([`Model::reset_statistics`]).
    ///
    /// Keep the simulation until the figures are read: processes that are dropped leave their queues. [`Experiment::of_processes`](super::Experiment::of_processes) does.
    ///
    /// The clock of the returned simulation is at the end of the window, unless the model
    /// [stopped](crate::engine::Calendar::stop) before; with a window [to the end](Self::to_the_end), at the last event.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if the model deadlocks, with who waits for what, because figures of such a run flatter: whoever waits
    /// for ever is in no mean. So it is at the end of the window if some [wait for one another](crate::process::World::deadlocked) while others tick on, but not if
    /// one of them seems to wait for itself, as a process does that seizes units and hands them to others. And if the model stops before the warm-up is over.
    pub fn run<M: Model>(
        self,
        model: M,
        reset: impl FnOnce(&mut M, Time),
    ) -> Result<Simulation<M>> {
        // From the first question on, processes note who holds what.
        drop(model.deadlocked());
        let mut sim = Simulation::new(model);
        let start = Time::ZERO + self.warm_up;
        let ended = match self.warm_up == Span::ZERO {
            true => Ended::Time,
            false => sim.run_until(start),
        };
        if ended == Ended::Stopped {
            let message = Message::new("experiment-stopped-warm-up")
                .with("now", sim.now().to_string())
                .with("end", start.to_string());
            return Err(Error::of(ErrorKind::Value, message));
        }
        if self.warm_up > Span::ZERO {
            sim.model_mut().reset_statistics(start);
        }
        reset(sim.model_mut(), start);
        let ended = match self.length {
            Some(length) => sim.run_until(start + length),
            None => sim.run(),
        };
        let waiting = match ended {
            Ended::Deadlock => sim.model().waiting(),
            _ => sim.model().deadlocked(),
        };
        let Some(first) = waiting.first() else {
            return Ok(sim);
        };
        let (now, first) = (sim.now().to_string(), first.to_string());
        let message = match ended {
            Ended::Deadlock => Message::new("experiment-deadlock")
                .with("now", now)
                .with("waiting", waiting.len())
                .with("first", first),
            _ => Message::new("experiment-circle")
                .with("now", now)
                .with("waiting", waiting.len())
                .with("first", first),
        };
        Err(Error::of(ErrorKind::Value, message))
    }
}

/// A model of processes at the end of its [window](Window::of_processes), from which [`Outputs`](super::Outputs) are taken. It keeps the processes until it is
/// dropped: earlier, processes that wait would leave their queues and count as given up.
#[derive(Debug)]
pub struct ObservedModel<O> {
    outcome: O,
    _run: Simulation<Processes>,
}

impl<O> Borrow<O> for ObservedModel<O> {
    fn borrow(&self) -> &O {
        &self.outcome
    }
}

/// This length without a warm-up.
///
/// # Panics
///
/// If it is not positive.
impl From<Span> for Window {
    fn from(length: Span) -> Self {
        Self::new(Span::ZERO, length)
    }
}

/// Writes a window in minutes.
pub(super) fn in_minutes<S: Serializer>(
    window: &Option<Window>,
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Keys {
        warm_up_min: f64,
        length_min: Option<f64>,
    }
    let keys = window.map(|window| Keys {
        warm_up_min: window.warm_up().as_minutes(),
        length_min: window.length().map(Span::as_minutes),
    });
    keys.serialize(serializer)
}
