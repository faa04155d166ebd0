//! Arrivals: at random, by rates that vary, as recorded, in batches, by appointment.

use cetak::random::{Arrivals, Distribution, Rates, Streams};
use cetak::time::{Span, Time, hours, minutes};

fn at(minute: i64) -> Time {
    Time::ZERO + minutes(1.0) * minute
}

fn minute_of(time: Time) -> i64 {
    (time - Time::ZERO).as_micros() / 60_000_000
}

#[test]
fn arrivals_of_every_kind() {
    let s = Streams::new(3, 0);
    let mut p = Arrivals::poisson(at(0), minutes(2.0), s.stream("p")).unwrap();
    let n = std::iter::from_fn(|| p.draw())
        .take_while(|a| a.at < at(200_000))
        .count() as f64;
    assert!((n - 100_000.0).abs() < 4.0 * 316.3, "{n}");
    // Rates: 60 an hour in the first hour of two, 30 in the second, repeating; mean 45 an hour.
    let rates = Rates::new([(Span::ZERO, 60.0), (hours(1.0), 30.0)])
        .unwrap()
        .repeating(hours(2.0))
        .unwrap();
    let mut v = Arrivals::varying(at(0), rates, s.stream("v"));
    let (mut first, mut second) = (0.0, 0.0);
    while let Some(a) = v.draw().filter(|a| a.at < at(120_000)) {
        if minute_of(a.at) % 120 < 60 {
            first += 1.0
        } else {
            second += 1.0
        }
    }
    assert!(
        (first - 60_000.0_f64).abs() < 4.0 * 245.0 && (second - 30_000.0_f64).abs() < 4.0 * 174.0
    );
    let mut b = Arrivals::recorded([at(3), at(1)])
        .in_batches(s.variate("n", Distribution::constant(4.4).unwrap()));
    assert_eq!(
        [b.draw(), b.draw(), b.draw()].map(|a| a.map(|a| (minute_of(a.at), a.size))),
        [Some((1, 4)), Some((3, 4)), None]
    );
    let late = Distribution::constant(minutes(2.0)).unwrap();
    let mut a = Arrivals::appointments(
        [at(30), at(15)],
        1.0,
        minutes(5.0),
        &late,
        &mut s.stream("a"),
    )
    .unwrap();
    assert_eq!(
        [a.draw(), a.draw()].map(|a| minute_of(a.unwrap().at)),
        [12, 27]
    );
}
