//! The constant of Rinott's selection of the best.

use super::quadrature::{nodes_of_deviation, root};
use crate::support::special::normal_cdf;

/// Rinott's constant *h*: with first samples of `first` observations from each of `alternatives`, and ⌈(h S / δ)²⌉ in all from an
/// alternative whose first sample has the standard deviation S, the largest sample mean belongs to the best alternative with this
/// probability if it is better than all others by δ (Rinott 1978, Communications in Statistics A7; Law & Kelton 10.4.1).
///
/// It solves ∫ (∫ Φ(h / √(1/s² + 1/u²)) dF(s))^(k − 1) dF(u) = probability, where F is the distribution of a standard deviation estimated
/// with `first` − 1 degrees of freedom, by numerical integration, to about 1 part in 10⁸.
///
/// # Panics
///
/// If `probability` is not between 1 / `alternatives` and 1, both excluded, with fewer than two alternatives, or fewer than two first
/// observations.
///
/// # Examples
///
/// ```
/// use cetak::stats::rinott;
///
/// assert!((rinott(2, 20, 0.9) - 1.896).abs() < 0.001);
/// assert!((rinott(10, 20, 0.95) - 3.8753).abs() < 0.0001);
/// ```
#[must_use]
pub fn rinott(alternatives: usize, first: u32, probability: f64) -> f64 {
    assert!(
        alternatives >= 2 && first >= 2,
        "a selection among {alternatives} with {first} first observations of each: at least 2 of both are needed"
    );
    assert!(
        probability > 1.0 / alternatives as f64 && probability < 1.0,
        "{probability} is no probability of correct selection among {alternatives}"
    );
    let deviations = nodes_of_deviation(f64::from(first - 1));
    let correct = |h: f64| -> f64 {
        let better_than_one = |u: f64| -> f64 {
            let beaten = |&(s, weight): &(f64, f64)| {
                weight * normal_cdf(h / (1.0 / (s * s) + 1.0 / (u * u)).sqrt())
            };
            deviations.iter().map(beaten).sum()
        };
        let all = |&(u, weight): &(f64, f64)| {
            weight * libm::pow(better_than_one(u), (alternatives - 1) as f64)
        };
        deviations.iter().map(all).sum()
    };
    let mut most = 4.0;
    while correct(most) < probability {
        most *= 2.0;
    }
    root(0.0, most, probability, correct)
}

#[cfg(test)]
mod tests {
    use super::rinott;

    /// Law & Kelton, table 10.11, for two alternatives, where Rinott's constant is that of Dudewicz & Dalal, which the table has.
    #[test]
    fn law_and_keltons_table() {
        for (first, probability, h) in [
            (20, 0.9, 1.896),
            (40, 0.9, 1.852),
            (20, 0.95, 2.453),
            (40, 0.95, 2.386),
        ] {
            let found = rinott(2, first, probability);
            assert!(
                (found - h).abs() < 6e-4,
                "{first} {probability}: {found}, not {h}"
            );
        }
    }

    #[test]
    fn known_constants() {
        assert!(
            (rinott(2, 10, 0.95) - 2.6141).abs() < 5e-5,
            "{}",
            rinott(2, 10, 0.95)
        );
        assert!(
            (rinott(10, 20, 0.95) - 3.8753).abs() < 5e-5,
            "{}",
            rinott(10, 20, 0.95)
        );
    }

    #[test]
    #[should_panic(expected = "no probability of correct selection")]
    fn what_a_guess_reaches_is_no_probability_to_ask_for() {
        let _ = rinott(4, 10, 0.25);
    }
}
