//! Servers that work on all processes at once.

use std::any::Any;
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use super::World;
use super::core::{Awaited, Core};
use super::handle::{handle, watch_methods};
use super::roster::ProcessId;
use super::telling::Awaits;
use super::timers::TimerId;
use super::unawaited::Made;
use crate::resource::{self, JobId, Statistics, Watch};
use crate::stats::{Tally, TimeWeighted};
use crate::support::slab::Slab;
use crate::time::{Span, Time};

/// Processor sharing: equal servers that work on all jobs at once, each getting an equal share. A handle of a
/// [`resource::ProcessorSharing`], with its statistics. Cloning copies the handle.
///
/// # Examples
///
/// ```
/// use cetak::engine::Simulation;
/// use cetak::process::{Processes, ProcessorSharing};
/// use cetak::time::{Time, minutes};
///
/// let processes = Processes::new();
/// let world = processes.world();
/// let line = ProcessorSharing::new(&world, "line", 1);
/// for (begins, work, ends) in [(0.0, 4.0, 5.0), (2.0, 1.0, 4.0)] {
///     let (here, line) = (world.clone(), line.clone());
///     world.spawn(async move {
///         here.hold(minutes(begins)).await;
///         line.work(minutes(work)).await;
///         assert_eq!(here.now(), Time::ZERO + minutes(ends));
///     });
/// }
/// Simulation::new(processes).run();
/// assert_eq!(line.utilisation(), Some(1.0));
/// assert_eq!(line.waits().mean(), Some(1.0)); // both took a minute longer than alone
/// ```
pub struct ProcessorSharing<W: Watch = Statistics> {
    shared: Rc<Shared<W>>,
}

struct Shared<W: Watch> {
    core: Rc<Core>,
    name: String,
    state: RefCell<State<W>>,
}

/// A job, by the place of its entry.
type Place = u32;

struct Job {
    process: ProcessId,
    since: Time,
    /// `None` once it is complete.
    id: Option<JobId>,
}

struct State<W> {
    inner: resource::ProcessorSharing<Place, W>,
    jobs: Slab<Job>,
    /// The timer of the next end.
    next: Option<Next>,
}

/// It wakes the process whose job ends next.
struct Next {
    at: Time,
    process: ProcessId,
    timer: TimerId,
}

impl<W: Watch> Shared<W> {
    /// Runs `action`, lets the jobs go on that are complete now, and sets the timer of the next end.
    fn act<R>(&self, action: impl FnOnce(&mut State<W>) -> R) -> R {
        let (core, now) = (&*self.core, self.core.now());
        let state = &mut *self.state.borrow_mut();
        let done = action(state);
        for place in state.inner.complete(now) {
            if let Some(job) = state.jobs.get_mut(place) {
                job.id = None;
                core.wake(job.process);
            }
        }
        let first = state.inner.jobs().next();
        let first = first.and_then(|(_, place)| Some(state.jobs.get(*place)?.process));
        let next = state.inner.next_end().zip(first);
        let known = state
            .next
            .as_ref()
            .filter(|next| !core.has_fired(next.timer));
        if known.map(|next| (next.at, next.process)) != next {
            if let Some(old) = state.next.take() {
                core.give_up_timer(old.timer);
            }
            state.next = next.map(|(at, process)| Next {
                at,
                process,
                timer: core.set_timer_of(process, at),
            });
        }
        done
    }
}

impl<W: Watch + 'static> Awaited for Shared<W> {
    fn waiting(&self) -> Vec<Awaits> {
        let jobs = &self.state.borrow().jobs;
        let awaits = |(_, job): (_, &Job)| Awaits {
            process: job.process,
            since: job.since,
            what: format!("the end of its work at {}", self.name),
        };
        jobs.iter().map(awaits).collect()
    }

    fn reset_statistics(&self) {
        let now = self.core.now();
        self.state.borrow_mut().inner.reset_statistics(now);
    }

    fn show(&self, look: &mut dyn FnMut(&str, &dyn Any)) {
        look(&self.name, self.state.borrow().inner.watch());
    }
}

impl ProcessorSharing {
    /// Makes `servers` idle servers; with 0 of them nothing is done. The name is used in messages.
    #[must_use]
    pub fn new(world: &World, name: impl Into<String>, servers: usize) -> Self {
        let watch = world.statistics(servers);
        Self::watched(world, name, servers, watch)
    }

    /// The number of jobs beyond the busy servers, over time.
    #[must_use]
    pub fn queue_length(&self) -> TimeWeighted {
        *self.shared.state.borrow().inner.queue_length()
    }

    /// The number of busy servers over time.
    #[must_use]
    pub fn servers_busy(&self) -> TimeWeighted {
        *self.shared.state.borrow().inner.servers_busy()
    }

    /// The share of the servers that was busy until now, from 0 to 1; `None` if no time has passed.
    #[must_use]
    pub fn utilisation(&self) -> Option<f64> {
        let now = self.shared.core.now();
        self.shared.state.borrow().inner.utilisation(now)
    }

    /// The time in minutes that sharing cost each complete job: its time in the system less its work.
    #[must_use]
    pub fn waits(&self) -> Tally {
        *self.shared.state.borrow().inner.waits()
    }
}

impl<W: Watch + 'static> ProcessorSharing<W> {
    /// Like [`new`](ProcessorSharing::new), but records into `watch` instead of the usual statistics; `()` records nothing.
    #[must_use]
    pub fn watched(world: &World, name: impl Into<String>, servers: usize, watch: W) -> Self {
        let name = name.into();
        let shared = Rc::new(Shared {
            core: Rc::clone(&world.core),
            state: RefCell::new(State {
                inner: resource::ProcessorSharing::watched(name.clone(), servers, watch),
                jobs: Slab::default(),
                next: None,
            }),
            name,
        });
        world.core.register(&shared);
        Self { shared }
    }
}

impl<W: Watch> ProcessorSharing<W> {
    /// Waits until this much work is done, as if the process were alone on a server; the more share it, the longer that takes. If
    /// the wait is given up, the job leaves.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)). When awaited, if `work` is negative.
    #[must_use = "a request does nothing until it is awaited"]
    pub fn work(&self, work: Span) -> impl Future<Output = ()> {
        self.shared.core.check_sound();
        Working {
            shared: &*self.shared,
            work,
            stage: Stage::New,
            made: Made::here(&self.shared.core),
        }
    }

    /// Sets the number of servers; all jobs go on.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    pub fn set_servers(&self, servers: usize) {
        let Shared { core, .. } = &*self.shared;
        core.check_sound();
        self.shared
            .act(|state| state.inner.set_servers(core.now(), servers));
    }

    /// The number of servers.
    #[must_use]
    pub fn servers(&self) -> usize {
        self.shared.state.borrow().inner.servers()
    }

    /// The number of jobs now.
    #[must_use]
    pub fn in_service(&self) -> usize {
        self.shared.state.borrow().inner.in_service()
    }

    /// The number of jobs that were given up: timed out, interrupted, stopped, or the losing side of a race.
    #[must_use]
    pub fn gave_up(&self) -> u64 {
        self.shared.state.borrow().inner.gave_up()
    }

    watch_methods!();

    /// Restarts the statistics, like the typed resource.
    pub fn reset_statistics(&self) {
        let now = self.shared.core.now();
        self.shared.state.borrow_mut().inner.reset_statistics(now);
    }
}

handle!([W: Watch] ProcessorSharing<W>, "ProcessorSharing": servers, in_service);

/// The wait for the end of some work.
struct Working<'a, W: Watch> {
    shared: &'a Shared<W>,
    work: Span,
    stage: Stage,
    made: Made,
}

#[derive(Clone, Copy)]
enum Stage {
    New,
    Works(Place),
    Over,
}

impl<W: Watch> Future for Working<'_, W> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let (shared, work) = (self.shared, self.work);
        let (process, now) = (shared.core.current(), shared.core.now());
        match self.stage {
            Stage::New => {
                let place = shared.act(|State { inner, jobs, .. }| {
                    let id = inner.add(now, work, jobs.next_place());
                    jobs.insert(Job {
                        process,
                        since: now,
                        id: Some(id),
                    })
                });
                self.stage = Stage::Works(place);
                Poll::Pending
            }
            Stage::Works(place) => shared.act(|state| {
                // It may be this process that the timer has woken.
                if state.jobs.get(place).is_some_and(|job| job.id.is_some()) {
                    return Poll::Pending;
                }
                state.jobs.remove(place);
                self.stage = Stage::Over;
                Poll::Ready(())
            }),
            Stage::Over => Poll::Ready(()),
        }
    }
}

impl<W: Watch> Drop for Working<'_, W> {
    fn drop(&mut self) {
        let Shared { core, name, .. } = self.shared;
        match self.stage {
            Stage::New => self.made.check(core, || format!("work at {name}")),
            Stage::Works(place) => self.shared.act(|state| {
                let job = state.jobs.remove(place);
                if let Some(id) = job.and_then(|job| job.id) {
                    state.inner.withdraw(core.now(), id);
                }
            }),
            Stage::Over => {}
        }
    }
}
