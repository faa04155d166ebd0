//! Tables in CSV: columns found by their heads, and cells read from them.

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

/// The signs that may stand between cells: the one of these that the line of heads has.
const DELIMITERS: [u8; 3] = [b';', b'\t', b','];

/// Reads each row of a table. `tell` is told what is wrong, with the line counted from 1 and the name of the column; lines that are empty are no
/// rows. Without the columns that are required, no row is read.
pub(super) fn each(
    text: &str,
    columns: &[Column],
    tell: &dyn Fn(Option<usize>, &str, Message),
    mut row: impl FnMut(Row<'_>),
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
    let Some(heads) = records.next() else {
        return tell(None, "", Message::new("table-empty"));
    };
    let head_line = heads.position().map(|at| at.line() as usize);
    let missing = |message| tell(head_line, "", message);
    let Some(places) = places(&heads, columns, missing) else {
        return;
    };
    let mut is_any = false;
    for record in records {
        is_any = true;
        row(Row {
            line: record.position().map(|at| at.line() as usize),
            cells: &record,
            columns,
            places: &places,
            tell,
        });
    }
    if !is_any {
        tell(None, "", Message::new("table-empty"));
    }
}

/// The place of each column in the table; `None` if one that is required is not there.
fn places(
    heads: &csv::StringRecord,
    columns: &[Column],
    tell: impl Fn(Message),
) -> Option<Vec<Option<usize>>> {
    let plain = |head: &str| head.to_lowercase().replace([' ', '-'], "_");
    let heads: Vec<String> = heads.iter().map(plain).collect();
    let means = |head: &str, column: &Column| head == column.name || column.words.contains(&head);
    let place = |column: &Column| heads.iter().position(|head| means(head, column));
    let places: Vec<Option<usize>> = columns.iter().map(place).collect();
    let mut is_whole = true;
    for (column, place) in columns.iter().zip(&places) {
        if place.is_some() || !column.is_required {
            continue;
        }
        is_whole = false;
        let is_free = |head: &&String| !columns.iter().any(|column| means(head, column));
        let free = heads.iter().filter(is_free).map(String::as_str);
        let names = |of: fn(&&Column) -> bool| {
            let names = columns
                .iter()
                .filter(of)
                .map(|column| column.name.to_owned());
            Variable::List(names.collect())
        };
        tell(match nearest(column.name, free) {
            Some(near) => Message::new("table-no-column-near")
                .with("name", column.name)
                .with("near", near),
            None => Message::new("table-no-column")
                .with("name", column.name)
                .with("known", names(|_| true))
                .with("required", names(|column| column.is_required)),
        });
    }
    is_whole.then_some(places)
}

/// A row that is being read.
pub(super) struct Row<'r> {
    /// Its line in the table.
    pub line: Option<usize>,
    cells: &'r csv::StringRecord,
    columns: &'r [Column],
    places: &'r [Option<usize>],
    tell: &'r dyn Fn(Option<usize>, &str, Message),
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
        (self.tell)(self.line, column, message);
    }
}
