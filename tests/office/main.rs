//! The office: books that balance, the same bits, the days, projections, changed checkpoints.

// What results are held against is no result itself: its last digit may be the platform's.
#![allow(clippy::disallowed_methods)]

mod conservation;
mod days;
mod determinism;
mod measures;
mod projection;
mod tampered;
