//! The opening: how many people have a card, when the offices are through, which of them are starved, where blanks lie idle, and how
//! unequally the offices are served.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::compare::sign;
use super::{numbers, rule};
use crate::nation::{NationOutcome, NationProjection, ServedBy, candidates};
use crate::projection::Dates;
use crate::report::page::{Align, Page, TIGHT, columns};
use crate::report::phrases::{NOTHING, Phrases};
use crate::words::{self, Value};

/// The most offices that are named as starved.
const MOST_NAMED: usize = 5;
/// Those who wait for printing are not told where they are a smaller share of all who wait.
const FEW: f64 = 0.01;

pub(super) fn answer(page: &mut Page, p: &NationProjection, say: Phrases) {
    let mut people = vec![served(p, say)];
    people.extend(too_few(p, say));
    page.paragraph(&people.join(" "));
    page.paragraph(&nine_of_ten(p, say));
    let mut blanks = vec![starved(p, say)];
    blanks.extend(idle(p, say));
    blanks.extend(not_received(p, say));
    blanks.extend(for_printing(p, say));
    page.paragraph(&blanks.join(" "));
    other_rule(page, p, say);
    if p.offices.len() > 1 {
        page.paragraph(&inequality(p, say));
    }
}

/// How many people have a card at the horizon.
fn served(p: &NationProjection, say: Phrases) -> String {
    let last = p.served.last().expect("the horizon is a date");
    say.say(
        "nation-served",
        &[
            ("horizon", say.date(last.date).into()),
            ("served", say.amount(last.people.quantiles.p50).into()),
            ("people", say.amount(last.came.quantiles.p50).into()),
            ("share", say.percent(last.share.quantiles.p50).into()),
            ("spread", say.spread(&last.people).into()),
        ],
    )
}

/// What no rule can change: in every future fewer blanks come to the ministry than people to the offices.
fn too_few(p: &NationProjection, say: Phrases) -> Option<String> {
    let blanks = p.nation.blanks_in_all();
    let came = |one: &NationOutcome| one.came_by_day.last().copied().unwrap_or(0);
    let fewest = p.outcomes.iter().map(came).min()?;
    let without = fewest.checked_sub(blanks).filter(|n| *n > 0)?;
    let of = [("blanks", blanks.into()), ("without", without.into())];
    Some(say.say("nation-too-few", &of))
}

/// When nine out of ten offices have served nearly all.
fn nine_of_ten(p: &NationProjection, say: Phrases) -> String {
    let [_, dates, _] = &p.offices_done;
    let late = p.replications - say.count(&dates.share, p.replications);
    let key = match dates.quantiles.p50 {
        Some(_) => "nation-nine-of-ten",
        None => "nation-nine-of-ten-late",
    };
    say.say(
        key,
        &[
            ("count", rank(0.9, p).into()),
            ("offices", p.offices.len().into()),
            (
                "date",
                say.date_or_late(dates.quantiles.p50, p.nation.shared.horizon)
                    .into(),
            ),
            ("late", say.futures(late, p.replications).into()),
        ],
    )
}

/// How many offices are a share of all.
fn rank(share: f64, p: &NationProjection) -> usize {
    ((share * p.offices.len() as f64).ceil() as usize).max(1)
}

/// How many offices are starved, and which of them most often.
fn starved(p: &NationProjection, say: Phrases) -> String {
    if p.starved.nonzero == 0 {
        return say.word("nation-starved-none");
    }
    let mut text = say.say(
        "nation-starved",
        &[
            ("count", Value::from(p.starved.quantiles.p50 as u32)),
            ("offices", p.offices.len().into()),
            (
                "kecamatan",
                (p.starved_kecamatan.quantiles.p50 as u32).into(),
            ),
            ("spread", say.spread(&p.starved).into()),
        ],
    );
    let n = p.replications;
    let count = |office: usize| say.count(&p.offices[office].starved, n);
    let mut most: Vec<usize> = (0..p.offices.len())
        .filter(|i| 2 * count(*i) >= n)
        .collect();
    most.sort_by_key(|office| std::cmp::Reverse(count(*office)));
    // Where most offices are, the first of them are no worse than the others.
    if most.is_empty() || 2 * most.len() > p.offices.len() {
        return text;
    }
    let named = |office: &usize| {
        let row = &p.nation.table[*office];
        let futures = say.futures(count(*office), n);
        format!("{} {} ({futures})", row.code, row.name)
    };
    let names: Vec<String> = most.iter().take(MOST_NAMED).map(named).collect();
    let of = [
        ("names", names.join("; ").into()),
        ("more", most.len().saturating_sub(MOST_NAMED).into()),
    ];
    text.push(' ');
    text.push_str(&say.say("nation-starved-most", &of));
    text
}

fn idle(p: &NationProjection, say: Phrases) -> Option<String> {
    let (futures, idle) = p.idle()?;
    Some(say.say(
        "nation-idle",
        &[
            ("futures", say.futures(futures, p.replications).into()),
            ("blanks", Value::from(idle.blanks)),
            ("offices", idle.offices.into()),
            ("waiting", idle.waiting.into()),
        ],
    ))
}

/// What another rule does where many blanks lie idle, as far as it was tried, and the comparison that says it in full.
fn other_rule(page: &mut Page, p: &NationProjection, say: Phrases) {
    let now = p.nation.allotment;
    let (text, other) = match &p.other_rule {
        None => {
            if !p.is_worth_another_rule() {
                return;
            }
            (say.word("nation-idle-try"), candidates(now).next())
        }
        Some(tried) if sign(&tried.difference.served) == Ordering::Greater => {
            let found = &tried.difference;
            let [count, interval] = say.mean(&found.served);
            let of = [
                ("tried", tried.replications.into()),
                ("rule", rule(found.rule, say).into()),
                ("count", count.into()),
                ("interval", interval.into()),
            ];
            (say.say("nation-other-helps", &of), Some(found.rule))
        }
        Some(tried) => {
            let rules = candidates(now).map(|one| format!("\"{}\"", rule(one, say)));
            let of = [
                ("tried", tried.replications.into()),
                ("rules", say.list(&rules.collect::<Vec<String>>()).into()),
            ];
            (say.say("nation-other-not", &of), None)
        }
    };
    page.paragraph(&text);
    if let Some(other) = other {
        let of = [("now", now.key().into()), ("other", other.key().into())];
        page.command(&say.say("nation-compare", &of));
    }
}

/// Those who wait at the end although there is a blank for each of them, unless they are few, and where most of them do.
fn for_printing(p: &NationProjection, say: Phrases) -> Option<String> {
    let (people, by_office) = p.wait_for_printing();
    if people == 0 || f64::from(people) < FEW * p.waiting.quantiles.p50 {
        return None;
    }
    let mut most: Vec<usize> = (0..by_office.len()).filter(|i| by_office[*i] > 0).collect();
    most.sort_by_key(|office| std::cmp::Reverse(by_office[*office]));
    let named = |office: &usize| {
        let row = &p.nation.table[*office];
        format!(
            "{} {} ({})",
            row.code,
            row.name,
            say.number(by_office[*office])
        )
    };
    let names: Vec<String> = most.iter().take(MOST_NAMED).map(named).collect();
    let mut text = say.say("nation-for-printing", &[("people", people.into())]);
    // In no office may it be so in half of the futures.
    if !names.is_empty() {
        text.push(' ');
        let of = [("names", names.join("; ").into())];
        text.push_str(&say.say("nation-for-printing-most", &of));
    }
    Some(text)
}

/// Blanks that had reached no office, if there are any in half of the futures.
fn not_received(p: &NationProjection, say: Phrases) -> Option<String> {
    let blanks = p.not_received.quantiles.p50;
    let of = [("blanks", Value::from(blanks as u32))];
    (blanks > 0.0).then(|| say.say("nation-not-received", &of))
}

fn inequality(p: &NationProjection, say: Phrases) -> String {
    let gini = p.inequality.quantiles.p50;
    let last = p.served.last().expect("the horizon is a date");
    say.say(
        "nation-inequality",
        &[
            ("worst", say.percent(p.worst_tenth.quantiles.p50).into()),
            ("all", say.percent(last.share.quantiles.p50).into()),
            ("gini", coefficient(gini, say).into()),
            ("difference", say.percent(2.0 * gini).into()),
        ],
    )
}

/// Gini's coefficient, with three decimals.
pub(super) fn coefficient(gini: f64, say: Phrases) -> String {
    // Without the sign of a zero.
    words::decimal(say.0, (gini * 1000.0).round() / 1000.0 + 0.0, 3)
}

/// The people with a card by each date.
pub(super) fn by_date(page: &mut Page, p: &NationProjection, say: Phrases) {
    page.heading(&say.word("nation-head-by"));
    let row = |by: &ServedBy| {
        vec![
            say.short_date(by.date),
            say.amount(by.people.quantiles.p50),
            say.spread(&by.people),
            say.amount(by.came.quantiles.p50),
            say.percent_cell(by.share.quantiles.p50),
        ]
    };
    let rows: Vec<Vec<String>> = p.served.iter().map(row).collect();
    let heads = [
        "column-by",
        "nation-column-served",
        "column-p10-p90",
        "nation-column-came",
        "nation-column-share",
    ];
    numbers(page, heads, &rows, say);
    page.note(&say.word("nation-note-by"));
}

/// When half of the offices, nine out of ten and all have served nearly all of those who wait at the start.
pub(super) fn offices_done(page: &mut Page, p: &NationProjection, say: Phrases) {
    page.heading(&say.word("nation-head-done"));
    let row = |((key, share), dates): ((&str, f64), &Dates)| {
        let [p10, p50, p90] = dates.quantiles.each().map(|date| cell(date, say));
        let late = p.replications - say.count(&dates.share, p.replications);
        let of = [("count", rank(share, p).into())];
        vec![
            say.say(key, &of),
            p10,
            p50,
            p90,
            say.futures_cell(late, p.replications),
        ]
    };
    let shares = [
        ("nation-half", 0.5),
        ("nation-nine", 0.9),
        ("nation-all", 1.0),
    ];
    let rows: Vec<Vec<String>> = shares.into_iter().zip(&p.offices_done).map(row).collect();
    let heads = [
        say.word("nation-column-offices"),
        "P10".to_owned(),
        "P50".to_owned(),
        "P90".to_owned(),
        say.of_futures("nation-column-late", p.replications),
    ];
    let aligns = [Align::Left; 5];
    page.table(&columns(&heads, &aligns), &rows);
    if p.offices_done
        .iter()
        .any(|dates| dates.quantiles.p90.is_none())
    {
        late_note(page, p.nation.shared.horizon, say);
    }
}

/// A date in a table, or that it is after the horizon.
pub(super) fn cell(date: Option<Date>, say: Phrases) -> String {
    let tight = |date| say.narrow_date(date).replace(' ', &TIGHT.to_string());
    date.map_or_else(|| say.word("cell-late"), tight)
}

/// What is meant by later.
pub(super) fn late_note(page: &mut Page, horizon: Date, say: Phrases) {
    let of = [("horizon", say.short_date(horizon).into())];
    page.note(&say.say("note-late", &of));
}

/// The date of an office, which says nothing if nobody waits there at the start.
pub(super) fn date_of(
    p: &NationProjection,
    office: usize,
    date: Option<Date>,
    say: Phrases,
) -> String {
    match p.nation.table[office].backlog {
        0 => NOTHING.to_owned(),
        _ => cell(date, say),
    }
}
