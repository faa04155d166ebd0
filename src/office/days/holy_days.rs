//! The Balinese holy days on which offices close, and how an office observes them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::letters;
use super::office_days::Extent;

/// A Balinese holy day on which the offices of Bali close, or close early, by dispensation of the province.
///
/// Most recur with the [210-day cycle](HolyDay::on). Siwaratri, Tawur Kesanga and Ngembak Geni follow the moon: their dates are only in
/// the yearly letters of the governor. Nyepi is a national holiday and stands in the [sets](super::HolidaySet).
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
    /// Friday of Kuningan, the day before Kuningan.
    PenampahanKuningan,
    /// Saturday of Kuningan, ten days after Galungan.
    Kuningan,
    /// Sunday of Langkir, the day after Kuningan.
    UmanisKuningan,
    /// Saturday of Watugunung, the last day of the cycle.
    Saraswati,
    /// The night before the seventh new moon, with the day on which it ends where the letter gives two days.
    Siwaratri,
    /// The day before Nyepi.
    TawurKesanga,
    /// The day after Nyepi.
    NgembakGeni,
}

impl HolyDay {
    /// The name in Indonesian.
    #[must_use]
    pub const fn indonesian(self) -> &'static str {
        match self {
            HolyDay::Pagerwesi => "Hari Pagerwesi",
            HolyDay::PenampahanGalungan => "Penampahan Galungan",
            HolyDay::Galungan => "Hari Raya Galungan",
            HolyDay::UmanisGalungan => "Umanis Galungan",
            HolyDay::PenampahanKuningan => "Penampahan Kuningan",
            HolyDay::Kuningan => "Hari Raya Kuningan",
            HolyDay::UmanisKuningan => "Umanis Kuningan",
            HolyDay::Saraswati => "Hari Saraswati",
            HolyDay::Siwaratri => "Hari Siwaratri",
            HolyDay::TawurKesanga => "Tawur Kesanga",
            HolyDay::NgembakGeni => "Ngembak Geni",
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
            HolyDay::PenampahanKuningan => "Kuningan Eve (Penampahan)",
            HolyDay::Kuningan => "Kuningan",
            HolyDay::UmanisKuningan => "Day after Kuningan (Umanis)",
            HolyDay::Saraswati => "Saraswati",
            HolyDay::Siwaratri => "Siwaratri",
            HolyDay::TawurKesanga => "Nyepi Eve (Tawur Kesanga)",
            HolyDay::NgembakGeni => "Day after Nyepi (Ngembak Geni)",
        }
    }
}

/// How an office observes the Balinese holy days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Practice {
    /// It closes at noon on Galungan with the days before and after, on Kuningan, Saraswati and Pagerwesi.
    Half,
    /// It closes the whole day on the same days.
    Whole,
    /// It closes the whole day on every day of the governor's yearly letter, as far as the letter is [known](super::LetterKnown); on the
    /// days that follow the 210-day cycle also where it is not.
    Letter,
}

impl Practice {
    /// The holy day of this date that closes the office, and for how long.
    pub(super) fn closes(self, date: Date) -> Option<(HolyDay, Extent)> {
        match self {
            Practice::Half => Some((Self::without_kuningan_neighbours(date)?, Extent::Half)),
            Practice::Whole => Some((Self::without_kuningan_neighbours(date)?, Extent::Whole)),
            Practice::Letter => Some((letters::holy_day(date)?, Extent::Whole)),
        }
    }

    fn without_kuningan_neighbours(date: Date) -> Option<HolyDay> {
        HolyDay::on(date)
            .filter(|day| !matches!(day, HolyDay::PenampahanKuningan | HolyDay::UmanisKuningan))
    }
}
