//! The distributions that a scenario can use: one file per family, and its row in `parameters.rs`.

// | file, in reading order | what it holds |
// |---|---|
// | `family` | what a family consists of: names, check, mean, support, sampler |
// | `parameters` | the registry: one row per family |
// | `pairs` | lists of quantities, each with a number beside it |
// | `written` | how numbers and distributions are written and read |
// | `sampler` | drawing from a distribution |
// | `constant` | always the same value |
// | `uniform` | all values between two limits |
// | `three_point` | triangular and PERT: an expert's three estimates |
// | `exponential` | times between independent events |
// | `gamma` | gamma and Erlang: sums of exponential phases |
// | `weibull` | the Weibull distribution |
// | `lognormal` | the lognormal distribution |
// | `poisson` | counts of events in a period |
// | `empirical` | a draw from a list of given values |
// | `normal` | the normal distribution |
// | `truncated_normal` | the same between two limits |
// | `beta` | the beta distribution between two limits |
// | `hyperexponential` | one of several exponential distributions |
// | `bernoulli` | what happens or does not |
// | `binomial` | how many of a number of trials succeed |
// | `geometric` | how many trials fail before the first success |
// | `discrete` | a draw from a list of given values with weights |
// | `piecewise_linear` | a distribution function in straight lines |

mod bernoulli;
mod beta;
mod binomial;
mod constant;
mod discrete;
mod empirical;
mod exponential;
mod family;
mod gamma;
mod geometric;
mod hyperexponential;
mod lognormal;
mod normal;
mod pairs;
mod parameters;
mod piecewise_linear;
mod poisson;
mod sampler;
mod three_point;
mod truncated_normal;
mod uniform;
mod weibull;
mod written;

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Quantity, Stream};
use crate::error::{Error, Result};
use crate::time::Span;
use parameters::Parameters;
use sampler::Sampler;
#[cfg(feature = "office")]
use sampler::triangular;

pub(super) use written::parse_number;

/// A probability distribution of a non-negative quantity: spans of simulated time, or plain numbers (`Distribution<f64>`).
/// Only a [normal](Distribution::normal) distribution, which is of plain numbers, has negative draws too.
///
/// The parameters are checked when it is made, so drawing cannot fail. Spans are rounded to the nearest microsecond; a draw
/// beyond 285 years becomes 285 years, and a plain number beyond ±1e300 becomes ±1e300. If its limits (`min`, `mode`, `max`)
/// may be equal and are, the distribution is a constant.
///
/// # Errors
///
/// Every constructor fails with [`ErrorKind::Value`](crate::ErrorKind::Value) if a parameter is negative, not finite or
/// outside the range stated for it, or if it makes the mean too large to compute with.
///
/// # Examples
///
/// ```
/// use cetak::random::{Distribution, Streams};
/// use cetak::time::minutes;
///
/// # fn main() -> Result<(), cetak::Error> {
/// let printing = Distribution::triangular(minutes(2.0), minutes(3.0), minutes(5.0))?;
/// let mut stream = Streams::new(1, 0).stream("printing");
/// let drawn = printing.draw(&mut stream);
/// assert!(printing.min() <= drawn && drawn <= minutes(5.0));
/// assert_eq!(printing.mean(), minutes(10.0 / 3.0));
/// assert_eq!(printing.to_string(), "triangular(min = 2 min, mode = 3 min, max = 5 min)");
///
/// let wrong = Distribution::exponential(-minutes(4.0)).unwrap_err();
/// assert_eq!(wrong.to_string(), "exponential distribution: the mean is -4 min, but must be 0 or more");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "Parameters<V>", into = "Parameters<V>", bound = "")]
pub struct Distribution<V: Quantity = Span> {
    parameters: Parameters<V>,
    sampler: Sampler,
}

impl<V: Quantity> Distribution<V> {
    fn new(parameters: Parameters<V>) -> Result<Self> {
        parameters.check()?;
        let sampler = parameters.sampler();
        Ok(Self {
            parameters,
            sampler,
        })
    }

    /// Draws one value.
    #[inline(always)]
    pub fn draw(&self, stream: &mut Stream) -> V {
        if stream.draws_by_inversion() {
            return self.draw_by_inversion(stream);
        }
        V::from_raw(self.sampler.draw(stream))
    }

    /// The same draw with the code of the triangular distribution alone compiled in, for times that nearly always have it: beside the
    /// others it would keep its numbers in memory.
    #[cfg(feature = "office")]
    #[inline(always)]
    pub(crate) fn draw_mostly_triangular(&self, stream: &mut Stream) -> V {
        match &self.sampler {
            Sampler::Triangular { stretch, mode } if !stream.draws_by_inversion() => {
                V::from_raw(stretch.apply(triangular(*mode, stream.uniform())))
            }
            _ => self.draw_out_of_line(stream),
        }
    }

    #[cfg(feature = "office")]
    #[inline(never)]
    fn draw_out_of_line(&self, stream: &mut Stream) -> V {
        self.draw(stream)
    }

    /// Draws one of the values above `least`, as often as `draw` gives each of them.
    ///
    /// # Panics
    ///
    /// If no draw is above `least`.
    #[cfg(feature = "office")]
    pub(crate) fn draw_above(&self, least: V, stream: &mut Stream) -> V {
        let below = self.cdf(least);
        assert!(below < 1.0, "no draw of {self} is above what it has to be");
        if below <= 0.0 {
            return self.draw(stream);
        }
        // The probability of a value is that of being above the least, times that of the value then.
        let p = below + (1.0 - below) * stream.uniform();
        V::from_raw(self.parameters.quantile(p.min(1.0 - f64::EPSILON)))
    }

    /// For antithetic streams. A constant takes no word of the stream, as elsewhere.
    #[cold]
    #[inline(never)]
    fn draw_by_inversion(&self, stream: &mut Stream) -> V {
        match self.sampler {
            Sampler::Constant(value) => V::from_raw(value),
            _ => V::from_raw(self.parameters.quantile(stream.uniform())),
        }
    }

    /// The mean.
    #[must_use]
    pub fn mean(&self) -> V {
        V::from_raw(self.parameters.mean())
    }

    /// The standard deviation; of a span rounded to the microsecond.
    #[must_use]
    pub fn standard_deviation(&self) -> V {
        V::from_raw(self.parameters.variance().sqrt())
    }

    /// Whether every draw is a whole number, because the family has no others.
    #[cfg(feature = "office")]
    pub(crate) fn is_whole(&self) -> bool {
        self.parameters.is_whole()
    }

    /// The least value, or the limit that draws approach.
    #[must_use]
    pub fn min(&self) -> V {
        V::from_raw(self.parameters.support().0)
    }

    /// The greatest value, if there is one.
    #[must_use]
    pub fn max(&self) -> Option<V> {
        self.parameters.support().1.map(V::from_raw)
    }

    /// The probability that a draw is at most `value`. A span is taken as it is, though draws are rounded to microseconds.
    #[must_use]
    pub fn cdf(&self, value: V) -> f64 {
        self.parameters.cdf(value.to_raw())
    }

    /// The value that a draw does not exceed with probability `p`: the least one, if there are several.
    ///
    /// # Panics
    ///
    /// If `p` is not between 0 and 1, both excluded.
    #[must_use]
    pub fn quantile(&self, p: f64) -> V {
        assert!(
            0.0 < p && p < 1.0,
            "{p} is no probability to take a quantile at: it must be between 0 and 1"
        );
        V::from_raw(self.parameters.quantile(p))
    }

    /// A value that fewer than one draw in 10⁹ exceeds.
    #[cfg(feature = "office")]
    pub(crate) fn seldom_exceeded(&self) -> V {
        V::from_raw(self.parameters.seldom_exceeded())
    }

    /// The name of the family, and its parameters with their names, as a scenario file has them.
    #[cfg(feature = "office")]
    pub(crate) fn parts(&self) -> (&'static str, Vec<(&'static str, String)>) {
        self.parameters.parts()
    }

    /// Whether every draw is the same.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        matches!(self.sampler, Sampler::Constant(_))
    }
}

#[cfg(feature = "office")]
impl Distribution<f64> {
    /// The variance.
    pub(crate) fn variance(&self) -> f64 {
        self.parameters.variance()
    }
}

/// Distributions with equal parameters draw alike.
impl<V: Quantity> PartialEq for Distribution<V> {
    fn eq(&self, other: &Self) -> bool {
        self.parameters == other.parameters
    }
}

impl<V: Quantity> TryFrom<Parameters<V>> for Distribution<V> {
    type Error = Error;

    fn try_from(parameters: Parameters<V>) -> Result<Self> {
        Self::new(parameters)
    }
}

impl<V: Quantity> From<Distribution<V>> for Parameters<V> {
    fn from(distribution: Distribution<V>) -> Self {
        distribution.parameters
    }
}

/// Prints the form used in a scenario file, which can be parsed again: `lognormal(median = 10 d, spread = 1.8)`; a constant
/// is just its value.
impl<V: Quantity> fmt::Display for Distribution<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parameters.fmt(f)
    }
}

#[cfg(all(test, feature = "office"))]
mod tests {
    use statrs::distribution as exact;
    use statrs::distribution::{ContinuousCDF, DiscreteCDF};

    use super::*;

    /// Each against the mean square of two hundred thousand draws, and against the formula of a second implementation where
    /// there is one.
    #[test]
    fn the_variance_is_that_of_the_draws() {
        use statrs::statistics::Distribution as _;
        const DRAWS: u32 = 200_000;
        let all = [
            (Distribution::constant(3.0), 0.0),
            (Distribution::uniform(1.0, 4.0), 0.75),
            (Distribution::triangular(0.0, 1.0, 4.0), 13.0 / 18.0),
            (Distribution::exponential(2.0), 4.0),
            (Distribution::gamma(2.5, 5.0), 10.0),
            (Distribution::erlang(4, 6.0), 9.0),
            (
                Distribution::lognormal(2.0, 1.8),
                exact::LogNormal::new(libm::log(2.0), libm::log(1.8))
                    .unwrap()
                    .variance()
                    .unwrap(),
            ),
            (
                Distribution::weibull(1.7, 3.0),
                exact::Weibull::new(1.7, 3.0).unwrap().variance().unwrap(),
            ),
            // Beta(2, 4) on 0 to 4: 16 · 8 / (36 · 7).
            (Distribution::pert(0.0, 1.0, 4.0), 128.0 / 252.0),
            (Distribution::poisson(3.5), 3.5),
            (Distribution::empirical(&[1.0, 2.0, 6.0]), 14.0 / 3.0),
        ];
        for (made, wanted) in all {
            let made: Distribution<f64> = made.unwrap();
            let found = made.variance();
            assert!(
                (found - wanted).abs() <= 1e-9 * wanted,
                "{made}: {found}, not {wanted}"
            );
            let mut stream = crate::random::Streams::new(1, 0).stream("variance");
            let squares = (0..DRAWS).map(|_| {
                let off = made.draw(&mut stream) - made.mean();
                off * off
            });
            let drawn = squares.sum::<f64>() / f64::from(DRAWS);
            assert!(
                (drawn - wanted).abs() <= 0.04 * wanted,
                "{made}: {drawn}, not {wanted}"
            );
        }
    }

    /// Checks the probability of a draw beyond the value, both where the quantile has a formula and where it is bounded.
    #[test]
    fn fewer_than_one_draw_in_a_billion_exceeds_the_value() {
        let value = |made: Result<Distribution<f64>>| made.unwrap().seldom_exceeded();
        for mean in [0.5, 12.0, 1e5] {
            let sf = exact::Exp::new(1.0 / mean)
                .unwrap()
                .sf(value(Distribution::exponential(mean)));
            assert!((sf / 1e-9 - 1.0).abs() < 1e-6, "exponential({mean}): {sf}");
            let beyond = value(Distribution::poisson(mean)) as u64;
            let sf = exact::Poisson::new(mean).unwrap().sf(beyond);
            assert!(sf < 1e-9, "poisson({mean}): {sf}");
            for shape in [0.1, 1.0, 30.0] {
                let beyond = value(Distribution::gamma(shape, mean));
                let sf = exact::Gamma::new(shape, shape / mean).unwrap().sf(beyond);
                assert!(sf < 1e-9, "gamma({shape}, {mean}): {sf}");
                let sf = exact::Weibull::new(shape, mean).unwrap();
                let sf = sf.sf(value(Distribution::weibull(shape, mean)));
                assert!(
                    (sf / 1e-9 - 1.0).abs() < 1e-6,
                    "weibull({shape}, {mean}): {sf}"
                );
            }
            let median = mean;
            for spread in [1.0001_f64, 1.8, 20.0] {
                let beyond = value(Distribution::lognormal(median, spread));
                let lognormal =
                    exact::LogNormal::new(libm::log(median), libm::log(spread)).unwrap();
                let sf = lognormal.sf(beyond);
                assert!(
                    (sf / 1e-9 - 1.0).abs() < 1e-3,
                    "lognormal({median}, {spread}): {sf}"
                );
            }
        }
        assert_eq!(value(Distribution::uniform(1.0, 4.0)), 4.0);
        // The mean is below 100,000, but some draws are in the billions.
        assert!(value(Distribution::weibull(0.1, 0.02)) > 1e10);
    }
}
