//! Events of one kind, taken out of the calendar for as long as they come before all others.
//!
//! A model whose events are nearly all of one kind, a few at a time, can handle them in a loop of its own. What it needs of each is a
//! small copy, and the next takes the place of the last without any other being moved. The order is that of the calendar: each event
//! keeps its number, and what is scheduled meanwhile gets the next.

use super::order::Entry;
use super::{Calendar, Events, Priority, beyond_the_end, negative_delay, next_order};
use crate::time::{Span, Time};

const PLACES: usize = 8;

/// The lower bits of a key, which tell events of one instant apart.
const NUMBER_BITS: u32 = 10;
/// Times from here on do not fit above them. That is after 285 years.
const FAR: i64 = 1 << (i64::BITS - 1 - NUMBER_BITS);
/// The key where nothing is.
const EMPTY: i64 = i64::MAX;

/// The events taken out. `K` is what the model needs of each.
#[derive(Debug)]
pub(crate) struct Lifted<K> {
    /// For each event its time and, below, its number in the order of scheduling since they were lifted.
    keys: [i64; PLACES],
    row: Vec<Entry<K>>,
    /// The number of the next event.
    next: i64,
    /// The rank of the first event left in the calendar.
    other: i128,
    /// The place of the next event.
    first: usize,
    /// The place of the event that is being handled.
    current: usize,
}

fn key(time: Time, number: i64) -> i64 {
    time.as_micros() << NUMBER_BITS | number
}

impl<K: Copy> Lifted<K> {
    /// The most events that can be lifted. With more of them, the calendar finds the next one faster.
    pub const MOST: usize = PLACES;

    pub fn new() -> Self {
        Self {
            keys: [EMPTY; PLACES],
            row: Vec::with_capacity(PLACES),
            next: 0,
            other: i128::MIN,
            first: 0,
            current: 0,
        }
    }

    /// Drops the event that was handled last, if nothing took its place.
    pub fn drop_current(&mut self) {
        self.row.swap_remove(self.current);
        self.keys[self.current] = self.keys[self.row.len()];
        self.keys[self.row.len()] = EMPTY;
        self.first = self.find_first();
    }

    /// Gives nothing more until the next lift.
    #[cold]
    #[inline(never)]
    fn close(&mut self) {
        self.other = i128::MIN;
    }

    /// What replaced the event that was handled last comes first. That is seldom so: the processor may guess that it is not, and go on
    /// to the next event before it knows when this one will be.
    #[cold]
    #[inline(never)]
    fn stays_first(&mut self) {
        self.first = self.current;
    }

    /// Compares all places without a branch, for no processor could guess which comes first.
    #[inline(always)]
    fn find_first(&self) -> usize {
        let (mut first, mut at) = (self.keys[0], 0);
        for (place, key) in self.keys.iter().enumerate().skip(1) {
            at = if *key < first { place } else { at };
            first = first.min(*key);
        }
        at
    }
}

impl<E> Calendar<E> {
    /// Takes out the events of which `kind` gives something. Lifts nothing if they are too many or too far in the future, or if many
    /// events are pending.
    pub(crate) fn lift<K: Copy>(&mut self, lifted: &mut Lifted<K>, kind: impl Fn(&E) -> Option<K>) {
        lifted.other = i128::MIN;
        let Events::Few(few) = &mut self.events else {
            return;
        };
        let mut places = PLACES - lifted.row.len();
        let fit = few.iter().all(|entry| match kind(&entry.payload) {
            Some(_) if places == 0 || entry.time.as_micros() >= FAR => false,
            Some(_) => {
                places -= 1;
                true
            }
            None => true,
        });
        if !fit {
            return;
        }
        few.lift(|entry| {
            let kind = kind(&entry.payload);
            if let Some(payload) = kind {
                let Entry { time, order, .. } = *entry;
                lifted.row.push(Entry {
                    time,
                    order,
                    payload,
                });
            }
            kind.is_some()
        });
        lifted.other = few.first().map_or(i128::MAX, Entry::rank);
        lifted.row.sort_unstable_by_key(|entry| entry.order);
        lifted.keys = [EMPTY; PLACES];
        for ((number, key_of), entry) in (0..).zip(&mut lifted.keys).zip(&lifted.row) {
            *key_of = key(entry.time, number);
        }
        lifted.next = lifted.row.len() as i64;
        lifted.first = lifted.find_first();
    }

    /// Moves the clock to the next event and returns it, unless one that is left in the calendar comes before. What was scheduled there
    /// since the last [`lift`](Self::lift) is not seen. The event keeps its place until another takes it, by
    /// [`replace_lifted`](Self::replace_lifted), or [nothing](Lifted::drop_current).
    #[inline(always)]
    pub(crate) fn next_lifted<K: Copy>(&mut self, lifted: &mut Lifted<K>) -> Option<K> {
        let current = lifted.first;
        let next = lifted.row.get(current)?;
        if next.rank() > lifted.other {
            return None;
        }
        self.now = next.time;
        lifted.current = current;
        lifted.keys[current] = EMPTY;
        lifted.first = lifted.find_first();
        Some(next.payload)
    }

    /// Does what [`schedule`](Self::schedule) does, and puts the event in the place of the one that is being handled.
    ///
    /// # Panics
    ///
    /// Like [`schedule`](Self::schedule).
    #[inline(always)]
    pub(crate) fn replace_lifted<K: Copy>(
        &mut self,
        lifted: &mut Lifted<K>,
        delay: Span,
        payload: K,
    ) {
        if delay.is_negative() {
            negative_delay(self.now, delay);
        }
        let Some(time) = self.now.checked_add(delay) else {
            beyond_the_end(self.now, delay);
        };
        let order = next_order(&mut self.sequence, self.now, Priority::default());
        let (current, number) = (lifted.current, lifted.next);
        lifted.row[current] = Entry {
            time,
            order,
            payload,
        };
        let key = key(time, number);
        lifted.keys[current] = key;
        if key < lifted.keys[lifted.first] {
            lifted.stays_first();
        }
        lifted.next += 1;
        if number >> NUMBER_BITS != 0 || time.as_micros() >= FAR {
            lifted.close();
        }
    }

    /// Puts all lifted events back.
    pub(crate) fn put_back<K: Copy>(&mut self, lifted: &mut Lifted<K>, event: impl Fn(K) -> E) {
        for Entry {
            time,
            order,
            payload,
        } in lifted.row.drain(..)
        {
            self.insert_as(time, order, event(payload));
        }
        lifted.keys = [EMPTY; PLACES];
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a run of events shows: each with its time.
    fn popped(cal: &mut Calendar<u64>) -> Option<(Time, u64)> {
        let event = cal.pop()?;
        Some((cal.now(), event))
    }

    /// Short delays, so that many events fall together, and such as end about where a key can hold no time any more.
    fn delays(number: std::ops::Range<usize>) -> impl Strategy<Value = Vec<i64>> {
        let delay = prop_oneof![20 => 0i64..20, 1 => FAR - 20..FAR + 20];
        prop::collection::vec(delay, number)
    }

    proptest! {
        /// Even numbers are lifted, and each event schedules another of its own kind, until there are enough.
        #[test]
        fn lifted_events_come_as_they_would_have_come(
            first in prop_oneof![4 => delays(1..14), 1 => delays(1..80)],
            delays in prop_oneof![4 => delays(0..100), 1 => delays(2000..2001)],
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
                while let Some(event) = cal.next_lifted(&mut lifted) {
                    found.push((cal.now(), event));
                    match left.next() {
                        Some(delay) => {
                            cal.replace_lifted(&mut lifted, Span::from_micros(*delay), 2 * next);
                            next += 1;
                        }
                        None => lifted.drop_current(),
                    }
                }
                cal.put_back(&mut lifted, |event| event);
            }
            prop_assert_eq!(found, wanted);
            prop_assert_eq!(cal.sequence, plain.sequence);
        }
    }
}
