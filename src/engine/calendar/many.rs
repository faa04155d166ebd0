//! The pending events while there are many: the events in slots, and small keys kept in order.

use super::keys::Keys;
use super::order::{Entry, Key};
use crate::time::Time;

#[derive(Clone, Debug)]
pub(super) struct Many<E> {
    /// One key for each pending event. A key is dead if its slot no longer has the same order.
    pub keys: Keys,
    pub slots: Vec<Slot<E>>,
    pub free: Vec<u32>,
    /// The orders and slots of the events that were moved here from the row of few events, sorted by order.
    pub moved: Vec<(u64, u32)>,
}

#[derive(Clone, Debug)]
pub(super) struct Slot<E> {
    pub order: u64,
    pub event: Option<E>,
}

/// The slot of an event that was scheduled while there were few.
pub(super) const NONE: u32 = u32::MAX;
/// The order of an empty slot; no event has it, because the sequence ends before.
pub(super) const VACANT: u64 = u64::MAX;

impl<E> Default for Many<E> {
    fn default() -> Self {
        Self {
            keys: Keys::default(),
            slots: Vec::new(),
            free: Vec::new(),
            moved: Vec::new(),
        }
    }
}

impl<E> Many<E> {
    /// Takes over the events that were scheduled while there were few, at the time `now`.
    pub fn of(events: impl Iterator<Item = Entry<E>>, now: Time) -> Self {
        let mut many = Self::default();
        for Entry {
            time,
            order,
            payload,
        } in events
        {
            let slot = many.push(time, order, payload, now);
            many.moved.push((order, slot));
        }
        many.moved.sort_unstable();
        many
    }

    #[inline]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    #[inline]
    pub fn first(&self) -> Option<&Key> {
        self.keys.first()
    }

    /// Adds an event, and returns its slot.
    #[inline(always)]
    pub fn push(&mut self, time: Time, order: u64, event: E, now: Time) -> u32 {
        let slot = self.fill(order, event);
        let slots = &self.slots;
        let alive = |key: &Key| is_alive(slots, key);
        self.keys.push(time, order, slot, now, alive);
        slot
    }

    /// Takes the first key; the caller must [vacate](Self::vacate) its slot.
    #[inline(always)]
    pub fn pop_key(&mut self) -> Option<Key> {
        let slots = &self.slots;
        self.keys.pop(|key| is_alive(slots, key))
    }

    /// Removes all events, first to last.
    pub fn drain(&mut self) -> impl Iterator<Item = Entry<E>> {
        std::iter::from_fn(|| {
            let Key {
                time,
                order,
                payload,
            } = self.pop_key()?;
            let payload = self.vacate(payload);
            Some(Entry {
                time,
                order,
                payload,
            })
        })
    }

    /// The slot of the event with this `order`; `slot` is right if there were already many events when it was scheduled.
    pub fn find(&self, order: u64, slot: u32) -> Option<u32> {
        let holds = |slot: u32| {
            self.slots
                .get(slot as usize)
                .is_some_and(|s| s.order == order)
        };
        if holds(slot) {
            return Some(slot);
        }
        let place = self
            .moved
            .binary_search_by_key(&order, |moved| moved.0)
            .ok()?;
        Some(self.moved[place].1).filter(|slot| holds(*slot))
    }

    /// Takes the event out of a slot; its key stays behind as a dead one.
    pub fn take(&mut self, slot: u32) -> E {
        let event = self.vacate(slot);
        let slots = &self.slots;
        self.keys.bury(|key| is_alive(slots, key));
        event
    }

    /// Moves the event in `slot` to another place in the order.
    pub fn reorder(&mut self, slot: u32, time: Time, order: u64, now: Time) {
        self.slots[slot as usize].order = order;
        let slots = &self.slots;
        let alive = |key: &Key| is_alive(slots, key);
        self.keys.bury(alive);
        self.keys.push(time, order, slot, now, alive);
    }

    /// All living keys with their events, first to last.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &E)> {
        let keys = self.keys.in_order().into_iter();
        keys.filter_map(|key| Some((key, self.event(&key)?)))
    }

    /// All events, in no particular order.
    #[cfg(feature = "office")]
    pub fn events(&self) -> impl Iterator<Item = &E> {
        self.slots.iter().filter_map(|slot| slot.event.as_ref())
    }

    /// The event of a key, unless the key is dead.
    #[inline]
    pub fn event(&self, key: &Key) -> Option<&E> {
        let Slot { order, event } = &self.slots[key.payload as usize];
        event.as_ref().filter(|_| *order == key.order)
    }

    #[inline]
    fn fill(&mut self, order: u64, event: E) -> u32 {
        let filled = Slot {
            order,
            event: Some(event),
        };
        match self.free.pop() {
            Some(slot) => {
                self.slots[slot as usize] = filled;
                slot
            }
            None => {
                let slot = self.slots.len();
                assert!(slot < NONE as usize, "fewer than 2^32 - 1 pending events");
                self.slots.push(filled);
                slot as u32
            }
        }
    }

    #[inline]
    pub fn vacate(&mut self, slot: u32) -> E {
        let place = &mut self.slots[slot as usize];
        place.order = VACANT;
        self.free.push(slot);
        place.event.take().expect("a living key has an event")
    }
}

#[inline]
fn is_alive<E>(slots: &[Slot<E>], key: &Key) -> bool {
    slots[key.payload as usize].order == key.order
}
