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

    #[test]
    fn without_enough_values_or_any_difference_there_is_no_share() {
        let values: Vec<f64> = (0..100).map(|i| f64::from(i * 37 % 100)).collect();
        let groups: Vec<usize> = (0..100).map(|i| i % 3).collect();
        assert!(explained_share(&groups, &values, 0.95).is_some());
        assert_eq!(explained_share(&groups[1..], &values[1..], 0.95), None);
        assert_eq!(explained_share(&groups, &[2.0; 100], 0.95), None);
        let own: Vec<f64> = groups.iter().map(|group| *group as f64).collect();
        let whole = explained_share(&groups, &own, 0.95).unwrap();
        assert_eq!((whole.share, whole.interval), (1.0, (1.0, 1.0)));
    }
}
