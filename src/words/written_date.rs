//! Dates as people write them elsewhere: `26/04/2017`, `1 Maret 2018`, `30-11-26`, the number that a spreadsheet keeps for a day.

use jiff::civil::{Date, date};

use super::{Lang, Message, months};

/// The days that spreadsheets count from, and those among their numbers that are taken for dates: 1954 to 2119.
const DAY_ZERO: Date = date(1899, 12, 30);
const SERIALS: std::ops::Range<i32> = 20_000..80_000;

/// How the days of the week begin, in either language.
const WEEK: [&str; 15] = [
    "sen", "sel", "rab", "kam", "jum", "sab", "min", "ahad", "mon", "tue", "wed", "thu", "fri",
    "sat", "sun",
];

/// The date that a text means, as year-month-day, with the time of day after it if it has one; an error if there is no such day, and `None`
/// if the text is no date.
pub(crate) fn date_meant(text: &str) -> Option<Result<String, Message>> {
    let (text, time) = without_time(text.trim());
    let day = match digits(text) {
        Some(number) => Some(of_digits(text, number)?),
        None => of_parts(text)?,
    };
    Some(match day {
        Some(day) => Ok(format!("{day}{time}")),
        None => Err(Message::new("toml-bad-date")),
    })
}

/// The day that a cell of a table means; `None` if it means none, or if day and month can be told apart only by a guess that the rest of the
/// column may contradict, as in `12/31/2016`.
pub(crate) fn day_in_table(text: &str) -> Option<Date> {
    let (day, _) = without_time(text.trim());
    let date: Date = date_meant(day)?.ok()?.parse().ok()?;
    let mut parts = day.split(['/', '-', '.', ' ']).map(digits);
    let is_month_first = match (parts.next()?, parts.next(), parts.next()) {
        (Some(year), Some(Some(month)), Some(_)) if year > 31 => month > 12,
        (Some(first), Some(Some(_)), Some(_)) => first != i32::from(date.day()),
        _ => false,
    };
    (!is_month_first && is_usual(date.year().into())).then_some(date)
}

/// A date of digits alone: `20170426`, `26042017`, or the number of a spreadsheet.
fn of_digits(text: &str, number: i32) -> Option<Date> {
    let part = |from: usize, to: usize| digits(&text[from..to]);
    let day = |year, month, day| is_usual(year).then(|| day_of(year, month, day)).flatten();
    match text.len() {
        5 if SERIALS.contains(&number) => DAY_ZERO.checked_add(jiff::Span::new().days(number)).ok(),
        8 => day(part(0, 4)?, part(4, 6)?, part(6, 8)?).or(day(
            part(4, 8)?,
            part(2, 4)?,
            part(0, 2)?,
        )),
        _ => None,
    }
}

/// Whether a scenario may be about this year.
fn is_usual(year: i32) -> bool {
    (1900..2200).contains(&year)
}

/// A date in three parts, in another order or with a month by name.
fn of_parts(text: &str) -> Option<Option<Date>> {
    let mut parts: Vec<&str> = text
        .split([' ', '\u{a0}', ',', '/', '-', '–', '.'])
        .map(|part| part.trim_start_matches(['\'', '’']))
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() == 4 {
        let first = parts.remove(0).to_lowercase();
        WEEK.iter().find(|day| first.starts_with(*day))?;
    }
    let [a, b, c] = parts[..] else { return None };
    let named = [a, b, c].map(month);
    // Points and commas are more often those of a number.
    let may_be_number = named == [None; 3]
        && (text.contains(',') || (text.contains('.') && a.len().max(c.len()) < 4));
    if may_be_number {
        return None;
    }
    let (day, month, year) = match named {
        [None, Some(month), None] if a.len() == 4 => (digits(c)?, month, a),
        [None, Some(month), None] => (digits(a)?, month, c),
        [Some(month), None, None] => (digits(b)?, month, c),
        [None, None, None] => {
            let (day, year) = if a.len() == 4 { (c, a) } else { (a, c) };
            match (digits(day)?, digits(b)?) {
                // An impossible month is the day, as in American dates.
                (month, day) if day > 12 => (day, month, year),
                (day, month) => (day, month, year),
            }
        }
        _ => return None,
    };
    let year = match year.len() {
        4 => digits(year)?,
        // No office plans for the last century.
        2 => 2000 + digits(year)?,
        _ => return None,
    };
    Some(day_of(year, month, day))
}

fn day_of(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
    .ok()
}

fn digits(text: &str) -> Option<i32> {
    let is_number = (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

/// The text without a time of day at its end, and that time as TOML writes it after a date.
fn without_time(text: &str) -> (&str, String) {
    let zones = [" WITA", " WIB", " WIT"];
    let text = zones
        .iter()
        .find_map(|zone| text.strip_suffix(zone))
        .unwrap_or(text);
    let split = text.rsplit_once([' ', 'T']).and_then(|(date, time)| {
        let mut parts = time.split([':', '.']);
        let mut two = |most: u8| {
            parts
                .next()?
                .parse::<u8>()
                .ok()
                .filter(|found| *found <= most)
        };
        let (hour, minute) = (two(23)?, two(59)?);
        let date = date.trim_end();
        let date = ["pukul", "jam", "at"]
            .iter()
            .find_map(|word| date.strip_suffix(word))
            .unwrap_or(date);
        let written = match (hour, minute) {
            // A day as spreadsheets write it.
            (0, 0) => String::new(),
            _ => format!("T{hour:02}:{minute:02}"),
        };
        Some((date.trim_end().trim_end_matches(','), written))
    });
    split.unwrap_or((text, String::new()))
}

/// The month of this name, or of its beginning, in either language, as it is written in Indonesia and with one letter wrong.
fn month(word: &str) -> Option<i32> {
    let word = word.to_lowercase();
    let word = match word.get(..3)? {
        "nop" => word.replacen("nop", "nov", 1),
        "peb" => word.replacen("peb", "feb", 1),
        "agt" | "ags" => "agustus".to_owned(),
        "mrt" => "maret".to_owned(),
        _ => word,
    };
    if !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let find = |is_it: &dyn Fn(&str) -> bool| {
        let of = |lang| {
            months(lang)
                .iter()
                .position(|name| is_it(&name.to_lowercase()))
        };
        of(Lang::Id).or_else(|| of(Lang::En))
    };
    let begun = find(&|name| name.starts_with(&word));
    let misspelt = || find(&|name| word.len() > 3 && strsim::damerau_levenshtein(name, &word) == 1);
    i32::try_from(begun.or_else(misspelt)? + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_a_table_only_the_day_comes_before_the_month() {
        let meant = |text| day_in_table(text).map(|date| date.to_string());
        for text in [
            "12/11/2016",
            "12-11-16",
            "12.11.2016 00:00",
            "2016-11-12",
            "2016/11/12",
            "20161112",
            "42686",
            "12 November 2016",
            "Sabtu, 12 Nop 2016",
            "Nov 12, 2016",
            "2016-Nov-12",
            "12 11 2016",
        ] {
            assert_eq!(meant(text).as_deref(), Some("2016-11-12"), "{text}");
        }
        for text in [
            "11/31/2016",
            "12/31/2016",
            "2016-31-11",
            "2016-13-01",
            "12 Mei",
            "soon",
            "",
            "1850-01-01",
        ] {
            assert_eq!(meant(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_known_as_people_write_them() {
        for (text, meant) in [
            ("26/04/2017", "2017-04-26"),
            ("26-04-17", "2017-04-26"),
            ("30/11/26", "2026-11-30"),
            ("26.4.2017", "2017-04-26"),
            ("04/26/2017", "2017-04-26"),
            ("2017/4/26", "2017-04-26"),
            ("2017.04.26", "2017-04-26"),
            ("20170426", "2017-04-26"),
            ("26042017", "2017-04-26"),
            ("42851", "2017-04-26"),
            ("1 Maret 2018", "2018-03-01"),
            ("1 Mar 2018", "2018-03-01"),
            ("March 1, 2018", "2018-03-01"),
            ("Rabu, 26 April 2017", "2017-04-26"),
            ("1-Agt-2017", "2017-08-01"),
            ("1 Agst 17", "2017-08-01"),
            ("2 Nopember 2016", "2016-11-02"),
            ("2 Nop 2016", "2016-11-02"),
            ("3 Pebruari 2017", "2017-02-03"),
            ("5 Desembr 2017", "2017-12-05"),
            ("1 Juni 2017", "2017-06-01"),
            ("1 Juli 2017", "2017-07-01"),
            ("26 April '17", "2017-04-26"),
            ("2017-Apr-26", "2017-04-26"),
            ("2017-26-04", "2017-04-26"),
            ("26/04/2017 9:30", "2017-04-26T09:30"),
            ("26 April 2017 pukul 08.00 WITA", "2017-04-26T08:00"),
            ("26/04/2017 00:00:00", "2017-04-26"),
        ] {
            assert_eq!(date_meant(text), Some(Ok(meant.to_owned())), "{text}");
        }
        for text in ["31/02/2017", "0/0/2017", "31 Februari 2017"] {
            assert!(matches!(date_meant(text), Some(Err(_))), "{text}");
        }
        for text in [
            "",
            "8000",
            "12350",
            "99999999",
            "26 April",
            "1 Ma 2018",
            "1.2.3",
            "1.2.34",
            "12.350,00",
            "1.234,5678",
            "80 per hari",
            "é",
        ] {
            assert_eq!(date_meant(text), None, "{text}");
        }
    }
}
