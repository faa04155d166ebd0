//! Intervals of quantiles, of independent observations and of others.

use cetak::random::Stream;
use cetak::stats::quantile_interval;

use super::{One, at_both, autoregressive, lognormal, mean_wait, normal, rare};

pub fn rows(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    /// Observations and their number, of which the largest may be missing.
    type Draw = fn(usize, &mut Stream) -> Vec<f64>;
    let rows: [(&str, Draw, f64, f64); 9] = [
        ("P50 of normal", |n, s| many(n, s, normal), 0.5, 0.0),
        ("P90 of normal", |n, s| many(n, s, normal), 0.9, Z90),
        (
            "P50 of lognormal, σ = 1",
            |n, s| many(n, s, lognormal),
            0.5,
            1.0,
        ),
        (
            "P90 of lognormal, σ = 1",
            |n, s| many(n, s, lognormal),
            0.9,
            3.602_224_480,
        ),
        (
            "P90 of rare binomial, p = 0.05, which is 0",
            |n, s| many(n, s, rare),
            0.9,
            0.0,
        ),
        // From 8 million samples, to ± 0.001.
        (
            "P50 of M/M/1, ρ = 0.9, mean wait of 25 customers",
            |n, s| many(n, s, mean_wait),
            0.5,
            1.6024,
        ),
        (
            "P90 of M/M/1, ρ = 0.9, mean wait of 25 customers",
            |n, s| many(n, s, mean_wait),
            0.9,
            4.480,
        ),
        (
            "P50 of AR(1), φ = 0.9, n values of one run",
            autoregressive,
            0.5,
            0.0,
        ),
        (
            "P50 of normal, a quarter censored at a horizon",
            |n, s| {
                let mut values = many(n, s, normal);
                values.retain(|value| *value < 0.674_489_750);
                values
            },
            0.5,
            0.0,
        ),
    ];
    for (of, draw, p, truth) in rows {
        let one = move |n: usize, stream: &mut Stream| {
            let mut values = draw(n, stream);
            values.sort_by(f64::total_cmp);
            at_both(|confidence| {
                quantile_interval(&values, n, p, confidence).map(|found| found.contains(truth))
            })
        };
        add("`quantile_interval`", of, 5_000, Box::new(one));
    }
}

/// The P90 of a normal number.
const Z90: f64 = 1.281_551_565_544_600_4;

fn many(n: usize, stream: &mut Stream, draw: fn(&mut Stream) -> f64) -> Vec<f64> {
    (0..n).map(|_| draw(stream)).collect()
}
