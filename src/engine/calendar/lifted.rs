//! Events of one kind, taken out of the calendar for as long as they come before all others.
//!
//! A model whose events are nearly all of one kind can handle them in a loop of its own. What it needs of each is a number, and the
//! next takes the place of the last without any other being moved. The order is that of the calendar: each event keeps its number in
//! the order of scheduling, and what is scheduled meanwhile gets the next. What cannot be held here goes to the calendar, and an
//! instant at which another event is left there is left to it.

use super::few::Few;
use super::id::{SEQUENCE_BITS, sequence_of};
use super::order::Entry;
use super::{Calendar, Events, Priority, order_of};
use crate::time::{Span, Time};

/// As many places as are compared at once.
const WIDTH: usize = 8;

/// A key has three parts: the time since the events were lifted, the number of the event in the order of scheduling since then, and
/// its place. So the least key says which event comes first, when that is, and where it stands.
const PLACE_BITS: u32 = 11;
/// Few in the tests, so that they run out.
const NUMBER_BITS: u32 = if cfg!(test) { 10 } else { 16 };
const LOW_BITS: u32 = PLACE_BITS + NUMBER_BITS;
/// Numbers from here on do not fit.
const NUMBERS: u64 = 1 << NUMBER_BITS;
/// Times from here on, 19 hours after the events were lifted, do not fit.
const FAR: i64 = 1 << (i64::BITS - 1 - LOW_BITS);
/// The key where nothing is.
const EMPTY: i64 = i64::MAX;

/// The events taken out, in so many groups of places.
#[derive(Debug)]
pub(crate) struct Lifted<const GROUPS: usize> {
    keys: [[i64; WIDTH]; GROUPS],
    /// The number of the event in each place.
    kinds: [[u32; WIDTH]; GROUPS],
    /// A tournament of the groups, if there are several: pairs of least keys, of which the lesser stands in the pair above. The winner
    /// of all stands in the first pair.
    pairs: [[i64; 2]; GROUPS],
    /// The number of groups that take part, a power of two.
    playing: usize,
    /// The least key.
    first: i64,
    /// The key of the first instant that is left to the calendar.
    until: i64,
    /// The place of the event that is being handled.
    place: usize,
    /// When the events were lifted, in microseconds.
    since: i64,
    /// What had been scheduled before the first number, and when there are no more numbers.
    before: u64,
    full: u64,
    /// The number of events that the calendar kept.
    kept: usize,
    wanted: usize,
    /// The lifted events in the order of scheduling, and those still to come.
    row: Vec<Entry<u32>>,
    new: Vec<Entry<u32>>,
}

impl<const GROUPS: usize> Lifted<GROUPS> {
    /// The most events that can be lifted.
    pub const MOST: usize = {
        let places = WIDTH * GROUPS;
        assert!(GROUPS.is_power_of_two() && places <= 1 << PLACE_BITS);
        places
    };

    pub fn new() -> Self {
        Self {
            keys: [[EMPTY; WIDTH]; GROUPS],
            kinds: [[0; WIDTH]; GROUPS],
            pairs: [[EMPTY; 2]; GROUPS],
            playing: 1,
            first: EMPTY,
            until: i64::MIN,
            place: 0,
            since: 0,
            before: 0,
            full: 0,
            kept: 0,
            wanted: 0,
            row: Vec::with_capacity(WIDTH),
            new: Vec::with_capacity(WIDTH),
        }
    }

    /// The number of events that were to be lifted when numbers were last to be given.
    pub fn wanted(&self) -> usize {
        self.wanted
    }

    /// The events, as the calendar would hold them.
    fn entries(&self) -> impl Iterator<Item = Entry<u32>> {
        let keys = self.keys[..self.playing].as_flattened().iter();
        keys.filter(|key| **key != EMPTY).map(|key| {
            let number = (key >> PLACE_BITS) as u64 % NUMBERS;
            let order = match self.row.get(number as usize) {
                Some(lifted) => lifted.order,
                None => order_of(Priority::default(), self.before + number),
            };
            let (group, place) = Self::at(place_of(*key));
            Entry {
                time: self.time_of(*key),
                order,
                payload: self.kinds[group][place],
            }
        })
    }

    #[inline(always)]
    fn time_of(&self, key: i64) -> Time {
        Time::from_micros(self.since + (key >> LOW_BITS))
    }

    /// The group of a place, and its number there.
    #[inline(always)]
    fn at(place: usize) -> (usize, usize) {
        (place / WIDTH % GROUPS, place % WIDTH)
    }

    /// Lifts the new events too; false if they cannot all be lifted. So far, `sequence` events have been scheduled.
    fn take_up(&mut self, now: Time, sequence: u64) -> bool {
        if self.first == EMPTY || !self.new.iter().all(|entry| self.has_number(entry)) {
            return self.number_all(now, sequence);
        }
        while let Some(entry) = self.new.pop() {
            let Some(place) = self.free_place() else {
                self.new.push(entry);
                return self.number_all(now, sequence);
            };
            let micros = entry.time.as_micros() - self.since;
            let number = sequence_of(entry.order) - self.before;
            self.put(key(micros, number, place), entry.payload);
        }
        true
    }

    /// Whether the event was scheduled since the last numbers were given, and has one.
    fn has_number(&self, entry: &Entry<u32>) -> bool {
        let sequence = sequence_of(entry.order);
        let numbers = self.before + self.row.len() as u64..self.full;
        entry.order == order_of(Priority::default(), sequence)
            && numbers.contains(&sequence)
            && (0..FAR).contains(&(entry.time.as_micros() - self.since))
    }

    /// A place where nothing is.
    fn free_place(&self) -> Option<usize> {
        let is_free = |place: &usize| {
            let (group, place) = Self::at(*place);
            self.keys[group][place] == EMPTY
        };
        // Most often a printer goes on after a break.
        let mut places = 0..self.playing * WIDTH;
        let last = Some(self.place).filter(|place| places.contains(place) && is_free(place));
        last.or_else(|| places.find(is_free))
    }

    /// Gives all events, the new ones too, numbers and places; false if that is impossible, and then all are in the row.
    fn number_all(&mut self, now: Time, sequence: u64) -> bool {
        let mut row = std::mem::take(&mut self.new);
        row.extend(self.entries());
        row.sort_unstable_by_key(|entry| entry.order);
        self.keys[..self.playing].fill([EMPTY; WIDTH]);
        self.first = EMPTY;
        std::mem::swap(&mut self.row, &mut row);
        self.new = row;
        self.new.clear();
        self.wanted = self.row.len();
        let far = now.as_micros() + FAR;
        if self.row.len() > Self::MOST
            || self.row.iter().any(|entry| entry.time.as_micros() >= far)
            || (sequence + NUMBERS) >> SEQUENCE_BITS != 0
        {
            return false;
        }
        self.since = now.as_micros();
        // Fewer are lifted than were ever scheduled.
        self.before = sequence - self.row.len() as u64;
        self.full = self.before + NUMBERS;
        self.playing = self.row.len().div_ceil(WIDTH).next_power_of_two();
        self.pairs[..self.playing].fill([EMPTY; 2]);
        for place in 0..self.row.len() {
            let Entry { time, payload, .. } = self.row[place];
            self.put(
                key(time.as_micros() - self.since, place as u64, place),
                payload,
            );
        }
        true
    }

    /// Puts an event in its place.
    fn put(&mut self, key: i64, kind: u32) {
        let (group, place) = Self::at(place_of(key));
        self.kinds[group][place] = kind;
        self.keys[group][place] = key;
        self.comes_in(key, group);
    }

    /// Compares the places of a group without a branch, for no processor could guess which comes first.
    #[inline(always)]
    fn least_of(&self, group: usize) -> i64 {
        let [a, b, c, d, e, f, g, h] = self.keys[group];
        (a.min(b).min(c.min(d))).min(e.min(f).min(g.min(h)))
    }

    /// The least key is no longer in its group: finds the least of all.
    #[inline(always)]
    fn find_first(&mut self, group: usize) {
        let mut least = self.least_of(group);
        if GROUPS > 1 {
            let mut node = self.playing + group;
            while node > 1 {
                let pair = &mut self.pairs[node / 2 % GROUPS];
                pair[node % 2] = least;
                least = pair[0].min(pair[1]);
                node /= 2;
            }
        }
        self.first = least;
    }

    /// A key has come into a group. It seldom is the least there, and hardly ever of all: the processor may guess that it is not, and go
    /// on to the next event before it knows when this one will be.
    #[inline(always)]
    fn comes_in(&mut self, key: i64, group: usize) {
        let least = match GROUPS {
            1 => self.first,
            _ => self.pairs[(self.playing + group) / 2 % GROUPS][group % 2],
        };
        if key < least {
            self.comes_first(key, group);
        }
    }

    #[cold]
    #[inline(never)]
    fn comes_first(&mut self, key: i64, group: usize) {
        let mut node = self.playing + group;
        while node > 1 {
            let least = &mut self.pairs[node / 2 % GROUPS][node % 2];
            if *least <= key {
                return;
            }
            *least = key;
            node /= 2;
        }
        self.first = self.first.min(key);
    }
}

#[inline(always)]
fn place_of(key: i64) -> usize {
    key as usize % (1 << PLACE_BITS)
}

/// The key of an event this long after the events were lifted. Without number and place, it is that of the instant.
#[inline(always)]
fn key(micros: i64, number: u64, place: usize) -> i64 {
    micros << LOW_BITS | (number << PLACE_BITS) as i64 | place as i64
}

impl<E> Calendar<E> {
    /// Takes out the events of which `kind` gives a number, beside those that were taken before. If they are too many or too far in the
    /// future, or if many others are pending, [`next_lifted`](Self::next_lifted) gives none.
    pub(crate) fn lift<const GROUPS: usize>(
        &mut self,
        lifted: &mut Lifted<GROUPS>,
        kind: impl Fn(&E) -> Option<u32>,
        event: impl Fn(u32) -> E,
    ) {
        lifted.until = i64::MIN;
        let mut take = |entry: &Entry<E>| match kind(&entry.payload) {
            Some(payload) => {
                let Entry { time, order, .. } = *entry;
                lifted.new.push(Entry {
                    time,
                    order,
                    payload,
                });
                true
            }
            None => false,
        };
        match &mut self.events {
            Events::Few(few) => few.lift(take),
            Events::Many(many) => {
                let others = many.events().filter(|event| kind(event).is_none());
                if others.count() > Few::<E>::MOST / 2 {
                    lifted.wanted = many.len();
                    return;
                }
                let others = many.drain().filter(|entry| !take(entry));
                self.events = Events::Few(others.collect());
            }
        }
        if !lifted.take_up(self.now, self.sequence) {
            for Entry {
                time,
                order,
                payload,
            } in lifted.row.drain(..)
            {
                self.insert_as(time, order, event(payload));
            }
            return;
        }
        lifted.kept = self.len();
        let left = self.peek_time().map(|time| time.as_micros() - lifted.since);
        lifted.until = match left {
            Some(left) if left < FAR => key(left, 0, 0),
            _ => EMPTY,
        };
    }

    /// Whether anything was scheduled in the calendar itself since the last [`lift`](Self::lift).
    pub(crate) fn has_more_than<const GROUPS: usize>(&self, lifted: &Lifted<GROUPS>) -> bool {
        self.len() != lifted.kept
    }

    /// Moves the clock to the next event and takes it, unless the calendar comes first. What was scheduled there since the last
    /// [`lift`](Self::lift) is not seen.
    #[inline(always)]
    pub(crate) fn next_lifted<const GROUPS: usize>(
        &mut self,
        lifted: &mut Lifted<GROUPS>,
    ) -> Option<u32> {
        let first = lifted.first;
        if first >= lifted.until {
            return None;
        }
        self.now = lifted.time_of(first);
        lifted.place = place_of(first);
        let (group, place) = Lifted::<GROUPS>::at(lifted.place);
        lifted.keys[group][place] = EMPTY;
        lifted.find_first(group);
        Some(lifted.kinds[group][place])
    }

    /// Does what [`schedule`](Self::schedule) does with the event that was taken last, and puts it back in its place; false if it must be
    /// scheduled in the calendar.
    #[inline(always)]
    pub(crate) fn repeat_lifted<const GROUPS: usize>(
        &mut self,
        lifted: &mut Lifted<GROUPS>,
        delay: Span,
    ) -> bool {
        let delay = delay.as_micros();
        let micros = (self.now.as_micros() - lifted.since).wrapping_add(delay);
        // Less than nothing is a large number too.
        if (micros | delay) as u64 >= FAR as u64 || self.sequence >= lifted.full {
            return false;
        }
        let (group, place) = Lifted::<GROUPS>::at(lifted.place);
        let key = key(micros, self.sequence - lifted.before, lifted.place);
        lifted.keys[group][place] = key;
        lifted.comes_in(key, group);
        self.sequence += 1;
        true
    }

    /// Puts all lifted events back.
    pub(crate) fn put_back<const GROUPS: usize>(
        &mut self,
        lifted: &mut Lifted<GROUPS>,
        event: impl Fn(u32) -> E,
    ) {
        for Entry {
            time,
            order,
            payload,
        } in lifted.entries()
        {
            self.insert_as(time, order, event(payload));
        }
        lifted.keys[..lifted.playing].fill([EMPTY; WIDTH]);
        lifted.first = EMPTY;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The trace of a run: each event with its time.
    fn popped(cal: &mut Calendar<u64>) -> Option<(Time, u64)> {
        let event = cal.pop()?;
        Some((cal.now(), event))
    }

    /// Short delays, so that many events fall together, and such as end about where a key can hold no time any more.
    fn delays(number: std::ops::Range<usize>) -> impl Strategy<Value = Vec<i64>> {
        let delay = prop_oneof![20 => 0i64..20, 1 => FAR - 20..FAR + 20];
        prop::collection::vec(delay, number)
    }

    /// Handles events as the calendar gives them, and lifted; each time, an event schedules itself again until there are enough delays,
    /// and every so often another.
    fn both<const GROUPS: usize>(first: &[i64], delays: &[i64], more: usize) {
        let mut cal = Calendar::new();
        for (event, delay) in (0..).zip(first) {
            cal.schedule(Span::from_micros(*delay), event);
        }
        let mut plain = cal.clone();
        let another = |left: usize| left.is_multiple_of(more).then_some(1000 + left as u64);
        let (mut left, mut wanted) = (delays.iter(), Vec::new());
        while let Some(event) = popped(&mut plain) {
            wanted.push(event);
            if let Some(delay) = left.next() {
                plain.schedule(Span::from_micros(*delay), event.1);
                if let Some(event) = another(left.len()) {
                    plain.schedule(Span::from_micros(1), event);
                }
            }
        }
        let even = |event: &u64| event.is_multiple_of(2).then_some(*event as u32);
        let (mut left, mut found) = (delays.iter(), Vec::new());
        let mut lifted = Lifted::<GROUPS>::new();
        while let Some(event) = popped(&mut cal) {
            found.push(event);
            if let Some(delay) = left.next() {
                cal.schedule(Span::from_micros(*delay), event.1);
                if let Some(event) = another(left.len()) {
                    cal.schedule(Span::from_micros(1), event);
                }
            }
            cal.lift(&mut lifted, even, u64::from);
            while let Some(event) = cal.next_lifted(&mut lifted) {
                let event = event.into();
                found.push((cal.now(), event));
                let Some(delay) = left.next() else {
                    continue;
                };
                let delay = Span::from_micros(*delay);
                if !cal.repeat_lifted(&mut lifted, delay) {
                    cal.schedule(delay, event);
                }
                if let Some(event) = another(left.len()) {
                    cal.schedule(Span::from_micros(1), event);
                }
                if cal.has_more_than(&lifted) {
                    cal.lift(&mut lifted, even, u64::from);
                }
            }
            cal.put_back(&mut lifted, u64::from);
        }
        assert_eq!(found, wanted);
        assert_eq!(cal.sequence, plain.sequence);
    }

    proptest! {
        /// Even events are lifted.
        #[test]
        fn lifted_events_come_as_they_would_have_come(
            first in prop_oneof![4 => delays(1..14), 1 => delays(1..200)],
            delays in prop_oneof![4 => delays(0..100), 1 => delays(2000..2001)],
            more in 1usize..40,
        ) {
            both::<1>(&first, &delays, more);
            both::<4>(&first, &delays, more);
            both::<32>(&first, &delays, more);
        }
    }
}
