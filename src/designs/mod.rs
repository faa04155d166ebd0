//! Designs of experiments over named inputs, and the influence of each input on the results.
//!
//! A design says at which values of its inputs a model is to be run; the model itself, one run or many, is the caller's. Each
//! design holds [`Points`]: run the model at every point, in any order and in parallel, keep the results by the number of the
//! point, and give them back.
//!
//! - [`Inputs`]: what is varied, each input by its name, with its range or its
//!   [distribution](Input::distributed), or as a level from 0 to 1.
//! - [`factorial`], [`Fraction`]: all combinations of a few levels, or a balanced part of them, with [main
//!   effects](Fraction::main_effects).
//! - [`latin_hypercube`], [`sobol_points`]: points that fill the space evenly.
//! - [`Morris`]: which of many inputs matter at all, in a few runs for each (screening).
//! - [`Sobol`]: which share of the variance of the result comes from which input (Sobol' indices).
//!
//! # A model that is itself random
//!
//! A simulation gives another result with another replication. The designs say which replication to run at each point
//! ([`Points::replication`]), so that the effect of chance is not taken for the effect of an input:
//!
//! - [`Morris`] runs all points of a trajectory with the same replication. A step then changes one input and nothing else.
//! - [`Sobol::with_chance`] makes the replication itself one of the inputs. Its share of the variance is what remains
//!   uncertain when all inputs are known.
//!
//! # Examples
//!
//! The function of Ishigami and Homma, whose indices are known. The third input matters only together with the first:
//!
//! ```
//! use std::f64::consts::PI;
//!
//! use cetak::designs::{Input, Inputs, Sobol};
//! use cetak::random::Streams;
//!
//! let inputs = Inputs::new(["x1", "x2", "x3"].map(|name| Input::between(name, -PI, PI)))?;
//! let mut stream = Streams::new(2017, 0).stream("design");
//! let design = Sobol::new(inputs, 1024, &mut stream)?;
//! let results = design.points().evaluate(|x| {
//!     x[0].sin() + 7.0 * x[1].sin().powi(2) + 0.1 * x[2].powi(4) * x[0].sin()
//! });
//! let indices = design.indices(&results, 0.95, &mut stream).expect("results that differ");
//! let [first, second, third] = &indices.inputs[..] else { panic!("three inputs") };
//! assert!((first.first_order - 0.3139).abs() < 0.05 && (first.total - 0.5576).abs() < 0.05);
//! assert!((second.first_order - 0.4424).abs() < 0.05 && (second.total - 0.4424).abs() < 0.05);
//! assert!(third.first_order.abs() < 0.05 && (third.total - 0.2437).abs() < 0.05);
//! # Ok::<(), cetak::Error>(())
//! ```

// | file, in reading order | what it holds |
// |---|---|
// | `inputs` | the inputs that a design varies |
// | `points` | at which values a model is run, with which replication |
// | `factorial` | combinations of levels, and main effects |
// | `latin` | Latin hypercubes |
// | `directions` | the direction numbers of Sobol' points |
// | `sequence` | Sobol' points |
// | `resampling` | bootstrap intervals |
// | `morris` | trajectories, and elementary effects |
// | `sobol` | shares of the variance: Sobol' indices |

mod directions;
mod factorial;
mod inputs;
mod latin;
mod morris;
mod points;
mod resampling;
mod sequence;
mod sobol;

pub use factorial::{Fraction, factorial};
pub use inputs::{Input, Inputs};
pub use latin::latin_hypercube;
pub use morris::{Effect, Morris};
pub use points::Points;
pub use sequence::{MOST_DIMENSIONS, sobol_points};
pub use sobol::{Index, Indices, Sobol};
