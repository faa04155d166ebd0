//! The answer as CSV, for spreadsheets: one row per measure, `.` as the decimal sign, quoted where needed.
//!
//! A column means the same as the JSON key of that name; `item` names the site, kecamatan, date or state of a row. Text that a
//! spreadsheet would run as a formula is made harmless.

use std::fmt::Display;

use crate::office::PrinterState;
use crate::projection::{Dates, Found, Interval, Mean, Measure, MeasureRow, Projection, Share};
use crate::support::visible::visible;

const HEAD: [&str; 10] = [
    "scenario",
    "measure",
    "item",
    "mean",
    "ci95_low",
    "ci95_high",
    "p10",
    "p50",
    "p90",
    "censored",
];

/// One projection as CSV: a row of column names, then one row per measure.
#[must_use]
pub fn run(projection: &Projection) -> String {
    let p = projection;
    let mut table = Table::new(&p.plan.name);
    table.share("cleared", "", &p.cleared.share);
    for row in &p.cleared.by {
        table.share("cleared_by", &row.date.to_string(), &row.share);
    }
    for served in &p.served_on {
        table.dates("served_on", &served.share.to_string(), &served.dates);
    }
    for by in &p.served_by {
        let found = Found::Measure(&by.served);
        let means = mean_cells(found.mean());
        table.row("served_by", &by.date.to_string(), means, rest_cells(found));
    }
    for (number, date) in (1..).zip(&p.futures) {
        let rest = [String::new(), cell(*date), String::new(), String::new()];
        table.row("future", &number.to_string(), Default::default(), rest);
    }
    table.found("", "", p.measures.rows());
    for site in &p.sites {
        table.found("site_", &site.name, site.measures.rows());
    }
    for kecamatan in &p.kecamatan {
        table.found("kecamatan_", &kecamatan.name, kecamatan.measures.rows());
    }
    for kecamatan in &p.kecamatan {
        for served in &kecamatan.served_on {
            let item = format!("{} {}", kecamatan.name, served.share);
            table.dates("kecamatan_served_on", &item, &served.dates);
        }
    }
    for loss in &p.loss {
        table.value("loss", loss.state.key(), loss.share);
    }
    for month in &p.loss_by_month {
        for (state, share) in std::iter::zip(PrinterState::ALL, month.shares) {
            let item = format!("{} {}", month.name(), state.key());
            table.value("loss_by_month", &item, share);
        }
    }
    for (measure, causes) in [
        ("bound_by", &p.bound_by),
        ("stopped_by", &p.stopped_by),
        ("rest_waited_for", &p.rest_waited_for),
    ] {
        for cause in causes {
            table.value(measure, cause.state.key(), f64::from(cause.replications));
        }
    }
    for remedy in p.remedies.iter().flatten() {
        let means = mean_cells(remedy.days.as_ref());
        table.row("remedy_days", remedy.cause.key(), means, Default::default());
        table.value("remedy_fraction", remedy.cause.key(), remedy.fraction);
        table.value(
            "remedy_fraction_without",
            remedy.cause.key(),
            remedy.fraction_without,
        );
    }
    if let Some(spread) = p.spread {
        table.value("spread", "chance", spread.chance);
        table.value("spread", "not_knowing", spread.not_knowing);
    }
    if p.holding.holds.is_some() {
        table.share("holds", "", &p.holding.share);
        table.value("recorded_per_day", "", p.holding.recorded_per_day);
        table.value("served_per_day", "", p.holding.served_per_day);
    }
    for (number, stock_outs) in (1..).zip(&p.stock_outs) {
        let item = number.to_string();
        table.dates("stockout_on", &item, &stock_outs.dates);
        let [p10, p50, p90] = stock_outs.days.each().map(|days| days.to_string());
        let rest = [p10, p50, p90, String::new()];
        table.row("stockout_days", &item, Default::default(), rest);
    }
    if let Some(days) = p.best_case_working_days {
        table.value("fluid_bound_working_days", "", f64::from(days));
    }
    for seen in &p.observations {
        let window = format!("{}/{}", seen.from, seen.until);
        table.observed(&window, seen.observed, &seen.simulated);
        for site in &seen.sites {
            let item = format!("{window} {}", site.name);
            table.observed(&item, site.observed, &site.simulated);
        }
    }
    text(table.rows)
}

/// The value as text; empty if there is none.
pub(super) fn cell(value: Option<impl Display>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// The three cells of a mean: value, low, high.
pub(super) fn mean_cells(mean: Option<&Mean>) -> [String; 3] {
    let limits = mean.and_then(|mean| mean.ci95);
    [
        cell(mean.map(|mean| mean.value)),
        cell(limits.map(|limits| limits.low)),
        cell(limits.map(|limits| limits.high)),
    ]
}

/// The four cells after a mean: P10, P50, P90, and the number of censored replications.
fn rest_cells(found: Found<'_>) -> [String; 4] {
    let ([p10, p50, p90], censored) = match found {
        Found::Days(days) => (days.quantiles.each().map(cell), Some(days.censored)),
        Found::Dates(dates) => (dates.quantiles.each().map(cell), None),
        Found::Measure(measure) => (
            measure.quantiles.each().map(|value| cell(Some(value))),
            None,
        ),
        Found::WaitDays(days) => (days.quantiles.each().map(cell), None),
    };
    [p10, p50, p90, cell(censored)]
}

/// The characters that begin a formula, full-width forms included.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Text that a spreadsheet shows and does not run: an apostrophe goes before a cell that begins like a formula and is no number, and
/// hidden characters are escaped.
fn harmless(text: &str) -> String {
    let text = visible(text);
    if text.parse::<f64>().is_ok_and(f64::is_finite) {
        return text.into_owned();
    }
    // A spreadsheet that separates at semicolons sees one more cell after each of them.
    let cells = text.split(';').map(|cell| {
        let begins = cell.trim_start().chars().next();
        match begins.is_some_and(|c| FORMULA.contains(&c)) {
            true => format!("'{cell}"),
            false => cell.to_owned(),
        }
    });
    cells.collect::<Vec<_>>().join(";")
}

/// Rows of cells as CSV text.
pub(super) fn text(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer
            .write_record(row.iter().map(|cell| harmless(cell)))
            .expect("rows of equal length in memory");
    }
    let bytes = writer.into_inner().expect("memory takes every byte");
    String::from_utf8(bytes).expect("made of text")
}

struct Table<'a> {
    scenario: &'a str,
    rows: Vec<Vec<String>>,
}

impl<'a> Table<'a> {
    fn new(scenario: &'a str) -> Self {
        let rows = vec![HEAD.map(String::from).to_vec()];
        Table { scenario, rows }
    }

    fn row(&mut self, measure: &str, item: &str, means: [String; 3], rest: [String; 4]) {
        let mut row = vec![
            self.scenario.to_owned(),
            measure.to_owned(),
            item.to_owned(),
        ];
        row.extend(means);
        row.extend(rest);
        self.rows.push(row);
    }

    fn value(&mut self, measure: &str, item: &str, value: f64) {
        let means = [value.to_string(), String::new(), String::new()];
        self.row(measure, item, means, Default::default());
    }

    /// The share of replications in which something happened, and the dates.
    fn dates(&mut self, measure: &str, item: &str, dates: &Dates) {
        let Interval { low, high } = dates.share.interval;
        let means = [dates.share.fraction, low, high].map(|value| value.to_string());
        self.row(measure, item, means, rest_cells(Found::Dates(dates)));
    }

    fn share(&mut self, measure: &str, item: &str, share: &Share) {
        let Interval { low, high } = share.interval;
        let means = [share.fraction, low, high].map(|value| value.to_string());
        self.row(measure, item, means, Default::default());
    }

    fn found<'f>(
        &mut self,
        of: &str,
        item: &str,
        rows: impl Iterator<Item = (&'static MeasureRow, Found<'f>)>,
    ) {
        for (row, found) in rows {
            let measure = format!("{of}{}", row.key);
            let means = mean_cells(found.mean());
            self.row(&measure, item, means, rest_cells(found));
        }
    }

    fn observed(&mut self, item: &str, observed: u32, simulated: &Measure) {
        self.value("observed", item, f64::from(observed));
        let means = mean_cells(Some(&simulated.mean));
        let rest = rest_cells(Found::Measure(simulated));
        self.row("observed_simulated", item, means, rest);
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_a_spreadsheet_would_run_is_shown_to_it_as_text() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            (" @x", "' @x"),
            ("x;=1+1", "x;'=1+1"),
            ("；x;＝1", "；x;'＝1"),
            ("-5", "-5"),
            ("+1e3", "+1e3"),
            ("-5 x", "'-5 x"),
            ("Susut; Bangli", "Susut; Bangli"),
            ("-inf", "'-inf"),
        ] {
            assert_eq!(harmless(text), cell);
        }
    }
}
