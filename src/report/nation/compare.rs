//! Rules of allotment beside each other, and the offices between which they differ most.

use std::cmp::Ordering::{self, Equal, Greater, Less};

use super::answer::{coefficient, date_of, late_note};
use super::{numbers, rule, so_far};
use crate::nation::{NationComparison, NationProjection, RuleDifference};
use crate::projection::{Interval, Mean};
use crate::report::page::{Align, Page, columns};
use crate::report::phrases::{NOTHING, Phrases};
use crate::words::{Lang, Value};

/// The most offices that are shown as losing by a rule, and as gaining.
const MOST: usize = 10;

/// Several rules as a page of plain text: the first is the one that the others are held against.
#[must_use]
pub fn comparison(comparison: &NationComparison, lang: Lang) -> String {
    let (c, say) = (comparison, Phrases(lang));
    let mut page = Page::default();
    let Some(first) = c.projections.first() else {
        return page.finish();
    };
    let plan = &first.nation.shared;
    page.title(&say.title(plan));
    page.paragraph(&say.say(
        "nation-title-rules",
        &[
            ("rules", c.projections.len().into()),
            ("offices", first.offices.len().into()),
            ("replications", first.replications.into()),
            ("start", say.date(plan.start).into()),
            ("horizon", say.date(plan.horizon).into()),
        ],
    ));
    if let Some(found) = &first.so_far {
        page.paragraph(&so_far(first, found, "so-far-compare", say));
    } else if c.projections.iter().any(|p| !p.complete) {
        let requested = ("requested", first.requested.into());
        page.paragraph(&say.say("interrupted-compare", &[requested]));
    }
    page.gap();
    for (other, found) in c.projections[1..].iter().zip(&c.differences) {
        page.paragraph(&verdict(first, other, found, say));
    }
    people(&mut page, c, say);
    starved(&mut page, c, say);
    unequal(&mut page, c, say);
    dates(&mut page, c, say);
    for (other, found) in c.projections[1..].iter().zip(&c.differences) {
        losing_and_gaining(&mut page, first, other, found, say);
    }
    page.gap();
    page.paragraph(&say.word("nation-one-rule"));
    page.gap();
    page.paragraph(&say.word("nation-same"));
    page.paragraph(&say.repeat_of(first.seed, first.replications));
    for p in &c.projections {
        let hashes = say.hashes_of(&p.nation.digest(), p.fingerprint);
        page.paragraph(&format!("{}: {hashes}", rule(p.nation.allotment, say)));
    }
    page.finish()
}

/// How sure a difference is: above 0, below 0, or neither. Without an interval nothing is sure.
pub(super) fn sign(mean: &Mean) -> Ordering {
    match mean.ci95 {
        Some(Interval { low, .. }) if low > 0.0 => Greater,
        Some(Interval { high, .. }) if high < 0.0 => Less,
        _ => Equal,
    }
}

/// Whether more people have a card by a rule than by the first, and whether fewer offices are starved and coverage is more equal.
fn verdict(
    first: &NationProjection,
    other: &NationProjection,
    found: &RuleDifference,
    say: Phrases,
) -> String {
    use {Equal, Greater, Less};
    let n = first.replications;
    let [mean, interval] = say.mean(&Mean {
        value: found.served.value.abs(),
        ci95: found
            .served
            .ci95
            .map(|Interval { low, high }| match high < 0.0 {
                true => Interval::from((-high, -low)),
                false => Interval::from((low, high)),
            }),
    });
    let key = match sign(&found.served) {
        Greater => "rule-more",
        Less => "rule-fewer",
        Equal => "rule-not-sure",
    };
    let (rule_name, of_first) = (rule(found.rule, say), rule(first.nation.allotment, say));
    let mut text = say.say(
        key,
        &[
            ("rule", (&rule_name).into()),
            ("first", (&of_first).into()),
            ("count", mean.into()),
            ("interval", interval.into()),
            ("more", say.futures(found.more_served, n).into()),
            ("fewer", say.futures(found.fewer_served, n).into()),
        ],
    );
    let idle = |p: &NationProjection| p.idle_blanks.mean.value;
    let starved = match sign(&found.starved) {
        Equal => "rule-starved-not-sure",
        _ => "rule-starved",
    };
    let unequal = match sign(&found.inequality) {
        Greater => "rule-less-equal",
        Less => "rule-more-equal",
        Equal => "rule-equal-not-sure",
    };
    let means = [other, first].map(|p| p.starved.mean.value);
    let [now, before] = say.amounts(means);
    let of = [("starved", now.into()), ("before", before.into())];
    text.push(' ');
    text.push_str(&say.say(starved, &of));
    // Few offices are starved too where some hold what they do not need.
    if idle(first) != idle(other) {
        let of = [
            ("idle", say.amount(idle(other)).into()),
            ("before", say.amount(idle(first)).into()),
        ];
        text.push(' ');
        text.push_str(&say.say("rule-idle", &of));
    }
    text.push(' ');
    text.push_str(&say.word(unequal));
    text
}

/// A difference in a cell, and its interval.
fn cells(mean: &Mean, better: Ordering, say: Phrases) -> [String; 2] {
    let [value, interval] = say.mean(mean);
    [signed(mean, value, better), interval]
}

/// A difference with its sign; the mark says that it is better for sure.
fn signed(mean: &Mean, value: String, better: Ordering) -> String {
    let plus = if mean.value > 0.0 { "+" } else { "" };
    let mark = if sign(mean) == better { "*" } else { "" };
    format!("{plus}{value}{mark}")
}

/// Each rule with its difference from the first, which has none.
fn each(
    c: &NationComparison,
) -> impl Iterator<Item = (&NationProjection, Option<&RuleDifference>)> {
    let differences = std::iter::once(None).chain(c.differences.iter().map(Some));
    c.projections.iter().zip(differences)
}

/// The cells of a difference, or of the first rule, which has none.
fn or_nothing(
    found: Option<&RuleDifference>,
    of: impl FnOnce(&RuleDifference) -> [String; 2],
) -> [String; 2] {
    found.map_or_else(|| [NOTHING.to_owned(), NOTHING.to_owned()], of)
}

/// How many people have a card at the horizon.
fn people(page: &mut Page, c: &NationComparison, say: Phrases) {
    let n = c.projections[0].replications;
    let horizon = c.projections[0].nation.shared.horizon;
    let of = [("horizon", say.date(horizon).into())];
    page.heading(&say.say("nation-head-people", &of));
    let row = |(p, found): (&NationProjection, Option<&RuleDifference>)| {
        let last = p.served.last().expect("the horizon is a date");
        let [more, interval] = or_nothing(found, |found| cells(&found.served, Greater, say));
        let split = found.map(|found| {
            let equal = n - found.more_served - found.fewer_served;
            say.split(&[found.more_served, equal, found.fewer_served], n)
        });
        vec![
            rule(p.nation.allotment, say),
            say.amount(last.people.mean.value),
            say.percent_cell(last.share.mean.value),
            more,
            interval,
            split.unwrap_or_else(|| NOTHING.to_owned()),
        ]
    };
    let rows: Vec<Vec<String>> = each(c).map(row).collect();
    let heads = [
        say.word("nation-column-rule"),
        say.word("nation-column-served"),
        say.word("nation-column-share"),
        say.word("nation-column-difference"),
        say.word("row-interval"),
        say.of_futures("nation-column-more-in", n),
    ];
    let aligns = [
        Align::Left,
        Align::Right,
        Align::Right,
        Align::Right,
        Align::Right,
        Align::Left,
    ];
    page.table(&columns(&heads, &aligns), &rows);
    note_better(page, &rows, say);
    page.note(&say.word("nation-note-same-futures"));
}

/// What the mark means, where there is one.
fn note_better(page: &mut Page, rows: &[Vec<String>], say: Phrases) {
    if rows.iter().flatten().any(|cell| cell.ends_with('*')) {
        page.note(&say.word("nation-note-better"));
    }
}

/// How many offices are starved, and how many blanks are where they help nobody.
fn starved(page: &mut Page, c: &NationComparison, say: Phrases) {
    page.heading(&say.word("nation-head-starved"));
    let row = |(p, found): (&NationProjection, Option<&RuleDifference>)| {
        let [more, interval] = or_nothing(found, |found| cells(&found.starved, Less, say));
        vec![
            rule(p.nation.allotment, say),
            say.amount(p.starved.mean.value),
            more,
            interval,
            say.amount(p.idle_blanks.mean.value),
            say.amount(p.not_received.mean.value),
        ]
    };
    let rows: Vec<Vec<String>> = each(c).map(row).collect();
    let heads = [
        "nation-column-rule",
        "nation-column-starved",
        "nation-column-difference",
        "row-interval",
        "nation-column-idle",
        "nation-column-not-received",
    ];
    numbers(page, heads, &rows, say);
    note_better(page, &rows, say);
    page.note(&say.word("nation-note-starved"));
}

/// How unequally people are served.
fn unequal(page: &mut Page, c: &NationComparison, say: Phrases) {
    page.heading(&say.word("nation-head-unequal"));
    let row = |(p, found): (&NationProjection, Option<&RuleDifference>)| {
        let [more, interval] = or_nothing(found, |found| {
            let of = &found.inequality;
            let ends = |Interval { low, high }: Interval| {
                format!("{} – {}", coefficient(low, say), coefficient(high, say))
            };
            [
                signed(of, coefficient(of.value, say), Less),
                of.ci95.map_or_else(|| NOTHING.to_owned(), ends),
            ]
        });
        vec![
            rule(p.nation.allotment, say),
            coefficient(p.inequality.mean.value, say),
            more,
            interval,
            say.percent_cell(p.worst_tenth.mean.value),
        ]
    };
    let rows: Vec<Vec<String>> = each(c).map(row).collect();
    let heads = [
        "nation-column-rule",
        "nation-column-gini",
        "nation-column-difference",
        "row-interval",
        "nation-column-worst",
    ];
    numbers(page, heads, &rows, say);
    note_better(page, &rows, say);
    page.note(&say.word("nation-note-unequal"));
}

/// When half of the offices, nine out of ten and all have served nearly all of those who wait at the start.
fn dates(page: &mut Page, c: &NationComparison, say: Phrases) {
    page.heading(&say.word("nation-head-done"));
    let row = |p: &NationProjection| {
        let dates = p.offices_done.iter().flat_map(|dates| {
            [dates.quantiles.p50, dates.quantiles.p90].map(|date| super::answer::cell(date, say))
        });
        let mut row = vec![rule(p.nation.allotment, say)];
        row.extend(dates);
        row
    };
    let rows: Vec<Vec<String>> = c.projections.iter().map(row).collect();
    let mut heads = vec![say.word("nation-column-rule")];
    for key in ["nation-short-half", "nation-short-nine", "nation-short-all"] {
        for quantile in ["P50", "P90"] {
            heads.push(say.say(key, &[("quantile", quantile.into())]));
        }
    }
    let aligns = [Align::Left; 7];
    page.table(&columns(&heads, &aligns), &rows);
    let of_all = c.projections.iter().flat_map(|p| &p.offices_done);
    if of_all.clone().any(|dates| dates.quantiles.p90.is_none()) {
        late_note(page, c.projections[0].nation.shared.horizon, say);
    }
}

/// The offices that lose most by a rule, then those that gain most.
fn losing_and_gaining(
    page: &mut Page,
    first: &NationProjection,
    other: &NationProjection,
    found: &RuleDifference,
    say: Phrases,
) {
    let waits = |p: &NationProjection, office: usize| p.offices[office].waiting.mean.value;
    let more = |office: usize| waits(other, office) - waits(first, office);
    let net = |office: usize| i64::from(found.later[office]) - i64::from(found.sooner[office]);
    let mut order: Vec<usize> = (0..first.offices.len()).collect();
    order.sort_by(|a, b| net(*b).cmp(&net(*a)).then(more(*b).total_cmp(&more(*a))));
    // Where the dates are even, those who still wait decide; less than one person is no difference.
    let is_worse = |office: &usize| net(*office) > 0 || net(*office) == 0 && more(*office) >= 1.0;
    let is_better = |office: &usize| net(*office) < 0 || net(*office) == 0 && more(*office) <= -1.0;
    let losing: Vec<usize> = order.iter().copied().filter(is_worse).collect();
    let gaining: Vec<usize> = order.iter().rev().copied().filter(is_better).collect();
    let names = [
        ("rule", Value::from(rule(found.rule, say))),
        ("first", rule(first.nation.allotment, say).into()),
    ];
    page.heading(&say.say("nation-head-differ", &names));
    let counts = [
        ("losing", Value::from(losing.len())),
        ("gaining", gaining.len().into()),
        ("alike", (order.len() - losing.len() - gaining.len()).into()),
    ];
    page.note(&say.say("nation-differ", &counts));
    for (key, offices) in [("nation-losing", losing), ("nation-gaining", gaining)] {
        if offices.is_empty() {
            continue;
        }
        let shown = &offices[..offices.len().min(MOST)];
        let of = [
            ("shown", Value::from(shown.len())),
            ("count", offices.len().into()),
        ];
        page.gap();
        page.note(&say.say(key, &of));
        differing(page, first, other, found, shown, say);
    }
}

/// Some offices under both rules.
fn differing(
    page: &mut Page,
    first: &NationProjection,
    other: &NationProjection,
    found: &RuleDifference,
    offices: &[usize],
    say: Phrases,
) {
    let n = first.replications;
    let row = |&office: &usize| {
        let row = &first.nation.table[office];
        let (sooner, later) = (found.sooner[office], found.later[office]);
        let both = [first, other];
        let date = |p: &NationProjection| {
            date_of(p, office, p.offices[office].nearly_all.quantiles.p50, say)
        };
        let waiting = |p: &NationProjection| say.amount(p.offices[office].waiting.quantiles.p50);
        let mut cells = vec![row.code.clone(), row.name.clone(), row.province.clone()];
        cells.push(say.split(&[sooner, n - sooner - later, later], n));
        cells.extend(both.map(date));
        cells.extend(both.map(waiting));
        cells
    };
    let rows: Vec<Vec<String>> = offices.iter().map(row).collect();
    let rules = [first, other].map(|p| p.nation.allotment);
    let by = |key: &str, i: usize| say.say(key, &[("rule", rule(rules[i], say).into())]);
    let heads = [
        say.word("nation-column-code"),
        say.word("nation-column-name"),
        say.word("nation-column-province"),
        say.of_futures("column-sooner-in", n),
        by("nation-column-date-by", 0),
        by("nation-column-date-by", 1),
        by("nation-column-waiting-by", 0),
        by("nation-column-waiting-by", 1),
    ];
    let aligns = [
        Align::Left,
        Align::Left,
        Align::Left,
        Align::Left,
        Align::Right,
        Align::Right,
        Align::Right,
        Align::Right,
    ];
    page.wide_table(&columns(&heads, &aligns), &rows);
}
