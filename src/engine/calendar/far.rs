//! The keys far in the future: those of the next few thousand slots of time in a ring, all others in buckets by the
//! digits of their rank.
//!
//! The rank, time and order together, is a number of 32 digits to the base 16. `base` is a rank that no key precedes. A key
//! lies on the level of the first digit in which it differs from `base`, in the bucket of its own digit there. So every key
//! on a lower level comes before every key on a higher one, and no bucket needs sorting before its turn. When its turn comes,
//! a small bucket is passed on, and a large one is spread over the levels below. A key moves at most once per level, however
//! the times are distributed, and equal times are told apart by their order. This is the radix heap (Ahuja, Mehlhorn, Orlin
//! and Tarjan 1990, "Faster algorithms for the shortest path problem") with the lazy sorting of a ladder queue (Tang, Goh and
//! Thng 2005).
//!
//! The ring stands between the levels: keys of the slot of `base` lie on the lower levels, keys of the slots that follow lie in
//! the ring, and later ones on the higher levels. Where times are spread evenly, a key goes into the ring and from there to
//! its place in the order; where they are not, the keys that are too many for a slot are spread over the lower levels.

use super::near::Near;
use super::order::Key;
use super::ring::{Ring, SLOTS};

const DIGIT_BITS: u32 = 4;
/// Buckets per level, one for each digit.
const DIGITS: usize = 1 << DIGIT_BITS;
const LEVELS: usize = u128::BITS.div_ceil(DIGIT_BITS) as usize;
/// A bucket or slot with at most this many keys is passed on; a larger one is spread.
const HANDED_ON: usize = 40;
/// The bits of the order in a rank, below those of the time.
const ORDER_BITS: u32 = u64::BITS;
/// The width of the slots is looked at after this many keys, or more if there are more.
const LOOK: usize = 1024;
/// With this many keys per slot, or fewer than one in as many slots, the width is changed.
const CROWDED: u64 = 4;

#[derive(Clone, Debug, Default)]
pub(super) struct Far {
    len: usize,
    /// A rank that no key precedes.
    base: u128,
    /// The levels with keys, one bit each.
    levels: u32,
    /// The levels of the keys in the slot of `base`.
    lower: u32,
    /// For each level, the digits whose buckets have keys, one bit each.
    digits: [u16; LEVELS],
    /// The buckets, level after level; empty before the first key.
    buckets: Vec<Vec<Key>>,
    ring: Ring,
    /// The slot in which the first bucket begins.
    first_slot: u64,
    /// With more keys than this in the ring, the width is measured anew.
    most: usize,
    /// The number of keys that the slots have passed on since slot number `looked`, and the number at which the width is looked
    /// at again.
    passed: usize,
    look: usize,
    looked: u64,
}

/// Maps ranks to unsigned numbers in the same order.
fn unsigned(rank: i128) -> u128 {
    (rank as u128) ^ (1 << 127)
}

fn signed(rank: u128) -> i128 {
    (rank ^ (1 << 127)) as i128
}

/// The time in a rank.
fn time_of(rank: u128) -> u64 {
    (rank >> ORDER_BITS) as u64
}

/// The levels, one bit each, on which keys of one slot differ from each other.
fn lower_levels(width_bits: u32) -> u32 {
    let highest = (ORDER_BITS + width_bits - 1) / DIGIT_BITS;
    u32::MAX >> (LEVELS as u32 - 1 - highest)
}

/// The width of slots, as a logarithm, in which two to four keys with these times lie: judged by the first quarter, because that is
/// where most are added.
fn width_bits(times: &mut [u64]) -> u32 {
    let quarter = times.len() / 4;
    if quarter == 0 {
        return 0;
    }
    let (before, time, _) = times.select_nth_unstable(quarter);
    let first = before.iter().min().unwrap_or(time);
    (2 * ((*time - *first) / quarter as u64)).max(1).ilog2()
}

impl Far {
    #[inline]
    pub fn len(&self) -> usize {
        self.len
    }

    #[cfg(test)]
    pub fn capacity(&self) -> usize {
        self.ring.capacity() + self.buckets.iter().map(Vec::capacity).sum::<usize>()
    }

    pub fn iter(&self) -> impl Iterator<Item = Key> {
        self.buckets
            .iter()
            .flatten()
            .copied()
            .chain(self.ring.iter())
    }

    #[inline(always)]
    pub fn push(&mut self, key: Key) {
        self.len += 1;
        self.place(key);
        if self.ring.len() > self.most {
            self.measure();
        }
    }

    #[cold]
    #[inline(never)]
    fn measure(&mut self) {
        let keys: Vec<Key> = self.iter().collect();
        self.start_anew(signed(self.base), &keys);
    }

    /// Puts `keys` in place of all others, in slots of a width that suits their times; none has a rank below `base`.
    pub fn start_anew(&mut self, base: i128, keys: &[Key]) {
        let mut times: Vec<u64> = (keys.iter())
            .map(|key| time_of(unsigned(key.rank())))
            .collect();
        self.refill(unsigned(base), width_bits(&mut times), keys);
        self.passed = 0;
        self.look = self.len.max(LOOK);
        self.looked = self.ring.current();
        self.most = (2 * self.ring.len()).max(CROWDED as usize * SLOTS);
    }

    #[inline(always)]
    fn place(&mut self, key: Key) {
        if !self.ring.add(key) {
            self.place_by_digits(key);
        }
    }

    #[inline(never)]
    fn place_by_digits(&mut self, key: Key) {
        if self.buckets.is_empty() {
            self.buckets = vec![Vec::new(); LEVELS * DIGITS];
        }
        let rank = unsigned(key.rank());
        let differing = (rank ^ self.base) | 1;
        let level = (u128::BITS - 1 - differing.leading_zeros()) / DIGIT_BITS;
        let upper = rank >> (level * DIGIT_BITS);
        let first = time_of(upper << (level * DIGIT_BITS)) >> self.ring.width_bits();
        self.first_slot = self.first_slot.min(first);
        let (level, digit) = (level as usize, upper as usize % DIGITS);
        self.levels |= 1 << level;
        self.digits[level] |= 1 << digit;
        self.buckets[level * DIGITS + digit].push(key);
    }

    /// Passes the living keys of the first small bucket or slot to `near`, after spreading larger ones. Returns the rank at which
    /// the next one begins, and how many dead keys were dropped; `None` if there are no keys.
    #[inline]
    pub fn next_bucket(
        &mut self,
        near: &mut Near,
        alive: impl Fn(&Key) -> bool,
    ) -> Option<(i128, usize)> {
        let mut dropped = 0;
        loop {
            let slot = match self.levels & self.lower {
                0 => self.ring.first(),
                _ => None,
            };
            let limit = match slot {
                Some(slot) if self.levels == 0 || slot < self.first_slot => {
                    self.pass_slot(slot, near, &mut dropped, &alive)
                }
                None if self.levels == 0 => return None,
                slot => self.pass_bucket(slot, near, &mut dropped, &alive),
            };
            if let Some(limit) = limit {
                return Some((limit, dropped));
            }
        }
    }

    /// Passes the keys of a slot on, or spreads them over the lower levels. Returns the end of the slot in the first case.
    #[inline(always)]
    fn pass_slot(
        &mut self,
        slot: u64,
        near: &mut Near,
        dropped: &mut usize,
        alive: impl Fn(&Key) -> bool,
    ) -> Option<i128> {
        let before = self.ring.len();
        // Checking all keys here brings the events they belong to into the cache.
        self.ring.empty(slot, |key| near.add_unsorted(key, &alive));
        let passed = before - self.ring.len();
        self.len -= passed;
        self.passed += passed;
        *dropped += passed - near.len();
        let start = slot << self.ring.width_bits();
        self.base = u128::from(start) << ORDER_BITS;
        let end = match start.checked_add(1 << self.ring.width_bits()) {
            Some(end) => signed(u128::from(end) << ORDER_BITS),
            None => i128::MAX,
        };
        let small = near.len() <= HANDED_ON;
        match small {
            true => near.sort(),
            false => self.spread_again(near),
        }
        if self.passed >= self.look {
            self.look_at_width();
        }
        small.then_some(end)
    }

    /// Moves all keys of `near` to the lower levels.
    #[cold]
    #[inline(never)]
    fn spread_again(&mut self, near: &mut Near) {
        for key in near.iter() {
            self.len += 1;
            self.place_by_digits(*key);
        }
        // Frees the memory of the long row.
        *near = Near::default();
    }

    /// The first bucket: its level, its digit, and its first rank.
    fn first_bucket(&self) -> (u32, u32, u128) {
        let level = self.levels.trailing_zeros();
        let digit = self.digits[level as usize].trailing_zeros();
        let shift = level * DIGIT_BITS;
        // The upper digits of `base` stay, this digit becomes that of the bucket, the lower ones become zero.
        let above = (self.base)
            .checked_shr(shift + DIGIT_BITS)
            .map_or(0, |upper| upper << DIGIT_BITS << shift);
        (level, digit, above | u128::from(digit) << shift)
    }

    /// Passes the keys of the first bucket on, or spreads them. Returns the end of the bucket in the first case. `slot` is the
    /// first slot with keys, if the bucket is not on a lower level.
    #[inline(never)]
    fn pass_bucket(
        &mut self,
        slot: Option<u64>,
        near: &mut Near,
        dropped: &mut usize,
        alive: impl Fn(&Key) -> bool,
    ) -> Option<i128> {
        let (level, digit, first) = self.first_bucket();
        let digits = &mut self.digits[level as usize];
        *digits &= *digits - 1;
        if *digits == 0 {
            self.levels &= self.levels - 1;
        }
        self.first_slot = match self.levels {
            0 => u64::MAX,
            _ => time_of(self.first_bucket().2) >> self.ring.width_bits(),
        };
        self.base = first;
        let shift = level * DIGIT_BITS;
        let end = first.checked_add(1 << shift).map_or(i128::MAX, signed);
        let width_bits = self.ring.width_bits();
        let place = level as usize * DIGITS + digit as usize;
        let mut bucket = std::mem::take(&mut self.buckets[place]);
        // No slot may have keys that come before the end of the bucket.
        let is_alone = slot.is_none_or(|slot| slot > time_of(unsigned(end) - 1) >> width_bits);
        let small = is_alone && bucket.len() <= HANDED_ON;
        self.ring.advance(time_of(first) >> width_bits);
        if small {
            self.len -= bucket.len();
            *dropped += near.load(&bucket, &alive);
        } else {
            for key in &bucket {
                self.place(*key);
            }
            // If that is where the bucket begins, its keys belong to the lower levels now.
            if slot == Some(self.ring.current()) {
                let mut keys = Vec::new();
                self.ring.empty(self.ring.current(), |key| keys.push(key));
                for key in keys {
                    self.place_by_digits(key);
                }
            }
        }
        // Frees the memory of a large bucket; a small one is reused.
        if bucket.capacity() <= 2 * HANDED_ON {
            bucket.clear();
            self.buckets[place] = bucket;
        }
        small.then_some(end)
    }

    /// Makes the slots wider or narrower if too few or too many keys lay in each since the last look.
    #[cold]
    #[inline(never)]
    fn look_at_width(&mut self) {
        let slots = (self.ring.current() - self.looked).max(1);
        let passed = self.passed as u64;
        let bits = self.ring.width_bits();
        let wanted = if passed >= CROWDED * slots {
            bits.saturating_sub((passed / slots).ilog2())
        } else if passed * CROWDED < slots {
            (bits + (slots / passed).ilog2()).min(u64::BITS - 1)
        } else {
            bits
        };
        if wanted != bits {
            let keys: Vec<Key> = self.iter().collect();
            self.refill(self.base, wanted, &keys);
        }
        self.passed = 0;
        self.look = self.len.max(LOOK);
        self.looked = self.ring.current();
    }

    /// Drops every key for which `keep` is false.
    pub fn retain(&mut self, keep: impl Fn(&Key) -> bool) {
        let keys: Vec<Key> = self.iter().filter(|key| keep(key)).collect();
        self.refill(self.base, self.ring.width_bits(), &keys);
    }

    /// Puts these keys in place of all others.
    fn refill(&mut self, base: u128, width_bits: u32, keys: &[Key]) {
        for (level, digits) in self.digits.iter_mut().enumerate() {
            while *digits != 0 {
                let digit = digits.trailing_zeros() as usize;
                self.buckets[level * DIGITS + digit] = Vec::new();
                *digits &= *digits - 1;
            }
        }
        self.levels = 0;
        self.first_slot = u64::MAX;
        self.lower = lower_levels(width_bits);
        self.base = base;
        self.ring.restart(width_bits, time_of(base));
        self.len = 0;
        for key in keys {
            self.len += 1;
            self.place(*key);
        }
    }
}
