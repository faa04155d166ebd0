//! The date to tell a resident who asks, and the table of such dates for the notice board, as text, JSON and CSV.

use jiff::civil::Date;
use serde::Serialize;

use super::cells::{Cell, Dialect, Table};
use super::json::{self, Head, Scenario};
use super::page::{Align, Page};
use super::phrases::{NOTHING, Phrases};
use super::text::QUANTILES;
use crate::projection::{Interval, PromisedCard, PromisedCards};
use crate::words::Lang;

/// The answer to one resident as a page of plain text; empty if there is none.
#[must_use]
pub fn text(promises: &PromisedCards, lang: Lang) -> String {
    let (all, say) = (promises, Phrases(lang));
    let Some(one) = all.list.first() else {
        return String::new();
    };
    let mut page = Page::default();
    head(&mut page, all, say);
    let suket = match one.suket {
        true => "promise-with",
        false => "promise-without",
    };
    let asked = [
        ("kecamatan", (&one.kecamatan).into()),
        ("recorded", say.date(one.recorded).into()),
        ("suket", say.word(suket).into()),
    ];
    page.paragraph(&say.say("promise-asked", &asked));
    page.paragraph(&answer(all, one, say));
    page.gap();
    let late = |date: Option<Date>| say.date_or_late(date, all.plan.horizon);
    let rows = std::iter::zip(QUANTILES, one.printed_on.quantiles.each());
    let rows: Vec<Vec<String>> = rows
        .map(|(key, date)| vec![say.word(key), late(date)])
        .collect();
    let printed_on = say.word("column-printed-on");
    page.table(&[("", Align::Left), (&printed_on, Align::Left)], &rows);
    page.heading(&say.word("promise-rests"));
    page.note(&say.word(match one.recorded < all.plan.start {
        true => "promise-who",
        false => "promise-who-later",
    }));
    let days = &all.plan.days;
    if one.recorded >= all.plan.start
        && !days.is_open(one.recorded)
        && let Some((next, _)) = days.open_days(one.recorded, all.plan.horizon).next()
    {
        let of = [
            ("recorded", say.date(one.recorded).into()),
            ("next", say.date(next).into()),
        ];
        page.note(&say.say("promise-closed", &of));
    }
    if one.asked < all.replications {
        let of = [
            ("asked", one.asked.into()),
            ("replications", all.replications.into()),
        ];
        page.note(&say.say("promise-fewer", &of));
    }
    foot(&mut page, all, say);
    page.finish()
}

/// The tables for the notice board as a page of plain text: a row for each recording date and a column for each kecamatan.
#[must_use]
pub fn board(promises: &PromisedCards, lang: Lang) -> String {
    let (all, say) = (promises, Phrases(lang));
    let mut page = Page::default();
    head(&mut page, all, say);
    let Some(last) = all.list.iter().map(|one| one.recorded).max() else {
        page.paragraph(&say.word("promise-board-empty"));
        return page.finish();
    };
    page.paragraph(&say.word("promise-board"));
    let has_newcomers = last >= all.plan.start;
    let until = match has_newcomers {
        true => "promise-board-newcomers",
        false => "promise-board-until",
    };
    page.paragraph(&say.say(until, &[("date", say.date(last).into())]));
    for (suket, heading) in [
        (true, "promise-board-with"),
        (false, "promise-board-without"),
    ] {
        let of: Vec<&PromisedCard> = all.list.iter().filter(|one| one.suket == suket).collect();
        if !of.is_empty() {
            page.heading(&say.word(heading));
            table(&mut page, all, &of, say);
        }
    }
    if all.list.iter().any(|one| one.safe_date.is_none()) {
        let horizon = say.date(all.plan.horizon);
        page.note(&say.say("promise-board-late", &[("horizon", horizon.into())]));
    }
    page.heading(&say.word("promise-rests"));
    page.note(&say.word("promise-who"));
    if has_newcomers {
        page.note(&say.word("promise-who-newcomer"));
    }
    foot(&mut page, all, say);
    page.finish()
}

/// The most kecamatan side by side: more dates do not fit on the width of a page.
const MOST_BESIDE: usize = 4;

/// A table of promises that stand in order of their dates, and for one date in order of the kecamatan of the plan. Following days with the
/// same dates share a row; days on which nobody is recorded may lie between. Kecamatan that do not fit beside the others follow below them.
fn table(page: &mut Page, all: &PromisedCards, promises: &[&PromisedCard], say: Phrases) {
    let names: Vec<&str> = all.plan.kecamatan.iter().map(|k| k.name.as_str()).collect();
    let row = |of: &[&PromisedCard]| -> (Date, Vec<String>) {
        // Some kecamatan may be missing.
        let mut rest = of.iter().peekable();
        let cell = |name: &&str| match rest.next_if(|one| one.kecamatan == *name) {
            None => String::new(),
            Some(one) => match one.safe_date {
                Some(date) => say.short_date(date),
                None => NOTHING.to_owned(),
            },
        };
        let cells = names.iter().map(cell).collect();
        (of[0].recorded, cells)
    };
    let rows: Vec<(Date, Vec<String>)> = promises
        .chunk_by(|a, b| a.recorded == b.recorded)
        .map(row)
        .collect();
    let days = rows.chunk_by(|a, b| a.1 == b.1);
    let rows = days.map(|days| (recorded(days[0].0, days[days.len() - 1].0, say), &days[0].1));
    let rows: Vec<(String, &Vec<String>)> = rows.collect();
    let blocks = names.len().div_ceil(MOST_BESIDE);
    let beside = names.len().div_ceil(blocks);
    let head = say.word("column-recorded");
    for (block, names) in names.chunks(beside).enumerate() {
        if block > 0 {
            page.gap();
        }
        let mut columns = vec![(head.as_str(), Align::Right)];
        columns.extend(names.iter().map(|name| (*name, Align::Right)));
        let first = block * beside;
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|(recorded, cells)| {
                let cells = &cells[first..first + names.len()];
                [std::slice::from_ref(recorded), cells].concat()
            })
            .collect();
        page.table(&columns, &rows);
    }
}

/// The days of recording of one row: "1 – 3 February 2017".
fn recorded(first: Date, last: Date, say: Phrases) -> String {
    let begins = match (
        first.first_of_month() == last.first_of_month(),
        first.year() == last.year(),
    ) {
        (true, _) => first.day().to_string(),
        (false, true) => say.day_and_month(first),
        (false, false) => say.short_date(first),
    };
    match first == last {
        true => say.short_date(last),
        false => format!("{begins} – {}", say.short_date(last)),
    }
}

fn head(page: &mut Page, all: &PromisedCards, say: Phrases) {
    page.title(&say.title(&all.plan));
    let of = [
        ("replications", all.replications.into()),
        ("start", say.date(all.plan.start).into()),
        ("horizon", say.date(all.plan.horizon).into()),
    ];
    page.paragraph(&say.say("title-run", &of));
    if all.replications < all.requested {
        let of = [
            ("done", all.replications.into()),
            ("requested", all.requested.into()),
        ];
        page.paragraph(&say.say("interrupted", &of));
    }
    page.gap();
}

/// What else the dates rest on, and how to repeat them.
fn foot(page: &mut Page, all: &PromisedCards, say: Phrases) {
    page.note(&say.word("assume-order"));
    page.note(&say.say("promise-all-else", &[("command", "cetak run".into())]));
    page.gap();
    page.paragraph(&say.repeat_of(all.seed, all.replications));
    page.paragraph(&say.say("promise-scenario", &[("digest", (&all.digest).into())]));
}

/// By when the card is printed, in futures.
fn answer(all: &PromisedCards, one: &PromisedCard, say: Phrases) -> String {
    let median = one.printed_on.quantiles.p50;
    let key = match (median, one.safe_date) {
        (Some(median), Some(safe)) if median == safe => "promise-one-date",
        (_, Some(_)) => "promise-two-dates",
        (Some(_), None) => "promise-no-safe-date",
        (None, None) => "promise-seldom",
    };
    let late = one.asked - say.count(&one.printed_on.share, one.asked);
    let date = |date: Option<Date>| say.date_or_late(date, all.plan.horizon);
    say.say(
        key,
        &[
            ("futures", say.futures(one.kept, one.asked).into()),
            ("safe", date(one.safe_date).into()),
            ("date", date(median).into()),
            ("late", say.futures(late, one.asked).into()),
            ("horizon", say.date(all.plan.horizon).into()),
        ],
    )
}

/// The first keys of a document.
#[derive(Serialize)]
struct Of<'a> {
    #[serde(flatten)]
    head: Head,
    scenario: Scenario<'a>,
    seed: u64,
    replications: u32,
    requested: u32,
    horizon: Date,
}

impl<'a> Of<'a> {
    fn new(all: &'a PromisedCards) -> Self {
        Of {
            head: Head::new(),
            scenario: Scenario::of(&all.plan, &all.digest),
            seed: all.seed,
            replications: all.replications,
            requested: all.requested,
            horizon: all.plan.horizon,
        }
    }
}

/// The answer to one resident as JSON, indented, with a line feed at the end.
#[must_use]
pub fn json(promises: &PromisedCards) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        #[serde(flatten)]
        of: Of<'a>,
        #[serde(flatten)]
        promise: Option<&'a PromisedCard>,
    }
    json::pretty(&Document {
        of: Of::new(promises),
        promise: promises.list.first(),
    })
}

/// The tables for the notice board as JSON: a list of answers.
#[must_use]
pub fn board_json(promises: &PromisedCards) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        #[serde(flatten)]
        of: Of<'a>,
        promises: &'a [PromisedCard],
    }
    json::pretty(&Document {
        of: Of::new(promises),
        promises: &promises.list,
    })
}

/// The answers as CSV: a row of column names, then one row for each answer.
#[must_use]
pub fn csv(promises: &PromisedCards, dialect: Dialect) -> String {
    let mut table = Table::new([
        "scenario",
        "kecamatan",
        "recorded",
        "suket",
        "p10",
        "p50",
        "p90",
        "fraction",
        "interval_low",
        "interval_high",
        "safe_date",
    ]);
    for one in &promises.list {
        let mut row = vec![
            Cell::from(dialect.name(&promises.plan)),
            Cell::from(&one.kecamatan),
            one.recorded.into(),
            one.suket.into(),
        ];
        row.extend(one.printed_on.quantiles.each().map(Cell::from));
        let Interval { low, high } = one.printed_on.share.interval;
        row.extend([one.printed_on.share.fraction, low, high].map(Cell::from));
        row.push(one.safe_date.into());
        table.rows.push(row);
    }
    table.csv(dialect)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_of_one_row_are_told_with_the_months_and_years_that_they_need() {
        let said = |first, last| recorded(first, last, Phrases(Lang::En));
        let last = date(2017, 2, 3);
        assert_eq!(said(last, last), "3 February 2017");
        assert_eq!(said(date(2017, 2, 1), last), "1 – 3 February 2017");
        assert_eq!(
            said(date(2017, 1, 31), last),
            "31 January – 3 February 2017"
        );
        assert_eq!(
            said(date(2016, 12, 31), last),
            "31 December 2016 – 3 February 2017"
        );
    }
}
