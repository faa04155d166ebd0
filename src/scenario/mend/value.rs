//! Values as people write them elsewhere: `26/04/2017`, `1 Maret 2018`, `80 %`, `80,37`, `ya`.

use jiff::civil::Date;

use crate::office::days::DayHours;
use crate::scenario::schema::{is_share, is_whole};
use crate::words::{Lang, Message, months};

/// What a value that is no TOML was meant to be.
#[derive(Debug, PartialEq)]
pub(in crate::scenario) enum Meant {
    /// The value as TOML, and the rule that it breaks.
    Value(String, Message),
    /// It can be read in two ways, or not at all; the message says which.
    Unclear(Message),
}

fn value(text: impl Into<String>, rule: Message) -> Option<Meant> {
    Some(Meant::Value(text.into(), rule))
}

/// What a value without quotes was meant to be, if it is a date, a number, a share or a yes or no.
pub(in crate::scenario) fn meant(text: &str) -> Option<Meant> {
    date(text).or_else(|| number(text)).or_else(|| flag(text))
}

fn flag(text: &str) -> Option<Meant> {
    let flag = match text.to_lowercase().as_str() {
        "ya" | "benar" | "yes" | "true" => "true",
        "tidak" | "salah" | "no" | "false" => "false",
        _ => return None,
    };
    value(flag, Message::new("toml-flag"))
}

/// A date in another order or with a month by name, with a time of day after it or not.
pub(in crate::scenario) fn date(text: &str) -> Option<Meant> {
    let (text, time) = without_time(text.trim());
    let mut parts: Vec<&str> = text
        .split([' ', ',', '/', '-', '.'])
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() == 4 && parts[0].chars().all(char::is_alphabetic) {
        // The day of the week.
        parts.remove(0);
    }
    let [a, b, c] = parts[..] else { return None };
    let number = |part: &str| {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i16>()
            .ok()
            .filter(|_| digits && part.len() <= 4)
    };
    let named = [a, b, c].map(month);
    let (day, month, year) = match named {
        [None, Some(month), None] => (number(a)?, month, (number(c)?, c)),
        [Some(month), None, None] => (number(b)?, month, (number(c)?, c)),
        [None, None, None] if a.len() == 4 => (number(c)?, number(b)?, (number(a)?, a)),
        // An impossible month is the day of an American date.
        [None, None, None] if number(b)? > 12 => (number(b)?, number(a)?, (number(c)?, c)),
        [None, None, None] => (number(a)?, number(b)?, (number(c)?, c)),
        _ => return None,
    };
    // Of two digits of a year nobody knows the century.
    if year.1.len() != 4 {
        return None;
    }
    let part = |part: i16| i8::try_from(part).ok();
    let found = part(month).zip(part(day));
    match found.and_then(|(month, day)| Date::new(year.0, month, day).ok()) {
        Some(date) => value(format!("{date}{time}"), Message::new("toml-date-order")),
        None => Some(Meant::Unclear(Message::new("toml-bad-date"))),
    }
}

/// The text without a time of day at its end, and that time as TOML writes it after a date.
fn without_time(text: &str) -> (&str, String) {
    let split = text.rsplit_once(' ').and_then(|(date, time)| {
        let (hour, minute) = time.split_once(':')?;
        let two = |part: &str, most: u8| part.parse::<u8>().ok().filter(|found| *found <= most);
        let (hour, minute) = (two(hour, 23)?, two(minute, 59)?);
        Some((date.trim_end(), format!("T{hour:02}:{minute:02}")))
    });
    split.unwrap_or((text, String::new()))
}

/// The month of this name, or of its beginning, in either language.
fn month(word: &str) -> Option<i16> {
    let word = word.to_lowercase();
    if word.chars().count() < 3 {
        return None;
    }
    let is_it = |name: &str| name.to_lowercase().starts_with(&word);
    let find = |lang| months(lang).into_iter().position(is_it);
    let august = || (word == "agt").then_some(7);
    let at = find(Lang::Id).or_else(|| find(Lang::En)).or_else(august)?;
    i16::try_from(at + 1).ok()
}

/// A number with separators of thousands, a decimal comma, or as per cent.
pub(in crate::scenario) fn number(text: &str) -> Option<Meant> {
    let text = text.trim();
    let words = ["%", "persen", "percent"];
    if let Some(of_hundred) = words.iter().find_map(|word| text.strip_suffix(word)) {
        let plain =
            plain(of_hundred.trim_end()).unwrap_or_else(|| of_hundred.trim_end().replace(',', "."));
        return value(hundredth(&plain)?, Message::new("toml-percent"));
    }
    if let Some(plain) = plain(text) {
        return value(plain, Message::new("toml-bad-number"));
    }
    let (whole, decimals) = text.split_once(',')?;
    if !is_digits(whole) || !is_digits(decimals) {
        return None;
    }
    let decimal = format!("{whole}.{decimals}");
    if crate::scenario::thousands::doubt(&decimal).is_some() {
        let unclear = Message::new("toml-thousands")
            .with("thousands", format!("{whole}{decimals}"))
            .with("plain", decimal.trim_end_matches('0').trim_end_matches('.'));
        return Some(Meant::Unclear(unclear));
    }
    value(decimal, Message::new("toml-comma"))
}

/// What a value without quotes of this key was meant to be, if it is a date, a number, a share or a yes or no.
pub(super) fn meant_for(key: Option<&str>, text: &str) -> Option<Meant> {
    let decimals = Message::new("toml-comma");
    match (meant(text)?, key) {
        (Meant::Value(_, rule), Some(key)) if rule == decimals && is_whole(key) => {
            Some(Meant::Unclear(Message::new("toml-whole")))
        }
        (Meant::Value(number, rule), Some(key)) if rule == decimals && is_share(key) => {
            match number.parse().is_ok_and(|found: f64| found > 1.0) {
                true => value(hundredth(&number)?, Message::new("toml-percent")),
                false => value(number, rule),
            }
        }
        (meant, _) => Some(meant),
    }
}

/// Opening hours as TOML has them: `07.30 – 15.30`, `tutup`.
pub(in crate::scenario) fn hours(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    if ["tutup", "libur", "ditutup", "close", "shut"].contains(&text.as_str()) {
        return Some("\"closed\"".to_owned());
    }
    let mut plain = text.replace(['–', '—'], "-");
    for word in ["s/d", "s.d.", "sampai", "hingga", "until", "to"] {
        plain = plain.replace(word, "-");
    }
    plain = plain
        .replace(['.', ' '], ":")
        .replace(":-", "-")
        .replace("-:", "-");
    plain = plain.replace(",:", ", ").replace("::", ":");
    let window = |window: &str| {
        let time = |time: &str| {
            let (hour, minute) = time.split_once(':')?;
            let two = |part: &str| (1..=2).contains(&part.len()) && is_digits(part);
            (two(hour) && two(minute)).then(|| format!("{hour:0>2}:{minute:0>2}"))
        };
        let (open, close) = window.trim().split_once('-')?;
        Some(format!("{}-{}", time(open)?, time(close)?))
    };
    let windows: Option<Vec<String>> = plain.split(',').map(window).collect();
    let hours = windows?.join(", ");
    hours
        .parse::<DayHours>()
        .is_ok()
        .then(|| format!("\"{hours}\""))
}

/// A number without its separators of thousands, if it has two of them or decimals behind, so that they can be nothing else.
fn plain(text: &str) -> Option<String> {
    for (group, point) in [('.', ','), (',', '.')] {
        let (whole, decimals) = match text.split_once(point) {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (text, None),
        };
        let groups: Vec<&str> = whole.split(group).collect();
        let first = (1..=3).contains(&groups[0].len()) && is_digits(groups[0]);
        let by_threes = groups[1..]
            .iter()
            .all(|part| part.len() == 3 && is_digits(part));
        let certain = groups.len() > 2 || (groups.len() == 2 && decimals.is_some());
        if first && by_threes && certain && decimals.is_none_or(is_digits) {
            let decimals = decimals.map_or(String::new(), |decimals| format!(".{decimals}"));
            return Some(groups.concat() + &decimals);
        }
    }
    None
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A hundredth of a plain number, digit by digit, so that no digit changes.
pub(in crate::scenario) fn hundredth(plain: &str) -> Option<String> {
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    if !is_digits(whole) || !(decimals.is_empty() || is_digits(decimals)) {
        return None;
    }
    let whole = format!("{whole:0>3}");
    let (units, hundredths) = whole.split_at(whole.len() - 2);
    let units = units.trim_start_matches('0');
    let decimals = format!("{hundredths}{decimals}");
    let decimals = decimals.trim_end_matches('0');
    let units = if units.is_empty() { "0" } else { units };
    Some(match decimals {
        "" => units.to_owned(),
        decimals => format!("{units}.{decimals}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certain(text: &str) -> Option<String> {
        match meant(text) {
            Some(Meant::Value(value, _)) => Some(value),
            _ => None,
        }
    }

    #[test]
    fn what_people_write_elsewhere_is_known() {
        for (text, toml) in [
            ("26/04/2017", "2017-04-26"),
            ("26-04-2017", "2017-04-26"),
            ("26.4.2017", "2017-04-26"),
            ("04/26/2017", "2017-04-26"),
            ("2017/4/26", "2017-04-26"),
            ("1 Maret 2018", "2018-03-01"),
            ("1 March 2018", "2018-03-01"),
            ("March 1, 2018", "2018-03-01"),
            ("Rabu, 26 April 2017", "2017-04-26"),
            ("1-Agt-2017", "2017-08-01"),
            ("1 Mei 2017", "2017-05-01"),
            ("5 des 2017", "2017-12-05"),
            ("26/04/2017 9:30", "2017-04-26T09:30"),
            ("80%", "0.8"),
            ("80 %", "0.8"),
            ("80,37 %", "0.8037"),
            ("5 persen", "0.05"),
            ("100%", "1"),
            ("0.5%", "0.005"),
            ("250%", "2.5"),
            ("80,37", "80.37"),
            ("0,015", "0.015"),
            ("8.000.000", "8000000"),
            ("8,000,000", "8000000"),
            ("1.234,5", "1234.5"),
            ("1,234.5", "1234.5"),
            ("Ya", "true"),
            ("TIDAK", "false"),
        ] {
            assert_eq!(certain(text).as_deref(), Some(toml), "{text}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_or_not_at_all_is_not_guessed() {
        for text in ["8,000", "31/02/2017", "0/0/2017", "31 Februari 2017"] {
            assert!(matches!(meant(text), Some(Meant::Unclear(_))), "{text}");
        }
        for text in [
            "",
            "26/04/17",
            "1.2.3",
            "Susut",
            "07:30-15:30",
            "3 min",
            "1 Ma 2018",
            "%",
            "x%",
            ",5",
            "8.00.000",
        ] {
            assert_eq!(meant(text), None, "{text}");
        }
    }
}
