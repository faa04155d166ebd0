//! Processes: waits, races, panics.

mod by_hand;
mod claims;
mod control;
mod races;
mod random;
mod safety;
