//! The office: books that balance, the same bits, the days, projections, changed checkpoints.

mod conservation;
mod days;
mod determinism;
mod measures;
mod projection;
mod tampered;
