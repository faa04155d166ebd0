//! One value laid over a scenario: `printer.daily_limit=60`.

use std::fmt;
use std::str::FromStr;

use super::problem::Origin;
use super::tree::{Data, Entry, MOST_PARTS, Node, Table};
use crate::error::{Error, ErrorKind};

/// The file name that stands in messages about values from the command line.
const SET: &str = "--set";

/// One value laid over a scenario, as `--set KEY=VALUE` gives it.
///
/// The key is dotted from the root of the file; a part that holds a dot or an equals sign stands in quotes. The value is TOML if it
/// parses as a TOML value, else it is taken as text, so dates, numbers, `never`, `4 min` and `07:30-13:00` need no quotes.
///
/// # Examples
///
/// ```
/// use cetak::scenario::Set;
///
/// let set: Set = r#"sites."Bangli Kota".printers=2"#.parse()?;
/// assert_eq!(set.to_string(), r#"sites."Bangli Kota".printers=2"#);
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    pub(super) path: Vec<String>,
    value: String,
}

impl Set {
    pub(super) fn origin() -> Origin {
        Origin {
            file: SET.into(),
            line: None,
        }
    }

    /// The value as a table that can be laid over a scenario.
    pub(super) fn overlay(&self) -> Table {
        let origin = Self::origin();
        let mut node = Node::from_argument(&origin, &self.value);
        for key in self.path.iter().skip(1).rev() {
            let entries = vec![Entry {
                key: key.clone(),
                origin: origin.clone(),
                value: node,
            }];
            node = Node {
                origin: origin.clone(),
                data: Data::Table(Table { entries }),
            };
        }
        let entries = vec![Entry {
            key: self.path[0].clone(),
            origin,
            value: node,
        }];
        Table { entries }
    }
}

impl fmt::Display for Set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self
            .path
            .iter()
            .fold(String::new(), |path, key| join(&path, key));
        write!(f, "{path}={}", self.value)
    }
}

/// A path with one more key, in quotes where the key needs them.
pub(super) fn join(path: &str, key: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let key = if !key.is_empty() && key.chars().all(plain) {
        key.to_owned()
    } else {
        format!("{key:?}")
    };
    if path.is_empty() {
        key
    } else {
        format!("{path}.{key}")
    }
}

impl FromStr for Set {
    type Err = Error;

    /// # Errors
    ///
    /// [`ErrorKind::Value`] if there is no equals sign, a part of the key is empty or its quotes do not close.
    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = |what: &str| {
            let wanted = "wanted KEY=VALUE, as in printer.daily_limit=60 or sites.\"Bangli Kota\".printers=2";
            Error::new(ErrorKind::Value, format!("--set {text}: {what}; {wanted}"))
        };
        let mut path = Vec::new();
        let mut rest = text.trim_start();
        loop {
            let (key, after) = match rest.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let (key, after) = rest[1..]
                        .split_once(quote)
                        .ok_or_else(|| wrong("the quotes do not close"))?;
                    (key, after.trim_start())
                }
                _ => {
                    let end = rest
                        .find(['.', '='])
                        .ok_or_else(|| wrong("there is no equals sign"))?;
                    (rest[..end].trim(), &rest[end..])
                }
            };
            if key.is_empty() {
                return Err(wrong("a part of the key is empty"));
            }
            path.push(key.to_owned());
            if path.len() > MOST_PARTS {
                return Err(wrong(&format!("the key has more than {MOST_PARTS} parts")));
            }
            match after.split_at_checked(1) {
                Some(("=", value)) => {
                    let value = value.trim().to_owned();
                    return Ok(Set { path, value });
                }
                Some((".", more)) => rest = more.trim_start(),
                None => return Err(wrong("there is no equals sign")),
                Some(_) => {
                    return Err(wrong("a dot or an equals sign is missing after the quotes"));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_may_be_quoted_and_values_hold_anything() {
        let path = |text: &str| text.parse::<Set>().map(|set| (set.path, set.value));
        let (keys, value) = path("a.\"b.c=d\" . 'e' = x=y ").unwrap();
        assert_eq!(keys, ["a", "b.c=d", "e"]);
        assert_eq!(value, "x=y");
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
            "a.\"\"=1",
            "\"é\"é=1",
        ] {
            let error = text.parse::<Set>().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Value);
            assert!(error.to_string().contains("wanted KEY=VALUE"), "{error}");
        }
    }
}
