//! Servers that serve many processes at once.

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::rc::Rc;
use std::task::Poll;

use super::core::{Awaited, Core};
use super::handle::{handle, handle_methods, statistics_methods};
use super::telling::Awaits;
use super::tickets::{Answer, Asking, Refusal, Standing, Ticket, Tickets, Wait};
use super::{Hold, World};
use crate::engine::Priority;
use crate::resource::{self, Key, Request, Seized, Statistics, Watch};
use crate::stats::TimeWeighted;
use crate::time::{Span, Time};

/// A slot begins after all else at its instant.
const LAST: Priority = Priority(i16::MIN);

/// Bulk service: a server takes several waiting processes at once and serves them together, whenever [enough](Self::new) wait or
/// [by the clock](Self::slotted). A handle of a [`resource::BatchServer`], with its disciplines, limits and statistics. Cloning
/// copies the handle.
///
/// # Examples
///
/// A kiln for two to three pots, ten minutes a firing:
///
/// ```
/// use cetak::engine::Simulation;
/// use cetak::process::{BatchServer, Processes};
/// use cetak::time::{Time, minutes};
///
/// let processes = Processes::new();
/// let world = processes.world();
/// let kiln = BatchServer::new(&world, "kiln", 1, 2, 3, |_pots| minutes(10.0));
/// for (comes, pots, done) in [(0.0, 2, 14.0), (4.0, 2, 14.0), (5.0, 2, 24.0), (6.0, 2, 24.0)] {
///     let (here, kiln) = (world.clone(), kiln.clone());
///     world.spawn(async move {
///         here.hold(minutes(comes)).await;
///         assert_eq!(kiln.serve().await, pots);
///         assert_eq!(here.now(), Time::ZERO + minutes(done));
///     });
/// }
/// Simulation::new(processes).run();
/// assert_eq!(kiln.waits().mean(), Some((4.0 + 0.0 + 9.0 + 8.0) / 4.0));
/// ```
pub struct BatchServer<W: Watch = Statistics> {
    shared: Rc<Shared<W>>,
}

struct Shared<W: Watch> {
    core: Rc<Core>,
    name: String,
    state: RefCell<State<W>>,
}

struct State<W> {
    inner: resource::BatchServer<Ticket, W>,
    /// Those who wait and those in service; each is granted the size of its batch, when it has been served.
    tickets: Tickets<usize>,
    /// Those in service, and since when.
    served: BTreeMap<Ticket, Time>,
    service: Service,
}

enum Service {
    /// How long a batch of this size takes.
    Lasts(Box<dyn FnMut(usize) -> Span>),
    Slotted {
        every: Span,
        /// Whether a process waits for the next slot.
        is_ticking: bool,
    },
}

impl<W: Watch> State<W> {
    /// Records which processes are served from now on.
    fn note(&mut self, now: Time, batch: Option<Vec<Ticket>>) -> Option<Vec<Ticket>> {
        let batch = batch?;
        self.served
            .extend(batch.iter().map(|ticket| (*ticket, now)));
        Some(batch)
    }

    /// Lets a batch go on that has been served.
    fn end(&mut self, core: &Core, batch: Vec<Ticket>) {
        let size = batch.len();
        for ticket in batch {
            self.served.remove(&ticket);
            self.tickets.grant_or_close(core, ticket, size);
        }
    }
}

impl<W: Watch + 'static> Shared<W> {
    /// Begins to serve a batch.
    fn begin(self: &Rc<Self>, batch: Vec<Ticket>) {
        let lasts = self.change(|state, _| match &mut state.service {
            Service::Lasts(lasts) => lasts(batch.len()),
            Service::Slotted { every, .. } => *every,
        });
        let shared = Rc::clone(self);
        let name = format!("a batch of {}", self.name);
        self.world().spawn_named(name, async move {
            Hold::new(&shared.core, lasts).await;
            let next = shared.change(|state, now| {
                state.end(&shared.core, batch);
                let next = state.inner.release(now);
                state.note(now, next)
            });
            if let Some(next) = next {
                shared.begin(next);
            }
        });
    }

    fn world(&self) -> World {
        let core = Rc::clone(&self.core);
        World { core }
    }

    fn change<R>(&self, action: impl FnOnce(&mut State<W>, Time) -> R) -> R {
        action(&mut self.state.borrow_mut(), self.core.now())
    }

    /// Starts a batch if it is time, and a slot clock if it is not running.
    fn settle(self: &Rc<Self>) {
        let (batch, clock) = self.change(|state, now| match &mut state.service {
            Service::Lasts(_) => {
                let batch = state.inner.start_enough(now);
                (state.note(now, batch), None)
            }
            Service::Slotted { every, is_ticking } => {
                let was_ticking = std::mem::replace(is_ticking, true);
                (None, (!was_ticking).then_some(*every))
            }
        });
        if let Some(batch) = batch {
            self.begin(batch);
        }
        if let Some(every) = clock {
            let shared = Rc::clone(self);
            let name = format!("the clock of {}", self.name);
            self.world().spawn_named(name, shared.tick(every));
        }
    }

    /// Serves slot by slot until nobody is left.
    async fn tick(self: Rc<Self>, every: Span) {
        let mut served = None;
        loop {
            let passed = self.core.now() - Time::ZERO;
            let slots = passed.as_micros() / every.as_micros() + 1;
            let begins = Time::ZERO + every * slots;
            Hold::until(&self.core, begins).with_priority(LAST).await;
            let core = &*self.core;
            served = self.change(|state, now| {
                let next = match served.take() {
                    Some(batch) => {
                        state.end(core, batch);
                        state.inner.release(now)
                    }
                    None => state.inner.start(now),
                };
                state.note(now, next)
            });
            if served.is_none() {
                self.change(|state, _| {
                    if let Service::Slotted { is_ticking, .. } = &mut state.service {
                        *is_ticking = false;
                    }
                });
                return;
            }
        }
    }
}

impl<W: Watch + 'static> Awaited for Shared<W> {
    fn waiting(&self) -> Vec<Awaits> {
        let state = &*self.state.borrow();
        let served = state.served.iter().map(|(ticket, since)| {
            let what = format!("the end of its batch of {}", self.name);
            (ticket, *since, what)
        });
        state.tickets.named(state.inner.in_line().chain(served))
    }

    fn reset_statistics(&self) {
        let now = self.core.now();
        self.state.borrow_mut().inner.reset_statistics(now);
    }

    fn show(&self, look: &mut dyn FnMut(&str, &dyn Any)) {
        look(&self.name, self.state.borrow().inner.watch());
    }
}

impl<W: Watch + 'static> Asking for Rc<Shared<W>> {
    type Ask = Request;
    type Got = usize;

    fn core(&self) -> &Core {
        &self.core
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn ask(&self, request: Request) -> Answer<usize> {
        let core = &*self.core;
        let answer = self.change(|State { inner, tickets, .. }, now| {
            match inner.queue(now, request, tickets.next()) {
                Seized::Waits(wait) => Answer::Waits(tickets.open(core.current(), wait)),
                Seized::Replaces(wait, out) => {
                    tickets.push_out(core, out);
                    Answer::Waits(tickets.open(core.current(), wait))
                }
                Seized::Starts(_) | Seized::Refused(_) => Answer::Full,
            }
        });
        if let Answer::Waits(_) = answer {
            self.settle();
        }
        answer
    }

    fn collect(&self, ticket: Ticket) -> Poll<Option<usize>> {
        self.state.borrow_mut().tickets.collect(ticket)
    }

    fn give_up(&self, ticket: Ticket) {
        self.change(
            |State { inner, tickets, .. }, now| match tickets.standing(ticket) {
                Some(Standing::Waits(wait)) if inner.withdraw(now, *wait).is_none() => {
                    // It is being served. It leaves, and the batch goes on.
                    tickets.abandon(ticket);
                }
                _ => drop(tickets.close(ticket)),
            },
        );
    }
}

impl BatchServer {
    /// Makes `servers` idle servers that serve from `least` to `most` processes at once: a free one starts as soon as `least` wait,
    /// and `service` says how long a batch of this size takes. The name is used in messages.
    ///
    /// # Panics
    ///
    /// If `least` is 0 or exceeds `most`.
    #[must_use]
    pub fn new(
        world: &World,
        name: impl Into<String>,
        servers: usize,
        least: usize,
        most: usize,
        service: impl FnMut(usize) -> Span + 'static,
    ) -> Self {
        let watch = world.statistics(servers);
        let inner = resource::BatchServer::watched(name, servers, least, most, watch);
        Self::of(world, inner, Service::Lasts(Box::new(service)))
    }

    /// Makes a server that starts by the clock, at the multiples of `every`: each slot serves at most `most` of the processes that
    /// wait when it begins, until the next one begins. A process that comes at the very instant is in time. The name is used in messages.
    ///
    /// # Panics
    ///
    /// If `most` is 0, or `every` is not positive.
    ///
    /// # Examples
    ///
    /// A ferry every twenty minutes, for two cars:
    ///
    /// ```
    /// use cetak::engine::Simulation;
    /// use cetak::process::{BatchServer, Processes};
    /// use cetak::time::{Time, minutes};
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let ferry = BatchServer::slotted(&world, "ferry", minutes(20.0), 2);
    /// for (comes, across) in [(5.0, 40.0), (20.0, 40.0), (20.0, 60.0), (90.0, 120.0)] {
    ///     let (here, ferry) = (world.clone(), ferry.clone());
    ///     world.spawn(async move {
    ///         here.hold(minutes(comes)).await;
    ///         ferry.serve().await;
    ///         assert_eq!(here.now(), Time::ZERO + minutes(across));
    ///     });
    /// }
    /// Simulation::new(processes).run();
    /// assert_eq!(ferry.waits().max(), Some(20.0)); // the third car, left behind at 20
    /// ```
    #[must_use]
    pub fn slotted(world: &World, name: impl Into<String>, every: Span, most: usize) -> Self {
        let name = name.into();
        assert!(
            every > Span::ZERO,
            "{name}: slots of {every} are none, they are longer than nothing"
        );
        let watch = world.statistics(1);
        let inner = resource::BatchServer::watched(name, 1, 1, most, watch);
        let is_ticking = false;
        Self::of(world, inner, Service::Slotted { every, is_ticking })
    }

    statistics_methods!();

    /// The number of busy servers over time. One that serves many at once counts once.
    #[must_use]
    pub fn servers_busy(&self) -> TimeWeighted {
        *self.shared.state.borrow().inner.servers_busy()
    }
}

impl<W: Watch + 'static> BatchServer<W> {
    fn of(world: &World, inner: resource::BatchServer<Ticket, W>, service: Service) -> Self {
        let shared = Rc::new(Shared {
            core: Rc::clone(&world.core),
            name: inner.name().to_owned(),
            state: RefCell::new(State {
                inner,
                tickets: Tickets::new(),
                served: BTreeMap::new(),
                service,
            }),
        });
        world.core.register(&shared);
        Self { shared }
    }

    /// Waits until the process has been served, and returns the size of its batch.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)). When awaited, if the queue has a limit and is full.
    #[must_use = "a request does nothing until it is awaited"]
    pub fn serve(&self) -> impl Future<Output = usize> {
        self.serve_with(Key(0))
    }

    /// Like [`serve`](Self::serve), but goes before all with a higher key.
    ///
    /// # Panics
    ///
    /// Like [`serve`](Self::serve).
    #[must_use = "a request does nothing until it is awaited"]
    pub fn serve_with(&self, key: Key) -> impl Future<Output = usize> {
        self.shared.core.check_sound();
        Wait::new(&self.shared, key.into()).certain()
    }

    /// Waits to be served with the key of `request`, and until its deadline; one that is being served then leaves too.
    ///
    /// # Errors
    ///
    /// A [`Refusal`], if the queue is full, a more urgent request takes its place, or the deadline comes first.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    #[must_use = "a request does nothing until it is awaited"]
    pub fn request(&self, request: Request) -> impl Future<Output = Result<usize, Refusal>> {
        self.shared.core.check_sound();
        Wait::new(&self.shared, request).until(request)
    }

    /// Starts a batch of the waiting processes, however few, if a server is free. Returns whether one has started. One that starts
    /// [by the clock](BatchServer::slotted) does so alone.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    pub fn start(&self) -> bool {
        self.shared.core.check_sound();
        let batch = self.shared.change(|state, now| match state.service {
            Service::Lasts(_) => {
                let batch = state.inner.start(now);
                state.note(now, batch)
            }
            Service::Slotted { .. } => None,
        });
        let starts = batch.is_some();
        if let Some(batch) = batch {
            self.shared.begin(batch);
        }
        starts
    }

    /// The number of batches in service now.
    #[must_use]
    pub fn in_service(&self) -> usize {
        self.shared.state.borrow().inner.in_service()
    }
}

impl<W: Watch> BatchServer<W> {
    handle_methods!();
}

handle!([W: Watch] BatchServer<W>, "BatchServer": waiting);
