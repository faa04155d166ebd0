//! A stock that one can wait for.

use serde::{Deserialize, Serialize};

use super::head::{Head, head_methods};
use super::request::{Promise, Request, Seized, WaitId, Withdrawn};
use super::stock::Stock;
use super::waiting_line::WaitingLine;
use super::watch::Watch;
use crate::stats::TimeWeighted;
use crate::time::Time;

/// Which way pieces go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Out of the stock.
    Take,
    /// Into the stock.
    Put,
}

/// What a [`Buffer`] has promised: pieces, or room for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pieces {
    side: Side,
    pieces: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Asker<T> {
    pieces: u64,
    item: T,
}

/// A [`Stock`] with a line of those who wait for pieces.
///
/// Takers are served strictly in order: one who wants more than there is holds up those behind. Whatever was left is
/// taken by the first in line, so a newcomer takes at once only if it would stand first.
///
/// Who puts in can wait for room as well. Then each end of a wait may let others go on, on either side, so one asks by
/// [`reserve`](Self::reserve), and after every change calls [`reserve_next`](Self::reserve_next) until nobody is next.
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
///
/// A lorry that waits for room:
///
/// ```
/// use cetak::resource::{Buffer, Request, Seized, Side, Stock};
/// use cetak::time::Time;
///
/// let now = Time::ZERO;
/// let mut shelf = Buffer::new(Stock::new("shelf", 8).with_capacity(10));
/// let lorry = shelf.reserve(now, Side::Put, 5, Request::default(), "lorry");
/// assert!(matches!(lorry, Seized::Waits(_)));
/// let Seized::Starts(printer) = shelf.reserve(now, Side::Take, 4, Request::default(), "printer") else {
///     unreachable!("they are there");
/// };
/// assert_eq!((shelf.commit(now, printer), shelf.stock().level()), ("printer", 4));
/// let lorry = shelf.reserve_next(now).expect("there is room now");
/// assert_eq!((shelf.commit(now, lorry), shelf.stock().level()), ("lorry", 9));
/// assert!(shelf.reserve_next(now).is_none());
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(
    serialize = "T: Serialize, W: Serialize, S: Serialize",
    deserialize = "T: Deserialize<'de>, W: Deserialize<'de>, S: Deserialize<'de>"
))]
pub struct Buffer<T, W = (), S = TimeWeighted> {
    stock: Stock<S>,
    /// Those who wait for pieces.
    head: Head<Asker<T>, W>,
    /// Those who wait for room.
    putters: Head<Asker<T>, ()>,
    promised_pieces: u64,
    promised_room: u64,
}

impl<T, S: Watch> Buffer<T, (), S> {
    /// This stock, for which nobody waits yet.
    #[must_use]
    pub fn new(stock: Stock<S>) -> Self {
        Self::watched(stock, ())
    }
}

impl<T, W: Watch, S: Watch> Buffer<T, W, S> {
    /// As [`new`](Self::new), with a watch on those who wait for pieces.
    #[must_use]
    pub fn watched(stock: Stock<S>, watch: W) -> Self {
        let name = stock.name().to_owned();
        Self {
            putters: Head::new(name.clone(), ()),
            head: Head::new(name, watch),
            stock,
            promised_pieces: 0,
            promised_room: 0,
        }
    }

    head_methods!();

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
    /// If it is more than the stock can ever hold, the request has waited since a time later than `now`, or somebody waits for
    /// room, whom this cannot tell: [`reserve`](Self::reserve) then.
    pub fn take(&mut self, now: Time, pieces: u64, request: Request, item: T) -> Seized<T, T> {
        assert!(
            self.putters.line.len() == 0,
            "at {now}: pieces of {} are taken while somebody waits for room; use reserve",
            self.name()
        );
        match self.reserve(now, Side::Take, pieces, request, item) {
            Seized::Starts(promise) => Seized::Starts(self.commit(now, promise)),
            answer => answer.map(|_| unreachable!("it waits"), |item| item),
        }
    }

    /// Asks for pieces, or for room for pieces, to be promised all of them at once.
    ///
    /// # Panics
    ///
    /// If it is more than the stock can ever hold, or the request has waited since a time later than `now`.
    pub fn reserve(
        &mut self,
        now: Time,
        side: Side,
        pieces: u64,
        request: Request,
        item: T,
    ) -> Seized<Promise<T, Pieces>, T> {
        let name = self.stock.name();
        if let Some(capacity) = self.stock.capacity() {
            assert!(
                pieces <= capacity,
                "at {now}: {pieces} pieces of {name} are wanted at once, which holds {capacity}"
            );
        }
        self.head.check(now, request);
        let is_first = self.line(side).would_be_first(now, request);
        if is_first && pieces <= self.available(side) {
            let since = request.since.unwrap_or(now);
            return Seized::Starts(self.promise(side, since, Asker { pieces, item }));
        }
        let asker = Asker { pieces, item };
        let answer = match side {
            Side::Take => self.head.wait(now, request, asker, |_| true),
            Side::Put => self.putters.wait(now, request, asker, |_| true),
        };
        answer.map(|start| start, |asker| asker.item)
    }

    fn promise(&mut self, side: Side, since: Time, asker: Asker<T>) -> Promise<T, Pieces> {
        let Asker { pieces, item } = asker;
        *self.promised(side) += pieces;
        let given = Pieces { side, pieces };
        Promise { since, item, given }
    }

    fn promised(&mut self, side: Side) -> &mut u64 {
        match side {
            Side::Take => &mut self.promised_pieces,
            Side::Put => &mut self.promised_room,
        }
    }

    /// How many pieces, or for how many there is room, that nobody was promised.
    #[must_use]
    pub fn available(&self, side: Side) -> u64 {
        match side {
            Side::Take => self.stock.level() - self.promised_pieces,
            Side::Put => self.stock.room() - self.promised_room,
        }
    }

    /// Promises the first in one of the lines what it waits for, if that is there.
    pub fn reserve_next(&mut self, now: Time) -> Option<Promise<T, Pieces>> {
        for side in [Side::Take, Side::Put] {
            let available = self.available(side);
            let next = match side {
                Side::Take => next_of(&mut self.head, now, available),
                Side::Put => next_of(&mut self.putters, now, available),
            };
            if let Some((since, asker)) = next {
                return Some(self.promise(side, since, asker));
            }
        }
        None
    }

    /// What was promised changes hands: who goes on.
    ///
    /// # Panics
    ///
    /// As [`Stock::put`], if all that was ever in stock exceeds 2⁶⁴ pieces.
    pub fn commit(&mut self, now: Time, promise: Promise<T, Pieces>) -> T {
        let Pieces { side, pieces } = promise.given;
        *self.promised(side) -= pieces;
        match side {
            Side::Take => {
                let is_there = self.stock.take(now, pieces);
                debug_assert!(is_there, "promised pieces are there");
                self.head.started(now, promise.since);
            }
            Side::Put => self.stock.put(now, pieces),
        }
        promise.item
    }

    /// What was promised stays where it is: who gave up.
    pub fn cancel(&mut self, promise: Promise<T, Pieces>) -> T {
        let Pieces { side, pieces } = promise.given;
        *self.promised(side) -= pieces;
        match side {
            Side::Take => self.head.gave_up += 1,
            Side::Put => self.putters.gave_up += 1,
        }
        promise.item
    }

    /// Ends a wait for pieces at once; `None` if that wait is over, which changes nothing. If it stood first, those behind it may
    /// now be given their pieces.
    pub fn withdraw(&mut self, now: Time, id: WaitId) -> Option<Withdrawn<T, T>> {
        let item = self.head.withdraw(now, id)?.item;
        let starts = self.serve(now);
        Some(Withdrawn { item, starts })
    }

    /// Ends a wait on one side at once: who waited, or `None` if that wait is over, which changes nothing.
    /// [`reserve_next`](Self::reserve_next) says who goes on because it stood first.
    pub fn leave(&mut self, now: Time, side: Side, id: WaitId) -> Option<T> {
        let asker = match side {
            Side::Take => self.head.withdraw(now, id),
            Side::Put => self.putters.withdraw(now, id),
        };
        Some(asker?.item)
    }

    fn serve(&mut self, now: Time) -> Vec<T> {
        let mut served = Vec::new();
        while let Some(promise) = self.reserve_next(now) {
            served.push(self.commit(now, promise));
        }
        served
    }

    /// Forgets the level over time, what the watch wrote down, and how many were refused, gave up or were pushed out. The
    /// books of the stock go on, and nobody leaves.
    pub fn reset_statistics(&mut self, now: Time) {
        self.stock.reset_statistics(now);
        self.head.reset(now);
        self.putters.reset(now);
    }

    /// The stock itself. What was promised is in it until it changes hands.
    #[must_use]
    pub fn stock(&self) -> &Stock<S> {
        &self.stock
    }

    /// How many wait for room now.
    #[must_use]
    pub fn waiting_for_room(&self) -> usize {
        self.putters.line.len()
    }

    /// Who waits and for how many pieces, in the order in which they will be served.
    pub fn waiters(&self) -> impl Iterator<Item = (&T, u64)> {
        self.waiters_for(Side::Take)
    }

    /// Who waits on one side and for how many pieces, in the order in which they will be served.
    pub fn waiters_for(&self, side: Side) -> impl Iterator<Item = (&T, u64)> {
        let askers = self.line(side).iter().map(|waiter| &waiter.item);
        askers.map(|asker| (&asker.item, asker.pieces))
    }

    /// Who waits on one side under this name; `None` if that wait is over.
    #[must_use]
    pub fn waiter(&self, side: Side, id: WaitId) -> Option<&T> {
        Some(&self.line(side).get(id)?.item.item)
    }

    fn line(&self, side: Side) -> &WaitingLine<Asker<T>> {
        match side {
            Side::Take => &self.head.line,
            Side::Put => &self.putters.line,
        }
    }
}

fn next_of<T, W: Watch>(
    head: &mut Head<Asker<T>, W>,
    now: Time,
    available: u64,
) -> Option<(Time, Asker<T>)> {
    let first = head.line.first(now)?;
    match first.item.pieces <= available {
        true => head.next(now),
        false => None,
    }
}
