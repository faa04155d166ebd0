//! Reads dates, durations and distributions.

use jiff::civil::{Date, date};
use toml::value::Datetime;

use super::mend::value::{self as mend, without_words};
use super::reader::Field;
use super::thousands::doubt;
use super::tree::Data;
use super::unknown::{may_be_unknown, of_dates};
use crate::office::days::DayHours;
use crate::office::plan::Delay;
use crate::random::Distribution;
use crate::time::Span;
use crate::words::{Message, Variable, date_meant};

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
        match self.meant_date().or_else(|| self.meant_dates()) {
            Some(near) => self.refuse_near(Message::new(wanted), &near),
            None => match self.day_of_a_year() {
                Some(example) => self.refuse(Message::new("wanted-year").with("example", example)),
                None => self.refuse(Message::new(wanted)),
            },
        }
    }

    /// The unknown date that a distribution of dates, or a range, was meant to be.
    pub fn meant_dates(&self) -> Option<String> {
        let Data::Text(text) = self.data() else {
            return None;
        };
        let law = of_dates(text).filter(|_| may_be_unknown(self.path()))?;
        Some(format!("{{ uncertain = \"{law}\" }}"))
    }

    /// A text such as `10 Mei` as a date of this year, for an example.
    fn day_of_a_year(&self) -> Option<String> {
        let Data::Text(text) = self.data() else {
            return None;
        };
        let has_month = text.contains(char::is_alphabetic);
        date_meant(&format!("{text} 2017"))
            .filter(|_| has_month)?
            .ok()
    }

    /// The date that a text such as `"1 Maret 2018"`, or a number, may mean.
    pub fn meant_date(&self) -> Option<String> {
        match self.data() {
            Data::Text(text) | Data::Integer(text, _) => date_meant(text)?.ok(),
            _ => None,
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
        // Of a word that is no distribution nor near one, the names of all distributions say nothing.
        if let Some(example) = self.day_of_a_year() {
            return self.refuse(Message::new("wanted-year").with("example", example));
        }
        let detail = Variable::from(error);
        let is_word = matches!(self.data(), Data::Text(text) if text.starts_with(char::is_alphabetic) && !text.contains('('))
            && matches!(&detail, Variable::Phrase(said) if said.key().ends_with("-unknown"));
        if is_word || self.is_not_known() {
            return self.refuse(wanted);
        }
        self.error(
            Message::new("wrong-value-because")
                .with("found", self.found())
                .with("wanted", wanted)
                .with("detail", detail),
        );
    }

    /// Records that a law was wanted: the one in our words and with our points and commas, if those are all that is wrong, or else what
    /// is wrong with that one too.
    fn refuse_law(
        &self,
        text: &str,
        parse: impl Fn(&str) -> crate::error::Result<()>,
        wanted: Message,
        error: crate::Error,
    ) {
        let near = translated(text);
        if near == text {
            return self.refuse_because(wanted, error);
        }
        if let Some(doubt) = doubt(&near) {
            return self.error(doubt);
        }
        match parse(&near) {
            Ok(()) => self.refuse_near(wanted, &format!("\"{near}\"")),
            Err(other) if text.contains('(') => self.refuse_because(wanted, other),
            Err(_) => self.refuse_because(wanted, error),
        }
    }

    /// A duration or a distribution of durations, with a mean between two limits.
    pub fn spans(&self, low: Span, high: Span) -> Option<Distribution<Span>> {
        if let Data::Datetime(at) = self.data()
            && let Some(near) = clock(&at.to_string())
        {
            self.refuse_near(Message::new("wanted-duration"), &format!("\"{near}\""));
            return None;
        }
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
            Err(error) => {
                let near = translated(text);
                if without_working_days(&near).1 != near {
                    self.refuse(Message::new("wanted-no-working-days"));
                    return None;
                }
                let parse = |near: &str| near.parse::<Distribution<Span>>().map(drop);
                self.refuse_law(text, parse, Message::new("wanted-duration"), error);
            }
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
                let Data::Text(text) = self.data() else {
                    self.refuse_because(wanted(), error);
                    return None;
                };
                match without_words(text) {
                    Some(number) => match doubt(&number) {
                        Some(doubt) => self.error(doubt),
                        None => self.refuse_near(wanted(), &number),
                    },
                    _ => {
                        let parse = |near: &str| near.parse::<Distribution<f64>>().map(drop);
                        self.refuse_law(text, parse, wanted(), error);
                    }
                }
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
            .map_err(|error| {
                let parse = |near: &str| {
                    let days = without_working_days(near).1;
                    days.parse::<Distribution<Span>>().map(drop)
                };
                self.refuse_law(text, parse, Message::new(wanted), error);
            })
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

/// The Indonesian names of distributions.
const LAWS: [(&str, &str); 3] = [
    ("segitiga", "triangular"),
    ("seragam", "uniform"),
    ("eksponensial", "exponential"),
];

/// The text of a distribution or a time as we write it: with our names and units, a point before decimals and commas between
/// parameters; a range as a uniform distribution.
pub(super) fn translated(text: &str) -> String {
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

/// Words for times of no fixed length, and the days that are meant by them.
const ABOUT_DAYS: [(&str, u64); 8] = [
    ("bulan", 30),
    ("bln", 30),
    ("months", 30),
    ("month", 30),
    ("tahun", 365),
    ("thn", 365),
    ("years", 365),
    ("year", 365),
];

/// The text with days in place of months and years.
fn in_days(text: &str) -> String {
    let mut text = text.to_owned();
    for (word, days) in ABOUT_DAYS {
        let next = |text: &str| {
            let (before, after) = text.split_once(word)?;
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

/// The time that a clock shows: hours, minutes and seconds.
fn clock(text: &str) -> Option<String> {
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
        match mend::hundredth(&number[start..]) {
            Some(share) => format!("{}{share}", &number[..start]),
            None => format!("{part}%"),
        }
    };
    parts.into_iter().map(part).collect::<String>() + last
}

/// What stands between the ends of a range.
pub(super) const BETWEEN: [&str; 9] = [
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

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_is_read(
            text in "(\\PC|[0-9]|[.,;:%()/ -]|bulan|menit|s/d|ribu|Mei){0,12}",
        ) {
            let _ = (translated(&text), without_words(&text), date_meant(&text), mend::hours(&text), mend::fraction(&text));
        }
    }

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
