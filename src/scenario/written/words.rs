//! Numbers with words: `12.350 jiwa`, `8 ribu`, `± 1,2 juta orang`.

use super::is_digits;
use super::number::PER_CENT;
use super::units::is_unit;

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
    let next = &words[..word(words)];
    if !words.chars().all(is_word) || is_unit(next) || PER_CENT.contains(&next) {
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
