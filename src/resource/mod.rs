//! What a model's entities compete for: servers with a queue, stocks of pieces, opening hours.
//!
//! All of these are data, not actors. They are told `now`, answer who starts service, and never touch a calendar; the
//! model schedules what follows. So nobody can overtake a waiter at the instant of a release: the server is handed over
//! inside [`Resource::release`], before any other event can happen.

mod opening_hours;
mod servers;
mod stock;
mod waiting_line;

pub use opening_hours::{OpeningHours, Window};
pub use servers::Resource;
pub use stock::Stock;
