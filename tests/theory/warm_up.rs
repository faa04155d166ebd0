//! How often `Results::check_warm_up` finds fault: with a warm-up that is long enough, which is a false alarm, and with one that is too short.
//!
//! `CETAK_SLOW=1 UPDATE_EXPECTED=1 cargo test --test theory warm_up` writes the table into docs/validation.md. Without `CETAK_SLOW`, a part of the
//! samples is drawn, and must agree with the table.

use std::fmt::Write;

use cetak::experiment::{Experiment, Outputs, Window};
use cetak::process::World;
use cetak::random::{Distribution, Stream, Streams};
use cetak::stats::Series;
use cetak::time::hours;
use rayon::prelude::*;

use crate::page;

const HEADING: &str = "How often the check of a warm-up finds fault";
const SAMPLES: u64 = 1_000;

/// Replications and steps of a sample.
const SIZES: [(u32, usize); 3] = [(10, 100), (20, 100), (20, 400)];

struct Row {
    of: &'static str,
    /// The warm-up, in percent of the steps.
    warm_up: usize,
    steps: fn(usize, &mut Stream) -> Vec<f64>,
}

const ROWS: [Row; 7] = [
    Row {
        of: "steady: independent, normal",
        warm_up: 10,
        steps: |steps, stream| autoregressive(0.0, steps, stream),
    },
    Row {
        of: "steady: AR(1), φ = 0.5",
        warm_up: 10,
        steps: |steps, stream| autoregressive(0.5, steps, stream),
    },
    Row {
        of: "steady: AR(1), φ = 0.9",
        warm_up: 10,
        steps: |steps, stream| autoregressive(0.9, steps, stream),
    },
    Row {
        of: "too short: M/M/1, ρ = 0.9, from empty, mean waits of 50 customers",
        warm_up: 0,
        steps: from_empty,
    },
    Row {
        of: "the same",
        warm_up: 2,
        steps: from_empty,
    },
    Row {
        of: "too short: AR(1), φ = 0.5, which begins three deviations away and comes back over a tenth of the run",
        warm_up: 0,
        steps: far_away,
    },
    Row {
        of: "the same",
        warm_up: 5,
        steps: far_away,
    },
];

/// A stationary autoregressive process of the first order with the variance 1.
fn autoregressive(phi: f64, steps: usize, stream: &mut Stream) -> Vec<f64> {
    let normal = Distribution::normal(0.0, 1.0).expect("a deviation above 0");
    let innovation = (1.0 - phi * phi).sqrt();
    let mut value = normal.draw(stream);
    let mut next = |_| {
        let now = value;
        value = phi * value + innovation * normal.draw(stream);
        now
    };
    (0..steps).map(&mut next).collect()
}

/// One with a bias of 3 at its start, of which a tenth of the run leaves 1/e.
fn far_away(steps: usize, stream: &mut Stream) -> Vec<f64> {
    let tenth = steps as f64 / 10.0;
    let bias = |(step, value): (usize, f64)| value + 3.0 * (-(step as f64) / tenth).exp();
    let steady = autoregressive(0.5, steps, stream);
    steady.into_iter().enumerate().map(bias).collect()
}

/// The mean waits of fifty customers each in a queue that starts empty.
fn from_empty(steps: usize, stream: &mut Stream) -> Vec<f64> {
    let mut wait = 0.0_f64;
    let mut mean = |_| {
        let mut sum = 0.0;
        for _ in 0..50 {
            sum += wait;
            let [service, gap] = [0.9, 1.0].map(|mean| -mean * stream.uniform().ln());
            wait = (wait + service - gap).max(0.0);
        }
        sum / 50.0
    };
    (0..steps).map(&mut mean).collect()
}

impl Row {
    /// Whether the check finds fault with a sample.
    fn is_refused(&self, replications: u32, steps: usize, sample: u64) -> bool {
        let draw = self.steps;
        let name = format!("{}, {steps}", self.of);
        let mut outputs = Outputs::new();
        let level = outputs.series("level", "", |values: &Vec<f64>| {
            Series::new(hours(1.0), values.iter().copied().map(Some).collect())
        });
        let model = |world: &World| {
            let streams: Streams = world.streams();
            Ok(draw(steps, &mut streams.stream(&name)))
        };
        let warm_up = steps * self.warm_up / 100;
        let [warm_up, length] = [warm_up, steps - warm_up].map(|steps| hours(steps as f64));
        let window = Window::new(warm_up, length);
        let experiment = Experiment::of_processes(&outputs, window, model);
        let experiment = experiment.replications(replications).seed(sample);
        let results = experiment.threads(1).run().expect("it cannot fail");
        results.check_warm_up(level).is_err()
    }

    /// The shares of samples in which it does, for each size.
    fn shares(&self, samples: u64) -> [f64; 3] {
        SIZES.map(|(replications, steps)| {
            let each = (0..samples).into_par_iter();
            let refused = each.filter(|sample| self.is_refused(replications, steps, *sample));
            refused.count() as f64 / samples as f64
        })
    }

    fn start(&self) -> String {
        format!("| {} | {} % | ", self.of, self.warm_up)
    }
}

fn error(share: f64, samples: u64) -> f64 {
    // With one more of each kind, so that none of a few is not sure to be none.
    let n = samples as f64;
    let share = (share * n + 1.0) / (n + 2.0);
    (share * (1.0 - share) / n).sqrt()
}

#[test]
fn warm_up() {
    let recorded = page::section(HEADING);
    let slow = std::env::var_os("CETAK_SLOW").is_some();
    if slow && page::is_updated() {
        let mut text = format!(
            "## {HEADING}

Written by `CETAK_SLOW=1 UPDATE_EXPECTED=1 cargo test --test theory warm_up`, last on {}. Each cell is the percentage of {SAMPLES} samples with
which `Results::check_warm_up` finds fault, with its standard error: false alarms where a series is steady from its start, and its power where the warm-up is too short. The warm-up is in
percent of the run; n is the number of replications.

| series | warm-up | n = 10, 100 steps | n = 20, 100 steps | n = 20, 400 steps |
|---|---:|---:|---:|---:|
",
            page::measured()
        );
        for row in ROWS {
            let cells = row.shares(SAMPLES).map(|share| {
                let error = error(share, SAMPLES);
                format!("{:.1} ± {:.1}", 100.0 * share, 100.0 * error)
            });
            writeln!(text, "{}{} |", row.start(), cells.join(" | ")).unwrap();
        }
        return page::write(HEADING, &text);
    }
    let mut wrong = Vec::new();
    for row in ROWS {
        let start = row.start();
        let line = recorded.lines().find_map(|line| line.strip_prefix(&start));
        let line = line.unwrap_or_else(|| panic!("docs/validation.md has no row {start}"));
        let samples = if slow { SAMPLES } else { SAMPLES / 20 };
        let told = line.trim_end_matches(" |").split(" | ");
        for (share, told) in std::iter::zip(row.shares(samples), told) {
            let (percent, _) = told.split_once(" ± ").expect("a share with its error");
            let told = percent.parse::<f64>().expect("a number") / 100.0;
            let far = 4.5 * error(share, samples).hypot(error(told, SAMPLES)) + 0.001;
            if (share - told).abs() > far {
                wrong.push(format!("{start}{share} and {told}"));
            }
        }
    }
    let wrong = wrong.join("\n");
    assert!(
        wrong.is_empty(),
        "other shares than the table has:\n{wrong}"
    );
}
