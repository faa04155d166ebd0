//! The offices of a nation, from a CSV table.

use std::collections::HashMap;

use crate::nation::OfficeRow;
use crate::office::plan::Plan;
use crate::scenario::log::Log;
use crate::scenario::problem::{Origin, Problem, Severity};
use crate::scenario::rows::{self, Column, Row, column, required};
use crate::words::Message;

/// The most offices.
const MOST_OFFICES: usize = 10_000;
/// The most people of all offices together, those to come included.
const MOST_PEOPLE: f64 = 1e9;
/// The most people who wait at one office.
const MOST_WAITING: u32 = 20_000_000;
/// The most characters of a name.
const LONGEST_NAME: usize = 60;

const COLUMNS: [Column; 9] = [
    required("code", &["kode"]),
    column("name", &["nama", "kabupaten", "kota", "office", "kantor"]),
    column("province", &["provinsi", "propinsi"]),
    column("kecamatan", &["districts"]),
    required("printers", &["alat_cetak", "pencetak", "printer"]),
    column("limit", &["batas", "batas_harian", "daily_limit"]),
    required("backlog", &["tunggakan", "antrean", "menunggu", "waiting"]),
    column(
        "recordings",
        &["perekaman", "perekaman_per_hari", "per_day"],
    ),
    column("suket", &["suket_holders", "pemegang_suket"]),
];

/// Reads the rows; problems are told with their line. `shared` is the plan that has what a missing column leaves open.
pub(super) fn read(text: &str, at: &Origin, shared: Option<&Plan>, log: &Log) -> Vec<OfficeRow> {
    let tell = |severity, line: Option<usize>, column: &str, message| {
        let origin = Origin {
            file: at.file.clone(),
            line,
        };
        match severity {
            Severity::Error => log.error(|| Problem::error(&origin, column, message)),
            Severity::Warning => log.warn(Problem::warning(&origin, column, message)),
        }
    };
    let mut rows = Vec::new();
    let mut lines: HashMap<String, Option<usize>> = HashMap::new();
    rows::each(text, &COLUMNS, &tell, |row| {
        let read = office(&row, shared);
        if let Some(before) = lines.insert(read.code.clone(), row.line) {
            let message = Message::new("nation-code-twice")
                .with("code", read.code.as_str())
                .with("line", before.unwrap_or_default());
            row.error("code", message);
        }
        rows.push(read);
        if rows.len() > MOST_OFFICES {
            let message = Message::new("too-many")
                .with("found", rows.len())
                .with("most", MOST_OFFICES);
            row.error("", message);
        }
        rows.len() <= MOST_OFFICES
    });
    let days = shared.map_or(0.0, |plan| f64::from(plan.last_day() + 1));
    let people = |row: &OfficeRow| f64::from(row.backlog) + row.recordings * days;
    let people: f64 = rows.iter().map(people).sum();
    if people > MOST_PEOPLE {
        let message = Message::new("nation-too-many-people")
            .with("found", people.round())
            .with("most", MOST_PEOPLE);
        tell(Severity::Error, None, "", message);
    }
    rows
}

fn office(row: &Row<'_>, shared: Option<&Plan>) -> OfficeRow {
    let code = row.text("code").unwrap_or_default();
    let is_sign = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    if !(1..=30).contains(&code.len()) || !code.chars().all(is_sign) || code == "nation" {
        row.wrong("code", code, Message::new("wanted-code"));
    }
    let printer = shared.map(|plan| &plan.sites[0].printers[0]);
    let limit = printer.map_or(50, |printer| printer.daily_limit);
    let suket_share = shared.map_or(1.0, |plan| plan.backlog.suket_share);
    let backlog = row.count("backlog", 0, MOST_WAITING);
    // What is wrong with the backlog is told once.
    let suket = row.count("suket", 0, backlog.unwrap_or(MOST_WAITING));
    let backlog = backlog.unwrap_or(0);
    OfficeRow {
        name: name(row, "name").unwrap_or(code).to_owned(),
        province: name(row, "province").unwrap_or_default().to_owned(),
        kecamatan: row.count("kecamatan", 1, 1000).unwrap_or(1),
        printers: row.count("printers", 0, 1000).unwrap_or(0),
        daily_limit: row.count("limit", 0, 10_000).unwrap_or(limit),
        backlog,
        recordings: row.number("recordings", 0.0, 100_000.0).unwrap_or(0.0),
        suket: suket.unwrap_or((f64::from(backlog) * suket_share).round() as u32),
        ..OfficeRow::new(code, backlog)
    }
}

/// A text that stands on pages.
fn name<'r>(row: &'r Row<'_>, column: &str) -> Option<&'r str> {
    let text = row.text(column)?;
    if text.chars().count() > LONGEST_NAME || text.chars().any(char::is_control) {
        let wanted = Message::new("wanted-name-of-office").with("most", LONGEST_NAME);
        row.wrong(column, text, wanted);
    }
    Some(text)
}
