//! Units that processes seize several at once, take from each other, and that stop.

use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::rc::Rc;
use std::task::Poll;

use super::core::{Awaited, Core};
use super::roster::ProcessId;
use super::tickets::{Answer, Refusal, Source, Standing, Ticket, Tickets, Wait, handle_methods};
use super::{Process, World};
use crate::resource::{
    self, After, Cause, Changes, Displaced, Effect, Request, Rule, Seized, ServiceId, Start,
    Statistics, Watch,
};
use crate::stats::{Tally, TimeWeighted};
use crate::time::Span;

/// Units that are known one by one: a process may seize several at once, take them from others, and each can stop for one or more
/// causes. A handle of a [`resource::Pool`], with its disciplines, limits, claims and statistics.
///
/// Requests are served strictly in the order of (key, arrival): one for many units is not overtaken by a later one for
/// few. Units are handed over inside the release, so no newcomer can overtake who waits. One unit at a time costs half as
/// much of a [`Resource`](super::Resource). Cloning copies the handle.
///
/// # Examples
///
/// ```
/// use cetak::engine::Simulation;
/// use cetak::process::{Interrupt, Pool, Processes};
/// use cetak::time::{Time, minutes};
///
/// let processes = Processes::new();
/// let world = processes.world();
/// let theatre = Pool::new(&world, "theatre", 1);
/// let (room, here) = (theatre.clone(), world.clone());
/// world.spawn(async move {
///     let _planned = room.seize_with(1, 10).await;
///     let told = here.interruptible(here.hold(minutes(60.0))).await;
///     assert_eq!((told, here.now()), (Err(Interrupt::Preempted), Time::ZERO + minutes(20.0)));
/// });
/// let here = world.clone();
/// world.spawn(async move {
///     here.hold(minutes(20.0)).await;
///     let _urgent = theatre.preempt(0).await;
///     here.hold(minutes(30.0)).await;
/// });
/// Simulation::new(processes).run();
/// ```
pub struct Pool<W: Watch = Statistics> {
    shared: Rc<Shared<W>>,
}

struct Shared<W: Watch> {
    core: Rc<Core>,
    name: String,
    state: RefCell<State<W>>,
}

struct State<W> {
    inner: resource::Pool<Asker, W>,
    tickets: Tickets<ServiceId>,
    /// How many have asked.
    asked: u64,
}

/// One who asks for units.
#[derive(Clone, Copy, Debug)]
struct Asker {
    process: ProcessId,
    ticket: Ticket,
    /// Which asking this is of all there were.
    number: u64,
}

/// What one asks for.
struct Ask {
    units: usize,
    request: Request,
    preempts: bool,
}

impl<W: Watch> State<W> {
    /// Tells those who lost units, and those to whom units were promised.
    fn tell(&mut self, core: &Core, displaced: Vec<Displaced<Asker>>, starts: &[Start]) {
        for lost in displaced {
            match lost.after {
                After::Left(asker) => core.displace(asker.process),
                After::Waits(_) => unreachable!("a process decides itself whether to come back"),
            }
        }
        for start in starts {
            if self.inner.is_promised(start.id)
                && let Some(asker) = self.inner.item(start.id)
            {
                self.tickets.grant(core, asker.ticket, start.id);
            }
        }
    }

    /// Marks the services from whom nothing can be taken now.
    fn set_shields(&mut self, core: &Core) {
        let shields: Vec<(ServiceId, bool)> = (self.inner.services())
            .map(|(id, asker)| (id, !core.can_be_displaced(asker.process)))
            .collect();
        for (id, is_shielded) in shields {
            self.inner.set_shield(id, is_shielded);
        }
    }

    /// The service of this number, if it still holds this unit.
    fn holding(&self, unit: usize, number: u64) -> Option<ServiceId> {
        let id = self.inner.holder(unit)?;
        (self.inner.item(id)?.number == number).then_some(id)
    }
}

impl<W: Watch> Shared<W> {
    /// Does something after which claims may be met that could not be before.
    fn act<R>(&self, claims: bool, action: impl FnOnce(&mut State<W>) -> R) -> R {
        let state = &mut *self.state.borrow_mut();
        let before = state.inner.claims();
        if claims || before > 0 {
            state.set_shields(&self.core);
        }
        let done = action(state);
        self.core.count_claims(before, state.inner.claims());
        done
    }
}

impl<W: Watch> Awaited for Shared<W> {
    fn waiting(&self) -> Vec<(ProcessId, String)> {
        let state = self.state.borrow();
        let process = |(asker, _): (&Asker, usize)| (asker.process, self.name.clone());
        state.inner.waiters().map(process).collect()
    }

    fn weigh(&self) {
        self.act(false, |state| {
            if state.inner.claims() > 0 {
                let Changes { displaced, starts } = state.inner.weigh(self.core.now());
                state.tell(&self.core, displaced, &starts);
            }
        });
    }
}

impl<W: Watch> Source for Rc<Shared<W>> {
    type Ask = Ask;
    type Got = Units<W>;

    fn core(&self) -> &Core {
        &self.core
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn ask(&self, ask: Ask) -> Answer<Units<W>> {
        let (core, now) = (&*self.core, self.core.now());
        let Ask { units, request, .. } = ask;
        self.act(ask.preempts, |state| {
            state.asked += 1;
            let process = core.current();
            let ticket = state.tickets.next();
            let number = state.asked;
            let asker = Asker {
                process,
                ticket,
                number,
            };
            let answer = match ask.preempts {
                true => {
                    let taken = (state.inner).preempt(now, units, request, asker, Rule::Leave);
                    state.tell(core, taken.displaced, &taken.starts);
                    taken.answer
                }
                false => state.inner.request(now, units, request, asker),
            };
            match answer {
                Seized::Starts(start) => Answer::Got(self.begin(state, start.id)),
                Seized::Refused(_) => Answer::Full,
                Seized::Waits(wait) => Answer::Waits(state.tickets.open(process, wait)),
                Seized::Replaces(wait, out) => {
                    state.tickets.push_out(core, out.ticket);
                    Answer::Waits(state.tickets.open(process, wait))
                }
            }
        })
    }

    fn collect(&self, ticket: Ticket) -> Poll<Option<Units<W>>> {
        let state = &mut *self.state.borrow_mut();
        let collected = state.tickets.collect(ticket);
        collected.map(|id| Some(self.begin(state, id?)))
    }

    fn give_up(&self, ticket: Ticket) {
        let now = self.core.now();
        self.act(false, |state| {
            let changes = match state.tickets.close(ticket) {
                Some(Standing::Waits(wait)) => {
                    let gone = state.inner.withdraw(now, wait);
                    gone.map(|gone| (gone.displaced, gone.starts))
                }
                Some(Standing::Granted(id)) => {
                    let released = state.inner.release(now, id);
                    released.map(|released| (released.displaced, released.starts))
                }
                Some(Standing::PushedOut) | None => None,
            };
            if let Some((displaced, starts)) = changes {
                state.tell(&self.core, displaced, &starts);
            }
        });
    }
}

trait Begin<W: Watch> {
    fn begin(&self, state: &mut State<W>, id: ServiceId) -> Units<W>;
}

impl<W: Watch> Begin<W> for Rc<Shared<W>> {
    /// What was promised is held from now on.
    fn begin(&self, state: &mut State<W>, id: ServiceId) -> Units<W> {
        state.inner.commit(self.core.now(), id);
        let units = state.inner.units(id).expect("it was promised");
        let (unit, count) = (units[0], units.len());
        let number = state.inner.item(id).expect("it was promised").number;
        Units {
            shared: Rc::clone(self),
            unit,
            count,
            number,
        }
    }
}

impl Pool {
    /// So many free units, numbered from 0. The name is used in messages.
    ///
    /// # Panics
    ///
    /// If there are 0 units, or more than [`resource::Pool::MOST_UNITS`].
    #[must_use]
    pub fn new(world: &World, name: impl Into<String>, units: usize) -> Self {
        Self::watched(world, name, units, Statistics::since(world.now(), units))
    }

    /// How many wait, over time.
    #[must_use]
    pub fn queue_length(&self) -> TimeWeighted {
        *self.shared.state.borrow().inner.queue_length()
    }

    /// How many units are held and not [suspended](Self::stop), over time.
    #[must_use]
    pub fn units_busy(&self) -> TimeWeighted {
        *self.shared.state.borrow().inner.units_busy()
    }

    /// How many units work while they are [off duty](Cause::is_off_duty), over time.
    #[must_use]
    pub fn overtime(&self) -> TimeWeighted {
        *self.shared.state.borrow().inner.overtime()
    }

    /// The share of their time on duty in which the units worked until now, as [`resource::Pool::utilisation`].
    #[must_use]
    pub fn utilisation(&self) -> Option<f64> {
        let now = self.shared.core.now();
        self.shared.state.borrow().inner.utilisation(now)
    }

    /// The waits in minutes of all who got units, with 0 for those who did not have to wait. One who lost its units and asks
    /// again counts again.
    #[must_use]
    pub fn waits(&self) -> Tally {
        *self.shared.state.borrow().inner.waits()
    }
}

impl<W: Watch + 'static> Pool<W> {
    /// As [`new`](Pool::new), with what `watch` writes down instead of the usual statistics; `()` is nothing.
    ///
    /// # Panics
    ///
    /// As [`new`](Pool::new).
    #[must_use]
    pub fn watched(world: &World, name: impl Into<String>, units: usize, watch: W) -> Self {
        let name = name.into();
        let inner = resource::Pool::watched(name.clone(), units, watch);
        let state = RefCell::new(State {
            inner: inner.with_promises(),
            tickets: Tickets::new(),
            asked: 0,
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
    /// As [`seize_with`](Self::seize_with).
    pub fn seize(&self) -> impl Future<Output = Units<W>> {
        self.seize_with(1, 0)
    }

    /// Waits for so many units, before all who wait with a higher key; [`seize`](Self::seize) gives the key 0.
    ///
    /// # Panics
    ///
    /// If that is none, there are not so many, or a process panicked before (see [`Processes`](super::Processes)). When
    /// awaited, if the queue has a limit and is full.
    pub fn seize_with(&self, units: usize, key: i64) -> impl Future<Output = Units<W>> {
        self.ask(units, Request::key(key), false).certain()
    }

    /// Waits for so many units as the request says, until its deadline.
    ///
    /// # Errors
    ///
    /// A [`Refusal`], if the queue is full, one more urgent takes its place, or the deadline comes first.
    ///
    /// # Panics
    ///
    /// As [`seize_with`](Self::seize_with), but for a full queue.
    pub fn request(
        &self,
        units: usize,
        request: Request,
    ) -> impl Future<Output = Result<Units<W>, Refusal>> {
        self.ask(units, request, false).until(request)
    }

    /// As [`preempt_with`](Self::preempt_with), for one unit.
    ///
    /// # Panics
    ///
    /// As [`seize_with`](Self::seize_with).
    pub fn preempt(&self, key: i64) -> impl Future<Output = Units<W>> {
        self.ask(1, Request::key(key), true).certain()
    }

    /// As [`request`](Self::request), but if units are lacking, they are taken from the holders with the highest keys above
    /// this one, the last to ask of equals, that are in an [interruptible](World::interruptible) wait. Each is
    /// interrupted with [`Interrupt::Preempted`](super::Interrupt::Preempted), loses all units of that seizure, and decides itself
    /// whether to come back.
    ///
    /// The claim stays until it is met or given up: a holder that cannot be interrupted now is displaced at the instant at which it
    /// can be, and as soon as enough others have released theirs.
    ///
    /// A holder is not told if its interruptible wait is one side of a [`race`](super::race) and is withdrawn because the
    /// other side ends within the same event and comes first. The units are taken all the same; [`Units::is_lost`] says so.
    ///
    /// # Errors
    ///
    /// As [`request`](Self::request).
    ///
    /// # Panics
    ///
    /// As [`request`](Self::request).
    pub fn preempt_with(
        &self,
        units: usize,
        request: Request,
    ) -> impl Future<Output = Result<Units<W>, Refusal>> {
        self.ask(units, request, true).until(request)
    }

    fn ask(&self, units: usize, request: Request, preempts: bool) -> Wait<'_, Rc<Shared<W>>> {
        let Shared { core, name, .. } = &*self.shared;
        core.check_sound();
        let all = self.capacity();
        assert!(
            (1..=all).contains(&units),
            "at {}: {units} units of {name} were asked for, and there are {all}",
            core.now(),
        );
        let ask = Ask {
            units,
            request,
            preempts,
        };
        Wait::new(&self.shared, ask)
    }

    /// Seizes so many units with the key 0 if they are free and nobody waits; `None` says that nothing was seized.
    ///
    /// # Panics
    ///
    /// As [`seize_with`](Self::seize_with), but for a full queue.
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
    ///     let one = clerks.try_seize(1).expect("both are free");
    ///     assert!(clerks.try_seize(2).is_none());
    ///     one.release();
    ///     assert!(clerks.try_seize(2).is_some());
    /// });
    /// Simulation::new(processes).run();
    /// ```
    #[must_use = "units are given back when this is dropped"]
    pub fn try_seize(&self, units: usize) -> Option<Units<W>> {
        drop(self.ask(units, Request::default(), false));
        if units > self.free() || self.waiting() > 0 {
            return None;
        }
        let ask = Ask {
            units,
            request: Request::default(),
            preempts: false,
        };
        match Source::ask(&self.shared, ask) {
            Answer::Got(units) => Some(units),
            Answer::Waits(_) | Answer::Full => unreachable!("they are free"),
        }
    }

    /// This cause stops a unit from now on, besides any others: nobody gets it until no cause is left. `Some` is the process that
    /// holds it, if the effect suspends its work: units that are suspended are not busy. It holds them until it gives them back,
    /// and what it waits for goes on, so tell it, as with [`Process::interrupt`].
    ///
    /// # Panics
    ///
    /// If there is no such unit, this cause stops it already, or a process panicked before (see
    /// [`Processes`](super::Processes)).
    pub fn stop(&self, unit: usize, cause: Cause, effect: Effect) -> Option<Process> {
        self.shared.core.check_sound();
        let state = &mut *self.shared.state.borrow_mut();
        let paused = (state.inner).stop(self.shared.core.now(), unit, cause, effect)?;
        Some(self.process(state.inner.item(paused.id)?))
    }

    /// This cause no longer stops a unit. `Some` is the process that holds it, if it is suspended no longer.
    ///
    /// # Panics
    ///
    /// If there is no such unit, this cause does not stop it, or a process panicked before (see
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

    /// Adds units, which are given the next numbers. To take units out, [`stop`](Self::stop) them.
    ///
    /// # Panics
    ///
    /// If there are more than [`resource::Pool::MOST_UNITS`] then, or a process panicked before (see
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

    /// The process that holds this unit, or was promised it.
    #[must_use]
    pub fn holder(&self, unit: usize) -> Option<Process> {
        let state = self.shared.state.borrow();
        let asker = state.inner.item(state.inner.holder(unit)?)?;
        Some(self.process(asker))
    }

    /// Every cause that stops this unit now, and how long it has done so, in the order in which they came.
    ///
    /// # Panics
    ///
    /// If there is no such unit.
    #[must_use]
    pub fn why_not(&self, unit: usize) -> Vec<(Cause, Span)> {
        let now = self.shared.core.now();
        let state = self.shared.state.borrow();
        state.inner.why_not(unit, now).collect()
    }

    /// How many units there are, stopped ones counted.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.shared.state.borrow().inner.capacity()
    }

    /// How many units nobody holds and no cause stops.
    #[must_use]
    pub fn free(&self) -> usize {
        self.shared.state.borrow().inner.idle()
    }

    /// How many wait with a claim to [pre-empt](Self::preempt).
    #[must_use]
    pub fn claims(&self) -> usize {
        self.shared.state.borrow().inner.claims()
    }

    /// Looks at what was written down.
    pub fn look<R>(&self, look: impl FnOnce(&W) -> R) -> R {
        look(self.shared.state.borrow().inner.watch())
    }
}

impl<W: Watch> Clone for Pool<W> {
    fn clone(&self) -> Self {
        let shared = Rc::clone(&self.shared);
        Self { shared }
    }
}

impl<W: Watch> fmt::Debug for Pool<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool")
            .field("name", &self.name())
            .field("free", &self.free())
            .field("waiting", &self.waiting())
            .finish_non_exhaustive()
    }
}

/// Units of a [`Pool`] that are held, until this is released or dropped.
#[must_use = "units are given back when this is dropped"]
pub struct Units<W: Watch = Statistics> {
    shared: Rc<Shared<W>>,
    /// One of them, by which to find its service.
    unit: usize,
    count: usize,
    number: u64,
}

impl<W: Watch> Units<W> {
    /// Gives the units back; who is next gets them now. The same as dropping this.
    pub fn release(self) {}

    /// How many units were seized.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Which units are held, the lowest first; none once they are lost.
    #[must_use]
    pub fn numbers(&self) -> Vec<usize> {
        let state = self.shared.state.borrow();
        let id = state.holding(self.unit, self.number);
        id.and_then(|id| state.inner.units(id))
            .map_or_else(Vec::new, <[usize]>::to_vec)
    }

    /// Whether they were taken away by [`Pool::preempt`]. The holder is told by
    /// [`Interrupt::Preempted`](super::Interrupt::Preempted) as well, unless its interruptible wait lost a
    /// [`race`](super::race) within the same event; then only this says it.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        let state = self.shared.state.borrow();
        state.holding(self.unit, self.number).is_none()
    }
}

impl<W: Watch> Drop for Units<W> {
    fn drop(&mut self) {
        let Shared { core, .. } = &*self.shared;
        self.shared.act(false, |state| {
            let id = state.holding(self.unit, self.number);
            if let Some(released) = id.and_then(|id| state.inner.release(core.now(), id)) {
                state.tell(core, released.displaced, &released.starts);
            }
        });
    }
}

impl<W: Watch> fmt::Debug for Units<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.count, self.shared.name)
    }
}
