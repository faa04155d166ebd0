//! The days and hours of one office: its week, its holidays, and its own exceptions.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

use super::holidays::{Holiday, HolidaySet, is_built_in, set_name};
use super::holy_days::{HolyDay, Practice};
use super::hours::DayHours;
use super::letters::LetterKnown;
use crate::error::{Error, ErrorKind, Result};
use crate::words::{Message, Variable};

/// How much of a day a closure takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// The whole day.
    Whole,
    /// The hours from noon, 12:00.
    Half,
}

/// Why a day is closed or cut short.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ClosureReason {
    /// The office has no hours on this day of the week.
    Weekly,
    /// A national holiday or joint leave.
    Holiday(Holiday),
    /// A Balinese holy day.
    Balinese(HolyDay),
    /// A closed date of the office itself, with its given name.
    Own(String),
}

/// A date that is closed or cut short, with all reasons.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Closure {
    /// The date.
    pub date: Date,
    /// How much of the day is closed: all of it, or the hours from noon.
    pub extent: Extent,
    /// The reasons, at least one, in this order: holidays, Balinese holy days, own dates, the day of the week.
    pub reasons: Vec<ClosureReason>,
}

/// The days and hours of one office.
///
/// # Examples
///
/// ```
/// use cetak::office::days::{DayHours, HolidaySet, OfficeDays};
/// use jiff::civil::date;
///
/// let day = "07:30-15:30".parse::<DayHours>()?;
/// let friday = "07:30-13:00".parse::<DayHours>()?;
/// let off = DayHours::closed();
/// let days = OfficeDays::new([day.clone(), day.clone(), day.clone(), day, friday, off.clone(), off])
///     .with_holidays(HolidaySet::named("indonesia-2017")?);
///
/// // Idul Fitri and its joint leave.
/// assert_eq!(days.nth_working_day(date(2017, 6, 23), 1), Some(date(2017, 7, 3)));
/// assert!(days.check_cover(date(2017, 4, 26), date(2018, 1, 1)).is_err());
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeDays {
    week: [DayHours; 7],
    holidays: BTreeMap<i16, HolidaySet>,
    balinese: Option<Practice>,
    /// By date.
    #[serde(deserialize_with = "by_date")]
    closed: Vec<(Date, Extent, String)>,
    extra: BTreeMap<Date, DayHours>,
}

impl OfficeDays {
    /// An office with these hours from Monday to Sunday, and no holidays yet.
    #[must_use]
    pub fn new(week: [DayHours; 7]) -> Self {
        OfficeDays {
            week,
            holidays: BTreeMap::new(),
            balinese: None,
            closed: Vec::new(),
            extra: BTreeMap::new(),
        }
    }

    /// Closes the office on the holidays of this set, which replaces any other set of the same year.
    ///
    /// An office that works through joint leave passes [`HolidaySet::without_joint_leave`].
    #[must_use]
    pub fn with_holidays(mut self, set: HolidaySet) -> Self {
        self.holidays.insert(set.year(), set);
        self
    }

    /// Closes the office on Balinese holy days by this practice.
    #[must_use]
    pub fn with_balinese(mut self, practice: Practice) -> Self {
        self.balinese = Some(practice);
        self
    }

    /// Closes the office for the whole or half of this date, for this reason.
    #[must_use]
    pub fn with_closed(mut self, date: Date, extent: Extent, name: impl Into<String>) -> Self {
        let behind = self.closed.partition_point(|(day, _, _)| *day <= date);
        self.closed.insert(behind, (date, extent, name.into()));
        self
    }

    /// Opens the office on this date with these hours, whatever else falls on it; a later call for the same date replaces it.
    #[must_use]
    pub fn with_extra(mut self, date: Date, hours: DayHours) -> Self {
        self.extra.insert(date, hours);
        self
    }

    /// The hours of this date.
    ///
    /// If the date is not [covered](Self::covers), its holidays are unknown and left out.
    #[must_use]
    pub fn hours(&self, date: Date) -> DayHours {
        if let Some(hours) = self.extra.get(&date) {
            return hours.clone();
        }
        match self.cut(date) {
            Some(Extent::Whole) => DayHours::closed(),
            Some(Extent::Half) => self.weekly(date).first_half(),
            None => self.weekly(date).clone(),
        }
    }

    /// The hours of an ordinary week, from Monday to Sunday.
    #[must_use]
    pub fn week(&self) -> &[DayHours; 7] {
        &self.week
    }

    /// Whether nothing closes the office but the days of the week: no holidays, holy days or dates of its own were given.
    #[must_use]
    pub fn has_no_holidays(&self) -> bool {
        self.holidays.is_empty() && self.balinese.is_none() && self.closed.is_empty()
    }

    /// The days with hours of their own from one date to another, both included, with these hours.
    pub fn extra_days(&self, from: Date, to: Date) -> impl Iterator<Item = (Date, &DayHours)> {
        self.extra
            .range(from..=to)
            .map(|(date, hours)| (*date, hours))
    }

    /// Whether the office has any hours on this date.
    #[must_use]
    pub fn is_open(&self, date: Date) -> bool {
        self.hours(date).is_open()
    }

    /// Why this date is closed or cut short; `None` for a day with its usual hours and for an extra day.
    #[must_use]
    pub fn why_closed(&self, date: Date) -> Option<Closure> {
        if self.extra.contains_key(&date) {
            return None;
        }
        let reasons: Vec<ClosureReason> = self
            .holidays_on(date)
            .map(|holiday| ClosureReason::Holiday(holiday.clone()))
            .chain(
                self.holy_day(date)
                    .map(|(day, _)| ClosureReason::Balinese(day)),
            )
            .chain(
                self.closed_on(date)
                    .map(|(_, _, name)| ClosureReason::Own(name.clone())),
            )
            .chain((!self.weekly(date).is_open()).then_some(ClosureReason::Weekly))
            .collect();
        (!reasons.is_empty()).then(|| Closure {
            date,
            extent: if self.is_open(date) {
                Extent::Half
            } else {
                Extent::Whole
            },
            reasons,
        })
    }

    /// Every closure from one date to another, both included, by date and including weekly days off.
    pub fn closures(&self, from: Date, to: Date) -> impl Iterator<Item = Closure> {
        dates(from, to).filter_map(|date| self.why_closed(date))
    }

    /// Whether the holidays of this date are known: the set of its year was given, or no set at all.
    #[must_use]
    pub fn covers(&self, date: Date) -> bool {
        self.holidays.is_empty() || self.holidays.contains_key(&date.year())
    }

    /// Refuses a period, both ends included, that has dates with unknown holidays.
    ///
    /// # Errors
    ///
    /// If a date of the period is not [covered](Self::covers); the message names every missing set.
    pub fn check_cover(&self, start: Date, end: Date) -> Result<()> {
        if self.holidays.is_empty() {
            return Ok(());
        }
        let (missing, unknown): (Vec<i16>, Vec<i16>) = (start.year()..=end.year())
            .filter(|year| !self.holidays.contains_key(year))
            .partition(|&year| is_built_in(year));
        if missing.is_empty() && unknown.is_empty() {
            return Ok(());
        }
        let names: Vec<String> = missing.into_iter().map(set_name).collect();
        let missing = || Message::new("holidays-missing").with("missing", names.join(", "));
        let not_built_in = |first: i16, last: i16| {
            let years: Variable = match first == last {
                true => first.to_string().into(),
                false => Message::new("holidays-years")
                    .with("first", first.to_string())
                    .with("last", last.to_string())
                    .into(),
            };
            Message::new("holidays-not-built-in").with("years", years)
        };
        let what = match (unknown.first(), unknown.last()) {
            (Some(first), Some(last)) if names.is_empty() => not_built_in(*first, *last),
            (Some(first), Some(last)) => Message::new("holidays-both")
                .with("missing", missing())
                .with("years", not_built_in(*first, *last)),
            _ => missing(),
        };
        let given: Vec<String> = self.holidays.values().map(HolidaySet::name).collect();
        let message = Message::new("holidays-unknown")
            .with("start", start.to_string())
            .with("end", end.to_string())
            .with("what", what)
            .with("given", given.join(", "));
        Err(Error::of(ErrorKind::Value, message))
    }

    /// The number of open days from one date to another, both included; a half day counts as one.
    #[must_use]
    pub fn working_days_between(&self, from: Date, to: Date) -> u32 {
        dates(from, to)
            .map(|date| u32::from(self.is_open(date)))
            .sum()
    }

    /// The `n`-th open day on or after `from`, counted from 1.
    ///
    /// `None` for `n = 0`, and if the count reaches a date that is not [covered](Self::covers) or passes the last possible date, 31
    /// December 9999.
    #[must_use]
    pub fn nth_working_day(&self, from: Date, n: u32) -> Option<Date> {
        let before = usize::try_from(n.checked_sub(1)?).ok()?;
        dates(from, Date::MAX)
            .take_while(|&date| self.covers(date))
            .filter(|&date| self.is_open(date))
            .nth(before)
    }

    /// The open days from one date to another, both included, with their hours.
    pub fn open_days(&self, from: Date, to: Date) -> impl Iterator<Item = (Date, DayHours)> {
        dates(from, to)
            .map(|date| (date, self.hours(date)))
            .filter(|(_, hours)| hours.is_open())
    }

    /// The holidays with an estimated date from one date to another, both included. A report has to name these assumptions.
    pub fn estimated(&self, from: Date, to: Date) -> impl Iterator<Item = &Holiday> {
        self.holidays
            .values()
            .flat_map(HolidaySet::holidays)
            .filter(move |holiday| holiday.basis == super::Basis::Estimate)
            .filter(move |holiday| (from..=to).contains(&holiday.date))
    }

    /// How much of the governor's letter is known for each year from one date to another, both included; nothing for an office that does
    /// not follow the letters. A report has to name these assumptions.
    pub fn letters(&self, from: Date, to: Date) -> impl Iterator<Item = (i16, LetterKnown)> {
        let years = (self.balinese == Some(Practice::Letter)).then(|| from.year()..=to.year());
        let years = years.into_iter().flatten();
        years.map(|year| (year, LetterKnown::of(year)))
    }

    fn weekly(&self, date: Date) -> &DayHours {
        &self.week[date.weekday().to_monday_zero_offset() as usize]
    }

    fn holidays_on(&self, date: Date) -> impl Iterator<Item = &Holiday> {
        self.holidays
            .get(&date.year())
            .into_iter()
            .flat_map(move |set| set.on(date))
    }

    fn holy_day(&self, date: Date) -> Option<(HolyDay, Extent)> {
        self.balinese?.closes(date)
    }

    fn closed_on(&self, date: Date) -> impl Iterator<Item = &(Date, Extent, String)> {
        let first = self.closed.partition_point(|(day, _, _)| *day < date);
        let from = self.closed[first..].iter();
        from.take_while(move |(day, _, _)| *day == date)
    }

    /// The strongest closure besides the weekly hours.
    fn cut(&self, date: Date) -> Option<Extent> {
        let holiday = self.holidays_on(date).next().map(|_| Extent::Whole);
        let holy = self.holy_day(date).map(|(_, extent)| extent);
        let own = self.closed_on(date).map(|(_, extent, _)| *extent);
        holiday.into_iter().chain(holy).chain(own).reduce(
            |a, b| {
                if a == Extent::Whole { a } else { b }
            },
        )
    }
}

fn by_date<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Vec<(Date, Extent, String)>, D::Error> {
    let mut closed: Vec<(Date, Extent, String)> = Deserialize::deserialize(deserializer)?;
    closed.sort_by_key(|(date, _, _)| *date);
    Ok(closed)
}

/// Every date from one to another, both included.
fn dates(from: Date, to: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), |date| date.tomorrow().ok())
        .take_while(move |date| *date <= to)
}
