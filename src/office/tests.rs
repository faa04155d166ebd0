//! Exact cases of the office model, by hand.

use std::sync::Arc;

use jiff::civil::{Date, date};

use super::plan::*;
use super::sample::{bangli_exact, printer};
use super::{Layout, Outcome, PrinterState, Run, run};
use crate::random::{Distribution, Streams};
use crate::time::{Span, hours, minutes};

fn outcome(plan: Plan) -> (Arc<Layout>, Outcome) {
    let layout = Arc::new(Layout::new(plan).unwrap());
    let outcome = run(&layout, &Streams::new(1, 0)).unwrap();
    (layout, outcome)
}

/// Working days to clear, and the date.
fn cleared(plan: Plan) -> (u32, Date) {
    let (layout, outcome) = outcome(plan);
    let day = outcome.cleared.expect("it clears");
    (layout.plan().working_days_to(day), layout.plan().date(day))
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
    let (layout, outcome) = outcome(bangli_exact());
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
    assert_eq!(waits, layout.plan().backlog.total);
}
