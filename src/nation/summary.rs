//! Computes the answer for a nation from its replications.

use std::sync::Arc;

use jiff::civil::Date;

use super::inequality::{gini, worst_tenth};
use super::outcome::NationOutcome;
use super::plan::Nation;
use super::results::{NationProjection, OFFICES_DONE, OfficeAnswer, ServedBy};
use crate::error::Result;
use crate::experiment::Settings;
use crate::office::Day;
use crate::projection::{MOST_KEPT, Share, dates, measure, month_ends, too_many};

/// The bytes that an office takes in an outcome, and a day.
const BYTES_OF_OFFICE: u64 = 60;
const BYTES_OF_DAY: u64 = 8;

/// Refuses more replications than memory should hold.
pub(super) fn check_memory(nation: &Nation, settings: &Settings) -> Result<()> {
    let days = u64::from(nation.shared.last_day() + 1);
    let each = 400 + BYTES_OF_OFFICE * nation.table.len() as u64 + BYTES_OF_DAY * days;
    let needed = each * u64::from(settings.replications);
    match needed <= MOST_KEPT {
        true => Ok(()),
        false => Err(too_many(settings.replications, needed, MOST_KEPT / each)),
    }
}

/// Sums up at least one replication.
pub(super) fn sum_up(
    nation: Arc<Nation>,
    settings: &Settings,
    by: &[Date],
    outcomes: Vec<NationOutcome>,
) -> NationProjection {
    let plan = &nation.shared;
    let count = |of: &dyn Fn(&NationOutcome) -> f64| {
        measure(outcomes.iter().map(of).collect(), f64::INFINITY)
    };
    let share =
        |of: &dyn Fn(&NationOutcome) -> f64| measure(outcomes.iter().map(of).collect(), 1.0);
    let sum = |of: &[u32]| of.iter().map(|n| f64::from(*n)).sum::<f64>();
    let offices = (0..nation.table.len()).map(|office| {
        let each = |of: &dyn Fn(&NationOutcome) -> u32| count(&|one| f64::from(of(one)));
        OfficeAnswer {
            nearly_all: dates(
                outcomes.iter().filter_map(|one| one.nearly_all[office]),
                outcomes.len(),
                plan,
            ),
            waiting: each(&|one| one.waiting[office]),
            coverage: share(&|one| one.coverage(office)),
            received: each(&|one| one.received[office]),
            blankless_days: each(&|one| one.blankless_days[office]),
            expired: each(&|one| one.expired[office]),
            starved: Share::of(
                outcomes.iter().filter(|one| one.is_starved(office)).count(),
                outcomes.len(),
            ),
        }
    });
    let offices = offices.collect();
    let mut on: Vec<Date> = month_ends(plan)
        .chain(by.iter().copied())
        .chain([plan.horizon])
        .collect();
    on.sort_unstable();
    on.dedup();
    let served = on.into_iter().map(|date| {
        let day = plan.day_number(date).max(0) as usize;
        ServedBy {
            date,
            people: count(&|one| f64::from(one.served_by_day[day])),
            came: count(&|one| f64::from(one.came_by_day[day])),
            share: share(&|one| match one.came_by_day[day] {
                0 => 1.0,
                came => f64::from(one.served_by_day[day]) / f64::from(came),
            }),
        }
    });
    let served = served.collect();
    let blanks = f64::from(nation.blanks_in_all());
    NationProjection {
        seed: settings.seed,
        replications: outcomes.len() as u32,
        requested: settings.replications,
        complete: outcomes.len() as u32 == settings.replications,
        so_far: None,
        fingerprint: fingerprint(&outcomes),
        offices,
        served,
        offices_done: OFFICES_DONE.map(|share| {
            let days = outcomes.iter().filter_map(|one| done(one, share));
            dates(days, outcomes.len(), plan)
        }),
        people: count(&|one| sum(&one.printed) + sum(&one.waiting)),
        waiting: count(&|one| sum(&one.waiting)),
        expired: count(&|one| sum(&one.expired)),
        starved: count(&|one| one.starved() as f64),
        starved_kecamatan: count(&|one| {
            let rows = nation.table.iter().enumerate();
            let starved = rows.filter(|(office, _)| one.is_starved(*office));
            starved
                .map(|(_, row)| u64::from(row.kecamatan))
                .sum::<u64>() as f64
        }),
        idle_blanks: count(&|one| {
            let idle = one.on_hand.iter().zip(&one.waiting);
            let idle = idle.filter(|(_, waiting)| **waiting == 0);
            idle.map(|(on_hand, _)| u64::from(*on_hand)).sum::<u64>() as f64
        }),
        not_received: count(&|one| blanks - sum(&one.received)),
        inequality: share(&gini),
        worst_tenth: share(&worst_tenth),
        other_rule: None,
        nation,
        outcomes,
    }
}

/// The day on which this share of the offices have served 95 % of their backlog; `None` if not within the horizon.
fn done(outcome: &NationOutcome, share: f64) -> Option<Day> {
    let mut days: Vec<Day> = outcome.nearly_all.iter().flatten().copied().collect();
    days.sort_unstable();
    let rank = (share * outcome.offices() as f64).ceil() as usize;
    days.get(rank.max(1) - 1).copied()
}

/// A hash of the fingerprints of all offices of all replications, in order.
fn fingerprint(outcomes: &[NationOutcome]) -> u64 {
    let all = outcomes.iter().flat_map(|one| &one.fingerprint);
    let bytes: Vec<u8> = all.flat_map(|one| one.to_le_bytes()).collect();
    xxhash_rust::xxh3::xxh3_64(&bytes)
}
