//! The pending events while there are few: one sorted row with the events themselves in it.
//!
//! Nothing is looked up between the row and the model; with a handful of events pending, a look-up would be half of what an
//! event costs. docs/performance.md has the measurements behind the numbers.

use std::cmp::Reverse;

use super::order::{Entry, rank};
use crate::time::Time;

#[derive(Clone, Debug)]
pub(super) struct Few<E> {
    /// The events, last to first.
    row: Vec<Entry<E>>,
}

impl<E> Few<E> {
    /// The most events the row holds. The limit is lower for large events, because an insertion moves half of the others.
    pub const MOST: usize = match 2560 / size_of::<Entry<E>>() {
        ..4 => 4,
        fit @ 4..64 => fit,
        64.. => 64,
    };

    pub const NONE: Self = Self { row: Vec::new() };

    #[inline]
    pub fn is_full(&self) -> bool {
        self.row.len() >= Self::MOST
    }

    #[inline]
    pub fn len(&self) -> usize {
        self.row.len()
    }

    #[inline]
    pub fn first(&self) -> Option<&Entry<E>> {
        self.row.last()
    }

    #[inline(always)]
    pub fn push(&mut self, time: Time, order: u64, event: E) {
        let new = rank(time, order);
        let mut place = self.row.len();
        for entry in self.row.iter().rev() {
            if new < entry.rank() {
                break;
            }
            place -= 1;
        }
        let payload = event;
        self.row.insert(
            place,
            Entry {
                time,
                order,
                payload,
            },
        );
    }

    #[inline]
    pub fn pop(&mut self) -> Option<Entry<E>> {
        self.row.pop()
    }

    /// Takes out the event with this `order`.
    pub fn take(&mut self, order: u64) -> Option<Entry<E>> {
        let place = self.row.iter().rposition(|entry| entry.order == order)?;
        Some(self.row.remove(place))
    }

    /// Removes the events for which `lifts` is true, and passes them to it last to first.
    #[cfg(feature = "office")]
    pub fn lift(&mut self, mut lifts: impl FnMut(&Entry<E>) -> bool) {
        self.row.retain(|entry| !lifts(entry));
    }

    /// The events, first to last.
    pub fn iter(&self) -> impl Iterator<Item = &Entry<E>> {
        self.row.iter().rev()
    }

    /// Removes all events, first to last.
    pub fn drain(&mut self) -> impl Iterator<Item = Entry<E>> {
        self.row.drain(..).rev()
    }

    #[cfg(test)]
    pub fn capacity(&self) -> usize {
        self.row.capacity()
    }
}

/// Builds the row from at most `MOST` entries, in any order.
impl<E> FromIterator<Entry<E>> for Few<E> {
    fn from_iter<I: IntoIterator<Item = Entry<E>>>(entries: I) -> Self {
        let mut row: Vec<Entry<E>> = entries.into_iter().collect();
        row.sort_unstable_by_key(|entry| Reverse(entry.rank()));
        Self { row }
    }
}
