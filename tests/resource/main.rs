//! Resources: who starts service when, at one instant and over time.

mod by_hand;
mod by_hand_stops;
mod claims;
mod races;
mod stock;
mod traces;
