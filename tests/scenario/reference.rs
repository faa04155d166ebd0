//! The shipped scenarios without chance give the answers that can be worked out by hand, from the file to the last card; and every
//! shipped scenario can be run.

use std::sync::Arc;

use cetak::experiment::{Control, Settings};
use cetak::office::{Setup, run};
use cetak::projection::{Replication, project};
use cetak::random::Streams;
use cetak::scenario::{self, Override};
use cetak::stats::{Estimate, Tally, wilson};
use jiff::civil::{Date, date};

/// Working days until everybody of the backlog has a card, and the date of the last one.
fn cleared(name: &str) -> (u32, Date) {
    let plan = scenario::builtin(name).unwrap().plan;
    let setup = Arc::new(Setup::new(plan).unwrap());
    let outcome = run(&setup, &Streams::new(1, 0)).unwrap();
    let last = outcome.cleared.expect("the backlog clears");
    (setup.plan().working_days_to(last), setup.plan().date(last))
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
        let setup = Arc::new(Setup::new(plan).unwrap());
        let outcome =
            run(&setup, &Streams::new(1, 0)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let residents = outcome.printed() + outcome.waiting_at_end();
        assert_eq!(residents, backlog + outcome.recorded, "{name}");
        assert!(outcome.printed() > 0, "{name}");
    }
}

/// Ten printers, each day up with probability 0.9 on its own: T is the first day on which the printer-days that were up reach what the
/// backlog needs, so P(T ≤ n) = P(Bin(10 n, 0.9) ≥ 400), whose values these are.
const AT_MOST_44: f64 = 0.294132;
const AT_MOST_45: f64 = 0.807811;
const MEAN: f64 = 44.8944;

/// The simulated shares and the mean must hold the exact ones inside 99.9 % intervals.
fn holds_the_exact_distribution(sets: &[&str], replications: u32) {
    let sets: Vec<Override> = sets.iter().map(|set| set.parse().unwrap()).collect();
    let scenario = scenario::parse("extends = \"ten-printers-flaky\"", "flaky", &sets).unwrap();
    let settings = Settings {
        replications,
        seed: 2017,
        threads: None,
    };
    let projection = project(scenario.plan, &settings, &[], &Control::default()).unwrap();
    let days = |o: &Replication| {
        projection
            .plan
            .working_days_to(o.cleared.expect("it clears"))
    };
    let share = |limit: u32| {
        let within = projection
            .outcomes
            .iter()
            .filter(|o| days(o) <= limit)
            .count();
        wilson(within as u64, u64::from(replications), 0.999)
    };
    for (limit, exact) in [(44, AT_MOST_44), (45, AT_MOST_45)] {
        let (low, high) = share(limit);
        assert!(
            (low..=high).contains(&exact),
            "P(T ≤ {limit}) = {exact} is not in {low} to {high}"
        );
        assert!(
            high - low < 0.2,
            "{replications} replications say too little"
        );
    }
    let tally: Tally = projection
        .outcomes
        .iter()
        .map(|o| f64::from(days(o)))
        .collect();
    let mean = Estimate::of(&tally, 0.999).unwrap();
    assert!(mean.contains(MEAN), "{MEAN} is not in {mean}");
}

#[test]
fn printers_that_are_off_one_day_in_ten_have_the_exact_distribution() {
    // One card a printer-day and 400 residents have the same distribution as 250 and 100,000, and are 250 times as fast.
    let small = [
        "printer.daily_limit=1",
        "backlog.total=400",
        "blanks.on_hand=400",
    ];
    holds_the_exact_distribution(&small, 20_000);
    holds_the_exact_distribution(&[], 300);
}
