//! The units of times in files.

use std::str::FromStr;

use crate::error::{Error, ErrorKind, Result};
use crate::time::Span;
use crate::words::Message;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeUnit {
    /// `s`
    Seconds,
    /// `min`
    Minutes,
    /// `h`
    Hours,
    /// `d`, of 24 hours
    Days,
    /// `wk`
    Weeks,
}

impl TimeUnit {
    fn seconds(self) -> f64 {
        match self {
            Self::Seconds => 1.0,
            Self::Minutes => 60.0,
            Self::Hours => 3600.0,
            Self::Days => 86_400.0,
            Self::Weeks => 604_800.0,
        }
    }

    /// So many of this unit; `None` if that is too long.
    pub(super) fn of(self, number: f64) -> Option<Span> {
        let micros = number * self.seconds() * 1e6;
        (micros.abs() < (1_u64 << 53) as f64).then(|| Span::from_micros(micros.round() as i64))
    }

    /// A time of two parts, as on a clock: the first in this unit, the second in sixtieths of it, or in hours of a day.
    pub(super) fn of_clock(self, [first, second]: [f64; 2]) -> Option<Span> {
        let part = match self {
            Self::Hours | Self::Minutes if second < 60.0 => 60.0,
            Self::Days if second < 24.0 => 24.0,
            _ => return None,
        };
        self.of(first + second / part)
    }
}

impl FromStr for TimeUnit {
    type Err = Error;

    /// # Errors
    ///
    /// [`ErrorKind::Value`] if there is no such unit.
    fn from_str(text: &str) -> Result<Self> {
        Ok(match text.trim() {
            "s" => Self::Seconds,
            "min" => Self::Minutes,
            "h" => Self::Hours,
            "d" => Self::Days,
            "wk" => Self::Weeks,
            _ => {
                let message = Message::new("unit-unknown").with("found", text);
                return Err(Error::of(ErrorKind::Value, message));
            }
        })
    }
}

/// The parts of a time as on a clock, two or three: `2:45`, `0:02:45.5`.
pub(super) fn clock(text: &str) -> Option<Vec<f64>> {
    let parts: Vec<&str> = text.trim().split(':').collect();
    let last = parts
        .len()
        .checked_sub(1)
        .filter(|last| (1..=2).contains(last))?;
    let parts = parts.iter().enumerate().map(|(i, part)| {
        let whole = !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        let value = match i == last {
            true => part.replace(',', ".").parse::<f64>().ok()?,
            false => part.parse::<u32>().ok().map(f64::from)?,
        };
        let good = (whole || i == last) && value >= 0.0 && (i == 0 || value < 60.0);
        good.then_some(value)
    });
    parts.collect()
}
