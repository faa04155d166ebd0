//! The event calendar: the clock and the event list.
//!
//! | file, in reading order | what it holds |
//! |---|---|
//! | `calendar` | the clock, scheduling, cancelling, taking the next event |
//! | `order` | an entry of the list, and which of two comes first |
//! | `id` | names of events, which are never reused, and priorities |
//! | `few` | up to 64 pending events: one sorted row with the events in it |
//! | `many` | more than that: the events in slots, and keys that point to them |
//! | `keys` | the keys of many events, near and far |
//! | `near` | the next keys: a sorted row, or a heap with four children per node |
//! | `ring` | the keys of the next few thousand slots of time |
//! | `far` | all later keys: the ring, and buckets by the digits of their rank |
//! | `lifted` | events of one kind, taken out while they come before all others |
//! | `saved` | the canonical form in a checkpoint |

mod far;
mod few;
mod id;
mod keys;
#[cfg(feature = "office")]
mod lifted;
mod many;
mod near;
mod order;
mod ring;
mod saved;

use std::fmt;

use crate::time::{Span, Time};
use few::Few;
use id::{SEQUENCE_BITS, order_of};
use many::{Many, NONE};
use order::Entry;

pub use id::{EventId, Pending, Priority};
#[cfg(feature = "office")]
pub(crate) use lifted::Lifted;

/// The clock and the event list of a simulation.
///
/// Events come in the order of (time, [`Priority`], order of scheduling), so the order is fully determined. A model receives
/// the calendar in [`Model::handle`](super::Model::handle) to read the clock and to schedule what follows.
///
/// A few pending events are kept in a sorted row, many in buckets: scheduling and taking one costs at most O(log n) for n
/// pending events, and hardly more with many than with few. [`cancel`](Self::cancel) costs O(1) on average.
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
    /// The number of events scheduled so far.
    sequence: u64,
    stop: bool,
    events: Events<E>,
}

/// All pending events, in the structure that suits their number.
#[derive(Clone)]
enum Events<E> {
    Few(Few<E>),
    Many(Box<Many<E>>),
}

impl<E> Events<E> {
    const NONE: Self = Self::Few(Few::NONE);
}

impl<E> Default for Calendar<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E> Calendar<E> {
    /// Makes an empty calendar whose clock stands at [`Time::ZERO`].
    #[must_use]
    pub fn new() -> Self {
        Self {
            now: Time::ZERO,
            sequence: 0,
            stop: false,
            events: Events::NONE,
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
    /// If `delay` is negative or ends beyond [`Time::MAX`].
    #[inline(always)]
    pub fn schedule(&mut self, delay: Span, event: E) -> EventId {
        if delay.is_negative() {
            negative_delay(self.now, delay);
        }
        match self.now.checked_add(delay) {
            Some(at) => self.insert(at, Priority::default(), event),
            None => beyond_the_end(self.now, delay),
        }
    }

    /// Schedules `event` at the time `at`, with the default priority. `at` may be the present instant.
    ///
    /// # Panics
    ///
    /// If `at` is in the past.
    #[inline(always)]
    pub fn schedule_at(&mut self, at: Time, event: E) -> EventId {
        if at < self.now {
            in_the_past(self.now, at);
        }
        self.insert(at, Priority::default(), event)
    }

    /// Schedules `event` at the time `at`, ahead of events with a lower priority at the same instant.
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

    /// Removes a pending event, and returns it.
    ///
    /// Returns `None` and changes nothing if the id is stale: the event has occurred or was cancelled before.
    pub fn cancel(&mut self, id: EventId) -> Option<E> {
        match &mut self.events {
            Events::Few(few) => Some(few.take(id.order)?.payload),
            Events::Many(many) => {
                let slot = many.find(id.order, id.slot)?;
                let event = many.take(slot);
                self.shrink();
                Some(event)
            }
        }
    }

    /// Moves a pending event to the time `at`, with its priority. Among its equals there it comes last, as if scheduled only
    /// now, and gets a new id; the old one is stale.
    ///
    /// Returns `None` and changes nothing if the id is stale: the event has occurred or was cancelled before. To change the
    /// event itself or its priority, [`cancel`](Self::cancel) it and schedule another.
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
        match &mut self.events {
            Events::Few(few) => {
                let event = few.take(id.order)?.payload;
                Some(self.insert(at, id.priority(), event))
            }
            Events::Many(many) => {
                let slot = many.find(id.order, id.slot)?;
                let order = next_order(&mut self.sequence, self.now, id.priority());
                many.reorder(slot, at, order, self.now);
                Some(EventId { order, slot })
            }
        }
    }

    /// Asks the run to end once the current event has been handled. If called outside a run, it ends the next run before its
    /// first event.
    #[inline]
    pub fn stop(&mut self) {
        self.stop = true;
    }

    /// The time of the next event, if any is pending.
    #[inline]
    #[must_use]
    pub fn peek_time(&self) -> Option<Time> {
        match &self.events {
            Events::Few(few) => few.first().map(|entry| entry.time),
            Events::Many(many) => many.first().map(|key| key.time),
        }
    }

    /// The next event, if any is pending, without taking it.
    #[inline]
    #[must_use]
    pub fn peek(&self) -> Option<Pending<'_, E>> {
        match &self.events {
            Events::Few(few) => few.first().map(few_pending),
            Events::Many(many) => {
                let key = many.first()?;
                let event = many.event(key)?;
                Some(Pending::new(key.time, key.order, key.payload, event))
            }
        }
    }

    /// All pending events, first to last. Copies no event; sorting costs O(n log n) for n of them.
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
        let (few, many) = match &self.events {
            Events::Few(few) => (Some(few.iter().map(few_pending)), None),
            Events::Many(many) => (None, Some(many.iter())),
        };
        let many = many.into_iter().flatten();
        few.into_iter()
            .flatten()
            .chain(many.map(|(key, event)| Pending::new(key.time, key.order, key.payload, event)))
    }

    /// The number of pending events.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.events {
            Events::Few(few) => few.len(),
            Events::Many(many) => many.len(),
        }
    }

    /// Whether no event is pending.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Cancels all pending events. The clock stays, and all ids issued before are stale.
    pub fn clear(&mut self) {
        self.events = Events::NONE;
    }

    /// Takes the next event and moves the clock to it. A [`Simulation`](super::Simulation) does this for its model; call it
    /// only in your own event loop.
    #[inline]
    pub fn pop(&mut self) -> Option<E> {
        match &mut self.events {
            Events::Few(few) => {
                let next = few.pop()?;
                self.now = next.time;
                Some(next.payload)
            }
            Events::Many(_) => self.pop_of_many(),
        }
    }

    #[inline(never)]
    fn pop_of_many(&mut self) -> Option<E> {
        let Events::Many(many) = &mut self.events else {
            return None;
        };
        let key = many.pop_key()?;
        self.now = key.time;
        let event = many.vacate(key.payload);
        self.shrink();
        Some(event)
    }

    /// Takes the next event if it occurs at or before `last`.
    #[inline]
    pub(super) fn pop_until(&mut self, last: Time) -> Option<E> {
        if self.peek_time()? > last {
            return None;
        }
        self.pop()
    }

    /// Whether the run was asked to end and has not ended since.
    #[cfg(feature = "office")]
    pub(crate) fn is_stopping(&self) -> bool {
        self.stop
    }

    /// Whether the run was asked to end. Clears the request.
    #[inline]
    pub(super) fn take_stop(&mut self) -> bool {
        std::mem::take(&mut self.stop)
    }

    /// Moves the clock to `to`; no event may be pending before it.
    pub(super) fn advance(&mut self, to: Time) {
        debug_assert!(to >= self.now && self.peek_time().is_none_or(|next| next >= to));
        self.now = to;
    }

    #[inline(always)]
    fn insert(&mut self, time: Time, priority: Priority, event: E) -> EventId {
        let order = next_order(&mut self.sequence, self.now, priority);
        self.insert_as(time, order, event)
    }

    /// Inserts an event that has its number.
    #[inline(always)]
    fn insert_as(&mut self, time: Time, order: u64, event: E) -> EventId {
        let slot = match &mut self.events {
            Events::Few(few) if !few.is_full() => {
                few.push(time, order, event);
                NONE
            }
            _ => self.insert_into_many(time, order, event),
        };
        EventId { order, slot }
    }

    #[inline(never)]
    fn insert_into_many(&mut self, time: Time, order: u64, event: E) -> u32 {
        if let Events::Few(_) = &self.events {
            self.grow();
        }
        match &mut self.events {
            Events::Many(many) => many.push(time, order, event, self.now),
            Events::Few(_) => NONE,
        }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self) {
        if let Events::Few(few) = &mut self.events {
            self.events = Events::Many(Box::new(Many::of(few.drain(), self.now)));
        }
    }

    /// Moves the events back into a row once they fill at most half of it; a number that varies around the limit rarely causes a move.
    #[inline]
    fn shrink(&mut self) {
        if let Events::Many(many) = &self.events
            && many.len() <= Few::<E>::MOST / 2
        {
            self.back_to_few();
        }
    }

    #[cold]
    #[inline(never)]
    fn back_to_few(&mut self) {
        if let Events::Many(many) = &mut self.events {
            self.events = Events::Few(many.drain().collect());
        }
    }
}

fn few_pending<E>(entry: &Entry<E>) -> Pending<'_, E> {
    Pending::new(entry.time, entry.order, NONE, &entry.payload)
}

#[inline]
fn next_order(sequence: &mut u64, now: Time, priority: Priority) -> u64 {
    let order = order_of(priority, *sequence);
    *sequence += 1;
    if *sequence >> SEQUENCE_BITS != 0 {
        sequence_exhausted(now);
    }
    order
}

#[cold]
#[inline(never)]
fn negative_delay(now: Time, delay: Span) -> ! {
    panic!("at {now}: an event cannot be scheduled after a negative delay of {delay}")
}

#[cold]
#[inline(never)]
fn beyond_the_end(now: Time, delay: Span) -> ! {
    panic!(
        "at {now}: an event cannot be scheduled after {delay}, which is beyond the end of time at {}",
        Time::MAX
    )
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

    /// The number of places allocated for keys and events, used or not.
    fn held<E>(cal: &Calendar<E>) -> usize {
        match &cal.events {
            Events::Few(few) => few.capacity(),
            Events::Many(many) => many.keys.capacity() + many.slots.capacity(),
        }
    }

    /// With few and with many other events pending, at near, far and mixed times.
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
