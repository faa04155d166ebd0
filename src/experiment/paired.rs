//! Paired differences between two experiments on common random numbers.

use std::cmp::Ordering;
use std::fmt;

use serde::Serialize;

use super::column::Units;
use super::numbers::{CONFIDENCE, Interval, Mean, mean_or_null};
use super::table::Shown;
use crate::stats::{Tally, normal_quantile};

/// A paired difference.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Paired {
    /// Mean difference with its 95 % interval; `None` if a pair is censored on either side, because then no honest mean exists.
    #[serde(flatten, serialize_with = "mean_or_null")]
    pub mean: Option<Mean>,
    /// In how many pairs the scenario was sooner than the reference, or not.
    pub pairs: Pairs,
    /// Number of pairs that the mean leaves out because one or both sides were censored.
    pub censored: u32,
    /// The effect of pairing; unknown where there is no mean.
    #[serde(flatten)]
    pub pairing: Pairing,
}

/// The effect of pairing by common random numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Pairing {
    /// The correlation between the two sides. `None` if one of them does not vary.
    pub correlation: Option<f64>,
    /// The 95 % interval of the correlation (Fisher); `None` with fewer than four pairs.
    pub correlation_ci95: Option<Interval>,
    /// How many times the variance of the difference would be larger without common random numbers; below 1, pairing hurts.
    pub variance_ratio: Option<f64>,
}

impl Pairing {
    /// Whether pairing hurts: the correlation is surely below 0, so the difference is known less well than from independent runs.
    #[must_use]
    pub fn hurts(&self) -> bool {
        self.correlation_ci95.is_some_and(|ci| ci.high < 0.0)
    }

    pub(super) fn of(reference: &[f64], other: &[f64]) -> Self {
        let variance = |values: &mut dyn Iterator<Item = f64>| values.collect::<Tally>().variance();
        let of = |column: &[f64]| variance(&mut column.iter().copied()).unwrap_or(0.0);
        let (a, b) = (of(reference), of(other));
        let mut differences = std::iter::zip(reference, other).map(|(a, b)| b - a);
        let difference = variance(&mut differences).unwrap_or(0.0);
        if a <= 0.0 || b <= 0.0 {
            return Self::default();
        }
        // From variances of sums and not from products, so that equal columns give exactly 1.
        let correlation = ((a + b - difference) / (2.0 * (a * b).sqrt())).clamp(-1.0, 1.0);
        Self {
            correlation: Some(correlation),
            correlation_ci95: fisher(correlation, reference.len()),
            variance_ratio: (difference > 0.0).then(|| (a + b) / difference),
        }
    }
}

/// The 95 % interval of a correlation of `n` pairs, by Fisher's transformation (1921).
fn fisher(correlation: f64, n: usize) -> Option<Interval> {
    let error = 1.0 / (n.checked_sub(3).filter(|n| *n > 0)? as f64).sqrt();
    let reach = normal_quantile(0.5 + CONFIDENCE / 2.0) * error;
    let at = libm::atanh(correlation);
    Some((libm::tanh(at - reach), libm::tanh(at + reach)).into())
}

/// How the two sides of each pair compare. A side that is censored is later than what happened on the other before that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Pairs {
    /// The scenario is sooner than the reference; of a count, lower.
    pub sooner: u32,
    /// Both are the same.
    pub equal: u32,
    /// The scenario is later than the reference; of a count, higher.
    pub later: u32,
    /// Both are censored, or one was censored before the other happened, so the order is unknown.
    pub neither: u32,
}

impl Pairs {
    /// The number of pairs.
    #[must_use]
    pub fn all(self) -> u32 {
        self.sooner + self.equal + self.later + self.neither
    }
}

/// Prints the mean difference with its interval, the correlation reached, and how many pairs are lower, equal and higher.
impl fmt::Display for Paired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.mean {
            None => f.write_str("not known")?,
            Some(mean) => {
                let shown = Shown::of(Some(mean.value), mean.ci95, None);
                f.write_str(&shown.number(Some(mean.value)))?;
                if mean.ci95.is_some() {
                    write!(f, " (95 % interval {})", shown.interval(mean.ci95))?;
                }
            }
        }
        if let Some(correlation) = self.pairing.correlation {
            write!(f, ", correlation {correlation:.2}")?;
        }
        if self.pairing.hurts() {
            f.write_str(", pairing hurts")?;
        }
        let Pairs {
            sooner,
            equal,
            later,
            neither,
        } = self.pairs;
        if self.pairs.all() > 0 {
            write!(f, "; {sooner} pairs lower, {equal} equal, {later} higher")?;
        }
        if neither > 0 {
            write!(f, ", {neither} not known")?;
        }
        Ok(())
    }
}

impl Paired {
    /// The difference of each pair, reference first. A value that is `None` is censored: it is larger than any other. `mean` is that of the
    /// differences of independent units, if all are known.
    pub(crate) fn of(
        both: impl Iterator<Item = (Option<f64>, Option<f64>)>,
        units: &Units,
        mean: impl FnOnce(Vec<f64>) -> Option<Mean>,
    ) -> Self {
        let (reference, other): (Vec<Option<f64>>, Vec<Option<f64>>) = both.unzip();
        let both = std::iter::zip(&reference, &other).map(|(a, b)| (*a, *b));
        let (pairs, differences) = Self::matched(both);
        let mut found = Self {
            censored: pairs.all() - differences.len() as u32,
            pairs,
            ..Self::default()
        };
        if found.censored == 0 {
            let [a, b] =
                [reference, other].map(|side| units.means(side.into_iter().flatten().collect()));
            found.mean = mean(units.means(differences));
            found.pairing = Pairing::of(&a, &b);
        }
        found
    }

    /// The difference of two estimates, each the mean of such values of the same independent units. The values are not those of replications, so no pairs are
    /// counted.
    pub(super) fn of_units(reference: &[f64], other: &[f64]) -> Self {
        let differences = std::iter::zip(reference, other).map(|(a, b)| b - a);
        Self {
            mean: Mean::of_differences(differences),
            pairing: Pairing::of(reference, other),
            ..Self::default()
        }
    }

    /// How the two sides of each pair compare, reference first, and the differences of the pairs in which neither is censored.
    pub(crate) fn matched(
        both: impl Iterator<Item = (Option<f64>, Option<f64>)>,
    ) -> (Pairs, Vec<f64>) {
        let mut pairs = Pairs::default();
        let mut differences = Vec::new();
        for pair in both {
            match pair {
                (None, None) => pairs.neither += 1,
                (Some(_), None) => pairs.later += 1,
                (None, Some(_)) => pairs.sooner += 1,
                (Some(reference), Some(other)) => {
                    differences.push(other - reference);
                    match other.total_cmp(&reference) {
                        Ordering::Less => pairs.sooner += 1,
                        Ordering::Equal => pairs.equal += 1,
                        Ordering::Greater => pairs.later += 1,
                    }
                }
            }
        }
        (pairs, differences)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_correlation_is_fishers() {
        // r = .5, n = 28: atanh .5 = .5493, ± 1.96 / 5 = .392.
        let ci = fisher(0.5, 28).unwrap();
        assert!((ci.low - libm::tanh(0.5493 - 0.392)).abs() < 1e-3);
        assert!((ci.high - libm::tanh(0.5493 + 0.392)).abs() < 1e-3);
        assert_eq!(fisher(0.5, 3), None);
    }

    #[test]
    fn there_is_no_correlation_with_what_does_not_vary() {
        let varied = [1.0, 2.0, 4.0, 7.0];
        for (a, b) in [([3.0; 4], varied), (varied, [3.0; 4])] {
            assert_eq!(Pairing::of(&a, &b), Pairing::default());
        }
        // Where the difference is the same in all pairs, there is no limit to the gain.
        let same = Pairing::of(&varied, &varied.map(|x| x + 1.0));
        assert_eq!((same.correlation, same.variance_ratio), (Some(1.0), None));
    }

    /// A difference of ratios is not one of replications.
    #[test]
    fn pairs_are_told_only_where_they_were_counted() {
        let found = Paired::of_units(&[1.0, 2.0, 3.0, 5.0], &[2.0, 3.0, 5.0, 6.0]);
        let text = found.to_string();
        assert!(text.starts_with("1.2 (95 % interval "), "{text}");
        assert!(text.ends_with(", correlation 0.96"), "{text}");
        let both = [(Some(1.0), Some(3.0)), (Some(1.0), None)];
        let found = Paired::of(both.into_iter(), &Units::Replications, Mean::of_differences);
        assert_eq!(
            found.to_string(),
            "not known; 0 pairs lower, 0 equal, 2 higher"
        );
    }

    /// By hand: variances 1 and 4, and 1 for the difference; with opposite signs, 9.
    #[test]
    fn what_pairing_reaches_is_told_with_the_difference() {
        let of = |sign: f64| {
            let both = [-1.0, 0.0, 1.0].map(|x| (Some(x), Some(sign * 2.0 * x)));
            Paired::of(both.into_iter(), &Units::Replications, Mean::of_differences).pairing
        };
        assert_eq!(
            (of(1.0).correlation, of(1.0).variance_ratio),
            (Some(1.0), Some(5.0))
        );
        assert_eq!(
            (of(-1.0).correlation, of(-1.0).variance_ratio),
            (Some(-1.0), Some(5.0 / 9.0))
        );
        assert!(!of(-1.0).hurts(), "three pairs say nothing for sure");
        let many = (0..30).map(|i| (Some(f64::from(i)), Some(f64::from(-i % 7 - i))));
        let found = Paired::of(many, &Units::Replications, Mean::of_differences);
        assert!(found.pairing.hurts());
        let censored = [(Some(1.0), None), (Some(2.0), Some(3.0))];
        let found = Paired::of(
            censored.into_iter(),
            &Units::Replications,
            Mean::of_differences,
        );
        assert_eq!(found.pairing, Pairing::default());
    }
}
