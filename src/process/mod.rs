//! Processes: `async` functions that hold, seize and wait, for models that are easier told as the life of each entity.
//!
//! This is an optional module above the engine, for those who come from SimPy, Cimba or SIMULA. Prefer typed events where
//! they serve as well; what a process costs stands [below](#what-it-costs).
//!
//! - [`Processes`] owns them and runs them; [`World`] is what a process knows of it: [`now`](World::now),
//!   [`hold`](World::hold), [`spawn`](World::spawn).
//! - [`Resource`], [`Pool`], [`Stock`], [`Store`] and [`Signal`] are what processes wait for, and [`Process::done`], the end of
//!   another. Each is a handle of its namesake in [`resource`](crate::resource) ([`Buffer`](crate::resource::Buffer) and
//!   [`Condition`](crate::resource::Condition) for the stock and the signal), which has the rules and the statistics.
//! - Whoever still waits when no event is pending is [named](Processes::waiting), with what it waits for.
//! - [`race`], [`World::timeout`] and [`World::interruptible`] end a wait early. Whatever gives up a wait, be it one of these
//!   or [`Process::stop`], leaves the queue at once.
//!
//! # Examples
//!
//! A queue in front of one clerk. Nobody waits for longer than ten minutes:
//!
//! ```
//! use cetak::engine::Simulation;
//! use cetak::process::{Processes, Resource, World};
//! use cetak::random::{Distribution, Streams, Variate};
//! use cetak::time::{Time, days, minutes};
//!
//! async fn residents(world: World, clerk: Resource, mut arrivals: Variate, mut service: Variate) {
//!     loop {
//!         world.hold(arrivals.draw()).await;
//!         world.spawn(resident(world.clone(), clerk.clone(), service.draw()));
//!     }
//! }
//!
//! async fn resident(world: World, clerk: Resource, service: cetak::time::Span) {
//!     if let Ok(unit) = world.timeout(minutes(10.0), clerk.seize()).await {
//!         world.hold(service).await;
//!         unit.release();
//!     }
//! }
//!
//! let streams = Streams::new(2017, 0);
//! let processes = Processes::new();
//! let world = processes.world();
//! let clerk = Resource::new(&world, "clerk", 1);
//! world.spawn(residents(
//!     world.clone(),
//!     clerk.clone(),
//!     streams.variate("arrivals", Distribution::exponential(minutes(5.0))?),
//!     streams.variate("service", Distribution::exponential(minutes(4.0))?),
//! ));
//! let mut sim = Simulation::new(processes);
//! sim.run_until(Time::ZERO + days(10.0));
//!
//! assert!(clerk.waits().max().expect("somebody came") < 10.0);
//! # Ok::<(), cetak::Error>(())
//! ```
//!
//! Processes and typed events on one calendar: the power cut is an event, the printer a process that it interrupts.
//!
//! ```
//! use cetak::engine::{Calendar, Model, Simulation};
//! use cetak::process::{Process, Processes, Wake, World};
//! use cetak::time::{Time, minutes};
//!
//! enum Event { PowerCut, Process(Wake) }
//!
//! impl From<Wake> for Event {
//!     fn from(wake: Wake) -> Self { Event::Process(wake) }
//! }
//!
//! struct Office { processes: Processes, printer: Process }
//!
//! impl Model for Office {
//!     type Event = Event;
//!
//!     fn start(&mut self, cal: &mut Calendar<Event>) {
//!         cal.schedule(minutes(7.0), Event::PowerCut);
//!         self.processes.act(cal, |_| ()); // starts them
//!     }
//!
//!     fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
//!         match event {
//!             Event::PowerCut => {
//!                 assert!(self.processes.act(cal, |_| self.printer.interrupt(0)));
//!             }
//!             Event::Process(wake) => self.processes.wake(wake, cal),
//!         }
//!     }
//! }
//!
//! async fn print(world: World) {
//!     while world.interruptible(world.hold(minutes(3.0))).await.is_ok() {}
//!     assert_eq!(world.now(), Time::ZERO + minutes(7.0)); // in the middle of the third card
//! }
//!
//! let processes = Processes::new();
//! let printer = processes.world().spawn(print(processes.world()));
//! let mut sim = Simulation::new(Office { processes, printer });
//! sim.run();
//! assert_eq!(sim.now(), Time::ZERO + minutes(7.0));
//! ```
//!
//! # At one instant
//!
//! Events are handled in the order of the [engine](crate::engine): time, priority, order of scheduling. Only the end of a
//! hold and a deadline are events. Within one event:
//!
//! | What | What happens |
//! |---|---|
//! | somebody is woken, by a release, a signal, an interrupt, the end of a process | it runs before the next event, after what runs now and all that were woken before it |
//! | units are released | they are handed to the first who wait inside the release; nobody can overtake |
//! | a process is spawned | it runs as one who was woken now |
//! | a deadline, and anything else at its instant | the deadline comes first, whatever was scheduled first |
//! | a hold is raced against something else at its instant | whichever event comes first wins |
//! | both sides of a race end within one event | the first side wins, the other is withdrawn |
//! | the side that is withdrawn was interrupted | the interrupt goes with it, though the caller was told `true`; a unit that was taken by [`preempt`](Pool::preempt) stays [lost](Units::is_lost) |
//! | a wait is granted, then interrupted, before the process ran | it is interrupted; the grant goes to the next |
//! | a unit is claimed whose holder is in no interruptible wait, or was interrupted in this event | the claim stays, and is met when the holder enters its next interruptible wait |
//! | a process that lost a unit in this event holds another, which is claimed too | it loses both |
//! | a process is interrupted that is in no interruptible wait | nothing, and the caller is told |
//! | a process is stopped | its waits end and its units are handed on inside the call |
//! | the first in a queue wants more than there is | those behind wait, even if they want less |
//!
//! # What it costs
//!
//! A process is one allocation when it is spawned, and a second one if it is ever interrupted or waited for. In a shop of
//! 10,000 jobs that think, seize one of 50 servers and are served (`cargo bench --bench shop_processes`, on a 2-core virtual
//! machine), for each request:
//!
//! | | ns |
//! |---|---:|
//! | processes | 270 |
//! | processes, with statistics of the resource | 287 |
//! | typed events, with statistics of the resource | 111 |
//! | a loop by hand over a binary heap, without statistics | 164 |
//!
//! Beside the same `async` functions on the least that runs them, where no wait can be given up, a process for each customer takes 1.4
//! times as long, and two processes with a store between them 1.7 times (`cargo bench --bench processes`).
//!
//! A process costs a little more than twice what typed events cost, most of it for memory that is further away: typed
//! events carry a job as one number, a process is some two hundred bytes of its own.
//!
//! Processes share what they wait for through `Rc<RefCell<…>>`, the only module of this crate that does: an `async` function
//! keeps its variables to itself, so what two of them use cannot be a field of the model. Hence such a model **cannot be
//! saved, cloned or forked**, and cannot be sent to another thread. Replications still run in parallel, if each builds its
//! own world, in the function given to [`replicate`](crate::experiment::replicate).
//!
//! Nothing but what is listed here may be awaited, alone or joined by combinators that poll all their parts: the
//! [`Waker`](std::task::Waker) that a process is polled with does nothing, so a channel or a timer of another crate would
//! never wake it.

use serde::Serialize;

mod core;
mod pool;
mod resource;
mod roster;
mod signal;
mod stock;
mod store;
mod tickets;
mod timers;
mod wait;
mod world;

pub use pool::{Pool, Units};
pub use resource::{Resource, Unit};
pub use signal::Signal;
pub use stock::Stock;
pub use store::Store;
pub use tickets::Refusal;
pub use wait::{Either, Hold, Interrupt, TimedOut, race};
pub use world::{Done, Process, Processes, World};

/// The wake-up of a process: an event that [`Processes`] schedules and handles.
///
/// It belongs to one wait of one process. If that wait is over when it is handled, nobody is woken.
#[derive(Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Wake {
    timer: u32,
    /// Which timer this is of all that had its place.
    generation: u32,
}
