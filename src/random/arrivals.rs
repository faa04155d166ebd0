//! When customers arrive.

use serde::{Deserialize, Serialize};

use super::{Distribution, Rates, Stream, Variate};
use crate::error::{Error, ErrorKind, Result};
use crate::time::{Span, Time};
use crate::words::Message;

/// The most empty batches in a row that are skipped.
const MOST_EMPTY: u32 = 1_000_000;

/// One arrival: its time, and how many customers come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Arrival {
    /// The time of the arrival.
    pub at: Time,
    /// The number of customers that come at once.
    pub size: u64,
}

/// A source of arrivals in the order of time.
///
/// It is a value. **A clone repeats the same arrivals**, as a forked run must. In processes, which share a source by cloning it,
/// take the handles of [`World::arrivals`](crate::process::World::arrivals).
///
/// Draw them one by one; the source remembers the time of the last:
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
    /// rates are. [Antithetic](super::Streams::antithetic) streams are always inverted.
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

    /// Makes each arrival one of several customers: a draw of `sizes`, rounded to the nearest whole number, at most
    /// [`u64::MAX`]. An empty batch is not an arrival: its time passes, and the next batch is drawn, so that the customers per
    /// unit of time are the rate times the mean size.
    ///
    /// After a million empty batches in a row, an arrival of size 0 is returned, so that a draw takes bounded time whatever
    /// the sizes are.
    #[must_use]
    pub fn in_batches(mut self, sizes: Variate<f64>) -> Self {
        self.sizes = Some(sizes);
        self
    }

    /// The next arrival; `None` if no more come, or the next is beyond [`Time::MAX`].
    pub fn draw(&mut self) -> Option<Arrival> {
        let mut at = self.kind.next()?;
        let Some(sizes) = &mut self.sizes else {
            return Some(Arrival { at, size: 1 });
        };
        let mut size = whole(sizes.draw());
        for _ in 1..MOST_EMPTY {
            if size > 0 {
                break;
            }
            at = self.kind.next()?;
            size = whole(sizes.draw());
        }
        Some(Arrival { at, size })
    }
}

impl Kind {
    /// The time of the next customer, or batch.
    fn next(&mut self) -> Option<Time> {
        match self {
            Self::Renewal { last, between } => {
                let next = last.saturating_add(between.draw());
                *last = next;
                (next < Time::MAX).then_some(next)
            }
            Self::Varying {
                last,
                rates,
                stream,
            } => {
                let next = rates.next(*last, stream)?;
                *last = next;
                Some(next)
            }
            Self::Listed(times) => times.pop(),
        }
    }
}

/// The whole number nearest to a draw, which is never negative.
fn whole(draw: f64) -> u64 {
    libm::round(draw) as u64
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

    /// Two customers a minute on average in batches of a Poisson number; no arrival has an empty batch.
    #[test]
    fn a_batch_of_none_is_none() {
        let streams = Streams::new(7, 0);
        let sizes = |mean| streams.variate("sizes", Distribution::poisson(mean).unwrap());
        let each = Arrivals::poisson(Time::ZERO, minutes(1.0), streams.stream("batches")).unwrap();
        let mut batches = each.clone().in_batches(sizes(2.0));
        let mut came = 0.0;
        let run = 20_000.0;
        while let Some(Arrival { at, size }) = batches.draw() {
            if at > Time::ZERO + minutes(run) {
                break;
            }
            assert!(size > 0);
            came += size as f64;
        }
        // A compound Poisson number: the variance is the rate times the mean square of a size, 2 + 2².
        let reach = 3.2905 * (run * 6.0_f64).sqrt();
        assert!((came - 2.0 * run).abs() < reach, "{came}");

        // The times of the batches that are not empty are those that would come without batches.
        let mut times = each.clone();
        let mut of_sizes = sizes(2.0);
        let mut batches = each.clone().in_batches(sizes(2.0));
        for _ in 0..100 {
            let (at, size) = (times.draw().unwrap().at, of_sizes.draw() as u64);
            if size > 0 {
                assert_eq!(batches.draw(), Some(Arrival { at, size }));
            }
        }
        // Bounded if all batches are empty: one arrival of size 0 for each million.
        let mut none = each.clone().in_batches(sizes(0.0));
        let first = none.draw().unwrap();
        assert_eq!(first.size, 0);
        let mut times = each;
        let millionth = (0..MOST_EMPTY).map(|_| times.draw().unwrap().at).last();
        assert_eq!(Some(first.at), millionth);
        let listed = Arrivals::recorded([hour(1.0), hour(2.0)]);
        assert_eq!(listed.in_batches(sizes(0.0)).draw(), None);
    }
}
