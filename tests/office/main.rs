//! The office: books that balance, the same bits, the days, projections, changed checkpoints.

// Reference values may use the platform's `f64` functions.
#![allow(clippy::disallowed_methods)]

mod answers;
mod conservation;
mod days;
mod determinism;
mod find;
mod measures;
mod nation;
mod projection;
mod promise;
mod sensitivity;
mod tampered;
