//! Bootstrap intervals.

use crate::random::Stream;
use crate::stats::quantile;

/// How often the rows are drawn again.
const RESAMPLES: usize = 1000;

/// The percentile bootstrap interval (Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapter 13) of each of several
/// statistics of rows. `statistics` computes them from how often each row was drawn; resamples for which it cannot, `None`, are
/// drawn again, as often as there are resamples.
///
/// # Panics
///
/// If `confidence` is not between 0 and 1, both excluded.
pub(super) fn intervals(
    rows: usize,
    confidence: f64,
    stream: &mut Stream,
    statistics: impl Fn(&[u32]) -> Option<Vec<f64>>,
) -> Vec<(f64, f64)> {
    assert!(
        0.0 < confidence && confidence < 1.0,
        "a confidence of {confidence}"
    );
    let mut found: Vec<Vec<f64>> = Vec::new();
    let mut drawn = vec![0; rows];
    for _ in 0..2 * RESAMPLES {
        if found.first().is_some_and(|first| first.len() == RESAMPLES) {
            break;
        }
        drawn.fill(0);
        for _ in 0..rows {
            drawn[stream.index(rows)] += 1;
        }
        let Some(values) = statistics(&drawn) else {
            continue;
        };
        found.resize_with(values.len(), Vec::new);
        for (all, value) in found.iter_mut().zip(values) {
            all.push(value);
        }
    }
    let outside = (1.0 - confidence) / 2.0;
    let ends = found.into_iter().map(|mut all| {
        all.sort_by(f64::total_cmp);
        let end = |p| quantile(&all, p).unwrap_or(f64::NAN);
        (end(outside), end(1.0 - outside))
    });
    ends.collect()
}
