//! The probability of what happens or does not.

/// A probability from 0 to 1, as the number of those words of a stream with which it happens.
///
/// A uniform draw is one of the words 1 to 2⁵³ − 1, as a share of 2⁵³. To compare the word takes fewer steps than to compare the share,
/// and says the same: multiplied by a power of two, a probability keeps all its digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chance {
    words: u64,
}

impl Chance {
    /// This probability.
    pub fn of(probability: f64) -> Self {
        let words = (probability * (1u64 << 53) as f64).ceil() as u64;
        Self { words }
    }

    /// Whether it can happen at all.
    #[inline]
    pub fn is_any(self) -> bool {
        self.words > 0
    }

    /// Whether it happens with this word.
    #[inline]
    pub(super) fn includes(self, word: u64) -> bool {
        word < self.words
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Streams;
    use super::Chance;

    /// As a uniform draw is computed from a word.
    fn share(word: u64) -> f64 {
        word as f64 * (1.0 / (1u64 << 53) as f64)
    }

    #[test]
    fn only_none_at_all_never_happens() {
        assert!(!Chance::of(0.0).is_any());
        assert!(Chance::of(f64::from_bits(1)).is_any());
        assert!(Chance::of(1.0).includes((1 << 53) - 1));
    }

    proptest! {
        /// Beside the border, where a rounding would show, and anywhere.
        #[test]
        fn a_word_is_compared_as_its_share_would_be(
            probability in prop_oneof![0.0f64..=1.0, 0.0f64..1e-12, (0u64..=1 << 53).prop_map(share)],
            word in 1u64..1 << 53,
            beside in -3i64..=3,
        ) {
            let chance = Chance::of(probability);
            let border = (probability * (1u64 << 53) as f64) as i64;
            for word in [word, (border + beside).clamp(1, (1 << 53) - 1) as u64] {
                prop_assert_eq!(chance.includes(word), share(word) < probability);
            }
        }

        #[test]
        fn a_stream_takes_as_many_words_for_a_chance_as_for_a_uniform_draw(
            probability in 0.0f64..=1.0,
            seed in any::<u64>(),
        ) {
            let mut stream = Streams::new(seed, 0).stream("chance");
            let mut again = stream.clone();
            for _ in 0..20 {
                prop_assert_eq!(stream.happens(Chance::of(probability)), again.uniform() < probability);
            }
            prop_assert_eq!(stream, again);
        }
    }
}
