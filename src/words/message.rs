//! Messages as data: a key in the word files and the values of its variables, turned into text when somebody reads them.

use std::io;
use std::path::Path;

#[cfg(feature = "office")]
use jiff::civil::Date;

#[cfg(feature = "office")]
use super::{Lang, Value, fluent, numbers};
#[cfg(not(feature = "office"))]
use super::{digits, plain};
use crate::support::beside::beside;
use crate::support::write_aside::is_read_only;

/// A message: its key in the word files, and its variables.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    key: &'static str,
    variables: Vec<(&'static str, Variable)>,
}

/// The value of a variable, written in the language of the message.
#[derive(Clone, Debug, PartialEq)]
pub enum Variable {
    /// Text, the same in every language; invisible characters are escaped.
    Text(String),
    /// A number, written as the language does (8,000 or 8.000).
    Number(f64),
    /// Another message.
    Phrase(Message),
    /// A date with its weekday.
    #[cfg(feature = "office")]
    Date(Date),
    /// A choice, "own, pooled or none".
    #[cfg(feature = "office")]
    OneOf(Vec<String>),
    /// A list, "Susut, Tembuku".
    #[cfg(feature = "office")]
    List(Vec<String>),
}

impl Message {
    /// A message without variables.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self {
            key,
            variables: Vec::new(),
        }
    }

    /// Adds a value for one of its variables.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Variable>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    #[cfg(feature = "office")]
    pub(crate) fn key(&self) -> &'static str {
        self.key
    }

    #[cfg(feature = "office")]
    pub(crate) fn say(&self, lang: Lang) -> String {
        let variables: Vec<(&str, Value)> = self
            .variables
            .iter()
            .map(|(name, value)| (*name, value.value(lang)))
            .collect();
        fluent::say(lang, self.key, &variables)
    }

    #[cfg(not(feature = "office"))]
    fn english(&self) -> String {
        let variables: Vec<(&str, String)> = self
            .variables
            .iter()
            .map(|(name, value)| (*name, value.english()))
            .collect();
        plain::english(self.key, &variables)
    }
}

impl Variable {
    /// A message of another crate or of the system, in English.
    pub fn foreign(said: impl ToString) -> Self {
        Message::new("in-english")
            .with("detail", said.to_string())
            .into()
    }

    /// Where a text is no JSON.
    pub(crate) fn of_json(error: &serde_json::Error) -> Self {
        Message::new("json-place")
            .with("line", error.line())
            .with("column", error.column())
            .into()
    }

    /// The reason why a file could not be read: if it is not there, with the one that was probably meant.
    pub fn of_read(file: &Path, error: &io::Error) -> Self {
        let ending = file.extension().map_or(String::new(), |ending| {
            format!(".{}", ending.to_string_lossy())
        });
        let near = || {
            beside(file, &ending.to_lowercase()).filter(|_| error.kind() == io::ErrorKind::NotFound)
        };
        match near() {
            Some(near) => Message::new("io-not-found-near")
                .with("near", near.display().to_string())
                .into(),
            None => Self::of_io(error),
        }
    }

    /// The reason why something could not be read or written.
    pub fn of_io(error: &io::Error) -> Self {
        use io::ErrorKind as Io;
        let message = match error.kind() {
            _ if is_read_only(error) => Message::new("io-read-only"),
            Io::NotFound => Message::new("io-not-found"),
            Io::PermissionDenied => Message::new("io-not-allowed"),
            Io::IsADirectory => Message::new("io-is-folder"),
            Io::NotADirectory => Message::new("io-no-folder"),
            Io::AlreadyExists => Message::new("io-exists"),
            Io::StorageFull => Message::new("io-full"),
            Io::QuotaExceeded => Message::new("io-quota"),
            Io::FileTooLarge => Message::new("io-too-large"),
            Io::InvalidFilename => Message::new("io-name"),
            Io::ResourceBusy => Message::new("io-busy"),
            Io::TimedOut | Io::StaleNetworkFileHandle | Io::NetworkUnreachable => {
                Message::new("io-network")
            }
            Io::BrokenPipe => Message::new("io-reader-gone"),
            Io::OutOfMemory => Message::new("io-memory"),
            Io::InvalidData => Message::new("io-no-text"),
            _ => return Self::foreign(error),
        };
        message.into()
    }

    #[cfg(feature = "office")]
    pub(crate) fn say(&self, lang: Lang) -> String {
        match self.value(lang) {
            Value::Text(text) => text.into_owned(),
            Value::Number(number) => numbers::shortest(lang, number),
        }
    }

    pub(crate) fn english(&self) -> String {
        #[cfg(feature = "office")]
        return self.say(Lang::En);
        #[cfg(not(feature = "office"))]
        match self {
            Variable::Text(text) => text.clone(),
            Variable::Number(number) => digits::shortest(*number, ',', '.'),
            Variable::Phrase(message) => message.english(),
        }
    }

    #[cfg(feature = "office")]
    fn value(&self, lang: Lang) -> Value<'_> {
        match self {
            Variable::Text(text) => text.into(),
            Variable::Number(number) => (*number).into(),
            Variable::Date(date) => numbers::date(lang, *date).into(),
            Variable::Phrase(message) => message.say(lang).into(),
            Variable::List(items) => items.join(", ").into(),
            Variable::OneOf(items) => match items.split_last() {
                Some((last, rest)) if !rest.is_empty() => Message::new("either-or")
                    .with("rest", rest.join(", "))
                    .with("last", last.as_str())
                    .say(lang)
                    .into(),
                _ => items.concat().into(),
            },
        }
    }
}

impl From<&str> for Variable {
    fn from(text: &str) -> Self {
        Variable::Text(text.to_owned())
    }
}

impl From<String> for Variable {
    fn from(text: String) -> Self {
        Variable::Text(text)
    }
}

impl From<f64> for Variable {
    fn from(number: f64) -> Self {
        Variable::Number(number)
    }
}

impl From<u32> for Variable {
    fn from(number: u32) -> Self {
        Variable::Number(f64::from(number))
    }
}

impl From<usize> for Variable {
    fn from(number: usize) -> Self {
        Variable::Number(number as f64)
    }
}

#[cfg(feature = "office")]
impl From<u64> for Variable {
    fn from(number: u64) -> Self {
        Variable::Number(number as f64)
    }
}

#[cfg(feature = "office")]
impl From<Date> for Variable {
    fn from(date: Date) -> Self {
        Variable::Date(date)
    }
}

impl From<Message> for Variable {
    fn from(message: Message) -> Self {
        Variable::Phrase(message)
    }
}

#[cfg(all(test, feature = "office"))]
mod tests {
    use super::*;

    #[test]
    fn the_frequent_errors_of_the_system_are_told_in_our_words() {
        use io::ErrorKind as Io;
        let said = |kind: Io| Variable::of_io(&kind.into()).say(Lang::Id);
        for kind in [
            Io::NotFound,
            Io::PermissionDenied,
            Io::IsADirectory,
            Io::NotADirectory,
            Io::AlreadyExists,
            Io::StorageFull,
            Io::QuotaExceeded,
            Io::FileTooLarge,
            Io::InvalidFilename,
            Io::ResourceBusy,
            Io::TimedOut,
            Io::BrokenPipe,
            Io::OutOfMemory,
            Io::InvalidData,
        ] {
            assert!(!said(kind).contains("Inggris"), "{kind:?}: {}", said(kind));
        }
        // Any other keeps the words of the system, and says so.
        assert!(said(Io::Deadlock).starts_with("keterangan dalam bahasa Inggris: "));
    }
}
