//! Exponential and normal draws by the ziggurat method (Marsaglia & Tsang 2000, Journal of Statistical Software 5), in the
//! variant of Doornik 2005, "An improved ziggurat method to generate normal random samples".
//!
//! The area under a falling curve is cut into 256 stacked layers of equal area: layer `i` reaches from the axis to
//! `EDGES[i]`, and the curve crosses it between `EDGES[i + 1]` and `EDGES[i]`. A point in a random layer is nearly always
//! left of that crossing, so a draw takes one word, one product and one comparison. The lowest layer includes the tail.

mod edges;

use super::Stream;
use edges::{EXPONENTIAL, NORMAL};

/// Where the tail of e^−x begins, and the area of each layer, from Marsaglia & Tsang.
const EXPONENTIAL_TAIL: f64 = 7.697_117_470_131_05;
const EXPONENTIAL_AREA: f64 = 0.003_949_659_822_581_557;
/// The same for e^(−x²/2).
const NORMAL_TAIL: f64 = 3.654_152_885_361_009;
const NORMAL_AREA: f64 = 0.004_928_673_233_99;

/// Half the distance from 1 to the next larger number.
const HALF_STEP: f64 = f64::EPSILON / 2.0;

/// A number from 1 to below 2, made of the upper 52 bits of a word; the lowest 8 of the other bits choose the layer.
#[inline]
fn from_one_to_two(word: u64) -> f64 {
    f64::from_bits((word >> 12) | 1.0_f64.to_bits())
}

#[inline]
fn layer(word: u64) -> usize {
    (word & 0xff) as usize
}

impl Stream {
    /// A draw of the exponential distribution with mean 1.
    #[inline]
    pub(super) fn exponential(&mut self) -> f64 {
        let word = self.word_of_fast_stream();
        let layer = layer(word);
        let x = (from_one_to_two(word) - (1.0 - HALF_STEP)) * EXPONENTIAL[layer];
        match x < EXPONENTIAL[layer + 1] {
            true => x,
            false => self.exponential_at_the_edge(layer, x),
        }
    }

    /// Called for one draw in ninety.
    #[cold]
    #[inline(never)]
    fn exponential_at_the_edge(&mut self, layer: usize, x: f64) -> f64 {
        if layer == 0 {
            return EXPONENTIAL_TAIL - libm::log(self.uniform());
        }
        let edge = EXPONENTIAL[layer];
        let height = libm::exp(-edge) + EXPONENTIAL_AREA / edge * (1.0 - self.uniform());
        match height < libm::exp(-x) {
            true => x,
            false => self.exponential(),
        }
    }

    /// A draw of the normal distribution with mean 0 and standard deviation 1.
    #[inline]
    pub(super) fn normal(&mut self) -> f64 {
        let word = self.word_of_fast_stream();
        let layer = layer(word);
        let x = (2.0 * from_one_to_two(word) - 3.0) * NORMAL[layer];
        match x.abs() < NORMAL[layer + 1] {
            true => x,
            false => self.normal_at_the_edge(layer, x),
        }
    }

    /// Called for one draw in eighty.
    #[cold]
    #[inline(never)]
    fn normal_at_the_edge(&mut self, layer: usize, x: f64) -> f64 {
        if layer == 0 {
            return self.normal_in_the_tail().copysign(x);
        }
        let edge = NORMAL[layer];
        let height = libm::exp(-0.5 * edge * edge) + NORMAL_AREA / edge * (1.0 - self.uniform());
        match height < libm::exp(-0.5 * x * x) {
            true => x,
            false => self.normal(),
        }
    }

    /// After Marsaglia 1964, "Generating a variable from the tail of the normal distribution", Technometrics 6.
    fn normal_in_the_tail(&mut self) -> f64 {
        loop {
            let beyond = -libm::log(self.uniform()) / NORMAL_TAIL;
            let height = -libm::log(self.uniform());
            if beyond * beyond <= 2.0 * height {
                return NORMAL_TAIL + beyond;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_near(found: f64, expected: f64, within: f64, what: &str) {
        let error = (found / expected - 1.0).abs();
        assert!(error < within, "{what}: {found}, not {expected}");
    }

    /// Checks that each edge follows from the one before, for layers of equal area: the lowest with the tail, the highest up
    /// to 1, where the curve begins.
    fn assert_layers(
        edges: &[f64; 257],
        area: f64,
        beyond: f64,
        curve: fn(f64) -> f64,
        inverse: fn(f64) -> f64,
    ) {
        let tail = edges[1];
        assert_near(tail * curve(tail) + beyond, area, 1e-11, "the lowest layer");
        assert_near(edges[0], area / curve(tail), 1e-15, "its width");
        let top = |i: usize| curve(edges[i]) + area / edges[i];
        for i in 1..255 {
            assert_near(
                edges[i + 1],
                inverse(top(i)),
                1e-14,
                &format!("edge {i} + 1"),
            );
        }
        assert_near(top(255), 1.0, 1e-10, "the highest layer");
        assert_eq!(edges[256], 0.0);
    }

    #[test]
    fn the_layers_have_equal_areas() {
        use std::f64::consts::{FRAC_1_SQRT_2, PI};
        let tail = EXPONENTIAL_TAIL;
        assert_eq!(EXPONENTIAL[1], tail);
        assert_layers(
            &EXPONENTIAL,
            EXPONENTIAL_AREA,
            libm::exp(-tail),
            |x| libm::exp(-x),
            |height| -libm::log(height),
        );
        let tail = NORMAL_TAIL;
        assert_eq!(NORMAL[1], tail);
        assert_layers(
            &NORMAL,
            NORMAL_AREA,
            (0.5 * PI).sqrt() * libm::erfc(tail * FRAC_1_SQRT_2),
            |x| libm::exp(-0.5 * x * x),
            |height| (-2.0 * libm::log(height)).sqrt(),
        );
    }
}
