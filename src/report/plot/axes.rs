//! The axes: the days shown, the closed days, the places of the dates, and round steps for amounts.

use jiff::civil::{Date, Weekday};

use crate::office::days::{ClosureReason, Extent};
use crate::projection::{Projection, Quantiles};

/// Maximum number of dates below the plot.
const MOST_DATES: usize = 9;
/// The months from one date to the next, if they are months; the last is enough for the longest run.
const MONTHS: [i32; 8] = [1, 2, 3, 4, 6, 12, 24, 60];
/// Ten months: a longer axis has years, even if it ends within the year.
const MOST_DAYS_WITHOUT_YEARS: f64 = 304.0;

/// A run of closed days, from the beginning of the first to the end of the last, in days after the start.
pub(super) struct Closed {
    pub from: f64,
    pub to: f64,
    pub holiday: bool,
}

/// The days of the time axis. x counts days from the start; a day ends at one more than its beginning.
pub(super) struct Days {
    pub start: Date,
    /// The right end of the axis.
    pub end: f64,
    pub closed: Vec<Closed>,
    /// The places of the dates.
    pub ticks: Vec<f64>,
}

impl Days {
    /// The days of one projection, until nothing changes any more.
    pub fn of(p: &Projection) -> Self {
        let shown = shown(&[&p.daily.waiting, &p.daily.on_hand]);
        let days = Days::new(p.plan.start, shown.min(p.daily.dates.len()));
        let closed = closed(p, &days.dates());
        Days { closed, ..days }
    }

    /// The days of several projections, from the first start until nobody's waiting changes any more. Closed days are left out,
    /// because they differ.
    pub fn of_all(projections: &[Projection]) -> Self {
        let starts = projections.iter().map(|p| p.plan.start);
        let start = starts.min().unwrap_or_default();
        let end = |p: &Projection| {
            let before = days_between(start, p.plan.start) as usize;
            let safe = p.measures.cleared_on.quantiles.p90;
            let safe = safe.map_or(0, |date| days_between(start, date) as usize + 2);
            let shown = shown(&[&p.daily.waiting]).min(p.daily.dates.len());
            safe.max(before + shown)
        };
        Days::new(start, projections.iter().map(end).max().unwrap_or_default())
    }

    fn new(start: Date, shown: usize) -> Self {
        let mut days = Days {
            start,
            end: shown.max(1) as f64,
            closed: Vec::new(),
            ticks: Vec::new(),
        };
        days.ticks = ticks(&days.dates());
        days
    }

    fn dates(&self) -> Vec<Date> {
        std::iter::successors(Some(self.start), |date| date.tomorrow().ok())
            .take(self.end as usize)
            .collect()
    }

    /// The date of the day that begins at `x`.
    pub fn date(&self, x: f64) -> Date {
        let days = jiff::Span::new().days(x as i64);
        self.start.checked_add(days).unwrap_or(self.start)
    }

    /// Where this date begins.
    pub fn begin(&self, date: Date) -> f64 {
        f64::from(days_between(self.start, date))
    }

    /// Where this date ends.
    pub fn end_of(&self, date: Date) -> f64 {
        self.begin(date) + 1.0
    }

    /// The year, if all days are in one and are so few that their dates need none.
    pub fn one_year(&self) -> Option<i16> {
        let (first, last) = (self.start.year(), self.date(self.end - 1.0).year());
        (first == last && self.end <= MOST_DAYS_WITHOUT_YEARS).then_some(first)
    }

    /// The places where a year begins within the axis.
    pub fn new_years(&self) -> Vec<f64> {
        let last = self.date(self.end - 1.0).year();
        let begins =
            (self.start.year() + 1..=last).map(|year| self.begin(jiff::civil::date(year, 1, 1)));
        begins.collect()
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// The whole closed days among these dates, consecutive ones of a kind together.
fn closed(p: &Projection, dates: &[Date]) -> Vec<Closed> {
    let kind = |date: &Date| {
        let why = p
            .plan
            .days
            .why_closed(*date)
            .filter(|why| why.extent == Extent::Whole)?;
        Some(
            why.reasons
                .iter()
                .any(|reason| *reason != ClosureReason::Weekly),
        )
    };
    let mut closed: Vec<Closed> = Vec::new();
    for (i, date) in dates.iter().enumerate() {
        let (from, to) = (i as f64, i as f64 + 1.0);
        match (kind(date), closed.last_mut()) {
            (Some(holiday), Some(last)) if last.holiday == holiday && last.to == from => {
                last.to = to
            }
            (Some(holiday), _) => closed.push(Closed { from, to, holiday }),
            (None, _) => {}
        }
    }
    closed
}

/// The number of days until none of these values changes any more, plus some room on the right.
fn shown(series: &[&[Quantiles<u32>]]) -> usize {
    let changes = |values: &&[Quantiles<u32>]| {
        values
            .windows(2)
            .rposition(|pair| pair[0] != pair[1])
            .map_or(0, |i| i + 2)
    };
    let last = series.iter().map(changes).fold(7, usize::max);
    last + (last / 8).max(4)
}

/// Mondays, at intervals of whole weeks; if there are too many weeks, the first days of months, at intervals that January is among.
fn ticks(dates: &[Date]) -> Vec<f64> {
    let places = |wanted: &dyn Fn(&Date) -> bool| -> Vec<f64> {
        let here = dates.iter().enumerate().filter(|(_, date)| wanted(date));
        here.map(|(i, _)| i as f64).collect()
    };
    let mondays = places(&|date| date.weekday() == Weekday::Monday);
    if mondays.len() <= 2 * MOST_DATES {
        let step = mondays.len().div_ceil(MOST_DATES).max(1);
        return mondays.into_iter().step_by(step).collect();
    }
    let months = |step: i32| {
        places(&|date| {
            let month = i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
            date.day() == 1 && month % step == 0
        })
    };
    MONTHS
        .into_iter()
        .map(months)
        .find(|ticks| ticks.len() <= MOST_DATES)
        .unwrap_or_default()
}

/// About five round numbers, from 0 up to at most `most`.
pub(super) fn round_steps(most: u32) -> Vec<f64> {
    let rough = f64::from(most.max(5)) / 5.0;
    let mut power = 1.0;
    while power * 10.0 <= rough {
        power *= 10.0;
    }
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough);
    let step = step.unwrap_or(rough);
    (0..=6)
        .map(|i| f64::from(i) * step)
        .take_while(|value| *value <= f64::from(most) * 1.001)
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn steps_are_round() {
        assert_eq!(round_steps(8000), [0.0, 2000.0, 4000.0, 6000.0, 8000.0]);
        assert_eq!(round_steps(1), [0.0, 1.0]);
        assert_eq!(round_steps(0), [0.0]);
    }

    #[test]
    fn dates_are_never_too_many() {
        let first = date(2017, 4, 26);
        for length in [1, 20, 60, 120, 250, 800, 3000, 11_000] {
            let dates: Vec<Date> = first
                .series(jiff::Span::new().days(1))
                .take(length)
                .collect();
            let ticks = ticks(&dates);
            assert!(ticks.len() <= MOST_DATES, "{length} days");
            assert!(length < 20 || ticks.len() >= 3, "{length} days");
        }
    }

    #[test]
    fn months_are_chosen_so_that_years_begin_at_a_date() {
        let days = Days::new(date(2017, 4, 26), 3 * 365);
        let ticks: Vec<Date> = days.ticks.iter().map(|x| days.date(*x)).collect();
        let first: Vec<Date> = ticks.into_iter().take(3).collect();
        assert_eq!(
            first,
            [date(2017, 5, 1), date(2017, 9, 1), date(2018, 1, 1)]
        );
        let new_years: Vec<Date> = days.new_years().iter().map(|x| days.date(*x)).collect();
        assert_eq!(new_years, [2018, 2019, 2020].map(|year| date(year, 1, 1)));
    }

    #[test]
    fn an_axis_within_a_year_and_ten_months_needs_no_years() {
        assert_eq!(Days::new(date(2017, 1, 1), 304).one_year(), Some(2017));
        assert_eq!(Days::new(date(2017, 1, 1), 305).one_year(), None);
        assert_eq!(Days::new(date(2017, 12, 20), 12).one_year(), Some(2017));
        assert_eq!(Days::new(date(2017, 12, 20), 13).one_year(), None);
    }
}
