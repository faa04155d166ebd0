//! A stock that one can wait for.

use serde::{Deserialize, Serialize};

use super::request::{Request, Seized, WaitId, Withdrawn};
use super::stock::Stock;
use super::waiting_line::WaitingLine;
use crate::time::Time;

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Taker<T> {
    pieces: u64,
    item: T,
}

/// A [`Stock`] with a line of those who wait for pieces.
///
/// Takers are served strictly in order: one who wants more than there is holds up those behind. Whatever was left is
/// taken by the first in line, so a newcomer takes at once only if it would stand first.
///
/// # Examples
///
/// ```
/// use cetak::resource::{Buffer, Request, Seized, Stock};
/// use cetak::time::Time;
///
/// let now = Time::ZERO;
/// let mut blanks = Buffer::new(Stock::new("blanks", 100));
/// assert_eq!(blanks.take(now, 60, Request::default(), "Susut"), Seized::Starts("Susut"));
/// assert!(matches!(blanks.take(now, 60, Request::default(), "Kintamani"), Seized::Waits(_)));
/// assert!(matches!(blanks.take(now, 10, Request::default(), "Tembuku"), Seized::Waits(_)));
/// assert_eq!(blanks.put(now, 40), ["Kintamani", "Tembuku"]);
/// assert_eq!(blanks.stock().level(), 10);
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Buffer<T> {
    stock: Stock,
    line: WaitingLine<Taker<T>>,
}

impl<T> Buffer<T> {
    /// This stock, for which nobody waits yet.
    #[must_use]
    pub fn new(stock: Stock) -> Self {
        Self {
            stock,
            line: WaitingLine::new(),
        }
    }

    /// Adds `pieces`. Who has waited and is given its pieces now, in order.
    ///
    /// # Panics
    ///
    /// As [`Stock::put`].
    #[must_use = "whoever is served goes on now"]
    pub fn put(&mut self, now: Time, pieces: u64) -> Vec<T> {
        self.stock.put(now, pieces);
        self.serve(now)
    }

    /// Asks for `pieces`, to be given all of them at once.
    ///
    /// # Panics
    ///
    /// If it is more than the stock can ever hold, or the request has waited since a time later than `now`.
    pub fn take(&mut self, now: Time, pieces: u64, request: Request, item: T) -> Seized<T, T> {
        let name = self.stock.name();
        if let Some(capacity) = self.stock.capacity() {
            assert!(
                pieces <= capacity,
                "at {now}: {pieces} pieces of {name} are wanted at once, which holds {capacity}"
            );
        }
        assert!(
            request.since.is_none_or(|since| since <= now),
            "at {now}: {name} is asked by one who waits since a later time"
        );
        if self.line.would_be_first(now, request) && self.stock.take(now, pieces) {
            return Seized::Starts(item);
        }
        Seized::Waits(self.line.join(now, request, Taker { pieces, item }))
    }

    /// Ends a wait at once; `None` if that wait is over, which changes nothing. If it stood first, those behind it may
    /// now be given their pieces.
    pub fn withdraw(&mut self, now: Time, id: WaitId) -> Option<Withdrawn<T, T>> {
        let item = self.line.withdraw(id)?.item.item;
        let starts = self.serve(now);
        Some(Withdrawn { item, starts })
    }

    fn serve(&mut self, now: Time) -> Vec<T> {
        let mut served = Vec::new();
        while let Some(first) = self.line.first(now)
            && self.stock.take(now, first.item.pieces)
        {
            let taker = self.line.next(now).expect("it was the first");
            served.push(taker.item.item);
        }
        served
    }

    /// As [`Stock::reset_statistics`]. Nobody leaves.
    pub fn reset_statistics(&mut self, now: Time) {
        self.stock.reset_statistics(now);
    }

    /// The stock itself.
    #[must_use]
    pub fn stock(&self) -> &Stock {
        &self.stock
    }

    /// How many wait now.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.line.len()
    }

    /// Who waits and for how many pieces, in the order in which they will be served.
    pub fn waiters(&self) -> impl Iterator<Item = (&T, u64)> {
        let takers = self.line.iter().map(|waiter| &waiter.item);
        takers.map(|taker| (&taker.item, taker.pieces))
    }
}
