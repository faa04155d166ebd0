//! Tables in CSV: columns found by their heads, and cells read from them.

use super::problem::Severity;
use crate::support::nearest::nearest;
use crate::words::{Message, Variable};

/// A column of a table.
pub(super) struct Column {
    /// What it is called.
    pub name: &'static str,
    /// Other words for it.
    pub words: &'static [&'static str],
    /// Whether the table is refused without it.
    pub is_required: bool,
}

/// A column that may be missing.
pub(super) const fn column(name: &'static str, words: &'static [&'static str]) -> Column {
    Column {
        name,
        words,
        is_required: false,
    }
}

/// A column that must be there.
pub(super) const fn required(name: &'static str, words: &'static [&'static str]) -> Column {
    Column {
        name,
        words,
        is_required: true,
    }
}

/// The signs that may stand between cells: the one of these that the line of heads has.
const DELIMITERS: [u8; 3] = [b';', b'\t', b','];

/// Is told what is wrong, in which line, counted from 1, and in which column.
pub(super) type Tell<'t> = &'t dyn Fn(Severity, Option<usize>, &str, Message);

/// Reads each row of a table, until `row` returns `false`. Lines that are empty are no rows. Without the columns that are required, no row is read.
pub(super) fn each(
    text: &str,
    columns: &[Column],
    tell: Tell<'_>,
    mut row: impl FnMut(Row<'_>) -> bool,
) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().find(|line| !line.trim().is_empty());
    let first = first.unwrap_or_default().as_bytes();
    let delimiter = DELIMITERS.into_iter().find(|sign| first.contains(sign));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut records =
        (reader.records().flatten()).filter(|record| record.iter().any(|cell| !cell.is_empty()));
    let empty = || tell(Severity::Error, None, "", Message::new("table-empty"));
    let Some(heads) = records.next() else {
        return empty();
    };
    let line = heads.position().map(|at| at.line() as usize);
    let of_heads = |severity, message| tell(severity, line, "", message);
    let Some(places) = places(&heads, columns, of_heads) else {
        return;
    };
    let mut is_any = false;
    for record in records {
        is_any = true;
        let read = Row {
            line: record.position().map(|at| at.line() as usize),
            cells: &record,
            columns,
            places: &places,
            has_decimal_comma: delimiter != Some(b','),
            tell,
        };
        if !row(read) {
            return;
        }
    }
    if !is_any {
        empty();
    }
}

/// The place of each column in the table; `None` if one that is required is not there, or one is there twice.
fn places(
    heads: &csv::StringRecord,
    columns: &[Column],
    tell: impl Fn(Severity, Message),
) -> Option<Vec<Option<usize>>> {
    let plain = |head: &str| head.to_lowercase().replace([' ', '-'], "_");
    let heads: Vec<String> = heads.iter().map(plain).collect();
    let means = |column: &Column, head: &str| column.name == head || column.words.contains(&head);
    let is_unknown = |head: &&str| !columns.iter().any(|column| means(column, head));
    let unknown = heads.iter().map(String::as_str).filter(is_unknown);
    let unknown: Vec<&str> = unknown.collect();
    let mut is_whole = true;
    let mut refuse = |message| {
        is_whole = false;
        tell(Severity::Error, message);
    };
    let mut places = Vec::new();
    for column in columns {
        let mut found = (0..heads.len()).filter(|at| means(column, &heads[*at]));
        let place = found.next();
        places.push(place);
        let name = column.name;
        if let (Some(first), Some(second)) = (place, found.next()) {
            refuse(
                Message::new("table-column-twice")
                    .with("first", heads[first].as_str())
                    .with("second", heads[second].as_str())
                    .with("name", name),
            );
        }
        if place.is_some() {
            continue;
        }
        let mut words = std::iter::once(&name).chain(column.words);
        let near = words.find_map(|word| nearest(word, unknown.iter().copied()));
        match (column.is_required, near) {
            (true, Some(near)) => refuse(
                Message::new("table-no-column-near")
                    .with("name", name)
                    .with("near", near),
            ),
            (true, None) => refuse(no_column(name, columns)),
            (false, Some(near)) => {
                let message = Message::new("table-column-ignored")
                    .with("found", near)
                    .with("name", name);
                tell(Severity::Warning, message);
            }
            (false, None) => {}
        }
    }
    is_whole.then_some(places)
}

fn no_column(name: &str, columns: &[Column]) -> Message {
    let names = |only_required: bool| {
        let columns = columns
            .iter()
            .filter(|one| one.is_required || !only_required);
        let names = columns.map(|column| column.name.to_owned());
        Variable::List(names.collect())
    };
    Message::new("table-no-column")
        .with("name", name)
        .with("known", names(false))
        .with("required", names(true))
}

/// A row that is being read.
pub(super) struct Row<'r> {
    /// Its line in the table.
    pub line: Option<usize>,
    cells: &'r csv::StringRecord,
    columns: &'r [Column],
    places: &'r [Option<usize>],
    has_decimal_comma: bool,
    tell: Tell<'r>,
}

impl Row<'_> {
    /// The text of a column; `None` if the table does not have it, or the cell is empty.
    pub fn text(&self, column: &str) -> Option<&str> {
        let at = self.columns.iter().position(|one| one.name == column)?;
        let text = self.cells.get(self.places[at]?)?;
        Some(text).filter(|text| !text.is_empty())
    }

    /// The value that `read` makes of the text of a column, `None` for an empty cell; if it makes none, `wanted` is told.
    pub fn value<T>(
        &self,
        column: &str,
        wanted: impl Fn() -> Message,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let Some(text) = self.text(column) else {
            let is_required = |one: &&Column| one.name == column && one.is_required;
            if self.columns.iter().any(|one| is_required(&one)) {
                self.wrong(column, "", wanted());
            }
            return None;
        };
        let value = read(text);
        if value.is_none() {
            self.wrong(column, text, wanted());
        }
        value
    }

    /// A whole number within these limits.
    pub fn count(&self, column: &str, low: u32, high: u32) -> Option<u32> {
        let wanted = || {
            Message::new("wanted-count")
                .with("low", low)
                .with("high", high)
        };
        let read = |text: &str| {
            text.parse()
                .ok()
                .filter(|count| (low..=high).contains(count))
        };
        self.value(column, wanted, read)
    }

    /// Tells that another value is wanted in a column.
    pub fn wrong(&self, column: &str, found: &str, wanted: Message) {
        let message = match found.is_empty() {
            true => Message::new("missing-key").with("wanted", wanted),
            false => Message::new("wrong-value")
                .with("found", format!("\"{found}\""))
                .with("wanted", wanted),
        };
        self.error(column, message);
    }

    /// Tells what is wrong in a column.
    pub fn error(&self, column: &str, message: Message) {
        (self.tell)(Severity::Error, self.line, column, message);
    }

    /// A number within these limits, with a decimal comma where no comma stands between cells.
    pub fn number(&self, column: &str, low: f64, high: f64) -> Option<f64> {
        let wanted = || {
            Message::new("wanted-number")
                .with("low", low)
                .with("high", high)
        };
        self.value(column, wanted, |text| {
            let number: f64 = match self.has_decimal_comma {
                true => text.replace(',', ".").parse().ok()?,
                false => text.parse().ok()?,
            };
            (low..=high).contains(&number).then_some(number)
        })
    }
}
