//! Simulation error and input uncertainty told apart, against what the delta method says.

use cetak::ErrorKind;
use cetak::error::Result;
use cetak::experiment::{
    Drawn, ErrorsApart, Evidence, FromData, InputUncertainty, Interval, Outputs,
};
use cetak::fitting::Family;
use cetak::random::{Distribution, Stream, Streams};
use cetak::time::{Span, minutes};

/// Observations whose mean and standard deviation are exactly those of an exponential law of this mean: its quantiles in the middle of equal
/// probabilities, scaled.
fn exponential(mean: f64, n: usize) -> Vec<Span> {
    let law = Distribution::<f64>::exponential(1.0).unwrap();
    let quantile = |i: usize| law.quantile((i as f64 + 0.5) / n as f64);
    let values: Vec<f64> = (0..n).map(quantile).collect();
    let found = values.iter().sum::<f64>() / n as f64;
    values.iter().map(|x| minutes(mean * x / found)).collect()
}

fn draw(law: &Distribution, stream: &mut Stream) -> f64 {
    law.draw(stream).as_minutes()
}

/// The mean wait of 100 customers of an M/M/1 queue that is in its steady state from the start, so its mean is exact.
fn queue(arrivals: &Distribution, service: &Distribution, streams: &Streams) -> f64 {
    let (a, s) = (arrivals.mean().as_minutes(), service.mean().as_minutes());
    let (mut start, mut of_a, mut of_s) = (
        streams.stream("start"),
        streams.stream("arrivals"),
        streams.stream("service"),
    );
    let mean = 1.0 / (1.0 / s - 1.0 / a);
    let (waits, level) = (start.uniform() < s / a, start.uniform());
    let mut wait = if waits { -mean * level.ln() } else { 0.0 };
    let mut sum = 0.0;
    for _ in 0..100 {
        sum += wait;
        wait = (wait + draw(service, &mut of_s) - draw(arrivals, &mut of_a)).max(0.0);
    }
    sum / 100.0
}

type Law = FromData<Distribution<Span>>;

/// The M/M/1 of λ = 1/2 and μ = 1, from so many observations of each.
fn mm1(of_arrivals: usize, of_service: usize, seed: u64) -> (ErrorsApart, Law, Law) {
    let mut evidence = Evidence::new();
    let mut fitted = |name, mean, n| {
        let observations = exponential(mean, n);
        evidence.fitted(name, Family::Exponential, &observations)
    };
    let arrivals = fitted("arrivals", 2.0, of_arrivals).unwrap();
    let service = fitted("service", 1.0, of_service).unwrap();
    let mut outputs = Outputs::new();
    let wait = outputs.number("wait", "min", |wait: &f64| *wait);
    let one = |drawn: &Drawn, streams: &Streams| {
        Ok(queue(drawn.of(arrivals), drawn.of(service), streams))
    };
    let experiment = InputUncertainty::new(&evidence, &outputs, one)
        .draws(1000)
        .replications(8)
        .seed(seed);
    let found = experiment.run().unwrap().of(wait).unwrap();
    (found, arrivals, service)
}

fn width(interval: Interval) -> f64 {
    interval.high - interval.low
}

/// The mean wait λ / (μ (μ − λ)) is 1. Its derivatives are 4 by λ and −3 by μ, and a rate of n observations has the variance rate² / n: the
/// variance by the arrivals is 4 / n, by the service times 9 / n.
#[test]
fn the_variance_by_the_inputs_is_that_of_the_delta_method() {
    let (found, arrivals, service) = mm1(1600, 1600, 1);
    assert!((found.estimate - 1.0).abs() < 0.05, "{found}");
    assert!(
        found.simulation.low < 1.0 && 1.0 < found.simulation.high,
        "{found}"
    );
    let theory = 13.0 / 1600.0;
    let near = |found: f64, theory: f64| (found / theory - 1.0).abs() < 0.2;
    assert!(near(found.input_variance, theory), "{found:?}");
    assert!(
        near(width(found.inputs), 2.0 * 1.96 * theory.sqrt()),
        "{found}"
    );
    for (input, theory) in found.by_input.iter().zip([4.0 / 13.0, 9.0 / 13.0]) {
        let (share, ci) = (input.share.unwrap(), input.share_ci95.unwrap());
        assert!((share - theory).abs() < 0.08, "{found}");
        assert!(ci.low < theory && theory < ci.high, "{found}");
    }
    let shares: f64 = found.by_input.iter().filter_map(|input| input.share).sum();
    assert!((shares - 1.0).abs() < 0.1, "{found}");
    // The simulation has 8,000 replications.
    assert!(
        width(found.simulation) < 0.3 * width(found.inputs),
        "{found}"
    );
    let all = found.input_variance + found.simulation_variance;
    assert!((found.share_of_inputs().unwrap() - found.input_variance / all).abs() < 1e-12);
    assert!(found.correlation.unwrap() > 0.5, "{found:?}");
    // 4 / 16000 and 9 / 1600 in place of 4 / 1600; and once more for the service times.
    let expected = |left: f64| left.sqrt() * width(found.both);
    for (input, left) in [(arrivals, 9.4 / 13.0), (service, 4.9 / 13.0)] {
        let ratio = width(found.with_more_data(input, 10.0)) / expected(left);
        assert!((ratio - 1.0).abs() < 0.1, "{ratio}");
    }
    assert_eq!(
        found.by_input[1].both_with_ten_times_the_data,
        found.with_more_data(service, 10.0)
    );
    let same = found.with_more_data(service, 1.0);
    assert!((same.low - found.both.low).abs() + (same.high - found.both.high).abs() < 1e-12);
}

#[test]
fn twice_the_data_halves_what_comes_from_an_input() {
    let (once, _, service) = mm1(400, 400, 2);
    let (twice, _, _) = mm1(400, 800, 3);
    let ratio = once.by_input[1].variance / twice.by_input[1].variance;
    assert!((1.6..2.5).contains(&ratio), "{ratio}");
    let ratio = once.by_input[0].variance / twice.by_input[0].variance;
    assert!((0.75..1.35).contains(&ratio), "{ratio}");
    let (told, found) = (width(once.with_more_data(service, 2.0)), width(twice.both));
    assert!((told / found - 1.0).abs() < 0.12, "{told} {found}");
}

/// Ends of the interval of both errors are as far out as the root of the sum of squares of the two.
#[test]
fn both_errors_are_added() {
    let (found, ..) = mm1(100, 100, 4);
    for [one, other, both] in [
        [found.simulation.low, found.inputs.low, found.both.low],
        [found.simulation.high, found.inputs.high, found.both.high],
    ] {
        let far = |end: f64| (end - found.estimate).powi(2);
        assert!((far(one) + far(other) - far(both)).abs() < 1e-9, "{found}");
    }
}

/// Without noise of the simulation the interval is that of the posterior, which is known: of the share, and of the mean of observations.
#[test]
fn draws_are_those_of_the_posterior_and_of_the_bootstrap() {
    let mut evidence = Evidence::new();
    let share = evidence.share("share", 9, 20).unwrap();
    let data: Vec<f64> = (0..40).map(f64::from).collect();
    let mean = evidence.empirical("mean", &data).unwrap();
    let mut outputs = Outputs::new();
    let of_share = outputs.number("share", "", |both: &[f64; 2]| both[0]);
    let of_mean = outputs.number("mean", "", |both: &[f64; 2]| both[1]);
    let one = |drawn: &Drawn, _: &Streams| Ok([*drawn.of(share), drawn.of(mean).mean()]);
    let experiment = InputUncertainty::new(&evidence, &outputs, one)
        .draws(4000)
        .replications(2);
    let results = experiment.run().unwrap();
    let found = results.of(of_share).unwrap();
    assert_eq!((found.estimate, found.simulation_variance), (0.45, 0.0));
    // Quantiles of beta(9.5, 11.5).
    assert!((found.inputs.low - 0.2528).abs() < 0.012, "{found}");
    assert!((found.inputs.high - 0.6608).abs() < 0.012, "{found}");
    assert!(found.by_input[0].share.unwrap() > 0.98, "{found}");
    assert!(found.by_input[1].share.unwrap() < 0.02, "{found}");
    let found = results.of(of_mean).unwrap();
    // The variance of the observations with n below the line, over n.
    let expected = (40.0 * 40.0 - 1.0) / 12.0 / 40.0;
    assert!(
        (found.input_variance / expected - 1.0).abs() < 0.1,
        "{found:?}"
    );
    assert!(found.by_input[1].share.unwrap() > 0.98, "{found}");
    assert_eq!(found.share_of_inputs(), Some(1.0));
}

/// A model that does not look at its inputs has no input uncertainty, and its interval is that of the simulation.
#[test]
fn inputs_that_do_nothing_have_no_share() {
    let mut evidence = Evidence::new();
    evidence.share("share", 3, 10).unwrap();
    let mut outputs = Outputs::new();
    let number = outputs.number("number", "", |x: &f64| *x);
    let happens = outputs.probability("happens", |x: &f64| *x < 0.3);
    let ratio = outputs.ratio("ratio", "", |x: &f64| (*x, 1.0));
    let never = outputs.number("never", "", |_: &f64| None::<f64>);
    let one = |_: &Drawn, streams: &Streams| Ok(streams.stream("x").uniform());
    let experiment = InputUncertainty::new(&evidence, &outputs, one).draws(100);
    let results = experiment.run().unwrap();
    let found = results.of(number).unwrap();
    // Paired with the same streams, the two runs are equal.
    assert_eq!(found.correlation.map(|r| (r * 1e9).round()), Some(1e9));
    assert!(found.input_variance < 1e-20, "{found:?}");
    assert!((width(found.both) - width(found.simulation)).abs() < 1e-9);
    assert!(results.of(happens).unwrap().inputs.low >= 0.0);
    assert_eq!(results.of(ratio), None);
    assert_eq!(results.of(never), None);
    let page = results.to_string();
    assert!(page.contains("number: 0.") && page.ends_with("100 draws of 4 replications, seed 1"));
    assert_eq!(
        results.fitted.inputs,
        [("share".to_owned(), "10 observations".to_owned())]
    );
}

#[test]
fn threads_change_nothing_and_another_input_changes_no_draw() {
    let run = |threads, two: bool| {
        let mut evidence = Evidence::new();
        let share = evidence.share("share", 3, 10).unwrap();
        if two {
            evidence.share("other", 5, 10).unwrap();
        }
        let mut outputs = Outputs::new();
        let number = outputs.number("number", "", |x: &f64| *x);
        let one =
            |drawn: &Drawn, streams: &Streams| Ok(drawn.of(share) + streams.stream("x").uniform());
        let experiment = InputUncertainty::new(&evidence, &outputs, one);
        let results = experiment.threads(threads).run().unwrap();
        results.of(number).unwrap().inputs
    };
    assert_eq!(run(1, false), run(3, false));
    assert_eq!(run(1, false), run(1, true));
}

#[test]
fn what_tells_too_little_is_refused_by_name() {
    type Wrong = fn(&mut Evidence) -> Result<()>;
    let all: [(Wrong, &str); 9] = [
        (
            |e| e.empirical("a", &[1.0]).map(drop),
            "input \"a\": the number of observations is 1, but must be at least 2",
        ),
        (
            |e| e.empirical("a", &[2.0, 2.0]).map(drop),
            "input \"a\": all observations are 2, so they do not tell how far it may vary",
        ),
        (
            |e| e.empirical("a", &[2.0, f64::NAN]).map(drop),
            "input \"a\": observation 2 is negative, too large or no number",
        ),
        (
            |e| e.fitted("a", Family::Gamma, &[2.0, -1.0, 3.0]).map(drop),
            "input \"a\": observation 2 is negative, too large or no number",
        ),
        (
            |e| {
                e.fitted("a", Family::Normal, &[2.0, -1.0, f64::INFINITY])
                    .map(drop)
            },
            "input \"a\": observation 3 is negative, too large or no number",
        ),
        (
            |e| e.fitted("a", Family::Lognormal, &[2.0, 0.0, 1.0]).map(drop),
            "input \"a\": no lognormal distribution can have given these observations",
        ),
        (
            |e| {
                e.fitted("a", Family::Poisson, &[Span::minutes(1), Span::minutes(2)])
                    .map(drop)
            },
            "input \"a\": no poisson distribution can have given these observations",
        ),
        (
            |e| e.share("a", 3, 2).map(drop),
            "input \"a\": 3 of 2 trials; wanted at least 2 trials, and at most all of them",
        ),
        (
            |e| e.share("a", 0, 1).map(drop),
            "input \"a\": 0 of 1 trials; wanted at least 2 trials, and at most all of them",
        ),
    ];
    for (wrong, expected) in all {
        let error = wrong(&mut Evidence::new()).unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (ErrorKind::Value, expected)
        );
    }
    let outputs = Outputs::<f64>::new();
    let one = |_: &Drawn, _: &Streams| Ok(1.0);
    let nothing = InputUncertainty::new(&Evidence::new(), &outputs, one).run();
    let expected = "there is no input that is known from data, but there must be at least one";
    assert_eq!(nothing.unwrap_err().to_string(), expected);
    let mut evidence = Evidence::new();
    evidence.share("a", 3, 10).unwrap();
    let few = |draws, replications| {
        let experiment = InputUncertainty::new(&evidence, &outputs, one);
        let few = experiment.draws(draws).replications(replications).run();
        few.unwrap_err().to_string()
    };
    let expected =
        "99 draws of 4 replications are too few; wanted at least 100 draws of at least 2";
    assert_eq!(few(99, 4), expected);
    assert!(few(100, 1).starts_with("100 draws of 1 replications"));
    assert!(few(1 << 20, 1 << 12).starts_with("a replication has a number up to"));
}

#[test]
#[should_panic(expected = "two inputs are called \"a\"")]
fn two_inputs_of_one_name_panic() {
    let mut evidence = Evidence::new();
    let _ = evidence.share("a", 1, 10);
    let _ = evidence.share("a", 2, 10);
}

#[test]
#[should_panic(expected = "belongs to other evidence")]
fn an_input_of_other_evidence_panics() {
    let (mut one, mut other) = (Evidence::new(), Evidence::new());
    let _ = one.share("a", 1, 10);
    let input = other.share("a", 1, 10).unwrap();
    let _ = one.as_fitted().of(input);
}
