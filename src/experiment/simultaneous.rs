//! Differences between experiments, with intervals that hold together.

use std::fmt;

use serde::Serialize;

use super::column::Column;
use super::joint::critical_value;
use super::kinds::Value;
use super::numbers::{CONFIDENCE, Interval};
use super::output::Label;
use super::paired::Pairing;
use super::precision::{Estimated, quantile_at};
use super::table::{Shown, aligned, in_brackets, or_number};
use crate::stats::{
    Observed, Shape, bonferroni, censored_quantile, difference_ends, normal_quantile,
    paired_proportions,
};
use crate::support::visible::visible;

/// A figure of each experiment, to be compared in [all pairs](Self::all_pairs) or [with a control](Self::against); made by
/// [`Comparison`](super::Comparison).
#[derive(Clone, Debug)]
pub struct Compared {
    of: Estimated,
    output: Label,
    names: Vec<String>,
    /// The values of each experiment, replication by replication; `None` where one is not known.
    columns: Vec<Option<Vec<f64>>>,
    /// If quantiles are compared, that of each experiment; `None` where it is not known.
    quantiles: Vec<Option<Located>>,
}

/// Differences with intervals that hold together: with a confidence of 95 %, all of them hold the true difference.
///
/// # How
///
/// - **Means** and restricted means: each interval is, at each end, the wider of Student's and of
///   [`skewed_interval`](crate::stats::skewed_interval) for the paired differences, with the critical value of the largest |t| of all of them, drawn from the covariances that were seen (after Hothorn, Bretz
///   & Westfall 2008, Biometrical Journal 50). Against a control this is Dunnett's comparison with the correlations reached in place
///   of ½; of all pairs, Tukey's. It is narrower than Bonferroni's, which takes no account of correlation.
/// - **Probabilities**: [`paired_proportions`](crate::stats::paired_proportions), with Bonferroni's confidence for each.
/// - **Quantiles**: the standard error of each quantile from its interval, the covariance of two from how many pairs lie
///   at or below both (Bonett & Price 2020, British Journal of Mathematical and Statistical Psychology 73, after Bahadur 1966), or with
///   times censored before others happened, from the influence of each replication on its Kaplan–Meier curve (Reid 1981, Annals of
///   Statistics 9); with Bonferroni's confidence for each.
///
/// # When they are too narrow
///
/// Those of means where one of two experiments has a long tail and the other has not: a single difference of a lognormal (σ = 1) and a normal output
/// is held 92 and 94 % of the time with 10 and 30 replications. Those of quantiles with few replications beyond the quantile on either side: 93 % of
/// the time for the median of 10. docs/validation.md has the measurements. An interval of equal values is a point.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Simultaneous {
    /// The figure that is compared.
    pub of: Estimated,
    /// The output whose figure it is.
    pub output: Label,
    /// The experiments, in the order in which they were compared.
    pub names: Vec<String>,
    /// The differences.
    pub contrasts: Vec<Contrast>,
}

/// The difference between two experiments.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Contrast {
    /// The experiment that is subtracted, counted from 0.
    pub reference: usize,
    /// The other experiment.
    pub other: usize,
    /// The figure of `other` minus that of `reference`; `None` if one of them is not known.
    pub difference: Option<f64>,
    /// Its interval, which holds together with those of all other contrasts at 95 %; `None` if there is no difference, or too few
    /// replications.
    pub ci95: Option<Interval>,
    /// The correlation between the two that common random numbers achieved: of the values, or for a quantile, of the indicators of lying at or
    /// below it. `None` if one of them does not vary.
    pub correlation: Option<f64>,
    /// The 95 % interval of the correlation (Fisher); `None` with fewer than four replications.
    pub correlation_ci95: Option<Interval>,
    /// How many times the variance of the difference would be larger without common random numbers; below 1, pairing hurts.
    pub variance_ratio: Option<f64>,
}

impl Contrast {
    /// Whether pairing hurts: the correlation is surely below 0, so the difference is known less well than from independent runs. Run the
    /// experiments with different seeds then, or give the streams that work against each other different names.
    #[must_use]
    pub fn pairing_hurts(&self) -> bool {
        self.correlation_ci95.is_some_and(|ci| ci.high < 0.0)
    }
}

impl Compared {
    pub(crate) fn new(
        of: Estimated,
        output: Label,
        names: Vec<String>,
        columns: Vec<Option<Vec<f64>>>,
    ) -> Self {
        Self {
            of,
            output,
            names,
            columns,
            quantiles: Vec::new(),
        }
    }

    pub(super) fn of_quantiles(
        p: f64,
        output: Label,
        names: Vec<String>,
        quantiles: Vec<Option<Located>>,
    ) -> Self {
        Self {
            of: Estimated::Quantile(p),
            output,
            columns: vec![None; names.len()],
            names,
            quantiles,
        }
    }

    /// The difference of each pair, in the order (0, 1), (0, 2), …, (1, 2), …
    #[must_use]
    pub fn all_pairs(&self) -> Simultaneous {
        let n = self.names.len();
        let pairs = (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j)));
        self.contrasts(pairs.collect())
    }

    /// The difference of every other experiment from a control, counted from 0.
    ///
    /// # Panics
    ///
    /// If there is no such experiment.
    #[must_use]
    pub fn against(&self, control: usize) -> Simultaneous {
        let n = self.names.len();
        assert!(control < n, "there is no experiment {control} among {n}");
        let others = (0..n).filter(|i| *i != control);
        self.contrasts(others.map(|i| (control, i)).collect())
    }

    fn contrasts(&self, pairs: Vec<(usize, usize)>) -> Simultaneous {
        let each = bonferroni(CONFIDENCE, pairs.len());
        let known = |i: usize| self.columns[i].as_deref();
        let quantile = |i: usize| self.quantiles.get(i).and_then(Option::as_ref);
        let joint = self.critical_value(&pairs);
        let contrast = |&(reference, other): &(usize, usize)| {
            let mut contrast = Contrast {
                reference,
                other,
                difference: None,
                ci95: None,
                correlation: None,
                correlation_ci95: None,
                variance_ratio: None,
            };
            if let (Some(a), Some(b)) = (known(reference), known(other)) {
                match self.of {
                    Estimated::Probability => contrast.of_probabilities(a, b, each),
                    _ => contrast.of_means(a, b, joint),
                }
            } else if let (Some(a), Some(b)) = (quantile(reference), quantile(other)) {
                contrast.of_quantiles(a, b, each);
            }
            contrast
        };
        Simultaneous {
            of: self.of,
            output: self.output.clone(),
            names: self.names.clone(),
            contrasts: pairs.iter().map(contrast).collect(),
        }
    }

    /// The critical value of those differences of means that are known; `None` with fewer than two replications, or where it is not used.
    fn critical_value(&self, pairs: &[(usize, usize)]) -> Option<f64> {
        if matches!(self.of, Estimated::Probability | Estimated::Quantile(_)) {
            return None;
        }
        let mut place = vec![None; self.columns.len()];
        let mut columns = Vec::new();
        for (place, column) in std::iter::zip(&mut place, &self.columns) {
            if let Some(column) = column {
                *place = Some(columns.len());
                columns.push(column.clone());
            }
        }
        let known = |&(a, b): &(usize, usize)| place[a].zip(place[b]);
        let known: Vec<(usize, usize)> = pairs.iter().filter_map(known).collect();
        let enough = columns.first().is_some_and(|column| column.len() >= 2);
        enough.then(|| critical_value(&columns, &known, CONFIDENCE))
    }
}

impl Contrast {
    fn of_means(&mut self, reference: &[f64], other: &[f64], critical: Option<f64>) {
        let differences: Shape = std::iter::zip(reference, other)
            .map(|(a, b)| b - a)
            .collect();
        self.difference = differences.tally().mean();
        let ends = critical.and_then(|critical| difference_ends(&differences, critical));
        self.ci95 = ends.map(Into::into);
        self.paired(reference, other);
    }

    fn of_probabilities(&mut self, reference: &[f64], other: &[f64], confidence: f64) {
        let only = |a: &[f64], b: &[f64]| {
            let pairs = std::iter::zip(a, b);
            pairs.filter(|(a, b)| **a > 0.5 && **b < 0.5).count() as u64
        };
        let (a, b) = (only(reference, other), only(other, reference));
        if let Some((difference, low, high)) =
            paired_proportions(a, b, reference.len() as u64, confidence)
        {
            self.difference = Some(difference);
            self.ci95 = Some((low, high).into());
        }
        self.paired(reference, other);
    }

    fn of_quantiles(&mut self, a: &Located, b: &Located, confidence: f64) {
        let difference = b.at - a.at;
        self.difference = Some(difference);
        self.paired(&a.influences, &b.influences);
        if let (Some(x), Some(y)) = (a.error, b.error) {
            let independent = x * x + y * y;
            let variance = (independent - 2.0 * self.correlation.unwrap_or(0.0) * x * y).max(0.0);
            let half_width = normal_quantile(0.5 + confidence / 2.0) * variance.sqrt();
            self.ci95 = Some((difference - half_width, difference + half_width).into());
            self.variance_ratio = (variance > 0.0).then(|| independent / variance);
        }
    }

    fn paired(&mut self, reference: &[f64], other: &[f64]) {
        Pairing {
            correlation: self.correlation,
            correlation_ci95: self.correlation_ci95,
            variance_ratio: self.variance_ratio,
        } = Pairing::of(reference, other);
    }
}

/// A quantile with its standard error.
#[derive(Clone, Debug)]
pub(super) struct Located {
    at: f64,
    /// `None` if too few replications enclose it.
    error: Option<f64>,
    /// The influence of each replication on the error: whether it lies at or below the quantile, or with censored times, its influence on the
    /// Kaplan–Meier curve.
    influences: Vec<f64>,
}

impl Located {
    /// The quantile `p` of these values; `None` if it is beyond the horizon, or one is missing.
    pub(super) fn of(column: &Column, p: f64) -> Option<Self> {
        let values = &column.values;
        if values.contains(&Value::Missing) {
            return None;
        }
        let (at, influences) = if column.is_mixed() {
            let times = column.times();
            let at = times.quantile(p)?;
            let observations: Vec<Observed> = values.iter().filter_map(|v| v.time()).collect();
            (at, times.influences(&observations, at))
        } else {
            let known = |value: &Value| value.number().filter(|number| number.is_finite());
            let mut sorted: Vec<f64> = values.iter().filter_map(known).collect();
            sorted.sort_by(f64::total_cmp);
            let at = censored_quantile(&sorted, values.len(), p)?;
            let below = |value: &Value| known(value).is_some_and(|number| number <= at);
            let below = values.iter().map(|v| f64::from(u8::from(below(v))));
            (at, below.collect())
        };
        let found = quantile_at(column, p, CONFIDENCE);
        let error = found.and_then(|found| {
            let (low, high) = found.low.zip(found.high)?;
            let z = normal_quantile(0.5 + found.coverage.min(1.0 - 1e-9) / 2.0);
            Some((high - low) / (2.0 * z))
        });
        Some(Self {
            at,
            error,
            influences,
        })
    }
}

impl Simultaneous {
    /// The names of the two experiments of a contrast, or their numbers where they have none.
    pub(crate) fn pair(&self, contrast: &Contrast) -> String {
        let name = |i| or_number(&self.names, i);
        format!("{} − {}", name(contrast.other), name(contrast.reference))
    }
}

const HEADINGS: [&str; 4] = ["", "difference", "95 % together", "correlation"];

/// Prints a line for each difference with its interval and the correlation reached, and a warning where pairing hurts.
impl fmt::Display for Simultaneous {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = self.of.name();
        let unit = in_brackets(&self.output.unit);
        writeln!(f, "{}{unit}, {of}", visible(&self.output.name))?;
        let mut lines: Vec<[String; 4]> = vec![HEADINGS.map(str::to_owned)];
        lines.extend(self.contrasts.iter().map(|contrast| {
            let shown = Shown::of(contrast.difference, contrast.ci95, None);
            let correlation = contrast.correlation.map(|r| format!("{r:.2}"));
            [
                self.pair(contrast),
                shown.number(contrast.difference),
                shown.interval(contrast.ci95),
                correlation.unwrap_or_else(|| "-".to_owned()),
            ]
        }));
        f.write_str(&aligned(&lines))?;
        let hurts = self.contrasts.iter().filter(|c| c.pairing_hurts());
        let notes = hurts.map(|contrast| {
            let ratio = contrast.variance_ratio.unwrap_or(0.0);
            format!(
                "\n{}: pairing hurts. Independent runs would have {ratio:.2} times the variance.",
                self.pair(contrast)
            )
        });
        f.write_str(&notes.collect::<String>())
    }
}
