//! A stock of equal pieces that processes fill and take from.

use std::any::Any;
use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use std::task::Poll;

use super::core::{Awaited, Core};
use super::handle::{handle, handle_methods, queue_statistics, room_methods};
use super::roster::ProcessId;
use super::several::{self, Look};
use super::telling::Awaits;
use super::tickets::{Answer, Asking, Refusal, Standing, Ticket, Tickets, Wait};
use super::{Signal, World};
use crate::resource::{
    self, Buffer, Key, Pieces, Promise, Request, Seized, Side, Statistics, Watch,
};
use crate::stats::TimeWeighted;
use crate::time::Time;

/// A stock of equal pieces, with or without a capacity: a handle of a [`Buffer`]. A taker waits for enough pieces, a putter
/// for enough room, both first come, first served unless a request says otherwise: a later request for little does not
/// overtake an earlier one for much.
///
/// Each of the two queues has its own limit, counts and watch; the names of those for room end in `_for_room`. Cloning copies
/// the handle.
///
/// # Examples
///
/// ```
/// use cetak::engine::Simulation;
/// use cetak::process::{Processes, Stock};
/// use cetak::time::{Time, hours};
///
/// let processes = Processes::new();
/// let world = processes.world();
/// let blanks = Stock::new(&world, "blanks", 20);
/// let (printer, truck, now) = (blanks.clone(), blanks.clone(), world.clone());
/// world.spawn(async move {
///     printer.take(50).await;
///     assert_eq!(now.now(), Time::ZERO + hours(6.0));
/// });
/// let road = world.clone();
/// world.spawn(async move {
///     road.hold(hours(6.0)).await;
///     truck.put(100).await;
/// });
/// Simulation::new(processes).run();
/// assert_eq!(blanks.level(), 70);
/// ```
pub struct Stock<W: Watch = (), S: Watch = TimeWeighted, P: Watch = ()> {
    shared: Rc<Shared<W, S, P>>,
}

struct Shared<W: Watch, S: Watch, P: Watch> {
    core: Rc<Core>,
    name: String,
    changed: Signal,
    state: RefCell<State<W, S, P>>,
}

struct State<W, S, P> {
    inner: Buffer<Ticket, W, S, P>,
    tickets: Tickets<Promise<Ticket, Pieces>>,
}

impl<W: Watch, S: Watch, P: Watch> State<W, S, P> {
    /// Promises everything that can be promised now.
    fn settle(&mut self, core: &Core) {
        while let Some(promise) = self.inner.reserve_next(core.now()) {
            self.tickets.grant(core, *promise.item(), promise);
        }
    }
}

impl<W: Watch, S: Watch, P: Watch> Shared<W, S, P> {
    /// Runs `action`, then promises all that is available to waiting requests, and signals a change of the level.
    fn act<R>(&self, action: impl FnOnce(&mut State<W, S, P>) -> R) -> R {
        let (done, changed) = {
            let state = &mut *self.state.borrow_mut();
            let before = state.inner.available(Side::Take);
            let done = action(state);
            state.settle(&self.core);
            (done, state.inner.available(Side::Take) != before)
        };
        if changed {
            self.changed.give();
        }
        done
    }
}

impl<W: Watch, S: Watch + 'static, P: Watch> Awaited for Shared<W, S, P> {
    fn waiting(&self) -> Vec<Awaits> {
        let State { inner, tickets } = &*self.state.borrow();
        tickets.named(inner.in_line())
    }

    fn first_of_several(&self) -> Option<ProcessId> {
        let State { inner, tickets } = &*self.state.borrow();
        let ticket = inner.first_of_several(self.core.now())?;
        tickets.process(*ticket)
    }

    fn reset_statistics(&self) {
        let now = self.core.now();
        self.state.borrow_mut().inner.reset_statistics(now);
    }

    fn show(&self, look: &mut dyn FnMut(&str, &dyn Any)) {
        look(&self.name, self.state.borrow().inner.stock().watch());
    }
}

impl<W: Watch, S: Watch, P: Watch> Asking for Rc<Shared<W, S, P>> {
    type Ask = (Side, u64, Request);
    type Got = ();

    fn core(&self) -> &Core {
        &self.core
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn ask(&self, (side, pieces, request): (Side, u64, Request)) -> Answer<()> {
        let core = &*self.core;
        self.act(|State { inner, tickets }| {
            match inner.reserve(core.now(), side, pieces, request, tickets.next()) {
                Seized::Starts(promise) => {
                    inner.commit(core.now(), promise);
                    Answer::Got(())
                }
                Seized::Refused(_) => Answer::Full,
                Seized::Waits(wait) => Answer::Waits(tickets.open(core.current(), wait)),
                Seized::Replaces(wait, out) => {
                    tickets.push_out(core, out);
                    Answer::Waits(tickets.open(core.current(), wait))
                }
            }
        })
    }

    fn collect(&self, ticket: Ticket) -> Poll<Option<()>> {
        self.act(|State { inner, tickets }| {
            tickets.collect(ticket).map(|promise| {
                inner.commit(self.core.now(), promise?);
                Some(())
            })
        })
    }

    fn give_up(&self, ticket: Ticket) {
        self.act(|State { inner, tickets }| match tickets.close(ticket) {
            Some(Standing::Waits(wait)) => {
                let side = match inner.waiter(Side::Take, wait) == Some(&ticket) {
                    true => Side::Take,
                    false => Side::Put,
                };
                inner.leave(self.core.now(), side, wait);
            }
            Some(Standing::Granted(promise)) => {
                inner.cancel(promise);
            }
            Some(Standing::PushedOut) | None => {}
        });
    }
}

/// Pieces of a [`Stock`] as part of a request for [several](World::seize_all) things.
#[derive(Debug)]
pub struct PartOfStock<'a, W: Watch, S: Watch, P: Watch> {
    stock: &'a Stock<W, S, P>,
    pieces: u64,
}

impl<W: Watch, S: Watch, P: Watch> several::Ask for PartOfStock<'_, W, S, P> {
    fn name(&self) -> &str {
        self.stock.name()
    }

    fn place(&self) -> *const () {
        Rc::as_ptr(&self.stock.shared).cast()
    }

    fn could_start(&self, request: Request) -> bool {
        let Shared { core, state, .. } = &*self.stock.shared;
        let inner = &state.borrow().inner;
        inner.could_start(core.now(), self.pieces, request)
    }

    fn has_place(&self, request: Request) -> bool {
        let Shared { core, state, .. } = &*self.stock.shared;
        state.borrow_mut().inner.has_place(core.now(), request)
    }

    fn join(&self, request: Request) -> Ticket {
        let core = &self.stock.shared.core;
        self.stock.shared.act(|State { inner, tickets }| {
            let ticket = tickets.next();
            let answer = inner.wait_together(core.now(), self.pieces, request, ticket);
            tickets.opened(core, answer)
        })
    }

    fn look(&self, ticket: Ticket) -> Look {
        let Shared { core, state, .. } = &*self.stock.shared;
        let State { inner, tickets } = &*state.borrow();
        tickets.look(ticket, |wait| inner.can_start_together(core.now(), wait))
    }

    fn leave(&self, ticket: Ticket) {
        self.stock.shared.give_up(ticket);
    }
}

impl<W: Watch, S: Watch, P: Watch> several::Grant for PartOfStock<'_, W, S, P> {
    type Got = ();

    fn start(&self, request: Request) {
        let answer = (self.stock.shared).ask((Side::Take, self.pieces, request));
        debug_assert!(matches!(answer, Answer::Got(())), "they are there");
    }

    fn start_waiting(&self, ticket: Ticket) {
        let core = &self.stock.shared.core;
        self.stock.shared.act(|State { inner, tickets }| {
            if let Some(Standing::Waits(wait)) = tickets.close(ticket) {
                inner.start_together(core.now(), wait);
            }
        });
    }
}

impl Stock {
    /// Makes a stock of `initial` pieces with unlimited room. The name is used in messages.
    #[must_use]
    pub fn new(world: &World, name: impl Into<String>, initial: u64) -> Self {
        let level = TimeWeighted::new(world.now(), initial as f64);
        Self::of(world, resource::Stock::watched(name, initial, level))
    }

    /// Makes a stock of `initial` pieces that never holds more than `capacity`.
    ///
    /// # Panics
    ///
    /// If `initial > capacity`.
    #[must_use]
    pub fn with_capacity(
        world: &World,
        name: impl Into<String>,
        initial: u64,
        capacity: u64,
    ) -> Self {
        let level = TimeWeighted::new(world.now(), initial as f64);
        let stock = resource::Stock::watched(name, initial, level);
        Self::of(world, stock.with_capacity(capacity))
    }
}

impl Stock<Statistics, TimeWeighted, Statistics> {
    /// Lets processes share `stock`, with statistics of both queues, for pieces and for room.
    ///
    /// # Examples
    ///
    /// A taker waits four minutes for the second of two pieces:
    ///
    /// ```
    /// use cetak::engine::Simulation;
    /// use cetak::process::{Processes, Stock};
    /// use cetak::resource;
    /// use cetak::time::minutes;
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let shelf = Stock::with_statistics(&world, resource::Stock::new("shelf", 1));
    /// let taker = shelf.clone();
    /// world.spawn(async move { taker.take(2).await });
    /// let (lorry, here) = (shelf.clone(), world.clone());
    /// world.spawn(async move {
    ///     here.hold(minutes(4.0)).await;
    ///     lorry.put(1).await;
    /// });
    /// let mut sim = Simulation::new(processes);
    /// sim.run();
    /// assert_eq!(shelf.waits().mean(), Some(4.0));
    /// assert_eq!(shelf.queue_length().mean(sim.now()), Some(1.0));
    /// assert_eq!(shelf.waits_for_room().mean(), Some(0.0)); // the lorry
    /// assert_eq!(shelf.over_time().mean(sim.now()), Some(1.0));
    /// ```
    #[must_use]
    pub fn with_statistics(world: &World, stock: resource::Stock) -> Self {
        let of_queue = || world.statistics(0);
        Self::watched(world, stock, of_queue(), of_queue())
    }

    queue_statistics!();
}

impl<W: Watch, P: Watch> Stock<W, TimeWeighted, P> {
    /// The level over time. It includes promised pieces until they are taken.
    #[must_use]
    pub fn over_time(&self) -> TimeWeighted {
        *self.shared.state.borrow().inner.stock().over_time()
    }

    /// The level over time and the time now, for [`Outputs::level`](crate::experiment::Outputs::level).
    #[must_use]
    pub fn observed_level(&self) -> (TimeWeighted, Time) {
        (self.over_time(), self.shared.core.now())
    }
}

impl<S: Watch + 'static> Stock<(), S> {
    /// Lets processes share `stock`. To use your own watch on the level, see [`resource::Stock::watched`].
    #[must_use]
    pub fn of(world: &World, stock: resource::Stock<S>) -> Self {
        Self::watched(world, stock, (), ())
    }
}

impl<W: Watch + 'static, S: Watch + 'static, P: Watch + 'static> Stock<W, S, P> {
    /// Like [`of`](Stock::of), with a watch on the requests for pieces and one on those for room; `()` records nothing.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::Simulation;
    /// use cetak::process::{Processes, Stock};
    /// use cetak::resource::{self, Statistics};
    /// use cetak::time::minutes;
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let shelf = resource::Stock::new("shelf", 10).with_capacity(10);
    /// let shelf = Stock::watched(&world, shelf, Statistics::new(0), Statistics::new(0));
    /// let lorry = shelf.clone();
    /// world.spawn(async move { lorry.put(3).await });
    /// let (printer, here) = (shelf.clone(), world.clone());
    /// world.spawn(async move {
    ///     here.hold(minutes(4.0)).await;
    ///     printer.take(3).await;
    /// });
    /// Simulation::new(processes).run();
    /// assert_eq!(shelf.watch(|pieces| pieces.waits().mean()), Some(0.0));
    /// assert_eq!(shelf.watch_for_room(|room| room.waits().mean()), Some(4.0));
    /// ```
    #[must_use]
    pub fn watched(world: &World, stock: resource::Stock<S>, watch: W, for_room: P) -> Self {
        let name = stock.name().to_owned();
        let state = RefCell::new(State {
            inner: Buffer::watched(stock, watch, for_room),
            tickets: Tickets::new(),
        });
        let shared = Rc::new(Shared {
            core: Rc::clone(&world.core),
            changed: Signal::new(world, format!("a change of {name}")),
            name,
            state,
        });
        world.core.register(&shared);
        Self { shared }
    }
}

impl<W: Watch, S: Watch, P: Watch> Stock<W, S, P> {
    handle_methods!();
    room_methods!();

    /// Waits for `pieces` pieces, and takes them.
    ///
    /// # Panics
    ///
    /// If `pieces` exceeds the capacity, or if a process panicked before (see [`Processes`](super::Processes)). When awaited,
    /// if the queue has a limit and is full.
    #[must_use = "a request does nothing until it is awaited"]
    pub fn take(&self, pieces: u64) -> impl Future<Output = ()> {
        self.transfer(Side::Take, pieces, Request::default())
            .certain()
    }

    /// Like [`take`](Self::take), but goes before all with a higher key; `take` itself uses the key 0.
    ///
    /// # Panics
    ///
    /// Like [`take`](Self::take).
    #[must_use = "a request does nothing until it is awaited"]
    pub fn take_with(&self, pieces: u64, key: Key) -> impl Future<Output = ()> {
        self.transfer(Side::Take, pieces, key.into()).certain()
    }

    /// Waits for `pieces` pieces with the key and until the deadline of `request`, and takes them.
    ///
    /// # Errors
    ///
    /// A [`Refusal`], if the queue is full, a more urgent request takes its place, or the deadline comes first.
    ///
    /// # Panics
    ///
    /// Like [`take`](Self::take), except for a full queue.
    #[must_use = "a request does nothing until it is awaited"]
    pub fn request(
        &self,
        pieces: u64,
        request: Request,
    ) -> impl Future<Output = Result<(), Refusal>> {
        self.transfer(Side::Take, pieces, request).until(request)
    }

    /// These many pieces as part of a request for [several](World::seize_all) things.
    ///
    /// # Panics
    ///
    /// If `pieces` exceeds the capacity.
    #[must_use]
    pub fn part(&self, pieces: u64) -> PartOfStock<'_, W, S, P> {
        self.check(pieces);
        let stock = self;
        PartOfStock { stock, pieces }
    }

    /// Waits for room for `pieces` pieces, and puts them in.
    ///
    /// # Panics
    ///
    /// Like [`take`](Self::take), with the queue for room.
    #[must_use = "a request does nothing until it is awaited"]
    pub fn put(&self, pieces: u64) -> impl Future<Output = ()> {
        self.transfer(Side::Put, pieces, Request::default())
            .certain()
    }

    /// Like [`put`](Self::put), but goes before all with a higher key; `put` itself uses the key 0.
    ///
    /// # Panics
    ///
    /// Like [`put`](Self::put).
    #[must_use = "a request does nothing until it is awaited"]
    pub fn put_with(&self, pieces: u64, key: Key) -> impl Future<Output = ()> {
        self.transfer(Side::Put, pieces, key.into()).certain()
    }

    /// Waits for room for `pieces` pieces with the key and until the deadline of `request`, and puts them in.
    ///
    /// # Errors
    ///
    /// A [`Refusal`], if the queue for room is full, a more urgent request takes its place, or the deadline comes first.
    ///
    /// # Panics
    ///
    /// Like [`put`](Self::put), except for a full queue.
    #[must_use = "a request does nothing until it is awaited"]
    pub fn request_room(
        &self,
        pieces: u64,
        request: Request,
    ) -> impl Future<Output = Result<(), Refusal>> {
        self.transfer(Side::Put, pieces, request).until(request)
    }

    fn transfer(&self, side: Side, pieces: u64, request: Request) -> Wait<'_, Rc<Shared<W, S, P>>> {
        self.check(pieces);
        Wait::new(&self.shared, (side, pieces, request))
    }

    fn check(&self, pieces: u64) {
        let Shared { core, name, .. } = &*self.shared;
        core.check_sound();
        let capacity = self.shared.state.borrow().inner.stock().capacity();
        assert!(
            capacity.is_none_or(|capacity| pieces <= capacity),
            "at {}: {pieces} pieces of {name} were asked for, which holds {}",
            core.now(),
            capacity.unwrap_or(u64::MAX)
        );
    }

    /// Takes `pieces` pieces if they are there and nobody waits for pieces. Returns `false` if it took nothing.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    #[must_use = "nothing was taken if the answer is false"]
    pub fn try_take(&self, pieces: u64) -> bool {
        self.try_transfer(Side::Take, pieces, self.waiting())
    }

    /// Puts `pieces` pieces in if there is room and nobody waits for room. Returns `false` if it put nothing in.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    #[must_use = "nothing was put in if the answer is false"]
    pub fn try_put(&self, pieces: u64) -> bool {
        self.try_transfer(Side::Put, pieces, self.waiting_for_room())
    }

    fn try_transfer(&self, side: Side, pieces: u64, waiting: usize) -> bool {
        self.shared.core.check_sound();
        let available = self.shared.state.borrow().inner.available(side);
        let can = waiting == 0 && pieces <= available;
        if can {
            let answer = self.shared.ask((side, pieces, Request::default()));
            debug_assert!(matches!(answer, Answer::Got(())), "it is there");
        }
        can
    }

    /// Waits until `condition` holds for the [level](Self::level). It is checked now and at every change of the level.
    #[must_use = "a wait does nothing until it is awaited"]
    pub fn until(&self, mut condition: impl FnMut(u64) -> bool) -> impl Future<Output = ()> {
        let holds = move || condition(self.level());
        self.shared.changed.wait_until(holds)
    }

    /// The number of pieces that are not promised: what [`try_take`](Self::try_take) can take if nobody waits for pieces.
    /// Pieces are promised when they are granted to a process that waited and has not run since.
    #[must_use]
    pub fn level(&self) -> u64 {
        self.shared.state.borrow().inner.available(Side::Take)
    }

    /// The number of pieces ever put in.
    #[must_use]
    pub fn received(&self) -> u64 {
        self.shared.state.borrow().inner.stock().received()
    }

    /// The number of pieces ever taken out.
    #[must_use]
    pub fn taken(&self) -> u64 {
        self.shared.state.borrow().inner.stock().taken()
    }

    /// Calls `look` with the watch of the stock itself, on the level.
    pub fn watch_level<R>(&self, look: impl FnOnce(&S) -> R) -> R {
        look(self.shared.state.borrow().inner.stock().watch())
    }
}

handle!([W: Watch, S: Watch, P: Watch] Stock<W, S, P>, "Stock": level, waiting, waiting_for_room);
