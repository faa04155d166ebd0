//! The card-issuing office: sites with printers that wear, a stock of blanks, upgrades, outages, and residents who wait.
//!
//! A [`Plan`](plan::Plan) says what the office is; [`Layout`] makes it ready; a [`Run`] is one replication of it, and its
//! [`Outcome`] says what happened. The rules are those of docs/design.md, section "The office".

mod bound;
mod check;
pub mod days;
mod delays;
mod desk;
mod event;
mod flow;
mod layout;
mod loaded;
mod model;
mod outcome;
pub mod plan;
mod residents;
mod run;
#[cfg(test)]
mod sample;
mod shelf;
mod start;
mod state;
#[cfg(test)]
mod tests;
mod unit;

pub use event::Event;
pub use layout::Layout;
pub use model::Office;
pub use outcome::{Day, Outcome, PrinterState, TimeByState};
pub use residents::Resident;
pub use run::{Run, run};
pub use state::LastCard;
