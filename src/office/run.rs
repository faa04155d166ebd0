//! One replication, from a setup and its streams to an outcome.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Outcome;
use super::event::Event;
use super::model::Office;
use super::setup::Setup;
use super::state::State;
use crate::engine::{Calendar, Fingerprint, Lifted, Observer, Simulation, checkpoint};
use crate::error::{Error, ErrorKind, Result};
use crate::random::Streams;
use crate::time::Time;
use crate::words::{Message, Variable};

/// A replication in progress. A program can inspect it, clone it, save it, and change its future.
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

    /// The office at present.
    pub fn office(&self) -> &Office {
        self.sim.model()
    }

    /// Runs to the midnight that begins a day, counted from the start. Does nothing if that midnight is past or the run has ended.
    pub fn run_to_day(&mut self, day: u32) {
        let midnight = Time::midnight(i64::from(day));
        if midnight > self.now() && !self.has_ended() {
            self.sim.observed(&mut self.fingerprint).run_until(midnight);
        }
    }

    /// Adds an event to the future of this run: a delivery, a repair, an upgrade. The run itself schedules openings, closings,
    /// finished cards and the horizon; [`load`](Self::load) refuses a checkpoint with any others of these.
    ///
    /// # Panics
    ///
    /// If the time is past.
    pub fn schedule(&mut self, at: Time, event: Event) {
        self.sim
            .calendar_mut()
            .schedule_with(at, event.priority(), event);
    }

    /// Runs to the end and returns the outcome.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Internal`](crate::ErrorKind::Internal) if the run contradicts itself: a card too many, a minute too few;
    /// [`ErrorKind::Value`] if chance recorded more residents than a run may have.
    pub fn finish(mut self) -> Result<Outcome> {
        self.run(&mut (), || true);
        self.outcome()
    }

    /// Runs to the end, as long as `goes_on` says so. Returns whether it came to the end.
    fn run(&mut self, observer: &mut impl Observer<Office>, goes_on: impl Fn() -> bool) -> bool {
        let printers = self.office().setup.stations.len();
        if printers <= Lifted::<FEW>::MOST {
            self.run_lifting::<FEW>(observer, goes_on)
        } else {
            self.run_lifting::<MANY>(observer, goes_on)
        }
    }

    /// The same with room for so many groups of cards.
    fn run_lifting<const GROUPS: usize>(
        &mut self,
        observer: &mut impl Observer<Office>,
        goes_on: impl Fn() -> bool,
    ) -> bool {
        let has_ended = self.has_ended();
        let mut cards = Lifted::<GROUPS>::new();
        // Cards that the calendar hands out before they are lifted again. To lift all of them for a few would cost more than it saves.
        let printers = self.office().setup.stations.len();
        let mut before_next = match printers <= Lifted::<GROUPS>::MOST {
            true => 0,
            false => u64::MAX,
        };
        while goes_on() {
            let mut observer = Both(&mut self.fingerprint, &mut *observer);
            if has_ended || self.sim.observed(&mut observer).step().is_none() {
                return true;
            }
            if before_next > 0 {
                before_next -= 1;
                continue;
            }
            let events = observer.0.events();
            self.sim
                .act(|office, cal| office.print_on(cal, &mut cards, &mut observer));
            let handled = observer.0.events() - events;
            before_next = (cards.wanted() as u64).saturating_sub(handled);
        }
        false
    }

    fn has_ended(&self) -> bool {
        let office = self.office();
        office.state.has_ended(&office.setup, self.now())
    }

    /// Runs to the end and returns the outcome, unless `stop` turns true first.
    ///
    /// # Errors
    ///
    /// Like [`Run::finish`]; [`ErrorKind::Interrupted`] if stopped.
    pub fn finish_unless(self, stop: &AtomicBool) -> Result<Outcome> {
        self.finish_observed_unless(&mut (), stop)
    }

    /// Runs to the end, shows each event to an observer, and returns the outcome, unless `stop` turns true first.
    ///
    /// # Errors
    ///
    /// Like [`Run::finish_unless`].
    pub fn finish_observed_unless(
        mut self,
        observer: &mut impl Observer<Office>,
        stop: &AtomicBool,
    ) -> Result<Outcome> {
        // Asked once a stretch of cards, which takes some microseconds.
        if self.run(observer, || !stop.load(Ordering::Relaxed)) {
            return self.outcome();
        }
        let message = Message::new("run-stopped").with("now", self.now());
        Err(Error::of(ErrorKind::Interrupted, message))
    }

    /// Runs to the end, shows each event to an observer, and returns the outcome.
    ///
    /// # Errors
    ///
    /// Like [`Run::finish`].
    pub fn finish_observed(mut self, observer: &mut impl Observer<Office>) -> Result<Outcome> {
        self.run(observer, || true);
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
    /// If the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let office = self.office();
        let saved = (&office.state, self.sim.calendar(), &self.fingerprint);
        checkpoint::save(path, office.setup.digest(), &saved)
    }

    /// Loads a run that was saved under the same plan, by the same version of this program.
    ///
    /// A file changed by accident does not match its hash and is refused. A file changed on purpose, with a new hash, is refused if
    /// it contradicts the plan, its clock, its pending events, or itself. Any other file loads and runs on, and its books balance. It
    /// may still hold the state of another run of the plan: with other chance events (the streams, the wear of a printer, when a card will
    /// be done), with a different past (how many waited on a day that is over), or with more events than the plan has, as
    /// [`schedule`](Self::schedule) adds them. No check can tell such a state from the run that was saved.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is no checkpoint, belongs to another plan or another version, or contradicts itself.
    pub fn load(path: impl AsRef<Path>, setup: Arc<Setup>) -> Result<Self> {
        let path = path.as_ref();
        let saved: (State, Calendar<Event>, Fingerprint) = checkpoint::load(path, setup.digest())?;
        let (mut state, calendar, fingerprint) = saved;
        super::loaded::check(&setup, &mut state, &calendar).map_err(|finding| {
            // This text is for programmers who write checkpoints: it uses the names of events and fields, in English only.
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
/// Like [`Run::finish`].
pub fn run(setup: &Arc<Setup>, streams: &Streams) -> Result<Outcome> {
    Run::new(Arc::clone(setup), streams).finish()
}

/// Groups of cards that are lifted at once, in an office of a few printers and in one of many. With more of them still, their cards go
/// through the calendar.
const FEW: usize = 1;
const MANY: usize = 256;

/// Two observers of one run.
struct Both<'a, A, B>(&'a mut A, &'a mut B);

impl<A: Observer<Office>, B: Observer<Office>> Observer<Office> for Both<'_, A, B> {
    #[inline]
    fn before(&mut self, now: Time, event: &Event, office: &Office) {
        self.0.before(now, event, office);
        self.1.before(now, event, office);
    }

    #[inline]
    fn after(&mut self, now: Time, office: &Office) {
        self.0.after(now, office);
        self.1.after(now, office);
    }
}
