//! The processes that have not ended, which of them is to run next, and their timers.

use std::collections::VecDeque;
use std::future::Future;
use std::mem;
use std::pin::Pin;

use super::timers::Timers;
use super::{Interrupt, Wake};
use crate::support::slab::Slab;
use crate::time::Time;

pub(super) type Task = Pin<Box<dyn Future<Output = ()>>>;

/// A place in the list of processes, with a count of the processes that had it before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ProcessId {
    pub place: u32,
    generation: u32,
}

/// The running process while none runs: no process ever has this place.
pub(super) const NOBODY: ProcessId = ProcessId {
    place: u32::MAX,
    generation: 0,
};

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
    pub rare: Option<Box<Rare>>,
}

/// What only few processes need, kept apart so that many entries lie close together.
#[derive(Default)]
pub(super) struct Rare {
    pub interrupt: Option<Interrupt>,
    /// The processes that wait for its end, and since when.
    pub watchers: Vec<(ProcessId, Time)>,
    pub name: Option<String>,
}

impl Entry {
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
        self.entries.named(id.place, id.generation)
    }

    /// The name of the process at this place.
    pub fn name(&self, id: ProcessId) -> Option<String> {
        Some(self.entries.get(id.place)?.name(id.place))
    }

    pub fn spawn(&mut self, task: Task) -> ProcessId {
        let place = self.entries.insert(Entry {
            ready: true,
            task: Some(task),
            ..Entry::default()
        });
        let generation = self.entries.generation(place);
        let id = ProcessId { place, generation };
        self.ready.push_back(id);
        id
    }

    /// Lets a process run again, after all that were woken before it.
    #[inline]
    pub fn wake(&mut self, id: ProcessId) {
        if let Some(entry) = self.entries.named(id.place, id.generation)
            && !entry.ready
        {
            entry.ready = true;
            self.ready.push_back(id);
        }
    }

    /// Handles the event of a timer. Returns the process to run at once; if others are ready already, it is queued behind
    /// them instead.
    #[inline]
    pub fn fire(&mut self, wake: Wake) -> Option<ProcessId> {
        let process = self.timers.fire(wake)?;
        if self.ready.is_empty() {
            return Some(process);
        }
        self.wake(process);
        None
    }

    pub fn is_any_ready(&self) -> bool {
        !self.ready.is_empty()
    }

    /// The process to run next.
    #[inline]
    pub fn next(&mut self) -> Option<ProcessId> {
        self.ready.pop_front()
    }

    /// Takes the task of a process, to run it.
    #[inline]
    pub fn take(&mut self, id: ProcessId) -> Option<Task> {
        let entry = self.named(id)?;
        entry.ready = false;
        entry.task.take()
    }

    /// Puts the task back after its run, or returns it if the process has ended or was stopped.
    #[inline]
    pub fn put_back(&mut self, id: ProcessId, task: Task, is_pending: bool) -> Option<Task> {
        match self.entries.get_mut(id.place) {
            Some(entry) if is_pending && !entry.stopped => {
                // The old value is `None`, so there is nothing to drop, but the compiler cannot know that.
                mem::forget(entry.task.replace(task));
                None
            }
            _ => Some(task),
        }
    }

    /// Removes a process whose task is gone, and wakes those that waited for its end.
    pub fn bury(&mut self, id: ProcessId) {
        let entry = self.entries.remove(id.place);
        if let Some(rare) = entry.and_then(|entry| entry.rare) {
            for (watcher, _) in rare.watchers {
                self.wake(watcher);
            }
        }
    }
}
