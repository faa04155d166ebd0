//! `cetak` ("to print"): a discrete-event simulation engine, and a card-issuing office built on it.

pub mod engine;
pub mod error;
pub mod experiment;
pub mod office;
pub mod projection;
pub mod random;
pub mod resource;
pub mod stats;
pub mod time;

pub use error::{Error, ErrorKind, Place};
