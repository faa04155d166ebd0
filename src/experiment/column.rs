//! What the replications have of one output, and which of them are independent.

use super::kinds::Value;
use super::numbers::{Interval, Mean};
use super::output::OutputKind;
use super::precision::Estimated;
use crate::stats::{KaplanMeier, Observed, bounded_interval};

/// What the replications have of an output, in order.
#[derive(Clone, Debug)]
pub struct Column {
    pub(super) values: Vec<Value>,
    /// The bounds of its values, if they were told.
    pub(super) bounds: Option<(f64, f64)>,
    /// What its values cannot be below and above, to which the interval of the mean is cut.
    pub(super) limits: Limits,
    pub(super) units: Units,
}

/// The least and the greatest that a value can be, where that is known.
pub type Limits = (Option<f64>, Option<f64>);

/// Which replications are independent of each other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Units {
    /// Each is.
    Replications,
    /// Groups of neighbours are, with so many in each: antithetic pairs, and those whose other half is not there.
    Groups(Vec<usize>),
}

impl Units {
    /// The units of replications with these numbers, of which 2k and 2k + 1 are a pair.
    pub(super) fn of_pairs(numbers: &[u32]) -> Self {
        let groups = numbers.chunk_by(|a, b| a / 2 == b / 2);
        Self::Groups(groups.map(<[u32]>::len).collect())
    }

    /// The mean of each unit, of what all replications have.
    pub(super) fn means(&self, values: Vec<f64>) -> Vec<f64> {
        match self {
            Self::Replications => values,
            Self::Groups(sizes) => {
                let mut values = values.into_iter();
                let mut mean = |n: &usize| values.by_ref().take(*n).sum::<f64>() / *n as f64;
                sizes.iter().map(&mut mean).collect()
            }
        }
    }

    pub(super) fn are_pairs(&self) -> bool {
        matches!(self, Self::Groups(_))
    }
}

impl Column {
    /// Values of independent replications.
    #[cfg(feature = "office")]
    pub(crate) fn independent(values: Vec<Value>) -> Self {
        Self {
            values,
            bounds: None,
            limits: (None, None),
            units: Units::Replications,
        }
    }

    /// The number of replications that have no number.
    pub(super) fn unknown(&self) -> usize {
        let unknown = self.values.iter().filter(|value| value.number().is_none());
        unknown.count()
    }

    /// The means of the units in order of the replications, so that what is computed of them has the same bits however they were run; `None`
    /// if any value is not known.
    pub(super) fn means(&self) -> Option<Vec<f64>> {
        let known: Option<Vec<f64>> = self.values.iter().map(|value| value.number()).collect();
        known.map(|known| self.units.means(known))
    }

    /// The mean with its interval; `None` if any value is not known, or there is none.
    pub(super) fn mean(&self, confidence: f64) -> Option<Mean> {
        let means = self.means()?;
        let bounded = self
            .bounds
            .map(|(low, high)| bounded_interval(&means, low, high, confidence));
        let mean = Mean::of(means, confidence)?;
        Some(match bounded {
            Some(ends) => Mean {
                ci95: ends.map(Interval::from),
                ..mean
            },
            None => {
                let (least, most) = self.limits;
                mean.cut(
                    least.unwrap_or(f64::NEG_INFINITY),
                    most.unwrap_or(f64::INFINITY),
                )
            }
        })
    }

    /// The numerators and the denominators of a ratio, added up in each unit.
    pub(super) fn ratios(&self) -> Vec<(f64, f64)> {
        let (above, below) = self
            .values
            .iter()
            .map(|value| match value {
                Value::Ratio(numerator, denominator) => (*numerator, *denominator),
                _ => unreachable!("an output has values of one kind"),
            })
            .unzip();
        // Means in place of sums: a ratio is the same of both.
        std::iter::zip(self.units.means(above), self.units.means(below)).collect()
    }

    /// How many units have another value than the commonest, where the width of an estimate rests on that.
    pub(super) fn off_commonest(&self, of: Estimated) -> Option<u32> {
        let mut values = match of {
            Estimated::Mean if self.bounds.is_none() => self.means()?,
            Estimated::RestrictedMean(horizon) => {
                let until = |value: &Value| value.time().map(|time| time.until().min(horizon));
                self.units
                    .means(self.values.iter().filter_map(until).collect())
            }
            // How far each is from the ratio of all.
            Estimated::Ratio => {
                let pairs = self.ratios();
                let sums = pairs
                    .iter()
                    .fold((0.0, 0.0), |(a, b), pair| (a + pair.0, b + pair.1));
                let ratio = sums.0 / sums.1;
                pairs
                    .iter()
                    .map(|(above, below)| above - ratio * below)
                    .collect()
            }
            _ => return None,
        };
        let largest = values.iter().copied().map(f64::abs).fold(0.0, f64::max);
        values.sort_by(f64::total_cmp);
        // Equal but for rounding.
        let alike = values
            .chunk_by(|a, b| b - a <= 1e-12 * largest)
            .map(<[f64]>::len);
        Some((values.len() - alike.max().unwrap_or(0)) as u32)
    }

    /// Whether all units have the same value, and the interval rests on that.
    pub(super) fn is_alike(&self, kind: OutputKind) -> bool {
        let of = match kind {
            OutputKind::Number | OutputKind::TimeTo => Estimated::Mean,
            OutputKind::Ratio => Estimated::Ratio,
            OutputKind::Probability => return false,
        };
        self.off_commonest(of) == Some(0)
    }

    /// Whether something happened later than one of the times was censored, so that not all of those censored are known to be the largest.
    pub(super) fn is_mixed(&self) -> bool {
        let times = self.values.iter().filter_map(|value| value.time());
        let ends = times
            .filter(|time| time.at().is_none())
            .map(Observed::until);
        let first = ends.fold(f64::INFINITY, f64::min);
        let mut happened = self.values.iter().filter_map(|value| value.number());
        happened.any(|time| time > first)
    }

    /// The distribution of the times to an event.
    pub(super) fn times(&self) -> KaplanMeier {
        self.values
            .iter()
            .filter_map(|value| value.time())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn off(values: Vec<Value>, of: Estimated) -> Option<u32> {
        let column = Column {
            values,
            bounds: None,
            limits: (None, None),
            units: Units::Replications,
        };
        column.off_commonest(of)
    }

    #[test]
    fn values_are_alike_up_to_rounding() {
        let numbers = |numbers: &[f64]| {
            let values = numbers.iter().copied().map(Value::Number).collect();
            off(values, Estimated::Mean)
        };
        assert_eq!(
            numbers(&[0.3e6, 0.1e6 + 0.2e6, 3.0e5 * (1.0 + 1e-15)]),
            Some(0)
        );
        assert_eq!(numbers(&[3.0, 3.0 + 1e-9, 3.0]), Some(1));
        assert_eq!(numbers(&[0.0, 1e-300, 0.0, -1.0]), Some(1), "as good as 0");
        assert_eq!(numbers(&[1.0, 2.0, 3.0, 2.0, 1.0, 2.0]), Some(3));
    }

    /// Days of other sizes with the same ratio are alike, and days of one size with another ratio are not.
    #[test]
    fn ratios_are_alike_where_each_replication_has_the_ratio_of_all() {
        let ratios = |pairs: &[(f64, f64)]| {
            let values = pairs.iter().map(|(a, b)| Value::Ratio(*a, *b)).collect();
            off(values, Estimated::Ratio)
        };
        assert_eq!(
            ratios(&[(2.0, 1.0), (4.0, 2.0), (6.0, 3.0), (14.0, 7.0)]),
            Some(0)
        );
        assert_eq!(ratios(&[(2.0, 1.0), (2.0, 2.0), (2.0, 4.0)]), Some(2));
    }

    #[test]
    fn restricted_times_are_alike_from_the_horizon_on() {
        let times = [3.0, 5.0, 8.0].map(|time| Value::TimeTo(Observed::At(time)));
        let until = |horizon| off(times.to_vec(), Estimated::RestrictedMean(horizon));
        assert_eq!(
            (until(2.0), until(4.0), until(6.0)),
            (Some(0), Some(1), Some(2))
        );
        // A quantile and a probability do not rest on it.
        assert_eq!(off(times.to_vec(), Estimated::Quantile(0.5)), None);
    }
}
