//! Reports as a table of text.

use std::fmt;

use super::numbers::{Interval, Quantiles};
use super::over_time::SaidOverTime;
use super::report::{Report, Said};
use super::results::Results;
use crate::support::visible::visible;
use crate::time::Span;

const HEADINGS: [&str; 6] = ["", "mean", "95 % interval", "P10", "P50", "P90"];

/// Prints its [report](Results::report).
impl fmt::Display for Results {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.report().fmt(f)
    }
}

/// Prints the inputs, and a line for each output: its mean with the 95 % interval, which tells how well the mean is known, and the quantiles
/// over replications, which tell how one replication differs from another. A `-` stands where there is no honest number; below the
/// table stands how many replications that is due to, and which outputs are the same in all replications.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines: Vec<[String; 6]> = vec![HEADINGS.map(str::to_owned)];
        lines.extend(self.outputs.iter().map(line));
        if !self.name.is_empty() {
            writeln!(f, "{}", visible(&self.name))?;
        }
        for (name, value) in &self.inputs {
            writeln!(f, "{}: {}", visible(name), visible(value))?;
        }
        if let Some(window) = self.window {
            let length = match window.length() {
                Some(length) => length.to_string(),
                None => "to the end of the run".to_owned(),
            };
            let warm_up = match window.warm_up() {
                Span::ZERO => "none".to_owned(),
                warm_up => warm_up.to_string(),
            };
            writeln!(f, "warm-up: {warm_up}\nlength: {length}")?;
        }
        writeln!(f, "{}", aligned(&lines))?;
        for said in &self.outputs {
            let name = visible(&said.label.name);
            if said.missing > 0 {
                writeln!(f, "{name}: {} replications have none", said.missing)?;
            }
            if said.censored > 0 {
                writeln!(
                    f,
                    "{name}: {} replications ended before it happened",
                    said.censored
                )?;
            }
        }
        let alike = self.outputs.iter().filter(|said| said.alike);
        let alike: Vec<_> = alike.map(|said| visible(&said.label.name)).collect();
        if !alike.is_empty() {
            writeln!(
                f,
                "{}: the same in all replications, which tells nothing of what is rarer than {}",
                alike.join(", "),
                rarer(self.replications)
            )?;
        }
        for said in &self.series {
            over_time(said, f)?;
        }
        let Report {
            replications,
            seed,
            fingerprint,
            ..
        } = self;
        let pairs = match self.antithetic {
            true => " in antithetic pairs",
            false => "",
        };
        write!(
            f,
            "{replications} replications{pairs}, seed {seed}, fingerprint {fingerprint}"
        )
    }
}

/// The most steps of a series that a text has.
const MOST_STEPS: usize = 12;

/// A series as a table of at most so many steps, evenly spread, and why the warm-up may be too short.
fn over_time(said: &SaidOverTime, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let headings = ["mean", "P10", "P50", "P90"].map(str::to_owned);
    let [mean, p10, p50, p90] = headings;
    let name = visible(&said.label.name);
    let (unit, length) = said.unit_of_time();
    let title = format!("{name}{}, from ({unit})", in_brackets(&said.label.unit));
    let mut lines = vec![[title, mean, p10, p50, p90]];
    let each = said.steps.len().div_ceil(MOST_STEPS).max(1);
    let largest = said.steps.iter().flat_map(|step| step.quantiles.each());
    let largest = largest.flatten().map(f64::abs).fold(0.0, f64::max);
    let shown = Shown::of(Some(largest), None, None);
    for (i, found) in said.steps.iter().enumerate().step_by(each) {
        let [p10, p50, p90] = found.quantiles.each().map(|number| shown.number(number));
        let from = libm::round(1e3 * (said.step * i as i64 / length)) / 1e3;
        lines.push([from.to_string(), shown.number(found.mean), p10, p50, p90]);
    }
    writeln!(f, "\n{}", aligned(&lines))?;
    let missing = said.steps.iter().filter(|step| step.missing > 0).count();
    if missing > 0 {
        writeln!(
            f,
            "{name}: in {missing} steps a replication observed nothing"
        )?;
    }
    match &said.warm_up_doubt {
        Some(doubt) => writeln!(f, "{doubt}\n"),
        None => writeln!(f),
    }
}

/// How often what was never seen may happen, with 95 % (the rule of three).
fn rarer(replications: u32) -> String {
    format!("one in {}", (replications / 3).max(1))
}

fn line(said: &Said) -> [String; 6] {
    let shown = Shown::of(said.estimate, said.ci95, said.quantiles);
    let unit = in_brackets(&said.label.unit);
    let [p10, p50, p90] = said.quantiles.map_or([const { None }; 3], Quantiles::each);
    [
        format!("{}{unit}", visible(&said.label.name)),
        shown.number(said.estimate),
        shown.interval(said.ci95),
        shown.number(p10),
        shown.number(p50),
        shown.number(p90),
    ]
}

/// Lines with their cells in columns: the first to the left, all others to the right.
pub(super) fn aligned<const N: usize>(lines: &[[String; N]]) -> String {
    let widths: [usize; N] = std::array::from_fn(|column| {
        let cells = lines.iter().map(|line| line[column].chars().count());
        cells.max().unwrap_or_default()
    });
    let line = |cells: &[String; N]| {
        let cell = |(column, (cell, width)): (usize, (&String, &usize))| match column {
            0 => format!("{cell:<width$}"),
            _ => format!("  {cell:>width$}"),
        };
        std::iter::zip(cells, &widths)
            .enumerate()
            .map(cell)
            .collect::<String>()
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A unit behind a name; nothing for what has none.
pub(super) fn in_brackets(unit: &str) -> String {
    match unit.is_empty() {
        true => String::new(),
        false => format!(" ({})", visible(unit)),
    }
}

/// The name of one of several, or its number where it has none.
pub(super) fn or_number(names: &[String], i: usize) -> String {
    match names.get(i).map(String::as_str) {
        None | Some("") => format!("#{i}"),
        Some(name) => visible(name).into_owned(),
    }
}

fn none() -> String {
    "-".to_owned()
}

/// How many decimals the numbers of a line have: enough that its interval has two digits, or its numbers four.
pub(super) struct Shown {
    decimals: usize,
}

impl Shown {
    pub(super) fn of(
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

    pub(super) fn number(&self, number: Option<f64>) -> String {
        number.map_or_else(none, |number| format!("{number:.*}", self.decimals))
    }

    pub(super) fn interval(&self, interval: Option<Interval>) -> String {
        interval.map_or_else(none, |Interval { low, high }| {
            format!("{} to {}", self.number(Some(low)), self.number(Some(high)))
        })
    }
}
