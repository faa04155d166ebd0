//! A scenario as written: tables, lists and values, each with its place.

use std::collections::HashMap;

use toml::value::Datetime;

use super::marks::Said;
use super::path::Step;
use super::problem::Origin;
use super::unknown::is_unknown;
use crate::support::visible::visible;
use crate::words::{Message, Variable};

/// A value with its place.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub origin: Origin,
    pub data: Data,
    /// What the planner says of it.
    pub mark: Option<Said>,
}

/// A TOML value. Numbers keep their written form, for messages.
#[derive(Clone, Debug)]
pub(super) enum Data {
    Text(String),
    /// `None` if the number does not fit into 64 bits.
    Integer(String, Option<i64>),
    Float(String, f64),
    Flag(bool),
    Datetime(Datetime),
    List(Vec<Node>),
    Table(Table),
    /// A value on a line that is no TOML. What is wrong with it has been told.
    Unknown,
}

/// Entries in the order in which they were written.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub entries: Vec<Entry>,
    /// Whether a line of it could not be read, so that nobody knows what it lacks.
    pub torn: bool,
    /// What the planner says of all of it, what is left to its default too. Each value in it has its own.
    pub mark: Option<Said>,
}

/// A key, its place, and its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub key: String,
    pub origin: Origin,
    pub value: Node,
}

impl Data {
    /// The value as a file has it, without quotes; empty for a list and a table.
    pub fn written(&self) -> String {
        match self {
            Data::Text(text) | Data::Integer(text, _) | Data::Float(text, _) => text.clone(),
            Data::Flag(flag) => flag.to_string(),
            Data::Datetime(at) => at.to_string(),
            Data::List(_) | Data::Table(_) | Data::Unknown => String::new(),
        }
    }

    /// The value as a message shows it, shortened if it is long.
    pub fn found(&self) -> Variable {
        let text = match self {
            Data::Text(text) => format!("\"{text}\""),
            Data::List(_) => return Message::new("found-list").into(),
            Data::Table(_) => return Message::new("found-table").into(),
            other => other.written(),
        };
        let text = visible(&text);
        Variable::Text(match text.chars().count() > 60 {
            true => text.chars().take(59).chain(['…']).collect(),
            false => text.into_owned(),
        })
    }

    /// That another value was wanted.
    pub fn wrong(&self, wanted: Message) -> Message {
        Message::new("wrong-value")
            .with("found", self.found())
            .with("wanted", wanted)
    }

    pub fn text(&self) -> Option<&str> {
        match self {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn table(&self) -> Option<&Table> {
        match self {
            Data::Table(table) => Some(table),
            _ => None,
        }
    }

    pub fn items(&self) -> Option<&[Node]> {
        match self {
            Data::List(items) => Some(items),
            _ => None,
        }
    }
}

impl Node {
    pub fn new(origin: Origin, data: Data) -> Self {
        Self {
            origin,
            data,
            mark: None,
        }
    }

    /// The value at a path that leads to one.
    pub fn at(&self, path: &[Step]) -> Option<&Node> {
        path.iter()
            .try_fold(self, |node, step| match (step, &node.data) {
                (Step::Key(key), Data::Table(table)) => Some(&table.get(key)?.value),
                (Step::Item(at), Data::List(items)) => items.get(*at),
                _ => None,
            })
    }

    /// The same value, to be changed.
    pub fn at_mut(&mut self, path: &[Step]) -> Option<&mut Node> {
        path.iter()
            .try_fold(self, |node, step| match (step, &mut node.data) {
                (Step::Key(key), Data::Table(table)) => {
                    let at = table.position(key)?;
                    Some(&mut table.entries[at].value)
                }
                (Step::Item(at), Data::List(items)) => items.get_mut(*at),
                _ => None,
            })
    }
}

impl Table {
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    pub fn remove(&mut self, key: &str) -> Option<Entry> {
        Some(self.entries.remove(self.position(key)?))
    }

    fn position(&self, key: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.key == key)
    }

    /// Lays a whole scenario over this one: tables merge, all other values are replaced.
    pub fn overlay(&mut self, over: Table) {
        self.overlay_at(over, &mut Vec::new());
    }

    /// Lays a table over the one at this path. Where there are two ways to say a thing, the one laid over replaces the other.
    fn overlay_at(&mut self, over: Table, path: &mut Vec<String>) {
        let ways: &[(&str, &[&str])] = match &path[..] {
            [sites, _, upgrade] if sites == "sites" && upgrade == "upgrade" => {
                &[("done", &["work"]), ("work", &["done"])]
            }
            [backlog] if backlog == "backlog" => &[
                ("total", &["by_date"]),
                (
                    "by_date",
                    &["total", "recorded_from", "recorded_to", "suket_share"],
                ),
            ],
            _ => &[],
        };
        for (one, others) in ways {
            for other in others.iter().filter(|other| over.get(other).is_none()) {
                if over.get(one).is_some() {
                    self.remove(other);
                }
            }
        }
        self.torn |= over.torn;
        if over.mark.is_some() {
            self.mark.clone_from(&over.mark);
        }
        let places = self.places_of(&over);
        for (entry, place) in over.entries.into_iter().zip(places) {
            let Some(at) = place else {
                self.entries.push(entry);
                continue;
            };
            let mine = &mut self.entries[at];
            if let (Data::Table(_), Data::Table(over)) = (&mine.value.data, &entry.value.data)
                && let Some(mark) = over.mark.as_ref().filter(|_| over.entries.is_empty())
            {
                mine.value.mark_all(mark);
            }
            match (&mut mine.value.data, entry.value.data) {
                // What stands for a value is replaced like one.
                (Data::Table(mine), Data::Table(over))
                    if !is_unknown(mine) && !is_unknown(&over) =>
                {
                    path.push(entry.key);
                    mine.overlay_at(over, path);
                    path.pop();
                }
                (_, data) => {
                    mine.origin = entry.origin;
                    mine.value = Node {
                        data,
                        ..entry.value
                    };
                }
            }
        }
    }

    /// The positions in this table of another table's keys. A single key, as `--set` has, is searched for; more keys are worth a map.
    fn places_of(&self, over: &Table) -> Vec<Option<usize>> {
        if let [entry] = &over.entries[..] {
            return vec![self.position(&entry.key)];
        }
        let keys = self.entries.iter().map(|entry| entry.key.as_str());
        let places: HashMap<&str, usize> = keys.zip(0..).collect();
        let place = |entry: &Entry| places.get(entry.key.as_str()).copied();
        over.entries.iter().map(place).collect()
    }
}
