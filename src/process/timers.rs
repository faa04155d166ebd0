//! The timers of processes, and the changes to them that the calendar has not been told yet.

use super::Wake;
use super::roster::ProcessId;
use crate::engine::{Calendar, EventId, Priority};
use crate::support::slab::Slab;
use crate::time::Time;

/// The name of a timer. Once a timer has fired, another may use its place, so the name includes a generation.
#[derive(Clone, Copy)]
pub(super) struct TimerId {
    place: u32,
    generation: u32,
}

/// A timer that has not fired.
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
    list: Slab<Timer>,
    notices: Vec<Notice>,
}

impl Timers {
    /// Asks to wake a process at `at`.
    #[inline]
    pub fn set(&mut self, process: ProcessId, at: Time, priority: Priority) -> TimerId {
        let place = self.list.insert(Timer::Asked(process));
        let generation = self.list.generation(place);
        let timer = TimerId { place, generation };
        self.notices.push(Notice::Schedule(at, priority, timer));
        timer
    }

    #[inline]
    pub fn has_fired(&self, timer: TimerId) -> bool {
        self.list.get_named(timer.place, timer.generation).is_none()
    }

    /// Gives up a timer, whether or not it has fired.
    #[inline(never)]
    pub fn give_up(&mut self, timer: TimerId) {
        match self.list.named(timer.place, timer.generation) {
            Some(state @ Timer::Asked(_)) => *state = Timer::Dropped,
            Some(Timer::Pending(_, event)) => {
                self.notices.push(Notice::Cancel(*event));
                self.list.remove(timer.place);
            }
            Some(Timer::Dropped) | None => {}
        }
    }

    /// Handles the event of a timer. Returns the process to wake; `None` if the timer was given up after its event was taken
    /// from the calendar, even if another timer has its place by then.
    #[inline]
    pub fn fire(&mut self, wake: Wake) -> Option<ProcessId> {
        match *self.list.named(wake.timer, wake.generation)? {
            Timer::Pending(process, _) => {
                self.list.remove(wake.timer);
                Some(process)
            }
            Timer::Asked(_) | Timer::Dropped => None,
        }
    }

    /// The processes that wait for a time.
    pub fn waiting(&self) -> impl Iterator<Item = ProcessId> {
        self.list.iter().filter_map(|(_, timer)| match timer {
            Timer::Asked(process) | Timer::Pending(process, _) => Some(*process),
            Timer::Dropped => None,
        })
    }

    /// Until when the process holds, by what it has asked for since the calendar was last told.
    pub fn asked(&self, process: ProcessId) -> Option<Time> {
        self.notices.iter().find_map(|notice| match notice {
            Notice::Schedule(at, _, TimerId { place, .. }) => match self.list.get(*place) {
                Some(Timer::Asked(asker)) if *asker == process => Some(*at),
                _ => None,
            },
            Notice::Cancel(_) => None,
        })
    }

    /// The process that this wake-up is for.
    pub fn whose(&self, wake: &Wake) -> Option<ProcessId> {
        match self.list.get_named(wake.timer, wake.generation)? {
            Timer::Asked(process) | Timer::Pending(process, _) => Some(*process),
            Timer::Dropped => None,
        }
    }

    /// Passes all notices to the calendar, in the order of asking.
    #[inline]
    pub fn tell<E: From<Wake>>(&mut self, cal: &mut Calendar<E>) {
        for request in &self.notices {
            match *request {
                Notice::Cancel(event) => {
                    cal.cancel(event);
                }
                Notice::Schedule(at, priority, TimerId { place, generation }) => {
                    match self.list.get_mut(place) {
                        Some(state @ &mut Timer::Asked(process)) => {
                            let wake = Wake {
                                timer: place,
                                generation,
                            };
                            let event = cal.schedule_with(at, priority, wake.into());
                            *state = Timer::Pending(process, event);
                        }
                        _ => {
                            self.list.remove(place);
                        }
                    }
                }
            }
        }
        self.notices.clear();
    }
}
