//! Registers of recordings, as offices keep them: from a CSV file with a row for each resident to who waits, by kecamatan, recording date and
//! suket.
//!
//! A register holds names and numbers of people. This module keeps, shows and returns none of them: of a row it keeps the kecamatan, the date and
//! whether there is a suket, and of a NIK a keyed hash, in memory and while the file is read, to count nobody twice. Messages name rows by their number and never
//! show what is in them.
//!
//! # Examples
//!
//! ```
//! use cetak::register::Register;
//!
//! let text = "NIK;Nama;Kecamatan;Tanggal Perekaman;Suket
//! 5106010101800001;Made;KEC. SUSUT;12/11/2016;471.13/9
//! 5106010101800002;Wayan;Susut;12 Nopember 2016;471.13/10
//! 5106010101800002;Wayan;Susut;12 Nopember 2016;471.13/10
//! 5106010101800003;Putu;Susut;31/02/2017;
//! ";
//! let register = Register::parse(text.as_bytes())?;
//! let group = &register.groups[0];
//! assert_eq!((group.kecamatan.as_str(), group.date.to_string(), group.residents), ("Susut", "2016-11-12".into(), 2));
//! assert_eq!(register.repeated.to_string(), "4");
//! assert_eq!(register.rejected[0].rows.to_string(), "5");
//! # Ok::<(), cetak::Error>(())
//! ```

// | file, in reading order | what it holds |
// |---|---|
// | `heads` | which column holds what |
// | `cells` | what a cell says of a suket and of a status |
// | `places` | one name for each kecamatan, however it is written |
// | `rows` | numbers of rows |
// | `read` | all rows of a file, one after the other |
// | `written` | the part of a scenario that a register gives |

mod cells;
mod heads;
mod places;
mod read;
mod rows;
mod written;

use jiff::civil::Date;

pub use rows::Rows;

/// What a register says of those who wait.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Register {
    /// The rows below the line of heads that are not empty.
    pub rows: u64,
    /// Who waits, by kecamatan, recording date and suket, in this order.
    pub groups: Vec<Group>,
    /// Rows of residents who do not wait for a card yet, because their record is not print-ready.
    pub not_ready: u64,
    /// Rows of residents who have a card.
    pub have_card: u64,
    /// Rows with a NIK that stands in an earlier row too. They are left out.
    pub repeated: Rows,
    /// Rows without a NIK of 16 digits, which cannot be told from a repeated one. They count.
    pub without_nik: u64,
    /// Rows whose kecamatan is written with a letter or two in another way than usual. They count.
    pub respelt: Rows,
    /// Rows that are left out because something in them cannot be read.
    pub rejected: Vec<Rejected>,
    /// Which of the columns that may be missing are there.
    pub columns: Present,
}

/// Which columns a register has besides the kecamatan and the recording date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Present {
    /// Without it, nobody holds a suket.
    pub suket: bool,
    /// Without it, everybody waits.
    pub status: bool,
    /// Without it, nobody is found who stands there twice.
    pub nik: bool,
}

/// Residents who wait: those of one kecamatan who were recorded on one day, with or without a suket.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Group {
    /// The name of the kecamatan.
    pub kecamatan: String,
    /// The day on which they were recorded.
    pub date: Date,
    /// Whether they hold a suket.
    pub holds_suket: bool,
    /// How many they are.
    pub residents: u32,
}

/// Rows that are left out for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejected {
    /// The reason.
    pub reason: Reason,
    /// The rows.
    pub rows: Rows,
}

/// Why a row is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Reason {
    /// The cell of the kecamatan is empty.
    NoKecamatan,
    /// It holds what stands in too few rows to be the name of a kecamatan, or digits.
    UnknownKecamatan,
    /// The cell of the recording date is empty.
    NoDate,
    /// It holds no date, or one whose day and month cannot be told apart.
    UnreadableDate,
    /// The status is none that is known.
    UnknownStatus,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Self; 5] = [
        Self::NoKecamatan,
        Self::UnknownKecamatan,
        Self::NoDate,
        Self::UnreadableDate,
        Self::UnknownStatus,
    ];
}

impl Register {
    /// The number of residents who wait.
    #[must_use]
    pub fn waiting(&self) -> u64 {
        self.groups
            .iter()
            .map(|group| u64::from(group.residents))
            .sum()
    }

    /// The number of rows that are left out because something in them cannot be read.
    #[must_use]
    pub fn left_out(&self) -> u64 {
        self.rejected
            .iter()
            .map(|rejected| rejected.rows.len())
            .sum()
    }
}
