//! Times that are censored in each replication at another moment: quantiles, their differences, and which of two came first.

use cetak::experiment::{Comparison, Experiment, Output, Outputs, Precision, Results, TimeTo};
use cetak::random::Streams;
use cetak::stats::{Observed, normal_quantile, quantile_interval, wilson};

fn time() -> (Outputs<Observed>, Output<TimeTo>) {
    let mut outputs = Outputs::new();
    let time = outputs.time_to("time", "d", |time: &Observed| *time);
    (outputs, time)
}

/// A time that is seen until `end`.
fn seen(time: f64, end: f64) -> Observed {
    match time <= end {
        true => Observed::At(time),
        false => Observed::NotBefore(end),
    }
}

fn exponential(streams: &Streams, name: &str, mean: f64) -> f64 {
    -mean * streams.stream(name).uniform().ln()
}

/// Exponential times with mean 1, each seen until an exponential end with mean 2: a third is censored.
fn run(outputs: &Outputs<Observed>, n: u32, seed: u64) -> Results {
    let one = |streams: &Streams| {
        let end = exponential(streams, "end", 2.0);
        Ok(seen(exponential(streams, "time", 1.0), end))
    };
    let experiment = Experiment::new(outputs, one).replications(n).seed(seed);
    experiment.threads(1).run().unwrap()
}

#[test]
fn intervals_of_quantiles_hold_them_whenever_times_are_censored() {
    let (outputs, output) = time();
    for (n, p) in [(40, 0.5), (100, 0.5), (100, 0.75)] {
        let runs = 1000;
        let truth = -f64::ln(1.0 - p);
        let (mut held, mut by_ranks, mut ends) = (0, 0, 0);
        for seed in 0..runs {
            let results = run(&outputs, n, seed);
            let found = results.quantile(output, p).unwrap();
            assert_eq!(found.ranks, None);
            held += u64::from(found.contains(truth));
            ends += u64::from(found.high.is_some());
            // As if all that are censored were later than all others.
            let mut times: Vec<f64> = results
                .rows
                .iter()
                .filter_map(|row| match row.values[0] {
                    cetak::experiment::Value::TimeTo(time) => time.at(),
                    _ => None,
                })
                .collect();
            times.sort_by(f64::total_cmp);
            let ranks = quantile_interval(&times, n as usize, p, 0.95).unwrap();
            by_ranks += u64::from(ranks.contains(truth));
        }
        println!(
            "P{} of {n}: {held} and {by_ranks} of {runs}, {ends} with an end",
            100.0 * p
        );
        let (low, high) = wilson(held, runs, 0.999);
        assert!(
            high > 0.95 && low < 0.98,
            "P{} of {n}: {held} of {runs}",
            100.0 * p
        );
        assert!(by_ranks + 20 < held && ends > runs * 8 / 10);
    }
}

#[test]
fn a_report_and_a_precision_take_the_same_interval() {
    let (outputs, output) = time();
    let results = run(&outputs, 60, 3);
    let median = results.quantile(output, 0.5).unwrap();
    let said = results.said(output);
    assert_eq!(said.quantile_intervals.unwrap().p50, Some(median));
    assert_eq!(said.quantiles.unwrap().p50, median.estimate);
    let curve = results.times_to(output);
    assert_eq!(curve.quantile_interval(0.5, 0.95), Some(median));
    let one = |streams: &Streams| {
        let end = exponential(streams, "end", 2.0);
        Ok(seen(exponential(streams, "time", 1.0), end))
    };
    let precision = Precision::at_most(60).quantile(output, 0.5, 1e-9);
    let precise = Experiment::new(&outputs, one).seed(3).run_to(&precision);
    let reached = precise.unwrap().reached[0].reached.unwrap();
    let at = median.estimate.unwrap();
    let sides = (median.high.unwrap() - at).max(at - median.low.unwrap());
    assert_eq!(reached, sides);
}

/// All are seen for as long, or censored only after the last that happened: the ranks are known.
#[test]
fn one_horizon_leaves_order_statistics() {
    let (outputs, output) = time();
    let numbered = |ends: fn(f64) -> f64| {
        let one = move |streams: &Streams| {
            let n = streams.replication() as f64;
            Ok(seen(n, ends(n)))
        };
        Experiment::new(&outputs, one)
            .replications(60)
            .run()
            .unwrap()
    };
    let days: Vec<f64> = (0..=49).map(f64::from).collect();
    let expected = quantile_interval(&days, 60, 0.5, 0.95).unwrap();
    for ends in [(|_| 49.0) as fn(f64) -> f64, |n| {
        n.clamp(49.0, 49.0 + n / 100.0)
    }] {
        assert_eq!(numbered(ends).quantile(output, 0.5), Some(expected));
    }
    // One that was lost on day 3 may be anywhere after it.
    let lost = numbered(|n| if n == 20.0 { 3.0 } else { 49.0 });
    let found = lost.quantile(output, 0.5).unwrap();
    assert_eq!(found.ranks, None);
    assert!(found.estimate > Some(29.0) && found.estimate < Some(31.0));
}

#[test]
fn nobody_knows_which_came_first_if_one_was_censored_before_the_other_happened() {
    use Observed::{At, NotBefore};
    let (outputs, output) = time();
    let results = |times: [Observed; 7]| {
        let one = move |streams: &Streams| Ok(times[streams.replication() as usize]);
        Experiment::new(&outputs, one)
            .replications(7)
            .run()
            .unwrap()
    };
    let a = results([
        At(5.0),
        At(5.0),
        At(5.0),
        NotBefore(4.0),
        NotBefore(6.0),
        NotBefore(1.0),
        At(2.0),
    ]);
    let b = results([
        NotBefore(4.0),
        NotBefore(5.0),
        NotBefore(6.0),
        At(5.0),
        At(5.0),
        NotBefore(9.0),
        At(2.0),
    ]);
    let found = Comparison::of([&a, &b]).unwrap().difference(output, 0, 1);
    let pairs = found.pairs;
    assert_eq!(
        (pairs.sooner, pairs.equal, pairs.later, pairs.neither),
        (1, 1, 2, 3)
    );
    assert_eq!(
        found.to_string(),
        "not known; 1 pairs lower, 1 equal, 2 higher, 3 not known"
    );
    assert_eq!((found.mean, found.censored), (None, 6));
}

/// Logarithms of times with a common part, 0.3 later in the second, each censored on its own.
#[test]
fn differences_of_quantiles_hold_whenever_times_are_censored() {
    let (outputs, output) = time();
    let run = |shift: f64, own: &'static str, n: u32, seed: u64| {
        let one = move |streams: &Streams| {
            let normal = |name: &str| normal_quantile(streams.stream(name).uniform());
            let time = 10.0 + 2.0 * normal("common") + normal(own) + shift;
            Ok(seen(
                time,
                8.0 + exponential(streams, &format!("end of {own}"), 6.0),
            ))
        };
        let experiment = Experiment::new(&outputs, one).replications(n).seed(seed);
        experiment.threads(1).run().unwrap()
    };
    let (runs, mut held, mut ratios) = (600, 0, 0.0);
    for seed in 0..runs {
        let results = [run(0.0, "a", 100, seed), run(1.0, "b", 100, seed)];
        let comparison = Comparison::of(&results).unwrap();
        let found = comparison.quantiles(output, 0.5).all_pairs().contrasts[0];
        let ci = found.ci95.unwrap();
        held += u32::from(ci.low <= 1.0 && 1.0 <= ci.high);
        ratios += found.variance_ratio.unwrap() / f64::from(runs as u32);
    }
    let share = f64::from(held) / runs as f64;
    println!("{share} held, {ratios} times the variance without common random numbers");
    assert!(share > 0.93 && share < 0.99, "{share}");
    // The common part has 4 / 5 of the variance; what is censored hides a part of it.
    assert!(ratios > 1.3 && ratios < 3.0, "{ratios}");
}
