//! Texts in both languages: `{ en = "…", id = "…" }` in place of a text that only reports show.
//!
//! The English text stays in its place, where it may also name a random stream; the Indonesian one is kept beside the plan.

use std::collections::HashSet;

use super::path::join;
use super::problem::Problem;
use super::tree::{Data, Node, Table};
use crate::office::plan::{Mark, Texts};
use crate::words::Message;

/// The keys whose text may be in both languages. `value` is that of a text with a mark beside it.
pub(super) const TEXTS: [&str; 4] = ["name", "why", "source", "value"];
/// The longest text in the second language, in characters.
const LONGEST: usize = 500;

/// The Indonesian of texts, by the English.
pub(super) type Pairs = Vec<(String, String)>;

/// Leaves the English of each text in both languages, and keeps the Indonesian; returns what is wrong with them.
pub(super) fn lift(file: &mut Table, pairs: &mut Pairs) -> Vec<Problem> {
    let mut wrong = Vec::new();
    in_table(file, "", pairs, &mut wrong);
    wrong
}

/// The same for a single value, whose path is given.
pub(super) fn lift_value(value: &mut Node, path: &str, pairs: &mut Pairs) -> Vec<Problem> {
    let mut wrong = Vec::new();
    in_node(value, path, pairs, &mut wrong);
    wrong
}

/// The texts that a scenario still has after files and values were laid over each other.
pub(super) fn kept(whole: &Table, marks: &[Mark], pairs: Pairs) -> Texts {
    let mut there: HashSet<&str> = marks
        .iter()
        .filter_map(|mark| mark.source.as_deref())
        .collect();
    gather(whole, &mut there);
    let kept = pairs
        .iter()
        .filter(|(english, _)| there.contains(english.as_str()));
    kept.cloned().collect()
}

fn gather<'t>(table: &'t Table, found: &mut HashSet<&'t str>) {
    fn in_node<'t>(node: &'t Node, found: &mut HashSet<&'t str>) {
        match &node.data {
            Data::Table(table) => gather(table, found),
            Data::List(items) => items.iter().for_each(|item| in_node(item, found)),
            _ => {}
        }
    }
    for entry in &table.entries {
        match &entry.value.data {
            Data::Text(text) if TEXTS.contains(&entry.key.as_str()) => {
                found.insert(text);
            }
            _ => in_node(&entry.value, found),
        }
    }
}

fn in_table(table: &mut Table, path: &str, pairs: &mut Pairs, wrong: &mut Vec<Problem>) {
    for entry in &mut table.entries {
        let path = join(path, &entry.key);
        let is_text = TEXTS.contains(&entry.key.as_str());
        match &entry.value.data {
            Data::Table(both) if is_text && is_in_languages(both) => {
                let [english, indonesian] = ["en", "id"].map(|lang| text(both, lang));
                if let (Some(english), Some(indonesian)) = (&english, &indonesian) {
                    pairs.push((english.clone(), indonesian.clone()));
                } else {
                    let message = entry
                        .value
                        .data
                        .wrong(Message::new("wanted-both-languages"));
                    wrong.push(Problem::error(&entry.value.origin, path, message));
                }
                // An empty text would cause a second message.
                let kept = english.or(indonesian);
                entry.value.data = kept.map_or(Data::Unknown, Data::Text);
            }
            _ => in_node(&mut entry.value, &path, pairs, wrong),
        }
    }
}

fn in_node(node: &mut Node, path: &str, pairs: &mut Pairs, wrong: &mut Vec<Problem>) {
    match &mut node.data {
        Data::Table(table) => in_table(table, path, pairs, wrong),
        Data::List(items) => {
            for (at, item) in (1..).zip(items) {
                in_node(item, &format!("{path}[{at}]"), pairs, wrong);
            }
        }
        _ => {}
    }
}

/// Whether a table has texts by language, and nothing else: a kecamatan may be called `name`, and then its table has other keys.
fn is_in_languages(table: &Table) -> bool {
    let by_language = |key: &str| matches!(key, "en" | "id");
    !table.entries.is_empty() && (table.entries.iter()).all(|entry| by_language(&entry.key))
}

/// The text in one language, if it can stand on a page.
fn text(table: &Table, lang: &str) -> Option<String> {
    match &table.get(lang)?.value.data {
        Data::Text(text) if is_on_a_line(text) => Some(text.clone()),
        _ => None,
    }
}

fn is_on_a_line(text: &str) -> bool {
    (1..=LONGEST).contains(&text.chars().count()) && !text.chars().any(char::is_control)
}
