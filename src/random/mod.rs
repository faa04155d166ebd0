//! Randomness: streams found by name, and the distributions that a scenario can use.
//!
//! - [`Streams`] holds all streams of one replication; [`Streams::stream`] finds one by its name.
//! - A [`Stream`] is a portable generator: it gives the same words on every platform, in every thread and every run.
//! - A [`Distribution`] is checked when it is made, so drawing from it cannot fail. By default it draws spans of simulated
//!   time; a `Distribution<f64>` draws plain numbers, such as counts.
//! - A [`Variate`] is a distribution with the stream that drives it.
//! - [`Arrivals`] are the times at which customers come: at a constant or varying rate, recorded, or by appointment.
//!
//! All of these are values: a clone of a stream, a variate or a source of arrivals repeats its draws, so that a run that is
//! forked can meet the same chance. Processes share one by the handles that a
//! [`World`](crate::process::World::stream) gives out.
//!
//! # What stays the same
//!
//! The same seed, replication and name give the same draws, to the last bit, on every platform and in every build. A draw
//! uses only IEEE arithmetic, square roots, and the `ln` and `exp` of the crate `libm`, pinned to one version; it never calls
//! the mathematics library of the platform.
//!
//! # Common random numbers
//!
//! Each stream serves one purpose, so draws of one part of a model never shift the draws of another. The number of words that
//! an exponential, gamma, Erlang, lognormal or Weibull draw takes from its stream does not depend on the mean, median or
//! scale: two scenarios that differ only in that get the same draws, scaled. A Poisson distribution with another mean, or any
//! distribution with another shape, uses the words of its stream differently.
//!
//! # Antithetic pairs
//!
//! [`Streams::antithetic`] gives the replications 2k and 2k + 1 opposite chance, so that the mean of the two varies less. It says
//! what of a model is antithetic and what is not.
//!
//! # Examples
//!
//! ```
//! use cetak::random::{Distribution, Streams};
//!
//! # fn main() -> Result<(), cetak::Error> {
//! let repair: Distribution = "lognormal(median = 10 d, spread = 1.8)".parse()?;
//! let mut repairs = Streams::new(2017, 0).variate("Susut/printer 1/repair", repair);
//! let first = repairs.draw();
//! assert!(first.as_days() > 0.0);
//! # Ok(())
//! # }
//! ```

// | file, in reading order | what it holds |
// |---|---|
// | `quantity` | the kinds of values that can be drawn: spans or plain numbers |
// | `ziggurat` | exponential and normal draws |
// | `chance` | the probability of what happens or does not |
// | `streams` | streams of random numbers, found by name |
// | `distribution/` | the distributions, one file per family |
// | `variate` | a distribution with its stream |
// | `rates` | a rate of arrivals that changes over time |
// | `arrivals` | when customers arrive |

mod arrivals;
#[cfg(feature = "office")]
mod chance;
mod distribution;
mod quantity;
mod rates;
mod streams;
mod variate;
mod ziggurat;

pub use arrivals::{Arrival, Arrivals};
#[cfg(feature = "office")]
pub(crate) use chance::Chance;
pub use distribution::Distribution;
pub use quantity::Quantity;
pub use rates::Rates;
pub use streams::{Stream, Streams};
pub use variate::Variate;
