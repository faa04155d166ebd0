//! Experiments with named outputs: what they yield, and that they do not flatter.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use cetak::ErrorKind;
use cetak::engine::{Calendar, Model, Waiting};
use cetak::experiment::{
    Comparison, Control, Experiment, Number, Output, Outputs, Part, Precision, Probability, Ratio,
    TimeTo, Value, Window,
};
use cetak::process::{Processes, Resource};
use cetak::random::Streams;
use cetak::resource::Statistics;
use cetak::stats::Observed;
use cetak::time::{Span, Time, minutes};

/// What replication n yields: n, whether n is even, n / (n + 1), and the time n unless that is 8 or more.
struct Yields {
    outputs: Outputs<u32>,
    number: Output<Number>,
    even: Output<Probability>,
    ratio: Output<Ratio>,
    time: Output<TimeTo>,
}

fn yields() -> Yields {
    let mut outputs = Outputs::new();
    Yields {
        number: outputs.number("number", "pcs", |n: &u32| f64::from(*n)),
        even: outputs.probability("even", |n| n.is_multiple_of(2)),
        ratio: outputs.ratio("ratio", "", |n| (f64::from(*n), f64::from(n + 1))),
        time: outputs.time_to("time", "d", |n| match n {
            0..8 => Observed::At(f64::from(*n)),
            _ => Observed::NotBefore(8.0),
        }),
        outputs,
    }
}

fn numbered(streams: &Streams) -> cetak::error::Result<u32> {
    Ok(streams.replication() as u32)
}

#[test]
fn each_kind_of_output_is_summed_up_in_its_way() {
    let Yields {
        outputs,
        number,
        even,
        ratio,
        time,
    } = yields();
    let results = Experiment::new(&outputs, numbered)
        .replications(10)
        .run()
        .unwrap();

    let numbers = results.of(number);
    assert_eq!(numbers.mean.unwrap().value, 4.5);
    assert_eq!(
        numbers.quantiles.each(),
        [Some(0.0), Some(4.0), Some(8.0)],
        "the first, fifth and ninth of ten"
    );
    assert_eq!(results.of(even).fraction, 0.5);
    // The ratio of the sums: 45 / 55, and not the mean of the ratios.
    assert!((results.of(ratio).value.unwrap() - 45.0 / 55.0).abs() < 0.02);
    let times = results.of(time);
    assert_eq!((times.mean, times.censored), (None, 2));
    assert_eq!(times.quantiles.each(), [Some(0.0), Some(4.0), None]);
}

#[test]
fn what_a_replication_lacks_is_in_no_mean() {
    let mut outputs = Outputs::new();
    let even = outputs.number("even", "", |n: &u32| {
        n.is_multiple_of(2).then_some(f64::from(*n))
    });
    let results = Experiment::new(&outputs, numbered)
        .replications(9)
        .run()
        .unwrap();
    let found = results.of(even);
    assert_eq!((found.mean, found.missing), (None, 4));
    assert_eq!(
        found.quantiles.each(),
        [None; 3],
        "those that have one may be the lucky ones"
    );
    assert_eq!(results.quantile(even, 0.5), None);
    assert_eq!(results.values(even)[1], Value::Missing);
    let text = results.to_string();
    assert!(text.contains("even: 4 replications have none"), "{text}");
    assert!(
        text.contains("\neven     -              -    -    -    -\n"),
        "{text}"
    );
    let csv = results.report().csv();
    assert!(csv.contains(",even,,p50,,,\n"), "{csv}");
}

#[test]
fn chosen_replications_run_on_their_own_streams() {
    let mut outputs = Outputs::new();
    let drawn = outputs.number("drawn", "", |u: &f64| *u);
    let experiment = Experiment::new(&outputs, |streams| Ok(streams.stream("u").uniform()))
        .replications(20)
        .seed(7);
    let all = experiment.run().unwrap();
    let some = experiment.only([17, 3, 3]).unwrap();
    let numbers: Vec<u32> = some.rows.iter().map(|row| row.replication).collect();
    assert_eq!(numbers, [3, 17]);
    assert_eq!(some.values(drawn)[1], all.values(drawn)[17]);
}

#[test]
fn going_on_repeats_nothing_and_leaves_nothing_out() {
    let mut outputs = Outputs::new();
    outputs.number("drawn", "", |u: &f64| *u);
    let drawn = |streams: &Streams| Ok(streams.stream("u").uniform());
    let experiment = Experiment::new(&outputs, drawn).replications(20);
    let whole = experiment.run().unwrap();
    let mut parts = Experiment::new(&outputs, drawn)
        .replications(7)
        .run()
        .unwrap();
    experiment
        .go_on(&mut parts, 13, &Control::default())
        .unwrap();
    assert_eq!(parts, whole);

    for other in [
        Experiment::new(&outputs, drawn).named("another"),
        Experiment::new(&outputs, drawn).input("clerks", 2),
    ] {
        let error = other.go_on(&mut parts, 1, &Control::default()).unwrap_err();
        assert!(error.to_string().contains("another experiment"), "{error}");
    }
    let other_seed = Experiment::new(&outputs, drawn).seed(2);
    let error = other_seed.go_on(&mut parts, 1, &Control::default());
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Value);
    for number in [u32::MAX - 1, u32::MAX] {
        let mut last = experiment.only([number]).unwrap();
        let error = experiment.go_on(&mut last, 1, &Control::default());
        let error = error.unwrap_err().to_string();
        assert!(error.contains("no more can be added"), "{error}");
    }
    // Of other outputs, though they are called the same.
    let mut same = Outputs::new();
    same.number("drawn", "", |u: &f64| *u);
    let error = Experiment::new(&same, drawn).go_on(&mut parts, 1, &Control::default());
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Value);
    assert_eq!(parts, whole);
}

#[test]
fn pairs_are_those_of_one_replication() {
    let mut outputs = Outputs::new();
    let late = outputs.time_to("late", "d", |time: &Observed| *time);
    let even = outputs.number("even", "", |time| match time {
        Observed::At(at) => Some(*at),
        _ => None,
    });
    // Censored in replications 6 to 9; the other experiment is a day later in each, and censored from 5 on.
    let run = |shift: f64| {
        Experiment::new(&outputs, move |streams: &Streams| {
            let at = streams.replication() as f64 + shift;
            Ok(match at < 6.0 {
                true => Observed::At(at),
                false => Observed::NotBefore(6.0),
            })
        })
        .replications(10)
        .run()
        .unwrap()
    };
    let (a, b) = (run(0.0), run(1.0));
    let comparison = Comparison::of([&a, &b]).unwrap();
    let found = comparison.difference(late, 0, 1);
    assert_eq!((found.mean, found.censored), (None, 5));
    let pairs = found.pairs;
    assert_eq!(
        (pairs.sooner, pairs.equal, pairs.later, pairs.neither),
        (0, 0, 6, 4)
    );
    // What is missing is not later than what is there.
    let pairs = comparison.difference(even, 0, 1).pairs;
    assert_eq!((pairs.later, pairs.neither), (5, 5));
}

#[test]
fn only_what_can_be_paired_is_compared() {
    let Yields { outputs, .. } = yields();
    let experiment = |n| {
        Experiment::new(&outputs, numbered)
            .replications(n)
            .run()
            .unwrap()
    };
    let (ten, nine) = (experiment(10), experiment(9));
    let error = |results: &[&_]| {
        Comparison::of(results.iter().copied())
            .unwrap_err()
            .to_string()
    };
    assert!(error(&[&ten]).contains("at least 2"));
    assert!(error(&[&ten, &nine]).contains("cannot be paired"));
    let other = yields().outputs;
    let other = Experiment::new(&other, numbered)
        .replications(10)
        .run()
        .unwrap();
    assert!(error(&[&ten, &other]).contains("cannot be paired"));
}

#[test]
#[should_panic(expected = "belongs to other outputs")]
fn the_handle_of_other_outputs_is_refused() {
    let (ours, theirs) = (yields(), yields());
    let results = Experiment::new(&ours.outputs, numbered)
        .replications(2)
        .run()
        .unwrap();
    let _ = results.of(theirs.number);
}

#[test]
#[should_panic(expected = "two outputs are called \"number\"")]
fn one_name_is_one_output() {
    let mut ours = yields();
    ours.outputs.number("number", "", |n| f64::from(*n));
}

/// Ticks every minute, and stops or runs dry at a minute if asked to.
#[derive(Debug, Default)]
struct Ticks {
    count: u32,
    stops_at: Option<u32>,
    dry_at: Option<u32>,
}

impl Model for Ticks {
    type Event = ();

    fn start(&mut self, cal: &mut Calendar<()>) {
        cal.schedule(minutes(1.0), ());
    }

    fn handle(&mut self, (): (), cal: &mut Calendar<()>) {
        self.count += 1;
        if self.stops_at == Some(self.count) {
            cal.stop();
        }
        if self.dry_at != Some(self.count) {
            cal.schedule(minutes(1.0), ());
        }
    }

    fn waiting(&self) -> Vec<Waiting> {
        vec![Waiting::new("the ticker", "a reason")]
    }
}

#[test]
fn the_window_counts_what_follows_the_warm_up() {
    let window = Window::new(minutes(3.0), minutes(4.0));
    let mut reset_at = None;
    let sim = window.run(Ticks::default(), |model, now| {
        reset_at = Some((now, model.count));
        model.count = 0;
    });
    let sim = sim.unwrap();
    let at = |m| Time::ZERO + minutes(m);
    assert_eq!(
        reset_at,
        Some((at(3.0), 3)),
        "the tick at its end belongs to the warm-up"
    );
    assert_eq!((sim.now(), sim.model().count), (at(7.0), 4));

    let none = Window::new(Span::ZERO, minutes(4.0));
    let sim = none.run(Ticks::default(), |model, now| {
        assert_eq!((now, model.count), (Time::ZERO, 0))
    });
    assert_eq!(sim.unwrap().model().count, 4);
}

#[test]
fn a_run_that_deadlocks_yields_nothing() {
    let window = Window::new(minutes(3.0), minutes(4.0));
    for dry_at in [2, 5] {
        let dry = Ticks {
            dry_at: Some(dry_at),
            ..Ticks::default()
        };
        let error = window.run(dry, |_, _| ()).unwrap_err().to_string();
        assert!(error.contains("the ticker waits for a reason"), "{error}");
    }
}

/// Two clerks take stamp and ink pad in opposite order while the clock ticks on, in replication 7 alone.
#[test]
fn a_circle_of_some_is_an_error_that_names_its_replication() {
    let mut outputs = Outputs::new();
    outputs.number("stamps", "", |stamps: &f64| *stamps);
    let experiment = Experiment::new(&outputs, |streams: &Streams| {
        let processes = Processes::new();
        let world = processes.world();
        let (stamp, pad) = (
            Resource::new(&world, "stamp", 1),
            Resource::new(&world, "ink pad", 1),
        );
        let mut orders = [("Wayan", &stamp, &pad), ("Made", &pad, &stamp)];
        if streams.replication() != 7 {
            orders[1] = ("Made", &stamp, &pad);
        }
        for (name, first, second) in orders {
            let (here, first, second) = (world.clone(), first.clone(), second.clone());
            world.spawn_named(name, async move {
                let _first = first.seize().await;
                here.hold(minutes(1.0)).await;
                let _second = second.seize().await;
            });
        }
        let clock = world.clone();
        world.spawn(async move {
            loop {
                clock.hold(minutes(1.0)).await;
            }
        });
        Window::new(Span::ZERO, minutes(30.0)).run(processes, |_, _| ())?;
        Ok(stamp.watch(|stamp| stamp.waits().count() as f64))
    });
    let error = experiment.run().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Value);
    assert_eq!(
        error.to_string(),
        "replication 7: at 0d 00:30:00 2 wait for one another and can never go on, although others do, first of all: \
         Wayan waits for 1 unit of ink pad since 0d 00:01:00, held up by Made"
    );
    assert!(experiment.only([6, 8]).is_ok() && experiment.only([7]).is_err());
}

/// A dispatcher seizes clerks and hands them to customers, who give them back: it seems to hold what it waits for.
#[test]
fn who_hands_its_units_to_others_is_in_no_circle() {
    let processes = Processes::new();
    let world = processes.world();
    let clerk = Resource::new(&world, "clerk", 1);
    let (here, desk) = (world.clone(), clerk.clone());
    world.spawn(async move {
        loop {
            let unit = desk.seize().await;
            let customer = here.clone();
            here.spawn(async move {
                let _unit = unit;
                customer.hold(minutes(4.0)).await;
            });
        }
    });
    Window::new(Span::ZERO, minutes(30.0))
        .run(processes, |_, _| ())
        .unwrap();
}

/// One customer at 0:00 waits for nobody, and one at each full minute; the clerk is there for all.
#[test]
fn the_resources_of_processes_forget_the_warm_up() {
    let processes = Processes::new();
    let world = processes.world();
    let clerk = Resource::new(&world, "clerk", 1);
    let (here, desk) = (world.clone(), clerk.clone());
    world.spawn(async move {
        loop {
            let unit = desk.seize().await;
            here.hold(minutes(4.0)).await;
            unit.release();
            here.hold(minutes(6.0)).await;
        }
    });
    Window::new(minutes(95.0), minutes(20.0))
        .run(processes, |_, _| ())
        .unwrap();
    // Served at 0:00, 0:10, …, 1:50; after the warm-up at 1:40 and 1:50.
    assert_eq!(clerk.watch(|clerk| clerk.waits().count()), 2);
    let busy = clerk.watch(|clerk| clerk.utilisation(Time::ZERO + minutes(115.0)));
    assert_eq!(busy, Some(0.4));
}

#[test]
fn what_is_no_number_is_refused_when_it_is_run() {
    let mut outputs = Outputs::new();
    outputs.number("n", "", |n: &u32| f64::from(*n));
    outputs.ratio("share", "", |n: &u32| (1.0, 1.0 / (f64::from(*n) - 4.0)));
    let error = Experiment::new(&outputs, numbered)
        .replications(9)
        .run()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Value);
    let error = error.to_string();
    assert!(
        error.starts_with("replication 4: the output \"share\" is inf"),
        "{error}"
    );
}

#[test]
fn what_is_the_same_in_all_replications_is_told() {
    let mut outputs = Outputs::new();
    let lost = outputs.number("lost", "", |_: &u32| 0.0);
    outputs.number("n", "", |n: &u32| f64::from(*n));
    outputs.between("share", "", 0.0, 1.0, |_: &u32| 0.0);
    let results = Experiment::new(&outputs, numbered)
        .replications(30)
        .run()
        .unwrap();
    let text = results.to_string();
    let told =
        "lost: the same in all replications, which tells nothing of what is rarer than one in 10\n";
    assert!(
        text.contains(told) && text.matches("the same").count() == 1,
        "{text}"
    );
    assert!(results.said(lost).alike);
}

#[test]
fn what_a_resource_yields_is_within_what_it_can_be() {
    let mut outputs = Outputs::new();
    // One clerk who is busy all the time but for one replication of four, and whom nearly nobody waits for.
    let clerk = outputs.resource("clerk", |of: &(Statistics, Time)| of.clone());
    let one = |streams: &Streams| {
        let mut clerk = cetak::resource::Resource::new("clerk", 1);
        let n = streams.replication();
        let from = minutes(if n == 2 { 4.0 } else { 0.0 });
        let _ = clerk.seize(Time::ZERO + from, 0);
        let _ = clerk.seize(Time::ZERO + from, 1);
        let end = Time::ZERO + minutes(10.0);
        if n == 1 {
            let _ = clerk.release(end);
        }
        Ok((clerk.watch().clone(), end))
    };
    let results = Experiment::new(&outputs, one)
        .replications(4)
        .run()
        .unwrap();
    let ci = |output: Output<Number>| results.of(output).mean.unwrap().ci95.unwrap();
    assert_eq!(ci(clerk.utilisation).high, 1.0);
    assert!(ci(clerk.utilisation).low < 0.9);
    assert_eq!(ci(clerk.gave_up).low, 0.0);
    assert_eq!(ci(clerk.still_waiting).low, 0.0);
    // The interval is cut also where it is asked for alone and in the report.
    let json = serde_json::to_value(results.report()).unwrap();
    assert_eq!(json["outputs"][0]["ci95"][1], 1.0);
}

/// Costs per customer: twice and three times as much, with the same customers.
#[test]
fn the_difference_of_ratios_is_that_of_the_ratios_of_sums() {
    let mut outputs = Outputs::new();
    let ratio = outputs.ratio("cost per customer", "", |pair: &(f64, f64)| *pair);
    let run = |factor: f64| {
        let one = move |streams: &Streams| {
            let mut stream = streams.stream("day");
            let customers = 10.0 + 20.0 * stream.uniform();
            Ok((factor * customers + stream.uniform(), customers))
        };
        Experiment::new(&outputs, one)
            .replications(50)
            .run()
            .unwrap()
    };
    let (two, three) = (run(2.0), run(3.0));
    let comparison = Comparison::of([&two, &three]).unwrap();
    let found = comparison.difference(ratio, 0, 1);
    let mean = found.mean.unwrap();
    let each = [&two, &three].map(|results| results.of(ratio).value.unwrap());
    assert!((mean.value - (each[1] - each[0])).abs() < 1e-9);
    // The rest is the same in both.
    assert!((mean.value - 1.0).abs() < 1e-9 && found.censored == 0);
    let ci = mean.ci95.unwrap();
    assert!(ci.high - ci.low < 1e-9);
    assert!(found.pairing.correlation.unwrap() > 0.99);
    // Against another seed of days, it is that of the pseudo-values.
    let same = comparison.difference(ratio, 0, 0).mean.unwrap();
    assert_eq!(same.value, 0.0);
}

#[test]
fn a_stop_ends_the_window_but_not_the_warm_up() {
    let window = Window::new(minutes(3.0), minutes(4.0));
    let stops = |at| Ticks {
        stops_at: Some(at),
        ..Ticks::default()
    };
    let sim = window.run(stops(5), |_, _| ()).unwrap();
    assert_eq!(sim.now(), Time::ZERO + minutes(5.0));
    let error = window.run(stops(2), |_, _| ()).unwrap_err().to_string();
    assert!(error.contains("stopped at 0d 00:02:00"), "{error}");
}

#[test]
fn the_table_shows_mean_and_risk_apart() {
    let Yields { outputs, .. } = yields();
    let results = Experiment::new(&outputs, numbered)
        .named("numbers")
        .replications(10)
        .run()
        .unwrap();
    let wanted = "\
numbers
              mean  95 % interval    P10    P50  P90
number (pcs)   4.5     2.3 to 6.7    0.0    4.0  8.0
even          0.50   0.24 to 0.76      -      -    -
ratio         0.82   0.75 to 0.90      -      -    -
time (d)         -              -  0.000  4.000    -
time: 2 replications ended before it happened
10 replications, seed 1, fingerprint ";
    let fingerprint = results.report().fingerprint;
    assert_eq!(results.to_string(), format!("{wanted}{fingerprint}"));
}

/// A number that is uniform between 0 and 1 in each replication, and whether it is below a tenth.
fn uniform() -> (Outputs<f64>, Output<Number>, Output<Probability>) {
    let mut outputs = Outputs::new();
    let number = outputs.number("uniform", "", |u: &f64| *u);
    let low = outputs.probability("low", |u| *u < 0.1);
    (outputs, number, low)
}

fn draw(streams: &Streams) -> cetak::error::Result<f64> {
    Ok(streams.stream("u").uniform())
}

#[test]
fn an_experiment_runs_until_all_it_was_asked_for_is_precise() {
    let (outputs, number, low) = uniform();
    let experiment = Experiment::new(&outputs, draw).seed(3);
    let wanted = Precision::at_most(100_000)
        .mean(number, 0.02)
        .quantile(number, 0.9, 0.02)
        .probability(low, 0.03);
    let precise = experiment.run_to(&wanted).unwrap();
    assert!(precise.is_reached());
    assert_eq!(precise.reached.len(), 3);
    let said = precise.to_string();
    let last = said.lines().last().expect("a line");
    assert!(last.starts_with("low, probability"), "{said}");
    // Three intervals together: each at 98.33 %, 2.394 standard errors. The mean needs (2.394 × 0.2887 / 0.02)² = 1,194, P90
    // (2.394 × 0.3 / 0.02)² = 1,290, the probability (2.394 × 0.3 / 0.03)² = 573.
    let n = precise.results.rows.len();
    assert!((1_100..2_500).contains(&n), "{n}");
    // As if that many had been asked for at once.
    let at_once = experiment.replications(n as u32).run().unwrap();
    assert_eq!(precise.results, at_once);
}

#[test]
fn an_experiment_ends_at_its_most_replications_and_says_what_it_reached() {
    let (outputs, number, _) = uniform();
    let experiment = Experiment::new(&outputs, draw);
    let precise = experiment
        .run_to(&Precision::at_most(50).mean(number, 0.001))
        .unwrap();
    assert!(!precise.is_reached());
    assert_eq!(precise.results.rows.len(), 50);
    let reached = precise.reached[0].reached.unwrap();
    assert!(
        (0.05..0.12).contains(&reached),
        "1.96 × 0.289 / √50 is 0.08: {reached}"
    );
    let said = precise.to_string();
    let (results, rest) = said.split_once("\n\n").expect("two tables");
    assert_eq!(results, precise.results.to_string());
    let shown = format!(
        "half-width       wanted   reached\n\
         uniform, mean  0.001000  {reached:.6}\n\
         uniform: not as precise as wanted"
    );
    assert_eq!(rest, shown);
    // 20 replications have no interval for P99.
    let p99 = Precision::at_most(20).quantile(number, 0.99, 0.5);
    let precise = experiment.run_to(&p99).unwrap();
    assert_eq!(
        (precise.reached[0].reached, precise.is_reached()),
        (None, false)
    );
}

/// A stop in the middle of a batch, between two of them, and before the first.
#[test]
fn a_stop_of_a_run_to_a_precision_leaves_what_was_done() {
    let (outputs, number, _) = uniform();
    let run = |stops_at: u32| {
        let (stop, told) = (AtomicBool::new(stops_at == 0), Mutex::new(Vec::new()));
        let progress = |done: u32| {
            told.lock().unwrap().push(done);
            stop.store(done >= stops_at, Ordering::Relaxed);
        };
        let control = Control {
            progress: Some(&progress),
            stop: Some(&stop),
        };
        let precision = Precision::at_most(1000).mean(number, 1e-6);
        let experiment = Experiment::new(&outputs, draw).threads(1);
        let found = experiment.run_to_under(&precision, &control);
        (found, told.into_inner().unwrap())
    };
    for (stops_at, done) in [(10, 10), (30, 30), (45, 45), (2000, 1000)] {
        let (precise, told) = run(stops_at);
        let precise = precise.unwrap();
        let first = Experiment::new(&outputs, draw).replications(done);
        assert_eq!(precise.results, first.run().unwrap());
        assert!(!precise.is_reached() && precise.reached[0].reached.is_some());
        assert!(told.is_sorted() && told.last() == Some(&done), "{told:?}");
    }
    assert_eq!(run(0).0.unwrap_err().kind(), ErrorKind::Interrupted);
    // Without a precision, the first replications remain as well.
    let stop = AtomicBool::new(false);
    let progress = |done: u32| stop.store(done >= 7, Ordering::Relaxed);
    let control = Control {
        progress: Some(&progress),
        stop: Some(&stop),
    };
    let experiment = Experiment::new(&outputs, draw).replications(50).threads(1);
    let seven = experiment.run_under(&control).unwrap();
    assert_eq!(seven, experiment.only(0..7).unwrap());
}

#[test]
fn what_cannot_be_wanted_panics() {
    let (outputs, number, _) = uniform();
    let refused = |precision: &dyn Fn(Precision) -> Precision| {
        let wanted = || precision(Precision::at_most(100));
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(wanted)).is_err()
    };
    for p in [0.0, 1.0, f64::NAN] {
        assert!(refused(&|wanted| wanted.quantile(number, p, 1.0)), "P{p}");
    }
    assert!(refused(&|wanted| wanted.mean(number, 0.0)));
    let (_, other, _) = uniform();
    assert!(refused(&|wanted| wanted.mean(number, 1.0).mean(other, 1.0)));
    assert!(!refused(&|wanted| wanted
        .mean(number, 1e-9)
        .quantile(number, 0.001, 1.0)));
    let error = Experiment::new(&outputs, draw)
        .threads(0)
        .run()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Value);
}

/// One replication in a hundred costs 1,000, and by chance none of the first thirty.
#[test]
fn a_mean_is_not_precise_before_what_is_rare_has_come() {
    let mut outputs = Outputs::new();
    let of = |u: &f64| if *u < 0.01 { 1000.0 } else { 0.0 };
    let cost = outputs.number("cost", "", of);
    let per = outputs.ratio("cost per customer", "", move |u| (of(u), 1.0));
    let until = outputs.time_to("until", "", move |u| Observed::At(of(u)));
    let bounded = outputs.between("bounded", "", 0.0, 1000.0, of);
    let experiment = Experiment::new(&outputs, draw).seed(5);
    let first = experiment.replications(30).run().unwrap();
    assert!(
        first
            .rows
            .iter()
            .all(|row| row.values[0] == Value::Number(0.0))
    );
    let experiment = Experiment::new(&outputs, draw).seed(5);
    for precision in [
        Precision::at_most(10_000).mean(cost, 8.0),
        Precision::at_most(10_000).ratio(per, 8.0),
        Precision::at_most(10_000).restricted_mean(until, 2000.0, 8.0),
    ] {
        let precise = experiment.run_to(&precision).unwrap();
        assert!(precise.is_reached(), "{:?}", precise.reached);
        // (1.96 · 99.5 / 8)² = 594, and ten events are in some thousand.
        let n = precise.results.rows.len();
        assert!((500..3000).contains(&n), "{n}");
        assert!(precise.reached[0].off_commonest >= Some(10));
    }
    // Bounds tell how much may come that was not seen.
    let precision = Precision::at_most(10_000).mean(bounded, 200.0);
    let precise = experiment.run_to(&precision).unwrap();
    assert!(precise.is_reached() && precise.reached[0].off_commonest.is_none());
    assert_eq!(precise.results.rows.len(), 30);
    // A width that the few seen would reach, but not the ten.
    let precise = experiment
        .run_to(&Precision::at_most(300).mean(cost, 500.0))
        .unwrap();
    assert!(!precise.is_reached() && precise.reached[0].reached.is_some());
    assert!(!precise.reached[0].is_alike());
}

#[test]
fn what_is_always_the_same_ends_and_has_no_known_width() {
    let mut outputs = Outputs::new();
    let same = outputs.number("same", "", |_: &f64| 7.0);
    let other = outputs.number("other", "", |u: &f64| *u);
    let experiment = Experiment::new(&outputs, draw);
    let precise = experiment
        .run_to(&Precision::at_most(100_000).mean(same, 1.0))
        .unwrap();
    assert!(!precise.is_reached() && precise.reached[0].is_alike());
    let n = precise.results.rows.len();
    assert!((300..600).contains(&n), "{n}");
    let said = precise.to_string();
    let note = "\nsame: all values are alike, so that no width is known";
    assert!(said.ends_with(note), "{said}");
    // It keeps nothing else from being reached.
    let both = Precision::at_most(100_000)
        .mean(same, 1.0)
        .mean(other, 0.01);
    let precise = experiment.run_to(&both).unwrap();
    assert!(precise.reached[1].is_reached() && precise.results.rows.len() > 3000);
}

#[test]
fn the_mean_of_what_is_censored_is_refused_and_its_quantile_is_not() {
    let Yields { outputs, time, .. } = yields();
    let experiment = Experiment::new(&outputs, |streams: &Streams| {
        Ok(streams.replication() as u32 % 9)
    });
    let error = experiment
        .run_to(&Precision::at_most(500).mean(time, 1.0))
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Value);
    let error = error.to_string();
    assert!(
        error.contains("of 30 replications, 3 have no value"),
        "{error}"
    );
    let median = Precision::at_most(500).quantile(time, 0.5, 1.0);
    assert!(experiment.run_to(&median).unwrap().is_reached());
}

#[test]
fn parts_of_an_experiment_make_the_undivided_one_and_anything_else_is_refused() {
    let mut outputs = Outputs::new();
    let number = outputs.number("number", "", |n: &u32| {
        (!n.is_multiple_of(3)).then_some(f64::from(*n) / 7.0)
    });
    outputs.probability("even", |n: &u32| n.is_multiple_of(2));
    outputs.ratio("ratio", "", |n: &u32| (f64::from(*n), 0.1));
    outputs.time_to("time", "", |n: &u32| match n % 4 {
        0 => Observed::NotBefore(3.0),
        n => Observed::At(n.into()),
    });
    let of = |seed: u64| {
        Experiment::new(&outputs, numbered)
            .replications(20)
            .seed(seed)
    };
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<_> = (1..=7).map(|i| folder.path().join(i.to_string())).collect();
    // The last part first.
    for (before, file) in files.iter().enumerate().rev() {
        let i = before as u32 + 1;
        let part = Part::new(i, 7).unwrap();
        of(5)
            .threads(i as usize % 3 + 1)
            .store(part, "model", file, &Control::default())
            .unwrap();
    }
    let (merged, whole) = (of(5).merge("model", &files).unwrap(), of(5).run().unwrap());
    assert_eq!(merged.rows, whole.rows);
    assert_eq!(merged.of(number), whole.of(number));

    assert!(of(5).merge("other model", &files).is_err());
    assert!(of(6).merge("model", &files).is_err());
    assert!(of(5).replications(21).merge("model", &files).is_err());
    assert!(of(5).named("other").merge("model", &files).is_err());
    assert!(of(5).merge("model", &files[1..]).is_err());
    let mut others = Outputs::new();
    others.number("number", "", |n: &u32| Some(f64::from(*n)));
    let other = Experiment::new(&others, numbered).replications(20).seed(5);
    assert!(other.merge("model", &files).is_err());
}

#[test]
fn a_part_file_of_all_goes_on_with_the_new_ones_alone() {
    let mut outputs = Outputs::new();
    outputs.number("number", "", |n: &u32| f64::from(*n));
    let run = std::sync::Mutex::new(Vec::new());
    let of = |replications| {
        let one = |streams: &Streams| {
            run.lock().unwrap().push(streams.replication());
            numbered(streams)
        };
        let experiment = Experiment::new(&outputs, one);
        experiment.replications(replications).threads(1)
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("part");
    let all = Part::new(1, 1).unwrap();
    for replications in [5, 8, 8] {
        of(replications)
            .store(all, "model", &file, &Control::default())
            .unwrap();
    }
    assert_eq!(*run.lock().unwrap(), Vec::from_iter(0..8));
    let merged = of(8).merge("model", &[&file]).unwrap();
    assert_eq!(merged.rows, of(8).run().unwrap().rows);
    // Not of another model, from another seed, or of another name.
    let store = |experiment: Experiment<'_, _, _>, digest| {
        let stored = experiment.store(all, digest, &file, &Control::default());
        assert_eq!(stored.unwrap_err().kind(), ErrorKind::Checkpoint);
    };
    store(of(9), "other model");
    store(of(9).seed(2), "model");
    store(of(9).named("other"), "model");
}

#[test]
fn a_part_with_a_value_that_no_file_can_hold_is_refused_and_kept_up_to_it() {
    let mut outputs = Outputs::new();
    outputs.number("number", "", |n: &u32| Some(1.0 / (f64::from(*n) - 4.0)));
    let experiment = Experiment::new(&outputs, numbered)
        .replications(9)
        .threads(1);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("part");
    let part = Part::new(1, 1).unwrap();
    let error = experiment
        .store(part, "model", &file, &Control::default())
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Value);
    let stored = std::fs::read_to_string(folder.path().join("part.unfinished")).unwrap();
    assert_eq!(stored.lines().count(), 1 + 4);
    assert!(!file.exists());
}

/// Most replications lose nothing, and the others everything.
#[test]
fn means_of_bounded_outputs_are_held_within_their_bounds() {
    let mut outputs = Outputs::new();
    let lost = |lost: &f64| *lost;
    let plain = outputs.number("lost", "", lost);
    let bounded = outputs.between("lost, bounded", "", 0.0, 1.0, lost);
    let runs = 1000;
    let (mut held, mut before) = (0, 0);
    for seed in 0..runs {
        let one = |streams: &Streams| Ok(f64::from(u8::from(streams.stream("u").uniform() < 0.05)));
        let experiment = Experiment::new(&outputs, one).replications(30).seed(seed);
        let results = experiment.threads(1).run().unwrap();
        let holds = |output: Output<Number>| {
            let ci = results.of(output).mean.unwrap().ci95.unwrap();
            u32::from(ci.low <= 0.05 && 0.05 <= ci.high)
        };
        held += holds(bounded);
        before += holds(plain);
        let ci = results.of(bounded).mean.unwrap().ci95.unwrap();
        assert!(0.0 <= ci.low && ci.high <= 1.0, "{ci:?}");
    }
    println!("{held} and {before} of {runs}");
    assert!(held >= 950 && before < 850, "{held} and {before}");
    let label = &outputs.labels().nth(1).unwrap();
    assert_eq!(label.bounds, Some((0.0, 1.0)));
}

#[test]
#[should_panic(expected = "\"share\" is 1.5, and was told to lie between 0 and 1")]
fn a_value_outside_its_bounds_panics() {
    let mut outputs = Outputs::new();
    outputs.between("share", "", 0.0, 1.0, |share: &f64| *share);
    let _ = Experiment::new(&outputs, |_| Ok(1.5))
        .replications(1)
        .threads(1)
        .run();
}
