//! The order of the pending events: small keys, kept apart from the events themselves.
//!
//! The keys before a limit are *near*, in a row or a heap, and the others are *far*, in buckets. With few events pending, the
//! limit is beyond the end of time and nothing is far; with many, nearly all keys are far, where adding one costs the same
//! however many there are. docs/performance.md has the measurements behind the numbers.

use super::far::Far;
use super::near::Near;
use super::order::{Key, rank};
use crate::time::Time;

/// Dead keys are removed once there are this many more of them than living ones.
const SWEEP_MARGIN: usize = 32;

/// A priority queue of keys: the one with the smallest (time, order) comes first.
///
/// Some of the keys may be dead. Only the owner of the events knows which; it passes that in as closures. The first key is
/// never dead.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    /// All keys with a rank below `limit`; empty only if there are no keys at all.
    near: Near,
    /// `i128::MAX` if there are no far keys.
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

    /// Adds a living key; `time` is not before `now`.
    ///
    /// The fields are passed one by one: a key assembled in memory on its way into the row would be read back in chunks of
    /// other sizes than it was written in, and the processor would stall.
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

    #[inline(always)]
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

    /// Counts a key that has died, and removes dead keys when necessary.
    pub fn bury(&mut self, alive: impl Fn(&Key) -> bool) {
        self.dead += 1;
        self.bring_living_first(&alive);
        // Keeps the dead from outnumbering the living by more than a margin, at a constant cost on average.
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

    /// The number of keys there is room for.
    #[cfg(test)]
    pub fn capacity(&self) -> usize {
        self.near.capacity() + self.far.capacity()
    }

    fn all(&self) -> impl Iterator<Item = Key> {
        self.near.iter().copied().chain(self.far.iter())
    }

    /// All keys, including dead ones, first to last.
    pub fn in_order(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = self.all().collect();
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

    /// Moves all keys into buckets that begin at `now`. More keys are near than far by then, and they were added one by one
    /// since the last time, so the cost is constant on average.
    #[cold]
    #[inline(never)]
    fn start_anew(&mut self, now: Time, alive: impl Fn(&Key) -> bool) {
        let keys: Vec<Key> = self.all().collect();
        self.far.start_anew(rank(now, 0), &keys);
        self.near.clear();
        self.bring_living_first(alive);
    }
}
