//! Scenarios against each other on common random numbers.

use std::sync::Arc;

use jiff::civil::Date;

use super::Replication;
use super::calendar::DayCounts;
use super::project;
use super::results::*;
use super::summary::mean;
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::{Settings, Watch};
use crate::office::plan::Plan;
use crate::stats::{Estimate, Tally};

/// Projects several scenarios with the same seed and compares each with the first, replication by replication.
///
/// Streams are found by name, so the same printer breaks at the same wear and the same upgrade takes the same time in every scenario:
/// differences come from the scenarios and not from luck, and their intervals are narrow.
///
/// # Errors
///
/// As [`project`]; [`ErrorKind::Value`] with fewer than two scenarios.
pub fn compare(
    plans: impl IntoIterator<Item = impl Into<Arc<Plan>>>,
    settings: &Settings,
    by: &[Date],
    watch: &Watch<'_>,
) -> Result<Comparison> {
    let plans: Vec<Arc<Plan>> = plans.into_iter().map(Into::into).collect();
    if plans.len() < 2 {
        let message = format!(
            "{} scenario was given; at least 2 are wanted to compare",
            plans.len()
        );
        return Err(Error::new(ErrorKind::Value, message));
    }
    let mut projections: Vec<Projection> = Vec::with_capacity(plans.len());
    for plan in plans {
        projections.push(project(plan, settings, by, watch)?);
    }
    // A stop may have left fewer replications of the later ones; only what all have done can be paired.
    let pairs = projections
        .iter()
        .map(|p| p.outcomes.len())
        .min()
        .unwrap_or(0);
    let differences = (1..projections.len())
        .map(|i| difference(&projections, i, pairs))
        .collect();
    Ok(Comparison {
        best: best(&projections, pairs),
        projections,
        differences,
    })
}

fn difference(projections: &[Projection], scenario: usize, pairs: usize) -> Difference {
    let (one, other) = (&projections[0], &projections[scenario]);
    let (of_one, of_other) = (DayCounts::of(&one.plan), DayCounts::of(&other.plan));
    let paired = |value: &dyn Fn(&DayCounts, &Replication) -> Option<f64>| {
        let both = one.outcomes[..pairs].iter().zip(&other.outcomes[..pairs]);
        let differences: Vec<f64> = both
            .filter_map(|(a, b)| Some(value(&of_other, b)? - value(&of_one, a)?))
            .collect();
        let censored = (pairs - differences.len()) as u32;
        Paired {
            pairs: differences.len() as u32,
            mean: (censored == 0).then(|| mean(differences)).flatten(),
            censored,
        }
    };
    Difference {
        scenario,
        working_days: paired(&|days, r| Some(f64::from(days.working(r.cleared?)))),
        calendar_days: paired(&|days, r| Some(f64::from(days.calendar(r.cleared?)))),
        blanks_out_days: paired(&|days, r| Some(f64::from(days.working(r.blanks_out?)))),
        wait_days: paired(&|_, r| r.mean_wait),
        expired_suket: paired(&|_, r| Some(f64::from(r.expired_suket))),
        failures: paired(&|_, r| Some(f64::from(r.failures))),
    }
}

/// The scenario that clears on an earlier date than every other, where all paired intervals say so at joint 95 % confidence
/// (Bonferroni over all pairs). The date and not a count of days, because scenarios may differ in the days they work and start.
/// It must clear in every replication; a rival that does not counts as clearing on the day after its horizon, which favours the rival.
fn best(projections: &[Projection], pairs: usize) -> Option<usize> {
    let scenarios = projections.len();
    let joint = 1.0 - 0.05 / (scenarios * (scenarios - 1) / 2) as f64;
    let first_day = projections[0].plan.start;
    let at_least = |p: &Projection, o: &Replication| {
        let date = p.plan.date(o.cleared.unwrap_or(p.plan.last_day() + 1));
        f64::from((date - first_day).get_days())
    };
    let beats = |a: &Projection, b: &Projection| {
        let mut differences = Tally::new();
        for (x, y) in a.outcomes[..pairs].iter().zip(&b.outcomes[..pairs]) {
            differences.record(at_least(a, x) - at_least(b, y));
        }
        Estimate::of(&differences, joint).is_some_and(|e| e.high() < 0.0)
    };
    (0..scenarios).find(|&i| {
        let candidate = &projections[i];
        candidate.calendar_days.censored == 0
            && (0..scenarios).all(|j| j == i || beats(candidate, &projections[j]))
    })
}
