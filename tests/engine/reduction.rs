//! Control variates and antithetic pairs: do their intervals cover, and do they gain what theory says?

use cetak::experiment::{Comparison, Control, Experiment, Outputs, Part, Value};
use cetak::random::{Distribution, Streams};
use cetak::stats::{Estimate, Tally, control_variates, normal_quantile, wilson};

/// Y = 5 + 2 X + noise of 1, X standard normal: R² = 4 / 5, so the variance is 5 times smaller, less what the estimated slope costs.
#[test]
fn a_control_gains_what_it_explains_and_its_interval_covers() {
    for n in [10_usize, 60] {
        let runs = 4000;
        let mut held = 0;
        let (mut plain, mut adjusted) = (Tally::new(), Tally::new());
        let mut gain_held = 0;
        for run in 0..runs {
            let mut stream = Streams::new(2, run).stream("pairs");
            let mut normal = || normal_quantile(stream.uniform());
            let x: Vec<f64> = (0..n).map(|_| normal()).collect();
            let y: Vec<f64> = x.iter().map(|x| 5.0 + 2.0 * x + normal()).collect();
            let found = control_variates(&y, &[(&x, 0.0)], 0.95).unwrap();
            held += u64::from(found.estimate.contains(5.0));
            plain.record(y.iter().sum::<f64>() / n as f64);
            adjusted.record(found.estimate.mean);
            gain_held += u64::from(
                found
                    .gain_ci95
                    .is_some_and(|(low, high)| low < 5.0 && 5.0 < high),
            );
        }
        let (low, high) = wilson(held, runs, 0.999);
        assert!(low <= 0.95 && 0.95 <= high, "{held} of {runs} with {n}");
        let gain = plain.variance().unwrap() / adjusted.variance().unwrap();
        let theory = 5.0 * (n as f64 - 3.0) / (n as f64 - 2.0);
        assert!((gain / theory - 1.0).abs() < 0.15, "{gain} {theory}");
        if n == 60 {
            let share = gain_held as f64 / runs as f64;
            assert!(share > 0.91 && share < 0.98, "{share}");
        }
    }
}

/// The mean wait of the first customers of an M/M/1 queue, controlled by the mean service time and the mean time between arrivals that
/// were drawn, and in antithetic pairs.
#[test]
fn the_wait_of_a_queue_is_known_better_with_both() {
    let wait = |streams: &Streams| {
        let mut between =
            streams.variate("arrivals", Distribution::<f64>::exponential(1.25).unwrap());
        let mut service =
            streams.variate("service", Distribution::<f64>::exponential(1.0).unwrap());
        let (mut wait, mut sum, mut services, mut gaps) = (0.0_f64, 0.0, 0.0, 0.0);
        for _ in 0..100 {
            sum += wait;
            let (served, gap) = (service.draw(), between.draw());
            wait = (wait + served - gap).max(0.0);
            services += served;
            gaps += gap;
        }
        [sum, services, gaps].map(|sum| sum / 100.0)
    };
    let mut outputs = Outputs::new();
    let mean = outputs.number("wait", "min", |day: &[f64; 3]| day[0]);
    let service = outputs.number("service", "min", |day: &[f64; 3]| day[1]);
    let between = outputs.number("between", "min", |day: &[f64; 3]| day[2]);
    let plain = Experiment::new(&outputs, |streams| Ok(wait(streams)))
        .replications(2000)
        .run()
        .unwrap();
    let found = plain
        .controlled(mean, &[(service, 1.0), (between, 1.25)])
        .unwrap();
    let (low, high) = found.gain_ci95.unwrap();
    println!("controls gain {:?}, {low} to {high}", found.gain);
    assert!(low > 1.3 && high < 4.0, "{found:?}");
    let many = Experiment::new(&outputs, |streams| Ok(wait(streams)))
        .seed(2)
        .replications(40_000)
        .run()
        .unwrap();
    let exact = many.of(mean).mean.unwrap().value;
    let distance = (found.estimate.mean - exact).abs();
    assert!(
        distance < 1.6 * found.estimate.half_width,
        "{exact} {found:?}"
    );

    let pairs = Experiment::new(&outputs, |streams| Ok(wait(streams))).antithetic();
    let pairs = pairs.replications(2000).run().unwrap();
    let found = pairs.antithetic(mean).unwrap();
    let ci = pairs.of(mean).mean.unwrap().ci95.unwrap();
    let width = ci.high - ci.low;
    assert!((width / (2.0 * found.estimate.half_width) - 1.0).abs() < 0.02);
    let (low, high) = found.gain_ci95.unwrap();
    println!("antithetic pairs gain {:?}, {low} to {high}", found.gain);
    assert!(low > 1.1 && high < 3.0, "{found:?}");
    assert!(
        (found.estimate.mean - exact).abs() < 1.6 * found.estimate.half_width,
        "{exact} {found:?}"
    );
}

#[test]
fn only_whole_pairs_are_antithetic() {
    let mut outputs = Outputs::new();
    let value = outputs.number("value", "", |value: &f64| *value);
    let one = |streams: &Streams| Ok(streams.stream("u").uniform());
    let experiment = Experiment::new(&outputs, one).antithetic();
    assert!(experiment.only(0..6).unwrap().antithetic(value).is_some());
    assert!(experiment.only(1..7).unwrap().antithetic(value).is_none());
    assert!(experiment.only(0..5).unwrap().antithetic(value).is_none());
    assert!(
        experiment
            .only([0, 1, 2, 4])
            .unwrap()
            .antithetic(value)
            .is_none()
    );
}

/// Half of the replications are opposite to the other half, and as far from the middle: pairs are alike, and n replications tell as much as
/// n / 2.
#[test]
fn pairs_are_the_unit_of_an_antithetic_experiment() {
    let mut outputs = Outputs::new();
    let far = outputs.number("far", "", |u: &f64| (u - 0.5).abs());
    let ratio = outputs.ratio("ratio", "", |u| ((u - 0.5).abs(), 0.5));
    let rare = outputs.probability("rare", |u| (u - 0.5).abs() > 0.45);
    let runs = 2000;
    let mut held = [0; 4];
    for seed in 0..runs {
        let one = |streams: &Streams| Ok(streams.stream("u").uniform());
        let pairs = Experiment::new(&outputs, one).antithetic();
        let pairs = pairs.replications(60).seed(seed).threads(1).run().unwrap();
        // As if all replications were independent.
        let numbers = |value| match value {
            Value::Number(number) => number,
            other => panic!("{other:?}"),
        };
        let all: Tally = pairs.values(far).into_iter().map(numbers).collect();
        let all = Estimate::of(&all, 0.95).unwrap();
        let holds =
            |ci: cetak::experiment::Interval, truth: f64| ci.low <= truth && truth <= ci.high;
        let found = [
            holds(pairs.of(far).mean.unwrap().ci95.unwrap(), 0.25),
            holds(pairs.of(ratio).ci95.unwrap(), 0.5),
            holds(pairs.of(rare).interval, 0.1),
            all.contains(0.25),
        ];
        for (held, found) in std::iter::zip(&mut held, found) {
            *held += u64::from(found);
        }
        assert_eq!(pairs.quantile(far, 0.5), None);
        assert_eq!(pairs.said(far).quantile_intervals.unwrap().p50, None);
    }
    println!("{held:?} of {runs}");
    for held in &held[..3] {
        let (low, high) = wilson(*held, runs, 0.999);
        assert!(low <= 0.97 && 0.95 <= high, "{held} of {runs}");
    }
    assert!(
        held[3] < runs * 88 / 100,
        "taken for independent: {} of {runs}",
        held[3]
    );
}

#[test]
fn antithetic_results_are_told_and_are_not_mixed_with_others() {
    let mut outputs = Outputs::new();
    let value = outputs.number("value", "", |value: &f64| *value);
    let make = |factor: f64| {
        let one = move |streams: &Streams| Ok(factor * streams.stream("u").uniform());
        Experiment::new(&outputs, one).replications(20)
    };
    let plain = make(1.0).run().unwrap();
    let mut pairs = make(1.0).antithetic().run().unwrap();
    assert!(
        pairs
            .to_string()
            .contains("20 replications in antithetic pairs, seed 1")
    );
    assert!(Comparison::of([&plain, &pairs]).is_err());
    assert!(make(1.0).go_on(&mut pairs, 1, &Control::default()).is_err());
    // One of a pair alone is a unit of its own: the halves are 1 together, so all other units are 1/2.
    make(1.0)
        .antithetic()
        .go_on(&mut pairs, 1, &Control::default())
        .unwrap();
    let mean = pairs.of(value).mean.unwrap().value;
    let Value::Number(last) = pairs.values(value)[20] else {
        panic!("a number")
    };
    assert!((mean - (5.0 + last) / 11.0).abs() < 1e-12);
    // Twice the value: the difference of each pair is 1/2 in all.
    let (one, two) = (
        make(1.0).antithetic().run().unwrap(),
        make(2.0).antithetic().run().unwrap(),
    );
    let comparison = Comparison::of([&one, &two]).unwrap();
    for ci in [
        comparison
            .difference(value, 0, 1)
            .mean
            .unwrap()
            .ci95
            .unwrap(),
        comparison.means(value).all_pairs().contrasts[0]
            .ci95
            .unwrap(),
    ] {
        assert!(
            (ci.low - 0.5).abs() < 1e-6 && (ci.high - 0.5).abs() < 1e-6,
            "{ci:?}"
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let files = [1, 2].map(|number| folder.path().join(number.to_string()));
    for (number, file) in (1..).zip(&files) {
        let part = Part::new(number, 2).unwrap();
        make(1.0)
            .antithetic()
            .store(part, "u", file, &Control::default())
            .unwrap();
    }
    assert_eq!(make(1.0).antithetic().merge("u", &files).unwrap(), one);
    assert!(make(1.0).merge("u", &files).is_err());
}

#[test]
#[should_panic(expected = "antithetic ones are not: use Experiment::antithetic")]
fn a_function_cannot_hide_pairs_from_its_experiment() {
    let mut outputs = Outputs::new();
    outputs.number("value", "", |value: &f64| *value);
    let one = |streams: &Streams| Ok(streams.antithetic().stream("u").uniform());
    let _ = Experiment::new(&outputs, one)
        .replications(2)
        .threads(1)
        .run();
}
