//! Values laid over a scenario that change nothing, because something else decides.

use super::marks::{printers, tables_in};
use super::overrides::Override;
use super::path::{Step, join};
use super::problem::Problem;
use super::tree::{Data, Node};
use crate::office::plan::Plan;
use crate::words::Message;

/// The warning about a value that does not change the plan; none if the scenario itself has the same value. `without` is the
/// scenario without the value.
pub(super) fn warning(set: &Override, without: &Node) -> Option<Problem> {
    let message = match (reason(set, without), without.at(&set.path)) {
        (_, Some(there)) if is_same(&there.data, &set.data()) => return None,
        (Some(reason), _) => reason,
        (None, Some(_)) => Message::new("set-idle"),
        // The value may be the default.
        (None, None) => return None,
    };
    Some(set.warning(message))
}

/// Whether two plans give the same report: marks and the text of the file change no number.
pub(super) fn are_same(one: &Plan, other: &Plan) -> bool {
    let bare = |plan: &Plan| Plan {
        marks: Vec::new(),
        text: None,
        ..plan.clone()
    };
    bare(one) == bare(other)
}

fn is_same(one: &Data, other: &Data) -> bool {
    match (one, other) {
        // In tables and lists no single value can be named.
        (Data::Table(_) | Data::List(_), _) | (_, Data::Table(_) | Data::List(_)) => true,
        _ => one.written() == other.written(),
    }
}

/// Why a default for all items of a kind changes nothing: each item has its own value. Names one of them.
fn reason(set: &Override, root: &Node) -> Option<Message> {
    let [Step::Key(table), Step::Key(key), ..] = &set.path[..] else {
        return None;
    };
    let root = root.data.table()?;
    match (table.as_str(), key.as_str()) {
        ("arrivals", "per_day") => {
            let (name, _) = tables_in(root, "kecamatan")
                .find(|(_, table)| table.get("recordings").is_some())?;
            let key = join(&join("kecamatan", name), "recordings");
            Some(Message::new("set-idle-kecamatan").with("key", key))
        }
        ("printer", key) => {
            let (printer, _) = printers(root).find(|(_, one)| one.get(key).is_some())?;
            Some(Message::new("set-idle-printers").with("key", join(&printer, key)))
        }
        _ => None,
    }
}
