//! Randomness: streams found by name, and the distributions that a scenario may name.
//!
//! - [`Streams`] are all streams of one replication; [`Streams::stream`] finds one by its name.
//! - A [`Stream`] is a portable generator: the same numbers on every platform, thread and run.
//! - A [`Distribution`] is validated when it is made, and drawing from it cannot fail. It is of spans of simulated time
//!   unless said otherwise; `Distribution<f64>` is of plain numbers, such as counts.
//! - A [`Variate`] is a distribution with the stream that drives it.
//!
//! Every draw is computed with IEEE arithmetic, square roots and the `libm` crate alone, so it is the same to the last
//! bit on every platform and whatever other crates a build contains. Where the quantile function is cheap, draws are its
//! value at one uniform number (the inverse-transform method; Law & Kelton, *Simulation Modeling and Analysis*, 8.2.1):
//! a larger parameter then gives a larger draw from the same stream, which is what makes common random numbers work.
//! Only gamma, Erlang, PERT and large Poisson draws use rejection.
//!
//! # Examples
//!
//! ```
//! use cetak::random::{Distribution, Streams};
//! use cetak::time::Span;
//!
//! # fn main() -> Result<(), cetak::Error> {
//! let repair = Distribution::<Span>::parse("lognormal(median = 10 d, spread = 1.8)")?;
//! let mut repairs = Streams::new(2017, 0).variate("Susut/printer 1/repair", repair);
//! let first = repairs.draw();
//! assert!(first.as_days() > 0.0);
//! # Ok(())
//! # }
//! ```

mod distribution;
mod gamma;
mod parameters;
mod parse;
mod poisson;
mod quantity;
mod sampler;
mod streams;
mod variate;

pub use distribution::Distribution;
pub use parse::{format_span, parse_span};
pub use quantity::Quantity;
pub use streams::{Stream, Streams};
pub use variate::Variate;
