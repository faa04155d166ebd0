//! The order of events: by time, and among equals by a number that no two of them share.

use crate::time::Time;

/// Something and its place in the order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<P> {
    pub time: Time,
    pub order: u64,
    pub payload: P,
}

/// Where a pending event stands, and the slot it is in.
pub(super) type Key = Entry<u32>;

/// Both parts of a place in the order as one number, which compares without a branch.
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
