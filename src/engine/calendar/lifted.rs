//! Events of one kind, taken out of the calendar for as long as they come before all others.
//!
//! A model whose events are nearly all of one kind can handle them in a loop of its own. What it needs of each is a small copy, which
//! a row moves in a few steps; in the calendar an event may be anything, and is moved as a block. The order is that of the calendar:
//! each event keeps its number, and what is scheduled meanwhile gets the next.

use super::order::{Entry, rank};
use super::{Calendar, Events, Priority, beyond_the_end, negative_delay, next_order};
use crate::time::{Span, Time};

/// The events taken out. `K` is what the model needs of each.
#[derive(Debug)]
pub(crate) struct Lifted<K> {
    /// Last to first.
    row: Vec<Entry<K>>,
    /// The rank of the first event left in the calendar.
    other: i128,
}

impl<K: Copy> Lifted<K> {
    pub fn new() -> Self {
        Self {
            row: Vec::new(),
            other: i128::MIN,
        }
    }

    /// Puts an event in its place, from the first on; nearly always, few come before it.
    #[inline(always)]
    fn push(&mut self, time: Time, order: u64, payload: K) {
        let new = rank(time, order);
        let entry = Entry {
            time,
            order,
            payload,
        };
        let mut place = self.row.len();
        self.row.push(entry);
        while place > 0 && self.row[place - 1].rank() < new {
            self.row[place] = self.row[place - 1];
            place -= 1;
        }
        self.row[place] = entry;
    }
}

impl<E> Calendar<E> {
    /// Takes out the events of which `kind` gives something. Does nothing if many events are pending.
    pub(crate) fn lift<K: Copy>(
        &mut self,
        lifted: &mut Lifted<K>,
        kind: impl Fn(&E) -> Option<K>,
    ) {
        let Events::Few(few) = &mut self.events else {
            lifted.other = i128::MIN;
            return;
        };
        few.lift(|entry| {
            let kind = kind(&entry.payload);
            if let Some(kind) = kind {
                lifted.push(entry.time, entry.order, kind);
            }
            kind.is_some()
        });
        lifted.other = few.first().map_or(i128::MAX, Entry::rank);
    }

    /// Takes the next event and moves the clock to it, unless one that is left in the calendar comes before. What was scheduled there
    /// since the last [`lift`](Self::lift) is not seen.
    #[inline(always)]
    pub(crate) fn pop_lifted<K: Copy>(&mut self, lifted: &mut Lifted<K>) -> Option<K> {
        let next = *lifted.row.last()?;
        if next.rank() > lifted.other {
            return None;
        }
        lifted.row.pop();
        self.now = next.time;
        Some(next.payload)
    }

    /// Does what [`schedule`](Self::schedule) does, but among the lifted events.
    ///
    /// # Panics
    ///
    /// Like [`schedule`](Self::schedule).
    #[inline(always)]
    pub(crate) fn schedule_lifted<K: Copy>(
        &mut self,
        lifted: &mut Lifted<K>,
        delay: Span,
        kind: K,
    ) {
        if delay.is_negative() {
            negative_delay(self.now, delay);
        }
        let Some(at) = self.now.checked_add(delay) else {
            beyond_the_end(self.now, delay);
        };
        let order = next_order(&mut self.sequence, self.now, Priority::default());
        lifted.push(at, order, kind);
    }

    /// Puts all lifted events back.
    pub(crate) fn put_back<K: Copy>(
        &mut self,
        lifted: &mut Lifted<K>,
        event: impl Fn(K) -> E,
    ) {
        for Entry {
            time,
            order,
            payload,
        } in lifted.row.drain(..)
        {
            self.insert_as(time, order, event(payload));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::Span;

    /// What a run of events shows: each with its time.
    fn popped(cal: &mut Calendar<u64>) -> Option<(Time, u64)> {
        let event = cal.pop()?;
        Some((cal.now(), event))
    }

    proptest! {
        /// Even numbers are lifted; each event schedules another, of its own kind or not, until there are enough.
        #[test]
        fn lifted_events_come_as_they_would_have_come(
            first in prop::collection::vec(0i64..20, 1..80),
            delays in prop::collection::vec(0i64..20, 0..100),
        ) {
            let mut cal = Calendar::new();
            for (event, delay) in (0..).zip(&first) {
                cal.schedule(Span::from_micros(*delay), event);
            }
            let mut plain = cal.clone();
            let mut next = first.len() as u64;
            let (mut left, mut wanted) = (delays.iter(), Vec::new());
            while let Some(event) = popped(&mut plain) {
                wanted.push(event);
                if let Some(delay) = left.next() {
                    // An even event is followed by an even one.
                    plain.schedule(Span::from_micros(*delay), 2 * next + event.1 % 2);
                    next += 1;
                }
            }
            let mut next = first.len() as u64;
            let (mut left, mut found) = (delays.iter(), Vec::new());
            let mut lifted = Lifted::new();
            while let Some(event) = popped(&mut cal) {
                found.push(event);
                if let Some(delay) = left.next() {
                    cal.schedule(Span::from_micros(*delay), 2 * next + event.1 % 2);
                    next += 1;
                }
                cal.lift(&mut lifted, |event| (event % 2 == 0).then_some(*event));
                while let Some(event) = cal.pop_lifted(&mut lifted) {
                    found.push((cal.now(), event));
                    if let Some(delay) = left.next() {
                        cal.schedule_lifted(&mut lifted, Span::from_micros(*delay), 2 * next);
                        next += 1;
                    }
                }
                cal.put_back(&mut lifted, |event| event);
            }
            prop_assert_eq!(found, wanted);
            prop_assert_eq!(cal.sequence, plain.sequence);
        }
    }
}
