//! A waiting line for something to become true.

use serde::{Deserialize, Serialize};

use super::head::{Head, head_methods};
use super::request::{Request, Seized, WaitId};
use super::watch::Watch;
use crate::time::Time;

/// A line that waits until something becomes true. The model says when: it calls [`wake`](Self::wake) or
/// [`wake_if`](Self::wake_if) after a change that may have made it true.
///
/// # Examples
///
/// Ships that wait for the tide, each for the depth it needs:
///
/// ```
/// use cetak::resource::{Condition, Request};
/// use cetak::time::Time;
///
/// let now = Time::ZERO;
/// let mut tide = Condition::new("tide");
/// tide.wait(now, Request::default(), ("Dewi", 12));
/// let wait = tide.wait(now, Request::default(), ("Sri", 9));
/// tide.wait(now, Request::default(), ("Bayu", 8));
/// assert_eq!(tide.withdraw(now, wait), Some(("Sri", 9))); // turns away
/// let depth = 10;
/// assert_eq!(tide.wake_if(now, |(_, draught)| *draught <= depth), [("Bayu", 8)]);
/// assert_eq!(tide.waiting(), 1);
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(
    serialize = "T: Serialize, W: Serialize",
    deserialize = "T: Deserialize<'de>, W: Deserialize<'de>"
))]
pub struct Condition<T, W = ()> {
    head: Head<T, W>,
}

impl<T> Default for Condition<T> {
    fn default() -> Self {
        Self::new("condition")
    }
}

impl<T> Condition<T> {
    /// Makes an empty line. The name is used in messages.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self::watched(name, ())
    }
}

impl<T, W: Watch> Condition<T, W> {
    /// Like [`new`](Self::new), with a watch on the line.
    #[must_use]
    pub fn watched(name: impl Into<String>, watch: W) -> Self {
        Self {
            head: Head::new(name.into(), watch),
        }
    }

    head_methods!();

    /// Joins the line, even if the condition is already true: the model checks that first.
    ///
    /// # Panics
    ///
    /// If the queue has a limit and is full; use [`request`](Self::request) where that can happen.
    pub fn wait(&mut self, now: Time, request: Request, item: T) -> WaitId {
        match self.request(now, request, item) {
            Seized::Waits(wait) => wait,
            _ => panic!(
                "at {now}: the queue of {} is full; use request",
                self.name()
            ),
        }
    }

    /// Like [`wait`](Self::wait), for a queue that may be full. The answer is never [`Seized::Starts`].
    ///
    /// # Panics
    ///
    /// If `request` has waited since a time later than `now`.
    pub fn request(&mut self, now: Time, request: Request, item: T) -> Seized<(), T> {
        self.head.check(now, request);
        self.head.wait(now, request, item, |_| true)
    }

    /// Releases all waiting items in order, except those past their deadline.
    #[must_use = "whoever goes on waits no longer"]
    pub fn wake(&mut self, now: Time) -> Vec<T> {
        self.wake_if(now, |_| true)
    }

    /// Releases all waiting items for which `is_true` holds, in order, except those past their deadline. `is_true` is called once
    /// for each, in order.
    #[must_use = "whoever goes on waits no longer"]
    pub fn wake_if(&mut self, now: Time, is_true: impl FnMut(&T) -> bool) -> Vec<T> {
        let awake = self.head.line.take_all(now, is_true);
        self.head.watch.waiting(now, self.head.line.len());
        let goes_on = |waiter: super::waiting_line::Waiter<T>| {
            self.head.started(now, waiter.since);
            waiter.item
        };
        awake.into_iter().map(goes_on).collect()
    }

    /// Ends a wait at once. Returns the item, or `None` and changes nothing if that wait is over.
    pub fn withdraw(&mut self, now: Time, id: WaitId) -> Option<T> {
        self.head.withdraw(now, id)
    }

    /// Forgets what the watch recorded, and the counts of requests refused, withdrawn or pushed out. The waiting line stays.
    pub fn reset_statistics(&mut self, now: Time) {
        self.head.reset(now);
    }

    /// The waits with their start and reason.
    pub(crate) fn in_line(&self) -> impl Iterator<Item = (&T, Time, String)> {
        self.head.in_line(|item| (item, self.name().to_owned()))
    }

    /// The waiting items, in order.
    pub fn waiters(&self) -> impl Iterator<Item = &T> {
        self.head.line.iter().map(|waiter| &waiter.item)
    }
}
