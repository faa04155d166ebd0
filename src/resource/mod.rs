//! What a model's entities compete for: servers with a queue, units that can stop, stocks of pieces, stores of items.
//!
//! All of these are data, not actors. They are told `now`, answer who starts service, and never touch a calendar; the
//! model schedules what follows. So nobody can overtake a waiter at the instant of a release: the server is handed over
//! inside [`Resource::release`], before any other event can happen.
//!
//! | What is shared | Type |
//! |---|---|
//! | equal servers, one for each customer | [`Resource`] |
//! | units that one may need several of, that can be taken from one for another, that close and break down | [`Pool`] |
//! | pieces that are there or not | [`Stock`], with a [`Threshold`] and a [`Reorder`] policy |
//! | pieces that one waits for, and room for them | [`Buffer`] |
//! | items that differ | [`Store`] |
//! | that something becomes true | [`Condition`] |
//! | when a place is open | [`OpeningHours`] |

// | file, in reading order | what it holds |
// |---|---|
// | `request` | how something asks, and what it is answered |
// | `waiting_line` | the queue: by key, then by arrival |
// | `watch` | what is written down while a resource is used |
// | `head` | what all that one can wait for have in common: name, line, limit, watch |
// | `servers` | `Resource`: equal servers with one queue |
// | `pool/` | `Pool`: units known one by one |
// | `stock` | `Stock`: pieces that are there or not |
// | `buffer` | `Buffer`: a stock that one can wait for |
// | `store` | `Store`: items that differ |
// | `condition` | `Condition`: waiting until something becomes true |
// | `reorder` | when to order more, and how much |
// | `opening_hours` | when a place is open |

mod buffer;
mod condition;
mod head;
mod opening_hours;
mod pool;
mod reorder;
mod request;
mod servers;
mod stock;
mod store;
mod waiting_line;
mod watch;

pub use buffer::{Buffer, Pieces, Side};
pub use condition::Condition;
pub use opening_hours::{OpeningHours, Window};
pub use pool::{
    After, Cause, Changes, Displaced, OnPreempt, OnStop, Pool, Preempted, Released, ServiceId,
    Start, Suspended, WithdrawnFromPool,
};
pub use reorder::{Crossing, Reorder, Threshold};
pub use request::{Promise, Request, Seized, WaitId, Withdrawn};
pub use servers::Resource;
pub use stock::Stock;
pub use store::{Given, Moved, Store, Wants};
pub use watch::{Statistics, UnitStatistics, Watch};
