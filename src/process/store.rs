//! A store of distinct items that processes fill and take from.

use std::any::Any;
use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use std::task::Poll;

use super::World;
use super::core::{Awaited, Core};
use super::handle::{handle, handle_methods, queue_statistics, room_methods};
use super::telling::Awaits;
use super::tickets::{Answer, Asking, Refusal, Standing, Then, Ticket, Tickets, Wait};
use crate::resource::{
    self, Given, Key, Moved, Promise, Request, Seized, Statistics, StoreStatistics, Wants, Watch,
};
use crate::stats::TimeWeighted;
use crate::time::Time;

/// A store of items, with or without a capacity: a handle of a [`resource::Store`]. Each taker gets the oldest item that its
/// filter accepts, the one that has waited longest first. A taker that waits for a certain item does not hold up those behind
/// it. An item returns to its old place by age if its taker gives up before it runs.
///
/// Processes that put items in wait for room in a queue of their own. It has its own limit, counts and watch; their names end in
/// `_for_room`. Cloning copies the handle.
///
/// # Examples
///
/// ```
/// use cetak::engine::Simulation;
/// use cetak::process::{Processes, Store};
///
/// let processes = Processes::new();
/// let cards = Store::new(&processes.world(), "cards");
/// let desk = cards.clone();
/// processes.world().spawn(async move {
///     desk.put("Wayan").await;
///     desk.put("Made").await;
///     assert_eq!(desk.take_where(|name| *name == "Made").await, "Made");
///     assert_eq!(desk.take().await, "Wayan");
/// });
/// Simulation::new(processes).run();
/// assert_eq!(cards.len(), 0);
/// ```
pub struct Store<T, W: Watch = (), P: Watch = ()> {
    shared: Rc<Shared<T, W, P>>,
}

/// Which items a taker accepts.
type Filter<T> = Box<dyn Fn(&T) -> bool>;

/// A taker or a putter.
struct Asker<T> {
    ticket: Ticket,
    /// `None` accepts any item.
    filter: Option<Filter<T>>,
}

impl<T> Wants<T> for Asker<T> {
    #[inline]
    fn accepts(&self, item: &T) -> bool {
        self.filter.as_ref().is_none_or(|filter| filter(item))
    }
}

struct Shared<T, W: Watch, P: Watch> {
    core: Rc<Core>,
    name: String,
    state: RefCell<State<T, W, P>>,
}

type Promised<T> = Promise<Asker<T>, Given<T>>;

struct State<T, W, P> {
    inner: resource::Store<T, Asker<T>, W, P>,
    tickets: Tickets<Promised<T>>,
}

/// A request.
enum Wish<T> {
    /// The oldest item that the filter accepts; without a filter, any.
    Item(Option<Filter<T>>),
    /// Room for this item.
    Room(T),
}

/// A wish, and how it is asked for. The two that are frequent come without a request, because most need not wait, and are small.
enum Ask<T> {
    Any,
    Room(T),
    By(Box<(Wish<T>, Request)>),
}

impl<T> Ask<T> {
    fn by(wish: Wish<T>, request: Request) -> Self {
        Self::By(Box::new((wish, request)))
    }
}

impl<T, W: Watch, P: Watch> State<T, W, P> {
    /// Promises everything that can be promised now.
    #[inline(always)]
    fn settle(&mut self, core: &Core) {
        if let Some(promise) = self.inner.reserve_next(core.now()) {
            self.grant(core, promise);
        }
    }

    #[inline(never)]
    fn grant(&mut self, core: &Core, promise: Promised<T>) {
        let mut next = Some(promise);
        while let Some(promise) = next {
            let ticket = promise.item().ticket;
            self.tickets.grant(core, ticket, promise);
            next = self.inner.reserve_next(core.now());
        }
    }
}

impl<T, W: Watch, P: Watch> Shared<T, W, P> {
    /// Runs `action`, then promises all that is available to waiting requests. The value of `action` is dropped outside, because its
    /// destructor may use the store.
    #[inline]
    fn act<R>(&self, action: impl FnOnce(&mut State<T, W, P>) -> R) -> R {
        let state = &mut *self.state.borrow_mut();
        let done = action(state);
        state.settle(&self.core);
        done
    }
}

impl<T, W: Watch + 'static, P: Watch> Awaited for Shared<T, W, P> {
    fn waiting(&self) -> Vec<Awaits> {
        let State { inner, tickets } = &*self.state.borrow();
        let waits = inner.in_line();
        tickets.named(waits.map(|(asker, since, what)| (&asker.ticket, since, what)))
    }

    fn reset_statistics(&self) {
        let now = self.core.now();
        self.state.borrow_mut().inner.reset_statistics(now);
    }

    fn show(&self, look: &mut dyn FnMut(&str, &dyn Any)) {
        look(&self.name, self.state.borrow().inner.watch());
    }
}

impl<T, W: Watch, P: Watch> Asking for Rc<Shared<T, W, P>> {
    type Ask = Ask<T>;
    /// The item for a taker; `None` for a putter.
    type Got = Option<T>;

    fn core(&self) -> &Core {
        &self.core
    }

    fn name(&self) -> &str {
        &self.name
    }

    #[inline(always)]
    fn at_once(&self, ask: Ask<T>) -> Result<Option<T>, Ask<T>> {
        let state = &mut *self.state.borrow_mut();
        let now = self.core.now();
        let got = match ask {
            Ask::Any => Some(state.inner.take_if(now, |_| true).ok_or(Ask::Any)?),
            Ask::By(_) => return Err(ask),
            Ask::Room(item) => {
                (state.inner.put_if_room(now, item)).map_err(Ask::Room)?;
                None
            }
        };
        state.settle(&self.core);
        Ok(got)
    }

    #[inline(never)]
    fn ask(&self, ask: Ask<T>) -> Answer<Option<T>> {
        let (core, now) = (&*self.core, self.core.now());
        let (answer, _left) = self.act(|State { inner, tickets }| {
            let ticket = tickets.next();
            let asker = |filter| Asker { ticket, filter };
            let (wish, request) = match ask {
                Ask::Any => (Wish::Item(None), Request::default()),
                Ask::Room(item) => (Wish::Room(item), Request::default()),
                Ask::By(by) => *by,
            };
            // A putter that leaves unserved takes its item along.
            let answer = match wish {
                Wish::Item(filter) => inner
                    .reserve(now, request, asker(filter))
                    .map(|promise| promise, |asker| (asker, None)),
                Wish::Room(item) => inner
                    .reserve_room(now, item, request, asker(None))
                    .map(|promise| promise, |(asker, item)| (asker, Some(item))),
            };
            match answer {
                Seized::Starts(promise) => match inner.commit(now, promise) {
                    Moved::Took(asker, item) => (Answer::Got(Some(item)), Some((asker, None))),
                    Moved::Put(asker) => (Answer::Got(None), Some((asker, None))),
                },
                Seized::Refused(left) => (Answer::Full, Some(left)),
                Seized::Waits(wait) => {
                    let ticket = tickets.open(core.current(), wait);
                    (Answer::Waits(ticket), None)
                }
                Seized::Replaces(wait, out) => {
                    tickets.push_out(core, out.0.ticket);
                    let ticket = tickets.open(core.current(), wait);
                    (Answer::Waits(ticket), Some(out))
                }
            }
        });
        answer
    }

    #[inline]
    fn collect(&self, ticket: Ticket) -> Poll<Option<Option<T>>> {
        let moved = self.act(|State { inner, tickets }| {
            let collected = tickets.collect(ticket);
            collected.map(|promise| Some(inner.commit(self.core.now(), promise?)))
        });
        moved.map(|moved| match moved? {
            Moved::Took(_, item) => Some(Some(item)),
            Moved::Put(_) => Some(None),
        })
    }

    fn give_up(&self, ticket: Ticket) {
        let now = self.core.now();
        let _left = self.act(|State { inner, tickets }| match tickets.close(ticket)? {
            Standing::Waits(wait) => {
                let taker = inner.waiter(wait);
                match taker.is_some_and(|asker| asker.ticket == ticket) {
                    true => Some((inner.withdraw(now, wait)?, None)),
                    false => {
                        let (asker, item) = inner.withdraw_room(now, wait)?;
                        Some((asker, Some(item)))
                    }
                }
            }
            Standing::Granted(promise) => Some(inner.cancel(promise)),
            Standing::PushedOut => None,
        });
    }
}

impl<T: 'static> Store<T> {
    /// Makes an empty store with unlimited room. The name is used in messages.
    #[must_use]
    pub fn new(world: &World, name: impl Into<String>) -> Self {
        Self::watched(world, name, None, (), ())
    }

    /// Makes an empty store that never holds more than `capacity` items.
    ///
    /// # Panics
    ///
    /// If `capacity` is 0.
    #[must_use]
    pub fn with_capacity(world: &World, name: impl Into<String>, capacity: usize) -> Self {
        Self::watched(world, name, Some(capacity), (), ())
    }
}

impl<T: 'static> Store<T, StoreStatistics, Statistics> {
    /// Makes an empty store, with statistics: the number of items over time, and the two queues, for an item and for
    /// room.
    ///
    /// # Panics
    ///
    /// If `capacity` is 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::Simulation;
    /// use cetak::process::{Processes, Store};
    /// use cetak::time::minutes;
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let shelf = Store::with_statistics(&world, "shelf", Some(1));
    /// let (putter, taker, here) = (shelf.clone(), shelf.clone(), world.clone());
    /// world.spawn(async move {
    ///     putter.put("first").await;
    ///     putter.put("second").await; // when there is room
    /// });
    /// world.spawn(async move {
    ///     here.hold(minutes(6.0)).await;
    ///     taker.take().await;
    /// });
    /// let mut sim = Simulation::new(processes);
    /// sim.run();
    /// assert_eq!(shelf.waits_for_room().max(), Some(6.0));
    /// assert_eq!(shelf.queue_length_for_room().mean(sim.now()), Some(1.0));
    /// assert_eq!(shelf.over_time().mean(sim.now()), Some(1.0));
    /// assert_eq!(shelf.waits().mean(), Some(0.0));
    /// ```
    #[must_use]
    pub fn with_statistics(
        world: &World,
        name: impl Into<String>,
        capacity: Option<usize>,
    ) -> Self {
        let now = world.now();
        let of_queue = || world.statistics(0);
        let watch = (of_queue(), TimeWeighted::new(now, 0.0));
        Self::watched(world, name, capacity, watch, of_queue())
    }

    queue_statistics!();

    /// The number of items over time. It includes promised items until they are taken.
    #[must_use]
    pub fn over_time(&self) -> TimeWeighted {
        *self.shared.state.borrow().inner.over_time()
    }

    /// The number of items over time and the time now, for [`Outputs::level`](crate::experiment::Outputs::level).
    #[must_use]
    pub fn observed_level(&self) -> (TimeWeighted, Time) {
        (self.over_time(), self.shared.core.now())
    }
}

impl<T: 'static, W: Watch + 'static, P: Watch + 'static> Store<T, W, P> {
    /// Makes an empty store with a watch on the number of items and the requests for one, and one on the requests for room;
    /// `()` records nothing.
    ///
    /// # Panics
    ///
    /// If `capacity` is 0.
    #[must_use]
    pub fn watched(
        world: &World,
        name: impl Into<String>,
        capacity: Option<usize>,
        watch: W,
        for_room: P,
    ) -> Self {
        let name = name.into();
        let mut inner = resource::Store::watched(name.clone(), watch, for_room);
        if let Some(capacity) = capacity {
            assert!(capacity > 0, "{name}: a store needs room for one item");
            inner = inner.with_capacity(capacity);
        }
        let core = Rc::clone(&world.core);
        let tickets = Tickets::new();
        let state = RefCell::new(State { inner, tickets });
        let shared = Rc::new(Shared { core, name, state });
        world.core.register(&shared);
        Self { shared }
    }
}

impl<T, W: Watch, P: Watch> Store<T, W, P> {
    handle_methods!();
    room_methods!();

    /// Waits for room, and puts `item` in. If the wait is given up, `item` is dropped.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)). When awaited, if the queue for room has a limit and
    /// is full.
    #[must_use = "a request does nothing until it is awaited"]
    #[inline]
    pub fn put(&self, item: T) -> impl Future<Output = ()> {
        self.shared.core.check_sound();
        let put = Wait::new(&self.shared, Ask::Room(item));
        Then::new(put.certain(), |_| ())
    }

    /// Like [`put`](Self::put), but goes before all with a higher key; `put` itself uses the key 0.
    ///
    /// # Panics
    ///
    /// Like [`put`](Self::put).
    #[must_use = "a request does nothing until it is awaited"]
    pub fn put_with(&self, item: T, key: Key) -> impl Future<Output = ()> {
        self.shared.core.check_sound();
        let ask = Ask::By(Box::new((Wish::Room(item), key.into())));
        Then::new(Wait::new(&self.shared, ask).certain(), |_| ())
    }

    /// Waits for room with the key and until the deadline of `request`, and puts `item` in. If it comes to nothing, `item` is
    /// dropped.
    ///
    /// # Errors
    ///
    /// A [`Refusal`], if the queue for room is full, a more urgent request takes its place, or the deadline comes first.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    #[must_use = "a request does nothing until it is awaited"]
    pub fn request_room(
        &self,
        item: T,
        request: Request,
    ) -> impl Future<Output = Result<(), Refusal>> {
        self.shared.core.check_sound();
        let put = Wait::new(&self.shared, Ask::by(Wish::Room(item), request)).until(request);
        async { put.await.map(|_| ()) }
    }

    /// Puts `item` in if there is room and nobody waits for room.
    ///
    /// # Errors
    ///
    /// Gives the item back otherwise.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    pub fn try_put(&self, item: T) -> Result<(), T> {
        self.shared.core.check_sound();
        match self.shared.at_once(Ask::Room(item)) {
            Err(Ask::Room(item)) => Err(item),
            _ => Ok(()),
        }
    }

    /// Waits for an item, and takes the oldest.
    ///
    /// # Panics
    ///
    /// When awaited, if the queue has a limit and is full.
    #[must_use = "a request does nothing until it is awaited"]
    #[inline]
    pub fn take(&self) -> impl Future<Output = T> {
        self.take_as(Ask::Any)
    }

    /// Like [`take`](Self::take), but goes before all with a higher key; `take` itself uses the key 0.
    ///
    /// # Panics
    ///
    /// Like [`take`](Self::take).
    #[must_use = "a request does nothing until it is awaited"]
    pub fn take_with(&self, key: Key) -> impl Future<Output = T> {
        self.take_as(Ask::By(Box::new((Wish::Item(None), key.into()))))
    }

    /// Waits for an item that `filter` accepts, and takes the oldest of those. `filter` must not use the store.
    ///
    /// # Panics
    ///
    /// Like [`take`](Self::take).
    #[must_use = "a request does nothing until it is awaited"]
    pub fn take_where(&self, filter: impl Fn(&T) -> bool + 'static) -> impl Future<Output = T> {
        self.take_as(Ask::by(
            Wish::Item(Some(Box::new(filter))),
            Request::default(),
        ))
    }

    #[inline]
    fn take_as(&self, ask: Ask<T>) -> impl Future<Output = T> {
        let taken = Wait::new(&self.shared, ask).certain();
        Then::new(taken, |item: Option<T>| {
            item.expect("one who takes is given an item")
        })
    }

    /// Waits for an item that `filter` accepts, with the key and until the deadline of `request`. `filter` must not use the
    /// store.
    ///
    /// # Errors
    ///
    /// A [`Refusal`], if the queue is full, a more urgent request takes its place, or the deadline comes first.
    #[must_use = "a request does nothing until it is awaited"]
    pub fn request(
        &self,
        filter: impl Fn(&T) -> bool + 'static,
        request: Request,
    ) -> impl Future<Output = Result<T, Refusal>> {
        let ask = Ask::by(Wish::Item(Some(Box::new(filter))), request);
        let taken = Wait::new(&self.shared, ask).until(request);
        async { Ok(taken.await?.expect("one who takes is given an item")) }
    }

    /// Takes the oldest item, if there is one. This overtakes no process, because waiting takers accept none of these items.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    #[must_use]
    pub fn try_take(&self) -> Option<T> {
        self.shared.core.check_sound();
        self.shared.at_once(Ask::Any).ok().flatten()
    }

    /// The number of items that are not promised.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shared.state.borrow().inner.items().len()
    }

    /// Whether there are no such items.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

handle!([T, W: Watch, P: Watch] Store<T, W, P>, "Store": len, waiting, waiting_for_room);
