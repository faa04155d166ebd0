//! A value laid over a scenario: `printer.daily_limit=60`.

use std::fmt;
use std::str::FromStr;

use super::document::argument;
use super::languages::{self, Pairs};
use super::marks;
use super::path::{self, Step};
use super::problem::{Origin, Problem};
use super::tree::{Data, Entry, Node, Table};
use crate::error::{Error, ErrorKind};
use crate::support::nearest::nearest;
use crate::words::Message;

/// A value laid over a scenario, as `--set KEY=VALUE` gives it.
///
/// The key is dotted, from the root of the file. A part that holds a dot, an equals sign or a bracket stands in quotes: in `"` with TOML's
/// escapes, or in `'` without escapes. An item of a list has its number in brackets, counted from 1. The value is TOML if it parses as a
/// TOML value, otherwise text; so dates, numbers, `never`, `4 min` and `07:30-13:00` need no quotes.
///
/// # Examples
///
/// ```
/// use cetak::scenario::Override;
///
/// let set: Override = r#"sites."Bangli Kota".printers[2].daily_limit=60"#.parse()?;
/// assert_eq!(set.to_string(), r#"sites."Bangli Kota".printers[2].daily_limit=60"#);
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    pub(super) path: Vec<Step>,
    value: String,
    /// The option of the command line, for messages.
    option: &'static str,
}

impl Override {
    pub(super) fn new(path: Vec<Step>, value: String, option: &'static str) -> Self {
        Self {
            path,
            value,
            option,
        }
    }

    fn origin(&self) -> Origin {
        Self::origin_of(self.option)
    }

    /// The place of a value that an option gave.
    pub(super) fn origin_of(option: &'static str) -> Origin {
        Origin {
            file: option.into(),
            line: None,
        }
    }

    /// A problem with the key.
    pub(super) fn problem(&self, key: String, message: Message) -> Problem {
        Problem::error(&self.origin(), key, message)
    }

    /// A warning about the value.
    pub(super) fn warning(&self, message: Message) -> Problem {
        Problem::warning(&self.origin(), self.key(), message)
    }

    /// The value, read as [`lay_over`](Self::lay_over) reads it.
    pub(super) fn data(&self) -> Data {
        argument(&self.origin(), &self.value).data
    }

    /// The value of a key, as `--key KEY` and a value for it give it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if the key cannot be read.
    pub fn of_key(key: &str, value: impl Into<String>) -> Result<Self, Error> {
        let wrong = |what: Message| {
            let message = Message::new("key-wrong")
                .with("found", key)
                .with("what", what);
            Error::of(ErrorKind::Value, message)
        };
        match path::read(key).map_err(wrong)? {
            (path, None) => Ok(Override::new(path, value.into(), "--key")),
            (_, Some(_)) => Err(wrong(Message::new("key-equals"))),
        }
    }

    /// The key, as messages show it.
    #[must_use]
    pub fn key(&self) -> String {
        path::shown(&self.path)
    }

    /// Lays the value over a scenario: over an item of a list if the path has one, otherwise as a table. Returns what is wrong with its
    /// texts and marks.
    ///
    /// # Errors
    ///
    /// If the item is not there.
    pub(super) fn lay_over(
        &self,
        whole: &mut Table,
        pairs: &mut Pairs,
    ) -> Result<Vec<Problem>, Problem> {
        let is_item = |step: &Step| matches!(step, Step::Item(_));
        let value = argument(&self.origin(), &self.value);
        let Some(last) = self.path.iter().rposition(is_item) else {
            let mut node = self.in_tables(&self.path, value);
            let Data::Table(over) = &mut node.data else {
                return Ok(Vec::new());
            };
            let mut wrong = languages::lift(over, pairs);
            wrong.extend(marks::lift(over));
            whole.overlay(std::mem::take(over));
            return Ok(wrong);
        };
        let (to_item, below) = self.path.split_at(last + 1);
        let mut over = self.in_tables(below, value);
        let item = path::shown(to_item);
        let mut wrong = languages::lift_value(&mut over, &item, pairs);
        wrong.extend(marks::lift_value(&mut over, &item));
        if let Some(item) = self.item(whole, to_item)? {
            match (&mut item.data, &mut over.data) {
                (Data::Table(item), Data::Table(over)) if !below.is_empty() => {
                    item.overlay(std::mem::take(over));
                }
                _ => *item = over,
            }
        }
        Ok(wrong)
    }

    /// The value in the tables of a path, which has keys only.
    fn in_tables(&self, path: &[Step], value: Node) -> Node {
        path.iter().rev().fold(value, |value, step| {
            let Step::Key(key) = step else { return value };
            let mut table = Table::default();
            table.entries.push(Entry {
                key: key.clone(),
                origin: self.origin(),
                value,
            });
            Node::new(self.origin(), Data::Table(table))
        })
    }

    /// The item at the end of a path; `None` if it is on a line that could not be read, which has been told.
    fn item<'t>(
        &self,
        whole: &'t mut Table,
        path: &[Step],
    ) -> Result<Option<&'t mut Node>, Problem> {
        let fail = |steps: usize, message| Err(self.problem(path::shown(&path[..steps]), message));
        let Some((Step::Key(root), rest)) = path.split_first() else {
            return Ok(None);
        };
        let mut node = match self.below(whole, root) {
            Ok(Some(node)) => node,
            Ok(None) => return Ok(None),
            Err(message) => return fail(1, message),
        };
        for (i, step) in (1..).zip(rest) {
            let wanted = match step {
                Step::Key(_) => "wanted-table",
                Step::Item(_) => "wanted-list",
            };
            let message = node.data.wrong(Message::new(wanted));
            let found = match (step, &mut node.data) {
                (_, Data::Unknown) => Ok(None),
                (Step::Key(key), Data::Table(table)) => self.below(table, key),
                (Step::Item(at), Data::List(items)) => {
                    let message = Message::new("no-such-item")
                        .with("item", at + 1)
                        .with("count", items.len());
                    items.get_mut(*at).map(Some).ok_or(message)
                }
                _ => return fail(i, message),
            };
            node = match found {
                Ok(Some(node)) => node,
                Ok(None) => return Ok(None),
                Err(message) => return fail(i + 1, message),
            };
        }
        Ok(Some(node))
    }

    /// The value of a key; `None` if nobody knows whether the table has it.
    fn below<'t>(&self, table: &'t mut Table, key: &str) -> Result<Option<&'t mut Node>, Message> {
        match table.entries.iter().position(|entry| entry.key == key) {
            Some(at) => Ok(Some(&mut table.entries[at].value)),
            None if table.torn => Ok(None),
            None => {
                let keys = table.entries.iter().map(|entry| entry.key.as_str());
                Err(match nearest(key, keys) {
                    Some(near) => Message::new("unknown-key").with("near", near),
                    None => Message::new("no-such-list"),
                })
            }
        }
    }
}

impl fmt::Display for Override {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.key(), self.value)
    }
}

impl FromStr for Override {
    type Err = Error;

    /// # Errors
    ///
    /// [`ErrorKind::Value`] if there is no equals sign, a part of the key is empty, the key has too many parts, its quotes do not
    /// close, hold an unknown escape, or have text after them, or its brackets hold no number from 1.
    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = |what: Message| {
            let message = Message::new("set-wrong")
                .with("found", text)
                .with("what", what);
            Error::of(ErrorKind::Value, message)
        };
        let (path, value) = path::read(text).map_err(wrong)?;
        let value = value.ok_or_else(|| wrong(Message::new("set-no-equals")))?;
        Ok(Override::new(path, value.trim().to_owned(), "--set"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_text_is_a_set_reads_back(text in "(\\PC|[\"'\\\\.=\\[\\] 12a\n]){0,12}=?") {
            if let Ok(set) = text.parse::<Override>() {
                prop_assert_eq!(set.to_string().parse::<Override>().unwrap(), set);
            }
        }
    }

    #[test]
    fn keys_may_be_quoted_and_values_hold_anything() {
        let keys = |path: Vec<Step>| -> Vec<String> {
            let key = |step| match step {
                Step::Key(key) => key,
                Step::Item(item) => panic!("item {item}"),
            };
            path.into_iter().map(key).collect()
        };
        let path = |text: &str| {
            text.parse::<Override>()
                .map(|set| (keys(set.path), set.value))
        };
        let (keys, value) = path("a.\"b.c=d\" . 'e' = x=y ").unwrap();
        assert_eq!(keys, ["a", "b.c=d", "e"]);
        assert_eq!(value, "x=y");
        let (keys, _) = path(r#""\"\\\n\u00e9\x41".'\n'=1"#).unwrap();
        assert_eq!(keys, ["\"\\\néA", "\\n"]);
        let (keys, _) = path("sites.Bangli Kota.printers=2").unwrap();
        assert_eq!(keys, ["sites", "Bangli Kota", "printers"]);
    }

    #[test]
    fn what_is_no_key_and_value_is_refused() {
        for text in [
            "",
            "a",
            "=1",
            "a..b=1",
            "\"a=1",
            "\"a\"b=1",
            r#""a\q"=1"#,
            r#""a\u12"=1"#,
            r#""a\ud800"=1"#,
            r#""a\u+041"=1"#,
            r#""a\"=1"#,
            "a.\"\"=1",
            "\"é\"é=1",
            "a[0]=1",
            "a[1=1",
        ] {
            let error = text.parse::<Override>().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Value);
            assert!(error.to_string().contains("wanted KEY=VALUE"), "{error}");
        }
    }
}
