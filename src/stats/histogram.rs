//! How often each whole number was seen.

use serde::{Deserialize, Serialize};

use super::quantiles::rank;

/// An exact histogram of whole numbers: how often each was seen.
///
/// Histograms merge by addition, so parts counted separately, in whatever order, sum up to the histogram of all. A histogram
/// takes 16 bytes per distinct number, however often it was seen.
///
/// # Examples
///
/// ```
/// use cetak::stats::Histogram;
///
/// let mut waiting: Histogram = [3, 1, 3].into_iter().collect();
/// waiting.merge(&[2].into_iter().collect());
/// assert_eq!(waiting.iter().collect::<Vec<_>>(), [(1, 1), (2, 1), (3, 2)]);
/// assert_eq!((waiting.quantile(0.25), waiting.quantile(0.5)), (Some(1), Some(2)));
/// ```
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Histogram {
    /// Each number and its count, sorted by number.
    counted: Vec<(u32, u64)>,
    /// Numbers not yet counted, in any order; they are merged once they are as many as the rest.
    recent: Vec<u32>,
}

impl Histogram {
    /// Makes an empty histogram.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts a number.
    pub fn record(&mut self, number: u32) {
        self.recent.push(number);
        if self.recent.len() >= self.counted.len().max(32) {
            self.sort_in();
        }
    }

    /// Adds the counts of another histogram.
    pub fn merge(&mut self, other: &Histogram) {
        self.sort_in();
        self.add(other.iter().collect());
    }

    /// How many numbers were recorded.
    #[must_use]
    pub fn count(&self) -> u64 {
        let counted: u64 = self.counted.iter().map(|(_, times)| times).sum();
        counted + self.recent.len() as u64
    }

    /// The distinct numbers in order, each with its count.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u64)> {
        let mut whole = self.clone();
        whole.sort_in();
        whole.counted.into_iter()
    }

    /// The ⌈p n⌉-th smallest of the n recorded numbers: a share `p` of them lies at or below it. `None` if there are none.
    ///
    /// # Panics
    ///
    /// If `p` is not between 0 and 1.
    #[must_use]
    pub fn quantile(&self, p: f64) -> Option<u32> {
        self.quantiles([p]).map(|[quantile]| quantile)
    }

    /// Like [`quantile`](Self::quantile), for several shares in rising order.
    ///
    /// # Panics
    ///
    /// If the shares are not between 0 and 1, or do not rise.
    #[must_use]
    pub fn quantiles<const N: usize>(&self, shares: [f64; N]) -> Option<[u32; N]> {
        assert!(
            shares.is_sorted() && shares.iter().all(|p| (0.0..=1.0).contains(p)),
            "the shares of quantiles are {shares:?}, but must rise from 0 to 1"
        );
        let n = self.count();
        let mut numbers = self.iter();
        let (mut number, mut upto) = numbers.next()?;
        Some(shares.map(|p| {
            while upto < rank(p, n) {
                let (next, times) = numbers.next().expect("as many as are counted");
                (number, upto) = (next, upto + times);
            }
            number
        }))
    }

    fn sort_in(&mut self) {
        if self.recent.is_empty() {
            return;
        }
        self.recent.sort_unstable();
        let mut new: Vec<(u32, u64)> = Vec::new();
        for number in self.recent.drain(..) {
            match new.last_mut() {
                Some((last, times)) if *last == number => *times += 1,
                _ => new.push((number, 1)),
            }
        }
        self.add(new);
    }

    /// Merges sorted counts into the counts so far.
    fn add(&mut self, new: Vec<(u32, u64)>) {
        if self.counted.is_empty() {
            self.counted = new;
            return;
        }
        let ours = std::mem::take(&mut self.counted);
        let mut all = Vec::with_capacity(ours.len() + new.len());
        let mut ours = ours.into_iter().peekable();
        for (number, times) in new {
            while let Some(smaller) = ours.next_if(|one| one.0 < number) {
                all.push(smaller);
            }
            let same = ours.next_if(|one| one.0 == number);
            all.push((number, times + same.map_or(0, |one| one.1)));
        }
        all.extend(ours);
        self.counted = all;
    }
}

impl PartialEq for Histogram {
    /// Whether both have recorded the same numbers equally often, in whatever order.
    fn eq(&self, other: &Self) -> bool {
        self.count() == other.count() && self.iter().eq(other.iter())
    }
}

impl Eq for Histogram {}

impl FromIterator<u32> for Histogram {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let mut histogram = Self::new();
        histogram.extend(numbers);
        histogram
    }
}

impl Extend<u32> for Histogram {
    fn extend<I: IntoIterator<Item = u32>>(&mut self, numbers: I) {
        numbers.into_iter().for_each(|number| self.record(number));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Histogram;

    proptest! {
        #[test]
        fn parts_add_up_to_the_whole_and_quantiles_are_order_statistics(
            numbers in prop::collection::vec(prop_oneof![0u32..50, any::<u32>()], 1..300),
            cut in 0usize..300,
        ) {
            let whole: Histogram = numbers.iter().copied().collect();
            let (one, other) = numbers.split_at(cut.min(numbers.len()));
            let mut sum: Histogram = other.iter().copied().collect();
            sum.merge(&one.iter().copied().collect());
            prop_assert_eq!(&sum, &whole);
            prop_assert_eq!(whole.count(), numbers.len() as u64);
            let mut sorted = numbers.clone();
            sorted.sort_unstable();
            let n = sorted.len();
            for tenths in 0..=10usize {
                let rank = (tenths * n).div_ceil(10).max(1);
                prop_assert_eq!(whole.quantile(tenths as f64 / 10.0), Some(sorted[rank - 1]));
            }
            let mut other = whole.clone();
            other.record(7);
            prop_assert!(other != whole);
        }
    }

    #[test]
    fn of_nothing_there_is_no_quantile() {
        assert_eq!(Histogram::new().quantile(0.5), None);
    }

    #[test]
    fn numbers_seen_often_take_no_more_place() {
        let mut histogram = Histogram::new();
        histogram.extend((0..1_000_000).map(|n| n % 100));
        assert!(histogram.counted.len() <= 100 && histogram.recent.len() <= 100);
    }
}
