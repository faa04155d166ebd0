//! Units of time by the words for them.

/// The units by the words for them, the longest first.
const UNITS: [(&str, &[&str]); 6] = [
    ("wd", &["hari kerja", "working days", "working day"]),
    ("s", &["detik", "seconds", "second", "sec"]),
    ("min", &["menit", "minutes", "minute", "mins", "mnt"]),
    ("h", &["jam", "hours", "hour"]),
    ("d", &["hari", "days", "day"]),
    ("wk", &["minggu", "weeks", "week"]),
];

/// Words for times of no fixed length, and the days that are meant by them.
const ABOUT_DAYS: [(&[&str], u64); 2] = [(&MONTHS, 30), (&["tahun", "thn", "years", "year"], 365)];
pub(in crate::scenario) const MONTHS: [&str; 4] = ["bulan", "bln", "months", "month"];

/// Whether a word is one of these, or one of our units.
pub(super) fn is_unit(word: &str) -> bool {
    UNITS
        .iter()
        .any(|(unit, words)| *unit == word || words.contains(&word))
        || ABOUT_DAYS.iter().any(|(words, _)| words.contains(&word))
}

/// The text with our units in place of words for them.
pub(super) fn with_units(text: &str) -> String {
    let mut text = text.to_lowercase();
    for (unit, words) in UNITS {
        for word in words {
            text = text.replace(word, unit);
        }
    }
    text
}

/// The text with days in place of months and years.
pub(super) fn in_days(text: &str) -> String {
    let mut text = text.to_owned();
    let words = |(words, days): (&'static [&str], u64)| words.iter().map(move |word| (word, days));
    for (word, days) in ABOUT_DAYS.into_iter().flat_map(words) {
        let next = |text: &str| {
            let (before, after) = text.split_once(*word)?;
            let number = before.trim_end();
            let start = number.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let count: u32 = number[start..].parse().ok()?;
            Some(format!(
                "{}{} d{after}",
                &number[..start],
                u64::from(count) * days
            ))
        };
        while let Some(with_days) = next(&text) {
            text = with_days;
        }
    }
    text
}

/// The text without its units `wd`, the text with `d` in their place, and whether it has other units too.
pub(in crate::scenario) fn without_working_days(text: &str) -> (String, String, bool) {
    let (mut unitless, mut days, mut others) = (String::new(), String::new(), false);
    let mut rest = text;
    let mut after_number = false;
    while let Some(first) = rest.chars().next() {
        let letters = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        if letters > 0 {
            let word = &rest[..letters];
            if after_number && word == "wd" {
                days.push('d');
            } else {
                others |= after_number;
                unitless.push_str(word);
                days.push_str(word);
            }
            after_number = false;
            rest = &rest[letters..];
        } else {
            if first.is_ascii_digit() {
                after_number = true;
            } else if !matches!(first, ' ' | '.') {
                after_number = false;
            }
            unitless.push(first);
            days.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    (unitless, days, others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_known_by_their_words() {
        for (text, wanted) in [
            ("3 menit", "3 min"),
            ("10 hari kerja", "10 wd"),
            ("uniform(14 hari, 8 minggu)", "uniform(14 d, 8 wk)"),
            ("2 Jam", "2 h"),
            ("30 seconds", "30 s"),
        ] {
            assert_eq!(with_units(text), wanted);
        }
    }

    #[test]
    fn working_days_are_told_from_other_units() {
        let split = without_working_days;
        assert_eq!(split("10 wd"), ("10 ".into(), "10 d".into(), false));
        assert_eq!(split("14 d"), ("14 d".into(), "14 d".into(), true));
        let (unitless, days, others) = split("lognormal(median = 10 wd, spread = 1.8)");
        assert_eq!(unitless, "lognormal(median = 10 , spread = 1.8)");
        assert_eq!(days, "lognormal(median = 10 d, spread = 1.8)");
        assert!(!others);
        assert!(split("uniform(2 wd, 3 wk)").2);
    }
}
