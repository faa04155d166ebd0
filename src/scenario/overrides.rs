//! A value laid over a scenario: `printer.daily_limit=60`.

use std::fmt::{self, Write};
use std::str::FromStr;

use super::problem::Origin;
use super::tree::{Data, Entry, MOST_PARTS, Node, Table};
use crate::error::{Error, ErrorKind};
use crate::support::visible::is_hidden;
use crate::words::Message;

/// The file name in messages about values from the command line.
const SET: &str = "--set";

/// A value laid over a scenario, as `--set KEY=VALUE` gives it.
///
/// The key is dotted, from the root of the file. A part that holds a dot or an equals sign stands in quotes: in `"` with TOML's
/// escapes, or in `'` without escapes. The value is TOML if it parses as a TOML value, otherwise text; so dates, numbers, `never`,
/// `4 min` and `07:30-13:00` need no quotes.
///
/// # Examples
///
/// ```
/// use cetak::scenario::Override;
///
/// let set: Override = r#"sites."Bangli Kota".printers=2"#.parse()?;
/// assert_eq!(set.to_string(), r#"sites."Bangli Kota".printers=2"#);
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    pub(super) path: Vec<String>,
    value: String,
}

impl Override {
    pub(super) fn origin() -> Origin {
        Origin {
            file: SET.into(),
            line: None,
        }
    }

    /// The value as a table to lay over a scenario.
    pub(super) fn overlay(&self) -> Table {
        let origin = Self::origin();
        let mut node = Node::from_argument(&origin, &self.value);
        for key in self.path.iter().skip(1).rev() {
            let entries = vec![Entry {
                key: key.clone(),
                origin: origin.clone(),
                value: node,
            }];
            node = Node::new(origin.clone(), Data::Table(Table::of(entries)));
        }
        let entries = vec![Entry {
            key: self.path[0].clone(),
            origin,
            value: node,
        }];
        Table::of(entries)
    }
}

impl fmt::Display for Override {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self
            .path
            .iter()
            .fold(String::new(), |path, key| join(&path, key));
        write!(f, "{path}={}", self.value)
    }
}

/// A path with one more key, in quotes if the key needs them, as TOML and [`Override`] read it.
pub(crate) fn join(path: &str, key: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let key = if !key.is_empty() && key.chars().all(plain) {
        key.to_owned()
    } else {
        quoted(key)
    };
    if path.is_empty() {
        key
    } else {
        format!("{path}.{key}")
    }
}

/// A key in double quotes, with hidden characters as escapes.
fn quoted(key: &str) -> String {
    let mut written = String::from('"');
    for c in key.chars() {
        let number = u32::from(c);
        // Writing to a string cannot fail.
        let _ = match c {
            '"' | '\\' => write!(written, "\\{c}"),
            '\n' => write!(written, "\\n"),
            '\t' => write!(written, "\\t"),
            c if is_hidden(c) && number <= 0xffff => write!(written, "\\u{number:04x}"),
            c if is_hidden(c) => write!(written, "\\U{number:08x}"),
            c => write!(written, "{c}"),
        };
    }
    written + "\""
}

/// Reads a key up to its closing quote, and returns it with the text after it; TOML's escapes count in double quotes only.
fn unquoted(text: &str, quote: char) -> Result<(String, &str), Message> {
    let mut key = String::new();
    let mut rest = text.chars();
    loop {
        match rest.next().ok_or_else(|| Message::new("set-quotes-open"))? {
            c if c == quote => return Ok((key, rest.as_str())),
            '\\' if quote == '"' => {
                let (c, after) =
                    unescaped(rest.as_str()).ok_or_else(|| Message::new("set-escape"))?;
                key.push(c);
                rest = after.chars();
            }
            c => key.push(c),
        }
    }
}

/// Reads the character that an escape means, and returns it with the text after it.
fn unescaped(text: &str) -> Option<(char, &str)> {
    let letter = text.chars().next()?;
    let rest = &text[letter.len_utf8()..];
    let digits = match letter {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        'b' => return Some(('\u{8}', rest)),
        't' => return Some(('\t', rest)),
        'n' => return Some(('\n', rest)),
        'f' => return Some(('\u{c}', rest)),
        'r' => return Some(('\r', rest)),
        'e' => return Some(('\u{1b}', rest)),
        '"' | '\\' => return Some((letter, rest)),
        _ => return None,
    };
    let (digits, rest) = rest.split_at_checked(digits)?;
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16)
        .ok()
        .filter(|_| all_digits)?;
    Some((char::from_u32(number)?, rest))
}

impl FromStr for Override {
    type Err = Error;

    /// # Errors
    ///
    /// [`ErrorKind::Value`] if there is no equals sign, a part of the key is empty, the key has too many parts, or its quotes do not
    /// close, hold an unknown escape, or have text after them.
    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = |what: Message| {
            let message = Message::new("set-wrong")
                .with("found", text)
                .with("what", what);
            Error::of(ErrorKind::Value, message)
        };
        let no_equals = || wrong(Message::new("set-no-equals"));
        let mut path = Vec::new();
        let mut rest = text.trim_start();
        loop {
            let (key, after) = match rest.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let (key, after) = unquoted(&rest[1..], quote).map_err(wrong)?;
                    (key, after.trim_start())
                }
                _ => {
                    let end = rest.find(['.', '=']).ok_or_else(no_equals)?;
                    (rest[..end].trim().to_owned(), &rest[end..])
                }
            };
            if key.is_empty() {
                return Err(wrong(Message::new("set-empty-part")));
            }
            path.push(key);
            if path.len() > MOST_PARTS {
                return Err(wrong(Message::new("set-long").with("most", MOST_PARTS)));
            }
            match after.split_at_checked(1) {
                Some(("=", value)) => {
                    let value = value.trim().to_owned();
                    return Ok(Override { path, value });
                }
                Some((".", more)) => rest = more.trim_start(),
                None => return Err(no_equals()),
                Some(_) => return Err(wrong(Message::new("set-after-quotes"))),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Keys with what could break them: quotes, dots, backslashes, hidden characters.
    fn key() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            proptest::sample::select(
                &[
                    "\"",
                    "'",
                    ".",
                    "=",
                    "\\",
                    "\n",
                    "\u{1b}",
                    " ",
                    "\u{202e}",
                    "\u{e0041}",
                    "é"
                ][..]
            )
            .prop_map(str::to_owned),
            any::<String>(),
        ];
        prop::collection::vec(part, 1..4)
            .prop_map(|parts| parts.concat())
            .prop_filter("keys are not empty", |key| !key.is_empty())
    }

    proptest! {
        #[test]
        fn every_set_reads_back(path in prop::collection::vec(key(), 1..=8), value: String) {
            let set = Override { path, value: value.trim().to_owned() };
            let text = set.to_string();
            prop_assert_eq!(text.parse::<Override>().map_err(|error| error.to_string()), Ok(set));
        }

        #[test]
        fn whatever_text_is_a_set_reads_back(text in "(\\PC|[\"'\\\\.= a\n]){0,12}=?") {
            if let Ok(set) = text.parse::<Override>() {
                prop_assert_eq!(set.to_string().parse::<Override>().unwrap(), set);
            }
        }

        #[test]
        fn a_path_is_a_key_of_toml(path in prop::collection::vec(key(), 1..4)) {
            let written = path.iter().fold(String::new(), |path, key| join(&path, key));
            prop_assert!(!written.contains(is_hidden));
            let read: toml::Table = format!("{written} = 1").parse().unwrap();
            let last = path.iter().try_fold(&toml::Value::Table(read), |value, key| value.get(key).ok_or(key)).cloned();
            prop_assert_eq!(last, Ok(toml::Value::Integer(1)));
        }
    }

    #[test]
    fn keys_may_be_quoted_and_values_hold_anything() {
        let path = |text: &str| text.parse::<Override>().map(|set| (set.path, set.value));
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
        ] {
            let error = text.parse::<Override>().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Value);
            assert!(error.to_string().contains("wanted KEY=VALUE"), "{error}");
        }
    }
}
