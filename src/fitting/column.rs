//! A column of a CSV file, as offices have them: with semicolons or commas, decimal points or commas, with a head or without.

use std::path::Path;

use super::units::{TimeUnit, clock};
use crate::error::{Error, ErrorKind, Place, Result};
use crate::support::nearest::nearest;
use crate::time::Span;
use crate::words::{Message, Variable};

/// The most faulty rows that are reported one by one.
const MOST_TOLD: usize = 20;
/// The largest file that is read.
const MOST_BYTES: u64 = 64 << 20;
/// A number with this many digits is taken for the number of an identity card.
const DIGITS_OF_IDENTITY: usize = 13;

/// The observations of one column.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Column {
    /// The name of the column, if the file has a head.
    pub name: Option<String>,
    /// The observations, in the order of the file.
    pub observations: Observations,
    /// The rows, as lines of the file, whose cell is empty or says that there is no value.
    pub missing: Vec<u64>,
    /// The rows whose cell says only that the value is larger: `> 30`, `30+`. They are left out, which makes the fitted laws
    /// too short.
    pub censored: Vec<u64>,
}

/// Observations of a column: times if its cells or the caller give a unit, otherwise numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum Observations {
    /// Plain numbers.
    Numbers(Vec<f64>),
    /// Durations.
    Times(Vec<Span>),
}

impl Column {
    /// Reads a column of a CSV file: the one with this name, or with this number counted from 1; without either, the only one that
    /// holds numbers. `unit` is that of plain numbers.
    ///
    /// Fields are separated by semicolons, tabs or commas; a head is found by its words. Numbers have a decimal point or comma, as the
    /// whole column has. Times have a unit (`3 min`), or are written as a clock does: `0:02:45`, and `2:45` with a unit, which is
    /// that of its first part. Empty cells, `-`, `NA` and the like are missing.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::File`] if the file cannot be read; [`ErrorKind::Value`] if it is JSON, if no column can be chosen, or with all cells that are no
    /// values, each with its line. Cells are shown only where they begin like a number, so that names of people are not.
    pub fn read(path: &Path, column: Option<&str>, unit: Option<TimeUnit>) -> Result<Self> {
        let refused = |source: std::io::Error| {
            let message =
                Message::new("csv-unreadable").with("detail", Variable::of_read(path, &source));
            Error::of(ErrorKind::File, message)
                .in_file(path)
                .because(source)
        };
        let size = std::fs::metadata(path).map_err(refused)?.len();
        if size > MOST_BYTES {
            let message = Message::new("csv-too-large").with("most", MOST_BYTES >> 20);
            return Err(Error::of(ErrorKind::File, message).in_file(path));
        }
        let bytes = std::fs::read(path).map_err(refused)?;
        Self::parse(&bytes, column, unit).map_err(|error| error.at(Place::new(path, None)))
    }

    /// The same, from the text of a file.
    ///
    /// # Errors
    ///
    /// Like [`read`](Self::read).
    pub fn parse(bytes: &[u8], column: Option<&str>, unit: Option<TimeUnit>) -> Result<Self> {
        // Other columns may hold names in any encoding; they are not read.
        let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
        if is_json(&text) {
            return Err(Error::of(ErrorKind::Value, Message::new("csv-json")));
        }
        let table = Table::read(&text, column.is_none());
        let chosen = table.choose(column)?;
        let cells: Vec<(u64, &str)> = table.cells(chosen).collect();
        let mut read = Reading::default();
        let style = Style::of(cells.iter().map(|(_, cell)| *cell));
        for (line, cell) in cells {
            read.cell(line, cell, style, unit);
        }
        let name = table.head.and_then(|head| head.get(chosen).cloned());
        read.finish(name)
    }
}

/// The rows of a file, without its head.
struct Table {
    head: Option<Vec<String>>,
    rows: Vec<(u64, Vec<String>)>,
}

impl Table {
    /// Reads a table. `alone` says that it may have a single column of numbers with decimal commas.
    fn read(text: &str, alone: bool) -> Self {
        let first = text.lines().find(|line| !line.trim().is_empty());
        let first = first.unwrap_or_default();
        let decimal = |line: &str| {
            let value = Style::COMMA.value(line).is_some() || is_missing(line) || is_censored(line);
            value && line.split(',').count() <= 2
        };
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let has_head = Style::COMMA.value(first).is_none();
        let single = !(has_head && first.contains(','))
            && alone
            && lines.by_ref().skip(usize::from(has_head)).all(decimal);
        let delimiter = match first {
            line if line.contains(';') => b';',
            line if line.contains('\t') => b'\t',
            // A separator that no text contains separates no fields.
            _ if single => b'\x1f',
            _ => b',',
        };
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut rows: Vec<(u64, Vec<String>)> = Vec::new();
        // Text in memory that is UTF-8 with any number of fields has no errors.
        for record in reader.records().flatten() {
            let line = record.position().map_or(0, csv::Position::line);
            let fields: Vec<String> = record.iter().map(str::to_owned).collect();
            if fields.iter().any(|field| !field.is_empty()) {
                rows.push((line, fields));
            }
        }
        let is_head = rows.first().is_some_and(|(_, fields)| {
            let words = |field: &String| !begins_like_a_number(field) && !is_missing(field);
            fields.iter().all(|field| words(field) || field.is_empty())
        });
        let head = is_head.then(|| rows.remove(0).1);
        Self { head, rows }
    }

    fn wide(&self) -> usize {
        let rows = self.rows.iter().map(|(_, fields)| fields.len());
        rows.max().unwrap_or(0)
    }

    /// The cells of a column, with their lines. A row that is too short has an empty one.
    fn cells(&self, column: usize) -> impl Iterator<Item = (u64, &str)> {
        self.rows.iter().map(move |(line, fields)| {
            let cell = fields.get(column).map_or("", String::as_str);
            (*line, cell)
        })
    }

    /// Whether most cells that are not empty begin like a number.
    fn holds_numbers(&self, column: usize) -> bool {
        let (mut numbers, mut all) = (0, 0);
        for (_, cell) in self.cells(column) {
            if !is_missing(cell) {
                all += 1;
                numbers += usize::from(Style::EITHER.value(cell).is_some());
            }
        }
        numbers > 0 && 2 * numbers > all
    }

    fn choose(&self, column: Option<&str>) -> Result<usize> {
        let wrong = |message| Err(Error::of(ErrorKind::Value, message));
        let wide = self.wide();
        if self.rows.is_empty() {
            return wrong(Message::new("csv-empty"));
        }
        let Some(asked) = column else {
            let mut numbers = (0..wide).filter(|column| self.holds_numbers(*column));
            return match (numbers.next(), numbers.next()) {
                (Some(only), None) => Ok(only),
                (None, _) => wrong(Message::new("csv-no-numbers")),
                (Some(_), Some(_)) => {
                    let all = (0..wide).filter(|column| self.holds_numbers(*column));
                    let names = all.map(|column| self.called(column));
                    let names = names.collect::<Vec<_>>().join(", ");
                    wrong(Message::new("csv-several-columns").with("names", names))
                }
            };
        };
        let named = self.head.iter().flatten().position(|name| name == asked);
        let named = named.or_else(|| {
            let mut heads = self.head.iter().flatten();
            heads.position(|name| name.to_lowercase() == asked.to_lowercase())
        });
        let numbered = asked
            .parse::<usize>()
            .ok()
            .filter(|n| (1..=wide).contains(n));
        match named.or(numbered.map(|n| n - 1)) {
            Some(column) => Ok(column),
            None => wrong(match &self.head {
                None => Message::new("csv-no-head")
                    .with("found", asked)
                    .with("wide", wide),
                Some(head) => match nearest(asked, head.iter().map(String::as_str)) {
                    Some(near) => Message::new("csv-no-column-near")
                        .with("found", asked)
                        .with("near", near)
                        .with("known", head.join(", ")),
                    None => Message::new("csv-no-column")
                        .with("found", asked)
                        .with("known", head.join(", ")),
                },
            }),
        }
    }

    fn called(&self, column: usize) -> String {
        let name = self.head.as_ref().and_then(|head| head.get(column));
        name.filter(|name| !name.is_empty())
            .cloned()
            .unwrap_or_else(|| (column + 1).to_string())
    }
}

/// The decimal sign of a column.
#[derive(Clone, Copy, PartialEq)]
struct Style {
    comma: bool,
    /// A point may separate thousands or decimals, and no cell says which.
    ambiguous: bool,
}

/// A cell that holds a value.
enum Value {
    Number(f64),
    Time(Span),
    /// A time as on a clock, in two parts.
    Clock([f64; 2]),
}

impl Style {
    const COMMA: Self = Self {
        comma: true,
        ambiguous: false,
    };
    /// For a first look, in which the sign does not matter.
    const EITHER: Self = Self::COMMA;

    /// The decimal sign is a comma if any cell has one. Points with three digits behind each could be thousands, unless every number
    /// has one.
    fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let (mut comma, mut thousands, mut others, mut whole) = (false, 0, 0, 0);
        for cell in cells.filter(|cell| begins_like_a_number(cell)) {
            let number: &str = cell.split(' ').next().unwrap_or_default();
            comma |= number.contains(',');
            match number.split_once('.') {
                Some((front, behind)) if behind.len() == 3 && front != "0" => thousands += 1,
                Some(_) => others += 1,
                None => whole += 1,
            }
        }
        Self {
            comma,
            ambiguous: !comma && thousands > 0 && others == 0 && whole > 0,
        }
    }

    fn number(self, text: &str) -> Option<f64> {
        let text = text.trim();
        let plain = match self.comma {
            true => text.replace('.', "").replace(',', "."),
            false => text.to_owned(),
        };
        let good = plain
            .chars()
            .all(|c| c.is_ascii_digit() || "+-.eE".contains(c));
        plain.parse::<f64>().ok().filter(|x| good && x.is_finite())
    }

    fn value(self, text: &str) -> Option<Value> {
        if let Some(number) = self.number(text) {
            return Some(Value::Number(number));
        }
        if text.contains(':') {
            return match clock(text)?[..] {
                [first, second] => Some(Value::Clock([first, second])),
                [hours, minutes, seconds] => {
                    let seconds = (hours * 60.0 + minutes) * 60.0 + seconds;
                    Some(Value::Time(Span::from_micros(
                        (seconds * 1e6).round() as i64
                    )))
                }
                _ => None,
            };
        }
        let unit = text.find(|c: char| c.is_ascii_alphabetic())?;
        let (number, unit) = text.split_at(unit);
        let unit: TimeUnit = unit.parse().ok()?;
        unit.of(self.number(number)?).map(Value::Time)
    }
}

fn begins_like_a_number(text: &str) -> bool {
    let text = text.trim_start_matches(['+', '-', '>', '<', '≥', '=', ' ']);
    text.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',')
}

/// Whether a text begins with an object or a list of JSON. A head in brackets is not one.
fn is_json(text: &str) -> bool {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde::de::IgnoredAny>();
    text.trim_start().starts_with(['{', '[']) && values.next().is_some_and(|value| value.is_ok())
}

/// Whether a cell says that there is no value.
fn is_missing(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    matches!(
        text.as_str(),
        "" | "-" | "–" | "na" | "n/a" | "nan" | "null" | "none" | "kosong" | "tidak ada" | "#n/a"
    )
}

/// Whether a cell says only that the value is larger.
fn is_censored(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with(['>', '≥']) || text.ends_with('+'))
        && text.contains(|c: char| c.is_ascii_digit())
}

#[derive(Default)]
struct Reading {
    numbers: Vec<(u64, f64)>,
    times: Vec<Span>,
    missing: Vec<u64>,
    censored: Vec<u64>,
    problems: Vec<Variable>,
}

impl Reading {
    fn cell(&mut self, line: u64, cell: &str, style: Style, unit: Option<TimeUnit>) {
        if is_missing(cell) {
            return self.missing.push(line);
        }
        if is_censored(cell) {
            return self.censored.push(line);
        }
        let digits = cell.chars().filter(char::is_ascii_digit).count();
        let whole = cell.chars().all(|c| c.is_ascii_digit());
        if whole && digits >= DIGITS_OF_IDENTITY {
            return self.problem(Message::new("csv-identity").with("line", line));
        }
        let time = match (style.value(cell), unit) {
            (None, _) if begins_like_a_number(cell) => {
                let message = Message::new("csv-no-value")
                    .with("line", line)
                    .with("found", cell);
                return self.problem(message);
            }
            (None, _) => return self.problem(Message::new("csv-text").with("line", line)),
            (Some(Value::Number(_)), _) if style.ambiguous && cell.contains('.') => {
                let message = Message::new("csv-thousands")
                    .with("line", line)
                    .with("found", cell);
                return self.problem(message);
            }
            (Some(Value::Number(number)), None) => return self.numbers.push((line, number)),
            (Some(Value::Number(number)), Some(unit)) => unit.of(number),
            (Some(Value::Time(time)), _) => Some(time),
            (Some(Value::Clock(parts)), Some(unit)) => unit.of_clock(parts),
            (Some(Value::Clock(_)), None) => {
                let message = Message::new("csv-clock")
                    .with("line", line)
                    .with("found", cell);
                return self.problem(message);
            }
        };
        match time.filter(|time| !time.is_negative()) {
            Some(time) => self.times.push(time),
            None => {
                let message = Message::new("csv-no-duration")
                    .with("line", line)
                    .with("found", cell);
                self.problem(message);
            }
        }
    }

    fn problem(&mut self, message: Message) {
        self.problems.push(message.into());
    }

    fn finish(mut self, name: Option<String>) -> Result<Column> {
        if !self.times.is_empty() {
            for (line, _) in std::mem::take(&mut self.numbers) {
                self.problem(Message::new("csv-unit-lacks").with("line", line));
            }
        }
        let more = self.problems.len().saturating_sub(MOST_TOLD);
        if more > 0 {
            self.problems.truncate(MOST_TOLD);
            self.problem(Message::new("csv-more").with("count", more));
        }
        if !self.problems.is_empty() {
            return Err(Error::of_lines(ErrorKind::Value, self.problems));
        }
        let observations = match self.times.is_empty() {
            true => Observations::Numbers(self.numbers.into_iter().map(|(_, x)| x).collect()),
            false => Observations::Times(self.times),
        };
        Ok(Column {
            name,
            observations,
            missing: self.missing,
            censored: self.censored,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{minutes, seconds};

    fn numbers(text: &str) -> Vec<f64> {
        let column = Column::parse(text.as_bytes(), None, None);
        match column.expect(text).observations {
            Observations::Numbers(numbers) => numbers,
            Observations::Times(times) => panic!("{text}: {times:?}"),
        }
    }

    fn times(text: &str, unit: Option<TimeUnit>) -> Vec<Span> {
        match Column::parse(text.as_bytes(), None, unit)
            .expect(text)
            .observations
        {
            Observations::Times(times) => times,
            Observations::Numbers(numbers) => panic!("{text}: {numbers:?}"),
        }
    }

    #[test]
    fn decimals_are_written_in_many_ways() {
        for (text, expected) in [
            ("1.5\n2.25\n", [1.5, 2.25]),
            ("1,5\n2,25\n", [1.5, 2.25]),
            ("x;y\na;1,5\nb;2,25\n", [1.5, 2.25]),
            ("y\n\n1.234,5\n\n20\n\n", [1234.5, 20.0]),
            ("y\n\"1,5\"\n\"2\"\n", [1.5, 2.0]),
            ("\u{feff}y\n1e1\n-2\n", [10.0, -2.0]),
            ("0.125\n7\n", [0.125, 7.0]),
            ("1,5\nNA\n2,25\n>9\n", [1.5, 2.25]),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
        // Two columns of whole numbers, one of them asked for, are not decimals.
        let second = Column::parse(b"1,5\n2,25\n", Some("2"), None).unwrap();
        assert_eq!(second.observations, Observations::Numbers(vec![5.0, 25.0]));
        assert_eq!(second.name, None);
    }

    #[test]
    fn times_are_written_in_many_ways() {
        let expected = [minutes(1.5), seconds(45.0)];
        for (text, unit) in [
            ("1.5\n0.75\n", Some(TimeUnit::Minutes)),
            ("1,5 min\n45 s\n", None),
            ("1:30\n0:45\n", Some(TimeUnit::Minutes)),
            ("0:01:30\n00:00:45\n", None),
            ("90s\n0.75min\n", None),
        ] {
            assert_eq!(times(text, unit), expected, "{text}");
        }
        let hours = times("1:30\n2\n", Some(TimeUnit::Hours));
        assert_eq!(hours, [minutes(90.0), minutes(120.0)]);
        let days = times("1:12\n2\n", Some(TimeUnit::Days));
        assert_eq!(days, [minutes(36.0 * 60.0), minutes(48.0 * 60.0)]);
        for wrong in ["1:60\n2:10\n", "1:2:3:4\n1:00\n", "2:10\nx:10\n"] {
            assert!(
                Column::parse(wrong.as_bytes(), Some("1"), Some(TimeUnit::Minutes)).is_err(),
                "{wrong}"
            );
        }
    }

    #[test]
    fn rows_keep_their_lines() {
        let text = "who,minutes\n\na,1\n\"b\nb\",\nc,>9\nd,4+\ne\n";
        let column = Column::parse(text.as_bytes(), Some("minutes"), None).unwrap();
        assert_eq!(column.observations, Observations::Numbers(vec![1.0]));
        assert_eq!(column.missing, [4, 8]);
        assert_eq!(column.censored, [6, 7]);
        assert_eq!(column.name.as_deref(), Some("minutes"));
        // Names in another encoding do no harm.
        let text = b"who;minutes\nJos\xe9;1,5\n\xff;2,5\n";
        let column = Column::parse(text, None, None).unwrap();
        assert_eq!(column.observations, Observations::Numbers(vec![1.5, 2.5]));
    }

    proptest::proptest! {
        #[test]
        fn no_file_panics(text in ".{0,60}", column in proptest::option::of("[a-z1-3]{1,3}")) {
            let _ = Column::parse(text.as_bytes(), column.as_deref(), Some(TimeUnit::Minutes));
        }

        #[test]
        fn no_file_that_is_nearly_right_panics(
            rows in proptest::collection::vec("[0-9:;,.>+ -]{0,8}( min|x|)", 0..8),
        ) {
            let _ = Column::parse(rows.join("\n").as_bytes(), None, None);
        }
    }
}
