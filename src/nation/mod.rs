//! A nation: many offices of one kind that share the blanks which the ministry receives, and its outages.
//!
//! A [`Nation`] is a table of offices and one plan that all of them follow. [`project()`] runs it many times and sums up; [`compare()`] does so
//! under several rules of [`Allotment`] on common random numbers. Each office draws from streams whose names begin with its code,
//! so no two offices share their luck, and an office alone has the bits that it has among all.

// | file, in reading order | what it holds |
// |---|---|
// | `table` | one office of the table |
// | `plan` | what a nation is, and the plan of each of its offices |
// | `allotment` | the rules by which blanks are allotted |
// | `split` | blanks allotted by weights, and in order of need |
// | `outcome` | the outcome of one replication |
// | `run` | one replication |
// | `results` | the answer |
// | `inequality` | how unequally the offices are served |
// | `summary` | computes the answer from the replications |
// | `parts` | replications stored in files, merged into the same answer |
// | `compare` | several rules on common random numbers |
// | `idle` | blanks that lie where they help nobody, and whether another rule would help |

mod allotment;
mod compare;
mod idle;
mod inequality;
mod outcome;
mod parts;
mod plan;
mod results;
mod run;
mod split;
mod summary;
mod table;

use std::sync::Arc;

use jiff::civil::Date;

use crate::error::Result;
use crate::experiment::{Control, Settings, each_of};
use crate::random::Streams;

pub use allotment::Allotment;
pub use compare::{NationComparison, RuleDifference, compare, compared};
pub(crate) use idle::candidates;
pub use idle::{RuleTried, other_rule};
pub use outcome::NationOutcome;
pub(crate) use parts::{About, check, nation_replications, offices_of, whole};
pub use parts::{NationParts, nation_part};
pub use plan::{Lots, Nation};
pub(crate) use results::OFFICES_DONE;
pub use results::{NationProjection, OfficeAnswer, ServedBy};
pub use run::NationSetup;
pub use table::OfficeRow;

/// Runs the replications of a nation and sums them up. `by` adds dates to the month ends by which people are counted.
///
/// # Errors
///
/// What is wrong with the plan of an office, by its code; [`ErrorKind::Value`](crate::error::ErrorKind::Value) if the requested replications would
/// keep more than 4 GB; [`ErrorKind::Interrupted`](crate::error::ErrorKind::Interrupted) if stopped before any replication was done.
pub fn project(
    nation: impl Into<Arc<Nation>>,
    settings: &Settings,
    by: &[Date],
    control: &Control<'_>,
) -> Result<NationProjection> {
    let nation = nation.into();
    summary::check_memory(&nation, settings)?;
    let prepared = NationSetup::new(Arc::clone(&nation))?;
    let mut outcomes = Vec::new();
    let one = |streams: &Streams| prepared.replication(streams, control);
    let take = |outcome| {
        outcomes.push(outcome);
        Ok(())
    };
    each_of(|place| place, settings, control, one, take)?;
    Ok(summary::sum_up(nation, settings, by, outcomes))
}
