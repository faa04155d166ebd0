//! A shelf of distinct items that processes put to and take from.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use super::World;
use super::core::{Awaited, Core, ProcessId};
use super::line::{Line, Ticket};

/// A store of items, with or without a capacity: the oldest item to the one who waits longest, or the oldest that
/// fits what one asks for. Who waits for a certain item holds up nobody behind. An item whose taker gave up before it ran
/// is as old as before.
///
/// Cloning copies the handle.
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
pub struct Store<T> {
    shared: Rc<Shared<T>>,
}

/// What one who takes asks for.
type Filter<T> = Box<dyn Fn(&T) -> bool>;

/// An item with its number: the older item has the smaller one.
type Item<T> = (u64, T);

struct Taker<T> {
    /// `None` asks for anything.
    filter: Option<Filter<T>>,
    granted: Option<Item<T>>,
}

struct Shared<T> {
    core: Rc<Core>,
    name: String,
    state: RefCell<State<T>>,
}

/// Items and room are promised when granted, and change hands when the one who waited goes on, at the same instant; a
/// wait that is given up in between is undone.
struct State<T> {
    /// In the order of their numbers.
    items: VecDeque<Item<T>>,
    /// The number of the next item that is put in.
    next_number: u64,
    capacity: usize,
    promised_items: usize,
    promised_room: usize,
    taking: Line<Taker<T>>,
    putting: Line<()>,
}

impl<T> State<T> {
    fn has_room(&self) -> bool {
        self.items.len() + self.promised_items + self.promised_room < self.capacity
    }

    fn find(&self, filter: Option<&Filter<T>>) -> Option<usize> {
        match filter {
            None => (!self.items.is_empty()).then_some(0),
            Some(filter) => self.items.iter().position(|(_, item)| filter(item)),
        }
    }

    /// An item that was promised and not fetched returns to its place: there may be older ones that did not fit.
    fn put_back(&mut self, item: Item<T>) {
        let place = self.items.partition_point(|(number, _)| *number < item.0);
        self.items.insert(place, item);
        self.promised_items -= 1;
    }

    fn serve_takers(&mut self, core: &Core) {
        let mut next = self.taking.first();
        while let Some(ticket) = next {
            if self.items.is_empty() {
                break;
            }
            next = self.taking.behind(ticket);
            if let Some(place) = self.find(self.taking.value(ticket).filter.as_ref()) {
                self.taking.value_mut(ticket).granted = self.items.remove(place);
                self.promised_items += 1;
                core.wake(self.taking.grant(ticket));
            }
        }
    }

    fn serve_putters(&mut self, core: &Core) {
        while self.has_room()
            && let Some(first) = self.putting.first()
        {
            self.promised_room += 1;
            core.wake(self.putting.grant(first));
        }
    }
}

impl<T> Awaited for Shared<T> {
    fn waiting(&self) -> Vec<(ProcessId, String)> {
        let state = self.state.borrow();
        let room = format!("room in {}", self.name);
        let taking = state.taking.waiting(&self.name);
        taking.chain(state.putting.waiting(&room)).collect()
    }
}

impl<T: 'static> Store<T> {
    /// An empty store with unlimited room. The name is used in messages.
    #[must_use]
    pub fn new(world: &World, name: impl Into<String>) -> Self {
        Self::with_capacity(world, name, usize::MAX)
    }

    /// An empty store that never holds more than `capacity` items.
    ///
    /// # Panics
    ///
    /// If the capacity is 0.
    #[must_use]
    pub fn with_capacity(world: &World, name: impl Into<String>, capacity: usize) -> Self {
        let name = name.into();
        assert!(capacity > 0, "{name}: a store needs room for one item");
        let state = RefCell::new(State {
            items: VecDeque::new(),
            next_number: 0,
            capacity,
            promised_items: 0,
            promised_room: 0,
            taking: Line::new(),
            putting: Line::new(),
        });
        let core = Rc::clone(&world.core);
        let shared = Rc::new(Shared { core, name, state });
        world.core.register(&shared);
        Self { shared }
    }
}

impl<T> Store<T> {
    /// The name given to it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.shared.name
    }

    /// Waits for room, and puts the item in. If the wait is given up, the item is dropped.
    pub async fn put(&self, item: T) {
        let room = Room {
            store: self,
            ticket: None,
        };
        room.await;
        self.insert(item);
    }

    /// Puts the item in if there is room and nobody waits for room.
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
        {
            let state = self.shared.state.borrow();
            if !state.has_room() || !state.putting.is_empty() {
                return Err(item);
            }
        }
        self.insert(item);
        Ok(())
    }

    fn insert(&self, item: T) {
        let mut state = self.shared.state.borrow_mut();
        let number = state.next_number;
        state.next_number += 1;
        state.items.push_back((number, item));
        state.serve_takers(&self.shared.core);
    }

    /// Waits for an item, and takes the oldest.
    pub fn take(&self) -> TakeItem<'_, T> {
        self.take_filtered(None)
    }

    /// Waits for an item that fits, and takes the oldest of those. The filter must not use the store.
    pub fn take_where(&self, filter: impl Fn(&T) -> bool + 'static) -> TakeItem<'_, T> {
        self.take_filtered(Some(Box::new(filter)))
    }

    fn take_filtered(&self, filter: Option<Filter<T>>) -> TakeItem<'_, T> {
        TakeItem {
            store: self,
            filter,
            ticket: None,
        }
    }

    /// Takes the oldest item if there is one. Who waits for an item waits because there is none that fits.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    #[must_use]
    pub fn try_take(&self) -> Option<T> {
        self.shared.core.check_sound();
        let mut state = self.shared.state.borrow_mut();
        let item = state.items.pop_front();
        state.serve_putters(&self.shared.core);
        item.map(|(_, item)| item)
    }

    /// How many items are there that nobody was promised.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shared.state.borrow().items.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many wait for an item.
    #[must_use]
    pub fn takes_waiting(&self) -> usize {
        self.shared.state.borrow().taking.len()
    }

    /// How many wait for room.
    #[must_use]
    pub fn puts_waiting(&self) -> usize {
        self.shared.state.borrow().putting.len()
    }
}

impl<T> Clone for Store<T> {
    fn clone(&self) -> Self {
        Self {
            shared: Rc::clone(&self.shared),
        }
    }
}

impl<T> fmt::Debug for Store<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store")
            .field("items", &self.len())
            .finish_non_exhaustive()
    }
}

struct Room<'a, T> {
    store: &'a Store<T>,
    ticket: Option<Ticket>,
}

impl<T> Future for Room<'_, T> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let shared = &self.store.shared;
        let state = &mut *shared.state.borrow_mut();
        match self.ticket {
            None if state.has_room() && state.putting.is_empty() => Poll::Ready(()),
            None => {
                self.ticket = Some(state.putting.join(0, shared.core.current(), ()));
                Poll::Pending
            }
            Some(ticket) if state.putting.is_granted(ticket) => {
                state.putting.take(ticket);
                state.promised_room -= 1;
                self.ticket = None;
                Poll::Ready(())
            }
            Some(_) => Poll::Pending,
        }
    }
}

impl<T> Drop for Room<'_, T> {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket {
            let shared = &self.store.shared;
            let state = &mut *shared.state.borrow_mut();
            if state.putting.is_granted(ticket) {
                state.promised_room -= 1;
            }
            state.putting.take(ticket);
            state.serve_putters(&shared.core);
        }
    }
}

/// The wait for an item: [`Store::take`].
#[must_use = "nothing is taken before this is awaited"]
pub struct TakeItem<'a, T> {
    store: &'a Store<T>,
    filter: Option<Filter<T>>,
    ticket: Option<Ticket>,
}

impl<T> Future for TakeItem<'_, T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
        let shared = &self.store.shared;
        let state = &mut *shared.state.borrow_mut();
        let taken = match self.ticket {
            // Nobody who waits wants an item that is there, so there is nobody to overtake.
            None => match state.find(self.filter.as_ref()) {
                Some(place) => state.items.remove(place),
                None => {
                    let taker = Taker {
                        filter: self.filter.take(),
                        granted: None,
                    };
                    self.ticket = Some(state.taking.join(0, shared.core.current(), taker));
                    None
                }
            },
            Some(ticket) if state.taking.is_granted(ticket) => {
                state.promised_items -= 1;
                let item = state.taking.take(ticket).granted;
                self.ticket = None;
                item
            }
            Some(_) => None,
        };
        match taken {
            Some((_, item)) => {
                state.serve_putters(&shared.core);
                Poll::Ready(item)
            }
            None => Poll::Pending,
        }
    }
}

impl<T> Drop for TakeItem<'_, T> {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket {
            let shared = &self.store.shared;
            let mut state = shared.state.borrow_mut();
            let taker = state.taking.take(ticket);
            if let Some(item) = taker.granted {
                state.put_back(item);
                state.serve_takers(&shared.core);
            }
            drop(state);
            // What the filter holds may be dropped with it, and use the store.
            drop(taker.filter);
        }
    }
}

impl<T> fmt::Debug for TakeItem<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TakeItem").finish_non_exhaustive()
    }
}
