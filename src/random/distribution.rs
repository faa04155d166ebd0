//! The distributions that a scenario may name.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::parameters::Parameters;
use super::sampler::Sampler;
use super::{Quantity, Stream};
use crate::error::{Error, Result};
use crate::time::Span;

/// A probability distribution of a quantity that is not negative: of spans of simulated time, or of plain numbers
/// (`Distribution<f64>`).
///
/// It is checked when it is made, so drawing cannot fail. Spans are drawn to the nearest microsecond; a draw beyond 285
/// years counts as 285 years, and a plain number beyond 1e300 as 1e300. Where limits may be equal (`min`, `mode`,
/// `max`) the distribution becomes a constant.
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Parameters<V>", into = "Parameters<V>", bound = "")]
pub struct Distribution<V: Quantity = Span> {
    parameters: Parameters<V>,
    sampler: Sampler,
}

/// Every constructor fails with [`ErrorKind::Value`](crate::ErrorKind::Value) when a parameter is negative, is not
/// finite, is out of the range that its text names, or puts the mean beyond what can be computed with.
impl<V: Quantity> Distribution<V> {
    /// Always this value.
    pub fn constant(value: V) -> Result<Self> {
        Self::new(Parameters::Constant { value })
    }

    /// Anything between `min` and `max`, all equally likely.
    pub fn uniform(min: V, max: V) -> Result<Self> {
        Self::new(Parameters::Uniform { min, max })
    }

    /// Between `min` and `max`, with a density that rises in a straight line to its peak at `mode` and falls in one
    /// after it; the mean is the mean of the three.
    pub fn triangular(min: V, mode: V, max: V) -> Result<Self> {
        Self::new(Parameters::Triangular { min, mode, max })
    }

    /// Times between events that happen independently of each other at a constant rate; `mean` is above 0.
    pub fn exponential(mean: V) -> Result<Self> {
        Self::new(Parameters::Exponential { mean })
    }

    /// The gamma distribution with this shape (0.01 to 1,000,000) and mean (above 0); its variance is mean² / shape.
    pub fn gamma(shape: f64, mean: V) -> Result<Self> {
        Self::new(Parameters::Gamma { shape, mean })
    }

    /// The sum of this many exponential phases (at least 1) that together have this mean (above 0).
    pub fn erlang(phases: u32, mean: V) -> Result<Self> {
        Self::new(Parameters::Erlang { phases, mean })
    }

    /// The lognormal distribution. Half the draws are below `median` (above 0), and two thirds lie between
    /// median / spread and median × spread.
    ///
    /// `spread` is the geometric standard deviation, e^σ with σ the standard deviation of the logarithm: at least 1, and
    /// 1 makes it a constant. The mean is median × exp(σ²/2).
    pub fn lognormal(median: V, spread: f64) -> Result<Self> {
        Self::new(Parameters::Lognormal { median, spread })
    }

    /// The Weibull distribution: P(X > x) = exp(−(x / scale)^shape), with a shape of 0.01 to 1,000,000 and a scale
    /// above 0. As a time to failure, a shape below 1 means early failures, 1 failures at random, above 1 wear.
    pub fn weibull(shape: f64, scale: V) -> Result<Self> {
        Self::new(Parameters::Weibull { shape, scale })
    }

    /// The PERT distribution of an expert's three estimates: beta on `min` to `max` with mean (min + 4 mode + max) / 6.
    pub fn pert(min: V, mode: V, max: V) -> Result<Self> {
        Self::new(Parameters::Pert { min, mode, max })
    }

    /// One of these values (at least one), each equally likely; a value given twice is twice as likely.
    pub fn empirical(values: &[V]) -> Result<Self> {
        Self::new(Parameters::Empirical {
            values: values.to_vec().into(),
        })
    }

    pub(super) fn new(parameters: Parameters<V>) -> Result<Self> {
        parameters.check()?;
        let sampler = parameters.sampler();
        Ok(Self {
            parameters,
            sampler,
        })
    }

    /// One draw.
    #[inline]
    pub fn draw(&self, stream: &mut Stream) -> V {
        V::from_raw(self.sampler.draw(stream))
    }

    /// The mean.
    #[must_use]
    pub fn mean(&self) -> V {
        V::from_raw(self.parameters.mean())
    }

    /// The least value, or the limit that draws come arbitrarily near to.
    #[must_use]
    pub fn min(&self) -> V {
        V::from_raw(self.parameters.support().0)
    }

    /// The greatest value, if there is one.
    #[must_use]
    pub fn max(&self) -> Option<V> {
        self.parameters.support().1.map(V::from_raw)
    }

    /// A value that fewer than one draw in 10⁹ exceeds.
    #[cfg(feature = "office")]
    pub(crate) fn seldom_exceeded(&self) -> V {
        V::from_raw(self.parameters.seldom_exceeded())
    }

    /// Whether every draw is the same.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        matches!(self.sampler, Sampler::Constant(_))
    }
}

impl Distribution<f64> {
    /// The number of events in a period, when they happen independently at a constant rate and `mean` of them are
    /// expected: 0 to 1,000,000,000.
    ///
    /// # Errors
    ///
    /// As the other constructors.
    pub fn poisson(mean: f64) -> Result<Self> {
        Self::new(Parameters::Poisson { mean })
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

/// The form of a scenario file, which reads back: `lognormal(median = 10 d, spread = 1.8)`; a
/// constant is its value alone.
impl<V: Quantity> fmt::Display for Distribution<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parameters.fmt(f)
    }
}
