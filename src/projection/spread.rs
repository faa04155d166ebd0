//! How far the futures differ: by chance, and by what nobody knows.

use std::sync::Arc;

use serde::Serialize;

use super::Prepared;
use super::numbers::Interval;
use super::results::Projection;
use crate::error::Result;
use crate::experiment::numbers::CONFIDENCE;
use crate::experiment::{Control, Settings, replicate_all};
use crate::office::plan::Unknown;
use crate::office::{Day, NEARLY_ALL};
use crate::random::Streams;
use crate::stats::{Tally, explained_share};

/// Worlds in which a second future is run.
const MOST: u32 = 300;

/// The groups of levels of an unknown value.
const GROUPS: f64 = 20.0;

/// The variance of the calendar days until 95 % of the initial backlog are served, in days², split in two. A replication in which this does
/// not happen counts with the day after the horizon.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Spread {
    /// What differs between two futures of one world: chance.
    pub chance: f64,
    /// What differs between worlds: what nobody knows. 0 if everything is known.
    pub not_knowing: f64,
    /// The share of the variance that comes from each value that nobody knows, if it alone were known; in the order of
    /// [`Worlds::unknown`](crate::office::plan::Worlds::unknown). Empty with fewer than 100 replications.
    pub by_unknown: Vec<UnknownShare>,
}

/// What one value that nobody knows has in the variance.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct UnknownShare {
    /// Its key.
    pub key: String,
    /// The share of the variance, 0 to 1.
    pub share: f64,
    /// Its 95 % interval.
    pub interval: Interval,
}

impl Spread {
    /// The share of what nobody knows in the whole, 0 to 1; `None` if nothing differs.
    #[must_use]
    pub fn share_of_not_knowing(&self) -> Option<f64> {
        let all = self.chance + self.not_knowing;
        (all > 0.0).then(|| self.not_knowing / all)
    }
}

/// Splits the variance of a projection: in some of its worlds a second future is run, with the same unknown values and other chance. Half the
/// mean squared difference of the two estimates the variance by chance (one-way analysis of variance with random effects); the rest of the
/// variance is not knowing. `None` with fewer than two replications.
///
/// # Errors
///
/// Like [`project`](super::project()); [`ErrorKind::Interrupted`](crate::ErrorKind::Interrupted) if stopped before all are done.
pub fn spread(
    p: &Projection,
    threads: Option<usize>,
    control: &Control<'_>,
) -> Result<Option<Spread>> {
    let late = p.plan.last_day() + 1;
    let day = |day: Option<Day>| f64::from(day.unwrap_or(late));
    let firsts: Vec<f64> = p
        .outcomes
        .iter()
        .map(|r| day(r.served_on[NEARLY_ALL]))
        .collect();
    let all: Tally = firsts.iter().copied().collect();
    let Some(variance) = all.variance() else {
        return Ok(None);
    };
    if p.plan.worlds.is_empty() {
        return Ok(Some(Spread {
            chance: variance,
            not_knowing: 0.0,
            by_unknown: Vec::new(),
        }));
    }
    let settings = Settings {
        replications: p.replications.min(MOST),
        seed: p.seed,
        threads,
    };
    // Numbers of replications that the projection did not use.
    let other_chance = u64::from(p.replications);
    let second = |streams: &Streams| -> Result<f64> {
        let world = p.plan.drawn(streams)?;
        let plan = world.map_or_else(|| Arc::clone(&p.plan), |world| Arc::new(world.plan));
        let streams = Streams::new(p.seed, streams.replication() + other_chance);
        let (_, row) = Prepared::new(plan)?.run(&streams, control)?;
        Ok(day(row.served_on[NEARLY_ALL]))
    };
    let seconds = replicate_all(&settings, control, second)?;
    let squares: Tally = std::iter::zip(&firsts, &seconds)
        .map(|(a, b)| (a - b) * (a - b) / 2.0)
        .collect();
    let chance = squares.mean().unwrap_or(0.0).min(variance);
    Ok(Some(Spread {
        chance,
        not_knowing: variance - chance,
        by_unknown: by_unknown(p, &firsts),
    }))
}

/// The shares of the unknown values in the variance of the days, from the replications that were run anyway: those with nearly the same
/// level of a value are a group.
fn by_unknown(p: &Projection, days: &[f64]) -> Vec<UnknownShare> {
    let replications = 0..u64::from(p.replications);
    let levels: Vec<Vec<f64>> = replications
        .map(|replication| p.plan.levels(&Streams::new(p.seed, replication)))
        .collect();
    let share = |(i, unknown): (usize, &Unknown)| {
        let group = |levels: &Vec<f64>| (GROUPS * levels[i]) as usize;
        let groups: Vec<usize> = levels.iter().map(group).collect();
        let found = explained_share(&groups, days, CONFIDENCE)?;
        Some(UnknownShare {
            key: unknown.key.clone(),
            share: found.share,
            interval: found.interval.into(),
        })
    };
    let unknown = p.plan.worlds.unknown().iter().enumerate();
    unknown.filter_map(share).collect()
}
