//! Which of the values that nobody knows matters, as text, JSON and CSV.

use serde::Serialize;

use super::cells::{Cell, Dialect, Table};
use super::json::{self, Head, Scenario};
use super::page::{Align, Page};
use super::phrases::Phrases;
use crate::designs::{Index, Indices};
use crate::projection::{Interval, Sensitivity};
use crate::words::Lang;

/// A value matters if it has more than this share of the variance for sure.
const MATTERS: f64 = 0.05;
/// It hardly matters if it moves the date for sure by less than this standard deviation, in calendar days.
const HARDLY: f64 = 1.0;
/// With fewer rows the shares are rough.
const ROUGH: u32 = 64;

/// The answer as a page of plain text.
#[must_use]
pub fn text(s: &Sensitivity, lang: Lang) -> String {
    let say = Phrases(lang);
    let mut page = Page::default();
    page.paragraph(&say.say(
        "title-sensitivity",
        &[
            ("name", say.title(&s.plan).into()),
            ("replications", s.replications.into()),
        ],
    ));
    page.gap();
    if s.rows < ROUGH && s.indices.is_some() {
        page.paragraph(&say.word("sensitivity-rough"));
    }
    match &s.indices {
        Some(indices) => answer(&mut page, s, indices, say),
        None => page.paragraph(&say.word("sensitivity-same")),
    }
    page.gap();
    page.paragraph(&say.say(
        "sensitivity-repeat",
        &[
            ("seed", s.seed.to_string().into()),
            ("rows", s.rows.into()),
            ("version", env!("CARGO_PKG_VERSION").into()),
            ("digest", (&s.digest).into()),
        ],
    ));
    page.finish()
}

fn answer(page: &mut Page, s: &Sensitivity, indices: &Indices, say: Phrases) {
    let plan = &s.plan;
    let mut all: Vec<&Index> = indices.inputs.iter().collect();
    all.sort_by(|one, other| other.total.total_cmp(&one.total));
    let named = |matters: &dyn Fn(&&&Index) -> bool| {
        let matters = all.iter().filter(matters);
        let names = matters.map(|index| say.key(&index.name, plan));
        names.collect::<Vec<_>>().join("; ")
    };
    let does = named(&|index| index.total_interval.0 > MATTERS);
    let deviation = |share: f64| libm::sqrt(indices.variance * share.clamp(0.0, 1.0));
    let does_not = named(&|index| deviation(index.total_interval.1) < HARDLY);
    if let Some(chance) = &indices.chance {
        page.paragraph(&say.say(
            "sensitivity-spread",
            &[
                ("all", say.amount(deviation(1.0)).into()),
                ("chance", say.amount(deviation(chance.total)).into()),
            ],
        ));
    }
    if !does.is_empty() {
        page.paragraph(&say.say("sensitivity-does", &[("names", does.into())]));
    }
    // Rough shares may miss what moves the date most.
    if s.rows >= ROUGH && !does_not.is_empty() {
        page.paragraph(&say.say("sensitivity-does-not", &[("names", does_not.into())]));
    }
    page.heading(&say.word("head-sensitivity"));
    let row = |index: &Index, name: &str| {
        let share = |share: f64| say.percent(share.clamp(0.0, 1.0));
        let interval = |(low, high): (f64, f64)| {
            say.percent_range(Interval::from((low.clamp(0.0, 1.0), high.clamp(0.0, 1.0))))
        };
        vec![
            name.to_owned(),
            share(index.first_order),
            interval(index.first_order_interval),
            share(index.total),
            interval(index.total_interval),
            say.amount(deviation(index.total)),
        ]
    };
    let chance = say.word("sensitivity-chance");
    let of_chance = indices.chance.iter().map(|index| row(index, &chance));
    let of_unknown = all
        .iter()
        .map(|index| row(index, &say.key(&index.name, plan)));
    let rows: Vec<Vec<String>> = of_unknown.chain(of_chance).collect();
    let heads = [
        "column-unknown",
        "column-share-alone",
        "row-interval",
        "column-share-with-others",
        "column-days-with-others",
    ]
    .map(|key| say.word(key));
    page.table(
        &[
            (&heads[0], Align::Left),
            (&heads[1], Align::Right),
            (&heads[2], Align::Right),
            (&heads[3], Align::Right),
            (&heads[2], Align::Right),
            (&heads[4], Align::Right),
        ],
        &rows,
    );
    page.note(&say.word("note-sensitivity"));
}

/// The answer as CSV: a row of column names, then one row for each unknown value, and one for chance. Estimates outside 0 to 1 are cut to what a share can be; JSON has
/// them as they were estimated.
#[must_use]
pub fn csv(s: &Sensitivity, dialect: Dialect) -> String {
    let mut table = Table::new([
        "scenario",
        "unknown",
        "share_alone",
        "share_alone_low",
        "share_alone_high",
        "share_with_others",
        "share_with_others_low",
        "share_with_others_high",
    ]);
    let indices = s.indices.iter();
    for index in indices.flat_map(|indices| indices.inputs.iter().chain(&indices.chance)) {
        let (first, total) = (index.first_order_interval, index.total_interval);
        let shares = [
            index.first_order,
            first.0,
            first.1,
            index.total,
            total.0,
            total.1,
        ]
        .map(|share| share.clamp(0.0, 1.0));
        let names = [dialect.name(&s.plan), &index.name].map(Cell::from);
        let cells = names.into_iter().chain(shares.map(Cell::from));
        table.rows.push(cells.collect());
    }
    table.csv(dialect)
}

/// The answer as JSON, indented, with a line feed at the end.
#[must_use]
pub fn json(s: &Sensitivity) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        #[serde(flatten)]
        head: Head,
        scenario: Scenario<'a>,
        seed: u64,
        rows: u32,
        replications: u32,
        mean: Option<f64>,
        variance: Option<f64>,
        unknown: Vec<&'a Index>,
        chance: Option<&'a Index>,
    }
    let indices = s.indices.as_ref();
    json::pretty(&Document {
        head: Head::new(),
        scenario: Scenario::repeatable(&s.plan, &s.digest),
        seed: s.seed,
        rows: s.rows,
        replications: s.replications,
        mean: indices.map(|indices| indices.mean),
        variance: indices.map(|indices| indices.variance),
        unknown: indices.iter().flat_map(|indices| &indices.inputs).collect(),
        chance: indices.and_then(|indices| indices.chance.as_ref()),
    })
}
