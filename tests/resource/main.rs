//! Resources: who starts service when, at one instant and over time.

// Reference values may use the platform's `f64` functions.
#![allow(clippy::disallowed_methods)]

mod by_hand;
mod by_hand_stops;
mod claims;
mod ids;
mod races;
mod stock;
mod traces;
