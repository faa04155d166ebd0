//! Exact cases of the office model, by hand.
//!
//! | file, in reading order | what it works out |
//! |---|---|
//! | `mod` | the reference cases, what stops a run, and the plans that the others start from |
//! | `printers` | limits, wear and misprints |
//! | `sites` | upgrades, outages and routing |
//! | `supply` | blanks and ribbons |
//! | `residents` | who comes when, and who comes first |
//! | `measured` | what a run records for the reports |

mod measured;
mod printers;
mod residents;
mod sites;
mod supply;

use std::sync::Arc;

use jiff::civil::{Date, date};

use crate::engine::Trace;
use crate::office::ids::{KecamatanId, SiteId};
use crate::office::plan::*;
use crate::office::sample::{bangli_exact, printer};
use crate::office::{
    Event, Office, Outcome, PrintDays, PrinterState, PrinterTime, Resident, Run, Setup, run,
};
use crate::random::{Distribution, Streams};
use crate::time::{Time, hours, minutes};

fn outcome(plan: Plan) -> (Arc<Setup>, Outcome) {
    let setup = Arc::new(Setup::new(plan).unwrap());
    let outcome = run(&setup, &Streams::new(1, 0)).unwrap();
    (setup, outcome)
}

/// Working days to clear, and the date.
fn cleared(plan: Plan) -> (u32, Date) {
    let (setup, outcome) = outcome(plan);
    let day = outcome.cleared.expect("it clears");
    (setup.plan().working_days_to(day), setup.plan().date(day))
}

fn with_upgrades(upgrade: &Upgrade) -> Plan {
    let mut plan = bangli_exact();
    for site in &mut plan.sites {
        if ["Susut", "Tembuku"].contains(&site.name.as_str()) {
            site.upgrade = upgrade.clone();
        }
    }
    plan
}

fn on(date: Date) -> Upgrade {
    Upgrade::On { date, minute: None }
}

#[test]
fn the_reference_cases_of_bangli() {
    assert_eq!(cleared(bangli_exact()), (32, date(2017, 6, 14)));
    assert_eq!(
        cleared(with_upgrades(&on(date(2017, 5, 8)))),
        (35, date(2017, 6, 19))
    );
    assert_eq!(
        cleared(with_upgrades(&on(date(2017, 5, 15)))),
        (37, date(2017, 6, 21))
    );
    assert_eq!(
        cleared(with_upgrades(&Upgrade::Never)),
        (54, date(2017, 7, 24))
    );
}

#[test]
fn the_books_of_the_first_reference_case() {
    let (setup, outcome) = outcome(bangli_exact());
    assert_eq!(outcome.printed(), 8000);
    assert_eq!(outcome.printed_by_site, [1600; 5]);
    assert_eq!(outcome.printed_by_kecamatan, [1520, 1680, 1360, 3440]);
    assert_eq!(outcome.blanks_out, outcome.cleared);
    assert_eq!(outcome.waiting[0], 7750);
    assert_eq!(outcome.last_day, outcome.cleared.unwrap());
    // 32 open days: 25 of 8 hours and 7 Fridays of 5.5 hours; five printers print 1,600 cards of 3 minutes each.
    let fridays = 7;
    let open = hours(8.0) * (32 - fridays) + hours(5.5) * fridays;
    let time = outcome.time();
    assert_eq!(time.total(), open * 5);
    assert_eq!(time.get(PrinterState::Printing), minutes(3.0) * 8000);
    assert_eq!(
        time.get(PrinterState::DailyLimit) + time.get(PrinterState::NoResident),
        open * 5 - minutes(3.0) * 8000
    );
    let waits: u32 = outcome.waits.iter().sum();
    assert_eq!(waits, setup.plan().backlog.total);
}

/// One site with one printer, `backlog` residents, and blanks for all: small enough to follow by hand. Wednesday 26 April opens at 07:30.
fn one_printer(backlog: u32) -> Plan {
    let mut plan = bangli_exact();
    plan.sites.truncate(1);
    plan.sites[0].kecamatan = Some(KecamatanId::new(0));
    plan.kecamatan.truncate(1);
    plan.backlog.total = backlog;
    plan.blanks.on_hand = backlog + 1000;
    plan
}

fn printer_of(plan: &mut Plan) -> &mut Printer {
    &mut plan.sites[0].printers[0]
}

fn waiting_after(plan: Plan, days: usize) -> Vec<u32> {
    let mut waiting = outcome(plan).1.waiting;
    let last = *waiting.last().unwrap();
    waiting.resize(days.max(waiting.len()), last);
    waiting.truncate(days);
    waiting
}

#[test]
fn what_does_not_clear_is_censored_and_says_what_stopped_it() {
    let mut plan = one_printer(100);
    plan.blanks.on_hand = 60;
    let (_, result) = outcome(plan);
    assert_eq!(result.cleared, None);
    assert_eq!(result.backlog_left, 40);
    assert_eq!(
        result.last_open_day.largest_loss(),
        Some(PrinterState::NoBlank)
    );
    let never = Plan {
        horizon: date(2017, 5, 5),
        ..with_upgrades(&Upgrade::Never)
    };
    assert_eq!(outcome(never).1.cleared, None);
}

#[test]
fn a_run_that_has_ended_does_not_go_on() {
    let setup = Arc::new(Setup::new(bangli_exact()).unwrap());
    let expected = run(&setup, &Streams::new(1, 0)).unwrap();
    let mut run = Run::new(setup, &Streams::new(1, 0));
    for beyond in 1..4 {
        run.run_to_day(expected.last_day + beyond);
    }
    assert_eq!(run.finish().unwrap(), expected);
}

/// A plan with chance in everything that is drawn card by card, day by day, and once.
fn with_chance() -> Plan {
    let mut plan = bangli_exact();
    plan.blanks.on_hand = 12_000;
    plan.kecamatan[0].recordings = Some(Distribution::poisson(6.0).unwrap());
    plan.arrivals.until = Some(date(2017, 7, 3));
    for site in &mut plan.sites {
        let printer = &mut site.printers[0];
        printer.print_time =
            Distribution::triangular(minutes(2.0), minutes(3.0), minutes(5.0)).unwrap();
        (printer.spoilage, printer.daily_availability) = (0.05, 0.9);
        printer.life = Some(Distribution::weibull(1.5, 3000.0).unwrap());
        printer.repair = Distribution::exponential(hours(30.0)).unwrap();
    }
    plan
}

#[test]
fn a_run_that_is_watched_for_print_days_is_the_same_run() {
    let setup = Arc::new(Setup::new(with_chance()).unwrap());
    let streams = Streams::new(1, 0);
    let mut seen = PrintDays::of(&setup);
    let watched = Run::new(Arc::clone(&setup), &streams)
        .finish_observed(&mut seen)
        .unwrap();
    assert_eq!(watched, run(&setup, &streams).unwrap());
    // The days are those of the waits that the run counts, and the last one is the day on which the backlog clears.
    let days = (0..8000).map(|number| seen.of_backlog(number));
    assert_eq!(days.clone().max().flatten(), watched.cleared);
    let mut waits = vec![0; watched.waits.len()];
    for (number, day) in (0..).zip(days) {
        let recorded = setup.backlog.place(number).1.recorded();
        waits[(day.unwrap() as i32 - recorded) as usize] += 1;
    }
    assert_eq!(waits, watched.waits);
    assert_eq!(seen.of_one_more(), None);
}
