//! The keys of the next future, in slots of equal width: the calendar queue of Brown (1988), "Calendar queues: a fast O(1)
//! priority queue implementation for the simulation event set problem", with a fixed number of slots.
//!
//! Slots are numbered by the time at which they begin, in widths since the beginning of time, and used in a circle. The keys of
//! a slot are linked in a list, and all keys lie in one array, so a slot that is used again needs no memory of its own.

use super::order::Key;
use crate::time::Time;

/// Slots in the circle. Each has one bit, in words of 64, and each word has one bit in `words`.
pub(super) const SLOTS: usize = 4096;
const WORDS: usize = SLOTS / 64;
/// The end of a list.
const NONE: u32 = u32::MAX;

#[derive(Clone, Debug)]
pub(super) struct Ring {
    len: usize,
    /// The logarithm of the width of a slot, in microseconds to the base 2.
    width_bits: u32,
    /// The number of the slot that is emptied now. No key lies in it, nor in an earlier one.
    current: u64,
    /// The first node of each slot.
    heads: Vec<u32>,
    nodes: Vec<Node>,
    /// The first node that is not used.
    free: u32,
    /// The slots with keys, one bit each.
    filled: [u64; WORDS],
    /// The words of `filled` that are not 0, one bit each.
    words: u64,
}

/// A key, and the next node of its list.
#[derive(Clone, Copy, Debug)]
struct Node {
    time: Time,
    order: u64,
    payload: u32,
    next: u32,
}

impl Node {
    #[inline]
    fn key(self) -> Key {
        Key {
            time: self.time,
            order: self.order,
            payload: self.payload,
        }
    }
}

/// Time since the beginning of time.
#[inline]
fn micros(time: Time) -> u64 {
    (time.as_micros() as u64) ^ (1 << 63)
}

impl Default for Ring {
    fn default() -> Self {
        Self {
            len: 0,
            width_bits: 0,
            current: 0,
            heads: Vec::new(),
            nodes: Vec::new(),
            free: NONE,
            filled: [0; WORDS],
            words: 0,
        }
    }
}

impl Ring {
    /// Removes all keys. From now on, slots are 2 to the `width_bits` microseconds wide; `now` lies in the current one.
    pub fn restart(&mut self, width_bits: u32, now: u64) {
        self.heads.fill(NONE);
        self.nodes = Vec::new();
        self.free = NONE;
        self.filled = [0; WORDS];
        self.words = 0;
        self.len = 0;
        self.width_bits = width_bits;
        self.current = now >> width_bits;
    }

    #[inline]
    pub fn len(&self) -> usize {
        self.len
    }

    #[inline]
    pub fn width_bits(&self) -> u32 {
        self.width_bits
    }

    /// The number of the slot that is emptied now.
    #[inline]
    pub fn current(&self) -> u64 {
        self.current
    }

    /// Goes on to a later slot, before which all are empty.
    #[inline]
    pub fn advance(&mut self, slot: u64) {
        self.current = slot;
    }

    #[cfg(test)]
    pub fn capacity(&self) -> usize {
        self.nodes.capacity()
    }

    pub fn iter(&self) -> impl Iterator<Item = Key> {
        let slots = self.heads.iter().copied();
        slots.flat_map(move |head| {
            let mut next = head;
            std::iter::from_fn(move || {
                let node = self.nodes.get(next as usize)?;
                next = node.next;
                Some(node.key())
            })
        })
    }

    /// Adds a key, unless it belongs into the current slot or beyond the last one.
    #[inline(always)]
    pub fn add(&mut self, key: Key) -> bool {
        let Key {
            time,
            order,
            payload,
        } = key;
        let slot = micros(time) >> self.width_bits;
        if slot.wrapping_sub(self.current).wrapping_sub(1) >= SLOTS as u64 - 1 {
            return false;
        }
        let place = slot as usize % SLOTS;
        let Some(head) = self.heads.get_mut(place) else {
            return self.add_first(key);
        };
        let node = Node {
            time,
            order,
            payload,
            next: *head,
        };
        match self.nodes.get_mut(self.free as usize) {
            Some(free) => {
                *head = std::mem::replace(&mut self.free, free.next);
                *free = node;
            }
            None => {
                *head = self.nodes.len() as u32;
                self.nodes.push(node);
            }
        }
        self.len += 1;
        self.filled[place / 64] |= 1 << (place % 64);
        self.words |= 1 << (place / 64);
        true
    }

    /// Makes the slots, and adds the first key.
    #[cold]
    #[inline(never)]
    fn add_first(&mut self, key: Key) -> bool {
        self.heads = vec![NONE; SLOTS];
        self.add(key)
    }

    /// The number of the first slot with keys.
    #[inline]
    pub fn first(&self) -> Option<u64> {
        let place = self.current as usize % SLOTS;
        let (word, bit) = (place / 64, place as u32 % 64);
        let rest = self.filled[word] >> bit;
        if rest != 0 {
            return Some(self.current + u64::from(rest.trailing_zeros()));
        }
        // The words after this one, and at last the lower bits of this one.
        let later = self.words.rotate_right(word as u32 + 1);
        if later == 0 {
            return None;
        }
        let ahead = later.trailing_zeros() + 1;
        let bits = self.filled[(word + ahead as usize) % WORDS];
        Some(self.current - u64::from(bit) + u64::from(ahead * 64 + bits.trailing_zeros()))
    }

    /// Goes on to `slot`, and passes its keys to `take`, in no particular order.
    #[inline]
    pub fn empty(&mut self, slot: u64, mut take: impl FnMut(Key)) {
        self.current = slot;
        let place = slot as usize % SLOTS;
        let Some(head) = self.heads.get_mut(place) else {
            return;
        };
        let mut next = std::mem::replace(head, NONE);
        if next == NONE {
            return;
        }
        while let Some(node) = self.nodes.get_mut(next as usize) {
            take(node.key());
            let after = std::mem::replace(&mut node.next, self.free);
            self.free = std::mem::replace(&mut next, after);
            self.len -= 1;
        }
        let word = &mut self.filled[place / 64];
        *word &= !(1 << (place % 64));
        if *word == 0 {
            self.words &= !(1 << (place / 64));
        }
    }
}
