//! Lines pasted from a spreadsheet, and how the section in which they stand is written.

use crate::scenario::path::join;
use crate::scenario::written::Meant;
use crate::scenario::written::number::{number, per_cent};
use crate::scenario::written::thousands::doubt;
use crate::words::Message;

/// Rows pasted from a spreadsheet.
pub(super) struct Pasted {
    pub rows: usize,
    /// The heads of the columns, if the first row is that.
    pub heads: Option<String>,
    /// What is wanted in their place, by the first row with a number.
    pub wanted: Message,
}

/// The rows pasted from a spreadsheet at the beginning of these lines, in the section of this heading.
pub(super) fn pasted(lines: &[String], heading: &str) -> Option<Pasted> {
    let separator = separator(&lines[0])?;
    let rows = lines
        .iter()
        .take_while(|line| is_row(line, separator))
        .count();
    let cells = |line: &str| cells(line, separator);
    let with_number = lines[..rows].iter().find_map(|line| {
        let cells = cells(line);
        let number = cells[1..].iter().find_map(|cell| as_number(cell))?;
        Some((cells[0].clone(), number))
    });
    let (name, number) = with_number.unwrap_or_else(|| (String::new(), "100".to_owned()));
    let name = match name.as_str() {
        "" => "Susut",
        name => name,
    };
    let place = |table: &str, key: &str| {
        Message::new("pasted-places")
            .with("heading", format!("[{}]", join(table, name)))
            .with("line", format!("{key} = {number}"))
    };
    let wanted = match heading {
        "kecamatan" => place("kecamatan", "share"),
        "sites" => place("sites", "printers"),
        "blanks" | "ribbons" | "blanks.deliveries" | "ribbons.deliveries" => {
            Message::new("pasted-list").with(
                "line",
                "deliveries = [{ date = 2017-07-01, pieces = 1000 }]",
            )
        }
        "blanks.allotment" => {
            Message::new("pasted-keys").with("line", join("", name) + " = " + &number)
        }
        _ => Message::new("pasted-keys").with("line", "total = 8000"),
    };
    let heads = begins_with_heads(lines).then(|| cells(&lines[0]).join(", "));
    Some(Pasted {
        rows,
        heads,
        wanted,
    })
}

/// Whether the first of these lines holds the heads of columns: words, with numbers in the row below.
pub(super) fn begins_with_heads(lines: &[String]) -> bool {
    let [first, second, ..] = lines else {
        return false;
    };
    let Some(by) = separator(first).filter(|by| is_row(second, *by)) else {
        return false;
    };
    let is_number = |cell: &String| as_number(cell).is_some();
    !cells(first, by).iter().any(is_number) && cells(second, by).iter().skip(1).any(is_number)
}

/// What stands between the cells of a line; none if it has no cells.
fn separator(line: &str) -> Option<char> {
    ['\t', ';', '|', ',']
        .into_iter()
        .find(|by| is_row(line, *by))
}

fn cells(line: &str, separator: char) -> Vec<String> {
    let cell = |cell: &str| cell.trim().trim_matches('"').to_owned();
    // A table of a chat or a mail begins and ends with the separator.
    let line = line.trim_matches('|');
    line.split(separator).map(cell).collect()
}

/// Whether a line is cells with this separator between them.
fn is_row(line: &str, separator: char) -> bool {
    let line = line.trim();
    let opens = line.starts_with(['[', '{', '#']);
    let filled = line
        .split(separator)
        .filter(|cell| !cell.trim().is_empty())
        .count();
    !opens && !line.contains('=') && filled >= 2
}

/// A cell as a number of TOML; a number that may be in thousands is, because spreadsheets write it so.
fn as_number(cell: &str) -> Option<String> {
    if cell.parse::<f64>().is_ok() {
        return Some(match doubt(cell) {
            Some(_) => cell.replace('.', ""),
            None => cell.to_owned(),
        });
    }
    if let Some(number) = per_cent(cell) {
        return Some(number);
    }
    match number(cell)? {
        Meant::Value(value, _) => Some(value),
        Meant::Unclear(_) => Some(cell.replace(',', "")),
    }
}
