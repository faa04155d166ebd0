//! Units that processes seize several at a time, that can be taken away, and that stop.

// | file, in reading order | what it holds |
// |---|---|
// | `asking` | what is shared, and how it is asked for |
// | `part` | a pool among several resources that are seized at once |
// | `units` | units that a process holds |

mod asking;
mod part;
mod units;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::rc::Rc;

use asking::{Ask, Asker, Shared, State};

use super::handle::{handle, handle_methods, statistics_methods};
use super::tickets::{Answer, Asking, Refusal, Tickets, Wait};
use super::{Process, World};
use crate::resource::{self, Cause, Changes, Key, OnPreempt, OnStop, Request, Statistics, Watch};
use crate::stats::{Tally, TimeWeighted};
use crate::time::Span;

pub use part::PartOfPool;
pub use units::Units;

/// Numbered units: a process may seize several at once or take them from others, and each can stop for one or more causes. A
/// handle of a [`resource::Pool`], with its disciplines, limits, claims and statistics.
///
/// Requests are granted strictly in the order of (key, arrival): a later request for few units does not overtake an earlier
/// one for many. A release hands the units over at once, so no newcomer can overtake the queue. To seize single units, a
/// [`Resource`](super::Resource) costs half as much. Cloning copies the handle.
///
/// # Examples
///
/// ```
/// use cetak::engine::Simulation;
/// use cetak::process::{Interrupt, Pool, Processes};
/// use cetak::resource::{Key, OnPreempt};
/// use cetak::time::{Time, minutes};
///
/// let processes = Processes::new();
/// let world = processes.world();
/// let theatre = Pool::new(&world, "theatre", 1);
/// let (room, here) = (theatre.clone(), world.clone());
/// world.spawn(async move {
///     let _planned = room.seize_with(1, Key(10)).await;
///     let told = here.interruptible(here.hold(minutes(60.0))).await;
///     assert!(matches!(told, Err(Interrupt::Preempted)));
///     assert_eq!(here.now(), Time::ZERO + minutes(20.0));
/// });
/// let here = world.clone();
/// world.spawn(async move {
///     here.hold(minutes(20.0)).await;
///     let _urgent = theatre.preempt(Key(0), OnPreempt::Leave).await;
///     here.hold(minutes(30.0)).await;
/// });
/// Simulation::new(processes).run();
/// ```
pub struct Pool<W: Watch = Statistics> {
    shared: Rc<Shared<W>>,
}

impl Pool {
    /// Makes `units` idle units, numbered from 0. The name is used in messages.
    ///
    /// # Panics
    ///
    /// If `units` is 0 or exceeds [`resource::Pool::MOST_UNITS`].
    #[must_use]
    pub fn new(world: &World, name: impl Into<String>, units: usize) -> Self {
        Self::watched(world, name, units, world.statistics(units))
    }

    statistics_methods!();

    /// The number of units held and not [suspended](Self::stop), over time.
    #[must_use]
    pub fn units_busy(&self) -> TimeWeighted {
        *self.shared.state.borrow().inner.units_busy()
    }

    /// The waits in minutes of those whose units were taken away, each until it [regained](Units::regain) them. A process
    /// that asks anew instead counts in [`waits`](Self::waits).
    #[must_use]
    pub fn waits_again(&self) -> Tally {
        *self.shared.state.borrow().inner.waits_again()
    }
}

impl<W: Watch + 'static> Pool<W> {
    /// Like [`new`](Pool::new), but records into `watch` instead of the usual statistics; `()` records nothing.
    ///
    /// # Panics
    ///
    /// Like [`new`](Pool::new).
    #[must_use]
    pub fn watched(world: &World, name: impl Into<String>, units: usize, watch: W) -> Self {
        let name = name.into();
        let inner = resource::Pool::watched(name.clone(), units, watch);
        let state = RefCell::new(State {
            inner: inner.with_promises(),
            tickets: Tickets::new(),
            asked: 0,
            away: BTreeMap::new(),
        });
        let core = Rc::clone(&world.core);
        let shared = Rc::new(Shared { core, name, state });
        world.core.register(&shared);
        Self { shared }
    }
}

impl<W: Watch> Pool<W> {
    handle_methods!();

    /// Waits for one unit.
    ///
    /// # Panics
    ///
    /// Like [`seize_with`](Self::seize_with).
    #[must_use = "a request does nothing until it is awaited"]
    pub fn seize(&self) -> impl Future<Output = Units<W>> {
        self.seize_units(1)
    }

    /// Waits for `units` units.
    ///
    /// # Panics
    ///
    /// Like [`seize_with`](Self::seize_with).
    #[must_use = "a request does nothing until it is awaited"]
    pub fn seize_units(&self, units: usize) -> impl Future<Output = Units<W>> {
        self.seize_with(units, Key(0))
    }

    /// Waits for `units` units, before all with a higher key; [`seize`](Self::seize) uses the key 0.
    ///
    /// # Panics
    ///
    /// If `units` is 0 or exceeds the number of units, or if a process panicked before (see [`Processes`](super::Processes)).
    /// When awaited, if the queue has a limit and is full.
    #[must_use = "a request does nothing until it is awaited"]
    pub fn seize_with(&self, units: usize, key: Key) -> impl Future<Output = Units<W>> {
        self.ask(units, key.into(), None).certain()
    }

    /// Waits for `units` units with the key and until the deadline of `request`.
    ///
    /// # Errors
    ///
    /// A [`Refusal`], if the queue is full, a more urgent request takes its place, or the deadline comes first.
    ///
    /// # Panics
    ///
    /// Like [`seize_with`](Self::seize_with), except for a full queue.
    #[must_use = "a request does nothing until it is awaited"]
    pub fn request(
        &self,
        units: usize,
        request: Request,
    ) -> impl Future<Output = Result<Units<W>, Refusal>> {
        self.ask(units, request, None).until(request)
    }

    /// Like [`preempt_with`](Self::preempt_with), for one unit.
    ///
    /// # Panics
    ///
    /// Like [`seize_with`](Self::seize_with).
    #[must_use = "a request does nothing until it is awaited"]
    pub fn preempt(&self, key: Key, rule: OnPreempt) -> impl Future<Output = Units<W>> {
        self.ask(1, key.into(), Some(rule)).certain()
    }

    /// Like [`request`](Self::request), but takes missing units from holders with higher keys than this: the highest key
    /// first, and among equal keys the last to ask. Only holders in an [interruptible](World::interruptible) wait lose units.
    /// Each is interrupted with [`Interrupt::Preempted`](super::Interrupt::Preempted) and loses all units of that seizure.
    ///
    /// `rule` says what happens to those. By [`OnPreempt::Leave`] they are out, and may ask anew. By any other rule they return
    /// to their old place in the line, without a deadline, and [`Units::regain`] waits for the units there. What a process does
    /// with its units is its own affair, so it looks at the rule itself ([`Units::lost_by`]) and then does the rest of its
    /// work, all of it again, or new work.
    ///
    /// The claim stays until it is met or given up: a holder that cannot be interrupted now loses its units at the instant at
    /// which it can be; the claim is also met as soon as others have released enough.
    ///
    /// A holder is not told if its interruptible wait is one side of a [`race`](super::race) and is withdrawn because the
    /// other side ends within the same event and comes first. The units are taken all the same; [`Units::is_lost`] says so.
    ///
    /// # Errors
    ///
    /// Like [`request`](Self::request).
    ///
    /// # Panics
    ///
    /// Like [`request`](Self::request).
    #[must_use = "a request does nothing until it is awaited"]
    pub fn preempt_with(
        &self,
        units: usize,
        request: Request,
        rule: OnPreempt,
    ) -> impl Future<Output = Result<Units<W>, Refusal>> {
        self.ask(units, request, Some(rule)).until(request)
    }

    fn ask(
        &self,
        units: usize,
        request: Request,
        preempts: Option<OnPreempt>,
    ) -> Wait<'_, Rc<Shared<W>>> {
        self.check(units);
        let ask = Ask {
            units,
            request,
            preempts,
        };
        Wait::new(&self.shared, ask)
    }

    fn check(&self, units: usize) {
        let Shared { core, name, .. } = &*self.shared;
        core.check_sound();
        let all = self.capacity();
        assert!(
            (1..=all).contains(&units),
            "at {}: {units} units of {name} were asked for, and there are {all}",
            core.now(),
        );
    }

    /// Seizes `units` units with the key 0 if they are idle and nobody waits. Returns `None` if it seized nothing.
    ///
    /// # Panics
    ///
    /// Like [`seize_with`](Self::seize_with), except for a full queue.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::Simulation;
    /// use cetak::process::{Pool, Processes};
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let clerks = Pool::new(&world, "clerks", 2);
    /// world.spawn(async move {
    ///     let one = clerks.try_seize(1).expect("both are idle");
    ///     assert!(clerks.try_seize(2).is_none());
    ///     one.release();
    ///     assert!(clerks.try_seize(2).is_some());
    /// });
    /// Simulation::new(processes).run();
    /// ```
    #[must_use = "units are given back when this is dropped"]
    pub fn try_seize(&self, units: usize) -> Option<Units<W>> {
        self.check(units);
        if units > self.idle() || self.waiting() > 0 {
            return None;
        }
        let ask = Ask {
            units,
            request: Request::default(),
            preempts: None,
        };
        match Asking::ask(&self.shared, ask) {
            Answer::Got(units) => Some(units),
            Answer::Waits(_) | Answer::Full => unreachable!("they are idle"),
        }
    }

    /// Stops a unit for `cause`, in addition to any other causes: nobody gets it until no cause is left. Returns the process
    /// that holds the unit, if `on_stop` suspends its work: suspended units are not busy. The process holds them until it
    /// gives them back, and its current wait goes on, so notify it, for example with [`Process::interrupt`].
    ///
    /// # Panics
    ///
    /// If there is no unit with this number, if `cause` stops it already, or if a process panicked before (see
    /// [`Processes`](super::Processes)).
    pub fn stop(&self, unit: usize, cause: Cause, on_stop: OnStop) -> Option<Process> {
        self.shared.core.check_sound();
        let state = &mut *self.shared.state.borrow_mut();
        let paused = (state.inner).stop(self.shared.core.now(), unit, cause, on_stop)?;
        Some(self.process(state.inner.item(paused.id)?))
    }

    /// Ends `cause` for a unit. Returns the process that holds it, if its work is no longer suspended.
    ///
    /// # Panics
    ///
    /// If there is no unit with this number, if `cause` does not stop it, or if a process panicked before (see
    /// [`Processes`](super::Processes)).
    pub fn resume(&self, unit: usize, cause: Cause) -> Option<Process> {
        let Shared { core, .. } = &*self.shared;
        core.check_sound();
        self.shared.act(false, |state| {
            let Changes { displaced, starts } = state.inner.resume(core.now(), unit, cause);
            state.tell(core, displaced, &starts);
            let goes_on = (starts.iter()).find(|start| !state.inner.is_promised(start.id))?;
            Some(self.process(state.inner.item(goes_on.id)?))
        })
    }

    /// Adds units, which get the next numbers. To take units out, [`stop`](Self::stop) them.
    ///
    /// # Panics
    ///
    /// If the pool would exceed [`resource::Pool::MOST_UNITS`], or if a process panicked before (see
    /// [`Processes`](super::Processes)).
    pub fn add_units(&self, units: usize) {
        let Shared { core, .. } = &*self.shared;
        core.check_sound();
        self.shared.act(false, |state| {
            let Changes { displaced, starts } = state.inner.add_units(core.now(), units);
            state.tell(core, displaced, &starts);
        });
    }

    fn process(&self, asker: &Asker) -> Process {
        Process::new(asker.process, &self.shared.core)
    }

    /// The process that holds this unit or has it promised.
    #[must_use]
    pub fn holder(&self, unit: usize) -> Option<Process> {
        let state = self.shared.state.borrow();
        let asker = state.inner.item(state.inner.holder(unit)?)?;
        Some(self.process(asker))
    }

    /// The causes that stop this unit now, and how long each has done so, in the order in which they came.
    ///
    /// # Panics
    ///
    /// If there is no unit with this number.
    #[must_use]
    pub fn why_not(&self, unit: usize) -> Vec<(Cause, Span)> {
        let now = self.shared.core.now();
        let state = self.shared.state.borrow();
        state.inner.why_not(now, unit).collect()
    }

    /// The number of services now, including suspended ones. Promised units count.
    #[must_use]
    pub fn in_service(&self) -> usize {
        self.shared.state.borrow().inner.in_service()
    }

    /// The number of units, including stopped ones.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.shared.state.borrow().inner.capacity()
    }

    /// The number of units that nobody holds and no cause stops.
    #[must_use]
    pub fn idle(&self) -> usize {
        self.shared.state.borrow().inner.idle()
    }

    /// The number of waiting requests with a claim to [pre-empt](Self::preempt).
    #[must_use]
    pub fn claims(&self) -> usize {
        self.shared.state.borrow().inner.claims()
    }
}

handle!([W: Watch] Pool<W>, "Pool": idle, waiting);
