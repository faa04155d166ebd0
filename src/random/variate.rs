//! A distribution together with the stream that drives it.

use serde::{Deserialize, Serialize};

use super::{Distribution, Quantity, Stream};
use crate::time::Span;

/// Draws of one distribution from one stream: one source of randomness in a model.
///
/// It is a value. **A clone repeats the same draws**, as a forked run must. In processes, which share a variate by cloning it, take
/// the handles of [`World::variate`](crate::process::World::variate).
///
/// # Examples
///
/// ```
/// use cetak::random::{Distribution, Streams};
/// use cetak::time::{Span, minutes};
///
/// # fn main() -> Result<(), cetak::Error> {
/// let mut arrivals = Streams::new(1, 0).variate("arrivals", Distribution::exponential(minutes(5.0))?);
/// let until_next: Span = arrivals.draw();
/// assert!(!until_next.is_negative());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Variate<V: Quantity = Span> {
    distribution: Distribution<V>,
    stream: Stream,
}

impl<V: Quantity> Variate<V> {
    /// Draws of `distribution` from `stream`.
    #[must_use]
    pub fn new(distribution: Distribution<V>, stream: Stream) -> Self {
        Self {
            distribution,
            stream,
        }
    }

    /// The next draw.
    #[inline]
    pub fn draw(&mut self) -> V {
        self.distribution.draw(&mut self.stream)
    }

    /// The distribution it draws from.
    #[must_use]
    pub fn distribution(&self) -> &Distribution<V> {
        &self.distribution
    }
}
