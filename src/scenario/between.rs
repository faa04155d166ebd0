//! The values between two others in equal steps: whole and decimal numbers, dates, and numbers with a unit.

use jiff::civil::Date;

use super::written::thousands::doubt;
use super::written::words::without_words;
use crate::error::{Error, ErrorKind, Result};
use crate::words::{Message, date_meant};

/// The most values between two others.
const MOST: u64 = 1_000_000;

/// The values from one to another in equal steps: numbers, dates, or numbers with a unit such as `2 d` and `10 wd`.
///
/// The values begin with the first. The last is included if a whole number of steps leads to it.
///
/// # Examples
///
/// ```
/// use cetak::scenario::Between;
///
/// let days = Between::new("2017-05-01", "2017-05-20", Some("7"))?;
/// assert_eq!(days.iter().collect::<Vec<_>>(), ["2017-05-01", "2017-05-08", "2017-05-15"]);
/// let down = Between::new("12 d", "10 d", None)?;
/// assert_eq!(down.iter().collect::<Vec<_>>(), ["12 d", "11 d", "10 d"]);
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Between {
    kind: Kind,
    /// In units of the last decimal; of a date, days after it.
    first: i64,
    /// Below zero if the values fall.
    step: i64,
    len: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    DaysAfter(Date),
    Number { decimals: usize, unit: String },
}

impl Between {
    /// The values from `from` to `to`; the step is 1, a day, or 1 of the unit, unless it is given.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if the two are not values of one kind and unit, the step is not above 0 or is of another unit, decimals
    /// have no step, or there are more than a million values.
    pub fn new(from: &str, to: &str, step: Option<&str>) -> Result<Self> {
        let ends = || {
            // Of two dates, one may be right and the other in another form.
            let date = |text: &str| date_meant(text).and_then(std::result::Result::ok);
            let number =
                |text: &str| without_words(text).filter(|plain| Number::read(plain).is_some());
            let both = |meant: &dyn Fn(&str) -> Option<String>| meant(from).zip(meant(to));
            let message = match both(&date).or_else(|| both(&number)) {
                Some((first, last)) => Message::new("between-near")
                    .with("from", from)
                    .with("to", to)
                    .with("first", first)
                    .with("last", last),
                None => Message::new("between-ends")
                    .with("from", from)
                    .with("to", to),
            };
            Error::of(ErrorKind::Value, message)
        };
        let wrong_step = || {
            let found = step.unwrap_or("1");
            let message = Message::new("between-step").with("found", found);
            Error::of(ErrorKind::Value, message)
        };
        let texts = [Some(from), Some(to), step].into_iter().flatten();
        if let Some(doubt) = texts.filter_map(doubt).next() {
            return Err(Error::of(ErrorKind::Value, doubt));
        }
        let (kind, first, last, step) = match (from.trim().parse(), to.trim().parse()) {
            (Ok::<Date, _>(from), Ok::<Date, _>(to)) => {
                let step = in_days(step.unwrap_or("1")).ok_or_else(wrong_step)?;
                let last = i64::from((to - from).get_days());
                (Kind::DaysAfter(from), 0, last, step)
            }
            _ => {
                let (from, to) = (Number::read(from), Number::read(to));
                let (from, to) = from.zip(to).ok_or_else(ends)?;
                if from.unit != to.unit {
                    return Err(ends());
                }
                let step = match step {
                    Some(step) => Number::read(step),
                    None if from.decimals + to.decimals == 0 => Number::read("1"),
                    None => None,
                };
                let step = step.filter(|step| step.unit.is_empty() || step.unit == from.unit);
                let step = step.ok_or_else(wrong_step)?;
                // A number with three decimals would be refused as possible thousands.
                let decimals = match from.decimals.max(to.decimals).max(step.decimals) {
                    3 => 4,
                    decimals => decimals,
                };
                let [first, last, step] = [&from, &to, &step].map(|n| n.scaled(decimals));
                let kind = Kind::Number {
                    decimals,
                    unit: from.unit,
                };
                let (first, last) = first.zip(last).ok_or_else(ends)?;
                (kind, first, last, step.ok_or_else(wrong_step)?)
            }
        };
        if step <= 0 {
            return Err(wrong_step());
        }
        let len = first.abs_diff(last) / step.unsigned_abs() + 1;
        if len > MOST {
            let message = Message::new("between-many")
                .with("found", len)
                .with("most", MOST);
            return Err(Error::of(ErrorKind::Value, message));
        }
        Ok(Self {
            kind,
            first,
            step: if last < first { -step } else { step },
            len: len as usize,
        })
    }

    /// The number of values, at least 1.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there is always a first value")]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether the last value is below the first.
    #[must_use]
    pub fn falls(&self) -> bool {
        self.step < 0
    }

    /// Whether the values are dates.
    #[must_use]
    pub fn is_of_dates(&self) -> bool {
        matches!(self.kind, Kind::DaysAfter(_))
    }

    /// The value with this number, counted from 0, as a scenario file has it.
    ///
    /// # Panics
    ///
    /// If there are not so many.
    #[must_use]
    pub fn get(&self, at: usize) -> String {
        assert!(at < self.len, "value {at} of {}", self.len);
        let value = self.first + self.step * at as i64;
        match &self.kind {
            Kind::DaysAfter(first) => first
                .saturating_add(jiff::Span::new().days(value))
                .to_string(),
            Kind::Number { decimals, unit } => {
                let sign = if value < 0 { "-" } else { "" };
                let digits = format!("{:0>1$}", value.unsigned_abs(), decimals + 1);
                let (whole, part) = digits.split_at(digits.len() - decimals);
                let point = if part.is_empty() { "" } else { "." };
                let number = format!("{sign}{whole}{point}{part}");
                match unit.is_empty() {
                    true => number,
                    false => format!("{number} {unit}"),
                }
            }
        }
    }

    /// All values, in order.
    pub fn iter(&self) -> impl Iterator<Item = String> {
        (0..self.len).map(|at| self.get(at))
    }
}

/// A step between dates.
fn in_days(step: &str) -> Option<i64> {
    let step = Number::read(step).filter(|step| step.decimals == 0)?;
    match step.unit.as_str() {
        "" | "d" => Some(step.digits),
        "wk" => step.digits.checked_mul(7),
        _ => None,
    }
}

/// A decimal number with a unit, or without.
struct Number {
    /// Without the decimal point.
    digits: i64,
    decimals: usize,
    unit: String,
}

impl Number {
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let end = text.find(|c: char| !matches!(c, '0'..='9' | '.' | '-'));
        let (number, unit) = text.split_at(end.unwrap_or(text.len()));
        let unit = unit.trim();
        if !unit.chars().all(char::is_alphabetic) {
            return None;
        }
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        if part.len() > 9 || whole.is_empty() || number.ends_with('.') {
            return None;
        }
        Some(Number {
            digits: format!("{whole}{part}").parse().ok()?,
            decimals: part.len(),
            unit: unit.to_owned(),
        })
    }

    /// The digits of the number with this many decimals.
    fn scaled(&self, decimals: usize) -> Option<i64> {
        let more = u32::try_from(decimals - self.decimals).ok()?;
        let scaled = self.digits.checked_mul(10_i64.checked_pow(more)?)?;
        // So that no distance between two overflows.
        (scaled.unsigned_abs() < 1 << 62).then_some(scaled)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(from: &str, to: &str, step: Option<&str>) -> Vec<String> {
        Between::new(from, to, step).unwrap().iter().collect()
    }

    #[test]
    fn values_go_up_or_down_in_steps() {
        assert_eq!(all("30", "33", None), ["30", "31", "32", "33"]);
        assert_eq!(all("60", "30", Some("12")), ["60", "48", "36"]);
        assert_eq!(all("-1", "1", None), ["-1", "0", "1"]);
        assert_eq!(all("5", "5", None), ["5"]);
        assert_eq!(all("0", "0.05", Some("0.02")), ["0.00", "0.02", "0.04"]);
        assert_eq!(
            all("1", "1.01", Some("0.005")),
            ["1.0000", "1.0050", "1.0100"]
        );
        assert_eq!(all("-0.1", "0.1", Some("0.1")), ["-0.1", "0.0", "0.1"]);
        assert_eq!(all("2 wd", "4wd", None), ["2 wd", "3 wd", "4 wd"]);
        assert_eq!(
            all("2017-02-27", "2017-03-01", Some("1 d")),
            ["2017-02-27", "2017-02-28", "2017-03-01"]
        );
        assert_eq!(
            all("2017-03-01", "2017-02-01", Some("2 wk")),
            ["2017-03-01", "2017-02-15", "2017-02-01"]
        );
    }

    #[test]
    fn what_lies_in_no_line_is_refused() {
        for (from, to, step, part) in [
            ("a", "b", None, "found a and b"),
            ("1 d", "2 wd", None, "found 1 d and 2 wd"),
            ("2017-01-01", "5", None, "2017-01-01 and 5"),
            (
                "9223372036854775807",
                "0",
                None,
                "9223372036854775807 and 0",
            ),
            ("1.", "2", None, "found 1. and 2"),
            ("0.1", "0.2", None, "a step of 1"),
            ("1", "2", Some("0"), "a step of 0"),
            ("1", "2", Some("-1"), "a step of -1"),
            ("1 d", "2 d", Some("1 h"), "a step of 1 h"),
            ("2017-01-01", "2017-02-01", Some("1 h"), "a step of 1 h"),
            ("0", "1000000", None, "found 1,000,001 values"),
        ] {
            let error = Between::new(from, to, step).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Value);
            assert!(error.to_string().contains(part), "{error}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(from in "[-0-9. dwé]{0,12}", to in "[-0-9. dwé]{0,12}", step in "[-0-9. dwé]{0,12}") {
            if let Ok(between) = Between::new(&from, &to, Some(&step)) {
                prop_assert!(!between.get(between.len() - 1).is_empty());
            }
        }
    }
}
