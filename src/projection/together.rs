//! The replications of scenarios that are run together, as far as they are done.

use std::sync::Arc;

use jiff::civil::Date;

use super::prepared::{Prepared, Seen};
use super::replication::Replication;
use super::results::Projection;
use super::summary;
use super::totals::Totals;
use crate::error::Result;
use crate::experiment::{Control, Settings, each_of};
use crate::office::plan::Plan;
use crate::random::Streams;

/// Scenarios that are run together: one replication of each, then the next of each, so that all have done the same replications.
pub(super) struct Together {
    offices: Vec<Office>,
    by_place: bool,
    /// The number of the first replication.
    first: u32,
}

/// A scenario and what is kept of its replications.
pub(super) struct Office {
    prepared: Prepared,
    pub rows: Vec<Replication>,
    totals: Totals,
}

impl Together {
    pub fn new(plans: &[Arc<Plan>], by_place: bool) -> Result<Self> {
        Self::from(0, plans, by_place)
    }

    /// The same with replications that are numbered from `first` on.
    pub fn from(first: u32, plans: &[Arc<Plan>], by_place: bool) -> Result<Self> {
        let office = |plan: &Arc<Plan>| {
            let days = plan.last_day() as usize + 1;
            let mut totals = Totals::new(days, plan.sites.len());
            if by_place {
                totals.add_places(plan.kecamatan.len());
            }
            Ok(Office {
                prepared: Prepared::new(Arc::clone(plan))?,
                rows: Vec::new(),
                totals,
            })
        };
        Ok(Self {
            offices: plans.iter().map(office).collect::<Result<_>>()?,
            by_place,
            first,
        })
    }

    /// Goes on with as many replications as `settings` says.
    pub fn add(&mut self, settings: &Settings, control: &Control<'_>) -> Result<()> {
        let first = self.first + self.done();
        let mut kept: Vec<_> = Vec::with_capacity(self.offices.len());
        let mut prepared: Vec<_> = Vec::with_capacity(self.offices.len());
        for office in &mut self.offices {
            prepared.push(&office.prepared);
            kept.push((&mut office.rows, &mut office.totals));
        }
        let one = |streams: &Streams| -> Result<Vec<Seen>> {
            let seen = prepared.iter();
            seen.map(|office| office.seen(streams, self.by_place, control))
                .collect()
        };
        let take = |seen: Vec<Seen>| {
            for ((rows, totals), seen) in kept.iter_mut().zip(seen) {
                keep(rows, totals, seen);
            }
            Ok(())
        };
        each_of(|place| first + place, settings, control, one, take)?;
        Ok(())
    }

    /// Adds the next replication of each scenario, which was run elsewhere.
    pub fn take(&mut self, seen: impl IntoIterator<Item = Seen>) {
        for (office, seen) in self.offices.iter_mut().zip(seen) {
            keep(&mut office.rows, &mut office.totals, seen);
        }
    }

    /// The number of replications done.
    pub fn done(&self) -> u32 {
        self.offices
            .first()
            .map_or(0, |office| office.rows.len() as u32)
    }

    /// The offices, in the order of their plans.
    pub fn offices(&self) -> &[Office] {
        &self.offices
    }

    /// Sums up what was done of the replications that `settings` asked for.
    pub fn sum_up(self, settings: &Settings, by: &[Date]) -> Vec<Projection> {
        let sum_up = |office: Office| {
            summary::sum_up(
                &office.prepared.setup,
                settings,
                by,
                office.rows,
                office.totals,
            )
        };
        self.offices.into_iter().map(sum_up).collect()
    }
}

/// Keeps what was seen of a replication.
fn keep(rows: &mut Vec<Replication>, totals: &mut Totals, (outcome, row, places): Seen) {
    totals.record(&outcome);
    if let Some(places) = places {
        totals.record_places(&places);
    }
    rows.push(row);
}
