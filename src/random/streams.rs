//! Streams of random numbers, found by name.

use std::convert::Infallible;

use rand::rand_core::TryRng;
use rand::{Rng, SeedableRng};
use rand_xoshiro::{SplitMix64, Xoshiro256PlusPlus};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::{Distribution, Quantity, Variate};

/// All streams of one replication. A stream is found by the *name* of what it drives, so adding a printer or changing a
/// policy shifts no draw of anything else: two policies get the same breakdowns and the same residents.
///
/// # The recipe
///
/// This is how to reproduce a stream in any language:
///
/// 1. hash the bytes `seed ‖ replication ‖ name` with XXH3-128 (no secret, seed 0), where the two numbers are 8 bytes
///    each, little-endian, and the name is UTF-8; call the halves of the hash `low` and `high` (64 bits each);
/// 2. the four words of state of a xoshiro256++ generator (Blackman & Vigna 2021) are: the first two outputs of a
///    SplitMix64 generator whose state is `low`, then the first two of one whose state is `high`.
///
/// Two outputs in a row of SplitMix64 are never both 0, so the state is never all zeros.
///
/// # Examples
///
/// ```
/// use cetak::random::Streams;
///
/// let streams = Streams::new(2017, 0);
/// let mut failures = streams.stream("Susut/printer 1/failure");
/// let mut again = streams.stream("Susut/printer 1/failure");
/// assert_eq!(failures.uniform(), again.uniform());
///
/// let mut elsewhere = streams.stream("Tembuku/printer 1/failure");
/// assert_ne!(failures.uniform(), elsewhere.uniform());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Streams {
    seed: u64,
    replication: u64,
    #[serde(default)]
    antithetic: bool,
    /// Whether the replication counts as independent of all others, so that it must not become one of a pair.
    #[serde(skip)]
    alone: bool,
}

impl Streams {
    /// The streams of replication number `replication` in an experiment with this seed.
    #[must_use]
    pub const fn new(seed: u64, replication: u64) -> Self {
        Self {
            seed,
            replication,
            antithetic: false,
            alone: false,
        }
    }

    /// The streams of a replication that counts as independent of all others.
    pub(crate) const fn alone(self) -> Self {
        Self {
            alone: true,
            ..self
        }
    }

    /// The same streams in *antithetic pairs* (Hammersley & Morton 1956): the replications 2k and 2k + 1 are a pair. Where a stream
    /// of the first gives the uniform number U, that of the second gives 1 − U, to within 2⁻⁵³. What is drawn long in one is
    /// drawn short in the other, and the mean of the two varies less than that of two independent replications, if the result
    /// rises or falls with each of the numbers.
    ///
    /// # What is antithetic, and what is not
    ///
    /// - [`Stream::uniform`] and [`Stream::index`] are: whatever is large in one is small in the other.
    /// - Every draw of a [`Distribution`] is. Ordinary draws would not be: a ziggurat takes the layer and the place in it from
    ///   different bits of a word, and rejection takes now more, now fewer words. So antithetic streams draw *by inversion*:
    ///   each draw is the quantile of one uniform number. Draws therefore differ from those of [`Streams::new`] with the same
    ///   seed. Those of beta, gamma, Erlang, hyperexponential and PERT distributions and of counts look for the quantile by bisection,
    ///   which takes microseconds in place of nanoseconds.
    /// - Arrivals at varying [`Rates`](super::Rates) are, because they too are inverted and not thinned.
    /// - What another crate draws from the words of a stream need not be; nor is what a model draws by a rejection of its own.
    /// - It gains little, or loses, where the n-th draw of a stream serves another purpose in the second run than in the first, where
    ///   the result does not rise or fall with the numbers, or where it is a difference that both runs share.
    ///
    /// # How to use a pair
    ///
    /// The two runs of a pair are not independent of each other; the pairs are. Take the mean of each pair as one observation, and
    /// compute the interval from these, half as many as there are replications. An [`Experiment`](crate::experiment::Experiment::antithetic)
    /// does so. The mean wait of a thousand customers of an M/M/1
    /// queue with a load of 0.8 needs two thirds of the replications then.
    ///
    /// # Panics
    ///
    /// If the streams are of an experiment that counts its replications as independent, because its intervals would be wrong without a sign.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::random::{Distribution, Streams};
    ///
    /// let drawn = |replication| {
    ///     let streams = Streams::new(2017, replication).antithetic();
    ///     let waits = Distribution::<f64>::exponential(4.0).expect("a mean above 0");
    ///     streams.variate("waits", waits).draw()
    /// };
    /// let (first, second) = (drawn(6), drawn(7));
    /// // U and 1 − U: the probabilities of the two draws add up to 1.
    /// let probability = |wait: f64| 1.0 - (-wait / 4.0).exp();
    /// assert!((probability(first) + probability(second) - 1.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub const fn antithetic(self) -> Self {
        assert!(
            !self.alone,
            "an experiment counts its replications as independent, and antithetic ones are not: use Experiment::antithetic"
        );
        Self {
            antithetic: true,
            ..self
        }
    }

    /// The seed of the experiment.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// The number of the replication.
    #[must_use]
    pub const fn replication(&self) -> u64 {
        self.replication
    }

    /// The stream with this name, from its beginning: asking twice gives the same numbers twice.
    #[must_use]
    pub fn stream(&self, name: &str) -> Stream {
        let mut bytes = Vec::with_capacity(16 + name.len());
        bytes.extend_from_slice(&self.seed.to_le_bytes());
        bytes.extend_from_slice(&self.hashed_replication().to_le_bytes());
        bytes.extend_from_slice(name.as_bytes());
        let hash = xxh3_128(&bytes);

        let mut state = [0; 32];
        let (first, second) = state.split_at_mut(16);
        SplitMix64::from_seed((hash as u64).to_le_bytes()).fill_bytes(first);
        SplitMix64::from_seed(((hash >> 64) as u64).to_le_bytes()).fill_bytes(second);
        Stream {
            generator: Xoshiro256PlusPlus::from_seed(state),
            draws: match (self.antithetic, self.replication % 2) {
                (false, _) => Draws::Fast,
                (true, 0) => Draws::ByInversion,
                (true, _) => Draws::Mirrored,
            },
        }
    }

    /// Both replications of an antithetic pair have the words of the first.
    const fn hashed_replication(&self) -> u64 {
        match self.antithetic {
            true => self.replication & !1,
            false => self.replication,
        }
    }

    /// Draws of `distribution` from the stream with this name.
    #[must_use]
    pub fn variate<V: Quantity>(&self, name: &str, distribution: Distribution<V>) -> Variate<V> {
        Variate::new(distribution, self.stream(name))
    }
}

/// A stream of random numbers: a xoshiro256++ generator, the same on every platform.
///
/// It is a value. **A clone repeats the same numbers**, as a forked run must. In processes, which share a stream by cloning it,
/// take the handles of [`World::stream`](crate::process::World::stream).
///
/// It implements the `Rng` trait of the `rand` crate, version 0.10. It is not suitable for cryptography.
///
/// A stream is saved as its four words of state, and with its part in an [antithetic](Streams::antithetic) pair if it has one. Four zeros are refused when it is read: no stream reaches that state, and it
/// would give 0 forever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stream {
    #[serde(flatten, deserialize_with = "generator")]
    generator: Xoshiro256PlusPlus,
    #[serde(default, skip_serializing_if = "Draws::are_fast")]
    draws: Draws,
}

/// How a stream makes draws of its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Draws {
    #[default]
    Fast,
    /// The first of an antithetic pair.
    ByInversion,
    /// The second: each word has all bits of the first turned.
    Mirrored,
}

impl Draws {
    fn are_fast(&self) -> bool {
        *self == Self::Fast
    }
}

/// Reads a generator, unless its state is all zeros, the only state that is its own successor.
fn generator<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Xoshiro256PlusPlus, D::Error> {
    let generator = Xoshiro256PlusPlus::deserialize(deserializer)?;
    let mut next = generator.clone();
    next.next_u64();
    if next == generator {
        return Err(D::Error::custom(
            "stream of random numbers: the state is all zeros, which no stream can reach",
        ));
    }
    Ok(generator)
}

impl Stream {
    /// A number drawn uniformly from the *open* interval (0, 1): a multiple of 2⁻⁵³, never 0 and never 1, so its logarithm
    /// and its quantiles are finite.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1u64 << 53) as f64;
        // The word has 53 bits, and processors convert signed numbers in one step.
        self.word() as i64 as f64 * STEP
    }

    /// Whether each draw is the quantile of one uniform number.
    #[inline]
    pub(super) fn draws_by_inversion(&self) -> bool {
        self.draws != Draws::Fast
    }

    /// The next word of 64 bits.
    #[inline]
    pub(super) fn next(&mut self) -> u64 {
        let word = self.generator.next_u64();
        match self.draws {
            Draws::Mirrored => !word,
            _ => word,
        }
    }

    /// The next word of a stream that is no part of an antithetic pair, without asking: who draws has asked.
    #[inline]
    pub(super) fn word_of_fast_stream(&mut self) -> u64 {
        debug_assert!(
            !self.draws_by_inversion(),
            "an antithetic draw by rejection"
        );
        self.generator.next_u64()
    }

    /// Whether what has this chance happens: [`uniform`](Self::uniform) is less than the probability.
    #[cfg(feature = "office")]
    #[inline]
    pub(crate) fn happens(&mut self, chance: super::Chance) -> bool {
        chance.includes(self.word())
    }

    /// 53 random bits that are not all 0.
    #[inline]
    fn word(&mut self) -> u64 {
        let bits = self.generator.next_u64() >> 11;
        match (self.draws, bits) {
            (Draws::Mirrored, _) | (_, 0) => self.other_word(bits),
            _ => bits,
        }
    }

    /// The word for these bits, turned where they are to be, or for the next ones that are not all 0. Out of line, so that the registers
    /// of a model that draws are its own.
    #[cold]
    #[inline(never)]
    fn other_word(&mut self, mut bits: u64) -> u64 {
        let turn = match self.draws {
            Draws::Mirrored => u64::MAX >> 11,
            _ => 0,
        };
        while bits == turn {
            bits = self.generator.next_u64() >> 11;
        }
        bits ^ turn
    }

    /// A whole number drawn uniformly from `0..n`, as the high word of a 128-bit product; the probabilities of two numbers
    /// differ by a share of about n / 2⁶⁴ at most.
    #[inline]
    pub fn index(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }
}

impl TryRng for Stream {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let word = self.generator.next_u32();
        Ok(match self.draws {
            Draws::Mirrored => !word,
            _ => word,
        })
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.next())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.generator.fill_bytes(bytes);
        if self.draws == Draws::Mirrored {
            bytes.iter_mut().for_each(|byte| *byte = !*byte);
        }
        Ok(())
    }
}
