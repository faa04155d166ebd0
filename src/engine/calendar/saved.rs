//! Saving a calendar and restoring it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::id::{SEQUENCE_BITS, sequence_of};
use super::keys::Keys;
use super::many::{Many, Slot, VACANT};
use super::order::Entry;
use super::{Calendar, Events, Few, Pending};
use crate::time::Time;

/// A saved calendar. It keeps the slots, so ids that a model holds stay valid, and two copies of one calendar stay equal.
#[derive(Serialize, Deserialize)]
struct Saved<P> {
    now: Time,
    sequence: u64,
    stop: bool,
    /// The pending events, first to last.
    pending: Vec<P>,
    slots: Option<Slots>,
}

/// The slots, if many events are pending.
#[derive(Serialize, Deserialize)]
struct Slots {
    /// The slot of each pending event.
    taken: Vec<u32>,
    free: Vec<u32>,
    moved: Vec<(u64, u32)>,
}

impl<E: Serialize> Serialize for Calendar<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut taken = Vec::new();
        let pending = self.pending().map(
            |Pending {
                 id, time, event, ..
             }| {
                taken.push(id.slot);
                (time, id.order, event)
            },
        );
        let pending = pending.collect();
        let slots = match &self.events {
            Events::Few(_) => None,
            Events::Many(many) => Some(Slots {
                taken,
                free: many.free.clone(),
                moved: many.moved.clone(),
            }),
        };
        Saved {
            now: self.now,
            sequence: self.sequence,
            stop: self.stop,
            pending,
            slots,
        }
        .serialize(serializer)
    }
}

impl<'de, E: Deserialize<'de>> Deserialize<'de> for Calendar<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let saved = Saved::<(Time, u64, E)>::deserialize(deserializer)?;
        restore(saved).map_err(serde::de::Error::custom)
    }
}

fn restore<E>(saved: Saved<(Time, u64, E)>) -> Result<Calendar<E>, &'static str> {
    if saved.sequence >> SEQUENCE_BITS != 0 {
        return Err("a calendar in which more events were scheduled than it can tell apart");
    }
    if !(saved.pending).is_sorted_by(|a, b| (a.0, a.1) < (b.0, b.1)) {
        return Err("a calendar with pending events out of order");
    }
    // Events are found by their order; and keys with equal ranks would never be separated, however often they are spread over
    // buckets.
    let mut orders: Vec<u64> = saved.pending.iter().map(|(_, order, _)| *order).collect();
    orders.sort_unstable();
    if orders.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err("a calendar with two events of one name");
    }
    for (time, order, _) in &saved.pending {
        if *time < saved.now {
            return Err("a calendar with a pending event in the past");
        }
        if sequence_of(*order) >= saved.sequence {
            return Err("a calendar with an event that was never scheduled");
        }
    }
    let pending = saved.pending.into_iter();
    let pending = pending.map(|(time, order, payload)| Entry {
        time,
        order,
        payload,
    });
    let events = match saved.slots {
        None if pending.len() <= Few::<E>::MOST => Events::Few(pending.collect()),
        None => Events::Many(Box::new(Many::of(pending, saved.now))),
        Some(slots) => Events::Many(Box::new(restore_many(slots, pending, saved.now)?)),
    };
    Ok(Calendar {
        now: saved.now,
        sequence: saved.sequence,
        stop: saved.stop,
        events,
    })
}

fn restore_many<E>(
    slots: Slots,
    pending: impl ExactSizeIterator<Item = Entry<E>>,
    now: Time,
) -> Result<Many<E>, &'static str> {
    if slots.taken.len() != pending.len() {
        return Err("a calendar with events and slots of different number");
    }
    let size = pending.len() + slots.free.len();
    let mut places: Vec<Option<Slot<E>>> = (0..size).map(|_| None).collect();
    let mut keys = Keys::default();
    for (entry, slot) in pending.zip(slots.taken) {
        let Entry {
            time,
            order,
            payload,
        } = entry;
        let event = Some(payload);
        match places.get_mut(slot as usize) {
            Some(place @ None) => *place = Some(Slot { order, event }),
            _ => return Err("a calendar with two events in one place, or one outside it"),
        }
        keys.push(time, order, slot, now, |_| true);
    }
    for slot in &slots.free {
        let vacant = Slot {
            order: VACANT,
            event: None,
        };
        match places.get_mut(*slot as usize) {
            Some(place @ None) => *place = Some(vacant),
            _ => return Err("a calendar with a free place that is taken, or outside it"),
        }
    }
    if !slots.moved.is_sorted() {
        return Err("a calendar with moved events out of order");
    }
    Ok(Many {
        keys,
        slots: places.into_iter().flatten().collect(),
        free: slots.free,
        moved: slots.moved,
    })
}
