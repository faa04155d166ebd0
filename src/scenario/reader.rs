//! Reads values out of a tree. Each reader returns its value or records a problem, so one pass finds all problems.

use super::log::Log;
use super::names::{Names, first};
use super::path::{join, parts};
use super::problem::{Origin, Problem, Severity};
use super::schema::is_listed;
use super::section::{Section, wanted_table};
use super::tree::{Data, Node, Table};
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

impl<'a> Field<'a> {
    pub fn new(node: &'a Node, path: String, log: &'a Log) -> Self {
        Self { node, path, log }
    }

    /// What stands at this path below a table; `None` if nothing does.
    pub fn below(table: &'a Table, path: &[&str], log: &'a Log) -> Option<Self> {
        let [key, rest @ ..] = path else {
            return None;
        };
        let value = &table.get(key)?.value;
        Self::new(value, (*key).to_owned(), log).find(rest)
    }

    /// The value at this path below this one, if there is one.
    pub fn find(&self, path: &[&str]) -> Option<Field<'a>> {
        path.iter().try_fold(self.clone(), |field, key| {
            Some(Field::new(
                &field.node.data.table()?.get(key)?.value,
                join(&field.path, key),
                field.log,
            ))
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
        self.refuse_meant(wanted, None);
    }

    /// Records that another value was wanted here, and which one may have been meant.
    pub fn refuse_near(&self, wanted: Message, near: &str) {
        self.refuse_meant(wanted, Some(near));
    }

    /// The same where it may be unknown which one was meant.
    pub fn refuse_meant(&self, wanted: Message, near: Option<&str>) {
        self.error_of(|| self.wrong(wanted, near));
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
            None => self.node.data.wrong(wanted),
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

    /// Records that there are more than the `most` that are allowed.
    pub fn too_many(&self, found: u64, most: u64) {
        self.error(
            Message::new("too-many")
                .with("found", found)
                .with("most", most),
        );
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

    /// Records what is wrong in a line of the table in this value, counted from 1, or with all of it.
    pub fn tell_in_table(
        &self,
        severity: Severity,
        line: Option<usize>,
        column: &str,
        message: Message,
    ) {
        let at = &self.node.origin;
        // A table in the scenario begins on the line behind its key.
        let line = line.map(|line| at.line.map_or(line, |first| first + line));
        let path = match column {
            "" => self.path.clone(),
            column => join(&self.path, column),
        };
        let origin = Origin {
            line: line.or(at.line),
            ..at.clone()
        };
        match severity {
            Severity::Error => (self.log).error(|| Problem::error(&origin, path, message)),
            Severity::Warning => (self.log).warn(Problem::warning(&origin, path, message)),
        }
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
                let field = Field::new(&entry.value, join(&self.path, &entry.key), self.log);
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
            self.too_many(items.len() as u64, most.into());
            return Vec::new();
        }
        let item = |(at, node)| Field::new(node, format!("{}[{}]", self.path, at + 1), self.log);
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
        let name = self.node.data.text().filter(|text| is_name(text));
        if name.is_none() {
            self.refuse(Message::new("wanted-name"));
        }
        name
    }

    pub fn flag(&self) -> Option<bool> {
        match self.node.data {
            Data::Flag(flag) => Some(flag),
            _ => {
                let meant = flag(&self.node.data.written());
                self.refuse_meant(Message::new("wanted-flag"), meant);
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
