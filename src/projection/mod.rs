//! Projections: the office of a scenario, many times, and what follows from it.
//!
//! This is where the office model meets the experiment; what the command line prints, these calls return.

// | file, in reading order | what it holds |
// |---|---|
// | `memory` | what a projection will keep |
// | `calendar` | the days of a plan, counted once |
// | `replication` | one replication in numbers |
// | `series` | what replications have day by day, added up |
// | `table` | what a table of measures is made of |
// | `measures` | the tables: every number that is reported, once |
// | `numbers` | quantiles, intervals and shares |
// | `summing` | how replications are summed up, by the kind of number |
// | `summary` | from the replications to the answer |
// | `results` | the answer |
// | `compare` | several scenarios on the same chance |

mod calendar;
mod compare;
mod measures;
mod memory;
mod numbers;
mod replication;
mod results;
mod series;
mod summary;
mod summing;
mod table;

use std::sync::Arc;

use jiff::civil::Date;

use crate::engine::Observer;
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::{Control, Settings, each};
use crate::office::plan::Plan;
use crate::office::{Day, Event, Office, Outcome, Run, Setup};
use crate::random::Streams;
use crate::time::Time;
use crate::words::Message;

pub use compare::compare;
pub use measures::*;
pub use numbers::*;
pub use replication::Replication;
pub use results::*;
pub use series::{DailyItem, Series};
pub use table::{Found, MeasureRow, MeasureUnit};

/// Projects one scenario: runs its replications and sums them up. `by` asks for P(cleared by) on dates beside the month ends.
///
/// # Errors
///
/// What [`Plan::validate`] finds; [`ErrorKind::Value`] when the replications asked for would keep more than 4 GB;
/// [`ErrorKind::Interrupted`] when stopped before anything was done; [`ErrorKind::Internal`] when a
/// replication contradicts itself or is better than the best case, which stops everything, for then no result can be trusted.
pub fn project(
    plan: impl Into<Arc<Plan>>,
    settings: &Settings,
    by: &[Date],
    control: &Control<'_>,
) -> Result<Projection> {
    let mut all = project_all(&[plan.into()], settings, by, control)?;
    Ok(all.remove(0))
}

/// Projects scenarios together: a replication of all, then the next of all. So when stopped, all have done the same replications.
fn project_all(
    plans: &[Arc<Plan>],
    settings: &Settings,
    by: &[Date],
    control: &Control<'_>,
) -> Result<Vec<Projection>> {
    memory::check(plans, settings)?;
    let offices = plans
        .iter()
        .map(|plan| Prepared::new(Arc::clone(plan)))
        .collect::<Result<Vec<_>>>()?;
    let nothing = |plan: &Arc<Plan>| {
        let days = plan.last_day() as usize + 1;
        (Vec::new(), Series::new(days, plan.sites.len()))
    };
    let mut kept: Vec<(Vec<Replication>, Series)> = plans.iter().map(nothing).collect();
    let one = |streams: &Streams| -> Result<Vec<Outcome>> {
        let outcomes = offices
            .iter()
            .map(|office| office.replication(streams, control));
        outcomes.collect()
    };
    each(settings, control, one, |outcomes| {
        for ((rows, series), outcome) in kept.iter_mut().zip(&outcomes) {
            series.record(outcome);
            rows.push(Replication::from(outcome));
        }
    })?;
    let sum_up = |(office, (rows, series)): (&Prepared, (Vec<Replication>, Series))| {
        summary::sum_up(&office.setup, office.best, settings, by, rows, series)
    };
    Ok(offices.iter().zip(kept).map(sum_up).collect())
}

/// A plan made ready to run, with its best case.
struct Prepared {
    setup: Arc<Setup>,
    best: Option<Day>,
}

impl Prepared {
    fn new(plan: Arc<Plan>) -> Result<Self> {
        let setup = Arc::new(Setup::new(plan)?);
        let best = setup.best_case();
        Ok(Self { setup, best })
    }

    /// One replication, which is not better than the best case.
    fn replication(&self, streams: &Streams, control: &Control<'_>) -> Result<Outcome> {
        let run = Run::new(Arc::clone(&self.setup), streams);
        let outcome = match control.stop {
            Some(stop) => run.finish_unless(stop)?,
            None => run.finish()?,
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

/// Runs one replication and shows each event, with the office as it is after it, to `line`.
///
/// # Errors
///
/// As [`project`].
pub fn trace(
    plan: impl Into<Arc<Plan>>,
    streams: &Streams,
    line: &mut dyn FnMut(Time, &Event, &Office),
) -> Result<Outcome> {
    let setup = Arc::new(Setup::new(plan)?);
    Run::new(setup, streams).finish_observed(&mut EventLines { event: None, line })
}

/// Remembers the event that is handled, so that it can be told together with what it led to.
struct EventLines<'a> {
    event: Option<Event>,
    line: &'a mut dyn FnMut(Time, &Event, &Office),
}

impl Observer<Office> for EventLines<'_> {
    fn before(&mut self, _: Time, event: &Event, _: &Office) {
        self.event = Some(*event);
    }

    fn after(&mut self, now: Time, office: &Office) {
        if let Some(event) = &self.event {
            (self.line)(now, event, office);
        }
    }
}
