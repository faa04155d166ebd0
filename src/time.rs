//! Simulated time: a point ([`Time`]) and a length ([`Span`]), both in whole microseconds.
//!
//! Whole numbers make ties decidable and sums exact: 08:00 plus ten times six minutes *is* 09:00. The range is about
//! ±292,000 years; leaving it panics with a message that says how. Two points in time cannot be added; this does not compile:
//!
//! ```compile_fail
//! use cetak::time::Time;
//! let _ = Time::ZERO + Time::ZERO;
//! ```

// | file, in reading order | what it holds |
// |---|---|
// | `units` | `90 min`: how spans are written and read |
// | `clock` | `12d 08:30:00`: how points in time are written |
// | `factor` | spans times numbers with decimals |

mod clock;
mod factor;
mod units;

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

use serde::{Deserialize, Serialize};

const MICROS_PER_SECOND: i64 = 1_000_000;
const MICROS_PER_MINUTE: i64 = 60 * MICROS_PER_SECOND;
const MICROS_PER_HOUR: i64 = 60 * MICROS_PER_MINUTE;
const MICROS_PER_DAY: i64 = 24 * MICROS_PER_HOUR;

/// A point in simulated time: microseconds since the simulation's zero.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Time(i64);

/// A length of simulated time in microseconds; it may be negative.
///
/// Make a span of a whole number of units with [`Span::minutes`] and the like, also in constants, and one with decimals with
/// [`minutes`] and the like. The text `"90 min"` parses as a span.
///
/// # Examples
///
/// ```
/// use cetak::time::{Span, Time};
///
/// const CARD: Span = Span::minutes(6);
///
/// let opening = Time::ZERO + Span::hours(8);
/// assert_eq!(opening + CARD * 10, Time::ZERO + Span::hours(9));
/// assert_eq!(CARD.to_string(), "6 min");
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Span(i64);

fn whole_micros(value: f64, micros_per_unit: i64) -> Span {
    let micros = value * micros_per_unit as f64;
    assert!(
        micros.is_finite() && micros.abs() < i64::MAX as f64,
        "a span of {value} times {micros_per_unit} µs is not a representable length of time"
    );
    Span(libm::round(micros) as i64)
}

/// A span of seconds, rounded to the nearest microsecond.
///
/// # Panics
///
/// If `value` is not finite or the span does not fit (about 292,000 years).
#[must_use]
pub fn seconds(value: f64) -> Span {
    whole_micros(value, MICROS_PER_SECOND)
}

/// A span of minutes, rounded to the nearest microsecond.
///
/// # Panics
///
/// Like [`seconds`].
#[must_use]
pub fn minutes(value: f64) -> Span {
    whole_micros(value, MICROS_PER_MINUTE)
}

/// A span of hours, rounded to the nearest microsecond.
///
/// # Panics
///
/// Like [`seconds`].
#[must_use]
pub fn hours(value: f64) -> Span {
    whole_micros(value, MICROS_PER_HOUR)
}

/// A span of 24-hour days, rounded to the nearest microsecond.
///
/// # Panics
///
/// Like [`seconds`].
#[must_use]
pub fn days(value: f64) -> Span {
    whole_micros(value, MICROS_PER_DAY)
}

impl Time {
    /// The zero of simulated time.
    pub const ZERO: Time = Time(0);
    /// The last representable point; nothing can be scheduled after it.
    pub const MAX: Time = Time(i64::MAX);

    /// The point this many microseconds after zero.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Time(micros)
    }

    /// Microseconds since zero.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// The number of whole 24-hour days since zero, rounded down.
    #[must_use]
    pub const fn day(self) -> i64 {
        self.0.div_euclid(MICROS_PER_DAY)
    }

    /// The time since the last midnight (the last whole 24-hour day since zero).
    #[must_use]
    pub const fn time_of_day(self) -> Span {
        Span(self.0.rem_euclid(MICROS_PER_DAY))
    }

    /// The point `span` later, or [`Time::MAX`] if that is beyond the end of time: for drawn spans of any length.
    #[must_use]
    pub const fn saturating_add(self, span: Span) -> Self {
        Time(self.0.saturating_add(span.0))
    }

    /// The point `span` later; `None` if that is outside the range.
    #[inline]
    pub(crate) const fn checked_add(self, span: Span) -> Option<Self> {
        match self.0.checked_add(span.0) {
            Some(micros) => Some(Time(micros)),
            None => None,
        }
    }

    /// The span since an earlier point; `None` if it is longer than a span can hold.
    #[inline]
    pub(crate) const fn checked_since(self, earlier: Time) -> Option<Span> {
        match self.0.checked_sub(earlier.0) {
            Some(micros) => Some(Span(micros)),
            None => None,
        }
    }

    /// The midnight at which day number `day` begins.
    ///
    /// # Panics
    ///
    /// If the point does not fit.
    #[must_use]
    pub const fn midnight(day: i64) -> Self {
        match day.checked_mul(MICROS_PER_DAY) {
            Some(micros) => Time(micros),
            None => panic!("that day is beyond the end of time"),
        }
    }
}

impl Span {
    /// No time at all.
    pub const ZERO: Span = Span(0);

    /// A span of this many microseconds.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Span(micros)
    }

    /// A span of `count` whole seconds.
    ///
    /// # Panics
    ///
    /// If the span does not fit (about 292,000 years).
    #[must_use]
    pub const fn seconds(count: i64) -> Self {
        Self::of(count, MICROS_PER_SECOND)
    }

    /// A span of `count` whole minutes.
    ///
    /// # Panics
    ///
    /// Like [`Span::seconds`].
    #[must_use]
    pub const fn minutes(count: i64) -> Self {
        Self::of(count, MICROS_PER_MINUTE)
    }

    /// A span of `count` whole hours.
    ///
    /// # Panics
    ///
    /// Like [`Span::seconds`].
    #[must_use]
    pub const fn hours(count: i64) -> Self {
        Self::of(count, MICROS_PER_HOUR)
    }

    /// A span of `count` 24-hour days.
    ///
    /// # Panics
    ///
    /// Like [`Span::seconds`].
    #[must_use]
    pub const fn days(count: i64) -> Self {
        Self::of(count, MICROS_PER_DAY)
    }

    const fn of(count: i64, micros_per_unit: i64) -> Self {
        match count.checked_mul(micros_per_unit) {
            Some(micros) => Span(micros),
            None => panic!("that span is longer than about 292,000 years"),
        }
    }

    /// The span in microseconds.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// The span in seconds.
    #[must_use]
    pub fn as_seconds(self) -> f64 {
        self.0 as f64 / MICROS_PER_SECOND as f64
    }

    /// The span in minutes.
    #[must_use]
    pub fn as_minutes(self) -> f64 {
        self.0 as f64 / MICROS_PER_MINUTE as f64
    }

    /// The span in hours.
    #[must_use]
    pub fn as_hours(self) -> f64 {
        self.0 as f64 / MICROS_PER_HOUR as f64
    }

    /// The span in 24-hour days.
    #[must_use]
    pub fn as_days(self) -> f64 {
        self.0 as f64 / MICROS_PER_DAY as f64
    }

    /// The sum; `None` if it is longer than a span can hold.
    pub(crate) const fn checked_add(self, other: Span) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(micros) => Some(Span(micros)),
            None => None,
        }
    }

    /// Whether the span is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
}

/// Panics: the result of the operation, such as "0d 08:00:00 + 24 h", is outside the range.
#[cold]
#[inline(never)]
fn overflow(left: &dyn fmt::Display, operation: &str, right: &dyn fmt::Display) -> ! {
    panic!(
        "{left} {operation} {right} is outside the range of simulated time, about ±292,000 years"
    )
}

impl Add<Span> for Time {
    type Output = Time;
    fn add(self, span: Span) -> Time {
        match self.checked_add(span) {
            Some(time) => time,
            None => overflow(&self, "+", &span),
        }
    }
}

impl AddAssign<Span> for Time {
    fn add_assign(&mut self, span: Span) {
        *self = *self + span;
    }
}

impl Sub<Span> for Time {
    type Output = Time;
    fn sub(self, span: Span) -> Time {
        match self.0.checked_sub(span.0) {
            Some(micros) => Time(micros),
            None => overflow(&self, "-", &span),
        }
    }
}

impl Sub<Time> for Time {
    type Output = Span;
    fn sub(self, earlier: Time) -> Span {
        match self.checked_since(earlier) {
            Some(span) => span,
            None => overflow(&self, "-", &earlier),
        }
    }
}

impl Add for Span {
    type Output = Span;
    fn add(self, other: Span) -> Span {
        match self.checked_add(other) {
            Some(sum) => sum,
            None => overflow(&self, "+", &other),
        }
    }
}

impl AddAssign for Span {
    fn add_assign(&mut self, other: Span) {
        *self = *self + other;
    }
}

impl Sub for Span {
    type Output = Span;
    fn sub(self, other: Span) -> Span {
        match self.0.checked_sub(other.0) {
            Some(micros) => Span(micros),
            None => overflow(&self, "-", &other),
        }
    }
}

impl SubAssign for Span {
    fn sub_assign(&mut self, other: Span) {
        *self = *self - other;
    }
}

impl Neg for Span {
    type Output = Span;
    fn neg(self) -> Span {
        Span::ZERO - self
    }
}

impl Mul<i64> for Span {
    type Output = Span;
    fn mul(self, factor: i64) -> Span {
        match self.0.checked_mul(factor) {
            Some(micros) => Span(micros),
            None => overflow(&self, "*", &factor),
        }
    }
}

impl Div for Span {
    type Output = f64;
    /// The ratio of two spans.
    fn div(self, other: Span) -> f64 {
        self.0 as f64 / other.0 as f64
    }
}

impl Sum for Span {
    fn sum<I: Iterator<Item = Span>>(spans: I) -> Span {
        spans.fold(Span::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_times_six_minutes_is_an_hour() {
        let eight = Time::ZERO + hours(8.0);
        let nine = (0..10).fold(eight, |at, _| at + minutes(6.0));
        assert_eq!(nine, Time::ZERO + hours(9.0));
    }

    #[test]
    fn days_and_times_of_day_round_towards_the_past() {
        let before_zero = Time::ZERO - hours(1.0);
        assert_eq!(before_zero.day(), -1);
        assert_eq!(before_zero.time_of_day(), hours(23.0));
        assert_eq!(Time::midnight(2), Time::ZERO + days(2.0));
    }

    #[test]
    #[should_panic(expected = "106751991d 04:00:54.775807 + 0.000001 s is outside the range")]
    fn leaving_the_range_panics() {
        let _ = Time::MAX + Span::from_micros(1);
    }

    #[test]
    fn whole_units_are_exact_and_constant() {
        const DAY: Span = Span::days(1);
        assert_eq!(DAY, days(1.0));
        assert_eq!(DAY, Span::hours(24));
        assert_eq!(DAY, Span::minutes(1440));
        assert_eq!(DAY, Span::seconds(86_400));
        assert_eq!(Span::days(-3), -days(3.0));
    }

    #[test]
    #[should_panic(expected = "longer than about 292,000 years")]
    fn too_many_whole_units_panic() {
        let _ = Span::days(i64::MAX / 2);
    }

    #[test]
    #[should_panic(expected = "not a representable length")]
    fn a_span_that_is_not_a_number_panics() {
        let _ = minutes(f64::NAN);
    }
}
