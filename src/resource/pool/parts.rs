//! The parts of a pool: units, requests for them, services, and the number of working units.

use serde::{Deserialize, Serialize};

use super::kinds::OnPreempt;
use super::stops::Stop;
use crate::resource::waiting_line::Waiter;
use crate::resource::watch::Watch;
use crate::time::{Span, Time};

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct UnitState {
    /// The slot of the service that holds it.
    pub slot: Option<u32>,
    pub stops: Vec<Stop>,
}

/// How many units work, and how many are off duty.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Load {
    /// Units held by services that are not suspended.
    pub busy: usize,
    pub off_duty: usize,
    /// Busy units that are off duty.
    pub overtime: usize,
}

/// A request for units.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Asker<T> {
    pub units: usize,
    pub work: Option<Work>,
    /// How often it was displaced.
    pub returns: u32,
    /// What happens to those whose units it may take.
    pub claim: Option<OnPreempt>,
    pub item: T,
}

/// Work of a known length.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Work {
    pub total: Span,
    pub remaining: Span,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Service<T> {
    pub stretch: u64,
    pub waiter: Waiter<Asker<T>>,
    pub units: Vec<usize>,
    /// Since when the remaining work has been running; `None` while it is suspended.
    pub running: Option<Time>,
    /// Its units are set aside, but it has not started.
    pub is_promised: bool,
    /// Nobody may take its units.
    pub is_shielded: bool,
}

impl<T> Service<T> {
    /// What will be left of the work at `now`.
    pub fn work_left(&self, now: Time) -> Option<Work> {
        let done = self.running.map_or(Span::ZERO, |since| now - since);
        self.waiter.item.work.map(|work| Work {
            remaining: work.remaining - done,
            ..work
        })
    }

    /// Suspends the work and keeps what is left of it. Returns whether it was running.
    pub fn pause(&mut self, now: Time) -> bool {
        self.waiter.item.work = self.work_left(now);
        self.running.take().is_some()
    }

    /// Whether its work is complete at `now`: the event of its end is still to come at this instant.
    pub fn is_complete(&self, now: Time) -> bool {
        let left = self.work_left(now);
        self.running.is_some() && left.is_some_and(|work| work.remaining == Span::ZERO)
    }
}

impl<T> Asker<T> {
    pub fn new(units: usize, claim: Option<OnPreempt>, item: T) -> Self {
        Self {
            units,
            work: None,
            returns: 0,
            claim,
            item,
        }
    }
}

impl Load {
    /// Records that these units start or stop working.
    #[inline(always)]
    pub fn change<W: Watch>(
        &mut self,
        watch: &mut W,
        all: &[UnitState],
        units: &[usize],
        now: Time,
        work: bool,
    ) {
        self.busy = match work {
            true => self.busy + units.len(),
            false => self.busy - units.len(),
        };
        watch.busy(now, self.busy);
        for unit in units {
            watch.unit(now, *unit, work);
        }
        if self.off_duty > 0 {
            let off_duty = units.iter().filter(|unit| all[**unit].is_off_duty());
            self.overtime = match work {
                true => self.overtime + off_duty.count(),
                false => self.overtime - off_duty.count(),
            };
            watch.overtime(now, self.overtime);
        }
    }
}

impl UnitState {
    pub fn is_off_duty(&self) -> bool {
        self.stops.iter().any(|stop| stop.cause.is_off_duty())
    }
}

/// When work of this length ends if it runs from `now` on.
pub(super) fn end_of_work(name: &str, now: Time, span: Span) -> Time {
    match now.checked_add(span) {
        Some(end) => end,
        None => panic!(
            "at {now}: {name} cannot work for {span}, which is beyond the end of time at {}",
            Time::MAX
        ),
    }
}
