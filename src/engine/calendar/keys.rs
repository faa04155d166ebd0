//! The order of the pending events: small keys, kept apart from the events themselves.
//!
//! The keys before a limit are *near*, in a row or a heap, and the others are *far*, in buckets. With few pending the
//! limit is beyond the end of time and there is nothing far; with many, nearly all are far, where putting one costs the
//! same however many there are. docs/performance.md has the measurements behind the numbers.

use super::far::Far;
use super::near::Near;
use super::order::{Key, rank};
use crate::time::Time;

/// Dead keys are swept out once there are this many more of them than living ones.
const SWEEP_MARGIN: usize = 32;

/// A priority queue of keys: the one with the smallest (time, order) comes first.
///
/// Some of the keys may be dead, which the owner of the events knows: it is asked by closures. The first key is never dead.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    /// All keys of a rank below `limit`; empty only if there is no key at all.
    near: Near,
    /// Beyond every rank if there are no far keys.
    limit: i128,
    far: Far,
    dead: usize,
}

impl Default for Keys {
    fn default() -> Self {
        Self {
            near: Near::default(),
            limit: i128::MAX,
            far: Far::default(),
            dead: 0,
        }
    }
}

impl Keys {
    /// The number of living keys.
    #[inline]
    pub fn len(&self) -> usize {
        self.near.len() + self.far.len() - self.dead
    }

    #[inline]
    pub fn first(&self) -> Option<&Key> {
        self.near.first()
    }

    /// Adds a living key, which is not before `now`.
    ///
    /// Its parts are handed on one by one: a key that passes through memory on its way into the row is read back in other
    /// portions than it was written in, and the processor waits.
    #[inline(always)]
    pub fn push(
        &mut self,
        time: Time,
        order: u64,
        slot: u32,
        now: Time,
        alive: impl Fn(&Key) -> bool,
    ) {
        if rank(time, order) >= self.limit {
            self.push_to_far(time, order, slot);
        } else if self.near.has_room_in_row() {
            self.near.insert_sorted(time, order, slot);
        } else {
            self.push_to_heap(time, order, slot, now, alive);
        }
    }

    #[inline(never)]
    fn push_to_far(&mut self, time: Time, order: u64, payload: u32) {
        self.far.push(Key {
            time,
            order,
            payload,
        });
    }

    #[inline(never)]
    fn push_to_heap(
        &mut self,
        time: Time,
        order: u64,
        payload: u32,
        now: Time,
        alive: impl Fn(&Key) -> bool,
    ) {
        self.near.push(Key {
            time,
            order,
            payload,
        });
        if self.near.len() > self.far.len() {
            self.start_anew(now, alive);
        }
    }

    /// Takes the first key.
    #[inline(always)]
    pub fn pop(&mut self, alive: impl Fn(&Key) -> bool) -> Option<Key> {
        let first = self.near.pop()?;
        if self.dead > 0 || self.near.is_empty() && self.far.len() > 0 {
            self.bring_living_first(alive);
        }
        Some(first)
    }

    /// Learns that one of the keys has died.
    pub fn bury(&mut self, alive: impl Fn(&Key) -> bool) {
        self.dead += 1;
        self.bring_living_first(&alive);
        // Keeps the dead fewer than the living, at a cost that is constant on average.
        if self.dead > self.len() + SWEEP_MARGIN {
            self.near.retain(&alive);
            self.far.retain(&alive);
            self.dead = 0;
            if self.far.len() == 0 {
                self.limit = i128::MAX;
            }
            self.bring_living_first(alive);
        }
    }

    /// How many keys there is room for.
    #[cfg(test)]
    pub fn capacity(&self) -> usize {
        self.near.capacity() + self.far.capacity()
    }

    /// All keys, the dead ones too, first to last.
    pub fn in_order(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = self.near.iter().chain(self.far.iter()).copied().collect();
        keys.sort_unstable_by_key(Key::rank);
        keys
    }

    #[inline(never)]
    fn bring_living_first(&mut self, alive: impl Fn(&Key) -> bool) {
        loop {
            while let Some(key) = self.near.first() {
                if self.dead == 0 || alive(key) {
                    return;
                }
                self.near.pop();
                self.dead -= 1;
            }
            match self.far.next_bucket(&mut self.near, &alive) {
                Some((limit, dropped)) => {
                    self.limit = match self.far.len() {
                        0 => i128::MAX,
                        _ => limit,
                    };
                    self.dead -= dropped;
                }
                None => return,
            }
        }
    }

    /// Puts all keys into buckets that begin at `now`. As there are more near than far ones then, and those came one by
    /// one since the last time, this is constant on average.
    #[cold]
    #[inline(never)]
    fn start_anew(&mut self, now: Time, alive: impl Fn(&Key) -> bool) {
        let mut far = Far::starting(rank(now, 0));
        for key in self.near.iter().chain(self.far.iter()) {
            far.push(*key);
        }
        self.far = far;
        self.near.clear();
        self.bring_living_first(alive);
    }
}
