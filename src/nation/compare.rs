//! Rules of allotment compared on common random numbers.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::allotment::Allotment;
use super::inequality::gini;
use super::outcome::NationOutcome;
use super::plan::Nation;
use super::results::NationProjection;
use crate::error::Result;
use crate::experiment::{Control, Mean, Settings};

/// A nation under several rules, each with the same luck.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NationComparison {
    /// The answer under each rule.
    pub projections: Vec<NationProjection>,
    /// Each rule but the first against the first.
    pub differences: Vec<RuleDifference>,
}

/// How a rule differs from the first, replication by replication.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RuleDifference {
    /// The rule.
    pub rule: Allotment,
    /// In how many replications each office has served 95 % of its backlog sooner than under the first rule.
    pub sooner: Vec<u32>,
    /// And in how many later.
    pub later: Vec<u32>,
    /// People with a card at the horizon: how many more than under the first rule.
    pub served: Mean,
    /// In how many replications more people have a card at the horizon than under the first rule.
    pub more_served: u32,
    /// And in how many fewer.
    pub fewer_served: u32,
    /// Offices that are starved: how many more.
    pub starved: Mean,
    /// Gini's coefficient: how much larger.
    pub inequality: Mean,
}

/// Runs a nation under each of these rules, and compares each with the first. The rule of the nation itself plays no part.
///
/// # Errors
///
/// Like [`project`](super::project()).
///
/// # Panics
///
/// Without a rule.
pub fn compare(
    nation: &Nation,
    rules: &[Allotment],
    settings: &Settings,
    by: &[Date],
    control: &Control<'_>,
) -> Result<NationComparison> {
    assert!(!rules.is_empty(), "there is a rule to compare");
    let mut projections = Vec::with_capacity(rules.len());
    for (before, rule) in (0..).zip(rules) {
        let nation = Arc::new(Nation {
            allotment: *rule,
            ..nation.clone()
        });
        let progress = |now: u32| {
            let done = before * settings.replications + now;
            control.progress.iter().for_each(|set| set(done));
        };
        let control = Control {
            progress: Some(&progress),
            stop: control.stop,
        };
        projections.push(super::project(nation, settings, by, &control)?);
    }
    Ok(compared(projections))
}

/// Compares answers on the same replications of the same offices: each with the first.
///
/// # Panics
///
/// Without an answer, or a replication.
#[must_use]
pub fn compared(projections: Vec<NationProjection>) -> NationComparison {
    let (first, others) = projections.split_first().expect("there is an answer");
    let differences = others.iter().map(|other| difference(first, other));
    NationComparison {
        differences: differences.collect(),
        projections,
    }
}

/// How one answer differs from the first, over the replications that both have.
pub(super) fn difference(first: &NationProjection, other: &NationProjection) -> RuleDifference {
    let pairs = || first.outcomes.iter().zip(&other.outcomes);
    let offices = first.offices.len();
    let (mut sooner, mut later) = (vec![0; offices], vec![0; offices]);
    for (a, b) in pairs() {
        for office in 0..offices {
            // A day within the horizon is sooner than none.
            let day = |one: &NationOutcome| one.nearly_all[office].unwrap_or(u32::MAX);
            sooner[office] += u32::from(day(b) < day(a));
            later[office] += u32::from(day(b) > day(a));
        }
    }
    let mean = |of: &dyn Fn(&NationOutcome) -> f64| {
        let differences = pairs().map(|(a, b)| of(b) - of(a));
        Mean::of_differences(differences).expect("there is a replication")
    };
    let served = |one: &NationOutcome| one.served_by_day.last().copied().unwrap_or(0);
    RuleDifference {
        rule: other.nation.allotment,
        sooner,
        later,
        served: mean(&|one| f64::from(served(one))),
        more_served: pairs().filter(|(a, b)| served(b) > served(a)).count() as u32,
        fewer_served: pairs().filter(|(a, b)| served(b) < served(a)).count() as u32,
        starved: mean(&|one| one.starved() as f64),
        inequality: mean(&gini),
    }
}
