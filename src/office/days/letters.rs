//! The yearly letters in which the governor of Bali gives offices the Balinese holy days off, as far as they are on record.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::holy_days::HolyDay;

const LETTERS: &str = include_str!("letters.csv");

static ON_RECORD: LazyLock<OnRecord> = LazyLock::new(OnRecord::read);

/// How much of the governor's letter for a year is known. A report has to say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterKnown {
    /// Every day of it: the office closes on these and on no others.
    Whole,
    /// Some of its days: beside them, the office closes on the days of the 210-day cycle.
    Part,
    /// Nothing: the office closes on the days of the 210-day cycle.
    Not,
}

impl LetterKnown {
    /// How much of the letter for this year is known.
    #[must_use]
    pub fn of(year: i16) -> Self {
        let found = ON_RECORD.years.get(&year);
        found.copied().unwrap_or(LetterKnown::Not)
    }
}

/// The holy day on which the letter closes offices on this date, by the record or by the 210-day cycle.
pub(super) fn holy_day(date: Date) -> Option<HolyDay> {
    let recorded = ON_RECORD.days.get(&date).copied();
    match LetterKnown::of(date.year()) {
        LetterKnown::Whole => recorded,
        LetterKnown::Part | LetterKnown::Not => recorded.or_else(|| HolyDay::on(date)),
    }
}

struct OnRecord {
    years: BTreeMap<i16, LetterKnown>,
    days: BTreeMap<Date, HolyDay>,
}

/// A line of the file. What else it has, the source, is for its readers.
#[derive(Deserialize)]
struct Line {
    date: Date,
    day: HolyDay,
    known: LetterKnown,
}

impl OnRecord {
    fn read() -> Self {
        let lines: Vec<Line> = csv::ReaderBuilder::new()
            .comment(Some(b'#'))
            .from_reader(LETTERS.as_bytes())
            .deserialize()
            .map(|line| line.expect("the built-in letters are well-formed"))
            .collect();
        OnRecord {
            years: lines
                .iter()
                .map(|line| (line.date.year(), line.known))
                .collect(),
            days: lines.iter().map(|line| (line.date, line.day)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_stands_once_and_a_year_is_known_in_one_way() {
        let mut lines = csv::ReaderBuilder::new();
        let mut lines = lines.comment(Some(b'#')).from_reader(LETTERS.as_bytes());
        let lines: Vec<Line> = lines.deserialize().map(Result::unwrap).collect();
        assert!(lines.is_sorted_by(|a, b| a.date < b.date));
        for line in &lines {
            assert_eq!(ON_RECORD.years[&line.date.year()], line.known);
        }
    }

    #[test]
    fn what_recurs_with_the_cycle_is_recorded_where_the_cycle_has_it() {
        for (date, day) in &ON_RECORD.days {
            let lunar = [
                HolyDay::Siwaratri,
                HolyDay::TawurKesanga,
                HolyDay::NgembakGeni,
            ];
            if !lunar.contains(day) {
                assert_eq!(HolyDay::on(*date), Some(*day), "{date}");
            }
        }
    }
}
