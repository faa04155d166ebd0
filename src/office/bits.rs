//! A set of small numbers, one bit each.

use std::marker::PhantomData;
use std::ops::Range;

use super::ids::Id;

/// Numbers, or ids, from 0 to a length that is known beforehand.
#[derive(Clone, Debug)]
pub(super) struct Bits<I> {
    words: Vec<u64>,
    count: u32,
    id: PhantomData<fn(I)>,
}

const WORD: usize = u64::BITS as usize;

impl<I: Id> Bits<I> {
    /// The empty set of numbers below `length`.
    pub fn new(length: usize) -> Self {
        Self {
            words: vec![0; length.div_ceil(WORD)],
            count: 0,
            id: PhantomData,
        }
    }

    /// Puts a number in; false if it was there.
    #[inline]
    pub fn insert(&mut self, id: I) -> bool {
        let number = id.index();
        let (word, bit) = (&mut self.words[number / WORD], 1 << (number % WORD));
        let new = *word & bit == 0;
        *word |= bit;
        self.count += u32::from(new);
        new
    }

    /// Takes a number out; false if it was not there.
    #[inline]
    pub fn remove(&mut self, id: I) -> bool {
        let number = id.index();
        let (word, bit) = (&mut self.words[number / WORD], 1 << (number % WORD));
        let there = *word & bit != 0;
        *word &= !bit;
        self.count -= u32::from(there);
        there
    }

    /// Takes all numbers out.
    pub fn clear(&mut self) {
        if self.count > 0 {
            self.words.fill(0);
            self.count = 0;
        }
    }

    /// Whether a number is in the set.
    #[inline]
    pub fn contains(&self, id: I) -> bool {
        let number = id.index();
        self.words[number / WORD] & (1 << (number % WORD)) != 0
    }

    /// The size of the set.
    #[inline]
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Whether no number is in the set.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The smallest number of the set in a range.
    pub fn first(&self, range: Range<I>) -> Option<I> {
        let range = range.start.index()..range.end.index();
        if self.is_empty() || range.is_empty() {
            return None;
        }
        let (first, last) = (range.start / WORD, (range.end - 1) / WORD);
        let mut word = self.words[first] & (u64::MAX << (range.start % WORD));
        let mut at = first;
        while word == 0 && at < last {
            at += 1;
            word = self.words[at];
        }
        let number = at * WORD + word.trailing_zeros() as usize;
        (word != 0 && number < range.end).then(|| I::of(number))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::Bits;

    proptest! {
        #[test]
        fn a_set_is_what_a_tree_set_is(
            steps in prop::collection::vec((any::<bool>(), 0u32..200), 0..200),
            from in 0u32..200,
            to in 0u32..=200,
        ) {
            let (mut bits, mut tree) = (Bits::new(200), BTreeSet::new());
            for (put, number) in steps {
                match put {
                    true => prop_assert_eq!(bits.insert(number), tree.insert(number)),
                    false => prop_assert_eq!(bits.remove(number), tree.remove(&number)),
                }
            }
            prop_assert_eq!(bits.count() as usize, tree.len());
            let first = tree.iter().copied().find(|n| (from..to).contains(n));
            prop_assert_eq!(bits.first(from..to), first);
        }
    }
}
