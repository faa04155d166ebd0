//! The event calendar: the clock and the future event list.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
/// Cancelled keys are swept out once there are this many more of them than pending events.
const SWEEP_MARGIN: usize = 32;

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
/// Scheduling and taking an event cost O(log n) for n pending events, [`cancel`](Self::cancel) costs O(1) on average.
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
    /// One key for each pending event, and `dead` keys of cancelled ones; never is the first of them dead.
    keys: Keys,
    dead: usize,
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
            dead: 0,
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
        self.dead += 1;
        self.drop_dead_first();
        // Keeps the dead fewer than the living, at a cost that is constant on average.
        if self.dead > self.len() + SWEEP_MARGIN {
            let slots = &self.slots;
            self.keys
                .retain(|key| slots[key.slot as usize].order == key.order);
            self.dead = 0;
        }
        event
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

    /// The number of pending events.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len() - self.dead
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
        self.dead = 0;
        self.slots.clear();
        self.free.clear();
    }

    /// Takes the next event and moves the clock to it. A [`Simulation`](super::Simulation) does this for its model;
    /// call it yourself only in a loop of your own.
    #[inline]
    pub fn pop(&mut self) -> Option<E> {
        let key = self.keys.pop()?;
        Some(self.occur(key))
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

    #[inline]
    fn insert(&mut self, time: Time, priority: Priority, event: E) -> EventId {
        let turned = (i64::from(i16::MAX) - i64::from(priority.0)) as u64;
        let order = turned << SEQUENCE_BITS | self.sequence;
        self.sequence += 1;
        if self.sequence >> SEQUENCE_BITS != 0 {
            sequence_exhausted(self.now);
        }
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
        self.keys.push(Key { time, order, slot });
        EventId { order, slot }
    }

    #[inline]
    fn occur(&mut self, key: Key) -> E {
        self.now = key.time;
        let slot = &mut self.slots[key.slot as usize];
        slot.order = VACANT;
        let event = slot.event.take().expect("the first key is never dead");
        self.free.push(key.slot);
        if self.dead > 0 {
            self.drop_dead_first();
        }
        event
    }

    fn drop_dead_first(&mut self) {
        while let Some(key) = self.keys.first()
            && self.slots[key.slot as usize].order != key.order
        {
            self.keys.pop();
            self.dead -= 1;
        }
    }
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

impl<E> Calendar<E> {
    fn pending(&self) -> impl Iterator<Item = (Time, u64, u32, &E)> {
        self.keys.in_order().into_iter().filter_map(|key| {
            let slot = &self.slots[key.slot as usize];
            let event = slot.event.as_ref()?;
            (slot.order == key.order).then_some((key.time, key.order, key.slot, event))
        })
    }
}

/// A calendar at rest. The slots are kept, so ids that a model holds stay good, and two copies of one calendar stay equal.
#[derive(Serialize, Deserialize)]
struct Saved<P> {
    now: Time,
    sequence: u64,
    stop: bool,
    pending: Vec<P>,
    free: Vec<u32>,
}

impl<E: Serialize> Serialize for Calendar<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Saved {
            now: self.now,
            sequence: self.sequence,
            stop: self.stop,
            pending: self.pending().collect(),
            free: self.free.clone(),
        }
        .serialize(serializer)
    }
}

impl<'de, E: Deserialize<'de>> Deserialize<'de> for Calendar<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let saved = Saved::<(Time, u64, u32, E)>::deserialize(deserializer)?;
        Self::restore(saved).map_err(serde::de::Error::custom)
    }
}

impl<E> Calendar<E> {
    fn restore(saved: Saved<(Time, u64, u32, E)>) -> Result<Self, &'static str> {
        let size = saved.pending.len() + saved.free.len();
        let mut events: Vec<Option<Slot<E>>> = (0..size).map(|_| None).collect();
        let mut keys = Keys::default();
        for (time, order, slot, event) in saved.pending {
            if time < saved.now {
                return Err("a calendar with a pending event in the past");
            }
            if order & ((1 << SEQUENCE_BITS) - 1) >= saved.sequence {
                return Err("a calendar with an event that was never scheduled");
            }
            let filled = Slot {
                order,
                event: Some(event),
            };
            match events.get_mut(slot as usize) {
                Some(place @ None) => *place = Some(filled),
                _ => return Err("a calendar with two events in one place, or one outside it"),
            }
            keys.push(Key { time, order, slot });
        }
        for &slot in &saved.free {
            let vacant = Slot {
                order: VACANT,
                event: None,
            };
            match events.get_mut(slot as usize) {
                Some(place @ None) => *place = Some(vacant),
                _ => return Err("a calendar with a free place that is taken, or outside it"),
            }
        }
        Ok(Self {
            now: saved.now,
            sequence: saved.sequence,
            stop: saved.stop,
            keys,
            dead: 0,
            slots: events.into_iter().flatten().collect(),
            free: saved.free,
        })
    }
}
