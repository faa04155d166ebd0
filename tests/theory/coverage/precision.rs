//! Intervals after a stop at a precision: of quantiles, probabilities and ratios.

use cetak::experiment::{Experiment, Interval, Outputs, Precision};
use cetak::random::{Stream, Streams};

use super::{One, exponential, holds, lognormal, normal};

/// The quantile of the standard normal distribution at 0.9.
const P90: f64 = 1.281_551_565_544_6;
const INTERVAL: &str = "`Experiment::run_to`, as wide as of n";

/// Replications until the half-width is about that which n of them reach, where it was reached.
pub fn rows(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    type Draw = fn(&mut Stream) -> f64;
    let density = |z: f64| (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
    let quantiles: [(&str, Draw, f64, f64, f64); 3] = [
        ("P50 of normal", normal, 0.5, 0.0, density(0.0)),
        ("P50 of lognormal, σ = 1", lognormal, 0.5, 1.0, density(0.0)),
        (
            "P90 of lognormal, σ = 1",
            lognormal,
            0.9,
            P90.exp(),
            density(P90) / P90.exp(),
        ),
    ];
    for (of, draw, p, truth, density) in quantiles {
        let one = move |n: usize, stream: &mut Stream| {
            let mut outputs = Outputs::new();
            let value = outputs.number("value", "", |value: &f64| *value);
            let width = 1.96 * (p * (1.0 - p) / n as f64).sqrt() / density;
            let precision = Precision::at_most(100_000).quantile(value, p, width);
            let one = |streams: &Streams| Ok(draw(&mut streams.stream("value")));
            let seed = stream.index(1 << 30) as u64;
            let experiment = Experiment::new(&outputs, one).seed(seed).threads(1);
            let precise = experiment.run_to(&precision).expect("it cannot fail");
            let found = precise.results.quantile(value, p);
            let ends = found.and_then(|found| found.low.zip(found.high));
            [None, holds(ends, truth).filter(|_| precise.is_reached())]
        };
        add(INTERVAL, of, 2_000, Box::new(one));
    }
    for (of, p) in [("the probability 0.5", 0.5), ("the probability 0.05", 0.05)] {
        let one = move |n: usize, stream: &mut Stream| {
            let mut outputs = Outputs::new();
            let event = outputs.probability("event", |happened: &bool| *happened);
            let width = 1.96 * (p * (1.0 - p) / n as f64).sqrt();
            let precision = Precision::at_most(100_000).probability(event, width);
            let one = |streams: &Streams| Ok(streams.stream("event").uniform() < p);
            let seed = stream.index(1 << 30) as u64;
            let experiment = Experiment::new(&outputs, one).seed(seed).threads(1);
            let precise = experiment.run_to(&precision).expect("it cannot fail");
            let ci = ends(precise.results.of(event).interval);
            [None, holds(Some(ci), p).filter(|_| precise.is_reached())]
        };
        add(INTERVAL, of, 2_000, Box::new(one));
    }
    // Numerators that are twice their denominators, with noise; the standard deviation is that of a replication's part in the ratio.
    type Pair = fn(&mut Stream) -> (f64, f64);
    let ratios: [(&str, Pair, f64); 2] = [
        (
            "a ratio, normal denominators, cv = 0.2",
            |s| twice(1.0 + 0.2 * normal(s), s),
            2.0 * 1.04_f64.sqrt(),
        ),
        (
            "a ratio, lognormal denominators, σ = 1",
            |s| twice(lognormal(s), s),
            2.0 * 0.5_f64.exp(),
        ),
    ];
    for (of, draw, deviation) in ratios {
        let one = move |n: usize, stream: &mut Stream| {
            let mut outputs = Outputs::new();
            let ratio = outputs.ratio("ratio", "", |pair: &(f64, f64)| *pair);
            let width = 1.96 * deviation / (n as f64).sqrt();
            let precision = Precision::at_most(100_000).ratio(ratio, width);
            let one = |streams: &Streams| Ok(draw(&mut streams.stream("pair")));
            let seed = stream.index(1 << 30) as u64;
            let experiment = Experiment::new(&outputs, one).seed(seed).threads(1);
            let precise = experiment.run_to(&precision).expect("it cannot fail");
            let ci = precise.results.of(ratio).ci95.map(ends);
            [None, holds(ci, 2.0).filter(|_| precise.is_reached())]
        };
        add(INTERVAL, of, 2_000, Box::new(one));
    }
}

fn ends(interval: Interval) -> (f64, f64) {
    (interval.low, interval.high)
}

fn twice(below: f64, stream: &mut Stream) -> (f64, f64) {
    (below * 2.0 * exponential(stream), below)
}
