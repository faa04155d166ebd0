//! A plan made ready to run, and its replications, each in a world of its own.

use std::sync::Arc;

use super::calendar::DayCounts;
use super::replication::Replication;
use crate::engine::Observer;
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::Control;
use crate::office::plan::Plan;
use crate::office::{DailyCounts, Day, KecamatanId, Office, Outcome, Run, Setup};
use crate::random::Streams;
use crate::words::Message;

/// What is seen of one replication: what each place did day by day only if asked for.
pub(super) type Seen = (Outcome, Replication, Option<DailyCounts>);

/// A plan made ready to run, with its best case.
pub(super) struct Prepared {
    pub setup: Arc<Setup>,
    pub best: Option<Day>,
    pub days: DayCounts,
    pub never_served: Box<[KecamatanId]>,
}

impl Prepared {
    pub fn new(plan: Arc<Plan>) -> Result<Self> {
        Ok(Self::of(Setup::new(plan)?))
    }

    pub fn of(setup: Setup) -> Self {
        let best = setup.best_case();
        Self {
            days: DayCounts::of(setup.plan()),
            never_served: setup.plan().never_served().into(),
            setup: Arc::new(setup),
            best,
        }
    }

    /// Runs one replication, in a world of its own if the plan has unknown values.
    pub fn replication(
        &self,
        streams: &Streams,
        control: &Control<'_>,
    ) -> Result<(Outcome, Replication)> {
        match self.setup.plan().drawn(streams)? {
            None => self.run(streams, control),
            Some(world) => Self::new(Arc::new(world.plan))?.run(streams, control),
        }
    }

    /// Runs one replication like [`replication`](Self::replication), and sees what each place does if asked to.
    pub fn seen(&self, streams: &Streams, by_place: bool, control: &Control<'_>) -> Result<Seen> {
        if !by_place {
            let (outcome, row) = self.replication(streams, control)?;
            return Ok((outcome, row, None));
        }
        let world = self.setup.plan().drawn(streams)?;
        let world = world.map(|world| Self::new(Arc::new(world.plan)));
        let world = world.transpose()?;
        let office = world.as_ref().unwrap_or(self);
        let mut places = DailyCounts::of(&office.setup);
        let outcome = office.watched(streams, control, &mut places)?;
        let row = Replication::of(&outcome, office);
        let places = places.until_the_end(&outcome);
        Ok((outcome, row, Some(places)))
    }

    /// Runs one replication of the plan as it is.
    pub fn run(&self, streams: &Streams, control: &Control<'_>) -> Result<(Outcome, Replication)> {
        let outcome = self.watched(streams, control, &mut ())?;
        let row = Replication::of(&outcome, self);
        Ok((outcome, row))
    }

    /// Runs one replication of the plan as it is before an observer; it is an error if it is better than the best case.
    pub fn watched(
        &self,
        streams: &Streams,
        control: &Control<'_>,
        observer: &mut impl Observer<Office>,
    ) -> Result<Outcome> {
        let run = Run::new(Arc::clone(&self.setup), streams);
        let outcome = match control.stop {
            Some(stop) => run.finish_observed_unless(observer, stop)?,
            None => run.finish_observed(observer)?,
        };
        match outcome.cleared {
            Some(day) if self.best.is_none_or(|best| day < best) => {
                Err(better_than_best(&self.setup, day, self.best, streams))
            }
            _ => Ok(outcome),
        }
    }
}

fn better_than_best(setup: &Setup, day: Day, best: Option<Day>, streams: &Streams) -> Error {
    let plan = setup.plan();
    let replication = streams.replication() as f64;
    let date = plan.date(day).to_string();
    let message = match best {
        Some(best) => Message::new("faster-than-best")
            .with("replication", replication)
            .with("date", date)
            .with("best", plan.date(best).to_string()),
        None => Message::new("faster-than-never")
            .with("replication", replication)
            .with("date", date),
    };
    Error::of(ErrorKind::Internal, message)
}
