//! The opening hours of one day.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::time::{Span, minutes};
use crate::words::Message;

const MINUTES_PER_DAY: u16 = 24 * 60;
const NOON: u16 = 12 * 60;

/// The hours of one day: half-open windows `[from, to)` in whole minutes after midnight, in order and disjoint.
///
/// Windows that touch become one window. A day without a window is closed. In files and reports the hours are written as text that
/// can be parsed again.
///
/// # Examples
///
/// ```
/// use cetak::office::days::DayHours;
///
/// let hours: DayHours = "07:30-12:00, 13:00-15:30".parse()?;
/// assert_eq!(hours.windows(), [(450, 720), (780, 930)]);
/// assert_eq!(hours.length().as_hours(), 7.0);
/// assert_eq!(hours.first_half().to_string(), "07:30-12:00");
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DayHours {
    windows: Vec<(u16, u16)>,
}

impl DayHours {
    /// A closed day.
    #[must_use]
    pub const fn closed() -> Self {
        DayHours {
            windows: Vec::new(),
        }
    }

    /// The day with these windows, each `(from, to)` in minutes after midnight, `to` not included.
    ///
    /// # Errors
    ///
    /// If a window is empty or backward, ends after 24:00 (minute 1440), or begins before the one ahead of it ends.
    pub fn new(windows: impl IntoIterator<Item = (u16, u16)>) -> Result<Self> {
        let mut joined: Vec<(u16, u16)> = Vec::new();
        for (from, to) in windows {
            let found = window(from, to);
            if to <= from {
                return Err(wrong(Message::new("hours-backward").with("found", found)));
            }
            if to > MINUTES_PER_DAY {
                return Err(wrong(Message::new("hours-late").with("found", found)));
            }
            match joined.last_mut() {
                Some(last) if from < last.1 => {
                    return Err(wrong(
                        Message::new("hours-overlap")
                            .with("found", found)
                            .with("last", window(last.0, last.1)),
                    ));
                }
                Some(last) if from == last.1 => last.1 = to,
                _ => joined.push((from, to)),
            }
        }
        Ok(DayHours { windows: joined })
    }

    /// Whether the day has any window.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.windows.is_empty()
    }

    /// The windows `(from, to)` in minutes after midnight, in order, disjoint and not touching.
    #[must_use]
    pub fn windows(&self) -> &[(u16, u16)] {
        &self.windows
    }

    /// The total length of the windows.
    #[must_use]
    pub fn length(&self) -> Span {
        self.windows
            .iter()
            .map(|(from, to)| minutes(f64::from(to - from)))
            .sum()
    }

    /// The hours of a half day: those before noon, 12:00. A day that opens in the afternoon is then closed.
    #[must_use]
    pub fn first_half(&self) -> Self {
        self.until(NOON)
    }

    /// The hours before this minute of the day; a window that goes on beyond it is cut.
    #[must_use]
    pub fn until(&self, minute: u16) -> Self {
        DayHours {
            windows: self
                .windows
                .iter()
                .filter(|(from, _)| *from < minute)
                .map(|&(from, to)| (from, to.min(minute)))
                .collect(),
        }
    }
}

fn wrong(message: Message) -> Error {
    Error::of(ErrorKind::Value, message)
}

/// Minutes after midnight of a time such as `07:30` or `7:30`.
fn clock(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once(':')?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !(1..=2).contains(&hour.len()) || minute.len() != 2 || !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let at = hour * 60 + minute;
    (minute < 60 && at <= MINUTES_PER_DAY).then_some(at)
}

fn window(from: u16, to: u16) -> String {
    format!(
        "{:02}:{:02}-{:02}:{:02}",
        from / 60,
        from % 60,
        to / 60,
        to % 60
    )
}

impl fmt::Display for DayHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.is_open() {
            return f.write_str("closed");
        }
        let windows: Vec<String> = self.windows.iter().map(|&(a, b)| window(a, b)).collect();
        f.write_str(&windows.join(", "))
    }
}

/// Reads `closed`, or windows such as `07:30-15:30` or `07:30-12:00, 13:00-15:30` on the 24-hour clock, at most up to `24:00`.
impl FromStr for DayHours {
    type Err = Error;

    /// # Errors
    ///
    /// If the text is anything else; the message says what was found and what was wanted.
    fn from_str(text: &str) -> Result<Self> {
        if text.trim() == "closed" {
            return Ok(DayHours::closed());
        }
        let windows = text
            .split(',')
            .map(|part| {
                part.split_once('-')
                    .and_then(|(from, to)| Some((clock(from)?, clock(to)?)))
                    .ok_or_else(|| {
                        wrong(Message::new("hours-unreadable").with("found", part.trim()))
                    })
            })
            .collect::<Result<Vec<_>>>()?;
        DayHours::new(windows)
    }
}

impl TryFrom<String> for DayHours {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl From<DayHours> for String {
    fn from(hours: DayHours) -> String {
        hours.to_string()
    }
}
