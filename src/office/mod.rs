//! The card-issuing office.

pub mod days;
pub mod plan;
