//! Spans times numbers with decimals.

use std::ops::Mul;

use super::Span;

impl Mul<f64> for Span {
    type Output = Span;

    /// The span times `factor`, rounded to the nearest microsecond; half a microsecond rounds away from zero.
    ///
    /// Beyond 2⁵³ µs, 285 years, a float cannot hold every microsecond, so the last ones are rounded.
    ///
    /// # Panics
    ///
    /// If `factor` is not finite, or the product is outside the range of a span.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::time::minutes;
    ///
    /// assert_eq!(minutes(10.0) * 0.75, minutes(7.5));
    /// assert_eq!(minutes(10.0) * -0.5, minutes(-5.0));
    /// ```
    fn mul(self, factor: f64) -> Span {
        let micros = libm::round(self.as_micros() as f64 * factor);
        assert!(
            micros.is_finite() && micros.abs() < i64::MAX as f64,
            "{self} * {factor} is outside the range of simulated time, about ±292,000 years"
        );
        Span::from_micros(micros as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn a_product_is_rounded_to_the_nearest_microsecond() {
        let three = Span::from_micros(3);
        for (factor, micros) in [(0.5, 2), (-0.5, -2), (0.1, 0), (1.0 / 3.0, 1), (0.0, 0)] {
            assert_eq!(three * factor, Span::from_micros(micros), "{factor}");
        }
        // A whole factor is still a whole number.
        assert_eq!(three * 4, Span::from_micros(12));
    }

    #[test]
    #[should_panic(expected = "0.000003 s * inf is outside the range")]
    fn a_factor_without_end_panics() {
        let _ = Span::from_micros(3) * f64::INFINITY;
    }

    #[test]
    #[should_panic(expected = "* 2 is outside the range")]
    fn a_product_beyond_the_range_panics() {
        let _ = Span::from_micros(i64::MAX) * 2.0;
    }
}
