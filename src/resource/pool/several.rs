//! Requests for units of a pool that are part of a request for several resources at once.

use super::{Asker, Pool, Start};
use crate::resource::{Request, Seized, Unserved, WaitId, Watch};
use crate::time::Time;

impl<T, W: Watch> Pool<T, W> {
    /// Whether a request would start now.
    pub(crate) fn could_start(&self, now: Time, units: usize, request: Request) -> bool {
        units <= self.idle.len() && self.head.line.would_be_first(now, request)
    }

    /// Whether a request would find a place in the queue. If not, it counts as refused.
    pub(crate) fn has_place(&mut self, now: Time, request: Request) -> bool {
        let may_go = |asker: &Asker<T>| asker.returns == 0;
        let has_place = self.head.has_place(now, request, may_go);
        if !has_place {
            self.head.left(Unserved::Refused);
        }
        has_place
    }

    /// Queues part of a request for several resources.
    pub(crate) fn wait_together(
        &mut self,
        now: Time,
        units: usize,
        request: Request,
        item: T,
    ) -> Seized<(), T> {
        self.check(now, units, request);
        let asker = Asker::new(units, None, item);
        let may_go = |asker: &Asker<T>| asker.returns == 0;
        let answer = self.head.wait_together(now, request, asker, may_go);
        if let Seized::Replaces(_, out) = &answer {
            self.claims -= usize::from(out.claim.is_some());
        }
        answer.map(|()| (), |asker| asker.item)
    }

    /// Whether this part of a request for several resources can start now.
    pub(crate) fn can_start_together(&self, now: Time, id: WaitId) -> bool {
        let head = self.head.line.head_named(now, id);
        head.is_some_and(|waiter| waiter.item.units <= self.idle.len())
    }

    /// Starts this part of a request for several resources. What starts besides is told by [`weigh`](Self::weigh).
    pub(crate) fn start_together(&mut self, now: Time, id: WaitId) -> Option<Start> {
        let waiter = self.head.take_together(now, id)?;
        Some(self.start(now, waiter))
    }

    /// The first in the queue, if it is part of a request for several resources and could have its units now.
    pub(crate) fn first_of_several(&self, now: Time) -> Option<&T> {
        let first = &self.head.line.head_of_several(now)?.item;
        (first.units <= self.idle.len()).then_some(&first.item)
    }
}
