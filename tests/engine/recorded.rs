//! Outputs of what a model recorded, and the window in which it did.

use cetak::engine::{Calendar, Model, Simulation};
use cetak::error::{ErrorKind, Result};
use cetak::experiment::{Control, Experiment, Number, Output, Outputs, Part, Results, Window};
use cetak::process::{Level, Resource, Shared, Stock, World};
use cetak::random::Streams;
use cetak::resource::{self, Statistics};
use cetak::stats::Tally;
use cetak::time::{Span, Time, minutes};

/// A customer every ten minutes, a quarter of an hour and a form for each: customer n waits 5 n minutes.
#[derive(Clone)]
struct Desk {
    world: World,
    clerk: Resource,
    forms: Stock,
    stays: Shared<Tally>,
    all_stays: Shared<Vec<f64>>,
    left: Shared<u32>,
    came: Level,
}

async fn customer(desk: Desk) {
    let now = || desk.world.now();
    let came = now();
    desk.came.add(1.0);
    let unit = desk.clerk.seize().await;
    desk.forms.take(1).await;
    desk.world.hold(minutes(15.0)).await;
    unit.release();
    let stay = (now() - came).as_minutes();
    desk.stays.with(|stays| stays.record(stay));
    desk.all_stays.with(|stays| stays.push(stay));
    desk.left.with(|left| *left += 1);
}

fn desk(customers: usize, world: &World) -> Result<Desk> {
    let desk = Desk {
        clerk: Resource::new(world, "clerk", 1),
        forms: Stock::new(world, "forms", 100),
        stays: world.statistic(),
        all_stays: world.statistic(),
        left: world.statistic(),
        came: world.level(0.0),
        world: world.clone(),
    };
    let door = desk.clone();
    world.spawn(async move {
        for _ in 0..customers {
            door.world.hold(minutes(10.0)).await;
            door.world.spawn(customer(door.clone()));
        }
    });
    Ok(desk)
}

fn mean(results: &Results, output: Output<Number>) -> f64 {
    results.of(output).mean.expect("it is known").value
}

#[test]
fn what_was_recorded_in_the_window_becomes_outputs() {
    let mut outputs = Outputs::new();
    let stay = outputs.tally("stay", "min", |desk: &Desk| desk.stays.get());
    let stays = outputs.samples("stays", "min", |desk| desk.all_stays.get());
    let left = outputs.count("left", "", |desk| desk.left.get());
    let forms = outputs.level("forms", "pcs", |desk| desk.forms.observed_level());
    let came = outputs.level("came", "", |desk| desk.came.observed());
    let clerk = outputs.resource("clerk", |desk| desk.clerk.observed());
    // The last event is five minutes before the end.
    let window = Window::new(minutes(60.0), minutes(65.0));
    let results = Experiment::of_processes(&outputs, window, |world| desk(1000, world))
        .replications(2)
        .run()
        .unwrap();
    let mean = |output| mean(&results, output);
    assert_eq!(mean(stay), 37.5, "of 30, 35, 40 and 45");
    assert_eq!(mean(stays.mean), 37.5);
    assert_eq!(
        stays.quantiles.each().map(mean),
        [31.5, 37.5, 43.5],
        "of the four stays together"
    );
    assert_eq!(mean(left), 4.0);
    assert_eq!(mean(forms), 94.0, "96 to 92 until the end of the window");
    assert_eq!(mean(came), 570.0 / 65.0);
    assert_eq!(
        (mean(clerk.utilisation), mean(clerk.served)),
        (1.0, 4.0),
        "from 70 on every quarter of an hour"
    );
    assert_eq!(
        (mean(clerk.wait.mean), mean(clerk.longest_wait)),
        (27.5, 35.0)
    );
    assert_eq!(clerk.wait.quantiles.each().map(mean), [21.5, 27.5, 33.5]);
    // Those who came until 120, less the eight whose service began.
    assert_eq!(mean(clerk.still_waiting), 4.0);
    let names: Vec<&str> = results.outputs.iter().map(|label| &*label.name).collect();
    assert_eq!(
        names[..8],
        [
            "stay, mean",
            "stays, mean",
            "stays, P10",
            "stays, P50",
            "stays, P90",
            "left",
            "forms, mean",
            "came, mean"
        ]
    );
    assert_eq!(
        names[8..],
        [
            "clerk: utilisation",
            "clerk: overtime",
            "clerk: queue length, mean",
            "clerk: queue length, P50",
            "clerk: queue length, P90",
            "clerk: wait, mean",
            "clerk: wait, P10",
            "clerk: wait, P50",
            "clerk: wait, P90",
            "clerk: longest wait",
            "clerk: served",
            "clerk: refused",
            "clerk: gave up",
            "clerk: pushed out",
            "clerk: still waiting",
        ]
    );
}

#[test]
fn a_count_is_not_below_none_and_nothing_tallied_is_missing() {
    let mut outputs = Outputs::new();
    let count = outputs.count("count", "", |n: &u64| *n);
    let tally = outputs.tally("tally", "", |n| (0..*n).map(|n| n as f64).collect());
    let samples = outputs.samples("samples", "", |n| vec![1.0; *n as usize]);
    let results = Experiment::new(&outputs, |s: &Streams| Ok(u64::from(s.replication() == 0)))
        .replications(4)
        .run()
        .unwrap();
    assert_eq!(results.of(count).mean.unwrap().ci95.unwrap().low, 0.0);
    for output in [tally, samples.mean, samples.quantiles.p90] {
        assert_eq!(results.of(output).missing, 3);
        assert_eq!(results.of(output).mean, None);
    }
}

#[test]
#[should_panic = "a count is negative"]
fn a_negative_count_is_no_count() {
    let mut outputs = Outputs::new();
    outputs.count("count", "", |n: &i32| *n);
    let _ = Experiment::new(&outputs, |_| Ok(-1)).replications(1).run();
}

/// How many waits the clerk has kept.
fn kept(outputs: &mut Outputs<Desk>) -> f64 {
    let kept = outputs.count("kept", "", |desk: &Desk| {
        desk.clerk.watch(|found| found.every_wait_min().len())
    });
    let window = Window::new(Span::ZERO, minutes(60.0));
    let results = Experiment::of_processes(outputs, window, |world| desk(1000, world))
        .replications(1)
        .run()
        .unwrap();
    mean(&results, kept)
}

#[test]
fn waits_are_kept_only_where_their_quantiles_are_wanted() {
    assert_eq!(kept(&mut Outputs::new()), 0.0);
    let mut outputs = Outputs::new();
    outputs.resource("clerk", |desk: &Desk| desk.clerk.observed());
    assert_eq!(kept(&mut outputs), 4.0);
}

#[test]
fn a_report_leaves_out_quantiles_of_waits_that_nobody_kept() {
    let mut outputs = Outputs::new();
    let clerk = outputs.resource("clerk", |of: &(Statistics, Time)| of.clone());
    let run = |watch: fn() -> Statistics, replications| {
        let one = move |_: &Streams| {
            let mut clerk = resource::Resource::watched("clerk", 1, watch());
            let _ = clerk.seize(Time::ZERO, ());
            Ok((clerk.watch().clone(), Time::ZERO + minutes(1.0)))
        };
        let experiment = Experiment::new(&outputs, one);
        experiment.replications(replications).run().unwrap()
    };
    let told = |results: &Results| {
        let report = results.report();
        let texts = [
            report.to_string(),
            report.csv(),
            report.json(),
            results.csv(),
        ];
        let told = texts.map(|text| text.contains("clerk: wait, P90"));
        let queues = [report.to_string(), results.csv()];
        (
            told,
            queues.map(|text| text.contains("clerk: queue length, P90")),
        )
    };
    let without = run(|| Statistics::new(1), 3);
    assert_eq!(told(&without), ([false; 4], [false; 2]));
    assert_eq!(without.report().outputs.len(), 10);
    assert_eq!(without.of(clerk.wait.quantiles.p90).missing, 3);
    let with = run(|| Statistics::new(1).keeping_waits(), 3);
    assert_eq!(told(&with), ([true; 4], [false; 2]));
    assert_eq!(with.report().outputs.len(), 13);
    let with = run(|| Statistics::new(1).keeping_queue(), 3);
    assert_eq!(told(&with), ([false; 4], [true; 2]));
    assert_eq!(with.report().outputs.len(), 12);
}

#[test]
fn a_report_names_the_window() {
    let mut outputs = Outputs::new();
    outputs.count("left", "", |desk: &Desk| desk.left.get());
    let run = |window| {
        Experiment::of_processes(&outputs, window, |world| desk(3, world))
            .input("clerks", 1)
            .input("note", "=2")
            .replications(2)
            .run()
            .unwrap()
    };
    let results = run(Window::new(minutes(30.0), minutes(90.0)));
    let text = results.to_string();
    assert!(
        text.starts_with("clerks: 1\nnote: =2\nwarm-up: 30 min\nlength: 90 min\n"),
        "{text}"
    );
    let json: serde_json::Value = serde_json::from_str(&results.report().json()).unwrap();
    let window = serde_json::json!({"warm_up_min": 30.0, "length_min": 90.0});
    assert_eq!(json["window"], window);
    assert_eq!(serde_json::to_value(&results).unwrap()["window"], window);
    let csv = results.report().csv();
    let head = "\n,,,input: clerks,1,,\n,,,input: note,'=2,,\n,,min,warm-up,30,,\n,,min,length,90,,\n,,,replications,2,,\n,,,seed,1,,\n,,,fingerprint,";
    assert!(csv.contains(head), "{csv}");

    // Three customers, of whom the last leaves at 55.
    let to_the_end = run(Window::to_the_end());
    let text = to_the_end.to_string();
    assert!(
        text.contains("warm-up: none\nlength: to the end of the run\n"),
        "{text}"
    );
    assert!(to_the_end.report().csv().contains(",,min,length,,,\n"));
    assert_eq!(to_the_end.rows[0].values, results_of_all(3));
}

fn results_of_all(left: u32) -> Box<[cetak::experiment::Value]> {
    [cetak::experiment::Value::Number(left.into())].into()
}

#[test]
fn a_run_to_its_end_that_deadlocks_yields_nothing() {
    let mut outputs = Outputs::new();
    outputs.count("left", "", |desk: &Desk| desk.left.get());
    let stuck = Experiment::of_processes(&outputs, Window::to_the_end(), |world| {
        let desk = desk(3, world)?;
        let forms = desk.forms.clone();
        world.spawn_named("Made", async move { forms.take(1000).await });
        Ok(desk)
    });
    let error = stuck.run().unwrap_err().to_string();
    assert!(
        error.contains("Made waits for 1000 pieces of forms"),
        "{error}"
    );
}

/// A tick a minute, counted from the end of the warm-up on.
#[derive(Default)]
struct Ticks(u32);

impl Model for Ticks {
    type Event = ();

    fn start(&mut self, cal: &mut Calendar<()>) {
        cal.schedule(minutes(1.0), ());
    }

    fn handle(&mut self, (): (), cal: &mut Calendar<()>) {
        self.0 += 1;
        cal.schedule(minutes(1.0), ());
    }

    fn reset_statistics(&mut self, _now: Time) {
        self.0 = 0;
    }
}

#[test]
fn other_windows_are_other_experiments() {
    let mut outputs = Outputs::new();
    let ticks = outputs.count("ticks", "", |sim: &Simulation<Ticks>| sim.model().0);
    let experiment = |warm_up| {
        let window = Window::new(minutes(warm_up), minutes(5.0));
        Experiment::of_model(&outputs, window, |_| Ok(Ticks::default())).replications(2)
    };
    let mut results = experiment(3.0).run().unwrap();
    assert_eq!(mean(&results, ticks), 5.0);
    let more = experiment(4.0).go_on(&mut results, 1, &Control::default());
    assert_eq!(more.unwrap_err().kind(), ErrorKind::Value);
    experiment(3.0)
        .go_on(&mut results, 1, &Control::default())
        .unwrap();

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part");
    let whole = Part::new(1, 1).unwrap();
    experiment(3.0)
        .store(whole, "ticks", &path, &Control::default())
        .unwrap();
    assert_eq!(
        experiment(3.0).merge("ticks", &[&path]).unwrap().window,
        Some(Window::new(minutes(3.0), minutes(5.0)))
    );
    let error = experiment(4.0).merge("ticks", &[&path]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Checkpoint);
}
