//! A rate of arrivals that changes over time.

use serde::{Deserialize, Serialize};

use super::{Distribution, Stream};
use crate::error::{Error, ErrorKind, Result};
use crate::time::{Span, Time};
use crate::words::Message;

/// The most candidates in a row that may be rejected. Rates that lead to this are far from any office: they are 0 except for
/// an instant, or so high that the time between candidates rounds to 0.
const MOST_REJECTED: u32 = 1_000_000;
const MICROS_PER_HOUR: f64 = 3.6e9;

/// A rate of arrivals that changes in steps, in arrivals per hour; it may repeat, as days and weeks do.
///
/// # Examples
///
/// Twelve per hour from 8 to 12 and four per hour from 13 to 15, every day:
///
/// ```
/// use cetak::random::Rates;
/// use cetak::time::{Time, days, hours};
///
/// let rates = Rates::new([
///     (hours(8.0), 12.0), (hours(12.0), 0.0), (hours(13.0), 4.0), (hours(15.0), 0.0),
/// ])?.repeating(days(1.0))?;
/// assert_eq!(rates.per_hour(Time::ZERO + hours(9.0)), 12.0);
/// assert_eq!(rates.per_hour(Time::midnight(3) + hours(13.5)), 4.0);
/// assert_eq!(rates.per_hour(Time::midnight(3) + hours(20.0)), 0.0);
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Rates {
    steps: Vec<(Span, f64)>,
    period: Option<Span>,
    highest: f64,
}

#[derive(Serialize, Deserialize)]
struct Written {
    steps: Vec<(Span, f64)>,
    period: Option<Span>,
}

impl Rates {
    /// Rates per hour, each from its time after [`Time::ZERO`] until the time of the next one. Before the first step the rate
    /// is 0; the last one stays forever.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if the times do not rise, if a rate is negative or not finite, or if all rates are 0.
    pub fn new(steps: impl IntoIterator<Item = (Span, f64)>) -> Result<Self> {
        let steps: Vec<(Span, f64)> = steps.into_iter().collect();
        let wrong = |message| Err(Error::of(ErrorKind::Value, message));
        if let Some(pair) = steps.windows(2).find(|pair| pair[0].0 >= pair[1].0) {
            return wrong(
                Message::new("rates-order")
                    .with("second", pair[1].0)
                    .with("first", pair[0].0),
            );
        }
        if let Some((_, rate)) = steps.iter().find(|(_, r)| !r.is_finite() || *r < 0.0) {
            return wrong(Message::new("rates-negative").with("found", *rate));
        }
        let highest = steps.iter().map(|(_, rate)| *rate).fold(0.0, f64::max);
        if highest == 0.0 {
            return wrong(Message::new("rates-zero"));
        }
        Ok(Self {
            steps,
            period: None,
            highest,
        })
    }

    /// Repeats these rates with the period `period`. The last rate stays until the end of the period, and in each following
    /// period until the first step.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if a step is not within the time from 0 to `period`.
    pub fn repeating(mut self, period: Span) -> Result<Self> {
        let outside = |from: &Span| from.is_negative() || *from >= period;
        if let Some((from, _)) = self.steps.iter().find(|(from, _)| outside(from)) {
            return Err(Error::of(
                ErrorKind::Value,
                Message::new("rates-outside")
                    .with("from", *from)
                    .with("period", period),
            ));
        }
        self.period = Some(period);
        Ok(self)
    }

    /// The rate at `t`, in arrivals per hour.
    #[must_use]
    pub fn per_hour(&self, t: Time) -> f64 {
        let phase = self.phase(t);
        let begun = self.steps.partition_point(|(from, _)| *from <= phase);
        let step = match (begun, self.period) {
            (0, None) => return 0.0,
            (0, Some(_)) => self.steps.last(),
            _ => self.steps.get(begun - 1),
        };
        step.map_or(0.0, |(_, rate)| *rate)
    }

    /// The next arrival after one at `last`; `None` if no more come.
    pub(super) fn next(&self, last: Time, stream: &mut Stream) -> Option<Time> {
        let ends = match (self.period, self.steps.last()) {
            (None, Some((from, 0.0))) => Time::ZERO + *from,
            _ => Time::MAX,
        };
        if stream.draws_by_inversion() {
            return self.by_inversion(last, stream);
        }
        let micros = Distribution::<f64>::exponential(MICROS_PER_HOUR / self.highest).ok()?;
        let mut candidate = last;
        for _ in 0..MOST_REJECTED {
            let pause = libm::round(micros.draw(stream)) as i64;
            candidate = candidate.saturating_add(Span::from_micros(pause));
            if candidate >= ends {
                return None;
            }
            if stream.uniform() * self.highest < self.per_hour(candidate) {
                return Some(candidate);
            }
        }
        self.by_inversion(candidate, stream)
    }

    /// The next arrival after `from`, given that none has come up to there: the time at which the expected number of arrivals
    /// since `from` reaches a draw of the exponential distribution with mean 1.
    fn by_inversion(&self, from: Time, stream: &mut Stream) -> Option<Time> {
        let mut due = -libm::log(stream.uniform()) * MICROS_PER_HOUR;
        let mut at = from;
        if let Some(period) = self.period {
            // Skips all whole periods but one, because `from` may be in the middle of a step.
            let whole = libm::floor(due / self.each_period(period)) - 1.0;
            if whole > 0.0 {
                let skipped = whole * period.as_micros() as f64;
                at = at.saturating_add(Span::from_micros(skipped as i64));
                due -= whole * self.each_period(period);
            }
        }
        while at < Time::MAX {
            let (rate, until) = (self.per_hour(at), self.constant_until(at));
            let expected = rate * (until.as_micros() as f64 - at.as_micros() as f64);
            if due.max(0.0) < expected {
                let next = at.saturating_add(Span::from_micros((due.max(0.0) / rate) as i64));
                return Some(next).filter(|next| *next < Time::MAX);
            }
            due -= expected;
            at = until;
        }
        None
    }

    /// The expected number of arrivals per period, times the microseconds per hour.
    fn each_period(&self, period: Span) -> f64 {
        let begins = self.steps.iter().map(|(from, _)| from.as_micros() as f64);
        let first = self.steps[0].0 + period;
        let ends = begins.clone().skip(1).chain([first.as_micros() as f64]);
        let rates = self.steps.iter().map(|(_, rate)| rate);
        let lengths = begins.zip(ends).map(|(begin, end)| end - begin);
        rates.zip(lengths).map(|(rate, length)| rate * length).sum()
    }

    /// The end of the step that contains `at`.
    fn constant_until(&self, at: Time) -> Time {
        let phase = self.phase(at);
        let begun = self.steps.partition_point(|(from, _)| *from <= phase);
        match (self.steps.get(begun), self.period) {
            (Some((next, _)), _) => at.saturating_add(*next - phase),
            (None, Some(period)) => at.saturating_add(period - phase + self.steps[0].0),
            (None, None) => Time::MAX,
        }
    }

    /// The time since [`Time::ZERO`], or since the period of `at` began.
    fn phase(&self, at: Time) -> Span {
        let after = at - Time::ZERO;
        match self.period {
            Some(period) => Span::from_micros(after.as_micros().rem_euclid(period.as_micros())),
            None => after,
        }
    }
}

impl TryFrom<Written> for Rates {
    type Error = Error;

    fn try_from(written: Written) -> Result<Self> {
        let rates = Self::new(written.steps)?;
        match written.period {
            Some(period) => rates.repeating(period),
            None => Ok(rates),
        }
    }
}

impl From<Rates> for Written {
    fn from(rates: Rates) -> Self {
        Self {
            steps: rates.steps,
            period: rates.period,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Streams;
    use crate::time::{days, hours};

    fn hour(h: f64) -> Time {
        Time::ZERO + hours(h)
    }

    /// Inversion draws from the same process as thinning: each hour has its rate.
    #[test]
    fn inversion_gives_each_hour_its_rate() {
        let rates = [(hours(8.0), 12.0), (hours(10.0), 3.0), (hours(11.0), 0.0)];
        for period in [days(1.0), days(2.0)] {
            let rates = Rates::new(rates).unwrap().repeating(period).unwrap();
            let mut stream = Streams::new(7, 0).stream("residents");
            let (mut at, mut counts, run) = (hour(9.5), [0.0; 48], 1000);
            while let Some(next) = rates.by_inversion(at, &mut stream) {
                if next >= Time::ZERO + period * run {
                    break;
                }
                counts[rates.phase(next).as_hours() as usize] += 1.0;
                at = next;
            }
            for (h, count) in counts.into_iter().enumerate() {
                let mean = run as f64 * rates.per_hour(hour(h as f64));
                let mean = if h < (period.as_hours() as usize) {
                    mean
                } else {
                    0.0
                };
                assert!((count - mean).abs() <= 4.0 * mean.sqrt(), "{h}: {count}");
            }
        }
    }

    #[test]
    fn wrong_rates_are_refused() {
        for wrong in [
            vec![(hours(1.0), 2.0), (hours(1.0), 3.0)],
            vec![(hours(1.0), -2.0)],
            vec![(hours(1.0), f64::INFINITY)],
            vec![(hours(1.0), 0.0)],
            vec![],
        ] {
            assert_eq!(Rates::new(wrong).unwrap_err().kind(), ErrorKind::Value);
        }
        let late = Rates::new([(hours(25.0), 2.0)]).unwrap();
        assert!(late.repeating(days(1.0)).is_err());
    }
}
