//! The result of a selection, and its guarantee.

use std::fmt;

use serde::Serialize;

use crate::experiment::table::{Shown, aligned, or_number};
use crate::stats::Tally;

/// The result of a selection.
///
/// Its `Display` has a sentence, a line for each alternative with the sample of the selection, and the guarantee.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Selected {
    /// The alternatives, in order.
    pub names: Vec<String>,
    /// The alternative that was selected, counted from 0.
    pub selected: usize,
    /// Alternatives that the procedure could not separate from the selected one: the best may be one of them. Empty if all are separated.
    pub undecided: Vec<usize>,
    /// The guarantee; `None` without one.
    pub guarantee: Option<Guarantee>,
    /// Why nothing is guaranteed; `None` with a guarantee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unguaranteed: Option<Unguaranteed>,
    /// The sample of each alternative. Do not report these means: that of the selected one is biased in its favour.
    pub sampled: Vec<Sampled>,
}

impl Selected {
    /// The replications spent on all alternatives together.
    #[must_use]
    pub fn replications(&self) -> u64 {
        self.sampled
            .iter()
            .map(|of| u64::from(of.replications))
            .sum()
    }
}

const HEADINGS: [&str; 3] = ["", "replications", "mean seen"];

/// Prints the selected alternative and those that may be as good, a line for each alternative, and the guarantee.
impl fmt::Display for Selected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |i: usize| or_number(&self.names, i);
        write!(f, "{} is selected.", name(self.selected))?;
        let undecided: Vec<String> = self.undecided.iter().map(|i| name(*i)).collect();
        if !undecided.is_empty() {
            let others = undecided.join(", ");
            write!(f, " It could not be told from {others}.")?;
        }
        let mut lines = vec![HEADINGS.map(str::to_owned)];
        lines.extend(self.sampled.iter().enumerate().map(|(i, seen)| {
            let mean = Some(seen.mean);
            let mean = Shown::of(mean, None, None).number(mean);
            [name(i), seen.replications.to_string(), mean]
        }));
        writeln!(f, "\n{}", aligned(&lines))?;
        if let Some(guarantee) = &self.guarantee {
            writeln!(f, "{guarantee}")?;
        }
        if let Some(why) = &self.unguaranteed {
            writeln!(f, "{why}")?;
        }
        f.write_str(
            "The means seen led to the choice and flatter it; estimate it on new replications.",
        )
    }
}

/// The sample that a selection took of an alternative.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Sampled {
    /// The number of replications.
    pub replications: u32,
    /// Their mean.
    pub mean: f64,
}

impl Sampled {
    /// Sums up the sample of an alternative, whose values were multiplied by `sign`.
    pub(super) fn of(seen: &Tally) -> Self {
        Self {
            replications: seen.count() as u32,
            mean: seen.mean().unwrap_or(0.0),
        }
    }
}

/// The guarantee of a selection. All guarantees assume that replications are approximately normal, as means over many customers or days are.
///
/// # When it does not hold
///
/// A guarantee does not hold where most replications are alike and a few are very different, such as costs of a rare breakdown: the first replications
/// then have too small a variance, and an alternative is dropped, or taken, too early. Without any variance the guarantee is `None`; a variance
/// that is merely too small cannot be detected.
/// Between a cost of 5 and a cost of 1,000 in one of 100 replications, KN with 20 first replications selects the wrong one four times out of
/// five. Take enough [first](super::IndifferenceZone::first) replications for the rare event to happen ten times, or compare means of many.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
#[non_exhaustive]
pub enum Guarantee {
    /// The best is selected with this probability or more, provided that it is better than every other alternative by the indifference.
    CorrectSelection {
        /// The probability, 0 to 1.
        probability: f64,
        /// The difference that matters, in the unit of the output.
        indifference: f64,
    },
    /// With this probability or more, no alternative is better than the selected one by more than the indifference, whatever the means are.
    GoodSelection {
        /// The probability, 0 to 1.
        probability: f64,
        /// The difference that matters, in the unit of the output.
        indifference: f64,
    },
    /// Like [`CorrectSelection`](Self::CorrectSelection), in the limit of a small indifference and so of many replications.
    InTheLimit {
        /// The probability, 0 to 1.
        probability: f64,
        /// The difference that matters, in the unit of the output.
        indifference: f64,
    },
    /// Nothing is guaranteed. If the sample means and variances were the true ones, the best would be selected with this probability or more.
    Approximate {
        /// The probability, 0 to 1.
        probability: f64,
    },
}

/// Why nothing is guaranteed of a selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Unguaranteed {
    /// The replications allowed were used up before the procedure came to its end.
    UsedUp,
    /// Values from which it took a variance were all alike: the first replications of an alternative ([`rinott`](super::Alternatives::rinott)), all of one
    /// ([`ocba`](super::Alternatives::ocba)), or the differences of two ([`kn`](super::Alternatives::kn)). Either nothing there is random, or a rare event has not happened yet: take
    /// more [first](super::IndifferenceZone::first) replications.
    Alike,
}

/// Says it in a sentence.
impl fmt::Display for Unguaranteed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UsedUp => "Nothing is guaranteed: the replications allowed were used up before a decision.",
            Self::Alike => "Nothing is guaranteed: some of the replications that count were all alike, and what is rare may not have been seen.",
        })
    }
}

/// Prints the guarantee as a sentence.
impl fmt::Display for Guarantee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |p: f64| libm::round(p * 1e4) / 1e2;
        match *self {
            Self::CorrectSelection {
                probability,
                indifference,
            } => write!(
                f,
                "With a probability of {} % or more the best is selected, provided that it is better than all others by {indifference}.",
                percent(probability)
            ),
            Self::GoodSelection {
                probability,
                indifference,
            } => write!(
                f,
                "With a probability of {} % or more, no other is better than the selected one by more than {indifference}.",
                percent(probability)
            ),
            Self::InTheLimit {
                probability,
                indifference,
            } => write!(
                f,
                "With many replications, the best is selected with a probability of {} % or more, provided that it is better than all \
                 others by {indifference}.",
                percent(probability)
            ),
            Self::Approximate { probability } => write!(
                f,
                "Nothing is guaranteed; as the replications have it, the best is selected with a probability of about {} %.",
                percent(probability)
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_guarantee_says_what_it_guarantees() {
        let (probability, indifference) = (0.975, 0.5);
        let said = [
            Guarantee::CorrectSelection {
                probability,
                indifference,
            },
            Guarantee::GoodSelection {
                probability,
                indifference,
            },
            Guarantee::InTheLimit {
                probability,
                indifference,
            },
            Guarantee::Approximate { probability },
        ]
        .map(|guarantee| guarantee.to_string());
        assert_eq!(
            said,
            [
                "With a probability of 97.5 % or more the best is selected, provided that it is better than all others by 0.5.",
                "With a probability of 97.5 % or more, no other is better than the selected one by more than 0.5.",
                "With many replications, the best is selected with a probability of 97.5 % or more, provided that it is better than all others by 0.5.",
                "Nothing is guaranteed; as the replications have it, the best is selected with a probability of about 97.5 %.",
            ]
        );
    }
}
