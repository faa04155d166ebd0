//! Adds up delays to find the time from which something is usable.

use jiff::civil::Date;

use super::Day;
use super::plan::{Delay, Delivery};
use super::setup::Setup;
use super::state::at_ministry;
use crate::random::{Stream, Streams};
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

/// The two stages of a lot that comes by way of the ministry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    ToMinistry,
    ToOffice,
}

impl Delivery {
    /// Whether it arrives on its date for certain.
    pub(super) fn is_on_date(&self) -> bool {
        self.at_ministry.is_none() && self.delay.is_none()
    }

    /// The time at which it arrives; one from before the start is on hand when the first day begins. `add` adds the delay of a stage.
    pub(super) fn arrival(
        &self,
        setup: &Setup,
        mut add: impl FnMut(&mut Delayed<'_>, &Delay, Stage),
    ) -> Option<Time> {
        let mut arrival = Delayed::from(setup, self.date);
        let stages = [
            (&self.at_ministry, Stage::ToMinistry),
            (&self.delay, Stage::ToOffice),
        ];
        for (delay, stage) in stages {
            if let Some(delay) = delay {
                add(&mut arrival, delay, stage);
                arrival.at = arrival.morning();
                arrival.working_days = 0.0;
            }
        }
        arrival.at
    }
}

impl Setup {
    /// The day from which lot number `lot` of a nation, counted from 0, is at the ministry; `None`: beyond the horizon.
    pub(crate) fn day_at_ministry(
        &self,
        delivery: &Delivery,
        lot: usize,
        streams: &Streams,
    ) -> Option<Day> {
        let mut stream = at_ministry(streams, lot);
        let there = Delivery {
            delay: None,
            ..delivery.clone()
        };
        let at = there.arrival(self, |delayed, delay, _| delayed.draw(delay, &mut stream))?;
        let day = at.day().max(0) as Day;
        (day <= self.plan().last_day()).then_some(day)
    }

    /// The time at which it arrives from the ministry, if it leaves on a day. The draw is that of a delivery of the plan.
    pub(crate) fn arrival_from_ministry(
        &self,
        delivery: &Delivery,
        lot: usize,
        day: Day,
        streams: &Streams,
    ) -> Option<Time> {
        let plan = self.plan();
        let mut stream = plan.stream(streams, &format!("blanks/delivery {}", lot + 1));
        let leaves = Delivery {
            date: plan.date(day),
            at_ministry: None,
            ..delivery.clone()
        };
        leaves.arrival(self, |delayed, delay, _| delayed.draw(delay, &mut stream))
    }
}
