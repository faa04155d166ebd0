//! How often the best is selected, and intervals of what was selected, estimated again.

use cetak::experiment::{
    Alternatives, Estimation, Guarantee, IndifferenceZone, Number, Outputs, Selected,
};
use cetak::random::{Stream, Streams};

use super::{NOMINAL, One, at_both, holds, lognormal, normal};

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

type Run = dyn Fn(usize, &Streams) -> cetak::error::Result<f64> + Sync;
type Normals<'a> = Alternatives<'a, f64, Number, &'a Run>;

/// How often the best of five is selected, which is better than all others by the indifference of 1 (the slippage configuration). The deviation grows with the
/// number of first replications, so that as many more are needed.
pub fn right(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    type Select = fn(&Normals<'_>, &IndifferenceZone) -> Selected;
    let procedures: [(&str, Select); 3] = [
        (
            "`Alternatives::rinott`, the best is selected",
            |all, zone| all.rinott(zone).expect("it cannot fail"),
        ),
        ("`Alternatives::kn`, the best is selected", |all, zone| {
            all.kn(zone).expect("it cannot fail")
        }),
        (
            "`Alternatives::kn_updated`, the best is selected",
            |all, zone| all.kn_updated(zone).expect("it cannot fail"),
        ),
    ];
    let of = "five normal alternatives, one better than the others by the indifference, n first replications";
    for (procedure, select) in procedures {
        let one = move |n: usize, stream: &mut Stream| {
            at_both(|probability| {
                let zone = IndifferenceZone::of(1.0).first(n as u32);
                let zone = zone.probability(probability);
                let found = slippage(n, stream, |all| select(all, &zone));
                Some(found.selected == 0)
            })
        };
        add(procedure, of, 1_000, Box::new(one));
    }
    let spent = |n: usize, stream: &mut Stream| {
        slippage(n, stream, |all| {
            all.ocba(10 * n as u32, n as u32).expect("it reaches")
        })
    };
    let one = move |n: usize, stream: &mut Stream| [Some(spent(n, stream).selected == 0), None];
    add(
        "`Alternatives::ocba`, the best is selected, which is not promised",
        "the same, a budget of 10 n",
        2_000,
        Box::new(one),
    );
    let one = move |n: usize, stream: &mut Stream| {
        let found = spent(n, stream);
        NOMINAL.map(|nominal| match found.guarantee {
            Some(Guarantee::Approximate { probability }) if probability >= nominal => {
                Some(found.selected == 0)
            }
            _ => None,
        })
    };
    add(
        "`Alternatives::ocba`, the best is selected where it says at least this",
        "the same, a budget of 10 n",
        2_000,
        Box::new(one),
    );
}

fn slippage(
    n: usize,
    stream: &mut Stream,
    select: impl FnOnce(&Normals<'_>) -> Selected,
) -> Selected {
    let mut outputs = Outputs::new();
    let value = outputs.number("value", "", |value: &f64| *value);
    let deviation = 1.5 * (n as f64 / 10.0).sqrt();
    let one = move |i: usize, streams: &Streams| {
        let noise = normal(&mut streams.stream(&i.to_string()));
        Ok(f64::from(u8::from(i != 0)) + deviation * noise)
    };
    let one: &Run = &one;
    let names = (0..5).map(|i| i.to_string());
    let alternatives = Alternatives::smallest(&outputs, value, names, one);
    select(&alternatives.seed(stream.index(1 << 30) as u64).threads(1))
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
