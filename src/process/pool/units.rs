//! Units that a process holds.

use std::fmt;
use std::rc::Rc;

use super::asking::Shared;
use crate::resource::{Statistics, Watch};

/// Units of a [`Pool`](super::Pool) that are held, until this is released or dropped.
#[must_use = "units are given back when this is dropped"]
pub struct Units<W: Watch = Statistics> {
    pub(super) shared: Rc<Shared<W>>,
    /// One of them, by which to find its service.
    pub(super) unit: usize,
    pub(super) count: usize,
    pub(super) number: u64,
}

impl<W: Watch> Units<W> {
    /// Gives the units back; who is next gets them now. The same as dropping this.
    pub fn release(self) {}

    /// How many units were seized.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Which units are held, the lowest first; none once they are lost.
    #[must_use]
    pub fn numbers(&self) -> Vec<usize> {
        let state = self.shared.state.borrow();
        let id = state.holding(self.unit, self.number);
        id.and_then(|id| state.inner.units(id))
            .map_or_else(Vec::new, <[usize]>::to_vec)
    }

    /// Whether they were taken away by [`Pool::preempt`](super::Pool::preempt). The holder is told by
    /// [`Interrupt::Preempted`](crate::process::Interrupt::Preempted) as well, unless its interruptible wait lost a
    /// [`race`](crate::process::race) within the same event; then only this says it.
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
