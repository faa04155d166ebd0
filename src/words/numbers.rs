//! Numbers, percentages and dates as each language writes them.

use jiff::civil::{Date, Weekday};

use super::{Lang, digits};

fn separators(lang: Lang) -> (char, char) {
    match lang {
        Lang::En => (',', '.'),
        Lang::Id => ('.', ','),
    }
}

/// Adds the separators of the language to a number in the form Rust prints.
fn localised(lang: Lang, plain: &str) -> String {
    let (group, point) = separators(lang);
    digits::separated(plain, group, point)
}

/// A whole number: "8,000" in English, "8.000" in Indonesian.
///
/// # Examples
///
/// ```
/// use cetak::words::{Lang, number};
///
/// assert_eq!(number(Lang::En, 8000), "8,000");
/// assert_eq!(number(Lang::Id, -178_200_000), "-178.200.000");
/// ```
#[must_use]
pub fn number(lang: Lang, value: impl Into<i128>) -> String {
    localised(lang, &value.into().to_string())
}

/// A number with `digits` digits after the decimal sign, rounded to the nearest: "1.5" in English, "1,5" in Indonesian.
///
/// A value that is not finite is written "–".
///
/// # Examples
///
/// ```
/// use cetak::words::{Lang, decimal};
///
/// assert_eq!(decimal(Lang::En, 1234.56, 1), "1,234.6");
/// assert_eq!(decimal(Lang::Id, 1234.56, 1), "1.234,6");
/// ```
#[must_use]
pub fn decimal(lang: Lang, value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return "–".into();
    }
    let plain = format!("{value:.digits$}");
    // Rounding can produce "-0.0", which says no more than "0.0".
    let is_zero = plain.chars().all(|c| matches!(c, '-' | '0' | '.'));
    localised(
        lang,
        if is_zero {
            plain.trim_start_matches('-')
        } else {
            &plain
        },
    )
}

/// A share of 1 as a percentage with `digits` digits after the decimal sign: "92.5 %" in English, "92,5 %" in Indonesian.
///
/// # Examples
///
/// ```
/// use cetak::words::{Lang, percent};
///
/// assert_eq!(percent(Lang::En, 0.925, 1), "92.5 %");
/// assert_eq!(percent(Lang::Id, 0.9, 0), "90 %");
/// ```
#[must_use]
pub fn percent(lang: Lang, share: f64, digits: usize) -> String {
    format!("{} %", decimal(lang, share * 100.0, digits))
}

/// A number with as many digits as it needs.
pub(crate) fn shortest(lang: Lang, value: f64) -> String {
    let (group, point) = separators(lang);
    digits::shortest(value, group, point)
}

/// A date with its weekday: "Wed 26 April 2017" in English, "Rabu, 26 April 2017" in Indonesian.
///
/// # Examples
///
/// ```
/// use cetak::words::{Lang, date};
/// use jiff::civil::date as day;
///
/// assert_eq!(date(Lang::En, day(2017, 4, 26)), "Wed 26 April 2017");
/// assert_eq!(date(Lang::Id, day(2017, 8, 17)), "Kamis, 17 Agustus 2017");
/// ```
#[must_use]
pub fn date(lang: Lang, date: Date) -> String {
    let (day, year) = (date.day(), date.year());
    let month = months(lang)[usize::from(date.month().unsigned_abs()) - 1];
    match lang {
        Lang::En => {
            let weekday = match date.weekday() {
                Weekday::Monday => "Mon",
                Weekday::Tuesday => "Tue",
                Weekday::Wednesday => "Wed",
                Weekday::Thursday => "Thu",
                Weekday::Friday => "Fri",
                Weekday::Saturday => "Sat",
                Weekday::Sunday => "Sun",
            };
            format!("{weekday} {day} {month} {year}")
        }
        Lang::Id => {
            let weekday = match date.weekday() {
                Weekday::Monday => "Senin",
                Weekday::Tuesday => "Selasa",
                Weekday::Wednesday => "Rabu",
                Weekday::Thursday => "Kamis",
                Weekday::Friday => "Jumat",
                Weekday::Saturday => "Sabtu",
                Weekday::Sunday => "Minggu",
            };
            format!("{weekday}, {day} {month} {year}")
        }
    }
}

/// The names of the months, from January on.
pub(crate) fn months(lang: Lang) -> [&'static str; 12] {
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const ID: [&str; 12] = [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ];
    match lang {
        Lang::En => EN,
        Lang::Id => ID,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn groups_of_three_begin_at_the_right() {
        for (value, en) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (-12_345, "-12,345"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(number(Lang::En, value), en);
            assert_eq!(number(Lang::Id, value), en.replace(',', "."));
        }
    }

    #[test]
    fn decimals_round_and_never_show_minus_zero() {
        assert_eq!(decimal(Lang::En, -0.04, 1), "0.0");
        assert_eq!(decimal(Lang::Id, -0.06, 1), "-0,1");
        assert_eq!(decimal(Lang::En, f64::NAN, 1), "–");
        assert_eq!(shortest(Lang::Id, 0.015), "0,015");
        assert_eq!(shortest(Lang::En, 8000.0), "8,000");
    }

    #[test]
    fn every_weekday_and_month_has_a_name_in_both_languages() {
        let first = day(2017, 1, 1);
        let mut names = std::collections::BTreeSet::new();
        for i in 0..365 {
            let date_here = first.checked_add(jiff::Span::new().days(i)).unwrap();
            names.insert(date(Lang::En, date_here));
            names.insert(date(Lang::Id, date_here));
        }
        assert_eq!(names.len(), 2 * 365);
        assert_eq!(date(Lang::Id, day(2017, 4, 28)), "Jumat, 28 April 2017");
        assert_eq!(date(Lang::En, day(2017, 12, 31)), "Sun 31 December 2017");
    }
}
