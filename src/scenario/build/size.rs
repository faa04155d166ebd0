//! Scenarios that are too large to run, or need much memory.

use crate::office::plan::Plan;
use crate::words::Message;

/// Memory of a replication, in megabytes, from which a warning says how much it needs.
const MUCH: f64 = 500.0;

/// Returns an error if the plan is too large, and a warning if it needs much memory.
pub(super) fn check(plan: &Plan) -> Result<Option<Message>, Message> {
    let size = plan.size();
    if let Some(too_large) = size.too_large() {
        return Err(too_large);
    }
    let megabytes = (size.memory as f64 / 1e6).round();
    Ok((megabytes >= MUCH).then(|| Message::new("much-memory").with("megabytes", megabytes)))
}
