//! Units that a process holds.

use std::fmt;
use std::rc::Rc;

use super::asking::Shared;
use crate::resource::{Statistics, Watch};

/// Units of a [`Pool`](super::Pool), held until this is released or dropped.
#[must_use = "units are given back when this is dropped"]
pub struct Units<W: Watch = Statistics> {
    pub(super) shared: Rc<Shared<W>>,
    /// One of the units; the pool finds the service by it.
    pub(super) unit: usize,
    pub(super) count: usize,
    pub(super) number: u64,
}

impl<W: Watch> Units<W> {
    /// Gives the units back; the next in the queue gets them now. Dropping this does the same.
    pub fn release(self) {}

    /// The number of units seized.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The numbers of the units held, the lowest first; empty once they are lost.
    #[must_use]
    pub fn numbers(&self) -> Vec<usize> {
        let state = self.shared.state.borrow();
        let id = state.holding(self.unit, self.number);
        id.and_then(|id| state.inner.units(id))
            .map_or_else(Vec::new, <[usize]>::to_vec)
    }

    /// Whether the units were taken away by [`Pool::preempt`](super::Pool::preempt). The holder is also told by
    /// [`Interrupt::Preempted`](crate::process::Interrupt::Preempted), unless its interruptible wait lost a
    /// [`race`](crate::process::race) within the same event; then only this method tells.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        let state = self.shared.state.borrow();
        state.holding(self.unit, self.number).is_none()
    }
}

impl<W: Watch> Drop for Units<W> {
    fn drop(&mut self) {
        let Shared { core, .. } = &*self.shared;
        self.shared.act(false, |state| {
            let id = state.holding(self.unit, self.number);
            if let Some(released) = id.and_then(|id| state.inner.release(core.now(), id)) {
                state.tell(core, released.displaced, &released.starts);
            }
        });
    }
}

impl<W: Watch> fmt::Debug for Units<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.count, self.shared.name)
    }
}
