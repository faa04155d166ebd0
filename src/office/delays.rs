//! Adds up delays to find the time from which something is usable.

use jiff::civil::Date;

use super::plan::Delay;
use super::setup::Setup;
use crate::random::Stream;
use crate::time::{Span, Time};

/// A time that delays push back. Consecutive delays in working days add up, fractions included. Working days count from the morning
/// after the time they start from, or from that time if it is a morning.
pub(super) struct Delayed<'a> {
    setup: &'a Setup,
    /// `None`: beyond the horizon.
    at: Option<Time>,
    working_days: f64,
}

impl<'a> Delayed<'a> {
    /// Starts at the morning of a date.
    pub fn from(setup: &'a Setup, date: Date) -> Self {
        Self {
            setup,
            at: Some(setup.at((date, 0))),
            working_days: 0.0,
        }
    }

    /// Adds a delay drawn from a stream.
    pub fn draw(&mut self, delay: &Delay, stream: &mut Stream) {
        match delay {
            Delay::Calendar(time) => self.calendar(time.draw(stream)),
            Delay::WorkingDays(days) => self.working_days += days.draw(stream),
        }
    }

    /// Adds the shortest length that a delay can have.
    pub fn shortest(&mut self, delay: &Delay) {
        match delay {
            Delay::Calendar(time) => self.calendar(time.min()),
            Delay::WorkingDays(days) => self.working_days += days.min(),
        }
    }

    /// The midnight that begins the day of this time: what is done on a day is usable from its opening. Fractions of a working day
    /// are dropped. `None` if the horizon comes first.
    pub fn morning(&mut self) -> Option<Time> {
        let pending = self.working_days;
        let at = self
            .at
            .and_then(|at| self.after_working_days(at, pending))?;
        Some(Time::midnight(at.day()))
    }

    fn calendar(&mut self, time: Span) {
        let pending = std::mem::take(&mut self.working_days);
        let start = self.at.and_then(|at| self.after_working_days(at, pending));
        self.at = start.map(|start| start.saturating_add(time));
    }

    fn after_working_days(&self, at: Time, working_days: f64) -> Option<Time> {
        let whole = working_days.min(f64::from(u32::MAX)) as usize;
        if whole == 0 {
            return Some(at);
        }
        let plan = self.setup.plan();
        let first = at.day() + i64::from(at.time_of_day() > Span::ZERO);
        if first > i64::from(plan.last_day()) {
            return None;
        }
        let date = plan
            .days
            .open_days(plan.date(first), plan.horizon)
            .nth(whole)?
            .0;
        Some(self.setup.at((date, 0)))
    }
}
