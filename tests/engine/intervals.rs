//! Do confidence intervals hold the truth as often as they say?

use cetak::random::{Distribution, Streams};
use cetak::stats::{
    BatchMeans, Estimate, Shape, Tally, explained_share, normal_quantile, skewed_interval, wilson,
};

/// Whether `hits` of `n` fits this probability, at 99.9 %.
fn fits(hits: u64, n: u64, probability: f64) -> bool {
    let (low, high) = wilson(hits, n, 0.999);
    low <= probability && probability <= high
}

/// With five normal observations the intervals are exact, but only with n − 1 degrees of freedom and n − 1 in the
/// variance.
#[test]
fn student_intervals_cover_as_often_as_they_say() {
    let mut stream = Streams::new(1, 0).stream("normal observations");
    let n = 20_000;
    for confidence in [0.8, 0.95] {
        let hits = (0..n).filter(|_| {
            let sample: Tally = (0..5)
                .map(|_| 7.0 + 3.0 * normal_quantile(stream.uniform()))
                .collect();
            Estimate::of(&sample, confidence).is_some_and(|estimate| estimate.contains(7.0))
        });
        let hits = hits.count() as u64;
        assert!(fits(hits, n, confidence), "{hits} of {n} at {confidence}");
    }
}

/// The exact coverage of a Wilson interval for 0.1 and 50 trials is the sum of the binomial probabilities of the counts
/// whose interval holds 0.1; on average over such cases it is near to what it says.
#[test]
fn wilson_intervals_cover_nearly_as_often_as_they_say() {
    let n = 50u64;
    let coverages: Vec<f64> = (1..100)
        .map(|percent| {
            let p = f64::from(percent) / 100.0;
            let mut probability = (1.0 - p).powi(n as i32);
            let mut covered = 0.0;
            for k in 0..=n {
                let (low, high) = wilson(k, n, 0.95);
                if low <= p && p <= high {
                    covered += probability;
                }
                probability *= (n - k) as f64 / (k + 1) as f64 * p / (1.0 - p);
            }
            covered
        })
        .collect();
    let mean = coverages.iter().sum::<f64>() / coverages.len() as f64;
    assert!((mean - 0.95).abs() < 0.005, "{mean}");
}

/// An autoregressive process x' = 0.9 x + noise has mean 0 and a long memory: its naive interval is far too narrow,
/// that of batch means is not.
#[test]
fn batch_means_cover_where_the_naive_interval_does_not() {
    let runs = 1000;
    let (mut batched, mut naive) = (0, 0);
    for replication in 0..runs {
        let mut stream = Streams::new(5, replication).stream("noise");
        // Started in its steady state.
        let mut x = normal_quantile(stream.uniform()) / (1.0_f64 - 0.81).sqrt();
        let (mut batches, mut tally) = (BatchMeans::new(10), Tally::new());
        for _ in 0..10_000 {
            x = 0.9 * x + normal_quantile(stream.uniform());
            batches.record(x);
            tally.record(x);
        }
        batched += u64::from(batches.estimate(0.9).expect("enough batches").contains(0.0));
        naive += u64::from(
            Estimate::of(&tally, 0.9)
                .expect("enough draws")
                .contains(0.0),
        );
    }
    assert!(fits(batched, runs, 0.9), "batch means: {batched} of {runs}");
    assert!(naive < runs / 2, "naive: {naive} of {runs}");
}

/// Of a run of 1,000 the intervals of 20 batches are too narrow, and such runs are refused; of 40,000 they are not.
#[test]
fn a_run_that_is_too_short_for_its_batches_is_refused() {
    let refused = |length: u32| {
        let refused = (0..300).filter(|replication| {
            let mut stream = Streams::new(6, *replication).stream("noise");
            let mut x = normal_quantile(stream.uniform()) / (1.0_f64 - 0.81).sqrt();
            let mut batches = BatchMeans::new(20);
            for _ in 0..length {
                x = 0.9 * x + normal_quantile(stream.uniform());
                batches.record(x);
            }
            batches.steady_state(0.9).is_err()
        });
        refused.count()
    };
    assert!(refused(1_000) == 300 && refused(40_000) < 10);
}

/// Runs of a busy queue that are too short by far, and happened to have no long busy period: they seem hardly correlated, and hold a third of the truth.
#[test]
fn a_calm_start_of_a_busy_queue_does_not_pass_for_a_long_run() {
    let (mut passed, mut held, mut long) = (0, 0, 0);
    let runs = 500;
    for replication in 0..runs {
        let mut stream = Streams::new(6, replication).stream("queue");
        let mut wait = 0.0_f64;
        let mut batches = BatchMeans::new(20);
        for customer in 0..160_000 {
            batches.record(wait);
            let [work, gap] = [1.0, 1.25].map(|mean| -mean * libm::log(stream.uniform()));
            wait = (wait + work - gap).max(0.0);
            if customer == 9_999 {
                let found = batches.steady_state(0.95).ok();
                passed += u64::from(found.is_some());
                held += u64::from(found.is_some_and(|found| found.contains(4.0)));
                if replication >= 60 {
                    break;
                }
            }
        }
        long += u64::from(replication < 60 && batches.steady_state(0.95).is_ok());
    }
    println!("{passed} of {runs} passed, of which {held} held; {long} of 60 long ones");
    assert!(passed <= 2, "{passed} of {runs}");
    assert!(long > 40, "{long} of 60");
}

/// The mean of exponential draws lies in a 99.9 % interval of batch means, as independent draws allow.
#[test]
fn batch_means_of_independent_draws() {
    let service = Distribution::exponential(4.0).expect("valid parameters");
    let mut variate = Streams::new(8, 0).variate("service", service);
    let mut batches = BatchMeans::new(20);
    (0..100_000).for_each(|_| batches.record(variate.draw()));
    let estimate = batches.estimate(0.999).expect("enough batches");
    assert!(
        estimate.contains(4.0) && estimate.half_width < 0.1,
        "{estimate}"
    );
}

/// How often the intervals of `samples` samples of size `n` hold the mean: Student's and this one.
fn coverage(of: &Distribution<f64>, n: u32, samples: u64) -> [f64; 2] {
    let mut held = [0u32; 2];
    for sample in 0..samples {
        let mut stream = Streams::new(7, sample).stream("skewed");
        let shape: Shape = (0..n).map(|_| of.draw(&mut stream)).collect();
        let student = Estimate::of(shape.tally(), 0.95).unwrap();
        let (low, high) = skewed_interval(&shape, 0.95).unwrap();
        held[0] += u32::from(student.contains(of.mean()));
        held[1] += u32::from((low..=high).contains(&of.mean()));
    }
    held.map(|held| f64::from(held) / samples as f64)
}

/// Means of skewed observations, of which Student's interval holds the mean too seldom.
#[test]
fn it_holds_the_mean_more_often_than_students_interval() {
    for (of, n, least) in [
        (Distribution::exponential(1.0).unwrap(), 30, 0.935),
        (Distribution::lognormal(1.0, 2.7).unwrap(), 50, 0.90),
        (Distribution::poisson(0.02).unwrap(), 300, 0.93),
    ] {
        let [student, skewed] = coverage(&of, n, 4000);
        println!("{of}, n = {n}: Student {student:.3}, Hall {skewed:.3}");
        assert!(skewed >= least, "{of}, n = {n}: {skewed}");
        assert!(skewed > student, "{of}, n = {n}: {student} and {skewed}");
    }
}

/// y = a + 2 b + noise with variances 1/12, 4/12 and 1/12: shares 1/6, 4/6, and 0 of what has no part in it.
#[test]
fn shares_of_a_sum_are_found_and_their_intervals_hold() {
    let exact = [1.0 / 6.0, 4.0 / 6.0, 0.0];
    let (mut held, mut sums) = ([0; 3], [0.0; 3]);
    let runs: usize = 200;
    for run in 0..runs as u64 {
        let mut stream = Streams::new(5, run).stream("inputs");
        let points: Vec<[f64; 4]> = (0..600)
            .map(|_| std::array::from_fn(|_| stream.uniform()))
            .collect();
        let y: Vec<f64> = points.iter().map(|[a, b, _, n]| a + 2.0 * b + n).collect();
        for (input, exact) in exact.iter().enumerate() {
            let group = |point: &[f64; 4]| (20.0 * point[input]) as usize;
            let groups: Vec<usize> = points.iter().map(group).collect();
            let found = explained_share(&groups, &y, 0.9).unwrap();
            held[input] += usize::from((found.interval.0..=found.interval.1).contains(exact));
            sums[input] += found.share;
        }
    }
    // 90 % of 200 runs, less 3.3 standard deviations; of the share 0 only what is above can miss.
    assert!(held.iter().all(|held| *held >= 166), "{held:?}");
    for (sum, exact) in sums.iter().zip(exact) {
        assert!((sum / runs as f64 - exact).abs() < 0.012, "{sums:?}");
    }
}
