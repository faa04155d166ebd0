//! Several scenarios side by side, as text, JSON and CSV.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::csv::{cell, mean_cells};
use super::json::{self, Head, Run};
use super::page::{Align, Cell, Page};
use super::phrases::{NOTHING, Phrases};
use crate::projection::{Comparison, Difference, Differences, MeasureRow, Paired, Projection};
use crate::words::Lang;

/// The comparison as a page of plain text.
#[must_use]
pub fn text(comparison: &Comparison, lang: Lang) -> String {
    let (c, say) = (comparison, Phrases(lang));
    let mut page = Page::default();
    let Some(reference) = c.projections.first() else {
        return page.finish();
    };
    page.paragraph(&say.say(
        "title-compare",
        &[
            ("count", c.projections.len().into()),
            ("replications", reference.replications.into()),
        ],
    ));
    if c.projections.iter().any(|p| p.replications < p.requested) {
        let requested = ("requested", reference.requested.into());
        page.paragraph(&say.say("interrupted-compare", &[requested]));
    }
    page.paragraph(&verdict(c, say));
    scenarios(&mut page, c, say);
    for difference in &c.differences {
        let name = |p: &Projection| say.title(&p.plan);
        let names = (name(&c.projections[difference.scenario]), name(reference));
        differences(&mut page, difference, (&names.0, &names.1), say);
    }
    page.note(&say.word("note-differences"));
    page.gap();
    page.paragraph(&say.repeat(reference));
    for p in &c.projections {
        page.paragraph(&format!("{}: {}", say.title(&p.plan), say.hashes(p)));
    }
    page.finish()
}

fn verdict(c: &Comparison, say: Phrases) -> String {
    match c.best {
        Some(best) => say.say(
            "best",
            &[("name", say.title(&c.projections[best].plan).into())],
        ),
        None if c
            .projections
            .iter()
            .any(|p| p.measures.working_days.censored > 0) =>
        {
            say.word("best-none-censored")
        }
        None => say.word("best-none"),
    }
}

/// One row per scenario: when it clears, how often it does not, and when the blanks are gone.
fn scenarios(page: &mut Page, c: &Comparison, say: Phrases) {
    page.heading(&say.word("head-compare"));
    let row = |(i, p): (usize, &Projection)| {
        let [cleared_on, blanks_out_on] =
            [&p.measures.cleared_on, &p.measures.blanks_out_on].map(|dates| dates.quantiles);
        let mark = if c.best == Some(i) { "*" } else { "" };
        let late = |date: Option<Date>| match date {
            Some(date) => say.short_date(date).into(),
            None => {
                let date = say.day_and_month(p.plan.horizon);
                Cell::brackets_below(&say.say("after-horizon", &[("date", date.into())]))
            }
        };
        let blanks = blanks_out_on
            .p50
            .map_or_else(|| say.word("not-within"), |date| say.short_date(date));
        let never = match p.measures.working_days.censored {
            0 => NOTHING.to_owned(),
            count => say.percent(f64::from(count) / f64::from(p.replications.max(1))),
        };
        vec![
            Cell::from(mark.to_owned()),
            say.title(&p.plan).into(),
            late(cleared_on.p50),
            late(cleared_on.p90),
            never.into(),
            blanks.into(),
        ]
    };
    let rows: Vec<Vec<Cell>> = c.projections.iter().enumerate().map(row).collect();
    let heads = [
        "column-scenario",
        "column-median",
        "column-safe",
        "column-never",
        "measure-blanks_out_on",
    ]
    .map(|key| say.word(key));
    let mut columns = vec![("", Align::Left)];
    columns.extend(heads.iter().map(|head| (head.as_str(), Align::Left)));
    page.table(&columns, &rows);
}

/// The paired differences between one scenario and the reference.
fn differences(page: &mut Page, found: &Difference, (name, reference): (&str, &str), say: Phrases) {
    page.heading(&say.say(
        "head-differences",
        &[("name", name.into()), ("reference", reference.into())],
    ));
    let row = |(measure, paired): (&MeasureRow, &Paired)| {
        let (mean, interval) = match &paired.mean {
            Some(mean) => {
                let [value, interval] = say.mean(mean);
                let sign = if mean.value > 0.0 { "+" } else { "" };
                (format!("{sign}{value}"), interval)
            }
            None => (NOTHING.into(), censored(paired, say)),
        };
        vec![say.measure(measure), mean, interval]
    };
    let rows: Vec<Vec<String>> = found.measures.compared().into_iter().map(row).collect();
    let heads = ["row-mean", "row-interval"].map(|key| say.word(key));
    page.table(
        &[
            ("", Align::Left),
            (&heads[0], Align::Right),
            (&heads[1], Align::Left),
        ],
        &rows,
    );
}

fn censored(paired: &Paired, say: Phrases) -> String {
    let all = paired.pairs + paired.censored;
    say.say(
        "diff-censored",
        &[("count", paired.censored.into()), ("all", all.into())],
    )
}

/// The comparison as JSON, indented, with a line feed at the end. The keys are always in the same order.
#[must_use]
pub fn json(comparison: &Comparison) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        #[serde(flatten)]
        head: Head,
        scenarios: Vec<Run<'a>>,
        differences: Vec<One<'a>>,
        best: Option<&'a str>,
    }
    #[derive(Serialize)]
    struct One<'a> {
        scenario: &'a str,
        reference: &'a str,
        #[serde(flatten, serialize_with = "compared")]
        measures: &'a Differences,
    }
    fn compared<S: Serializer>(found: &Differences, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = found.compared().into_iter();
        serializer.collect_map(rows.map(|(row, paired)| (row.key, paired)))
    }
    let c = comparison;
    json::pretty(&Document {
        head: Head::new(),
        scenarios: c.projections.iter().map(|p| Run::new(p, None)).collect(),
        differences: (c.differences.iter())
            .map(|d| One {
                scenario: &c.projections[d.scenario].plan.name,
                reference: &c.projections[0].plan.name,
                measures: &d.measures,
            })
            .collect(),
        best: c.best.map(|i| c.projections[i].plan.name.as_str()),
    })
}

/// The comparison as CSV: a row of column names, then one row for each scenario after the first, against the first.
#[must_use]
pub fn csv(comparison: &Comparison) -> String {
    let c = comparison;
    let mut head: Vec<String> = [
        "scenario",
        "reference",
        "best",
        "cleared_on_p50",
        "cleared_on_p90",
        "blanks_out_on_p50",
    ]
    .map(String::from)
    .to_vec();
    // Without differences there are no rows, but the columns must be there.
    for (measure, _) in Differences::default().compared() {
        head.extend(
            ["mean", "ci95_low", "ci95_high", "pairs", "censored"]
                .map(|part| format!("{}_{part}", measure.key)),
        );
    }
    let row = |d: &Difference| {
        let p = &c.projections[d.scenario];
        let mut row = vec![
            p.plan.name.clone(),
            c.projections[0].plan.name.clone(),
            (c.best == Some(d.scenario)).to_string(),
            cell(p.measures.cleared_on.quantiles.p50),
            cell(p.measures.cleared_on.quantiles.p90),
            cell(p.measures.blanks_out_on.quantiles.p50),
        ];
        for (_, paired) in d.measures.compared() {
            row.extend(mean_cells(paired.mean.as_ref()));
            row.extend([paired.pairs.to_string(), paired.censored.to_string()]);
        }
        row
    };
    super::csv::text(std::iter::once(head).chain(c.differences.iter().map(row)))
}
