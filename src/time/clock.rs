//! Points in time as day and clock time, `12d 08:30:00`.

use std::fmt;
use std::str::FromStr;

use super::{MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_MINUTE, MICROS_PER_SECOND, Time};
use crate::error::{Error, ErrorKind};
use crate::words::{Message, Variable};

/// Prints day and clock time, `12d 08:30:00`, with six decimals if the seconds are not whole.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}d ", self.day())?;
        clock(self.time_of_day().0.unsigned_abs(), f)
    }
}

fn clock(micros: u64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let whole = |unit: i64| micros / unit.unsigned_abs();
    write!(
        f,
        "{:02}:{:02}:{:02}",
        whole(MICROS_PER_HOUR),
        whole(MICROS_PER_MINUTE) % 60,
        whole(MICROS_PER_SECOND) % 60
    )?;
    match micros % MICROS_PER_SECOND.unsigned_abs() {
        0 => Ok(()),
        rest => write!(f, ".{rest:06}"),
    }
}

/// Reads what [`Display`](fmt::Display) writes.
///
/// # Examples
///
/// ```
/// use cetak::time::{Span, Time};
///
/// let time: Time = "12d 08:30:00".parse()?;
/// assert_eq!(time, Time::midnight(12) + Span::minutes(510));
/// # Ok::<(), cetak::Error>(())
/// ```
impl FromStr for Time {
    type Err = Error;

    /// # Errors
    ///
    /// [`ErrorKind::Value`] for any other text, or a point that does not fit.
    fn from_str(text: &str) -> Result<Self, Error> {
        let read = || {
            let (day, time) = text.split_once("d ")?;
            let time = micros(time).filter(|time| *time < i128::from(MICROS_PER_DAY))?;
            let midnight = i128::from(integer(day)?) * i128::from(MICROS_PER_DAY);
            i64::try_from(midnight + time).ok()
        };
        read().map(Time).ok_or_else(|| {
            let message = Message::new("time-unreadable").with("found", text);
            Error::of(ErrorKind::Value, message)
        })
    }
}

impl From<Time> for Variable {
    fn from(time: Time) -> Self {
        time.to_string().into()
    }
}

/// Parses a whole number; the only sign allowed is a minus.
fn integer(text: &str) -> Option<i64> {
    text.parse().ok().filter(|_| !text.starts_with('+'))
}

/// The microseconds of `08:30:00` or `08:30:00.5`.
fn micros(text: &str) -> Option<i128> {
    let mut parts = text.split(':');
    let (hours, minutes, seconds) = (parts.next()?, parts.next()?, parts.next()?);
    let (seconds, decimals) = match seconds.split_once('.') {
        Some((seconds, decimals)) => (seconds, decimals),
        None => (seconds, "0"),
    };
    let all_digits = [hours, minutes, seconds, decimals]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let fits = hours.len() >= 2 && minutes.len() == 2 && seconds.len() == 2 && decimals.len() <= 6;
    if parts.next().is_some() || !all_digits || !fits {
        return None;
    }
    let below_60 = |part: &str| part.parse::<i64>().ok().filter(|number| *number < 60);
    let rest = below_60(minutes)? * MICROS_PER_MINUTE
        + below_60(seconds)? * MICROS_PER_SECOND
        + format!("{decimals:0<6}").parse::<i64>().ok()?;
    Some(i128::from(integer(hours)?) * i128::from(MICROS_PER_HOUR) + i128::from(rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::{hours, minutes};

    #[test]
    fn points_print_as_days_and_a_clock() {
        assert_eq!(
            (Time::midnight(12) + hours(8.5)).to_string(),
            "12d 08:30:00"
        );
        let before = Time::ZERO - minutes(90.0);
        assert_eq!(before.to_string(), "-1d 22:30:00");
        assert_eq!(Time::from_micros(1).to_string(), "0d 00:00:00.000001");
    }

    #[test]
    fn what_is_no_clock_is_refused() {
        for text in [
            "",
            "8",
            "8:30",
            "8:30:00",
            "08:60:00",
            "08:30:60",
            "08:30:00.",
            "08:30:00.0000001",
            "08:30:00:00",
            "+08:30:00",
            "--08:30:00",
            "08:+1:00",
            "9999999999:00:00",
            "08:30:0\u{660}",
        ] {
            assert!(format!("1d {text}").parse::<Time>().is_err(), "{text}");
        }
        for text in [
            "08:30:00",
            "d 08:30:00",
            "1d 24:00:00",
            "1d08:30:00",
            "+1d 08:30:00",
            "999999999d 00:00:00",
        ] {
            let error = text.parse::<Time>().unwrap_err();
            assert!(error.to_string().contains("; wanted days"), "{error}");
        }
        assert_eq!(
            "0d 00:00:01.5".parse::<Time>().unwrap(),
            Time::from_micros(1_500_000)
        );
    }

    proptest! {
        #[test]
        fn every_point_reads_back(micros in prop_oneof![any::<i64>(), Just(i64::MIN), Just(i64::MAX), -5i64..5]) {
            let time = Time::from_micros(micros);
            prop_assert_eq!(time.to_string().parse::<Time>().unwrap(), time);
        }

        #[test]
        fn no_text_panics(text in "-?[0-9]{0,30}d? ?[0-9:.]{0,30}") {
            let _ = text.parse::<Time>();
        }
    }
}
