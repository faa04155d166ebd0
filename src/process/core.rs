//! What all processes of a world share: the clock, the processes, what they wait for, and whether one panicked.

use std::any::Any;
use std::cell::{Cell, OnceCell, RefCell, RefMut};
use std::rc::{Rc, Weak};
use std::task::{Context, Waker};

use super::deadlocks::Line;
use super::draws::Draws;
use super::roster::{NOBODY, ProcessId, Roster, Task};
use super::telling::{Awaits, Tracer};
use super::timers::{RunningTimer, TimerId};
use super::unawaited::Declining;
use super::until::Lookers;
use super::{Interrupt, Wake};
use crate::engine::{Calendar, Priority};
use crate::time::{Span, Time};

/// Something that processes wait for. Queried only when no event is pending, or when claims to pre-empt are tried again.
pub(super) trait Awaited {
    /// The waiting processes, with the reason and the start of each wait.
    fn waiting(&self) -> Vec<Awaits>;

    /// Restarts its statistics.
    fn reset_statistics(&self);

    /// Calls `look` with its name and its watch, if it has what a report shows.
    fn show(&self, _look: &mut dyn FnMut(&str, &dyn Any)) {}

    /// Its line, if it lends units that come back.
    fn line(&self) -> Option<Line> {
        None
    }

    /// Tries the claims to pre-empt again, because a process has become interruptible.
    fn weigh(&self) {}

    /// The process that stands first in the line, if it waits for several resources at once.
    fn first_of_several(&self) -> Option<ProcessId> {
        None
    }
}

/// Everything that processes can wait for and that still exists.
#[derive(Default)]
struct Register {
    list: Vec<Weak<dyn Awaited>>,
    /// The length at which dropped entries are removed next.
    sweep: usize,
}

/// Begins something anew at the end of the warm-up.
pub(super) type Restart = Box<dyn Fn(Time)>;

/// The shared state. Each cell is borrowed for a few lines at a time, never while a process runs or is dropped.
pub(super) struct Core {
    now: Cell<Time>,
    current: Cell<ProcessId>,
    /// The process that is being stopped from outside.
    stopping: Cell<ProcessId>,
    stop: Cell<bool>,
    pub(super) roster: RefCell<Roster>,
    pub(super) running_timer: RunningTimer,
    register: RefCell<Register>,
    /// The number of waiting requests with a claim to pre-empt.
    claims: Cell<usize>,
    /// Which process panicked, and when. Shared state may be half changed then, so nothing may run on.
    poisoned: OnceCell<String>,
    pub(super) lookers: Lookers,
    /// Whether there is a tracer.
    pub(super) traced: Cell<bool>,
    pub(super) tracer: RefCell<Option<Tracer>>,
    /// Whether resources record the holders of their units.
    pub(super) notes_holders: Cell<bool>,
    /// The owner is dropping the processes; what they do meanwhile has no effect.
    closing: Cell<bool>,
    draws: Draws,
    /// Whether the statistics of resources keep every wait and how long the queue had each length.
    pub(super) keeps_waits: Cell<bool>,
    /// The steps in which they keep the queue length over time.
    pub(super) queue_step: Cell<Option<Span>>,
    /// The functions that restart statistics which the model records itself.
    pub(super) restarts: RefCell<Vec<Restart>>,
}

/// Poisons the world unless it is defused: then a process has panicked while it ran or was dropped.
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
    pub fn new(draws: Draws) -> Self {
        Self {
            now: Cell::new(Time::ZERO),
            current: Cell::new(NOBODY),
            stopping: Cell::new(NOBODY),
            stop: Cell::new(false),
            roster: RefCell::default(),
            running_timer: RunningTimer::new(),
            register: RefCell::default(),
            claims: Cell::new(0),
            poisoned: OnceCell::new(),
            lookers: Lookers::default(),
            traced: Cell::new(false),
            tracer: RefCell::new(None),
            notes_holders: Cell::new(false),
            closing: Cell::new(false),
            draws,
            keeps_waits: Cell::new(false),
            queue_step: Cell::new(None),
            restarts: RefCell::default(),
        }
    }

    pub fn draws(&self) -> &Draws {
        &self.draws
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
        let name = self.name(process);
        // Keeps the first panic only.
        let _ = self
            .poisoned
            .set(format!("{name} panicked at {}", self.now()));
    }

    /// Panics if a process panicked before, except where a panic would abort the program: in destructors that run because of
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

    /// The running process.
    #[inline]
    pub fn current(&self) -> ProcessId {
        self.current.get()
    }

    /// The process whose variables are used now: the running one, or the one that it stops.
    pub fn in_hand(&self) -> ProcessId {
        match self.stopping.get() {
            NOBODY => self.current(),
            stopping => stopping,
        }
    }

    /// Whether this process runs now, and is not being dropped with the world.
    #[cfg(debug_assertions)]
    pub fn is_running(&self, id: ProcessId) -> bool {
        id != NOBODY && self.current() == id && !self.closing.get()
    }

    /// The name of the running process.
    pub fn current_name(&self) -> String {
        let name = self.roster.borrow().name(self.current());
        name.unwrap_or_else(|| "no process".to_owned())
    }

    pub fn stop(&self) {
        self.stop.set(true);
    }

    /// Registers something to wait for, for as long as it exists.
    pub fn register<A: Awaited + 'static>(&self, awaited: &Rc<A>) {
        let Register { list, sweep } = &mut *self.register.borrow_mut();
        if list.len() >= *sweep {
            list.retain(|awaited| awaited.strong_count() > 0);
            *sweep = 2 * list.len() + 8;
        }
        let awaited = Rc::downgrade(awaited);
        list.push(awaited);
    }

    /// Calls `use_it` with everything that processes can wait for.
    pub fn each_awaited(&self, mut use_it: impl FnMut(&dyn Awaited)) {
        for awaited in self.all_awaited() {
            use_it(&*awaited);
        }
    }

    /// Everything that processes can wait for, in the order in which it was made.
    pub fn all_awaited(&self) -> Vec<Rc<dyn Awaited>> {
        let register = self.register.borrow();
        register.list.iter().filter_map(Weak::upgrade).collect()
    }

    pub fn name(&self, id: ProcessId) -> String {
        self.roster.borrow().name(id).unwrap_or_default()
    }

    pub fn rename(&self, id: ProcessId, name: String) {
        if let Some(entry) = self.roster.borrow_mut().named(id) {
            entry.rare().name = Some(name);
        }
    }

    pub fn spawn(&self, task: Task) -> ProcessId {
        self.check_sound();
        self.roster.borrow_mut().spawn(task)
    }

    pub fn is_alive(&self, id: ProcessId) -> bool {
        self.roster.borrow_mut().named(id).is_some()
    }

    pub fn alive(&self) -> usize {
        self.roster.borrow().entries.len()
    }

    /// Lets a process run again, after all that were woken before it.
    #[inline]
    pub fn wake(&self, id: ProcessId) {
        self.roster.borrow_mut().wake(id);
    }

    /// Ends a process: at once if it waits, at its next wait if it is the running one. Returns `false` if it has ended
    /// already.
    pub fn end(&self, id: ProcessId) -> bool {
        self.check_sound();
        let task = match self.roster.borrow_mut().named(id) {
            None => return false,
            Some(entry) if entry.stopped => return false,
            Some(entry) => {
                entry.stopped = true;
                entry.task.take()
            }
        };
        if let Some(task) = task {
            let fuse = self.fuse(id);
            let outer = self.stopping.replace(id);
            drop(task);
            self.stopping.set(outer);
            fuse.defuse();
            if self.traced.get() {
                self.trace(id, "is stopped");
            }
            self.roster.borrow_mut().bury(id);
        }
        true
    }

    /// Wakes `watcher` at the end of the process. Returns `false` if it has ended already.
    pub fn watch(&self, id: ProcessId, watcher: ProcessId) -> bool {
        let mut roster = self.roster.borrow_mut();
        let entry = roster.named(id);
        entry
            .map(|entry| entry.rare().watchers.push((watcher, self.now())))
            .is_some()
    }

    pub fn unwatch(&self, id: ProcessId, watcher: ProcessId) {
        if let Some(entry) = self.roster.borrow_mut().named(id) {
            let watchers = &mut entry.rare().watchers;
            if let Some(place) = watchers.iter().position(|(w, _)| *w == watcher) {
                watchers.remove(place);
            }
        }
    }

    /// Sends an interrupt to a process. Returns `false` if it is in no interruptible wait, or another interrupt is pending.
    pub fn interrupt(&self, id: ProcessId, interrupt: Interrupt) -> bool {
        self.check_sound();
        match self.roster.borrow_mut().named(id) {
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

    /// Tells a process that its units were taken away.
    pub fn displace(&self, id: ProcessId) {
        if let Some(entry) = self.roster.borrow_mut().named(id) {
            // A reason is never replaced: see `can_be_displaced`.
            entry.rare().interrupt = Some(Interrupt::Preempted);
        }
        self.wake(id);
    }

    /// Whether units can be taken from a process: it is in an interruptible wait, and no other interrupt is pending.
    pub fn can_be_displaced(&self, id: ProcessId) -> bool {
        let mut roster = self.roster.borrow_mut();
        let entry = roster.named(id);
        entry.is_some_and(|entry| {
            let sent = entry.rare.as_ref().map(|rare| &rare.interrupt);
            entry.sections > 0 && !matches!(sent, Some(Some(Interrupt::Sent(_))))
        })
    }

    /// Corrects the number of claims after one pool changed its own from `before` to `after`.
    #[inline]
    pub fn count_claims(&self, before: usize, after: usize) {
        self.claims.set(self.claims.get() + after - before);
    }

    /// Tries the claims again: a process has become interruptible.
    fn weigh(&self) {
        if self.claims.get() == 0 {
            return;
        }
        self.each_awaited(|awaited| awaited.weigh());
    }

    pub fn enter_section(&self, id: ProcessId) {
        if let Some(entry) = self.roster.borrow_mut().named(id) {
            entry.sections += 1;
        }
        self.weigh();
    }

    pub fn leave_section(&self, id: ProcessId) {
        let mut roster = self.roster.borrow_mut();
        let Some(entry) = roster.named(id) else {
            return;
        };
        entry.sections -= 1;
        if entry.sections == 0
            && let Some(rare) = &mut entry.rare
        {
            // The next wait has not been interrupted. The destructor of a reason may use the world.
            let unseen = rare.interrupt.take();
            drop(roster);
            drop(unseen);
        }
    }

    pub fn take_interrupt(&self, id: ProcessId) -> Option<Interrupt> {
        let mut roster = self.roster.borrow_mut();
        let entry = roster.named(id)?;
        let interrupt = entry.rare.as_mut()?.interrupt.take()?;
        let waits_on = entry.sections > 1;
        drop(roster);
        if waits_on {
            self.weigh();
        }
        Some(interrupt)
    }

    /// Asks to wake the running process at `at`.
    #[inline(always)]
    pub fn set_timer(&self, at: Time, priority: Priority) -> TimerId {
        let place = self.current();
        match self.running_timer.set(at, priority) {
            Some(number) => TimerId { place, number },
            None => self.set_further_timer(at, priority),
        }
    }

    #[cold]
    #[inline(never)]
    fn set_further_timer(&self, at: Time, priority: Priority) -> TimerId {
        let timers = &mut self.roster.borrow_mut().timers;
        timers.set(self.current(), at, priority)
    }

    /// Asks to wake another process at `at`.
    pub fn set_timer_of(&self, process: ProcessId, at: Time) -> TimerId {
        let timers = &mut self.roster.borrow_mut().timers;
        timers.set(process, at, Priority::default())
    }

    #[inline]
    pub fn has_fired(&self, timer: TimerId) -> bool {
        self.running_timer.fired.get() == timer || self.has_fired_before(timer)
    }

    #[inline(never)]
    fn has_fired_before(&self, timer: TimerId) -> bool {
        !self.is_set_by_running(timer) && self.roster.borrow().has_fired(timer)
    }

    /// Whether the running process has set this timer since it runs, as its own.
    fn is_set_by_running(&self, timer: TimerId) -> bool {
        timer.process() == Some(self.current()) && self.running_timer.is_set(timer.number)
    }

    /// Gives up a timer, whether or not it has fired.
    pub fn give_up_timer(&self, timer: TimerId) {
        match self.is_set_by_running(timer) {
            true => self.running_timer.give_up(),
            false => self.roster.borrow_mut().give_up_timer(timer),
        }
    }

    /// Handles the event of a timer: runs the process that waited for it, and all that follows.
    #[inline]
    pub fn fire<E: From<Wake>>(&self, wake: Wake, cal: &mut Calendar<E>) {
        self.check_sound();
        let mut roster = self.roster.borrow_mut();
        let first = roster.fire(wake.timer, &self.running_timer);
        match self.traced.get() {
            false => self.run::<false, E>(roster, first, cal),
            true => self.run_traced(roster, first, cal),
        }
    }

    /// Runs the processes that are ready, and all that follows.
    pub fn settle<E: From<Wake>>(&self, cal: &mut Calendar<E>) {
        self.check_sound();
        let roster = self.roster.borrow_mut();
        match self.traced.get() {
            false => self.run::<false, E>(roster, None, cal),
            true => self.run_traced(roster, None, cal),
        }
    }

    #[cold]
    #[inline(never)]
    fn run_traced<'a, E: From<Wake>>(
        &'a self,
        roster: RefMut<'a, Roster>,
        first: Option<(ProcessId, Task)>,
        cal: &mut Calendar<E>,
    ) {
        self.run::<true, E>(roster, first, cal);
    }

    /// Runs the process `first`, and then all that become ready, until no process is ready and no condition that is looked at again has become
    /// true. Passes their requests on to the calendar.
    #[inline(always)]
    fn run<'a, const TRACED: bool, E: From<Wake>>(
        &'a self,
        mut roster: RefMut<'a, Roster>,
        first: Option<(ProcessId, Task)>,
        cal: &mut Calendar<E>,
    ) {
        let running = &self.running_timer;
        let mut context = Context::from_waker(Waker::noop());
        // Requests made between two events.
        roster.timers.tell(cal);
        let mut next = first.or_else(|| roster.next(running));
        let mut has_looked = false;
        loop {
            while let Some((id, mut task)) = next {
                // The borrow must end before the process runs or is dropped.
                drop(roster);
                self.current.set(id);
                let fuse = self.fuse(id);
                let is_pending = task.as_mut().poll(&mut context).is_pending();
                let holds_until = if TRACED { self.holds_until(id) } else { None };
                roster = self.roster.borrow_mut();
                let ended = match is_pending {
                    true => roster.put_back(id, task, running, cal),
                    false => Some(task),
                };
                if let Some(task) = ended {
                    drop(roster);
                    // A process that has stopped itself may not have polled all its waits.
                    let declining = Declining::begin();
                    drop(task);
                    drop(declining);
                    running.end();
                    if TRACED {
                        self.trace(id, if is_pending { "is stopped" } else { "ends" });
                    }
                    roster = self.roster.borrow_mut();
                    roster.bury(id);
                    roster.timers.tell(cal);
                } else if TRACED {
                    drop(roster);
                    self.trace_next(id, holds_until);
                    roster = self.roster.borrow_mut();
                }
                fuse.defuse();
                next = roster.next(running);
            }
            self.current.set(NOBODY);
            if self.lookers.count.get() == 0 {
                break;
            }
            drop(roster);
            let is_any_ready = self.look_again(!has_looked);
            has_looked = true;
            roster = self.roster.borrow_mut();
            if !is_any_ready {
                break;
            }
            next = roster.next(running);
        }
        if self.stop.take() {
            cal.stop();
        }
    }

    /// Drops every process. They hold the core, and the core holds them.
    pub fn clear(&self) {
        self.closing.set(true);
        loop {
            let tasks: Vec<Task> = {
                let entries = &mut self.roster.borrow_mut().entries;
                let places: Vec<u32> = entries.iter().map(|(place, _)| place).collect();
                let task = |place| entries.get_mut(place)?.task.take();
                places.into_iter().filter_map(task).collect()
            };
            if tasks.is_empty() {
                break;
            }
            // Destructors may spawn more processes.
            drop(tasks);
        }
    }
}
