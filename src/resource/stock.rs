//! A stock of equal pieces.

use serde::{Deserialize, Serialize};

use super::watch::Watch;
use crate::stats::TimeWeighted;
use crate::time::Time;

/// A stock of equal pieces: what was received, what was taken, and what is left.
///
/// # Examples
///
/// ```
/// use cetak::resource::Stock;
/// use cetak::time::{Time, days};
///
/// let mut blanks = Stock::new("blanks", 0);
/// blanks.put(Time::ZERO, 8_000);
/// assert!(blanks.take(Time::ZERO + days(1.0), 258));
/// assert!(!blanks.take(Time::ZERO + days(1.0), 8_000)); // too many: nothing is taken
/// assert_eq!(blanks.level(), 7_742);
/// assert_eq!(blanks.initial() + blanks.received(), blanks.level() + blanks.taken());
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Stock<W = TimeWeighted> {
    name: String,
    initial: u64,
    received: u64,
    taken: u64,
    capacity: Option<u64>,
    watch: W,
}

impl Stock {
    /// Makes a stock of `initial` pieces at [`Time::ZERO`]. The name is used in messages.
    #[must_use]
    pub fn new(name: impl Into<String>, initial: u64) -> Self {
        let level = TimeWeighted::new(Time::ZERO, initial as f64);
        Self::watched(name, initial, level)
    }

    /// The level over time.
    #[must_use]
    pub fn over_time(&self) -> &TimeWeighted {
        &self.watch
    }
}

impl<W: Watch> Stock<W> {
    /// Like [`new`](Self::new), but records into `watch` instead of the level over time; `()` records nothing.
    #[must_use]
    pub fn watched(name: impl Into<String>, initial: u64, watch: W) -> Self {
        Self {
            name: name.into(),
            initial,
            received: 0,
            taken: 0,
            capacity: None,
            watch,
        }
    }

    /// Limits the stock to `capacity` pieces.
    ///
    /// # Panics
    ///
    /// If it already holds more than `capacity`.
    #[must_use]
    pub fn with_capacity(mut self, capacity: u64) -> Self {
        assert!(
            self.level() <= capacity,
            "{}: {} pieces are in a stock for {capacity}",
            self.name,
            self.level()
        );
        self.capacity = Some(capacity);
        self
    }

    /// Adds `pieces`. Check [`room`](Self::room) first if they may not fit.
    ///
    /// # Panics
    ///
    /// If `pieces` exceeds the room left, or if `initial` and all pieces ever received together exceed 2⁶⁴.
    pub fn put(&mut self, now: Time, pieces: u64) {
        assert!(
            self.capacity.is_none() || pieces <= self.room(),
            "at {now}: {} has no room for {pieces} pieces more, only for {}",
            self.name,
            self.room()
        );
        let received = self.received.checked_add(pieces);
        match received.filter(|received| self.initial.checked_add(*received).is_some()) {
            Some(received) => self.received = received,
            None => panic!("at {now}: {} cannot hold {pieces} pieces more", self.name),
        }
        self.watch.level(now, self.level());
    }

    /// Takes `pieces` and returns `true`, or takes nothing and returns `false` if fewer are left.
    #[must_use = "nothing was taken if the answer is false"]
    pub fn take(&mut self, now: Time, pieces: u64) -> bool {
        if self.level() < pieces {
            return false;
        }
        self.taken += pieces;
        self.watch.level(now, self.level());
        true
    }

    /// Restarts the record of the level over time at `now`, as at the end of a warm-up. The totals of pieces received and
    /// taken go on.
    pub fn reset_statistics(&mut self, now: Time) {
        self.watch.reset(now);
    }

    /// The number of pieces left.
    #[must_use]
    pub fn level(&self) -> u64 {
        self.initial + self.received - self.taken
    }

    /// The number of pieces it can hold; `None` if there is no limit.
    #[must_use]
    pub fn capacity(&self) -> Option<u64> {
        self.capacity
    }

    /// The number of pieces there is room for.
    #[must_use]
    pub fn room(&self) -> u64 {
        self.capacity.unwrap_or(u64::MAX) - self.level()
    }

    /// The number of pieces at the beginning.
    #[must_use]
    pub fn initial(&self) -> u64 {
        self.initial
    }

    /// The number of pieces ever put in.
    #[must_use]
    pub fn received(&self) -> u64 {
        self.received
    }

    /// The number of pieces ever taken out.
    #[must_use]
    pub fn taken(&self) -> u64 {
        self.taken
    }

    /// The name given to it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The watch, with what it has recorded.
    #[must_use]
    pub fn watch(&self) -> &W {
        &self.watch
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::minutes;

    #[test]
    fn a_stock_keeps_its_books() {
        let mut ribbons = Stock::new("ribbons", 3);
        assert!(ribbons.take(Time::ZERO + minutes(2.0), 3));
        assert!(!ribbons.take(Time::ZERO + minutes(2.0), 1));
        assert!(ribbons.take(Time::ZERO + minutes(2.0), 0));
        ribbons.put(Time::ZERO + minutes(3.0), 10);
        assert_eq!(
            (ribbons.level(), ribbons.received(), ribbons.taken()),
            (10, 10, 3)
        );
        let mean = ribbons.over_time().mean(Time::ZERO + minutes(4.0));
        assert_eq!(mean, Some((3.0 * 2.0 + 0.0 + 10.0) / 4.0));

        ribbons.reset_statistics(Time::ZERO + minutes(4.0));
        assert!(ribbons.take(Time::ZERO + minutes(5.0), 4));
        let mean = ribbons.over_time().mean(Time::ZERO + minutes(6.0));
        assert_eq!(mean, Some((10.0 + 6.0) / 2.0));
        assert_eq!((ribbons.received(), ribbons.taken()), (10, 7));
    }

    #[test]
    #[should_panic(expected = "at 0d 00:00:00: blanks cannot hold 2 pieces more")]
    fn a_stock_beyond_counting_panics() {
        Stock::new("blanks", u64::MAX - 1).put(Time::ZERO, 2);
    }
}
