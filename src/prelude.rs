//! What models of [processes](crate::process) and their [experiments](crate::experiment) are written with, in one line:
//! `use cetak::prelude::*;`.
//!
//! It has what a process waits for and draws from, what a model records, laws, times, and the experiment with its outputs, its comparison and its selection. [`Resource`], [`Event`] and their like are those of
//! [`process`](crate::process): a model of typed events takes its own from [`engine`](crate::engine) and [`resource`](crate::resource), by name. [`Result`] is
//! the usual one with [`Error`](crate::Error) where none is given, so `Result<A, B>` means what it always does.
//!
//! # Examples
//!
//! ```
//! use cetak::prelude::*;
//!
//! async fn customer(world: World, clerk: Resource) {
//!     let _clerk = clerk.seize().await;
//!     world.hold(minutes(4.0)).await;
//! }
//!
//! fn main() -> Result<()> {
//!     let days = Experiment::of_world(hours(8.0), |world| {
//!         let clerk = Resource::new(world, "clerk", 1);
//!         let between = world.variate("customers", Distribution::exponential(minutes(5.0))?);
//!         world.spawn_arrivals(between, &clerk, customer);
//!         Ok(())
//!     })?;
//!     days.replications(100).print()
//! }
//! ```

pub use crate::error::Result;
pub use crate::experiment::{
    Alternatives, Comparison, Experiment, IndifferenceZone, Outputs, Precision, Window,
};
pub use crate::process::{
    BatchServer, Either, Event, Level, Pool, Process, ProcessorSharing, Resource, Shared, Signal,
    Stock, Store, Stream, Variate, World, race,
};
pub use crate::random::Distribution;
pub use crate::resource::{Key, OnPreempt, Request};
pub use crate::stats::Tally;
pub use crate::time::{Span, Time, days, hours, minutes, seconds};
