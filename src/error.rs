//! The one error type of the crate: what kind of thing went wrong, where, and what caused it.
//!
//! An error keeps its message as data, so that it can be shown in either language
#![cfg_attr(feature = "office", doc = "([`Error::render`]).")]
#![cfg_attr(not(feature = "office"), doc = "(with the feature `office`).")]
//! Errors of other crates never appear in public signatures; they are kept as [`std::error::Error::source`]. A mistake in a
//! *program* (a negative delay, the release of an idle server) panics instead, as documented under `# Panics`.

#[cfg(feature = "office")]
mod lang;

use std::fmt;
use std::path::PathBuf;

use crate::support::visible::visible;
use crate::words::{Message, Variable};

/// A result whose error is [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What kind of thing went wrong. Kinds may be added; match with a wildcard arm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A value is outside the allowed range.
    Value,
    /// A scenario file has one or more problems.
    Scenario,
    /// A file could not be read or written.
    File,
    /// Another process is at work on the same; try again when it has ended.
    Busy,
    /// A checkpoint does not fit this program or this scenario.
    Checkpoint,
    /// The run was stopped from outside before it had anything to report.
    Interrupted,
    /// The program contradicts itself, for example with a result better than its own bound, or a card too many. Please report
    /// it.
    Internal,
}

/// Where it went wrong: a file, and the line in it if known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Place {
    /// The file, as the user named it.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: Option<usize>,
}

impl Place {
    /// The place in `file`, at `line` if known.
    pub fn new(file: impl Into<PathBuf>, line: Option<usize>) -> Self {
        let file = file.into();
        Self { file, line }
    }
}

/// Prints the file and the line, `office.toml:12`; invisible characters are escaped as `\n` or `\u{1b}`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible(&self.file.to_string_lossy()))?;
        match self.line {
            Some(line) => write!(f, ":{line}"),
            None => Ok(()),
        }
    }
}

/// The one error type of this crate. Its [`Display`](fmt::Display) is a clear message in English that says where the error is
/// and what was expected.
///
/// # Examples
///
/// ```
/// use cetak::{Error, ErrorKind};
///
/// let error = Error::new(ErrorKind::Value, "the mean is -1, but must be greater than 0");
/// assert_eq!(error.kind(), ErrorKind::Value);
/// assert_eq!(error.to_string(), "the mean is -1, but must be greater than 0");
/// // What a program prints whose `main` returns it.
/// assert_eq!(format!("Error: {error:?}"), "Error: the mean is -1, but must be greater than 0");
/// ```
pub struct Error {
    kind: ErrorKind,
    place: Option<Place>,
    /// One or more lines; the text of one line cannot begin another.
    lines: Vec<Variable>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// Makes an error with this message, which is one line: invisible characters are escaped as `\n` or `\u{1b}`.
    ///
    /// The message is the same in every language.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let line = visible(&message.into()).into_owned();
        Self::of_lines(kind, vec![line.into()])
    }

    /// Makes an error with a message of the word files.
    pub(crate) fn of(kind: ErrorKind, message: Message) -> Self {
        Self::of_lines(kind, vec![message.into()])
    }

    pub(crate) fn of_lines(kind: ErrorKind, lines: Vec<Variable>) -> Self {
        Self {
            kind,
            place: None,
            lines,
            source: None,
        }
    }

    /// Adds the place where it happened.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Says that it happened in `file` as a whole.
    #[must_use]
    pub fn in_file(self, file: impl Into<PathBuf>) -> Self {
        self.at(Place::new(file, None))
    }

    /// Adds the error that caused it.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Says in which replication it happened, unless that was only stopped.
    pub(crate) fn in_replication(mut self, replication: u64) -> Self {
        if self.kind != ErrorKind::Interrupted
            && let Some(first) = self.lines.first_mut()
        {
            let error = std::mem::replace(first, String::new().into());
            *first = Message::new("experiment-in-replication")
                .with("replication", replication.to_string())
                .with("error", error)
                .into();
        }
        self
    }

    /// What kind of thing went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Where it went wrong, if it was in a file.
    pub fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }
}

impl Error {
    fn said(&self, say: impl Fn(&Variable) -> String) -> String {
        let lines: Vec<String> = self.lines.iter().map(say).collect();
        let lines = lines.join("\n");
        match &self.place {
            Some(place) => format!("{place}: {lines}"),
            None => lines,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(Variable::english))
    }
}

/// Prints the message in English, because `unwrap` and a `main` that returns an error show this form; `{:#?}` has the kind and the cause too.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        f.debug_struct("Error")
            .field("kind", &self.kind)
            .field("message", &self.to_string())
            .field("source", &self.source)
            .finish()
    }
}

/// The message without its place, to be used in another message; an error of several lines cannot be used so.
impl From<Error> for Variable {
    fn from(mut error: Error) -> Self {
        error.lines.swap_remove(0)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
