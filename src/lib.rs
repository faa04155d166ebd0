//! `cetak` ("to print"): a discrete-event simulation engine, and a card-issuing office built on it.

pub mod engine;
pub mod error;
pub mod resource;
pub mod time;

pub use error::{Error, ErrorKind, Place};
