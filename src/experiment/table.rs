//! Results as a table of text: what is printed of [`Results`].

use std::fmt;

use super::kinds::{Kind, Number, Probability, Ratio, TimeTo};
use super::numbers::{Interval, Quantiles};
use super::output::{Label, OutputKind};
use super::results::Results;
use crate::support::visible::visible;

const HEADINGS: [&str; 6] = ["", "mean", "95 % interval", "P10", "P50", "P90"];

/// Prints a line for each output: its mean with the 95 % interval, which tells how well the mean is known, and the quantiles over
/// replications, which tell how one replication differs from another. A `-` stands where there is no honest number; below the table
/// stands how many replications that is due to.
impl fmt::Display for Results {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut notes = Vec::new();
        let mut lines: Vec<[String; 6]> = vec![HEADINGS.map(str::to_owned)];
        for (place, label) in self.outputs.iter().enumerate() {
            lines.push(self.line(place, label, &mut notes));
        }
        let widths: [usize; 6] = std::array::from_fn(|column| {
            let cells = lines.iter().map(|line| line[column].chars().count());
            cells.max().unwrap_or_default()
        });
        if !self.name.is_empty() {
            writeln!(f, "{}", visible(&self.name))?;
        }
        for [name, numbers @ ..] in &lines {
            write!(f, "{name:<0$}", widths[0])?;
            for (number, width) in std::iter::zip(numbers, &widths[1..]) {
                write!(f, "  {number:>width$}")?;
            }
            writeln!(f)?;
        }
        for note in notes {
            writeln!(f, "{note}")?;
        }
        write!(f, "{} replications, seed {}", self.rows.len(), self.seed)
    }
}

impl Results {
    fn line(&self, place: usize, label: &Label, notes: &mut Vec<String>) -> [String; 6] {
        let values = self.column(place);
        let mut note = |n: u32, why: &str| {
            if n > 0 {
                notes.push(format!("{}: {n} replications {why}", visible(&label.name)));
            }
        };
        let (mean, interval, quantiles) = match label.kind {
            OutputKind::Number => {
                let found = Number::sum_up(&values);
                note(found.missing, "have none");
                let mean = found.mean.as_ref();
                (
                    mean.map(|m| m.value),
                    mean.and_then(|m| m.ci95),
                    Some(found.quantiles),
                )
            }
            OutputKind::Probability => {
                let found = Probability::sum_up(&values);
                (Some(found.fraction), Some(found.interval), None)
            }
            OutputKind::Ratio => {
                let found = Ratio::sum_up(&values);
                (found.value, found.ci95, None)
            }
            OutputKind::TimeTo => {
                let found = TimeTo::sum_up(&values);
                note(found.censored, "ended before it happened");
                let mean = found.mean.as_ref();
                (
                    mean.map(|m| m.value),
                    mean.and_then(|m| m.ci95),
                    Some(found.quantiles),
                )
            }
        };
        let shown = Shown::of(mean, interval, quantiles);
        let unit = match label.unit.is_empty() {
            true => String::new(),
            false => format!(" ({})", visible(&label.unit)),
        };
        let [p10, p50, p90] = quantiles.map_or([const { None }; 3], Quantiles::each);
        [
            format!("{}{unit}", visible(&label.name)),
            shown.number(mean),
            interval.map_or_else(none, |i| {
                format!(
                    "{} to {}",
                    shown.number(Some(i.low)),
                    shown.number(Some(i.high))
                )
            }),
            shown.number(p10),
            shown.number(p50),
            shown.number(p90),
        ]
    }
}

fn none() -> String {
    "-".to_owned()
}

/// How many decimals the numbers of a line have: enough that its interval has two digits, or its numbers four.
struct Shown {
    decimals: usize,
}

impl Shown {
    fn of(
        mean: Option<f64>,
        interval: Option<Interval>,
        quantiles: Option<Quantiles<Option<f64>>>,
    ) -> Self {
        let width = interval
            .map(|i| i.high - i.low)
            .filter(|width| *width > 0.0);
        let numbers = quantiles
            .into_iter()
            .flat_map(Quantiles::each)
            .chain([mean]);
        let largest = numbers.flatten().map(f64::abs).fold(0.0, f64::max);
        // The place of the last digit shown, as a power of ten.
        let last = match width {
            Some(width) => libm::floor(libm::log10(width)) - 1.0,
            None if largest > 0.0 => libm::floor(libm::log10(largest)) - 3.0,
            None => 0.0,
        };
        Self {
            decimals: (-last).clamp(0.0, 9.0) as usize,
        }
    }

    fn number(&self, number: Option<f64>) -> String {
        number.map_or_else(none, |number| format!("{number:.*}", self.decimals))
    }
}
