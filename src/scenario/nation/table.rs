//! The offices of a nation, from a CSV table.

use std::collections::HashMap;

use crate::nation::OfficeRow;
use crate::office::plan::Plan;
use crate::scenario::log::Log;
use crate::scenario::problem::{Origin, Problem};
use crate::support::nearest::nearest;
use crate::words::{Message, Variable};

/// The most offices.
const MOST_OFFICES: usize = 10_000;
/// The most people of all offices together, those to come included.
const MOST_PEOPLE: f64 = 1e9;
/// The most people who wait at one office.
const MOST_WAITING: u32 = 20_000_000;
/// The most characters of a name.
const LONGEST_NAME: usize = 60;

/// A column: its name, and the words that mean it.
const COLUMNS: [(&str, &[&str]); 9] = [
    ("code", &["kode"]),
    ("name", &["nama", "kabupaten", "kota", "office", "kantor"]),
    ("province", &["provinsi", "propinsi"]),
    ("kecamatan", &["districts"]),
    ("printers", &["alat_cetak", "pencetak", "printer"]),
    ("limit", &["batas", "batas_harian", "daily_limit"]),
    ("backlog", &["tunggakan", "antrean", "menunggu", "waiting"]),
    (
        "recordings",
        &["perekaman", "perekaman_per_hari", "per_day"],
    ),
    ("suket", &["suket_holders", "pemegang_suket"]),
];

/// Reads the rows; problems are told with their line. `shared` is the plan that has what a missing column leaves open.
pub(super) fn read(text: &str, at: &Origin, shared: Option<&Plan>, log: &Log) -> Vec<OfficeRow> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().find(|line| !line.trim().is_empty());
    let first = first.unwrap_or_default();
    let delimiter = [b';', b'\t', b',']
        .into_iter()
        .find(|sign| first.as_bytes().contains(sign));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut records = reader.records().flatten().filter(|record| {
        let is_empty = |field: &str| field.is_empty();
        !record.iter().all(is_empty)
    });
    let tell = |line: Option<usize>, column: &str, message: Message| {
        let origin = Origin {
            file: at.file.clone(),
            line,
        };
        log.error(|| Problem::error(&origin, column, message));
    };
    let Some(heads) = records.next() else {
        tell(None, "", Message::new("nation-table-empty"));
        return Vec::new();
    };
    let warn = |message: Message| {
        let origin = Origin {
            file: at.file.clone(),
            line: Some(1),
        };
        log.warn(Problem::warning(&origin, "", message));
    };
    let Some(columns) = columns(&heads, |message| tell(Some(1), "", message), warn) else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    let mut lines: HashMap<String, usize> = HashMap::new();
    for record in records {
        let line = record.position().map_or(0, |at| at.line() as usize);
        let mut row = Row {
            cells: &record,
            columns: &columns,
            decimal_comma: delimiter != Some(b','),
            tell: &|column, message| tell(Some(line), column, message),
        };
        let read = row.read(shared);
        if let Some(before) = lines.insert(read.code.clone(), line) {
            let message = Message::new("nation-code-twice")
                .with("code", read.code.as_str())
                .with("line", before);
            tell(Some(line), "code", message);
        }
        rows.push(read);
        if rows.len() > MOST_OFFICES {
            let message = Message::new("too-many")
                .with("found", rows.len())
                .with("most", MOST_OFFICES);
            tell(Some(line), "", message);
            return rows;
        }
    }
    if rows.is_empty() {
        tell(None, "", Message::new("nation-table-empty"));
    }
    let days = shared.map_or(0.0, |plan| f64::from(plan.last_day() + 1));
    let people = |row: &OfficeRow| f64::from(row.backlog) + row.recordings * days;
    let people: f64 = rows.iter().map(people).sum();
    if people > MOST_PEOPLE {
        let message = Message::new("nation-too-many-people")
            .with("found", people.round())
            .with("most", MOST_PEOPLE);
        tell(None, "", message);
    }
    rows
}

/// The place of each of [`COLUMNS`] in the table; `None` if those that must be there are not, or one is there twice.
fn columns(
    heads: &csv::StringRecord,
    tell: impl Fn(Message),
    warn: impl Fn(Message),
) -> Option<[Option<usize>; COLUMNS.len()]> {
    let plain = |head: &str| head.trim().to_lowercase().replace([' ', '-'], "_");
    let heads: Vec<String> = heads.iter().map(plain).collect();
    let means =
        |(name, words): &(&str, &[&str]), head: &str| *name == head || words.contains(&head);
    let is_unknown = |head: &&str| !COLUMNS.iter().any(|column| means(column, head));
    let unknown: Vec<&str> = heads
        .iter()
        .map(String::as_str)
        .filter(is_unknown)
        .collect();
    let mut whole = true;
    let places = COLUMNS.map(|column| {
        let (name, words) = column;
        let mut found = (0..heads.len()).filter(|at| means(&column, &heads[*at]));
        let place = found.next();
        if let (Some(first), Some(second)) = (place, found.next()) {
            whole = false;
            tell(
                Message::new("nation-column-twice")
                    .with("first", heads[first].as_str())
                    .with("second", heads[second].as_str())
                    .with("name", name),
            );
        }
        if place.is_none() {
            let mut words = std::iter::once(&name).chain(words);
            let near = words.find_map(|word| nearest(word, unknown.iter().copied()));
            match (["code", "printers", "backlog"].contains(&name), near) {
                (true, near) => {
                    whole = false;
                    tell(column_missing(name, near));
                }
                (false, Some(near)) => warn(
                    Message::new("nation-column-ignored")
                        .with("found", near)
                        .with("name", name),
                ),
                (false, None) => {}
            }
        }
        place
    });
    whole.then_some(places)
}

fn column_missing(name: &str, near: Option<&str>) -> Message {
    match near {
        Some(near) => Message::new("nation-no-column-near")
            .with("name", name)
            .with("near", near),
        None => Message::new("nation-no-column").with("name", name).with(
            "known",
            Variable::List(COLUMNS.map(|(name, _)| name.to_owned()).into()),
        ),
    }
}

/// A row that is being read.
struct Row<'r> {
    cells: &'r csv::StringRecord,
    columns: &'r [Option<usize>; COLUMNS.len()],
    decimal_comma: bool,
    tell: &'r dyn Fn(&str, Message),
}

impl Row<'_> {
    fn read(&mut self, shared: Option<&Plan>) -> OfficeRow {
        let code = self.text("code").unwrap_or_default();
        let is_sign = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
        if !(1..=30).contains(&code.len()) || !code.chars().all(is_sign) || code == "nation" {
            self.wrong("code", code, Message::new("wanted-code"));
        }
        let printer = shared.map(|plan| &plan.sites[0].printers[0]);
        let limit = printer.map_or(50, |printer| printer.daily_limit);
        let suket_share = shared.map_or(1.0, |plan| plan.backlog.suket_share);
        let backlog = self.count("backlog", 0, MOST_WAITING);
        // What is wrong with the backlog is told once.
        let suket = self.count("suket", 0, backlog.unwrap_or(MOST_WAITING));
        let backlog = backlog.unwrap_or(0);
        OfficeRow {
            name: self.name("name").unwrap_or(code).to_owned(),
            province: self.name("province").unwrap_or_default().to_owned(),
            kecamatan: self.count("kecamatan", 1, 1000).unwrap_or(1),
            printers: self.count("printers", 0, 1000).unwrap_or(0),
            daily_limit: self.count("limit", 0, 10_000).unwrap_or(limit),
            backlog,
            recordings: self.recordings(),
            suket: suket.unwrap_or((f64::from(backlog) * suket_share).round() as u32),
            ..OfficeRow::new(code, backlog)
        }
    }

    /// The text of a column; `None` if the table does not have it, or the cell is empty.
    fn text(&self, column: &str) -> Option<&str> {
        let at = COLUMNS.iter().position(|(name, _)| *name == column)?;
        let text = self.cells.get(self.columns[at]?)?;
        Some(text).filter(|text| !text.is_empty())
    }

    /// A text that stands on pages.
    fn name(&self, column: &str) -> Option<&str> {
        let text = self.text(column)?;
        if text.chars().count() > LONGEST_NAME || text.chars().any(char::is_control) {
            let wanted = Message::new("wanted-name-of-office").with("most", LONGEST_NAME);
            self.wrong(column, text, wanted);
        }
        Some(text)
    }

    fn count(&self, column: &str, low: u32, high: u32) -> Option<u32> {
        let Some(text) = self.text(column) else {
            // A column that is there may be empty only where it may be missing.
            if ["backlog", "printers"].contains(&column) {
                self.wrong(column, "", wanted_count(low, high));
            }
            return None;
        };
        let found = text.parse().ok();
        let found = found.filter(|count| (low..=high).contains(count));
        if found.is_none() {
            self.wrong(column, text, wanted_count(low, high));
        }
        found
    }

    fn recordings(&self) -> f64 {
        let Some(text) = self.text("recordings") else {
            return 0.0;
        };
        let plain = match self.decimal_comma {
            true => text.replace(',', "."),
            false => text.to_owned(),
        };
        let found: Option<f64> = plain.parse().ok();
        found
            .filter(|found| (0.0..=100_000.0).contains(found))
            .unwrap_or_else(|| {
                let wanted = Message::new("wanted-number")
                    .with("low", 0.0)
                    .with("high", 100_000.0);
                self.wrong("recordings", text, wanted);
                0.0
            })
    }

    fn wrong(&self, column: &str, found: &str, wanted: Message) {
        let message = match found.is_empty() {
            true => Message::new("missing-key").with("wanted", wanted),
            false => Message::new("wrong-value")
                .with("found", format!("\"{found}\""))
                .with("wanted", wanted),
        };
        (self.tell)(column, message);
    }
}

fn wanted_count(low: u32, high: u32) -> Message {
    Message::new("wanted-count")
        .with("low", low)
        .with("high", high)
}
