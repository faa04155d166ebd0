//! The owner of the processes, the handle that they use, and the handle of a single process.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use super::core::Core;
use super::draws::Draws;
use super::roster::ProcessId;
use super::unawaited::Made;
use super::{Hold, Interrupt, Reason, Shared, Wake};
use crate::engine::{Calendar, Model, Waiting};
use crate::random::Streams;
use crate::resource::Statistics;
use crate::time::{Span, Time};

/// All processes of one model, and their scheduler.
///
/// A model made of processes alone is this value itself, as a [`Model`] with the event [`Wake`]. A model that also has typed
/// events owns a `Processes`, has a variant for the `Wake`, and passes it on; the [module](super) has an example of each.
///
/// Dropping it drops the processes.
///
/// # When a process panics
///
/// The panic ends the run like any other. If it is caught, the world is *poisoned*: the process that panicked is gone and has
/// given back its units, but its work is half done. So nothing continues: running, spawning, stopping, interrupting, seizing,
/// taking, putting, notifying and asking for what [waits](Self::waiting) panic, and name the process and when it panicked.
/// Statistics, levels and lengths can still be read.
pub struct Processes {
    world: World,
}

impl Processes {
    /// Makes a world at [`Time::ZERO`] without processes.
    #[must_use]
    pub fn new() -> Self {
        Self::drawing(Draws::default())
    }

    /// Makes a world like [`new`](Self::new), whose [`World::stream`] and [`World::variate`] draw from these streams.
    #[must_use]
    pub fn with_streams(streams: Streams) -> Self {
        Self::drawing(Draws::of(streams))
    }

    /// Lets the statistics of all resources that are made from now on keep [every wait](Statistics::keeping_waits) and
    /// [how long the queue had each length](Statistics::keeping_queue).
    #[must_use]
    pub fn keeping_waits(self) -> Self {
        self.world.core.keeps_waits.set(true);
        self
    }

    /// Lets the statistics of all resources that are made from now on keep the [queue length over time](Statistics::keeping_queue_series) in steps of
    /// this length.
    #[must_use]
    pub fn keeping_queue_series(self, step: Span) -> Self {
        self.world.core.queue_step.set(Some(step));
        self
    }

    /// Sets the clock that handles read to the end of a run, behind its last event.
    pub(crate) fn end_at(&self, end: Time) {
        self.world.core.set_now(end);
    }

    fn drawing(draws: Draws) -> Self {
        Self {
            world: World {
                core: Rc::new(Core::new(draws)),
            },
        }
    }

    /// The handle that processes use, and with which resources are made.
    #[must_use]
    pub fn world(&self) -> World {
        self.world.clone()
    }

    /// The number of processes that have not ended.
    #[must_use]
    pub fn alive(&self) -> usize {
        self.world.core.alive()
    }

    /// The waits when no event is pending: all processes that have not ended, because they would wait
    /// forever. A model that owns the processes returns this from [`Model::waiting`], and its run ends in a
    /// [deadlock](crate::engine::Ended::Deadlock) if the list is not empty.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::{Ended, Model, Simulation};
    /// use cetak::process::{Processes, Resource};
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let stamp = Resource::new(&world, "the stamp", 1);
    /// world.spawn_named("Made", async move {
    ///     let _unit = stamp.seize().await;
    ///     stamp.seize().await.release(); // there is no second one
    /// });
    /// let mut sim = Simulation::new(processes);
    /// assert_eq!(sim.run(), Ended::Deadlock);
    /// assert_eq!(sim.model().waiting()[0].to_string(), "Made waits for 1 unit of the stamp since 0d 00:00:00");
    /// ```
    ///
    /// # Panics
    ///
    /// If a process panicked before: see [the type](Self).
    #[must_use]
    pub fn waiting(&self) -> Vec<Waiting> {
        self.world.core.check_sound();
        self.world.core.waiting()
    }

    /// The process that this wake-up is for, so that a trace of events can [name](Process::name) it; `None` if its wait is over.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::{Simulation, Trace};
    /// use cetak::process::{Processes, Wake};
    /// use cetak::time::minutes;
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let here = world.clone();
    /// world.spawn_named("Made", async move { here.hold(minutes(3.0)).await });
    /// let mut lines = Vec::new();
    /// let mut trace = Trace::new(|now, wake: &Wake, processes: &Processes| {
    ///     let who = processes.whose(wake).map(|process| process.name());
    ///     lines.push(format!("{now} {}", who.unwrap_or_default()));
    /// });
    /// Simulation::new(processes).observed(&mut trace).run();
    /// assert_eq!(lines, ["0d 00:03:00 Made"]);
    /// ```
    #[must_use]
    pub fn whose(&self, wake: &Wake) -> Option<Process> {
        let core = &self.world.core;
        Some(Process::new(core.whose(wake)?, core))
    }

    /// Lets the owner of the processes act on what they wait for, then runs the processes that were woken or spawned.
    ///
    /// Actions taken outside this closure and outside a process see an outdated clock, and take effect only at the next
    /// event. Between two runs, [`Simulation::act`](crate::engine::Simulation::act) provides the calendar:
    /// `sim.act(|processes, cal| processes.act(cal, |_| process.interrupt(1)))`.
    ///
    /// # Panics
    ///
    /// If a process panics, or panicked before: see [the type](Self).
    pub fn act<E: From<Wake>, T>(
        &self,
        cal: &mut Calendar<E>,
        action: impl FnOnce(&World) -> T,
    ) -> T {
        let core = &self.world.core;
        core.check_sound();
        core.set_now(cal.now());
        let done = action(&self.world);
        core.settle(cal);
        done
    }

    /// Handles the wake-up of a process, and runs all that follows at this instant without another event.
    ///
    /// # Panics
    ///
    /// If a process panics, or panicked before: see [the type](Self).
    #[inline]
    pub fn wake<E: From<Wake>>(&self, wake: Wake, cal: &mut Calendar<E>) {
        let core = &self.world.core;
        core.set_now(cal.now());
        core.fire(wake, cal);
    }
}

impl Default for Processes {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Processes {
    fn drop(&mut self) {
        self.world.core.clear();
    }
}

impl fmt::Debug for Processes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Processes")
            .field("now", &self.world.now())
            .field("alive", &self.alive())
            .finish_non_exhaustive()
    }
}

impl Model for Processes {
    type Event = Wake;

    fn start(&mut self, cal: &mut Calendar<Wake>) {
        self.act(cal, |_| ());
    }

    #[inline]
    fn handle(&mut self, wake: Wake, cal: &mut Calendar<Wake>) {
        self.wake(wake, cal);
    }

    fn waiting(&self) -> Vec<Waiting> {
        Processes::waiting(self)
    }

    /// The processes that [`World::deadlocked`] names; none if one of them is held up by itself, because it has then usually handed its unit to another process.
    fn deadlocked(&self) -> Vec<Waiting> {
        self.world.core.check_sound();
        self.world.core.surely_deadlocked()
    }

    fn reset_statistics(&mut self, now: Time) {
        let core = &self.world.core;
        core.set_now(now);
        core.each_awaited(|awaited| awaited.reset_statistics());
        core.restarts
            .borrow()
            .iter()
            .for_each(|restart| restart(now));
    }
}

/// The handle through which a process reads the clock, waits and spawns. Cloning copies the handle, not the world.
#[derive(Clone)]
pub struct World {
    pub(super) core: Rc<Core>,
}

impl World {
    /// The simulated time.
    #[inline]
    #[must_use]
    pub fn now(&self) -> Time {
        self.core.now()
    }

    /// Waits for `span`, counted from when this is awaited.
    ///
    /// # Panics
    ///
    /// When awaited, if `span` is negative or ends beyond [`Time::MAX`].
    #[inline]
    pub fn hold(&self, span: Span) -> Hold<'_> {
        Hold::new(&self.core, span)
    }

    /// Starts a process at this instant, after all that were woken before it.
    ///
    /// Dropping the handle changes nothing.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`]).
    pub fn spawn(&self, process: impl Future<Output = ()> + 'static) -> Process {
        Process {
            id: self.core.spawn(Box::pin(process)),
            core: Rc::clone(&self.core),
        }
    }

    /// Like [`spawn`](Self::spawn), with a name that a deadlock reports. A process without one is reported by its number.
    pub fn spawn_named(
        &self,
        name: impl Into<String>,
        process: impl Future<Output = ()> + 'static,
    ) -> Process {
        let process = self.spawn(process);
        self.core.rename(process.id, name.into());
        process
    }

    /// The handle of the running process, to be given to others. If none runs, the handle is that of a process that has
    /// ended.
    #[must_use]
    pub fn current(&self) -> Process {
        Process {
            id: self.core.current(),
            core: Rc::clone(&self.core),
        }
    }

    /// Something that the model records, such as a [`Tally`](crate::stats::Tally), a count or a `Vec` of observations. It begins as the default of its
    /// type, and again so at the end of the [warm-up](crate::experiment::Window), when the statistics of the resources begin anew. Made once in a model.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::{Model, Simulation};
    /// use cetak::process::{Processes, Shared};
    /// use cetak::stats::Tally;
    /// use cetak::time::{Time, minutes};
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let stay: Shared<Tally> = world.statistic();
    /// let (here, stays) = (world.clone(), stay.clone());
    /// world.spawn(async move {
    ///     for m in [3.0, 5.0] {
    ///         here.hold(minutes(m)).await;
    ///         stays.with(|stays| stays.record(m));
    ///     }
    /// });
    /// let mut sim = Simulation::new(processes);
    /// sim.run_until(Time::ZERO + minutes(4.0));
    /// sim.model_mut().reset_statistics(Time::ZERO + minutes(4.0));
    /// sim.run();
    /// assert_eq!(stay.get().mean(), Some(5.0));
    /// ```
    #[must_use]
    pub fn statistic<T: Default + 'static>(&self) -> Shared<T> {
        self.restarting(T::default(), |value, _| *value = T::default())
    }

    /// A value that begins anew by `restart` at the end of the warm-up.
    pub(super) fn restarting<T: 'static>(
        &self,
        value: T,
        restart: impl Fn(&mut T, Time) + 'static,
    ) -> Shared<T> {
        let shared = Shared::new(value);
        let restarted = shared.clone();
        let mut restarts = self.core.restarts.borrow_mut();
        restarts.push(Box::new(move |now| {
            restarted.with(|value| restart(value, now));
        }));
        shared
    }

    /// The statistics of a new resource with this capacity.
    pub(super) fn statistics(&self, capacity: usize) -> Statistics {
        let statistics = Statistics::since(self.now(), capacity);
        let statistics = match self.core.keeps_waits.get() {
            true => statistics.keeping_waits().keeping_queue(),
            false => statistics,
        };
        match self.core.queue_step.get() {
            Some(step) => statistics.keeping_queue_series(step),
            None => statistics,
        }
    }

    /// Asks the run to end after this event, like [`Calendar::stop`].
    pub fn stop(&self) {
        self.core.stop();
    }
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("World")
            .field("now", &self.now())
            .finish_non_exhaustive()
    }
}

/// The handle of one process. When the process has ended, it has no effect.
#[derive(Clone)]
pub struct Process {
    id: ProcessId,
    core: Rc<Core>,
}

impl Process {
    pub(super) fn new(id: ProcessId, core: &Rc<Core>) -> Self {
        let core = Rc::clone(core);
        Self { id, core }
    }

    /// What all processes of its world share.
    pub(super) fn core(&self) -> &Rc<Core> {
        &self.core
    }

    /// Whether the process has not ended.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        self.core.is_alive(self.id)
    }

    /// The name given on [spawning](World::spawn_named), or a number; empty once the process has ended.
    #[must_use]
    pub fn name(&self) -> String {
        match self.is_alive() {
            true => self.core.name(self.id),
            false => String::new(),
        }
    }

    /// Waits for the end of the process, by itself or by [`stop`](Self::stop). Returns at once if it has ended.
    pub fn done(&self) -> Done<'_> {
        Done {
            process: self,
            watcher: None,
            made: Made::here(&self.core),
        }
    }

    /// Interrupts the wait of the process, if that is [interruptible](World::interruptible), with a reason of the model's own
    /// type, which it reads with [`Interrupt::reason`]. Returns `false` if it is not, and does nothing. Of two interrupts at once, the first counts.
    ///
    /// After `true`, the interruptible wait ends at this instant with the interrupt, even if what it waited for was granted
    /// at this instant too and not yet seen: the grant is then withdrawn and goes to the next.
    ///
    /// The interrupt is lost only if the interruptible wait is itself given up within the same event: if it is the losing
    /// side of a [`race`](super::race), or if the process is stopped.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`]).
    pub fn interrupt<R: fmt::Debug + 'static>(&self, reason: R) -> bool {
        let reason = Interrupt::Sent(Reason::new(reason));
        self.core.interrupt(self.id, reason)
    }

    /// Ends the process where it stands: it leaves every queue and gives back every unit at once. Returns `false` if it has
    /// ended already. A process that stops itself runs on to its next wait.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`]).
    pub fn stop(&self) -> bool {
        self.core.end(self.id)
    }
}

impl PartialEq for Process {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && Rc::ptr_eq(&self.core, &other.core)
    }
}

impl Eq for Process {}

impl fmt::Debug for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Process").field(&self.id).finish()
    }
}

/// The wait for the end of a process: [`Process::done`].
#[must_use = "a wait does nothing until it is awaited"]
pub struct Done<'a> {
    process: &'a Process,
    watcher: Option<ProcessId>,
    made: Made,
}

impl Future for Done<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let Process { id, core } = self.process;
        let waits = match self.watcher {
            Some(_) => core.is_alive(*id),
            None => {
                self.watcher = Some(core.current());
                core.watch(*id, core.current())
            }
        };
        if waits {
            return Poll::Pending;
        }
        Poll::Ready(())
    }
}

impl Drop for Done<'_> {
    fn drop(&mut self) {
        let Process { id, core } = self.process;
        match self.watcher {
            Some(watcher) => core.unwatch(*id, watcher),
            None => {
                let what = || "the wait for the end of a process".to_owned();
                self.made.check(core, what);
            }
        }
    }
}

impl fmt::Debug for Done<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Done")
            .field("process", self.process)
            .finish_non_exhaustive()
    }
}
