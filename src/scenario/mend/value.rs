//! Values as people write them elsewhere: `26/04/2017`, `1 Maret 2018`, `80 %`, `80,37`, `ya`.

use crate::office::days::DayHours;
use crate::scenario::schema::{is_share, is_whole};
use crate::words::{Message, date_meant};

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
    let flag = || value(flag(text)?, Message::new("toml-flag"));
    date(text).or_else(|| number(text)).or_else(flag)
}

/// The yes or no that a word or a number means.
pub(in crate::scenario) fn flag(text: &str) -> Option<&'static str> {
    match text.trim().to_lowercase().as_str() {
        "ya" | "benar" | "yes" | "true" | "1" => Some("true"),
        "tidak" | "salah" | "no" | "false" | "0" => Some("false"),
        _ => None,
    }
}

/// A date in another form, with a time of day after it or not.
fn date(text: &str) -> Option<Meant> {
    Some(match date_meant(text)? {
        Ok(date) => Meant::Value(date, Message::new("toml-date-order")),
        Err(no_such_day) => Meant::Unclear(no_such_day),
    })
}

/// A number with separators of thousands, a decimal comma, or as per cent.
pub(in crate::scenario) fn number(text: &str) -> Option<Meant> {
    let text = text.trim();
    if let Some(of_hundred) = per_cent(text) {
        return value(hundredth(&of_hundred)?, Message::new("toml-percent"));
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

/// The number before the sign or word for per cent, with a point before decimals.
pub(in crate::scenario) fn per_cent(text: &str) -> Option<String> {
    let of_hundred = ["%", "persen", "percent"]
        .iter()
        .find_map(|word| text.trim_end().strip_suffix(word))?
        .trim();
    let plain = plain(of_hundred).unwrap_or_else(|| of_hundred.replace(',', "."));
    plain.parse::<f64>().is_ok().then_some(plain)
}

/// What stands before a number that is only about so, or of money.
const ABOUT: [&str; 17] = [
    "max",
    "maks",
    "maksimal",
    "paling banyak",
    "at most",
    "",
    "rp",
    "±",
    "+/-",
    "~",
    "≈",
    "sekitar",
    "kira-kira",
    "kurang lebih",
    "about",
    "approx",
    "ca",
];
/// Words for powers of ten, the longest first.
const POWERS: [(&str, usize); 8] = [
    ("thousand", 3),
    ("million", 6),
    ("ribu", 3),
    ("juta", 6),
    ("ratus", 2),
    ("rb", 3),
    ("jt", 6),
    ("k", 3),
];
/// Words that a number does not lose: for time, and for hundredths.
const UNITS: [&str; 25] = [
    "s", "min", "h", "d", "wk", "wd", "detik", "menit", "mnt", "jam", "hari", "minggu", "bulan",
    "tahun", "second", "seconds", "minutes", "hour", "hours", "day", "days", "week", "weeks",
    "persen", "percent",
];

/// The number in a text with words: 12.350 of `12.350 jiwa`, 80 of `80/hari`, 8000 of `8 ribu`, 1200000 of `± 1,2 juta orang`. What it is
/// may still be in doubt.
pub(in crate::scenario) fn without_words(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    if let Some(number) = in_groups(&text).or_else(|| with_zeros(&text)) {
        return Some(number);
    }
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let about = text[..start].trim();
    // As in `Rp. 8.000`; a point alone begins decimals.
    let is_about = |word: &&&str| {
        about
            .strip_prefix(*word)
            .is_some_and(|end| end.is_empty() || (end == "." && !word.is_empty()))
    };
    ABOUT.iter().find(is_about)?;
    let rest = &text[start..];
    let end = rest
        .find(|c: char| !c.is_ascii_digit() && !".,".contains(c))
        .unwrap_or(rest.len());
    let number = rest[..end].trim_end_matches(['.', ',']);
    let after = rest[number.len()..]
        .trim_start_matches(['.', ',', '-'])
        .trim_start();
    let word = |text: &str| {
        text.find(|c: char| !c.is_alphabetic())
            .unwrap_or(text.len())
    };
    let (first, behind) = after.split_at(word(after));
    let power = POWERS.iter().find(|(word, _)| *word == first);
    let words = power.map_or(after, |_| behind.trim_start_matches("-an").trim_start());
    // A letter that follows at once is no word, but another unit or a slip.
    let is_apart = power.is_some() || !rest[number.len()..].starts_with(char::is_alphabetic);
    let is_word = |c: char| is_apart && (c.is_alphabetic() || " /.()-".contains(c));
    if !words.chars().all(is_word) || UNITS.contains(&&words[..word(words)]) {
        return None;
    }
    match power {
        None => Some(number.to_owned()).filter(|_| number.len() < text.len()),
        Some((_, zeros)) => times_ten(&number.replace(',', "."), *zeros),
    }
}

/// A number with blanks or apostrophes between its thousands.
fn in_groups(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split([' ', '\u{a0}', '\u{202f}', '\'', '’']).collect();
    let (first, others) = groups.split_first()?;
    let is_group = |part: &&str| part.len() == 3 && is_digits(part);
    let begins = (1..=3).contains(&first.len()) && is_digits(first);
    (begins && !others.is_empty() && others.iter().all(is_group)).then(|| groups.concat())
}

/// A number in which letters stand for zeros.
fn with_zeros(text: &str) -> Option<String> {
    let number = text.replace('o', "0");
    let begins = text.starts_with(|c: char| c.is_ascii_digit());
    (begins && number != text && is_digits(&number)).then_some(number)
}

/// A part of 1 as two numbers: `1/100`, `3 dari 200`.
pub(in crate::scenario) fn fraction(text: &str) -> Option<String> {
    let between = ["/", " dari ", " out of ", " of "];
    let (part, whole) = between.iter().find_map(|word| text.split_once(word))?;
    let number = |text: &str| text.trim().parse::<u32>().ok().map(f64::from);
    let (part, whole) = (number(part)?, number(whole)?);
    (part <= whole && whole > 0.0).then(|| ((part / whole * 1e6).round() / 1e6).to_string())
}

/// A plain number times a power of ten, digit by digit; `None` if it has more decimals.
fn times_ten(plain: &str, zeros: usize) -> Option<String> {
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    if !is_digits(whole) || !(decimals.is_empty() || is_digits(decimals)) {
        return None;
    }
    // 1.200 thousands are nobody's number.
    let more = zeros
        .checked_sub(decimals.len())
        .filter(|_| decimals.len() < 3)?;
    Some(format!("{whole}{decimals}{}", "0".repeat(more)))
}

/// What a value without quotes of this key was meant to be, if it is a date, a number, a share or a yes or no.
pub(super) fn meant_for(key: Option<&str>, text: &str) -> Option<Meant> {
    let Some(key) = key else { return meant(text) };
    if let Some(number) = per_cent(text).filter(|_| !is_share(key)) {
        return match (key, is_whole(key)) {
            ("share", _) => value(number, Message::new("toml-weight")),
            (_, true) => Some(Meant::Unclear(Message::new("toml-whole"))),
            _ => value(number, Message::new("toml-bad-number")),
        };
    }
    match meant(text)? {
        Meant::Value(number, _) if is_whole(key) && number.contains('.') => {
            Some(Meant::Unclear(Message::new("toml-whole")))
        }
        Meant::Value(number, rule) if rule == Message::new("toml-comma") && is_share(key) => {
            match number.parse().is_ok_and(|found: f64| found > 1.0) {
                true => value(hundredth(&number)?, Message::new("toml-percent")),
                false => value(number, rule),
            }
        }
        meant => Some(meant),
    }
}

/// Opening hours as TOML has them: `07.30 – 15.30`, `tutup`.
pub(in crate::scenario) fn hours(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    if ["tutup", "libur", "ditutup", "close", "shut"].contains(&text.as_str()) {
        return Some("\"closed\"".to_owned());
    }
    let mut plain = text.replace(['–', '—'], "-");
    for (word, sign) in [
        (" dan ", ","),
        (" and ", ","),
        (" & ", ","),
        ("pukul ", ""),
        ("jam ", ""),
    ] {
        plain = plain.replace(word, sign);
    }
    for zone in [" wita", " wib", " wit"] {
        plain = plain.replace(zone, "");
    }
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
            let (hour, minute) = time.split_once(':').unwrap_or((time, "00"));
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
            let whole = groups.concat();
            return Some(match decimals.unwrap_or("").trim_end_matches('0') {
                "" => whole,
                decimals => format!("{whole}.{decimals}"),
            });
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
            ("12.350,00", "12350"),
            ("1,234.5", "1234.5"),
            ("Ya", "true"),
            ("TIDAK", "false"),
        ] {
            assert_eq!(certain(text).as_deref(), Some(toml), "{text}");
        }
    }

    #[test]
    fn a_number_loses_its_words_and_no_time_does() {
        for (text, number) in [
            ("12350 jiwa", "12350"),
            ("12.350 jiwa", "12.350"),
            ("80/hari", "80"),
            ("80 per hari", "80"),
            ("3rb", "3000"),
            ("8 ribu", "8000"),
            ("8 ribu orang", "8000"),
            ("1,2 juta", "1200000"),
            ("± 8000", "8000"),
            ("sekitar 8000-an", "8000"),
            ("Rp 12.350,-", "12.350"),
            ("8000 orang/hari", "8000"),
            ("Rp. 8000", "8000"),
            ("max 80", "80"),
            ("8 000", "8000"),
            ("8\u{a0}000", "8000"),
            ("8'000", "8000"),
            ("8OOO", "8000"),
        ] {
            assert_eq!(without_words(text).as_deref(), Some(number), "{text}");
        }
        for text in [
            "",
            "8000",
            ".01",
            "8x",
            "8 00",
            "50-60",
            "9000 h",
            "3 min",
            "2 hari",
            "printer 2",
            "7:30",
            "1.200 ribu",
            "uniform(1, 2)",
            "delapan ribu",
        ] {
            assert_eq!(without_words(text), None, "{text}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_or_not_at_all_is_not_guessed() {
        for text in ["8,000", "31/02/2017", "0/0/2017", "31 Februari 2017"] {
            assert!(matches!(meant(text), Some(Meant::Unclear(_))), "{text}");
        }
        for text in [
            "",
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
