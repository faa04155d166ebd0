//! The values of arguments: numbers, which clap asks for, and what it leaves as text, so that errors are told in the language that was asked for.

use cetak::__command::{Message, Variable, date_meant, error};
use cetak::error::{ErrorKind, Result};
use cetak::projection::DaysPrecision;
use cetak::scenario::Override;
use jiff::civil::Date;

/// More replications would change no digit that is shown.
pub(super) const MOST_REPLICATIONS: u32 = 100_000;
pub(super) const USUAL_REPLICATIONS: u32 = 1000;
const MOST_THREADS: u64 = 1024;

/// A whole number between two limits, for it is refused in our words.
fn count(text: &str, low: u64, high: u64) -> Result<u64> {
    let found = text.parse().ok();
    let inside = |found: &u64| (low..=high).contains(found);
    found.filter(inside).ok_or_else(|| {
        let message = match plain(text).filter(inside) {
            Some(near) => Message::new("refused-count-near")
                .with("found", text)
                .with("low", limit(low))
                .with("high", limit(high))
                .with("near", near.to_string()),
            None => Message::new("refused-count")
                .with("found", text)
                .with("low", limit(low))
                .with("high", limit(high)),
        };
        error(ErrorKind::Value, message)
    })
}

/// A limit as the language writes it, or digit by digit where a number would lose some.
fn limit(limit: u64) -> Variable {
    match limit < 1 << f64::MANTISSA_DIGITS {
        true => limit.into(),
        false => limit.to_string().into(),
    }
}

/// A whole number that was written with separators of thousands.
fn plain(text: &str) -> Option<u64> {
    let mut groups = text.split(['.', ',']);
    let first = groups.next()?;
    let others: Vec<&str> = groups.collect();
    let good = !others.is_empty() && others.iter().all(|group| group.len() == 3);
    let digits = [&[first], &others[..]].concat().concat();
    let only = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| good && only)
}

pub(super) fn replications(text: &str) -> Result<u32> {
    count(text, 1, MOST_REPLICATIONS.into()).map(|count| count as u32)
}

pub(super) fn job(text: &str) -> Result<u32> {
    count(text, 1, u32::MAX.into()).map(|count| count as u32)
}

pub(super) fn threads(text: &str) -> Result<usize> {
    count(text, 1, MOST_THREADS).map(|count| count as usize)
}

pub(super) fn seed(text: &str) -> Result<u64> {
    count(text, 0, u64::MAX)
}

/// The values of `--set`. clap leaves them as text, so that errors in them are reported in the requested language.
pub(super) fn sets(texts: &[String]) -> Result<Vec<Override>> {
    texts.iter().map(|text| text.parse()).collect()
}

/// The values of `--precision`, which clap leaves as text too.
pub(super) fn precisions(texts: &[String]) -> Result<Vec<DaysPrecision>> {
    texts.iter().map(|text| text.parse()).collect()
}

/// The date of `--recorded`, which clap leaves as text too.
pub(super) fn recorded(text: &str) -> Result<Date> {
    date("--recorded", text)
}

/// The dates of `--by`, which clap leaves as text too.
pub(super) fn dates(texts: &[String]) -> Result<Vec<Date>> {
    texts.iter().map(|text| date("--by", text)).collect()
}

fn date(option: &str, text: &str) -> Result<Date> {
    text.trim().parse().map_err(|_| {
        let message = match date_meant(text) {
            Some(near) => Message::new("cli-date-near")
                .with("option", option)
                .with("found", text)
                .with("near", near),
            None => Message::new("cli-date-unreadable")
                .with("option", option)
                .with("found", text),
        };
        error(ErrorKind::Value, message)
    })
}
