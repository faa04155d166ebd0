//! Errors and warnings about a scenario file, as data that can be shown in each language.

use std::collections::HashSet;
use std::fmt;
use std::path::PathBuf;

use crate::error::{Error, ErrorKind, Place};
use crate::words::{Lang, Message, Variable};

/// Whether a problem stops the scenario from being used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// The scenario cannot be used.
    Error,
    /// The scenario can be used, but something in it is worth a second look.
    Warning,
}

/// Where a value was written: a file and a line, or `--set`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    pub file: std::sync::Arc<str>,
    pub line: Option<usize>,
}

impl Origin {
    pub fn place(&self) -> Place {
        Place {
            file: PathBuf::from(&*self.file),
            line: self.line,
        }
    }
}

/// One problem in a scenario: where it is, which key, what was found and what was wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    origin: Origin,
    path: String,
    severity: Severity,
    message: Message,
}

impl Problem {
    pub(super) fn error(origin: &Origin, path: impl Into<String>, message: Message) -> Self {
        Self {
            origin: origin.clone(),
            path: path.into(),
            severity: Severity::Error,
            message,
        }
    }

    pub(super) fn warning(origin: &Origin, path: impl Into<String>, message: Message) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(origin, path, message)
        }
    }

    /// The file as the user named it, or `--set`, and the line if there is one.
    #[must_use]
    pub fn place(&self) -> Place {
        self.origin.place()
    }

    pub(super) fn file(&self) -> &std::sync::Arc<str> {
        &self.origin.file
    }

    pub(super) fn line(&self) -> Option<usize> {
        self.origin.line
    }

    /// The key, from the root of the file: `sites.Susut.printers[1].daily_limit`, where list items are counted from 1. Empty if the
    /// problem concerns the whole file.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.path
    }

    /// The kind of problem: a word that is the same in every language, such as `unknown-key`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.message.key()
    }

    /// Whether it says the same of the same key, be it with other numbers.
    pub(super) fn is_like(&self, other: &Problem) -> bool {
        (self.kind(), &self.path) == (other.kind(), &other.path)
    }

    /// Whether it stops the scenario from being used.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The problem on one line, in this language: `bangli.toml:12: backlog.total: found "many", wanted …`. Hidden characters of the
    /// file are escaped: `\n` or `\u{1b}`.
    #[must_use]
    pub fn render(&self, lang: Lang) -> String {
        self.told().say(lang)
    }

    fn told(&self) -> Message {
        let place = self.place().to_string();
        match (self.severity, self.path.is_empty()) {
            (Severity::Error, true) => Message::new("problem-at")
                .with("place", place)
                .with("what", self.message.clone()),
            (Severity::Error, false) => Message::new("problem-of")
                .with("place", place)
                .with("key", self.path.as_str())
                .with("what", self.message.clone()),
            (Severity::Warning, true) => Message::new("warning-at")
                .with("place", place)
                .with("what", self.message.clone()),
            (Severity::Warning, false) => Message::new("warning-of")
                .with("place", place)
                .with("key", self.path.as_str())
                .with("what", self.message.clone()),
        }
    }
}

/// Shows the problem in English.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Lang::En))
    }
}

/// The most problems shown one by one: a reader who misunderstood one thing has the same error on every line.
const MOST_TOLD: usize = 50;
/// The most errors kept; further ones are only counted.
pub(super) const MOST_KEPT: usize = 1000;

/// Everything that stops a scenario from being used, and the warnings found on the way; at least one is an error.
#[derive(Clone, Debug, PartialEq)]
pub struct Problems {
    pub(super) kept: Vec<Problem>,
    /// Number of errors that were found and not kept.
    pub(super) left_out: usize,
}

impl Problems {
    /// The first 1,000 errors found and every warning, in the order of the scenario.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.kept.iter()
    }

    /// Number of problems, including those that [`iter`](Self::iter) leaves out.
    #[must_use]
    pub fn total(&self) -> usize {
        self.kept.len() + self.left_out
    }

    /// These problems, and those of the others that are not among them.
    pub(super) fn with(mut self, other: Problems) -> Self {
        for problem in other.kept {
            if !self.kept.contains(&problem) {
                self.kept.push(problem);
            }
        }
        self.left_out = self.left_out.max(other.left_out);
        self
    }

    /// The errors that are not among the others.
    pub(super) fn without(mut self, others: &Problems) -> Self {
        self.kept.retain(|one| {
            one.severity == Severity::Error && !others.iter().any(|other| one == other)
        });
        self
    }

    /// Drops what is said of a text without quotes where something else is wrong with its line: there quotes would not help.
    pub(super) fn drop_lesser(&mut self) {
        let place = |problem: &Problem| (problem.origin.file.clone(), problem.origin.line);
        let lesser = |problem: &Problem| problem.kind().ends_with("-unquoted");
        let others: HashSet<_> = (self.kept.iter())
            .filter(|problem| !lesser(problem))
            .map(place)
            .collect();
        self.kept
            .retain(|problem| !lesser(problem) || !others.contains(&place(problem)));
    }

    /// The errors with other messages.
    pub(super) fn told_as(mut self, message: impl Fn(Message) -> Message) -> Self {
        self.kept.retain(|one| one.severity == Severity::Error);
        for problem in &mut self.kept {
            problem.message = message(problem.message.clone());
        }
        self
    }

    /// No problem; to be put [`after`](Self::after) others.
    pub(super) fn none() -> Self {
        Problems {
            kept: Vec::new(),
            left_out: 0,
        }
    }

    /// These problems after those that were found before.
    pub(super) fn after(mut self, mut before: Vec<Problem>) -> Self {
        before.append(&mut self.kept);
        self.kept = before;
        self
    }

    /// One problem per line, in this language; beyond 50 problems, the first 50 and the number of the rest.
    #[must_use]
    pub fn render(&self, lang: Lang) -> String {
        render(&self.kept, self.left_out, lang)
    }
}

/// The first problems, one per line, and the number of the rest; no warning takes the place of an error.
fn told(kept: &[Problem], left_out: usize) -> Vec<Message> {
    let mut chosen: Vec<usize> = (0..kept.len()).collect();
    chosen.sort_by_key(|at| kept[*at].severity);
    chosen.truncate(MOST_TOLD);
    chosen.sort_unstable();
    let mut lines: Vec<Message> = chosen.iter().map(|at| kept[*at].told()).collect();
    let more = kept.len() + left_out - chosen.len();
    if more > 0 {
        let warnings = kept.iter().all(|one| one.severity == Severity::Warning);
        lines.push(match warnings {
            true => Message::new("warnings-more").with("count", more),
            false => Message::new("problems-more").with("count", more),
        });
    }
    lines
}

pub(super) fn render(kept: &[Problem], left_out: usize, lang: Lang) -> String {
    let lines = told(kept, left_out);
    let lines: Vec<String> = lines.iter().map(|line| line.say(lang)).collect();
    lines.join("\n")
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Problems {
            kept: vec![problem],
            left_out: 0,
        }
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Shows the problems like [`render`](Problems::render), in English.
impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Lang::En))
    }
}

impl std::error::Error for Problems {}

/// An error of kind [`ErrorKind::Scenario`] that shows the problems as [`Problems::render`] does, and keeps them as its source.
impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        let lines = told(&problems.kept, problems.left_out);
        let lines = lines.into_iter().map(Variable::from).collect();
        Error::of_lines(ErrorKind::Scenario, lines).because(problems)
    }
}
