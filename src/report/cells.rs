//! The cells of a table for programs and spreadsheets, and how CSV writes them.

use jiff::civil::Date;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::office::plan::Plan;
use crate::support::spreadsheet::harmless;
use crate::words::Lang;

/// How CSV is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Commas between cells, and numbers with a decimal point and all their digits: for programs, and for spreadsheets in English.
    #[default]
    Plain,
    /// Semicolons between cells, decimal commas, at most six decimals, and a byte-order mark: what a spreadsheet in Indonesian opens
    /// rightly.
    Indonesian,
}

impl Dialect {
    /// The dialect for a language that was asked for; plain if none was.
    #[must_use]
    pub fn of(asked: Option<Lang>) -> Self {
        match asked {
            Some(Lang::Id) => Dialect::Indonesian,
            _ => Dialect::Plain,
        }
    }

    /// The name of a scenario in the language of the table.
    pub(super) fn name(self, plan: &Plan) -> &str {
        let lang = match self {
            Dialect::Plain => Lang::En,
            Dialect::Indonesian => Lang::Id,
        };
        plan.texts.said(&plan.name, lang)
    }

    fn separator(self) -> u8 {
        match self {
            Dialect::Plain => b',',
            Dialect::Indonesian => b';',
        }
    }

    /// Where a spreadsheet may see the next cell although CSV does not quote the text: both kinds of spreadsheets open both dialects.
    fn splits(self) -> &'static [char] {
        match self {
            Dialect::Plain => &[';'],
            Dialect::Indonesian => &[';', ','],
        }
    }

    /// A number as a cell has it, where it is part of one.
    pub(super) fn number(self, value: f64) -> String {
        match self {
            Dialect::Plain => value.to_string(),
            Dialect::Indonesian => {
                let rounded = format!("{value:.6}");
                let short = rounded.trim_end_matches('0').trim_end_matches('.');
                // Rounding can produce "-0".
                let short = if short == "-0" { "0" } else { short };
                short.replace('.', ",")
            }
        }
    }
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Cell {
    /// There is no value.
    #[default]
    Nothing,
    Text(String),
    Whole(u64),
    Number(f64),
    Date(Date),
    Flag(bool),
}

/// Whether a text reads as a number of more than 15 digits, or with an exponent, as a fingerprint may.
fn is_long_number(text: &str) -> bool {
    let exponent = |c| matches!(c, 'e' | 'E');
    text.parse::<f64>().is_ok() && (text.len() > 15 || text.contains(exponent))
}

impl Cell {
    fn written(&self, dialect: Dialect) -> String {
        match self {
            Cell::Nothing => String::new(),
            // A spreadsheet would take it for a number, and lose digits of it.
            Cell::Text(text) if dialect == Dialect::Indonesian && is_long_number(text) => {
                format!("'{text}")
            }
            Cell::Text(text) => harmless(text, dialect.splits()),
            Cell::Whole(number) => number.to_string(),
            Cell::Number(number) if number.is_finite() => dialect.number(*number),
            Cell::Number(number) => harmless(&number.to_string(), dialect.splits()),
            Cell::Date(date) => harmless(&date.to_string(), dialect.splits()),
            Cell::Flag(flag) => flag.to_string(),
        }
    }
}

impl Cell {
    /// A value of a scenario as its file has it, with the decimal sign of the table.
    pub fn of_value(text: &str) -> Self {
        match text.parse::<f64>() {
            Ok(number) if text.contains('.') && number.is_finite() => Cell::Number(number),
            _ => Cell::from(text),
        }
    }
}

/// An empty text is no value.
impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        match text {
            "" => Cell::Nothing,
            _ => Cell::Text(text.to_owned()),
        }
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Cell::Text(text.clone())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Cell::Whole(number.into())
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Cell::Number(number)
    }
}

impl From<Date> for Cell {
    fn from(date: Date) -> Self {
        Cell::Date(date)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Cell::Flag(flag)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Nothing, Into::into)
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Nothing => serializer.serialize_none(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Whole(number) => serializer.serialize_u64(*number),
            Cell::Number(number) => serializer.serialize_f64(*number),
            Cell::Date(date) => date.serialize(serializer),
            Cell::Flag(flag) => serializer.serialize_bool(*flag),
        }
    }
}

/// Rows of cells under the names of their columns. JSON has an object for each row.
pub(super) struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    pub fn new<S: Into<String>>(columns: impl IntoIterator<Item = S>) -> Self {
        Table {
            columns: columns.into_iter().map(Into::into).collect(),
            rows: Vec::new(),
        }
    }

    /// The table as CSV, the names of the columns first.
    pub fn csv(&self, dialect: Dialect) -> String {
        let mut text = match dialect {
            Dialect::Plain => Vec::new(),
            Dialect::Indonesian => "\u{feff}".into(),
        };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(dialect.separator())
            .from_writer(&mut text);
        let rows = self.rows.iter();
        let rows = rows.map(|row| row.iter().map(|cell| cell.written(dialect)).collect());
        for row in std::iter::once(self.columns.clone()).chain(rows) {
            let row: Vec<String> = row;
            writer
                .write_record(&row)
                .expect("rows of equal length in memory");
        }
        writer.flush().expect("memory takes every byte");
        drop(writer);
        String::from_utf8(text).expect("made of text")
    }
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Row<'a>(&'a [String], &'a [Cell]);
        impl Serialize for Row<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut keys = serializer.serialize_map(Some(self.0.len()))?;
                for (key, cell) in std::iter::zip(self.0, self.1) {
                    keys.serialize_entry(key, cell)?;
                }
                keys.end()
            }
        }
        let mut rows = serializer.serialize_seq(Some(self.rows.len()))?;
        for row in &self.rows {
            rows.serialize_element(&Row(&self.columns, row))?;
        }
        rows.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_and_never_marked_where_a_decimal_comma_is_wanted() {
        for (number, plain, indonesian) in [
            (-5.5, "-5.5", "-5,5"),
            (1000.0, "1000", "1000"),
            (2.0 / 3.0, "0.6666666666666666", "0,666667"),
            (-1e-9, "-0.000000001", "0"),
            (100.0 - 1e-9, "99.999999999", "100"),
        ] {
            let cell = Cell::from(number);
            assert_eq!(cell.written(Dialect::Plain), plain);
            assert_eq!(cell.written(Dialect::Indonesian), indonesian);
        }
        for (text, indonesian) in [
            ("2164265339299781", "'2164265339299781"),
            ("00347848e8839803", "'00347848e8839803"),
            ("e0f79ba207694123", "e0f79ba207694123"),
            ("2017", "2017"),
        ] {
            let cell = Cell::from(text);
            assert_eq!(cell.written(Dialect::Plain), text);
            assert_eq!(cell.written(Dialect::Indonesian), indonesian);
        }
        assert_eq!(
            Cell::from(f64::NEG_INFINITY).written(Dialect::Indonesian),
            "'-inf"
        );
    }
}
