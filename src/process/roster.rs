//! The processes that have not ended, which of them is to run next, and their timers.

use std::collections::VecDeque;
use std::future::Future;
use std::mem;
use std::pin::Pin;

use super::timers::{OwnTimer, RunningTimer, TimerId, Timers};
use super::{Interrupt, Wake};
use crate::engine::{Calendar, EventId};
use crate::support::slab::{PlaceId, Slab};
use crate::time::Time;

pub(super) type Task = Pin<Box<dyn Future<Output = ()>>>;

/// A place in the list of processes, with a count of the processes that had it before.
pub(super) type ProcessId = PlaceId;

/// The running process while none runs: no process ever has this place.
pub(super) const NOBODY: ProcessId = PlaceId::new(u32::MAX, 0);

#[derive(Default)]
pub(super) struct Entry {
    /// Whether it is already in the ready list.
    ready: bool,
    /// To be dropped at its next wait.
    pub stopped: bool,
    /// The number of interruptible waits it is in.
    pub sections: u32,
    /// `None` while it runs.
    pub task: Option<Task>,
    pub timer: OwnTimer,
    pub rare: Option<Box<Rare>>,
}

/// The part of an entry that few processes need. It is kept apart so that entries lie close together.
#[derive(Default)]
pub(super) struct Rare {
    pub interrupt: Option<Interrupt>,
    /// The processes that wait for its end, and since when.
    pub watchers: Vec<(ProcessId, Time)>,
    pub name: Option<String>,
}

impl Entry {
    /// Takes the task of a process that is to run.
    #[inline]
    fn start(&mut self, running: &RunningTimer) -> Option<Task> {
        self.ready = false;
        let task = self.task.take()?;
        running.begin(&self.timer);
        Some(task)
    }

    pub fn is_ready(&self) -> bool {
        self.ready
    }

    pub fn rare(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    /// The name of the process at this place.
    pub fn name(&self, place: u32) -> String {
        let given = self.rare.as_ref().and_then(|rare| rare.name.clone());
        given.unwrap_or_else(|| format!("process {place}"))
    }
}

#[derive(Default)]
pub(super) struct Roster {
    pub entries: Slab<Entry>,
    ready: VecDeque<ProcessId>,
    pub timers: Timers,
}

impl Roster {
    /// The process with this id; not a later one in the same place.
    #[inline]
    pub fn named(&mut self, id: ProcessId) -> Option<&mut Entry> {
        self.entries.named(id)
    }

    /// The name of the process at this place.
    pub fn name(&self, id: ProcessId) -> Option<String> {
        Some(self.entries.get(id.place())?.name(id.place()))
    }

    pub fn spawn(&mut self, task: Task) -> ProcessId {
        let place = self.entries.insert(Entry {
            ready: true,
            task: Some(task),
            ..Entry::default()
        });
        let id = self.entries.id(place);
        self.ready.push_back(id);
        id
    }

    /// Lets a process run again, after all that were woken before it.
    #[inline]
    pub fn wake(&mut self, id: ProcessId) {
        if let Some(entry) = self.entries.named(id)
            && !entry.ready
        {
            entry.ready = true;
            self.ready.push_back(id);
        }
    }

    /// Whether a timer has fired, if the running process has not set it since it runs.
    pub fn has_fired(&self, timer: TimerId) -> bool {
        match timer.process() {
            None => self.timers.has_fired(timer),
            Some(_) => self.whose(timer).is_none(),
        }
    }

    /// Gives up a timer, whether or not it has fired.
    pub fn give_up_timer(&mut self, timer: TimerId) {
        let Some(process) = timer.process() else {
            return self.timers.give_up(timer);
        };
        if let Some(entry) = self.entries.named(process)
            && entry.timer.is_pending(timer.number)
        {
            let event = mem::replace(&mut entry.timer.event, EventId::NONE);
            self.timers.cancel(event);
        }
    }

    /// Handles the event of a timer. Returns the process to run at once, with its task; if others are ready already, it is
    /// queued behind them instead.
    #[inline]
    pub fn fire(&mut self, timer: TimerId, running: &RunningTimer) -> Option<(ProcessId, Task)> {
        let Some(process) = timer.process() else {
            let process = self.timers.fire(timer)?;
            running.fired.set(timer);
            self.wake(process);
            return None;
        };
        let entry = self.entries.named(process)?;
        if !entry.timer.is_pending(timer.number) {
            return None;
        }
        entry.timer.event = EventId::NONE;
        running.fired.set(timer);
        if self.ready.is_empty() {
            return Some((process, entry.start(running)?));
        }
        self.wake(process);
        None
    }

    pub fn is_any_ready(&self) -> bool {
        !self.ready.is_empty()
    }

    /// The process that this timer wakes.
    pub fn whose(&self, timer: TimerId) -> Option<ProcessId> {
        match timer.process() {
            None => self.timers.whose(timer),
            Some(process) => {
                let entry = self.entries.get_named(process)?;
                entry.timer.is_pending(timer.number).then_some(process)
            }
        }
    }

    /// The places of the processes that wait for a time.
    pub fn waiting_for_time(&self) -> impl Iterator<Item = u32> {
        let own = (self.entries.iter())
            .filter(|(_, entry)| entry.timer.event != EventId::NONE)
            .map(|(place, _)| place);
        own.chain(self.timers.waiting().map(PlaceId::place))
    }

    /// The process to run next, with its task.
    #[inline]
    pub fn next(&mut self, running: &RunningTimer) -> Option<(ProcessId, Task)> {
        loop {
            let process = self.ready.pop_front()?;
            let entry = self.entries.named(process);
            if let Some(task) = entry.and_then(|entry| entry.start(running)) {
                return Some((process, task));
            }
        }
    }

    /// Puts the task back after its run, and schedules the timer that the process has set; or returns the task if the process
    /// has ended or was stopped.
    #[inline]
    pub fn put_back<E: From<Wake>>(
        &mut self,
        id: ProcessId,
        task: Task,
        running: &RunningTimer,
        cal: &mut Calendar<E>,
    ) -> Option<Task> {
        match self.entries.get_mut(id.place()) {
            Some(entry) if !entry.stopped => {
                // The old value is `None`, so there is nothing to drop, but the compiler cannot know that.
                mem::forget(entry.task.replace(task));
                if let Some((number, at, priority)) = running.end() {
                    let timer = TimerId { place: id, number };
                    let event = cal.schedule_with(at, priority, Wake { timer }.into());
                    entry.timer = OwnTimer {
                        scheduled: number,
                        event,
                    };
                }
                self.timers.tell(cal);
                None
            }
            _ => Some(task),
        }
    }

    /// Removes a process whose task is gone, and wakes the processes that waited for its end.
    pub fn bury(&mut self, id: ProcessId) {
        let entry = self.entries.remove(id.place());
        if let Some(rare) = entry.and_then(|entry| entry.rare) {
            for (watcher, _) in rare.watchers {
                self.wake(watcher);
            }
        }
    }
}
