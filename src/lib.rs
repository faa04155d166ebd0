//! `cetak` ("to print"): a discrete-event simulation engine, and a card-issuing office built on it.

pub mod error;
mod normal;
pub mod random;
pub mod stats;
pub mod time;

pub use error::{Error, ErrorKind, Place};
