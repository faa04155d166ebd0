//! The national holidays and joint leave of Indonesia, year by year.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::support::nearest::fewest_edits;
use crate::words::Message;

const FIRST_YEAR: i16 = 2017;
const LAST_YEAR: i16 = 2030;
const PREFIX: &str = "indonesia-";
const INDONESIA: &str = include_str!("indonesia.csv");

/// Who orders the offices to close.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum HolidayKind {
    /// A national holiday (*hari libur nasional*).
    National,
    /// Joint leave (*cuti bersama*): working days next to a feast that the government gives its employees off.
    JointLeave,
}

/// How certain the date of a holiday is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Basis {
    /// The date is in the joint decree of three ministers (*SKB 3 Menteri*) or in a decree that amended it.
    Decree,
    /// The date is computed; it may be a day off once the decree is out.
    Estimate,
}

/// One holiday. Two holidays may fall on one date.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Holiday {
    /// The date.
    pub date: Date,
    /// National holiday or joint leave.
    pub kind: HolidayKind,
    /// Decreed or estimated.
    pub basis: Basis,
    /// The name in Indonesian.
    pub indonesian: String,
    /// The name in English.
    pub english: String,
}

/// The holidays of one civil year.
///
/// The built-in sets, `indonesia-2017` to `indonesia-2030`, follow the yearly decree as far as it is known; see [`Basis`]. The sets
/// from 2028 on are computed and have no joint leave.
///
/// # Examples
///
/// ```
/// use cetak::office::days::HolidaySet;
/// use jiff::civil::date;
///
/// let set = HolidaySet::named("indonesia-2017")?;
/// let names: Vec<&str> = set.on(date(2017, 5, 11)).map(|holiday| holiday.english.as_str()).collect();
/// assert_eq!(names, ["Vesak Day"]);
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct HolidaySet {
    year: i16,
    holidays: Vec<Holiday>,
}

impl HolidaySet {
    /// The built-in set of this name.
    ///
    /// # Errors
    ///
    /// If there is none; the message names the range of sets and the nearest one.
    pub fn named(name: &str) -> Result<Self> {
        match (FIRST_YEAR..=LAST_YEAR).find(|&year| set_name(year) == name) {
            Some(year) => Ok(HolidaySet {
                year,
                holidays: holidays_of(year),
            }),
            None => Err(Error::of(
                ErrorKind::Value,
                Message::new("holidays-unknown-set")
                    .with("found", name)
                    .with("first", set_name(FIRST_YEAR))
                    .with("last", set_name(LAST_YEAR))
                    .with("near", nearest(name)),
            )),
        }
    }

    /// The names of all built-in sets, by year.
    pub fn names() -> impl Iterator<Item = String> {
        (FIRST_YEAR..=LAST_YEAR).map(set_name)
    }

    /// The name of the set, such as `indonesia-2017`.
    #[must_use]
    pub fn name(&self) -> String {
        set_name(self.year)
    }

    /// The civil year the set covers, from 1 January to 31 December.
    #[must_use]
    pub fn year(&self) -> i16 {
        self.year
    }

    /// All holidays of the year by date.
    #[must_use]
    pub fn holidays(&self) -> &[Holiday] {
        &self.holidays
    }

    /// The holidays on this date.
    pub fn on(&self, date: Date) -> impl Iterator<Item = &Holiday> {
        self.holidays
            .iter()
            .filter(move |holiday| holiday.date == date)
    }

    /// Whether any date of the set is estimated, so that a report has to say so.
    #[must_use]
    pub fn has_estimates(&self) -> bool {
        self.holidays
            .iter()
            .any(|holiday| holiday.basis == Basis::Estimate)
    }

    /// The same set for an office that works through joint leave.
    #[must_use]
    pub fn without_joint_leave(mut self) -> Self {
        self.holidays
            .retain(|holiday| holiday.kind == HolidayKind::National);
        self
    }
}

/// The name that a set of this year has or would have.
pub(super) fn set_name(year: i16) -> String {
    format!("{PREFIX}{year}")
}

/// Whether a set of this year is built in.
pub(super) fn is_built_in(year: i16) -> bool {
    (FIRST_YEAR..=LAST_YEAR).contains(&year)
}

/// The nearest set to an unknown name: for a year out of range, the end of the range; otherwise the name fewest edits away.
fn nearest(name: &str) -> String {
    let year = name.strip_prefix(PREFIX).and_then(|year| year.parse().ok());
    match year {
        Some(year) => set_name(i16::clamp(year, FIRST_YEAR, LAST_YEAR)),
        None => fewest_edits(name, HolidaySet::names()).expect("there are built-in sets"),
    }
}

fn holidays_of(year: i16) -> Vec<Holiday> {
    csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(INDONESIA.as_bytes())
        .deserialize()
        .map(|row| row.expect("the built-in holidays are well-formed"))
        .filter(|holiday: &Holiday| holiday.date.year() == year)
        .collect()
}
