//! Servers that work on all jobs at once.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::request::Owner;
use super::watch::{Statistics, Unserved, Watch};
use crate::stats::{Tally, TimeWeighted};
use crate::time::{Span, Time};

/// The name of one job, used to take it out. Names are never reused. Methods that are given the name of a job at servers of another name
/// panic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct JobId {
    /// How much work each job present since the beginning has got when this one is complete.
    complete: Work,
    number: u64,
    /// The servers that work on it.
    of: Owner,
}

/// Work in units of 2⁻³² microseconds, so that a share of a microsecond is not lost.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
struct Work(i128);

/// The number of units of [`Work`] in a microsecond.
const UNITS: i128 = 1 << 32;

impl Work {
    fn of(span: Span) -> Self {
        Self(i128::from(span.as_micros()) * UNITS)
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Job<T> {
    since: Time,
    length: Span,
    item: T,
}

/// Processor sharing: equal servers that work on all jobs at once, each getting an equal share. A processor with many tasks, a
/// line that many downloads share, a crew that goes from bed to bed.
///
/// No job waits: with *n* jobs on *c* servers, each is worked on at the rate min(1, *c*/*n*). The model asks
/// [`next_end`](Self::next_end) after every change and schedules an event there, in place of the one before. With Poisson
/// arrivals and one server, the mean time in the system depends on the mean work alone, and not on its distribution: E\[x\] / (1 − ρ)
/// (Kleinrock 1976, *Queueing Systems* II, section 4.4).
///
/// In the [statistics](Statistics), a wait is the time that sharing costs a job: its time in the system less its work. The queue
/// length is the number of jobs less the number of busy servers. So Little's law holds between them, as for any queue.
///
/// # Examples
///
/// ```
/// use cetak::resource::ProcessorSharing;
/// use cetak::time::{Time, minutes};
///
/// let at = |m| Time::ZERO + minutes(m);
/// let mut cpu = ProcessorSharing::new("cpu", 1);
/// cpu.add(at(0.0), minutes(4.0), "long");
/// assert_eq!(cpu.next_end(), Some(at(4.0)));
/// cpu.add(at(2.0), minutes(1.0), "short"); // from now on each gets half
/// assert_eq!(cpu.next_end(), Some(at(4.0)));
/// assert_eq!(cpu.complete(at(4.0)), ["short"]);
/// assert_eq!(cpu.next_end(), Some(at(5.0)));
/// assert_eq!(cpu.complete(at(5.0)), ["long"]);
/// assert_eq!(cpu.waits().mean(), Some(1.0)); // both took a minute longer than alone
/// assert_eq!(cpu.utilisation(at(10.0)), Some(0.5));
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(
    serialize = "T: Serialize, W: Serialize",
    deserialize = "T: Deserialize<'de>, W: Deserialize<'de>"
))]
pub struct ProcessorSharing<T, W = Statistics> {
    name: String,
    owner: Owner,
    servers: usize,
    /// The jobs, the next to be complete first.
    #[serde(with = "list")]
    jobs: BTreeMap<JobId, Job<T>>,
    /// The time of the last change.
    now: Time,
    /// How much work each job present since the beginning has got until then.
    done: Work,
    number: u64,
    gave_up: u64,
    watch: W,
}

/// Jobs are saved as a list, because JSON has no such keys.
mod list {
    use super::{BTreeMap, Deserialize, Job, JobId, Serialize};
    use serde::{Deserializer, Serializer};

    pub fn serialize<T: Serialize, S: Serializer>(
        jobs: &BTreeMap<JobId, Job<T>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(jobs)
    }

    pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<JobId, Job<T>>, D::Error> {
        let jobs = Vec::<(JobId, Job<T>)>::deserialize(deserializer)?;
        Ok(jobs.into_iter().collect())
    }
}

impl<T> ProcessorSharing<T> {
    /// Makes `servers` servers, idle since [`Time::ZERO`]; with 0 of them nothing is done. The name is used in messages.
    #[must_use]
    pub fn new(name: impl Into<String>, servers: usize) -> Self {
        Self::watched(name, servers, Statistics::new(servers))
    }

    /// The number of jobs beyond the busy servers, over time.
    #[must_use]
    pub fn queue_length(&self) -> &TimeWeighted {
        self.watch.queue_length()
    }

    /// The number of busy servers over time.
    #[must_use]
    pub fn servers_busy(&self) -> &TimeWeighted {
        self.watch.servers_busy()
    }

    /// The share of the servers that was busy until `now`, from 0 to 1; `None` if no time has passed.
    #[must_use]
    pub fn utilisation(&self, now: Time) -> Option<f64> {
        self.watch.utilisation(now)
    }

    /// The time in minutes that sharing cost each complete job: its time in the system less its work.
    #[must_use]
    pub fn waits(&self) -> &Tally {
        self.watch.waits()
    }
}

impl<T, W: Watch> ProcessorSharing<T, W> {
    /// Like [`new`](Self::new), but records into `watch` instead of the usual statistics; `()` records nothing.
    #[must_use]
    pub fn watched(name: impl Into<String>, servers: usize, watch: W) -> Self {
        let name = name.into();
        Self {
            owner: Owner::named(&name),
            name,
            servers,
            jobs: BTreeMap::new(),
            now: Time::ZERO,
            done: Work::default(),
            number: 0,
            gave_up: 0,
            watch,
        }
    }

    /// Adds a job of this length, as if it were alone on a server. It begins now.
    ///
    /// # Panics
    ///
    /// If `work` is negative, or `now` is earlier than the last change.
    pub fn add(&mut self, now: Time, work: Span, item: T) -> JobId {
        let name = &self.name;
        assert!(
            !work.is_negative(),
            "at {now}: {name} cannot work for {work}"
        );
        self.advance(now);
        let id = JobId {
            complete: Work(self.done.0 + Work::of(work).0),
            number: self.number,
            of: self.owner,
        };
        self.number += 1;
        let job = Job {
            since: now,
            length: work,
            item,
        };
        self.jobs.insert(id, job);
        self.record(now);
        id
    }

    /// When the next job will be complete if none comes or goes before; `None` if there is none or no server works. It is rounded up
    /// to a microsecond.
    #[must_use]
    pub fn next_end(&self) -> Option<Time> {
        let (first, _) = self.jobs.first_key_value()?;
        let left = (first.complete.0 - self.done.0).max(0);
        let (servers, sharers) = self.rate();
        let units = servers.checked_mul(UNITS).filter(|units| *units > 0)?;
        let micros = (left * sharers + units - 1) / units;
        let span = Span::from_micros(i64::try_from(micros).ok()?);
        self.now.checked_add(span)
    }

    /// Takes out the jobs that are complete at `now`, in the order in which they were added.
    ///
    /// # Panics
    ///
    /// If `now` is earlier than the last change.
    #[must_use = "complete jobs leave"]
    pub fn complete(&mut self, now: Time) -> Vec<T> {
        self.advance(now);
        let mut found = Vec::new();
        while let Some(first) = self.jobs.first_entry()
            && first.key().complete.0 <= self.done.0 + SLACK
        {
            found.push(first.remove_entry());
        }
        if found.is_empty() {
            return Vec::new();
        }
        found.sort_unstable_by_key(|(id, _)| id.number);
        let leave = |(_, job): (JobId, Job<T>)| {
            let delayed = (now - job.since) - job.length;
            // The end was rounded, up and by a part of a unit.
            self.watch.started(now, delayed.max(Span::ZERO));
            job.item
        };
        let items = found.into_iter().map(leave).collect();
        self.record(now);
        items
    }

    /// Takes a job out. Returns the item and the work left, or `None` and changes nothing if it has left already.
    ///
    /// # Panics
    ///
    /// If `now` is earlier than the last change, or servers of another name gave out `id`.
    pub fn withdraw(&mut self, now: Time, id: JobId) -> Option<(T, Span)> {
        self.owner.check(id.of, &self.name);
        self.advance(now);
        let job = self.jobs.remove(&id)?;
        self.gave_up += 1;
        self.watch.unserved(Unserved::GaveUp);
        self.record(now);
        let left = (id.complete.0 - self.done.0).max(0);
        let micros = (left + UNITS - 1) / UNITS;
        // It is at most the length that was a span before.
        Some((job.item, Span::from_micros(micros as i64)))
    }

    /// Sets the number of servers; all jobs go on.
    ///
    /// # Panics
    ///
    /// If `now` is earlier than the last change.
    pub fn set_servers(&mut self, now: Time, servers: usize) {
        self.advance(now);
        self.servers = servers;
        self.watch.capacity(now, servers);
        self.record(now);
    }

    /// The busy servers, and the jobs that share them.
    fn rate(&self) -> (i128, i128) {
        let jobs = self.jobs.len();
        (self.servers.min(jobs) as i128, jobs.max(1) as i128)
    }

    /// Does the work until `now`.
    fn advance(&mut self, now: Time) {
        let passed = now.checked_since(self.now);
        let passed = passed.filter(|passed| !passed.is_negative());
        let Some(passed) = passed else {
            panic!(
                "at {now}: {} has worked until {} already",
                self.name, self.now
            );
        };
        let (servers, sharers) = self.rate();
        self.done.0 += Work::of(passed).0 * servers / sharers;
        self.now = now;
    }

    fn record(&mut self, now: Time) {
        let busy = self.servers.min(self.jobs.len());
        self.watch.busy(now, busy);
        self.watch.waiting(now, self.jobs.len() - busy);
    }

    /// The name given to it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number of servers.
    #[must_use]
    pub fn servers(&self) -> usize {
        self.servers
    }

    /// The number of jobs now.
    #[must_use]
    pub fn in_service(&self) -> usize {
        self.jobs.len()
    }

    /// The number of jobs that were [taken out](Self::withdraw).
    #[must_use]
    pub fn gave_up(&self) -> u64 {
        self.gave_up
    }

    /// The jobs now, the next to be complete first.
    pub fn jobs(&self) -> impl Iterator<Item = (JobId, &T)> {
        self.jobs.iter().map(|(id, job)| (*id, &job.item))
    }

    /// The job with this name; `None` if it has left.
    ///
    /// # Panics
    ///
    /// If servers of another name gave out `id`.
    #[must_use]
    pub fn job(&self, id: JobId) -> Option<&T> {
        self.owner.check(id.of, &self.name);
        Some(&self.jobs.get(&id)?.item)
    }

    /// The watch, with what it has recorded.
    #[must_use]
    pub fn watch(&self) -> &W {
        &self.watch
    }

    /// Restarts the statistics at `now`, as at the end of a warm-up. No job leaves.
    pub fn reset_statistics(&mut self, now: Time) {
        self.watch.reset(now);
        self.gave_up = 0;
    }
}

/// Rounding may part jobs that end at one instant by some units, so one that lacks at most this is complete: 2⁻⁸ microseconds.
const SLACK: i128 = 1 << 24;
