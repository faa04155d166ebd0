//! Projections: run the office of a scenario many times and sum up the results.
//!
//! The office model meets the experiment here. What the command line prints, these calls return.

// | file, in reading order | what it holds |
// |---|---|
// | `memory` | the memory that a projection will keep |
// | `calendar` | the working and calendar days of a plan, counted once |
// | `trend` | whether the queue grew at the end of a run |
// | `replication` | one replication in numbers |
// | `series` | sums over replications, day by day |
// | `table` | the types and macros behind a table of measures |
// | `measures` | the tables: every reported number, once |
// | `numbers` | quantiles, intervals and shares |
// | `summing` | how each kind of number is summed up over replications |
// | `summary` | computes the answer from the replications |
// | `results` | the answer |
// | `remedies` | what would help, tried |
// | `spread` | how far futures differ by chance, and by what nobody knows |
// | `promise` | when the card of one resident is printed |
// | `compare` | several scenarios on common random numbers |
// | `goal` | what is to be reached in most futures |
// | `find` | how far a value may go for a goal to be reached |

mod calendar;
mod compare;
mod find;
mod goal;
mod measures;
mod memory;
mod numbers;
mod promise;
mod remedies;
mod replication;
mod results;
mod series;
mod spread;
mod summary;
mod summing;
mod table;
mod trend;

use std::sync::Arc;

use jiff::civil::Date;

use crate::engine::Observer;
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::{Control, Settings, each};
use crate::office::plan::Plan;
use crate::office::{DailyCounts, Day, Event, Office, Outcome, Run, Setup};
use crate::random::Streams;
use crate::time::Time;
use crate::words::Message;

use calendar::DayCounts;

pub use compare::{compare, compare_by_place};
pub use find::{Search, Tried, find};
pub use goal::{Goal, Wanted};
pub use measures::*;
pub use numbers::*;
pub use promise::{Asker, Promise, Promises, promise, promises};
pub use remedies::{Remedy, remedies};
pub use replication::Replication;
pub use results::*;
pub use series::{DailyItem, Series};
pub use spread::{Spread, spread};
pub(crate) use table::nested;
pub use table::{Found, MeasureRow, MeasureUnit};
pub use trend::Rates;

/// Projects one scenario: runs its replications and sums them up. `by` adds dates for P(cleared by) to the month ends.
///
/// # Errors
///
/// What [`Setup::new`] returns for the plan; [`ErrorKind::Value`] if the requested replications would keep more than 4 GB, or one of
/// them records too many residents; [`ErrorKind::Interrupted`] if stopped before any replication was done; [`ErrorKind::Internal`] if
/// a replication contradicts itself or is better than the best case. Such an error stops everything, because no result can be
/// trusted.
pub fn project(
    plan: impl Into<Arc<Plan>>,
    settings: &Settings,
    by: &[Date],
    control: &Control<'_>,
) -> Result<Projection> {
    let mut all = project_all(&[plan.into()], settings, by, false, control)?;
    Ok(all.remove(0))
}

/// The same with what each place does day by day: [`Daily::printed_by_site`] and [`Daily::waiting_by_kecamatan`].
///
/// # Errors
///
/// Like [`project`].
pub fn project_by_place(
    plan: impl Into<Arc<Plan>>,
    settings: &Settings,
    by: &[Date],
    control: &Control<'_>,
) -> Result<Projection> {
    let mut all = project_all(&[plan.into()], settings, by, true, control)?;
    Ok(all.remove(0))
}

/// Projects scenarios together: one replication of each, then the next of each. If stopped, all have completed the same replications.
fn project_all(
    plans: &[Arc<Plan>],
    settings: &Settings,
    by: &[Date],
    by_place: bool,
    control: &Control<'_>,
) -> Result<Vec<Projection>> {
    memory::check(plans, settings, by_place)?;
    let offices = plans
        .iter()
        .map(|plan| Prepared::new(Arc::clone(plan)))
        .collect::<Result<Vec<_>>>()?;
    let nothing = |plan: &Arc<Plan>| {
        let days = plan.last_day() as usize + 1;
        let mut series = Series::new(days, plan.sites.len());
        if by_place {
            series.add_places(plan.kecamatan.len());
        }
        (Vec::new(), series)
    };
    let mut kept: Vec<(Vec<Replication>, Series)> = plans.iter().map(nothing).collect();
    let one = |streams: &Streams| -> Result<Vec<Seen>> {
        let outcomes = offices
            .iter()
            .map(|office| office.seen(streams, by_place, control));
        outcomes.collect()
    };
    each(settings, control, one, |outcomes| {
        for ((rows, series), (outcome, row, places)) in kept.iter_mut().zip(outcomes) {
            series.record(&outcome);
            if let Some(places) = places {
                series.record_places(&places);
            }
            rows.push(row);
        }
    })?;
    let sum_up = |(office, (rows, series)): (&Prepared, (Vec<Replication>, Series))| {
        summary::sum_up(&office.setup, settings, by, rows, series)
    };
    Ok(offices.iter().zip(kept).map(sum_up).collect())
}

/// The error of what is stopped before all of it is done, and of which a part would be no answer.
fn stopped() -> Error {
    Error::of(ErrorKind::Interrupted, Message::new("experiment-stopped"))
}

/// What is seen of one replication: what each place did day by day only if asked for.
type Seen = (Outcome, Replication, Option<DailyCounts>);

/// A plan made ready to run, with its best case.
struct Prepared {
    setup: Arc<Setup>,
    best: Option<Day>,
    days: DayCounts,
}

impl Prepared {
    fn new(plan: Arc<Plan>) -> Result<Self> {
        Ok(Self::of(Setup::new(plan)?))
    }

    fn of(setup: Setup) -> Self {
        let best = setup.best_case();
        let days = DayCounts::of(setup.plan());
        let setup = Arc::new(setup);
        Self { setup, best, days }
    }

    /// Runs one replication, in a world of its own if the plan has unknown values.
    fn replication(
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
    fn seen(&self, streams: &Streams, by_place: bool, control: &Control<'_>) -> Result<Seen> {
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
        let row = Replication::of(&outcome, &office.days, office.best);
        let places = places.until_the_end(&outcome);
        Ok((outcome, row, Some(places)))
    }

    /// Runs one replication of the plan as it is.
    fn run(&self, streams: &Streams, control: &Control<'_>) -> Result<(Outcome, Replication)> {
        let outcome = self.watched(streams, control, &mut ())?;
        let row = Replication::of(&outcome, &self.days, self.best);
        Ok((outcome, row))
    }

    /// Runs one replication of the plan as it is before an observer; it is an error if it is better than the best case.
    fn watched(
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

/// Runs one replication, and passes each event to `line` with the office as it is after the event.
///
/// # Errors
///
/// Like [`project`].
pub fn trace(
    plan: impl Into<Arc<Plan>>,
    streams: &Streams,
    line: &mut dyn FnMut(Time, &Event, &Office),
) -> Result<Outcome> {
    let plan = plan.into();
    let plan = match plan.drawn(streams)? {
        None => plan,
        Some(world) => Arc::new(world.plan),
    };
    let setup = Arc::new(Setup::new(plan)?);
    Run::new(setup, streams).finish_observed(&mut EventLines { event: None, line })
}

/// Remembers the current event, so that it can be shown together with its effect.
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
