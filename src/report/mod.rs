//! What is told about a projection: a planner's page of text, JSON, CSV, and a plot; in English and Indonesian.
//!
//! A report only reads a [`Projection`](crate::projection::Projection) or a [`Comparison`](crate::projection::Comparison); it runs
//! nothing and decides nothing.

pub mod compare;
pub mod csv;
pub mod json;
mod page;
mod phrases;
#[cfg(feature = "plot")]
pub mod plot;
pub mod text;
pub mod trace;
