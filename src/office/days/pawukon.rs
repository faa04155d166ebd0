//! The Balinese holy days that recur with the *pawukon* cycle of 210 days.

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

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

/// A Balinese holy day on which the offices of Bali close, or close early, by dispensation of the province.
///
/// # Examples
///
/// ```
/// use cetak::office::days::HolyDay;
/// use jiff::civil::date;
///
/// assert_eq!(HolyDay::on(date(2018, 5, 30)), Some(HolyDay::Galungan));
/// assert_eq!(HolyDay::on(date(2018, 6, 1)), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum HolyDay {
    /// Wednesday of Sinta, four days after Saraswati.
    Pagerwesi,
    /// Tuesday of Dungulan, the day before Galungan.
    PenampahanGalungan,
    /// Wednesday of Dungulan.
    Galungan,
    /// Thursday of Dungulan, the day after Galungan.
    UmanisGalungan,
    /// Saturday of Kuningan, ten days after Galungan.
    Kuningan,
    /// Saturday of Watugunung, the last day of the cycle.
    Saraswati,
}

impl HolyDay {
    /// The holy day on this date, if any.
    #[must_use]
    pub fn on(date: Date) -> Option<Self> {
        match pawukon_day(date) {
            3 => Some(HolyDay::Pagerwesi),
            72 => Some(HolyDay::PenampahanGalungan),
            GALUNGAN => Some(HolyDay::Galungan),
            74 => Some(HolyDay::UmanisGalungan),
            83 => Some(HolyDay::Kuningan),
            209 => Some(HolyDay::Saraswati),
            _ => None,
        }
    }

    /// The name in Indonesian.
    #[must_use]
    pub const fn indonesian(self) -> &'static str {
        match self {
            HolyDay::Pagerwesi => "Hari Pagerwesi",
            HolyDay::PenampahanGalungan => "Penampahan Galungan",
            HolyDay::Galungan => "Hari Raya Galungan",
            HolyDay::UmanisGalungan => "Umanis Galungan",
            HolyDay::Kuningan => "Hari Raya Kuningan",
            HolyDay::Saraswati => "Hari Saraswati",
        }
    }

    /// The name in English.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            HolyDay::Pagerwesi => "Pagerwesi",
            HolyDay::PenampahanGalungan => "Galungan Eve (Penampahan)",
            HolyDay::Galungan => "Galungan",
            HolyDay::UmanisGalungan => "Day after Galungan (Umanis)",
            HolyDay::Kuningan => "Kuningan",
            HolyDay::Saraswati => "Saraswati",
        }
    }
}
