//! The shipped scenarios without chance give the answers that can be worked out by hand, from the file to the last card; and every
//! shipped scenario can be run.

use std::sync::Arc;

use cetak::office::{Layout, run};
use cetak::random::Streams;
use cetak::scenario;
use jiff::civil::{Date, date};

/// Working days until everybody of the backlog has a card, and the date of the last one.
fn cleared(name: &str) -> (u32, Date) {
    let plan = scenario::builtin(name).unwrap().plan;
    let layout = Arc::new(Layout::new(plan).unwrap());
    let outcome = run(&layout, &Streams::new(1, 0)).unwrap();
    let last = outcome.cleared.expect("the backlog clears");
    (
        layout.plan().working_days_to(last),
        layout.plan().date(last),
    )
}

#[test]
fn bangli_without_chance_clears_on_the_days_worked_out_by_hand() {
    assert_eq!(cleared("bangli-exact"), (32, date(2017, 6, 14)));
    assert_eq!(cleared("bangli-exact-8-may"), (35, date(2017, 6, 19)));
    assert_eq!(cleared("bangli-exact-15-may"), (37, date(2017, 6, 21)));
    assert_eq!(cleared("bangli-exact-never"), (54, date(2017, 7, 24)));
}

#[test]
fn ten_printers_clear_in_the_days_worked_out_by_hand() {
    assert_eq!(cleared("ten-printers").0, 40);
    assert_eq!(cleared("ten-printers-stop").0, 42);
    assert_eq!(cleared("ten-printers-lots").0, 44);
}

#[test]
fn every_shipped_scenario_can_be_run() {
    for (name, _) in scenario::builtins() {
        let plan = scenario::builtin(name).unwrap().plan;
        let backlog = plan.backlog.total;
        let layout = Arc::new(Layout::new(plan).unwrap());
        let outcome =
            run(&layout, &Streams::new(1, 0)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let residents = outcome.printed() + outcome.waiting_at_end();
        assert_eq!(residents, backlog + outcome.recorded, "{name}");
        assert!(outcome.printed() > 0, "{name}");
    }
}
