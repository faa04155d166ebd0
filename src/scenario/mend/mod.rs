//! Reads on after lines that are not TOML: each is corrected in memory if its meaning is certain, and otherwise its value is
//! unknown, so that one pass reports every error of a file.

// | file, in reading order | what it holds |
// |---|---|
// | `quotes` | the parts of a line: quotes, brackets, comment |
// | `line` | one line, corrected |
// | `brackets` | brackets that stay open |
// | `pasted` | lines pasted from a spreadsheet |

mod brackets;
mod line;
mod pasted;
mod quotes;

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::DeTable;

use self::line::corrected;
use self::quotes::{quotes_close, split, without_comment};
use super::syntax::fault;
use crate::words::{Message, Variable};

/// Stands in a corrected line for a value that cannot be known. The character is for private use, so no planner writes it.
pub(super) const UNKNOWN: &str = "\u{f8ff}";

/// How often a text is corrected and parsed again. Each time a faulty line loses something; most texts need one or two passes.
const MOST_PASSES: usize = 8;
/// The largest text that is mended, in bytes: nobody types more.
const LARGEST: usize = 1 << 18;
/// The most faulty lines that are mended.
const MOST_FAULTY: usize = 200;
/// The longest line that is mended, in bytes.
const LONGEST_LINE: usize = 2000;
/// What is wrong with a line, counted from 0.
pub(super) struct Fault {
    pub line: usize,
    pub message: Message,
}

/// A text that is TOML now.
pub(super) struct Mended {
    /// A value [`UNKNOWN`] stands for one that nobody can know. A key that begins with it stands for a line that is gone; if it is a
    /// table, its keys belong to the table in which it stands.
    pub text: String,
    pub faults: Vec<Fault>,
}

/// Mends a text with syntax errors; `None` if it cannot be made to read as TOML, or is more than a planner would mend.
pub(super) fn mended(text: &str) -> Option<Mended> {
    if text.len() > LARGEST {
        return None;
    }
    let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let mut mending = Mending {
        states: vec![State::AsWritten; lines.len()],
        depths: vec![0; lines.len()],
        lines,
        faults: Vec::new(),
    };
    for pass in 0..MOST_PASSES {
        let text = mending.lines.join("\n");
        let errors = first_errors(&text);
        if errors.is_empty() {
            let faults = mending.told();
            return Some(Mended { text, faults });
        }
        let long = |line: &usize| mending.lines[*line].len() > LONGEST_LINE;
        if errors.len() > MOST_FAULTY || errors.keys().any(long) {
            return None;
        }
        mending.pass(&errors, pass == 0);
    }
    None
}

/// The first error of each line that has one, in the parser's words.
fn first_errors(text: &str) -> BTreeMap<usize, String> {
    let starts: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    let (_, errors) = DeTable::parse_recoverable(text);
    let mut first = BTreeMap::new();
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        let line = starts.partition_point(|start| *start <= at);
        first
            .entry(line)
            .or_insert_with(|| error.message().to_owned());
    }
    first
}

/// How far a line is from what was written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    AsWritten,
    Corrected,
    /// A value of it is unknown.
    Unknown,
    Gone,
}

struct Mending {
    lines: Vec<String>,
    states: Vec<State>,
    /// The number of brackets that are open at the beginning of each line.
    depths: Vec<usize>,
    faults: Vec<Told>,
}

/// What is told of a line.
enum Told {
    Refused(Fault),
    /// The line wanted is the one with everything in it corrected.
    Corrected {
        line: usize,
        written: String,
        rule: Variable,
        quoted: bool,
    },
}

impl Mending {
    fn pass(&mut self, errors: &BTreeMap<usize, String>, first: bool) {
        self.measure();
        if first {
            // Quotes that do not close hide brackets, and brackets that do not close spoil the lines that follow.
            for (line, said) in errors {
                if !quotes_close(&self.lines[*line]) {
                    self.as_written(*line, said);
                }
            }
            // The parser's errors on later lines mean nothing then.
            if self.close_brackets() || !self.faults.is_empty() {
                return;
            }
        }
        for (line, said) in errors {
            if said.starts_with("missing comma between array elements") && self.add_comma(*line) {
                continue;
            }
            match self.states[*line] {
                State::AsWritten => self.as_written(*line, said),
                State::Corrected => self.unknown(*line),
                State::Unknown | State::Gone => self.gone(*line),
            }
        }
    }

    fn tell(&mut self, line: usize, message: Message) {
        self.faults.push(Told::Refused(Fault { line, message }));
    }

    /// Replaces a line by its correction. Its error is reported once.
    fn correct(&mut self, line: usize, text: String, rule: Variable, quoted: bool) {
        let written = std::mem::replace(&mut self.lines[line], text);
        if self.states[line] == State::AsWritten {
            self.states[line] = State::Corrected;
            self.faults.push(Told::Corrected {
                line,
                written,
                rule,
                quoted,
            });
        }
    }

    /// All errors, once the lines are corrected.
    fn told(self) -> Vec<Fault> {
        let (lines, states) = (self.lines, self.states);
        let fault = |told| match told {
            Told::Refused(fault) => fault,
            Told::Corrected {
                line,
                written,
                rule,
                quoted,
            } => {
                let mended = shown(&lines[line]);
                let message = match (states[line], quoted) {
                    (State::Corrected, true) => Message::new("file-unquoted")
                        .with("line", shown(&written))
                        .with("mended", mended)
                        .with("detail", rule),
                    (State::Corrected, false) => Message::new("file-mended")
                        .with("line", shown(&written))
                        .with("mended", mended)
                        .with("detail", rule),
                    // The correction did not hold.
                    _ => Message::new("file-syntax")
                        .with("line", beginning(&written))
                        .with("detail", rule),
                };
                Fault { line, message }
            }
        };
        self.faults.into_iter().map(fault).collect()
    }

    /// Reports the error of a line, without a correction.
    fn refuse(&mut self, line: usize, rule: Option<Message>, said: &str) {
        let written = &self.lines[line];
        let rule = rule.map_or_else(|| fault(written, said), Message::into);
        let message = match of_value(&rule) {
            true => Message::new("file-value")
                .with("line", beginning(written))
                .with("detail", rule),
            false => Message::new("file-syntax")
                .with("line", beginning(written))
                .with("detail", rule),
        };
        self.tell(line, message);
    }

    fn as_written(&mut self, at: usize, said: &str) {
        let outside = self.depths[at] == 0;
        if outside && !self.lines[at].trim().is_empty() && self.pasted(at) {
            return;
        }
        if outside && said.starts_with("duplicate key") {
            return self.twice(at, said);
        }
        match corrected(&self.lines[at], !outside) {
            Some(correction) if !correction.unknown => {
                let rule = correction.rule;
                let rule = rule.map_or_else(|| fault(&self.lines[at], said), Message::into);
                self.correct(at, correction.text, rule, correction.quoted);
            }
            Some(correction) => {
                self.refuse(at, correction.rule, said);
                self.lines[at] = correction.text;
                self.states[at] = State::Unknown;
            }
            None => {
                self.refuse(at, None, said);
                self.unknown(at);
            }
        }
    }

    /// The last of these lines that is not empty.
    fn last_filled(&self, mut lines: Range<usize>) -> Option<usize> {
        lines.rfind(|line| !without_comment(&self.lines[*line]).0.trim().is_empty())
    }

    /// A line with more at its end, before its comment.
    fn with_end(&self, line: usize, end: &str) -> String {
        let (body, comment) = without_comment(&self.lines[line]);
        format!("{body}{end} {comment}").trim_end().to_owned()
    }

    /// Adds the comma that is missing at the end of the line before, inside a list; whether it is missing there.
    fn add_comma(&mut self, at: usize) -> bool {
        let before = self.last_filled(0..at);
        let before = before.filter(|before| {
            let body = without_comment(&self.lines[*before]).0;
            self.depths[at].min(self.depths[*before]) > 0 && body.ends_with(['}', ']', '"', '\''])
        });
        if let Some(before) = before {
            let line = self.with_end(before, ",");
            self.correct(before, line, Message::new("toml-no-comma").into(), false);
        }
        before.is_some()
    }

    /// Whether rows of a spreadsheet begin on this line; if so, they are reported once and removed.
    fn pasted(&mut self, at: usize) -> bool {
        // A key and its value with a tab between them are not a table, unless they are heads of columns.
        let lines = &self.lines[at..];
        if !pasted::begins_with_heads(lines)
            && corrected(&self.lines[at], false).is_some_and(|line| !line.unknown && !line.quoted)
        {
            return false;
        }
        let heading = self.lines[..at].iter().rev().find_map(|line| heading(line));
        let Some(found) = pasted::pasted(lines, heading.unwrap_or_default()) else {
            return false;
        };
        let message = match found.heads {
            Some(heads) => Message::new("file-pasted-heads")
                .with("heads", heads)
                .with("rows", found.rows - 1)
                .with("wanted", found.wanted),
            None => Message::new("file-pasted")
                .with("rows", found.rows)
                .with("wanted", found.wanted),
        };
        self.tell(at, message);
        for line in at..at + found.rows {
            self.lines[line] = gone(line);
            self.states[line] = State::Gone;
        }
        true
    }

    /// A key that is there twice is left out; a section that is there twice goes on with the first.
    fn twice(&mut self, at: usize, said: &str) {
        let name = heading(&self.lines[at]).map(str::to_owned);
        let rule = name.as_ref().map(|_| Message::new("toml-section-twice"));
        self.refuse(at, rule, said);
        match name.filter(|_| !self.lines[at].trim_start().starts_with("[[")) {
            Some(name) => {
                self.lines[at] = format!("[{name}.\"{UNKNOWN}{at}\"]");
                self.states[at] = State::Corrected;
            }
            None => self.leave_out(at, String::new()),
        }
    }

    /// Keeps the key of a line and makes its value unknown.
    fn unknown(&mut self, at: usize) {
        let line = &self.lines[at];
        let key = split(without_comment(line).0, '=').map(|(key, _)| key.trim().to_owned());
        let reads = |key: &String| DeTable::parse(&format!("{key} = 0")).is_ok();
        match key.filter(reads) {
            Some(key) if self.depths[at] == 0 => {
                self.leave_out(at, format!("{key} = \"{UNKNOWN}\""));
                self.states[at] = State::Unknown;
            }
            _ => self.gone(at),
        }
    }

    fn gone(&mut self, at: usize) {
        if self.depths[at] > 0 {
            // The line on which the list or table began.
            let outside = (0..at).rev().find(|line| self.depths[*line] == 0);
            return match outside {
                Some(start) => self.unknown(start),
                None => self.leave_out(at, gone(at)),
            };
        }
        let left = match self.lines[at].trim_start().starts_with('[') {
            // The following lines belong to an unknown section.
            true => format!("[\"{UNKNOWN}{UNKNOWN}{at}\"]"),
            false => gone(at),
        };
        self.leave_out(at, left);
    }

    /// Leaves out a line and what its brackets hold on the lines after it.
    fn leave_out(&mut self, at: usize, instead: String) {
        let inside = (at + 1..self.lines.len())
            .take_while(|line| self.depths[*line] > self.depths[at])
            .last();
        for line in at..=inside.unwrap_or(at) {
            self.lines[line].clear();
            self.states[line] = State::Gone;
        }
        self.lines[at] = instead;
    }
}

/// Whether the value of a line is wrong, and not its syntax.
fn of_value(rule: &Variable) -> bool {
    let Variable::Phrase(rule) = rule else {
        return false;
    };
    let rule = rule.key().strip_prefix("toml-").unwrap_or_default();
    ["bad-date", "bad-time", "thousands", "whole"].contains(&rule)
}

/// What stands in the place of a line that is gone.
fn gone(line: usize) -> String {
    format!("\"{UNKNOWN}{line}\" = 0")
}

/// The name in a heading.
fn heading(line: &str) -> Option<&str> {
    let line = without_comment(line.trim()).0;
    let name = line.strip_prefix('[')?.strip_suffix(']')?;
    Some(match name.strip_prefix('[') {
        Some(name) => name.strip_suffix(']')?.trim(),
        None => name.trim(),
    })
}

/// The beginning of a line, for a message.
pub(super) fn beginning(line: &str) -> String {
    first_of(line, 60)
}

/// A line next to its correction, which is to be copied.
fn shown(line: &str) -> String {
    first_of(line, 200)
}

fn first_of(line: &str, most: usize) -> String {
    let line: String = line.trim().chars().take(most).collect();
    line.replace(char::is_control, " ")
}
