//! Compares scenarios on common random numbers.

use std::sync::Arc;

use jiff::civil::Date;

use super::Replication;
use super::measures::Differences;
use super::numbers::Dates;
use super::project_all;
use super::results::*;
use super::summing::{Replications, paired};
use super::table::MeasureUnit;
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::{Control, Settings};
use crate::office::plan::Plan;
use crate::office::{MILESTONES, NEARLY_ALL};
use crate::stats::{Estimate, Tally};
use crate::words::Message;

/// Projects several scenarios with the same seed, and compares each with the first, replication by replication. If stopped, all
/// scenarios have completed the same replications.
///
/// Streams are found by name, so the same printer breaks at the same wear and the same upgrade takes the same time in every scenario.
/// Differences come from the scenarios and not from luck, so their intervals are narrow.
///
/// # Errors
///
/// Like [`project`](super::project); [`ErrorKind::Value`] for fewer than two scenarios.
pub fn compare(
    plans: impl IntoIterator<Item = impl Into<Arc<Plan>>>,
    settings: &Settings,
    by: &[Date],
    control: &Control<'_>,
) -> Result<ScenarioComparison> {
    compare_all(plans, settings, by, false, control)
}

/// The same with what each place does day by day, as in [`project_by_place`](super::project_by_place).
///
/// # Errors
///
/// Like [`compare`].
pub fn compare_by_place(
    plans: impl IntoIterator<Item = impl Into<Arc<Plan>>>,
    settings: &Settings,
    by: &[Date],
    control: &Control<'_>,
) -> Result<ScenarioComparison> {
    compare_all(plans, settings, by, true, control)
}

fn compare_all(
    plans: impl IntoIterator<Item = impl Into<Arc<Plan>>>,
    settings: &Settings,
    by: &[Date],
    by_place: bool,
    control: &Control<'_>,
) -> Result<ScenarioComparison> {
    let plans: Vec<Arc<Plan>> = plans.into_iter().map(Into::into).collect();
    if plans.len() < 2 {
        let message = Message::new("compare-too-few").with("found", plans.len());
        return Err(Error::of(ErrorKind::Value, message));
    }
    Ok(compared(project_all(
        &plans, settings, by, by_place, control,
    )?))
}

/// Compares projections on common random numbers with the first.
pub(crate) fn compared(projections: Vec<Projection>) -> ScenarioComparison {
    ScenarioComparison {
        best: best(&projections, |r| r.cleared),
        best_nearly_all: best(&projections, |r| r.served_on[NEARLY_ALL]),
        differences: differences(&projections),
        selection: None,
        projections,
    }
}

/// The difference of every scenario after the first from the first.
fn differences(projections: &[Projection]) -> Vec<Difference> {
    let mut all = projections.iter().map(|p| Replications {
        plan: &p.plan,
        list: &p.outcomes,
        totals: &p.totals,
    });
    let Some(reference) = all.next() else {
        return Vec::new();
    };
    let difference = |(scenario, other)| Difference {
        scenario,
        measures: Differences::of(&reference, &other),
        served_on: served_on(&reference, &other),
    };
    (1..).zip(all).map(difference).collect()
}

/// The paired differences in the dates by which shares of the backlog are served.
fn served_on(reference: &Replications<'_>, other: &Replications<'_>) -> Vec<ServedOnDifference> {
    let shares = MILESTONES[..MILESTONES.len() - 1].iter().enumerate();
    let difference = |(i, percent): (usize, &u32)| ServedOnDifference {
        share: f64::from(*percent) / 100.0,
        days: paired::<Dates>(reference, other, MeasureUnit::Date, |r| r.served_on[i]),
    };
    shares.map(difference).collect()
}

/// The scenario that reaches a milestone on an earlier date than every other, if all paired intervals say so at joint 95 % confidence (Bonferroni
/// over all pairs). Dates are compared and not counts of days, because scenarios may differ in their working days and starts. The
/// scenario must reach it in every replication; a rival that does not reach it counts as reaching it on the day after its horizon, which
/// favours the rival.
fn best(
    projections: &[Projection],
    reached: impl Fn(&Replication) -> Option<u32>,
) -> Option<usize> {
    let scenarios = projections.len();
    // Where nobody waits, everybody is served before anything happens, which says nothing for it.
    if projections.iter().any(|p| p.backlog.p90 == 0) {
        return None;
    }
    let joint = 1.0 - 0.05 / (scenarios * (scenarios - 1) / 2) as f64;
    let first_day = projections[0].plan.start;
    let at_least = |p: &Projection, o: &Replication| {
        let date = p.plan.date(reached(o).unwrap_or(p.plan.last_day() + 1));
        f64::from((date - first_day).get_days())
    };
    let beats = |a: &Projection, b: &Projection| {
        let mut differences = Tally::new();
        for (x, y) in a.outcomes.iter().zip(&b.outcomes) {
            differences.record(at_least(a, x) - at_least(b, y));
        }
        Estimate::of(&differences, joint).is_some_and(|e| e.high() < 0.0)
    };
    (0..scenarios).find(|&i| {
        let candidate = &projections[i];
        candidate.outcomes.iter().all(|r| reached(r).is_some())
            && (0..scenarios).all(|j| j == i || beats(candidate, &projections[j]))
    })
}
