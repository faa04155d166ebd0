//! Scenarios that are too large to be run, or need much memory.

use crate::office::plan::Plan;
use crate::words::Message;

/// From how many megabytes a replication on it is worth saying how many it takes.
const MUCH: f64 = 500.0;

/// What is too large, as an error; how much memory is needed, where it is much.
pub(super) fn check(plan: &Plan) -> Result<Option<Message>, Message> {
    let size = plan.size();
    if let Some(too_large) = size.too_large() {
        return Err(too_large);
    }
    let megabytes = (size.memory as f64 / 1e6).round();
    Ok((megabytes >= MUCH).then(|| Message::new("much-memory").with("megabytes", megabytes)))
}
