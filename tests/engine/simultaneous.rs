//! Differences between experiments: do their intervals hold together, and do they say what common random numbers have reached?

use cetak::experiment::{Comparison, Experiment, Number, Output, Outputs, Results, TimeTo, Value};
use cetak::random::Streams;
use cetak::stats::{
    Estimate, Observed, Shape, Tally, bonferroni, dunnett, games_howell, normal_quantile,
    skewed_interval, wilson,
};

/// Whether `hits` of `n` fits this probability, at 99.9 %.
fn fits(hits: u64, n: u64, probability: f64) -> bool {
    let (low, high) = wilson(hits, n, 0.999);
    low <= probability && probability <= high
}

fn normal(streams: &Streams, name: &str) -> f64 {
    normal_quantile(streams.stream(name).uniform())
}

/// Experiment i has the mean i, a part that all share, and a part of its own.
fn experiments(
    outputs: &Outputs<f64>,
    count: usize,
    n: u32,
    seed: u64,
    shared: f64,
) -> Vec<Results> {
    let run = |i: usize| {
        Experiment::new(outputs, move |streams| {
            let own = normal(streams, &format!("own {i}"));
            Ok(i as f64 + shared * normal(streams, "shared") + own)
        })
        .named(format!("number {i}"))
        .replications(n)
        .seed(seed)
        .threads(1)
        .run()
        .unwrap()
    };
    (0..count).map(run).collect()
}

fn number() -> (Outputs<f64>, Output<Number>) {
    let mut outputs = Outputs::new();
    let value = outputs.number("value", "min", |value: &f64| *value);
    (outputs, value)
}

#[test]
fn all_pairs_of_means_hold_together() {
    let (outputs, value) = number();
    let runs = 200;
    let (mut together, mut alone) = (0, 0);
    for seed in 0..runs {
        let results = experiments(&outputs, 4, 8, seed, 2.0);
        let comparison = Comparison::of(&results).unwrap();
        let pairs = comparison.means(value).all_pairs();
        assert_eq!(pairs.contrasts.len(), 6);
        together += u64::from(pairs.contrasts.iter().all(|c| {
            let (truth, ci) = (c.other as f64 - c.reference as f64, c.ci95.unwrap());
            ci.low <= truth && truth <= ci.high
        }));
        alone += u64::from(pairs.contrasts.iter().all(|c| {
            let found = comparison.difference(value, c.reference, c.other);
            let (truth, ci) = (
                c.other as f64 - c.reference as f64,
                found.mean.unwrap().ci95.unwrap(),
            );
            ci.low <= truth && truth <= ci.high
        }));
    }
    assert!(fits(together, runs, 0.95), "{together} of {runs}");
    assert!(
        alone < runs * 88 / 100,
        "six intervals of 95 % each: {alone} of {runs}"
    );
}

#[test]
fn correlated_differences_are_known_better_than_by_bonferroni() {
    let (outputs, value) = number();
    let results = experiments(&outputs, 6, 12, 1, 1.0);
    let against = Comparison::of(&results).unwrap().means(value).against(2);
    let others: Vec<usize> = against.contrasts.iter().map(|c| c.other).collect();
    assert_eq!(others, [0, 1, 3, 4, 5]);
    assert!(against.contrasts.iter().all(|c| c.reference == 2));
    for contrast in &against.contrasts {
        let number = |value: Value| match value {
            Value::Number(number) => number,
            other => panic!("{other:?}"),
        };
        let [a, b] = [2, contrast.other].map(|i| results[i].values(value).into_iter().map(number));
        let differences: Shape = std::iter::zip(a, b).map(|(a, b)| b - a).collect();
        assert_eq!(contrast.difference, differences.tally().mean());
        let width = |confidence: f64| {
            let (low, high) = skewed_interval(&differences, confidence).unwrap();
            let student = Estimate::of(differences.tally(), confidence).unwrap();
            high.max(student.high()) - low.min(student.low())
        };
        let ci = contrast.ci95.unwrap();
        assert!(ci.high - ci.low < 0.99 * width(bonferroni(0.95, 5)));
        assert!(ci.high - ci.low > 1.05 * width(0.95));
    }
}

/// Shared noise of 2, own of 1: correlation 4 / 5, and without common random numbers 10 / 2 times the variance. With the shared noise turned
/// about in the second: correlation −4 / 5.
#[test]
fn the_correlation_is_told_and_pairing_that_hurts_is_warned_of() {
    let (outputs, value) = number();
    let run = |sign: f64, own: &'static str| {
        Experiment::new(&outputs, move |streams| {
            Ok(sign * 2.0 * normal(streams, "shared") + normal(streams, own))
        })
        .replications(2000)
        .run()
        .unwrap()
    };
    let results = [run(1.0, "a"), run(1.0, "b"), run(-1.0, "c")];
    let pairs = Comparison::of(&results).unwrap().means(value).all_pairs();
    let [helps, hurts, _] = &pairs.contrasts[..] else {
        panic!("three pairs")
    };
    let within = |c: &cetak::experiment::Contrast, r: f64| {
        let ci = c.correlation_ci95.unwrap();
        let found = c.correlation.unwrap();
        ci.low < found && found < ci.high && ci.high - ci.low < 0.05 && (found - r).abs() < 0.03
    };
    assert!(
        within(helps, 0.8) && within(hurts, -0.8),
        "{helps:?} {hurts:?}"
    );
    assert!((helps.variance_ratio.unwrap() - 5.0).abs() < 0.5);
    assert!((hurts.variance_ratio.unwrap() - 10.0 / 18.0).abs() < 0.03);
    assert!(!helps.pairing_hurts() && hurts.pairing_hurts());
    let comparison = Comparison::of(&results).unwrap();
    let [one, other] = [1, 2].map(|i| comparison.difference(value, 0, i).to_string());
    assert!(!one.contains("hurts"), "{one}");
    assert!(
        other.contains("correlation -0.8") && other.contains(", pairing hurts; "),
        "{other}"
    );
    let text = pairs.to_string();
    assert_eq!(text.matches("pairing hurts").count(), 2, "{text}");
    assert!(
        text.contains("#2 − #0: pairing hurts. Independent runs would have 0.5"),
        "{text}"
    );
}

#[test]
fn the_table_shows_each_difference() {
    let (outputs, value) = number();
    let run = |name: &str, shift: f64| {
        Experiment::new(&outputs, move |s: &Streams| {
            Ok(shift * s.replication() as f64)
        })
        .named(name)
        .replications(5)
        .run()
        .unwrap()
    };
    let results = [run("slow", 2.0), run("fast", 1.0)];
    let text = Comparison::of(&results)
        .unwrap()
        .means(value)
        .against(0)
        .to_string();
    let wanted = "\
value (min), mean
             difference  95 % together  correlation
fast − slow        -2.0   -4.0 to -0.0         1.00";
    assert_eq!(text, wanted);
}

/// Pairs of quantiles: the interval of P90 of the difference of two, and of the median, over samples with a common part.
#[test]
fn differences_of_quantiles_are_held_about_as_often_as_said() {
    let (outputs, value) = number();
    for (p, n, least) in [(0.5, 30, 0.93), (0.5, 100, 0.93), (0.9, 100, 0.92)] {
        let runs = 1000;
        let mut held = 0;
        for seed in 0..runs {
            let results = experiments(&outputs, 2, n, seed, 1.0);
            let found = Comparison::of(&results)
                .unwrap()
                .quantiles(value, p)
                .all_pairs();
            let ci = found.contrasts[0].ci95.unwrap();
            held += u32::from(ci.low <= 1.0 && 1.0 <= ci.high);
        }
        let share = f64::from(held) / runs as f64;
        println!("P{} of {n}: {share}", 100.0 * p);
        assert!(share > least && share < 0.985, "{p} {n}: {share}");
    }
}

#[test]
fn common_random_numbers_narrow_the_difference_of_quantiles() {
    let (outputs, value) = number();
    let width = |shared: f64| {
        let results = experiments(&outputs, 2, 400, 4, shared);
        let found = Comparison::of(&results)
            .unwrap()
            .quantiles(value, 0.9)
            .all_pairs();
        let contrast = found.contrasts[0];
        assert!(contrast.variance_ratio.unwrap() > 0.9);
        (
            contrast.ci95.unwrap().high - contrast.ci95.unwrap().low,
            contrast,
        )
    };
    // The own parts are the same, so without correlation the width would grow with the deviation, √26 times.
    let ((alone, _), (shared, contrast)) = (width(0.0), width(5.0));
    assert!(contrast.correlation.unwrap() > 0.6, "{contrast:?}");
    assert!(shared < 0.75 * alone * 26.0_f64.sqrt(), "{alone} {shared}");
}

/// Replication n takes n days, and shift more, and is censored at 50.
fn times(outputs: &Outputs<Observed>, shift: f64) -> Results {
    Experiment::new(outputs, move |streams: &Streams| {
        let time = streams.replication() as f64 + shift;
        Ok(match time < 50.0 {
            true => Observed::At(time),
            false => Observed::NotBefore(50.0),
        })
    })
    .replications(60)
    .run()
    .unwrap()
}

#[test]
fn censored_times_are_compared_by_quantiles_and_restricted_means_only() {
    let mut outputs = Outputs::new();
    let time: Output<TimeTo> = outputs.time_to("time", "d", |time: &Observed| *time);
    let results = [times(&outputs, 0.0), times(&outputs, 2.0)];
    let comparison = Comparison::of(&results).unwrap();
    let only = |found: cetak::experiment::Simultaneous| found.contrasts[0];
    let mean = only(comparison.means(time).all_pairs());
    assert_eq!(
        (mean.difference, mean.ci95, mean.correlation),
        (None, None, None)
    );
    let median = only(comparison.quantiles(time, 0.5).all_pairs());
    assert_eq!(median.difference, Some(2.0));
    assert!(median.ci95.is_some());
    // The 54th of 60 is beyond the horizon.
    let late = only(comparison.quantiles(time, 0.9).all_pairs());
    assert_eq!((late.difference, late.ci95), (None, None));
    // Until day 40: 2 days more for the 39 that end by day 38, one more for the next.
    let until = only(comparison.restricted_means(time, 40.0).all_pairs());
    assert!((until.difference.unwrap() - (39.0 * 2.0 + 1.0) / 60.0).abs() < 1e-12);
    assert!(until.ci95.is_some());
    // Who had no event by day 50 is known until day 50.
    let until = only(comparison.restricted_means(time, 50.0).all_pairs());
    assert!((until.difference.unwrap() - (49.0 * 2.0 + 1.0) / 60.0).abs() < 1e-12);
    let beyond = only(comparison.restricted_means(time, 51.0).all_pairs());
    assert_eq!((beyond.difference, beyond.ci95), (None, None));
}

#[test]
fn probabilities_are_compared_in_pairs() {
    let mut outputs = Outputs::new();
    let late = outputs.probability("late", |value: &f64| *value > 50.0);
    let run = |shift: f64| {
        Experiment::new(&outputs, move |s: &Streams| {
            Ok(s.replication() as f64 + shift)
        })
        .replications(100)
        .run()
        .unwrap()
    };
    let results = [run(0.0), run(4.0), run(0.0)];
    let found = Comparison::of(&results)
        .unwrap()
        .probabilities(late)
        .against(0);
    let [later, same] = &found.contrasts[..] else {
        panic!("two")
    };
    assert!((later.difference.unwrap() - 0.04).abs() < 1e-12);
    // None of a hundred pairs differ; the next may.
    let ci = same.ci95.unwrap();
    assert!(same.difference == Some(0.0) && ci.low < -0.01 && ci.high > 0.01);
}

/// Independent samples with their own variances and sizes: all intervals hold together as often as they say.
#[test]
fn comparisons_of_independent_samples_hold_together() {
    let runs = 300;
    let (mut against, mut pairs) = (0, 0);
    for run in 0..runs {
        let mut stream = Streams::new(11, run).stream("samples");
        let mut sample = |n: u32, mean: f64, deviation: f64| -> Tally {
            (0..n)
                .map(|_| mean + deviation * normal_quantile(stream.uniform()))
                .collect()
        };
        let control = sample(20, 5.0, 1.0);
        let rivals = [
            sample(15, 6.0, 2.0),
            sample(30, 4.0, 0.5),
            sample(20, 5.0, 3.0),
        ];
        let found = dunnett(&control, &rivals, 0.95).unwrap();
        let truth = [1.0, -1.0, 0.0];
        against += u64::from(std::iter::zip(&found, truth).all(|(e, t)| e.contains(t)));
        let [a, b, c] = rivals;
        let found = games_howell(&[control, a, b, c], 0.95).unwrap();
        let truth = [1.0, -1.0, 0.0, -2.0, -1.0, 1.0];
        pairs += u64::from(std::iter::zip(&found, truth).all(|(e, t)| e.contains(t)));
    }
    assert!(fits(against, runs, 0.95), "Dunnett: {against} of {runs}");
    // Games and Howell's are known to be a little too narrow.
    let (low, high) = wilson(pairs, runs, 0.999);
    assert!(
        high > 0.94 && low < 0.96,
        "Games and Howell: {pairs} of {runs}"
    );
}

/// One replication has a difference and no interval, two have one.
#[test]
fn a_difference_has_an_interval_from_two_replications_on() {
    let (outputs, value) = number();
    for (n, known) in [(1, false), (2, true)] {
        let results = experiments(&outputs, 3, n, 1, 0.0);
        let comparison = Comparison::of(&results).unwrap();
        for contrast in comparison.means(value).all_pairs().contrasts {
            assert_eq!(
                (contrast.difference.is_some(), contrast.ci95.is_some()),
                (true, known)
            );
        }
        let alone = comparison.difference(value, 0, 1).mean.unwrap();
        assert_eq!(alone.ci95.is_some(), known);
    }
}

#[test]
#[should_panic(expected = "there is no experiment 2 among 2")]
fn a_control_is_one_of_the_experiments() {
    let (outputs, value) = number();
    let results = experiments(&outputs, 2, 4, 1, 0.0);
    let _ = Comparison::of(&results).unwrap().means(value).against(2);
}

/// Half of the days have the median or less, and all of these have the median itself.
#[test]
fn replications_at_a_quantile_count_as_below_it() {
    let (outputs, value) = number();
    let run = |factor: f64| {
        Experiment::new(&outputs, move |s: &Streams| {
            Ok(factor * (s.replication() % 2) as f64)
        })
        .replications(40)
        .run()
        .unwrap()
    };
    let results = [run(1.0), run(2.0)];
    let median = Comparison::of(&results).unwrap().quantiles(value, 0.5);
    let contrast = median.all_pairs().contrasts[0];
    assert_eq!(
        (contrast.difference, contrast.correlation),
        (Some(0.0), Some(1.0))
    );
}
