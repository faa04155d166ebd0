//! The two kinds of error of one output.

use std::fmt;

use serde::Serialize;

use super::super::kinds::Value;
use super::super::numbers::{CONFIDENCE, Interval};
use super::super::output::{Label, OutputKind};
use super::super::report::Said;
use super::super::table::{Shown, aligned, in_brackets};
use super::evidence::FromData;
use super::run::UncertainResults;
use super::split::Draws;
use crate::stats::{Tally, quantile};
use crate::support::visible::visible;

/// The two kinds of error of one output; made by [`UncertainResults::of`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ErrorsApart {
    /// Its name, unit and kind.
    #[serde(flatten)]
    pub label: Label,
    /// The mean, or the share of a probability, over the replications on the fitted inputs.
    pub estimate: f64,
    /// The 95 % interval of the error of the simulation alone, which more replications shrink.
    pub simulation: Interval,
    /// The 95 % interval of input uncertainty alone, which more data shrink.
    pub inputs: Interval,
    /// The 95 % interval of both errors together.
    pub both: Interval,
    /// The part of the variance of the estimate that is due to the simulation.
    pub simulation_variance: f64,
    /// The part of the variance that is due to the inputs.
    pub input_variance: f64,
    /// The contribution of each input, in the order of the evidence.
    pub by_input: Vec<InputShare>,
    /// The correlation, within a draw, between replications on the fitted and on the drawn inputs (common random numbers); `None` if one
    /// of them does not vary.
    pub correlation: Option<f64>,
    #[serde(skip)]
    evidence: u64,
}

/// The contribution of one input to the error.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct InputShare {
    /// Its name.
    pub name: String,
    /// The number of its observations.
    pub observations: usize,
    /// The part of the variance of the estimate that is due to it.
    pub variance: f64,
    /// Its share of the variance due to all inputs, 0 to 1; `None` if the inputs do not matter. Within their intervals, the shares add up to 1
    /// if the answer is linear in the features of the draws.
    pub share: Option<f64>,
    /// The 95 % interval of the share.
    pub share_ci95: Option<Interval>,
    /// The interval of both errors if this input alone had ten times its data.
    pub both_with_ten_times_the_data: Interval,
}

impl ErrorsApart {
    /// The values are those on the fitted inputs, and those on the drawn ones.
    pub(super) fn of(
        said: Said,
        [fitted, drawn]: [Vec<Value>; 2],
        results: &UncertainResults,
    ) -> Option<Self> {
        let known = |values: Vec<Value>| -> Option<Vec<f64>> {
            values.into_iter().map(Value::number).collect()
        };
        let (fitted, drawn) = (known(fitted)?, known(drawn)?);
        let (estimate, simulation) = said.estimate.zip(said.ci95)?;
        let of_all: Tally = fitted.iter().copied().collect();
        let simulation_variance = of_all.variance()? / fitted.len() as f64;

        let paired = Paired::of(&fitted, &drawn, results.replications as usize);
        let means = &paired.means;
        let draws = Draws {
            means,
            noise: paired.noise,
            features: results.features(),
        };
        let split = draws.split()?;
        let spread: Tally = means.iter().copied().collect();
        let centre = spread.mean()?;
        let shrink = match spread.variance()? {
            variance if variance > 0.0 => (split.inputs / variance).sqrt(),
            _ => 0.0,
        };
        let mut sorted: Vec<f64> = means
            .iter()
            .map(|m| centre + shrink * (m - centre))
            .collect();
        sorted.sort_by(f64::total_cmp);
        let outside = (1.0 - CONFIDENCE) / 2.0;
        let (least, most) = match said.label.kind {
            OutputKind::Probability => (0.0, 1.0),
            _ => (f64::NEG_INFINITY, f64::INFINITY),
        };
        let inputs = Interval {
            low: quantile(&sorted, outside)?.min(estimate).max(least),
            high: quantile(&sorted, 1.0 - outside)?.max(estimate).min(most),
        };
        let limits = draws.limits(&split);
        let mut found = Self {
            label: said.label,
            estimate,
            simulation,
            inputs,
            both: added(estimate, simulation, inputs),
            simulation_variance,
            input_variance: split.inputs,
            by_input: Vec::new(),
            correlation: paired.correlation,
            evidence: results.evidence(),
        };
        let of_input = |(i, (name, observations)): (usize, &(String, usize))| InputShare {
            name: name.clone(),
            observations: *observations,
            variance: split.by_input[i],
            share: (split.inputs > 0.0).then(|| (split.by_input[i] / split.inputs).min(1.0)),
            share_ci95: limits.as_ref().map(|limits| limits[i].into()),
            both_with_ten_times_the_data: found.with(split.by_input[i], 10.0),
        };
        let by_input = results.inputs.iter().enumerate().map(of_input).collect();
        found.by_input = by_input;
        Some(found)
    }

    /// The share of input uncertainty in the variance of the estimate, 0 to 1; `None` if nothing varies.
    #[must_use]
    pub fn share_of_inputs(&self) -> Option<f64> {
        let all = self.simulation_variance + self.input_variance;
        (all > 0.0).then(|| self.input_variance / all)
    }

    /// The expected interval of both errors if one input had `times` as many observations: the variance due to this input is divided by
    /// `times`, and the interval keeps its shape.
    ///
    /// # Panics
    ///
    /// If the input belongs to other evidence, or `times` is not positive.
    #[must_use]
    pub fn with_more_data<T>(&self, input: FromData<T>, times: f64) -> Interval {
        let place = input.place_in(self.evidence);
        assert!(times > 0.0, "{times} times as many observations");
        self.with(self.by_input[place].variance, times)
    }

    fn with(&self, variance: f64, times: f64) -> Interval {
        let less = variance.min(self.input_variance) * (1.0 - 1.0 / times);
        let left = match self.input_variance > 0.0 {
            true => (1.0 - less / self.input_variance).sqrt(),
            false => 1.0,
        };
        let inputs = Interval {
            low: self.estimate - left * (self.estimate - self.inputs.low),
            high: self.estimate + left * (self.inputs.high - self.estimate),
        };
        added(self.estimate, self.simulation, inputs)
    }
}

/// The interval of two independent errors, from the intervals of each (Zou & Donner 2008).
fn added(estimate: f64, one: Interval, other: Interval) -> Interval {
    Interval {
        low: estimate - libm::hypot(estimate - one.low, estimate - other.low),
        high: estimate + libm::hypot(one.high - estimate, other.high - estimate),
    }
}

/// The means of draws, paired with the replications on the fitted inputs.
struct Paired {
    means: Vec<f64>,
    /// The variance of each that its replications explain.
    noise: f64,
    correlation: Option<f64>,
}

impl Paired {
    /// Each mean is corrected by a control variate: the deviation of the same replications on the fitted inputs from the mean of all
    /// replications on them. Its factor is estimated within the draws, so that no difference between draws is taken for noise.
    fn of(fitted: &[f64], drawn: &[f64], replications: usize) -> Self {
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let of_all = mean(fitted);
        let pairs = || std::iter::zip(fitted.chunks(replications), drawn.chunks(replications));
        let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
        for (x, y) in pairs() {
            let (mean_x, mean_y) = (mean(x), mean(y));
            for (x, y) in std::iter::zip(x, y) {
                xx += (x - mean_x) * (x - mean_x);
                xy += (x - mean_x) * (y - mean_y);
                yy += (y - mean_y) * (y - mean_y);
            }
        }
        let factor = if xx > 0.0 { xy / xx } else { 0.0 };
        let means: Vec<f64> = pairs()
            .map(|(x, y)| mean(y) - factor * (mean(x) - of_all))
            .collect();
        let df = (means.len() * (replications - 1) - 1) as f64;
        let left = (yy - factor * xy).max(0.0);
        Self {
            means,
            noise: left / df / replications as f64,
            correlation: (xx > 0.0 && yy > 0.0).then(|| xy / (xx * yy).sqrt()),
        }
    }
}

const HEADINGS: [&str; 4] = ["input", "observations", "share of it", "10 × its data"];

/// Prints the estimate with its three intervals, which of the errors is the larger, and a line for each input.
impl fmt::Display for ErrorsApart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = Shown::of(Some(self.estimate), Some(self.simulation), None);
        let interval = |interval| shown.interval(Some(interval));
        let unit = in_brackets(&self.label.unit);
        let estimate = shown.number(Some(self.estimate));
        writeln!(f, "{}{unit}: {estimate}", visible(&self.label.name))?;
        let lines = [
            ["95 % for the simulation", &interval(self.simulation)],
            ["95 % for the inputs", &interval(self.inputs)],
            ["95 % for both", &interval(self.both)],
        ];
        let lines = lines.map(|line| line.map(str::to_owned));
        writeln!(f, "{}", aligned(&lines))?;
        if let Some(share) = self.share_of_inputs() {
            let percent = libm::round(100.0 * share);
            writeln!(f, "{percent} % of the variance comes from the inputs:")?;
        }
        let mut lines = vec![HEADINGS.map(str::to_owned)];
        lines.extend(self.by_input.iter().map(|input| {
            let percent = |share: f64| libm::round(100.0 * share).to_string();
            let share = match (input.share, input.share_ci95) {
                (Some(share), Some(ci)) => {
                    let [share, low, high] = [share, ci.low, ci.high].map(percent);
                    format!("{share} % ({low} to {high})")
                }
                (Some(share), None) => format!("{} %", percent(share)),
                _ => "-".to_owned(),
            };
            [
                visible(&input.name).into_owned(),
                input.observations.to_string(),
                share,
                interval(input.both_with_ten_times_the_data),
            ]
        }));
        writeln!(f, "{}", aligned(&lines))
    }
}
