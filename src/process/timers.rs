//! The timers of processes, and the changes to them that the calendar has not been told yet.
//!
//! A process nearly always waits for one timer at a time: its own, which is kept with the process. Further ones, such as the
//! deadline of a wait that itself holds, are kept here.

use std::cell::Cell;

use serde::Serialize;

use super::Wake;
use super::roster::{NOBODY, ProcessId};
use crate::engine::{Calendar, EventId, Priority};
use crate::support::slab::{PlaceId, Slab};
use crate::time::Time;

/// The name of a timer, which is never reused: a process and the number of its own timer, or a place among the further timers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub(super) struct TimerId {
    pub place: PlaceId,
    /// Counts the own timers of the process; `FURTHER` for a further timer.
    pub number: u32,
}

/// The number of all further timers.
const FURTHER: u32 = 0;

impl TimerId {
    /// The name of no timer.
    pub const NONE: Self = Self {
        place: NOBODY,
        number: FURTHER,
    };

    /// The process whose own timer this is.
    #[inline]
    pub fn process(self) -> Option<ProcessId> {
        (self.number != FURTHER).then_some(self.place)
    }
}

/// The own timer of a process.
pub(super) struct OwnTimer {
    /// The event of the last one, if it has not fired and was not given up.
    pub event: EventId,
    /// The number of own timers that were scheduled so far.
    pub scheduled: u32,
}

impl Default for OwnTimer {
    fn default() -> Self {
        Self {
            event: EventId::NONE,
            scheduled: 0,
        }
    }
}

impl OwnTimer {
    /// Whether the timer with this number will fire.
    #[inline]
    pub fn is_pending(&self, number: u32) -> bool {
        self.scheduled == number && self.event != EventId::NONE
    }
}

/// The own timer of the running process: a timer that it may set, or has set since it runs.
///
/// It is scheduled when the process waits again, before all further timers that it sets meanwhile. So it must be the first of
/// them: a process that gives up its own timer while it runs sets only further timers until it waits.
pub(super) struct RunningTimer {
    /// The last timer that fired, of any process.
    pub fired: Cell<TimerId>,
    /// The number that it has or will have; `FURTHER` if the process can only set further timers.
    number: Cell<u32>,
    is_set: Cell<bool>,
    at: Cell<Time>,
    priority: Cell<Priority>,
}

impl RunningTimer {
    pub fn new() -> Self {
        Self {
            fired: Cell::new(TimerId::NONE),
            number: Cell::new(FURTHER),
            is_set: Cell::new(false),
            at: Cell::new(Time::ZERO),
            priority: Cell::new(Priority::default()),
        }
    }

    /// A process with this timer starts to run.
    #[inline]
    pub fn begin(&self, timer: &OwnTimer) {
        let next = match timer.event == EventId::NONE {
            true => timer.scheduled.wrapping_add(1),
            false => FURTHER,
        };
        self.number.set(next);
    }

    /// Sets the timer if it can be set. Returns its number, or `None` if it cannot be.
    #[inline]
    pub fn set(&self, at: Time, priority: Priority) -> Option<u32> {
        let number = self.number.get();
        if number == FURTHER || self.is_set.replace(true) {
            return None;
        }
        self.at.set(at);
        self.priority.set(priority);
        Some(number)
    }

    /// Whether the own timer with this number has been set since the process runs.
    #[inline]
    pub fn is_set(&self, number: u32) -> bool {
        self.is_set.get() && self.number.get() == number
    }

    /// The time for which the process has set it since it runs.
    pub fn until(&self) -> Option<Time> {
        self.is_set.get().then_some(self.at.get())
    }

    /// Gives it up.
    pub fn give_up(&self) {
        self.number.set(FURTHER);
        self.is_set.set(false);
    }

    /// The process waits or ends. Returns the number of the timer that it has set, and the change for the calendar.
    #[inline]
    pub fn end(&self) -> Option<(u32, Time, Priority)> {
        let number = self.number.replace(FURTHER);
        (self.is_set.take()).then(|| (number, self.at.get(), self.priority.get()))
    }
}

/// A further timer that has not fired.
enum Timer {
    /// The calendar has not been told yet.
    Asked(ProcessId),
    /// Given up before the calendar was told.
    Dropped,
    Pending(ProcessId, EventId),
}

#[derive(Clone, Copy)]
enum Notice {
    Schedule(Time, Priority, TimerId),
    Cancel(EventId),
}

#[derive(Default)]
pub(super) struct Timers {
    further: Slab<Timer>,
    notices: Vec<Notice>,
}

impl Timers {
    /// Asks to wake a process at `at`, by a further timer.
    pub fn set(&mut self, process: ProcessId, at: Time, priority: Priority) -> TimerId {
        let place = self.further.insert(Timer::Asked(process));
        let timer = TimerId {
            place: self.further.id(place),
            number: FURTHER,
        };
        self.notices.push(Notice::Schedule(at, priority, timer));
        timer
    }

    /// Whether a further timer has fired.
    pub fn has_fired(&self, timer: TimerId) -> bool {
        self.further.get_named(timer.place).is_none()
    }

    /// Gives up a further timer, whether or not it has fired.
    pub fn give_up(&mut self, timer: TimerId) {
        match self.further.named(timer.place) {
            Some(state @ Timer::Asked(_)) => *state = Timer::Dropped,
            Some(Timer::Pending(_, event)) => {
                let event = *event;
                self.further.remove(timer.place.place());
                self.cancel(event);
            }
            Some(Timer::Dropped) | None => {}
        }
    }

    /// Asks to cancel the event of a timer.
    pub fn cancel(&mut self, event: EventId) {
        self.notices.push(Notice::Cancel(event));
    }

    /// Handles the event of a further timer. Returns the process to wake; `None` if the timer was given up after its event was
    /// taken from the calendar, even if another timer has its place by then.
    pub fn fire(&mut self, timer: TimerId) -> Option<ProcessId> {
        match *self.further.named(timer.place)? {
            Timer::Pending(process, _) => {
                self.further.remove(timer.place.place());
                Some(process)
            }
            Timer::Asked(_) | Timer::Dropped => None,
        }
    }

    /// The processes that wait for further timers.
    pub fn waiting(&self) -> impl Iterator<Item = ProcessId> {
        self.further.iter().filter_map(|(_, timer)| match timer {
            Timer::Asked(process) | Timer::Pending(process, _) => Some(*process),
            Timer::Dropped => None,
        })
    }

    /// The time of the first further timer that this process has set since the calendar was last told.
    pub fn asked(&self, process: ProcessId) -> Option<Time> {
        self.notices.iter().find_map(|notice| match notice {
            Notice::Schedule(at, _, timer) => match self.further.get_named(timer.place) {
                Some(Timer::Asked(asker)) if *asker == process => Some(*at),
                _ => None,
            },
            Notice::Cancel(_) => None,
        })
    }

    /// The process that this further timer wakes.
    pub fn whose(&self, timer: TimerId) -> Option<ProcessId> {
        match self.further.get_named(timer.place)? {
            Timer::Asked(process) | Timer::Pending(process, _) => Some(*process),
            Timer::Dropped => None,
        }
    }

    /// Passes all notices to the calendar, in the order of asking.
    #[inline]
    pub fn tell<E: From<Wake>>(&mut self, cal: &mut Calendar<E>) {
        if !self.notices.is_empty() {
            self.tell_all(cal);
        }
    }

    #[inline(never)]
    fn tell_all<E: From<Wake>>(&mut self, cal: &mut Calendar<E>) {
        for notice in &self.notices {
            match *notice {
                Notice::Cancel(event) => {
                    cal.cancel(event);
                }
                Notice::Schedule(at, priority, timer) => {
                    match self.further.get_mut(timer.place.place()) {
                        Some(state @ &mut Timer::Asked(process)) => {
                            let event = cal.schedule_with(at, priority, Wake { timer }.into());
                            *state = Timer::Pending(process, event);
                        }
                        _ => {
                            self.further.remove(timer.place.place());
                        }
                    }
                }
            }
        }
        self.notices.clear();
    }
}
