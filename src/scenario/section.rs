//! Tables whose keys are known: what is not among them, and what lacks.

use super::log::Log;
use super::marks::KEYS;
use super::path::join;
use super::problem::{Origin, Problem};
use super::reader::Field;
use super::schema::{elsewhere, is_root_key, keys_of, meant_key};
use super::tree::{Entry, Table};
use crate::words::{Message, Variable};

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
        self.table
            .get(key)
            .map(|entry| Field::new(&entry.value, join(&self.path, key), self.log))
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

/// What is wanted where a table of the schema stands.
pub(super) fn wanted_table(name: &str) -> Message {
    let keys = keys_of(name).iter().map(|key| (*key).to_owned());
    Message::new("wanted-table-of").with("keys", Variable::List(keys.collect()))
}
