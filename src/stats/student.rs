//! Quantiles of the normal distribution and of Student's t.

use std::f64::consts::FRAC_2_PI;

use crate::support::special;

/// Above this many degrees of freedom, the expansion in powers of 1 / df is as exact as the sum, and much faster.
const MANY: u64 = 1000;

/// The value below which a standard normal variable falls with probability `p`: algorithm AS 241 of Wichura (1988), to
/// about 1 part in 10¹⁶.
///
/// # Panics
///
/// If `p` is not between 0 and 1, both excluded.
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    check(p);
    special::normal_quantile(p)
}

/// The value below which Student's t with `df` degrees of freedom falls with probability `p`, to about 1 part in 10¹⁰
/// for p from 10⁻⁵ to 1 − 10⁻⁵.
///
/// Up to 1000 degrees of freedom, Newton's method on the finite sum for the distribution function (Abramowitz & Stegun,
/// *Handbook of Mathematical Functions*, 26.7.3 and 26.7.4); above, the expansion 26.7.5 around the normal quantile.
///
/// # Panics
///
/// If `p` is not between 0 and 1, both excluded, or `df` is 0.
///
/// # Examples
///
/// ```
/// use cetak::stats::student_quantile;
///
/// assert!((student_quantile(0.975, 29) - 2.045229642132703).abs() < 1e-12);
/// ```
#[must_use]
pub fn student_quantile(p: f64, df: u64) -> f64 {
    check(p);
    assert!(df > 0, "Student's t needs at least 1 degree of freedom");
    if df > MANY {
        return expansion(special::normal_quantile(p), df as f64);
    }
    let central = (2.0 * p - 1.0).abs();
    let t = (df as f64).sqrt() * libm::tan(angle(central, df));
    t.copysign(p - 0.5)
}

fn check(p: f64) {
    assert!(
        p > 0.0 && p < 1.0,
        "{p} is no probability to take a quantile at: it must be between 0 and 1"
    );
}

/// The angle θ for which |t| < √df tan θ has this probability.
///
/// The probability is concave in θ, so Newton's method started at 0 climbs towards the root and never passes it: a step that
/// no longer climbs is rounding error, and ends the search.
fn angle(probability: f64, df: u64) -> f64 {
    let slope_at_zero = slope_at_zero(df);
    let mut theta = 0.0;
    loop {
        let slope = slope_at_zero * libm::pow(libm::cos(theta), (df - 1) as f64);
        let next = theta + (probability - central_probability(theta, df)) / slope;
        // The comparison also ends the search at a NaN, which arises where the slope has vanished.
        if next > theta && next < std::f64::consts::FRAC_PI_2 {
            theta = next;
        } else {
            return theta;
        }
    }
}

/// The derivative of [`central_probability`] at 0; at θ it is this times cos^(df − 1) θ.
fn slope_at_zero(df: u64) -> f64 {
    let (first, start) = if df % 2 == 1 {
        (FRAC_2_PI, 3)
    } else {
        (1.0, 4)
    };
    (start..=df)
        .step_by(2)
        .fold(first, |slope, k| slope * (k - 1) as f64 / (k - 2) as f64)
}

/// P(|t| < √df tan θ): a finite sum of positive terms, with one series for odd and one for even degrees of freedom.
fn central_probability(theta: f64, df: u64) -> f64 {
    let (sine, cosine) = (libm::sin(theta), libm::cos(theta));
    let odd = df % 2 == 1;
    let mut term = if odd { cosine } else { 1.0 };
    let mut sum = 0.0;
    for k in (if odd { 3 } else { 2 }..=df).step_by(2) {
        sum += term;
        term *= cosine * cosine * (k - 1) as f64 / k as f64;
    }
    if odd {
        FRAC_2_PI * (theta + sine * sum)
    } else {
        sine * sum
    }
}

/// The quantile of t, expanded in powers of 1 / df around the normal quantile `x`.
fn expansion(x: f64, df: f64) -> f64 {
    let s = x * x;
    let g1 = x * (s + 1.0) / 4.0;
    let g2 = x * ((5.0 * s + 16.0) * s + 3.0) / 96.0;
    let g3 = x * (((3.0 * s + 19.0) * s + 17.0) * s - 15.0) / 384.0;
    let g4 = x * ((((79.0 * s + 776.0) * s + 1482.0) * s - 1920.0) * s - 945.0) / 92_160.0;
    x + (g1 + (g2 + (g3 + g4 / df) / df) / df) / df
}

#[cfg(test)]
mod tests {
    use statrs::distribution::{ContinuousCDF, StudentsT};

    use super::{central_probability, expansion, normal_quantile, student_quantile};

    const PROBABILITIES: [f64; 10] = [0.5, 0.51, 0.6, 0.75, 0.9, 0.95, 0.975, 0.99, 0.995, 0.9995];

    #[test]
    fn quantiles_invert_an_independent_distribution_function() {
        for df in [
            1, 2, 3, 4, 5, 6, 7, 10, 29, 30, 99, 100, 500, 999, 1000, 1001, 5000, 20_000,
        ] {
            let oracle = StudentsT::new(0.0, 1.0, df as f64).unwrap();
            for p in PROBABILITIES {
                let t = student_quantile(p, df);
                let back = oracle.cdf(t);
                assert!((back - p).abs() < 1e-9, "cdf_{df}({t}) = {back}, not {p}");
            }
        }
    }

    #[test]
    fn one_and_two_degrees_have_closed_forms() {
        for p in PROBABILITIES {
            let cauchy = libm::tan(std::f64::consts::PI * (p - 0.5));
            assert!((student_quantile(p, 1) - cauchy).abs() <= 1e-11 * (1.0 + cauchy));
            let two = (2.0 * p - 1.0) / (2.0 * p * (1.0 - p)).sqrt();
            assert!((student_quantile(p, 2) - two).abs() <= 1e-11 * (1.0 + two));
        }
    }

    #[test]
    fn values_computed_with_forty_digits() {
        for (df, p, t) in [
            (5, 0.6, 0.2671808657041451),
            (29, 0.975, 2.0452296421327043),
            (29, 0.9995, 3.659405019466333),
            (999, 0.9995, 3.3002924403987355),
            (1001, 0.9995, 3.300272876066009),
            (1001, 0.975, 1.96233670528088),
            (5000, 0.9995, 3.2924737233708514),
        ] {
            assert!((student_quantile(p, df) - t).abs() < 1e-11, "{df} {p}");
        }
    }

    #[test]
    fn values_of_the_tables() {
        for (df, t) in [
            (2, 4.302_653),
            (4, 2.776_445),
            (9, 2.262_157),
            (29, 2.045_230),
        ] {
            assert!((student_quantile(0.975, df) - t).abs() < 5e-7, "{df}");
        }
    }

    #[test]
    fn the_sum_and_the_expansion_meet() {
        for p in PROBABILITIES {
            let (sum, series) = (
                student_quantile(p, 1000),
                expansion(normal_quantile(p), 1000.0),
            );
            assert!((sum - series).abs() < 1e-10, "{p}: {sum} and {series}");
        }
    }

    #[test]
    fn many_degrees_of_freedom_are_nearly_normal() {
        for p in PROBABILITIES {
            let z = normal_quantile(p);
            let difference = student_quantile(p, 1_000_000) - z;
            let leading = z * (z * z + 1.0) / 4e6;
            assert!((difference - leading).abs() < 1e-10, "{p}: {difference}");
        }
    }

    #[test]
    fn quantiles_are_symmetric() {
        for df in [1, 4, 7, 1000, 2000] {
            for p in [0.25, 0.0625, 0.0009765625] {
                assert_eq!(student_quantile(p, df), -student_quantile(1.0 - p, df));
            }
        }
    }

    #[test]
    fn extreme_probabilities_end() {
        for df in [1, 2, 3, 30, 999, 1000, 1001] {
            for p in [f64::MIN_POSITIVE, 1e-16, 1.0 - f64::EPSILON / 2.0] {
                assert!(student_quantile(p, df).is_finite());
            }
        }
        assert!((central_probability(1.0, 1) - 2.0 / std::f64::consts::PI).abs() < 1e-15);
    }

    #[test]
    #[should_panic(expected = "no probability")]
    fn certainty_has_no_quantile() {
        let _ = student_quantile(1.0, 5);
    }
}
