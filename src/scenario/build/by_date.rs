//! `backlog.by_date`: who waits, by kecamatan, recording date and suket, from a CSV table.

use jiff::civil::Date;

use super::MOST_RESIDENTS;
use crate::office::KecamatanId;
use crate::office::plan::{Backlog, Recorded};
use crate::scenario::names::{Names, first};
use crate::scenario::reader::Field;
use crate::scenario::rows::{self, Column, Row, required};
use crate::words::{Message, Variable, day_in_table};

const COLUMNS: [Column; 4] = [
    required("kecamatan", &["kec", "district", "kecamatan_domisili"]),
    required(
        "recorded",
        &[
            "perekaman",
            "tanggal_perekaman",
            "tanggal_rekam",
            "direkam",
            "recording_date",
        ],
    ),
    required("suket", &["pemegang_suket", "suket_holders", "holds_suket"]),
    required("residents", &["jumlah", "warga", "orang", "count"]),
];

/// The backlog of a table; `None` if something is wrong with it, which is told.
pub(super) fn read(field: &Field, kecamatan: &Names, start: Option<Date>) -> Option<Backlog> {
    let text = field.text("wanted-by-date")?;
    let tell = |severity, line, column: &str, message| {
        field.tell_in_table(severity, line, column, message);
    };
    let mut all = Vec::new();
    let mut is_whole = true;
    let (mut read, mut total) = (0_usize, 0_u64);
    rows::each(text, &COLUMNS, &tell, |row| {
        read += 1;
        let some = recorded(&row, kecamatan, start);
        is_whole &= some.is_some();
        total += some.map_or(0, |some| u64::from(some.residents));
        all.extend(some);
        true
    });
    if total > u64::from(MOST_RESIDENTS) {
        field.too_many(total, MOST_RESIDENTS.into());
        return None;
    }
    if !is_whole || read == 0 {
        return None;
    }
    let backlog = Backlog::of_register(all);
    if backlog.is_none() {
        field.error(Message::new("by-date-nobody"));
    }
    backlog
}

/// Those of one row. All its cells are read, so that everything wrong in it is told.
fn recorded(row: &Row<'_>, names: &Names, start: Option<Date>) -> Option<Recorded> {
    let wanted = || {
        let names = Variable::OneOf(first(names.iter()));
        Message::new("wanted-one-of").with("choices", names)
    };
    let kecamatan = row.value("kecamatan", wanted, |text| named(text, names));
    let date = row.value("recorded", || Message::new("wanted-date"), day_in_table);
    let holds_suket = row.value("suket", || Message::new("wanted-yes-or-no"), yes_or_no);
    let residents = row.count("residents", 0, MOST_RESIDENTS);
    if let (Some(date), Some(start)) = (date, start)
        && date >= start
    {
        let wanted = Message::new("wanted-date-before").with("start", start);
        row.wrong("recorded", &date.to_string(), wanted);
        return None;
    }
    Some(Recorded {
        kecamatan: KecamatanId::new(kecamatan?),
        date: date?,
        holds_suket: holds_suket?,
        residents: residents?,
    })
}

/// The kecamatan of this name, in capitals or not.
fn named(text: &str, names: &Names) -> Option<usize> {
    let same = |name: &str| name.to_lowercase() == text.to_lowercase();
    names.position(text).or_else(|| names.iter().position(same))
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "ya" | "y" | "true" | "1" => Some(true),
        "no" | "tidak" | "tdk" | "t" | "n" | "false" | "0" => Some(false),
        _ => None,
    }
}
