//! The keys far in the future, in buckets by the digits of their rank.
//!
//! The rank, time and order together, is a number of 32 digits to the base 16. `base` is a rank that no key precedes. A key
//! lies on the level of the first digit in which it differs from `base`, in the bucket of its own digit there. So every key
//! on a lower level comes before every key on a higher one, and no bucket needs sorting before its turn. When its turn comes,
//! a small bucket is passed on, and a large one is spread over the levels below. A key moves at most once per level, however
//! the times are distributed, and equal times are told apart by their order. This is the radix heap (Ahuja, Mehlhorn, Orlin
//! and Tarjan 1990, "Faster algorithms for the shortest path problem") with the lazy sorting of a ladder queue (Tang, Goh and
//! Thng 2005).

use super::near::Near;
use super::order::Key;

const DIGIT_BITS: u32 = 4;
/// Buckets per level, one for each digit.
const DIGITS: usize = 1 << DIGIT_BITS;
const LEVELS: usize = u128::BITS.div_ceil(DIGIT_BITS) as usize;
/// A bucket with at most this many keys is passed on; a larger one is spread.
const HANDED_ON: usize = 40;

#[derive(Clone, Debug, Default)]
pub(super) struct Far {
    len: usize,
    /// A rank that no key precedes.
    base: u128,
    /// The levels with keys, one bit each.
    levels: u32,
    /// For each level, the digits whose buckets have keys, one bit each.
    digits: [u64; LEVELS],
    /// The buckets, level after level; empty before the first key.
    buckets: Vec<Vec<Key>>,
}

/// Maps ranks to unsigned numbers in the same order.
fn unsigned(rank: i128) -> u128 {
    (rank as u128) ^ (1 << 127)
}

fn signed(rank: u128) -> i128 {
    (rank ^ (1 << 127)) as i128
}

impl Far {
    /// Makes an empty list; no key with a rank below `base` may be added.
    pub fn starting(base: i128) -> Self {
        Self {
            base: unsigned(base),
            ..Self::default()
        }
    }

    #[inline]
    pub fn len(&self) -> usize {
        self.len
    }

    #[cfg(test)]
    pub fn capacity(&self) -> usize {
        self.buckets.iter().map(Vec::capacity).sum()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Key> {
        self.buckets.iter().flatten()
    }

    #[inline]
    pub fn push(&mut self, key: Key) {
        if self.buckets.is_empty() {
            self.buckets = vec![Vec::new(); LEVELS * DIGITS];
        }
        self.len += 1;
        self.place(key);
    }

    #[inline]
    fn place(&mut self, key: Key) {
        let rank = unsigned(key.rank());
        let differing = (rank ^ self.base) | 1;
        let level = (u128::BITS - 1 - differing.leading_zeros()) / DIGIT_BITS;
        let digit = (rank >> (level * DIGIT_BITS)) as usize % DIGITS;
        let level = level as usize;
        self.levels |= 1 << level;
        self.digits[level] |= 1 << digit;
        self.buckets[level * DIGITS + digit].push(key);
    }

    /// Passes the living keys of the first small bucket to `near`, after spreading larger ones. Returns the rank at which the
    /// next bucket begins, and how many dead keys were dropped; `None` if no bucket has keys.
    pub fn next_bucket(
        &mut self,
        near: &mut Near,
        alive: impl Fn(&Key) -> bool,
    ) -> Option<(i128, usize)> {
        loop {
            if self.levels == 0 {
                return None;
            }
            let level = self.levels.trailing_zeros();
            let digits = &mut self.digits[level as usize];
            let digit = digits.trailing_zeros();
            *digits &= *digits - 1;
            if *digits == 0 {
                self.levels &= self.levels - 1;
            }
            let shift = level * DIGIT_BITS;
            // The upper digits of `base` stay, this digit becomes that of the bucket, the lower ones become zero.
            let above = self
                .base
                .checked_shr(shift + DIGIT_BITS)
                .map_or(0, |upper| upper << DIGIT_BITS << shift);
            self.base = above | u128::from(digit) << shift;

            let place = level as usize * DIGITS + digit as usize;
            let mut bucket = std::mem::take(&mut self.buckets[place]);
            let small = bucket.len() <= HANDED_ON;
            let mut limit = 0;
            let mut dropped = 0;
            if small {
                self.len -= bucket.len();
                limit = self.base.checked_add(1 << shift).map_or(i128::MAX, signed);
                // Checking all keys here brings the events they belong to into the cache.
                dropped = near.load(&bucket, &alive);
            } else {
                for key in &bucket {
                    self.place(*key);
                }
            }
            // Frees the memory of a large bucket; a small one is reused.
            if bucket.capacity() <= 2 * HANDED_ON {
                bucket.clear();
                self.buckets[place] = bucket;
            }
            if small {
                return Some((limit, dropped));
            }
        }
    }

    /// Drops every key for which `keep` is false.
    pub fn retain(&mut self, keep: impl Fn(&Key) -> bool) {
        self.len = 0;
        for level in 0..LEVELS {
            for digit in 0..DIGITS {
                let Some(bucket) = self.buckets.get_mut(level * DIGITS + digit) else {
                    return;
                };
                bucket.retain(&keep);
                self.len += bucket.len();
                if bucket.is_empty() {
                    *bucket = Vec::new();
                    self.digits[level] &= !(1 << digit);
                }
            }
            if self.digits[level] == 0 {
                self.levels &= !(1 << level);
            }
        }
    }
}
