//! What the entities of a model compete for: servers with a queue, units that can stop, stocks of pieces, stores of items.
//!
//! All of these are data, not actors. They are told `now`, return who starts service, and never touch the event list; the
//! model schedules what follows. So nobody can overtake a waiter at the instant of a release: the server is handed over
//! inside [`Resource::release`], before any other event can happen.
//!
//! | What is shared | Type |
//! |---|---|
//! | equal servers, one for each customer | [`Resource`] |
//! | units known one by one: requested several at once, taken from one customer for another, closed, broken down | [`Pool`] |
//! | servers that work on all customers at once | [`ProcessorSharing`] |
//! | servers that serve many customers together | [`BatchServer`] |
//! | pieces that are available or not | [`Stock`], with a [`Threshold`] and a [`Reorder`] policy |
//! | pieces, and room for them, that customers wait for | [`Buffer`] |
//! | items that differ from each other | [`Store`] |
//! | a condition that becomes true | [`Condition`] |
//! | when a place is open | [`OpeningHours`] |

// | file, in reading order | what it holds |
// |---|---|
// | `request` | a request and its answer |
// | `waiting_line` | the queue: by key, then by arrival |
// | `watch` | what is recorded while a resource is used |
// | `unit_statistics` | what is recorded about each unit of a pool |
// | `head` | what all resources with a waiting line share: name, line, limit, watch |
// | `servers` | `Resource`: equal servers with one queue |
// | `pool/` | `Pool`: units known one by one |
// | `processor_sharing` | `ProcessorSharing`: servers that work on all jobs at once |
// | `batch_server` | `BatchServer`: servers that serve many at once |
// | `stock` | `Stock`: pieces without a waiting line |
// | `buffer` | `Buffer`: a stock with a waiting line |
// | `store` | `Store`: items that differ |
// | `condition` | `Condition`: waiting until something becomes true |
// | `reorder` | when to order more, and how much |
// | `opening_hours` | when a place is open |

mod batch_server;
mod buffer;
mod condition;
mod head;
mod opening_hours;
mod pool;
mod processor_sharing;
mod reorder;
mod request;
mod servers;
mod stock;
mod store;
mod unit_statistics;
mod waiting_line;
mod watch;

pub use batch_server::BatchServer;
pub use buffer::{Buffer, Pieces, Side};
pub use condition::Condition;
pub use opening_hours::{Opening, OpeningHours};
pub use pool::{
    After, Cause, Changes, Displaced, OnPreempt, OnStop, Pool, Preempted, Released, ServiceId,
    Start, Suspended, WithdrawnFromPool,
};
pub use processor_sharing::{JobId, ProcessorSharing};
pub use reorder::{Crossing, Reorder, Threshold};
pub use request::{Key, Promise, Request, Seized, WaitId, Withdrawn};
pub use servers::Resource;
pub use stock::Stock;
pub use store::{Given, Moved, Store, StoreStatistics, Wants};
pub use unit_statistics::UnitStatistics;
pub use watch::{Statistics, Unserved, Watch};
