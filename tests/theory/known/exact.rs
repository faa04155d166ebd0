//! Values that are computed, to as many digits as were published.

use cetak::designs::{Fraction, Input, Inputs};
use cetak::stats::{
    Estimate, KaplanMeier, Observed, Tally, dunnett_quantile, fewest_for_quantile, normal_quantile,
    quantile_interval, rinott, student_quantile, tukey_quantile, wilson,
};

use super::{Found, Known};

/// Its values are rounded up, so that what is promised is kept.
const LAW_AND_KELTON: &str = "Law & Kelton 2000, table 10.11, rounded up";

pub fn values() -> Vec<Known> {
    let mut values = Vec::new();
    let mut add = |quantity: String, source, published, found| {
        values.push(Known {
            quantity,
            source,
            published,
            found: match source {
                LAW_AND_KELTON => Found::RoundedUp(found),
                _ => Found::Exact(found),
            },
        });
    };
    quantiles(&mut add);
    intervals(&mut add);
    together(&mut add);
    survival(&mut add);
    fractions(&mut add);
    values
}

type Add<'a> = &'a mut dyn FnMut(String, &'static str, &'static str, f64);

fn quantiles(add: Add) {
    for (p, published) in [(0.95, "1.644854"), (0.975, "1.959964"), (0.995, "2.575829")] {
        let quantity = format!("normal quantile, {p}");
        add(quantity, "tables", published, normal_quantile(p));
    }
    for (p, df, published) in [
        (0.975, 1, "12.706205"),
        (0.975, 2, "4.302653"),
        (0.975, 4, "2.776445"),
        (0.975, 9, "2.262157"),
        (0.975, 29, "2.045230"),
        (0.975, 120, "1.979930"),
        (0.995, 5, "4.032143"),
    ] {
        let quantity = format!("Student's t, {p}, {df} degrees of freedom");
        add(quantity, "tables", published, student_quantile(p, df));
    }
}

fn intervals(add: Add) {
    let ten = [1.20, 1.50, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.50, 1.09];
    let found = Estimate::of(&Tally::from_iter(ten), 0.90).expect("ten observations");
    let source = "Law & Kelton 2000, chapter 4";
    add(
        "mean of ten observations".into(),
        source,
        "1.34",
        found.mean,
    );
    let quantity = "half-width of its 90 % interval";
    add(quantity.into(), source, "0.24", found.half_width);

    let (low, high) = wilson(9, 10, 0.95);
    let source = "Wilson 1927, R's `prop.test`";
    add(
        "95 % interval of 9 in 10, low".into(),
        source,
        "0.595850",
        low,
    );
    add(
        "95 % interval of 9 in 10, high".into(),
        source,
        "0.982124",
        high,
    );

    for (n, published) in [(10, "97.9"), (20, "95.9")] {
        let ordered: Vec<f64> = (0..n).map(f64::from).collect();
        let found = quantile_interval(&ordered, ordered.len(), 0.5, 0.95).expect("enough");
        let (low, high) = found.ranks.expect("ranks of a sample");
        add(
            format!("confidence of the median's interval, n = {n}, ranks {low} and {high} (%)"),
            "Dixon & Massey 1983, table A-25",
            published,
            100.0 * found.coverage,
        );
    }
    for (p, published, source) in [
        (0.5, "6", "David & Nagaraja 2003"),
        (0.95, "59", "Wilks 1941"),
    ] {
        let quantity = format!("fewest values for a 95 % interval of P{}", 100.0 * p);
        let found = fewest_for_quantile(p, 0.95).expect("some number is enough");
        add(quantity, source, published, found as f64);
    }
}

/// Critical values of several comparisons, and of selections.
fn together(add: Add) {
    for (rivals, df, published) in [
        (2, 10.0, "2.57"),
        (5, 10.0, "2.99"),
        (3, 20.0, "2.54"),
        (9, 60.0, "2.77"),
    ] {
        let shared = vec![0.5_f64.sqrt(); rivals];
        add(
            format!("Dunnett's two-sided 5 % point, {rivals} and a control, {df} degrees"),
            "Dunnett 1964",
            published,
            dunnett_quantile(0.95, &shared, df),
        );
    }
    for (means, df, published) in [(3, 10.0, "3.88"), (5, 10.0, "4.65"), (10, 20.0, "5.01")] {
        add(
            format!("studentized range, 95 %, {means} means, {df} degrees"),
            "Harter 1960",
            published,
            // Of a difference over its own error, which is √2 times that of a mean.
            tukey_quantile(0.95, means, df) * std::f64::consts::SQRT_2,
        );
    }
    for (first, p, published) in [
        (20, 0.90, "1.896"),
        (40, 0.90, "1.852"),
        (20, 0.95, "2.453"),
        (40, 0.95, "2.386"),
    ] {
        add(
            format!("h of a selection of one of two, {first} first, {p}"),
            LAW_AND_KELTON,
            published,
            rinott(2, first, p),
        );
    }
    for (k, first, published) in [(2, 10, "2.6141"), (10, 20, "3.8753")] {
        add(
            format!("Rinott's h, {k} alternatives, {first} first, 0.95"),
            "Rinott 1978",
            published,
            rinott(k, first, 0.95),
        );
    }
}

/// The remissions of Freireich et al. (1963), weeks under 6-MP, of which twelve were still going on.
fn survival(add: Add) {
    let ended = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(|week| Observed::At(f64::from(week)));
    let going_on = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
        .map(|week| Observed::NotBefore(f64::from(week)));
    let remissions: KaplanMeier = ended.into_iter().chain(going_on).collect();
    let source = "Freireich et al. 1963, Kleinbaum & Klein 2012";
    for (week, published) in [
        (6.0, "0.8571"),
        (7.0, "0.8067"),
        (10.0, "0.7529"),
        (13.0, "0.6902"),
        (16.0, "0.6275"),
        (22.0, "0.5378"),
        (23.0, "0.4482"),
    ] {
        let quantity = format!("Kaplan–Meier, remissions of 6-MP, week {week}");
        let found = remissions.survival(week).expect("it is observed");
        add(quantity, source, published, found);
    }
    let median = remissions.quantile(0.5).expect("it is reached");
    add("their median (weeks)".into(), source, "23", median);
}

fn fractions(add: Add) {
    let designs: [(&str, usize, &[&[usize]], &str); 4] = [
        ("2⁷⁻⁴", 7, &[&[0, 1], &[0, 2], &[1, 2], &[0, 1, 2]], "3"),
        ("2⁶⁻²", 6, &[&[0, 1, 2], &[1, 2, 3]], "4"),
        ("2⁷⁻³", 7, &[&[0, 1, 2], &[1, 2, 3], &[0, 2, 3]], "4"),
        ("2⁵⁻¹", 5, &[&[0, 1, 2, 3]], "5"),
    ];
    for (name, wide, generators, published) in designs {
        let inputs = (0..wide).map(|input| Input::level(input.to_string()));
        let design = Fraction::new(Inputs::new(inputs).expect("names"), generators);
        let found = design.resolution().expect("a fraction") as f64;
        let quantity = format!("resolution of the fraction {name}");
        let source = "Box, Hunter & Hunter 2005, chapter 6";
        add(quantity, source, published, found);
    }
}
