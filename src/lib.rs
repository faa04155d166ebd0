//! `cetak` ("to print"): a discrete-event simulation engine, and a card-issuing office built on it.

pub mod error;
pub mod office;
pub mod time;

pub use error::{Error, ErrorKind, Place};
