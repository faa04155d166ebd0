//! Long tables of projections, for programs and spreadsheets: a row for each scenario, date or replication, item and measure.
//!
//! CSV and JSON have the same rows and columns. docs/results.md says what each column is.

use serde::Serialize;

use super::cells::{Cell, Dialect, Table};
use super::csv::{self, mean_cells};
use super::json::{self, Head};
use crate::office::plan::Plan;
use crate::office::{Day, MILESTONES, PrinterState, TimeByState};
use crate::projection::{Interval, Projection, Quantiles, Replication, ServedOn};

/// What a table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Of {
    /// Every measure: what CSV has without a table.
    Measures,
    /// When shares of those who wait at the start are served, and how many are by certain dates.
    Served,
    /// Day by day. What each place does is there if the projections have it
    /// ([`project_by_place`](crate::projection::project_by_place)).
    Daily,
    /// Replication by replication.
    Replications,
    /// How the printers spend their time, by site and by month.
    Losses,
}

impl Of {
    /// All tables.
    pub const ALL: [Of; 5] = [
        Of::Measures,
        Of::Served,
        Of::Daily,
        Of::Replications,
        Of::Losses,
    ];

    /// The name of the table, such as `"daily"`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Of::Measures => "measures",
            Of::Served => "served",
            Of::Daily => "daily",
            Of::Replications => "replications",
            Of::Losses => "losses",
        }
    }
}

/// A table of projections as CSV: a row of column names, then its rows.
#[must_use]
pub fn csv(of: Of, projections: &[Projection], dialect: Dialect) -> String {
    table(of, projections, dialect).csv(dialect)
}

/// A table of projections as JSON, indented, with a line feed at the end: a list of objects with the columns as keys.
#[must_use]
pub fn json(of: Of, projections: &[Projection]) -> String {
    #[derive(Serialize)]
    struct Document {
        #[serde(flatten)]
        head: Head,
        table: &'static str,
        seed: Option<u64>,
        replications: Option<u32>,
        requested: Option<u32>,
        rows: Table,
    }
    // All have the same seed and number of replications.
    let first = projections.first();
    json::pretty(&Document {
        head: Head::new(),
        table: of.key(),
        seed: first.map(|p| p.seed),
        replications: first.map(|p| p.replications),
        requested: first.map(|p| p.requested),
        rows: table(of, projections, Dialect::Plain),
    })
}

fn table(of: Of, projections: &[Projection], dialect: Dialect) -> Table {
    let named = |columns: &[&str], rows| named(columns, projections, dialect, rows);
    match of {
        Of::Measures => csv::measures(projections, dialect),
        Of::Served => named(&SERVED, served),
        Of::Daily => named(&DAILY, daily),
        Of::Replications => named(&REPLICATIONS, replications),
        Of::Losses => named(&LOSSES, losses),
    }
}

/// The rows of each projection, behind the name of its scenario.
fn named(
    columns: &[&str],
    projections: &[Projection],
    dialect: Dialect,
    rows: fn(&Projection) -> Vec<Vec<Cell>>,
) -> Table {
    let mut table = Table::new(columns.iter().copied());
    for p in projections {
        let scenario = Cell::from(dialect.name(&p.plan));
        let with_name = |row: Vec<Cell>| [vec![scenario.clone()], row].concat();
        table.rows.extend(rows(p).into_iter().map(with_name));
    }
    table
}

const SERVED: [&str; 14] = [
    "scenario",
    "measure",
    "kecamatan",
    "share",
    "date",
    "mean",
    "ci95_low",
    "ci95_high",
    "p10",
    "p50",
    "p90",
    "fraction",
    "interval_low",
    "interval_high",
];

fn served(p: &Projection) -> Vec<Vec<Cell>> {
    let on = |measure: &str, kecamatan: Option<&String>, on: &ServedOn| {
        let mut row = vec![measure.into(), kecamatan.into(), on.share.into()];
        row.extend([const { Cell::Nothing }; 4]);
        row.extend(on.dates.quantiles.each().map(Cell::from));
        let Interval { low, high } = on.dates.share.interval;
        row.extend([on.dates.share.fraction, low, high].map(Cell::from));
        row
    };
    let all = p.served_on.iter().map(|share| on("served_on", None, share));
    let of_kecamatan = p.kecamatan.iter().flat_map(|k| {
        let shares = k.served_on.iter();
        shares.map(|share| on("kecamatan_served_on", Some(&k.name), share))
    });
    let by = p.served_by.iter().map(|by| {
        let mut row = vec!["served_by".into(), Cell::Nothing, Cell::Nothing];
        row.push(by.date.into());
        row.extend(mean_cells(Some(&by.served.mean)));
        row.extend(by.served.quantiles.each().map(Cell::from));
        row.extend([const { Cell::Nothing }; 3]);
        row
    });
    all.chain(of_kecamatan).chain(by).collect()
}

const DAILY: [&str; 7] = ["scenario", "date", "measure", "item", "p10", "p50", "p90"];

/// A measure, the place of which it is, and its days.
type DaysOf<'a> = (&'static str, Option<&'a String>, &'a [Quantiles<u32>]);

fn daily(p: &Projection) -> Vec<Vec<Cell>> {
    let d = &p.daily;
    let mut items: Vec<DaysOf<'_>> = vec![
        ("waiting", None, &d.waiting),
        ("on_hand", None, &d.on_hand),
        ("served", None, &d.served),
    ];
    for (site, days) in std::iter::zip(&p.sites, &d.printed_by_site) {
        items.push(("site_printed", Some(&site.name), days));
    }
    for (kecamatan, days) in std::iter::zip(&p.kecamatan, &d.waiting_by_kecamatan) {
        items.push(("kecamatan_waiting", Some(&kecamatan.name), days));
    }
    let mut rows = Vec::with_capacity(d.dates.len() * items.len());
    for (day, date) in d.dates.iter().enumerate() {
        for (measure, item, days) in &items {
            let mut row = vec![Cell::from(*date), (*measure).into(), (*item).into()];
            row.extend(days[day].each().map(Cell::from));
            rows.push(row);
        }
    }
    rows
}

const REPLICATIONS: [&str; 37] = [
    "scenario",
    "replication",
    "cleared_on",
    "working_days",
    "calendar_days",
    "served_on_50",
    "served_on_80",
    "served_on_90",
    "served_on_95",
    "served_on_99",
    "fluid_bound_on",
    "fluid_bound_working_days",
    "queue_empty_on",
    "blanks_out_on",
    "blanks_out_days",
    "ribbons_out_on",
    "last_day",
    "printed",
    "spoiled",
    "overload_cards",
    "failures",
    "expired_suket",
    "stockouts_count",
    "stockouts_days",
    "standstill_on",
    "blanks_at_start",
    "blanks_received",
    "blanks_on_hand",
    "ribbons_at_start",
    "ribbons_received",
    "recorded",
    "backlog",
    "backlog_left",
    "waiting_at_end",
    "wait_days",
    "new_wait_days",
    "fingerprint",
];

fn replications(p: &Projection) -> Vec<Vec<Cell>> {
    let numbered = (1u32..).zip(&p.outcomes);
    let row = |(number, r): (u32, &Replication)| {
        let mut row = vec![Cell::from(number)];
        row.extend(replication(&p.plan, r));
        row
    };
    numbered.map(row).collect()
}

/// Every field that is a number or a date; lists are added up. All fields are named, so that a new one is not forgotten.
fn replication(plan: &Plan, r: &Replication) -> Vec<Cell> {
    let Replication {
        cleared,
        working_days,
        calendar_days,
        best_case,
        best_case_days,
        served_on,
        served_on_by_kecamatan: _,
        queue_empty,
        blanks_out,
        blanks_out_days,
        ribbons_out,
        last_day,
        printed_by_site: _,
        printed_by_kecamatan: _,
        waiting_by_kecamatan: _,
        utilisation_by_site: _,
        recorded,
        spoiled,
        overload_cards,
        failures,
        expired_suket,
        stock_outs,
        blankless_days,
        standstill,
        blanks_at_start,
        blanks_received,
        blanks_on_hand,
        ribbons_at_start,
        ribbons_received,
        backlog,
        backlog_left,
        mean_wait,
        mean_new_wait,
        binding: _,
        rest_waited_for: _,
        grows: _,
        lacks_blanks: _,
        rates: _,
        lately: _,
        last_obstacle: _,
        never_served: _,
        observed: _,
        fingerprint,
    } = r;
    let date = |day: &Option<Day>| Cell::from(day.map(|day| plan.date(day)));
    let mut row = vec![
        date(cleared),
        (*working_days).into(),
        (*calendar_days).into(),
    ];
    // The last milestone is the day of the last card.
    row.extend(served_on[..MILESTONES.len() - 1].iter().map(date));
    row.extend([
        date(best_case),
        (*best_case_days).into(),
        date(queue_empty),
        date(blanks_out),
        (*blanks_out_days).into(),
        date(ribbons_out),
        date(&Some(*last_day)),
        r.printed().into(),
        (*spoiled).into(),
        (*overload_cards).into(),
        (*failures).into(),
        (*expired_suket).into(),
        (stock_outs.len() as u32).into(),
        (*blankless_days).into(),
        date(standstill),
        (*blanks_at_start).into(),
        (*blanks_received).into(),
        (*blanks_on_hand).into(),
        (*ribbons_at_start).into(),
        (*ribbons_received).into(),
        (*recorded).into(),
        (*backlog).into(),
        (*backlog_left).into(),
        r.waiting_at_end().into(),
        (*mean_wait).into(),
        (*mean_new_wait).into(),
        Cell::Text(format!("{fingerprint:016x}")),
    ]);
    row
}

const LOSSES: [&str; 6] = ["scenario", "by", "item", "state", "share", "hours"];

fn losses(p: &Projection) -> Vec<Vec<Cell>> {
    let rows = |by: &'static str, item: String, time: TimeByState| {
        PrinterState::ALL.into_iter().map(move |state| {
            let hours = time.get(state).as_hours() / f64::from(p.replications.max(1));
            vec![
                by.into(),
                Cell::from(&item),
                state.key().into(),
                time.share(state).into(),
                hours.into(),
            ]
        })
    };
    let sites = std::iter::zip(&p.sites, p.totals.time_to_clear_by_site());
    let sites = sites.flat_map(|(site, time)| rows("site", site.name.clone(), *time));
    let months = std::iter::zip(&p.loss_by_month, p.totals.time_to_clear_by_month());
    let months = months.flat_map(|(month, time)| rows("month", month.name(), *time));
    sites.chain(months).collect()
}
