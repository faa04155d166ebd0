//! A stock with a waiting line.

use serde::{Deserialize, Serialize};

use super::head::{Head, amount, head_methods, queue_statistics, room_methods};
use super::request::{Promise, Request, Seized, WaitId, Withdrawn};
use super::stock::Stock;
use super::waiting_line::WaitingLine;
use super::watch::{Statistics, Unserved, Watch};
use crate::stats::TimeWeighted;
use crate::time::Time;

/// The direction in which pieces move.
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

/// A [`Stock`] with a line of requests that wait for pieces.
///
/// Requests are granted strictly in order: one that wants more than is available holds up those behind it. What is left over
/// is reserved for the first in line, so a newcomer takes pieces at once only if it would stand first.
///
/// Requests to put pieces in can wait for room as well. Then the end of a wait may let others proceed on either side: ask with
/// [`reserve`](Self::reserve), and after every change call [`reserve_next`](Self::reserve_next) until it returns `None`.
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
    serialize = "T: Serialize, W: Serialize, S: Serialize, P: Serialize",
    deserialize = "T: Deserialize<'de>, W: Deserialize<'de>, S: Deserialize<'de>, P: Deserialize<'de>"
))]
pub struct Buffer<T, W = (), S = TimeWeighted, P = ()> {
    stock: Stock<S>,
    /// The requests for pieces.
    head: Head<Asker<T>, W>,
    /// The requests for room.
    putters: Head<Asker<T>, P>,
    promised_pieces: u64,
    promised_room: u64,
}

impl<T, S: Watch> Buffer<T, (), S> {
    /// Makes a buffer around `stock`, with empty lines.
    #[must_use]
    pub fn new(stock: Stock<S>) -> Self {
        Self::watched(stock, (), ())
    }
}

impl<T, S: Watch> Buffer<T, Statistics, S, Statistics> {
    /// Makes a buffer around `stock`, with statistics of both lines since [`Time::ZERO`].
    ///
    /// # Examples
    ///
    /// A printer takes three blanks of ten at once, and a lorry waits four minutes for room:
    ///
    /// ```
    /// use cetak::resource::{Buffer, Request, Seized, Side, Stock};
    /// use cetak::time::{Time, minutes};
    ///
    /// let (eight, later) = (Time::ZERO, Time::ZERO + minutes(4.0));
    /// let shelf = Stock::new("shelf", 10).with_capacity(10);
    /// let mut shelf = Buffer::with_statistics(shelf);
    /// let _ = shelf.reserve(eight, Side::Put, 3, Request::default(), "lorry");
    /// let printer = shelf.reserve(later, Side::Take, 3, Request::default(), "printer");
    /// let Seized::Starts(printer) = printer else { unreachable!("they are there") };
    /// shelf.commit(later, printer);
    /// let lorry = shelf.reserve_next(later).expect("there is room now");
    /// shelf.commit(later, lorry);
    /// assert_eq!(shelf.waits().mean(), Some(0.0));
    /// assert_eq!(shelf.waits_for_room().mean(), Some(4.0)); // minutes
    /// assert_eq!(shelf.queue_length_for_room().mean(later), Some(1.0));
    /// ```
    #[must_use]
    pub fn with_statistics(stock: Stock<S>) -> Self {
        Self::watched(stock, Statistics::new(0), Statistics::new(0))
    }

    queue_statistics!(queue => queue);
}

impl<T, W: Watch, S: Watch, P: Watch> Buffer<T, W, S, P> {
    /// Like [`new`](Self::new), with a watch on the requests for pieces and one on those for room; `()` records nothing.
    #[must_use]
    pub fn watched(stock: Stock<S>, watch: W, for_room: P) -> Self {
        let name = stock.name().to_owned();
        Self {
            putters: Head::new(name.clone(), for_room),
            head: Head::new(name, watch),
            stock,
            promised_pieces: 0,
            promised_room: 0,
        }
    }

    head_methods!();
    room_methods!();

    /// Adds `pieces`. Returns the waiting requests that are granted now, in order.
    ///
    /// # Panics
    ///
    /// Like [`Stock::put`].
    #[must_use = "whoever is served goes on now"]
    pub fn put(&mut self, now: Time, pieces: u64) -> Vec<T> {
        self.stock.put(now, pieces);
        self.putters.started(now, now);
        self.serve(now)
    }

    /// Asks for `pieces`. They are granted all at once.
    ///
    /// # Panics
    ///
    /// If `pieces` exceeds the capacity of the stock, if `request` has waited since a time later than `now`, or if anyone
    /// waits for room: `take` cannot report who proceeds then, use [`reserve`](Self::reserve).
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

    /// Asks for pieces, or for room for pieces. They are promised all at once.
    ///
    /// # Panics
    ///
    /// If `pieces` exceeds the capacity of the stock, or if `request` has waited since a time later than `now`.
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
        self.head.promise(since, item, Pieces { side, pieces })
    }

    fn promised(&mut self, side: Side) -> &mut u64 {
        match side {
            Side::Take => &mut self.promised_pieces,
            Side::Put => &mut self.promised_room,
        }
    }

    /// The number of pieces, or of free places for pieces, that are not promised.
    #[must_use]
    pub fn available(&self, side: Side) -> u64 {
        match side {
            Side::Take => self.stock.level() - self.promised_pieces,
            Side::Put => self.stock.room() - self.promised_room,
        }
    }

    /// Promises the first request in either line what it waits for, if that is available.
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

    /// Carries out a promise: takes the pieces out or puts them in. Returns the item of the request.
    ///
    /// # Panics
    ///
    /// If a buffer of another name made the promise; like [`Stock::put`], if the stock exceeds 2⁶⁴ pieces in total.
    pub fn commit(&mut self, now: Time, promise: Promise<T, Pieces>) -> T {
        self.head.check_promise(&promise);
        let Pieces { side, pieces } = promise.given;
        *self.promised(side) -= pieces;
        match side {
            Side::Take => {
                let is_there = self.stock.take(now, pieces);
                debug_assert!(is_there, "promised pieces are there");
                self.head.started(now, promise.since);
            }
            Side::Put => {
                self.stock.put(now, pieces);
                self.putters.started(now, promise.since);
            }
        }
        promise.item
    }

    /// Revokes a promise and moves no pieces. Returns the item of the request, which counts as one that gave up.
    ///
    /// # Panics
    ///
    /// If a buffer of another name made the promise.
    pub fn cancel(&mut self, promise: Promise<T, Pieces>) -> T {
        self.head.check_promise(&promise);
        let Pieces { side, pieces } = promise.given;
        *self.promised(side) -= pieces;
        match side {
            Side::Take => self.head.left(Unserved::GaveUp),
            Side::Put => self.putters.left(Unserved::GaveUp),
        }
        promise.item
    }

    /// Ends a wait for pieces at once. Returns `None` and changes nothing if that wait is over. If the request stood first,
    /// those behind it may be granted now.
    pub fn withdraw(&mut self, now: Time, id: WaitId) -> Option<Withdrawn<T, T>> {
        let item = self.head.withdraw(now, id)?.item;
        let starts = self.serve(now);
        Some(Withdrawn { item, starts })
    }

    /// Ends a wait on one side at once. Returns the item, or `None` and changes nothing if that wait is over. If it stood
    /// first, [`reserve_next`](Self::reserve_next) says who proceeds.
    pub fn leave(&mut self, now: Time, side: Side, id: WaitId) -> Option<T> {
        let asker = match side {
            Side::Take => self.head.withdraw(now, id),
            Side::Put => self.putters.withdraw(now, id),
        };
        Some(asker?.item)
    }

    /// Whether a request for pieces would be granted now.
    pub(crate) fn could_start(&self, now: Time, pieces: u64, request: Request) -> bool {
        pieces <= self.available(Side::Take) && self.head.line.would_be_first(now, request)
    }

    /// Whether a request for pieces would find a place in the queue. If not, it counts as refused.
    pub(crate) fn has_place(&mut self, now: Time, request: Request) -> bool {
        let has_place = self.head.has_place(now, request, |_| true);
        if !has_place {
            self.head.left(Unserved::Refused);
        }
        has_place
    }

    /// Queues a request for pieces that is part of one for several resources.
    pub(crate) fn wait_together(
        &mut self,
        now: Time,
        pieces: u64,
        request: Request,
        item: T,
    ) -> Seized<(), T> {
        self.head.check(now, request);
        let asker = Asker { pieces, item };
        let answer = self.head.wait_together(now, request, asker, |_| true);
        answer.map(|()| (), |asker| asker.item)
    }

    /// Whether this part of a request for several resources can be granted now.
    pub(crate) fn can_start_together(&self, now: Time, id: WaitId) -> bool {
        let head = self.head.line.head_named(now, id);
        head.is_some_and(|waiter| waiter.item.pieces <= self.available(Side::Take))
    }

    /// Takes the pieces of this part of a request for several resources.
    pub(crate) fn start_together(&mut self, now: Time, id: WaitId) {
        if let Some(waiter) = self.head.take_together(now, id) {
            let is_there = self.stock.take(now, waiter.item.pieces);
            debug_assert!(is_there, "it was looked for before");
            self.head.started(now, waiter.since);
        }
    }

    /// The first that waits for pieces, if it is part of a request for several resources and could have them now.
    pub(crate) fn first_of_several(&self, now: Time) -> Option<&T> {
        let first = &self.head.line.head_of_several(now)?.item;
        (first.pieces <= self.available(Side::Take)).then_some(&first.item)
    }

    fn serve(&mut self, now: Time) -> Vec<T> {
        let mut served = Vec::new();
        while let Some(promise) = self.reserve_next(now) {
            served.push(self.commit(now, promise));
        }
        served
    }

    /// Forgets the level over time, what the watches recorded, and the counts of requests refused, withdrawn or pushed out. The
    /// stock keeps its totals, and the waiting requests stay.
    pub fn reset_statistics(&mut self, now: Time) {
        self.stock.reset_statistics(now);
        self.head.reset(now);
        self.putters.reset(now);
    }

    /// The stock itself. Promised pieces stay in it until the promise is committed.
    #[must_use]
    pub fn stock(&self) -> &Stock<S> {
        &self.stock
    }

    /// The waits for pieces or for room, with their start and reason.
    pub(crate) fn in_line(&self) -> impl Iterator<Item = (&T, Time, String)> {
        let name = self.stock.name();
        let pieces = move |asker: &Asker<T>| amount(asker.pieces, "piece", "pieces", name);
        let takers = self.head.in_line(move |asker| (&asker.item, pieces(asker)));
        let room = move |asker: &Asker<T>| format!("room for {}", pieces(asker));
        let putters = self
            .putters
            .in_line(move |asker| (&asker.item, room(asker)));
        takers.chain(putters)
    }

    /// The waiting items and the pieces each wants, in the order of service.
    pub fn waiters(&self) -> impl Iterator<Item = (&T, u64)> {
        self.waiters_for(Side::Take)
    }

    /// The items waiting on one side and the pieces of each, in the order of service.
    pub fn waiters_for(&self, side: Side) -> impl Iterator<Item = (&T, u64)> {
        let askers = self.line(side).iter().map(|waiter| &waiter.item);
        askers.map(|asker| (&asker.item, asker.pieces))
    }

    /// The item waiting on one side under this name; `None` if that wait is over.
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
