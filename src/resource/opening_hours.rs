//! When a place is open.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::time::{Span, Time};
use crate::words::Message;

/// One stretch of opening time: open from `open` on, closed from `close` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Opening {
    /// The first instant that is open.
    pub open: Time,
    /// The first instant that is closed again.
    pub close: Time,
}

impl Opening {
    /// How long it is open.
    #[must_use]
    pub fn span(&self) -> Span {
        self.close - self.open
    }
}

/// The openings of a place, and sums over them. Every query takes O(log n) for n openings and is exact.
///
/// # Examples
///
/// Monday 07:30 to 15:30, Tuesday 07:30 to 13:00:
///
/// ```
/// use cetak::resource::{OpeningHours, Opening};
/// use cetak::time::{Time, hours};
///
/// let at = |day, hour| Time::midnight(day) + hours(hour);
/// let office = OpeningHours::new([
///     Opening { open: at(0, 7.5), close: at(0, 15.5) },
///     Opening { open: at(1, 7.5), close: at(1, 13.0) },
/// ])?;
/// assert!(office.is_open(at(0, 7.5)) && !office.is_open(at(0, 15.5)));
/// assert_eq!(office.next_open(at(0, 20.0)), Some(at(1, 7.5)));
/// assert_eq!(office.open_between(at(0, 14.5), at(1, 8.5)), hours(2.0));
/// assert_eq!(office.after_open(at(0, 14.5), hours(2.0)), Some(at(1, 8.5)));
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Opening>", into = "Vec<Opening>")]
pub struct OpeningHours {
    openings: Vec<Opening>,
    /// `before[i]` is the opening time in all openings before opening `i`; one entry more than `openings`.
    before: Vec<Span>,
}

impl OpeningHours {
    /// Makes opening hours from these openings. Openings may touch, as two shifts do; each then keeps its own close.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if an opening closes no later than it opens, or opens before the previous one closes.
    pub fn new(openings: impl IntoIterator<Item = Opening>) -> Result<Self> {
        let openings: Vec<Opening> = openings.into_iter().collect();
        let wrong = |message| Err(Error::of(ErrorKind::Value, message));
        let mut before = vec![Span::ZERO];
        let mut sum = Span::ZERO;
        let mut last_close = None;
        for opening in &openings {
            let Opening { open, close } = *opening;
            if close <= open {
                return wrong(
                    Message::new("opening-backward")
                        .with("open", open)
                        .with("close", close),
                );
            }
            if let Some(last) = last_close
                && open < last
            {
                return wrong(
                    Message::new("opening-order")
                        .with("open", open)
                        .with("last", last),
                );
            }
            last_close = Some(close);
            let all = close
                .checked_since(open)
                .and_then(|span| sum.checked_add(span));
            let Some(all) = all else {
                return wrong(Message::new("opening-long").with("close", close));
            };
            sum = all;
            before.push(sum);
        }
        Ok(Self { openings, before })
    }

    /// All openings, in order.
    #[must_use]
    pub fn openings(&self) -> &[Opening] {
        &self.openings
    }

    /// Opening number `index`, counted from 0.
    #[must_use]
    pub fn opening(&self, index: usize) -> Option<Opening> {
        self.openings.get(index).copied()
    }

    /// Whether it is open at `t`.
    #[must_use]
    pub fn is_open(&self, t: Time) -> bool {
        self.closes_at(t).is_some()
    }

    /// The first instant at or after `t` that is open: `t` itself if it is open then, `None` after the last opening.
    #[must_use]
    pub fn next_open(&self, t: Time) -> Option<Time> {
        let index = self.openings.partition_point(|opening| opening.close <= t);
        self.opening(index).map(|opening| opening.open.max(t))
    }

    /// When the opening around `t` closes; `None` if it is closed at `t`.
    #[must_use]
    pub fn closes_at(&self, t: Time) -> Option<Time> {
        let index = self.openings.partition_point(|opening| opening.close <= t);
        self.opening(index)
            .filter(|opening| opening.open <= t)
            .map(|opening| opening.close)
    }

    /// The opening time between `a` and `b`.
    ///
    /// # Panics
    ///
    /// If `b < a`.
    #[must_use]
    pub fn open_between(&self, a: Time, b: Time) -> Span {
        assert!(
            a <= b,
            "opening time cannot be counted backwards from {a} to {b}"
        );
        self.open_before(b) - self.open_before(a)
    }

    /// The earliest instant at which `span` of opening time has passed since `t`; `None` if less than `span` is left in all
    /// openings.
    ///
    /// The end of an opening counts as reached when it closes, not when the next one opens.
    ///
    /// # Panics
    ///
    /// If `span` is negative.
    #[must_use]
    pub fn after_open(&self, t: Time, span: Span) -> Option<Time> {
        assert!(
            !span.is_negative(),
            "at {t}: a negative opening time of {span} cannot pass"
        );
        if span == Span::ZERO {
            return Some(t);
        }
        let goal = self.open_before(t).checked_add(span)?;
        let index = self.before[1..].partition_point(|sum| *sum < goal);
        self.opening(index)
            .map(|opening| opening.open + (goal - self.before[index]))
    }

    /// The opening time before `t`.
    fn open_before(&self, t: Time) -> Span {
        let index = self.openings.partition_point(|opening| opening.close <= t);
        match self.opening(index) {
            Some(opening) if opening.open < t => self.before[index] + (t - opening.open),
            _ => self.before[index],
        }
    }
}

impl Default for OpeningHours {
    /// Never open.
    fn default() -> Self {
        Self {
            openings: Vec::new(),
            before: vec![Span::ZERO],
        }
    }
}

impl TryFrom<Vec<Opening>> for OpeningHours {
    type Error = Error;

    fn try_from(openings: Vec<Opening>) -> Result<Self> {
        Self::new(openings)
    }
}

impl From<OpeningHours> for Vec<Opening> {
    fn from(hours: OpeningHours) -> Self {
        hours.openings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::minutes;
    use proptest::prelude::*;

    fn at(minute: i64) -> Time {
        Time::ZERO + minutes(1.0) * minute
    }

    fn hours(openings: &[(i64, i64)]) -> Result<OpeningHours> {
        OpeningHours::new(openings.iter().map(|&(open, close)| Opening {
            open: at(open),
            close: at(close),
        }))
    }

    #[test]
    fn openings_in_disorder_are_refused() {
        for wrong in [
            &[(5, 5)][..],
            &[(5, 4)],
            &[(0, 5), (4, 8)],
            &[(6, 8), (0, 5)],
        ] {
            assert_eq!(hours(wrong).unwrap_err().kind(), ErrorKind::Value);
        }
        let json = r#"[{"open":5,"close":5}]"#;
        let error = serde_json::from_str::<OpeningHours>(json).unwrap_err();
        assert!(error.to_string().contains("must end later"), "{error}");
    }

    #[test]
    fn without_openings_it_is_never_open() {
        let never = OpeningHours::default();
        assert_eq!(never, hours(&[]).unwrap());
        assert!(!never.is_open(at(0)));
        assert_eq!(never.next_open(at(0)), None);
        assert_eq!(never.open_between(at(0), at(9)), Span::ZERO);
        assert_eq!(never.after_open(at(0), minutes(1.0)), None);
        assert_eq!(never.after_open(at(0), Span::ZERO), Some(at(0)));
    }

    proptest! {
        /// Against a table of the minutes that are open, built by walking over them.
        #[test]
        fn agrees_with_a_walk_over_the_minutes(
            lengths in prop::collection::vec((0_i64..4, 1_i64..5), 0..8),
            start in -5_i64..40,
            length in 0_i64..40,
        ) {
            let mut openings = Vec::new();
            let mut minute = 0;
            for (gap, open) in lengths {
                openings.push((minute + gap, minute + gap + open));
                minute += gap + open;
            }
            let tested = hours(&openings).unwrap();
            let open = |m: i64| openings.iter().any(|&(o, c)| o <= m && m < c);
            prop_assert_eq!(tested.is_open(at(start)), open(start));
            prop_assert_eq!(tested.next_open(at(start)), (start..100).find(|&m| open(m)).map(at));
            let close = openings.iter().find(|&&(o, c)| o <= start && start < c).map(|w| at(w.1));
            prop_assert_eq!(tested.closes_at(at(start)), close);
            let count = (start..start + length).filter(|&m| open(m)).count() as i64;
            prop_assert_eq!(tested.open_between(at(start), at(start + length)), minutes(1.0) * count);
            let passed = |end: i64| (start..end).filter(|&m| open(m)).count() as i64;
            let reached = (start..100).find(|&end| passed(end) >= length).map(at);
            prop_assert_eq!(tested.after_open(at(start), minutes(1.0) * length), reached);
            let json = serde_json::to_string(&tested).unwrap();
            prop_assert_eq!(serde_json::from_str::<OpeningHours>(&json).unwrap(), tested);
        }
    }
}
