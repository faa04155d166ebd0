//! One replication: from a setup and its streams to an outcome.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Outcome;
use super::event::Event;
use super::model::Office;
use super::setup::Setup;
use super::state::State;
use crate::engine::{Calendar, Ended, Fingerprint, Observer, Simulation, checkpoint};
use crate::error::{Error, ErrorKind, Result};
use crate::random::Streams;
use crate::time::Time;
use crate::words::{Message, Variable};

/// A replication under way. It can be looked at, cloned, saved, and continued in another way than it began.
///
/// # Examples
///
/// ```
/// use std::sync::Arc;
/// use cetak::office::{Setup, Run};
/// use cetak::random::Streams;
/// # use cetak::office::plan::Plan;
/// # fn example(plan: Plan) -> cetak::error::Result<()> {
/// let setup = Arc::new(Setup::new(plan)?);
/// let mut run = Run::new(setup, &Streams::new(1, 0));
/// run.run_to_day(20);
/// println!("{} still wait", run.office().waiting());
/// let outcome = run.finish()?;
/// println!("cleared on day {:?}", outcome.cleared);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Run {
    sim: Simulation<Office>,
    fingerprint: Fingerprint,
}

impl Run {
    /// A replication at its start.
    pub fn new(setup: Arc<Setup>, streams: &Streams) -> Self {
        Self {
            sim: Simulation::new(Office::new(setup, streams)),
            fingerprint: Fingerprint::new(),
        }
    }

    /// The simulated time.
    pub fn now(&self) -> Time {
        self.sim.now()
    }

    /// The office as it is now.
    pub fn office(&self) -> &Office {
        self.sim.model()
    }

    /// Runs to the midnight that begins a day, counted from the start; nothing happens when that is past, or when the run has ended.
    pub fn run_to_day(&mut self, day: u32) {
        let midnight = Time::midnight(i64::from(day));
        if midnight > self.now() && !self.has_ended() {
            self.sim.observed(&mut self.fingerprint).run_until(midnight);
        }
    }

    /// Adds an event to the future of this run: a delivery, a repair, an upgrade. Openings, closings, the end of cards and the horizon
    /// are the run's own, and a checkpoint with others than those is refused by [`load`](Self::load).
    ///
    /// # Panics
    ///
    /// If the time is past.
    pub fn schedule(&mut self, at: Time, event: Event) {
        self.sim
            .calendar_mut()
            .schedule_with(at, event.priority(), event);
    }

    /// Runs to the end and gives the outcome.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Internal`](crate::ErrorKind::Internal) when the run contradicts itself: a card too many, a minute too few.
    pub fn finish(mut self) -> Result<Outcome> {
        if !self.has_ended() {
            self.sim.observed(&mut self.fingerprint).run();
        }
        self.outcome()
    }

    fn has_ended(&self) -> bool {
        let office = self.office();
        office.state.has_ended(&office.setup, self.now())
    }

    /// Runs to the end and gives the outcome, unless `stop` turns true before.
    ///
    /// # Errors
    ///
    /// As [`Run::finish`]; [`ErrorKind::Interrupted`] when stopped.
    pub fn finish_unless(mut self, stop: &AtomicBool) -> Result<Outcome> {
        // An opening of a large office can take a millisecond, a card some hundred nanoseconds.
        const EVENTS: u64 = 100;
        while !stop.load(Ordering::Relaxed) {
            if self.has_ended() {
                return self.outcome();
            }
            let ended = self.sim.observed(&mut self.fingerprint).run_events(EVENTS);
            if ended != Ended::Count {
                return self.outcome();
            }
        }
        let message = Message::new("run-stopped").with("now", self.now());
        Err(Error::of(ErrorKind::Interrupted, message))
    }

    /// Runs to the end, showing each event to an observer, and gives the outcome.
    ///
    /// # Errors
    ///
    /// As [`Run::finish`].
    pub fn finish_observed(mut self, observer: &mut impl Observer<Office>) -> Result<Outcome> {
        if !self.has_ended() {
            let mut both = Both(&mut self.fingerprint, observer);
            self.sim.observed(&mut both).run();
        }
        self.outcome()
    }

    fn outcome(self) -> Result<Outcome> {
        let now = self.sim.now();
        let fingerprint = self.fingerprint.value();
        super::check::conclude(self.sim.into_model(), now, fingerprint)
    }

    /// Saves the run to a file, whole or not at all.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let office = self.office();
        let saved = (&office.state, self.sim.calendar(), &self.fingerprint);
        checkpoint::save(path, office.setup.digest(), &saved)
    }

    /// Loads a run that was saved under the same plan, by the same version of this program.
    ///
    /// A file that was changed by accident does not have the hash that it says. One that was changed on purpose, with a new
    /// hash, is refused where it contradicts the plan, its clock, its events to come, or itself: then it goes on, and its
    /// books balance. It may still be the state of another run of the plan, with other luck (the streams, the wear of a printer,
    /// when a card will be done), another past (what waited on a day that is over), or more events than the plan has, as
    /// [`schedule`](Self::schedule) adds them. No check can tell that from the run that was saved.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is no checkpoint, belongs to another plan or another version, or contradicts itself.
    pub fn load(path: impl AsRef<Path>, setup: Arc<Setup>) -> Result<Self> {
        let path = path.as_ref();
        let saved: (State, Calendar<Event>, Fingerprint) = checkpoint::load(path, setup.digest())?;
        let (mut state, calendar, fingerprint) = saved;
        super::loaded::check(&setup, &mut state, &calendar).map_err(|finding| {
            // Said for those who write checkpoints: by the names of events and fields, in English alone.
            let detail = Variable::foreign(finding);
            let message = Message::new("run-contradicts").with("detail", detail);
            Error::of(ErrorKind::Checkpoint, message).in_file(path)
        })?;
        Ok(Self {
            sim: Simulation::resume(Office::in_state(setup, state), calendar),
            fingerprint,
        })
    }
}

/// Runs one replication of a setup to its end.
///
/// # Errors
///
/// As [`Run::finish`].
pub fn run(setup: &Arc<Setup>, streams: &Streams) -> Result<Outcome> {
    Run::new(Arc::clone(setup), streams).finish()
}

/// Two observers of one run.
struct Both<'a, A, B>(&'a mut A, &'a mut B);

impl<A: Observer<Office>, B: Observer<Office>> Observer<Office> for Both<'_, A, B> {
    fn before(&mut self, now: Time, event: &Event, office: &Office) {
        self.0.before(now, event, office);
        self.1.before(now, event, office);
    }

    fn after(&mut self, now: Time, office: &Office) {
        self.0.after(now, office);
        self.1.after(now, office);
    }
}
