//! Compares each distribution with its closed forms: mean and variance inside 99.9 % intervals,
//! and the whole shape by a goodness-of-fit test, all at fixed seeds. That the draws stay the *same* is for
//! `streams_pinned.rs`.

use cetak::error::Result;
use cetak::random::{Distribution, Streams};
use cetak::stats::{Tally, normal_quantile};
use cetak::time::{Span, minutes};
use rand_distr::{Distribution as _, Exp1, StandardNormal};
use statrs::distribution as theory;
use statrs::distribution::{ContinuousCDF, DiscreteCDF};

const DRAWS: usize = 200_000;

fn draws(name: &str, distribution: Result<Distribution<f64>>) -> Vec<f64> {
    let mut variate = Streams::new(26_042_017, 0).variate(name, distribution.expect(name));
    (0..DRAWS).map(|_| variate.draw()).collect()
}

/// Mean and variance inside 99.9 % intervals around theory. The interval of the variance uses the sample's own fourth
/// moment, as the draws need not be normal.
fn assert_moments(name: &str, values: &[f64], mean: f64, variance: f64) {
    let n = values.len() as f64;
    let z = normal_quantile(0.9995);
    let found: Tally = values.iter().copied().collect();
    let (found_mean, found_variance) = (found.mean().unwrap(), found.variance().unwrap());
    let reach = z * (variance / n).sqrt();
    assert!(
        (found_mean - mean).abs() <= reach,
        "{name}: mean {found_mean}, theory {mean} ± {reach}"
    );
    let fourth = values.iter().map(|x| (x - mean).powi(4)).sum::<f64>() / n;
    let reach = z * ((fourth - variance * variance) / n).sqrt();
    assert!(
        (found_variance - variance).abs() <= reach,
        "{name}: variance {found_variance}, theory {variance} ± {reach}"
    );
}

/// Kolmogorov–Smirnov: the greatest distance between the empirical and the theoretical distribution function is below
/// its 99.9 % point, 1.9495 / √n.
fn assert_continuous_fit(name: &str, mut values: Vec<f64>, cdf: impl Fn(f64) -> f64) {
    values.sort_by(f64::total_cmp);
    let n = values.len() as f64;
    let distances = values.iter().enumerate().map(|(i, x)| {
        let (before, after, p) = (i as f64 / n, (i + 1) as f64 / n, cdf(*x));
        (p - before).abs().max((after - p).abs())
    });
    let distance = distances.fold(0.0, f64::max);
    assert!(distance < 1.9495 / n.sqrt(), "{name}: distance {distance}");
}

/// Chi-square over the cells that these whole numbers close, and one above the last: below its 99.9 % point.
fn assert_discrete_fit(name: &str, values: &[f64], cells: &[u64], cdf: impl Fn(u64) -> f64) {
    let n = values.len() as f64;
    let (mut statistic, mut before) = (0.0, (0.0, 0.0));
    for end in cells.iter().copied().map(Some).chain([None]) {
        let so_far = end.map_or((n, n), |k| {
            let found = values.iter().filter(|x| **x <= k as f64).count();
            (cdf(k) * n, found as f64)
        });
        let (expected, found) = (so_far.0 - before.0, so_far.1 - before.1);
        assert!(
            expected > 20.0,
            "{name}: the cell up to {end:?} is too small"
        );
        statistic += (found - expected).powi(2) / expected;
        before = so_far;
    }
    let limit = theory::ChiSquared::new(cells.len() as f64)
        .unwrap()
        .inverse_cdf(0.999);
    assert!(
        statistic < limit,
        "{name}: chi-square {statistic} > {limit}"
    );
}

#[test]
fn uniforms_are_uniform_and_open() {
    let mut stream = Streams::new(1, 1).stream("uniform");
    let values: Vec<f64> = (0..DRAWS).map(|_| stream.uniform()).collect();
    assert!(values.iter().all(|u| 0.0 < *u && *u < 1.0));
    assert_moments("uniform", &values, 0.5, 1.0 / 12.0);
    assert_continuous_fit("uniform", values, |x| x);
}

#[test]
fn uniform() {
    let values = draws("uniform", Distribution::uniform(2.0, 5.0));
    assert_moments("uniform", &values, 3.5, 9.0 / 12.0);
    assert_continuous_fit("uniform", values, |x| (x - 2.0) / 3.0);
}

#[test]
fn triangular() {
    for (a, m, b) in [(2.0, 3.0, 7.0), (0.0, 0.0, 1.0), (1.0, 4.0, 4.0)] {
        let name = &format!("triangular {a} {m} {b}");
        let values = draws(name, Distribution::triangular(a, m, b));
        let variance = (a * a + m * m + b * b - a * m - a * b - m * b) / 18.0;
        assert_moments(name, &values, (a + m + b) / 3.0, variance);
        assert_continuous_fit(name, values, |x| {
            if x < m {
                (x - a) * (x - a) / ((b - a) * (m - a))
            } else if x < b {
                1.0 - (b - x) * (b - x) / ((b - a) * (b - m))
            } else {
                1.0
            }
        });
    }
}

#[test]
fn exponential() {
    let values = draws("exponential", Distribution::exponential(4.0));
    assert_moments("exponential", &values, 4.0, 16.0);
    assert_continuous_fit("exponential", values, |x| -(-x / 4.0).exp_m1());
}

/// Other people's ziggurats of the same layers give the same draws from the same words, to the last digits, which are `libm`'s here.
#[test]
fn ziggurats_are_those_of_another_library() {
    let mut ours = Streams::new(2017, 0).stream("ziggurat");
    let mut theirs = ours.clone();
    let exponential = Distribution::<f64>::exponential(1.0).unwrap();
    // The logarithm of a lognormal draw is a normal draw.
    let lognormal = Distribution::<f64>::lognormal(1.0, 2.0).unwrap();
    let normal = |stream: &mut _| -> f64 { StandardNormal.sample(stream) };
    for _ in 0..200_000 {
        let (mine, other): (f64, f64) = (exponential.draw(&mut ours), Exp1.sample(&mut theirs));
        assert!((mine - other).abs() <= 1e-14 * other, "{mine} {other}");
        let (mine, other) = (lognormal.draw(&mut ours).log2(), normal(&mut theirs));
        assert!(
            (mine - other).abs() <= 1e-14 * (1.0 + other.abs()),
            "{mine} {other}"
        );
    }
    assert_eq!(ours, theirs);
}

#[test]
fn gamma() {
    for shape in [0.05, 0.5, 1.0, 2.5, 40.0] {
        let name = &format!("gamma {shape}");
        let values = draws(name, Distribution::gamma(shape, 3.0));
        assert_moments(name, &values, 3.0, 9.0 / shape);
        let gamma = theory::Gamma::new(shape, shape / 3.0).unwrap();
        assert_continuous_fit(name, values, |x| gamma.cdf(x));
    }
}

#[test]
fn erlang() {
    let values = draws("erlang", Distribution::erlang(3, 6.0));
    assert_moments("erlang", &values, 6.0, 12.0);
    assert_continuous_fit("erlang", values, |x| {
        let phases = x / 2.0;
        1.0 - (-phases).exp() * (1.0 + phases + phases * phases / 2.0)
    });
}

#[test]
fn lognormal() {
    let spread = 1.8_f64;
    let sigma = spread.ln();
    let values = draws("lognormal", Distribution::lognormal(10.0, spread));
    let mean = 10.0 * (sigma * sigma / 2.0).exp();
    assert_moments(
        "lognormal",
        &values,
        mean,
        mean * mean * (sigma * sigma).exp_m1(),
    );
    let lognormal = theory::LogNormal::new(10.0_f64.ln(), sigma).unwrap();
    assert_continuous_fit("lognormal", values, |x| lognormal.cdf(x));
}

#[test]
fn weibull() {
    for shape in [0.7, 1.5, 3.0] {
        let name = &format!("weibull {shape}");
        let values = draws(name, Distribution::weibull(shape, 2.0));
        let moment = |k: f64| libm::tgamma(1.0 + k / shape) * 2.0_f64.powf(k);
        let variance = moment(2.0) - moment(1.0).powi(2);
        assert_moments(name, &values, moment(1.0), variance);
        assert_continuous_fit(name, values, |x| -(-(x / 2.0).powf(shape)).exp_m1());
    }
}

#[test]
fn pert() {
    for (a, m, b) in [(2.0, 3.0, 7.0), (0.0, 0.0, 1.0), (1.0, 4.0, 4.0)] {
        let name = &format!("pert {a} {m} {b}");
        let values = draws(name, Distribution::pert(a, m, b));
        let mean = (a + 4.0 * m + b) / 6.0;
        assert_moments(name, &values, mean, (mean - a) * (b - mean) / 7.0);
        let (up, down) = (1.0 + 4.0 * (m - a) / (b - a), 1.0 + 4.0 * (b - m) / (b - a));
        let beta = theory::Beta::new(up, down).unwrap();
        assert_continuous_fit(name, values, |x| beta.cdf((x - a) / (b - a)));
    }
}

#[test]
fn poisson() {
    // On both sides of 12, where the algorithm changes.
    let cases: [(f64, Vec<u64>); 6] = [
        (0.2, vec![0, 1]),
        (3.5, (0..=9).collect()),
        (11.99, (4..=21).collect()),
        (12.0, (4..=21).collect()),
        (60.0, (38..=84).collect()),
        (5000.0, (4800..=5200).step_by(20).collect()),
    ];
    for (mean, cells) in cases {
        let name = &format!("poisson {mean}");
        let values = draws(name, Distribution::poisson(mean));
        assert!(values.iter().all(|x| *x >= 0.0 && x.fract() == 0.0));
        assert_moments(name, &values, mean, mean);
        let poisson = theory::Poisson::new(mean).unwrap();
        assert_discrete_fit(name, &values, &cells, |k| poisson.cdf(k));
    }
}

#[test]
fn a_poisson_with_an_enormous_mean_keeps_its_moments() {
    let values = draws("poisson 1e9", Distribution::poisson(1e9));
    assert_moments("poisson 1e9", &values, 1e9, 1e9);
}

#[test]
fn empirical() {
    let data = [1.0, 2.0, 2.0, 3.0, 9.0];
    let values = draws("empirical", Distribution::empirical(&data));
    assert_moments("empirical", &values, 3.4, 8.24);
    assert_discrete_fit("empirical", &values, &[1, 2, 3], |k| {
        data.iter().filter(|x| **x <= k as f64).count() as f64 / 5.0
    });
}

#[test]
fn normal() {
    let values = draws("normal", Distribution::normal(-2.0, 3.0));
    assert_moments("normal", &values, -2.0, 9.0);
    let normal = theory::Normal::new(-2.0, 3.0).unwrap();
    assert_continuous_fit("normal", values, |x| normal.cdf(x));
}

/// Limits on both sides of the mean, above it, far above it, and below it.
#[test]
fn truncated_normal() {
    let normal = theory::Normal::new(5.0, 2.0).unwrap();
    for (a, b) in [(4.0, 9.0), (5.5, 6.0), (12.0, 40.0), (0.0, 3.0)] {
        let name = &format!("truncated_normal {a} {b}");
        let values = draws(name, Distribution::truncated_normal(5.0, 2.0, a, b));
        let within = normal.cdf(b) - normal.cdf(a);
        let cdf = |x: f64| (normal.cdf(x) - normal.cdf(a)) / within;
        // Mean and variance by summing up over ten thousand slices.
        let slices = 10_000;
        let slice = |i: i32| a + (b - a) * f64::from(i) / f64::from(slices);
        let moment = |power: i32| -> f64 {
            let parts = (0..slices).map(|i| {
                let (low, high) = (slice(i), slice(i + 1));
                (cdf(high) - cdf(low)) * (0.5 * (low + high)).powi(power)
            });
            parts.sum()
        };
        assert_moments(name, &values, moment(1), moment(2) - moment(1).powi(2));
        assert_continuous_fit(name, values, cdf);
    }
}

/// Both algorithms, with either parameter the larger.
#[test]
fn beta() {
    for (a, b) in [
        (2.0, 5.0),
        (5.0, 1.5),
        (1.0, 1.0),
        (0.5, 0.5),
        (0.3, 4.0),
        (3.0, 0.2),
    ] {
        let name = &format!("beta {a} {b}");
        let values = draws(name, Distribution::beta(a, b, 2.0, 5.0));
        let share = a / (a + b);
        let variance = 9.0 * share * (1.0 - share) / (a + b + 1.0);
        assert_moments(name, &values, 2.0 + 3.0 * share, variance);
        let beta = theory::Beta::new(a, b).unwrap();
        assert_continuous_fit(name, values, |x| beta.cdf((x - 2.0) / 3.0));
    }
}

#[test]
fn hyperexponential() {
    let phases = [(1.0, 6.0), (4.0, 3.0), (20.0, 1.0)];
    let values = draws("hyperexponential", Distribution::hyperexponential(&phases));
    let mean = 0.6 + 1.2 + 2.0;
    let squares = 2.0 * (0.6 + 0.3 * 16.0 + 0.1 * 400.0);
    assert_moments("hyperexponential", &values, mean, squares - mean * mean);
    assert_continuous_fit("hyperexponential", values, |x| {
        let beyond = phases.map(|(mean, weight)| weight / 10.0 * (-x / mean).exp());
        1.0 - beyond.iter().sum::<f64>()
    });
}

#[test]
fn bernoulli() {
    let values = draws("bernoulli", Distribution::bernoulli(0.3));
    assert_moments("bernoulli", &values, 0.3, 0.21);
    assert!(values.iter().all(|x| *x == 0.0 || *x == 1.0));
}

/// On both sides of ten expected successes, where the algorithm changes, and of a half.
#[test]
fn binomial() {
    let cases: [(u32, f64, Vec<u64>); 6] = [
        (1, 0.4, vec![0]),
        (20, 0.15, (0..=7).collect()),
        (20, 0.85, (12..=19).collect()),
        (25, 0.4, (4..=16).collect()),
        (100, 0.9, (81..=97).collect()),
        (10_000, 0.3, (2880..=3120).step_by(10).collect()),
    ];
    for (trials, probability, cells) in cases {
        let name = &format!("binomial {trials} {probability}");
        let values = draws(name, Distribution::binomial(trials, probability));
        let inside = |x: &f64| (0.0..=f64::from(trials)).contains(x) && x.fract() == 0.0;
        assert!(values.iter().all(inside), "{name}");
        let mean = f64::from(trials) * probability;
        assert_moments(name, &values, mean, mean * (1.0 - probability));
        let binomial = theory::Binomial::new(probability, u64::from(trials)).unwrap();
        assert_discrete_fit(name, &values, &cells, |k| binomial.cdf(k));
    }
}

#[test]
fn a_binomial_with_enormous_numbers_keeps_its_moments() {
    for (trials, probability) in [(1_000_000_000, 0.5), (1_000_000_000, 1e-7)] {
        let values = draws("binomial 1e9", Distribution::binomial(trials, probability));
        let mean = f64::from(trials) * probability;
        assert_moments("binomial 1e9", &values, mean, mean * (1.0 - probability));
    }
}

#[test]
fn geometric() {
    for (probability, cells) in [
        (0.3, (0..=15).collect::<Vec<_>>()),
        (0.01, (0..=600).step_by(30).collect()),
    ] {
        let name = &format!("geometric {probability}");
        let values = draws(name, Distribution::geometric(probability));
        assert!(values.iter().all(|x| *x >= 0.0 && x.fract() == 0.0));
        let mean = (1.0 - probability) / probability;
        assert_moments(name, &values, mean, mean / probability);
        assert_discrete_fit(name, &values, &cells, |k| {
            1.0 - (1.0 - probability).powi(k as i32 + 1)
        });
    }
}

#[test]
fn discrete() {
    // Twice the same value, and weights that differ a thousandfold.
    let weighted = [
        (1.0, 20.0),
        (2.0, 0.5),
        (5.0, 10.0),
        (3.0, 500.0),
        (1.0, 40.0),
        (9.0, 429.5),
    ];
    let values = draws("discrete", Distribution::discrete(&weighted));
    let moment = |power: i32| -> f64 {
        let parts = weighted.map(|(value, weight): (f64, f64)| value.powi(power) * weight / 1000.0);
        parts.iter().sum()
    };
    assert_moments(
        "discrete",
        &values,
        moment(1),
        moment(2) - moment(1).powi(2),
    );
    assert_discrete_fit("discrete", &values, &[1, 2, 3, 5], |k| {
        let below = weighted.iter().filter(|(value, _)| *value <= k as f64);
        below.map(|(_, weight)| weight / 1000.0).sum()
    });
}

#[test]
fn piecewise_linear() {
    // Half between 1 and 3, nothing up to 4, a tenth at exactly 4, the rest up to 9.
    let points = [(1.0, 0.0), (3.0, 0.5), (4.0, 0.5), (4.0, 0.6), (9.0, 1.0)];
    let values = draws("piecewise_linear", Distribution::piecewise_linear(&points));
    let mean = 0.5 * 2.0 + 0.1 * 4.0 + 0.4 * 6.5;
    let squares = 0.5 * (4.0 + 4.0 / 12.0) + 0.1 * 16.0 + 0.4 * (42.25 + 25.0 / 12.0);
    assert_moments("piecewise_linear", &values, mean, squares - mean * mean);
    assert!(values.iter().all(|x| !(3.0 < *x && *x < 4.0)));
    let at_four = values.iter().filter(|x| **x == 4.0).count() as f64 / DRAWS as f64;
    assert!((at_four - 0.1).abs() < 3.2905 * (0.09 / DRAWS as f64).sqrt());
    assert_discrete_fit("piecewise_linear", &values, &[2, 3, 4, 5, 6, 7, 8], |k| {
        [0.25, 0.5, 0.6, 0.68, 0.76, 0.84, 0.92][k as usize - 2]
    });
}

/// Equal probability between neighbours, whatever the order in which the observations are given.
#[test]
fn interpolated() {
    let values = draws(
        "interpolated",
        Distribution::interpolated(&[5.0, 1.0, 2.0, 2.0]),
    );
    assert_discrete_fit("interpolated", &values, &[2, 3, 4], |k| {
        [6.0, 7.0, 8.0][k as usize - 2] / 9.0
    });
}

/// Every family, as it is written.
pub const WRITTEN: [&str; 27] = [
    "7",
    "uniform(2, 5)",
    "uniform(5, 5)",
    "triangular(2, 3, 7)",
    "triangular(3, 3, 3)",
    "exponential(4)",
    "gamma(2.5, 3)",
    "erlang(3, 6)",
    "lognormal(10, 1.8)",
    "lognormal(10, 1)",
    "weibull(1.5, 2)",
    "pert(2, 3, 7)",
    "pert(4, 4, 4)",
    "poisson(3.5)",
    "poisson(0)",
    "empirical(1, 2, 9)",
    "empirical(4, 4)",
    "normal(-3, 2)",
    "truncated_normal(4, 2, 3, 10)",
    "truncated_normal(4, 2, 3, 3)",
    "beta(0.5, 3, 2, 8)",
    "hyperexponential(1: 2, 10: 1)",
    "bernoulli(0.3)",
    "binomial(12, 0.7)",
    "geometric(0.2)",
    "discrete(1: 3, 4: 0.5, 2: 2)",
    "piecewise_linear(1: 0, 2: 0.7, 9: 1)",
];

/// The distribution function of a distribution is that of its draws, and its quantiles invert it.
#[test]
fn distribution_functions_and_quantiles_are_those_of_the_draws() {
    for text in WRITTEN {
        let distribution = text.parse::<Distribution<f64>>().unwrap();
        let values = draws(text, Ok(distribution.clone()));
        let (mut below, n) = (values.clone(), DRAWS as f64);
        below.sort_by(f64::total_cmp);
        for p in [1e-6, 0.01, 0.2, 0.5, 0.77, 0.99, 1.0 - 1e-6] {
            let at = distribution.quantile(p);
            let (found, share) = (
                below.partition_point(|x| *x <= at) as f64 / n,
                distribution.cdf(at),
            );
            let reach = 3.2905 * (share * (1.0 - share) / n).sqrt() + 1e-9;
            assert!(
                (found - share).abs() <= reach + 4e-5,
                "{text}: P(X ≤ {at}) = {share}, drawn {found}"
            );
            assert!(share >= p - 1e-9, "{text}: {p} {at} {share}");
            // The least such value.
            let before = at - 1e-6 * at.abs().max(1e-3);
            assert!(distribution.cdf(before) <= p + 1e-9, "{text}: {p} {at}");
        }
        assert_eq!(distribution.cdf(distribution.min() - 1.0), 0.0, "{text}");
        if let Some(max) = distribution.max() {
            assert_eq!(distribution.cdf(max), 1.0, "{text}");
        }
    }
    let spans = Distribution::exponential(minutes(4.0)).unwrap();
    let median = spans.quantile(0.5);
    assert!((median.as_minutes() - 4.0 * std::f64::consts::LN_2).abs() < 1e-6);
    assert!((spans.cdf(median) - 0.5).abs() < 1e-8);
}

/// A draw of a span is the draw of its microseconds, rounded.
#[test]
fn spans_are_drawn_as_numbers_are() {
    let stream = Streams::new(3, 0).stream("both");
    let (mut for_spans, mut for_numbers) = (stream.clone(), stream);
    let spans = Distribution::lognormal(minutes(4.0), 1.8).unwrap();
    let numbers = Distribution::lognormal(240e6, 1.8).unwrap();
    for _ in 0..1000 {
        let span: Span = spans.draw(&mut for_spans);
        let number: f64 = numbers.draw(&mut for_numbers);
        assert_eq!(span.as_micros(), number.round() as i64);
    }
}

/// Draws stay inside the promised limits, finite, at the ends of what may be asked for.
#[test]
fn extreme_parameters_draw_inside_their_limits() {
    let tiny = f64::MIN_POSITIVE / 1e10;
    let next = 1e300_f64.next_down();
    for distribution in [
        Distribution::uniform(0.0, 1e300),
        Distribution::uniform(next, 1e300),
        Distribution::uniform(0.0, tiny),
        Distribution::triangular(0.0, 0.0, 1e300),
        Distribution::triangular(next, 1e300, 1e300),
        Distribution::triangular(0.0, tiny, 1e300),
        Distribution::pert(0.0, 1e300, 1e300),
        Distribution::pert(next, next, 1e300),
        Distribution::pert(0.0, tiny, tiny),
        Distribution::exponential(1e300),
        Distribution::exponential(tiny),
        Distribution::gamma(0.01, 1e300),
        Distribution::gamma(1e6, tiny),
        Distribution::erlang(u32::MAX, tiny),
        Distribution::lognormal(tiny, 1e15),
        Distribution::lognormal(1e299, 1.0001),
        Distribution::weibull(0.01, 1e140),
        Distribution::weibull(1e6, tiny),
        Distribution::poisson(tiny),
        Distribution::normal(1e300, 1e300),
        Distribution::normal(-1e300, tiny),
        Distribution::truncated_normal(0.0, 1e300, 0.0, 1e300),
        Distribution::truncated_normal(tiny, tiny, tiny, 1.0),
        Distribution::truncated_normal(4.7, 1.0, 0.0, 0.4),
        Distribution::beta(0.01, 0.01, 0.0, 1e300),
        Distribution::beta(1e6, 0.01, next, 1e300),
        Distribution::beta(1e6, 1e6, 0.0, tiny),
        Distribution::hyperexponential(&[(1e300, tiny), (tiny, 1.0)]),
        Distribution::binomial(1_000_000_000, tiny),
        Distribution::geometric(1e-9),
        Distribution::discrete(&[(1e300, tiny), (0.0, 1e300)]),
        Distribution::piecewise_linear(&[(0.0, 0.0), (tiny, tiny), (1e300, 1.0)]),
    ] {
        let distribution = distribution.unwrap();
        let mut stream = Streams::new(5, 0).stream("extreme");
        let max = distribution.max().unwrap_or(1e300);
        for _ in 0..10_000 {
            let drawn = distribution.draw(&mut stream);
            assert!(
                distribution.min() <= drawn && drawn <= max,
                "{distribution}: {drawn}"
            );
        }
    }
    let long = Distribution::exponential(Span::from_micros(1 << 53)).unwrap();
    let mut stream = Streams::new(5, 0).stream("extreme");
    let longest = (0..100).map(|_| long.draw(&mut stream)).max().unwrap();
    assert_eq!(longest, Span::from_micros(1 << 53));
}

/// The promise behind common random numbers: another mean or scale stretches the same draws.
#[test]
fn another_scale_stretches_the_same_draws() {
    type Scaled = fn(f64) -> Result<Distribution<f64>>;
    let families: [Scaled; 5] = [
        |scale| Distribution::exponential(scale),
        |scale| Distribution::gamma(0.7, scale),
        |scale| Distribution::erlang(3, scale),
        |scale| Distribution::lognormal(scale, 1.8),
        |scale| Distribution::weibull(1.5, scale),
    ];
    for family in families {
        let (one, three) = (family(1.0).unwrap(), family(3.0).unwrap());
        let mut stream = Streams::new(8, 0).stream("stretched");
        let mut again = stream.clone();
        for _ in 0..1000 {
            let (short, long) = (one.draw(&mut stream), three.draw(&mut again));
            assert!(
                (long / (3.0 * short) - 1.0).abs() < 1e-14,
                "{one}: {short}, {long}"
            );
        }
        assert_eq!(stream, again, "{one}");
    }
}

/// The mean, the limits and constancy that a distribution tells of itself are those of its draws.
#[test]
fn a_distribution_knows_itself() {
    for text in WRITTEN {
        let distribution = text.parse::<Distribution<f64>>().unwrap();
        let tally = Tally::from_iter(draws(text, Ok(distribution.clone())));
        let (low, high) = (tally.min().unwrap(), tally.max().unwrap());
        assert!(distribution.min() <= low, "{text}");
        assert!(distribution.max().is_none_or(|max| high <= max), "{text}");
        assert_eq!(distribution.is_constant(), low == high, "{text}");
        let reach = normal_quantile(0.9995) * (tally.variance().unwrap() / DRAWS as f64).sqrt();
        let away = tally.mean().unwrap() - distribution.mean();
        assert!(away.abs() <= reach + 1e-12, "{text}: {away}");
    }
}

#[test]
fn a_distribution_is_saved_as_its_parameters_and_checked_when_read() {
    let service = Distribution::lognormal(minutes(4.0), 1.8).unwrap();
    let saved = serde_json::to_string(&service).unwrap();
    assert_eq!(saved, r#"{"lognormal":{"median":240000000,"spread":1.8}}"#);
    let restored: Distribution = serde_json::from_str(&saved).unwrap();
    assert_eq!(restored, service);

    let broken = saved.replace("1.8", "0.8");
    let error = serde_json::from_str::<Distribution>(&broken).unwrap_err();
    assert!(error.to_string().contains("the spread is 0.8"), "{error}");
    let counts = r#"{"poisson":{"mean":3.0}}"#;
    assert!(serde_json::from_str::<Distribution>(counts).is_err());
    assert!(serde_json::from_str::<Distribution<f64>>(counts).is_ok());
}
