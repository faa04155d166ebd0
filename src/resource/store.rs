//! Items that differ from each other, and takers that wait for one they can use.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::head::{Head, head_methods, queue_statistics, room_methods};
use super::request::{Promise, Request, Seized, WaitId};
use super::watch::{Statistics, Unserved, Watch};
use crate::stats::TimeWeighted;
use crate::time::Time;

/// Which items of a [`Store`] a taker can use. By default, any.
pub trait Wants<I> {
    /// Whether this item will do.
    fn accepts(&self, item: &I) -> bool {
        let _ = item;
        true
    }
}

/// Items that differ from each other, each kept until a taker comes who can use it.
///
/// A taker gets the oldest item that it [`accepts`](Wants::accepts); an item goes to the first waiting taker that accepts it.
/// So an item and a taker that fit each other never both wait.
///
/// Requests to put an item in can wait for room as well. Then the end of a wait may let others proceed on either side: ask with
/// [`reserve`](Self::reserve) and [`reserve_room`](Self::reserve_room), and after every change call
/// [`reserve_next`](Self::reserve_next) until it returns `None`.
///
/// # Examples
///
/// ```
/// use cetak::resource::{Request, Seized, Store, Wants};
/// use cetak::time::Time;
///
/// #[derive(Clone, Debug, PartialEq)]
/// struct Courier { carries_at_most: u32 }
///
/// impl Wants<u32> for Courier {
///     fn accepts(&self, grams: &u32) -> bool {
///         *grams <= self.carries_at_most
///     }
/// }
///
/// let now = Time::ZERO;
/// let mut parcels = Store::new("parcels");
/// assert_eq!(parcels.put(now, 900), Ok(None)); // kept
/// let small = Courier { carries_at_most: 500 };
/// assert!(matches!(parcels.take(now, Request::default(), small.clone()), Seized::Waits(_)));
/// assert_eq!(parcels.put(now, 400), Ok(Some((small, 400)))); // goes to the waiting taker
/// let large = Courier { carries_at_most: 5_000 };
/// assert_eq!(parcels.take(now, Request::default(), large.clone()), Seized::Starts((large, 900)));
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(
    serialize = "I: Serialize, T: Serialize, W: Serialize, P: Serialize",
    deserialize = "I: Deserialize<'de>, T: Deserialize<'de>, W: Deserialize<'de>, P: Deserialize<'de>"
))]
pub struct Store<I, T, W = (), P = ()> {
    capacity: Option<usize>,
    /// Sorted by number: the older item has the smaller one.
    items: VecDeque<(u64, I)>,
    next_number: u64,
    promised_items: usize,
    promised_room: usize,
    /// Whether an item was added or returned that has not yet been offered to the waiting takers.
    is_unsettled: bool,
    /// The requests for an item.
    head: Head<T, W>,
    /// The requests for room, each with the item it brings.
    putters: Head<(T, I), P>,
}

/// What a [`Store`] has promised: an item, or room for one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Given<I> {
    /// `None` for an item that is being brought.
    number: Option<u64>,
    item: I,
}

/// A customer of a [`Store`] who proceeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved<T, I> {
    /// `T` has taken the item `I`.
    Took(T, I),
    /// The item that `T` brought is in the store.
    Put(T),
}

impl<I, T: Wants<I>> Store<I, T> {
    /// Makes an empty store with room for any number of items. The name is used in messages.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self::watched(name, (), ())
    }
}

/// What a store made by [`Store::with_statistics`] records of its items and the requests for them.
pub type StoreStatistics = (Statistics, TimeWeighted);

impl<I, T: Wants<I>> Store<I, T, StoreStatistics, Statistics> {
    /// Makes an empty store with room for any number of items, and with statistics since [`Time::ZERO`]: the number of items over time,
    /// and both lines.
    #[must_use]
    pub fn with_statistics(name: impl Into<String>) -> Self {
        let watch = (Statistics::new(0), TimeWeighted::new(Time::ZERO, 0.0));
        Self::watched(name, watch, Statistics::new(0))
    }

    queue_statistics!((queue, _) => queue);

    /// The number of items over time. It includes promised items until they are taken.
    #[must_use]
    pub fn over_time(&self) -> &TimeWeighted {
        &self.head.watch.1
    }
}

impl<I, T: Wants<I>, W: Watch, P: Watch> Store<I, T, W, P> {
    /// Like [`new`](Self::new), with a watch on the number of items and the requests for one, and one on the requests for
    /// room; `()` records nothing.
    #[must_use]
    pub fn watched(name: impl Into<String>, watch: W, for_room: P) -> Self {
        let name = name.into();
        Self {
            capacity: None,
            items: VecDeque::new(),
            next_number: 0,
            promised_items: 0,
            promised_room: 0,
            is_unsettled: false,
            putters: Head::new(name.clone(), for_room),
            head: Head::new(name, watch),
        }
    }

    /// Limits the store to `items` items.
    #[must_use]
    pub fn with_capacity(mut self, items: usize) -> Self {
        self.capacity = Some(items);
        self
    }

    head_methods!();
    room_methods!();

    /// Brings an item. Returns `Some` if a waiting taker takes it now.
    ///
    /// # Errors
    ///
    /// Gives the item back if nobody takes it now and there is no room for it.
    pub fn put(&mut self, now: Time, item: I) -> Result<Option<(T, I)>, I> {
        if let Some(taker) = (self.head.line).take_first(now, |taker| taker.accepts(&item)) {
            self.head.watch.waiting(now, self.head.line.len());
            self.head.started(now, taker.since);
            self.putters.started(now, now);
            return Ok(Some((taker.item, item)));
        }
        if !self.has_room() {
            return Err(item);
        }
        self.putters.started(now, now);
        self.insert(now, item);
        self.is_unsettled = false;
        Ok(None)
    }

    /// Whether there is room that is not promised.
    #[must_use]
    pub fn has_room(&self) -> bool {
        let used = self.items.len() + self.promised_items + self.promised_room;
        self.capacity.is_none_or(|capacity| used < capacity)
    }

    #[inline]
    fn insert(&mut self, now: Time, item: I) {
        self.items.push_back((self.next_number, item));
        self.next_number += 1;
        self.is_unsettled = self.head.line.len() > 0;
        self.note_level(now);
    }

    /// Takes the oldest item for which `suits` holds, without waiting. If anyone waits for room,
    /// [`reserve_next`](Self::reserve_next) says who proceeds.
    #[inline]
    pub fn take_if(&mut self, now: Time, mut suits: impl FnMut(&I) -> bool) -> Option<I> {
        let (_, item) = match self.items.front() {
            Some((_, first)) if suits(first) => self.items.pop_front()?,
            _ => {
                let mut others = self.items.iter().skip(1);
                let place = 1 + others.position(|(_, item)| suits(item))?;
                self.items.remove(place)?
            }
        };
        self.head.started(now, now);
        self.note_level(now);
        Some(item)
    }

    /// Puts an item in without waiting, if there is room and nobody waits for room. If anyone waits for an item,
    /// [`reserve_next`](Self::reserve_next) says who proceeds.
    ///
    /// # Errors
    ///
    /// Gives the item back otherwise.
    #[inline]
    pub fn put_if_room(&mut self, now: Time, item: I) -> Result<(), I> {
        if !self.has_room() || self.putters.line.len() > 0 {
            return Err(item);
        }
        self.putters.started(now, now);
        self.insert(now, item);
        Ok(())
    }

    fn note_level(&mut self, now: Time) {
        let level = self.items.len() + self.promised_items;
        self.head.watch.level(now, level as u64);
    }

    /// Asks for an item. The oldest that `taker` accepts is granted.
    ///
    /// # Panics
    ///
    /// If `request` has waited since a time later than `now`, or if anyone waits for room: `take` cannot report who proceeds
    /// then, use [`reserve`](Self::reserve).
    pub fn take(&mut self, now: Time, request: Request, taker: T) -> Seized<(T, I), T> {
        assert!(
            self.putters.line.len() == 0,
            "at {now}: an item of {} is taken while somebody waits for room; use reserve",
            self.name()
        );
        match self.reserve(now, request, taker) {
            Seized::Starts(promise) => match self.commit(now, promise) {
                Moved::Took(taker, item) => Seized::Starts((taker, item)),
                Moved::Put(_) => unreachable!("it takes"),
            },
            answer => answer.map(|_| unreachable!("it waits"), |taker| taker),
        }
    }

    /// Like [`take`](Self::take), but the item is only promised.
    ///
    /// # Panics
    ///
    /// If `request` has waited since a time later than `now`.
    pub fn reserve(
        &mut self,
        now: Time,
        request: Request,
        taker: T,
    ) -> Seized<Promise<T, Given<I>>, T> {
        self.head.check(now, request);
        // The waiting takers accept none of the items kept, so nobody is overtaken.
        match self.find(&taker) {
            Some(given) => {
                let since = request.since.unwrap_or(now);
                Seized::Starts(self.head.promise(since, taker, given))
            }
            None => self.head.wait(now, request, taker, |_| true),
        }
    }

    /// Sets aside the oldest item that `taker` accepts.
    fn find(&mut self, taker: &T) -> Option<Given<I>> {
        let place = self.items.iter().position(|(_, item)| taker.accepts(item));
        let (number, item) = self.items.remove(place?)?;
        self.promised_items += 1;
        let number = Some(number);
        Some(Given { number, item })
    }

    /// Brings an item and asks for room for it. The room is promised.
    ///
    /// # Panics
    ///
    /// If `request` has waited since a time later than `now`.
    pub fn reserve_room(
        &mut self,
        now: Time,
        item: I,
        request: Request,
        who: T,
    ) -> Seized<Promise<T, Given<I>>, (T, I)> {
        self.putters.check(now, request);
        if self.has_room() && self.putters.line.would_be_first(now, request) {
            let since = request.since.unwrap_or(now);
            return Seized::Starts(self.promise_room(since, who, item));
        }
        self.putters.wait(now, request, (who, item), |_| true)
    }

    fn promise_room(&mut self, since: Time, who: T, item: I) -> Promise<T, Given<I>> {
        self.promised_room += 1;
        self.head.promise(since, who, Given { number: None, item })
    }

    /// Promises the first request that can be granted what it waits for: an item, or room.
    #[inline]
    pub fn reserve_next(&mut self, now: Time) -> Option<Promise<T, Given<I>>> {
        match self.is_unsettled || self.putters.line.len() > 0 {
            true => self.reserve_first(now),
            false => None,
        }
    }

    #[inline(never)]
    fn reserve_first(&mut self, now: Time) -> Option<Promise<T, Given<I>>> {
        if self.is_unsettled {
            let items = &self.items;
            let suits = |taker: &T| items.iter().any(|(_, item)| taker.accepts(item));
            let next = match items.is_empty() {
                true => None,
                false => self.head.line.take_first(now, suits),
            };
            if let Some(waiter) = next {
                self.head.watch.waiting(now, self.head.line.len());
                let given = self.find(&waiter.item).expect("one suits");
                return Some(self.head.promise(waiter.since, waiter.item, given));
            }
            self.is_unsettled = false;
        }
        if !self.has_room() {
            return None;
        }
        let (since, (who, item)) = self.putters.next(now)?;
        Some(self.promise_room(since, who, item))
    }

    /// Carries out a promise: hands the item over, or puts it into the store.
    ///
    /// # Panics
    ///
    /// If a store of another name made the promise.
    pub fn commit(&mut self, now: Time, promise: Promise<T, Given<I>>) -> Moved<T, I> {
        self.head.check_promise(&promise);
        let Given { number, item } = promise.given;
        if number.is_none() {
            self.promised_room -= 1;
            self.putters.started(now, promise.since);
            self.insert(now, item);
            return Moved::Put(promise.item);
        }
        self.promised_items -= 1;
        self.head.started(now, promise.since);
        self.note_level(now);
        Moved::Took(promise.item, item)
    }

    /// Revokes a promise. Returns who gave up, and the item if it was being brought. A promised item of the store returns to
    /// its old place by age.
    ///
    /// # Panics
    ///
    /// If a store of another name made the promise.
    pub fn cancel(&mut self, promise: Promise<T, Given<I>>) -> (T, Option<I>) {
        self.head.check_promise(&promise);
        let Given { number, item } = promise.given;
        let Some(number) = number else {
            self.promised_room -= 1;
            self.putters.left(Unserved::GaveUp);
            return (promise.item, Some(item));
        };
        self.promised_items -= 1;
        self.head.left(Unserved::GaveUp);
        // Older items may be left that the taker did not accept.
        let place = self.items.partition_point(|(other, _)| *other < number);
        self.items.insert(place, (number, item));
        self.is_unsettled = self.head.line.len() > 0;
        (promise.item, None)
    }

    /// Ends a wait for an item at once. Returns the taker, or `None` and changes nothing if that wait is over.
    pub fn withdraw(&mut self, now: Time, id: WaitId) -> Option<T> {
        self.head.withdraw(now, id)
    }

    /// Ends a wait for room at once. Returns who waited and the item. [`reserve_next`](Self::reserve_next) says who proceeds.
    pub fn withdraw_room(&mut self, now: Time, id: WaitId) -> Option<(T, I)> {
        self.putters.withdraw(now, id)
    }

    /// Forgets what the watches recorded, and the counts of requests refused, withdrawn or pushed out. Nobody leaves.
    pub fn reset_statistics(&mut self, now: Time) {
        self.head.reset(now);
        self.putters.reset(now);
    }

    /// The items that are kept and not promised, the oldest first.
    pub fn items(&self) -> impl ExactSizeIterator<Item = &I> {
        self.items.iter().map(|(_, item)| item)
    }

    /// The taker waiting for an item under this name; `None` if that wait is over.
    #[must_use]
    pub fn waiter(&self, id: WaitId) -> Option<&T> {
        Some(&self.head.line.get(id)?.item)
    }

    /// Those who wait for room and the item each brings, in order.
    pub fn waiters_for_room(&self) -> impl Iterator<Item = (&T, &I)> {
        let putters = self.putters.line.iter().map(|waiter| &waiter.item);
        putters.map(|(who, item)| (who, item))
    }

    /// The waits for an item or for room, with their start and reason.
    pub(crate) fn in_line(&self) -> impl Iterator<Item = (&T, Time, String)> {
        let name = self.name();
        let takers = self
            .head
            .in_line(move |taker| (taker, format!("an item of {name}")));
        let putters = (self.putters).in_line(move |(who, _)| (who, format!("room in {name}")));
        takers.chain(putters)
    }

    /// The takers waiting for an item, in order.
    pub fn waiters(&self) -> impl Iterator<Item = &T> {
        self.head.line.iter().map(|waiter| &waiter.item)
    }
}
