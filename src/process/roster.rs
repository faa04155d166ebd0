//! The processes that have not ended, who of them is to run, and their timers.

use std::collections::VecDeque;
use std::future::Future;
use std::mem;
use std::pin::Pin;

use super::timers::Timers;
use super::{Interrupt, Wake};
use crate::support::slab::Slab;

pub(super) type Task = Pin<Box<dyn Future<Output = ()>>>;

/// A place in the list of processes, with a count of those that had it before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ProcessId {
    pub place: u32,
    generation: u32,
}

/// Who runs when nobody does: no process ever has this place.
pub(super) const NOBODY: ProcessId = ProcessId {
    place: u32::MAX,
    generation: 0,
};

#[derive(Default)]
pub(super) struct Entry {
    /// Already among the ready.
    ready: bool,
    /// To be dropped when it next lets others run.
    pub stopped: bool,
    /// How many interruptible waits it is in.
    pub sections: u32,
    /// `None` while it runs.
    pub task: Option<Task>,
    pub rare: Option<Box<Rare>>,
}

/// What few processes need, kept apart so that the entries of many lie close together.
#[derive(Default)]
pub(super) struct Rare {
    pub interrupt: Option<Interrupt>,
    /// Who waits for its end.
    pub watchers: Vec<ProcessId>,
    pub name: Option<String>,
}

impl Entry {
    pub fn rare(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    /// What the process at this place is called.
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
    /// The process of this name: not that which has the place of a former one.
    #[inline]
    pub fn named(&mut self, id: ProcessId) -> Option<&mut Entry> {
        self.entries.named(id.place, id.generation)
    }

    /// What the process at this place is called.
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

    /// The event of a timer has occurred: who runs at once, or is ready behind those who were so before the event.
    #[inline]
    pub fn fire(&mut self, wake: Wake) -> Option<ProcessId> {
        let process = self.timers.fire(wake)?;
        if self.ready.is_empty() {
            return Some(process);
        }
        self.wake(process);
        None
    }

    /// Who runs next.
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

    /// Puts the task back that ran, or returns it because the process has ended or was stopped.
    #[inline]
    pub fn put_back(&mut self, id: ProcessId, task: Task, is_pending: bool) -> Option<Task> {
        match self.entries.get_mut(id.place) {
            Some(entry) if is_pending && !entry.stopped => {
                // There is none to drop, which the compiler cannot know.
                mem::forget(entry.task.replace(task));
                None
            }
            _ => Some(task),
        }
    }

    /// Forgets a process whose task is no more, and wakes those who waited for that.
    pub fn bury(&mut self, id: ProcessId) {
        let entry = self.entries.remove(id.place);
        if let Some(rare) = entry.and_then(|entry| entry.rare) {
            for watcher in rare.watchers {
                self.wake(watcher);
            }
        }
    }
}
