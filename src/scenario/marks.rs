//! The marks of the planner: where a value is from, and whether it is an estimate.
//!
//! `source` and `estimate` may stand in any table, for everything in it that has no mark of its own, and beside a single value as in
//! `{ value = 8000, source = "…", estimate = true }`. Each file's marks are lifted out and put on its values before the files are laid
//! over each other, so that a value that replaces another replaces its mark too.

use super::path::join;
use super::problem::Problem;
use super::schema::meant_key;
use super::tree::{Data, Entry, Node, Table};
use super::unknown::is_unknown;
use crate::office::plan::Mark;
use crate::words::Message;

/// The keys of a mark.
pub(super) const KEYS: [&str; 2] = ["source", "estimate"];

/// What a planner says of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said {
    pub source: Option<String>,
    pub estimate: Option<bool>,
}

/// Removes the marks from the tables of a file and attaches them to its values; returns their errors.
pub(super) fn lift(file: &mut Table) -> Vec<Problem> {
    let mut lifting = Lifting::default();
    lifting.table(file, "", None);
    lifting.wrong
}

/// The same for a single value, whose path is given.
pub(super) fn lift_value(value: &mut Node, path: &str) -> Vec<Problem> {
    let mut lifting = Lifting::default();
    lifting.node(value, path, None);
    lifting.wrong
}

/// Gives an empty mark to each value without one in a table that has a mark: the value was written later, so the mark of the table is not for it.
pub(super) fn set_apart(table: &mut Table, is_in_marked: bool) {
    let is_in_marked = is_in_marked || table.mark.is_some();
    for entry in &mut table.entries {
        match &mut entry.value.data {
            Data::Table(table) if !is_unknown(table) => set_apart(table, is_in_marked),
            Data::Table(table) if is_in_marked => {
                for entry in &mut table.entries {
                    entry.value.mark.get_or_insert_default();
                }
            }
            Data::Table(_) => {}
            _ if is_in_marked => {
                entry.value.mark.get_or_insert_default();
            }
            _ => {}
        }
    }
}

/// The marks of a scenario, in the order of its values, each table before what is in it.
pub(super) fn collect(root: &Table) -> Vec<Mark> {
    let mut found = Vec::new();
    push(&mut found, "", root.mark.as_ref());
    gather(root, "", &mut found);
    let defaults: Vec<String> = found
        .iter()
        .filter_map(|mark: &Mark| mark.path.strip_prefix("printer.").map(str::to_owned))
        .collect();
    if !defaults.is_empty() {
        own_values(root, &defaults, &mut found);
    }
    found
}

#[derive(Default)]
struct Lifting {
    wrong: Vec<Problem>,
}

impl Lifting {
    /// Attaches the mark of a table, or of the table around it, to everything in it, and keeps the table's own mark for keys left to their defaults.
    fn table(&mut self, table: &mut Table, path: &str, around: Option<&Said>) {
        let own = self.own(table, path);
        for entry in &mut table.entries {
            let path = join(path, &entry.key);
            self.node(&mut entry.value, &path, own.as_ref().or(around));
        }
        if !is_unknown(table) {
            table.mark = own;
        }
    }

    fn node(&mut self, node: &mut Node, path: &str, around: Option<&Said>) {
        let mut own = None;
        if let Data::Table(table) = &mut node.data
            && is_marked_value(table, path)
        {
            // Even if it is empty: the mark of the table around it does not apply then.
            own = Some(self.own(table, path).unwrap_or_default());
            for entry in &table.entries {
                if let Some(near) = meant_key(&entry.key, &KEYS).filter(|_| entry.key != "value") {
                    let message = Message::new("unknown-key").with("near", near);
                    let path = join(path, &entry.key);
                    self.wrong
                        .push(Problem::error(&entry.origin, path, message));
                }
            }
            if let Some(value) = table.remove("value") {
                *node = value.value;
            }
        }
        let said = own.as_ref().or(around);
        node.mark = match &mut node.data {
            Data::Table(table) => {
                self.table(table, path, said);
                None
            }
            Data::List(items) => {
                for (at, item) in (1..).zip(items) {
                    self.node(item, &format!("{path}[{at}]"), None);
                }
                said.cloned()
            }
            _ => said.cloned(),
        };
    }

    /// Takes the mark out of a table, if it has one.
    fn own(&mut self, table: &mut Table, path: &str) -> Option<Said> {
        let mut take = |key| {
            let entry = table.get(key)?;
            // A site or a kecamatan may have such a name.
            let is_mark = !holds_names(path)
                || matches!(
                    entry.value.data,
                    Data::Text(_) | Data::Flag(_) | Data::Unknown
                );
            is_mark.then(|| table.remove(key)).flatten()
        };
        let (source, estimate) = (take("source"), take("estimate"));
        if source.is_none() && estimate.is_none() {
            return None;
        }
        let source = source.and_then(|entry| match &entry.value.data {
            Data::Text(text) if is_source(text) => Some(text.clone()),
            _ => self.refuse(&entry, path, "wanted-source"),
        });
        let estimate = estimate.and_then(|entry| match entry.value.data {
            Data::Flag(flag) => Some(flag),
            _ => self.refuse(&entry, path, "wanted-flag"),
        });
        Some(Said { source, estimate })
    }

    fn refuse<T>(&mut self, entry: &Entry, path: &str, wanted: &'static str) -> Option<T> {
        // Its errors have been reported.
        if matches!(entry.value.data, Data::Unknown) {
            return None;
        }
        let message = entry.value.data.wrong(Message::new(wanted));
        let path = join(path, &entry.key);
        self.wrong
            .push(Problem::error(&entry.value.origin, path, message));
        None
    }
}

/// Whether the text can stand on a page, as a title can.
fn is_source(text: &str) -> bool {
    (1..=120).contains(&text.chars().count()) && !text.chars().any(char::is_control)
}

/// Whether a table is a value with a mark beside it, spelt well or not.
fn is_marked_value(table: &Table, path: &str) -> bool {
    let Some(value) = table.get("value") else {
        return false;
    };
    let is_key = |entry: &Entry| entry.key == "value" || meant_key(&entry.key, &KEYS).is_some();
    let is_whole = matches!(value.value.data, Data::Table(_));
    let may_be = match path {
        "sites" | "kecamatan" => false,
        path => !holds_names(path) || is_whole,
    };
    may_be && table.entries.iter().all(is_key)
}

/// Whether the keys of a table are names that the writer chooses.
fn holds_names(path: &str) -> bool {
    matches!(path, "sites" | "kecamatan" | "blanks.allotment")
        || (path.starts_with("observations[") && path.ends_with("].sites"))
}

fn gather(table: &Table, path: &str, found: &mut Vec<Mark>) {
    for entry in &table.entries {
        of_node(&entry.value, join(path, &entry.key), found);
    }
}

fn push(found: &mut Vec<Mark>, path: &str, said: Option<&Said>) {
    found.extend(said.map(|said| Mark {
        path: path.to_owned(),
        source: said.source.clone(),
        estimate: said.estimate,
    }));
}

fn of_node(node: &Node, path: String, found: &mut Vec<Mark>) {
    let said = match &node.data {
        Data::Table(table) => table.mark.as_ref(),
        _ => node.mark.as_ref(),
    };
    push(found, &path, said);
    match &node.data {
        Data::Table(table) => gather(table, &path, found),
        Data::List(items) => {
            for (at, item) in (1..).zip(items) {
                of_node(item, format!("{path}[{at}]"), found);
            }
        }
        _ => {}
    }
}

/// Adds an empty mark for each value of a single printer that replaces a marked default: the mark of the default is not for it.
fn own_values(root: &Table, defaults: &[String], found: &mut Vec<Mark>) {
    for (path, printer) in printers(root) {
        let unmarked = defaults.iter().filter(|key| {
            printer
                .get(key)
                .is_some_and(|entry| entry.value.mark.is_none())
        });
        found.extend(unmarked.map(|key| Mark {
            path: join(&path, key),
            source: None,
            estimate: None,
        }));
    }
}

/// The printers of all sites that are written as tables, each with its path.
pub(super) fn printers(root: &Table) -> impl Iterator<Item = (String, &Table)> {
    tables_in(root, "sites").flat_map(|(name, site)| {
        let list = site
            .get("printers")
            .and_then(|entry| entry.value.data.items());
        let path = join(&join("sites", name), "printers");
        let printers = (1..).zip(list.unwrap_or_default());
        printers.filter_map(move |(at, one)| Some((format!("{path}[{at}]"), one.data.table()?)))
    })
}

/// The tables in a table of the root, with their names.
pub(super) fn tables_in<'t>(
    root: &'t Table,
    key: &str,
) -> impl Iterator<Item = (&'t str, &'t Table)> {
    let table = root.get(key).and_then(|entry| entry.value.data.table());
    let entries = table.into_iter().flat_map(|table| &table.entries);
    entries.filter_map(|entry| Some((entry.key.as_str(), entry.value.data.table()?)))
}

impl Node {
    /// Puts a mark on everything in this value.
    pub fn mark_all(&mut self, said: &Said) {
        match &mut self.data {
            Data::Table(table) => {
                for entry in &mut table.entries {
                    entry.value.mark_all(said);
                }
                table.mark = (!is_unknown(table)).then(|| said.clone());
            }
            _ => self.mark = Some(said.clone()),
        }
    }
}
