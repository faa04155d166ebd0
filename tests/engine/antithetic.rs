//! Antithetic pairs: opposite draws of every family, and what they gain.

use cetak::random::{Arrivals, Distribution, Rates, Stream, Streams, Variate};
use cetak::stats::Tally;
use cetak::time::{Time, days, hours};
use rand::Rng as _;

fn pair(seed: u64, replication: u64, name: &str) -> [Stream; 2] {
    [0, 1].map(|member| {
        Streams::new(seed, replication + member)
            .antithetic()
            .stream(name)
    })
}

#[test]
fn the_numbers_of_a_pair_are_opposite() {
    let [mut first, mut second] = pair(2017, 4, "a");
    // The first has the words of the ordinary stream of its replication.
    let mut ordinary = Streams::new(2017, 4).stream("a");
    for _ in 0..100 {
        let (one, other) = (first.uniform(), second.uniform());
        assert_eq!(one, ordinary.uniform());
        assert!((one + other - 1.0).abs() <= 1.2e-16, "{one} {other}");
        assert_eq!(first.index(10) + second.index(10), 9);
        assert_eq!(first.next_u64(), !second.next_u64());
        assert_eq!(first.next_u32(), !second.next_u32());
        let (mut one, mut other) = ([0; 5], [0; 5]);
        first.fill_bytes(&mut one);
        second.fill_bytes(&mut other);
        assert_eq!(one, other.map(|byte: u8| !byte));
        ordinary = first.clone();
    }
    // The next pair has other words, and each name its own.
    let [mut next, _] = pair(2017, 6, "a");
    let [mut named, _] = pair(2017, 4, "b");
    let [mut first, _] = pair(2017, 4, "a");
    let word = first.next_u64();
    assert!(word != next.next_u64() && word != named.next_u64());
}

/// Every draw is the quantile of one uniform number, and that of the other member the quantile of its opposite.
#[test]
fn draws_of_every_family_are_opposite_quantiles() {
    for text in crate::distributions::WRITTEN {
        let distribution: Distribution<f64> = text.parse().unwrap();
        let [mut first, mut second] = pair(1, 0, text);
        let mut numbers = first.clone();
        let (mut before, mut products) = (Tally::new(), Tally::new());
        for _ in 0..300 {
            let [one, other] = [&mut first, &mut second].map(|member| distribution.draw(member));
            if distribution.is_constant() {
                assert_eq!((one, other), (distribution.mean(), distribution.mean()));
                continue;
            }
            let number = numbers.uniform();
            assert_eq!(one, distribution.quantile(number), "{text}");
            let opposite = distribution.quantile(1.0 - number);
            let scale = other.abs().max(1e-3);
            assert!((other - opposite).abs() <= 1e-9 * scale, "{text}: {other}");
            before.record(one);
            before.record(other);
            products.record((one - distribution.mean()) * (other - distribution.mean()));
        }
        if !distribution.is_constant() {
            assert!(products.mean().unwrap() < 0.0, "{text}");
            assert_eq!(first, numbers, "{text}: one number for each draw");
            let reach = 4.0 * (before.variance().unwrap() / 600.0).sqrt();
            let off = before.mean().unwrap() - distribution.mean();
            assert!(off.abs() < reach, "{text}: {off}");
        }
    }
}

/// The wait of each of the first thousand customers of an M/M/1 queue that begins empty, on average (Lindley 1952).
fn mean_wait(streams: Streams) -> f64 {
    let exponential = |mean| Distribution::<f64>::exponential(mean).unwrap();
    let mut between: Variate<f64> = streams.variate("between arrivals", exponential(1.0));
    let mut service: Variate<f64> = streams.variate("service", exponential(0.8));
    let (mut wait, mut sum) = (0.0_f64, 0.0);
    for _ in 0..1000 {
        sum += wait;
        wait = (wait + service.draw() - between.draw()).max(0.0);
    }
    sum / 1000.0
}

#[test]
fn pairs_of_an_mm1_vary_less_than_independent_replications() {
    const PAIRS: u64 = 1000;
    let (mut pairs, mut single, mut independent) = (Tally::new(), Tally::new(), Tally::new());
    for k in 0..PAIRS {
        let members = [0, 1].map(|member| mean_wait(Streams::new(1, 2 * k + member).antithetic()));
        pairs.record((members[0] + members[1]) / 2.0);
        single.record(members[0]);
        independent.record(mean_wait(Streams::new(1, 2 * k)));
    }
    // A member by itself is a replication like any other, though its numbers are not those of the ordinary streams.
    let reach = 3.2905 * (2.0 * independent.variance().unwrap() / PAIRS as f64).sqrt();
    let off = single.mean().unwrap() - independent.mean().unwrap();
    assert!(off.abs() < reach && off != 0.0, "{off}");
    let off = pairs.mean().unwrap() - independent.mean().unwrap();
    assert!(off.abs() < reach, "{off}");
    // Two independent replications would have half the variance of one.
    let gain = single.variance().unwrap() / 2.0 / pairs.variance().unwrap();
    assert!((1.3..3.0).contains(&gain), "{gain}");
}

/// Where there are more in one, there are fewer in the other.
#[test]
fn arrivals_at_varying_rates_are_opposite() {
    let rates = [(hours(8.0), 12.0), (hours(10.0), 3.0), (hours(11.0), 0.0)];
    let rates = Rates::new(rates).unwrap().repeating(days(1.0)).unwrap();
    let (mut sums, mut first) = (Tally::new(), Tally::new());
    for k in 0..500 {
        let counts = pair(3, 2 * k, "residents").map(|stream| {
            let mut arrivals = Arrivals::varying(Time::ZERO, rates.clone(), stream);
            let times = std::iter::from_fn(|| arrivals.draw());
            times.take_while(|a| a.at < Time::ZERO + days(4.0)).count() as f64
        });
        sums.record(counts[0] + counts[1]);
        first.record(counts[0]);
    }
    // Each is Poisson with mean 4 · (2 · 12 + 3) = 108; independent ones would have a variance of 216 together.
    let reach = 3.2905 * (108.0_f64 / 500.0).sqrt();
    assert!((first.mean().unwrap() - 108.0).abs() < reach);
    assert!(sums.variance().unwrap() < 108.0, "{:?}", sums.variance());
}

#[test]
fn a_saved_member_goes_on_as_what_it_was() {
    for mut stream in pair(1, 0, "a") {
        stream.uniform();
        let saved = serde_json::to_string(&stream).unwrap();
        let mut restored: Stream = serde_json::from_str(&saved).unwrap();
        assert_eq!(restored, stream);
        assert_eq!(restored.next_u64(), stream.next_u64());
        assert!(saved.contains("\"draws\""), "{saved}");
    }
    let ordinary = serde_json::to_string(&Streams::new(1, 0).stream("a")).unwrap();
    assert!(!ordinary.contains("draws"), "{ordinary}");
}
