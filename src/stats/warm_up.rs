//! Where the start of a run ends to matter.

use crate::error::{Error, ErrorKind, Result};
use crate::words::Message;

/// The number of observations to discard from the start of a run, by MSER-5 (White, Cobb & Spratt 2000, Winter Simulation Conference,
/// 755–760): of batches of 5, as many as make the standard error of the rest smallest.
///
/// Cutting into the last five batches is not considered, because so few are alike by chance (Hoad, Robinson & Davies 2010, Journal of the
/// Operational Research Society 61(6)). An incomplete batch at the end is ignored. The answer is a multiple of 5.
///
/// # What it assumes
///
/// That the run reaches its steady state and the bias at its start is larger than its noise. A bias that is small beside the noise is not
/// seen in one run: average over replications first, observation by observation, and look at [`welch`]. A run that grows for ever has no
/// steady state, and no cut gives it one; then it is mostly an error.
///
/// # Errors
///
/// [`ErrorKind::Value`] if there are fewer than ten batches, or more than half of the run would have to be discarded: then the run is too short to tell. It says how
/// long a run is wanted.
///
/// # Panics
///
/// If an observation is not finite.
///
/// # Examples
///
/// ```
/// use cetak::stats::mser5;
///
/// // A queue that starts empty and then stays between 8 and 12.
/// let mut lengths: Vec<f64> = (0..10).map(f64::from).collect();
/// lengths.extend((0..90).map(|i| 8.0 + f64::from(i * 7 % 5)));
/// assert_eq!(mser5(&lengths)?, 10);
/// // One that grows.
/// let growing: Vec<f64> = (0..100).map(f64::from).collect();
/// let error = mser5(&growing).unwrap_err().to_string();
/// assert!(error.contains("would have to be discarded"), "{error}");
/// # Ok::<(), cetak::Error>(())
/// ```
pub fn mser5(observations: &[f64]) -> Result<usize> {
    let observed = observations.len().to_string();
    let refused = |message: Message| Err(Error::of(ErrorKind::Value, message));
    let Some(cut) = least_error(observations) else {
        return refused(
            Message::new("warm-up-too-short")
                .with("observed", observed)
                .with("least", FEWEST.to_string()),
        );
    };
    if is_late(cut, observations.len()) {
        return refused(
            Message::new("warm-up-late")
                .with("observed", observed)
                .with("cut", cut.to_string())
                .with("least", (2 * cut).to_string()),
        );
    }
    Ok(cut)
}

/// The cut that makes the standard error of the rest smallest, however late it is; `None` of fewer than [`FEWEST`] observations.
///
/// # Panics
///
/// If an observation is not finite.
pub(crate) fn least_error(observations: &[f64]) -> Option<usize> {
    for value in observations {
        assert!(value.is_finite(), "{value} is no observation of a run");
    }
    if observations.len() < FEWEST {
        return None;
    }
    let mut batches: Vec<f64> = observations
        .chunks_exact(BATCH)
        .map(|batch| batch.iter().sum::<f64>() / BATCH as f64)
        .collect();
    let mut best = (f64::INFINITY, 0);
    // Backwards, so that the mean and the squared deviations of what is left are updated and never subtracted (Welford 1962).
    let (mut left, mut mean, mut squares) = (0.0, 0.0, 0.0);
    while let Some(value) = batches.pop() {
        left += 1.0;
        let deviation = value - mean;
        mean += deviation / left;
        squares += deviation * (value - mean);
        // Of equal cuts, the earliest.
        if left >= LEAST as f64 && squares / (left * left) <= best.0 {
            best = (squares / (left * left), batches.len());
        }
    }
    Some(BATCH * best.1)
}

/// Whether more than half of the batches of a run lie before the cut.
pub(crate) fn is_late(cut: usize, observations: usize) -> bool {
    2 * (cut / BATCH) > observations / BATCH
}

/// Observations per batch.
const BATCH: usize = 5;
/// Fewer batches than this at the end are alike by chance.
const LEAST: usize = 5;
/// A shorter run is too short to tell.
pub(crate) const FEWEST: usize = 2 * LEAST * BATCH;

/// Welch's moving average: the mean over replications of each observation, averaged over it and `window` neighbours on both sides (Welch
/// 1983; Law & Kelton 9.5.1). Plotted, it shows where the steady state begins: where the curve becomes flat. Runs of different length
/// are cut to the shortest.
///
/// The first `window` values are averaged over as many neighbours as there are before them, on both sides. The last `window` observations
/// give none, so the result is shorter by `window`. Law & Kelton advise 5 to 10 replications or more, and a window of at most a quarter
/// of the run.
///
/// # Panics
///
/// If there is no replication.
///
/// # Examples
///
/// ```
/// use cetak::stats::welch;
///
/// let runs = [vec![0.0, 2.0, 4.0, 6.0], vec![2.0, 4.0, 6.0, 20.0]];
/// assert_eq!(welch(&runs, 0), [1.0, 3.0, 5.0, 13.0]);
/// assert_eq!(welch(&runs, 1), [1.0, 3.0, 7.0]);
/// ```
#[must_use]
pub fn welch(replications: &[Vec<f64>], window: usize) -> Vec<f64> {
    let shortest = replications.iter().map(Vec::len).min();
    let length = shortest.expect("Welch's moving average needs a replication");
    let n = replications.len() as f64;
    let means: Vec<f64> = (0..length)
        .map(|i| replications.iter().map(|run| run[i]).sum::<f64>() / n)
        .collect();
    (0..length.saturating_sub(window))
        .map(|i| {
            let reach = window.min(i);
            let near = &means[i - reach..=i + reach];
            near.iter().sum::<f64>() / near.len() as f64
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{mser5, welch};

    #[test]
    fn a_run_that_says_nothing_has_no_cut() {
        assert!(mser5(&[]).is_err());
        let error = mser5(&[1.0; 49]).unwrap_err().to_string();
        assert!(
            error.contains("49 observations") && error.contains("at least 50"),
            "{error}"
        );
        // Nothing to discard where all are equal.
        assert_eq!(mser5(&[1.0; 50]).ok(), Some(0));
    }

    #[test]
    fn the_cut_must_be_in_the_first_half() {
        let stepped = |high: usize| -> Vec<f64> {
            let value = |i| if i < high { 100.0 } else { (i % 2) as f64 };
            (0..100).map(value).collect()
        };
        assert_eq!(mser5(&stepped(20)).ok(), Some(20));
        assert_eq!(mser5(&stepped(50)).ok(), Some(50));
        let error = mser5(&stepped(55)).unwrap_err().to_string();
        assert!(error.contains("the first 55 "), "{error}");
        assert!(
            error.contains(" 110 "),
            "a run of which 55 are half: {error}"
        );
        // A step within a batch takes that batch with it.
        assert_eq!(mser5(&stepped(21)).ok(), Some(25));
    }

    /// Law & Kelton 9.5.1: the value i of the average with window w is over 2 i − 1 or 2 w + 1 means, i counted from 1.
    #[test]
    fn the_window_opens_at_the_start() {
        let run: Vec<f64> = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0].to_vec();
        let expected = [1.0, 7.0 / 3.0, 31.0 / 5.0, 62.0 / 5.0, 124.0 / 5.0];
        assert_eq!(welch(&[run], 2), expected);
        assert_eq!(welch(&[vec![1.0, 2.0], vec![3.0]], 0), [2.0]);
        assert!(welch(&[vec![1.0, 2.0]], 5).is_empty());
    }

    #[test]
    #[should_panic(expected = "needs a replication")]
    fn no_replication_panics() {
        let _ = welch(&[], 1);
    }

    /// The definition, in two passes for each cut.
    fn by_definition(observations: &[f64]) -> Option<usize> {
        let batches: Vec<f64> = observations
            .chunks_exact(5)
            .map(|b| b.iter().sum::<f64>() / 5.0)
            .collect();
        let statistic = |cut: usize| {
            let rest = &batches[cut..];
            let mean = rest.iter().sum::<f64>() / rest.len() as f64;
            rest.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>()
                / (rest.len() * rest.len()) as f64
        };
        let cuts = 0..=batches.len() - 5;
        let best = cuts
            .min_by(|a, b| statistic(*a).total_cmp(&statistic(*b)))
            .unwrap();
        (2 * best <= batches.len()).then_some(5 * best)
    }

    proptest! {
        #[test]
        fn agrees_with_the_definition(noise in prop::collection::vec(-1.0..1.0f64, 50..300), bias in -5.0..5.0f64, pace in 1.0..60.0f64) {
            let run: Vec<f64> = noise.iter().enumerate().map(|(i, x)| x + bias * libm::exp(-(i as f64) / pace)).collect();
            prop_assert_eq!(mser5(&run).ok(), by_definition(&run));
        }
    }
}
