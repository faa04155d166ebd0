//! Processes that wait for each other and can never go on, although others do.

use std::collections::{HashMap, HashSet};

use super::World;
use super::core::Core;
use super::roster::ProcessId;
use super::telling::Awaits;
use crate::waiting::Waiting;

/// Units, their holders, and the processes that wait for them.
pub(super) struct Line {
    /// The number of units, stopped ones included.
    units: usize,
    /// How many of them each process holds. One that has seized twice is named twice.
    held: Vec<(ProcessId, usize)>,
    /// In the order of service.
    asks: Vec<Ask>,
}

/// A process that waits for units.
struct Ask {
    awaits: Awaits,
    units: usize,
    /// Whether it waits for others as well, all at once.
    is_together: bool,
}

type ProcessSet = HashSet<ProcessId>;

impl Line {
    /// With the units that each of `waiting` wants, in the same order, and whether it is part of a request for several resources.
    pub fn new(
        units: usize,
        held: impl Iterator<Item = (ProcessId, usize)>,
        waiting: Vec<Awaits>,
        wanted: impl Iterator<Item = (usize, bool)>,
    ) -> Self {
        let ask = |(awaits, (units, is_together))| Ask {
            awaits,
            units,
            is_together,
        };
        Self {
            units,
            held: held.collect(),
            asks: waiting.into_iter().zip(wanted).map(ask).collect(),
        }
    }

    /// Those of the `stuck` that hold units, a name for each seizure, and how many are left to all others. If the stuck hold nothing,
    /// any number: units may be lacking, but for another reason, which will pass.
    fn lost(&self, stuck: &ProcessSet) -> (Vec<ProcessId>, usize) {
        let held = self.held.iter().filter(|(who, _)| stuck.contains(who));
        let lost: usize = held.clone().map(|(_, units)| units).sum();
        let holders: Vec<ProcessId> = held.map(|(who, _)| *who).collect();
        let left = match holders.is_empty() {
            true => usize::MAX,
            false => self.units.saturating_sub(lost),
        };
        (holders, left)
    }

    /// Adds to `blocked` the `stuck` processes that are never served here if the stuck keep what they hold: for lack of units, or
    /// because one that is blocked, here or elsewhere, stands before them.
    fn block(&self, stuck: &ProcessSet, blocked: &mut ProcessSet) {
        let (_, left) = self.lost(stuck);
        let mut is_any_before = false;
        for ask in &self.asks {
            let process = ask.awaits.process;
            if stuck.contains(&process) && (left < ask.units || is_any_before) {
                blocked.insert(process);
            }
            is_any_before |= blocked.contains(&process);
        }
    }

    /// The `stuck` processes that wait here in vain, each with the processes that hold it up.
    fn told<'a>(&'a self, stuck: &ProcessSet) -> Vec<(&'a Awaits, Vec<ProcessId>)> {
        let (holders, left) = self.lost(stuck);
        let mut first = None;
        let mut told = Vec::new();
        for Ask { awaits, units, .. } in &self.asks {
            if stuck.contains(&awaits.process) {
                match first {
                    _ if left < *units => told.push((awaits, holders.clone())),
                    Some(first) => told.push((awaits, vec![first])),
                    None => {}
                }
                first.get_or_insert(awaits.process);
            }
        }
        told
    }
}

struct AllLines(Vec<Line>);

impl AllLines {
    fn of(core: &Core) -> Self {
        let mut lines = Vec::new();
        core.each_awaited(|awaited| lines.extend(awaited.line()));
        Self(lines)
    }

    fn asks(&self) -> impl Iterator<Item = &Ask> {
        self.0.iter().flat_map(|line| &line.asks)
    }

    /// The processes whose only wait is for units: for those of one line, or of several at once.
    fn suspects(&self, core: &Core) -> ProcessSet {
        let waits = counts(core.awaits().iter().map(|awaits| awaits.process));
        let together = self.asks().filter(|ask| ask.is_together);
        let parts = counts(together.map(|ask| ask.awaits.process));
        // If a process has more than one such request, nothing tells which part is of which.
        let is_one_each = core.requests_for_several() == parts.len();
        let roster = core.roster.borrow();
        let timed: HashSet<u32> = roster.waiting_for_time().collect();
        let is_idle = |process: ProcessId| {
            let entry = roster.entries.get_named(process);
            entry.is_some_and(|entry| entry.task.is_some() && !entry.is_ready())
                && !timed.contains(&process.place())
        };
        let is_only_wait = |ask: &Ask| {
            let all = waits.get(&ask.awaits.process);
            match ask.is_together {
                true => is_one_each && all == parts.get(&ask.awaits.process),
                false => all == Some(&1),
            }
        };
        self.asks()
            .filter(|ask| is_only_wait(ask) && is_idle(ask.awaits.process))
            .map(|ask| ask.awaits.process)
            .collect()
    }

    /// The `stuck` processes that are blocked as long as all of them keep what they hold.
    fn blocked(&self, stuck: &ProcessSet) -> ProcessSet {
        let mut blocked = ProcessSet::new();
        loop {
            let before = blocked.len();
            for line in &self.0 {
                line.block(stuck, &mut blocked);
            }
            if blocked.len() == before {
                return blocked;
            }
        }
    }

    /// All suspects except those that can be served one after the other.
    fn stuck(&self, core: &Core) -> ProcessSet {
        let mut stuck = self.suspects(core);
        loop {
            let blocked = self.blocked(&stuck);
            if blocked.len() == stuck.len() {
                return stuck;
            }
            stuck = blocked;
        }
    }
}

fn counts(processes: impl Iterator<Item = ProcessId>) -> HashMap<ProcessId, usize> {
    let mut counts = HashMap::new();
    for process in processes {
        *counts.entry(process).or_default() += 1;
    }
    counts
}

impl Core {
    /// The processes that can never go on, each with those that hold it up. From now on, holders are recorded.
    fn deadlocked(&self) -> Vec<Waiting> {
        self.told_of_stuck(|_, _| ())
    }

    /// The same, but nobody if one seems to be held up by itself: it has mostly handed its unit to another process, which will give it back.
    pub fn surely_deadlocked(&self) -> Vec<Waiting> {
        let mut by_itself = false;
        let told = self.told_of_stuck(|who, because| by_itself |= because.contains(&who));
        if by_itself { Vec::new() } else { told }
    }

    fn told_of_stuck(&self, mut look: impl FnMut(ProcessId, &[ProcessId])) -> Vec<Waiting> {
        self.notes_holders.set(true);
        let lines = AllLines::of(self);
        let stuck = lines.stuck(self);
        let mut list = Vec::new();
        for (awaits, mut because) in lines.0.iter().flat_map(|line| line.told(&stuck)) {
            because.sort_by_key(|who| who.place());
            because.dedup();
            look(awaits.process, &because);
            let waiting = Waiting::new(self.name(awaits.process), &awaits.what)
                .since(awaits.since)
                .held_up_by(because.into_iter().map(|who| self.name(who)));
            list.push((awaits.process.place(), waiting));
        }
        list.sort_by_key(|(place, _)| *place);
        list.into_iter().map(|(_, waiting)| waiting).collect()
    }
}

impl World {
    /// Which processes can never go on, because they wait for units that others of them hold: for what, since when, and who
    /// holds them up. Others may tick on meanwhile, so the run does not end in a [deadlock](crate::engine::Ended::Deadlock).
    ///
    /// They never go on unless one of them is [interrupted](super::Process::interrupt) or [stopped](super::Process::stop), units
    /// are [taken](super::Pool::preempt) from it, or there come to be more units than now. In the order in which the processes stand
    /// in the world; one that waits for [several](Self::seize_all) has a line for each that it cannot get.
    ///
    /// A process can go on if it does not wait for units. So can one for whose request the units suffice that no stuck process
    /// holds, unless one that is stuck stands before it in the queue. A process that remains when no further one can be found that goes
    /// on is deadlocked (Coffman, Elphick & Shoshani 1971, ACM Computing Surveys 3; Holt 1972, ACM Computing Surveys 4). What this
    /// names is certain but for the last row of the table; what it does not name may wait for ever all the same:
    ///
    /// | What | What is assumed |
    /// |---|---|
    /// | units of a [`Resource`](super::Resource) that were seized before the first call of this in the world | they come back: until then nobody notes who holds them |
    /// | a wait with a deadline, in a [`race`](super::race), [`any`](super::any), [`all`](super::all) or [`join`](super::join), and any other wait beside one for units | it may end |
    /// | a wait for anything but units: a [`Stock`](super::Stock), a [`Signal`](super::Signal), the [end](super::Process::done) of a process | it may end |
    /// | units that are stopped, and a resource without any | they go on again |
    /// | units whose guard was handed to another process | they belong to the process that seized them, which may be wrong |
    ///
    /// So ask from the beginning, best by a process that asks every hour: see the example. Each time takes about as long as telling
    /// who [waits](Self::waiting), as often as processes wait for one another in the longest chain. From the first time on, each unit
    /// of a resource takes a little longer to seize and to release.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    ///
    /// # Examples
    ///
    /// Two clerks seize stamp and ink pad in opposite order, while the clock ticks on. The watchman stops the run:
    ///
    /// ```
    /// use cetak::engine::{Ended, Simulation};
    /// use cetak::process::{Processes, Resource, Shared};
    /// use cetak::time::{Time, hours, minutes};
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let found = Shared::new(Vec::new());
    /// let (here, told) = (world.clone(), found.clone());
    /// world.spawn_named("watchman", async move {
    ///     while here.deadlocked().is_empty() {
    ///         here.hold(hours(1.0)).await;
    ///     }
    ///     told.set(here.deadlocked());
    ///     here.stop();
    /// });
    ///
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
    /// assert_eq!(sim.run(), Ended::Stopped);
    /// assert_eq!(sim.now(), Time::ZERO + hours(1.0));
    /// let found: Vec<String> = found.get().iter().map(ToString::to_string).collect();
    /// assert_eq!(found, [
    ///     "Wayan waits for 1 unit of ink pad since 0d 00:01:00, held up by Made",
    ///     "Made waits for 1 unit of stamp since 0d 00:01:00, held up by Wayan",
    /// ]);
    /// ```
    #[must_use]
    pub fn deadlocked(&self) -> Vec<Waiting> {
        self.core.check_sound();
        self.core.deadlocked()
    }
}
