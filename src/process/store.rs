//! A store of distinct items that processes fill and take from.

use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::rc::Rc;
use std::task::Poll;

use super::World;
use super::core::{Awaited, Core};
use super::roster::ProcessId;
use super::tickets::{
    Answer, Asking, Refusal, Standing, Then, Ticket, Tickets, Wait, handle_methods,
};
use crate::resource::{self, Given, Moved, Promise, Request, Seized, Wants, Watch};

/// A store of items, with or without a capacity: a handle of a [`resource::Store`]. Each taker gets the oldest item that its
/// filter accepts, the one that has waited longest first. A taker that waits for a certain item does not hold up those behind
/// it. An item returns to its old place by age if its taker gives up before it runs.
///
/// Limits, and the counts of those that gave up or were refused, apply to the queue for items. Cloning copies the handle.
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
pub struct Store<T, W: Watch = ()> {
    shared: Rc<Shared<T, W>>,
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

struct Shared<T, W: Watch> {
    core: Rc<Core>,
    name: String,
    state: RefCell<State<T, W>>,
}

type Promised<T> = Promise<Asker<T>, Given<T>>;

struct State<T, W> {
    inner: resource::Store<T, Asker<T>, W>,
    tickets: Tickets<Promised<T>>,
}

/// What is asked for.
enum Ask<T> {
    /// The oldest item.
    Any,
    /// The oldest item that the filter accepts.
    Item(Filter<T>, Request),
    Room(T),
}

impl<T, W: Watch> State<T, W> {
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

impl<T, W: Watch> Shared<T, W> {
    /// Runs `action`, and promises what can be promised afterwards. What `action` returns is dropped outside, because its
    /// destructor may use the store.
    #[inline]
    fn act<R>(&self, action: impl FnOnce(&mut State<T, W>) -> R) -> R {
        let state = &mut *self.state.borrow_mut();
        let done = action(state);
        state.settle(&self.core);
        done
    }
}

impl<T, W: Watch> Awaited for Shared<T, W> {
    fn waiting(&self) -> Vec<(ProcessId, String)> {
        let State { inner, tickets } = &*self.state.borrow();
        let name = |asker: &Asker<T>, what: String| Some((tickets.process(asker.ticket)?, what));
        let takers = inner.waiters();
        let takers = takers.filter_map(|asker| name(asker, self.name.clone()));
        let putters = inner.waiters_for_room();
        let putters =
            putters.filter_map(|(asker, _)| name(asker, format!("room in {}", self.name)));
        takers.chain(putters).collect()
    }
}

impl<T, W: Watch> Asking for Rc<Shared<T, W>> {
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
            Ask::Item(..) => return Err(ask),
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
            let answer = match ask {
                Ask::Any => inner.reserve(now, Request::default(), asker(None)),
                Ask::Item(filter, request) => inner.reserve(now, request, asker(Some(filter))),
                Ask::Room(item) => {
                    let request = Request::default();
                    match inner.reserve_room(now, item, request, asker(None)) {
                        Seized::Starts(promise) => Seized::Starts(promise),
                        Seized::Waits(wait) => Seized::Waits(wait),
                        Seized::Replaces(..) | Seized::Refused(_) => {
                            unreachable!("the queue for room has no limit")
                        }
                    }
                }
            };
            match answer {
                Seized::Starts(promise) => match inner.commit(now, promise) {
                    Moved::Took(asker, item) => (Answer::Got(Some(item)), Some(asker)),
                    Moved::Put(asker) => (Answer::Got(None), Some(asker)),
                },
                Seized::Refused(asker) => (Answer::Full, Some(asker)),
                Seized::Waits(wait) => {
                    let ticket = tickets.open(core.current(), wait);
                    (Answer::Waits(ticket), None)
                }
                Seized::Replaces(wait, out) => {
                    tickets.push_out(core, out.ticket);
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
        Self::watched(world, name, None, ())
    }

    /// Makes an empty store that never holds more than `capacity` items.
    ///
    /// # Panics
    ///
    /// If `capacity` is 0.
    #[must_use]
    pub fn with_capacity(world: &World, name: impl Into<String>, capacity: usize) -> Self {
        Self::watched(world, name, Some(capacity), ())
    }
}

impl<T: 'static, W: Watch + 'static> Store<T, W> {
    /// Makes an empty store with a watch on the number of items and on the requests for one.
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
    ) -> Self {
        let name = name.into();
        let mut inner = resource::Store::watched(name.clone(), watch);
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

impl<T, W: Watch> Store<T, W> {
    handle_methods!();

    /// Waits for room, and puts `item` in. If the wait is given up, `item` is dropped.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    #[inline]
    pub fn put(&self, item: T) -> impl Future<Output = ()> {
        self.shared.core.check_sound();
        let put = Wait::new(&self.shared, Ask::Room(item));
        Then::new(put.certain(), |_| ())
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
    #[inline]
    pub fn take(&self) -> impl Future<Output = T> {
        self.take_as(Ask::Any)
    }

    /// Waits for an item that `filter` accepts, and takes the oldest of those. `filter` must not use the store.
    ///
    /// # Panics
    ///
    /// Like [`take`](Self::take).
    pub fn take_where(&self, filter: impl Fn(&T) -> bool + 'static) -> impl Future<Output = T> {
        self.take_as(Ask::Item(Box::new(filter), Request::default()))
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
    pub async fn request(
        &self,
        filter: impl Fn(&T) -> bool + 'static,
        request: Request,
    ) -> Result<T, Refusal> {
        let ask = Ask::Item(Box::new(filter), request);
        let taken = Wait::new(&self.shared, ask).until(request).await?;
        Ok(taken.expect("one who takes is given an item"))
    }

    /// Takes the oldest item, if there is one. This overtakes nobody: those that wait for an item accept none that is here.
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

    /// The number of processes that wait for room.
    #[must_use]
    pub fn waiting_for_room(&self) -> usize {
        self.shared.state.borrow().inner.waiting_for_room()
    }

    /// Calls `look` with the watch and what it has recorded.
    pub fn look<R>(&self, look: impl FnOnce(&W) -> R) -> R {
        look(self.shared.state.borrow().inner.watch())
    }
}

impl<T, W: Watch> Clone for Store<T, W> {
    fn clone(&self) -> Self {
        let shared = Rc::clone(&self.shared);
        Self { shared }
    }
}

impl<T, W: Watch> fmt::Debug for Store<T, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store")
            .field("items", &self.len())
            .finish_non_exhaustive()
    }
}
