//! How durations and distributions are written in scenario files, and what is said of a mistake.

use cetak::ErrorKind;
use cetak::office::days::{DayHours, HolidaySet};
use cetak::office::plan::Routing;
use cetak::random::{Distribution, Quantity};
use cetak::time::{Span, days, hours, minutes, seconds};
use cetak::words::Lang;
use proptest::prelude::*;

#[test]
fn durations() {
    for (text, span) in [
        ("4 min", minutes(4.0)),
        ("90 s", seconds(90.0)),
        ("1.5 h", hours(1.5)),
        ("10 d", days(10.0)),
        ("2 wk", days(14.0)),
        (" 2h ", hours(2.0)),
        ("-4 min", minutes(-4.0)),
        ("+.5 s", seconds(0.5)),
        ("3. s", seconds(3.0)),
        ("0.0000004 s", Span::ZERO),
        ("9223372036854.775807 s", Span::from_micros(i64::MAX)),
        ("-9223372036854.775808 s", Span::from_micros(i64::MIN)),
    ] {
        assert_eq!(text.parse::<Span>().expect(text), span, "{text}");
    }
}

#[test]
fn durations_are_written_in_the_longest_unit_that_divides_them() {
    for (span, text) in [
        (Span::ZERO, "0 s"),
        (seconds(90.0), "90 s"),
        (minutes(4.0), "4 min"),
        (hours(36.0), "36 h"),
        (days(14.0), "14 d"),
        (seconds(-1.25), "-1.25 s"),
        (Span::from_micros(i64::MIN), "-9223372036854.775808 s"),
    ] {
        assert_eq!(span.to_string(), text);
    }
}

#[test]
fn distributions() {
    let m = minutes;
    for (text, distribution) in [
        ("3 min", Distribution::constant(m(3.0))),
        ("constant(3 min)", Distribution::constant(m(3.0))),
        (
            "uniform(1 min, 2 min)",
            Distribution::uniform(m(1.0), m(2.0)),
        ),
        (
            "triangular(2 min,3min, 5 min)",
            Distribution::triangular(m(2.0), m(3.0), m(5.0)),
        ),
        (" exponential ( 4 min ) ", Distribution::exponential(m(4.0))),
        ("gamma(2.5, 4 min)", Distribution::gamma(2.5, m(4.0))),
        (
            "erlang(mean = 4 min, phases = 3)",
            Distribution::erlang(3, m(4.0)),
        ),
        (
            "lognormal(median = 10 d, spread = 1.8)",
            Distribution::lognormal(days(10.0), 1.8),
        ),
        ("weibull(1.5, 20 d)", Distribution::weibull(1.5, days(20.0))),
        (
            "pert(2 min, 3 min, 5 min)",
            Distribution::pert(m(2.0), m(3.0), m(5.0)),
        ),
        (
            "empirical(3 min, 4 min, 3 min)",
            Distribution::empirical(&[m(3.0), m(4.0), m(3.0)]),
        ),
        (
            "truncated_normal(min = 1 min, max = 9 min, mean = 4 min, sd = 90 s)",
            Distribution::truncated_normal(m(4.0), m(1.5), m(1.0), m(9.0)),
        ),
        (
            "beta(0.5, 2, 1 min, 3 min)",
            Distribution::beta(0.5, 2.0, m(1.0), m(3.0)),
        ),
        (
            "hyperexponential(2 min: 0.9, 30 min: 0.1)",
            Distribution::hyperexponential(&[(m(2.0), 0.9), (m(30.0), 0.1)]),
        ),
        (
            "discrete(3 min:1,4 min : 2)",
            Distribution::discrete(&[(m(3.0), 1.0), (m(4.0), 2.0)]),
        ),
        (
            "piecewise_linear(1 min: 0, 2 min: 0.5, 5 min: 1)",
            Distribution::piecewise_linear(&[(m(1.0), 0.0), (m(2.0), 0.5), (m(5.0), 1.0)]),
        ),
    ] {
        assert_eq!(
            text.parse::<Distribution>().expect(text),
            distribution.expect(text),
            "{text}"
        );
    }
    for (text, distribution) in [
        ("poisson(60)", Distribution::poisson(60.0)),
        ("normal(-1, 2)", Distribution::normal(-1.0, 2.0)),
        ("bernoulli(0.3)", Distribution::bernoulli(0.3)),
        ("binomial(10, 0.3)", Distribution::binomial(10, 0.3)),
        ("geometric(0.3)", Distribution::geometric(0.3)),
    ] {
        assert_eq!(
            text.parse::<Distribution<f64>>().expect(text),
            distribution.expect(text)
        );
    }
}

/// Every mistake in a file says what was found and what was wanted.
#[test]
fn mistakes_of_writing() {
    for (text, expected) in [
        (
            "4",
            "\"4\" has no unit: a duration is written as a number and one of the units s, min, h, d, wk, as in \"4 min\"",
        ),
        ("", "\"\" is not a duration"),
        ("4 mins", "\"4 mins\" has the unknown unit \"mins\""),
        ("1.2.3 s", "\"1.2.3 s\" is not a duration"),
        (
            "4 - 5 min",
            "\"4 - 5 min\" has the unknown unit \"- 5 min\"",
        ),
        (
            "99999999999 wk",
            "is too long: simulated time ends after 292,000 years",
        ),
        (
            "exponental(4 min)",
            "\"exponental\" is not a distribution, did you mean exponential? Known are constant, uniform,",
        ),
        (
            "lgnormal(4 min, 1.5)",
            "\"lgnormal\" is not a distribution, did you mean lognormal?",
        ),
        (
            "normal(4 min, 1 min)",
            "normal distribution: its draws may be negative, but a duration is wanted here: write \"truncated_normal(mean, sd, min, max)\"",
        ),
        (
            "discrete(4 min)",
            "discrete distribution: \"4 min\" lacks the number after a colon, as in \"3 min: 0.5\"",
        ),
        (
            "discrete",
            "discrete lacks its parameters: write discrete(value: weight, …)",
        ),
        (
            "hyperexponential()",
            "hyperexponential distribution: the list is empty",
        ),
        (
            "binomial(10, 0.5)",
            "binomial distribution: it is of counts, but a duration is wanted here",
        ),
        ("xyz(4 min)", "\"xyz\" is not a distribution: known are"),
        (
            "exponential",
            "exponential lacks its parameters: write exponential(mean)",
        ),
        (
            "exponential(4 min",
            "does not end with the closing bracket of exponential(…)",
        ),
        (
            "exponential(4)",
            "exponential distribution: \"4\" has no unit",
        ),
        (
            "exponential()",
            "exponential: the number of parameters is 0, but must be 1: write exponential(mean)",
        ),
        (
            "uniform(1 min)",
            "uniform: the number of parameters is 1, but must be 2: write uniform(min, max)",
        ),
        (
            "uniform(min = 1 min)",
            "uniform: the number of parameters is 1, but must be 2",
        ),
        (
            "uniform(1 min, max = 2 min)",
            "uniform mixes named parameters with unnamed ones: name all of min, max or none",
        ),
        (
            "uniform(min = 1 min, min = 2 min)",
            "uniform has the parameter min twice",
        ),
        (
            "lognormal(medain = 1 d, spread = 2)",
            "lognormal has no parameter \"medain\", did you mean median? It has median, spread",
        ),
        (
            "lognormal(1 d, 2 d)",
            "lognormal distribution: \"2 d\" is not a plain number, which is wanted here without a unit",
        ),
        (
            "erlang(1.5, 1 d)",
            "erlang distribution: \"1.5\" is not a whole number",
        ),
        ("empirical()", "empirical distribution: the list is empty"),
        (
            "poisson(3)",
            "poisson distribution: it is of counts, but a duration is wanted here",
        ),
    ] {
        let error = text.parse::<Distribution<Span>>().expect_err(text);
        assert_eq!(error.kind(), ErrorKind::Value);
        assert!(error.to_string().contains(expected), "{text}: {error}");
    }
    for text in [
        "4 min",
        "nan",
        "inf",
        "-1",
        "weibull(1.5, 20000 min)",
        "exponential(infinity)",
    ] {
        assert!(text.parse::<Distribution<f64>>().is_err(), "{text}");
    }
}

#[test]
fn mistakes_of_meaning() {
    for (text, expected) in [
        (
            "-1 min",
            "constant distribution: the value is -1 min, but must be 0 or more",
        ),
        (
            "uniform(5 min, 4 min)",
            "uniform distribution: the max is 4 min, but must be at least the min, 5 min",
        ),
        (
            "pert(1 min, 5 min, 4 min)",
            "pert distribution: the max is 4 min, but must be at least the mode, 5 min",
        ),
        (
            "exponential(0 s)",
            "exponential distribution: the mean is 0 s, but must be more than 0",
        ),
        (
            "gamma(0, 1 min)",
            "gamma distribution: the shape is 0, but must be a plain number between 0.01 and 1000000",
        ),
        (
            "erlang(0, 1 min)",
            "erlang distribution: the number of phases is 0, but must be at least 1",
        ),
        (
            "lognormal(1 min, 0.5)",
            "lognormal distribution: the spread is 0.5, but must be a plain number, at least 1 (",
        ),
        (
            "lognormal(1 min, 1e9)",
            "lognormal(median = 1 min, spread = 1000000000): the mean of this distribution is beyond 285 years",
        ),
        (
            "truncated_normal(4 min, 1 s, 10 min, 20 min)",
            "truncated_normal(4 min, 1 s, 10 min, 20 min): less than a millionth of this normal distribution lies between",
        ),
        (
            "beta(0, 1, 1 min, 2 min)",
            "beta distribution: the alpha is 0, but must be a plain number between 0.01 and 1000000",
        ),
        (
            "discrete(3 min: 1, 4 min: 0)",
            "discrete distribution: the weight is 0, but must be more than 0, and finite",
        ),
        (
            "hyperexponential(0 s: 1)",
            "hyperexponential distribution: the mean is 0 s, but must be more than 0",
        ),
        (
            "piecewise_linear(3 min: 0, 2 min: 1)",
            "piecewise_linear distribution: neither values nor probabilities may fall from point to point, but 2 min: 1 does",
        ),
        (
            "piecewise_linear(1 min: 0.1, 2 min: 1)",
            "piecewise_linear distribution: the probability is 0.1, but must be 0 at the first value",
        ),
        (
            "piecewise_linear(1 min: 0)",
            "piecewise_linear distribution: the probability is 0, but must be 1 at the last value",
        ),
        (
            "exponential(20000 wk)",
            "exponential distribution: the mean is 140000 d, but must be at most 285 years",
        ),
    ] {
        let error = text.parse::<Distribution<Span>>().expect_err(text);
        assert_eq!(error.kind(), ErrorKind::Value);
        assert!(error.to_string().starts_with(expected), "{text}: {error}");
    }
}

#[test]
fn words_read_back() {
    for routing in Routing::ALL {
        assert_eq!(routing.to_string().parse::<Routing>().unwrap(), routing);
    }
    let error = "nearest".parse::<Routing>().unwrap_err().to_string();
    assert!(
        error.ends_with("one of own, own-and-office, office-while-down, pooled"),
        "{error}"
    );
    for lang in Lang::ALL {
        assert_eq!(lang.to_string().parse::<Lang>().unwrap(), lang);
    }
    for name in HolidaySet::names() {
        assert_eq!(HolidaySet::named(&name).unwrap().name(), name);
    }
}

/// What text cannot say, a program still can.
#[test]
fn numbers_that_are_none_are_refused() {
    for wrong in [
        Distribution::constant(f64::NAN),
        Distribution::exponential(f64::INFINITY),
        Distribution::pert(0.0, f64::NAN, 1.0),
        Distribution::gamma(f64::NAN, 1.0),
        Distribution::poisson(-1.0),
        Distribution::poisson(f64::NAN),
        Distribution::poisson(2e9),
        Distribution::lognormal(1.0, f64::INFINITY),
        Distribution::lognormal(1.0, f64::NAN),
        Distribution::weibull(0.01, 1e200),
        Distribution::normal(f64::NAN, 1.0),
        Distribution::normal(0.0, -1.0),
        Distribution::normal(f64::INFINITY, 1.0),
        Distribution::truncated_normal(1.0, f64::NAN, 0.0, 1.0),
        Distribution::beta(f64::NAN, 1.0, 0.0, 1.0),
        Distribution::bernoulli(1.5),
        Distribution::bernoulli(f64::NAN),
        Distribution::binomial(1_000_000_001, 0.5),
        Distribution::binomial(3, -0.1),
        Distribution::geometric(0.0),
        Distribution::discrete(&[(1.0, f64::NAN)]),
        Distribution::discrete(&[(1.0, 1e308), (2.0, 1e308)]),
        Distribution::piecewise_linear(&[(0.0, 0.0), (1.0, f64::NAN), (2.0, 1.0)]),
    ] {
        assert!(wrong.is_err(), "{wrong:?}");
    }
}

fn span() -> impl Strategy<Value = Span> + Clone {
    prop_oneof![
        (1i64..1_000_000_000_000).prop_map(Span::from_micros),
        (1i64..10_000).prop_map(|m| Span::from_micros(m * 60_000_000)),
    ]
}

/// Any distribution of quantities that `value` makes.
fn distribution<V: Quantity>(
    value: impl Strategy<Value = V> + Clone + 'static,
    order: fn(&V, &V) -> std::cmp::Ordering,
) -> impl Strategy<Value = Distribution<V>> {
    let values = prop::collection::vec(value.clone(), 3..6);
    (0..15usize, values, 1.0..5.0f64, 1..50u32).prop_map(move |(kind, values, number, count)| {
        let mut sorted = values.clone();
        sorted.sort_by(order);
        let (a, b, c) = (sorted[0], sorted[1], sorted[2]);
        match kind {
            0 => Distribution::constant(a),
            1 => Distribution::uniform(a, b),
            2 => Distribution::triangular(a, b, c),
            3 => Distribution::exponential(a),
            4 => Distribution::gamma(number, a),
            5 => Distribution::erlang(count, a),
            6 => Distribution::lognormal(a, number),
            7 => Distribution::weibull(number, a),
            8 => Distribution::pert(a, b, c),
            9 => Distribution::truncated_normal(b, b, a, c),
            10 => Distribution::beta(number, 1.0 / number, a, c),
            11 => Distribution::hyperexponential(&[(a, number), (b, 1.0)]),
            12 => Distribution::discrete(&[(b, number), (a, 1.0)]),
            13 => Distribution::piecewise_linear(&[(a, 0.0), (b, 1.0 / number), (c, 1.0)]),
            _ => Distribution::empirical(&values),
        }
        .expect("valid parameters")
    })
}

proptest! {
    #[test]
    fn every_duration_reads_back(micros: i64) {
        let span = Span::from_micros(micros);
        prop_assert_eq!(span.to_string().parse::<Span>().unwrap(), span);
    }

    #[test]
    fn every_distribution_of_spans_reads_back(distribution in distribution(span(), Span::cmp)) {
        let text = distribution.to_string();
        prop_assert_eq!(text.parse::<Distribution<_>>().expect("its own text"), distribution);
    }

    #[test]
    fn every_distribution_of_numbers_reads_back(
        distribution in distribution(1e-6..1e9f64, f64::total_cmp),
    ) {
        let text = distribution.to_string();
        prop_assert_eq!(text.parse::<Distribution<_>>().expect("its own text"), distribution);
    }

    #[test]
    fn numbers_at_the_ends_read_back(
        values in prop::collection::vec(prop_oneof![
            prop::sample::select(&[0.0, -0.0, 5e-324, f64::MIN_POSITIVE, 1e-300, 1e299, 1e300, f64::MAX, 0.1 + 0.2][..]),
            any::<f64>(),
        ], 3),
        count: u32,
    ) {
        let (mut sorted, [a, b, c]) = (values.clone(), [values[0], values[1], values[2]]);
        sorted.sort_by(f64::total_cmp);
        let made = [
            Distribution::constant(a),
            Distribution::uniform(sorted[0], sorted[1]),
            Distribution::triangular(sorted[0], sorted[1], sorted[2]),
            Distribution::exponential(a),
            Distribution::gamma(b, a),
            Distribution::erlang(count, a),
            Distribution::lognormal(a, c),
            Distribution::weibull(b, a),
            Distribution::pert(sorted[0], sorted[1], sorted[2]),
            Distribution::poisson(a),
            Distribution::empirical(&values),
            Distribution::normal(a, b),
            Distribution::truncated_normal(a, b, sorted[0], sorted[2]),
            Distribution::beta(a, b, sorted[0], sorted[2]),
            Distribution::hyperexponential(&[(a, b), (c, 1.0)]),
            Distribution::bernoulli(a),
            Distribution::binomial(count, b),
            Distribution::geometric(a),
            Distribution::discrete(&[(a, b), (b, c)]),
            Distribution::piecewise_linear(&[(sorted[0], 0.0), (sorted[1], a), (sorted[2], 1.0)]),
        ];
        for distribution in made.into_iter().flatten() {
            let text = distribution.to_string();
            let read: Distribution<f64> = text.parse().expect("its own text");
            // Zeros of both signs are equal, but not written alike.
            prop_assert_eq!(read.to_string(), text);
            prop_assert_eq!(read, distribution);
        }
    }

    #[test]
    fn every_opening_hours_read_back(mut minutes in prop::collection::vec(0u16..=1440, 0..9)) {
        minutes.sort_unstable();
        minutes.dedup();
        let windows: Vec<(u16, u16)> = minutes.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        let hours = DayHours::new(windows).expect("in order");
        prop_assert_eq!(hours.to_string().parse::<DayHours>().expect("its own text"), hours);
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        let _ = text.parse::<Distribution<Span>>();
        let _ = text.parse::<Distribution<f64>>();
        let _ = text.parse::<Span>();
    }

    #[test]
    fn no_text_that_is_nearly_right_panics(
        text in "(uniform|gamma|erlang|lognormal|pert|poisson|empirical|normal|truncated_normal|beta|discrete|piecewise_linear|)[( ]{0,2}((min|mean|) ?=? ?[-+]?[0-9.e]{0,25} ?(s|min|wk|µ|)(: ?[0-9.]{0,5})?,? ?){0,4}\\)?",
    ) {
        let _ = text.parse::<Distribution<Span>>();
        let _ = text.parse::<Distribution<f64>>();
    }
}
