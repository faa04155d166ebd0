//! When customers arrive.

use serde::{Deserialize, Serialize};

use super::{Distribution, Stream, Variate};
use crate::error::{Error, ErrorKind, Result};
use crate::time::{Span, Time};
use crate::words::Message;

/// The most candidates in a row that may be rejected. Rates that lead to this are far from any office: they are 0 except for
/// an instant, or so high that the time between candidates rounds to 0.
const MOST_REJECTED: u32 = 1_000_000;
const MICROS_PER_HOUR: f64 = 3.6e9;

/// One arrival: its time, and how many customers come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Arrival {
    /// The time of the arrival.
    pub at: Time,
    /// The number of customers that come at once.
    pub size: u64,
}

/// A source of arrivals in the order of time. Draw them one by one; the source remembers the time of the last:
///
/// ```
/// use cetak::random::{Arrivals, Distribution, Streams};
/// use cetak::time::{Time, minutes};
///
/// let streams = Streams::new(2017, 0);
/// let mut residents = Arrivals::poisson(Time::ZERO, minutes(5.0), streams.stream("residents"))?;
/// let first = residents.draw().expect("they come for ever");
/// let second = residents.draw().expect("they come for ever");
/// assert!(Time::ZERO <= first.at && first.at <= second.at);
///
/// // Families of one to four:
/// let sizes = Distribution::uniform(0.5, 4.5)?;
/// let mut families = residents.in_batches(streams.variate("sizes", sizes));
/// assert!((1..=4).contains(&families.draw().expect("they come for ever").size));
/// # Ok::<(), cetak::Error>(())
/// ```
///
/// A model schedules the first arrival in its `start`, and the next one whenever one has come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Arrivals {
    kind: Kind,
    sizes: Option<Variate<f64>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Kind {
    Renewal {
        last: Time,
        between: Variate,
    },
    Varying {
        last: Time,
        rates: Rates,
        stream: Stream,
    },
    /// The times, latest first, so that the next one is at the end.
    Listed(Vec<Time>),
}

impl Arrivals {
    /// Independent arrivals from `start` on at a constant rate, with the mean time `mean_between` between them.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if `mean_between` is not above 0.
    pub fn poisson(start: Time, mean_between: Span, stream: Stream) -> Result<Self> {
        let between = Distribution::exponential(mean_between)?;
        Ok(Self::renewal(start, Variate::new(between, stream)))
    }

    /// Arrivals from `start` on, with independent draws as the times between them; the first comes one draw after `start`.
    #[must_use]
    pub fn renewal(start: Time, between: Variate) -> Self {
        Self::of(Kind::Renewal {
            last: start,
            between,
        })
    }

    /// Independent arrivals from `start` on at a rate that varies over time.
    ///
    /// Drawn by thinning (Lewis & Shedler 1979, Naval Research Logistics Quarterly 26): candidates come at the highest rate,
    /// and each is accepted with a probability of the rate at its time over the highest rate. After a million rejections in a
    /// row, the next arrival is drawn by inversion of the expected number instead, so that it takes bounded time whatever the
    /// rates are.
    #[must_use]
    pub fn varying(start: Time, rates: Rates, stream: Stream) -> Self {
        Self::of(Kind::Varying {
            last: start,
            rates,
            stream,
        })
    }

    /// Arrivals at recorded times, given in any order.
    #[must_use]
    pub fn recorded(times: impl IntoIterator<Item = Time>) -> Self {
        let mut times: Vec<Time> = times.into_iter().collect();
        times.sort_unstable_by_key(|time| std::cmp::Reverse(*time));
        Self::of(Kind::Listed(times))
    }

    /// Arrivals for appointments: each customer comes with probability `attendance`, at the appointment plus a draw of
    /// `lateness` minus `early`. All are drawn at once, two draws per appointment, and come in the order of their times.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if `attendance` is not between 0 and 1.
    pub fn appointments(
        appointments: impl IntoIterator<Item = Time>,
        attendance: f64,
        early: Span,
        lateness: &Distribution,
        stream: &mut Stream,
    ) -> Result<Self> {
        if !(0.0..=1.0).contains(&attendance) {
            return Err(Error::of(
                ErrorKind::Value,
                Message::new("arrivals-attendance").with("found", attendance),
            ));
        }
        let comes = appointments.into_iter().filter_map(|appointment| {
            let late = lateness.draw(stream);
            (stream.uniform() < attendance).then(|| appointment + late - early)
        });
        Ok(Self::recorded(comes))
    }

    fn of(kind: Kind) -> Self {
        Self { kind, sizes: None }
    }

    /// Makes each arrival one of several customers: a draw of `sizes`, rounded to the nearest whole number, at least 1 and at
    /// most [`u64::MAX`].
    #[must_use]
    pub fn in_batches(mut self, sizes: Variate<f64>) -> Self {
        self.sizes = Some(sizes);
        self
    }

    /// The next arrival; `None` if no more come, or the next is beyond [`Time::MAX`].
    pub fn draw(&mut self) -> Option<Arrival> {
        let at = match &mut self.kind {
            Kind::Renewal { last, between } => {
                let next = last.saturating_add(between.draw());
                *last = next;
                (next < Time::MAX).then_some(next)
            }
            Kind::Varying {
                last,
                rates,
                stream,
            } => {
                let next = rates.next(*last, stream)?;
                *last = next;
                Some(next)
            }
            Kind::Listed(times) => times.pop(),
        }?;
        let size = match &mut self.sizes {
            Some(sizes) => libm::round(sizes.draw()).max(1.0) as u64,
            None => 1,
        };
        Some(Arrival { at, size })
    }
}

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
    fn next(&self, last: Time, stream: &mut Stream) -> Option<Time> {
        let ends = match (self.period, self.steps.last()) {
            (None, Some((from, 0.0))) => Time::ZERO + *from,
            _ => Time::MAX,
        };
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
    use crate::time::{days, hours, minutes};

    fn hour(h: f64) -> Time {
        Time::ZERO + hours(h)
    }

    #[test]
    fn recorded_times_come_in_order_once() {
        let mut arrivals = Arrivals::recorded([hour(3.0), hour(1.0), hour(1.0)]);
        let times: Vec<Time> = std::iter::from_fn(|| arrivals.draw().map(|a| a.at)).collect();
        assert_eq!(times, [hour(1.0), hour(1.0), hour(3.0)]);
        assert_eq!(arrivals.draw(), None);
    }

    #[test]
    fn constant_renewals_come_one_span_apart() {
        let quarter = Distribution::constant(minutes(15.0)).unwrap();
        let between = Streams::new(1, 0).variate("between", quarter);
        let mut arrivals = Arrivals::renewal(hour(8.0), between);
        for n in 1..5 {
            let at = hour(8.0) + minutes(15.0) * n;
            assert_eq!(arrivals.draw(), Some(Arrival { at, size: 1 }));
        }
    }

    #[test]
    fn appointments_keep_to_their_bounds() {
        let mut stream = Streams::new(1, 0).stream("patients");
        let late = Distribution::uniform(Span::ZERO, minutes(20.0)).unwrap();
        let slots = (0..1000).map(|n| hour(8.0) + minutes(30.0) * n);
        let mut all =
            Arrivals::appointments(slots.clone(), 0.8, minutes(10.0), &late, &mut stream).unwrap();
        let mut last = Time::ZERO;
        let mut came = 0.0;
        while let Some(Arrival { at, .. }) = all.draw() {
            assert!(last <= at);
            let off = (at - hour(8.0) + minutes(10.0)).as_minutes() % 30.0;
            assert!(off <= 20.0, "{off} minutes after the earliest");
            (last, came) = (at, came + 1.0);
        }
        // Binomial(1000, 0.8): five standard deviations.
        assert!((came - 800.0_f64).abs() < 5.0 * (1000.0_f64 * 0.8 * 0.2).sqrt());
        let wrong = Arrivals::appointments(slots, 1.1, Span::ZERO, &late, &mut stream);
        assert_eq!(wrong.unwrap_err().kind(), ErrorKind::Value);
    }

    /// The count of each hour of the day is Poisson with the rate of that hour.
    #[test]
    fn thinning_gives_each_hour_its_rate() {
        let rates = [(hours(8.0), 12.0), (hours(10.0), 3.0), (hours(11.0), 0.0)];
        let rates = Rates::new(rates).unwrap().repeating(days(1.0)).unwrap();
        let stream = Streams::new(7, 0).stream("residents");
        let mut arrivals = Arrivals::varying(Time::ZERO, rates.clone(), stream);
        let json = serde_json::to_string(&arrivals).unwrap();
        assert_eq!(serde_json::from_str::<Arrivals>(&json).unwrap(), arrivals);
        let mut counts = [0.0; 24];
        let run = 1000;
        while let Some(Arrival { at, .. }) = arrivals.draw() {
            if at.day() >= run {
                break;
            }
            counts[at.time_of_day().as_hours() as usize] += 1.0;
        }
        for (h, count) in counts.into_iter().enumerate() {
            let mean = run as f64 * rates.per_hour(hour(h as f64));
            assert!((count - mean).abs() <= 4.0 * mean.sqrt(), "{h}: {count}");
        }
    }

    #[test]
    fn rates_that_end_in_nothing_end() {
        let rates = Rates::new([(Span::ZERO, 60.0), (hours(1.0), 0.0)]).unwrap();
        let stream = Streams::new(7, 0).stream("residents");
        let mut arrivals = Arrivals::varying(Time::ZERO, rates, stream);
        let count = std::iter::from_fn(|| arrivals.draw()).count();
        assert!((20..=100).contains(&count), "{count} of 60 expected");
    }

    /// Each of these took forever, or nearly: thinning rejects all candidates, or none of them moves the clock.
    #[test]
    fn rates_far_from_any_office_are_answered() {
        let drawn = |rates: Rates, start: Time| {
            let stream = Streams::new(7, 0).stream("residents");
            Arrivals::varying(start, rates, stream).draw().map(|a| a.at)
        };
        let micro = Span::from_micros(1);
        let daily =
            |steps: &[(Span, f64)]| Rates::new(steps.to_vec()).unwrap().repeating(days(1.0));
        // The clock stands still at a rate of 0, until 08:00.
        let crowd = daily(&[(hours(8.0), 1e300), (hours(9.0), 0.0)]).unwrap();
        assert_eq!(drawn(crowd, hour(20.0)), Some(hour(32.0)));
        let crowd = daily(&[(Span::ZERO, 0.0), (hours(8.0), f64::MAX)]).unwrap();
        assert_eq!(drawn(crowd, hour(1.0)), Some(hour(8.0)));
        // A rate of one per hour during a single microsecond per day: one arrival in some ten million years, and only in that
        // microsecond.
        let seldom = daily(&[(hours(8.0), 1.0), (hours(8.0) + micro, 0.0)]).unwrap();
        assert_eq!(drawn(seldom, hour(0.0)), None);
        let seldom = daily(&[(hours(8.0), 1e6), (hours(8.0) + micro, 0.0)]).unwrap();
        let at = drawn(seldom, hour(0.0)).unwrap();
        assert_eq!(at.time_of_day(), hours(8.0));
        assert!((1..100_000).contains(&at.day()), "{at}");
        // One microsecond that never repeats, and a rate that begins at the end of time.
        let once = Rates::new([(hours(8.0), 1e-200), (hours(8.0) + micro, 0.0)]).unwrap();
        assert_eq!(drawn(once, hour(0.0)), None);
        let late = Rates::new([(days(90_000_000.0), 1e9)]).unwrap();
        let at = drawn(late, hour(0.0)).unwrap();
        assert!(
            (at - Time::ZERO - days(90_000_000.0)).as_hours() < 1.0,
            "{at}"
        );
        // A rate that is high once, and low forever after.
        let steps = [(Span::ZERO, 1e300), (micro, 1.0)];
        assert!(drawn(Rates::new(steps).unwrap(), Time::ZERO + micro).is_some());
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
