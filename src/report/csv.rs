//! The answer as CSV, for spreadsheets: one row a measure, `.` as the decimal sign, quoted where needed.
//!
//! The columns mean what the JSON keys of the same names mean; `item` names the site, kecamatan, date or state of a row. Text that a
//! spreadsheet would run is made harmless.

use std::fmt::Display;

use super::json::interval;
use crate::projection::{Dates, Days, Mean, Measure, ObservationResult, Projection, WaitDays};
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

/// One projection as CSV: a row of column names, then one row a measure.
#[must_use]
pub fn run(projection: &Projection) -> String {
    let p = projection;
    let mut table = Table::new(&p.plan.name);
    table.share("cleared", "", p.cleared.fraction, p.cleared.interval);
    for row in &p.cleared.by {
        table.share(
            "cleared_by",
            &row.date.to_string(),
            row.fraction,
            row.interval,
        );
    }
    table.days("working_days", &p.working_days);
    table.days("calendar_days", &p.calendar_days);
    table.dates("cleared_on", &p.cleared_on);
    table.dates("queue_empty_on", &p.queue_empty_on);
    table.dates("blanks_out_on", &p.blanks_out_on);
    table.days("blanks_out_days", &p.blanks_out_days);
    table.measure("printed", "", &p.printed);
    table.measure("spoiled", "", &p.spoiled);
    table.measure("failures", "", &p.failures);
    table.measure("expired_suket", "", &p.expired_suket);
    table.measure("waiting_at_end", "", &p.waiting_at_end);
    table.wait(&p.wait_days);
    for site in &p.sites {
        table.measure("site_printed", &site.name, &site.printed);
        table.measure("site_utilisation", &site.name, &site.utilisation);
    }
    for kecamatan in &p.kecamatan {
        table.measure("kecamatan_printed", &kecamatan.name, &kecamatan.printed);
        table.measure("kecamatan_waiting", &kecamatan.name, &kecamatan.waiting);
    }
    for loss in &p.loss {
        table.value("loss", loss.state.key(), loss.share);
    }
    for &(state, replications) in &p.stopped_by {
        table.value("stopped_by", state.key(), f64::from(replications));
    }
    if let Some(days) = p.bound_working_days {
        table.value("fluid_bound_working_days", "", f64::from(days));
    }
    for seen in &p.observations {
        table.observation(seen);
    }
    table.finish()
}

/// Text or nothing for a value that may not be there.
pub(super) fn cell(value: Option<impl Display>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// The three cells of a mean: value, low, high.
pub(super) fn mean_cells(mean: Option<&Mean>) -> [String; 3] {
    let limits = mean.and_then(interval);
    [
        cell(mean.map(|mean| mean.value)),
        cell(limits.map(|l| l.0)),
        cell(limits.map(|l| l.1)),
    ]
}

/// What a spreadsheet shows and does not run: a cell that begins like a formula and is no number gets an apostrophe before it, and
/// characters that are not visible are escaped.
fn harmless(text: &str) -> String {
    let text = visible(text);
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@']);
    let is_number = || text.parse::<f64>().is_ok_and(f64::is_finite);
    match is_formula && !is_number() {
        true => format!("'{text}"),
        false => text.into_owned(),
    }
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
        self.row(
            measure,
            item,
            [value.to_string(), String::new(), String::new()],
            Default::default(),
        );
    }

    fn share(&mut self, measure: &str, item: &str, share: f64, limits: (f64, f64)) {
        let means = [share, limits.0, limits.1].map(|value| value.to_string());
        self.row(measure, item, means, Default::default());
    }

    fn days(&mut self, measure: &str, days: &Days) {
        let rest = [
            cell(days.p10),
            cell(days.p50),
            cell(days.p90),
            days.censored.to_string(),
        ];
        self.row(measure, "", mean_cells(days.mean.as_ref()), rest);
    }

    fn dates(&mut self, measure: &str, dates: &Dates) {
        let rest = [
            cell(dates.p10),
            cell(dates.p50),
            cell(dates.p90),
            String::new(),
        ];
        self.row(measure, "", Default::default(), rest);
    }

    fn measure(&mut self, measure: &str, item: &str, found: &Measure) {
        let quantiles = [found.p10, found.p50, found.p90].map(|value| value.to_string());
        let [p10, p50, p90] = quantiles;
        self.row(
            measure,
            item,
            mean_cells(Some(&found.mean)),
            [p10, p50, p90, String::new()],
        );
    }

    fn wait(&mut self, wait: &WaitDays) {
        let rest = [
            cell(wait.p10),
            cell(wait.p50),
            cell(wait.p90),
            String::new(),
        ];
        self.row("wait_days", "", mean_cells(wait.mean.as_ref()), rest);
    }

    fn observation(&mut self, seen: &ObservationResult) {
        let window = format!("{}/{}", seen.from, seen.until);
        self.value("observed", &window, f64::from(seen.observed));
        self.measure("observed_simulated", &window, &seen.simulated);
        for (name, observed, simulated) in &seen.sites {
            let item = format!("{window} {name}");
            self.value("observed", &item, f64::from(*observed));
            self.measure("observed_simulated", &item, simulated);
        }
    }

    fn finish(self) -> String {
        text(self.rows)
    }
}
