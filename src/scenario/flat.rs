//! Writes a scenario, with what it extends and what was laid over it, as one file.

use std::fmt::Write;

use toml::Value;

use super::languages::TEXTS;
use super::marks::{KEYS, Said};
use super::path::join;
use super::tree::{Data, Node, Table};
use super::unknown::is_unknown;
use crate::office::plan::Texts;
use crate::words::Lang;

/// The text of a scenario file that reads back to the same scenario. `name` is what it is called without a name of its own; `texts` has
/// the other language of its texts.
pub(super) fn flat(root: &Table, name: &str, texts: &Texts) -> String {
    let mut flat = Flat {
        text: String::new(),
        texts,
    };
    if root.get("name").is_none() {
        flat.line("name", &quoted(name));
    }
    flat.section("", root);
    flat.text
}

/// The text so far.
struct Flat<'t> {
    text: String,
    texts: &'t Texts,
}

impl Flat<'_> {
    /// Writes a table: first its values, then the tables in it, each under its own heading. Names keep their order among tables and among
    /// values.
    fn section(&mut self, path: &str, table: &Table) {
        let said = table.mark.as_ref().map(|said| self.said(said));
        for said in said.unwrap_or_default() {
            let _ = writeln!(self.text, "{said}");
        }
        let is_section =
            |node: &Node| matches!(&node.data, Data::Table(table) if !is_unknown(table));
        for entry in table
            .entries
            .iter()
            .filter(|entry| !is_section(&entry.value))
        {
            let value = self.marked(&entry.key, &entry.value);
            self.line(&join("", &entry.key), &value);
        }
        for entry in &table.entries {
            if let Data::Table(inner) = &entry.value.data
                && is_section(&entry.value)
            {
                let path = join(path, &entry.key);
                let _ = writeln!(self.text, "\n[{path}]");
                self.section(&path, inner);
            }
        }
    }

    fn line(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.text, "{key} = {value}");
    }

    /// The value of a key with its mark.
    fn marked(&self, key: &str, node: &Node) -> String {
        match &node.data {
            Data::Table(table) => {
                let mut parts: Vec<String> = Vec::new();
                let is_unknown = is_unknown(table);
                for entry in &table.entries {
                    // The mark of an unknown value stands on each of its keys, and once in the file.
                    let value = match is_unknown {
                        true => self.plain(&entry.key, &entry.value),
                        false => self.marked(&entry.key, &entry.value),
                    };
                    parts.push(format!("{} = {value}", join("", &entry.key)));
                }
                let of_first = table.entries.first().filter(|_| is_unknown);
                let said = of_first.map_or(&table.mark, |entry| &entry.value.mark);
                parts.extend(said.iter().flat_map(|said| self.said(said)));
                let written = format!("{{ {} }}", parts.join(", "));
                match said.as_ref().is_some_and(|said| *said == Said::default()) {
                    true if is_unknown => format!("{{ value = {written} }}"),
                    _ => written,
                }
            }
            _ => match &node.mark {
                None => self.plain(key, node),
                Some(said) => {
                    let mut parts = vec![format!("value = {}", self.plain(key, node))];
                    parts.extend(self.said(said));
                    format!("{{ {} }}", parts.join(", "))
                }
            },
        }
    }

    fn said(&self, said: &Said) -> Vec<String> {
        let [source, estimate] = KEYS;
        let source = said
            .source
            .iter()
            .map(|text| format!("{source} = {}", self.in_languages(text)));
        let estimate = said
            .estimate
            .iter()
            .map(|flag| format!("{estimate} = {flag}"));
        source.chain(estimate).collect()
    }

    /// The value of a key without a mark of its own.
    fn plain(&self, key: &str, node: &Node) -> String {
        match &node.data {
            Data::Text(text) if TEXTS.contains(&key) => self.in_languages(text),
            Data::Text(text) => quoted(text),
            // As written: a number in another base reads back the same.
            Data::Integer(text, _) | Data::Float(text, _) => text.clone(),
            Data::Flag(flag) => flag.to_string(),
            Data::Datetime(at) => at.to_string(),
            Data::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.marked("", item)).collect();
                format!("[{}]", items.join(", "))
            }
            Data::Table(_) => self.marked(key, node),
            // A scenario with such a line is refused.
            Data::Unknown => quoted(""),
        }
    }

    /// A text that may be in both languages.
    fn in_languages(&self, text: &str) -> String {
        let english = quoted(text);
        match self.texts.said(text, Lang::Id) {
            same if same == text => english,
            indonesian => format!("{{ en = {english}, id = {} }}", quoted(indonesian)),
        }
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
