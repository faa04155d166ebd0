//! How precise results are to be, and how many replications that takes.

use std::fmt;

use serde::Serialize;

use super::column::Column;
use super::kinds::{Kind, Number, Probability, Ratio, TimeTo, Value};
use super::numbers::{CONFIDENCE, Interval, Share};
use super::output::Output;
use super::results::Results;
use super::table::{Shown, aligned};
use crate::error::{Error, ErrorKind, Result};
use crate::stats::{QuantileInterval, quantile_interval};
use crate::support::visible::visible;
use crate::words::Message;

/// Replications before the first look: fewer would let a chance agreement of the first few end the experiment.
pub(crate) const FIRST: u32 = 30;

/// How many values must differ from the commonest one before the width of a mean, a ratio or a restricted mean counts.
const OFF_COMMONEST: u32 = 10;

/// The number of replications after which no more are run for values that are all alike: an event with a probability of 1 % would have
/// happened in one of them with 95 % (the rule of three).
const ALIKE: u32 = 300;

/// How precise results are to be: half-widths of 95 % intervals that hold *together* (Bonferroni), and the most replications that may
/// be spent on it. [`Experiment::run_to`](super::Experiment::run_to) runs to it.
///
/// The half-width of an interval that is not symmetric is its longer side.
///
/// # When it ends too soon
///
/// A run ends early where the replications so far look alike, although rare large values have not occurred yet. Such intervals hold the mean of a
/// lognormal output (σ = 1) 92, 92 and 89 in place of 95 % of the time where they are as wide as those of 10, 30 and 100 replications, of an
/// exponential one 95, 93 and 95 % (docs/validation.md). Ask for a quantile of such outputs, or run more replications than needed.
///
/// An output that is the same in most replications, such as the cost of a rare breakdown, has no useful width before the rare event has happened. So the width
/// of a mean, a ratio or a restricted mean counts as reached only if at least 10 values differ from the commonest one ([`Reached::off_commonest`]); that of an
/// output with [bounds](super::Outputs::between) needs none. If all values are alike, the experiment ends after 300 replications or more, and reports that
/// nothing was reached: either nothing in it is random, or an event of fewer than one in a hundred replications has not happened yet.
///
/// # Examples
///
/// ```
/// use cetak::experiment::{Experiment, Outputs, Precision};
///
/// let mut outputs = Outputs::new();
/// let eyes = outputs.number("eyes", "", |throw: &usize| *throw as f64);
/// let die = Experiment::new(&outputs, |streams| Ok(1 + streams.stream("die").index(6)));
///
/// let precise = die.run_to(&Precision::at_most(10_000).mean(eyes, 0.1))?;
/// assert!(precise.is_reached());
/// // The standard deviation of a throw is 1.71, so some (1.96 · 1.71 / 0.1)² replications are needed.
/// assert!((900..1400).contains(&precise.results.rows.len()));
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Precision {
    goals: Vec<Goal>,
    most: u32,
    outputs: Option<u64>,
}

#[derive(Clone, Copy, Debug)]
struct Goal {
    place: usize,
    of: Estimated,
    half_width: f64,
}

/// What is estimated of an output.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Estimated {
    /// Its mean over replications.
    Mean,
    /// The quantile with this probability.
    Quantile(f64),
    /// The probability of an event.
    Probability,
    /// A ratio of means.
    Ratio,
    /// The mean of the smaller of a time and this horizon.
    RestrictedMean(f64),
}

impl Estimated {
    /// What it is called in a table.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Mean | Self::Ratio => "mean".to_owned(),
            Self::Probability => "probability".to_owned(),
            Self::Quantile(p) => format!("P{}", libm::round(p * 1e4) / 1e2),
            Self::RestrictedMean(horizon) => format!("mean until {horizon}"),
        }
    }
}

/// A kind of output that has a mean and quantiles over replications: [`Number`] and [`TimeTo`].
pub trait Ordered: Kind {}

impl Ordered for Number {}
impl Ordered for TimeTo {}

impl Precision {
    /// Nothing wanted yet, and `most` replications at the most.
    #[must_use]
    pub fn at_most(most: u32) -> Self {
        Self {
            goals: Vec::new(),
            most,
            outputs: None,
        }
    }

    /// Wants the mean of an output within this half-width.
    ///
    /// # Panics
    ///
    /// If the half-width is not positive, or outputs of different lists are mixed.
    #[must_use]
    pub fn mean<K: Ordered>(self, output: Output<K>, half_width: f64) -> Self {
        self.add(output, Estimated::Mean, half_width)
    }

    /// Wants the quantile `p` of an output over replications within this half-width: of the interval of [`Results::quantile`].
    ///
    /// Where the density falls off slowly it stops a little too soon: after a stop at the width of 10, 30 and 100 replications, P90 of a lognormal output (σ = 1) was held
    /// 94, 93 and 92 in place of 95 % of the time, medians 94 to 96 % (docs/validation.md).
    ///
    /// # Panics
    ///
    /// Like [`mean`](Self::mean); if `p` is not between 0 and 1, both excluded.
    #[must_use]
    pub fn quantile<K: Ordered>(self, output: Output<K>, p: f64, half_width: f64) -> Self {
        assert!(p > 0.0 && p < 1.0, "{p} is no probability between 0 and 1");
        self.add(output, Estimated::Quantile(p), half_width)
    }

    /// Wants a probability within this half-width. After the stop its 95 % interval held probabilities of 0.5 and 0.05 in 95 to 97 % of samples (docs/validation.md).
    ///
    /// # Panics
    ///
    /// Like [`mean`](Self::mean).
    #[must_use]
    pub fn probability(self, output: Output<Probability>, half_width: f64) -> Self {
        self.add(output, Estimated::Probability, half_width)
    }

    /// Wants a ratio within this half-width.
    ///
    /// It stops too soon, as for a mean with a long tail: after a stop at the width of 10, 30 and 100 replications its 95 % intervals held the ratio 92, 93 and 91 % of the time with
    /// normal denominators (coefficient of variation 0.2), 89, 89 and 87 % with lognormal ones (docs/validation.md).
    ///
    /// # Panics
    ///
    /// Like [`mean`](Self::mean).
    #[must_use]
    pub fn ratio(self, output: Output<Ratio>, half_width: f64) -> Self {
        self.add(output, Estimated::Ratio, half_width)
    }

    /// Wants the restricted mean of a time within this half-width: the mean of the smaller of the time and `horizon`, which is known
    /// also where the mean of the time is not.
    ///
    /// # Panics
    ///
    /// Like [`mean`](Self::mean).
    #[must_use]
    pub fn restricted_mean(self, output: Output<TimeTo>, horizon: f64, half_width: f64) -> Self {
        self.add(output, Estimated::RestrictedMean(horizon), half_width)
    }

    fn add<K: Kind>(mut self, output: Output<K>, of: Estimated, half_width: f64) -> Self {
        assert!(
            half_width > 0.0,
            "a half-width of {half_width} is not positive"
        );
        let outputs = *self.outputs.get_or_insert(output.outputs());
        let place = output.place_in(outputs);
        self.goals.push(Goal {
            place,
            of,
            half_width,
        });
        self
    }

    pub(super) fn most(&self) -> u32 {
        self.most
    }

    /// How precise the results are.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if a mean is wanted of an output that a replication does not have or has censored.
    pub(super) fn look(&self, results: &Results) -> Result<Vec<Reached>> {
        let reached = self.goals.iter().map(|goal| {
            let name = &results.outputs[goal.place].name;
            let column = results.column(goal.place);
            Reached::of(name, goal.of, goal.half_width, &column, self.goals.len())
        });
        reached.collect()
    }
}

/// Results that were run to a [`Precision`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Precise {
    /// The results.
    pub results: Results,
    /// What was reached for each half-width wanted.
    pub reached: Vec<Reached>,
}

impl Precise {
    /// Whether everything is as precise as wanted; if not, the replications were used up, the experiment was stopped, or all values
    /// of an output [are alike](Reached::is_alike).
    #[must_use]
    pub fn is_reached(&self) -> bool {
        self.reached.iter().all(Reached::is_reached)
    }
}

/// Prints the results, and for each half-width what was wanted and what was reached. Of several, the intervals hold together at 95 %.
impl fmt::Display for Precise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = vec![["half-width", "wanted", "reached"].map(str::to_owned)];
        lines.extend(self.reached.iter().map(|one| {
            let shown = Shown::of(Some(one.wanted), None, None);
            let of = format!(", {}", one.of.name());
            // Of a tally it is the mean already.
            let of = if one.output.ends_with(&of) { "" } else { &of };
            [
                format!("{}{of}", visible(&one.output)),
                shown.number(Some(one.wanted)),
                shown.number(one.reached),
            ]
        }));
        write!(f, "{}\n\n{}", self.results, aligned(&lines))?;
        for one in self.reached.iter().filter(|one| !one.is_reached()) {
            let name = visible(&one.output);
            match one.is_alike() {
                true => write!(
                    f,
                    "\n{name}: all values are alike, so that no width is known"
                )?,
                false => write!(f, "\n{name}: not as precise as wanted")?,
            }
        }
        Ok(())
    }
}

/// A half-width wanted and reached.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Reached {
    /// The name of the output.
    pub output: String,
    /// What of it.
    pub of: Estimated,
    /// The half-width wanted.
    pub wanted: f64,
    /// The half-width reached; `None` if there is no interval with so few replications, or it has no end.
    pub reached: Option<f64>,
    /// How many values are not the commonest one, where the width rests on them: of a mean, a ratio or a restricted mean without bounds. With fewer
    /// than 10 the half-width does not count as reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub off_commonest: Option<u32>,
}

impl Reached {
    /// What these values reach of a half-width, as one of so many intervals that hold together.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if the mean is wanted, and a value is missing or censored.
    pub(crate) fn of(
        output: &str,
        of: Estimated,
        wanted: f64,
        column: &Column,
        intervals: usize,
    ) -> Result<Self> {
        let reached = half_width(of, column, joint(intervals)).map_err(|unknown| {
            let message = Message::new("precision-no-mean")
                .with("name", output)
                .with("unknown", unknown)
                .with("replications", column.values.len());
            Error::of(ErrorKind::Value, message)
        })?;
        Ok(Self {
            output: output.to_owned(),
            of,
            wanted,
            reached,
            off_commonest: column.off_commonest(of),
        })
    }

    /// Whether it is as precise as wanted.
    #[must_use]
    pub fn is_reached(&self) -> bool {
        self.has_varied() && self.reached.is_some_and(|reached| reached <= self.wanted)
    }

    /// Whether all values are alike, so that nothing is known of the width.
    #[must_use]
    pub fn is_alike(&self) -> bool {
        self.off_commonest == Some(0)
    }

    fn has_varied(&self) -> bool {
        self.off_commonest.is_none_or(|off| off >= OFF_COMMONEST)
    }
}

/// The longer side of the interval of an estimate; an error with the number of values that are not known, if a mean needs them.
fn half_width(
    of: Estimated,
    column: &Column,
    confidence: f64,
) -> std::result::Result<Option<f64>, usize> {
    let side = |estimate, Interval { low, high }| longer_side(estimate, Some((low, high)));
    Ok(match of {
        Estimated::Mean => {
            let unknown = column.unknown();
            if unknown > 0 {
                return Err(unknown);
            }
            let mean = column.mean(confidence);
            mean.and_then(|mean| side(Some(mean.value), mean.ci95?))
        }
        Estimated::Quantile(p) => quantile_at(column, p, confidence)
            .and_then(|found| longer_side(found.estimate, found.low.zip(found.high))),
        Estimated::Probability => {
            let found = Share::of_units(&column.means().unwrap_or_default(), confidence);
            side(Some(found.fraction), found.interval)
        }
        Estimated::RestrictedMean(_) if column.units.are_pairs() => None,
        Estimated::RestrictedMean(horizon) => {
            let found = column.times().restricted_mean(horizon, confidence);
            found.map(|found| found.half_width)
        }
        Estimated::Ratio => {
            let found = Ratio::at(column, confidence);
            found.ci95.and_then(|ci95| side(found.value, ci95))
        }
    })
}

/// The quantile of values with its interval; `None` if so few enclose none, one is missing, or they are antithetic pairs.
///
/// Times that are censored count as later than all others, as they are where all replications are observed for as long. Where something
/// happened later than one was censored, its rank is not known: then the interval is by Kaplan and Meier.
pub(super) fn quantile_at(column: &Column, p: f64, confidence: f64) -> Option<QuantileInterval> {
    let values = &column.values;
    if values.contains(&Value::Missing) || column.units.are_pairs() {
        return None;
    }
    if column.is_mixed() {
        return column.times().quantile_interval(p, confidence);
    }
    let mut sorted: Vec<f64> = values.iter().filter_map(|value| value.number()).collect();
    sorted.sort_by(f64::total_cmp);
    quantile_interval(&sorted, values.len(), p, confidence)
}

fn longer_side(estimate: Option<f64>, interval: Option<(f64, f64)>) -> Option<f64> {
    let (low, high) = interval?;
    estimate.map(|estimate| (high - estimate).max(estimate - low))
}

/// The number of replications to complete before the next look, given half-widths wanted and reached; `None` if all are reached or cannot be, or
/// `most` replications are done.
///
/// A half-width falls with the square root of the number of replications, so the number needed can be estimated. The next look comes after
/// somewhat more than that, so that few looks are taken, but after at most twice as many as now, because the half-width is itself an estimate.
/// If all values are alike, no more are run after [`ALIKE`].
///
/// The rule is that of Chow & Robbins (1965, Annals of Mathematical Statistics 36, 457–462): go on until the half-width is what was
/// wanted. The coverage tends to the confidence as the width wanted tends to 0; an interval so wide that the first replications reach
/// it covers less often, which is why the first look comes after [`FIRST`].
pub(crate) fn next_look(done: u32, reached: &[Reached], most: u32) -> Option<u32> {
    let vain = |goal: &Reached| goal.is_alike() && done >= ALIKE;
    let open = reached
        .iter()
        .filter(|goal| !goal.is_reached() && !vain(goal));
    let factor = open.map(|goal| match goal.reached.filter(|_| goal.has_varied()) {
        Some(reached) => 1.05 * (reached / goal.wanted) * (reached / goal.wanted),
        None => 2.0,
    });
    let factor = factor.reduce(f64::max)?;
    let needed = f64::from(done) * factor.min(2.0);
    let next = (needed.ceil() as u32).max(done.saturating_add(1)).min(most);
    (next > done).then_some(next)
}

/// The confidence of each of `intervals` that hold together with a confidence of 95 % (Bonferroni).
fn joint(intervals: usize) -> f64 {
    1.0 - (1.0 - CONFIDENCE) / intervals.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reached(of: Estimated, reached: Option<f64>, off_commonest: Option<u32>) -> Reached {
        Reached {
            output: "wait".to_owned(),
            of,
            wanted: 2.0,
            reached,
            off_commonest,
        }
    }

    #[test]
    fn a_half_width_counts_from_what_was_wanted_and_ten_values_on() {
        let mean = |width, off| reached(Estimated::Mean, width, off).is_reached();
        assert!(mean(Some(2.0), Some(10)) && mean(Some(1.9), None));
        assert!(!mean(Some(2.1), Some(10)) && !mean(Some(2.0), Some(9)) && !mean(None, Some(10)));
    }

    /// A width three times too large needs nine times as many replications, of which at most twice as many are run before the next look.
    #[test]
    fn the_next_look_comes_where_the_width_should_be_reached() {
        let at = |width: f64| reached(Estimated::Mean, Some(width), Some(50));
        let next = |done, goals: &[Reached]| next_look(done, goals, 10_000);
        assert_eq!(
            next(100, &[at(2.4)]),
            Some(152),
            "1.05 · 1.2² · 100 = 151.2"
        );
        assert_eq!(next(100, &[at(6.0)]), Some(200));
        assert_eq!(next(100, &[at(2.4), at(6.0), at(1.0)]), Some(200));
        assert_eq!(next(100, &[at(2.0)]), None);
        assert_eq!(next(5, &[at(2.001)]), Some(6), "5.26");
        // Neither more than allowed nor fewer than one.
        assert_eq!(next_look(100, &[at(6.0)], 120), Some(120));
        assert_eq!(next_look(100, &[at(6.0)], 100), None);
        // Without a width, or where too little has varied, twice as many.
        let unknown = reached(Estimated::Mean, None, Some(50));
        let seldom = reached(Estimated::Mean, Some(1.0), Some(9));
        assert_eq!(next(100, &[unknown]), Some(200));
        assert_eq!(next(100, &[seldom]), Some(200));
        // What is alike is given up after 300.
        let alike = || reached(Estimated::Mean, Some(0.0), Some(0));
        assert_eq!(next(299, &[alike()]), Some(598));
        assert_eq!(next(300, &[alike()]), None);
        assert_eq!(next(300, &[alike(), at(2.4)]), Some(454));
    }
}
