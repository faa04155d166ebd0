//! Models and the loop that runs them.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Calendar, Observer};
use crate::time::Time;
use crate::waiting::Waiting;

/// A system that changes only at events.
///
/// The model is plain data; its events are usually one `enum`. See the [module](super) for an example.
pub trait Model {
    /// The events of this system.
    type Event;

    /// Schedules the first events. Called once, at [`Time::ZERO`].
    fn start(&mut self, cal: &mut Calendar<Self::Event>);

    /// Handles `event`, which happens at [`cal.now()`](Calendar::now).
    fn handle(&mut self, event: Self::Event, cal: &mut Calendar<Self::Event>);

    /// Lists the waits of the model now.
    ///
    /// Called only when no event is pending: anyone who waits then waits forever, and the run ends with [`Ended::Deadlock`]
    /// instead of [`Ended::Empty`]. A model that does not implement this never reports a deadlock.
    fn waiting(&self) -> Vec<Waiting> {
        Vec::new()
    }

    /// The waits that form a circle and can never end, although others may. An [experiment](crate::experiment::Window) asks at the start of a
    /// run, so that a model can begin to record holders, and at its end. A model that does not implement this never reports one.
    fn deadlocked(&self) -> Vec<Waiting> {
        Vec::new()
    }

    /// Restarts all statistics at `now`, at the end of the warm-up of an [experiment](crate::experiment::Window). A model that does not implement this restarts
    /// them by itself.
    fn reset_statistics(&mut self, now: Time) {
        let _ = now;
    }
}

/// Why a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Ended {
    /// The clock reached the given time; later events are pending.
    Time,
    /// The model called [`Calendar::stop`].
    Stopped,
    /// No event is pending, and the model reports no waits.
    Empty,
    /// No event is pending, so whatever [waits](Model::waiting) waits forever, unless something is scheduled from outside.
    Deadlock,
    /// The condition of the run no longer held.
    Condition,
    /// The given number of events was handled.
    Count,
}

/// A model together with its calendar: a run that can be driven, watched, cloned, saved and resumed.
///
/// A run is exact about where it ends, so a run in two pieces equals a run in one:
///
/// * [`run_until`](Self::run_until) also handles the events *at* its time, and leaves the clock there.
/// * A [`stop`](Calendar::stop) is checked before every event and before every other reason to end; it leaves the clock at
///   the event that asked for it, and ends one run only.
///
/// # Examples
///
/// ```
/// use cetak::engine::{Calendar, Ended, Model, Simulation};
/// use cetak::time::{Time, minutes};
///
/// #[derive(Clone)]
/// struct Clock { ticks: u32 }
///
/// impl Model for Clock {
///     type Event = ();
///     fn start(&mut self, cal: &mut Calendar<()>) {
///         cal.schedule(minutes(1.0), ());
///     }
///     fn handle(&mut self, (): (), cal: &mut Calendar<()>) {
///         self.ticks += 1;
///         cal.schedule(minutes(1.0), ());
///     }
/// }
///
/// let mut sim = Simulation::new(Clock { ticks: 0 });
/// assert_eq!(sim.run_until(Time::ZERO + minutes(10.0)), Ended::Time);
/// assert_eq!(sim.model().ticks, 10); // the tick at 00:10 is in
///
/// let mut what_if = sim.clone();
/// what_if.run_events(5);
/// assert_eq!((sim.model().ticks, what_if.model().ticks), (10, 15));
/// ```
///
/// # Discarding a warm-up
///
/// Run to the end of the warm-up, reset the statistics of the model there, and run on. The state stays as it is, and the
/// border is exact: what happens at the end of the warm-up belongs to the warm-up.
///
/// ```
/// # use cetak::engine::{Calendar, Model, Simulation};
/// # use cetak::time::{Time, hours, minutes};
/// use cetak::stats::TimeWeighted;
///
/// struct Line { length: TimeWeighted }
///
/// impl Model for Line {
///     type Event = ();
///     fn start(&mut self, cal: &mut Calendar<()>) {
///         cal.schedule(minutes(30.0), ());
///     }
///     fn handle(&mut self, (): (), cal: &mut Calendar<()>) {
///         self.length.set(cal.now(), 4.0);
///     }
/// }
///
/// let mut sim = Simulation::new(Line { length: TimeWeighted::new(Time::ZERO, 0.0) });
/// let warm = Time::ZERO + hours(1.0);
/// sim.run_until(warm);
/// sim.model_mut().length.reset(warm);
/// sim.run_until(warm + hours(1.0));
/// assert_eq!(sim.model().length.mean(sim.now()), Some(4.0)); // with the warm-up it would be 3
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(
    serialize = "M: Serialize, M::Event: Serialize",
    deserialize = "M: Deserialize<'de>, M::Event: Deserialize<'de>"
))]
pub struct Simulation<M: Model> {
    model: M,
    calendar: Calendar<M::Event>,
}

impl<M: Model> Simulation<M> {
    /// Makes a run of `model`, started at [`Time::ZERO`], with no event handled yet.
    #[must_use]
    pub fn new(mut model: M) -> Self {
        let mut calendar = Calendar::new();
        model.start(&mut calendar);
        Self { model, calendar }
    }

    /// Makes a simulation that continues from an existing model and calendar: [`Model::start`] is not called again.
    #[inline]
    pub fn resume(model: M, calendar: Calendar<M::Event>) -> Self {
        Self { model, calendar }
    }

    /// Handles the next event and returns its time. Returns `None` if none was handled: none is pending, or a stop was asked
    /// for.
    #[inline]
    pub fn step(&mut self) -> Option<Time> {
        self.observed(&mut ()).step()
    }

    /// Runs until no event is pending or the model stops the run. Returns [`Ended::Deadlock`] if anyone
    /// [waits](Model::waiting) at the end.
    #[inline]
    pub fn run(&mut self) -> Ended {
        self.observed(&mut ()).run()
    }

    /// Handles all events up to and including `until`, and leaves the clock there, unless the model stops the run.
    ///
    /// If no event is pending then, the clock stands at `until` nevertheless, and the answer is [`Ended::Empty`], or
    /// [`Ended::Deadlock`] if anyone [waits](Model::waiting).
    ///
    /// # Panics
    ///
    /// If `until` is in the past.
    #[inline]
    pub fn run_until(&mut self, until: Time) -> Ended {
        self.observed(&mut ()).run_until(until)
    }

    /// Runs as long as `condition` holds; it is checked before each event.
    #[inline]
    pub fn run_while(&mut self, condition: impl FnMut(&M, &Calendar<M::Event>) -> bool) -> Ended {
        self.observed(&mut ()).run_while(condition)
    }

    /// Runs for `count` events, or fewer if no more are pending or the model stops the run.
    #[inline]
    pub fn run_events(&mut self, count: u64) -> Ended {
        self.observed(&mut ()).run_events(count)
    }

    /// The same run, with `observer` watching each event.
    ///
    /// ```
    /// # use cetak::engine::{Calendar, Model, Simulation};
    /// # use cetak::time::{Time, minutes};
    /// # struct Clock;
    /// # impl Model for Clock {
    /// #     type Event = ();
    /// #     fn start(&mut self, cal: &mut Calendar<()>) { cal.schedule(minutes(1.0), ()); }
    /// #     fn handle(&mut self, (): (), cal: &mut Calendar<()>) { cal.schedule(minutes(1.0), ()); }
    /// # }
    /// use cetak::engine::Fingerprint;
    ///
    /// let (mut whole, mut pieces) = (Fingerprint::new(), Fingerprint::new());
    /// Simulation::new(Clock).observed(&mut whole).run_events(10);
    /// let mut sim = Simulation::new(Clock);
    /// sim.observed(&mut pieces).run_events(4);
    /// sim.observed(&mut pieces).run_events(6);
    /// assert_eq!(whole, pieces);
    /// ```
    #[inline]
    pub fn observed<'a, O: Observer<M>>(
        &'a mut self,
        observer: &'a mut O,
    ) -> ObservedSimulation<'a, M, O> {
        ObservedSimulation {
            sim: self,
            observer,
        }
    }

    /// The simulated time.
    #[inline]
    #[must_use]
    pub fn now(&self) -> Time {
        self.calendar.now()
    }

    /// The model as it is now.
    #[inline]
    #[must_use]
    pub fn model(&self) -> &M {
        &self.model
    }

    /// The model, to change it between events.
    #[inline]
    pub fn model_mut(&mut self) -> &mut M {
        &mut self.model
    }

    /// The calendar as it is now.
    #[inline]
    #[must_use]
    pub fn calendar(&self) -> &Calendar<M::Event> {
        &self.calendar
    }

    /// The calendar, to schedule or cancel events from outside the model.
    #[inline]
    pub fn calendar_mut(&mut self) -> &mut Calendar<M::Event> {
        &mut self.calendar
    }

    /// Runs `action` between events, on the model and its calendar together; the clock stands where the run left it.
    ///
    /// # Examples
    ///
    /// ```
    /// # use cetak::engine::{Calendar, Ended, Model, Simulation};
    /// # use cetak::time::{Time, minutes};
    /// struct Press { jobs: u32 }
    ///
    /// impl Press {
    ///     fn receive(&mut self, cal: &mut Calendar<()>) {
    ///         cal.schedule(minutes(5.0), ());
    ///     }
    /// }
    /// # impl Model for Press {
    /// #     type Event = ();
    /// #     fn start(&mut self, _: &mut Calendar<()>) {}
    /// #     fn handle(&mut self, (): (), _: &mut Calendar<()>) { self.jobs += 1; }
    /// # }
    ///
    /// let mut sim = Simulation::new(Press { jobs: 0 });
    /// sim.run_until(Time::ZERO + minutes(60.0));
    /// sim.act(|press, cal| press.receive(cal)); // at 60
    /// assert_eq!(sim.run(), Ended::Empty);
    /// assert_eq!(sim.now(), Time::ZERO + minutes(65.0));
    /// ```
    pub fn act<T>(&mut self, action: impl FnOnce(&mut M, &mut Calendar<M::Event>) -> T) -> T {
        action(&mut self.model, &mut self.calendar)
    }

    /// Returns the model at the end of the run.
    #[must_use]
    pub fn into_model(self) -> M {
        self.model
    }
}

/// A [`Simulation`] with an [`Observer`] that watches each event; it has the methods that run a simulation.
pub struct ObservedSimulation<'a, M: Model, O> {
    sim: &'a mut Simulation<M>,
    observer: &'a mut O,
}

impl<M: Model, O> fmt::Debug for ObservedSimulation<'_, M, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ObservedSimulation")
            .field("now", &self.sim.now())
            .finish_non_exhaustive()
    }
}

impl<M: Model, O: Observer<M>> ObservedSimulation<'_, M, O> {
    /// Like [`Simulation::step`].
    #[inline]
    pub fn step(&mut self) -> Option<Time> {
        if self.sim.calendar.take_stop() {
            return None;
        }
        let event = self.sim.calendar.pop()?;
        self.handle(event);
        Some(self.sim.now())
    }

    /// Like [`Simulation::run`].
    #[inline]
    pub fn run(&mut self) -> Ended {
        self.run_while(|_, _| true)
    }

    /// Like [`Simulation::run_until`].
    ///
    /// # Panics
    ///
    /// If `until` is in the past.
    #[inline]
    pub fn run_until(&mut self, until: Time) -> Ended {
        let now = self.sim.now();
        assert!(
            until >= now,
            "at {now}: a run cannot end in the past, at {until}"
        );
        loop {
            if self.sim.calendar.take_stop() {
                return Ended::Stopped;
            }
            let Some(event) = self.sim.calendar.pop_until(until) else {
                self.sim.calendar.advance(until);
                return match self.sim.calendar.is_empty() {
                    true => self.drained(),
                    false => Ended::Time,
                };
            };
            self.handle(event);
        }
    }

    /// Like [`Simulation::run_while`].
    #[inline]
    pub fn run_while(
        &mut self,
        mut condition: impl FnMut(&M, &Calendar<M::Event>) -> bool,
    ) -> Ended {
        loop {
            if self.sim.calendar.take_stop() {
                return Ended::Stopped;
            }
            if !condition(&self.sim.model, &self.sim.calendar) {
                return Ended::Condition;
            }
            let Some(event) = self.sim.calendar.pop() else {
                return self.drained();
            };
            self.handle(event);
        }
    }

    /// Like [`Simulation::run_events`].
    #[inline]
    pub fn run_events(&mut self, count: u64) -> Ended {
        let mut left = count;
        let ended = self.run_while(|_, _| {
            let more = left > 0;
            left = left.saturating_sub(1);
            more
        });
        match ended {
            Ended::Condition => Ended::Count,
            other => other,
        }
    }

    #[cold]
    fn drained(&self) -> Ended {
        match self.sim.model.waiting().is_empty() {
            true => Ended::Empty,
            false => Ended::Deadlock,
        }
    }

    #[inline]
    fn handle(&mut self, event: M::Event) {
        let Simulation { model, calendar } = &mut *self.sim;
        self.observer.before(calendar.now(), &event, model);
        model.handle(event, calendar);
        self.observer.after(calendar.now(), model);
    }
}
