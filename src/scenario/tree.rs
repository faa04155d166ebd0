//! A scenario as written: tables, lists and values, each with the place where it stands.

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::problem::{Message, Origin, Problem, Problems, Variable};
use super::schema::is_root_key;

/// So many faults are told of a file that is no scenario.
const MOST_FOREIGN: usize = 3;

/// A value with its place.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub origin: Origin,
    pub data: Data,
}

/// A value as TOML knows them. Numbers keep the form they were written in, for messages.
#[derive(Clone, Debug)]
pub(super) enum Data {
    Text(String),
    /// `None` if it does not fit 64 bits.
    Integer(String, Option<i64>),
    Float(String, f64),
    Flag(bool),
    Datetime(Datetime),
    List(Vec<Node>),
    Table(Table),
}

/// Entries in the order they were written.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub entries: Vec<Entry>,
}

/// A key, its place, and its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub key: String,
    pub origin: Origin,
    pub value: Node,
}

/// A text with the offsets at which its lines begin.
struct Source {
    file: Arc<str>,
    line_starts: Vec<usize>,
}

impl Source {
    fn origin(&self, offset: usize) -> Origin {
        Origin {
            file: self.file.clone(),
            line: Some(self.line_starts.partition_point(|start| *start <= offset)),
        }
    }
}

/// Reads a TOML document; every line with a mistake in its syntax is one problem, of which few are told if it is no scenario at all.
pub(super) fn parse(file: &str, text: &str) -> Result<Table, Problems> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let line_starts = std::iter::once(0)
        .chain(text.match_indices('\n').map(|(at, _)| at + 1))
        .collect();
    let source = Source {
        file: file.into(),
        line_starts,
    };
    let (document, errors) = DeTable::parse_recoverable(text);
    let document = document.into_inner();
    let mut faults: Vec<(Origin, String)> = Vec::new();
    for error in errors {
        let origin = source.origin(error.span().map_or(0, |span| span.start));
        // One mistake often has several consequences in its line, which say nothing more.
        if faults.iter().all(|(known, _)| known.line != origin.line) {
            faults.push((origin, error.message().replace('\n', ", ")));
        }
    }
    if faults.is_empty() {
        return Ok(table(&source, document));
    }
    let shows_lines = is_scenario(&source, &document, &faults);
    if !shows_lines {
        faults.truncate(MOST_FOREIGN);
    }
    let problem = |(origin, detail): (Origin, String)| {
        let line: Variable = match shows_lines {
            true => shown(text, &origin).into(),
            false => Message::new("found-no-toml").into(),
        };
        let message = Message::new("file-syntax")
            .with("line", line)
            .with("detail", detail);
        Problem::error(&origin, "", message)
    };
    Err(Problems(faults.into_iter().map(problem).collect()))
}

/// Whether a text with faults is a scenario all the same: one of its keys is ours, in a line without a fault. What is not may be
/// anything, a list of passwords say, and its lines are not for showing.
fn is_scenario(source: &Source, document: &DeTable, faults: &[(Origin, String)]) -> bool {
    document.keys().any(|key| {
        let line = source.origin(key.span().start).line;
        // Anything may have a name.
        let is_ours = *key.get_ref() != "name" && is_root_key(key.get_ref());
        is_ours && faults.iter().all(|(fault, _)| fault.line != line)
    })
}

/// The beginning of this line.
fn shown(text: &str, origin: &Origin) -> String {
    let at = origin.line.unwrap_or(1) - 1;
    let line = text.lines().nth(at).unwrap_or_default().trim();
    let line: String = line.chars().take(60).collect();
    line.replace(char::is_control, " ")
}

fn table(source: &Source, table: DeTable) -> Table {
    let mut entries: Vec<_> = table.into_iter().collect();
    // The parser sorts by key; the order of sites and printers is the order in which they were written.
    entries.sort_by_key(|(key, _)| key.span().start);
    let entries = entries
        .into_iter()
        .map(|(key, value)| Entry {
            origin: source.origin(key.span().start),
            key: key.into_inner().into_owned(),
            value: node(source, value),
        })
        .collect();
    Table { entries }
}

fn node(source: &Source, value: Spanned<DeValue>) -> Node {
    let origin = source.origin(value.span().start);
    let data = match value.into_inner() {
        DeValue::Table(found) => Data::Table(table(source, found)),
        DeValue::Array(items) => {
            Data::List(items.into_iter().map(|item| node(source, item)).collect())
        }
        DeValue::String(text) => Data::Text(text.into_owned()),
        DeValue::Integer(integer) => Data::Integer(
            integer.to_string(),
            i64::from_str_radix(integer.as_str(), integer.radix()).ok(),
        ),
        DeValue::Float(float) => {
            let value = float.as_str().parse().unwrap_or(f64::NAN);
            Data::Float(float.to_string(), value)
        }
        DeValue::Boolean(flag) => Data::Flag(flag),
        DeValue::Datetime(at) => Data::Datetime(at),
    };
    Node { origin, data }
}

impl Node {
    /// A value from the command line: TOML if it is TOML, else the text itself.
    pub fn from_argument(origin: &Origin, text: &str) -> Self {
        let source = Source {
            file: origin.file.clone(),
            line_starts: Vec::new(),
        };
        let mut read = match DeValue::parse(text.trim()) {
            Ok(value) => node(&source, value),
            Err(_) => Node {
                origin: origin.clone(),
                data: Data::Text(text.trim().to_owned()),
            },
        };
        read.place_all(origin);
        read
    }

    fn place_all(&mut self, origin: &Origin) {
        self.origin = origin.clone();
        match &mut self.data {
            Data::List(items) => items.iter_mut().for_each(|item| item.place_all(origin)),
            Data::Table(table) => {
                for entry in &mut table.entries {
                    entry.origin = origin.clone();
                    entry.value.place_all(origin);
                }
            }
            _ => {}
        }
    }
}

impl Table {
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    pub fn remove(&mut self, key: &str) -> Option<Entry> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(at))
    }

    /// Lays another table over this one: tables merge, everything else is replaced.
    ///
    /// Of `done` and `work`, two ways to say when an upgrade ends, the one laid over wins.
    pub fn overlay(&mut self, over: Table) {
        for (one, other) in [("done", "work"), ("work", "done")] {
            if over.get(one).is_some() && over.get(other).is_none() {
                self.remove(other);
            }
        }
        let mut places: std::collections::HashMap<String, usize> = self
            .entries
            .iter()
            .enumerate()
            .map(|(at, entry)| (entry.key.clone(), at))
            .collect();
        for entry in over.entries {
            let Some(&at) = places.get(&entry.key) else {
                places.insert(entry.key.clone(), self.entries.len());
                self.entries.push(entry);
                continue;
            };
            let mine = &mut self.entries[at];
            match (&mut mine.value.data, entry.value.data) {
                (Data::Table(mine), Data::Table(over)) => mine.overlay(over),
                (_, data) => {
                    mine.origin = entry.origin;
                    mine.value = Node {
                        origin: entry.value.origin,
                        data,
                    };
                }
            }
        }
    }
}
