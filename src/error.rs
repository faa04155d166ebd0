//! The one error type of the crate: what kind of thing went wrong, where, and the cause beneath it.
//!
//! Errors of other crates never show in our signatures; they are kept as [`std::error::Error::source`].
//! A mistake in a *program* (a negative delay, the release of an idle server) panics instead, and says so
//! under `# Panics`.

use std::fmt;
use std::path::PathBuf;

use crate::support::visible::visible;

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
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    place: Option<Place>,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error of this kind with this message, which is one line: characters that are not visible are escaped, `\n` or `\u{1b}`.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self::of_lines(kind, &[message.into()])
    }

    /// An error of several lines; what stands in one of them cannot begin another.
    pub(crate) fn of_lines(kind: ErrorKind, lines: &[String]) -> Self {
        let lines: Vec<_> = lines.iter().map(|line| visible(line)).collect();
        Self {
            kind,
            place: None,
            message: lines.join("\n"),
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

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
