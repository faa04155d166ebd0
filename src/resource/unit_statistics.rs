//! What is recorded about each unit of a pool.

use serde::{Deserialize, Serialize};

use super::watch::Watch;
use crate::time::{Span, Time};

/// The largest number of units in a [`Pool`](super::Pool).
pub(super) const MOST_UNITS: usize = 1_000_000;

/// How much each unit of a [`Pool`](super::Pool) works.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UnitStatistics {
    units: Vec<UnitTimes>,
}

/// The times of one unit up to its last change, and its state since then.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct UnitTimes {
    since: Time,
    on_duty: Span,
    worked: Span,
    overtime: Span,
    is_on_duty: bool,
    works: bool,
}

impl UnitTimes {
    /// Makes the times of a unit that is on duty and idle from `now` on.
    fn new(now: Time) -> Self {
        Self {
            since: now,
            on_duty: Span::ZERO,
            worked: Span::ZERO,
            overtime: Span::ZERO,
            is_on_duty: true,
            works: false,
        }
    }

    fn until(mut self, now: Time) -> Self {
        let passed = now - self.since;
        match (self.is_on_duty, self.works) {
            (true, works) => {
                self.on_duty += passed;
                self.worked += passed * i64::from(works);
            }
            (false, true) => self.overtime += passed,
            (false, false) => {}
        }
        self.since = now;
        self
    }
}

impl UnitStatistics {
    /// Makes the statistics of `units` units, idle and on duty since [`Time::ZERO`]. A unit added later counts from then on.
    ///
    /// # Panics
    ///
    /// If `units` exceeds [`Pool::MOST_UNITS`](super::Pool::MOST_UNITS).
    #[must_use]
    pub fn new(units: usize) -> Self {
        assert!(
            units <= MOST_UNITS,
            "statistics of {units} units are too many, {MOST_UNITS} are the most of a pool"
        );
        Self {
            units: vec![UnitTimes::new(Time::ZERO); units],
        }
    }

    /// The share of its time on duty in which this unit worked until `now`, from 0 to 1; `None` if it was never on duty or
    /// does not exist.
    #[must_use]
    pub fn utilisation(&self, now: Time, unit: usize) -> Option<f64> {
        let times = self.units.get(unit)?.until(now);
        (times.on_duty > Span::ZERO).then(|| times.worked / times.on_duty)
    }

    /// How long this unit worked while it was off duty, until `now`; `None` if there is no such unit.
    #[must_use]
    pub fn overtime(&self, now: Time, unit: usize) -> Option<Span> {
        Some(self.units.get(unit)?.until(now).overtime)
    }

    fn change(&mut self, now: Time, unit: usize, change: impl FnOnce(&mut UnitTimes)) {
        while self.units.len() <= unit {
            self.units.push(UnitTimes::new(now));
        }
        let mut times = self.units[unit].until(now);
        change(&mut times);
        self.units[unit] = times;
    }
}

impl Watch for UnitStatistics {
    fn unit(&mut self, now: Time, unit: usize, busy: bool) {
        self.change(now, unit, |times| times.works = busy);
    }

    fn unit_duty(&mut self, now: Time, unit: usize, on_duty: bool) {
        self.change(now, unit, |times| times.is_on_duty = on_duty);
    }

    fn reset(&mut self, now: Time) {
        for unit in &mut self.units {
            *unit = UnitTimes {
                is_on_duty: unit.is_on_duty,
                works: unit.works,
                ..UnitTimes::new(now)
            };
        }
    }
}
