//! Days and dates, whose quantiles may lie beyond the horizon.

use jiff::civil::Date;

use crate::projection::{Days, Projection, ServedOn, Share};
use crate::report::page::{Align, Page, columns};
use crate::report::phrases::{NOTHING, Phrases};
use crate::report::text::places::table;
use crate::report::text::supply;

/// A queue of this many times the one at the start is told.
const LONGER: f64 = 1.05;
/// The names of P10, P50 and P90.
pub(in crate::report) const QUANTILES: [&str; 3] = ["row-p10", "row-p50", "row-p90"];

/// Working days, calendar days and the date, one row per quantile; then when most are served.
pub(super) fn days(page: &mut Page, p: &Projection, say: Phrases) {
    page.heading(&say.word("head-days"));
    let row = |key: &str, working: Option<u32>, calendar: Option<u32>, date: Option<Date>| {
        let number = |n: Option<u32>| n.map_or(NOTHING.into(), |n| say.number(n));
        vec![
            say.word(key),
            number(working),
            number(calendar),
            say.date_or_late(date, p.plan.horizon),
        ]
    };
    let found = &p.measures;
    let (working, calendar) = (&found.working_days, &found.calendar_days);
    let mut rows = means(working, calendar, say);
    let (working_at, calendar_at) = (working.quantiles.each(), calendar.quantiles.each());
    let date_at = found.cleared_on.quantiles.each();
    let at = |i: usize| row(QUANTILES[i], working_at[i], calendar_at[i], date_at[i]);
    rows.extend((0..QUANTILES.len()).map(at));
    let columns = [
        ("", Align::Left),
        (&say.word("measure-working_days"), Align::Right),
        (&say.word("measure-calendar_days"), Align::Right),
        (&say.word("measure-cleared_on"), Align::Left),
    ];
    page.table(&columns, &rows);
    if working.censored > 0 {
        let of = [
            ("count", working.censored.into()),
            ("replications", p.replications.into()),
        ];
        page.note(&say.say("note-censored", &of));
    }
    page.note(&say.say("note-days", &[("start", say.date(p.plan.start).into())]));
    milestones(page, p, say);
}

/// When shares of those who wait at the start are served.
fn milestones(page: &mut Page, p: &Projection, say: Phrases) {
    page.heading(&say.word("head-milestones"));
    let late =
        |date: Option<Date>| date.map_or_else(|| say.word("cell-late"), |date| say.date(date));
    let row = |served: &ServedOn| {
        let [p10, p50, p90] = served.dates.quantiles.each().map(late);
        vec![say.percent(served.share), p10, p50, p90]
    };
    let rows: Vec<Vec<String>> = p.served_on.iter().map(row).collect();
    let columns = [
        ("column-share-served", Align::Right),
        (QUANTILES[0], Align::Left),
        (QUANTILES[1], Align::Left),
        (QUANTILES[2], Align::Left),
    ];
    table(page, &columns, &rows, say);
    let dates = p
        .served_on
        .iter()
        .flat_map(|served| served.dates.quantiles.each());
    if dates.into_iter().any(|date| date.is_none()) {
        note_late(page, p, say);
    }
}

/// What "later" in a table means.
pub(super) fn note_late(page: &mut Page, p: &Projection, say: Phrases) {
    let horizon = say.short_date(p.plan.horizon);
    page.note(&say.say("note-late", &[("horizon", horizon.into())]));
}

/// The rows of the means; none if a censored replication leaves no honest mean.
fn means(working: &Days, calendar: &Days, say: Phrases) -> Vec<Vec<String>> {
    let (Some(w), Some(c)) = (&working.mean, &calendar.mean) else {
        return Vec::new();
    };
    let ([w, w_interval], [c, c_interval]) = (say.mean(w), say.mean(c));
    vec![
        vec![say.word("row-mean"), w, c, String::new()],
        vec![
            say.word("row-interval"),
            w_interval,
            c_interval,
            String::new(),
        ],
    ]
}

/// When nobody waits for the first time, and when the blanks are used up.
pub(super) fn more_dates(page: &mut Page, p: &Projection, say: Phrases) {
    page.heading(&say.word("head-more-dates"));
    let (queue, blanks) = (&p.measures.queue_empty_on, &p.measures.blanks_out_on);
    let ribbons = p.plan.ribbons.as_ref().map(|_| &p.measures.ribbons_out_on);
    // Blanks and ribbons that never run out are not "after the horizon": a run may end earlier, with everybody served.
    let blank =
        |date: Option<Date>| date.map_or_else(|| say.word("not-within"), |date| say.date(date));
    let (queue_at, blanks_at) = (queue.quantiles.each(), blanks.quantiles.each());
    let late = |date| say.date_or_late(date, p.plan.horizon);
    // What is not there at the start cannot be used up.
    let none = supply::none_at_start(&p.plan);
    let at = |i: usize| {
        let mut row = vec![
            say.word(match QUANTILES[i] {
                // Of blanks that run out, the early date is the safe one.
                "row-p90" => "row-p90-plain",
                other => other,
            }),
            late(queue_at[i]),
            if none {
                NOTHING.into()
            } else {
                blank(blanks_at[i])
            },
        ];
        row.extend(ribbons.map(|dates| blank(dates.quantiles.each()[i])));
        row
    };
    let mut rows: Vec<Vec<String>> = (0..QUANTILES.len()).map(at).collect();
    let happens = |row: &str, cell: &dyn Fn(&Share) -> String| {
        let of_blanks = match none {
            true => NOTHING.into(),
            false => cell(&blanks.share),
        };
        let mut cells = vec![say.word(row), cell(&queue.share), of_blanks];
        cells.extend(ribbons.map(|dates| cell(&dates.share)));
        cells
    };
    rows.push(happens("row-happens", &|share| {
        say.percent_cell(share.fraction)
    }));
    rows.push(happens("row-share-interval", &|share| {
        say.percent_range(share.interval)
    }));
    let heads = ["queue_empty_on", "blanks_out_on", "ribbons_out_on"];
    let heads = heads.map(|measure| say.word(&format!("measure-{measure}")));
    let columns = ["", &*heads[0], &*heads[1], &*heads[2]].map(|head| (head, Align::Left));
    page.table(&columns[..rows[0].len()], &rows);
    longest_queue(page, p, say);
}

/// When most wait, if that is later than the start.
fn longest_queue(page: &mut Page, p: &Projection, say: Phrases) {
    let longest = p.longest_queue.waiting;
    if f64::from(longest.p50) > f64::from(p.backlog.p50.max(1)) * LONGER {
        let of = [
            ("residents", say.number(longest.p50).into()),
            ("date", say.date(p.longest_queue.date).into()),
        ];
        page.note(&say.say("note-longest-queue", &of));
    }
}

/// How many are served by each month end, each requested date and the horizon, and in how many futures all are.
pub(super) fn chances(page: &mut Page, p: &Projection, say: Phrases) {
    page.heading(&say.word("head-by"));
    let row = |(date, share): (Date, &Share)| {
        let served = p.served_by.iter().find(|by| by.date == date);
        let [median, spread] = match served {
            Some(by) => [say.amount(by.served.quantiles.p50), say.spread(&by.served)],
            None => [NOTHING.into(), NOTHING.into()],
        };
        let name = match date == p.plan.horizon {
            true => say.say("the-horizon", &[("date", say.date(date).into())]),
            false => say.date(date),
        };
        let futures = say.futures_cell(say.count(share, p.replications), p.replications);
        vec![
            name,
            median,
            spread,
            futures,
            say.percent_range(share.interval),
        ]
    };
    let before = p.cleared.by.iter().filter(|row| row.date < p.plan.horizon);
    // Once everybody is served in every future, later dates say nothing more.
    let first = before.clone().position(|by| by.share.fraction == 1.0);
    let before = before.take(first.map_or(usize::MAX, |i| i + 1));
    let before = before.map(|by| (by.date, &by.share));
    let all = before.chain([(p.plan.horizon, &p.cleared.share)]);
    let rows: Vec<Vec<String>> = all.map(row).collect();
    let heads = [
        say.word("column-by"),
        say.word("column-served-by"),
        say.word("column-p10-p90"),
        say.of_futures("column-chance", p.replications),
        say.word("column-share-interval"),
    ];
    let aligns = [
        Align::Left,
        Align::Right,
        Align::Right,
        Align::Left,
        Align::Right,
    ];
    page.table(&columns(&heads, &aligns), &rows);
    page.note(&say.word("note-by"));
}
