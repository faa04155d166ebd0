//! Randomness: streams found by name, and the distributions that a scenario may name.
//!
//! - [`Streams`] are all streams of one replication; [`Streams::stream`] finds one by its name.
//! - A [`Stream`] is a portable generator: the same words on every platform, thread and run.
//! - A [`Distribution`] is validated when it is made, and drawing from it cannot fail. It is of spans of simulated time
//!   unless said otherwise; `Distribution<f64>` is of plain numbers, such as counts.
//! - A [`Variate`] is a distribution with the stream that drives it.
//! - [`Arrivals`] are the times at which customers come: at a constant or varying rate, recorded, or by appointment.
//!
//! # What stays the same
//!
//! Seed, replication and name give the same draws, to the last bit, on every platform and in every build. A draw needs no more than IEEE
//! arithmetic, square roots, and the `ln` and `exp` of the crate `libm`, pinned to one version; it never asks the mathematics library
//! of the platform.
//!
//! # Common random numbers
//!
//! A stream serves one purpose, so what one part of a model draws never moves the draws of another. Within a stream, how
//! many words an exponential, gamma, Erlang, lognormal or Weibull draw takes does not depend on the mean, median or scale:
//! two scenarios that differ in that alone meet the same draws, stretched. A Poisson distribution with another mean, or
//! another shape, uses the words of its stream otherwise.
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
// | `quantity` | what a distribution can be of: spans or plain numbers |
// | `ziggurat` | exponential and normal draws |
// | `streams` | streams of random numbers, found by name |
// | `distribution/` | the distributions, one file a family |
// | `variate` | a distribution with its stream |
// | `arrivals` | when customers arrive |

mod arrivals;
mod distribution;
mod quantity;
mod streams;
mod variate;
mod ziggurat;

pub use arrivals::{Arrival, Arrivals, Rates};
pub use distribution::Distribution;
pub use quantity::Quantity;
pub use streams::{Stream, Streams};
pub use variate::Variate;
