//! Opening hours as people write them elsewhere: `07.30 – 15.30`, `tutup`.

use super::is_digits;
use crate::office::days::DayHours;

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
