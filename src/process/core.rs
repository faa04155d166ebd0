//! What all processes of a world share: the clock, who is to run, the timers, and what the calendar has yet to be told.

use std::cell::{Cell, RefCell};
use std::collections::{HashSet, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use super::{Interrupt, Wake};
use crate::engine::{Calendar, EventId, Priority, Waiting};
use crate::time::Time;

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// A place in the list of processes, with a count of those that had it before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ProcessId {
    place: u32,
    generation: u32,
}

/// Who runs when nobody does: no process ever has this place.
const NOBODY: ProcessId = ProcessId {
    place: u32::MAX,
    generation: 0,
};

#[derive(Default)]
struct Entry {
    generation: u32,
    alive: bool,
    /// Already among the ready.
    ready: bool,
    /// To be dropped when it next lets others run.
    stopped: bool,
    /// How many interruptible waits it is in.
    sections: u32,
    /// `None` while it runs.
    task: Option<Task>,
    rare: Option<Box<Rare>>,
}

/// What few processes need, kept apart so that the entries of many lie close together.
#[derive(Default)]
struct Rare {
    interrupt: Option<Interrupt>,
    /// Who waits for its end.
    watchers: Vec<ProcessId>,
    name: Option<String>,
}

impl Entry {
    fn rare(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    /// What the process at this place is called.
    fn name(&self, place: u32) -> String {
        let given = self.rare.as_ref().and_then(|rare| rare.name.clone());
        given.unwrap_or_else(|| format!("process {place}"))
    }
}

#[derive(Default)]
struct Entries {
    list: Vec<Entry>,
    vacant: Vec<u32>,
}

impl Entries {
    fn get(&mut self, id: ProcessId) -> Option<&mut Entry> {
        let entry = self.list.get_mut(id.place as usize)?;
        (entry.alive && entry.generation == id.generation).then_some(entry)
    }
}

/// What processes wait for. It is asked only when no event is pending.
pub(super) trait Awaited {
    /// Who waits, and what for.
    fn waiting(&self) -> Vec<(ProcessId, String)>;
}

/// All that there is to wait for, as far as it still exists.
#[derive(Default)]
struct Register {
    list: Vec<Weak<dyn Awaited>>,
    /// The length at which the dead are swept out next.
    sweep: usize,
}

enum Timer {
    Vacant,
    /// The calendar has not been told yet.
    Asked(ProcessId),
    /// Given up before the calendar was told.
    Dropped,
    Pending(ProcessId, EventId),
    Fired,
}

enum Request {
    Schedule(Time, Priority, u32),
    Cancel(EventId),
}

#[derive(Default)]
struct Timers {
    list: Vec<Timer>,
    vacant: Vec<u32>,
    requests: Vec<Request>,
}

/// The shared state. Each cell is borrowed for a few lines at a time, never while a process runs or is dropped.
pub(super) struct Core {
    now: Cell<Time>,
    current: Cell<ProcessId>,
    stop: Cell<bool>,
    entries: RefCell<Entries>,
    ready: RefCell<VecDeque<ProcessId>>,
    timers: RefCell<Timers>,
    register: RefCell<Register>,
}

impl Core {
    pub fn new() -> Self {
        Self {
            now: Cell::new(Time::ZERO),
            current: Cell::new(NOBODY),
            stop: Cell::new(false),
            entries: RefCell::default(),
            ready: RefCell::default(),
            timers: RefCell::default(),
            register: RefCell::default(),
        }
    }

    #[inline]
    pub fn now(&self) -> Time {
        self.now.get()
    }

    #[inline]
    pub fn set_now(&self, now: Time) {
        self.now.set(now);
    }

    /// The process that runs.
    #[inline]
    pub fn current(&self) -> ProcessId {
        self.current.get()
    }

    pub fn stop(&self) {
        self.stop.set(true);
    }

    /// Remembers something to wait for, for as long as it exists.
    pub fn register<A: Awaited + 'static>(&self, awaited: &Rc<A>) {
        let Register { list, sweep } = &mut *self.register.borrow_mut();
        if list.len() >= *sweep {
            list.retain(|awaited| awaited.strong_count() > 0);
            *sweep = 2 * list.len() + 8;
        }
        let awaited = Rc::downgrade(awaited);
        list.push(awaited);
    }

    /// Who waits for what, in the order of their places; asked when nobody can run.
    pub fn waiting(&self) -> Vec<Waiting> {
        let mut reasons: Vec<(u32, String)> = Vec::new();
        for awaited in &self.register.borrow().list {
            let waiting = awaited.upgrade().map(|awaited| awaited.waiting());
            let waiting = waiting.into_iter().flatten();
            reasons.extend(waiting.map(|(process, what)| (process.place, what)));
        }
        let entries = self.entries.borrow();
        let places = (0..).zip(&entries.list).filter(|(_, entry)| entry.alive);
        for (place, entry) in places.clone() {
            let watchers = entry.rare.iter().flat_map(|rare| &rare.watchers);
            let end =
                |watcher: &ProcessId| (watcher.place, format!("the end of {}", entry.name(place)));
            reasons.extend(watchers.map(end));
        }
        // Whoever is in none of the lists waits all the same, or it would have ended.
        let known: HashSet<u32> = reasons.iter().map(|(place, _)| *place).collect();
        let unknown = places.filter(|(place, _)| !known.contains(place));
        reasons.extend(unknown.map(|(place, _)| (place, "nothing that could wake it".to_owned())));
        reasons.sort_by_key(|(place, _)| *place);
        let name = |place: u32| entries.list[place as usize].name(place);
        reasons
            .into_iter()
            .map(|(place, what)| Waiting::new(name(place), what))
            .collect()
    }

    pub fn rename(&self, id: ProcessId, name: String) {
        if let Some(entry) = self.entries.borrow_mut().get(id) {
            entry.rare().name = Some(name);
        }
    }

    pub fn spawn(&self, task: Task) -> ProcessId {
        let mut entries = self.entries.borrow_mut();
        let place = entries.vacant.pop().unwrap_or_else(|| {
            entries.list.push(Entry::default());
            u32::try_from(entries.list.len() - 1).expect("fewer than 2^32 processes")
        });
        let entry = &mut entries.list[place as usize];
        entry.alive = true;
        entry.ready = true;
        entry.task = Some(task);
        let id = ProcessId {
            place,
            generation: entry.generation,
        };
        self.ready.borrow_mut().push_back(id);
        id
    }

    pub fn is_alive(&self, id: ProcessId) -> bool {
        self.entries.borrow_mut().get(id).is_some()
    }

    pub fn alive(&self) -> usize {
        let entries = self.entries.borrow();
        entries.list.len() - entries.vacant.len()
    }

    /// Lets a process run again, after all that were woken before it.
    #[inline]
    pub fn wake(&self, id: ProcessId) {
        if let Some(entry) = self.entries.borrow_mut().get(id)
            && !entry.ready
        {
            entry.ready = true;
            self.ready.borrow_mut().push_back(id);
        }
    }

    /// Ends a process: at once if it waits, when it next waits if it is the one that runs.
    pub fn end(&self, id: ProcessId) -> bool {
        let task = match self.entries.borrow_mut().get(id) {
            None => return false,
            Some(entry) if entry.stopped => return false,
            Some(entry) => {
                entry.stopped = true;
                entry.task.take()
            }
        };
        if let Some(task) = task {
            drop(task);
            self.bury(id);
        }
        true
    }

    /// Forgets a process whose task is no more, and wakes those who waited for that.
    fn bury(&self, id: ProcessId) {
        let rare = {
            let mut entries = self.entries.borrow_mut();
            let entry = &mut entries.list[id.place as usize];
            let rare = entry.rare.take();
            *entry = Entry {
                generation: entry.generation.wrapping_add(1),
                ..Entry::default()
            };
            entries.vacant.push(id.place);
            rare
        };
        for watcher in rare.map_or_else(Vec::new, |rare| rare.watchers) {
            self.wake(watcher);
        }
    }

    /// Whether the process still lives, and `watcher` will be woken at its end.
    pub fn watch(&self, id: ProcessId, watcher: ProcessId) -> bool {
        let mut entries = self.entries.borrow_mut();
        let entry = entries.get(id);
        entry
            .map(|entry| entry.rare().watchers.push(watcher))
            .is_some()
    }

    pub fn unwatch(&self, id: ProcessId, watcher: ProcessId) {
        if let Some(entry) = self.entries.borrow_mut().get(id) {
            let watchers = &mut entry.rare().watchers;
            if let Some(place) = watchers.iter().position(|w| *w == watcher) {
                watchers.remove(place);
            }
        }
    }

    /// Hands an interrupt to a process; `false` if it is in no interruptible wait or was handed another just now.
    pub fn interrupt(&self, id: ProcessId, interrupt: Interrupt) -> bool {
        match self.entries.borrow_mut().get(id) {
            Some(entry) if entry.sections > 0 => {
                let pending = &mut entry.rare().interrupt;
                if pending.is_some() {
                    return false;
                }
                *pending = Some(interrupt);
            }
            _ => return false,
        }
        self.wake(id);
        true
    }

    pub fn enter_section(&self, id: ProcessId) {
        if let Some(entry) = self.entries.borrow_mut().get(id) {
            entry.sections += 1;
        }
    }

    pub fn leave_section(&self, id: ProcessId) {
        if let Some(entry) = self.entries.borrow_mut().get(id) {
            entry.sections -= 1;
            if entry.sections == 0
                && let Some(rare) = &mut entry.rare
            {
                // Whatever comes next was not interrupted.
                rare.interrupt = None;
            }
        }
    }

    pub fn take_interrupt(&self, id: ProcessId) -> Option<Interrupt> {
        let mut entries = self.entries.borrow_mut();
        entries.get(id)?.rare.as_mut()?.interrupt.take()
    }

    /// Asks to wake the running process at a point in time.
    #[inline]
    pub fn set_timer(&self, at: Time, priority: Priority) -> u32 {
        let timers = &mut *self.timers.borrow_mut();
        let asked = Timer::Asked(self.current());
        let timer = match timers.vacant.pop() {
            Some(timer) => {
                timers.list[timer as usize] = asked;
                timer
            }
            None => {
                timers.list.push(asked);
                u32::try_from(timers.list.len() - 1).expect("fewer than 2^32 timers")
            }
        };
        timers.requests.push(Request::Schedule(at, priority, timer));
        timer
    }

    #[inline]
    pub fn has_fired(&self, timer: u32) -> bool {
        matches!(self.timers.borrow().list[timer as usize], Timer::Fired)
    }

    /// Gives a timer back, fired or not.
    #[inline]
    pub fn drop_timer(&self, timer: u32) {
        let timers = &mut *self.timers.borrow_mut();
        let entry = &mut timers.list[timer as usize];
        match *entry {
            Timer::Asked(_) => {
                *entry = Timer::Dropped;
                return;
            }
            Timer::Pending(_, event) => timers.requests.push(Request::Cancel(event)),
            Timer::Vacant | Timer::Dropped | Timer::Fired => {}
        }
        *entry = Timer::Vacant;
        timers.vacant.push(timer);
    }

    /// The event of a timer has occurred.
    #[inline]
    pub fn fire(&self, timer: u32) {
        let mut timers = self.timers.borrow_mut();
        if let Some(entry) = timers.list.get_mut(timer as usize)
            && let Timer::Pending(process, _) = *entry
        {
            *entry = Timer::Fired;
            drop(timers);
            self.wake(process);
        }
    }

    /// Runs whoever is ready until nobody is, then tells the calendar what they asked for, in the order of asking.
    pub fn settle<E: From<Wake>>(&self, cal: &mut Calendar<E>) {
        let mut context = Context::from_waker(Waker::noop());
        loop {
            // The borrow must end before the process runs.
            let Some(id) = self.ready.borrow_mut().pop_front() else {
                break;
            };
            self.run(id, &mut context);
        }
        self.current.set(NOBODY);
        let timers = &mut *self.timers.borrow_mut();
        for request in timers.requests.drain(..) {
            match request {
                Request::Cancel(event) => {
                    cal.cancel(event);
                }
                Request::Schedule(at, priority, timer) => {
                    let entry = &mut timers.list[timer as usize];
                    if let Timer::Asked(process) = *entry {
                        let event = cal.schedule_with(at, priority, Wake(timer).into());
                        *entry = Timer::Pending(process, event);
                    } else {
                        *entry = Timer::Vacant;
                        timers.vacant.push(timer);
                    }
                }
            }
        }
        if self.stop.take() {
            cal.stop();
        }
    }

    #[inline]
    fn run(&self, id: ProcessId, context: &mut Context<'_>) {
        let task = match self.entries.borrow_mut().get(id) {
            Some(entry) => {
                entry.ready = false;
                entry.task.take()
            }
            None => None,
        };
        let Some(mut task) = task else {
            return;
        };
        self.current.set(id);
        let ended = task.as_mut().poll(context) == Poll::Ready(());
        if !ended {
            let mut entries = self.entries.borrow_mut();
            let entry = &mut entries.list[id.place as usize];
            if !entry.stopped {
                entry.task = Some(task);
                return;
            }
        }
        drop(task);
        self.bury(id);
    }

    /// Drops every process. They hold the core, and the core holds them.
    pub fn clear(&self) {
        for place in 0.. {
            let task = match self.entries.borrow_mut().list.get_mut(place) {
                Some(entry) => entry.task.take(),
                None => break,
            };
            drop(task);
        }
    }
}
