//! The way to a value in a scenario, as in `blanks.deliveries[1].asked`: how it is read, and how messages show it.

use std::fmt::Write;

use super::document::MOST_PARTS;
use super::written::is_digits;
use crate::support::visible::is_hidden;
use crate::words::Message;

/// One step on the way to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    /// An item of a list, counted from 0.
    Item(usize),
}

/// The path as messages show it: items of lists are counted from 1.
pub(super) fn shown(path: &[Step]) -> String {
    path.iter().fold(String::new(), |shown, step| match step {
        Step::Key(key) => join(&shown, key),
        Step::Item(i) => format!("{shown}[{}]", i + 1),
    })
}

/// Reads a path up to its end or to an equals sign, and returns it with the text after the sign.
pub(super) fn read(text: &str) -> Result<(Vec<Step>, Option<&str>), Message> {
    let mut path = Vec::new();
    let mut rest = text.trim_start();
    loop {
        let (key, mut after) = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => unquoted(&rest[1..], quote)?,
            _ => {
                let end = rest.find(['.', '=', '[']).unwrap_or(rest.len());
                (rest[..end].trim().to_owned(), &rest[end..])
            }
        };
        if key.is_empty() {
            return Err(Message::new("set-empty-part"));
        }
        path.push(Step::Key(key));
        after = after.trim_start();
        while let Some(inside) = after.strip_prefix('[') {
            let (item, more) = (inside.split_once(']'))
                .and_then(|(number, more)| Some((item(number)?, more)))
                .ok_or_else(|| Message::new("set-item"))?;
            path.push(Step::Item(item));
            after = more.trim_start();
        }
        if path.len() > MOST_PARTS {
            return Err(Message::new("set-long").with("most", MOST_PARTS));
        }
        match after.split_at_checked(1) {
            None if after.is_empty() => return Ok((path, None)),
            Some(("=", value)) => return Ok((path, Some(value))),
            Some((".", more)) => rest = more.trim_start(),
            _ => return Err(Message::new("set-after-quotes")),
        }
    }
}

/// A key in parts: its pattern in the table of keys, and the name and numbers that stand in it.
pub(crate) struct Parts {
    /// As in `sites.NAME.printers[].life`.
    pub pattern: String,
    /// The name of the site or kecamatan.
    pub name: Option<String>,
    /// The numbers of the items of lists, counted from 1.
    pub items: Vec<usize>,
}

/// The parts of a key; `None` if it is none.
pub(crate) fn parts(key: &str) -> Option<Parts> {
    let (path, None) = read(key).ok()? else {
        return None;
    };
    let mut parts = Parts {
        pattern: String::new(),
        name: None,
        items: Vec::new(),
    };
    for step in path {
        match step {
            Step::Key(key) => {
                let is_name = parts.name.is_none()
                    && matches!(
                        parts.pattern.as_str(),
                        "sites" | "kecamatan" | "blanks.allotment"
                    );
                if !parts.pattern.is_empty() {
                    parts.pattern.push('.');
                }
                match is_name {
                    true => {
                        parts.pattern.push_str("NAME");
                        parts.name = Some(key);
                    }
                    false => parts.pattern.push_str(&key),
                }
            }
            Step::Item(at) => {
                parts.pattern.push_str("[]");
                parts.items.push(at + 1);
            }
        }
    }
    Some(parts)
}

/// The number of an item, which people count from 1.
fn item(number: &str) -> Option<usize> {
    let number = Some(number.trim()).filter(|number| is_digits(number))?;
    number.parse::<usize>().ok()?.checked_sub(1)
}

/// A path with one more key, in quotes if the key needs them, as TOML and [`read`] read it.
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::scenario::overrides::Override;

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

    /// Paths that begin with a key, as all do.
    fn path() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            key().prop_map(Step::Key),
            (0usize..2000).prop_map(Step::Item)
        ];
        (key(), prop::collection::vec(step, 0..MOST_PARTS))
            .prop_map(|(first, more)| [vec![Step::Key(first)], more].concat())
    }

    proptest! {
        #[test]
        fn every_path_that_is_shown_reads_back(path in path()) {
            let written = shown(&path);
            prop_assert!(!written.contains(is_hidden));
            prop_assert_eq!(read(&written), Ok((path.clone(), None)));
            let with_value = format!("{written} = 1");
            prop_assert_eq!(read(&with_value), Ok((path, Some(" 1"))));
        }

        #[test]
        fn every_set_reads_back(path in path(), value: String) {
            let set = Override::new(path, value.trim().to_owned(), "--set");
            let text = set.to_string();
            prop_assert_eq!(text.parse::<Override>().map_err(|error| error.to_string()), Ok(set));
        }

        #[test]
        fn a_path_is_a_key_of_toml(path in prop::collection::vec(key(), 1..4)) {
            let written = path.iter().fold(String::new(), |path, key| join(&path, key));
            let read: toml::Table = format!("{written} = 1").parse().unwrap();
            let last = path.iter().try_fold(&toml::Value::Table(read), |value, key| value.get(key).ok_or(key)).cloned();
            prop_assert_eq!(last, Ok(toml::Value::Integer(1)));
        }
    }

    #[test]
    fn items_are_counted_from_one_and_brackets_in_quotes_are_a_name() {
        let key = |key: &str| Step::Key(key.to_owned());
        let steps = |text: &str| read(text).map(|(path, _)| path);
        assert_eq!(
            steps("blanks.deliveries[1].asked"),
            Ok(vec![
                key("blanks"),
                key("deliveries"),
                Step::Item(0),
                key("asked")
            ])
        );
        assert_eq!(
            steps("a [ 2 ] [3] . b"),
            Ok(vec![key("a"), Step::Item(1), Step::Item(2), key("b")])
        );
        assert_eq!(
            steps("sites.\"Pasar [1]\".printers[2]"),
            Ok(vec![
                key("sites"),
                key("Pasar [1]"),
                key("printers"),
                Step::Item(1)
            ])
        );
        for text in [
            "a[0]", "a[]", "a[-1]", "a[+1]", "a[x]", "a[1", "a[1]b", "[1]", "a.[1]",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
