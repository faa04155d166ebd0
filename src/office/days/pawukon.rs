//! The *pawukon* cycle of 210 days, with which most Balinese holy days recur.

use jiff::civil::{Date, date};

use super::holy_days::HolyDay;

/// Days in one pawukon cycle: 30 weeks (*wuku*) of seven days.
pub const PAWUKON_DAYS: u16 = 210;

/// A known Galungan: Wednesday 5 April 2017.
const A_GALUNGAN: Date = date(2017, 4, 5);
/// Wednesday of Dungulan, the eleventh week.
const GALUNGAN: u16 = 10 * 7 + 3;

/// The day of a date in the pawukon cycle: 0 is Sunday of Sinta, the first week; 209 is Saturday of Watugunung, the last.
///
/// Counted from the Galungan of 5 April 2017.
#[must_use]
pub fn pawukon_day(date: Date) -> u16 {
    let days = date.duration_since(A_GALUNGAN).as_hours() / 24;
    (days + i64::from(GALUNGAN)).rem_euclid(i64::from(PAWUKON_DAYS)) as u16
}

impl HolyDay {
    /// The holy day that the 210-day cycle has on this date, if any; the days that follow the moon are not among them.
    #[must_use]
    pub fn on(date: Date) -> Option<Self> {
        match pawukon_day(date) {
            3 => Some(HolyDay::Pagerwesi),
            72 => Some(HolyDay::PenampahanGalungan),
            GALUNGAN => Some(HolyDay::Galungan),
            74 => Some(HolyDay::UmanisGalungan),
            82 => Some(HolyDay::PenampahanKuningan),
            83 => Some(HolyDay::Kuningan),
            84 => Some(HolyDay::UmanisKuningan),
            209 => Some(HolyDay::Saraswati),
            _ => None,
        }
    }
}
