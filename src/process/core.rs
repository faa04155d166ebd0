//! What all processes of a world share: the clock, who is to run, the timers, and what the calendar has yet to be told.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{HashSet, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use super::{Interrupt, Wake};
use crate::engine::{Calendar, EventId, Priority, Waiting};
use crate::support::slab::Slab;
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

/// The processes. Whoever holds the handle of a former one must not reach the one that has its place.
type Entries = Slab<Entry>;

/// What processes wait for. It is asked only when no event is pending.
pub(super) trait Awaited {
    /// Who waits, and what for.
    fn waiting(&self) -> Vec<(ProcessId, String)>;

    /// Looks again whether a claim to pre-empt can be met, because somebody can be interrupted from now on.
    fn weigh(&self) {}
}

/// All that there is to wait for, as far as it still exists.
#[derive(Default)]
struct Register {
    list: Vec<Weak<dyn Awaited>>,
    /// The length at which the dead are swept out next.
    sweep: usize,
}

/// A timer. A wake-up that was taken from the calendar and comes after its timer was dropped must not end the wait of whoever has
/// the place by then, so it names the generation.
enum Timer {
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
    list: Slab<Timer>,
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
    /// How many wait with a claim to pre-empt.
    claims: Cell<usize>,
    /// Which process panicked, and when. What the processes share may be half changed then, so nothing goes on.
    poisoned: OnceCell<String>,
    /// The owner drops the processes; whatever they do meanwhile is of no consequence.
    closing: Cell<bool>,
}

/// Poisons the world unless it is defused: a process panicked while it ran or was dropped.
struct Fuse<'a> {
    core: &'a Core,
    process: ProcessId,
}

impl Fuse<'_> {
    #[inline]
    fn defuse(self) {
        std::mem::forget(self);
    }
}

impl Drop for Fuse<'_> {
    #[cold]
    fn drop(&mut self) {
        self.core.poison(self.process);
    }
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
            claims: Cell::new(0),
            poisoned: OnceCell::new(),
            closing: Cell::new(false),
        }
    }

    #[inline]
    fn fuse(&self, process: ProcessId) -> Fuse<'_> {
        Fuse {
            core: self,
            process,
        }
    }

    fn poison(&self, process: ProcessId) {
        self.current.set(NOBODY);
        let entries = self.entries.borrow();
        let entry = entries.get(process.place);
        let name = entry.map_or_else(String::new, |entry| entry.name(process.place));
        // The first one counts.
        let _ = self
            .poisoned
            .set(format!("{name} panicked at {}", self.now()));
    }

    /// Panics if a process panicked before. It does not panic where that would end the program: in what is dropped because of
    /// a panic.
    #[inline]
    pub fn check_sound(&self) {
        if let Some(how) = self.poisoned.get() {
            self.poisoned(how);
        }
    }

    #[cold]
    #[inline(never)]
    fn poisoned(&self, how: &str) {
        assert!(
            self.closing.get() || std::thread::panicking(),
            "at {}: the world of processes is poisoned, because {how}",
            self.now()
        );
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

    /// What the process that runs is called.
    pub fn current_name(&self) -> String {
        let ProcessId { place, .. } = self.current();
        let entries = self.entries.borrow();
        let entry = entries.get(place);
        entry.map_or_else(|| "no process".to_owned(), |entry| entry.name(place))
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
        for (place, entry) in entries.iter() {
            let watchers = entry.rare.iter().flat_map(|rare| &rare.watchers);
            let end =
                |watcher: &ProcessId| (watcher.place, format!("the end of {}", entry.name(place)));
            reasons.extend(watchers.map(end));
        }
        // Whoever is in none of the lists waits all the same, or it would have ended.
        let known: HashSet<u32> = reasons.iter().map(|(place, _)| *place).collect();
        let unknown = (entries.iter()).filter(|(place, _)| !known.contains(place));
        reasons.extend(unknown.map(|(place, _)| (place, "nothing that could wake it".to_owned())));
        reasons.sort_by_key(|(place, _)| *place);
        let named = |(place, what)| Some(Waiting::new(entries.get(place)?.name(place), what));
        reasons.into_iter().filter_map(named).collect()
    }

    pub fn rename(&self, id: ProcessId, name: String) {
        if let Some(entry) = self.entries.borrow_mut().named(id.place, id.generation) {
            entry.rare().name = Some(name);
        }
    }

    pub fn spawn(&self, task: Task) -> ProcessId {
        self.check_sound();
        let mut entries = self.entries.borrow_mut();
        let place = entries.insert(Entry {
            ready: true,
            task: Some(task),
            ..Entry::default()
        });
        let generation = entries.generation(place);
        let id = ProcessId { place, generation };
        self.ready.borrow_mut().push_back(id);
        id
    }

    pub fn is_alive(&self, id: ProcessId) -> bool {
        self.entries
            .borrow_mut()
            .named(id.place, id.generation)
            .is_some()
    }

    pub fn alive(&self) -> usize {
        self.entries.borrow().len()
    }

    /// Lets a process run again, after all that were woken before it.
    #[inline]
    pub fn wake(&self, id: ProcessId) {
        if let Some(entry) = self.entries.borrow_mut().named(id.place, id.generation)
            && !entry.ready
        {
            entry.ready = true;
            self.ready.borrow_mut().push_back(id);
        }
    }

    /// Ends a process: at once if it waits, when it next waits if it is the one that runs.
    pub fn end(&self, id: ProcessId) -> bool {
        self.check_sound();
        let task = match self.entries.borrow_mut().named(id.place, id.generation) {
            None => return false,
            Some(entry) if entry.stopped => return false,
            Some(entry) => {
                entry.stopped = true;
                entry.task.take()
            }
        };
        if let Some(task) = task {
            let fuse = self.fuse(id);
            drop(task);
            fuse.defuse();
            self.bury(id);
        }
        true
    }

    /// Forgets a process whose task is no more, and wakes those who waited for that.
    fn bury(&self, id: ProcessId) {
        let entry = self.entries.borrow_mut().remove(id.place);
        let rare = entry.and_then(|entry| entry.rare);
        for watcher in rare.map_or_else(Vec::new, |rare| rare.watchers) {
            self.wake(watcher);
        }
    }

    /// Whether the process still lives, and `watcher` will be woken at its end.
    pub fn watch(&self, id: ProcessId, watcher: ProcessId) -> bool {
        let mut entries = self.entries.borrow_mut();
        let entry = entries.named(id.place, id.generation);
        entry
            .map(|entry| entry.rare().watchers.push(watcher))
            .is_some()
    }

    pub fn unwatch(&self, id: ProcessId, watcher: ProcessId) {
        if let Some(entry) = self.entries.borrow_mut().named(id.place, id.generation) {
            let watchers = &mut entry.rare().watchers;
            if let Some(place) = watchers.iter().position(|w| *w == watcher) {
                watchers.remove(place);
            }
        }
    }

    /// Hands an interrupt to a process; `false` if it is in no interruptible wait or was handed another just now.
    pub fn interrupt(&self, id: ProcessId, interrupt: Interrupt) -> bool {
        self.check_sound();
        match self.entries.borrow_mut().named(id.place, id.generation) {
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

    /// Tells a process that units of its were taken away.
    pub fn displace(&self, id: ProcessId) {
        if let Some(entry) = self.entries.borrow_mut().named(id.place, id.generation) {
            entry.rare().interrupt = Some(Interrupt::Preempted);
        }
        self.wake(id);
    }

    /// Whether units can be taken from a process: it is in an interruptible wait, and nothing else was sent to it just now.
    pub fn can_be_displaced(&self, id: ProcessId) -> bool {
        let mut entries = self.entries.borrow_mut();
        let entry = entries.named(id.place, id.generation);
        entry.is_some_and(|entry| {
            let sent = entry.rare.as_ref().and_then(|rare| rare.interrupt);
            entry.sections > 0 && !matches!(sent, Some(Interrupt::Sent(_)))
        })
    }

    /// So many more wait with a claim to pre-empt than `before`.
    #[inline]
    pub fn count_claims(&self, before: usize, after: usize) {
        self.claims.set(self.claims.get() + after - before);
    }

    /// A process can be interrupted from now on, so a claim may be met that could not.
    fn weigh(&self) {
        if self.claims.get() == 0 {
            return;
        }
        let all: Vec<_> = {
            let register = self.register.borrow();
            register.list.iter().filter_map(Weak::upgrade).collect()
        };
        for awaited in all {
            awaited.weigh();
        }
    }

    pub fn enter_section(&self, id: ProcessId) {
        if let Some(entry) = self.entries.borrow_mut().named(id.place, id.generation) {
            entry.sections += 1;
        }
        self.weigh();
    }

    pub fn leave_section(&self, id: ProcessId) {
        if let Some(entry) = self.entries.borrow_mut().named(id.place, id.generation) {
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
        let entry = entries.named(id.place, id.generation)?;
        let interrupt = entry.rare.as_mut()?.interrupt.take()?;
        let waits_on = entry.sections > 1;
        drop(entries);
        if waits_on {
            self.weigh();
        }
        Some(interrupt)
    }

    /// Asks to wake the running process at a point in time.
    #[inline]
    pub fn set_timer(&self, at: Time, priority: Priority) -> u32 {
        let timers = &mut *self.timers.borrow_mut();
        let place = timers.list.insert(Timer::Asked(self.current()));
        timers.requests.push(Request::Schedule(at, priority, place));
        place
    }

    #[inline]
    pub fn has_fired(&self, timer: u32) -> bool {
        let timers = self.timers.borrow();
        matches!(timers.list.get(timer), Some(Timer::Fired))
    }

    /// Gives a timer back, fired or not.
    #[inline]
    pub fn drop_timer(&self, timer: u32) {
        let timers = &mut *self.timers.borrow_mut();
        match timers.list.get_mut(timer) {
            Some(state @ Timer::Asked(_)) => {
                *state = Timer::Dropped;
                return;
            }
            Some(Timer::Pending(_, event)) => timers.requests.push(Request::Cancel(*event)),
            Some(Timer::Dropped | Timer::Fired) | None => {}
        }
        timers.list.remove(timer);
    }

    /// The event of a timer has occurred. If that timer was given back after its event was taken from the calendar, nothing
    /// happens.
    #[inline]
    pub fn fire(&self, wake: Wake) {
        let mut timers = self.timers.borrow_mut();
        if let Some(timer) = timers.list.named(wake.timer, wake.generation)
            && let Timer::Pending(process, _) = *timer
        {
            *timer = Timer::Fired;
            drop(timers);
            self.wake(process);
        }
    }

    /// Runs whoever is ready until nobody is, then tells the calendar what they asked for, in the order of asking.
    pub fn settle<E: From<Wake>>(&self, cal: &mut Calendar<E>) {
        self.check_sound();
        let mut context = Context::from_waker(Waker::noop());
        loop {
            // The borrow must end before the process runs.
            let Some(id) = self.ready.borrow_mut().pop_front() else {
                break;
            };
            self.run(id, &mut context);
        }
        self.current.set(NOBODY);
        let Timers { list, requests } = &mut *self.timers.borrow_mut();
        for request in requests.drain(..) {
            match request {
                Request::Cancel(event) => {
                    cal.cancel(event);
                }
                Request::Schedule(at, priority, timer) => {
                    let generation = list.generation(timer);
                    match list.get_mut(timer) {
                        Some(state @ &mut Timer::Asked(process)) => {
                            let wake = Wake { timer, generation };
                            let event = cal.schedule_with(at, priority, wake.into());
                            *state = Timer::Pending(process, event);
                        }
                        _ => {
                            list.remove(timer);
                        }
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
        let task = match self.entries.borrow_mut().named(id.place, id.generation) {
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
        let fuse = self.fuse(id);
        let ended = task.as_mut().poll(context) == Poll::Ready(());
        if !ended {
            let mut entries = self.entries.borrow_mut();
            if let Some(entry) = entries.get_mut(id.place)
                && !entry.stopped
            {
                entry.task = Some(task);
                fuse.defuse();
                return;
            }
        }
        drop(task);
        fuse.defuse();
        self.bury(id);
    }

    /// Drops every process. They hold the core, and the core holds them.
    pub fn clear(&self) {
        self.closing.set(true);
        loop {
            let tasks: Vec<Task> = {
                let mut entries = self.entries.borrow_mut();
                let places: Vec<u32> = entries.iter().map(|(place, _)| place).collect();
                let task = |place| entries.get_mut(place)?.task.take();
                places.into_iter().filter_map(task).collect()
            };
            if tasks.is_empty() {
                break;
            }
            // What is dropped may spawn others.
            drop(tasks);
        }
    }
}
