//! The engine: a calendar of typed events, models that handle them, and runs that can be watched, cloned, saved and resumed.
//!
//! A model is a plain struct, its events are one `enum`, and a run is plain data. Nothing here knows about queues or
//! statistics; models use [`crate::resource`] and [`crate::stats`], and pass them the clock.
//!
//! # Examples
//!
//! One printer that takes three minutes per card and breaks down now and then:
//!
//! ```
//! use cetak::engine::{Calendar, Ended, EventId, Model, Simulation};
//! use cetak::time::{Time, minutes};
//!
//! enum Event { Printed, Breakdown, Repaired }
//!
//! #[derive(Default)]
//! struct Printer { cards: u32, printing: Option<EventId> }
//!
//! impl Model for Printer {
//!     type Event = Event;
//!
//!     fn start(&mut self, cal: &mut Calendar<Event>) {
//!         self.printing = Some(cal.schedule(minutes(3.0), Event::Printed));
//!         cal.schedule(minutes(10.0), Event::Breakdown);
//!     }
//!
//!     fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
//!         match event {
//!             Event::Printed | Event::Repaired => {
//!                 self.cards += u32::from(matches!(event, Event::Printed));
//!                 self.printing = Some(cal.schedule(minutes(3.0), Event::Printed));
//!             }
//!             Event::Breakdown => {
//!                 // The card in the printer is lost.
//!                 self.printing.take().and_then(|card| cal.cancel(card));
//!                 cal.schedule(minutes(30.0), Event::Repaired);
//!             }
//!         }
//!     }
//! }
//!
//! let mut sim = Simulation::new(Printer::default());
//! assert_eq!(sim.run_until(Time::ZERO + minutes(46.0)), Ended::Time);
//! assert_eq!(sim.model().cards, 3 + 2);
//! ```

// | file, in reading order | what it holds |
// |---|---|
// | `calendar` | the clock and the pending events |
// | `simulation` | models, and the loop that runs them |
// | `observer` | watching a run: a fingerprint, a trace |
// | `trace` | a trace of a run for people to read |
// | `checkpoint` | a run saved to a file and loaded again |
// | `savable` | refuses a state that would not load again |

mod calendar;
pub mod checkpoint;
mod observer;
mod savable;
mod simulation;
mod trace;

pub use crate::waiting::Waiting;
#[cfg(feature = "office")]
pub(crate) use calendar::Lifted;
pub use calendar::{Calendar, EventId, Pending, Priority};
pub use observer::{Fingerprint, Observer, Trace};
pub use simulation::{Ended, Model, ObservedSimulation, Simulation};
pub use trace::{Json, Lines, Progress, Text};
