//! Reads values out of a tree. Each reader returns its value or records a problem, so one pass finds all problems.

use super::log::Log;
use super::marks::KEYS;
use super::names::{Names, first};
use super::path::{join, parts};
use super::problem::{Origin, Problem};
use super::schema::{elsewhere, is_listed, is_root_key, keys_of, meant_key};
use super::tree::{Data, Entry, Node, Table};
use super::unknown::may_be_unknown;
use super::written::flag;
use crate::support::nearest::nearest;
use crate::words::{Message, Variable};

/// A value at its path.
#[derive(Clone)]
pub(super) struct Field<'a> {
    node: &'a Node,
    path: String,
    log: &'a Log,
}

/// A table whose keys are known.
pub(super) struct Section<'a> {
    table: &'a Table,
    origin: Origin,
    path: String,
    keys: &'static [&'static str],
    log: &'a Log,
}

impl<'a> Section<'a> {
    /// Opens a table as table `name` of the schema; each key that the schema does not have is an error.
    pub fn open(
        table: &'a Table,
        origin: &Origin,
        path: &str,
        name: &'static str,
        log: &'a Log,
    ) -> Self {
        let keys = keys_of(name);
        for entry in &table.entries {
            if keys.contains(&entry.key.as_str()) {
                continue;
            }
            log.error(|| {
                let message = if let Some(near) = meant_key(&entry.key, keys.iter().chain(&KEYS)) {
                    Message::new("unknown-key").with("near", near)
                } else if is_root_key(&entry.key) {
                    Message::new("misplaced-root")
                } else if let Some(whole) = elsewhere(&entry.key) {
                    Message::new("misplaced-key").with("whole", whole)
                } else {
                    let known = keys.iter().map(|key| (*key).to_owned()).collect();
                    Message::new("unknown-key-known").with("known", Variable::List(known))
                };
                Problem::error(&entry.origin, join(path, &entry.key), message)
            });
        }
        Self {
            table,
            origin: origin.clone(),
            path: path.to_owned(),
            keys,
            log,
        }
    }

    /// The value of this key, if the table has it.
    pub fn get(&self, key: &'static str) -> Option<Field<'a>> {
        debug_assert!(self.keys.contains(&key), "{key} is not in the schema");
        self.table.get(key).map(|entry| Field {
            node: &entry.value,
            path: join(&self.path, key),
            log: self.log,
        })
    }

    /// The value of this key; it is an error if the table does not have it.
    pub fn require(&self, key: &'static str, wanted: Message) -> Option<Field<'a>> {
        let field = self.get(key);
        if field.is_none() {
            self.missing(key, wanted);
        }
        field
    }

    /// The table of this key, if there is one.
    pub fn section(&self, key: &'static str) -> Option<Section<'a>> {
        self.get(key)?.section(key)
    }

    /// Records that a key is missing from a table that is missing too.
    pub fn missing_below(&self, table: &str, key: &str, wanted: Message) {
        if self.table.torn {
            return;
        }
        let message = Message::new("missing-key").with("wanted", wanted);
        let path = join(&join(&self.path, table), key);
        self.log
            .error(|| Problem::error(&self.origin, path, message));
    }

    /// Records that a key is missing, unless a misspelt one that was meant for it is there.
    pub fn missing(&self, key: &str, wanted: Message) {
        let misspelt = |entry: &Entry| {
            let found = entry.key.as_str();
            !self.keys.contains(&found)
                && meant_key(found, self.keys.iter().chain(&KEYS)) == Some(key)
        };
        if self.table.torn || self.table.entries.iter().any(misspelt) {
            return;
        }
        let message = Message::new("missing-key").with("wanted", wanted);
        self.log
            .error(|| Problem::error(&self.origin, join(&self.path, key), message));
    }
}

impl<'a> Field<'a> {
    pub fn root(node: &'a Node, log: &'a Log) -> Self {
        Self {
            node,
            path: String::new(),
            log,
        }
    }

    /// The value at this path below this one, if there is one.
    pub fn find(&self, path: &[&str]) -> Option<Field<'a>> {
        path.iter().try_fold(self.clone(), |field, key| {
            Some(Field {
                node: &field.node.data.table()?.get(key)?.value,
                path: join(&field.path, key),
                log: field.log,
            })
        })
    }

    /// Whether this value is a list in which any table has this key.
    pub fn mentions(&self, key: &str) -> bool {
        let has = |item: &Node| {
            item.data
                .table()
                .is_some_and(|table| table.get(key).is_some())
        };
        self.node
            .data
            .items()
            .is_some_and(|items| items.iter().any(has))
    }

    /// Records that `name`, the key of this value, is not among the known names.
    pub fn unknown_name(&self, name: &str, names: &Names) {
        if names.is_partial {
            return;
        }
        self.error_of(|| match self.log.nearest(name, names) {
            Some(near) => Message::new("unknown-name").with("near", near),
            None => Message::new("unknown-name-known").with("known", names.some()),
        });
    }

    /// The known name nearest to an unknown one, unless too many were searched for already.
    pub fn nearest<'n>(&self, found: &str, names: &'n Names) -> Option<&'n str> {
        self.log.nearest(found, names)
    }

    /// Records that another value was wanted here.
    pub fn refuse(&self, wanted: Message) {
        self.error_of(|| self.wrong(wanted, None));
    }

    /// Records that another value was wanted here, and which one may have been meant.
    pub fn refuse_near(&self, wanted: Message, near: &str) {
        self.error_of(|| self.wrong(wanted, Some(near)));
    }

    fn wrong(&self, wanted: Message, near: Option<&str>) -> Message {
        match near {
            None if self.is_not_known() => Message::new("wrong-value-unknown")
                .with("found", self.node.data.found())
                .with("wanted", wanted),
            Some(near) => Message::new("wrong-value-near")
                .with("found", self.node.data.found())
                .with("wanted", wanted)
                .with("near", near),
            None => Message::new("wrong-value")
                .with("found", self.node.data.found())
                .with("wanted", wanted),
        }
    }

    /// Whether the text says that nobody knows the value, where that can be written.
    pub fn is_not_known(&self) -> bool {
        let Some(text) = self.node.data.text() else {
            return false;
        };
        let text = text.trim().to_lowercase();
        NOT_KNOWN.contains(&text.trim_end_matches(['.', '?', '!'])) && may_be_unknown(&self.path)
    }

    pub fn error(&self, message: Message) {
        self.error_of(|| message);
    }

    fn error_of(&self, message: impl FnOnce() -> Message) {
        // Why a value is unknown has been told where its line is.
        if matches!(self.node.data, Data::Unknown) {
            return;
        }
        self.log
            .error(|| Problem::error(&self.node.origin, &self.path, message()));
    }

    /// Whether the value is laid over the scenario, and stands in no file.
    pub fn is_set(&self) -> bool {
        self.node.origin.line.is_none()
    }

    pub fn warn(&self, message: Message) {
        self.log
            .warn(Problem::warning(&self.node.origin, &self.path, message));
    }

    /// Whether this is a table of which all lines could be read; what is not there is no table without lines either.
    pub fn is_whole(&self) -> bool {
        match &self.node.data {
            Data::Table(table) => !table.torn,
            Data::Unknown => false,
            _ => true,
        }
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    pub fn data(&self) -> &'a Data {
        &self.node.data
    }

    pub fn section(&self, name: &'static str) -> Option<Section<'a>> {
        match &self.node.data {
            Data::Table(table) => Some(Section::open(
                table,
                &self.node.origin,
                &self.path,
                name,
                self.log,
            )),
            _ => {
                // A number without the key that is meant.
                let only = match name {
                    "kecamatan.NAME" => Some("share"),
                    "sites.NAME" => Some("printers"),
                    _ => None,
                };
                match (&self.node.data, only) {
                    (Data::Integer(value, _) | Data::Float(value, _), Some(only)) => {
                        self.refuse_near(wanted_table(name), &format!("{{ {only} = {value} }}"));
                    }
                    _ => self.refuse(wanted_table(name)),
                }
                None
            }
        }
    }

    /// The entries of a table whose keys are names that the writer chooses.
    pub fn named(&self) -> Vec<(&'a str, Field<'a>)> {
        let Data::Table(table) = &self.node.data else {
            self.refuse(Message::new("wanted-table"));
            return Vec::new();
        };
        table
            .entries
            .iter()
            .map(|entry| {
                let field = Field {
                    node: &entry.value,
                    path: join(&self.path, &entry.key),
                    log: self.log,
                };
                (entry.key.as_str(), field)
            })
            .collect()
    }

    /// The items of a list with at most `most` items.
    pub fn items(&self, most: u32) -> Vec<Field<'a>> {
        let Data::List(items) = &self.node.data else {
            let wanted = Message::new("wanted-list");
            match (&self.node.data, parts(&self.path)) {
                // An item of a list cannot be in a heading.
                (Data::Table(_), Some(parts))
                    if parts.items.is_empty() && is_listed(&parts.pattern) =>
                {
                    self.refuse(
                        Message::new("wanted-double-brackets").with("name", self.path.as_str()),
                    );
                }
                (Data::Text(text), Some(parts)) if !is_listed(&parts.pattern) => {
                    self.refuse_near(wanted, &listed(text));
                }
                _ => self.refuse(wanted),
            }
            return Vec::new();
        };
        if items.len() > most as usize {
            self.error(
                Message::new("too-many")
                    .with("found", items.len() as f64)
                    .with("most", most),
            );
            return Vec::new();
        }
        let item = |(at, node)| Field {
            node,
            path: format!("{}[{}]", self.path, at + 1),
            log: self.log,
        };
        items.iter().enumerate().map(item).collect()
    }

    pub fn text(&self, wanted: &'static str) -> Option<&'a str> {
        let text = self.node.data.text();
        if text.is_none() {
            self.refuse(Message::new(wanted));
        }
        text
    }

    /// A name that can stand in reports and in the names of random streams.
    pub fn name(&self) -> Option<&'a str> {
        let text = self.text("wanted-name")?;
        if is_name(text) {
            Some(text)
        } else {
            self.refuse(Message::new("wanted-name"));
            None
        }
    }

    pub fn flag(&self) -> Option<bool> {
        match self.node.data {
            Data::Flag(flag) => Some(flag),
            _ => {
                let meant = match &self.node.data {
                    Data::Text(text) | Data::Integer(text, _) => flag(text),
                    _ => None,
                };
                match meant {
                    Some(meant) => self.refuse_near(Message::new("wanted-flag"), meant),
                    None => self.refuse(Message::new("wanted-flag")),
                }
                None
            }
        }
    }

    /// The choice that one of these words means.
    pub fn choice<T: Copy>(&self, choices: &[(&str, T)]) -> Option<T> {
        let text = self.node.data.text();
        let chosen = choices.iter().find(|(word, _)| Some(*word) == text);
        if chosen.is_none() {
            self.refuse_word(choices.iter().map(|(word, _)| *word));
        }
        chosen.map(|(_, value)| *value)
    }

    /// Records that one of these words was wanted, and the nearest one.
    pub fn refuse_word<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) {
        self.error_of(|| {
            let text = self.node.data.text();
            let near = text.and_then(|text| nearest(text, words.clone()));
            self.wrong(one_of(words), near)
        });
    }

    /// The index of the name in this value.
    pub fn index(&self, names: &Names) -> Option<usize> {
        let text = self.node.data.text();
        let index = text.and_then(|text| names.position(text));
        if index.is_none() && !(names.is_partial && text.is_some()) {
            self.error_of(|| {
                let near = text.and_then(|text| self.log.nearest(text, names));
                self.wrong(one_of(names.iter()), near)
            });
        }
        index
    }
}

/// A text with commas as a list of its parts.
fn listed(text: &str) -> String {
    let part = |part: &str| match part.trim() {
        number if number.parse::<f64>().is_ok() => number.to_owned(),
        text => format!("\"{text}\""),
    };
    let parts: Vec<String> = text.split([',', ';']).map(part).collect();
    format!("[{}]", parts.join(", "))
}

/// What is wanted where a table of the schema stands.
pub(super) fn wanted_table(name: &str) -> Message {
    let keys = keys_of(name).iter().map(|key| (*key).to_owned());
    Message::new("wanted-table-of").with("keys", Variable::List(keys.collect()))
}

/// What a planner writes for a value that nobody knows.
const NOT_KNOWN: [&str; 18] = [
    "null",
    "",
    "-",
    "--",
    "belum",
    "belum ada",
    "belum tahu",
    "belum diketahui",
    "belum pasti",
    "belum jelas",
    "tidak tahu",
    "tidak diketahui",
    "entah",
    "unknown",
    "not known",
    "not yet known",
    "tbd",
    "n/a",
];

fn one_of<'w>(words: impl Iterator<Item = &'w str>) -> Message {
    Message::new("wanted-one-of").with("choices", Variable::OneOf(first(words)))
}

/// Whether a name can stand in reports and, joined with slashes, in the names of random streams.
pub(super) fn is_name(text: &str) -> bool {
    let length = text.chars().count();
    (1..=60).contains(&length)
        && text.trim() == text
        && !text.chars().any(|c| c.is_control() || c == '/')
}
