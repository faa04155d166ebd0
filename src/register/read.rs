//! All rows of a file, one after the other.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io::{Cursor, Read};
use std::path::Path;

use csv::ByteRecord;
use encoding_rs_io::DecodeReaderBytesBuilder;
use jiff::civil::Date;

use super::cells::{Status, holds_suket, status};
use super::heads::Columns;
use super::places::{MOST_MISSPELT, Meant, Spelling, meant};
use super::{Group, Present, Reason, Register, Rejected, Rows};
use crate::error::{Error, ErrorKind, Result};
use crate::words::{Message, Variable, day_in_table};

/// The most different texts of the column of the kecamatan: no regency has so many kecamatan, but many names of people.
const MOST_SPELLINGS: usize = 1000;
/// As many different cells of a column are remembered, with what they mean.
const REMEMBERED: usize = 10_000;
/// Bytes of the file that are looked at to find what stands between the cells.
const LOOKED_AT: u64 = 64 << 10;
/// The heads stand on one of the first lines.
const MOST_LINES_ABOVE: u64 = 20;
/// Digits of a NIK.
const DIGITS_OF_NIK: usize = 16;

impl Register {
    /// Reads a register from a CSV file: commas, semicolons or tabs; UTF-8, UTF-16 or Windows-1252. Columns are found by their heads, in
    /// Indonesian or English; kecamatan and recording date must be there, a suket, a status and a NIK may be. Rows are read one after the other, so a
    /// large file needs no more memory than a small one, except 9 to 18 bytes for each NIK.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::File`] if the file cannot be read; [`ErrorKind::Value`] if a column is not there, or that of the kecamatan holds
    /// something else.
    pub fn read(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let unreadable = |source: std::io::Error| {
            unreadable(Variable::of_read(path, &source), source).in_file(path)
        };
        if std::fs::metadata(path).map_err(unreadable)?.is_dir() {
            return Err(unreadable(std::io::ErrorKind::IsADirectory.into()));
        }
        let file = File::open(path).map_err(unreadable)?;
        Self::parse(file).map_err(|error| error.in_file(path))
    }

    /// The same from the bytes of a file.
    ///
    /// # Errors
    ///
    /// Like [`read`](Self::read).
    pub fn parse(bytes: impl Read) -> Result<Self> {
        let failed = |source: csv::Error| unreadable(source.to_string(), source);
        // UTF-16 is known by its first two bytes; all else passes as it is, and a cell that is no UTF-8 is taken for Windows-1252.
        let mut decoded = DecodeReaderBytesBuilder::new()
            .utf8_passthru(true)
            .strip_bom(true)
            .bom_override(true)
            .build(bytes);
        let mut start = Vec::new();
        let mut looked_at = decoded.by_ref().take(LOOKED_AT);
        (looked_at.read_to_end(&mut start)).map_err(|source| failed(source.into()))?;
        if start.starts_with(b"PK") {
            return Err(value(Message::new("register-workbook")));
        }
        let delimiter = delimiter(&start);
        // A last row without a line feed is one too.
        let text = Cursor::new(start).chain(decoded).chain(&b"\n"[..]);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            // A carriage return before it belongs to the last cell, which is trimmed.
            .terminator(csv::Terminator::Any(b'\n'))
            .from_reader(text);
        let mut record = ByteRecord::new();
        // Line feeds within cells so far: they make no row, and empty lines do.
        let mut within = 0;
        let mut next = |record: &mut ByteRecord| {
            let more = reader.read_byte_record(record).map_err(failed)?;
            let line_feeds = record.as_slice().iter().filter(|byte| **byte == b'\n');
            within += line_feeds.count() as u64;
            // The reader stands at the beginning of the next line.
            let row = reader.position().line().saturating_sub(1 + within);
            Ok::<_, Error>(more.then_some(row))
        };
        let mut missing: Vec<String> = Vec::new();
        let mut columns = None;
        // A title, the name of the office and empty lines may stand above the heads.
        for _ in 0..MOST_LINES_ABOVE {
            if next(&mut record)?.is_none() {
                break;
            }
            let heads: Vec<String> = record.iter().map(text_of).collect();
            match Columns::of(&heads) {
                Ok(found) => {
                    columns = Some(found);
                    break;
                }
                Err(lacks) if missing.is_empty() || lacks.len() < missing.len() => missing = lacks,
                Err(_) => {}
            }
        }
        let Some(columns) = columns else {
            return Err(value(match missing.is_empty() {
                true => Message::new("register-empty"),
                false => {
                    Message::new("register-no-column").with("missing", Variable::List(missing))
                }
            }));
        };
        let mut reading = Reading::new(columns);
        while let Some(row) = next(&mut record)? {
            reading.row(row, &record)?;
        }
        reading.finish()
    }
}

fn unreadable(
    detail: impl Into<Variable>,
    source: impl std::error::Error + Send + Sync + 'static,
) -> Error {
    let message = Message::new("csv-unreadable").with("detail", detail);
    Error::of(ErrorKind::File, message).because(source)
}

fn value(message: Message) -> Error {
    Error::of(ErrorKind::Value, message)
}

/// What stands between cells: of the signs that may, the one that the first lines have most often.
fn delimiter(start: &[u8]) -> u8 {
    let often = |sign: u8| start.iter().filter(|byte| **byte == sign).count();
    let signs = [b',', b';', b'\t'];
    signs
        .into_iter()
        .max_by_key(|sign| often(*sign))
        .unwrap_or(b',')
}

/// A cell as text.
fn text_of(cell: &[u8]) -> String {
    match std::str::from_utf8(cell) {
        Ok(text) => text.trim().to_owned(),
        // Windows-1252 has the characters of Latin-1 where names have theirs.
        Err(_) => cell
            .iter()
            .map(|byte| char::from(*byte))
            .collect::<String>()
            .trim()
            .to_owned(),
    }
}

/// What the rows so far have come to.
struct Reading {
    columns: Columns,
    rows: u64,
    /// The number of each text of the column of the kecamatan.
    numbers: HashMap<Vec<u8>, u32>,
    spellings: Vec<Spelling>,
    /// The rows of each spelling, as long as they are few or it cannot be a name.
    seldom: Vec<Rows>,
    groups: BTreeMap<(u32, Date, bool), u32>,
    dates: HashMap<Vec<u8>, Option<Date>>,
    statuses: HashMap<Vec<u8>, Option<Status>>,
    sukets: HashMap<Vec<u8>, bool>,
    /// Its key is drawn anew each time, and the hashes are gone when the file has been read.
    key: RandomState,
    niks: HashSet<u64, Hashed>,
    repeated: Rows,
    without_nik: u64,
    rejected: BTreeMap<Reason, Rows>,
}

/// What a cell was found to mean before, or is found to mean now.
fn remembered<T: Copy>(
    known: &mut HashMap<Vec<u8>, T>,
    cell: &[u8],
    find: impl FnOnce(&str) -> T,
) -> T {
    if let Some(found) = known.get(cell) {
        return *found;
    }
    if known.len() == REMEMBERED {
        known.clear();
    }
    let found = find(&text_of(cell));
    known.insert(cell.to_owned(), found);
    found
}

impl Reading {
    fn new(columns: Columns) -> Self {
        Self {
            columns,
            rows: 0,
            numbers: HashMap::new(),
            spellings: Vec::new(),
            seldom: Vec::new(),
            groups: BTreeMap::new(),
            dates: HashMap::new(),
            statuses: HashMap::new(),
            sukets: HashMap::new(),
            key: RandomState::new(),
            niks: HashSet::default(),
            repeated: Rows::default(),
            without_nik: 0,
            rejected: BTreeMap::new(),
        }
    }

    fn row(&mut self, row: u64, record: &ByteRecord) -> Result<()> {
        if record
            .iter()
            .all(|cell| cell.iter().all(u8::is_ascii_whitespace))
        {
            return Ok(());
        }
        self.rows += 1;
        let cell = |place: usize| record.get(place).unwrap_or_default().trim_ascii();
        let optional = |place: Option<usize>| place.map_or(&b""[..], cell);
        let (place, recorded) = (cell(self.columns.kecamatan), cell(self.columns.recorded));
        let ready = remembered(&mut self.statuses, optional(self.columns.status), status);
        let date = remembered(&mut self.dates, recorded, day_in_table);
        let date = match (ready, date) {
            _ if place.is_empty() => Err(Reason::NoKecamatan),
            _ if recorded.is_empty() => Err(Reason::NoDate),
            (_, None) => Err(Reason::UnreadableDate),
            (None, _) => Err(Reason::UnknownStatus),
            (Some(ready), Some(date)) => Ok((ready, date)),
        };
        let (ready, date) = match date {
            Ok(read) => read,
            Err(reason) => {
                self.rejected.entry(reason).or_default().push(row);
                return Ok(());
            }
        };
        let kecamatan = self.spelling(place)?;
        if self.columns.nik.is_some() && self.is_repeated(optional(self.columns.nik)) {
            self.repeated.push(row);
            return Ok(());
        }
        let spelling = &mut self.spellings[kecamatan as usize];
        spelling.rows += 1;
        let seldom = &mut self.seldom[kecamatan as usize];
        match spelling.rows > MOST_MISSPELT && spelling.is_name() {
            true => *seldom = Rows::default(),
            false => seldom.push(row),
        }
        match ready {
            Status::NotReady => spelling.not_ready += 1,
            Status::HasCard => spelling.have_card += 1,
            Status::Ready => {
                let suket = optional(self.columns.suket);
                let suket = remembered(&mut self.sukets, suket, holds_suket);
                *self.groups.entry((kecamatan, date, suket)).or_default() += 1;
            }
        }
        Ok(())
    }

    /// The number of the spelling of a kecamatan.
    fn spelling(&mut self, cell: &[u8]) -> Result<u32> {
        if let Some(number) = self.numbers.get(cell) {
            return Ok(*number);
        }
        let number = self.spellings.len();
        if number == MOST_SPELLINGS {
            let message = Message::new("register-no-kecamatan").with("most", MOST_SPELLINGS);
            return Err(value(message));
        }
        self.spellings.push(Spelling::new(&text_of(cell)));
        self.seldom.push(Rows::default());
        self.numbers.insert(cell.to_owned(), number as u32);
        Ok(number as u32)
    }

    /// Whether a NIK stood in an earlier row.
    fn is_repeated(&mut self, cell: &[u8]) -> bool {
        let digits = cell.iter().copied().filter(u8::is_ascii_digit);
        let mut nik = [0; DIGITS_OF_NIK];
        let mut count = 0;
        for digit in digits {
            if let Some(place) = nik.get_mut(count) {
                *place = digit;
            }
            count += 1;
        }
        if count != DIGITS_OF_NIK {
            self.without_nik += 1;
            return false;
        }
        !self.niks.insert(self.key.hash_one(nik))
    }

    fn finish(mut self) -> Result<Register> {
        if self.rows == 0 {
            return Err(value(Message::new("register-empty")));
        }
        let meant = meant(&self.spellings);
        let mut respelt = Vec::new();
        let mut unknown = Vec::new();
        let (mut not_ready, mut have_card) = (0, 0);
        for ((meant, spelling), rows) in meant.iter().zip(&self.spellings).zip(&self.seldom) {
            if *meant == Meant::Nothing {
                unknown.extend(rows.iter());
                continue;
            }
            not_ready += spelling.not_ready;
            have_card += spelling.have_card;
            if let Meant::Misspelt(_) = meant {
                respelt.extend(rows.iter());
            }
        }
        if !unknown.is_empty() {
            let rows = unknown.into_iter().collect();
            self.rejected.insert(Reason::UnknownKecamatan, rows);
        }
        let mut groups: BTreeMap<(&str, Date, bool), u32> = BTreeMap::new();
        for ((spelling, date, suket), residents) in self.groups {
            if let Meant::Name(name) | Meant::Misspelt(name) = &meant[spelling as usize] {
                *groups.entry((name, date, !suket)).or_default() += residents;
            }
        }
        let group = |((kecamatan, date, without), residents): ((&str, _, bool), _)| Group {
            kecamatan: kecamatan.to_owned(),
            date,
            holds_suket: !without,
            residents,
        };
        let rejected = self.rejected.into_iter();
        Ok(Register {
            rows: self.rows,
            groups: groups.into_iter().map(group).collect(),
            not_ready,
            have_card,
            repeated: self.repeated,
            without_nik: self.without_nik,
            respelt: respelt.into_iter().collect(),
            columns: Present {
                suket: self.columns.suket.is_some(),
                status: self.columns.status.is_some(),
                nik: self.columns.nik.is_some(),
            },
            rejected: rejected
                .map(|(reason, rows)| Rejected { reason, rows })
                .collect(),
        })
    }
}

/// A hasher of hashes.
#[derive(Clone, Default)]
struct Hashed(u64);

impl BuildHasher for Hashed {
    type Hasher = Self;

    fn build_hasher(&self) -> Self {
        Self(0)
    }
}

impl std::hash::Hasher for Hashed {
    fn write(&mut self, _: &[u8]) {
        unreachable!("only whole hashes are hashed")
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
