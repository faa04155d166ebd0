//! Scenario files: what they mean, and what is said of those that are wrong.

mod broken;
mod by_date;
mod docs;
mod files;
mod flat;
mod fuzz_seeds;
mod idle;
mod marks;
mod mended;
mod nation;
mod reference;
mod register;
mod shipped;
mod sizes;
mod texts;
mod unknown;
