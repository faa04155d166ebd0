//! The one error type of the crate: what kind of thing went wrong, where, and the cause beneath it.
//!
//! An error of ours keeps its message as data, so that it can be told in either language
#![cfg_attr(feature = "office", doc = "([`Error::render`]).")]
#![cfg_attr(not(feature = "office"), doc = "(with the feature `office`).")]
//! Errors of other crates never show in our signatures; they are kept as [`std::error::Error::source`].
//! A mistake in a *program* (a negative delay, the release of an idle server) panics instead, and says so
//! under `# Panics`.

#[cfg(feature = "office")]
mod lang;

use std::fmt;
use std::path::PathBuf;

use crate::support::visible::visible;
use crate::words::{Message, Variable};

/// A result whose error is [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// What kind of thing went wrong. More kinds may come; match with a wildcard arm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A value is outside what is allowed.
    Value,
    /// A scenario file has one or more problems.
    Scenario,
    /// A file could not be read or written.
    File,
    /// A checkpoint does not fit this program or this scenario.
    Checkpoint,
    /// The run was stopped from outside before it had anything to report.
    Interrupted,
    /// The program contradicts itself: a result better than its own bound, a card too many. Please report it.
    Internal,
}

/// Where it went wrong: a file, and a line in it where there is one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Place {
    /// The file, as the user named it.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: Option<usize>,
}

impl Place {
    /// This file, and this line in it where there is one.
    pub fn new(file: impl Into<PathBuf>, line: Option<usize>) -> Self {
        let file = file.into();
        Self { file, line }
    }
}

/// The file and the line, `office.toml:12`; characters that are not visible are escaped, `\n` or `\u{1b}`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible(&self.file.to_string_lossy()))?;
        match self.line {
            Some(line) => write!(f, ":{line}"),
            None => Ok(()),
        }
    }
}

/// The one error of this crate. Its [`Display`](fmt::Display) is one clear message in English that says where and what was wanted.
///
/// # Examples
///
/// ```
/// use cetak::{Error, ErrorKind};
///
/// let error = Error::new(ErrorKind::Value, "the mean is -1, but must be greater than 0");
/// assert_eq!(error.kind(), ErrorKind::Value);
/// assert_eq!(error.to_string(), "the mean is -1, but must be greater than 0");
/// ```
pub struct Error {
    kind: ErrorKind,
    place: Option<Place>,
    /// One or more; what stands in one of them cannot begin another.
    lines: Vec<Variable>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error of this kind with this message, which is one line: characters that are not visible are escaped, `\n` or `\u{1b}`.
    ///
    /// The message stays as it is in every language.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let line = visible(&message.into()).into_owned();
        Self::of_lines(kind, vec![line.into()])
    }

    /// An error with a message of the word files.
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

    /// The same error, told to have happened at `place`.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same error, told to have happened in `file` as a whole.
    #[must_use]
    pub fn in_file(self, file: impl Into<PathBuf>) -> Self {
        self.at(Place::new(file, None))
    }

    /// The same error with the error that caused it.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
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

/// With the message in English, for that is what `unwrap` and `main` show.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.kind)
            .field("message", &self.to_string())
            .field("source", &self.source)
            .finish()
    }
}

/// What it says, without its place, for the message of another; an error of several lines is no part of one.
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
