//! The card-issuing office.

pub mod days;
