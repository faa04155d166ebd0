//! Resources: who starts service when, at one instant and over time.

// What results are held against is no result itself: its last digit may be the platform's.
#![allow(clippy::disallowed_methods)]

mod by_hand;
mod by_hand_stops;
mod claims;
mod ids;
mod races;
mod stock;
mod traces;
