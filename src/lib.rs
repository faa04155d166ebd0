//! `cetak` ("to print"): a discrete-event simulation engine, and a card-issuing office built on it.
//!
//! A model is a plain struct and its events are one `enum`. A single clerk, one resident every five minutes on average, four
//! minutes of service each (the M/M/1 queue): how long does a resident spend in the office?
//!
//! ```
//! use cetak::engine::{Calendar, Model, Simulation};
//! use cetak::random::{Distribution, Streams, Variate};
//! use cetak::resource::Resource;
//! use cetak::stats::Tally;
//! use cetak::time::{Time, days, minutes};
//!
//! enum Event { Arrival, Departure(Time) } // when this customer arrived
//!
//! struct Mm1 { arrivals: Variate, service: Variate, clerk: Resource<Time>, time_in_system: Tally }
//!
//! impl Model for Mm1 {
//!     type Event = Event;
//!
//!     fn start(&mut self, cal: &mut Calendar<Event>) {
//!         cal.schedule(self.arrivals.draw(), Event::Arrival);
//!     }
//!
//!     fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
//!         let now = cal.now();
//!         let starts_service = match event {
//!             Event::Arrival => {
//!                 cal.schedule(self.arrivals.draw(), Event::Arrival);
//!                 self.clerk.seize(now, now)
//!             }
//!             Event::Departure(arrived) => {
//!                 self.time_in_system.record((now - arrived).as_minutes());
//!                 self.clerk.release(now)
//!             }
//!         };
//!         if let Some(arrived) = starts_service {
//!             cal.schedule(self.service.draw(), Event::Departure(arrived));
//!         }
//!     }
//! }
//!
//! let streams = Streams::new(2017, 0); // seed, replication
//! let mut sim = Simulation::new(Mm1 {
//!     arrivals: streams.variate("arrivals", Distribution::exponential(minutes(5.0))?),
//!     service: streams.variate("service", Distribution::exponential(minutes(4.0))?),
//!     clerk: Resource::new("clerk", 1),
//!     time_in_system: Tally::new(),
//! });
//! sim.run_until(Time::ZERO + days(365.0));
//!
//! let mean = sim.model().time_in_system.mean().expect("somebody came");
//! println!("{mean:.1} minutes; theory says 1 / (1/4 - 1/5) = 20");
//! assert!((mean - 20.0).abs() < 2.0);
//! # Ok::<(), cetak::Error>(())
//! ```
//!
//! # Modules
//!
//! A module uses only modules above it in this table; modules in one row do not know each other.
//!
//! | module | what it holds |
//! |---|---|
//! | [`words`] | all texts of errors and reports, in Indonesian and English |
//! | [`error`] | the one [`Error`]: its kind, its place and its cause |
//! | [`time`] | [`Time`](time::Time) and [`Span`](time::Span) in whole microseconds |
//! | [`random`], [`stats`] | streams found by name, and distributions drawn from them; tallies, time-weighted averages, quantiles, estimates with intervals |
//! | [`designs`], [`fitting`], [`register`], [`engine`], [`resource`] | designs of experiments over named inputs, screening, shares of the variance; distributions fitted to data; who waits by the rows of a register; the event calendar, models, simulations, observers, checkpoints; servers with a queue, pools of units, stocks and stores, opening hours |
//! | [`process`] | models written as `async` functions |
//! | [`experiment`], [`office`] | parallel replications of any model or function of random streams; the card office: its [`Plan`](office::plan::Plan) and a [`Run`](office::Run) of it |
//! | [`plots`], [`prelude`], [`projection`] | results of any experiment as SVG; what models of processes are written with, in one line; many runs of a plan summarised, and plans compared |
//! | [`nation`] | many offices that share the blanks of the ministry |
//! | [`scenario`] | a TOML file turned into a plan, or into a list of all its problems |
//! | [`campaign`] | a table of jobs that any number of processes work through |
//! | [`report`] | a projection as text, JSON, CSV and SVG; how far a campaign is |
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | none | everything independent of the office: [`error`], [`time`], [`random`], [`stats`], [`designs`], [`fitting`], [`engine`], [`resource`], [`process`], [`experiment`], [`prelude`] |
//! | `office` | [`office`], [`register`], [`scenario`], [`projection`], [`campaign`], [`words`], and [`report`] as text, JSON and CSV |
//! | `plot` | `plots` of any experiment; with `office`, also `report::plot` |
//! | `cli`, the default | the command `cetak`; with `office` and `plot` |
//!
//! For your own models, `cetak = { version = "0.1", default-features = false }` is enough, and compiles a third as many
//! crates. No feature changes a number.
//!
//! # The office
//!
//! A program that needs the results rather than the report calls [`scenario::read`] (or [`scenario::builtin`]) and
//! [`projection::project`], and reads the fields of the [`Projection`](projection::Projection):
//!
#![cfg_attr(feature = "office", doc = "```")]
#![cfg_attr(not(feature = "office"), doc = "```ignore")]
//! use cetak::{experiment::{Settings, Control}, projection::project, scenario};
//!
//! let office = scenario::builtin("bangli-exact")?; // or scenario::read("my-office.toml", &[])
//! let settings = Settings { replications: 1, ..Settings::default() }; // nothing in it is random
//! let answer = project(office.plan, &settings, &[], &Control::default())?;
//! assert_eq!(answer.measures.cleared_on.quantiles.p50, Some(jiff::civil::date(2017, 6, 14)));
//! # Ok::<(), cetak::Error>(())
//! ```
//!
//! # Pages
//!
//! [`tutorial`] goes from nothing to an experiment that compares plans, [`patterns`] has what most models need (shifts,
//! breakdowns, batches, blocking and others), [`coming_from`] translates from other simulators.
//!
//! # What it does not do
//!
//! - It does not estimate a scenario from data: [`fitting`] fits a law to a column of numbers, and you write it into the scenario.
//! - It does not look for the best plan. It compares the plans it is given.
//! - It has no blocks to draw: a model is a state and a `match` over its events, or, where it need not be saved, `async` functions
//!   ([`process`]).
//! - It simulates one replication on one thread; replications run in parallel.
//! - It knows civil dates and local time only, without time zones and daylight saving time.
//! - The office has no operators, no costs and no money, and residents never give up or come twice.

// The page of the whole crate names what a feature has left out.
#![cfg_attr(
    not(all(feature = "office", feature = "plot")),
    allow(rustdoc::broken_intra_doc_links)
)]

#[doc = include_str!("../docs/coming-from.md")]
pub mod coming_from {}
#[doc = include_str!("../docs/patterns.md")]
pub mod patterns {}
#[doc = include_str!("../docs/tutorial.md")]
pub mod tutorial {}

#[cfg(feature = "office")]
pub mod campaign;
pub mod designs;
pub mod engine;
pub mod error;
pub mod experiment;
pub mod fitting;
#[cfg(feature = "office")]
pub mod nation;
#[cfg(feature = "office")]
pub mod office;
#[cfg(feature = "plot")]
pub mod plots;
pub mod prelude;
pub mod process;
#[cfg(feature = "office")]
pub mod projection;
pub mod random;
#[cfg(feature = "office")]
pub mod register;
#[cfg(feature = "office")]
pub mod report;
pub mod resource;
#[cfg(feature = "office")]
pub mod scenario;
pub mod stats;
mod support;
pub mod time;
mod waiting;
#[cfg_attr(not(feature = "office"), doc(hidden))]
pub mod words;

pub use error::{Error, ErrorKind, Place};

/// What the command in `src/bin/cetak` shares with the library. It changes without notice and belongs to no version's promise.
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod __command {
    pub use crate::support::paths::{folder, followed};
    pub use crate::support::visible::visible;
    pub use crate::support::write_aside::{Aside, create, exit, is_read_only};
    pub use crate::words::fluent::say;
    pub use crate::words::message::{Message, Variable};

    /// The date that a text in another form means, as year-month-day.
    #[must_use]
    pub fn date_meant(text: &str) -> Option<String> {
        crate::words::date_meant(text)?.ok()
    }

    /// An error with a message of the word files.
    pub fn error(kind: crate::ErrorKind, message: Message) -> crate::Error {
        crate::Error::of(kind, message)
    }
}

/// Runs the Rust of the README as a test.
#[cfg(all(doctest, feature = "office"))]
#[doc = include_str!("../README.md")]
struct Readme;
