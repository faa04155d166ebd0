//! The queue in front of a resource, in the order of (key, arrival).

use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, VecDeque};

use serde::{Deserialize, Serialize};

use crate::time::Time;

/// One who waits.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Waiter<T> {
    key: i64,
    /// Arrivals before this one; never equal for two who wait.
    arrival: u64,
    pub since: Time,
    pub item: T,
}

impl<T> Waiter<T> {
    fn rank(&self) -> (i64, u64) {
        (self.key, self.arrival)
    }
}

impl<T> PartialEq for Waiter<T> {
    fn eq(&self, other: &Self) -> bool {
        self.rank() == other.rank()
    }
}

impl<T> Eq for Waiter<T> {}

impl<T> PartialOrd for Waiter<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Waiter<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

/// Two ordered lines; the next to be served is the earlier of their first ones.
///
/// Who ranks behind everybody in `tail` joins it, at the cost of a plain first-come first-served queue. Only who
/// overtakes somebody goes to `overtakers`, at the cost of a heap.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct WaitingLine<T> {
    tail: VecDeque<Waiter<T>>,
    overtakers: BinaryHeap<Reverse<Waiter<T>>>,
    arrivals: u64,
}

impl<T> WaitingLine<T> {
    pub fn new() -> Self {
        Self {
            tail: VecDeque::new(),
            overtakers: BinaryHeap::new(),
            arrivals: 0,
        }
    }

    #[inline]
    pub fn len(&self) -> usize {
        self.tail.len() + self.overtakers.len()
    }

    #[inline]
    pub fn join(&mut self, key: i64, since: Time, item: T) {
        let waiter = Waiter {
            key,
            arrival: self.arrivals,
            since,
            item,
        };
        self.arrivals += 1;
        match self.tail.back() {
            Some(last) if key < last.key => self.overtakers.push(Reverse(waiter)),
            _ => self.tail.push_back(waiter),
        }
    }

    #[inline]
    pub fn next(&mut self) -> Option<Waiter<T>> {
        if let Some(Reverse(overtaker)) = self.overtakers.peek()
            && self.tail.front().is_none_or(|first| overtaker < first)
        {
            return self.overtakers.pop().map(|Reverse(waiter)| waiter);
        }
        self.tail.pop_front()
    }
}
