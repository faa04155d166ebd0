//! Reads dates, durations and distributions.

use jiff::civil::{Date, date};
use toml::value::Datetime;

use super::reader::Field;
use super::tree::Data;
use super::unknown::may_be_unknown;
use super::written::hours::hours;
use super::written::law::{clock, of_dates, translated};
use super::written::thousands::doubt;
use super::written::units::without_working_days;
use super::written::words::without_words;
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
        let law = of_dates(self.data().text()?).filter(|_| may_be_unknown(self.path()))?;
        Some(format!("{{ uncertain = \"{law}\" }}"))
    }

    /// A text such as `10 Mei` as a date of this year, for an example.
    fn day_of_a_year(&self) -> Option<String> {
        let text = self.data().text()?;
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
                if let Some(near) = hours(text) {
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
                .with("found", self.data().found())
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
