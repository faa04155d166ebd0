//! Items that differ from each other, and those who wait for one that suits them.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::request::{Request, Seized, WaitId};
use super::waiting_line::WaitingLine;
use crate::time::Time;

/// Which items of a [`Store`] somebody can use. Unless written otherwise, any.
pub trait Wants<I> {
    /// Whether this item will do.
    fn accepts(&self, item: &I) -> bool {
        let _ = item;
        true
    }
}

/// Items that differ, each kept until somebody takes it who can use it.
///
/// A taker gets the oldest item that it [`accepts`](Wants::accepts); an item goes to the first of those waiting who
/// accepts it. So no two that suit each other are ever both left waiting.
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
/// assert_eq!(parcels.put(now, 400), Ok(Some((small, 400)))); // goes to who waits
/// let large = Courier { carries_at_most: 5_000 };
/// assert_eq!(parcels.take(now, Request::default(), large.clone()), Seized::Starts((large, 900)));
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Store<I, T> {
    name: String,
    capacity: Option<usize>,
    items: VecDeque<I>,
    line: WaitingLine<T>,
}

impl<I, T: Wants<I>> Store<I, T> {
    /// An empty store with room for any number of items. The name is used in messages.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            capacity: None,
            items: VecDeque::new(),
            line: WaitingLine::new(),
        }
    }

    /// The same store with room for so many items.
    #[must_use]
    pub fn with_capacity(mut self, items: usize) -> Self {
        self.capacity = Some(items);
        self
    }

    /// Brings an item. `Some` is who has waited for it and takes it now.
    ///
    /// # Errors
    ///
    /// Gives the item back if nobody takes it now and there is no room for it.
    pub fn put(&mut self, now: Time, item: I) -> Result<Option<(T, I)>, I> {
        if let Some(taker) = self.line.take_first(now, |taker| taker.accepts(&item)) {
            return Ok(Some((taker.item, item)));
        }
        if self.capacity.is_some_and(|room| self.items.len() >= room) {
            return Err(item);
        }
        self.items.push_back(item);
        Ok(None)
    }

    /// Asks for an item, to be given the oldest that suits.
    ///
    /// # Panics
    ///
    /// If the request has waited since a time later than `now`.
    pub fn take(&mut self, now: Time, request: Request, taker: T) -> Seized<(T, I), T> {
        assert!(
            request.since.is_none_or(|since| since <= now),
            "at {now}: {} is asked by one who waits since a later time",
            self.name
        );
        // Whoever waits accepts nothing of what is here, so nobody is overtaken.
        let place = self.items.iter().position(|item| taker.accepts(item));
        match place.and_then(|place| self.items.remove(place)) {
            Some(item) => Seized::Starts((taker, item)),
            None => Seized::Waits(self.line.join(now, request, taker)),
        }
    }

    /// Ends a wait at once: who waited, or `None` if that wait is over, which changes nothing.
    pub fn withdraw(&mut self, id: WaitId) -> Option<T> {
        self.line.withdraw(id).map(|waiter| waiter.item)
    }

    /// What is kept, the oldest first.
    pub fn items(&self) -> impl ExactSizeIterator<Item = &I> {
        self.items.iter()
    }

    /// Who waits, in order.
    pub fn waiters(&self) -> impl Iterator<Item = &T> {
        self.line.iter().map(|waiter| &waiter.item)
    }

    /// The name given to it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}
