//! From the text of a scenario to its tree, with the place of each value.

use std::collections::HashSet;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_parser::lexer::TokenKind;

use super::mend::{Fault, UNKNOWN, beginning, mended};
use super::problem::{MOST_KEPT, Origin, Problem, Problems};
use super::schema::is_root_key;
use super::syntax::fault;
use super::tree::{Data, Entry, Node, Table};
use crate::words::Message;

/// The most parts in a key, as in `sites.Susut.upgrade.done`; no key of a scenario has more than five.
pub(super) const MOST_PARTS: usize = 8;
/// The deepest nesting of tables and lists, including the document itself.
const DEEPEST: usize = 16;

/// A text, and the offsets at which its lines begin.
struct SourceText<'t> {
    file: Arc<str>,
    /// Whether lines of the file were mended.
    is_mended: bool,
    text: &'t str,
    /// None for a value of the command line, which has no lines.
    line_starts: Vec<usize>,
}

impl<'t> SourceText<'t> {
    fn new(file: Arc<str>, text: &'t str) -> Self {
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Self {
            file,
            is_mended: false,
            text,
            line_starts,
        }
    }

    fn origin(&self, offset: usize) -> Origin {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        Origin {
            file: self.file.clone(),
            line: (line > 0).then_some(line),
        }
    }

    /// A line, counted from 1.
    fn line(&self, line: usize) -> &'t str {
        let start = |line: usize| self.line_starts.get(line).copied();
        &self.text[start(line - 1).unwrap_or(0)..start(line).unwrap_or(self.text.len())]
    }
}

/// The syntax errors of a text, at most one per line.
struct Faults<'s> {
    source: &'s SourceText<'s>,
    lines: HashSet<Option<usize>>,
    kept: Vec<Problem>,
}

impl<'s> Faults<'s> {
    fn of(source: &'s SourceText) -> Self {
        Self {
            source,
            lines: HashSet::new(),
            kept: Vec::new(),
        }
    }

    /// Records the first error of a line. One mistake often causes several errors on its line, and the later ones say nothing more.
    fn note(&mut self, offset: usize, message: impl FnOnce(&str) -> Message) {
        let origin = self.source.origin(offset);
        if self.lines.insert(origin.line) && self.kept.len() < MOST_KEPT {
            let line = self.source.line(origin.line.unwrap_or(1));
            self.kept.push(Problem::error(&origin, "", message(line)));
        }
    }

    fn problems(mut self) -> Problems {
        // The parser may find the error of the first line last.
        self.kept.sort_by_key(Problem::line);
        Problems {
            left_out: self.lines.len() - self.kept.len(),
            kept: self.kept,
        }
    }

    fn end(self) -> Result<(), Problems> {
        match self.kept.is_empty() {
            true => Ok(()),
            false => Err(self.problems()),
        }
    }
}

/// Reads a TOML document, and returns the errors of its lines: after a line that is not TOML, the rest is read as if that line were
/// corrected. A file that is not a scenario at all gets one message.
pub(super) fn parse(file: &str, text: &str) -> Result<(Table, Vec<Problem>), Problems> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let source = SourceText::new(file.into(), text);
    let mut faults = Faults::of(&source);
    for (offset, parts) in long_keys(text) {
        faults.note(offset, |_| {
            Message::new("key-long")
                .with("found", parts as f64)
                .with("most", MOST_PARTS as f64)
        });
    }
    faults.end()?;
    let (document, errors) = DeTable::parse_recoverable(text);
    let document = document.into_inner();
    if errors.is_empty() {
        return Ok((whole(&source, document)?, Vec::new()));
    }
    let offset = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
    let wrong_lines: HashSet<Option<usize>> = errors
        .iter()
        .map(|error| source.origin(offset(error)).line)
        .collect();
    let shows_lines = is_scenario(&source, &document, &wrong_lines);
    drop(document);
    if let Some(read) = read_mended(&source, shows_lines) {
        return read;
    }
    if !shows_lines {
        // The text may be anything, so it is reported once and not shown.
        let first = errors.iter().map(offset).min().unwrap_or(0);
        return Err(Problem::error(&source.origin(first), "", Message::new("file-foreign")).into());
    }
    let mut faults = Faults::of(&source);
    for error in &errors {
        faults.note(offset(error), |line| {
            Message::new("file-syntax")
                .with("line", beginning(line))
                .with("detail", fault(line, error.message()))
        });
    }
    Err(faults.problems())
}

/// Reads a document with syntax errors after they are mended; `None` if they cannot be, or the document is no scenario even then.
fn read_mended(
    source: &SourceText,
    is_ours: bool,
) -> Option<Result<(Table, Vec<Problem>), Problems>> {
    let mended = mended(source.text)?;
    let mut source = SourceText::new(source.file.clone(), &mended.text);
    source.is_mended = true;
    let document = DeTable::parse(&mended.text).ok()?.into_inner();
    let faulty = mended.faults.iter().map(|fault| Some(fault.line + 1));
    if !(is_ours || is_scenario(&source, &document, &faulty.collect()))
        || !long_keys(&mended.text).is_empty()
    {
        return None;
    }
    let mut faults = mended.faults;
    faults.sort_by_key(|fault| fault.line);
    let problem = |fault: Fault| {
        let origin = Origin {
            file: source.file.clone(),
            line: Some(fault.line + 1),
        };
        Problem::error(&origin, "", fault.message)
    };
    let problems: Vec<Problem> = faults.into_iter().map(problem).collect();
    Some(match whole(&source, document) {
        Ok(table) => Ok((table, problems)),
        Err(deep) => Err(deep.after(problems)),
    })
}

/// The table of a whole document.
fn whole(source: &SourceText, document: DeTable) -> Result<Table, Problems> {
    let mut faults = Faults::of(source);
    let table = table(source, document, 1, &mut faults);
    faults.end()?;
    Ok(table)
}

/// Whether a text with syntax errors is still a scenario: a line without an error has one of our keys. Any other text may be
/// anything, even a list of passwords, so its lines are not shown.
fn is_scenario(
    source: &SourceText,
    document: &DeTable,
    wrong_lines: &HashSet<Option<usize>>,
) -> bool {
    document.keys().any(|key| {
        // Any file may have a `name`.
        let is_ours = *key.get_ref() != "name" && is_root_key(key.get_ref());
        is_ours && !wrong_lines.contains(&source.origin(key.span().start).line)
    })
}

/// The places of keys with more than [`MOST_PARTS`] parts, and their numbers of parts.
///
/// This check runs before the parser: each part is a table inside the one before, and even dropping that many tables could exhaust
/// the stack.
fn long_keys(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut start, mut dots) = (0, 0);
    for token in toml_parser::Source::new(text).lex() {
        match token.kind() {
            TokenKind::Dot => dots += 1,
            TokenKind::Atom
            | TokenKind::Whitespace
            | TokenKind::LiteralString
            | TokenKind::BasicString
            | TokenKind::MlLiteralString
            | TokenKind::MlBasicString => {}
            _ => {
                if dots >= MOST_PARTS {
                    found.push((start, dots + 1));
                }
                (start, dots) = (token.span().end(), 0);
            }
        }
    }
    found
}

fn table(source: &SourceText, table: DeTable, depth: usize, faults: &mut Faults) -> Table {
    let mut entries: Vec<_> = table.into_iter().collect();
    // The parser sorts by key; sites and printers need the order in which they were written.
    entries.sort_by_key(|(key, _)| key.span().start);
    let mut made = Table::default();
    for (key, value) in entries {
        let entry = Entry {
            origin: source.origin(key.span().start),
            key: key.into_inner().into_owned(),
            value: node(source, value, depth, faults),
        };
        if !source.is_mended || !entry.key.starts_with(UNKNOWN) {
            made.entries.push(entry);
            continue;
        }
        // A line that is gone, or a section that is there twice.
        match entry.value.data {
            Data::Table(more) if entry.key.matches(UNKNOWN).count() == 1 => made.overlay(more),
            _ => made.torn = true,
        }
    }
    made
}

/// A value at a depth of `depth` tables and lists. The depth is limited because functions that walk the tree are recursive.
fn node(source: &SourceText, value: Spanned<DeValue>, depth: usize, faults: &mut Faults) -> Node {
    let start = value.span().start;
    let origin = source.origin(start);
    let holds = matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_));
    if holds && depth == DEEPEST {
        faults.note(start, |_| {
            Message::new("too-deep").with("most", DEEPEST as f64)
        });
        let data = Data::List(Vec::new());
        return Node::new(origin, data);
    }
    let data = match value.into_inner() {
        DeValue::Table(found) => Data::Table(table(source, found, depth + 1, faults)),
        DeValue::Array(items) => {
            let item = |item| node(source, item, depth + 1, faults);
            Data::List(items.into_iter().map(item).collect())
        }
        DeValue::String(text) if source.is_mended && text == UNKNOWN => Data::Unknown,
        DeValue::String(text) => Data::Text(text.into_owned()),
        DeValue::Integer(integer) => Data::Integer(
            integer.to_string(),
            i64::from_str_radix(integer.as_str(), integer.radix()).ok(),
        ),
        DeValue::Float(float) => {
            let value = float.as_str().parse().unwrap_or(f64::NAN);
            Data::Float(float.to_string(), value)
        }
        DeValue::Boolean(flag) => Data::Flag(flag),
        DeValue::Datetime(at) => Data::Datetime(at),
    };
    Node::new(origin, data)
}

/// A value of the command line: TOML if it parses as TOML, otherwise text.
pub(super) fn argument(origin: &Origin, text: &str) -> Node {
    let text = text.trim();
    as_toml(origin, text).unwrap_or_else(|| Node::new(origin.clone(), Data::Text(text.to_owned())))
}

fn as_toml(origin: &Origin, text: &str) -> Option<Node> {
    if !long_keys(text).is_empty() {
        return None;
    }
    let source = SourceText {
        line_starts: Vec::new(),
        ..SourceText::new(origin.file.clone(), text)
    };
    let mut faults = Faults::of(&source);
    let read = node(&source, DeValue::parse(text).ok()?, 1, &mut faults);
    faults.end().ok().map(|()| read)
}
