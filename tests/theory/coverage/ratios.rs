//! Intervals of ratios, and of differences of ratios.

use cetak::experiment::{Comparison, Experiment, Outputs};
use cetak::random::{Stream, Streams};
use cetak::stats::{Estimate, ratio, ratio_jackknife};

use super::{
    MEAN_WAIT, One, at_both, autoregressive, exponential, holds, lognormal, normal, of_estimate,
    opposite_waits, rare,
};

/// So many pairs of a numerator and a denominator.
type Draw = fn(usize, &mut Stream) -> Vec<(f64, f64)>;

fn many(
    n: usize,
    stream: &mut Stream,
    pair: impl Fn(&mut Stream) -> (f64, f64),
) -> Vec<(f64, f64)> {
    (0..n).map(|_| pair(stream)).collect()
}

/// Numerators that are twice their denominators, with noise.
fn twice(below: f64, stream: &mut Stream) -> (f64, f64) {
    (below * 2.0 * exponential(stream), below)
}

const LOGNORMAL: &str = "lognormal denominators, σ = 1";

const ROWS: [(&str, Draw, f64); 6] = [
    (
        "normal denominators, cv = 0.2",
        |n, s| many(n, s, |s| twice(1.0 + 0.2 * normal(s), s)),
        2.0,
    ),
    (
        LOGNORMAL,
        |n, s| many(n, s, |s| twice(lognormal(s), s)),
        2.0,
    ),
    (
        "rare events of 1 to 20 trials each, p = 0.05",
        |n, s| {
            many(n, s, |s| {
                let trials = 1 + s.index(20);
                ((0..trials).map(|_| rare(s)).sum(), trials as f64)
            })
        },
        0.05,
    ),
    (
        "M/M/1, ρ = 0.9, mean wait of 25 customers per mean service",
        |n, s| many(n, s, |s| opposite_waits(s)[0].into()),
        MEAN_WAIT / 0.9,
    ),
    (
        "AR(1), φ = 0.9, about 20 per AR(1) about 10, n values of one run",
        |n, s| {
            let [above, below] = [(), ()].map(|()| autoregressive(n, s));
            let both = std::iter::zip(above, below);
            both.map(|(a, b)| (20.0 + a, 10.0 + b)).collect()
        },
        2.0,
    ),
    (
        "ends per time observed, of censored exponential times",
        |n, s| {
            many(n, s, |s| {
                let (time, end) = (exponential(s), (3.0 * exponential(s)).min(3.0));
                (f64::from(u8::from(time <= end)), time.min(end))
            })
        },
        1.0,
    ),
];

pub fn rows(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    type Of = fn(&[(f64, f64)], f64) -> Option<Estimate>;
    for (interval, found) in [
        ("`ratio` (delta method)", ratio as Of),
        ("`ratio_jackknife`", ratio_jackknife),
    ] {
        for (of, draw, truth) in ROWS {
            let one = move |n: usize, stream: &mut Stream| {
                let pairs = draw(n, stream);
                at_both(|confidence| of_estimate(found(&pairs, confidence), truth))
            };
            add(interval, of, 5_000, Box::new(one));
        }
    }
    // The other ratio is 1 larger, of numerators with noise of their own.
    for (of, draw, _) in ROWS.into_iter().take(4) {
        let one = move |n: usize, stream: &mut Stream| {
            let pairs = draw(n, stream);
            let larger = pairs
                .iter()
                .map(|(above, below)| (above + below * exponential(stream), *below));
            let larger: Vec<(f64, f64)> = larger.collect();
            [None, difference(&pairs, &larger)]
        };
        let interval = "`Comparison::difference` of ratios with equal denominators";
        add(interval, of, 2_000, Box::new(one));
    }
}

/// Whether the interval of the difference of two ratios holds 1.
fn difference(reference: &[(f64, f64)], other: &[(f64, f64)]) -> Option<bool> {
    let mut outputs = Outputs::new();
    let ratio = outputs.ratio("ratio", "", |pair: &(f64, f64)| *pair);
    let results = [reference, other].map(|pairs| {
        let one = |streams: &Streams| Ok(pairs[streams.replication() as usize]);
        let experiment = Experiment::new(&outputs, one).replications(pairs.len() as u32);
        experiment.threads(1).run().expect("it cannot fail")
    });
    let comparison = Comparison::of(&results).expect("they are alike");
    let ci = comparison.difference(ratio, 0, 1).mean?.ci95;
    holds(ci.map(|ci| (ci.low, ci.high)), 1.0)
}
