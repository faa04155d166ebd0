//! How often confidence intervals hold the truth: samples of a known truth, drawn many times, each with its interval.
//!
//! `CETAK_SLOW=1 UPDATE_EXPECTED=1 cargo test --test theory coverage` writes the table at the end of docs/validation.md; with
//! `CETAK_NEW=1` too, only the rows that it does not have yet. Without
//! `CETAK_SLOW`, a part of the samples is drawn, and must agree with the table.
//!
//! | file | what it holds |
//! |---|---|
//! | `quantiles` | quantiles |
//! | `ratios` | ratios, and differences of ratios |
//! | `precision` | quantiles, probabilities and ratios after a stop at a precision |
//! | `shares` | shares of a variance, gains, differences of probabilities |
//! | `selected` | how often the best is selected, and the selected one, estimated again |

mod precision;
mod quantiles;
mod ratios;
mod selected;
mod shares;

use std::fmt::Write;

use cetak::designs::{Indices, Input, Inputs, Morris, Sobol};
use cetak::experiment::{
    Comparison, ErrorsApart, Evidence, Experiment, FromData, InputUncertainty, Interval, Number,
    Output, Outputs, Precision, Simultaneous, TimeTo,
};
use cetak::fitting::Family;
use cetak::random::{Distribution, Stream, Streams};
use cetak::stats::{
    BatchMeans, Estimate, KaplanMeier, Observed, Shape, Tally, antithetic_pairs, bounded_interval,
    control_variates, dunnett, explained_share, games_howell, mser5, normal_quantile,
    paired_proportions, skewed_interval, wilson,
};
use rayon::prelude::*;

use crate::page;

const NOMINAL: [f64; 2] = [0.90, 0.95];
const SIZES: [usize; 3] = [10, 30, 100];
const HEADING: &str = "How often the intervals hold the truth";

/// Whether intervals of both confidences hold the truth, of one sample of this size; `None` where there is no interval.
type One = Box<dyn Fn(usize, &mut Stream) -> [Option<bool>; 2] + Sync>;

struct Row {
    interval: &'static str,
    of: &'static str,
    /// Samples for each size.
    samples: u64,
    one: One,
}

/// A source of independent observations, and the mean of their distribution.
type Source = (&'static str, fn(&mut Stream) -> f64, f64);

fn normal(stream: &mut Stream) -> f64 {
    normal_quantile(stream.uniform())
}

fn exponential(stream: &mut Stream) -> f64 {
    -stream.uniform().ln()
}

fn lognormal(stream: &mut Stream) -> f64 {
    normal(stream).exp()
}

fn rare(stream: &mut Stream) -> f64 {
    f64::from(u8::from(stream.uniform() < 0.05))
}

/// The mean wait of the first 25 customers of an M/M/1 queue with a load of 0.9 that starts empty.
fn mean_wait(stream: &mut Stream) -> f64 {
    let (mut wait, mut sum) = (0.0_f64, 0.0);
    for _ in 0..25 {
        sum += wait;
        wait = (wait + 0.9 * exponential(stream) - exponential(stream)).max(0.0);
    }
    sum / 25.0
}

/// Its exact value, which `finite::mean_first_waits` is held against too.
const MEAN_WAIT: f64 = 2.124_489;

const SOURCES: [Source; 4] = [
    ("normal", normal, 0.0),
    ("lognormal, σ = 1", lognormal, 1.648_721_270_700_128),
    ("rare binomial, p = 0.05", rare, 0.05),
    (
        "M/M/1, ρ = 0.9, mean wait of 25 customers",
        mean_wait,
        MEAN_WAIT,
    ),
];

/// Whether an interval with these ends holds the truth.
fn holds(ends: Option<(f64, f64)>, truth: f64) -> Option<bool> {
    ends.map(|(low, high)| low <= truth && truth <= high)
}

fn at_both(interval: impl FnMut(f64) -> Option<bool>) -> [Option<bool>; 2] {
    NOMINAL.map(interval)
}

fn of_estimate(found: Option<Estimate>, truth: f64) -> Option<bool> {
    found.map(|found| found.contains(truth))
}

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    let mut add = |interval, of, samples, one: One| {
        rows.push(Row {
            interval,
            of,
            samples,
            one,
        });
    };
    for (of, draw, truth) in SOURCES {
        let one = move |n: usize, stream: &mut Stream| {
            let tally: Tally = (0..n).map(|_| draw(stream)).collect();
            at_both(|confidence| of_estimate(Estimate::of(&tally, confidence), truth))
        };
        add("`Estimate::of` (Student)", of, 5_000, Box::new(one));
    }
    for (of, draw, truth) in SOURCES {
        let one = move |n: usize, stream: &mut Stream| {
            let shape: Shape = (0..n).map(|_| draw(stream)).collect();
            at_both(|confidence| holds(skewed_interval(&shape, confidence), truth))
        };
        add("`skewed_interval` (Hall)", of, 5_000, Box::new(one));
    }
    for (of, draw, truth) in [
        (
            "rare binomial, p = 0.05",
            rare as fn(&mut Stream) -> f64,
            0.05,
        ),
        (
            "the eighth power of a uniform number",
            |s| s.uniform().powi(8),
            1.0 / 9.0,
        ),
        ("uniform", Stream::uniform, 0.5),
    ] {
        let one = move |n: usize, stream: &mut Stream| {
            let values: Vec<f64> = (0..n).map(|_| draw(stream)).collect();
            at_both(|confidence| holds(bounded_interval(&values, 0.0, 1.0, confidence), truth))
        };
        add("`bounded_interval`, 0 to 1", of, 5_000, Box::new(one));
    }
    for (of, p) in [
        ("rare binomial, p = 0.05", 0.05),
        ("binomial, p = 0.5", 0.5),
    ] {
        let one = move |n: usize, stream: &mut Stream| {
            let hits = (0..n).filter(|_| stream.uniform() < p).count() as u64;
            at_both(|confidence| holds(Some(wilson(hits, n as u64, confidence)), p))
        };
        add("`wilson`", of, 5_000, Box::new(one));
    }
    // Each pair differs to one side with probability 0.05, to the other with 0.1.
    let one = |n: usize, stream: &mut Stream| {
        let (mut a, mut b) = (0, 0);
        for _ in 0..n {
            let u = stream.uniform();
            a += u64::from(u < 0.05);
            b += u64::from(u > 0.9);
        }
        at_both(|confidence| {
            let found = paired_proportions(a, b, n as u64, confidence);
            holds(found.map(|(_, low, high)| (low, high)), 0.05)
        })
    };
    add(
        "`paired_proportions`",
        "pairs that differ in 15 %",
        5_000,
        Box::new(one),
    );
    quantiles::rows(&mut add);
    kaplan_meier(&mut add);
    ratios::rows(&mut add);
    batches(&mut add);
    joint(&mut add);
    one_difference(&mut add);
    censored_differences(&mut add);
    less_variance(&mut add);
    selected::right(&mut add);
    selected::rows(&mut add);
    stopped(&mut add);
    precision::rows(&mut add);
    sensitivity(&mut add);
    inputs(&mut add);
    shares::rows(&mut add);
    rows
}

/// Exponential times with mean 1, of which a quarter to a third are censored: at a random time with mean 3, and at 3.
fn kaplan_meier(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    fn times(n: usize, stream: &mut Stream) -> KaplanMeier {
        let time = |_| {
            let (time, end) = (exponential(stream), (3.0 * exponential(stream)).min(3.0));
            match time <= end {
                true => Observed::At(time),
                false => Observed::NotBefore(end),
            }
        };
        (0..n).map(time).collect()
    }
    let of = "censored exponential times";
    let median = std::f64::consts::LN_2;
    let one = move |n: usize, stream: &mut Stream| {
        let times = times(n, stream);
        at_both(|confidence| holds(times.survival_interval(median, confidence), 0.5))
    };
    add(
        "`KaplanMeier::survival_interval` at the median",
        of,
        5_000,
        Box::new(one),
    );
    for (interval, p) in [
        ("`KaplanMeier::quantile_interval`, P50", 0.5),
        ("`KaplanMeier::quantile_interval`, P75", 0.75),
    ] {
        let one = move |n: usize, stream: &mut Stream| {
            let times = times(n, stream);
            let truth = -f64::ln(1.0 - p);
            at_both(|confidence| {
                let found = times.quantile_interval(p, confidence);
                found.map(|found| found.contains(truth))
            })
        };
        add(interval, of, 5_000, Box::new(one));
    }
    let one = move |n: usize, stream: &mut Stream| {
        let times = times(n, stream);
        let truth = 1.0 - f64::exp(-1.5);
        at_both(|confidence| of_estimate(times.restricted_mean(1.5, confidence), truth))
    };
    add(
        "`KaplanMeier::restricted_mean` until 1.5",
        of,
        5_000,
        Box::new(one),
    );
}

/// An autoregressive process in its steady state.
fn autoregressive(length: usize, stream: &mut Stream) -> Vec<f64> {
    let mut x = normal(stream) / (1.0_f64 - 0.81).sqrt();
    let mut next = |_| {
        let before = x;
        x = 0.9 * x + normal(stream);
        before
    };
    (0..length).map(&mut next).collect()
}

/// The waits of an M/M/1 queue with this load and services of 1, after the first.
fn waits(load: f64, mut wait: f64, length: usize, stream: &mut Stream) -> Vec<f64> {
    let mut next = |_| {
        let before = wait;
        wait = (wait + exponential(stream) - exponential(stream) / load).max(0.0);
        before
    };
    (0..length).map(&mut next).collect()
}

/// The same in its steady state: the first does not wait with probability 1 − load, or waits for an exponential time.
fn steady_waits(load: f64, length: usize, stream: &mut Stream) -> Vec<f64> {
    let first = match stream.uniform() < load {
        true => exponential(stream) / (1.0 - load),
        false => 0.0,
    };
    waits(load, first, length, stream)
}

/// Runs of so many batches of a size.
fn batches(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    type Run = fn(usize, &mut Stream) -> Vec<f64>;
    fn of(n: usize, run: &[f64]) -> BatchMeans {
        let mut batches = BatchMeans::new(n);
        run.iter().for_each(|value| batches.record(*value));
        batches
    }
    let busy: Run = |length, stream| steady_waits(0.8, length, stream);
    let busier: Run = |length, stream| steady_waits(0.9, length, stream);
    // From empty, and without its start.
    let from_empty: Run = |length, stream| {
        let run = waits(0.9, 0.0, length, stream);
        mser5(&run).map_or(vec![], |cut| run[cut..].to_vec())
    };
    let runs: [(&str, Run, f64, usize, u64); 4] = [
        (
            "AR(1), φ = 0.9, batches of 128",
            autoregressive,
            0.0,
            128,
            2_000,
        ),
        (
            "AR(1), φ = 0.9, batches of 1,024",
            autoregressive,
            0.0,
            1 << 10,
            500,
        ),
        (
            "M/M/1 waits, ρ = 0.8, batches of 128",
            busy,
            4.0,
            128,
            2_000,
        ),
        (
            "M/M/1 waits, ρ = 0.8, batches of 1,024",
            busy,
            4.0,
            1 << 10,
            500,
        ),
    ];
    for (name, run, truth, size, samples) in runs {
        let one = move |n: usize, stream: &mut Stream| {
            let batches = of(n, &run(n * size, stream));
            at_both(|confidence| of_estimate(batches.estimate(confidence), truth))
        };
        let interval = "`BatchMeans::estimate`, n batches";
        add(interval, name, samples, Box::new(one));
    }
    let long: [(&str, Run, f64, usize, u64); 4] = [
        (
            "AR(1), φ = 0.9, batches of 1,024",
            autoregressive,
            0.0,
            1 << 10,
            500,
        ),
        (
            "M/M/1 waits, ρ = 0.8, batches of 4,096",
            busy,
            4.0,
            1 << 12,
            500,
        ),
        (
            "M/M/1 waits, ρ = 0.9, batches of 16,384",
            busier,
            9.0,
            1 << 14,
            400,
        ),
        (
            "M/M/1 waits, ρ = 0.9, from empty, cut by `mser5`, batches of 16,384",
            from_empty,
            9.0,
            1 << 14,
            400,
        ),
    ];
    for (name, run, truth, size, samples) in long {
        let one = move |n: usize, stream: &mut Stream| {
            let batches = of(n, &run(n * size, stream));
            at_both(|confidence| of_estimate(batches.steady_state(confidence).ok(), truth))
        };
        let interval = "`BatchMeans::steady_state`, where not refused";
        add(interval, name, samples, Box::new(one));
    }
    let short: [(&str, Run, f64, usize, u64); 5] = [
        (
            "AR(1), φ = 0.9, batches of 256",
            autoregressive,
            0.0,
            1 << 8,
            2_000,
        ),
        (
            "M/M/1 waits, ρ = 0.8, batches of 512",
            busy,
            4.0,
            1 << 9,
            2_000,
        ),
        (
            "M/M/1 waits, ρ = 0.8, batches of 2,048",
            busy,
            4.0,
            1 << 11,
            500,
        ),
        (
            "M/M/1 waits, ρ = 0.9, from empty, cut by `mser5`, batches of 2,048",
            from_empty,
            9.0,
            1 << 11,
            500,
        ),
        (
            "M/M/1 waits, ρ = 0.9, from empty, cut by `mser5`, batches of 8,192",
            from_empty,
            9.0,
            1 << 13,
            400,
        ),
    ];
    for (name, run, truth, size, samples) in short {
        let one = move |n: usize, stream: &mut Stream| {
            let batches = of(n, &run(n * size, stream));
            at_both(|confidence| {
                let found = batches.steady_state(confidence).ok();
                Some(of_estimate(found, truth).unwrap_or(true))
            })
        };
        let interval = "`BatchMeans::steady_state`, refused or it holds";
        add(interval, name, samples, Box::new(one));
    }
}

/// Intervals that hold together.
fn joint(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    /// Four samples with the means 0, 1, 2 and 3 and rising deviations.
    fn samples(n: usize, stream: &mut Stream) -> Vec<Tally> {
        (0..4)
            .map(|i| {
                let (mean, deviation) = (f64::from(i), 1.0 + f64::from(i) / 2.0);
                (0..n).map(|_| mean + deviation * normal(stream)).collect()
            })
            .collect()
    }
    let all = |found: Option<Vec<Estimate>>, truths: &[f64]| {
        found
            .map(|found| std::iter::zip(found, truths).all(|(found, truth)| found.contains(*truth)))
    };
    let of = "four normal samples, σ = 1 to 2.5";
    let one = move |n: usize, stream: &mut Stream| {
        let samples = samples(n, stream);
        at_both(|confidence| {
            all(
                dunnett(&samples[0], &samples[1..], confidence),
                &[1.0, 2.0, 3.0],
            )
        })
    };
    add("`dunnett`, all three", of, 200, Box::new(one));
    let one = move |n: usize, stream: &mut Stream| {
        let samples = samples(n, stream);
        let truths = [1.0, 2.0, 3.0, 1.0, 2.0, 1.0];
        at_both(|confidence| all(games_howell(&samples, confidence), &truths))
    };
    add("`games_howell`, all six", of, 200, Box::new(one));

    type Draw = fn(&mut Stream) -> f64;
    let sources: [(&str, Draw); 2] = [
        ("four experiments with a common part, normal", normal),
        (
            "four experiments with a common part, lognormal σ = 1",
            lognormal,
        ),
    ];
    for (of, draw) in sources {
        let one = move |n: usize, stream: &mut Stream| {
            let found = compared(4, n, stream, draw, |comparison, value| {
                comparison.means(value).all_pairs()
            });
            [None, Some(found)]
        };
        add("`Comparison::means`, all six pairs", of, 200, Box::new(one));
    }
    for (interval, p) in [
        ("`Comparison::quantiles`, P50", 0.5),
        ("`Comparison::quantiles`, P90", 0.9),
    ] {
        for (of, draw) in [
            ("two experiments with a common part, normal", normal as Draw),
            (
                "two experiments with a common part, lognormal σ = 1",
                lognormal,
            ),
        ] {
            let one = move |n: usize, stream: &mut Stream| {
                let mut exists = true;
                let held = compared(2, n, stream, draw, |comparison, value| {
                    let found = comparison.quantiles(value, p).all_pairs();
                    exists = found
                        .contrasts
                        .iter()
                        .all(|contrast| contrast.ci95.is_some());
                    found
                });
                [None, exists.then_some(held)]
            };
            add(interval, of, 2_000, Box::new(one));
        }
    }
}

/// One difference between two experiments, of values whose tails are alike and not alike.
fn one_difference(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    type Difference = fn(&mut Stream) -> f64;
    let differences: [(&str, Difference, f64); 3] = [
        ("normal", |s| normal(s) - normal(s), 0.0),
        (
            "lognormal less lognormal, σ = 1",
            |s| lognormal(s) - lognormal(s),
            0.0,
        ),
        (
            "lognormal, σ = 1, less normal",
            |s| lognormal(s) - normal(s),
            1.648_721_270_700_128,
        ),
    ];
    for (of, draw, truth) in differences {
        let one = move |n: usize, stream: &mut Stream| {
            let mut outputs = Outputs::new();
            let value = outputs.number("value", "", |value: &f64| *value);
            let values: Vec<f64> = (0..n).map(|_| draw(stream)).collect();
            let run = |factor: f64| {
                let one = |streams: &Streams| Ok(factor * values[streams.replication() as usize]);
                let experiment = Experiment::new(&outputs, one).replications(n as u32);
                experiment.threads(1).run().expect("it cannot fail")
            };
            let results = [run(0.0), run(1.0)];
            let comparison = Comparison::of(&results).expect("they are alike");
            let mean = comparison
                .difference(value, 0, 1)
                .mean
                .expect("it is known");
            let ends = mean.ci95.map(|ci| (ci.low, ci.high));
            [None, holds(ends, truth)]
        };
        add("`Comparison::difference`", of, 5_000, Box::new(one));
    }
}

/// Times with a common part, one later than the other by 1, each censored on its own or all at 12.
fn censored_differences(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    type Find = fn(&Comparison<'_>, Output<TimeTo>) -> Simultaneous;
    type End = fn(&mut Stream) -> f64;
    let at_random: End = |s| 8.0 + 6.0 * exponential(s);
    let at_horizon: End = |_| 12.0;
    let median: Find = |comparison, time| comparison.quantiles(time, 0.5).all_pairs();
    // The mean of the smaller of a normal time and 12, of the means 10 and 11 and the variance 5.
    let restricted = |mean: f64| {
        let deviation = 5.0_f64.sqrt();
        let z = (12.0 - mean) / deviation;
        let density = f64::exp(-z * z / 2.0) / (2.0 * std::f64::consts::PI).sqrt();
        let below = 0.5 * libm::erfc(-z / 2.0_f64.sqrt());
        mean * below - deviation * density + 12.0 * (1.0 - below)
    };
    let rows: [(&str, &str, End, Find, f64); 3] = [
        (
            "`Comparison::quantiles`, P50",
            "two experiments with a common part, a third of the normal times censored at random",
            at_random,
            median,
            1.0,
        ),
        (
            "`Comparison::quantiles`, P50",
            "two experiments with a common part, a quarter of the normal times censored at a horizon",
            at_horizon,
            median,
            1.0,
        ),
        (
            "`Comparison::restricted_means`",
            "the same",
            at_horizon,
            |comparison, time| comparison.restricted_means(time, 12.0).all_pairs(),
            restricted(11.0) - restricted(10.0),
        ),
    ];
    for (interval, of, end, find, truth) in rows {
        let one = move |n: usize, stream: &mut Stream| {
            let mut outputs = Outputs::new();
            let time = outputs.time_to("time", "", |time: &Observed| *time);
            let common: Vec<f64> = (0..n).map(|_| 2.0 * normal(stream)).collect();
            let results = [10.0, 11.0].map(|mean| {
                let mut seen = |common: &f64| {
                    let (time, end) = (mean + common + normal(stream), end(stream));
                    match time <= end {
                        true => Observed::At(time),
                        false => Observed::NotBefore(end),
                    }
                };
                let times: Vec<Observed> = common.iter().map(&mut seen).collect();
                let one = |streams: &Streams| Ok(times[streams.replication() as usize]);
                let experiment = Experiment::new(&outputs, one).replications(n as u32);
                experiment.threads(1).run().expect("it cannot fail")
            });
            let comparison = Comparison::of(&results).expect("they are alike");
            let ci = find(&comparison, time).contrasts[0].ci95;
            [None, holds(ci.map(|ci| (ci.low, ci.high)), truth)]
        };
        add(interval, of, 2_000, Box::new(one));
    }
}

/// The mean wait of `mean_wait` and the mean of the service times, from these uniform numbers and the opposite ones.
fn opposite_waits(stream: &mut Stream) -> [[f64; 2]; 2] {
    let drawn: Vec<(f64, f64)> = (0..25)
        .map(|_| (stream.uniform(), stream.uniform()))
        .collect();
    [false, true].map(|turned| {
        let (mut wait, mut waits, mut services) = (0.0_f64, 0.0, 0.0);
        for (work, gap) in &drawn {
            let log = |u: f64| -f64::ln(if turned { 1.0 - u } else { u });
            waits += wait;
            services += 0.9 * log(*work);
            wait = (wait + 0.9 * log(*work) - log(*gap)).max(0.0);
        }
        [waits / 25.0, services / 25.0]
    })
}

/// Control variates and antithetic pairs.
fn less_variance(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    /// A value and its control, whose mean is 0 or 0.9.
    type Draw = fn(&mut Stream) -> [f64; 2];
    let rows: [(&str, Draw, [f64; 2]); 3] = [
        (
            "normal, a control with R² = 0.8",
            |s| {
                let control = normal(s);
                [2.0 * control + normal(s), control]
            },
            [0.0, 0.0],
        ),
        (
            "the square of a normal control, and noise",
            |s| {
                let control = normal(s);
                [control * control + normal(s), control]
            },
            [1.0, 0.0],
        ),
        (
            "M/M/1, ρ = 0.9, mean wait of 25 customers by their mean service",
            |s| opposite_waits(s)[0],
            [MEAN_WAIT, 0.9],
        ),
    ];
    for (of, draw, [truth, mean]) in rows {
        let one = move |n: usize, stream: &mut Stream| {
            let (values, control): (Vec<f64>, Vec<f64>) =
                (0..n).map(|_| draw(stream).into()).unzip();
            at_both(|confidence| {
                let found = control_variates(&values, &[(&control, mean)], confidence);
                of_estimate(found.map(|found| found.estimate), truth)
            })
        };
        add("`control_variates`", of, 5_000, Box::new(one));
    }
    type Pair = fn(&mut Stream) -> [f64; 2];
    let pairs: [(&str, Pair, f64); 2] = [
        (
            "the exponential of a uniform number, n pairs",
            |s| {
                let u = s.uniform();
                [u.exp(), (1.0 - u).exp()]
            },
            std::f64::consts::E - 1.0,
        ),
        (
            "M/M/1, ρ = 0.9, mean wait of 25 customers, n pairs",
            |s| opposite_waits(s).map(|[wait, _]| wait),
            MEAN_WAIT,
        ),
    ];
    for (of, draw, truth) in pairs {
        let one = move |n: usize, stream: &mut Stream| {
            let values: Vec<f64> = (0..n).flat_map(|_| draw(stream)).collect();
            at_both(|confidence| {
                let found = antithetic_pairs(&values, confidence);
                of_estimate(found.map(|found| found.estimate), truth)
            })
        };
        add("`antithetic_pairs` (Student)", of, 5_000, Box::new(one));
        let one = move |n: usize, stream: &mut Stream| {
            let values: Vec<f64> = (0..n).flat_map(|_| draw(stream)).collect();
            let mut outputs = Outputs::new();
            let value = outputs.number("value", "", |value: &f64| *value);
            let one = |streams: &Streams| Ok(values[streams.replication() as usize]);
            let experiment = Experiment::new(&outputs, one).antithetic();
            let experiment = experiment.replications(2 * n as u32).threads(1);
            let mean = experiment.run().expect("it cannot fail").of(value).mean;
            let ci = mean.and_then(|mean| mean.ci95);
            [None, holds(ci.map(|ci| (ci.low, ci.high)), truth)]
        };
        add(
            "`Experiment::antithetic`, mean (Hall)",
            of,
            5_000,
            Box::new(one),
        );
    }
}

/// Replications until the half-width is that which n of them reach on average, where it was reached.
fn stopped(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    type Draw = fn(&mut Stream) -> f64;
    let deviation = (std::f64::consts::E * (std::f64::consts::E - 1.0)).sqrt();
    let rare_deviation = |p: f64| (p * (1.0 - p)).sqrt();
    let rows: [(&str, Draw, f64, f64); 5] = [
        ("normal", normal, 0.0, 1.0),
        ("exponential", exponential, 1.0, 1.0),
        (
            "lognormal, σ = 1",
            lognormal,
            1.648_721_270_700_128,
            deviation,
        ),
        ("rare binomial, p = 0.05", rare, 0.05, rare_deviation(0.05)),
        (
            "rare binomial, p = 0.01",
            |s| f64::from(u8::from(s.uniform() < 0.01)),
            0.01,
            rare_deviation(0.01),
        ),
    ];
    for (of, draw, truth, deviation) in rows {
        let one = move |n: usize, stream: &mut Stream| {
            let mut outputs = Outputs::new();
            let value = outputs.number("value", "", |value: &f64| *value);
            let one = |streams: &Streams| Ok(draw(&mut streams.stream("value")));
            let seed = stream.index(1 << 30) as u64;
            let experiment = Experiment::new(&outputs, one).seed(seed).threads(1);
            let width = 1.96 * deviation / (n as f64).sqrt();
            let precision = Precision::at_most(100_000).mean(value, width);
            let precise = experiment.run_to(&precision).expect("it cannot fail");
            if !precise.is_reached() {
                return [None, None];
            }
            let ci = precise.results.of(value).mean.and_then(|mean| mean.ci95);
            [None, holds(ci.map(|ci| (ci.low, ci.high)), truth)]
        };
        add(
            "`Experiment::run_to`, as wide as of n",
            of,
            2_000,
            Box::new(one),
        );
    }
}

/// Sobol' indices and elementary effects of the function of Ishigami & Homma (1990), and shares of a variance from any runs.
fn sensitivity(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    use std::f64::consts::PI;
    fn ishigami(x: &[f64]) -> f64 {
        let (first, second) = (x[0].sin(), x[1].sin());
        first + 7.0 * second * second + 0.1 * x[2].powi(4) * first
    }
    let inputs = || {
        let inputs = ["x1", "x2", "x3"].map(|name| Input::between(name, -PI, PI));
        Inputs::new(inputs).expect("three inputs")
    };
    type Find = fn(&Indices) -> (f64, f64);
    let rows: [(&str, Find, f64); 4] = [
        (
            "first order of x₁, n rows",
            |found| found.inputs[0].first_order_interval,
            0.313_905,
        ),
        (
            "first order of x₂, n rows",
            |found| found.inputs[1].first_order_interval,
            0.442_411,
        ),
        (
            "total of x₁, n rows",
            |found| found.inputs[0].total_interval,
            0.557_589,
        ),
        (
            "total of x₃, n rows",
            |found| found.inputs[2].total_interval,
            0.243_684,
        ),
    ];
    for (of, find, truth) in rows {
        let one = move |n: usize, stream: &mut Stream| {
            let design = Sobol::new(inputs(), n, stream).expect("few inputs");
            let results = design.points().evaluate(ishigami);
            at_both(|confidence| {
                let found = design.indices(&results, confidence, stream)?;
                holds(Some(find(&found)), truth)
            })
        };
        add(
            "`Sobol::indices`, Ishigami's function",
            of,
            500,
            Box::new(one),
        );
    }
    // A step of 2/3 of the range of x₁ changes its sine by that of π/3, and x₃ is as often at ± π as at ± π/3.
    let mu_star = 1.5 * (PI / 3.0).sin() * (1.0 + 0.05 * PI.powi(4) * (1.0 + 1.0 / 81.0));
    let one = move |n: usize, stream: &mut Stream| {
        let design = Morris::new(inputs(), n, stream);
        let results = design.points().evaluate(ishigami);
        at_both(|confidence| {
            let found = design.effects(&results, confidence, stream);
            holds(Some(found[0].mu_star_interval), mu_star)
        })
    };
    add(
        "`Morris::effects`, Ishigami's function",
        "μ* of x₁, n trajectories",
        2_000,
        Box::new(one),
    );
    // Four groups with the means 0, 1, 2 and 3, and within each the variance 1.
    let one = |n: usize, stream: &mut Stream| {
        let groups: Vec<usize> = (0..10 * n).map(|_| stream.index(4)).collect();
        let value = |group: &usize| *group as f64 + normal(stream);
        let values: Vec<f64> = groups.iter().map(value).collect();
        at_both(|confidence| {
            let found = explained_share(&groups, &values, confidence);
            holds(found.map(|found| found.interval), 1.25 / 2.25)
        })
    };
    add(
        "`explained_share`",
        "10 n values in four groups, normal",
        2_000,
        Box::new(one),
    );
}

/// The mean wait of `mean_wait` with the times between arrivals and the service times known from n observations of each.
fn inputs(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    type Fit = fn(&mut Evidence, &str, &[f64]) -> Result<FromData<Distribution<f64>>, cetak::Error>;
    type End = fn(&ErrorsApart) -> Interval;
    let exponential_family: Fit = |e, name, data| e.fitted(name, Family::Exponential, data);
    let both: End = |found| found.both;
    let rows: [(&str, &str, Fit, End); 5] = [
        (
            "`ErrorsApart::simulation`, the inputs taken as known",
            "M/M/1 of 25 customers, n observations of each input, exponential",
            exponential_family,
            |found| found.simulation,
        ),
        (
            "`ErrorsApart::inputs`, the simulation taken as exact",
            "the same",
            exponential_family,
            |found| found.inputs,
        ),
        ("`ErrorsApart::both`", "the same", exponential_family, both),
        (
            "`ErrorsApart::both`",
            "the same, gamma fitted",
            |e, name, data| e.fitted(name, Family::Gamma, data),
            both,
        ),
        (
            "`ErrorsApart::both`",
            "the same, the observations themselves",
            |e, name, data| e.empirical(name, data),
            both,
        ),
    ];
    for (interval, of, fit, end) in rows {
        let one = move |n: usize, stream: &mut Stream| {
            let mut data =
                |mean: f64| -> Vec<f64> { (0..n).map(|_| mean * exponential(stream)).collect() };
            let (between, work) = (data(1.0), data(0.9));
            let mut evidence = Evidence::new();
            let arrivals = fit(&mut evidence, "arrivals", &between).ok()?;
            let service = fit(&mut evidence, "service", &work).ok()?;
            let mut outputs = Outputs::new();
            let wait = outputs.number("wait", "", |wait: &f64| *wait);
            let experiment = InputUncertainty::new(&evidence, &outputs, |drawn, streams| {
                let [mut of_arrivals, mut of_service] =
                    ["arrivals", "service"].map(|name| streams.stream(name));
                let (mut wait, mut sum) = (0.0_f64, 0.0);
                for _ in 0..25 {
                    sum += wait;
                    let (work, gap) = (
                        drawn.of(service).draw(&mut of_service),
                        drawn.of(arrivals).draw(&mut of_arrivals),
                    );
                    wait = (wait + work - gap).max(0.0);
                }
                Ok(sum / 25.0)
            });
            let seed = stream.index(1 << 30) as u64;
            let experiment = experiment.draws(200).replications(4).seed(seed).threads(1);
            let end = end(&experiment.run().ok()?.of(wait)?);
            Some(end.low <= MEAN_WAIT && MEAN_WAIT <= end.high)
        };
        let one = move |n: usize, stream: &mut Stream| [None, one(n, stream)];
        add(interval, of, 1_000, Box::new(one));
    }
}

/// Whether all intervals hold the differences between experiments whose number i has the value i + common + own.
fn compared(
    experiments: usize,
    n: usize,
    stream: &mut Stream,
    draw: fn(&mut Stream) -> f64,
    find: impl FnOnce(&Comparison<'_>, Output<Number>) -> Simultaneous,
) -> bool {
    let mut outputs = Outputs::new();
    let value = outputs.number("value", "", |value: &f64| *value);
    let common: Vec<f64> = (0..n).map(|_| draw(stream)).collect();
    let results: Vec<_> = (0..experiments)
        .map(|i| {
            let own: Vec<f64> = (0..n).map(|_| draw(stream)).collect();
            let one = |streams: &Streams| {
                let replication = streams.replication() as usize;
                Ok(i as f64 + common[replication] + own[replication])
            };
            let experiment = Experiment::new(&outputs, one)
                .replications(n as u32)
                .threads(1);
            experiment.run().expect("it cannot fail")
        })
        .collect();
    let comparison = Comparison::of(&results).expect("they are alike");
    find(&comparison, value).contrasts.iter().all(|contrast| {
        let truth = contrast.other as f64 - contrast.reference as f64;
        contrast
            .ci95
            .is_some_and(|ci| ci.low <= truth && truth <= ci.high)
    })
}

/// A share of intervals that hold the truth, of those that exist.
#[derive(Clone, Copy)]
struct Cell {
    held: u64,
    existing: u64,
    samples: u64,
}

impl Cell {
    fn share(self) -> f64 {
        self.held as f64 / self.existing as f64
    }

    fn error(self) -> f64 {
        // With one more of each kind, so that none of a few is not sure to be none.
        let share = (self.held + 1) as f64 / (self.existing + 2) as f64;
        (share * (1.0 - share) / self.existing as f64).sqrt()
    }

    fn text(self, nominal: f64) -> String {
        if 2 * self.existing < self.samples {
            return "–".to_owned();
        }
        let (percent, error) = (100.0 * self.share(), 100.0 * self.error());
        let few = percent < 100.0 * nominal - 1.0 && percent + 3.0 * error < 100.0 * nominal;
        match few {
            true => format!("**{percent:.1} ± {error:.1}**"),
            false => format!("{percent:.1} ± {error:.1}"),
        }
    }
}

/// The cells of a row: 90 % for each size, then 95 %.
fn cells(row: &Row, samples: u64) -> Vec<(f64, Cell)> {
    let found: Vec<[Cell; 2]> = SIZES
        .iter()
        .map(|&n| {
            let one = |sample: u64| {
                let name = format!("{}, {}, {n}", row.interval, row.of);
                (row.one)(n, &mut Streams::new(10, sample).stream(&name))
            };
            let held: Vec<[Option<bool>; 2]> = (0..samples).into_par_iter().map(one).collect();
            [0, 1].map(|i| Cell {
                held: held.iter().filter(|of| of[i] == Some(true)).count() as u64,
                existing: held.iter().filter(|of| of[i].is_some()).count() as u64,
                samples,
            })
        })
        .collect();
    (0..2)
        .flat_map(|i| found.iter().map(move |cells| (NOMINAL[i], cells[i])))
        .collect()
}

const TEXT: &str = "
Written by `CETAK_SLOW=1 UPDATE_EXPECTED=1 cargo test --test theory coverage`, last on ON. Each cell is the
percentage of samples whose interval holds the truth, with its standard error, from 200 to 5,000 samples; a cell is bold
where it is below what the interval says by more than a percentage point and three standard errors. – stands where most
samples have no interval. Of a selection, it is the percentage in which the best was selected. Intervals of `Comparison`, `Experiment`, `Alternatives` and `ErrorsApart` are of 95 % only. n is the number of independent observations, of
replications of each experiment, or of batches.

| interval | of | 90 %, n = 10 | n = 30 | n = 100 | 95 %, n = 10 | n = 30 | n = 100 |
|---|---|---:|---:|---:|---:|---:|---:|
";

#[test]
fn coverage() {
    let recorded = page::section(HEADING);
    let slow = std::env::var_os("CETAK_SLOW").is_some();
    if slow && page::is_updated() {
        let only_new = std::env::var_os("CETAK_NEW").is_some();
        let mut text = format!("## {HEADING}\n{}", TEXT.replace("ON", &page::measured()));
        for row in rows() {
            let start = format!("| {} | {} | ", row.interval, row.of);
            let mut old = recorded.lines().filter(|_| only_new);
            if let Some(old) = old.find(|line| line.starts_with(&start)) {
                writeln!(text, "{old}").unwrap();
                continue;
            }
            let cells = cells(&row, row.samples);
            let cells: Vec<String> = cells
                .iter()
                .map(|(nominal, cell)| cell.text(*nominal))
                .collect();
            writeln!(
                text,
                "| {} | {} | {} |",
                row.interval,
                row.of,
                cells.join(" | ")
            )
            .unwrap();
        }
        return page::write(HEADING, &text);
    }
    let mut wrong = Vec::new();
    for row in rows() {
        let start = format!("| {} | {} | ", row.interval, row.of);
        let line = recorded
            .lines()
            .find_map(|line| line.strip_prefix(start.as_str()));
        let line = line.unwrap_or_else(|| panic!("docs/validation.md has no row {start}"));
        let samples = if slow {
            row.samples
        } else {
            (row.samples / 20).max(20)
        };
        let told = line.trim_end_matches(" |").split(" | ");
        for ((_, cell), told) in std::iter::zip(cells(&row, samples), told) {
            let told = told.trim_matches('*').split_once(" ± ");
            // Few samples do not tell well whether most have an interval.
            let Some((percent, error)) = told.filter(|_| cell.existing >= 20) else {
                continue;
            };
            let [percent, error] =
                [percent, error].map(|number| number.parse::<f64>().unwrap() / 100.0);
            let far = 4.5 * (error * error + cell.error() * cell.error()).sqrt() + 0.001;
            if (cell.share() - percent).abs() > far {
                wrong.push(format!("{start}: {} and {percent}", cell.share()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "other coverages than the table has:\n{}",
        wrong.join("\n")
    );
}
