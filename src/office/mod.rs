//! The card-issuing office: sites with printers that wear, a stock of blanks, upgrades, outages, and residents who wait.
//!
//! A [`Plan`](plan::Plan) says what the office is; [`Setup`] makes it ready; a [`Run`] is one replication of it, and its
//! [`Outcome`] says what happened. The rules are those of docs/design.md, section "The office".

// | file, in reading order | what it holds |
// |---|---|
// | `plan` | what the office is told: sites, printers, residents, blanks, outages |
// | `days/` | the dates on which it is open, and its hours |
// | `ids` | numbers of sites, printers and kecamatan, and lists by them |
// | `size` | how much work and memory a plan takes |
// | `limits` | the largest numbers there may be |
// | `setup` | a plan made ready to run |
// | `backlog` | the residents of the start, and when their suket expire |
// | `routes` | where residents may be served |
// | `delays` | delays one after another, in calendar time or working days |
// | `event` | what can happen |
// | `model` | the office as a model of the engine |
// | `state` | everything that changes during a run, and is saved with it |
// | `machine` | one printer at run time |
// | `place` | the place of a resident in a queue, as one number |
// | `served` | how much of the backlog has a card, and its milestones |
// | `issued` | who has a card, and after how long |
// | `queues` | who waits, and who is next |
// | `index` | what the rules look up at every card; computed from the state |
// | `bits` | a set of numbers, one bit each |
// | `start` | schedules what is known when a run starts |
// | `rules/` | what each event does |
// | `stretch` | cards one after another while nothing else happens |
// | `run` | one replication, from the start to its outcome |
// | `daily_counts` | watches a run for what each place does day by day |
// | `print_days` | watches a run for the days on which cards are printed |
// | `outcome` | the results of one replication |
// | `check` | checks that the books of a run balance |
// | `loaded/` | checks whether a run can have reached a state that was read from a file |
// | `best_case` | the earliest day on which the backlog can be cleared |
// | `sample` | the plan that the tests start from |
// | `tests/` | exact cases by hand |

mod backlog;
mod best_case;
mod bits;
mod check;
mod daily_counts;
pub mod days;
mod delays;
mod event;
mod ids;
mod index;
mod issued;
mod limits;
mod loaded;
mod machine;
mod model;
mod outcome;
mod place;
pub mod plan;
mod print_days;
mod queues;
mod routes;
mod rules;
mod run;
#[cfg(test)]
pub(crate) mod sample;
mod served;
mod setup;
pub mod size;
mod start;
mod state;
mod stretch;
#[cfg(test)]
mod tests;

pub(crate) use backlog::allot;
pub(crate) use daily_counts::DailyCounts;
pub use event::Event;
pub use ids::{KecamatanId, PrinterId, SiteId};
pub use model::{LastCard, Office, Resident};
pub use outcome::{Day, Outcome, PrinterState, PrinterTime, StockOut, TimeByState};
pub(crate) use print_days::PrintDays;
pub use run::{Run, run};
pub use served::{MILESTONES, MilestoneDays, NEARLY_ALL};
pub use setup::Setup;
