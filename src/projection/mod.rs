//! Projections: run the office of a scenario many times and sum up the results.
//!
//! The office model meets the experiment here. What the command line prints, these calls return.

// | file, in reading order | what it holds |
// |---|---|
// | `memory` | the memory that a projection will keep |
// | `calendar` | the working and calendar days of a plan, counted once |
// | `trend` | whether the queue grew at the end of a run |
// | `replication` | one replication in numbers |
// | `prepared` | a plan made ready to run |
// | `totals` | sums over replications, day by day |
// | `table` | the types and macros behind a table of measures |
// | `measures` | the tables: every reported number, once |
// | `numbers` | quantiles, intervals and shares |
// | `summing` | how each kind of number is summed up over replications |
// | `summary` | computes the answer from the replications |
// | `results` | the answer |
// | `holding` | whether the office keeps up with new recordings |
// | `together` | the replications of scenarios that are run together |
// | `precision` | replications until the answer is as precise as asked |
// | `so_far` | how precise the answer is so far |
// | `parts` | replications stored in files, merged into the same answer |
// | `remedies` | what would help, tried |
// | `more_blanks` | how many more blanks would do, tried |
// | `spread` | how far futures differ by chance, and by what nobody knows |
// | `sensitivity` | which of the unknown values matters |
// | `promise` | when the card of one resident is printed |
// | `compare` | several scenarios on common random numbers |
// | `select` | the scenario with the fewest working days |
// | `goal` | what is to be reached in most futures |
// | `find` | how far a value may go for a goal to be reached |

mod calendar;
mod compare;
mod find;
mod goal;
mod holding;
mod measures;
mod memory;
mod more_blanks;
mod numbers;
mod parts;
mod precision;
mod prepared;
mod promise;
mod remedies;
mod replication;
mod results;
mod select;
mod sensitivity;
mod so_far;
mod spread;
mod summary;
mod summing;
mod table;
mod together;
mod totals;
mod trend;

use std::sync::Arc;

use jiff::civil::Date;

use crate::engine::Observer;
use crate::error::Result;
use crate::experiment::{Control, Settings};
use crate::office::plan::Plan;
use crate::office::{Event, Office, Outcome, Run, Setup};
use crate::random::Streams;
use crate::time::Time;

use prepared::Prepared;
use together::Together;

pub(crate) use compare::compared;
pub use compare::{compare, compare_by_place};
pub use find::{Search, Tried, find};
pub use goal::{Goal, Wanted};
pub use holding::{Holding, Lack, Lately};
pub use measures::*;
pub(crate) use memory::{MOST_KEPT, too_many};
pub use more_blanks::{MoreBlanks, more_blanks};
pub use numbers::*;
pub(crate) use parts::{About, check, project_replications, whole};
pub use parts::{PartFiles, project_part};
pub use precision::{DaysPrecision, project_to, project_to_by_place};
pub use promise::{Asker, PromisedCard, PromisedCards, promise, promises};
pub use remedies::{Remedy, remedies};
pub use replication::Replication;
pub use results::*;
pub use select::{DaysIndifference, select};
pub use sensitivity::{Sensitivity, sensitivity};
pub use spread::{Spread, UnknownShare, spread};
pub(crate) use summary::month_ends;
pub(crate) use summing::{dates, measure};
pub(crate) use table::nested;
pub use table::{Found, MeasureRow, MeasureUnit};
pub use totals::{DailyItem, Totals};
pub use trend::DailyRates;
pub(crate) use trend::{LATELY, WINDOW, window};

/// Projects one scenario: runs its replications and sums them up. `by` adds dates for P(cleared by) to the month ends.
///
/// # Errors
///
/// What [`Setup::new`] returns for the plan; [`ErrorKind::Value`](crate::error::ErrorKind::Value) if the requested replications would keep more than 4 GB, or one of
/// them records too many residents; [`ErrorKind::Interrupted`](crate::error::ErrorKind::Interrupted) if stopped before any replication was done; [`ErrorKind::Internal`](crate::error::ErrorKind::Internal) if
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
    let mut together = Together::new(plans, by_place)?;
    together.add(settings, control)?;
    Ok(together.sum_up(settings, by))
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
