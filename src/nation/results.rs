//! The answer for a nation.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::idle::RuleTried;
use super::outcome::NationOutcome;
use super::plan::Nation;
use crate::projection::{Dates, Measure, Share};

/// The answer of some replications of a nation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NationProjection {
    /// The nation that was run.
    pub nation: Arc<Nation>,
    /// The seed of all random streams.
    pub seed: u64,
    /// Number of replications done.
    pub replications: u32,
    /// Number of replications asked for.
    pub requested: u32,
    /// Whether nothing was stopped.
    pub complete: bool,
    /// If it rests on replications of several processes that are not all there: the first and the last of each range, counted from 1.
    pub so_far: Option<Vec<[u32; 2]>>,
    /// A hash of all events of all replications.
    pub fingerprint: u64,
    /// The offices, in the order of the table.
    pub offices: Vec<OfficeAnswer>,
    /// The people with a card, by date; the last date is the horizon.
    pub served: Vec<ServedBy>,
    /// The date on which half of the offices, nine out of ten, and all have served 95 % of their backlog.
    pub offices_done: [Dates; 3],
    /// All people who came, with and without a card.
    pub people: Measure,
    /// Residents waiting at the end in all offices.
    pub waiting: Measure,
    /// Suket that expired before their holder had a card.
    pub expired: Measure,
    /// Offices that are starved: somebody waits at the end, and there is no blank.
    pub starved: Measure,
    /// The kecamatan of these offices.
    pub starved_kecamatan: Measure,
    /// Blanks on hand at offices where nobody waits at the end.
    pub idle_blanks: Measure,
    /// Blanks that no office had received by the end: at the ministry, or on their way.
    pub not_received: Measure,
    /// Gini's coefficient of the coverage of the offices, weighted by people.
    pub inequality: Measure,
    /// The coverage of the tenth of people in the worst offices.
    pub worst_tenth: Measure,
    /// Another rule that was tried where blanks lie idle while offices are starved; see [`other_rule`](super::other_rule()).
    pub other_rule: Option<RuleTried>,
    /// The replications, in order.
    pub outcomes: Vec<NationOutcome>,
}

/// The shares of offices of [`NationProjection::offices_done`].
pub(crate) const OFFICES_DONE: [f64; 3] = [0.5, 0.9, 1.0];

/// The answer for one office of a nation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct OfficeAnswer {
    /// The date on which 95 % of its backlog has a card.
    pub nearly_all: Dates,
    /// Residents waiting at the end.
    pub waiting: Measure,
    /// The share of all who came that has a card at the end, 0 to 1.
    pub coverage: Measure,
    /// Blanks received.
    pub received: Measure,
    /// Open days on which printing stood still for want of blanks.
    pub blankless_days: Measure,
    /// Suket that expired before their holder had a card.
    pub expired: Measure,
    /// In how many replications it is starved.
    pub starved: Share,
}

/// The people with a card by the end of a day, and those who have come by then.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ServedBy {
    /// The date.
    pub date: Date,
    /// People with a card.
    pub people: Measure,
    /// People who have come, with and without a card.
    pub came: Measure,
    /// The share of them with a card, 0 to 1.
    pub share: Measure,
}
