//! A confidence interval for the mean of one long run.

use serde::{Deserialize, Serialize};

use super::{Estimate, Tally};

/// The mean of a steady state from the correlated observations of one long run, by batch means (Law & Kelton 9.5.3).
///
/// The run is cut into equal batches, long enough for their means to be nearly independent. The length of the run need not be
/// known: when there are twice as many batches as asked for, neighbours are joined, so there are always between k and 2k − 1
/// complete batches, each 2ʲ observations long. An incomplete batch at the end is ignored.
///
/// # When the interval is too narrow
///
/// While a batch is not much longer than the correlation lasts, the batch means are correlated, and the interval holds the
/// true mean less often than it claims. In a queue at 90 % load, observations some hundreds of customers apart are still
/// correlated: give each batch thousands. A start far from the steady state biases the mean; discard a warm-up. 10 to 30
/// batches are enough (Schmeiser 1982, Operations Research 30(3)); more batches are shorter.
///
/// # Examples
///
/// ```
/// use cetak::stats::BatchMeans;
///
/// let mut waits = BatchMeans::new(10);
/// for customer in 0..45 {
///     waits.record(f64::from(customer % 2));
/// }
/// assert_eq!(waits.batch_size(), 4);
/// let estimate = waits.estimate(0.95).expect("ten batches are complete");
/// assert_eq!((estimate.mean, estimate.n), (0.5, 11));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BatchMeans {
    batches: usize,
    batch_size: u64,
    means: Vec<f64>,
    /// The sum of the incomplete batch.
    sum: f64,
    in_batch: u64,
}

impl BatchMeans {
    /// Makes an estimator with at least `batches` batches.
    ///
    /// # Panics
    ///
    /// If `batches` is below 2: there is no interval then.
    #[must_use]
    pub fn new(batches: usize) -> Self {
        assert!(
            batches >= 2,
            "batch means need at least 2 batches, not {batches}"
        );
        Self {
            batches,
            batch_size: 1,
            means: Vec::with_capacity(2 * batches),
            sum: 0.0,
            in_batch: 0,
        }
    }

    /// Adds the next observation.
    ///
    /// # Panics
    ///
    /// If `value` is not finite.
    #[inline]
    pub fn record(&mut self, value: f64) {
        assert!(value.is_finite(), "batch means cannot record {value}");
        self.sum += value;
        self.in_batch += 1;
        if self.in_batch == self.batch_size {
            self.complete_batch();
        }
    }

    fn complete_batch(&mut self) {
        self.means.push(self.sum / self.batch_size as f64);
        (self.sum, self.in_batch) = (0.0, 0);
        if self.means.len() == 2 * self.batches {
            self.means = self
                .means
                .chunks_exact(2)
                .map(|pair| (pair[0] + pair[1]) / 2.0)
                .collect();
            self.batch_size *= 2;
        }
    }

    /// The number of observations per batch.
    #[must_use]
    pub fn batch_size(&self) -> u64 {
        self.batch_size
    }

    /// The interval for the steady-state mean, with one observation per complete batch; `None` while there are fewer batches
    /// than asked for.
    ///
    /// # Panics
    ///
    /// If `confidence` is not between 0 and 1, both excluded.
    #[must_use]
    pub fn estimate(&self, confidence: f64) -> Option<Estimate> {
        let tally: Tally = self.means.iter().copied().collect();
        Estimate::of(&tally, confidence).filter(|_| self.means.len() >= self.batches)
    }
}

#[cfg(test)]
mod tests {
    use super::BatchMeans;

    #[test]
    fn joins_batches_as_the_run_grows() {
        let mut run = BatchMeans::new(2);
        let mut shapes = Vec::new();
        for i in 0..17 {
            run.record(f64::from(i));
            shapes.push((run.batch_size(), run.means.len()));
        }
        assert_eq!(shapes[..5], [(1, 1), (1, 2), (1, 3), (2, 2), (2, 2)]);
        assert_eq!(shapes[7], (4, 2));
        assert_eq!(shapes[11], (4, 3));
        assert_eq!(shapes[15], (8, 2));
        // The 17th observation is in an incomplete batch.
        assert_eq!(run.means, [3.5, 11.5]);
        assert_eq!(run.estimate(0.9).unwrap().mean, 7.5);
    }

    #[test]
    fn too_few_batches_have_no_interval() {
        let mut run = BatchMeans::new(10);
        (0..9).for_each(|i| run.record(f64::from(i)));
        assert_eq!(run.estimate(0.95), None);
        run.record(9.0);
        assert!(run.estimate(0.95).is_some());
    }
}
