//! How far a value may go: of the plans in a row, the last with which a goal is reached in enough of the replications.

use std::sync::Arc;

use super::goal::Goal;
use super::{Prepared, Replication};
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::Share;
use crate::experiment::{Control, Settings, each};
use crate::office::plan::Plan;
use crate::random::Streams;
use crate::stats::normal_quantile;
use crate::words::Message;

/// Up to so many plans are all tried.
const ALL_TRIED: usize = 50;
/// Of more plans, so many are tried first, evenly spread.
const COARSE: usize = 11;
/// Where the first ones do not settle it, more plans are tried, up to so many replications in all: those of fifty plans, 2,000 each.
const MOST_RUNS: u64 = 2_000 * ALL_TRIED as u64;

/// What [`find`] found.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Search {
    /// What was to be reached.
    pub goal: Goal,
    /// The seed of the random streams.
    pub seed: u64,
    /// Replications done of each plan that was tried.
    pub replications: u32,
    /// Replications requested of each.
    pub requested: u32,
    /// The number of plans there are.
    pub plans: usize,
    /// The plans that were tried, in order.
    pub tried: Vec<Tried>,
    /// The last of them that reaches the goal, as an index into `tried`.
    pub found: Option<usize>,
    /// Whether the shares of the plans tried rise or fall steadily, but for chance. That says nothing for certain of plans between
    /// them that were not tried.
    pub monotone: bool,
    /// False if the search was stopped before its end.
    pub complete: bool,
}

/// A plan that was tried.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Tried {
    /// Its number, counted from 0.
    pub at: usize,
    /// In how many replications the goal was reached.
    pub reached: u32,
    /// The share of replications in which the goal was reached.
    pub share: Share,
}

impl Search {
    /// What was found.
    #[must_use]
    pub fn best(&self) -> Option<&Tried> {
        self.tried.get(self.found?)
    }

    /// The plan after the one found, which does not reach the goal; `None` if nothing was found, or it is the last.
    #[must_use]
    pub fn beyond(&self) -> Option<&Tried> {
        let next = self.tried.get(self.found? + 1)?;
        (next.at == self.best()?.at + 1).then_some(next)
    }

    /// Whether every plan was tried.
    #[must_use]
    pub fn is_exhaustive(&self) -> bool {
        self.tried.len() == self.plans
    }

    /// The plan that was tried with the highest share; of equal ones the first.
    #[must_use]
    pub fn nearest(&self) -> Option<&Tried> {
        self.tried.iter().rev().max_by_key(|tried| tried.reached)
    }

    /// The numbers of the first and the last plan that may be the one sought, given the 95 % intervals of the shares: from the last
    /// that reaches the goal with its whole interval, to the one before the first after it that does not reach it with any of its
    /// interval. `None` if there is only one, or none, or the shares do not fall steadily.
    #[must_use]
    pub fn may_be(&self) -> Option<(usize, usize)> {
        let wanted = self.goal.probability;
        let [first, last] = [self.tried.first()?, self.tried.last()?];
        let falls = first.reached > last.reached;
        if !self.monotone || !falls {
            return None;
        }
        let surely = |tried: &Tried| tried.share.interval.low >= wanted;
        let never = |tried: &Tried| tried.share.interval.high < wanted;
        let from = self.tried.iter().rposition(surely).unwrap_or(0);
        let after = self.tried[from..].iter().find(|tried| never(tried));
        let (from, to) = (
            self.tried[from].at,
            after.map_or(self.plans, |after| after.at).checked_sub(1)?,
        );
        (from < to).then_some((from, to))
    }
}

/// Of `plans` plans, numbered from 0, finds the last with which the goal is reached in enough replications. All meet the same chance
/// events. `plan` makes one of them.
///
/// Up to fifty plans are all tried. Of more, eleven are tried first, and then those between the last that reaches the goal and the
/// next, halving the distance. That finds the last one if the share rises or falls steadily. If none reaches the goal, the others are
/// tried too: all of them if this takes at most 100,000 replications in all, otherwise as many as that allows, evenly spread. If the
/// plans tried show by their paired replications, at joint 95 % confidence, that the share does not rise or fall steadily, all are
/// tried if this takes at most as many.
///
/// # Errors
///
/// Those of `plan`; like [`project`](super::project) otherwise, but memory is no limit, because only counts are kept; [`ErrorKind::Value`] without
/// plans.
pub fn find(
    plans: usize,
    mut plan: impl FnMut(usize) -> Result<Arc<Plan>>,
    goal: Goal,
    settings: &Settings,
    control: &Control<'_>,
) -> Result<Search> {
    if plans == 0 {
        let message = Message::new("compare-too-few").with("found", 0_u32);
        return Err(Error::of(ErrorKind::Value, message));
    }
    let mut trials = Trials {
        plan: &mut plan,
        goal,
        settings,
        control,
        tried: Vec::new(),
        stopped: false,
    };
    trials.search(plans)?;
    Ok(trials.into_search(plans))
}

/// A plan that was tried, with what happened in each replication.
struct Trial {
    at: usize,
    reached: Vec<bool>,
}

impl Trial {
    fn count(&self) -> u32 {
        self.reached.iter().filter(|reached| **reached).count() as u32
    }
}

struct Trials<'a> {
    plan: &'a mut dyn FnMut(usize) -> Result<Arc<Plan>>,
    goal: Goal,
    settings: &'a Settings,
    control: &'a Control<'a>,
    /// In order.
    tried: Vec<Trial>,
    stopped: bool,
}

impl Trials<'_> {
    fn search(&mut self, plans: usize) -> Result<()> {
        if plans <= ALL_TRIED {
            return self.try_all(0..plans);
        }
        self.try_all((0..COARSE).map(|i| i * (plans - 1) / (COARSE - 1)))?;
        self.narrow(plans)?;
        if self.last().is_none() {
            self.try_others(plans)?;
            self.narrow(plans)?;
        }
        let all = plans as u64 * u64::from(self.settings.replications);
        if !self.is_monotone() && all <= MOST_RUNS && !self.reaches(plans - 1) {
            self.try_others(plans)?;
        }
        Ok(())
    }

    /// Halves the distance between the last plan that reaches the goal and the next, if there is one.
    fn narrow(&mut self, plans: usize) -> Result<()> {
        while !self.stopped
            && let Some(between) = self.gap(plans)
        {
            self.try_all(std::iter::once(between))?;
        }
        Ok(())
    }

    /// Tries plans that were not tried yet, as many as there may be.
    fn try_others(&mut self, plans: usize) -> Result<()> {
        let known: Vec<usize> = self.tried.iter().map(|trial| trial.at).collect();
        let most = MOST_RUNS / u64::from(self.settings.replications.max(1));
        let others = others(&known, plans, most as usize);
        // Offices made ready take memory, so only some are at a time.
        for some in others.chunks(ALL_TRIED) {
            if !self.stopped {
                self.try_all(some.iter().copied())?;
            }
        }
        Ok(())
    }

    /// The middle between the last plan that reaches the goal and the next that was tried; `None` if nothing lies between them.
    fn gap(&self, plans: usize) -> Option<usize> {
        let last = self.last()?;
        let (low, high) = (
            self.tried[last].at,
            self.tried.get(last + 1).map_or(plans, |next| next.at),
        );
        (high - low > 1).then_some(low + (high - low) / 2)
    }

    fn is_met(&self, trial: &Trial) -> bool {
        self.goal.is_met(trial.count(), trial.reached.len() as u32)
    }

    fn reaches(&self, at: usize) -> bool {
        let trial = self.tried.iter().find(|trial| trial.at == at);
        trial.is_some_and(|trial| self.is_met(trial))
    }

    /// The last plan tried that reaches the goal.
    fn last(&self) -> Option<usize> {
        self.tried.iter().rposition(|trial| self.is_met(trial))
    }

    /// Tries plans together: one replication of each, then the next of each. If stopped, the first plans tried keep the replications
    /// that all of them have completed; later ones are left out.
    fn try_all(&mut self, numbers: impl Iterator<Item = usize>) -> Result<()> {
        let mut trials = Vec::new();
        let mut offices = Vec::new();
        for at in numbers {
            offices.push(Prepared::new((self.plan)(at)?)?);
            let reached = Vec::new();
            trials.push(Trial { at, reached });
        }
        let goal = self.goal;
        let one = |streams: &Streams| -> Result<Vec<bool>> {
            let reached = |office: &Prepared| {
                let (_, row): (_, Replication) = office.replication(streams, self.control)?;
                Ok(goal.is_reached(&row, office.setup.plan()))
            };
            offices.iter().map(reached).collect()
        };
        let done = each(self.settings, self.control, one, |reached| {
            for (trial, reached) in std::iter::zip(&mut trials, reached) {
                trial.reached.push(reached);
            }
        });
        let is_first = self.tried.is_empty();
        match done {
            Ok(done) if done < self.settings.replications => self.stopped = true,
            Err(error) if error.kind() == ErrorKind::Interrupted && !is_first => {
                self.stopped = true;
            }
            done => drop(done?),
        }
        if is_first || !self.stopped {
            self.tried.extend(trials);
            self.tried.sort_by_key(|trial| trial.at);
        }
        Ok(())
    }

    fn is_monotone(&self) -> bool {
        let reached: Vec<&[bool]> = self.tried.iter().map(|trial| &trial.reached[..]).collect();
        is_monotone(&reached)
    }

    fn into_search(self, plans: usize) -> Search {
        let tried = |trial: &Trial| Tried {
            at: trial.at,
            reached: trial.count(),
            share: Share::of(trial.count() as usize, trial.reached.len()),
        };
        Search {
            goal: self.goal,
            seed: self.settings.seed,
            replications: self.tried.first().map_or(0, |one| one.reached.len() as u32),
            requested: self.settings.replications,
            plans,
            tried: self.tried.iter().map(tried).collect(),
            found: self.last(),
            monotone: self.is_monotone(),
            complete: !self.stopped,
        }
    }
}

/// Of the plans that are not among the `known` ones, given in order, so many that with those at most `most` are tried, evenly spread.
fn others(known: &[usize], plans: usize, most: usize) -> Vec<usize> {
    let unknown = (0..plans).filter(|at| known.binary_search(at).is_err());
    let unknown: Vec<usize> = unknown.collect();
    let room = most.saturating_sub(known.len()).min(unknown.len());
    // The middle of each of `room` equal parts.
    let middle = |i: usize| unknown[(2 * i + 1) * unknown.len() / (2 * room)];
    (0..room).map(middle).collect()
}

/// Whether shares rise or fall steadily, but for chance: no two of them differ upwards and no two downwards beyond doubt. Pairs of
/// replications are compared by the sign test, at joint 95 % confidence (Bonferroni over all pairs of shares).
fn is_monotone(shares: &[&[bool]]) -> bool {
    let pairs = shares.len() * shares.len().saturating_sub(1) / 2;
    let doubt = normal_quantile(1.0 - 0.025 / pairs.max(1) as f64);
    let (mut rises, mut falls) = (false, false);
    // Many in a row are often the same in every replication, and do not differ.
    let mut shares = shares.to_vec();
    shares.dedup();
    for (i, one) in shares.iter().enumerate() {
        for other in &shares[i + 1..] {
            let (mut up, mut down) = (0.0_f64, 0.0_f64);
            for (before, after) in std::iter::zip(*one, *other) {
                up += f64::from(u8::from(!before & after));
                down += f64::from(u8::from(before & !after));
            }
            let sure = doubt * (up + down).sqrt();
            rises |= up - down > sure;
            falls |= down - up > sure;
        }
    }
    !(rises && falls)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rises_and_falls_beyond_chance_is_not_monotone() {
        let of = |reached: usize| -> Vec<bool> { (0..100).map(|i| i < reached).collect() };
        let monotone = |shares: &[usize]| {
            let shares: Vec<Vec<bool>> = shares.iter().map(|n| of(*n)).collect();
            is_monotone(&shares.iter().map(Vec::as_slice).collect::<Vec<_>>())
        };
        assert!(monotone(&[90, 80, 40, 10]));
        assert!(monotone(&[10, 40, 40, 95]));
        assert!(monotone(&[90, 50, 52, 10]), "two pairs may be chance");
        assert!(!monotone(&[90, 50, 90, 10]));
        assert!(!monotone(&[10, 90, 10]));
        assert!(monotone(&[50]) && monotone(&[]));
    }

    #[test]
    fn others_are_all_or_evenly_spread() {
        let known = [0, 10, 20];
        let all: Vec<usize> = (0..21).filter(|at| at % 10 != 0).collect();
        assert_eq!(others(&known, 21, 21), all);
        assert_eq!(others(&known, 21, 1000), all);
        // Of the eighteen others, the middles of six threes.
        assert_eq!(others(&known, 21, 9), [2, 5, 8, 12, 15, 18]);
        assert_eq!(others(&known, 21, 4), [11]);
        assert!(others(&known, 21, 3).is_empty() && others(&known, 21, 0).is_empty());
    }
}
