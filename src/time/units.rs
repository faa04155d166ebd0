//! Spans as planners write them, a number and its unit: `90 s`, `4 min`, `36 h`, `14 d`.

use std::fmt;
use std::str::FromStr;

use super::{MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MINUTE, MICROS_PER_SECOND, Span};
use crate::error::{Error, ErrorKind, Result};
use crate::words::{Message, Variable};

/// The units with their microseconds, shortest first.
const UNITS: [(&str, i64); 5] = [
    ("s", MICROS_PER_SECOND),
    ("min", MICROS_PER_MINUTE),
    ("h", MICROS_PER_HOUR),
    ("d", MICROS_PER_DAY),
    ("wk", 7 * MICROS_PER_DAY),
];

/// Prints the span in the longest unit up to days that divides it, as in `90 s`, `4 min`, `36 h`, `14 d`; a span that is not
/// a whole number of seconds is printed in seconds with decimals.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let micros = self.as_micros();
        let longest = UNITS[..4]
            .iter()
            .rev()
            .find(|(_, unit)| micros != 0 && micros % unit == 0);
        if let Some((name, unit)) = longest {
            return f.pad(&format!("{} {name}", micros / unit));
        }
        let sign = if self.is_negative() { "-" } else { "" };
        let second = MICROS_PER_SECOND.unsigned_abs();
        let (whole, part) = (
            micros.unsigned_abs() / second,
            micros.unsigned_abs() % second,
        );
        if part == 0 {
            return f.pad(&format!("{sign}{whole} s"));
        }
        let decimals = format!("{part:06}");
        f.pad(&format!(
            "{sign}{whole}.{} s",
            decimals.trim_end_matches('0')
        ))
    }
}

/// Parses a decimal number and its unit, one of `s`, `min`, `h`, `d` (24 hours) and `wk`, with or without a blank between
/// them. The result is rounded to the nearest microsecond.
///
/// # Examples
///
/// ```
/// use cetak::time::Span;
///
/// assert_eq!("1.5 h".parse::<Span>()?, Span::minutes(90));
/// assert_eq!("90min".parse::<Span>()?, Span::minutes(90));
/// assert_eq!(Span::minutes(90).to_string(), "90 min");
/// assert!("90".parse::<Span>().unwrap_err().to_string().contains("has no unit"));
/// # Ok::<(), cetak::Error>(())
/// ```
impl FromStr for Span {
    type Err = Error;

    /// # Errors
    ///
    /// [`ErrorKind::Value`] if the text is anything else, or if the span does not fit. A bare number is not a span.
    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        let number_ends = text
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+')))
            .unwrap_or(text.len());
        let (number, unit) = (&text[..number_ends], text[number_ends..].trim_start());
        let refuse = |message| Err(Error::of(ErrorKind::Value, message));
        let wanted = || Message::new("span-wanted");
        if !is_decimal(number) {
            return refuse(
                Message::new("span-unreadable")
                    .with("found", text)
                    .with("wanted", wanted()),
            );
        }
        if unit.is_empty() {
            return refuse(
                Message::new("span-no-unit")
                    .with("found", text)
                    .with("wanted", wanted()),
            );
        }
        let Some((_, micros_per_unit)) = UNITS.iter().find(|(name, _)| *name == unit) else {
            return refuse(
                Message::new("span-unknown-unit")
                    .with("found", text)
                    .with("unit", unit)
                    .with("wanted", wanted()),
            );
        };
        match exact_micros(number, *micros_per_unit) {
            Some(micros) => Ok(Span::from_micros(micros)),
            None => refuse(Message::new("span-too-long").with("found", text)),
        }
    }
}

/// The written form, which is the same in every language.
impl From<Span> for Variable {
    fn from(span: Span) -> Self {
        span.to_string().into()
    }
}

/// Whether the text is an optional sign, then digits with at most one point among them.
fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.bytes().any(|b| b.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && digits.bytes().filter(|b| *b == b'.').count() <= 1
}

/// The microseconds of a decimal number of units. Whole units are multiplied as integers, so that long spans stay exact.
fn exact_micros(decimal: &str, micros_per_unit: i64) -> Option<i64> {
    let negative = decimal.starts_with('-');
    let digits = decimal.trim_start_matches(['-', '+']);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole: i64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let fraction: f64 = format!("0.{fraction}0").parse().ok()?;
    let part = libm::round(fraction * micros_per_unit as f64) as i64;
    // The least span cannot be negated, so the sign is applied before the range check.
    let micros = i128::from(whole) * i128::from(micros_per_unit) + i128::from(part);
    i64::try_from(if negative { -micros } else { micros }).ok()
}
