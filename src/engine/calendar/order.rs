//! The order of events: by time, and among equals by a number that is unique.

use crate::time::Time;

/// A payload and its place in the order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<P> {
    pub time: Time,
    pub order: u64,
    pub payload: P,
}

/// The place of a pending event in the order, and its slot.
pub(super) type Key = Entry<u32>;

/// Time and order as one number, which compares without a branch.
#[inline]
pub(super) fn rank(time: Time, order: u64) -> i128 {
    (i128::from(time.as_micros()) << 64) | i128::from(order)
}

impl<P> Entry<P> {
    #[inline]
    pub fn rank(&self) -> i128 {
        rank(self.time, self.order)
    }

    #[inline]
    pub fn precedes(&self, other: &Self) -> bool {
        self.rank() < other.rank()
    }
}
