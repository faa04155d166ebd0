//! The share of a variance that groups explain.

use super::{Tally, student_quantile};

/// The blocks that the jackknife leaves out in turn.
const BLOCKS: usize = 20;

/// A share of a variance, with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ExplainedShare {
    /// From 0 to 1.
    pub share: f64,
    /// The limits of its interval, from 0 to 1.
    pub interval: (f64, f64),
}

/// The share of the variance of `values` that is between groups and not within them, where value *i* is in group `groups[i]`; `None` with
/// fewer than 100 values, or if they are all equal.
///
/// With the levels of an input as groups this is the first-order share of that input (its correlation ratio), from runs that were made for
/// anything: none of their own are needed. Estimated as ω² of a one-way analysis of variance (Hays 1963, *Statistics for Psychologists*),
/// which takes off what groups explain by chance, and cut to 0. The interval is that of Student with the delete-a-group jackknife over 20
/// blocks of values in their order (Kott 2001, *Journal of Official Statistics* 17, 521–526), so the values must be independent. A group
/// of a range of levels hides what happens inside it: a dozen or more groups lose little.
///
/// # Panics
///
/// If there is not one group for each value, if a value is not finite, or if `confidence` is not between 0 and 1.
///
/// # Examples
///
/// ```
/// use cetak::stats::explained_share;
///
/// let groups: Vec<usize> = (0..400).map(|i| i % 4).collect();
/// let values: Vec<f64> = (0..400).map(|i| f64::from(i % 4 + i % 5)).collect();
/// // Variances 1.25 and 2.
/// let found = explained_share(&groups, &values, 0.95).expect("they differ");
/// assert!((found.share - 1.25 / 3.25).abs() < 0.02);
/// ```
#[must_use]
pub fn explained_share(
    groups: &[usize],
    values: &[f64],
    confidence: f64,
) -> Option<ExplainedShare> {
    assert!(
        groups.len() == values.len(),
        "{} groups for {} values",
        groups.len(),
        values.len()
    );
    let quantile = student_quantile((1.0 + confidence) / 2.0, BLOCKS as u64 - 1);
    if values.len() < 5 * BLOCKS {
        return None;
    }
    let number = groups.iter().max().map_or(0, |last| last + 1);
    let block = |i: usize| i * BLOCKS / values.len();
    let omega = |left_out: Option<usize>| {
        let mut within = vec![Tally::new(); number];
        for (i, (group, value)) in groups.iter().zip(values).enumerate() {
            if left_out != Some(block(i)) {
                within[*group].record(*value);
            }
        }
        omega_squared(&within)
    };
    let share = omega(None)?;
    let mut without = Tally::new();
    for left_out in 0..BLOCKS {
        without.record(omega(Some(left_out))?);
    }
    let blocks = BLOCKS as f64;
    let error = libm::sqrt(without.variance()? * (blocks - 1.0) * (blocks - 1.0) / blocks);
    let limit = |sign: f64| (share + sign * quantile * error).clamp(0.0, 1.0);
    Some(ExplainedShare {
        share: share.clamp(0.0, 1.0),
        interval: (limit(-1.0), limit(1.0)),
    })
}

/// ω² of these groups; `None` if no value differs from another.
fn omega_squared(groups: &[Tally]) -> Option<f64> {
    let mut all = Tally::new();
    let (mut filled, mut within) = (0.0, 0.0);
    for group in groups.iter().filter(|group| group.count() > 0) {
        all.merge(group);
        filled += 1.0;
        within += group.variance().unwrap_or(0.0) * (group.count() - 1) as f64;
    }
    let count = all.count() as f64;
    let total = all.variance()? * (count - 1.0);
    let of_chance = within / (count - filled);
    let between = total - within - (filled - 1.0) * of_chance;
    (total > 0.0 && count > filled).then(|| between / (total + of_chance))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Distribution, Streams};

    /// y = a + 2 b + noise with variances 1/12, 4/12 and 1/12: shares 1/6, 4/6, and 0 of what has no part in it.
    #[test]
    fn shares_of_a_sum_are_found_and_their_intervals_hold() {
        let exact = [1.0 / 6.0, 4.0 / 6.0, 0.0];
        let (mut held, mut sums) = ([0; 3], [0.0; 3]);
        let runs: usize = 200;
        for run in 0..runs as u64 {
            let mut stream = Streams::new(5, run).stream("inputs");
            let points: Vec<[f64; 4]> = (0..600)
                .map(|_| std::array::from_fn(|_| stream.uniform()))
                .collect();
            let y: Vec<f64> = points.iter().map(|[a, b, _, n]| a + 2.0 * b + n).collect();
            for (input, exact) in exact.iter().enumerate() {
                let group = |point: &[f64; 4]| (20.0 * point[input]) as usize;
                let groups: Vec<usize> = points.iter().map(group).collect();
                let found = explained_share(&groups, &y, 0.9).unwrap();
                held[input] += usize::from((found.interval.0..=found.interval.1).contains(exact));
                sums[input] += found.share;
            }
        }
        // 90 % of 200 runs, less 3.3 standard deviations; of the share 0 only what is above can miss.
        assert!(held.iter().all(|held| *held >= 166), "{held:?}");
        for (sum, exact) in sums.iter().zip(exact) {
            assert!((sum / runs as f64 - exact).abs() < 0.012, "{sums:?}");
        }
    }

    #[test]
    fn without_enough_values_or_any_difference_there_is_no_share() {
        let normal = Distribution::<f64>::uniform(0.0, 1.0).unwrap();
        let mut draws = Streams::new(1, 0).variate("u", normal);
        let values: Vec<f64> = (0..100).map(|_| draws.draw()).collect();
        let groups: Vec<usize> = (0..100).map(|i| i % 3).collect();
        assert!(explained_share(&groups, &values, 0.95).is_some());
        assert_eq!(explained_share(&groups[1..], &values[1..], 0.95), None);
        assert_eq!(explained_share(&groups, &[2.0; 100], 0.95), None);
        let own: Vec<f64> = groups.iter().map(|group| *group as f64).collect();
        let whole = explained_share(&groups, &own, 0.95).unwrap();
        assert_eq!((whole.share, whole.interval), (1.0, (1.0, 1.0)));
    }
}
