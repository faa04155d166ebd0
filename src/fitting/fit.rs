//! Fitting, all of it.

use serde::Serialize;

use super::estimate;
use super::goodness::{MOST_RESAMPLED, distances, p_value};
use super::law::Law;
use super::sample::Sample;
use super::warning::{self, REFUSED, Warning};
use crate::error::{Error, ErrorKind, Result};
use crate::random::{Distribution, Quantity, Streams};
use crate::words::Message;

/// The fewest observations that can be fitted.
const FEWEST: usize = 3;

/// A summary of observations, and the laws that fit them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(bound = "")]
#[non_exhaustive]
pub struct Fitted<V: Quantity> {
    /// The number of observations.
    pub count: usize,
    /// Their mean.
    pub mean: V,
    /// Their standard deviation, with n − 1 below the line.
    pub sd: V,
    /// The least.
    pub min: V,
    /// The middle one.
    pub median: V,
    /// The greatest.
    pub max: V,
    /// Whether they were taken as counts.
    pub counts: bool,
    /// The laws, the best first: by AICc, the least first.
    pub laws: Vec<FittedLaw<V>>,
    /// Evidence against the laws.
    pub warnings: Vec<Warning>,
}

/// One law, with its parameters estimated from the observations.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(bound = "")]
#[non_exhaustive]
pub struct FittedLaw<V: Quantity> {
    /// The law as it is written in a scenario file, with four digits that count.
    pub written: String,
    /// The law as it was written.
    pub distribution: Distribution<V>,
    /// The number of parameters that were estimated.
    pub parameters: u32,
    /// The information criterion −2 ln L + 2k + 2k (k + 1) / (n − k − 1) (Hurvich & Tsai 1989, Biometrika 76), for k parameters and the
    /// greatest likelihood L. A limit of a uniform, triangular or beta law counts as two parameters: fitted to the extremes, each raises ln L by 1 on the
    /// average, where another parameter raises it by a half. Only differences between laws count; below 2 they say little. For durations, L is of
    /// multiples of their mean.
    pub aicc: f64,
    /// Kolmogorov and Smirnov's greatest difference between the distribution functions of law and observations.
    pub kolmogorov_smirnov: f64,
    /// Anderson and Darling's A² of a continuous law, which counts differences in the tails most.
    pub anderson_darling: Option<f64>,
    /// Chi-square of a law of counts, over cells of at least five expected.
    pub chi_square: Option<f64>,
    /// How often observations that do follow the law are as far from their own fit as these are from theirs, by A² or chi-square: a
    /// parametric bootstrap with 199 samples, or 99 beyond 500 observations. A law below 0.05 is refused. `None` beyond 5,000
    /// observations.
    pub p_value: Option<f64>,
}

/// Fits all laws to these observations, given in the order in which they were made. `streams` drives the bootstrap: the same
/// streams give the same p values.
///
/// # Errors
///
/// [`ErrorKind::Value`] if there are fewer than three observations, if all are equal, if one is not finite, or if a duration is
/// negative.
pub fn fit<V: Quantity>(observations: &[V], streams: &Streams) -> Result<Fitted<V>> {
    let raw: Vec<f64> = observations.iter().map(|value| value.to_raw()).collect();
    check::<V>(&raw)?;
    let counts = V::COUNTS && raw.iter().all(|x| *x >= 0.0 && libm::trunc(*x) == *x);
    let mean = raw.iter().map(|x| x.abs()).sum::<f64>() / raw.len() as f64;
    let scale = if counts { 1.0 } else { mean };
    let in_order: Vec<f64> = raw.iter().map(|x| x / scale).collect();
    let sample = Sample::new(in_order.iter().copied());
    let laws = match counts {
        true => estimate::counts(&sample),
        false => estimate::continuous(&sample, V::COUNTS),
    };
    let mut laws: Vec<FittedLaw<V>> = laws
        .into_iter()
        .filter_map(|law| fitted(law, &sample, scale, counts, streams))
        .collect();
    laws.sort_by(|one, other| one.aicc.total_cmp(&other.aicc));
    let mut warnings = warning::of_observations(&in_order, &sample, counts);
    let p_values: Vec<f64> = laws.iter().filter_map(|law| law.p_value).collect();
    if raw.len() > MOST_RESAMPLED {
        warnings.push(Warning::Many { count: raw.len() });
    } else if !p_values.is_empty() && p_values.iter().all(|p| *p < REFUSED) {
        warnings.push(Warning::NoneFits);
    }
    let count = raw.len();
    let correction = (count as f64 / (count - 1) as f64).sqrt();
    let value = |x: f64| V::from_raw(x * scale);
    Ok(Fitted {
        count,
        mean: value(sample.mean),
        sd: value(sample.sd * correction),
        min: value(sample.least()),
        median: value(crate::stats::quantile(&sample.sorted, 0.5).unwrap_or(0.0)),
        max: value(sample.greatest()),
        counts,
        laws,
        warnings,
    })
}

fn check<V: Quantity>(raw: &[f64]) -> Result<()> {
    let wrong = |message| Err(Error::of(ErrorKind::Value, message));
    if raw.len() < FEWEST {
        return wrong(
            Message::new("fit-too-few")
                .with("found", raw.len())
                .with("fewest", FEWEST),
        );
    }
    let good = |x: &f64| x.abs() <= V::LARGEST && (V::COUNTS || *x >= 0.0);
    if let Some(at) = raw.iter().position(|x| !good(x)) {
        return wrong(Message::new("fit-not-an-observation").with("number", at + 1));
    }
    if raw.iter().all(|x| *x == raw[0]) {
        return wrong(Message::new("fit-all-equal").with("value", V::from_raw(raw[0]).written()));
    }
    Ok(())
}

/// The law with its figures; `None` if it is too extreme to compute with.
fn fitted<V: Quantity>(
    law: Law,
    sample: &Sample,
    scale: f64,
    counts: bool,
    streams: &Streams,
) -> Option<FittedLaw<V>> {
    let scaled = law.scaled().ok()?;
    let written = law.written::<V>(scale).ok()?;
    let distribution: Distribution<V> = written.parse().ok()?;
    let aicc = aicc(law, sample)?;
    let name = written.split('(').next().unwrap_or_default();
    let mut stream = streams.stream(name);
    let far = distances(sample, &scaled, counts);
    Some(FittedLaw {
        parameters: law.parameters(),
        aicc,
        kolmogorov_smirnov: far.greatest,
        anderson_darling: (!counts).then_some(far.squared),
        chi_square: counts.then_some(far.squared),
        p_value: p_value(sample, law, &scaled, counts, &mut stream),
        written,
        distribution,
    })
}

/// The information criterion; `None` if it cannot be computed.
///
/// A limit counts twice. Of a uniform law between 0 and 1 the likelihood at the extremes is r⁻ⁿ for a range r, and E(−n ln r) = n / (n − 1) + 1 is 2 for two limits, where
/// two parameters of a law with a smooth likelihood raise it by 1.
fn aicc(law: Law, sample: &Sample) -> Option<f64> {
    let (k, n) = (f64::from(law.parameters() + law.ends()), sample.count());
    // With so few observations the correction has no meaning, and the law explains nothing.
    if n <= k + 1.0 {
        return None;
    }
    let correction = 2.0 * k * (k + 1.0) / (n - k - 1.0);
    let aicc = -2.0 * law.log_likelihood(sample) + 2.0 * k + correction;
    aicc.is_finite().then_some(aicc)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Span, minutes};

    /// The table of docs/results.md: in how many of 400 samples the law itself is first, and a law whose limits are fitted.
    #[test]
    fn laws_with_fitted_limits_are_not_first_too_often() {
        let mut table = String::new();
        for (text, count, itself, limits) in [
            ("normal(10, 2)", 30, 20, 16),
            ("normal(10, 2)", 100, 51, 3),
            ("lognormal(4, 1.5)", 30, 64, 8),
            ("lognormal(4, 1.5)", 100, 74, 2),
            ("gamma(2, 4)", 30, 32, 5),
            ("gamma(2, 4)", 100, 63, 1),
            ("uniform(2, 9)", 30, 92, 93),
            ("uniform(2, 9)", 100, 99, 100),
            ("triangular(2, 4, 9)", 30, 0, 33),
            ("triangular(2, 4, 9)", 100, 42, 54),
        ] {
            let law: Distribution<f64> = text.parse().unwrap();
            let mut stream = Streams::new(2017, count).stream(text);
            let mut found = [0.0, 0.0];
            for _ in 0..400 {
                let sample = Sample::new((0..count).map(|_| law.draw(&mut stream)));
                let laws = estimate::continuous(&sample, true).into_iter();
                let ranked = laws.filter_map(|law| Some((aicc(law, &sample)?, law)));
                let best = ranked.min_by(|one, other| one.0.total_cmp(&other.0));
                let (_, best) = best.unwrap();
                let name = best.scaled().unwrap().to_string();
                let is_itself = name.split('(').next() == text.split('(').next();
                found[0] += f64::from(u8::from(is_itself)) / 4.0;
                found[1] += f64::from(u8::from(best.ends() > 0)) / 4.0;
            }
            table += &format!("{text} {count}: {found:?}\n");
            for (share, told) in std::iter::zip(found, [itself, limits]) {
                assert!((share - f64::from(told)).abs() <= 0.5, "{table}");
            }
        }
    }

    #[test]
    fn a_limit_counts_as_two_parameters() {
        // −2 ln L = 2 n ln 2, and k = 4 of 10 observations.
        let sample = Sample::new((0..10).map(|i| f64::from(i) * 2.0 / 9.0));
        let law = Law::Uniform { min: 0.0, max: 2.0 };
        let expected = 20.0 * libm::log(2.0) + 8.0 + 40.0 / 5.0;
        assert!((aicc(law, &sample).unwrap() - expected).abs() < 1e-12);
        // So few that the correction has no meaning.
        let few = |n: u32| Sample::new((0..n).map(|i| f64::from(i) * 2.0 / f64::from(n - 1)));
        assert_eq!(aicc(law, &few(5)), None);
        assert!(aicc(law, &few(6)).is_some());
    }

    fn drawn<V: Quantity>(law: &str, count: usize) -> Vec<V> {
        let law: Distribution<V> = law.parse().unwrap();
        let mut stream = Streams::new(2017, 0).stream("fit");
        (0..count).map(|_| law.draw(&mut stream)).collect()
    }

    fn of<V: Quantity>(law: &str, count: usize) -> Fitted<V> {
        fit(&drawn::<V>(law, count), &Streams::new(1, 0)).unwrap()
    }

    #[test]
    fn the_law_is_among_the_best() {
        for law in [
            "exponential(4 min)",
            "weibull(3, 4 min)",
            "lognormal(4 min, 1.8)",
            "uniform(2 min, 9 min)",
        ] {
            let fitted = of::<Span>(law, 200);
            let name = law.split('(').next().unwrap();
            let found = fitted
                .laws
                .iter()
                .find(|one| one.written.starts_with(name))
                .unwrap();
            assert!(found.aicc - fitted.laws[0].aicc < 3.0, "{law}: {fitted:?}");
            assert!(found.p_value.unwrap() > 0.01, "{law}: {found:?}");
            assert_eq!(
                found.written.parse::<Distribution>().unwrap(),
                found.distribution
            );
            assert_eq!(fitted.warnings, [], "{law}");
        }
        let counts = of::<f64>("poisson(3)", 200);
        assert!(counts.counts && counts.laws.len() >= 2);
        let poisson = counts
            .laws
            .iter()
            .find(|law| law.written.starts_with("poisson"))
            .unwrap();
        assert!(poisson.aicc - counts.laws[0].aicc < 3.0, "{counts:?}");
        assert!(poisson.chi_square.is_some() && poisson.anderson_darling.is_none());
        assert!(
            of::<f64>("normal(-5, 2)", 100).laws[0]
                .written
                .starts_with("normal(")
        );
    }

    #[test]
    fn numbers_of_one_sample_by_hand() {
        let fitted = fit(&[1.0, 2.0, 3.0, 6.5], &Streams::new(1, 0)).unwrap();
        assert_eq!((fitted.count, fitted.mean, fitted.median), (4, 3.125, 2.5));
        assert_eq!((fitted.min, fitted.max, fitted.counts), (1.0, 6.5, false));
        assert!(
            (fitted.sd * fitted.sd - 17.1875 / 3.0).abs() < 1e-12,
            "{}",
            fitted.sd
        );
        let exponential = fitted.laws.iter().find(|law| law.parameters == 1).unwrap();
        assert_eq!(exponential.written, "exponential(mean = 3.1250)");
        // Of multiples of the mean: −2 ln L = 2n, and 2 + 4 / (4 − 2) for one parameter.
        assert!(
            (exponential.aicc - (8.0 + 2.0 + 2.0)).abs() < 1e-12,
            "{exponential:?}"
        );
        assert_eq!(fitted.warnings, [Warning::Few { count: 4 }]);
    }

    #[test]
    fn what_speaks_against_a_fit_is_told() {
        let rising: Vec<Span> = (1..=60).map(Span::minutes).collect();
        let fitted = fit(&rising, &Streams::new(1, 0)).unwrap();
        assert!(
            matches!(fitted.warnings[..], [Warning::Dependent { correlation }] if correlation > 0.9)
        );

        let rounded: Vec<Span> = drawn::<Span>("gamma(2, 10 min)", 120);
        let five = |span: &Span| minutes((span.as_minutes() / 5.0).round() * 5.0 + 5.0);
        let rounded: Vec<Span> = rounded.iter().map(five).collect();
        let warnings = fit(&rounded, &Streams::new(1, 0)).unwrap().warnings;
        assert!(
            warnings
                .iter()
                .any(|w| matches!(w, Warning::Rounded { count: 120, .. })),
            "{warnings:?}"
        );

        let mut two_kinds = drawn::<f64>("uniform(1, 1.1)", 60);
        two_kinds.extend(drawn::<f64>("uniform(30, 31)", 60));
        let mixed: Vec<f64> = (0..120).map(|i| two_kinds[(i * 67) % 120]).collect();
        let fitted = fit(&mixed, &Streams::new(1, 0)).unwrap();
        assert!(fitted.warnings.contains(&Warning::NoneFits), "{fitted:?}");

        let mut zeros = drawn::<f64>("exponential(3)", 50);
        zeros[7] = 0.0;
        let fitted = fit(&zeros, &Streams::new(1, 0)).unwrap();
        assert_eq!(fitted.warnings, [Warning::Zeros { count: 1 }]);
        assert!(
            fitted
                .laws
                .iter()
                .all(|law| !law.written.starts_with("gamma"))
        );
    }

    #[test]
    fn beyond_some_thousands_there_are_no_p_values() {
        let fitted = of::<f64>("exponential(3)", MOST_RESAMPLED + 1);
        assert!(fitted.laws.iter().all(|law| law.p_value.is_none()));
        assert_eq!(
            fitted.warnings,
            [Warning::Many {
                count: MOST_RESAMPLED + 1
            }]
        );
    }

    #[test]
    fn what_cannot_be_fitted_is_refused() {
        let streams = Streams::new(1, 0);
        for (wrong, expected) in [
            (
                vec![1.0, 2.0],
                "the number of observations is 2, but must be at least 3",
            ),
            (vec![2.0; 5], "all observations are 2: write this value"),
            (
                vec![1.0, f64::NAN, 3.0],
                "observation 2 is negative, too large or no number",
            ),
        ] {
            let error = fit(&wrong, &streams).unwrap_err();
            assert!(error.to_string().starts_with(expected), "{error}");
        }
        let negative = [1, 2, -3].map(Span::minutes);
        assert!(fit(&negative, &streams).is_err());
    }
}
