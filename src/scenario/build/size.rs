//! Scenarios that are too large to be run, or need much memory.

use crate::office::plan::Plan;
use crate::office::size::TooLarge;
use crate::scenario::problem::Message;

/// From how many megabytes a replication on it is worth saying how many it takes.
const MUCH: f64 = 500.0;

/// What is too large, as an error; how much memory is needed, where it is much.
pub(super) fn check(plan: &Plan) -> Result<Option<Message>, Message> {
    let size = plan.size();
    if let Some((what, found, most)) = size.excess() {
        let key = match what {
            TooLarge::Residents => "too-many-residents",
            TooLarge::Cards => "too-many-cards",
            _ => "too-many-looks",
        };
        let found = found.ceil();
        return Err(Message::new(key).with("found", found).with("most", most));
    }
    let megabytes = (size.memory as f64 / 1e6).round();
    Ok((megabytes >= MUCH).then(|| Message::new("much-memory").with("megabytes", megabytes)))
}
