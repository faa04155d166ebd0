//! Integrals and roots, for critical values that have no closed form.

/// Positive nodes and their weights of the Gauss–Legendre rule with 10 points on (−1, 1): Abramowitz & Stegun, table 25.4.
const RULE: [(f64, f64); 5] = [
    (0.148_874_338_981_631_22, 0.295_524_224_714_752_87),
    (0.433_395_394_129_247_2, 0.269_266_719_309_996_35),
    (0.679_409_568_299_024_4, 0.219_086_362_515_982_04),
    (0.865_063_366_688_984_5, 0.149_451_349_150_580_6),
    (0.973_906_528_517_171_7, 0.066_671_344_308_688_14),
];

/// The points and weights with which a function is integrated from `low` to `high`, by the Gauss–Legendre rule on so many panels.
pub(super) fn nodes(low: f64, high: f64, panels: u32) -> Vec<(f64, f64)> {
    let half = (high - low) / f64::from(panels) / 2.0;
    let panel = |i: u32| {
        let centre = low + f64::from(2 * i + 1) * half;
        RULE.into_iter()
            .flat_map(move |(x, weight)| [-x, x].map(|x| (centre + half * x, half * weight)))
    };
    (0..panels).flat_map(panel).collect()
}

/// Points and weights for the mean of a function of S / σ, where S² is a variance estimated with this many degrees of freedom: S / σ is a
/// χ variable over the square root of its degrees of freedom.
pub(super) fn nodes_of_deviation(df: f64) -> Vec<(f64, f64)> {
    // Nine standard deviations to both sides leave out less than 10⁻¹⁵.
    let reach = 9.0 / (2.0 * df).sqrt();
    let constant = df / 2.0 * libm::log(df)
        - libm::lgamma(df / 2.0)
        - (df / 2.0 - 1.0) * std::f64::consts::LN_2;
    let weighted = |(s, weight): (f64, f64)| {
        let density = libm::exp(constant + (df - 1.0) * libm::log(s) - df * s * s / 2.0);
        (s, weight * density)
    };
    let mut nodes: Vec<_> = nodes((1.0 - reach).max(0.0), 1.0 + reach, 5)
        .into_iter()
        .map(weighted)
        .collect();
    nodes.retain(|(_, weight)| *weight > 1e-18);
    nodes
}

/// Where a rising function reaches `target`, between two places that enclose it: false position, with the Illinois rule, so that both ends
/// move (Dowell & Jarratt 1971, BIT 11).
pub(super) fn root(mut low: f64, mut high: f64, target: f64, f: impl Fn(f64) -> f64) -> f64 {
    let (mut below, mut above) = (f(low) - target, f(high) - target);
    loop {
        let next = high - above * (high - low) / (above - below);
        if !(low < next && next < high) || high - low < 1e-10 * high.abs().max(1.0) {
            return low.midpoint(high);
        }
        let value = f(next) - target;
        if value.abs() < 1e-13 {
            return next;
        }
        // An end that stays has its value halved, so that the next step goes beyond the root.
        if value < 0.0 {
            (low, below) = (next, value);
            above /= 2.0;
        } else {
            (high, above) = (next, value);
            below /= 2.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{nodes, nodes_of_deviation, root};

    #[test]
    fn the_rule_is_exact_for_a_polynomial() {
        // x¹⁸ from −1 to 2, on one panel and on three.
        let exact = (libm::pow(2.0, 19.0) + 1.0) / 19.0;
        for panels in [1, 3] {
            let sum: f64 = nodes(-1.0, 2.0, panels)
                .iter()
                .map(|(x, weight)| weight * libm::pow(*x, 18.0))
                .sum();
            assert!((sum / exact - 1.0).abs() < 1e-13, "{sum} {exact}");
        }
    }

    #[test]
    fn the_deviation_has_its_moments() {
        for df in [1.0, 2.0, 5.0, 19.0, 200.0, 1e5] {
            let mean = |f: fn(f64) -> f64| -> f64 {
                let nodes = nodes_of_deviation(df);
                nodes.iter().map(|(s, weight)| weight * f(*s)).sum()
            };
            assert!((mean(|_| 1.0) - 1.0).abs() < 1e-10, "{df}");
            assert!((mean(|s| s * s) - 1.0).abs() < 1e-10, "{df}");
            // E S⁴ = 1 + 2 / df.
            assert!(
                (mean(|s| s * s * s * s) - 1.0 - 2.0 / df).abs() < 1e-9,
                "{df}"
            );
        }
    }

    #[test]
    fn the_root_is_found() {
        assert!((root(0.0, 9.0, 2.0, |x| x * x) - std::f64::consts::SQRT_2).abs() < 1e-9);
    }
}
