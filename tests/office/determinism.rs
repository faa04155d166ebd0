//! Same scenario, same seed: same bits, on any number of threads, saved and resumed at any moment, beside any other entity.

use std::sync::Arc;

use cetak::experiment::{Control, Settings};
use cetak::office::{Outcome, Run, Setup};
use cetak::projection::{Projection, project};
use cetak::random::Streams;
use cetak::scenario::{self, Override};
use proptest::prelude::*;

fn projected(threads: usize) -> Projection {
    let settings = Settings {
        replications: 60,
        seed: 7,
        threads: Some(threads),
    };
    let plan = scenario::builtin("bangli-declared").unwrap().plan;
    project(plan, &settings, &[], &Control::default()).unwrap()
}

#[test]
fn one_two_and_seven_threads_give_the_same_bits() {
    let one = projected(1);
    for threads in [2, 7] {
        let other = projected(threads);
        assert_eq!(one.fingerprint, other.fingerprint, "{threads} threads");
        assert_eq!(one.outcomes, other.outcomes, "{threads} threads");
        assert_eq!(one.measures, other.measures);
        let bits = |p: &Projection| {
            p.measures
                .working_days
                .mean
                .as_ref()
                .map(|mean| mean.value.to_bits())
        };
        assert_eq!(bits(&one), bits(&other), "{threads} threads");
    }
}

/// Changes with every change of a draw, a rule or an event; then the changelog's "Numbers" has to say why.
#[test]
fn the_fingerprint_of_the_baseline_is_pinned() {
    assert_eq!(
        format!("{:016x}", projected(2).fingerprint),
        "c16003007e8fc759"
    );
}

fn setup(sets: &[&str]) -> Arc<Setup> {
    let sets: Vec<Override> = sets.iter().map(|set| set.parse().unwrap()).collect();
    let scenario = scenario::parse("extends = \"bangli\"", "test", &sets).unwrap();
    Arc::new(Setup::new(scenario.plan).unwrap())
}

fn finished(setup: &Arc<Setup>, replication: u64) -> Outcome {
    Run::new(Arc::clone(setup), &Streams::new(3, replication))
        .finish()
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// A run that is saved and loaded, at up to three moments, ends as if it had never stopped: outcome and fingerprint.
    #[test]
    fn a_resumed_run_is_the_same_run(replication in 0u64..1000, mut days in prop::collection::vec(0u32..100, 1..4)) {
        let setup = setup(&["printer.overload=10", "arrivals.per_day=20"]);
        let whole = finished(&setup, replication);
        days.sort_unstable();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("run.json");
        let mut run = Run::new(Arc::clone(&setup), &Streams::new(3, replication));
        for day in days {
            run.run_to_day(day);
            run.save(&file).unwrap();
            run = Run::load(&file, Arc::clone(&setup)).unwrap();
        }
        prop_assert_eq!(run.finish().unwrap(), whole);
    }
}

/// Where nothing else happens, the cards of a small office are handled in a loop of their own. A run to a day goes through the loop of
/// the engine. Printers that take equally long finish many cards at one instant.
#[test]
fn cards_in_a_loop_of_their_own_are_the_same_cards() {
    for sets in [
        &["printer.overload=10", "arrivals.per_day=20"][..],
        &["printer.print_time=3 min", "printer.spoilage=0.2"],
        &[
            "routing=pooled",
            "printer.life=weibull(shape = 1.5, scale = 200)",
        ],
    ] {
        let setup = setup(sets);
        for replication in 0..10 {
            let mut run = Run::new(Arc::clone(&setup), &Streams::new(3, replication));
            run.run_to_day(1000);
            assert_eq!(run.finish().unwrap(), finished(&setup, replication));
        }
    }
}

#[test]
fn a_run_of_another_plan_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("run.json");
    Run::new(setup(&[]), &Streams::new(1, 0))
        .save(&file)
        .unwrap();
    let other = setup(&["printer.daily_limit=51"]);
    let error = Run::load(&file, other).unwrap_err();
    assert_eq!(error.kind(), cetak::ErrorKind::Checkpoint);
}

/// An entity that has nothing to do with the others moves no draw of theirs: a stream is found by the name of what it drives.
#[test]
fn an_unrelated_entity_changes_no_other_draw() {
    let with_printers = |printers: u32| {
        let text = format!(
            "extends = \"bangli\"\nrouting = \"own\"\n\
             [blanks]\nheld = \"by-site\"\nallotment = {{ Bangli = 1, Kintamani = 2, Susut = 1, Tembuku = 1 }}\n\
             [printer]\noverload = 20\n\
             [kecamatan.Batur]\nshare = 0\n\
             [sites.Batur]\nprinters = {printers}\n"
        );
        let scenario = scenario::parse(&text, "test", &[]).unwrap();
        Arc::new(Setup::new(scenario.plan).unwrap())
    };
    let (without, with) = (with_printers(0), with_printers(3));
    for replication in 0..20 {
        let (a, b) = (
            finished(&without, replication),
            finished(&with, replication),
        );
        assert_eq!(a.printed_by_kecamatan, b.printed_by_kecamatan);
        assert_eq!(a.waits, b.waits);
        assert_eq!(a.waiting, b.waiting);
        assert_eq!(
            (a.spoiled, a.failures, a.cleared),
            (b.spoiled, b.failures, b.cleared)
        );
    }
}

/// Common random numbers: a scenario changed in one place has the same draws in all others.
#[test]
fn a_changed_policy_leaves_the_upgrades_where_they_were() {
    let first_day = |setup: &Arc<Setup>, replication| {
        let mut days = Vec::new();
        let plan = setup.plan().as_ref().clone();
        cetak::projection::trace(plan, &Streams::new(3, replication), &mut |now, event, _| {
            if let cetak::office::Event::UpgradeDone { .. } = event {
                days.push((now, *event));
            }
        })
        .unwrap();
        days
    };
    let (base, pushed) = (
        setup(&[]),
        setup(&["printer.overload=40", "routing=pooled"]),
    );
    for replication in 0..20 {
        let (a, b) = (
            first_day(&base, replication),
            first_day(&pushed, replication),
        );
        let both = a.len().min(b.len());
        assert_eq!(a[..both], b[..both]);
    }
}

/// Opening on Saturdays adds the residents recorded then and moves no other day's: a day's recordings are found by its date.
#[test]
fn a_changed_week_leaves_the_recordings_of_other_days_where_they_were() {
    let recorded = |saturday: &str| {
        let sets = [
            "arrivals.per_day=60",
            "blanks.on_hand=0",
            "blanks.deliveries=[]",
            "horizon=2017-06-30",
        ];
        let setup = setup(&[&sets[..], &[&format!("opening_hours.saturday={saturday}")]].concat());
        let waiting = finished(&setup, 0).waiting;
        let new = waiting.windows(2).map(|pair| pair[1] - pair[0]);
        new.zip(1u32..)
            .map(|(new, day)| (setup.plan().date(day), new))
            .collect::<Vec<_>>()
    };
    let (closed, open) = (recorded("closed"), recorded("07:30-13:00"));
    let mut saturdays = 0;
    for ((date, without), (_, with)) in closed.into_iter().zip(open) {
        match date.weekday() {
            jiff::civil::Weekday::Saturday => saturdays += with - without,
            _ => assert_eq!(without, with, "{date}"),
        }
    }
    assert!(saturdays > 100, "{saturdays} were recorded on Saturdays");
}
