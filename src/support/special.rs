//! Special functions behind distributions and intervals: the normal distribution, the incomplete gamma and beta functions. They
//! are computed with `libm`, so that they are the same on every platform.

use std::f64::consts::FRAC_1_SQRT_2;

/// Where a sum or a continued fraction stops: its next term no longer counts.
const ENOUGH: f64 = f64::EPSILON / 4.0;
/// The most terms: they grow like the root of the largest parameter.
const MOST_TERMS: u32 = 1_000_000;

/// The probability that a standard normal variable is at most `x`.
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x * FRAC_1_SQRT_2)
}

/// The density of the standard normal distribution.
pub fn normal_density(x: f64) -> f64 {
    const AT_ZERO: f64 = 0.398_942_280_401_432_7;
    AT_ZERO * libm::exp(-0.5 * x * x)
}

/// The regularised lower incomplete gamma function P(a, x), the probability that a gamma variable with this shape and scale 1 is
/// at most `x`: the series of Abramowitz & Stegun 6.5.29 below a + 1, beyond it one minus the continued fraction 6.5.31.
pub fn gamma_p(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let front = libm::exp(a * libm::log(x) - x - libm::lgamma(a));
    if x == f64::INFINITY || (front == 0.0 && x > a) {
        return 1.0;
    }
    if x < a + 1.0 {
        let (mut term, mut sum) = (1.0 / a, 1.0 / a);
        for n in 1..MOST_TERMS {
            term *= x / (a + f64::from(n));
            sum += term;
            if term < ENOUGH * sum {
                break;
            }
        }
        return (front * sum).min(1.0);
    }
    let fraction = continued_fraction(x + 1.0 - a, |n| {
        let n = f64::from(n);
        (n * (a - n), x + 2.0 * n + 1.0 - a)
    });
    1.0 - (front / fraction).min(1.0)
}

/// The regularised incomplete beta function I_x(a, b), the probability that a beta variable with these parameters is at most
/// `x`: the continued fraction of Didonato & Morris 1992, ACM Transactions on Mathematical Software 18, formula 14, on the side
/// of the mean where it converges fast.
pub fn beta_i(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - beta_below(1.0 - x, b, a);
    }
    beta_below(x, a, b)
}

fn beta_below(x: f64, a: f64, b: f64) -> f64 {
    let beta = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let front = libm::exp(a * libm::log(x) + b * libm::log1p(-x) - beta) / a;
    // Abramowitz & Stegun 26.5.8.
    let fraction = continued_fraction(1.0, |n| {
        let m = f64::from(n / 2);
        let top = match n % 2 {
            0 => m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m)),
            _ => -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0)),
        };
        (top, 1.0)
    });
    (front / fraction).min(1.0)
}

/// The derivative of ln Γ: recurrence up to 10, then the asymptotic series of Abramowitz & Stegun 6.3.18.
pub fn digamma(x: f64) -> f64 {
    let (mut x, mut sum) = (x, 0.0);
    while x < 10.0 {
        sum -= 1.0 / x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let series = square
        * (1.0 / 12.0
            - square
                * (1.0 / 120.0 - square * (1.0 / 252.0 - square * (1.0 / 240.0 - square / 132.0))));
    sum + libm::log(x) - 0.5 / x - series
}

/// The derivative of [`digamma`]: Abramowitz & Stegun 6.4.12, as there.
pub fn trigamma(x: f64) -> f64 {
    let (mut x, mut sum) = (x, 0.0);
    while x < 10.0 {
        sum += 1.0 / (x * x);
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let series = 1.0 / 6.0
        - square
            * (1.0 / 30.0 - square * (1.0 / 42.0 - square * (1.0 / 30.0 - square * 5.0 / 66.0)));
    sum + 1.0 / x + 0.5 * square + series * square / x
}

/// The continued fraction b₀ + a₁ / (b₁ + a₂ / (b₂ + …)), with aₙ and bₙ from `part`, by the method of Lentz as modified by Thompson
/// & Barnett 1986, Journal of Computational Physics 64.
fn continued_fraction(first: f64, part: impl Fn(u32) -> (f64, f64)) -> f64 {
    const TINY: f64 = 1e-300;
    let not_zero = |x: f64| if x == 0.0 { TINY } else { x };
    let mut value = not_zero(first);
    let (mut c, mut d) = (value, 0.0);
    for n in 1..MOST_TERMS {
        let (a, b) = part(n);
        d = 1.0 / not_zero(b + a * d);
        c = not_zero(b + a / c);
        let factor = c * d;
        value *= factor;
        if (factor - 1.0).abs() < 4.0 * ENOUGH {
            break;
        }
    }
    value
}

/// The value below which a standard normal variable falls with probability `p`: Wichura (1988), "The percentage
/// points of the normal distribution", Applied Statistics 37, algorithm AS 241 (PPND16), to about 1 part in 10¹⁶.
///
/// `p` must lie in the open interval (0, 1). Logarithms come from `libm`, so the result is the same on every platform.
pub fn normal_quantile(p: f64) -> f64 {
    let from_centre = p - 0.5;
    if from_centre.abs() <= 0.425 {
        let r = 0.180625 - from_centre * from_centre;
        return from_centre * polynomial(&CENTRE_TOP, r) / polynomial(&CENTRE_BOTTOM, r);
    }
    tail(p, from_centre)
}

fn tail(p: f64, from_centre: f64) -> f64 {
    let nearest = if from_centre < 0.0 { p } else { 1.0 - p };
    let r = (-libm::log(nearest)).sqrt();
    let distance = if r <= 5.0 {
        polynomial(&TAIL_TOP, r - 1.6) / polynomial(&TAIL_BOTTOM, r - 1.6)
    } else {
        polynomial(&FAR_TOP, r - 5.0) / polynomial(&FAR_BOTTOM, r - 5.0)
    };
    distance.copysign(from_centre)
}

/// Evaluates the polynomial with these coefficients, constant first, at `x`.
fn polynomial(coefficients: &[f64; 8], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

const CENTRE_TOP: [f64; 8] = [
    3.3871328727963665,
    133.14166789178438,
    1971.5909503065513,
    13731.69376550946,
    45921.95393154987,
    67265.7709270087,
    33430.57558358813,
    2509.0809287301227,
];
const CENTRE_BOTTOM: [f64; 8] = [
    1.0,
    42.31333070160091,
    687.1870074920579,
    5394.196021424751,
    21213.794301586597,
    39307.89580009271,
    28729.085735721943,
    5226.495278852854,
];
const TAIL_TOP: [f64; 8] = [
    1.4234371107496835,
    4.630337846156546,
    5.769497221460691,
    3.6478483247632045,
    1.2704582524523684,
    0.2417807251774506,
    0.022723844989269184,
    0.0007745450142783414,
];
const TAIL_BOTTOM: [f64; 8] = [
    1.0,
    2.053191626637759,
    1.6763848301838038,
    0.6897673349851,
    0.14810397642748008,
    0.015198666563616457,
    0.0005475938084995345,
    1.0507500716444169e-9,
];
const FAR_TOP: [f64; 8] = [
    6.657904643501103,
    5.463784911164114,
    1.7848265399172913,
    0.29656057182850487,
    0.026532189526576124,
    0.0012426609473880784,
    2.7115555687434876e-5,
    2.0103343992922881e-7,
];
const FAR_BOTTOM: [f64; 8] = [
    1.0,
    0.599832206555888,
    0.1369298809227358,
    0.014875361290850615,
    0.0007868691311456133,
    1.8463183175100548e-5,
    1.421511758316446e-7,
    2.0442631033899397e-15,
];

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, Normal};
    use statrs::function::{beta::beta_reg, gamma::gamma_lr};

    #[test]
    fn quantiles_invert_the_distribution_function() {
        let normal = Normal::standard();
        for p in [1e-6, 0.001, 0.02, 0.07, 0.075, 0.08, 0.3, 0.49] {
            let z = normal_quantile(p);
            let back = normal.cdf(z);
            assert!((back - normal_cdf(z)).abs() < 1e-10, "{z}");
            assert!((back / p - 1.0).abs() < 1e-10, "cdf({z}) = {back}, not {p}");
        }
    }

    #[test]
    fn tabled_values() {
        for (p, z) in [
            (0.5, 0.0),
            (0.975, 1.959_963_984_540_054),
            (0.995, 2.575_829_303_548_900_4),
            (0.25, -0.674_489_750_196_081_7),
            (0.001, -3.090_232_306_167_813_5),
            (1e-10, -6.361_340_902_404_056),
            (1e-20, -9.262_340_089_798_408),
            (1e-300, -37.047_096_299_361_2),
        ] {
            assert!(
                (normal_quantile(p) - z).abs() < 1e-14,
                "{p}: {}",
                normal_quantile(p)
            );
        }
    }

    /// Against a second implementation, and against closed forms in the corners where that one is less exact.
    #[test]
    fn incomplete_functions_are_those_of_another_library() {
        for a in [0.01, 0.3, 1.0, 2.5, 40.0, 1000.0] {
            for x in [1e-9, 0.01, 0.5, 1.0, 2.0, 39.0, 45.0, 990.0, 1100.0] {
                let (found, other) = (gamma_p(a, x), gamma_lr(a, x));
                assert!(
                    (found - other).abs() < 1e-11,
                    "P({a}, {x}) = {found}, {other}"
                );
            }
        }
        for a in [0.05, 0.5, 1.0, 3.0, 80.0] {
            for b in [0.05, 0.5, 1.0, 3.0, 80.0] {
                for x in [1e-9, 0.01, 0.2, 0.5, 0.77, 0.99] {
                    let (found, other) = (beta_i(x, a, b), beta_reg(a, b, x));
                    assert!(
                        (found - other).abs() < 1e-11,
                        "I({x}, {a}, {b}) = {found}, {other}"
                    );
                }
            }
        }
        let exponential = -libm::expm1(-0.7);
        assert!((gamma_p(1.0, 0.7) - exponential).abs() < 1e-15);
        assert!((beta_i(0.3, 2.0, 1.0) - 0.09).abs() < 1e-15);
        assert!((beta_i(0.3, 1.0, 2.0) - 0.51).abs() < 1e-15);
        // The median of a gamma with a large shape is the shape less a third.
        assert!((gamma_p(1e6, 1e6 - 1.0 / 3.0) - 0.5).abs() < 1e-6);
        for x in [0.0, -1.0] {
            assert_eq!((gamma_p(2.0, x), beta_i(x, 2.0, 3.0)), (0.0, 0.0));
        }
        assert_eq!((gamma_p(2.0, 1e300), beta_i(1.0, 2.0, 3.0)), (1.0, 1.0));
        assert_eq!(gamma_p(2.0, f64::INFINITY), 1.0);
    }

    #[test]
    fn the_density_is_the_slope() {
        for x in [-3.0, -0.5, 0.0, 1.0, 2.5] {
            let slope = (normal_cdf(x + 1e-5) - normal_cdf(x - 1e-5)) / 2e-5;
            assert!((slope - normal_density(x)).abs() < 1e-9, "{x}");
        }
    }

    /// Values from Abramowitz & Stegun, table 6.1 and the text around it.
    #[test]
    fn derivatives_of_the_gamma_function() {
        const EULER: f64 = 0.577_215_664_901_532_9;
        let square = std::f64::consts::PI * std::f64::consts::PI;
        for (x, psi, slope) in [
            (1.0, -EULER, square / 6.0),
            (0.5, -EULER - 2.0 * std::f64::consts::LN_2, square / 2.0),
            (2.0, 1.0 - EULER, square / 6.0 - 1.0),
            (0.25, -4.227_453_533_376_265, 17.197_329_154_507_11),
            (100.0, 4.600_161_852_738_087, 0.010_050_166_663_333_57),
        ] {
            assert!((digamma(x) - psi).abs() < 1e-13, "{x}: {}", digamma(x));
            assert!(
                (trigamma(x) / slope - 1.0).abs() < 1e-13,
                "{x}: {}",
                trigamma(x)
            );
        }
    }
}
