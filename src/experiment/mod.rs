//! Experiments: a function from random streams to an outcome, run many times.
//!
//! The function gets the [`Streams`](crate::random::Streams) of its replication and no other source of randomness, so it
//! serves an M/M/1 queue as well as an office, and the same seed gives the same outcomes on any number of threads. Two
//! scenarios run with the same seed use *common random numbers*: each stream is found by the name of what it drives.

mod replicate;

pub use replicate::{Control, Settings, each, replicate};
