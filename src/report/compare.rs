//! Several scenarios side by side, as text, JSON and CSV.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::cells::{Cell as Value, Dialect, Table};
use super::csv::mean_cells;
use super::json::{self, Head, Run};
use super::page::{Align, Cell, Page, columns};
use super::phrases::{NOTHING, Phrases};
use super::select;
use super::text::so_far;
use crate::office::{MILESTONES, NEARLY_ALL};
use crate::projection::{
    Difference, Differences, Paired, Pairs, Projection, Replication, ScenarioComparison,
    ServedOnDifference, nested,
};
use crate::words::Lang;

/// The comparison as a page of plain text.
#[must_use]
pub fn text(comparison: &ScenarioComparison, lang: Lang) -> String {
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
    if let Some(found) = &reference.so_far {
        so_far::compared(&mut page, c, found, say);
    } else if c.projections.iter().any(|p| p.replications < p.requested) {
        let requested = ("requested", reference.requested.into());
        page.paragraph(&say.say("interrupted-compare", &[requested]));
    }
    let names: Vec<String> = c.projections.iter().map(|p| say.title(&p.plan)).collect();
    match &c.selection {
        Some(selection) => select::write(&mut page, c, selection, &names, say),
        None => page.paragraph(&verdict(c, &names, say)),
    }
    for difference in c.differences.iter().filter(|found| has_dates(c, found)) {
        page.paragraph(&nearly_all_sooner(difference, &names, say));
    }
    scenarios(&mut page, c, say);
    note_growing(&mut page, c, &names, say);
    by(&mut page, c, &names, say);
    for difference in &c.differences {
        let name = |p: &Projection| say.title(&p.plan);
        let names = (name(&c.projections[difference.scenario]), name(reference));
        let has_dates = has_dates(c, difference);
        differences(&mut page, difference, (&names.0, &names.1), has_dates, say);
    }
    page.note(&say.word("note-differences"));
    page.gap();
    page.paragraph(&say.repeat(reference));
    for p in &c.projections {
        page.paragraph(&format!("{}: {}", say.title(&p.plan), say.hashes(p)));
    }
    page.finish()
}

/// Which scenario is the best, each called by its name: for the date by which 95 % are served, and for that of the last resident.
pub(super) fn verdict(c: &ScenarioComparison, names: &[impl AsRef<str>], say: Phrases) -> String {
    if c.projections.iter().any(is_of_nobody) {
        return say.word("best-nobody");
    }
    let name = |best: usize| ("name", names[best].as_ref().into());
    if let Some(best) = c.best.filter(|_| c.best == c.best_nearly_all) {
        return say.say("best-both", &[name(best)]);
    }
    let is_known = |reached: fn(&Replication) -> Option<u32>| {
        let mut all = c.projections.iter().flat_map(|p| &p.outcomes);
        all.all(|r| reached(r).is_some())
    };
    let nearly_all = match c.best_nearly_all {
        Some(best) => say.say("best-nearly-all", &[name(best)]),
        None if is_known(|r| r.served_on[NEARLY_ALL]) => say.word("best-nearly-all-none"),
        None => say.word("best-nearly-all-censored"),
    };
    let last = match c.best {
        Some(best) => say.say("best-last", &[name(best)]),
        None if is_known(|r| r.cleared) => say.word("best-last-none"),
        None => say.word("best-last-censored"),
    };
    format!("{nearly_all} {last}")
}

/// Whether nobody waits at the start, so that no date says anything.
fn is_of_nobody(p: &Projection) -> bool {
    p.backlog.p90 == 0
}

/// Whether somebody waits at the start of both scenarios of a difference.
fn has_dates(c: &ScenarioComparison, found: &Difference) -> bool {
    !is_of_nobody(&c.projections[0]) && !is_of_nobody(&c.projections[found.scenario])
}

/// In how many of the same futures a scenario serves 95 % sooner than the reference does.
fn nearly_all_sooner(found: &Difference, names: &[String], say: Phrases) -> String {
    let pairs = &found.served_on[NEARLY_ALL].days.pairs;
    let counts = [pairs.sooner, pairs.equal, pairs.later];
    let [sooner, others] = say.futures_split(counts, pairs.all());
    say.say(
        "compare-sooner",
        &[
            ("name", (&names[found.scenario]).into()),
            ("reference", (&names[0]).into()),
            ("sooner", sooner.into()),
            ("others", others.into()),
        ],
    )
}

/// The scenarios that do not keep up with new recordings, if any do not.
pub(super) fn note_growing(
    page: &mut Page,
    c: &ScenarioComparison,
    names: &[impl AsRef<str>],
    say: Phrases,
) {
    let all = std::iter::zip(&c.projections, names);
    let growing = all.filter(|(p, _)| p.grows_for_sure());
    let growing: Vec<&str> = growing.map(|(_, name)| name.as_ref()).collect();
    if !growing.is_empty() {
        let names = growing.join("; ");
        page.note(&say.say("note-growing", &[("names", names.into())]));
    }
}

/// The text of a date in a column whose best scenario is this one.
pub(super) fn marked(date: String, is_best: bool) -> String {
    match is_best {
        true => format!("{date}*"),
        false => date,
    }
}

/// A date in a narrow column: without the year if it is that of every scenario.
pub(super) fn date_among(c: &ScenarioComparison, date: Date, say: Phrases) -> String {
    let mut ends = (c.projections.iter()).flat_map(|p| [p.plan.start, p.plan.horizon]);
    match ends.all(|end| end.year() == date.year()) {
        true => say.day_and_month(date),
        false => say.short_date(date),
    }
}

/// One row per scenario: when it clears, how often it does not, and when the blanks are gone.
fn scenarios(page: &mut Page, c: &ScenarioComparison, say: Phrases) {
    page.heading(&say.word("head-compare"));
    let row = |(i, p): (usize, &Projection)| {
        let [cleared_on, blanks_out_on] =
            [&p.measures.cleared_on, &p.measures.blanks_out_on].map(|dates| dates.quantiles);
        let late = |date: Option<Date>, best: Option<usize>| match date {
            _ if is_of_nobody(p) => NOTHING.to_owned().into(),
            Some(date) => marked(say.short_date(date), best == Some(i)).into(),
            None => {
                let date = date_among(c, p.plan.horizon, say);
                Cell::brackets_below(&say.say("after-horizon", &[("date", date.into())]))
            }
        };
        let blanks = blanks_out_on
            .p50
            .map_or_else(|| say.word("not-within"), |date| say.short_date(date));
        let never = match p.measures.working_days.censored {
            0 => say.number(0),
            count => say.percent(f64::from(count) / f64::from(p.replications.max(1))),
        };
        vec![
            Cell::from(say.title(&p.plan)),
            late(
                p.served_on[NEARLY_ALL].dates.quantiles.p90,
                c.best_nearly_all,
            ),
            late(cleared_on.p50, None),
            late(cleared_on.p90, c.best),
            never.into(),
            blanks.into(),
        ]
    };
    let rows: Vec<Vec<Cell>> = c.projections.iter().enumerate().map(row).collect();
    let heads = [
        "column-scenario",
        "column-nearly-all",
        "column-median",
        "column-safe",
        "column-never",
        "measure-blanks_out_on",
    ]
    .map(|key| say.word(key));
    let columns = heads.each_ref().map(|head| (head.as_str(), Align::Left));
    page.table(&columns, &rows);
    note_best(page, c, say);
}

/// What the marks in the table mean, if there are any.
pub(super) fn note_best(page: &mut Page, c: &ScenarioComparison, say: Phrases) {
    if c.best.or(c.best_nearly_all).is_some() && !c.projections.iter().any(is_of_nobody) {
        page.note(&say.word("note-best"));
    }
}

/// The paired differences between one scenario and the reference: in the dates by which shares of the backlog are served, then in the
/// measures; nothing of the dates if nobody waits at the start in one of them.
fn differences(
    page: &mut Page,
    found: &Difference,
    (name, reference): (&str, &str),
    has_dates: bool,
    say: Phrases,
) {
    page.heading(&say.say(
        "head-differences",
        &[("name", name.into()), ("reference", reference.into())],
    ));
    let row = |name: String, paired: &Paired| {
        let (mean, interval) = match &paired.mean {
            Some(mean) => {
                let [value, interval] = say.mean(mean);
                let sign = if mean.value > 0.0 { "+" } else { "" };
                (format!("{sign}{value}"), interval)
            }
            None => (NOTHING.into(), censored(paired, say)),
        };
        let [split, fewer] = say.pairs(&paired.pairs);
        vec![name, mean, interval, split, fewer]
    };
    let served = found.served_on.iter().map(|served| {
        let share = say.percent(served.share);
        row(
            say.say("row-served-on", &[("share", share.into())]),
            &served.days,
        )
    });
    let served = served.filter(|_| has_dates);
    let dates = [&found.measures.working_days, &found.measures.calendar_days];
    let measures = found.measures.compared().into_iter();
    let measures = measures
        .filter(|(_, paired)| has_dates || !dates.iter().any(|date| std::ptr::eq(*date, *paired)));
    let measures = measures.map(|(measure, paired)| row(say.measure(measure), paired));
    let rows: Vec<Vec<String>> = served.chain(measures).collect();
    let n = found.measures.working_days.pairs.all();
    let heads = [
        say.word("row-mean"),
        say.word("row-interval"),
        say.of_futures("column-fewer-in", n),
        say.word("column-fewer-interval"),
    ];
    page.table(
        &[
            ("", Align::Left),
            (&heads[0], Align::Right),
            (&heads[1], Align::Left),
            (&heads[2], Align::Left),
            (&heads[3], Align::Right),
        ],
        &rows,
    );
    if !has_dates {
        return;
    }
    note_pairing(page, found, say);
    // More working days would read as later.
    let mean = |paired: &Paired| paired.mean.as_ref().map_or(0.0, |mean| mean.value);
    let (working, calendar) = (&found.measures.working_days, &found.measures.calendar_days);
    if mean(working) > 0.0 && mean(calendar) < 0.0 {
        page.note(&say.word("note-more-working-days"));
    }
}

/// The correlation that the same futures have reached in the working days, or where these are not known, in the date by which the largest
/// share is served; and whether they hurt.
fn note_pairing(page: &mut Page, found: &Difference, say: Phrases) {
    let working = &found.measures.working_days;
    let mut rows = found.measures.compared().into_iter();
    let working = rows.find(|(_, paired)| std::ptr::eq(*paired, working));
    let working = working.map(|(row, paired)| (say.measure(row), paired));
    let served = found.served_on.iter().rev().map(|served| {
        let share = ("share", say.percent(served.share).into());
        (say.say("row-served-on", &[share]), &served.days)
    });
    let reached = working.into_iter().chain(served).find_map(|(of, paired)| {
        let pairing = paired.pairing;
        Some((of, pairing, pairing.correlation?, pairing.variance_ratio?))
    });
    let Some((of, pairing, correlation, times)) = reached else {
        return;
    };
    page.note(&say.say(
        "compare-correlation",
        &[
            ("of", of.into()),
            ("correlation", say.amount(correlation).into()),
            ("times", say.amount(times).into()),
        ],
    ));
    if pairing.hurts() {
        page.note(&say.word("compare-pairing-hurts"));
    }
}

/// For each date asked for: in how many futures each scenario, called by its name, has served everybody.
pub(super) fn by(page: &mut Page, c: &ScenarioComparison, names: &[impl AsRef<str>], say: Phrases) {
    for date in &c.projections[0].by {
        page.heading(&say.say("head-compare-by", &[("date", say.date(*date).into())]));
        let row = |(p, name): (&Projection, &str)| {
            let served = p.served_by.iter().find(|by| by.date == *date);
            let [median, spread] = match served {
                Some(by) => [say.amount(by.served.quantiles.p50), say.spread(&by.served)],
                None => [NOTHING.into(), NOTHING.into()],
            };
            let all = p.cleared.by.iter().find(|by| by.date == *date);
            let all = all.map_or(NOTHING.into(), |by| {
                say.futures_cell(say.count(&by.share, p.replications), p.replications)
            });
            vec![name.to_owned(), median, spread, all]
        };
        let named = std::iter::zip(&c.projections, names.iter().map(AsRef::as_ref));
        let rows: Vec<Vec<String>> = named.map(row).collect();
        let heads = [
            say.word("column-scenario"),
            say.word("column-served-by"),
            say.word("column-p10-p90"),
            say.of_futures("column-chance", c.projections[0].replications),
        ];
        let aligns = [Align::Left, Align::Right, Align::Right, Align::Left];
        page.table(&columns(&heads, &aligns), &rows);
    }
}

fn censored(paired: &Paired, say: Phrases) -> String {
    let all = paired.pairs.all();
    say.say(
        "diff-censored",
        &[("count", paired.censored.into()), ("all", all.into())],
    )
}

/// The comparison as JSON, indented, with a line feed at the end. The keys are always in the same order.
#[must_use]
pub fn json(comparison: &ScenarioComparison) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        #[serde(flatten)]
        head: Head,
        scenarios: Vec<Run<'a>>,
        differences: Vec<One<'a>>,
        best: Option<&'a str>,
        best_95: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        selection: Option<select::Json<'a>>,
    }
    #[derive(Serialize)]
    struct One<'a> {
        scenario: &'a str,
        reference: &'a str,
        #[serde(flatten, serialize_with = "compared")]
        measures: &'a Differences,
        served_on: &'a [ServedOnDifference],
    }
    fn compared<S: Serializer>(found: &Differences, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = found.compared().into_iter();
        nested(rows.map(|(row, paired)| (row.key, paired)), serializer)
    }
    let c = comparison;
    let name = |best: usize| c.projections[best].plan.name.as_str();
    json::pretty(&Document {
        head: Head::new(),
        scenarios: c.projections.iter().map(|p| Run::new(p, None)).collect(),
        differences: (c.differences.iter())
            .map(|d| One {
                scenario: &c.projections[d.scenario].plan.name,
                reference: &c.projections[0].plan.name,
                measures: &d.measures,
                served_on: &d.served_on,
            })
            .collect(),
        best: c.best.map(name),
        best_95: c.best_nearly_all.map(name),
        selection: c.selection.as_ref().map(|found| select::json(c, found)),
    })
}

/// The columns of a paired difference.
const PAIRED: [&str; 8] = [
    "mean",
    "ci95_low",
    "ci95_high",
    "sooner",
    "equal",
    "later",
    "neither",
    "censored",
];

/// The cells of these columns.
fn paired_cells(paired: &Paired) -> impl Iterator<Item = Value> {
    let Pairs {
        sooner,
        equal,
        later,
        neither,
    } = paired.pairs;
    let counts = [sooner, equal, later, neither, paired.censored];
    mean_cells(paired.mean.as_ref())
        .into_iter()
        .chain(counts.map(Value::from))
}

/// The comparison as CSV: a row of column names, then one row for each scenario after the first, against the first.
#[must_use]
pub fn csv(comparison: &ScenarioComparison, dialect: Dialect) -> String {
    let c = comparison;
    let mut head: Vec<String> = [
        "scenario",
        "reference",
        "best",
        "best_95",
        "cleared_on_p50",
        "cleared_on_p90",
        "blanks_out_on_p50",
    ]
    .map(String::from)
    .to_vec();
    // Without differences there are no rows, but the columns must be there.
    let measures = Differences::default();
    let measures = measures
        .compared()
        .into_iter()
        .map(|(row, _)| row.key.to_owned());
    let served = MILESTONES[..MILESTONES.len() - 1].iter();
    let served = served.map(|percent| format!("served_on_{percent}"));
    head.extend(
        measures
            .chain(served)
            .flat_map(|key| PAIRED.map(|part| format!("{key}_{part}"))),
    );
    let is_so_far = (c.projections.first()).is_some_and(|p| p.so_far.is_some());
    if is_so_far {
        head.extend(["replications_done", "replications_requested"].map(String::from));
    }
    let row = |d: &Difference| {
        let p = &c.projections[d.scenario];
        let mut row = vec![
            Value::from(dialect.name(&p.plan)),
            Value::from(dialect.name(&c.projections[0].plan)),
            (c.best == Some(d.scenario)).into(),
            (c.best_nearly_all == Some(d.scenario)).into(),
            p.measures.cleared_on.quantiles.p50.into(),
            p.measures.cleared_on.quantiles.p90.into(),
            p.measures.blanks_out_on.quantiles.p50.into(),
        ];
        let served = d.served_on.iter().map(|served| &served.days);
        let measures = d.measures.compared().into_iter().map(|(_, paired)| paired);
        row.extend(measures.chain(served).flat_map(paired_cells));
        if is_so_far {
            row.extend([p.replications, p.requested].map(|n| Value::from(f64::from(n))));
        }
        row
    };
    let mut table = Table::new(head);
    table.rows.extend(c.differences.iter().map(row));
    table.csv(dialect)
}
