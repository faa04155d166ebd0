//! Nation files: a scenario that all offices share, `[nation]`, and a table of the offices.

// | file, in reading order | what it holds |
// |---|---|
// | `table` | the offices, from a CSV table |

mod table;

use std::path::{Path, PathBuf};

use super::build::{Period, nation as build};
use super::flat::flat;
use super::load::{self, Source};
use super::log::Log;
use super::overrides::Override;
use super::problem::{Origin, Problem, Problems};
use super::reader::Field;
use super::tree::{Data, Entry, Node, Table};
use super::{document, problem, unknown};
use crate::nation::Nation;
use crate::words::{Lang, Message};

/// What stands in the table of offices, or is the ministry's.
const OF_THE_TABLE: [&[&str]; 9] = [
    &["backlog", "total"],
    &["kecamatan"],
    &["routing"],
    &["sites"],
    &["upgrades"],
    &["blanks"],
    &["arrivals", "per_day"],
    &["arrivals", "campaigns"],
    &["observations"],
];

/// An office in place of those of the table, while the scenario that they share is read.
const ANY_OFFICE: &str =
    "backlog.total = 1\nblanks.on_hand = 1\nsites.office = { printers = 1, office = true }\n";

/// A nation that can be run.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NationScenario {
    /// The nation that the file describes.
    pub nation: Nation,
    /// Warnings: worth a second look, but the nation can be run.
    pub warnings: Vec<Problem>,
    /// The files as they were named: the scenario, those it extends, and the table. A program that writes a result must not write over them.
    pub files: Vec<PathBuf>,
}

impl NationScenario {
    /// One warning per line, like [`Scenario::render_warnings`](super::Scenario::render_warnings).
    #[must_use]
    pub fn render_warnings(&self, lang: Lang) -> String {
        problem::render(&self.warnings, 0, lang)
    }
}

/// Reads a nation file and its table, and lays `sets` over the file in order.
///
/// # Errors
///
/// Every problem of the file and of the table, like [`read`](super::read).
pub fn read_nation(path: impl AsRef<Path>, sets: &[Override]) -> Result<NationScenario, Problems> {
    let source = Source::named(path.as_ref());
    let text = source.text(None)?;
    understood(&source, &text, sets)
}

/// Whether a file describes a nation. A file that cannot be read does not.
#[must_use]
pub fn is_nation(path: impl AsRef<Path>) -> bool {
    let source = Source::named(path.as_ref());
    let whole = source
        .text(None)
        .and_then(|text| load::whole(&source, &text, &[]));
    whole.is_ok_and(|whole| {
        let root = whole.tree.data.table();
        root.is_some_and(|root| root.get("nation").is_some())
    })
}

/// Reads a nation from a text, as if the text were in the file `name`. A result carries such a text, with the table in it.
///
/// # Errors
///
/// Like [`read_nation`].
pub fn parse_nation(
    text: &str,
    name: impl AsRef<Path>,
    sets: &[Override],
) -> Result<NationScenario, Problems> {
    understood(&Source::File(name.as_ref().to_owned()), text, sets)
}

fn understood(source: &Source, text: &str, sets: &[Override]) -> Result<NationScenario, Problems> {
    let mut whole = load::whole(source, text, sets)?;
    let origin = whole.tree.origin.clone();
    let mut files = whole.files;
    let Data::Table(root) = &mut whole.tree.data else {
        return Err(Problems::none());
    };
    if root.get("nation").is_none() {
        let log = Log::with(whole.faults);
        let message = Message::new("nation-none");
        log.error(|| Problem::error(&origin, "nation", message));
        return Err(log.into_problems(&origin));
    }
    let log = Log::with(Vec::new());
    for path in OF_THE_TABLE {
        if let Some(field) = Field::below(root, path, &log) {
            field.error(Message::new("nation-of-table"));
        }
    }
    // The text that a result carries has the table in it.
    let table = table_of(root, source, &mut files, &log);
    let flat = flat(root, &source.stem(), &whole.texts);
    let Some(nation) = root.remove("nation") else {
        return Err(log.into_problems(&origin));
    };
    for path in OF_THE_TABLE {
        remove(root, path);
    }
    let (any, _) = document::parse("", ANY_OFFICE)?;
    root.overlay(any);
    let shared = unknown::plan(whole.tree, &source.stem(), whole.faults);
    let (mut shared, warnings) = match shared {
        Ok(read) => read,
        Err(problems) => {
            // What is wrong with the nation itself is told as well.
            let field = Field::new(&nation.value, "nation".into(), &log);
            let _ = build::read(&field, None);
            let rows = table.map(|(text, at)| table::read(&text, &at, None, &log));
            drop(rows);
            return Err(problems.with(log.into_problems(&origin)));
        }
    };
    shared.marks = whole.marks;
    shared.texts = whole.texts;
    let window = Period {
        start: shared.start,
        horizon: shared.horizon,
    };
    let field = Field::new(&nation.value, "nation".into(), &log);
    let ministry = build::read(&field, Some(window));
    let rows = table.map(|(text, at)| table::read(&text, &at, Some(&shared), &log));
    if log.has_errors() {
        return Err(log.into_problems(&origin));
    }
    let (Some(ministry), Some(rows)) = (ministry, rows) else {
        return Err(log.into_problems(&origin));
    };
    let mut nation = ministry.of(shared, rows);
    nation.text = Some(flat.into());
    // What is said of the office that stands in for all concerns nobody.
    let is_of_table = |problem: &Problem| {
        let of = |path: &&[&str]| problem.key().starts_with(&path.join("."));
        OF_THE_TABLE.iter().any(of)
    };
    let mut kept: Vec<Problem> = warnings.into_iter().filter(|w| !is_of_table(w)).collect();
    kept.extend(log.into_problems(&origin).kept);
    Ok(NationScenario {
        nation,
        warnings: kept,
        files,
    })
}

/// The text of the table of offices and where it stands: in a file beside the scenario, or in the scenario itself. Puts it into the tree.
fn table_of(
    root: &mut Table,
    source: &Source,
    files: &mut Vec<PathBuf>,
    log: &Log,
) -> Option<(String, Origin)> {
    let entry = root
        .entries
        .iter_mut()
        .find(|entry| entry.key == "nation")?;
    let Data::Table(nation) = &mut entry.value.data else {
        return None;
    };
    if let Some(Entry { value, .. }) = nation.get("table") {
        let at = Origin {
            file: format!("{}, nation.table", value.origin.file).into(),
            line: None,
        };
        return Some((value.data.text()?.to_owned(), at));
    }
    let Some(Entry { value, origin, .. }) = nation.remove("offices") else {
        let message = Message::new("missing-key").with("wanted", Message::new("wanted-table-file"));
        log.error(|| Problem::error(&entry.value.origin, "nation.offices", message));
        return None;
    };
    let fail = |message| {
        log.error(|| Problem::error(&value.origin, "nation.offices", message));
        None
    };
    let Some(name) = value.data.text() else {
        return fail(value.data.wrong(Message::new("wanted-table-file")));
    };
    let path = source.beside(name);
    match load::table_text(&path) {
        Ok(text) => {
            let at = Origin {
                file: path.display().to_string().into(),
                line: None,
            };
            files.push(path);
            nation.entries.push(Entry {
                key: "table".into(),
                value: Node::new(origin.clone(), Data::Text(text.clone())),
                origin,
            });
            Some((text, at))
        }
        Err(message) => fail(message),
    }
}

/// Removes what stands at a path.
fn remove(table: &mut Table, path: &[&str]) {
    match path {
        [key] => drop(table.remove(key)),
        [key, rest @ ..] => {
            let entry = table.entries.iter_mut().find(|entry| entry.key == *key);
            if let Some(Data::Table(inner)) = entry.map(|entry| &mut entry.value.data) {
                remove(inner, rest);
            }
        }
        [] => {}
    }
}
