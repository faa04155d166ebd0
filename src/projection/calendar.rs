//! The working and calendar days of a plan, counted once.

use crate::office::Day;
use crate::office::plan::Plan;

/// Working and calendar days up to each day of a run.
pub(super) struct DayCounts {
    working: Vec<u32>,
    first_open: Day,
    /// The open days, in order.
    open: Vec<Day>,
}

impl DayCounts {
    pub fn of(plan: &Plan) -> Self {
        let is_open = |day: &Day| plan.days.is_open(plan.date(*day));
        let open: Vec<Day> = (0..=plan.last_day()).filter(is_open).collect();
        let working = |day: Day| open.partition_point(|open| *open <= day) as u32;
        Self {
            working: (0..=plan.last_day()).map(working).collect(),
            first_open: plan
                .first_open_day()
                .map_or(0, |date| plan.day_number(date) as Day),
            open,
        }
    }

    /// Like [`Plan::working_days_to`], for a day that may be missing.
    pub fn working(&self, day: Option<Day>) -> Option<u32> {
        day.map(|day| self.working[day as usize])
    }

    /// The open days up to a day, in order.
    pub fn open_to(&self, day: Day) -> &[Day] {
        &self.open[..self.open.partition_point(|open| *open <= day)]
    }

    /// Like [`Plan::calendar_days_to`], for a day that may be missing.
    pub fn calendar(&self, day: Option<Day>) -> Option<u32> {
        day.map(|day| (day + 1).saturating_sub(self.first_open))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::sample::bangli_exact;

    #[test]
    fn they_are_the_days_that_the_plan_counts() {
        let mut plan = bangli_exact();
        plan.start = jiff::civil::date(2017, 4, 29);
        let counts = DayCounts::of(&plan);
        for day in 0..=plan.last_day() {
            assert_eq!(counts.working(Some(day)), Some(plan.working_days_to(day)));
            assert_eq!(counts.calendar(Some(day)), Some(plan.calendar_days_to(day)));
        }
    }
}
