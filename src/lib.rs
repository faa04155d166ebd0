//! `cetak` ("to print"): a discrete-event simulation engine, and a card-issuing office built on it.
//!
//! A model is a plain struct and its events are one `enum`. A single clerk, a resident every five minutes on average,
//! four minutes of service each (the M/M/1 queue): how long does one spend in the office?
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

pub mod cli;
#[doc = include_str!("../docs/coming-from.md")]
pub mod coming_from {}
pub mod engine;
pub mod error;
pub mod experiment;
pub mod office;
pub mod process;
pub mod projection;
pub mod random;
pub mod report;
pub mod resource;
pub mod scenario;
pub mod stats;
pub mod time;
pub mod words;

pub use error::{Error, ErrorKind, Place};
