//! The assumptions about the days and hours on which the office is open.

use jiff::ToSpan;
use jiff::civil::Date;

use super::list::List;
use crate::office::days::{Closure, ClosureReason, Extent, LetterKnown};
use crate::office::plan::Plan;
use crate::report::phrases::Phrases;
use crate::words::Lang;

pub(super) fn office_days(list: &mut List, plan: &Plan) {
    let say = list.say;
    list.about("opening_hours");
    list.estimate(say.say("assume-hours", &[("hours", week(plan, say).into())]));
    let special: Vec<Closure> = plan
        .days
        .closures(plan.start, plan.horizon)
        .filter(beyond_weekly)
        .collect();
    let dates = |extent: Extent| -> Vec<Date> {
        let of_extent = special.iter().filter(|closure| closure.extent == extent);
        of_extent.map(|closure| closure.date).collect()
    };
    let (whole, half) = (dates(Extent::Whole), dates(Extent::Half));
    if special.is_empty() {
        list.about("holidays");
        let none = say.word("assume-holidays-none");
        match plan.days.has_no_holidays() {
            true => list.estimate(none),
            false => list.given(none),
        }
    }
    if !whole.is_empty() {
        list.about("holidays");
        list.given(say.say(
            "assume-holidays",
            &[("dates", by_year(plan, &whole, say).into())],
        ));
    }
    if !half.is_empty() {
        list.about("holidays");
        list.given(say.say(
            "assume-half-days",
            &[("dates", by_year(plan, &half, say).into())],
        ));
    }
    let extra: Vec<String> = plan
        .days
        .extra_days(plan.start, plan.horizon)
        .map(|(date, hours)| {
            let hours = match hours.is_open() {
                true => hours.to_string(),
                false => say.word("assume-closed"),
            };
            format!("{} {hours}", say.date(date))
        })
        .collect();
    if !extra.is_empty() {
        list.about("opening_hours.extra_days");
        list.estimate(say.say("assume-extra-days", &[("days", say.list(&extra).into())]));
    }
    letters(list, plan);
    let estimated: Vec<String> = plan
        .days
        .estimated(plan.start, plan.horizon)
        .map(|holiday| {
            let name = match say.0 {
                Lang::En => &holiday.english,
                Lang::Id => &holiday.indonesian,
            };
            format!("{} ({name})", say.short_date(holiday.date))
        })
        .collect();
    if !estimated.is_empty() {
        list.estimate(say.say(
            "assume-holidays-estimated",
            &[("names", say.list(&estimated).into())],
        ));
    }
}
/// For which years the governor's letters are known, wholly or in part, and for which the 210-day cycle stands in.
fn letters(list: &mut List, plan: &Plan) {
    let say = list.say;
    let years: Vec<(i16, LetterKnown)> = plan.days.letters(plan.start, plan.horizon).collect();
    let said = |known: LetterKnown, key: &str| {
        let of_kind = years.iter().filter(|(_, found)| *found == known);
        let of_kind: Vec<i16> = of_kind.map(|(year, _)| *year).collect();
        let runs = of_kind.chunk_by(|a, b| a + 1 == *b);
        let runs: Vec<String> = runs
            .map(|run| match run {
                [first, .., last] => format!("{first}–{last}"),
                _ => run[0].to_string(),
            })
            .collect();
        (!runs.is_empty()).then(|| say.say(key, &[("years", say.list(&runs).into())]))
    };
    if let Some(text) = said(LetterKnown::Whole, "assume-letter-whole") {
        list.given(text);
    }
    if let Some(text) = said(LetterKnown::Part, "assume-letter-part") {
        list.estimate(text);
    }
    if let Some(text) = said(LetterKnown::Not, "assume-letter-not") {
        list.estimate(text);
    }
}
/// Dates of one year without it; those of several years year by year, with the year after the last date of each.
fn by_year(plan: &Plan, dates: &[Date], say: Phrases) -> String {
    let days = |dates: &[Date]| {
        dates
            .iter()
            .map(|date| say.day_and_month(*date))
            .collect::<Vec<_>>()
    };
    if plan.start.year() == plan.horizon.year() {
        return say.list(&days(dates));
    }
    let years = dates.chunk_by(|a, b| a.year() == b.year());
    let years: Vec<String> = years
        .map(|year| format!("{} {}", say.list(&days(year)), year[0].year()))
        .collect();
    years.join("; ")
}
/// Whether a day is closed or cut short for a reason other than its day of the week.
fn beyond_weekly(closure: &Closure) -> bool {
    !closure.reasons.contains(&ClosureReason::Weekly)
}
/// The hours of the week, with consecutive days of equal hours together: "Mon 07:30-15:30, …".
fn week(plan: &Plan, say: Phrases) -> String {
    // Any week will do: its dates only say what its days are called.
    let monday = jiff::civil::date(2018, 1, 1);
    let names = monday.series(1.day()).map(|date| {
        let long = say.date(date);
        long.split([',', ' ']).next().unwrap_or_default().to_owned()
    });
    let hours = plan.days.week().iter().map(|hours| match hours.is_open() {
        true => hours.to_string(),
        false => say.word("assume-closed"),
    });
    let days: Vec<(String, String)> = names.zip(hours).collect();
    let runs = days.chunk_by(|a, b| a.1 == b.1);
    let parts: Vec<String> = runs
        .map(|run| match run {
            [(day, hours)] => format!("{day} {hours}"),
            [(first, hours), .., (last, _)] => format!("{first}–{last} {hours}"),
            [] => String::new(),
        })
        .collect();
    parts.join("; ")
}
