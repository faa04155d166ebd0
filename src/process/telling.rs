//! The waits of processes and what each does next, for deadlocks, reports and traces.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::core::Core;
use super::roster::ProcessId;
use super::{Wake, World};
use crate::support::visible::visible;
use crate::time::{Span, Time};
use crate::waiting::Waiting;

/// A process that waits for something other than time.
pub(super) struct Awaits {
    pub process: ProcessId,
    pub since: Time,
    pub what: String,
}

/// What a process does from now on: a line of a [trace](World::trace).
///
/// Printed, it is such a line: `0d 00:03:30 customer 12 waits for 1 unit of teller`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TraceLine {
    /// The time.
    pub at: Time,
    /// The name of the process, or its number.
    pub who: String,
    /// What it does: `holds until …`, `waits for …`, `ends` or `is stopped`.
    pub does: String,
}

impl fmt::Display for TraceLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { at, who, does } = self;
        write!(f, "{at} {} {}", visible(who), visible(does))
    }
}

/// The writer of a trace.
pub(super) struct Tracer {
    write: Box<dyn FnMut(&TraceLine)>,
    /// The last traced wait of each process. A process that is woken only to look and waits on gets no line.
    last: HashMap<u32, Vec<(Time, String)>>,
}

impl Core {
    /// All waits for something other than time, in the order of the places of the processes.
    pub fn awaits(&self) -> Vec<Awaits> {
        let mut found: Vec<Awaits> = Vec::new();
        self.each_awaited(|awaited| found.extend(awaited.waiting()));
        {
            let entries = &self.roster.borrow().entries;
            for (place, entry) in entries.iter() {
                let watchers = entry.rare.iter().flat_map(|rare| &rare.watchers);
                found.extend(watchers.map(|&(process, since)| Awaits {
                    process,
                    since,
                    what: format!("the end of {}", entry.name(place)),
                }));
            }
        }
        found.extend(self.conditions());
        found.sort_by_key(|awaits| awaits.process.place());
        found
    }

    /// The processes that wait for something other than time, and those that nothing could wake.
    pub fn waiting(&self) -> Vec<Waiting> {
        let found = self.awaits();
        let roster = self.roster.borrow();
        let known: HashSet<u32> = (found.iter().map(|awaits| awaits.process.place()))
            .chain(roster.waiting_for_time())
            .collect();
        let named = |awaits: &Awaits| {
            let name = roster.name(awaits.process)?;
            let waiting = Waiting::new(name, &awaits.what).since(awaits.since);
            Some((awaits.process.place(), waiting))
        };
        let mut list: Vec<(u32, Waiting)> = found.iter().filter_map(named).collect();
        // A process in none of the lists waits all the same, unless it is about to run, or it would have ended.
        let forgotten = roster.entries.iter().filter(|(place, entry)| {
            entry.task.is_some() && !entry.is_ready() && !known.contains(place)
        });
        list.extend(forgotten.map(|(place, entry)| {
            let what = "nothing that could wake it";
            (place, Waiting::new(entry.name(place), what))
        }));
        list.sort_by_key(|(place, _)| *place);
        list.into_iter().map(|(_, waiting)| waiting).collect()
    }

    /// Until when the running process holds, by the first timer that it has set since it runs.
    pub fn holds_until(&self, process: ProcessId) -> Option<Time> {
        let own = self.running_timer.until();
        own.or_else(|| self.roster.borrow().timers.asked(process))
    }

    /// Writes what a process does from now on; `ends` is the answer of [`holds_until`](Self::holds_until).
    #[cold]
    pub fn trace_next(&self, process: ProcessId, ends: Option<Time>) {
        let awaits = self.awaits();
        let mut waits: Vec<(Time, String)> = (awaits.into_iter())
            .filter(|awaits| awaits.process == process)
            .map(|awaits| (awaits.since, format!("waits for {}", awaits.what)))
            .collect();
        waits.extend(ends.map(|end| (end, format!("holds until {end}"))));
        if waits.is_empty() {
            // A hold that it has had since before is in no list.
            return;
        }
        if let Some(tracer) = &mut *self.tracer.borrow_mut()
            && tracer.last.get(&process.place()) == Some(&waits)
        {
            return;
        }
        let does: Vec<&str> = waits.iter().map(|(_, what)| what.as_str()).collect();
        self.trace(process, &does.join(" or "));
        if let Some(tracer) = &mut *self.tracer.borrow_mut() {
            tracer.last.insert(process.place(), waits);
        }
    }

    /// Writes the end of a process.
    #[cold]
    pub fn trace(&self, process: ProcessId, does: &str) {
        let who = self.roster.borrow().name(process).unwrap_or_default();
        let line = TraceLine {
            at: self.now(),
            who,
            does: does.to_owned(),
        };
        if let Some(tracer) = &mut *self.tracer.borrow_mut() {
            tracer.last.remove(&process.place());
            (tracer.write)(&line);
        }
    }

    /// The process that this wake-up is for.
    pub fn whose(&self, wake: &Wake) -> Option<ProcessId> {
        self.roster.borrow().whose(wake.timer)
    }
}

impl World {
    /// Which process waits now for something other than time, for what, and since when; and which waits for nothing that could
    /// wake it. In the order in which the processes stand in the world.
    ///
    /// A run ends in a [deadlock](crate::engine::Ended::Deadlock) only if no event is left. Where some processes tick on, such
    /// as a source of arrivals that never ends, processes that wait forever are in this list, and their time grows: see
    /// [`waiting_longer_than`](Self::waiting_longer_than). Those that wait for units of one another are told by
    /// [`deadlocked`](Self::deadlocked), however short their time.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    #[must_use]
    pub fn waiting(&self) -> Vec<Waiting> {
        self.core.check_sound();
        self.core.waiting()
    }

    /// The [waiting](Self::waiting) processes that have waited for longer than `span`, and those that nothing could
    /// wake. A long wait need not last forever: see also [`deadlocked`](Self::deadlocked).
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    ///
    /// # Examples
    ///
    /// The clock ticks on, and nobody would notice the two clerks:
    ///
    /// ```
    /// use cetak::engine::{Ended, Simulation};
    /// use cetak::process::{Processes, Resource};
    /// use cetak::time::{Time, hours, minutes};
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let (stamp, pad) = (Resource::new(&world, "stamp", 1), Resource::new(&world, "ink pad", 1));
    /// for (name, first, second) in [("Wayan", &stamp, &pad), ("Made", &pad, &stamp)] {
    ///     let (here, first, second) = (world.clone(), first.clone(), second.clone());
    ///     world.spawn_named(name, async move {
    ///         let _first = first.seize().await;
    ///         here.hold(minutes(1.0)).await;
    ///         let _second = second.seize().await;
    ///     });
    /// }
    /// let clock = world.clone();
    /// world.spawn(async move { loop { clock.hold(minutes(1.0)).await } });
    ///
    /// let mut sim = Simulation::new(processes);
    /// assert_eq!(sim.run_until(Time::ZERO + hours(8.0)), Ended::Time);
    /// let stuck: Vec<String> = world.waiting_longer_than(hours(4.0)).iter().map(ToString::to_string).collect();
    /// assert_eq!(stuck, [
    ///     "Wayan waits for 1 unit of ink pad since 0d 00:01:00",
    ///     "Made waits for 1 unit of stamp since 0d 00:01:00",
    /// ]);
    /// ```
    #[must_use]
    pub fn waiting_longer_than(&self, span: Span) -> Vec<Waiting> {
        let now = self.now();
        let mut waiting = self.waiting();
        waiting.retain(|waiting| match waiting.since {
            Some(since) => now.checked_since(since).is_none_or(|waited| waited > span),
            None => true,
        });
        waiting
    }

    /// Passes to `write`, from now on, what each process does after it has run: until when it holds, what it waits for, that it
    /// ends. Replaces an earlier trace. The time that this takes grows with the number of waiting processes; without a trace,
    /// nothing of it is done.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::Simulation;
    /// use cetak::process::{Processes, Resource, Shared};
    /// use cetak::time::minutes;
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let lines = Shared::new(Vec::new());
    /// let written = lines.clone();
    /// world.trace(move |step| written.with(|lines| lines.push(step.to_string())));
    ///
    /// let teller = Resource::new(&world, "teller", 1);
    /// for n in 1..=2 {
    ///     let (here, teller) = (world.clone(), teller.clone());
    ///     world.spawn_named(format!("customer {n}"), async move {
    ///         let _unit = teller.seize().await;
    ///         here.hold(minutes(4.0)).await;
    ///     });
    /// }
    /// Simulation::new(processes).run();
    /// assert_eq!(lines.get(), [
    ///     "0d 00:00:00 customer 1 holds until 0d 00:04:00",
    ///     "0d 00:00:00 customer 2 waits for 1 unit of teller",
    ///     "0d 00:04:00 customer 1 ends",
    ///     "0d 00:04:00 customer 2 holds until 0d 00:08:00",
    ///     "0d 00:08:00 customer 2 ends",
    /// ]);
    /// ```
    pub fn trace(&self, write: impl FnMut(&TraceLine) + 'static) {
        let write = Box::new(write);
        let last = HashMap::new();
        *self.core.tracer.borrow_mut() = Some(Tracer { write, last });
        self.core.traced.set(true);
    }
}
