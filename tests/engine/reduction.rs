//! Control variates and antithetic pairs: do their intervals cover, and do they gain what theory says?

use cetak::experiment::{Experiment, Outputs};
use cetak::random::{Distribution, Streams};
use cetak::stats::{Tally, control_variates, normal_quantile, wilson};

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

    let pairs = Experiment::new(&outputs, |streams| Ok(wait(&streams.antithetic())));
    let pairs = pairs.replications(2000).run().unwrap();
    let found = pairs.antithetic(mean).unwrap();
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
    let experiment = Experiment::new(&outputs, |streams: &Streams| {
        Ok(streams.antithetic().stream("u").uniform())
    });
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
