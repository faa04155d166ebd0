//! The card-issuing office: sites with printers that wear, a stock of blanks, upgrades, outages, and residents who wait.
//!
//! A [`Plan`](plan::Plan) says what the office is; [`Layout`] makes it ready; a [`Run`] is one replication of it, and its
//! [`Outcome`] says what happened. The rules are those of docs/design.md, section "The office".

mod backlog;
mod best_case;
mod bits;
mod check;
pub mod days;
mod delays;
mod event;
mod ids;
mod index;
mod layout;
mod limits;
mod loaded;
mod machine;
mod model;
mod outcome;
mod place;
pub mod plan;
mod queues;
mod routes;
mod rules;
mod run;
#[cfg(test)]
pub(crate) mod sample;
pub mod size;
mod start;
mod state;
#[cfg(test)]
mod tests;

pub use event::Event;
pub use ids::{KecamatanId, PrinterId, SiteId};
pub use layout::Layout;
pub use model::{LastCard, Office, Resident};
pub use outcome::{Day, Outcome, PrinterState, PrinterTime, TimeByState};
pub use run::{Run, run};
