//! Equal servers with one queue.

use serde::{Deserialize, Serialize};

use super::head::{Head, amount, head_methods};
use super::request::{Promise, Request, Seized, WaitId};
use super::watch::{Statistics, Unserved, Watch};
use crate::stats::{Tally, TimeWeighted};
use crate::time::Time;

/// A number of equal servers with one queue in front of them, and the statistics of both.
///
/// [`seize`](Self::seize) and [`release`](Self::release) return who starts service now, and the model schedules the end of
/// that service. The queue is first come, first served, unless a [`Request`] says otherwise. Service is never interrupted,
/// and a request is for one server only; a [`Pool`](super::Pool) supports both, and knows who holds which unit.
///
/// # Examples
///
/// ```
/// use cetak::resource::Resource;
/// use cetak::time::{Time, minutes};
///
/// let eight = Time::ZERO;
/// let mut clerk = Resource::new("clerk", 1);
/// assert_eq!(clerk.seize(eight, "Wayan"), Some("Wayan")); // starts at once
/// assert_eq!(clerk.seize(eight + minutes(1.0), "Made"), None); // waits
/// assert_eq!(clerk.release(eight + minutes(4.0)), Some("Made")); // Wayan leaves, Made starts
/// assert_eq!(clerk.release(eight + minutes(10.0)), None);
///
/// assert_eq!(clerk.waits().count(), 2);
/// assert_eq!(clerk.waits().max(), Some(3.0)); // minutes
/// assert_eq!(clerk.utilisation(eight + minutes(20.0)), Some(0.5));
/// ```
///
/// A customer who gives up after five minutes:
///
/// ```
/// use cetak::resource::{Request, Resource, Seized};
/// use cetak::time::{Time, minutes};
///
/// let (eight, later) = (Time::ZERO, Time::ZERO + minutes(5.0));
/// let mut clerk = Resource::new("clerk", 1);
/// let _ = clerk.seize(eight, "Wayan");
/// let Seized::Waits(wait) = clerk.request(eight, Request::default().until(later), "Made") else {
///     unreachable!("the clerk is busy");
/// };
/// // ... the model schedules an event for `later` that does this:
/// assert_eq!(clerk.withdraw(later, wait), Some("Made"));
/// assert_eq!(clerk.withdraw(later, wait), None); // stale, and harmless
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(
    serialize = "T: Serialize, W: Serialize",
    deserialize = "T: Deserialize<'de>, W: Deserialize<'de>"
))]
pub struct Resource<T, W = Statistics> {
    capacity: usize,
    in_service: usize,
    head: Head<T, W>,
}

impl<T> Resource<T> {
    /// Makes `capacity` servers, idle since [`Time::ZERO`], with an unlimited queue. A capacity of 0 is for a resource that
    /// starts closed. The name is used in messages.
    #[must_use]
    pub fn new(name: impl Into<String>, capacity: usize) -> Self {
        Self::watched(name, capacity, Statistics::new(capacity))
    }

    /// The queue length over time.
    #[must_use]
    pub fn queue_length(&self) -> &TimeWeighted {
        self.head.watch.queue_length()
    }

    /// The number in service over time.
    #[must_use]
    pub fn servers_busy(&self) -> &TimeWeighted {
        self.head.watch.servers_busy()
    }

    /// The number in service beyond the capacity, over time: those who finish after a reduction.
    #[must_use]
    pub fn overtime(&self) -> &TimeWeighted {
        self.head.watch.overtime()
    }

    /// The share of the capacity that was busy until `now`, from 0 to 1; `None` if no time has passed or the capacity was
    /// always 0. Service beyond the capacity counts as [`overtime`](Self::overtime) instead.
    #[must_use]
    pub fn utilisation(&self, now: Time) -> Option<f64> {
        self.head.watch.utilisation(now)
    }

    /// The waits in minutes of all whose service has started, with 0 for those who did not wait.
    #[must_use]
    pub fn waits(&self) -> &Tally {
        self.head.watch.waits()
    }
}

impl<T, W: Watch> Resource<T, W> {
    /// Like [`new`](Self::new), but records into `watch` instead of the usual statistics; `()` records nothing.
    #[must_use]
    pub fn watched(name: impl Into<String>, capacity: usize, watch: W) -> Self {
        Self {
            capacity,
            in_service: 0,
            head: Head::new(name.into(), watch),
        }
    }

    head_methods!();

    /// Asks for a server. Returns `Some(item)` if its service starts now, `None` if it waits.
    ///
    /// # Panics
    ///
    /// If the queue has a limit and is full.
    #[inline]
    #[must_use = "schedule the end of each service that starts"]
    pub fn seize(&mut self, now: Time, item: T) -> Option<T> {
        self.seize_with(now, 0, item)
    }

    /// Like [`seize`](Self::seize), but goes before all with a higher key; `seize` itself uses the key 0.
    ///
    /// # Panics
    ///
    /// If the queue has a limit and is full.
    #[inline]
    #[must_use = "schedule the end of each service that starts"]
    pub fn seize_with(&mut self, now: Time, key: i64, item: T) -> Option<T> {
        match self.try_seize(now, key, item) {
            Ok(starts) => starts,
            Err(_) => self.overfull(now),
        }
    }

    /// Like [`seize_with`](Self::seize_with), for a queue that may be full.
    ///
    /// # Errors
    ///
    /// Gives the item back if all servers are busy and the queue is full; it is counted as [`refused`](Self::refused).
    ///
    /// # Panics
    ///
    /// If it pushes another out ([`with_push_out`](Self::with_push_out)): only [`request`](Self::request) can return that
    /// one.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::resource::Resource;
    /// use cetak::time::Time;
    ///
    /// let mut bench = Resource::new("bench", 1).with_queue_limit(1);
    /// assert_eq!(bench.try_seize(Time::ZERO, 0, "first"), Ok(Some("first")));
    /// assert_eq!(bench.try_seize(Time::ZERO, 0, "second"), Ok(None));
    /// assert_eq!(bench.try_seize(Time::ZERO, 0, "third"), Err("third"));
    /// ```
    #[inline]
    pub fn try_seize(&mut self, now: Time, key: i64, item: T) -> Result<Option<T>, T> {
        match self.enter(now, Request::key(key), item) {
            Seized::Starts(item) => Ok(Some(item)),
            Seized::Waits(_) => Ok(None),
            Seized::Refused(item) => Err(item),
            Seized::Replaces(..) => self.pushed(now),
        }
    }

    /// Asks for a server. If it has to wait, the answer names the wait.
    ///
    /// # Panics
    ///
    /// If `request` has waited since a time later than `now`, or for longer than a [`Span`](crate::time::Span) can hold.
    pub fn request(&mut self, now: Time, request: Request, item: T) -> Seized<T, T> {
        self.head.check(now, request);
        self.enter(now, request, item)
    }

    #[inline(always)]
    fn enter(&mut self, now: Time, request: Request, item: T) -> Seized<T, T> {
        match self.start_if_free(now, request) {
            true => Seized::Starts(item),
            false => self.head.wait(now, request, item, |_| true),
        }
    }

    /// Starts service if a server is free. Returns whether one was.
    #[inline(always)]
    pub(crate) fn start_if_free(&mut self, now: Time, request: Request) -> bool {
        if self.in_service >= self.capacity || self.head.line.together > 0 {
            return false;
        }
        self.head.check(now, request);
        self.in_service += 1;
        self.head.watch.busy(now, self.in_service);
        self.head.started(now, request.since.unwrap_or(now));
        true
    }

    /// Ends one service. Returns the next in the queue, whose service starts now.
    ///
    /// # Panics
    ///
    /// If nobody is in service.
    #[inline]
    #[must_use = "schedule the end of each service that starts"]
    pub fn release(&mut self, now: Time) -> Option<T> {
        let (since, item) = self.hand_over(now)?;
        self.head.started(now, since);
        Some(item)
    }

    /// Ends one service. Returns the next in the queue, who takes over the server.
    #[inline(always)]
    fn hand_over(&mut self, now: Time) -> Option<(Time, T)> {
        if self.in_service == 0 {
            self.nobody_in_service(now);
        }
        if self.in_service > self.capacity {
            self.end_overtime(now);
            return None;
        }
        if let Some(next) = self.head.next(now) {
            return Some(next);
        }
        self.in_service -= 1;
        self.head.watch.busy(now, self.in_service);
        None
    }

    #[cold]
    #[inline(never)]
    fn end_overtime(&mut self, now: Time) {
        self.in_service -= 1;
        self.head.watch.busy(now, self.in_service);
        let beyond = self.in_service - self.capacity;
        self.head.watch.overtime(now, beyond);
    }

    /// Ends a wait at once. Returns its item, or `None` and changes nothing if that wait is over.
    pub fn withdraw(&mut self, now: Time, id: WaitId) -> Option<T> {
        self.head.withdraw(now, id)
    }

    /// Sets the number of servers. Returns those who start service now, in order; none unless the capacity has grown.
    ///
    /// A reduction interrupts nobody: those in service finish, in [`overtime`](Self::overtime), and the next start once fewer
    /// are in service than there are servers. At 0 nobody starts.
    #[must_use = "schedule the end of each service that starts"]
    pub fn set_capacity(&mut self, now: Time, capacity: usize) -> Vec<T> {
        self.change_capacity(now, capacity);
        let mut starts = Vec::new();
        while let Some(promise) = self.reserve_next(now) {
            starts.push(self.commit(now, promise));
        }
        starts
    }

    /// Like [`set_capacity`](Self::set_capacity), but starts nobody: [`reserve_next`](Self::reserve_next) says who comes
    /// next.
    pub fn change_capacity(&mut self, now: Time, capacity: usize) {
        self.capacity = capacity;
        self.head.watch.capacity(now, capacity);
        let beyond = self.in_service.saturating_sub(capacity);
        self.head.watch.overtime(now, beyond);
    }

    /// Like [`request`](Self::request), but a free server is only promised.
    ///
    /// # Panics
    ///
    /// If `request` has waited since a time later than `now`.
    #[inline]
    pub fn reserve(&mut self, now: Time, request: Request, item: T) -> Seized<Promise<T>, T> {
        self.head.check(now, request);
        if self.could_start(now, request) {
            self.in_service += 1;
            self.head.watch.busy(now, self.in_service);
            let since = request.since.unwrap_or(now);
            return Seized::Starts(self.head.promise(since, item, ()));
        }
        self.head.wait(now, request, item, |_| true)
    }

    /// Whether a request would start now. A free server may be kept for a request for several resources.
    #[inline]
    pub(crate) fn could_start(&self, now: Time, request: Request) -> bool {
        let line = &self.head.line;
        self.in_service < self.capacity && (line.together == 0 || line.would_be_first(now, request))
    }

    /// Whether a request would find a place in the queue. If not, it counts as refused.
    pub(crate) fn has_place(&mut self, now: Time, request: Request) -> bool {
        let has_place = self.head.has_place(now, request, |_| true);
        if !has_place {
            self.head.left(Unserved::Refused);
        }
        has_place
    }

    /// Queues part of a request for several resources.
    pub(crate) fn wait_together(&mut self, now: Time, request: Request, item: T) -> Seized<(), T> {
        self.head.check(now, request);
        self.head.wait_together(now, request, item, |_| true)
    }

    /// Whether this part of a request for several resources can start now.
    pub(crate) fn can_start_together(&self, now: Time, id: WaitId) -> bool {
        self.in_service < self.capacity && self.head.line.head_named(now, id).is_some()
    }

    /// Starts this part of a request for several resources.
    pub(crate) fn start_together(&mut self, now: Time, id: WaitId) {
        if let Some(waiter) = self.head.take_together(now, id) {
            self.in_service += 1;
            self.head.watch.busy(now, self.in_service);
            self.head.started(now, waiter.since);
        }
    }

    /// The first in the queue, if it is part of a request for several resources and could have its server now.
    pub(crate) fn first_of_several(&self, now: Time) -> Option<&T> {
        let first = self.head.line.head_of_several(now)?;
        (self.in_service < self.capacity).then_some(&first.item)
    }

    /// Like [`release`](Self::release), but promises the server to the next in the queue.
    ///
    /// # Panics
    ///
    /// If nobody is in service.
    #[inline]
    pub fn pass_on(&mut self, now: Time) -> Option<Promise<T>> {
        let (since, item) = self.hand_over(now)?;
        Some(self.head.promise(since, item, ()))
    }

    /// Promises a free server to the first in the queue, if there are both.
    pub fn reserve_next(&mut self, now: Time) -> Option<Promise<T>> {
        if self.in_service >= self.capacity {
            return None;
        }
        let (since, item) = self.head.next(now)?;
        self.in_service += 1;
        self.head.watch.busy(now, self.in_service);
        Some(self.head.promise(since, item, ()))
    }

    /// Starts the promised service.
    ///
    /// # Panics
    ///
    /// If a resource of another name made the promise, or if the wait was longer than a [`Span`](crate::time::Span) can hold.
    #[inline]
    pub fn commit(&mut self, now: Time, promise: Promise<T>) -> T {
        self.head.check_promise(&promise);
        self.head.started(now, promise.since);
        promise.item
    }

    /// Revokes a promise. Returns the item that gave up, and the promise of that server to the next in the queue.
    ///
    /// # Panics
    ///
    /// If a resource of another name made the promise.
    pub fn cancel(&mut self, now: Time, promise: Promise<T>) -> (T, Option<Promise<T>>) {
        self.head.check_promise(&promise);
        self.head.left(Unserved::GaveUp);
        (promise.item, self.pass_on(now))
    }

    #[cold]
    #[inline(never)]
    fn overfull(&self, now: Time) -> ! {
        panic!(
            "at {now}: {} was seized while its queue of {} was full; use try_seize",
            self.head.line.name,
            self.head.line.len()
        )
    }

    #[cold]
    #[inline(never)]
    fn pushed(&self, now: Time) -> ! {
        panic!(
            "at {now}: {} was seized by one who pushes out another; use request",
            self.head.line.name
        )
    }

    #[cold]
    #[inline(never)]
    fn nobody_in_service(&self, now: Time) -> ! {
        panic!(
            "at {now}: {} was released while nobody was in service",
            self.head.line.name
        )
    }

    /// Restarts the statistics at `now`, as at the end of a warm-up: what the watch recorded, and the counts of those
    /// refused, withdrawn or pushed out. Nobody leaves, and a wait that began earlier counts in full when it ends.
    pub fn reset_statistics(&mut self, now: Time) {
        self.head.reset(now);
    }

    /// The number of servers.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.capacity
    }

    /// The number in service now.
    #[inline]
    #[must_use]
    pub fn in_service(&self) -> usize {
        self.in_service
    }

    /// The number of servers that serve nobody; 0 while more are in service than there are servers.
    #[must_use]
    pub fn idle(&self) -> usize {
        self.capacity.saturating_sub(self.in_service)
    }

    /// The waits with their start and reason.
    pub(crate) fn in_line(&self) -> impl Iterator<Item = (&T, Time, String)> {
        let name = self.name();
        self.head
            .in_line(move |item| (item, amount(1, "unit", "units", name)))
    }

    /// Which of those who wait do so for several resources at once, in the order of service.
    pub(crate) fn are_together(&self) -> impl Iterator<Item = bool> {
        self.head.are_together()
    }

    /// The waiting items, in the order of service.
    pub fn waiters(&self) -> impl Iterator<Item = &T> {
        self.head.line.iter().map(|waiter| &waiter.item)
    }

    /// The item waiting under this name, mutably; `None` if that wait is over.
    pub fn waiter_mut(&mut self, id: WaitId) -> Option<&mut T> {
        self.head.line.get_mut(id).map(|waiter| &mut waiter.item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::minutes;
    use proptest::prelude::*;

    fn minute(m: i64) -> Time {
        Time::ZERO + minutes(1.0) * m
    }

    #[test]
    fn its_statistics_are_those_counted_by_hand() {
        let mut clerks = Resource::new("clerks", 2);
        assert_eq!(clerks.utilisation(minute(0)), None);
        assert_eq!(clerks.seize(minute(0), 'a'), Some('a'));
        assert_eq!(clerks.seize(minute(2), 'b'), Some('b'));
        assert_eq!(clerks.seize(minute(3), 'c'), None);
        assert_eq!(clerks.seize(minute(5), 'd'), None);
        assert_eq!((clerks.in_service(), clerks.waiting()), (2, 2));
        assert_eq!(clerks.release(minute(6)), Some('c'));
        assert_eq!(clerks.release(minute(8)), Some('d'));
        assert_eq!(clerks.release(minute(9)), None);
        assert_eq!((clerks.in_service(), clerks.waiting()), (1, 0));
        // Two busy from 2 to 9, one before and after; one waits from 3 to 5 and 6 to 8, two from 5 to 6.
        let end = minute(10);
        assert_eq!(clerks.servers_busy().mean(end), Some(1.7));
        assert_eq!(clerks.utilisation(end), Some(0.85));
        assert_eq!(clerks.queue_length().mean(end), Some(0.6));
        assert_eq!(clerks.waits().count(), 4);
        assert_eq!(clerks.waits().mean(), Some(1.5));

        clerks.reset_statistics(end);
        assert_eq!(clerks.in_service(), 1);
        assert_eq!(clerks.servers_busy().mean(minute(12)), Some(1.0));
        assert_eq!(clerks.waits().count(), 0);
    }

    #[test]
    #[should_panic(
        expected = "at 0d 00:07:00: Susut/printer 1 was released while nobody was in service"
    )]
    fn releasing_the_idle_panics() {
        let _ = Resource::<()>::new("Susut/printer 1", 1).release(minute(7));
    }

    #[test]
    #[should_panic(expected = "at 0d 00:00:00: bench was seized while its queue of 0 was full")]
    fn seizing_the_overfull_panics() {
        let mut bench = Resource::new("bench", 1).with_queue_limit(0);
        assert_eq!(bench.seize(Time::ZERO, 1), Some(1));
        let _ = bench.seize(Time::ZERO, 2);
    }

    proptest! {
        /// Compares with a queue that is sorted again for every query.
        #[test]
        fn serves_in_the_order_of_key_and_arrival(
            capacity in 1_usize..4,
            limit in prop::option::of(0_usize..6),
            requests in prop::collection::vec((prop::bool::weighted(0.6), -3_i64..4, 0_i64..3), 0..200),
        ) {
            let mut tested = Resource::new("tested", capacity);
            if let Some(limit) = limit {
                tested = tested.with_queue_limit(limit);
            }
            let mut queue: Vec<(i64, usize)> = Vec::new();
            let (mut busy, mut refused, mut started) = (0, 0, 0);
            let mut now = Time::ZERO;
            for (item, (arrives, key, pause)) in requests.into_iter().enumerate() {
                now += minutes(1.0) * pause;
                if arrives {
                    let wanted = if busy < capacity {
                        busy += 1;
                        started += 1;
                        Ok(Some(item))
                    } else if limit.is_some_and(|limit| queue.len() >= limit) {
                        refused += 1;
                        Err(item)
                    } else {
                        queue.push((key, item));
                        Ok(None)
                    };
                    prop_assert_eq!(tested.try_seize(now, key, item), wanted);
                } else if busy > 0 {
                    queue.sort_unstable();
                    let wanted = (!queue.is_empty()).then(|| queue.remove(0).1);
                    started += u64::from(wanted.is_some());
                    busy -= usize::from(wanted.is_none());
                    prop_assert_eq!(tested.release(now), wanted);
                }
                prop_assert_eq!((tested.in_service(), tested.waiting()), (busy, queue.len()));
                prop_assert_eq!((tested.refused(), tested.waits().count()), (refused, started));
                let json = serde_json::to_string(&tested).unwrap();
                tested = serde_json::from_str(&json).unwrap();
            }
        }
    }
}
