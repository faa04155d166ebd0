//! Resources: who starts service when, at one instant and over time.

// Reference values may use the platform's `f64` functions.
#![allow(clippy::disallowed_methods)]

// | file, in reading order | what it holds |
// |---|---|
// | `support` | what the tests share |
// | `queues` | who is next, and who finds no place |
// | `stops` | units that stop for causes |
// | `preemption` | units that are taken from one customer for another |
// | `claims` | claims to units that others hold |
// | `duty` | how much servers and units work |
// | `stock` | stocks, stores and conditions |
// | `room` | those who put something in and wait for room |
// | `together` | servers that work on all at once or serve several together; who waits |
// | `ids` | ids of another resource |
// | `races` | what happens at the very same instant |
// | `random` | random actions on a pool |

mod claims;
mod duty;
mod ids;
mod preemption;
mod queues;
mod races;
mod random;
mod room;
mod stock;
mod stops;
mod support;
mod together;
