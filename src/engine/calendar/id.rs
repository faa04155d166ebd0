//! Priorities, ids and the order among equals.

use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

use crate::time::Time;

/// Which of several events at the same instant comes first: the one with the higher number. The default is 0.
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

/// The name of one scheduled event, used to cancel it.
///
/// Names are never reused in a calendar, so an old one is recognised as stale. A name means nothing to another calendar,
/// except to a clone or a saved copy of its own.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct EventId {
    /// Its place among events at the same time; unique in the calendar.
    pub(super) order: u64,
    /// The slot it was put into, if many events were pending.
    pub(super) slot: u32,
}

/// The bits of an order that count schedulings; the 16 bits above hold the priority, inverted so that the higher comes first.
pub(super) const SEQUENCE_BITS: u32 = 48;

/// The order of the event that was scheduled as number `sequence`.
#[inline]
pub(super) fn order_of(priority: Priority, sequence: u64) -> u64 {
    let turned = (i64::from(i16::MAX) - i64::from(priority.0)) as u64;
    turned << SEQUENCE_BITS | sequence
}

/// The number of the scheduling that issued this order.
pub(super) fn sequence_of(order: u64) -> u64 {
    order & ((1 << SEQUENCE_BITS) - 1)
}

impl PartialEq for EventId {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order
    }
}

impl Eq for EventId {}

impl Hash for EventId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.order.hash(state);
    }
}

impl EventId {
    /// The name of no event.
    pub(crate) const NONE: Self = Self {
        order: super::many::VACANT,
        slot: super::many::NONE,
    };

    pub(super) fn priority(self) -> Priority {
        let turned = (self.order >> SEQUENCE_BITS) as i64;
        Priority((i64::from(i16::MAX) - turned) as i16)
    }
}

/// A pending event, as [`Calendar::peek`](super::Calendar::peek) and [`Calendar::pending`](super::Calendar::pending) show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pending<'a, E> {
    /// Its name, for [`Calendar::cancel`](super::Calendar::cancel).
    pub id: EventId,
    /// When it will occur.
    pub time: Time,
    /// Its priority among events at that instant.
    pub priority: Priority,
    /// The event.
    pub event: &'a E,
}

impl<'a, E> Pending<'a, E> {
    pub(super) fn new(time: Time, order: u64, slot: u32, event: &'a E) -> Self {
        let id = EventId { order, slot };
        Self {
            id,
            time,
            priority: id.priority(),
            event,
        }
    }
}
