//! Intervals of shares of a variance, of gains, and of differences of probabilities.

use cetak::designs::{Index, Input, Inputs, Sobol};
use cetak::experiment::{Comparison, Evidence, Experiment, InputUncertainty, Outputs};
use cetak::random::{Stream, Streams};
use cetak::stats::{Reduced, Tally, antithetic_pairs, control_variates};

use super::{One, at_both, exponential, holds, normal};

pub fn rows(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    chance(add);
    of_inputs(add);
    gains(add);
    probabilities(add);
}

/// A sum of two inputs and of chance, whose shares are 1, 4 and 4 of 9.
fn chance(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    type Find = fn(&Index) -> (f64, f64);
    let finds: [(&str, Find); 2] = [
        ("first order of chance, n rows", |chance| {
            chance.first_order_interval
        }),
        ("total of chance, n rows", |chance| chance.total_interval),
    ];
    for (of, find) in finds {
        let one = move |n: usize, stream: &mut Stream| {
            let inputs = Inputs::new(["a", "b"].map(Input::level)).expect("two inputs");
            let design = Sobol::with_chance(inputs, n, stream).expect("few inputs");
            let points = design.points();
            let seed = stream.index(1 << 30) as u64;
            let value = |point: usize| {
                let streams = Streams::new(seed, points.replication(point));
                let noise = streams.stream("noise").uniform();
                let levels = points.levels(point);
                levels[0] + 2.0 * levels[1] + 2.0 * noise
            };
            let results: Vec<f64> = (0..points.len()).map(value).collect();
            at_both(|confidence| {
                let found = design.indices(&results, confidence, stream)?;
                holds(Some(find(&found.chance?)), 4.0 / 9.0)
            })
        };
        let interval = "`Sobol::indices`, a sum of two inputs and chance";
        add(interval, of, 500, Box::new(one));
    }
}

/// The sum of the mean of one input and twice that of another, and noise: of observations drawn again, the variances of the two means are known.
fn of_inputs(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    let one = |n: usize, stream: &mut Stream| {
        let mut data = || -> Vec<f64> { (0..n).map(|_| exponential(stream)).collect() };
        let (a, b) = (data(), data());
        let squares = |values: &[f64]| {
            let tally: Tally = values.iter().copied().collect();
            tally.variance()
        };
        let (of_a, of_b) = (squares(&a)?, 4.0 * squares(&b)?);
        let mut evidence = Evidence::new();
        let a = evidence.empirical("a", &a).ok()?;
        let b = evidence.empirical("b", &b).ok()?;
        let mut outputs = Outputs::new();
        let sum = outputs.number("sum", "", |sum: &f64| *sum);
        let experiment = InputUncertainty::new(&evidence, &outputs, |drawn, streams| {
            let noise = 0.1 * normal(&mut streams.stream("noise"));
            Ok(drawn.of(a).mean() + 2.0 * drawn.of(b).mean() + noise)
        });
        let seed = stream.index(1 << 30) as u64;
        let experiment = experiment.draws(200).replications(4).seed(seed).threads(1);
        let found = experiment.run().ok()?.of(sum)?;
        let ci = found.by_input[0].share_ci95?;
        holds(Some((ci.low, ci.high)), of_a / (of_a + of_b))
    };
    add(
        "`ErrorsApart`, share of an input",
        "one of two means, n observations of each, 200 draws",
        1_000,
        Box::new(move |n, stream| [None, one(n, stream)]),
    );
}

/// Gains of known size; the intervals are of 95 %.
fn gains(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    let of_gain = |found: Option<Reduced>, gain| {
        let ends = found.and_then(|found| found.gain_ci95);
        [None, holds(ends, gain)]
    };
    let one = move |n: usize, stream: &mut Stream| {
        let pairs = (0..n).map(|_| {
            let control = normal(stream);
            (2.0 * control + normal(stream), control)
        });
        let (values, control): (Vec<f64>, Vec<f64>) = pairs.unzip();
        let found = control_variates(&values, &[(&control, 0.0)], 0.95);
        // A share of 0.8 is explained, at the cost of a degree of freedom.
        of_gain(found, 5.0 * (n as f64 - 3.0) / (n as f64 - 2.0))
    };
    let of = "normal, a control with R² = 0.8";
    add("`control_variates`, gain", of, 5_000, Box::new(one));
    // Of a uniform number u, Var eᵘ and Cov (eᵘ, e¹⁻ᵘ).
    let e = std::f64::consts::E;
    let variance = (e * e - 1.0) / 2.0 - (e - 1.0) * (e - 1.0);
    let covariance = e - (e - 1.0) * (e - 1.0);
    let one = move |n: usize, stream: &mut Stream| {
        let pair = |u: f64| [u.exp(), (1.0 - u).exp()];
        let values: Vec<f64> = (0..n).flat_map(|_| pair(stream.uniform())).collect();
        let found = antithetic_pairs(&values, 0.95);
        of_gain(found, variance / (variance + covariance))
    };
    let of = "the exponential of a uniform number, n pairs";
    add("`antithetic_pairs`, gain", of, 5_000, Box::new(one));
}

/// Events of four experiments that are more likely from one to the next, decided by one number in half of the replications.
fn probabilities(add: &mut impl FnMut(&'static str, &'static str, u64, One)) {
    for (of, least) in [
        ("four experiments with a common part, p = 0.3 to 0.6", 0.3),
        (
            "four experiments with a common part, p = 0.05 to 0.35",
            0.05,
        ),
    ] {
        let one = move |n: usize, stream: &mut Stream| {
            let mut outputs = Outputs::new();
            let event = outputs.probability("event", |happened: &bool| *happened);
            let seed = stream.index(1 << 30) as u64;
            let results = [0.0, 0.1, 0.2, 0.3].map(|more| {
                let one = |streams: &Streams| {
                    let mut common = streams.stream("common");
                    let own = streams.stream(&more.to_string()).uniform();
                    let is_common = common.uniform() < 0.5;
                    let decides = if is_common { common.uniform() } else { own };
                    Ok(decides < least + more)
                };
                let experiment = Experiment::new(&outputs, one).seed(seed).threads(1);
                let results = experiment.replications(n as u32).run();
                results.expect("it cannot fail")
            });
            let comparison = Comparison::of(&results).expect("they are alike");
            let all = comparison.probabilities(event).all_pairs();
            let held = all.contrasts.iter().map(|contrast| {
                let truth = 0.1 * (contrast.other as f64 - contrast.reference as f64);
                let ends = contrast.ci95.map(|ci| (ci.low, ci.high));
                holds(ends, truth)
            });
            [None, held.reduce(|a, b| Some(a? && b?)).flatten()]
        };
        let interval = "`Comparison::probabilities`, all six pairs";
        add(interval, of, 1_000, Box::new(one));
    }
}
