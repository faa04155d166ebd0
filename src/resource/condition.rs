//! Those who wait until something becomes true.

use serde::{Deserialize, Serialize};

use super::request::{Request, WaitId};
use super::waiting_line::WaitingLine;
use crate::time::Time;

/// A line of those who wait until something becomes true. The model says when: it calls [`wake`](Self::wake) or
/// [`wake_if`](Self::wake_if) after a change that may have made it true.
///
/// # Examples
///
/// Ships that wait for the tide, each for its own depth:
///
/// ```
/// use cetak::resource::{Condition, Request};
/// use cetak::time::Time;
///
/// let now = Time::ZERO;
/// let mut tide = Condition::new();
/// tide.wait(now, Request::default(), ("Dewi", 12));
/// let wait = tide.wait(now, Request::default(), ("Sri", 9));
/// tide.wait(now, Request::default(), ("Bayu", 8));
/// assert_eq!(tide.withdraw(wait), Some(("Sri", 9))); // turns away
/// let depth = 10;
/// assert_eq!(tide.wake_if(now, |(_, draught)| *draught <= depth), [("Bayu", 8)]);
/// assert_eq!(tide.waiting(), 1);
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Condition<T> {
    line: WaitingLine<T>,
}

impl<T> Default for Condition<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Condition<T> {
    /// Nobody waits.
    #[must_use]
    pub fn new() -> Self {
        Self {
            line: WaitingLine::new(),
        }
    }

    /// Waits from now on, even if it is true already: that is for the model to look at first.
    pub fn wait(&mut self, now: Time, request: Request, item: T) -> WaitId {
        self.line.join(now, request, item)
    }

    /// All who wait go on, in order, but those past their deadline.
    #[must_use = "whoever goes on waits no longer"]
    pub fn wake(&mut self, now: Time) -> Vec<T> {
        self.wake_if(now, |_| true)
    }

    /// All who wait and for whom it is true go on, in order, but those past their deadline. Each is asked once, in order.
    #[must_use = "whoever goes on waits no longer"]
    pub fn wake_if(&mut self, now: Time, is_true: impl FnMut(&T) -> bool) -> Vec<T> {
        let awake = self.line.take_all(now, is_true);
        awake.into_iter().map(|waiter| waiter.item).collect()
    }

    /// Ends a wait at once: who waited, or `None` if that wait is over, which changes nothing.
    pub fn withdraw(&mut self, id: WaitId) -> Option<T> {
        self.line.withdraw(id).map(|waiter| waiter.item)
    }

    /// How many wait now.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.line.len()
    }

    /// Who waits, in order.
    pub fn waiters(&self) -> impl Iterator<Item = &T> {
        self.line.iter().map(|waiter| &waiter.item)
    }
}
