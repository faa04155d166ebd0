//! A confidence interval for the mean of one long run.

use serde::{Deserialize, Serialize};

use super::{Estimate, Tally};
use crate::error::{Error, ErrorKind, Result};
use crate::words::Message;

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
/// correlated: give each batch thousands. [`steady_state`](Self::steady_state) checks this and refuses a run that is too short;
/// docs/validation.md has the measurements. A start far from the steady state biases the mean; discard a warm-up. 10 to 30
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
/// // So short a run tells nothing about its correlation.
/// assert!(waits.steady_state(0.95).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BatchMeans {
    batches: usize,
    /// Observations in a part of a batch.
    part_size: u64,
    /// The means of parts: 32 make a batch once there are enough.
    parts: Vec<f64>,
    /// The sum of the incomplete part.
    sum: f64,
    in_part: u64,
}

/// Parts of a batch by which its correlation with the next is judged. So many that a correlation found to be small is small.
const PARTS: usize = 32;

/// The largest correlation of neighbouring parts with which batches pass as independent.
const MOST_CORRELATION: f64 = 0.3;

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
            part_size: 1,
            parts: Vec::with_capacity(2 * PARTS * batches),
            sum: 0.0,
            in_part: 0,
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
        self.in_part += 1;
        if self.in_part == self.part_size {
            self.complete_part();
        }
    }

    fn complete_part(&mut self) {
        self.parts.push(self.sum / self.part_size as f64);
        (self.sum, self.in_part) = (0.0, 0);
        if self.parts.len() == 2 * PARTS * self.batches {
            self.parts = joined(&self.parts, 2);
            self.part_size *= 2;
        }
    }

    /// The number of parts in a batch: as many as leave enough batches.
    fn parts_in_batch(&self) -> usize {
        let enough = |parts: &usize| self.parts.len() / parts >= self.batches;
        [PARTS, 16, 8, 4, 2].into_iter().find(enough).unwrap_or(1)
    }

    /// The number of observations per batch.
    #[must_use]
    pub fn batch_size(&self) -> u64 {
        self.part_size * self.parts_in_batch() as u64
    }

    /// The interval for the steady-state mean, with one observation per complete batch; `None` while there are fewer batches
    /// than asked for. It does not look at the correlation of the batches, as [`steady_state`](Self::steady_state) does.
    ///
    /// Where the batches are short it is too narrow: with batches of 128 waits of M/M/1 at a load of 0.8, the 95 % interval held the
    /// truth in 84.4 to 85.0 % of samples, whether of 10, 30 or 100 batches (docs/validation.md).
    ///
    /// # Panics
    ///
    /// If `confidence` is not between 0 and 1, both excluded.
    #[must_use]
    pub fn estimate(&self, confidence: f64) -> Option<Estimate> {
        let means = joined(&self.parts, self.parts_in_batch());
        let tally: Tally = means.iter().copied().collect();
        Estimate::of(&tally, confidence).filter(|_| means.len() >= self.batches)
    }

    /// The lag-1 correlation of the means of parts a 32nd as long as a batch. `None` while the run is so short that a batch has fewer
    /// parts, and if all observations are equal.
    ///
    /// Parts are many, so their correlation is known, which that of a few batches is not.
    #[must_use]
    pub fn correlation(&self) -> Option<f64> {
        if self.parts_in_batch() < PARTS {
            return None;
        }
        let tally: Tally = self.parts.iter().copied().collect();
        let (mean, variance) = (tally.mean()?, tally.variance()?);
        let lagged = self
            .parts
            .windows(2)
            .map(|pair| (pair[0] - mean) * (pair[1] - mean));
        let all = variance * (self.parts.len() - 1) as f64;
        (all > 0.0).then(|| lagged.sum::<f64>() / all)
    }

    /// The interval for the steady-state mean, if the run is long enough for the batches to pass as independent: the correlation of
    /// neighbouring 32nds of batches is at most 0.3. That is the rule of Law & Carson (1979, Operations Research 27), who ask for at most 0.4 of tenths, with more
    /// and shorter parts: a queue that happens to have had no long busy period seems less correlated than it is, and by theirs every twentieth run that is much too
    /// short passed.
    ///
    /// # When it is too narrow
    ///
    /// Of runs that are too short by half, the few that pass look calmer than they are, and their intervals cover less often: with 10, 30 and
    /// 100 batches 91, 95 and 95 % of waits at a load of 0.8 (batches of 4,096), and 86, 93 and 94 % at 0.9 from an empty start cut by [`mser5`](super::mser5) (of 16,384). Of runs half as long or
    /// shorter at most 5 % pass with an interval that does not hold the mean (docs/validation.md). Take 30 batches rather than 10.
    /// Do not lengthen a run by small steps until it passes: double it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if the run is too short, with the reason and how long a run is about wanted, if the correlation dies out exponentially.
    ///
    /// # Panics
    ///
    /// If `confidence` is not between 0 and 1, both excluded.
    pub fn steady_state(&self, confidence: f64) -> Result<Estimate> {
        let observed = self.parts.len() as u64 * self.part_size + self.in_part;
        let estimate = self
            .estimate(confidence)
            .filter(|_| self.parts_in_batch() == PARTS);
        let Some(estimate) = estimate else {
            let message = Message::new("batches-too-few")
                .with("observed", observed.to_string())
                .with("least", (PARTS * self.batches).to_string());
            return Err(Error::of(ErrorKind::Value, message));
        };
        let correlation = self.correlation().unwrap_or(0.0);
        if correlation > MOST_CORRELATION {
            let message = Message::new("batches-correlated")
                .with("observed", observed.to_string())
                .with("found", format!("{correlation:.2}"))
                .with("most", MOST_CORRELATION.to_string())
                .with("needed", (observed * lengthening(correlation)).to_string());
            return Err(Error::of(ErrorKind::Value, message));
        }
        Ok(estimate)
    }
}

/// How many times longer, as a power of two, a run must be for the correlation of neighbouring parts to fall from this to
/// [`MOST_CORRELATION`], if that of observations falls exponentially. The means over two neighbouring spans of `a` times its length then have the correlation
/// (1 − e⁻ᵃ)² / 2 (a − 1 + e⁻ᵃ): the double integrals of the covariance e⁻ˣ over both spans and over one.
fn lengthening(correlation: f64) -> u64 {
    let of = |a: f64| {
        let left = libm::exp(-a);
        (1.0 - left) * (1.0 - left) / (2.0 * (a - 1.0 + left))
    };
    let (mut low, mut high): (f64, f64) = (1e-4, 1e4);
    while high / low > 1.0 + 1e-9 {
        let middle = (low * high).sqrt();
        match of(middle) > correlation {
            true => low = middle,
            false => high = middle,
        }
    }
    let mut times = 2;
    while of(low * times as f64) > MOST_CORRELATION {
        times *= 2;
    }
    times
}

/// The means of groups of neighbours; an incomplete group at the end is left out.
fn joined(means: &[f64], size: usize) -> Vec<f64> {
    let groups = means.chunks_exact(size);
    groups
        .map(|group| group.iter().sum::<f64>() / size as f64)
        .collect()
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
            shapes.push((run.batch_size(), run.parts.len() / run.parts_in_batch()));
        }
        assert_eq!(shapes[..5], [(1, 1), (1, 2), (1, 3), (2, 2), (2, 2)]);
        assert_eq!(shapes[7], (4, 2));
        assert_eq!(shapes[11], (4, 3));
        assert_eq!(shapes[15], (8, 2));
        // The 17th observation is in an incomplete batch.
        assert_eq!(super::joined(&run.parts, 8), [3.5, 11.5]);
        assert_eq!(run.estimate(0.9).unwrap().mean, 7.5);
        // Parts of two observations after 128.
        (17..128).for_each(|i| run.record(f64::from(i)));
        assert_eq!((run.part_size, run.parts.len()), (2, 64));
        assert_eq!((run.parts[0], run.batch_size()), (0.5, 64));
    }

    /// 64 parts that rise by one: the correlation is Σ (x − 31.5) (x − 32.5) / Σ (x − 31.5)² = 20,816.25 / 21,840 = 0.953.
    #[test]
    fn the_correlation_of_parts_is_counted_by_hand() {
        let mut run = BatchMeans::new(2);
        (0..63).for_each(|i| run.record(f64::from(i)));
        assert_eq!(run.correlation(), None);
        let error = run.steady_state(0.9).unwrap_err();
        assert!(error.to_string().contains("63 observations"), "{error}");
        run.record(63.0);
        assert!((run.correlation().unwrap() - 20_816.25 / 21_840.0).abs() < 1e-12);
        let error = run.steady_state(0.9).unwrap_err();
        let error = error.to_string();
        assert!(error.contains("is 0.95"), "{error}");
        // Parts of 0.07 times the length that the correlation has, where 2.2 times are wanted: the next power of two is 32.
        assert!(error.contains("some 2048 observations"), "{error}");

        let mut alternating = BatchMeans::new(2);
        (0..80).for_each(|i| alternating.record(f64::from(i % 3)));
        assert!(alternating.correlation().unwrap() < 0.3);
        assert!(alternating.steady_state(0.9).is_ok());
        let mut equal = BatchMeans::new(2);
        (0..80).for_each(|_| equal.record(3.0));
        assert_eq!(equal.steady_state(0.9).unwrap().half_width, 0.0);
    }

    /// Of an autoregressive process the correlation is known: with as many times longer parts it is below 0.3, and with half as many it is not.
    #[test]
    fn a_longer_run_is_asked_for_by_how_the_correlation_dies_out() {
        let of_parts = |phi: f64, m: f64| {
            let p = libm::pow(phi, m);
            phi * (1.0 - p) * (1.0 - p) / (m * (1.0 - phi * phi) - 2.0 * phi * (1.0 - p))
        };
        for (phi, part) in [(0.99, 8.0), (0.99, 32.0), (0.999, 64.0), (0.95, 16.0)] {
            let found = of_parts(phi, part);
            let times = super::lengthening(found) as f64;
            assert!(of_parts(phi, part * times) <= 0.3, "{phi}, {part}: {times}");
            assert!(
                times == 2.0 || of_parts(phi, part * times / 2.0) > 0.3,
                "{phi}, {part}: {times}"
            );
        }
        assert_eq!(super::lengthening(0.31), 2);
        // However large it seems, there is an answer.
        assert!(super::lengthening(1.0) > 1000);
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
