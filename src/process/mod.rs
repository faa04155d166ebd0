//! Processes: `async` functions that hold, seize and wait, for models that are easier to write as the life of each entity.
//!
//! This is an optional module above the engine, for users of SimPy, Cimba or SIMULA. Prefer typed events where they serve as
//! well; see [what a process costs](#what-it-costs).
//!
//! - [`Processes`] owns and runs them; [`World`] is the handle that a process uses: [`now`](World::now),
//!   [`hold`](World::hold), [`spawn`](World::spawn), [`spawn_arrivals`](World::spawn_arrivals).
//! - Processes wait for [`Resource`], [`Pool`], [`ProcessorSharing`], [`BatchServer`], [`Stock`], [`Store`] and [`Signal`]. Each is a handle of its namesake in
//!   [`resource`](crate::resource) ([`Buffer`](crate::resource::Buffer) for the stock, [`Condition`](crate::resource::Condition)
//!   for the signal), which has the rules and the statistics. With [`World::seize_all`] they wait for several at once.
//! - They also wait for an [`Event`] that carries a value, [until](World::until) a condition holds, for the
//!   [end](Process::done) of another process or [what it returns](World::spawn_returning), and for [all] or [any] of many.
//! - Random numbers come from [`World::stream`], [`World::variate`] and [`World::arrivals`]. All clones of such a handle share one
//!   stream; the values of [`random`](crate::random) of the same names repeat their draws in each clone.
//! - [`race`], [`World::timeout`] and [`World::interruptible`] end a wait early. A wait that one of these or
//!   [`Process::stop`] gives up leaves its queue at once.
//! - What several processes change is a [`Shared`] value, or a [`Level`] if its mean over time is wanted.
//! - [`World::waiting`] names every process that waits, what for and since when, [`World::deadlocked`] those that wait for one
//!   another and never go on; [`World::trace`] writes what each one does.
//!
//! # Examples
//!
//! A queue in front of one clerk. Nobody waits for longer than ten minutes:
//!
//! ```
//! use cetak::engine::Simulation;
//! use cetak::process::{Processes, Resource, Variate, World};
//! use cetak::random::{Distribution, Streams};
//! use cetak::time::{Time, days, minutes};
//!
//! async fn resident(world: World, (clerk, service): (Resource, Variate)) {
//!     if let Ok(unit) = world.timeout(minutes(10.0), clerk.seize()).await {
//!         world.hold(service.draw()).await;
//!         unit.release();
//!     }
//! }
//!
//! let processes = Processes::with_streams(Streams::new(2017, 0));
//! let world = processes.world();
//! let clerk = Resource::new(&world, "clerk", 1);
//! let between = world.variate("arrivals", Distribution::exponential(minutes(5.0))?);
//! let service = world.variate("service", Distribution::exponential(minutes(4.0))?);
//! world.spawn_arrivals(between, &(clerk.clone(), service), resident);
//! let mut sim = Simulation::new(processes);
//! sim.run_until(Time::ZERO + days(10.0));
//!
//! assert!(clerk.waits().max().expect("somebody came") < 10.0);
//! # Ok::<(), cetak::Error>(())
//! ```
//!
//! Processes and typed events in one calendar: the power cut is an event that interrupts the printer, a process.
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
//! | a process is woken, by a release, a signal, an interrupt, the end of a process | it runs before the next event, after the running process and all that were woken before it |
//! | units are released | the release hands them to the first in the queue; nobody can overtake |
//! | a process is spawned | it runs like one that is woken now |
//! | a deadline coincides with anything else | the deadline comes first, whatever was scheduled first |
//! | a hold is raced against something that ends at the same instant | the event that comes first wins |
//! | both sides of a race end within one event | the first side wins, the other is withdrawn |
//! | the withdrawn side was interrupted | the interrupt is lost with it, though the caller was told `true`; a unit taken by [`preempt`](Pool::preempt) stays [lost](Units::is_lost) |
//! | a wait is granted, then interrupted, before the process runs | it is interrupted; the grant goes to the next |
//! | a unit is claimed whose holder is in no interruptible wait, or was interrupted in this event | the claim stays, and is met when the holder enters its next interruptible wait |
//! | a process that lost a unit in this event holds another, which is claimed too | it loses both |
//! | a process that lost units by a rule other than [`Leave`](crate::resource::OnPreempt::Leave) asks for them back | it has stood in the line, at its old place, since the loss |
//! | a process that is in no interruptible wait is interrupted | nothing, and the caller is told so |
//! | a process is stopped | its waits end and its units are passed on inside the call |
//! | the first in a queue wants more than is available | those behind it wait, even if they want less |
//! | several resources that are asked for [at once](World::seize_all) are all there | they are granted when no process is ready any more, before the next event; nobody gets them in between |
//! | a [condition](World::until) becomes true | the process goes on when no process is ready any more, before the next event |
//!
//! # What it costs
//!
//! A process takes one allocation when it is spawned, and a second one if it is ever interrupted or waited for. Instructions per
//! request in a shop of 10,000 jobs that think, seize one of 50 servers and are served (`cargo bench --bench shop_processes`
//! measures their time):
//!
//! | | instructions |
//! |---|---:|
//! | processes | 1,512 |
//! | the same `async` function on the least that runs it, where no wait can be given up | 1,367 |
//! | typed events, with statistics of the resource | 898 |
//! | a hand-written loop over a binary heap, without statistics | 958 |
//!
//! Beside the same `async` functions on the least that runs them, a process per customer and two processes with a store between
//! them take 1.3 times as long (`cargo bench --bench processes`).
//!
//! Many processes take more time than typed events for what they do, mostly because their memory is further away: a typed event
//! carries a job as one number, a process takes some two hundred bytes of its own.
//!
//! Processes share what they wait for through `Rc<RefCell<…>>`; no other module of this crate does. An `async` function keeps
//! its variables to itself, so what two of them use cannot be a field of the model. Hence such a model **cannot be saved,
//! cloned or forked**, and cannot be sent to another thread. Replications still run in parallel if each builds its own world,
//! in the function given to [`replicate`](crate::experiment::replicate).
//!
//! Await only what is listed here, alone or joined by combinators that poll all their parts: the [`Waker`](std::task::Waker)
//! that a process is polled with does nothing, so a channel or a timer of another crate would never wake it.
//!
//! `let unit = clerk.seize();` without `.await` seizes nothing, and the compiler does not warn of it. In debug builds, a process
//! that drops a wait which it has made and never awaited panics, and says what it dropped.

// | file, in reading order | what it holds |
// |---|---|
// | `core` | what all processes of a world share: clock, timers, who runs next |
// | `timers` | which process is woken when |
// | `roster` | the processes, and which of them is to run |
// | `world` | the owner of the processes, and the handle that each uses |
// | `draws` | streams, variates and arrivals that all their handles share |
// | `arriving` | processes that arrive one after the other |
// | `wait` | waiting for time, and ending a wait early |
// | `many` | waits for all of many, and for the first |
// | `until` | waiting until a condition holds |
// | `returning` | a process that returns a value |
// | `telling` | who waits for what, and traces |
// | `deadlocks` | who waits for one another, and can never go on |
// | `interrupt` | why a wait was interrupted |
// | `unawaited` | waits that were never awaited |
// | `tickets` | the waits of processes in the line of a typed resource |
// | `handle` | what all handles have in common |
// | `resource` | units seized one by one |
// | `holders` | who holds them |
// | `pool/` | units seized several at once, that stop and can be taken away |
// | `processor_sharing` | servers that work on all at once |
// | `batch_server` | servers that serve many at once |
// | `several` | several resources at once, all or nothing |
// | `stock` | pieces that are put and taken |
// | `store` | items that are put and taken |
// | `signal` | a signal that processes wait for |
// | `event` | something that happens once and carries a value |
// | `shared` | state that several processes use |
// | `level` | a value that changes over time |
// | `made` | all that a world has made, for a report |

use serde::Serialize;

mod arriving;
mod batch_server;
mod core;
mod deadlocks;
mod draws;
mod event;
mod handle;
mod holders;
mod interrupt;
mod level;
mod made;
mod many;
mod pool;
mod processor_sharing;
mod resource;
mod returning;
mod roster;
mod several;
mod shared;
mod signal;
mod stock;
mod store;
mod telling;
mod tickets;
mod timers;
mod unawaited;
mod until;
mod wait;
mod world;

pub use arriving::Arriving;
pub use batch_server::BatchServer;
pub use draws::{Arrivals, Stream, Variate};
pub use event::Event;
pub use interrupt::{Interrupt, Reason};
pub use level::Level;
pub(crate) use made::Figures;
pub use made::Made;
pub use many::{all, any, join};
pub use pool::{PartOfPool, Pool, Units};
pub use processor_sharing::ProcessorSharing;
pub use resource::{Resource, Unit};
pub use returning::Returning;
pub use several::Parts;
pub use shared::Shared;
pub use signal::Signal;
pub use stock::{PartOfStock, Stock};
pub use store::Store;
pub use telling::TraceLine;
pub use tickets::Refusal;
pub use wait::{Either, Hold, TimedOut, race};
pub use world::{Done, Process, Processes, World};

/// The wake-up of a process: an event that [`Processes`] schedules and handles.
///
/// It belongs to one wait of one process. If that wait is over when the event is handled, it wakes nobody.
#[derive(Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Wake {
    timer: timers::TimerId,
}
