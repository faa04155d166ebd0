//! Which of the values that nobody knows matters: where arithmetic says it.

use cetak::experiment::{Control, Settings};
use cetak::projection::{Projection, Sensitivity, project, sensitivity, spread};
use cetak::scenario;

/// One printer of 50 cards a day without any chance, from a Monday, and no holidays within the horizon: the backlog decides the day, and the blanks, of
/// which there are always enough, do not.
const OFFICE: &str = r#"
extends = "bangli-exact"
[backlog]
total = { uncertain = "uniform(1000, 4000)", why = "not counted" }
[blanks]
on_hand = { uncertain = "uniform(9000, 10000)", why = "not counted" }
"#;

fn settings(replications: u32) -> Settings {
    Settings {
        replications,
        ..Settings::default()
    }
}

fn of(text: &str, replications: u32) -> Sensitivity {
    let plan = scenario::parse(text, "test.toml", &[]).unwrap().plan;
    sensitivity(plan, &settings(replications), &Control::default()).unwrap()
}

fn projected(text: &str, replications: u32) -> Projection {
    let plan = scenario::parse(text, "test.toml", &[]).unwrap().plan;
    let control = Control::default();
    let mut p = project(plan, &settings(replications), &[], &control).unwrap();
    p.spread = spread(&p, None, &control).unwrap();
    p
}

#[test]
fn the_one_value_that_decides_has_the_whole_variance() {
    let found = of(OFFICE, 700);
    assert_eq!((found.rows, found.replications), (128, 640));
    let indices = found.indices.unwrap();
    let [backlog, blanks] = &indices.inputs[..] else {
        panic!("two are unknown")
    };
    assert_eq!(
        (&*backlog.name, &*blanks.name),
        ("backlog.total", "blanks.on_hand")
    );
    let chance = indices.chance.unwrap();
    assert!(
        (backlog.total - 1.0).abs() < 0.05 && backlog.first_order > 0.9,
        "{backlog:?}"
    );
    assert_eq!((blanks.total, blanks.first_order), (0.0, 0.0));
    assert_eq!((chance.total, chance.first_order), (0.0, 0.0));
    let p = projected(OFFICE, 400);
    let spread = p.spread.unwrap();
    assert_eq!(spread.chance, 0.0);
    let [backlog, blanks] = &spread.by_unknown[..] else {
        panic!("two are unknown")
    };
    assert!(
        backlog.share > 0.98 && backlog.interval.low > 0.97,
        "{backlog:?}"
    );
    assert!(
        blanks.share < 0.05 && blanks.interval.low == 0.0,
        "{blanks:?}"
    );
}

#[test]
fn the_design_and_the_run_agree_on_the_baseline() {
    let text = "extends = 'bangli'";
    let indices = of(text, 2560).indices.unwrap();
    let spread = projected(text, 1000).spread.unwrap();
    assert_eq!(spread.by_unknown.len(), indices.inputs.len());
    for (run, design) in spread.by_unknown.iter().zip(&indices.inputs) {
        assert_eq!(run.key, design.name);
        let (low, high) = design.first_order_interval;
        assert!(
            run.interval.low <= high && low <= run.interval.high,
            "{run:?}\n{design:?}"
        );
    }
    let chance = indices.chance.unwrap();
    let share = spread.chance / (spread.chance + spread.not_knowing);
    assert!((share - chance.total).abs() < 0.15, "{share} {chance:?}");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let plan = scenario::parse(OFFICE, "test.toml", &[]).unwrap().plan;
    let with = |threads| {
        let settings = Settings {
            threads: Some(threads),
            ..settings(100)
        };
        sensitivity(plan.clone(), &settings, &Control::default()).unwrap()
    };
    assert_eq!(with(1), with(3));
}

#[test]
fn what_has_no_answer_is_refused_or_has_no_shares() {
    let control = Control::default();
    let known = scenario::builtin("bangli-declared").unwrap().plan;
    let error = sensitivity(known, &settings(1000), &control).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("nothing in this scenario is unknown"),
        "{error}"
    );
    let plan = scenario::parse(OFFICE, "test.toml", &[]).unwrap().plan;
    let error = sensitivity(plan, &settings(79), &control).unwrap_err();
    assert!(error.to_string().contains("must be at least 80"), "{error}");
    let idle = OFFICE.replace("uniform(1000, 4000)", "uniform(10, 12)");
    assert_eq!(of(&idle, 80).indices, None);
}
