//! Outputs over time, and the warm-up that they show.

use std::panic::catch_unwind;

use cetak::error::Result;
use cetak::experiment::{Control, Experiment, Outputs, OverTime, Part, Results, Window};
use cetak::process::{Resource, Shared, World};
use cetak::random::Streams;
use cetak::resource::Statistics;
use cetak::stats::{LevelSeries, Series};
use cetak::time::{Span, Time, minutes};

/// A customer every ten minutes, a quarter of an hour for each, and how many have come.
#[derive(Clone)]
struct Desk {
    world: World,
    clerk: Resource,
    came: Shared<LevelSeries>,
}

async fn customer(desk: Desk) {
    let now = desk.world.now();
    desk.came.with(|came| came.set(now, came.level() + 1.0));
    let _clerk = desk.clerk.seize().await;
    desk.world.hold(minutes(15.0)).await;
}

fn desk(world: &World) -> Result<Desk> {
    let desk = Desk {
        world: world.clone(),
        clerk: Resource::new(world, "clerk", 1),
        came: Shared::new(LevelSeries::new(Time::ZERO, 0.0, minutes(60.0))),
    };
    let door = desk.clone();
    world.spawn(async move {
        loop {
            door.world.hold(minutes(10.0)).await;
            door.world.spawn(customer(door.clone()));
        }
    });
    Ok(desk)
}

fn means(results: &Results, series: OverTime) -> Vec<f64> {
    let steps = results.over_time(series).steps.into_iter();
    steps.map(|step| step.mean.unwrap()).collect()
}

#[test]
fn a_queue_and_a_level_over_time_begin_before_the_warm_up_is_over() {
    let mut outputs = Outputs::new();
    let queue =
        outputs.queue_over_time("queue", minutes(30.0), |desk: &Desk| desk.clerk.observed());
    let came = outputs.series("came", "", |desk| {
        desk.came.with(|came| came.until(desk.world.now()))
    });
    let clerk = outputs.resource("clerk", |desk| desk.clerk.observed());
    let window = Window::new(minutes(60.0), minutes(65.0));
    let desks = Experiment::of_processes(&outputs, window, desk).replications(3);
    let results = desks.run().unwrap();
    let expected = [5.0, 35.0, 65.0, 95.0].map(|sum| sum / 30.0);
    let found = means(&results, queue);
    assert!(
        std::iter::zip(&found, expected).all(|(a, b)| (a - b).abs() < 1e-12),
        "{found:?}"
    );
    assert_eq!((found.len(), found[4]), (5, 4.0), "the last step is a part");
    assert_eq!(means(&results, came), [2.5, 8.5, 12.0]);
    // From 60 on: 2 for 25 minutes, 3 for 30 and 4 for 10.
    for (output, expected) in [(clerk.queue_length_p50, 3.0), (clerk.queue_length_p90, 4.0)] {
        assert_eq!(results.of(output).mean.unwrap().value, expected);
    }
    // What is stored and merged is the same to the last bit.
    let folder = tempfile::tempdir().unwrap();
    let files = [1, 2].map(|part| folder.path().join(part.to_string()));
    for (part, file) in (1..).zip(&files) {
        let part = Part::new(part, 2).unwrap();
        desks
            .store(part, "desk", file, &Control::default())
            .unwrap();
    }
    assert_eq!(desks.merge("desk", &files).unwrap(), results);
    // And what goes on has the series of all.
    let mut more = results.clone();
    desks.go_on(&mut more, 2, &Control::default()).unwrap();
    assert_eq!(more.over_time(came).steps, results.over_time(came).steps);
    assert_ne!(more.report().fingerprint, results.report().fingerprint);
}

#[test]
fn a_queue_over_time_that_nobody_kept_is_told() {
    let mut outputs = Outputs::new();
    outputs.queue_over_time("line", minutes(30.0), |of: &(Statistics, Time)| of.clone());
    let one = |statistics: Statistics| {
        let outcome = (statistics, Time::ZERO + minutes(60.0));
        let experiment = Experiment::new(&outputs, move |_| Ok(outcome.clone()));
        experiment.replications(1).threads(1).run().unwrap()
    };
    let kept = one(Statistics::new(1).keeping_queue_series(minutes(30.0)));
    assert_eq!(kept.rows[0].series[0].values(), [Some(0.0); 2]);
    let none = std::panic::AssertUnwindSafe(|| one(Statistics::new(1).keeping_queue()));
    let panic = catch_unwind(none).unwrap_err();
    let said = panic.downcast_ref::<String>().unwrap();
    assert!(said.contains("\"line\": the queue length over time was not kept"));
}

#[test]
#[should_panic(expected = "in steps of 30 min and not of 1 h too")]
fn queues_are_kept_in_steps_of_one_length() {
    let mut outputs = Outputs::<(Statistics, Time)>::new();
    outputs.queue_over_time("one", minutes(30.0), Clone::clone);
    outputs.queue_over_time("other", minutes(60.0), Clone::clone);
}

/// Results whose replication n has row n in steps of an hour, after a warm-up of so many hours.
fn of_rows(rows: Vec<Vec<Option<f64>>>, warm_up: i64) -> (Results, OverTime) {
    let replications = rows.len() as u32;
    let mut outputs = Outputs::new();
    let level = outputs.series("level", "pcs", move |replication: &u64| {
        Series::new(Span::hours(1), rows[*replication as usize].clone())
    });
    let window = Window::new(Span::hours(warm_up), Span::hours(1));
    let model = |world: &World| Ok(world.streams().replication());
    let experiment = Experiment::of_processes(&outputs, window, model);
    (experiment.replications(replications).run().unwrap(), level)
}

#[test]
fn a_step_that_one_replication_lacks_has_no_band() {
    let rows = vec![
        vec![Some(1.0), None, Some(4.0)],
        vec![Some(3.0), Some(2.0)],
        vec![Some(8.0), Some(2.0), Some(5.0)],
    ];
    let (results, level) = of_rows(rows, 0);
    let said = results.over_time(level);
    let [whole, gap, end] = &said.steps[..] else {
        panic!("{said:?}")
    };
    assert_eq!((whole.mean, whole.missing), (Some(4.0), 0));
    assert_eq!(whole.quantiles.each(), [Some(1.4), Some(3.0), Some(7.0)]);
    for step in [gap, end] {
        assert_eq!((step.mean, step.missing), (None, 1));
        assert_eq!(step.quantiles.each(), [None; 3]);
    }
    let report = results.report();
    assert_eq!(
        report.series_csv(),
        "experiment,series,unit,from_min,mean,p10,p50,p90,missing\n\
         ,level,pcs,0,4,1.4,3,7,0\n\
         ,level,pcs,60,,,,,1\n\
         ,level,pcs,120,,,,,1\n"
    );
    let text = report.to_string();
    let lines = "
level (pcs), from (min)   mean    P10    P50    P90
0                        4.000  1.400  3.000  7.000
60                           -      -      -      -
120                          -      -      -      -
level: in 2 steps a replication observed nothing

";
    assert!(text.contains(lines), "{text}");
    let json: serde_json::Value = serde_json::from_str(&report.json()).unwrap();
    let json = &json["series"][0];
    assert_eq!(
        (&json["name"], &json["step_min"]),
        (&"level".into(), &60.0.into())
    );
    assert_eq!(json["steps"][0]["p90"], 7.0);
    let error = results.check_warm_up(level).unwrap_err().to_string();
    assert!(error.contains("a replication observed nothing"), "{error}");
}

/// Noise of ±1 after a start of so many steps at a height, in 20 replications of 100 steps.
fn noisy(start: usize, height: f64) -> Vec<Vec<Option<f64>>> {
    let row = |replication| {
        let mut noise = Streams::new(7, replication).stream("noise");
        let value = |step| {
            let noise = 2.0 * noise.uniform() - 1.0;
            Some(noise + if step < start { height } else { 0.0 })
        };
        (0..100).map(value).collect()
    };
    (0..20).map(row).collect()
}

#[test]
fn a_warm_up_is_too_short_where_what_it_leaves_in_differs() {
    let refused = |rows, warm_up| {
        let (results, level) = of_rows(rows, warm_up);
        let checked = results.check_warm_up(level).map_err(|e| e.to_string());
        let doubt = results.report().series[0].warm_up_doubt.clone();
        match warm_up {
            0 => assert_eq!(doubt, None, "no warm-up was told"),
            _ => assert_eq!(doubt, checked.clone().err()),
        }
        checked.err()
    };
    let short = |warm_up: &str| {
        let said = "the warm-up of WARM_UP is too short: by MSER-5 the first 20 h of \"level\" are to be left out, and what lies between differs from what follows";
        Some(said.replace("WARM_UP", warm_up))
    };
    assert_eq!(refused(noisy(20, 10.0), 5), short("5 h"));
    assert_eq!(refused(noisy(20, 10.0), 0), short("0 s"));
    assert_eq!(refused(noisy(20, 10.0), 19), short("19 h"));
    assert_eq!(refused(noisy(20, 10.0), 20), None);
    let late = refused(noisy(70, 10.0), 20).unwrap();
    assert!(
        late.starts_with(
            "a run of 100 h is too short for a steady state of \"level\": by MSER-5 the first 70 h"
        ) && late.contains("at least 140 h"),
        "{late}"
    );
    let few = noisy(20, 10.0).into_iter().map(|row| row[..49].to_vec());
    let few = refused(few.collect(), 5).unwrap();
    assert!(
        few.contains("49 steps") && few.contains("at least 50"),
        "{few}"
    );
    // The same in all replications: no noise can excuse it.
    let row: Vec<Option<f64>> = (0..100)
        .map(|t| Some(f64::from(u8::from(t < 20))))
        .collect();
    assert_eq!(refused(vec![row.clone(); 3], 5), short("5 h"));
    // One replication has no interval of a difference.
    assert_eq!(refused(vec![row], 5), short("5 h"));
}

#[test]
fn a_long_series_is_printed_in_twelve_lines_or_fewer() {
    let lines = |steps: i64| {
        let row = (0..steps).map(|step| Some(step as f64)).collect();
        let (results, _) = of_rows(vec![row], 0);
        let text = results.to_string();
        let (_, table) = text.split_once("level (pcs), from ").unwrap();
        let (table, _) = table.split_once("\n\n").unwrap();
        table.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let (day, weeks) = (lines(12), lines(500));
    assert!(day[0].starts_with("(h)") && day.len() == 13, "{day:?}");
    assert!(
        weeks[0].starts_with("(d)") && weeks.len() == 13,
        "{weeks:?}"
    );
    // Every 42nd hour.
    assert!(
        weeks[1].starts_with("0 ") && weeks[2].starts_with("1.75 "),
        "{weeks:?}"
    );
    assert!(weeks[2].contains(" 42"), "{weeks:?}");
}

/// What MSER-5 cuts by chance alone is no fault of the warm-up.
#[test]
fn noise_alone_does_not_speak_against_a_warm_up() {
    let told = |seed| {
        let row = |replication| {
            let mut noise = Streams::new(seed, replication).stream("noise");
            let mut level = 0.0;
            let mut value = |_| {
                level = 0.5 * level + noise.uniform() - 0.5;
                Some(level)
            };
            (0..100).map(&mut value).collect()
        };
        let (results, level) = of_rows((0..10).map(row).collect(), 10);
        results.check_warm_up(level).is_err()
    };
    let told = (0..100).filter(|seed| told(*seed)).count();
    assert!(told <= 12, "{told} of 100");
}

#[test]
#[should_panic(
    expected = "\"level\" has steps of 1 h in replication 0 and of 2 h in replication 1"
)]
fn steps_are_of_one_length() {
    let mut outputs = Outputs::new();
    let level = outputs.series("level", "", |replication: &i64| {
        Series::new(Span::hours(1 + *replication), vec![Some(1.0)])
    });
    let one = |streams: &Streams| Ok(streams.replication() as i64);
    let results = Experiment::new(&outputs, one).replications(2).run();
    let _ = results.unwrap().over_time(level);
}

#[test]
#[should_panic(expected = "two series are called \"level\"")]
fn a_name_is_given_once() {
    let mut outputs = Outputs::<Series>::new();
    outputs.series("level", "", Clone::clone);
    outputs.series("level", "", Clone::clone);
}
