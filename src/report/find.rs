//! How far a value may go for a goal to be reached, as text, JSON and CSV.

use serde::Serialize;

use super::cells::{Cell, Dialect, Table};
use super::json::{self, Head};
use super::page::{Align, Page};
use super::phrases::Phrases;
use crate::office::plan::Plan;
use crate::projection::{Goal, Interval, Search, Tried, Wanted};
use crate::scenario::Between;
use crate::words::Lang;

/// The most values that the table shows; of more, those around the answer.
const MOST_ROWS: usize = 60;

/// What was sought: the value of a key among others, in a scenario.
#[derive(Clone, Copy, Debug)]
pub struct Sought<'a> {
    /// The scenario, with whatever value.
    pub plan: &'a Plan,
    /// The key.
    pub key: &'a str,
    /// Its values, in the order of the plans of the search.
    pub values: &'a Between,
}

impl Sought<'_> {
    fn value(&self, tried: &Tried) -> String {
        self.values.get(tried.at)
    }

    /// A value as people write it.
    fn said(&self, at: usize, say: Phrases) -> String {
        say.written(&self.values.get(at))
    }

    /// Whether the goal is about people of whom there are none: who waits at the start.
    fn is_of_nobody(&self, goal: &Goal) -> bool {
        let of_them = matches!(goal.wanted, Wanted::Cleared | Wanted::Served(_));
        of_them && self.plan.backlog.total == 0 && self.key != "backlog.total"
    }
}

/// The answer as a page of plain text.
#[must_use]
pub fn text(search: &Search, sought: Sought<'_>, lang: Lang) -> String {
    let (s, say) = (search, Phrases(lang));
    let mut page = Page::default();
    let ends = [0, s.plans.saturating_sub(1)].map(|at| sought.said(at, say));
    let key = say.key(sought.key, sought.plan);
    page.paragraph(&say.say(
        "title-find",
        &[
            ("name", say.title(sought.plan).into()),
            ("key", key.into()),
            ("from", (&ends[0]).into()),
            ("to", (&ends[1]).into()),
            ("tried", s.tried.len().into()),
            ("plans", s.plans.into()),
            ("replications", s.replications.into()),
        ],
    ));
    if !s.complete {
        page.paragraph(&say.say("find-stopped", &[("to", (&ends[1]).into())]));
    }
    page.gap();
    if sought.is_of_nobody(&s.goal) {
        page.paragraph(&say.word("find-nobody"));
    } else {
        answer(&mut page, s, sought, &ends, say);
        range(&mut page, s, sought, say);
    }
    let may_be_another = s.best().is_some_and(|best| best.at + 1 < s.plans);
    match (s.monotone, s.is_exhaustive()) {
        (false, true) => page.paragraph(&say.word("find-uneven-all")),
        (false, false) => page.paragraph(&say.word("find-uneven-some")),
        (true, false) if may_be_another => page.paragraph(&say.word("find-left-out")),
        (true, _) => {}
    }
    tried(&mut page, s, sought, say);
    page.gap();
    page.paragraph(&say.say(
        "repeat",
        &[
            ("seed", s.seed.to_string().into()),
            ("replications", s.replications.into()),
            ("version", env!("CARGO_PKG_VERSION").into()),
        ],
    ));
    page.finish()
}

/// One sentence with the value and what it gives, and one with what the next would give.
fn answer(page: &mut Page, s: &Search, sought: Sought<'_>, ends: &[String; 2], say: Phrases) {
    let futures = |tried: &Tried| shares(s, tried, say);
    let wanted = say.percent(s.goal.probability);
    let Some(best) = s.best() else {
        let Some(nearest) = s.nearest() else { return };
        let of = [
            ("from", (&ends[0]).into()),
            ("to", (&ends[1]).into()),
            ("goal", goal(&s.goal, say).into()),
            ("wanted", wanted.into()),
            ("value", sought.said(nearest.at, say).into()),
            ("futures", futures(nearest).into()),
        ];
        let happens = nearest.share.fraction > 0.0;
        page.paragraph(&say.say(
            match (happens, s.is_exhaustive()) {
                (true, true) => "find-none",
                (false, true) => "find-never",
                (true, false) => "find-none-tried",
                (false, false) => "find-never-tried",
            },
            &of,
        ));
        if !s.is_exhaustive() {
            let of = [("tried", s.tried.len().into())];
            page.paragraph(&say.say("find-untried", &of));
        } else if happens {
            same(page, s, sought, say);
        }
        return;
    };
    let which = match (sought.values.is_of_dates(), sought.values.falls()) {
        (true, false) => "find-latest",
        (true, true) => "find-earliest",
        (false, false) => "find-greatest",
        (false, true) => "find-smallest",
    };
    let Interval { low, high } = best.share.interval;
    page.paragraph(&say.say(
        "find-found",
        &[
            ("which", say.word(which).into()),
            ("goal", goal(&s.goal, say).into()),
            ("wanted", wanted.into()),
            ("value", sought.said(best.at, say).into()),
            ("futures", futures(best).into()),
            ("low", say.percent_cell(low).into()),
            ("high", say.percent_cell(high).into()),
        ],
    ));
    match s.beyond() {
        Some(next) => page.paragraph(&say.say(
            "find-beyond",
            &[
                ("value", sought.said(next.at, say).into()),
                ("futures", futures(next).into()),
            ],
        )),
        None if best.at + 1 == s.plans => {
            page.paragraph(&say.word("find-to-the-end"));
            if s.nearest().is_some_and(|nearest| nearest.at > 0) {
                same(page, s, sought, say);
            }
        }
        None => {}
    }
}

/// In how many futures a value reaches the goal.
fn shares(s: &Search, tried: &Tried, say: Phrases) -> String {
    let n = s.replications;
    match fifty_mislead(s, tried, say) {
        true => say.say(
            "futures-counted",
            &[("count", tried.reached.into()), ("n", n.into())],
        ),
        false => say.futures(tried.reached, n),
    }
}

/// The same for a cell of the table.
fn shares_cell(s: &Search, tried: &Tried, say: Phrases) -> String {
    let n = s.replications;
    match fifty_mislead(s, tried, say) {
        true => say.say(
            "cell-futures-counted",
            &[("count", tried.reached.into()), ("n", n.into())],
        ),
        false => say.futures_cell(tried.reached, n),
    }
}

/// Whether fifty futures would show the goal as reached where it is not, or the other way round, or the value found as no better than
/// the next.
fn fifty_mislead(s: &Search, tried: &Tried, say: Phrases) -> bool {
    let n = s.replications;
    let shown = (tried.share.fraction * 50.0).round_ties_even() as u32;
    let said = |tried: &Tried| say.futures(tried.reached, n);
    let pair = s.best().zip(s.beyond());
    let alike = pair.filter(|(best, beyond)| said(best) == said(beyond));
    s.goal.is_met(shown, 50) != s.goal.is_met(tried.reached, n)
        || alike.is_some_and(|(best, beyond)| [best.at, beyond.at].contains(&tried.at))
}

/// From where on more of the value changes nothing.
fn same(page: &mut Page, s: &Search, sought: Sought<'_>, say: Phrases) {
    let Some(nearest) = s.nearest() else { return };
    let run = s.tried.iter().skip_while(|tried| tried.at < nearest.at);
    let run = run.take_while(|tried| tried.reached == nearest.reached);
    let Some(last) = run.last().filter(|last| last.at > nearest.at) else {
        return;
    };
    let of = [
        ("from", sought.said(nearest.at, say).into()),
        ("to", sought.said(last.at, say).into()),
        ("share", say.percent(nearest.share.fraction).into()),
    ];
    // What came before was worse, and nothing after it is better.
    let helps_no_more = nearest.at > 0 && last.at + 1 == s.plans;
    page.paragraph(&say.say(
        match (
            helps_no_more,
            sought.values.is_of_dates(),
            sought.values.falls(),
        ) {
            (false, ..) => "find-same",
            (true, false, false) => "find-same-more",
            (true, false, true) => "find-same-less",
            (true, true, false) => "find-same-later",
            (true, true, true) => "find-same-earlier",
        },
        &of,
    ));
}

/// Between which values the answer may lie, as far as the replications tell: after the last value that surely reaches the goal, up to
/// the first that surely does not.
fn range(page: &mut Page, s: &Search, sought: Sought<'_>, say: Phrases) {
    let Some((first, last)) = s.may_be() else {
        return;
    };
    let mut of = [first, last].map(|at| sought.said(at, say));
    if sought.values.falls() {
        of.reverse();
    }
    let of = [("from", (&of[0]).into()), ("to", (&of[1]).into())];
    page.paragraph(&say.say("find-range", &of));
}

fn goal(goal: &Goal, say: Phrases) -> String {
    let date = ("date", say.date(goal.by).into());
    match goal.wanted {
        Wanted::Cleared => say.say("goal-cleared", &[date]),
        Wanted::Served(percent) => {
            let share = say.percent(f64::from(percent) / 100.0);
            say.say("goal-served", &[("share", share.into()), date])
        }
        Wanted::NoStandstill => say.say("goal-no-standstill", &[date]),
    }
}

/// The values tried, one row each.
fn tried(page: &mut Page, s: &Search, sought: Sought<'_>, say: Phrases) {
    page.heading(&say.word("head-find"));
    let middle = s.found.unwrap_or(0);
    let last = (middle + MOST_ROWS / 2).max(MOST_ROWS).min(s.tried.len());
    let first = last.saturating_sub(MOST_ROWS);
    let row = |(i, tried): (usize, &Tried)| {
        let mark = if s.found == Some(first + i) { "*" } else { "" };
        vec![
            mark.to_owned(),
            sought.said(tried.at, say),
            shares_cell(s, tried, say),
            say.percent_range(tried.share.interval),
        ]
    };
    let rows: Vec<Vec<String>> = s.tried[first..last].iter().enumerate().map(row).collect();
    let key = say.key(sought.key, sought.plan);
    let reached = say.of_futures("column-reached", s.replications);
    let heads = [reached, say.word("row-interval")];
    page.table(
        &[
            ("", Align::Left),
            (&key, Align::Left),
            (&heads[0], Align::Left),
            (&heads[1], Align::Right),
        ],
        &rows,
    );
    if rows.len() < s.tried.len() {
        let of = [("count", rows.len().into())];
        page.note(&match s.found {
            Some(_) => say.say("note-find-rows", &of),
            None => say.say("note-find-first-rows", &of),
        });
    }
}

/// A share of replications, as JSON.
#[derive(Serialize)]
struct Probability {
    value: f64,
    interval: Interval,
}

impl Probability {
    fn of(tried: &Tried) -> Self {
        Probability {
            value: tried.share.fraction,
            interval: tried.share.interval,
        }
    }
}

/// The answer as JSON, indented, with a line feed at the end. The keys are always in the same order.
#[must_use]
pub fn json(search: &Search, sought: Sought<'_>) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        #[serde(flatten)]
        head: Head,
        scenario: &'a str,
        key: &'a str,
        from: serde_json::Value,
        to: serde_json::Value,
        goal: Told,
        seed: u64,
        replications: u32,
        requested: u32,
        value: Option<serde_json::Value>,
        probability: Option<Probability>,
        tried: Vec<One>,
        values: usize,
        monotone: bool,
        complete: bool,
    }
    #[derive(Serialize)]
    struct Told {
        wanted: &'static str,
        share: Option<f64>,
        date: jiff::civil::Date,
        probability: f64,
    }
    #[derive(Serialize)]
    struct One {
        value: serde_json::Value,
        probability: Probability,
    }
    let (s, value) = (search, |tried: &Tried| json::value(&sought.value(tried)));
    let (wanted, share) = match s.goal.wanted {
        Wanted::Cleared => ("cleared", None),
        Wanted::Served(percent) => ("served", Some(f64::from(percent) / 100.0)),
        Wanted::NoStandstill => ("no_standstill", None),
    };
    json::pretty(&Document {
        head: Head::new(),
        scenario: &sought.plan.name,
        key: sought.key,
        from: json::value(&sought.values.get(0)),
        to: json::value(&sought.values.get(s.plans - 1)),
        goal: Told {
            wanted,
            share,
            date: s.goal.by,
            probability: s.goal.probability,
        },
        seed: s.seed,
        replications: s.replications,
        requested: s.requested,
        value: s.best().map(value),
        probability: s.best().map(Probability::of),
        tried: (s.tried.iter())
            .map(|tried| One {
                value: value(tried),
                probability: Probability::of(tried),
            })
            .collect(),
        values: s.plans,
        monotone: s.monotone,
        complete: s.complete,
    })
}

/// The values tried as CSV: a row of column names, then one row each.
#[must_use]
pub fn csv(search: &Search, sought: Sought<'_>, dialect: Dialect) -> String {
    let head = [
        "key",
        "value",
        "reaches",
        "found",
        "probability",
        "interval_low",
        "interval_high",
    ];
    let row = |(i, tried): (usize, &Tried)| {
        let Interval { low, high } = tried.share.interval;
        let reaches = search.goal.is_met(tried.reached, search.replications);
        vec![
            Cell::from(sought.key),
            Cell::of_value(&sought.value(tried)),
            reaches.into(),
            (search.found == Some(i)).into(),
            tried.share.fraction.into(),
            low.into(),
            high.into(),
        ]
    };
    let mut table = Table::new(head);
    table.rows.extend(search.tried.iter().enumerate().map(row));
    table.csv(dialect)
}
