//! What would help: each cause of delay is removed in turn, on the same chance events, and the days that this buys are counted.

use std::cmp::Reverse;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::Prepared;
use super::numbers::{Interval, Mean, Pairs};
use super::replication::Replication;
use super::results::Projection;
use crate::experiment::{Control, Paired, Settings, replicate_all};
use crate::office::plan::Hindrance;
use crate::office::{Day, NEARLY_ALL, PrinterState};
use crate::random::Streams;

/// Replications per remedy: enough to tell a week from nothing, and few enough for all remedies to cost less than the run.
const MOST: u32 = 150;

/// What removing a cause of delay does to the date by which 95 % of the initial backlog is served.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Remedy {
    /// The cause that was removed, as [`Plan::without`](crate::office::plan::Plan::without) does it.
    pub cause: Hindrance,
    /// The shift of the date in calendar days, below zero if sooner, over the pairs in which both sides reach it; `None` if fewer than
    /// half of the pairs do.
    #[serde(flatten, serialize_with = "days")]
    pub days: Option<Mean>,
    /// The share of replications with the remedy in which 95 % are served within the horizon.
    pub fraction: f64,
    /// The same without the remedy, over the same replications.
    pub fraction_without: f64,
    /// In how many pairs the remedy is sooner.
    pub pairs: Pairs,
    /// The change in the number of residents who wait at the end, new ones included: below zero if they are fewer.
    pub waiting_at_end: Mean,
}

fn days<S: Serializer>(days: &Option<Mean>, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Keys {
        days: Option<f64>,
        ci95: Option<Interval>,
    }
    let (days, ci95) = (
        days.as_ref().map(|days| days.value),
        days.as_ref().and_then(|days| days.ci95),
    );
    Keys { days, ci95 }.serialize(serializer)
}

impl Remedy {
    /// Whether certainly fewer residents wait at the end.
    #[must_use]
    pub fn serves_more(&self) -> bool {
        let shift = self.waiting_at_end.ci95;
        shift.is_some_and(|shift| shift.high < 0.0)
    }

    /// Whether certainly more residents wait at the end.
    #[must_use]
    pub fn serves_fewer(&self) -> bool {
        let shift = self.waiting_at_end.ci95;
        shift.is_some_and(|shift| shift.low > 0.0)
    }

    /// Whether it certainly buys days, or serves 95 % in more replications.
    #[must_use]
    pub fn helps(&self) -> bool {
        match self.days.as_ref().and_then(|days| days.ci95) {
            Some(interval) if self.fraction <= self.fraction_without => {
                interval.high < 0.0 && self.fraction == self.fraction_without
            }
            Some(interval) if interval.high < 0.0 => true,
            // The mean leaves out who reaches the date only with the remedy: the sign test, at 97.5 % one-sided.
            _ => {
                let (better, worse) = (f64::from(self.pairs.sooner), f64::from(self.pairs.later));
                better - worse > 1.96 * (better + worse).sqrt()
            }
        }
    }
}

/// Removes each cause of delay that the projected plan has, in turn, and runs some of the same replications again. The most helpful
/// remedy comes first.
///
/// A cause that cost no printer-time in any replication is not run again: without it, every replication is the same, except for who may
/// be served where. A plan that would be too large to run without a cause is left out. All remedies together run at most as many
/// replications as the projection, and each at least one.
///
/// # Errors
///
/// Like [`project`](super::project); [`ErrorKind::Interrupted`](crate::ErrorKind::Interrupted) if stopped before all are done.
pub fn remedies(
    p: &Projection,
    threads: Option<usize>,
    control: &Control<'_>,
) -> crate::error::Result<Vec<Remedy>> {
    let time = p.totals.time();
    let (mut idle, mut tried) = (Vec::new(), Vec::new());
    for cause in Hindrance::all() {
        let Some(plan) = p.plan.without(cause) else {
            continue;
        };
        // Who may be served where also decides who comes first, with no printer ever idle.
        if time.share(cause.state()) == 0.0 && cause.state() != PrinterState::NoResident {
            // With values that nobody knows, a plan may have causes that none of its worlds had.
            idle.extend((plan != *p.plan).then_some(cause));
        } else if plan.size().excess().is_none() {
            tried.push((cause, Prepared::new(Arc::new(plan))?));
        }
    }
    let replications = match tried.len() as u32 {
        0 => 0,
        plans => (p.replications / plans).clamp(1, MOST),
    };
    let mut found: Vec<Vec<Reached>> = vec![Vec::new(); tried.len()];
    if replications > 0 {
        let settings = Settings {
            replications,
            seed: p.seed,
            threads,
        };
        let one = |streams: &Streams| -> crate::error::Result<Vec<Reached>> {
            let plans = tried
                .iter()
                .map(|(_, plan)| plan.replication(streams, control));
            plans.map(|done| Ok(Reached::of(&done?.1))).collect()
        };
        let plans = tried.len() as u32;
        let progress = |done: u32| control.progress.iter().for_each(|set| set(done * plans));
        let each = Control {
            progress: Some(&progress),
            stop: control.stop,
        };
        for reached in replicate_all(&settings, &each, one)? {
            let with = found.iter_mut().zip(reached);
            with.for_each(|(found, reached)| found.push(reached));
        }
    }
    let without: Vec<Reached> = p.outcomes.iter().map(Reached::of).collect();
    let run_again = tried.iter().map(|(cause, _)| *cause).zip(found);
    let compared = match replications {
        0 => without.len(),
        some => some as usize,
    };
    let same = idle
        .into_iter()
        .map(|cause| (cause, without[..compared].to_vec()));
    let late = p.plan.last_day() + 1;
    let mut all: Vec<(i64, Remedy)> = run_again
        .chain(same)
        .map(|(cause, with)| (gain(&without, &with, late), remedy(cause, &without, &with)))
        .collect();
    all.sort_by_key(|(gain, _)| Reverse(*gain));
    Ok(all.into_iter().map(|(_, remedy)| remedy).collect())
}

/// What one replication comes to, with a remedy or without.
#[derive(Clone, Copy)]
struct Reached {
    /// When nearly all of the initial backlog are served.
    nearly_all: Option<Day>,
    /// Residents waiting at the end.
    waiting: u32,
}

impl Reached {
    fn of(row: &Replication) -> Self {
        Self {
            nearly_all: row.served_on[NEARLY_ALL],
            waiting: row.waiting_at_end(),
        }
    }
}

/// What the remedy gains per million replications, in days; a replication that does not reach the date counts as reaching it on the day
/// `late`.
fn gain(without: &[Reached], with: &[Reached], late: Day) -> i64 {
    let day = |reached: &Reached| i64::from(reached.nearly_all.unwrap_or(late));
    let gained = std::iter::zip(without, with).map(|(without, with)| day(without) - day(with));
    gained.sum::<i64>() * 1_000_000 / (with.len() as i64).max(1)
}

fn remedy(cause: impl Into<Hindrance>, without: &[Reached], with: &[Reached]) -> Remedy {
    let both = || std::iter::zip(without, with);
    let number = |reached: &Reached| reached.nearly_all.map(f64::from);
    let (pairs, shifts) =
        Paired::matched(both().map(|(without, with)| (number(without), number(with))));
    let n = both().count();
    let share = |reached: usize| reached as f64 / n.max(1) as f64;
    let shift = |(without, with): (&Reached, &Reached)| {
        f64::from(with.waiting) - f64::from(without.waiting)
    };
    let enough = 2 * shifts.len() >= n;
    Remedy {
        cause: cause.into(),
        days: enough
            .then(|| Mean::within(shifts, f64::NEG_INFINITY, f64::INFINITY))
            .flatten(),
        fraction: share(
            with[..n]
                .iter()
                .filter(|with| with.nearly_all.is_some())
                .count(),
        ),
        fraction_without: share(
            without[..n]
                .iter()
                .filter(|without| without.nearly_all.is_some())
                .count(),
        ),
        pairs,
        waiting_at_end: Mean::within(both().map(shift), f64::NEG_INFINITY, f64::INFINITY)
            .unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(days: &[i32]) -> Vec<Reached> {
        let reached = |day: &i32| Reached {
            nearly_all: Day::try_from(*day).ok(),
            waiting: 0,
        };
        days.iter().map(reached).collect()
    }

    #[test]
    fn the_days_of_a_remedy_are_the_mean_shift_of_the_pairs_that_reach_the_date() {
        let without = days(&[30; 10]);
        let with = days(&[20, 22, 24, 30, 31, 20, 20, 20, 20, -1]);
        let found = remedy(PrinterState::Upgrade, &without, &with);
        let mean = found.days.as_ref().unwrap();
        assert_eq!(mean.value, -63.0 / 9.0);
        assert_eq!((found.fraction, found.fraction_without), (0.9, 1.0));
        let pairs = found.pairs;
        assert_eq!(
            (pairs.sooner, pairs.equal, pairs.later, pairs.neither),
            (7, 1, 2, 0)
        );
        // One in ten reaches the date no longer.
        assert!(!found.helps());
        let sooner = days(&[20, 22, 24, 28, 26, 20, 20, 20, 20, 25]);
        assert!(remedy(PrinterState::Upgrade, &without, &sooner).helps());
    }

    #[test]
    fn where_too_few_reach_the_date_there_are_no_days_but_a_remedy_can_help() {
        let without = days(&[-1, -1, -1, -1, -1, -1, 50, 50, -1, -1]);
        let with = days(&[40; 10]);
        let found = remedy(PrinterState::NoBlank, &without, &with);
        assert_eq!(found.days, None);
        assert_eq!((found.fraction, found.fraction_without), (1.0, 0.2));
        assert!(found.helps());
        assert!(!remedy(PrinterState::NoBlank, &without, &without).helps());
        // Half of the pairs are enough.
        let half = |reached| {
            let reach = [vec![50; reached], vec![-1; 10 - reached]].concat();
            remedy(PrinterState::NoBlank, &days(&reach), &with).days
        };
        assert_eq!(half(4), None);
        assert_eq!(half(5).expect("five of ten").value, -10.0);
        // A day that is not reached counts as the day after the horizon.
        assert_eq!(gain(&without, &with, 60), (8 * 20 + 2 * 10) * 100_000);
    }

    #[test]
    fn what_changes_nothing_does_not_help() {
        let same = remedy(PrinterState::Outage, &days(&[30, 40]), &days(&[30, 40]));
        assert_eq!(same.days.as_ref().unwrap().value, 0.0);
        assert!(!same.helps());
        let noise = remedy(
            PrinterState::Broken,
            &days(&[30, 30, 30, 30]),
            &days(&[29, 31, 30, 29]),
        );
        assert!(!noise.helps());
    }
}
