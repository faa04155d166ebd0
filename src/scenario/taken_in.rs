//! Tables that stand in files of their own, taken into the scenario.

use std::path::PathBuf;

use super::load::{Source, table_text};
use super::problem::{Origin, Problem};
use super::tree::{Data, Node, Table};

/// The keys whose value is a table: as a text of several lines, or as the name of a file beside the scenario.
const KEYS: [[&str; 2]; 1] = [["backlog", "by_date"]];

/// Puts the text of each table that a scenario names into the place of the name. Adds the files that are read to `files`, and returns
/// what is wrong.
pub(super) fn take_in(root: &mut Table, source: &Source, files: &mut Vec<PathBuf>) -> Vec<Problem> {
    let mut wrong = Vec::new();
    for path in KEYS {
        let Some(node) = value_at(root, path) else {
            continue;
        };
        let Data::Text(name) = &node.data else {
            continue;
        };
        if name.contains('\n') {
            continue;
        }
        let file = source.beside(name);
        match table_text(&file) {
            Ok(text) => {
                node.data = Data::Text(format!("{}\n", text.trim_end()));
                node.origin = Origin {
                    file: file.display().to_string().into(),
                    line: None,
                };
                files.push(file);
            }
            Err(message) => {
                wrong.push(Problem::error(&node.origin, path.join("."), message));
                node.data = Data::Unknown;
            }
        }
    }
    wrong
}

fn value_at<'t>(root: &'t mut Table, [table, key]: [&str; 2]) -> Option<&'t mut Node> {
    let find = |table: &'t mut Table, key: &str| {
        let entry = table.entries.iter_mut().find(|entry| entry.key == key)?;
        Some(&mut entry.value)
    };
    match &mut find(root, table)?.data {
        Data::Table(table) => find(table, key),
        _ => None,
    }
}
