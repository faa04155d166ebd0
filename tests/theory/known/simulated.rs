//! Values that are estimated, each with the error of its estimate.

use cetak::designs::{Input, Inputs, Sobol};
use cetak::experiment::{
    Alternatives, Comparison, Experiment, IndifferenceZone, Number, Outputs, Selected,
};
use cetak::random::{Distribution, Streams};
use cetak::stats::{BatchMeans, Estimate, Tally, normal_quantile, student_quantile};
use rayon::prelude::*;

use super::{Found, Known};
use crate::finite;

pub fn values() -> Vec<Known> {
    let kinds: [fn() -> Vec<Known>; 6] = [
        first_customers,
        inventories,
        asymptotic_variances,
        ishigami,
        sobol_g,
        selections,
    ];
    kinds.into_par_iter().flat_map(|kind| kind()).collect()
}

fn of_estimate(found: Estimate) -> Found {
    Found::Within(found.mean, found.low(), found.high())
}

fn first_customers() -> Vec<Known> {
    let mean = |replication| {
        let [waits, _] = finite::run("known", replication, 25, 1, 0.9, Some(1.0));
        waits.mean().expect("many runs")
    };
    let tally: Tally = (0..20).map(mean).collect();
    vec![Known {
        quantity: "mean wait of the first 25 customers of M/M/1 from empty, ρ = 0.9".into(),
        source: "Law & Kelton 2000, chapter 9",
        published: "2.12",
        found: of_estimate(Estimate::of(&tally, 0.999).expect("twenty")),
    }]
}

/// Days of a shop that orders up to S in the evening if the stock is below 80, and gets it the next morning with probability 0.95, else
/// never. Demand is Poisson with mean 100; what is not there is lost. A piece earns 2; one kept overnight costs 0.1; a delivery costs 10 and
/// 1 for each piece (L'Ecuyer, SSJ's inventory example).
fn profit_per_day(level: f64, streams: &Streams) -> f64 {
    const DAYS: u32 = 2000;
    let demand = Distribution::<f64>::poisson(100.0).expect("a positive mean");
    let mut demand = streams.variate("demand", demand);
    let mut delivery = streams.stream("delivery");
    let (mut stock, mut profit) = (level, 0.0);
    for _ in 0..DAYS {
        let sold = demand.draw().min(stock);
        stock -= sold;
        profit += 2.0 * sold - 0.1 * stock;
        // One number a day, wanted or not, so that both shops meet the same.
        let comes = delivery.uniform() < 0.95;
        if stock < 80.0 && comes {
            profit -= 10.0 + (level - stock);
            stock = level;
        }
    }
    profit / f64::from(DAYS)
}

/// The (80, 200) policy against the (80, 198): the difference is known, and common random numbers cut its variance at least tenfold.
fn inventories() -> Vec<Known> {
    let mut outputs = Outputs::new();
    let profit = outputs.number("profit per day", "", |profit: &f64| *profit);
    let shop = |level: f64| {
        Experiment::new(&outputs, move |streams| Ok(profit_per_day(level, streams)))
            .replications(1000)
            .run()
            .expect("it cannot fail")
    };
    let shops = [shop(198.0), shop(200.0)];
    let found = Comparison::of(&shops)
        .expect("they are alike")
        .means(profit)
        .all_pairs();
    let contrast = found.contrasts[0];
    let (difference, ci) = (contrast.difference.unwrap(), contrast.ci95.unwrap());
    // The half of a 99.9 % interval from that of 95 %.
    let half_width = (ci.high - ci.low) / 2.0 * 3.300 / 1.962;
    let ratio = contrast.variance_ratio.expect("both vary");
    assert!(ratio > 10.0 && half_width < 0.02, "{ratio} {half_width}");
    assert!(!contrast.pairing_hurts());
    vec![Known {
        quantity: format!(
            "profit of the (80, 200) less the (80, 198) inventory; common numbers cut its variance by {ratio:.0}"
        ),
        source: "L'Ecuyer, SSJ's examples",
        published: "0.312140",
        found: Found::Within(difference, difference - half_width, difference + half_width),
    }]
}

/// The length of a run times the variance of its mean, which batch means estimate. It is 2 ρ (1 + ρ) / (1 − ρ)⁴ for the number in an M/M/1
/// system with μ = 1.
fn asymptotic_variances() -> Vec<Known> {
    [
        (0.5, "24", 1 << 11),
        (0.8, "1800", 1 << 14),
        (0.9, "34200", 1 << 16),
    ]
    .into_par_iter()
    .map(|(rho, published, batch)| {
        let mut stream = Streams::new(3, 0).stream("M/M/1");
        let mut batches = BatchMeans::new(128);
        let (mut number, mut now, mut tick, mut area) = (0_u32, 0.0, 1.0, 0.0);
        // Whole time units; the start from empty is forgotten in the first of 128 batches and more.
        while tick <= f64::from(128 * batch) {
            let rate = rho + if number > 0 { 1.0 } else { 0.0 };
            let next = now - stream.uniform().ln() / rate;
            while tick <= next {
                area += f64::from(number) * (tick - now);
                batches.record(area);
                (now, tick, area) = (tick, tick + 1.0, 0.0);
            }
            area += f64::from(number) * (next - now);
            now = next;
            match stream.uniform() * rate < rho {
                true => number += 1,
                false => number -= 1,
            }
        }
        let found = batches.steady_state(0.95).expect("the run is long enough");
        let n = found.n as f64;
        let error = found.half_width / student_quantile(0.975, found.n - 1);
        let variance = n * error * error * batches.batch_size() as f64;
        // A χ² variable has the variance 2 (n − 1).
        let most = 3.29 * (2.0 / (n - 1.0)).sqrt();
        Known {
            quantity: format!("asymptotic variance of the number in M/M/1, ρ = {rho}, μ = 1"),
            source: "Whitt 1989",
            published,
            found: Found::Within(variance, variance / (1.0 + most), variance / (1.0 - most)),
        }
    })
    .collect()
}

/// The indices of a function by Sobol's method, as (first order, total) of each input with the ends of their 99.9 % intervals.
fn indices(
    inputs: Vec<Input>,
    function: fn(&[f64]) -> f64,
    published: &[[&'static str; 2]],
    name: &str,
    source: &'static str,
) -> Vec<Known> {
    let mut stream = Streams::new(2017, 0).stream(name);
    let inputs = Inputs::new(inputs).expect("inputs of other names");
    let design = Sobol::new(inputs, 1 << 13, &mut stream).expect("few inputs");
    let results = design.points().evaluate(function);
    let found = design.indices(&results, 0.999, &mut stream);
    let found = found.expect("the results vary").inputs;
    let mut values = Vec::new();
    for (index, [first_order, total]) in std::iter::zip(found, published) {
        let mut add = |order: &str, published, estimate, (low, high)| {
            values.push(Known {
                quantity: format!("{order} index of {} of {name}", index.name),
                source,
                published,
                found: Found::Within(estimate, low, high),
            });
        };
        add(
            "first-order",
            first_order,
            index.first_order,
            index.first_order_interval,
        );
        add("total", total, index.total, index.total_interval);
    }
    values
}

fn ishigami() -> Vec<Known> {
    use std::f64::consts::PI;
    let inputs = ["x₁", "x₂", "x₃"].map(|name| Input::between(name, -PI, PI));
    let function = |x: &[f64]| {
        let (first, second) = (x[0].sin(), x[1].sin());
        first + 7.0 * second * second + 0.1 * x[2].powi(4) * first
    };
    let published = [
        ["0.313905", "0.557589"],
        ["0.442411", "0.442411"],
        ["0.000000", "0.243684"],
    ];
    let source = "Ishigami & Homma 1990, Saltelli et al. 2008";
    indices(
        inputs.into(),
        function,
        &published,
        "Ishigami's function",
        source,
    )
}

/// Sobol's g-function with the constants 0, 1, 4.5 and 9, and four times 99.
fn sobol_g() -> Vec<Known> {
    let inputs = ["x₁", "x₂", "x₃", "x₄", "x₅", "x₆", "x₇", "x₈"].map(Input::level);
    let function = |x: &[f64]| {
        let constants = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];
        let factor = |(x, a): (&f64, f64)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a);
        x.iter().zip(constants).map(factor).product()
    };
    let published = [
        ["0.716", "0.787"],
        ["0.179", "0.242"],
        ["0.0237", "0.0343"],
        ["0.0072", "0.0105"],
    ];
    let source = "Saltelli & Sobol' 1995, Saltelli et al. 2008";
    indices(
        inputs.into(),
        function,
        &published,
        "Sobol's g-function",
        source,
    )
}

/// How often the one that is better than the others by just the indifference is selected.
fn selections() -> Vec<Known> {
    type Select = fn(
        &Alternatives<
            '_,
            f64,
            Number,
            &(dyn Fn(usize, &Streams) -> cetak::error::Result<f64> + Sync),
        >,
        &IndifferenceZone,
    ) -> cetak::error::Result<Selected>;
    let procedures: [(&str, &'static str, Select); 2] = [
        ("Rinott's procedure", "Rinott 1978", |a, zone| {
            a.rinott(zone)
        }),
        ("KN", "Kim & Nelson 2001", |a, zone| a.kn(zone)),
    ];
    let mut outputs = Outputs::new();
    let value = outputs.number("value", "", |value: &f64| *value);
    let one = |i: usize, streams: &Streams| {
        let noise = normal_quantile(streams.stream(&i.to_string()).uniform());
        Ok(f64::from(u8::from(i != 0)) + 1.5 * noise)
    };
    let one: &(dyn Fn(usize, &Streams) -> cetak::error::Result<f64> + Sync) = &one;
    let mut values = Vec::new();
    for (name, source, select) in procedures {
        for (k, first, runs) in [(2, 10, 2000), (10, 20, 500)] {
            let zone = IndifferenceZone::of(1.0).first(first).probability(0.95);
            let names = || (0..k).map(|i| format!("number {i}"));
            let is_right = |seed: &u64| {
                let alternatives = Alternatives::smallest(&outputs, value, names(), one);
                let alternatives = alternatives.seed(*seed).threads(1);
                let selected = select(&alternatives, &zone).expect("it cannot fail");
                selected.selected == 0
            };
            let right = (0..runs).into_par_iter().filter(is_right).count() as u64;
            values.push(Known {
                quantity: format!(
                    "correct selections of {name} in the slippage configuration, k = {k}, {first} first"
                ),
                source,
                published: "0.95",
                found: Found::Often(right, runs),
            });
        }
    }
    values
}
