//! A calendar at rest, and how it comes to life again.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Calendar, Keys, Pending, SEQUENCE_BITS, Slot, VACANT};
use crate::engine::keys::Key;
use crate::time::Time;

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
            pending: self
                .pending()
                .map(
                    |Pending {
                         id, time, event, ..
                     }| (time, id.order, id.slot, event),
                )
                .collect(),
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
            keys.push(Key { time, order, slot }, saved.now, |_| true);
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
            slots: events.into_iter().flatten().collect(),
            free: saved.free,
        })
    }
}
