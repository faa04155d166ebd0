//! Units that processes seize and release.

use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use super::core::{Awaited, Core, ProcessId};
use super::line::{Line, Ticket};
use super::{Interrupt, World};
use crate::stats::{Tally, TimeWeighted};
use crate::time::Time;

/// A number of equal units that processes seize, wait for, and release.
///
/// Requests are served strictly in the order of (key, arrival): one for many units is not overtaken by a later one for
/// few. A unit is handed over inside the release, so no newcomer can overtake who waits. Cloning copies the handle.
///
/// This is what [`crate::resource::Resource`] is to typed events.
///
/// # Examples
///
/// ```
/// use cetak::engine::Simulation;
/// use cetak::process::{Processes, Resource};
/// use cetak::time::{Time, minutes};
///
/// let processes = Processes::new();
/// let world = processes.world();
/// let clerk = Resource::new(&world, "clerk", 1);
/// for _ in 0..2 {
///     let (world, clerk) = (world.clone(), clerk.clone());
///     processes.world().spawn(async move {
///         let unit = clerk.seize().await;
///         world.hold(minutes(4.0)).await;
///         unit.release();
///     });
/// }
/// let mut sim = Simulation::new(processes);
/// sim.run();
/// assert_eq!(sim.now(), Time::ZERO + minutes(8.0));
/// assert_eq!(clerk.free(), 1);
/// ```
#[derive(Clone)]
pub struct Resource {
    shared: Rc<Shared>,
}

struct Shared {
    core: Rc<Core>,
    name: String,
    state: RefCell<State>,
}

struct Request {
    units: u64,
    since: Time,
}

#[derive(Clone, Copy)]
struct Holder {
    key: i64,
    units: u64,
    process: ProcessId,
    /// Which holding this is of all there were.
    number: u64,
}

struct State {
    capacity: u64,
    /// The largest capacity there was.
    most: u64,
    held: u64,
    line: Line<Request>,
    holders: Vec<Option<Holder>>,
    vacant: Vec<u32>,
    holdings: u64,
    statistics: Option<Box<Statistics>>,
}

/// What a [`Resource`] has seen since [`Resource::with_statistics`], or since [`Resource::reset_statistics`].
#[derive(Clone, Debug)]
pub struct Statistics {
    /// How long each request waited that got its units, in minutes.
    pub waits: Tally,
    /// How many requests wait, over time.
    pub queue_length: TimeWeighted,
    /// How many units are held, over time.
    pub units_held: TimeWeighted,
    /// How many units there are, over time.
    pub capacity: TimeWeighted,
}

impl Statistics {
    /// The share of the capacity that was held until `now`; `None` if no time has passed, or there never was any capacity.
    /// It is above 1 when more units were held than a capacity that was reduced meanwhile.
    ///
    /// # Panics
    ///
    /// If `now` is before the last change.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::Simulation;
    /// use cetak::process::{Processes, Resource};
    /// use cetak::time::{Time, minutes};
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let clerks = Resource::new(&world, "clerks", 2).with_statistics();
    /// let desk = clerks.clone();
    /// world.clone().spawn(async move {
    ///     let one = desk.seize().await;
    ///     world.hold(minutes(5.0)).await;
    ///     desk.set_capacity(1);
    ///     world.hold(minutes(10.0)).await;
    ///     one.release();
    /// });
    /// Simulation::new(processes).run();
    /// let seen = clerks.statistics().expect("they were asked for");
    /// // Held for 15 minutes, of twice 5 and once 10.
    /// assert_eq!(seen.utilisation(Time::ZERO + minutes(15.0)), Some(0.75));
    /// ```
    #[must_use]
    pub fn utilisation(&self, now: Time) -> Option<f64> {
        let there = self.capacity.integral(now);
        (there > 0.0).then(|| self.units_held.integral(now) / there)
    }
}

impl Awaited for Shared {
    fn waiting(&self) -> Vec<(ProcessId, String)> {
        self.state.borrow().line.waiting(&self.name).collect()
    }
}

impl State {
    /// Units that nobody holds. None, while more are held than there are.
    #[inline]
    fn free(&self) -> u64 {
        self.capacity.saturating_sub(self.held)
    }

    /// Hands out what is free, in order.
    fn serve(&mut self, core: &Core) {
        while let Some(first) = self.line.first() {
            let units = self.line.value(first).units;
            if units > self.free() {
                break;
            }
            self.held += units;
            core.wake(self.line.grant(first));
        }
        self.record(core.now());
    }

    #[inline]
    fn record(&mut self, now: Time) {
        if let Some(statistics) = &mut self.statistics {
            statistics.units_held.set(now, self.held as f64);
            statistics.queue_length.set(now, self.line.len() as f64);
        }
    }

    /// Notes who holds units that are no longer free.
    #[inline]
    fn hold(&mut self, key: i64, units: u64, process: ProcessId) -> (u32, u64) {
        self.holdings += 1;
        let holder = Some(Holder {
            key,
            units,
            process,
            number: self.holdings,
        });
        let place = match self.vacant.pop() {
            Some(place) => {
                self.holders[place as usize] = holder;
                place
            }
            None => {
                self.holders.push(holder);
                u32::try_from(self.holders.len() - 1).expect("fewer than 2^32 holders")
            }
        };
        (place, self.holdings)
    }

    /// Frees what is held at `place`, unless it was taken away before.
    fn give_back(&mut self, place: u32, number: u64) -> bool {
        let entry = &mut self.holders[place as usize];
        match *entry {
            Some(holder) if holder.number == number => {
                *entry = None;
                self.vacant.push(place);
                self.held -= holder.units;
                true
            }
            _ => false,
        }
    }

    /// Takes the units of the holder with the highest key above `key`, the latest of equals, that can be interrupted.
    fn take_away(&mut self, key: i64, core: &Core) -> bool {
        let mut victims: Vec<(u32, Holder)> = (0..)
            .zip(&self.holders)
            .filter_map(|(place, holder)| Some((place, (*holder)?)))
            .filter(|(_, holder)| holder.key > key)
            .collect();
        victims.sort_unstable_by_key(|(_, holder)| (holder.key, holder.number));
        victims.into_iter().rev().any(|(place, holder)| {
            core.interrupt(holder.process, Interrupt::Preempted)
                && self.give_back(place, holder.number)
        })
    }
}

impl Resource {
    /// So many free units. The name is used in messages.
    ///
    /// # Panics
    ///
    /// If the capacity is 0.
    #[must_use]
    pub fn new(world: &World, name: impl Into<String>, capacity: u64) -> Self {
        let name = name.into();
        assert!(capacity > 0, "{name}: a resource needs at least one unit");
        let state = RefCell::new(State {
            capacity,
            most: capacity,
            held: 0,
            line: Line::new(),
            holders: Vec::new(),
            vacant: Vec::new(),
            holdings: 0,
            statistics: None,
        });
        let core = Rc::clone(&world.core);
        let shared = Rc::new(Shared { core, name, state });
        world.core.register(&shared);
        Self { shared }
    }

    /// The same resource, which keeps [`Statistics`] from now on.
    #[must_use]
    pub fn with_statistics(self) -> Self {
        {
            let now = self.shared.core.now();
            let mut state = self.shared.state.borrow_mut();
            let held = state.held as f64;
            state.statistics = Some(Box::new(Statistics {
                waits: Tally::new(),
                queue_length: TimeWeighted::new(now, state.line.len() as f64),
                units_held: TimeWeighted::new(now, held),
                capacity: TimeWeighted::new(now, state.capacity as f64),
            }));
        }
        self
    }

    /// What was seen so far; `None` without [`with_statistics`](Self::with_statistics).
    #[must_use]
    pub fn statistics(&self) -> Option<Statistics> {
        self.shared.state.borrow().statistics.as_deref().cloned()
    }

    /// Forgets what was seen before now, as at the end of a warm-up. A wait that began before and ends after counts whole.
    /// Without [`with_statistics`](Self::with_statistics), nothing happens.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::Simulation;
    /// use cetak::process::{Processes, Resource};
    /// use cetak::time::{Time, minutes};
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let clerk = Resource::new(&world, "clerk", 1).with_statistics();
    /// let desk = clerk.clone();
    /// world.clone().spawn(async move {
    ///     world.hold(minutes(10.0)).await;
    ///     desk.reset_statistics();
    ///     let unit = desk.seize().await;
    ///     world.hold(minutes(10.0)).await;
    ///     unit.release();
    /// });
    /// Simulation::new(processes).run();
    /// let seen = clerk.statistics().expect("they were asked for");
    /// assert_eq!(seen.utilisation(Time::ZERO + minutes(20.0)), Some(1.0));
    /// ```
    pub fn reset_statistics(&self) {
        let now = self.shared.core.now();
        if let Some(statistics) = &mut self.shared.state.borrow_mut().statistics {
            statistics.waits = Tally::new();
            statistics.queue_length.reset(now);
            statistics.units_held.reset(now);
            statistics.capacity.reset(now);
        }
    }

    /// Waits for one unit.
    #[inline]
    pub fn seize(&self) -> Seize<'_> {
        self.seize_with(1, 0)
    }

    /// Waits for so many units, before all who wait with a higher key; [`seize`](Self::seize) gives the key 0.
    ///
    /// # Panics
    ///
    /// If that is none, there never were so many, or a process panicked before (see [`Processes`](super::Processes)).
    #[inline]
    pub fn seize_with(&self, units: u64, key: i64) -> Seize<'_> {
        self.check(units);
        Seize {
            resource: self,
            units,
            key,
            preempts: false,
            ticket: None,
        }
    }

    #[inline]
    fn check(&self, units: u64) {
        let Shared { core, name, state } = &*self.shared;
        core.check_sound();
        let most = state.borrow().most;
        assert!(
            units > 0,
            "at {}: no units of {name} were asked for; one is the least",
            core.now(),
        );
        assert!(
            units <= most,
            "at {}: {units} units of {name} were asked for, and there are {most}",
            core.now(),
        );
    }

    /// Seizes so many units with the key 0 if they are free and nobody waits; `None` says that nothing was seized.
    ///
    /// # Panics
    ///
    /// As [`seize_with`](Self::seize_with).
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::Simulation;
    /// use cetak::process::{Processes, Resource};
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let clerks = Resource::new(&world, "clerks", 2);
    /// world.spawn(async move {
    ///     let one = clerks.try_seize(1).expect("both are free");
    ///     assert!(clerks.try_seize(2).is_none());
    ///     one.release();
    ///     assert!(clerks.try_seize(2).is_some());
    /// });
    /// Simulation::new(processes).run();
    /// ```
    #[must_use = "units are given back when this is dropped"]
    pub fn try_seize(&self, units: u64) -> Option<Units> {
        self.check(units);
        let core = &*self.shared.core;
        let state = &mut *self.shared.state.borrow_mut();
        if !state.line.is_empty() || units > state.free() {
            return None;
        }
        let now = core.now();
        state.held += units;
        let (place, number) = state.hold(0, units, core.current());
        if let Some(statistics) = &mut state.statistics {
            statistics.waits.record(0.0);
        }
        state.record(now);
        Some(Units {
            shared: Rc::clone(&self.shared),
            units,
            place,
            number,
        })
    }

    /// As [`seize_with`](Self::seize_with) for one unit, but if none is free, one is taken away: from the holder with the
    /// highest key above this one, the latest of equals, among those in an [interruptible](World::interruptible) wait.
    /// It is interrupted with [`Interrupt::Preempted`], loses all units of that seizure, and decides itself whether to
    /// come back. If there is no such holder, this waits as any other.
    ///
    /// The holder is not told if its interruptible wait is one side of a [`race`](super::race) and is withdrawn because the
    /// other side ends within the same event and comes first. The unit is taken all the same; [`Units::is_lost`] says so.
    #[inline]
    pub fn preempt(&self, key: i64) -> Seize<'_> {
        Seize {
            preempts: true,
            ..self.seize_with(1, key)
        }
    }

    /// From now on there are so many units. If there are more, who waits first gets them at this instant; fewer take nothing
    /// from those who hold them, and the next are handed out once fewer are held than there are. With 0, nobody gets any.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    pub fn set_capacity(&self, capacity: u64) {
        self.shared.core.check_sound();
        let mut state = self.shared.state.borrow_mut();
        state.capacity = capacity;
        let now = self.shared.core.now();
        if let Some(statistics) = &mut state.statistics {
            statistics.capacity.set(now, capacity as f64);
        }
        state.most = state.most.max(capacity);
        state.serve(&self.shared.core);
    }

    /// How many units there are.
    #[must_use]
    pub fn capacity(&self) -> u64 {
        self.shared.state.borrow().capacity
    }

    /// How many units nobody holds.
    #[must_use]
    pub fn free(&self) -> u64 {
        self.shared.state.borrow().free()
    }

    /// How many requests wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.shared.state.borrow().line.len()
    }

    /// The name given to it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.shared.name
    }
}

impl fmt::Debug for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resource")
            .field("name", &self.name())
            .field("free", &self.free())
            .field("waiting", &self.waiting())
            .finish_non_exhaustive()
    }
}

/// The wait for units: [`Resource::seize`].
#[must_use = "a request does nothing until it is awaited"]
#[derive(Debug)]
pub struct Seize<'a> {
    resource: &'a Resource,
    units: u64,
    key: i64,
    preempts: bool,
    ticket: Option<Ticket>,
}

impl Future for Seize<'_> {
    type Output = Units;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Units> {
        let Seize { units, key, .. } = *self;
        let shared = &self.resource.shared;
        let core = &*shared.core;
        let (now, process) = (core.now(), core.current());
        let state = &mut *shared.state.borrow_mut();
        let since = match self.ticket {
            None => {
                let first = state.line.first();
                let next = first.is_none_or(|first| key < state.line.key(first));
                let mut fits = next && units <= state.free();
                let preempts = self.preempts && state.held <= state.capacity;
                if next && !fits && preempts && state.take_away(key, core) {
                    fits = true;
                }
                if !fits {
                    let request = Request { units, since: now };
                    let ticket = state.line.join(key, process, request);
                    state.record(now);
                    self.ticket = Some(ticket);
                    return Poll::Pending;
                }
                state.held += units;
                now
            }
            Some(ticket) if state.line.is_granted(ticket) => state.line.take(ticket).since,
            Some(_) => return Poll::Pending,
        };
        let (place, number) = state.hold(key, units, process);
        if let Some(statistics) = &mut state.statistics {
            statistics.waits.record((now - since).as_minutes());
        }
        if self.preempts {
            state.serve(core);
        } else {
            state.record(now);
        }
        let shared = Rc::clone(shared);
        self.ticket = None;
        Poll::Ready(Units {
            shared,
            units,
            place,
            number,
        })
    }
}

impl Drop for Seize<'_> {
    #[inline]
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket {
            let shared = &self.resource.shared;
            let mut state = shared.state.borrow_mut();
            if state.line.is_granted(ticket) {
                state.held -= self.units;
            }
            state.line.take(ticket);
            state.serve(&shared.core);
        }
    }
}

/// Units that are held, until this is released or dropped.
#[must_use = "units are given back when this is dropped"]
pub struct Units {
    shared: Rc<Shared>,
    units: u64,
    place: u32,
    number: u64,
}

impl Units {
    /// Gives the units back; who is next gets them now. The same as dropping this.
    #[inline]
    pub fn release(self) {}

    /// How many units were seized.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.units
    }

    /// Whether they were taken away by [`Resource::preempt`]. The holder is told by [`Interrupt::Preempted`] as well, unless
    /// its interruptible wait lost a [`race`](super::race) within the same event; then only this says it.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        let state = self.shared.state.borrow();
        state.holders[self.place as usize].is_none_or(|holder| holder.number != self.number)
    }
}

impl Drop for Units {
    #[inline]
    fn drop(&mut self) {
        let mut state = self.shared.state.borrow_mut();
        if state.give_back(self.place, self.number) {
            state.serve(&self.shared.core);
        }
    }
}

impl fmt::Debug for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.units, self.shared.name)
    }
}
