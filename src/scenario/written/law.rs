//! Durations, ranges and distributions as people write them elsewhere: `segitiga(2 menit; 3,5 menit; 5 menit)`, `50 s/d 60`.

use super::number::hundredth;
use super::units::{in_days, with_units};
use crate::time::Span;
use crate::words::date_meant;

/// The Indonesian names of distributions.
const LAWS: [(&str, &str); 3] = [
    ("segitiga", "triangular"),
    ("seragam", "uniform"),
    ("eksponensial", "exponential"),
];

/// The text of a distribution or a time as we write it: with our names and units, a point before decimals and commas between
/// parameters; a range as a uniform distribution.
pub(in crate::scenario) fn translated(text: &str) -> String {
    let mut text = with_units(text);
    for (theirs, ours) in LAWS {
        text = text.replace(theirs, ours);
    }
    let has_tight = |text: &str, tight: bool| {
        let mut commas = text.match_indices(',');
        commas.any(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_digit()) == tight)
    };
    // Between parameters stand semicolons, or else commas with a blank behind, or there are none.
    let is_decimal = text.contains(';') || !text.contains('(') || has_tight(&text, false);
    if is_decimal && has_tight(&text, true) {
        let chars: Vec<char> = text.chars().collect();
        let digit = |at: Option<usize>| {
            at.and_then(|at| chars.get(at))
                .is_some_and(char::is_ascii_digit)
        };
        let point = |(at, c): (usize, &char)| match c {
            ',' if digit(at.checked_sub(1)) && digit(Some(at + 1)) => '.',
            c => *c,
        };
        text = chars.iter().enumerate().map(point).collect();
    }
    let text = without_per_cent(&text.replace(';', ","));
    let text = in_days(text.trim_end_matches(" lagi"));
    range(&text)
        .or_else(|| clock(&text))
        .or_else(|| sum(&text))
        .unwrap_or(text)
}

/// The time that a clock shows: hours, minutes and seconds.
pub(in crate::scenario) fn clock(text: &str) -> Option<String> {
    let parts: Option<Vec<u32>> = text
        .trim()
        .split(':')
        .map(|part| part.parse().ok())
        .collect();
    let [hours, minutes, seconds] = parts?[..] else {
        return None;
    };
    let all = seconds
        .checked_add(minutes.checked_mul(60)?)?
        .checked_add(hours.checked_mul(3600)?)?;
    Some(crate::time::seconds(all.into()).to_string())
}

/// The sum of a time in two units: `3 min 30 s`.
fn sum(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [number, unit, more, smaller] = words[..] else {
        return None;
    };
    let span = |number: &str, unit: &str| format!("{number} {unit}").parse::<Span>().ok();
    Some((span(number, unit)? + span(more, smaller)?).to_string())
}

/// The text with parts of 1 in place of numbers with a sign for per cent.
fn without_per_cent(text: &str) -> String {
    let mut parts: Vec<&str> = text.split('%').collect();
    let last = parts.pop().unwrap_or_default();
    let part = |part: &str| {
        let number = part.trim_end();
        let start = number
            .trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')
            .len();
        match hundredth(&number[start..]) {
            Some(share) => format!("{}{share}", &number[..start]),
            None => format!("{part}%"),
        }
    };
    parts.into_iter().map(part).collect::<String>() + last
}

/// What stands between the ends of a range.
const BETWEEN: [&str; 9] = [
    " s/d ", "s/d", "s.d.", "sampai", "hingga", " to ", "–", "—", "-",
];

/// The uniform distribution between the ends of a range: `2-4 min`, `50 sampai 60`.
fn range(text: &str) -> Option<String> {
    let (low, high) = BETWEEN.iter().find_map(|word| text.split_once(word))?;
    let end = |text: &str| {
        let text = text.trim();
        let at = text
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(text.len());
        let (number, unit) = text.split_at(at);
        let unit = unit.trim();
        let is_one = number.parse::<f64>().is_ok() && unit.chars().all(|c| c.is_ascii_alphabetic());
        is_one.then(|| (number.to_owned(), unit.to_owned()))
    };
    let ((low, first), (high, unit)) = (end(low)?, end(high)?);
    let first = if first.is_empty() { &unit } else { &first };
    let written = |number: &str, unit: &str| format!("{number} {unit}").trim_end().to_owned();
    Some(format!(
        "uniform({}, {})",
        written(&low, first),
        written(&high, &unit)
    ))
}

/// A distribution of dates: one whose parameters were all meant as dates, or the range between two.
pub(in crate::scenario) fn of_dates(text: &str) -> Option<String> {
    let date = |text: &str| date_meant(text)?.ok();
    // A dash may stand in a date too.
    let ends = BETWEEN[..BETWEEN.len() - 1].iter().chain(&[" - "]);
    let ends = ends.filter_map(|word| text.split_once(word));
    let mut ranges = ends.filter_map(|(low, high)| Some((date(low)?, date(high)?)));
    if let Some((low, high)) = ranges.next() {
        return Some(format!("uniform({low}, {high})"));
    }
    let text = translated(text);
    let (name, inside) = text.strip_suffix(')')?.split_once('(')?;
    let dates: Option<Vec<String>> = inside.split(',').map(date).collect();
    Some(format!("{name}({})", dates?.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn laws_are_known_as_a_spreadsheet_in_bangli_writes_them() {
        for (text, wanted) in [
            ("weibull(1,5; 9000)", "weibull(1.5, 9000)"),
            ("weibull(1,5, 9000)", "weibull(1.5, 9000)"),
            ("triangular(50; 50; 80)", "triangular(50, 50, 80)"),
            ("triangular(50,50,80)", "triangular(50,50,80)"),
            (
                "segitiga(2 menit; 3,5 menit; 5 menit)",
                "triangular(2 min, 3.5 min, 5 min)",
            ),
            ("2,5 jam", "2.5 h"),
            ("2-4 menit", "uniform(2 min, 4 min)"),
            ("50 s/d 60", "uniform(50, 60)"),
            ("00:03:00", "3 min"),
            ("3 menit 30 detik", "210 s"),
            ("2 bulan lagi", "60 d"),
            ("uniform(1 bulan; 2 bulan)", "uniform(30 d, 60 d)"),
            ("uniform(80 %; 92,5%)", "uniform(0.8, 0.925)"),
            ("2017-04-26", "2017-04-26"),
            ("-", "-"),
            ("%", "%"),
        ] {
            assert_eq!(translated(text), wanted);
        }
    }
}
