//! Reads dates, durations and distributions.

use jiff::civil::{Date, date};
use toml::value::Datetime;

use super::mend::value::{self as mend, Meant};
use super::reader::Field;
use super::tree::Data;
use crate::office::days::DayHours;
use crate::office::plan::Delay;
use crate::random::Distribution;
use crate::time::Span;
use crate::words::Message;

/// The first and the last date that a scenario may name.
const DATES: (Date, Date) = (date(1900, 1, 1), date(2199, 12, 31));

/// A date, and the minute of that day if one was written.
pub(super) type Moment = (Date, Option<u16>);

fn moment(at: &Datetime) -> Option<Moment> {
    if at.offset.is_some() {
        return None;
    }
    let day = at.date?;
    let day = Date::new(
        i16::try_from(day.year).ok()?,
        i8::try_from(day.month).ok()?,
        i8::try_from(day.day).ok()?,
    )
    .ok()
    .filter(|day| (DATES.0..=DATES.1).contains(day))?;
    let minute = match at.time {
        None => None,
        Some(time) => {
            let whole = time.second.unwrap_or(0) == 0 && time.nanosecond.unwrap_or(0) == 0;
            if !whole {
                return None;
            }
            Some(u16::from(time.hour) * 60 + u16::from(time.minute))
        }
    };
    Some((day, minute))
}

impl Field<'_> {
    /// A date or date-time, as TOML or as text; `None` for any other value.
    fn datetime(&self) -> Option<Moment> {
        match self.data() {
            Data::Datetime(at) => moment(at),
            Data::Text(text) => moment(&text.trim().parse().ok()?),
            _ => None,
        }
    }

    pub fn date(&self) -> Option<Date> {
        match self.datetime() {
            Some((day, None)) => Some(day),
            _ => {
                self.refuse_date("wanted-date");
                None
            }
        }
    }

    pub fn moment(&self) -> Option<Moment> {
        let at = self.datetime();
        if at.is_none() {
            self.refuse_date("wanted-moment");
        }
        at
    }

    /// Records that a date was wanted, and which one a text such as `"1 Maret 2018"` may mean.
    fn refuse_date(&self, wanted: &'static str) {
        let meant = match self.data() {
            Data::Text(text) => mend::date(text),
            _ => None,
        };
        match meant {
            Some(Meant::Value(near, _)) => self.refuse_near(Message::new(wanted), &near),
            _ => self.refuse(Message::new(wanted)),
        }
    }

    /// A date or date-time, where other values are allowed too.
    pub fn try_moment(&self) -> Option<Moment> {
        self.datetime()
    }

    /// The beginning of a window; a date alone means its midnight.
    pub fn window_start(&self) -> Option<(Date, u16)> {
        self.moment()
            .map(|(day, minute)| (day, minute.unwrap_or(0)))
    }

    /// The end of a window; a date alone includes the whole day.
    pub fn window_end(&self) -> Option<(Date, u16)> {
        match self.moment()? {
            (day, Some(minute)) => Some((day, minute)),
            (day, None) => day.tomorrow().ok().map(|next| (next, 0)),
        }
    }

    pub fn hours(&self) -> Option<DayHours> {
        let text = self.text("wanted-hours")?;
        match text.parse::<DayHours>() {
            Ok(hours) => Some(hours),
            Err(error) => {
                // For a text that is no hours at all, the parser's message only repeats what was wanted.
                if let Some(near) = mend::hours(text) {
                    self.refuse_near(Message::new("wanted-hours"), &near);
                } else if text.contains('-') && text.contains(':') {
                    self.refuse_because(Message::new("wanted-hours"), error);
                } else {
                    self.refuse(Message::new("wanted-hours"));
                }
                None
            }
        }
    }

    /// Records that another value was wanted, with the parser's message.
    fn refuse_because(&self, wanted: Message, error: crate::Error) {
        // A number that is meant as thousands is the better reason why a distribution cannot be.
        if !self.is_certain() {
            return;
        }
        self.error(
            Message::new("wrong-value-because")
                .with("found", self.found())
                .with("wanted", wanted)
                .with("detail", error),
        );
    }

    /// Records that a time was wanted: the one with our units, if words for them are all that is wrong; `working_days` if it may be in
    /// working days.
    fn refuse_time(&self, text: &str, working_days: bool, wanted: Message, error: crate::Error) {
        let near = with_units(text);
        let as_days = match working_days {
            true => without_working_days(&near).1,
            false => near.clone(),
        };
        match near != text && as_days.parse::<Distribution<Span>>().is_ok() {
            true => self.refuse_near(wanted, &near),
            false => self.refuse_because(wanted, error),
        }
    }

    /// A duration or a distribution of durations, with a mean between two limits.
    pub fn spans(&self, low: Span, high: Span) -> Option<Distribution<Span>> {
        let text = self.text("wanted-duration")?;
        match text.parse::<Distribution<Span>>() {
            Ok(distribution) if self.is_certain() => {
                let mean = distribution.mean();
                if (low..=high).contains(&mean) {
                    return Some(distribution);
                }
                let wanted = Message::new("wanted-mean-duration")
                    .with("low", low)
                    .with("high", high);
                self.refuse(wanted);
            }
            Ok(_) => {}
            Err(error) => self.refuse_time(text, false, Message::new("wanted-duration"), error),
        }
        None
    }

    /// A number or a distribution of numbers, with a mean between two limits.
    pub fn numbers(&self, low: f64, high: f64) -> Option<Distribution<f64>> {
        let wanted = || Message::new("wanted-numbers");
        let parsed = match self.data() {
            Data::Integer(_, Some(value)) => Distribution::constant(*value as f64),
            Data::Float(_, value) => Distribution::constant(*value),
            Data::Text(text) => text.parse(),
            _ => {
                self.refuse(wanted());
                return None;
            }
        };
        match parsed {
            Ok(_) if !self.is_certain() => None,
            Ok(distribution) if distribution.min() < 0.0 => {
                self.refuse(Message::new("wanted-not-negative"));
                None
            }
            Ok(distribution) if (low..=high).contains(&distribution.mean()) => Some(distribution),
            Ok(_) => {
                self.refuse(
                    Message::new("wanted-mean")
                        .with("low", low)
                        .with("high", high),
                );
                None
            }
            Err(error) => {
                self.refuse_because(wanted(), error);
                None
            }
        }
    }

    /// A number or a distribution of counts, with a mean between two limits; fewer than one draw in 10⁹ may exceed `most`.
    ///
    /// A limit on the mean alone would allow tails so heavy that one draw is billions of residents.
    pub fn counts(&self, low: f64, high: f64, most: f64) -> Option<Distribution<f64>> {
        let distribution = self.numbers(low, high)?;
        if distribution.seldom_exceeded() <= most {
            return Some(distribution);
        }
        self.refuse(Message::new("wanted-seldom").with("most", most));
        None
    }

    /// A delay in calendar time or in working days (`wd`); the message `wanted` says what was expected if there is none.
    pub fn delay(&self, wanted: &'static str) -> Option<Delay> {
        let text = self.text(wanted)?;
        let (unitless, days, other_units) = without_working_days(text);
        // Parsed as days as well, so that a number without a unit is refused among working days too.
        let parsed = if days == text {
            text.parse().map(Delay::Calendar)
        } else if other_units {
            self.refuse(Message::new("wanted-one-unit"));
            return None;
        } else {
            days.parse::<Distribution<Span>>()
                .and_then(|_| unitless.parse())
                .map(Delay::WorkingDays)
        };
        parsed
            .map_err(|error| self.refuse_time(text, true, Message::new(wanted), error))
            .ok()
            .filter(|_| self.is_certain())
    }
}

/// The units by the words for them, the longest first.
const UNITS: [(&str, &[&str]); 6] = [
    ("wd", &["hari kerja", "working days", "working day"]),
    ("s", &["detik", "seconds", "second", "sec"]),
    ("min", &["menit", "minutes", "minute", "mins", "mnt"]),
    ("h", &["jam", "hours", "hour"]),
    ("d", &["hari", "days", "day"]),
    ("wk", &["minggu", "weeks", "week"]),
];

/// The text with our units in place of words for them.
fn with_units(text: &str) -> String {
    let mut text = text.to_lowercase();
    for (unit, words) in UNITS {
        for word in words {
            text = text.replace(word, unit);
        }
    }
    text
}

/// The text without its units `wd`, the text with `d` in their place, and whether it has other units too.
fn without_working_days(text: &str) -> (String, String, bool) {
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
