//! The axes: the days shown, the closed days, the places of the dates, and round steps for amounts.

use jiff::civil::{Date, Weekday};

use crate::office::days::{Extent, Reason};
use crate::projection::{Daily, Projection, Quantiles};

/// Maximum number of dates below the plot.
const MOST_DATES: usize = 9;

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

pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

impl Days {
    pub fn of(p: &Projection) -> Self {
        let shown = shown(&p.daily).min(p.daily.dates.len()).max(1);
        let dates: Vec<Date> =
            std::iter::successors(Some(p.plan.start), |date| date.tomorrow().ok())
                .take(shown)
                .collect();
        let kind = |date: &Date| {
            let why = p
                .plan
                .days
                .why_closed(*date)
                .filter(|why| why.extent == Extent::Whole)?;
            Some(why.reasons.iter().any(|reason| *reason != Reason::Weekly))
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
        Days {
            start: p.plan.start,
            end: shown as f64,
            closed,
            ticks: ticks(&dates),
        }
    }

    /// The date of the day that begins at `x`.
    pub fn date(&self, x: f64) -> Date {
        let days = jiff::Span::new().days(x as i64);
        self.start.checked_add(days).unwrap_or(self.start)
    }

    /// The years shown, such as "2017" or "2017–2018".
    pub fn years(&self) -> String {
        let (first, last) = (self.start.year(), self.date(self.end - 1.0).year());
        if first == last {
            first.to_string()
        } else {
            format!("{first}–{last}")
        }
    }
}

/// The number of days until nothing changes any more, plus some room on the right.
fn shown(daily: &Daily) -> usize {
    let changes = |values: &[Quantiles<u32>]| {
        values
            .windows(2)
            .rposition(|pair| pair[0] != pair[1])
            .map_or(0, |i| i + 2)
    };
    let last = changes(&daily.waiting).max(changes(&daily.on_hand)).max(7);
    last + (last / 8).max(4)
}

/// Mondays, at intervals of whole weeks; the first days of months if there are too many weeks.
fn ticks(dates: &[Date]) -> Vec<f64> {
    let places = |wanted: &dyn Fn(&Date) -> bool| -> Vec<f64> {
        let here = dates.iter().enumerate().filter(|(_, date)| wanted(date));
        here.map(|(i, _)| i as f64).collect()
    };
    let mondays = places(&|date| date.weekday() == Weekday::Monday);
    let months = places(&|date| date.day() == 1);
    let every =
        |places: &[f64], step: usize| places.iter().copied().step_by(step).collect::<Vec<_>>();
    if mondays.len() <= 2 * MOST_DATES {
        return every(&mondays, mondays.len().div_ceil(MOST_DATES).max(1));
    }
    every(&months, months.len().div_ceil(MOST_DATES).max(1))
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
        for length in [1, 20, 60, 120, 250, 800, 3000] {
            let dates: Vec<Date> = first
                .series(jiff::Span::new().days(1))
                .take(length)
                .collect();
            assert!(ticks(&dates).len() <= MOST_DATES, "{length} days");
        }
    }
}
