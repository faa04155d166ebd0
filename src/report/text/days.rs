//! Days and dates, with the quantiles that a horizon may hide.

use jiff::civil::Date;

use crate::projection::{Dates, Days, Projection};
use crate::report::page::{Align, Page};
use crate::report::phrases::{NOTHING, Phrases};

/// Working days, calendar days and the date, one row a quantile; then the other two dates.
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
    let (working, calendar, date) = (&p.working_days, &p.calendar_days, &p.cleared_on);
    let mut rows = means(working, calendar, say);
    rows.push(row("row-p10", working.p10, calendar.p10, date.p10));
    rows.push(row("row-p50", working.p50, calendar.p50, date.p50));
    rows.push(row("row-p90", working.p90, calendar.p90, date.p90));
    let columns = [
        ("", Align::Left),
        (&say.word("column-working-days"), Align::Right),
        (&say.word("column-calendar-days"), Align::Right),
        (&say.word("column-cleared"), Align::Left),
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
    more_dates(page, p, say);
}

/// The rows of the means; none when a censored replication leaves no honest mean.
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

fn more_dates(page: &mut Page, p: &Projection, say: Phrases) {
    page.heading(&say.word("head-more-dates"));
    let (queue, blanks) = (&p.queue_empty_on, &p.blanks_out_on);
    // Blanks that never run out are not "after the horizon": a run may end before it, with everybody served.
    let blank =
        |date: Option<Date>| date.map_or_else(|| say.word("not-within"), |date| say.date(date));
    let row = |key: &str, of: fn(&Dates) -> Option<Date>| {
        vec![
            say.word(key),
            say.date_or_late(of(queue), p.plan.horizon),
            blank(of(blanks)),
        ]
    };
    let rows = [
        row("row-p10", |dates| dates.p10),
        row("row-p50", |dates| dates.p50),
        row("row-p90", |dates| dates.p90),
        vec![
            say.word("row-happens"),
            say.percent_cell(queue.fraction),
            say.percent_cell(blanks.fraction),
        ],
    ];
    let columns = [
        ("", Align::Left),
        (&say.word("column-queue"), Align::Left),
        (&say.word("column-blanks"), Align::Left),
    ];
    page.table(&columns, &rows);
}

/// P(cleared by a date) for each date asked for, and for the horizon.
pub(super) fn chances(page: &mut Page, p: &Projection, say: Phrases) {
    page.heading(&say.word("head-by"));
    let row = |date: String, fraction: f64, interval: (f64, f64)| {
        vec![
            date,
            say.percent_cell(fraction),
            say.percent_range(interval),
        ]
    };
    let before = p.cleared.by.iter().filter(|row| row.date < p.plan.horizon);
    let mut rows: Vec<Vec<String>> = before
        .map(|by| row(say.date(by.date), by.fraction, by.interval))
        .collect();
    let horizon = say.say("the-horizon", &[("date", say.date(p.plan.horizon).into())]);
    rows.push(row(horizon, p.cleared.fraction, p.cleared.interval));
    let heads = ["column-by", "column-chance", "row-interval"].map(|key| say.word(key));
    let columns = [
        (&*heads[0], Align::Left),
        (&heads[1], Align::Right),
        (&heads[2], Align::Right),
    ];
    page.table(&columns, &rows);
}
