//! Writes a scenario, with what it extends and what was laid over it, as one file.

use std::fmt::Write;

use toml::Value;

use super::marks::{KEYS, Said};
use super::path::join;
use super::tree::{Data, Node, Table};
use super::unknown::is_unknown;

/// The text of a scenario file that reads back to the same scenario. `name` is what it is called without a name of its own.
pub(super) fn flat(root: &Table, name: &str) -> String {
    let mut text = String::new();
    if root.get("name").is_none() {
        line(&mut text, "name", &quoted(name));
    }
    section(&mut text, "", root);
    text
}

/// Writes a table: first its values, then the tables in it, each under its own heading. Names keep their order among tables and among
/// values.
fn section(text: &mut String, path: &str, table: &Table) {
    let is_section = |node: &Node| matches!(&node.data, Data::Table(table) if !is_unknown(table));
    for entry in table
        .entries
        .iter()
        .filter(|entry| !is_section(&entry.value))
    {
        line(text, &join("", &entry.key), &marked(&entry.value));
    }
    for entry in &table.entries {
        if let Data::Table(inner) = &entry.value.data
            && is_section(&entry.value)
        {
            let path = join(path, &entry.key);
            let _ = writeln!(text, "\n[{path}]");
            // Only an empty table has a mark of its own.
            for said in entry.value.mark.iter().flat_map(said_parts) {
                let _ = writeln!(text, "{said}");
            }
            section(text, &path, inner);
        }
    }
}

fn line(text: &mut String, key: &str, value: &str) {
    let _ = writeln!(text, "{key} = {value}");
}

/// A value with its mark.
fn marked(node: &Node) -> String {
    match &node.data {
        Data::Table(table) => {
            let mut parts: Vec<String> = Vec::new();
            let is_unknown = is_unknown(table);
            for entry in &table.entries {
                // The mark of an unknown value stands on each of its keys, and once in the file.
                let value = match is_unknown {
                    true => plain(&entry.value),
                    false => marked(&entry.value),
                };
                parts.push(format!("{} = {value}", join("", &entry.key)));
            }
            let of_first = table.entries.first().filter(|_| is_unknown);
            let said = of_first.map_or(&node.mark, |entry| &entry.value.mark);
            parts.extend(said.iter().flat_map(said_parts));
            format!("{{ {} }}", parts.join(", "))
        }
        _ => match &node.mark {
            None => plain(node),
            Some(said) => {
                let mut parts = vec![format!("value = {}", plain(node))];
                parts.extend(said_parts(said));
                format!("{{ {} }}", parts.join(", "))
            }
        },
    }
}

fn said_parts(said: &Said) -> Vec<String> {
    let [source, estimate] = KEYS;
    let source = said
        .source
        .iter()
        .map(|text| format!("{source} = {}", quoted(text)));
    let estimate = said
        .estimate
        .iter()
        .map(|flag| format!("{estimate} = {flag}"));
    source.chain(estimate).collect()
}

/// A value without a mark of its own.
fn plain(node: &Node) -> String {
    match &node.data {
        Data::Text(text) => quoted(text),
        // As written: a number in another base reads back the same.
        Data::Integer(text, _) | Data::Float(text, _) => text.clone(),
        Data::Flag(flag) => flag.to_string(),
        Data::Datetime(at) => at.to_string(),
        Data::List(items) => {
            let items: Vec<String> = items.iter().map(marked).collect();
            format!("[{}]", items.join(", "))
        }
        Data::Table(_) => marked(node),
        // A scenario with such a line is refused.
        Data::Unknown => quoted(""),
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
