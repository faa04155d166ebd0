//! The engine and the floors below it: time, chance, statistics, the calendar, runs, checkpoints; and that every module keeps to its floor.

// Reference values may use the platform's `f64` functions.
#![allow(clippy::disallowed_methods)]

mod antithetic;
mod arrivals;
mod automatic;
mod calendar;
mod cancelling;
mod censored;
mod checkpoint;
mod control;
mod distributions;
mod experiment;
mod intervals;
mod layering;
mod over_time;
mod range_ends;
mod reading_order;
mod recorded;
mod reduction;
mod runs;
mod selection;
mod simultaneous;
mod streams_pinned;
mod ties;
mod twice;
mod uncertainty;
#[cfg(feature = "office")]
mod written_forms;
