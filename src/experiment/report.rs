//! The report of an experiment, for people and programs.

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use super::column::Column;
use super::kinds::{Kind, Number, Probability, Ratio, TimeTo, Value};
use super::numbers::{CONFIDENCE, Interval, PROBABILITIES, Quantiles};
use super::output::{Label, Output, OutputKind};
use super::over_time::SaidOverTime;
use super::precision::quantile_at;
use super::results::Results;
use super::window::{Window, in_minutes};
use crate::stats::{Observed, QuantileInterval};
use crate::support::spreadsheet::harmless;
use crate::time::Span;

/// The report of an experiment, made by [`Results::report`].
///
/// Its `Display` is a table of text. Serialised, it has the names of its fields.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// The version of this library.
    pub version: &'static str,
    /// The name of the experiment.
    pub name: String,
    /// Its inputs, each with its name and its value.
    pub inputs: Vec<(String, String)>,
    /// The time of each run that was observed, if a window was given. JSON has `warm_up_min` and `length_min`, which is `null` for a run to its end.
    #[serde(serialize_with = "in_minutes", skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// The seed of all random streams.
    pub seed: u64,
    /// The number of replications that were done.
    pub replications: u32,
    /// Whether they are [antithetic pairs](super::Experiment::antithetic).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub antithetic: bool,
    /// The summary of each output.
    pub outputs: Vec<Said>,
    /// The summary of each [series](super::Outputs::series).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<SaidOverTime>,
    /// A hash of all values of all replications, 16 hexadecimal digits.
    pub fingerprint: String,
}

/// The summary of one output over all replications. The interval of the mean shows how well the mean is known, and shrinks with more
/// replications; the quantiles show how replications differ, and do not.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Said {
    /// Its name, unit and kind.
    #[serde(flatten)]
    pub label: Label,
    /// The mean of a number or a time, the share of a probability, the ratio of the sums; `None` where it would be biased.
    pub estimate: Option<f64>,
    /// The 95 % interval of the estimate.
    pub ci95: Option<Interval>,
    /// Quantiles over replications, of a number or a time.
    pub quantiles: Option<Quantiles<Option<f64>>>,
    /// The 95 % intervals of these quantiles, as those of [`Results::quantile`]; `None` where there is none.
    pub quantile_intervals: Option<Quantiles<Option<QuantileInterval>>>,
    /// The number of replications without such a number.
    pub missing: u32,
    /// The number of replications that ended before the event.
    pub censored: u32,
    /// Whether it is the same in all of two or more replications. Its interval then has no width, but a rare event may not have happened yet. Always `false`
    /// for a probability or an output with bounds, whose intervals allow for that.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub alike: bool,
}

impl Results {
    /// The summary of one output.
    ///
    /// # Panics
    ///
    /// If the output belongs to another list of outputs.
    #[must_use]
    pub fn said<K: Kind>(&self, output: Output<K>) -> Said {
        self.report_of(self.place(output))
    }

    /// The summary of the output at this place.
    pub(crate) fn report_of(&self, place: usize) -> Said {
        Said::of(&self.outputs[place], &self.column(place))
    }

    /// The report of these results.
    #[must_use]
    pub fn report(&self) -> Report {
        Report {
            version: env!("CARGO_PKG_VERSION"),
            name: self.name.clone(),
            inputs: self.inputs.clone(),
            window: self.window,
            seed: self.seed,
            replications: self.rows.len() as u32,
            antithetic: self.antithetic,
            outputs: self
                .told()
                .into_iter()
                .map(|(place, _)| self.report_of(place))
                .collect(),
            series: (0..self.series.len())
                .map(|place| self.said_over_time(place))
                .collect(),
            fingerprint: self.fingerprint(),
        }
    }

    /// The values of all replications as CSV: a row of column names, then a row for each replication and output, with `replication`, `output`, `unit`,
    /// `value` (for a ratio the numerator), `denominator`, and `state`: empty, `missing` or `censored`. A name that a spreadsheet would run as a
    /// formula has an apostrophe before it.
    #[must_use]
    pub fn csv(&self) -> String {
        let head = [
            "replication",
            "output",
            "unit",
            "value",
            "denominator",
            "state",
        ];
        let told = self.told();
        let cells = self.rows.iter().flat_map(|row| {
            told.iter().map(|(place, label)| {
                let number = row.replication.to_string();
                let [value, denominator, state] = cells(row.values[*place]);
                [
                    number,
                    shown(&label.name),
                    shown(&label.unit),
                    value,
                    denominator,
                    state,
                ]
            })
        });
        csv(head, cells)
    }

    fn fingerprint(&self) -> String {
        let mut bytes = Vec::new();
        for row in &self.rows {
            bytes.extend(row.replication.to_le_bytes());
            for value in &row.values {
                let (kind, one, other) = match *value {
                    Value::Missing => (0u8, 0.0, 0.0),
                    Value::Number(number) => (1, number, 0.0),
                    Value::Happened(happened) => (2, f64::from(u8::from(happened)), 0.0),
                    Value::Ratio(numerator, denominator) => (3, numerator, denominator),
                    Value::TimeTo(time) => match time {
                        Observed::At(at) => (4, at, 0.0),
                        Observed::NotBefore(at) => (5, at, 0.0),
                    },
                };
                bytes.push(kind);
                bytes.extend(one.to_bits().to_le_bytes());
                bytes.extend(other.to_bits().to_le_bytes());
            }
            for series in &row.series {
                bytes.extend(series.step().as_micros().to_le_bytes());
                bytes.extend(series.values().len().to_le_bytes());
                for value in series.values() {
                    bytes.push(u8::from(value.is_some()));
                    bytes.extend(value.unwrap_or_default().to_bits().to_le_bytes());
                }
            }
        }
        format!("{:016x}", xxh3_64(&bytes))
    }
}

impl Said {
    fn of(label: &Label, column: &Column) -> Self {
        let mut said = Self {
            label: label.clone(),
            estimate: None,
            ci95: None,
            quantiles: None,
            quantile_intervals: None,
            missing: 0,
            censored: 0,
            alike: column.values.len() > 1 && column.is_alike(label.kind),
        };
        let (mean, quantiles) = match label.kind {
            OutputKind::Number => {
                let found = Number::sum_up(column);
                said.missing = found.missing;
                (found.mean, found.quantiles)
            }
            OutputKind::TimeTo => {
                let found = TimeTo::sum_up(column);
                said.censored = found.censored;
                (found.mean, found.quantiles)
            }
            OutputKind::Probability => {
                let found = Probability::sum_up(column);
                said.estimate = Some(found.fraction);
                said.ci95 = Some(found.interval);
                return said;
            }
            OutputKind::Ratio => {
                let found = Ratio::sum_up(column);
                said.estimate = found.value;
                said.ci95 = found.ci95;
                return said;
            }
        };
        let interval = |p| quantile_at(column, p, CONFIDENCE);
        let [p10, p50, p90] = PROBABILITIES.map(interval);
        said.quantiles = Some(quantiles);
        said.quantile_intervals = Some(Quantiles { p10, p50, p90 });
        said.estimate = mean.as_ref().map(|mean| mean.value);
        said.ci95 = mean.and_then(|mean| mean.ci95);
        said
    }
}

impl Report {
    /// The report as JSON, indented, with a line feed at the end.
    #[must_use]
    pub fn json(&self) -> String {
        let text = serde_json::to_string_pretty(self);
        text.expect("a report holds nothing that JSON cannot") + "\n"
    }

    /// The report as CSV: a row of column names, then a row for each output and statistic, with `experiment`, `output`, `unit`, `statistic` (`estimate`, `p10`,
    /// `p50`, `p90`, `missing` or `censored`), `value`, `low` and `high` (the 95 % interval). A value that is not known is empty. Rows without an output are of the
    /// whole experiment: its `input: …`, `warm-up` and `length` if they were given, `replications`, `seed` and `fingerprint`. A name that a spreadsheet would run
    /// as a formula has an apostrophe before it.
    #[must_use]
    pub fn csv(&self) -> String {
        let head = [
            "experiment",
            "output",
            "unit",
            "statistic",
            "value",
            "low",
            "high",
        ];
        let said = self.outputs.iter().flat_map(|said| {
            let label = &said.label;
            said.statistics()
                .into_iter()
                .map(move |(statistic, [value, low, high])| {
                    [
                        shown(&self.name),
                        shown(&label.name),
                        shown(&label.unit),
                        statistic.to_owned(),
                        written(value),
                        written(low),
                        written(high),
                    ]
                })
        });
        csv(head, said.chain(self.about()))
    }
}

impl Report {
    /// The series as CSV: a row of column names, then a row for each series and step, with `experiment`, `series`, `unit`, `from_min` (where the step begins, in minutes
    /// from the start of the runs), `mean`, `p10`, `p50`, `p90` and `missing` (the replications that observed nothing in it; then the rest is empty). A name that a spreadsheet would run
    /// as a formula has an apostrophe before it.
    #[must_use]
    pub fn series_csv(&self) -> String {
        let head = [
            "experiment",
            "series",
            "unit",
            "from_min",
            "mean",
            "p10",
            "p50",
            "p90",
            "missing",
        ];
        let rows = self.series.iter().flat_map(|said| {
            said.steps.iter().enumerate().map(move |(i, step)| {
                let [p10, p50, p90] = step.quantiles.each().map(written);
                [
                    shown(&self.name),
                    shown(&said.label.name),
                    shown(&said.label.unit),
                    (said.step * i as i64).as_minutes().to_string(),
                    written(step.mean),
                    p10,
                    p50,
                    p90,
                    step.missing.to_string(),
                ]
            })
        });
        csv(head, rows)
    }

    /// The rows of CSV about the whole experiment.
    fn about(&self) -> Vec<[String; 7]> {
        let row = |unit: &str, statistic: String, value: String| {
            let [low, high] = [const { String::new() }; 2];
            let name = shown(&self.name);
            [
                name,
                String::new(),
                unit.to_owned(),
                statistic,
                value,
                low,
                high,
            ]
        };
        let inputs = self.inputs.iter();
        let mut rows: Vec<_> = inputs
            .map(|(name, value)| row("", format!("input: {}", shown(name)), shown(value)))
            .collect();
        if let Some(window) = self.window {
            let minutes = |span: Span| span.as_minutes().to_string();
            let length = window.length().map(minutes).unwrap_or_default();
            rows.push(row("min", "warm-up".to_owned(), minutes(window.warm_up())));
            rows.push(row("min", "length".to_owned(), length));
        }
        rows.extend([
            row("", "replications".to_owned(), self.replications.to_string()),
            row("", "seed".to_owned(), self.seed.to_string()),
            row("", "fingerprint".to_owned(), self.fingerprint.clone()),
        ]);
        rows
    }
}

impl Said {
    /// Each statistic with its value and the limits of its interval.
    fn statistics(&self) -> Vec<(&'static str, [Option<f64>; 3])> {
        let [low, high] = self.ci95.map_or([None; 2], |i| [i.low, i.high].map(Some));
        let mut all = vec![("estimate", [self.estimate, low, high])];
        let one = |value, interval: Option<QuantileInterval>| {
            let [low, high] = interval.map_or([None; 2], |i| [i.low, i.high]);
            [value, low, high]
        };
        if let Some((quantiles, intervals)) = self.quantiles.zip(self.quantile_intervals) {
            let names = ["p10", "p50", "p90"].into_iter();
            let numbers = quantiles.each().into_iter().zip(intervals.each());
            all.extend(names.zip(numbers.map(|(value, interval)| one(value, interval))));
        }
        for (name, count) in [("missing", self.missing), ("censored", self.censored)] {
            if count > 0 {
                all.push((name, [Some(count.into()), None, None]));
            }
        }
        all
    }
}

/// A name as a spreadsheet shows it: one that reads CSV with semicolons begins a new cell after each.
fn shown(text: &str) -> String {
    harmless(text, &[';'])
}

fn written(number: Option<f64>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

/// A value, its denominator, and its state.
fn cells(value: Value) -> [String; 3] {
    let number = |number: f64| number.to_string();
    match value {
        Value::Number(value) | Value::TimeTo(Observed::At(value)) => {
            [number(value), String::new(), String::new()]
        }
        Value::Happened(happened) => [u8::from(happened).to_string(), String::new(), String::new()],
        Value::Ratio(numerator, denominator) => {
            [number(numerator), number(denominator), String::new()]
        }
        Value::TimeTo(Observed::NotBefore(end)) => {
            [number(end), String::new(), "censored".to_owned()]
        }
        Value::Missing => [String::new(), String::new(), "missing".to_owned()],
    }
}

fn csv<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(head.map(str::to_owned)).chain(rows) {
        writer
            .write_record(&row)
            .expect("rows of equal length in memory");
    }
    let bytes = writer.into_inner().expect("memory takes every byte");
    String::from_utf8(bytes).expect("made of text")
}
