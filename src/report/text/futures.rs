//! Fifty futures as dots over the calendar.

use jiff::civil::Date;

use crate::office::days::{Closure, ClosureReason};
use crate::projection::Projection;
use crate::report::page::{Align, Page};
use crate::report::phrases::Phrases;

/// Beyond this many weeks the dots are shown by month.
const MOST_WEEKS: usize = 20;

/// One row per week, or per month, from the first to the last of the futures: its dots, and the days on which the office is closed. The
/// futures in which somebody still waits at the horizon have a row of their own.
pub(super) fn futures(page: &mut Page, p: &Projection, say: Phrases) {
    let served: Vec<Date> = p.futures.iter().flatten().copied().collect();
    let (Some(first), Some(last)) = (served.first(), served.last()) else {
        return;
    };
    page.heading(&say.word("head-futures"));
    let weeks: Vec<(Date, Date)> = bins(*first, *last, week).take(MOST_WEEKS + 1).collect();
    let by_week = weeks.len() <= MOST_WEEKS;
    let bins = match by_week {
        true => weeks,
        false => bins(*first, *last, month).collect(),
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (from, to) in bins {
        let dots = served.iter().filter(|date| (from..=to).contains(*date));
        rows.push(vec![
            match by_week {
                true => format!("{} – {}", say.day_and_month(from), say.short_date(to)),
                false => say.month(from),
            },
            "●".repeat(dots.count()),
            closed(p, from, to, say),
        ]);
    }
    let late = p.futures.len() - served.len();
    if late > 0 {
        let horizon = say.short_date(p.plan.horizon);
        rows.push(vec![
            say.say("futures-late", &[("horizon", horizon.into())]),
            "●".repeat(late),
            String::new(),
        ]);
    }
    let period = match by_week {
        true => "column-week",
        false => "column-month",
    };
    let mut heads = vec![say.word(period), say.word("column-futures")];
    // A column without a word would take the room of the dots.
    match rows.iter().all(|row| row[2].is_empty()) {
        true => rows.iter_mut().for_each(|row| row.truncate(2)),
        false => heads.push(say.word("column-closed")),
    }
    let heads = heads.iter().map(|head| (head.as_str(), Align::Left));
    let columns: Vec<(&str, Align)> = heads.collect();
    page.table(&columns, &rows);
    page.note(&say.word("note-futures"));
}

/// The weeks or months that hold the days from `first` to `last`, each with its first and last day.
fn bins(
    first: Date,
    last: Date,
    bin: fn(Date) -> (Date, Date),
) -> impl Iterator<Item = (Date, Date)> {
    let next = move |(_, to): &(Date, Date)| Some(bin(to.tomorrow().ok()?));
    std::iter::successors(Some(bin(first)), next).take_while(move |(from, _)| *from <= last)
}

fn week(day: Date) -> (Date, Date) {
    let from = day.saturating_sub(jiff::Span::new().days(day.weekday().to_monday_zero_offset()));
    (from, from.saturating_add(jiff::Span::new().days(6)))
}

fn month(day: Date) -> (Date, Date) {
    (day.first_of_month(), day.last_of_month())
}

/// The days on which the office is closed or short, other than by the week.
fn closed(p: &Projection, from: Date, to: Date, say: Phrases) -> String {
    let (from, to) = (from.max(p.plan.start), to.min(p.plan.horizon));
    let weekly = |closure: &Closure| matches!(closure.reasons[..], [ClosureReason::Weekly]);
    let days = p
        .plan
        .days
        .closures(from, to)
        .filter(|closure| !weekly(closure));
    let weekday = |closure: &Closure| !closure.reasons.contains(&ClosureReason::Weekly);
    let days: Vec<String> = days
        .filter(weekday)
        .map(|closure| say.day_and_month(closure.date))
        .collect();
    match days.is_empty() {
        true => String::new(),
        false => days.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weeks_run_from_monday_to_sunday_and_months_from_first_to_last() {
        let weeks: Vec<_> = bins(date(2017, 6, 28), date(2017, 7, 10), week).collect();
        let from = [date(2017, 6, 26), date(2017, 7, 3), date(2017, 7, 10)];
        assert_eq!(weeks.iter().map(|week| week.0).collect::<Vec<_>>(), from);
        assert_eq!(weeks[2].1, date(2017, 7, 16));
        let months: Vec<_> = bins(date(2017, 12, 31), date(2018, 1, 1), month).collect();
        let both = [
            (date(2017, 12, 1), date(2017, 12, 31)),
            (date(2018, 1, 1), date(2018, 1, 31)),
        ];
        assert_eq!(months, both);
    }
}
