//! The event calendar: the clock and the future event list.

mod saved;

use std::fmt;

use serde::{Deserialize, Serialize};

use super::keys::{Key, Keys};
use crate::time::{Span, Time};

/// Which of several events at the same instant comes first: the higher number. The default is 0.
///
/// # Examples
///
/// ```
/// use cetak::engine::{Calendar, Priority};
/// use cetak::time::{Time, hours};
///
/// let eight = Time::ZERO + hours(8.0);
/// let mut cal = Calendar::new();
/// cal.schedule_at(eight, "first resident");
/// cal.schedule_with(eight, Priority(1), "doors open");
/// assert_eq!(cal.pop(), Some("doors open"));
/// assert_eq!(cal.pop(), Some("first resident"));
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Priority(pub i16);

/// The name of one scheduled event, good for cancelling it.
///
/// It is never used twice in a calendar, so an old one is recognised as stale. It means nothing to another calendar,
/// except to a clone or a saved copy of the one it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EventId {
    order: u64,
    slot: u32,
}

/// Bits of an order that count schedulings; the 16 above hold the priority, turned so that the higher comes first.
const SEQUENCE_BITS: u32 = 48;
/// The order of a slot with nothing in it; no event has it, because the sequence ends before.
const VACANT: u64 = u64::MAX;

impl EventId {
    fn priority(self) -> Priority {
        let turned = (self.order >> SEQUENCE_BITS) as i64;
        Priority((i64::from(i16::MAX) - turned) as i16)
    }
}

/// A pending event where it stands, as [`Calendar::peek`] and [`Calendar::pending`] show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pending<'a, E> {
    /// Its name, good for [`Calendar::cancel`].
    pub id: EventId,
    /// When it will occur.
    pub time: Time,
    /// Its priority at that instant.
    pub priority: Priority,
    /// What will occur.
    pub event: &'a E,
}

#[derive(Clone, Debug)]
struct Slot<E> {
    order: u64,
    event: Option<E>,
}

/// The clock and the future event list of a simulation.
///
/// Events come in the order of (time, [`Priority`], order of scheduling); nothing is left to chance. A model receives
/// the calendar in [`Model::handle`](super::Model::handle) to read the clock and to schedule what follows.
///
/// With few events pending they are kept in a sorted row or a heap, with many in buckets: scheduling and taking one costs
/// O(log n) for n pending events at the most, and with many hardly more than with few. [`cancel`](Self::cancel) costs O(1)
/// on average.
///
/// # Examples
///
/// ```
/// use cetak::engine::Calendar;
/// use cetak::time::{Time, minutes};
///
/// let mut cal = Calendar::new();
/// cal.schedule(minutes(3.0), "print");
/// let breakdown = cal.schedule(minutes(2.0), "breakdown");
/// cal.schedule(minutes(3.0), "close");
///
/// assert_eq!(cal.cancel(breakdown), Some("breakdown"));
/// assert_eq!(cal.cancel(breakdown), None); // stale, and harmless
/// assert_eq!(cal.pop(), Some("print"));
/// assert_eq!(cal.now(), Time::ZERO + minutes(3.0));
/// assert_eq!(cal.pop(), Some("close"));
/// assert_eq!(cal.pop(), None);
/// ```
#[derive(Clone)]
pub struct Calendar<E> {
    now: Time,
    /// How many events were ever scheduled.
    sequence: u64,
    stop: bool,
    /// One key for each pending event. A key whose order is no longer that of its slot is dead.
    keys: Keys,
    slots: Vec<Slot<E>>,
    free: Vec<u32>,
}

impl<E> Default for Calendar<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E> Calendar<E> {
    /// An empty calendar whose clock stands at [`Time::ZERO`].
    #[must_use]
    pub fn new() -> Self {
        Self {
            now: Time::ZERO,
            sequence: 0,
            stop: false,
            keys: Keys::default(),
            slots: Vec::new(),
            free: Vec::new(),
        }
    }

    /// The simulated time.
    #[inline]
    #[must_use]
    pub fn now(&self) -> Time {
        self.now
    }

    /// Schedules `event` after `delay`, with the default priority.
    ///
    /// # Panics
    ///
    /// If the delay is negative, or ends beyond [`Time::MAX`].
    #[inline]
    pub fn schedule(&mut self, delay: Span, event: E) -> EventId {
        if delay.is_negative() {
            negative_delay(self.now, delay);
        }
        self.insert(self.now + delay, Priority::default(), event)
    }

    /// Schedules `event` at a point in time, with the default priority. That point may be the present instant.
    ///
    /// # Panics
    ///
    /// If `at` is in the past.
    #[inline]
    pub fn schedule_at(&mut self, at: Time, event: E) -> EventId {
        self.schedule_with(at, Priority::default(), event)
    }

    /// Schedules `event` at a point in time, to come before those of lower priority at the same instant.
    ///
    /// # Panics
    ///
    /// If `at` is in the past.
    #[inline]
    pub fn schedule_with(&mut self, at: Time, priority: Priority, event: E) -> EventId {
        if at < self.now {
            in_the_past(self.now, at);
        }
        self.insert(at, priority, event)
    }

    /// Takes a pending event out, and returns it.
    ///
    /// `None` says that the id is stale: the event has already occurred or was cancelled before; nothing changes then.
    pub fn cancel(&mut self, id: EventId) -> Option<E> {
        let slot = self.slots.get_mut(id.slot as usize)?;
        if slot.order != id.order {
            return None;
        }
        slot.order = VACANT;
        let event = slot.event.take();
        self.free.push(id.slot);
        let slots = &self.slots;
        self.keys.bury(|key| is_alive(slots, key));
        event
    }

    /// Moves a pending event to another point in time, with its priority. It comes after its equals there, as if it were
    /// scheduled only now, and has a new id; the old one is stale.
    ///
    /// `None` says that the id is stale: the event has already occurred or was cancelled before; nothing changes then. To
    /// change the event itself or its priority, [`cancel`](Self::cancel) it and schedule another.
    ///
    /// # Panics
    ///
    /// If `at` is in the past.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::Calendar;
    /// use cetak::time::{Time, minutes};
    ///
    /// let mut cal = Calendar::new();
    /// let closing = cal.schedule(minutes(60.0), "close");
    /// let later = cal.reschedule(closing, Time::ZERO + minutes(90.0)).expect("still pending");
    /// assert_eq!(cal.reschedule(closing, Time::ZERO + minutes(120.0)), None); // stale, and harmless
    /// assert_eq!(cal.peek_time(), Some(Time::ZERO + minutes(90.0)));
    /// assert_eq!(cal.cancel(later), Some("close"));
    /// ```
    pub fn reschedule(&mut self, id: EventId, at: Time) -> Option<EventId> {
        if at < self.now {
            in_the_past(self.now, at);
        }
        if self.slots.get(id.slot as usize)?.order != id.order {
            return None;
        }
        let order = self.next_order(id.priority());
        self.slots[id.slot as usize].order = order;
        let slots = &self.slots;
        let alive = |key: &Key| is_alive(slots, key);
        self.keys.bury(alive);
        let key = Key {
            time: at,
            order,
            slot: id.slot,
        };
        self.keys.push(key, self.now, alive);
        Some(EventId { order, ..id })
    }

    /// Asks the run to end once the current event has been handled. Outside a run, it ends the next one before its first event.
    #[inline]
    pub fn stop(&mut self) {
        self.stop = true;
    }

    /// When the next event occurs, if any is pending.
    #[inline]
    #[must_use]
    pub fn peek_time(&self) -> Option<Time> {
        self.keys.first().map(|key| key.time)
    }

    /// The next event, if any is pending, without taking it.
    #[inline]
    #[must_use]
    pub fn peek(&self) -> Option<Pending<'_, E>> {
        self.keys.first().and_then(|key| self.look_up(*key))
    }

    /// All pending events, first to last. No event is copied; what is put in order costs O(n log n) for n of them.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::Calendar;
    /// use cetak::time::minutes;
    ///
    /// let mut cal = Calendar::new();
    /// cal.schedule(minutes(5.0), "close");
    /// cal.schedule(minutes(3.0), "print");
    /// let events: Vec<_> = cal.pending().map(|pending| *pending.event).collect();
    /// assert_eq!(events, ["print", "close"]);
    /// ```
    pub fn pending(&self) -> impl Iterator<Item = Pending<'_, E>> {
        let keys = self.keys.in_order().into_iter();
        keys.filter_map(|key| self.look_up(key))
    }

    /// The number of pending events.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether no event is pending.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.first().is_none()
    }

    /// Cancels all pending events. The clock stays, and ids given out before are stale.
    pub fn clear(&mut self) {
        self.keys.clear();
        self.slots.clear();
        self.free.clear();
    }

    /// Takes the next event and moves the clock to it. A [`Simulation`](super::Simulation) does this for its model;
    /// call it yourself only in a loop of your own.
    #[inline]
    pub fn pop(&mut self) -> Option<E> {
        let slots = &self.slots;
        let key = self.keys.pop(|key| is_alive(slots, key))?;
        self.now = key.time;
        let slot = &mut self.slots[key.slot as usize];
        slot.order = VACANT;
        self.free.push(key.slot);
        Some(slot.event.take().expect("the first key is never dead"))
    }

    /// Takes the next event if it occurs at or before `last`.
    #[inline]
    pub(super) fn pop_until(&mut self, last: Time) -> Option<E> {
        if self.keys.first()?.time > last {
            return None;
        }
        self.pop()
    }

    /// Whether the run was asked to end; asking is thereby answered.
    #[inline]
    pub(super) fn take_stop(&mut self) -> bool {
        std::mem::take(&mut self.stop)
    }

    /// Moves the clock on to `to`, where nothing may be pending before it.
    pub(super) fn advance(&mut self, to: Time) {
        debug_assert!(to >= self.now && self.peek_time().is_none_or(|next| next >= to));
        self.now = to;
    }

    /// The event of a key, unless that is dead.
    fn look_up(&self, key: Key) -> Option<Pending<'_, E>> {
        let Slot { order, event } = &self.slots[key.slot as usize];
        let id = EventId {
            order: key.order,
            slot: key.slot,
        };
        (*order == key.order).then_some(Pending {
            id,
            time: key.time,
            priority: id.priority(),
            event: event.as_ref()?,
        })
    }

    #[inline]
    fn next_order(&mut self, priority: Priority) -> u64 {
        let turned = (i64::from(i16::MAX) - i64::from(priority.0)) as u64;
        let order = turned << SEQUENCE_BITS | self.sequence;
        self.sequence += 1;
        if self.sequence >> SEQUENCE_BITS != 0 {
            sequence_exhausted(self.now);
        }
        order
    }

    #[inline]
    fn insert(&mut self, time: Time, priority: Priority, event: E) -> EventId {
        let order = self.next_order(priority);
        let filled = Slot {
            order,
            event: Some(event),
        };
        let slot = match self.free.pop() {
            Some(slot) => {
                self.slots[slot as usize] = filled;
                slot
            }
            None => {
                let slot = u32::try_from(self.slots.len()).expect("fewer than 2^32 pending events");
                self.slots.push(filled);
                slot
            }
        };
        let slots = &self.slots;
        self.keys.push(Key { time, order, slot }, self.now, |key| {
            is_alive(slots, key)
        });
        EventId { order, slot }
    }
}

#[inline]
fn is_alive<E>(slots: &[Slot<E>], key: &Key) -> bool {
    slots[key.slot as usize].order == key.order
}

#[cold]
#[inline(never)]
fn negative_delay(now: Time, delay: Span) -> ! {
    panic!("at {now}: an event cannot be scheduled after a negative delay of {delay}")
}

#[cold]
#[inline(never)]
fn in_the_past(now: Time, at: Time) -> ! {
    panic!("at {now}: an event cannot be scheduled in the past, at {at}")
}

#[cold]
#[inline(never)]
fn sequence_exhausted(now: Time) -> ! {
    panic!("at {now}: 2^{SEQUENCE_BITS} events were scheduled, more than a calendar can tell apart")
}

/// The clock and the pending events, first to last.
impl<E: fmt::Debug> fmt::Debug for Calendar<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pending: Vec<_> = self.pending().collect();
        f.debug_struct("Calendar")
            .field("now", &self.now)
            .field("pending", &pending)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places for keys and events that are held, whether used or not.
    fn held<E>(cal: &Calendar<E>) -> usize {
        cal.keys.capacity() + cal.slots.capacity() + cal.free.capacity()
    }

    /// Beside few events and beside many, with times near, far and in between.
    #[test]
    fn a_million_cancellations_leave_nothing_behind() {
        for kept in [3_u64, 1_000] {
            let mut cal = Calendar::new();
            let mut held_early = 0;
            for number in 0..1_000_000 + kept {
                let scattered = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
                let at = Time::from_micros((scattered >> (1 + scattered % 60)) as i64);
                let id = cal.schedule_at(at, number);
                if number >= kept {
                    assert_eq!(cal.cancel(id), Some(number));
                }
                if number == 20_000 {
                    held_early = held(&cal);
                }
            }
            assert_eq!(cal.len() as u64, kept);
            let bound = 2 * held_early;
            assert!(held(&cal) <= bound, "{kept}: {} > {bound}", held(&cal));
        }
    }
}
