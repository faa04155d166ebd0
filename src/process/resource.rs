//! Units that processes seize one by one.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::rc::Rc;
use std::task::Poll;

use super::World;
use super::core::{Awaited, Core};
use super::deadlocks::Line;
use super::handle::{handle, handle_methods, statistics_methods};
use super::holders::Holders;
use super::roster::ProcessId;
use super::several::{self, Look};
use super::telling::Awaits;
use super::tickets::{Answer, Asking, Refusal, Standing, Ticket, Tickets, Wait};
use crate::resource::{self, Key, Promise, Request, Seized, Statistics, Watch};
use crate::stats::TimeWeighted;

/// A number of equal units that processes seize one by one, wait for, and release: a handle of a [`resource::Resource`], with
/// its disciplines, limits and statistics.
///
/// A release hands the unit over at once, so no newcomer can overtake the queue. To seize several units, or to take them from
/// others, use a [`Pool`](super::Pool). Cloning copies the handle.
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
/// assert_eq!(clerk.waits().mean(), Some(2.0));
/// assert_eq!(clerk.utilisation(), Some(1.0));
/// ```
pub struct Resource<W: Watch = Statistics> {
    shared: Rc<Shared<W>>,
}

struct Shared<W: Watch> {
    core: Rc<Core>,
    name: String,
    state: RefCell<State<W>>,
}

struct State<W> {
    inner: resource::Resource<Ticket, W>,
    tickets: Tickets<Promise<Ticket>>,
    holders: Holders,
}

impl<W> State<W> {
    /// Wakes the process to which a unit was promised.
    #[inline]
    fn grant(&mut self, core: &Core, promise: Option<Promise<Ticket>>) {
        if let Some(promise) = promise {
            let ticket = *promise.item();
            self.tickets.grant(core, ticket, promise);
        }
    }

    /// Promises the free units to the first in the queue.
    fn serve(&mut self, core: &Core)
    where
        W: Watch,
    {
        while let Some(promise) = self.inner.reserve_next(core.now()) {
            self.grant(core, Some(promise));
        }
    }
}

impl<W: Watch + 'static> Awaited for Shared<W> {
    fn waiting(&self) -> Vec<Awaits> {
        let State { inner, tickets, .. } = &*self.state.borrow();
        tickets.named(inner.in_line())
    }

    fn line(&self) -> Option<Line> {
        let State { inner, holders, .. } = &*self.state.borrow();
        let held = holders.iter().map(|holder| (holder, 1));
        let wanted = inner.are_together().map(|is_together| (1, is_together));
        Some(Line::new(inner.capacity(), held, self.waiting(), wanted))
    }

    fn first_of_several(&self) -> Option<ProcessId> {
        let State { inner, tickets, .. } = &*self.state.borrow();
        let ticket = inner.first_of_several(self.core.now())?;
        tickets.process(*ticket)
    }

    fn reset_statistics(&self) {
        let now = self.core.now();
        self.state.borrow_mut().inner.reset_statistics(now);
    }

    fn show(&self, look: &mut dyn FnMut(&str, &dyn Any)) {
        look(&self.name, self.state.borrow().inner.watch());
    }
}

impl<W: Watch> Shared<W> {
    /// A unit that the running process holds from now on.
    #[inline(always)]
    fn unit(self: &Rc<Self>, holders: &mut Holders) -> Unit<W> {
        holders.note(&self.core);
        let shared = Rc::clone(self);
        Unit { shared }
    }
}

/// How a unit is asked for. The frequent case is small.
enum Ask {
    Key(Key),
    By(Box<Request>),
}

impl Ask {
    #[inline(always)]
    fn request(&self) -> Request {
        match self {
            Self::Key(key) => (*key).into(),
            Self::By(request) => **request,
        }
    }
}

impl<W: Watch> Asking for Rc<Shared<W>> {
    type Ask = Ask;
    type Got = Unit<W>;

    fn core(&self) -> &Core {
        &self.core
    }

    fn name(&self) -> &str {
        &self.name
    }

    #[inline(always)]
    fn at_once(&self, ask: Ask) -> Result<Unit<W>, Ask> {
        let State { inner, holders, .. } = &mut *self.state.borrow_mut();
        if !inner.start_if_free(self.core.now(), ask.request()) {
            return Err(ask);
        }
        Ok(self.unit(holders))
    }

    #[inline(never)]
    fn ask(&self, ask: Ask) -> Answer<Unit<W>> {
        let (now, request) = (self.core.now(), ask.request());
        let State {
            inner,
            tickets,
            holders,
        } = &mut *self.state.borrow_mut();
        match inner.reserve(now, request, tickets.next()) {
            Seized::Starts(promise) => {
                inner.commit(now, promise);
                Answer::Got(self.unit(holders))
            }
            Seized::Refused(_) => Answer::Full,
            Seized::Waits(wait) => Answer::Waits(tickets.open(self.core.current(), wait)),
            Seized::Replaces(wait, out) => {
                tickets.push_out(&self.core, out);
                Answer::Waits(tickets.open(self.core.current(), wait))
            }
        }
    }

    #[inline]
    fn collect(&self, ticket: Ticket) -> Poll<Option<Unit<W>>> {
        let State {
            inner,
            tickets,
            holders,
        } = &mut *self.state.borrow_mut();
        tickets.collect(ticket).map(|promise| {
            inner.commit(self.core.now(), promise?);
            Some(self.unit(holders))
        })
    }

    fn give_up(&self, ticket: Ticket) {
        let now = self.core.now();
        let state = &mut *self.state.borrow_mut();
        match state.tickets.close(ticket) {
            Some(Standing::Waits(wait)) => {
                state.inner.withdraw(now, wait);
                // It may have been kept a free unit, if it waits for others as well.
                state.serve(&self.core);
            }
            Some(Standing::Granted(promise)) => {
                let (_, next) = state.inner.cancel(now, promise);
                state.grant(&self.core, next);
            }
            Some(Standing::PushedOut) | None => {}
        }
    }
}

impl<W: Watch> several::Ask for &Resource<W> {
    fn name(&self) -> &str {
        &self.shared.name
    }

    fn place(&self) -> *const () {
        Rc::as_ptr(&self.shared).cast()
    }

    fn could_start(&self, request: Request) -> bool {
        let state = self.shared.state.borrow();
        state.inner.could_start(self.shared.core.now(), request)
    }

    fn has_place(&self, request: Request) -> bool {
        let state = &mut *self.shared.state.borrow_mut();
        state.inner.has_place(self.shared.core.now(), request)
    }

    fn join(&self, request: Request) -> Ticket {
        let Shared { core, state, .. } = &*self.shared;
        let State { inner, tickets, .. } = &mut *state.borrow_mut();
        let answer = inner.wait_together(core.now(), request, tickets.next());
        tickets.opened(core, answer)
    }

    fn look(&self, ticket: Ticket) -> Look {
        let State { inner, tickets, .. } = &*self.shared.state.borrow();
        let now = self.shared.core.now();
        tickets.look(ticket, |wait| inner.can_start_together(now, wait))
    }

    fn leave(&self, ticket: Ticket) {
        self.shared.give_up(ticket);
    }
}

impl<W: Watch> several::Grant for &Resource<W> {
    type Got = Unit<W>;

    fn start(&self, request: Request) -> Unit<W> {
        match self.shared.ask(Ask::By(Box::new(request))) {
            Answer::Got(unit) => unit,
            Answer::Waits(_) | Answer::Full => unreachable!("a unit is free"),
        }
    }

    fn start_waiting(&self, ticket: Ticket) -> Unit<W> {
        let Shared { core, state, .. } = &*self.shared;
        let state = &mut *state.borrow_mut();
        if let Some(Standing::Waits(wait)) = state.tickets.close(ticket) {
            state.inner.start_together(core.now(), wait);
            state.serve(core);
        }
        self.shared.unit(&mut state.holders)
    }
}

impl Resource {
    /// Makes `capacity` idle units; a capacity of 0 is for a resource that starts closed. The name is used in messages.
    #[must_use]
    pub fn new(world: &World, name: impl Into<String>, capacity: usize) -> Self {
        let watch = world.statistics(capacity);
        Self::watched(world, name, capacity, watch)
    }

    statistics_methods!();

    /// The number of seized units over time.
    #[must_use]
    pub fn servers_busy(&self) -> TimeWeighted {
        *self.shared.state.borrow().inner.servers_busy()
    }
}

impl<W: Watch + 'static> Resource<W> {
    /// Like [`new`](Resource::new), but records into `watch` instead of the usual statistics; `()` records nothing.
    #[must_use]
    pub fn watched(world: &World, name: impl Into<String>, capacity: usize, watch: W) -> Self {
        let name = name.into();
        let state = RefCell::new(State {
            inner: resource::Resource::watched(name.clone(), capacity, watch),
            tickets: Tickets::new(),
            holders: Holders::default(),
        });
        let core = Rc::clone(&world.core);
        let shared = Rc::new(Shared { core, name, state });
        world.core.register(&shared);
        Self { shared }
    }
}

impl<W: Watch> Resource<W> {
    handle_methods!();

    /// Waits for a unit, which comes back when the guard is dropped. Give it a name: `let _unit = desk.seize().await;` keeps it to the end of the block, but
    /// `let _ = desk.seize().await;` gives it back at once.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)). When awaited, if the queue has a limit and is full.
    #[must_use = "a request does nothing until it is awaited"]
    #[inline]
    pub fn seize(&self) -> impl Future<Output = Unit<W>> {
        self.seize_with(Key(0))
    }

    /// Like [`seize`](Self::seize), but goes before all with a higher key; `seize` itself uses the key 0. With [`Key::priority`] the higher priority goes first.
    ///
    /// # Panics
    ///
    /// Like [`seize`](Self::seize).
    #[must_use = "a request does nothing until it is awaited"]
    #[inline]
    pub fn seize_with(&self, key: Key) -> impl Future<Output = Unit<W>> {
        self.shared.core.check_sound();
        Wait::new(&self.shared, Ask::Key(key)).certain()
    }

    /// Waits for a unit with the key and until the deadline of `request`.
    ///
    /// # Errors
    ///
    /// A [`Refusal`], if the queue is full, a more urgent request takes its place, or the deadline comes first.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::Simulation;
    /// use cetak::process::{Processes, Refusal, Resource};
    /// use cetak::resource::Request;
    /// use cetak::time::minutes;
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let clerk = Resource::new(&world, "clerk", 1).with_queue_limit(1);
    /// world.clone().spawn(async move {
    ///     let _unit = clerk.seize().await;
    ///     let patience = Request::default().until(world.now() + minutes(5.0));
    ///     assert_eq!(clerk.request(patience).await.err(), Some(Refusal::TimedOut));
    /// });
    /// Simulation::new(processes).run();
    /// ```
    #[must_use = "a request does nothing until it is awaited"]
    pub fn request(&self, request: Request) -> impl Future<Output = Result<Unit<W>, Refusal>> {
        self.shared.core.check_sound();
        Wait::new(&self.shared, Ask::By(Box::new(request))).until(request)
    }

    /// Seizes a unit if one is idle. Returns `None` if none is.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    #[must_use = "a unit is given back when this is dropped"]
    pub fn try_seize(&self) -> Option<Unit<W>> {
        self.shared.core.check_sound();
        self.shared.at_once(Ask::Key(Key(0))).ok()
    }

    /// Sets the number of units. After an increase, the first in the queue get the new units at this instant. A reduction
    /// takes nothing from the holders; the next unit is granted once fewer are held than there are. At 0 nobody gets any.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    pub fn set_capacity(&self, capacity: usize) {
        let Shared { core, state, .. } = &*self.shared;
        core.check_sound();
        let state = &mut *state.borrow_mut();
        state.inner.change_capacity(core.now(), capacity);
        state.serve(core);
    }

    /// The number of units.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.shared.state.borrow().inner.capacity()
    }

    /// The number of units seized or promised.
    #[must_use]
    pub fn in_service(&self) -> usize {
        self.shared.state.borrow().inner.in_service()
    }

    /// The number of units that nobody holds; 0 while more are held than there are.
    #[must_use]
    pub fn idle(&self) -> usize {
        self.shared.state.borrow().inner.idle()
    }
}

handle!([W: Watch] Resource<W>, "Resource": idle, waiting);

/// A unit of a [`Resource`], held until this is released or dropped.
#[must_use = "a unit is given back when this is dropped"]
pub struct Unit<W: Watch = Statistics> {
    shared: Rc<Shared<W>>,
}

impl<W: Watch> Unit<W> {
    /// Gives the unit back; the next in the queue gets it now. Dropping this does the same.
    #[inline]
    pub fn release(self) {}
}

impl<W: Watch> Drop for Unit<W> {
    #[inline]
    fn drop(&mut self) {
        let Shared { core, state, .. } = &*self.shared;
        let state = &mut *state.borrow_mut();
        state.holders.strike(core, state.inner.in_service());
        let next = state.inner.pass_on(core.now());
        state.grant(core, next);
    }
}

impl<W: Watch> fmt::Debug for Unit<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a unit of {}", self.shared.name)
    }
}
