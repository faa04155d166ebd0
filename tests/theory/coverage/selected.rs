//! Intervals of what was selected, estimated again.

use cetak::experiment::{Alternatives, Estimation, IndifferenceZone, Outputs};
use cetak::random::{Stream, Streams};

use super::{One, holds, lognormal, normal};

pub fn rows(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    type Draw = fn(&mut Stream) -> f64;
    let sources: [(&str, Draw, f64); 2] = [
        ("the largest of five that are alike, normal", normal, 0.0),
        (
            "the largest of five that are alike, lognormal, σ = 1",
            lognormal,
            1.648_721_270_700_128,
        ),
    ];
    for (of, draw, truth) in sources {
        let mean = move |n: usize, stream: &mut Stream| {
            let (_, ends) = estimated(n, draw, stream);
            [None, holds(ends, truth)]
        };
        let interval = "`Alternatives::estimate`, mean of the selected";
        add(interval, of, 200, Box::new(mean));
        let differences = move |n: usize, stream: &mut Stream| {
            let (found, _) = estimated(n, draw, stream);
            let ends = found.differences.contrasts.iter().map(|of| of.ci95);
            let held = ends.map(|ci| holds(ci.map(|ci| (ci.low, ci.high)), 0.0));
            [None, held.reduce(|a, b| Some(a? && b?)).flatten()]
        };
        let interval = "`Alternatives::estimate`, all four differences";
        add(interval, of, 200, Box::new(differences));
    }
}

/// What is estimated of five alternatives of which one was selected before, on other replications; and the ends of the interval of its mean.
fn estimated(
    n: usize,
    draw: fn(&mut Stream) -> f64,
    stream: &mut Stream,
) -> (Estimation, Option<(f64, f64)>) {
    let mut outputs = Outputs::new();
    let value = outputs.number("value", "", |value: &f64| *value);
    let one = |i: usize, streams: &Streams| Ok(draw(&mut streams.stream(&i.to_string())));
    let names = (0..5).map(|i| i.to_string());
    let alternatives = Alternatives::largest(&outputs, value, names, one);
    let alternatives = alternatives.seed(stream.index(1 << 30) as u64).threads(1);
    let zone = IndifferenceZone::of(1.0).first(10);
    let selected = alternatives.rinott(&zone).expect("it cannot fail");
    let found = alternatives.estimate(&selected, n as u32);
    let found = found.expect("it cannot fail");
    let mean = found.results[selected.selected].of(value).mean;
    let ci = mean.and_then(|mean| mean.ci95);
    (found, ci.map(|ci| (ci.low, ci.high)))
}
