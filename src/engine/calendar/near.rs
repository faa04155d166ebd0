//! The keys of the next events.
//!
//! Up to [`SORTED_MAX`] keys stand in one sorted row, which costs a single unpredictable branch per insertion; more stand in
//! an implicit heap with four children per node. docs/performance.md has the measurements behind these numbers.

use super::order::Key;
use crate::time::Time;

/// Above this many keys, the sorted row becomes a heap.
const SORTED_MAX: usize = 64;
/// Below this many keys, the heap becomes a sorted row again; far enough from the other bound that a varying size rarely
/// causes conversions.
const SORTED_AGAIN: usize = 32;
/// Above this many keys, a heap no longer fits into the nearest caches.
const FAR: usize = 1 << 14;
/// Children per heap node.
const ARITY: usize = 4;

/// A priority queue of keys: the one with the smallest (time, order) comes first.
#[derive(Clone, Debug, Default)]
pub(super) struct Near {
    /// A row from last to first while `heaped` is false, otherwise a heap with the first key at the root.
    keys: Vec<Key>,
    heaped: bool,
}

impl Near {
    #[inline]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    #[inline]
    pub fn first(&self) -> Option<&Key> {
        if self.heaped {
            self.keys.first()
        } else {
            self.keys.last()
        }
    }

    /// Whether the keys are a row with room for one more; if so, add it by [`insert_sorted`](Self::insert_sorted).
    #[inline]
    pub fn has_room_in_row(&self) -> bool {
        !self.heaped && self.keys.len() < SORTED_MAX
    }

    /// Adds a key when the row is full, or is a heap already.
    pub fn push(&mut self, key: Key) {
        if !self.heaped {
            // A row sorted from first to last is a heap.
            self.keys.reverse();
            self.heaped = true;
        }
        self.keys.push(key);
        self.climb(key, self.keys.len() - 1, 0);
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    #[inline]
    pub fn pop(&mut self) -> Option<Key> {
        if !self.heaped {
            return self.keys.pop();
        }
        self.pop_heap()
    }

    pub fn clear(&mut self) {
        self.keys.clear();
        self.heaped = false;
    }

    /// Drops every key for which `keep` is false.
    pub fn retain(&mut self, keep: impl FnMut(&Key) -> bool) {
        self.keys.retain(keep);
        if self.keys.len() <= SORTED_MAX {
            self.sort();
        } else if self.heaped {
            for parent in (0..=(self.keys.len() - 2) / ARITY).rev() {
                self.sift_down(parent);
            }
        }
    }

    #[cfg(test)]
    pub fn capacity(&self) -> usize {
        self.keys.capacity()
    }

    /// The keys in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = &Key> {
        self.keys.iter()
    }

    /// Fills an empty row with those of `keys` for which `keep` holds, and returns how many were left out. `keys` must fit
    /// into a row.
    pub fn load(&mut self, keys: &[Key], keep: impl Fn(&Key) -> bool) -> usize {
        debug_assert!(self.keys.is_empty() && keys.len() <= SORTED_MAX);
        self.keys.extend(keys.iter().filter(|key| keep(key)));
        self.sort();
        keys.len() - self.keys.len()
    }

    /// Inserts a key into the row one step at a time: few keys usually have to move, and moving them in one block takes a
    /// call.
    #[inline]
    pub fn insert_sorted(&mut self, time: Time, order: u64, slot: u32) {
        let key = Key {
            time,
            order,
            payload: slot,
        };
        let mut hole = self.keys.len();
        self.keys.push(key);
        while hole > 0 && self.keys[hole - 1].precedes(&key) {
            self.keys[hole] = self.keys[hole - 1];
            hole -= 1;
        }
        self.keys[hole] = key;
    }

    fn pop_heap(&mut self) -> Option<Key> {
        let last = self.keys.pop()?;
        let Some(root) = self.keys.first_mut() else {
            return Some(last);
        };
        let first = std::mem::replace(root, last);
        if self.keys.len() < SORTED_AGAIN {
            self.sort();
        } else {
            self.sift_down(0);
        }
        Some(first)
    }

    /// Adds a key to an empty row that will be [sorted](Self::sort), if it is alive.
    #[inline]
    pub fn add_unsorted(&mut self, key: Key, alive: impl Fn(&Key) -> bool) {
        if alive(&key) {
            self.keys.push(key);
        }
    }

    pub fn sort(&mut self) {
        self.keys
            .sort_unstable_by_key(|key| std::cmp::Reverse(key.rank()));
        self.heaped = false;
    }

    /// Moves `key` up from the free `place` to where it belongs, at most to `top`.
    #[inline]
    fn climb(&mut self, key: Key, mut place: usize, top: usize) {
        while place > top {
            let parent = (place - 1) / ARITY;
            if !key.precedes(&self.keys[parent]) {
                break;
            }
            self.keys[place] = self.keys[parent];
            place = parent;
        }
        self.keys[place] = key;
    }

    /// Moves the key at `place` down to where it belongs: first all the way to the bottom, along the least child of each
    /// node, then up again. The last key of a heap nearly always belongs near the bottom, so comparing it with every node on
    /// its way would waste branches.
    fn sift_down(&mut self, top: usize) {
        let key = self.keys[top];
        let mut place = top;
        // Without branches, the next node is known only when all four keys are loaded; with them, the processor guesses it
        // and fetches ahead. That outweighs its wrong guesses only where loading takes long.
        let near = self.keys.len() <= FAR;
        loop {
            let first = place * ARITY + 1;
            let least = match self.keys.get(first..first + ARITY) {
                Some(children) if near => first + least_of_four(children),
                Some(children) => first + least_of(children),
                None => match self.keys.get(first..) {
                    Some(rest) if !rest.is_empty() => first + least_of(rest),
                    _ => break,
                },
            };
            self.keys[place] = self.keys[least];
            place = least;
        }
        self.climb(key, place, top);
    }
}

/// The index of the least of exactly four keys, by two rounds that compile to conditional moves.
#[inline]
fn least_of_four(keys: &[Key]) -> usize {
    let a = usize::from(keys[1].precedes(&keys[0]));
    let b = 2 + usize::from(keys[3].precedes(&keys[2]));
    if keys[b].precedes(&keys[a]) { b } else { a }
}

fn least_of(keys: &[Key]) -> usize {
    let mut least = 0;
    for (index, key) in keys.iter().enumerate().skip(1) {
        if key.precedes(&keys[least]) {
            least = index;
        }
    }
    least
}
