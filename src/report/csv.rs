//! The answer as CSV, for spreadsheets: one row per measure, quoted where needed.
//!
//! A column means the same as the JSON key of that name; `item` names the site, kecamatan, date or state of a row. Text that a
//! spreadsheet would run as a formula is made harmless.

use jiff::civil::Date;

pub use super::cells::Dialect;
use super::cells::{Cell, Table};
use crate::office::PrinterState;
use crate::projection::{
    Dates, Found, Interval, Mean, Measure, MeasureRow, Projection, Quantiles, Share,
};

const HEAD: [&str; 11] = [
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
    "nonzero",
];

/// One projection as CSV: a row of column names, then one row per measure.
#[must_use]
pub fn run(projection: &Projection, dialect: Dialect) -> String {
    measures([projection], dialect).csv(dialect)
}

/// The measures of projections, one after another.
pub(super) fn measures<'a>(
    projections: impl IntoIterator<Item = &'a Projection>,
    dialect: Dialect,
) -> Table {
    let mut table = Table::new(HEAD);
    for projection in projections {
        add(&mut table, projection, dialect);
    }
    table
}

fn add(table: &mut Table, p: &Projection, dialect: Dialect) {
    let mut table = Rows {
        scenario: dialect.name(&p.plan),
        rows: &mut table.rows,
    };
    if p.so_far.is_some() {
        table.value("replications_done", "", f64::from(p.replications));
        table.value("replications_requested", "", f64::from(p.requested));
    }
    table.share("cleared", "", &p.cleared.share);
    for row in &p.cleared.by {
        table.share("cleared_by", row.date, &row.share);
    }
    for served in &p.served_on {
        table.dates("served_on", served.share, &served.dates);
    }
    for by in &p.served_by {
        let found = Found::Measure(&by.served);
        let means = mean_cells(found.mean());
        table.row("served_by", by.date, means, rest_cells(found));
    }
    for (number, date) in (1u32..).zip(&p.futures) {
        table.date("future", number, *date);
    }
    table.found("", "", p.measures.rows());
    for site in &p.sites {
        table.found("site_", &site.name, site.measures.rows());
    }
    for site in &p.sites {
        if let Some(state) = site.binding {
            let item = format!("{} {}", site.name, state.key());
            table.row("site_binding", item, Default::default(), Default::default());
        }
    }
    for kecamatan in &p.kecamatan {
        table.found("kecamatan_", &kecamatan.name, kecamatan.measures.rows());
    }
    for kecamatan in &p.kecamatan {
        table.value(
            "kecamatan_never_served",
            &kecamatan.name,
            kecamatan.never_served,
        );
        for served in &kecamatan.served_on {
            let share = dialect.number(served.share);
            let item = format!("{} {share}", kecamatan.name);
            table.dates("kecamatan_served_on", item, &served.dates);
        }
    }
    for loss in &p.loss {
        table.value("loss", loss.state.key(), loss.share);
    }
    for loss in &p.loss {
        table.value("loss_hours", loss.state.key(), loss.hours);
        table.value("loss_cards", loss.state.key(), loss.cards);
    }
    for month in &p.loss_by_month {
        for (state, share) in std::iter::zip(PrinterState::ALL, month.shares) {
            let item = format!("{} {}", month.name(), state.key());
            table.value("loss_by_month", item, share);
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
        let waiting = mean_cells(Some(&remedy.waiting_at_end));
        table.row(
            "remedy_waiting_at_end",
            remedy.cause.key(),
            waiting,
            Default::default(),
        );
        table.value("remedy_fraction", remedy.cause.key(), remedy.fraction);
        table.value(
            "remedy_fraction_without",
            remedy.cause.key(),
            remedy.fraction_without,
        );
        let pairs = &remedy.pairs;
        for (measure, pairs) in [
            ("remedy_sooner", pairs.sooner),
            ("remedy_equal", pairs.equal),
            ("remedy_later", pairs.later),
            ("remedy_neither", pairs.neither),
        ] {
            table.value(measure, remedy.cause.key(), f64::from(pairs));
        }
    }
    if let Some(more) = &p.more_blanks {
        table.value("more_blanks", "", f64::from(more.pieces));
        table.share("more_blanks_cleared", "", &more.cleared);
    }
    if let Some(spread) = &p.spread {
        table.value("spread", "chance", spread.chance);
        table.value("spread", "not_knowing", spread.not_knowing);
        for unknown in &spread.by_unknown {
            let Interval { low, high } = unknown.interval;
            let means = [unknown.share, low, high].map(Cell::from);
            let rest = Default::default();
            table.row("spread_by_unknown", &unknown.key, means, rest);
        }
    }
    if p.holding.holds.is_some() {
        table.share("holds", "", &p.holding.share);
        table.value("recorded_per_day", "", p.holding.rates.recorded);
        table.value("served_per_day", "", p.holding.rates.served);
        table.date("grows_since", "", p.holding.grows_since);
        if let Some(needed) = p.holding.needed_per_day {
            table.value("needed_per_day", "", needed);
        }
        if let Some(lately) = &p.holding.lately {
            table.share("grows_lately", "", &lately.share);
            table.value("recorded_lately", "", lately.rates.recorded);
            table.value("served_lately", "", lately.rates.served);
            table.value("stands_still_lately", "", lately.stands_still);
        }
    }
    table.counts("backlog", "", &p.backlog);
    let longest = &p.longest_queue;
    table.date("longest_queue_on", "", Some(longest.date));
    table.counts("longest_queue", "", &longest.waiting);
    for stock_outs in &p.stock_outs {
        let item = || match &stock_outs.site {
            None => Cell::from(stock_outs.number),
            Some(site) => Cell::from(format!("{site} {}", stock_outs.number)),
        };
        table.dates("stockout_on", item(), &stock_outs.dates);
        table.counts("stockout_days", item(), &stock_outs.days);
    }
    if let Some(days) = p.best_case_working_days {
        table.value("fluid_bound_working_days", "", f64::from(days));
    }
    table.date("fluid_bound_on", "", p.best_case_on);
    for found in p.precision.iter().flatten() {
        table.value("precision_wanted", &found.output, found.wanted);
        if let Some(reached) = found.reached {
            table.value("precision_reached", &found.output, reached);
        }
    }
    for seen in &p.observations {
        let window = format!("{}/{}", seen.from, seen.until);
        table.observed(&window, seen.observed, &seen.simulated);
        for site in &seen.sites {
            let item = format!("{window} {}", site.name);
            table.observed(&item, site.observed, &site.simulated);
        }
    }
}

/// The three cells of a mean: value, low, high.
pub(super) fn mean_cells(mean: Option<&Mean>) -> [Cell; 3] {
    let limits = mean.and_then(|mean| mean.ci95);
    [
        mean.map(|mean| mean.value).into(),
        limits.map(|limits| limits.low).into(),
        limits.map(|limits| limits.high).into(),
    ]
}

/// The three cells of a share: itself, low, high.
pub(super) fn share_cells(share: &Share) -> [Cell; 3] {
    let Interval { low, high } = share.interval;
    [share.fraction, low, high].map(Cell::from)
}

/// The cells after a mean: P10, P50, P90, and in how many replications it is censored, or above 0.
pub(super) fn rest_cells(found: Found<'_>) -> [Cell; 5] {
    let ([p10, p50, p90], censored, nonzero): ([Cell; 3], _, _) = match found {
        Found::Days(days) => (
            days.quantiles.each().map(Cell::from),
            Some(days.censored),
            None,
        ),
        Found::Dates(dates) => (dates.quantiles.each().map(Cell::from), None, None),
        Found::Measure(count) => (
            count.quantiles.each().map(Cell::from),
            None,
            Some(count.nonzero),
        ),
        Found::WaitDays(days) => (days.quantiles.each().map(Cell::from), None, None),
    };
    [p10, p50, p90, censored.into(), nonzero.into()]
}

struct Rows<'a> {
    scenario: &'a str,
    rows: &'a mut Vec<Vec<Cell>>,
}

impl Rows<'_> {
    fn row(&mut self, measure: &str, item: impl Into<Cell>, means: [Cell; 3], rest: [Cell; 5]) {
        let mut row: Vec<Cell> = vec![self.scenario.into(), measure.into(), item.into()];
        row.extend(means);
        row.extend(rest);
        self.rows.push(row);
    }

    fn value(&mut self, measure: &str, item: impl Into<Cell>, value: f64) {
        let means = [value.into(), Cell::Nothing, Cell::Nothing];
        self.row(measure, item, means, Default::default());
    }

    /// A date that is no quantile, in the column of the median.
    fn date(&mut self, measure: &str, item: impl Into<Cell>, date: Option<Date>) {
        let mut rest: [Cell; 5] = Default::default();
        rest[1] = date.into();
        self.row(measure, item, Default::default(), rest);
    }

    fn counts(&mut self, measure: &str, item: impl Into<Cell>, counts: &Quantiles<u32>) {
        let [p10, p50, p90] = counts.each().map(Cell::from);
        let rest = [p10, p50, p90, Cell::Nothing, Cell::Nothing];
        self.row(measure, item, Default::default(), rest);
    }

    /// The share of replications in which something happened, and the dates.
    fn dates(&mut self, measure: &str, item: impl Into<Cell>, dates: &Dates) {
        let rest = rest_cells(Found::Dates(dates));
        self.row(measure, item, share_cells(&dates.share), rest);
    }

    fn share(&mut self, measure: &str, item: impl Into<Cell>, share: &Share) {
        self.row(measure, item, share_cells(share), Default::default());
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
