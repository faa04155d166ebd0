//! One scenario with the values of one key or two in turn, as text, JSON and CSV.

use jiff::civil::Date;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::cells::{Cell, Dialect, Table};
use super::compare::{by, date_among, marked, note_best, note_growing, verdict};
use super::json::{self, Head, Run};
use super::page::{Align, Page};
use super::phrases::{NOTHING, Phrases};
use crate::office::NEARLY_ALL;
use crate::projection::{Projection, ScenarioComparison};
use crate::scenario::Variations;
use crate::words::Lang;

/// The most columns of the grid that fit beside each other.
const MOST_COLUMNS: usize = 5;

/// The sweep as a page of plain text. The scenarios of the comparison are those of [`Variations::rows`].
#[must_use]
pub fn text(comparison: &ScenarioComparison, varied: &Variations, lang: Lang) -> String {
    let (c, say) = (comparison, Phrases(lang));
    let mut page = Page::default();
    let Some(first) = c.projections.first() else {
        return page.finish();
    };
    page.paragraph(&say.say(
        "title-sweep",
        &[
            ("name", say.title(&first.plan).into()),
            ("count", c.projections.len().into()),
            ("replications", first.replications.into()),
            ("start", say.date(first.plan.start).into()),
            ("horizon", say.date(first.plan.horizon).into()),
        ],
    ));
    if first.replications < first.requested {
        let requested = ("requested", first.requested.into());
        page.paragraph(&say.say("interrupted-compare", &[requested]));
    }
    for key in varied.keys() {
        let words = say.key(&key, &first.plan);
        if words != key {
            page.paragraph(&say.say("sweep-key", &[("words", words.into()), ("key", key.into())]));
        }
    }
    let names: Vec<String> = varied.rows().iter().map(|row| name(varied, row)).collect();
    page.paragraph(&verdict(c, &names, say));
    rows(&mut page, c, varied, say);
    note_growing(&mut page, c, &names, say);
    if let ([down, across], [rows, columns]) = (&varied.keys()[..], &varied.values()[..]) {
        page.heading(&say.word("head-sweep-grid"));
        page.note(&say.say(
            "note-sweep-grid",
            &[
                ("down", say.key(down, &first.plan).into()),
                ("across", say.key(across, &first.plan).into()),
            ],
        ));
        grid(&mut page, c, rows, columns, say);
    }
    by(&mut page, c, &names, say);
    page.gap();
    page.paragraph(&say.repeat(first));
    page.finish()
}

/// What a scenario is called: `printer.daily_limit=60`.
fn name(varied: &Variations, values: &[String]) -> String {
    let keys = varied.keys();
    let each = std::iter::zip(&keys, values).map(|(key, value)| format!("{key}={value}"));
    each.collect::<Vec<_>>().join(", ")
}

/// A date in a narrow column.
fn date(c: &ScenarioComparison, date: Option<Date>, say: Phrases) -> String {
    date.map_or_else(|| say.word("cell-late"), |date| date_among(c, date, say))
}

/// One row per scenario: its values, its dates, and what residents bear.
fn rows(page: &mut Page, c: &ScenarioComparison, varied: &Variations, say: Phrases) {
    page.heading(&say.word("head-compare"));
    let row = |(i, (p, mut values)): (usize, (&Projection, Vec<String>))| {
        let cleared_on = p.measures.cleared_on.quantiles;
        let dated = |found, best: Option<usize>| marked(date(c, found, say), best == Some(i));
        let never = match p.measures.working_days.censored {
            0 => say.number(0),
            count => say.futures_number(count, p.replications),
        };
        let blanks = match p.measures.blanks_out_on.quantiles.p50 {
            None => NOTHING.to_owned(),
            out => date(c, out, say),
        };
        values = values.iter().map(|value| say.written(value)).collect();
        values.extend([
            dated(
                p.served_on[NEARLY_ALL].dates.quantiles.p90,
                c.best_nearly_all,
            ),
            dated(cleared_on.p50, None),
            dated(cleared_on.p90, c.best),
            never,
            say.amount(p.measures.expired_suket.mean.value),
            say.amount(p.measures.stockouts_days.mean.value),
            blanks,
        ]);
        values
    };
    let all = std::iter::zip(&c.projections, varied.rows()).enumerate();
    let rows: Vec<Vec<String>> = all.map(row).collect();
    let plan = &c.projections[0].plan;
    // The key itself stands above, where it takes no room from the dates.
    let keys: Vec<String> = varied.keys().iter().map(|key| say.key(key, plan)).collect();
    let heads = [
        ("column-nearly-all", Align::Left),
        ("column-median", Align::Left),
        ("column-safe", Align::Left),
        ("column-never-of", Align::Left),
        ("column-expired", Align::Right),
        ("column-standing", Align::Right),
        ("measure-blanks_out_on", Align::Left),
    ]
    .map(|(key, align)| (say.word(key), align));
    let keys = keys.iter().map(|key| (key.as_str(), Align::Left));
    let mut columns: Vec<_> = keys.collect();
    columns.extend(heads.iter().map(|(head, align)| (head.as_str(), *align)));
    page.wide_table(&columns, &rows);
    note_best(page, c, say);
    if rows
        .iter()
        .flatten()
        .any(|cell| *cell == say.word("cell-late"))
    {
        let horizon = c.projections.iter().map(|p| p.plan.horizon).max();
        let horizon = horizon.map_or_else(String::new, |date| say.short_date(date));
        page.note(&say.say("note-late", &[("horizon", horizon.into())]));
    }
    page.note(&say.word("note-sweep"));
}

/// The 90 % safe date for each value of one key beside each of the other.
fn grid(
    page: &mut Page,
    c: &ScenarioComparison,
    rows: &[String],
    columns: &[String],
    say: Phrases,
) {
    for (at, some) in columns.chunks(MOST_COLUMNS).enumerate() {
        let row = |(r, value): (usize, &String)| {
            let first = r * columns.len() + at * MOST_COLUMNS;
            let found = c.projections.iter().skip(first).take(some.len());
            let safe = found.map(|p| date(c, p.measures.cleared_on.quantiles.p90, say));
            std::iter::once(say.written(value)).chain(safe).collect()
        };
        let table: Vec<Vec<String>> = rows.iter().enumerate().map(row).collect();
        let some: Vec<String> = some.iter().map(|value| say.written(value)).collect();
        let mut heads = vec![("", Align::Left)];
        heads.extend(some.iter().map(|value| (value.as_str(), Align::Left)));
        if at > 0 {
            page.gap();
        }
        page.table(&heads, &table);
    }
}

/// Values by their keys, in the order of the keys.
struct Values<'a> {
    keys: &'a [String],
    values: &'a [String],
}

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.keys.len()))?;
        for (key, value) in std::iter::zip(self.keys, self.values) {
            map.serialize_entry(key, &json::value(value))?;
        }
        map.end()
    }
}

/// The sweep as JSON, indented, with a line feed at the end. The keys are always in the same order.
#[must_use]
pub fn json(comparison: &ScenarioComparison, varied: &Variations) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        #[serde(flatten)]
        head: Head,
        vary: &'a [String],
        rows: Vec<Row<'a>>,
        best: Option<Values<'a>>,
        best_95: Option<Values<'a>>,
    }
    #[derive(Serialize)]
    struct Row<'a> {
        values: Values<'a>,
        #[serde(flatten)]
        run: Run<'a>,
    }
    let (keys, rows) = (varied.keys(), varied.rows());
    let values = |row: usize| Values {
        keys: &keys,
        values: &rows[row],
    };
    let row = |(row, p)| Row {
        values: values(row),
        run: Run::new(p, None),
    };
    json::pretty(&Document {
        head: Head::new(),
        vary: &keys,
        rows: comparison.projections.iter().enumerate().map(row).collect(),
        best: comparison.best.map(values),
        best_95: comparison.best_nearly_all.map(values),
    })
}

/// The sweep as CSV: a row of column names, then one row per scenario.
#[must_use]
pub fn csv(comparison: &ScenarioComparison, varied: &Variations, dialect: Dialect) -> String {
    let c = comparison;
    let mut head = varied.keys();
    head.extend(
        [
            "best",
            "best_95",
            "served_on_95_p90",
            "cleared_on_p50",
            "cleared_on_p90",
            "cleared",
            "expired_suket",
            "stockouts.days",
            "blanks_out_on_p50",
        ]
        .map(String::from),
    );
    let asked = c.projections.first().map_or(&[][..], |p| &p.by);
    head.extend(asked.iter().map(|date| format!("cleared_by_{date}")));
    let row = |(i, (p, values)): (usize, (&Projection, Vec<String>))| {
        let cleared_on = p.measures.cleared_on.quantiles;
        let mut row: Vec<Cell> = values.iter().map(|value| Cell::of_value(value)).collect();
        row.extend([
            (c.best == Some(i)).into(),
            (c.best_nearly_all == Some(i)).into(),
            p.served_on[NEARLY_ALL].dates.quantiles.p90.into(),
            cleared_on.p50.into(),
            cleared_on.p90.into(),
            p.cleared.share.fraction.into(),
            p.measures.expired_suket.mean.value.into(),
            p.measures.stockouts_days.mean.value.into(),
            p.measures.blanks_out_on.quantiles.p50.into(),
        ]);
        row.extend(asked.iter().map(|date| {
            let by = p.cleared.by.iter().find(|by| by.date == *date);
            Cell::from(by.map(|by| by.share.fraction))
        }));
        row
    };
    let rows = std::iter::zip(&c.projections, varied.rows()).enumerate();
    let mut table = Table::new(head);
    table.rows.extend(rows.map(row));
    table.csv(dialect)
}
