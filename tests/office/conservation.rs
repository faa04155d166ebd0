//! Nothing is lost and nothing appears from nowhere, on random scenarios. A scenario that breaks a rule is shrunk and left as a file
//! that `cetak run` opens.

use std::fmt::Write as _;
use std::sync::Arc;

use cetak::office::{Outcome, PrinterState, PrinterTime, Run, Setup, run};
use cetak::random::Streams;
use cetak::scenario;
use cetak::time::Span;
use proptest::prelude::*;

/// The text of a random scenario file: small enough to run fast, and with everything the office knows of.
fn scenario_text() -> impl Strategy<Value = String> {
    let head = (
        1u32..60,
        prop::sample::select(vec!["own", "own-and-office", "office-while-down", "pooled"]),
        0u32..400,
        0u32..500,
        0.0f64..=1.0,
        prop::sample::select(vec!["pooled", "by-site"]),
    );
    let printer = (
        prop::sample::select(vec![
            "3 min",
            "triangular(1 min, 3 min, 20 min)",
            "exponential(10 min)",
            "45 min",
            "9 h",
        ]),
        0u32..60,
        0u32..30,
        0.0f64..0.3,
        0.0f64..0.5,
        prop::option::of(5.0f64..200.0),
        0.2f64..=1.0,
        prop::collection::vec(0u32..20, 0..3),
    );
    let sites = prop::collection::vec(
        (
            0u32..4,
            prop::sample::select(vec![
                "\"done\"",
                "\"never\"",
                "\"lognormal(4 d, 2)\"",
                "2017-05-03",
                "2017-05-04T10:15:00",
                "\"3 wd\"",
            ]),
        ),
        1..5,
    );
    let happenings = (
        prop::collection::vec((0u32..40, 1u32..300), 0..3),
        prop::option::of(0.0f64..30.0),
        prop::option::of((0u32..5, 5u32..60)),
        prop::option::of((0u32..20, 0u32..6)),
        any::<bool>(),
        prop::sample::select(vec![
            "07:30-15:30",
            "00:00-24:00",
            "07:30-12:00, 13:00-15:30",
            "closed",
        ]),
    );
    (head, printer, sites, happenings).prop_map(|(head, printer, sites, happenings)| {
        let (days, routing, backlog, blanks, suket, held) = head;
        let (time, limit, overload, spoilage, overload_spoilage, life, availability, ramp) = printer;
        let (deliveries, per_day, ribbons, outage, flaky_server, saturday) = happenings;
        let start = jiff::civil::date(2017, 4, 26);
        let date = |after: u32| start.saturating_add(jiff::Span::new().days(after));
        let mut text = format!(
            "start = {start}\nhorizon = {}\nrouting = \"{routing}\"\n\
             [opening_hours]\nsaturday = \"{saturday}\"\n\
             [holidays]\nsets = [\"indonesia-2017\"]\n\
             [backlog]\ntotal = {backlog}\nsuket_share = {suket}\n\
             [blanks]\non_hand = {blanks}\nheld = \"{held}\"\n",
            date(days),
        );
        for (after, pieces) in deliveries {
            write!(text, "[[blanks.deliveries]]\ndate = {}\npieces = {pieces}\n", date(after)).unwrap();
        }
        if let Some((on_hand, cards)) = ribbons {
            write!(text, "[ribbons]\non_hand = {on_hand}\ncards_each = \"uniform(1, {cards})\"\n").unwrap();
        }
        if let Some(per_day) = per_day {
            write!(text, "[arrivals]\nper_day = {per_day}\nsuket_share = {suket}\n").unwrap();
        }
        if let Some((from, length)) = outage {
            write!(text, "[[outages]]\nfrom = {}\nuntil = {}\n", date(from), date(from + length)).unwrap();
        }
        if flaky_server {
            text += "[[outages]]\nevery = \"exponential(3 d)\"\nlasts = \"uniform(1 h, 2 d)\"\n";
        }
        write!(
            text,
            "[printer]\nprint_time = \"{time}\"\ndaily_limit = {limit}\noverload = {overload}\nspoilage = {spoilage}\n\
             overload_spoilage = {overload_spoilage}\noverload_wear = 4\nrepair = \"exponential(2 d)\"\n\
             daily_availability = {availability}\nramp = {ramp:?}\n",
        )
        .unwrap();
        if let Some(life) = life {
            writeln!(text, "life = \"weibull(1.5, {life})\"").unwrap();
        }
        for (i, (printers, done)) in sites.iter().enumerate() {
            let office = i == 0;
            let printers = printers + u32::from(office);
            write!(text, "[sites.S{i}]\noffice = {office}\nprinters = {printers}\nupgrade.done = {done}\n").unwrap();
        }
        text
    })
}

/// Everything a finished run must satisfy, computed anew from the plan and the outcome.
fn broken_rule(setup: &Setup, outcome: &Outcome) -> Option<String> {
    let plan = setup.plan();
    let residents = plan.backlog.total + outcome.recorded;
    let served: u32 = outcome.waits.iter().sum();
    let by_kecamatan: u32 = outcome.printed_by_kecamatan.iter().sum();
    let open: Span = plan
        .days
        .open_days(plan.start, plan.date(outcome.last_day))
        .map(|(_, hours)| hours.length())
        .sum();
    let printers = plan
        .sites
        .iter()
        .map(|site| site.printers.len() as i64)
        .sum::<i64>();
    let rules = [
        (
            "blanks: received = on hand + printed + spoiled",
            outcome.blanks_received == outcome.blanks_on_hand + outcome.printed() + outcome.spoiled,
        ),
        (
            "residents = printed + waiting",
            residents == outcome.printed() + outcome.waiting_at_end(),
        ),
        (
            "backlog = served + left",
            plan.backlog.total == served + outcome.backlog_left,
        ),
        (
            "cards by site = cards by kecamatan",
            outcome.printed() == by_kecamatan,
        ),
        (
            "cleared means nobody of the backlog is left",
            outcome.cleared.is_some() == (outcome.backlog_left == 0),
        ),
        (
            "every printer-minute of every open day is in one state",
            outcome.time().total() == open * printers,
        ),
        (
            "nobody clears before the best case",
            outcome.cleared.is_none_or(|day| {
                plan.backlog.total == 0 || setup.best_case().is_some_and(|best| best <= day)
            }),
        ),
        (
            "one entry a day",
            outcome.waiting.len() as u32 == outcome.last_day + 1
                && outcome.on_hand.len() == outcome.waiting.len(),
        ),
        (
            "blanks at the last day's end are those on hand",
            outcome.on_hand.last() == Some(&outcome.blanks_on_hand),
        ),
        (
            "no card beyond the limit when none is allowed",
            outcome.overload_cards == 0
                || plan
                    .sites
                    .iter()
                    .any(|s| s.printers.iter().any(|p| p.overload > 0)),
        ),
        (
            "printing takes time when something was printed",
            outcome.printed() == 0
                || outcome.time().get(PrinterState::Printing) > PrinterTime::ZERO,
        ),
    ];
    rules
        .iter()
        .find(|(_, holds)| !holds)
        .map(|(rule, _)| (*rule).to_owned())
}

/// What a run that is saved and loaded on one of its days, which its seed chooses, ends with but for that.
fn lost_when_saved(setup: &Arc<Setup>, seed: u64, outcome: &Outcome) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("run.json");
    let mut run = Run::new(Arc::clone(setup), &Streams::new(seed, 0));
    run.run_to_day((seed % u64::from(outcome.last_day + 1)) as u32);
    run.save(&file).unwrap();
    match Run::load(&file, Arc::clone(setup)).and_then(Run::finish) {
        Ok(loaded) if loaded == *outcome => None,
        Ok(_) => Some("it ends in another way when it is saved".to_owned()),
        Err(error) => Some(error.to_string()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_on_random_scenarios(text in scenario_text(), seed in 0u64..1000) {
        let scenario = match scenario::parse(&text, "random.toml", &[]) {
            Ok(scenario) => scenario,
            Err(problems) => return Err(TestCaseError::fail(format!("the scenario is refused: {problems}\n{text}"))),
        };
        let setup = Arc::new(Setup::new(scenario.plan).unwrap());
        let broken = match run(&setup, &Streams::new(seed, 0)) {
            Ok(outcome) => broken_rule(&setup, &outcome).or_else(|| lost_when_saved(&setup, seed, &outcome)),
            Err(error) => Some(error.to_string()),
        };
        if let Some(rule) = broken {
            // The last failing case that is written is the one it was shrunk to.
            let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("conservation.toml");
            std::fs::write(&file, &text).unwrap();
            return Err(TestCaseError::fail(format!("{rule}; open it with: cetak run {} --seed {seed}", file.display())));
        }
    }
}

/// A card of nine hours that is begun on Saturday at 20:00, and blanks that come at midnight.
#[test]
fn what_comes_before_the_last_card_is_done_is_in_the_books() {
    let text = r#"
        start = 2017-04-29
        horizon = 2017-05-20
        [opening_hours]
        saturday = "20:00-24:00"
        [backlog]
        total = 1
        [blanks]
        on_hand = 5
        [[blanks.deliveries]]
        date = 2017-04-30
        pieces = 7
        [printer]
        print_time = "9 h"
        daily_limit = 3
        spoilage = 0
        [sites.S0]
        office = true
        printers = 1
        upgrade.done = "done"
    "#;
    let plan = scenario::parse(text, "midnight.toml", &[]).unwrap().plan;
    let setup = Arc::new(Setup::new(plan).unwrap());
    let outcome = run(&setup, &Streams::new(1, 0)).unwrap();
    assert_eq!(broken_rule(&setup, &outcome), None);
    assert_eq!((outcome.cleared, outcome.last_day), (Some(0), 0));
    assert_eq!((outcome.waiting, outcome.on_hand), (vec![0], vec![11]));
}
