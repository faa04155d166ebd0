//! What everything that one can wait for has in common: a name, a line, its limit, who left it unserved, and a watch.

use serde::{Deserialize, Serialize};

use super::request::{Request, Seized, WaitId};
use super::waiting_line::{WaitingLine, waited};
use super::watch::Watch;
use crate::time::Time;

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(
    serialize = "T: Serialize, W: Serialize",
    deserialize = "T: Deserialize<'de>, W: Deserialize<'de>"
))]
pub(super) struct Head<T, W> {
    pub name: String,
    pub line: WaitingLine<T>,
    limit: Option<usize>,
    pushes_out: bool,
    pub refused: u64,
    pub gave_up: u64,
    pub pushed_out: u64,
    pub watch: W,
}

impl<T, W: Watch> Head<T, W> {
    pub fn new(name: String, watch: W) -> Self {
        Self {
            name,
            line: WaitingLine::new(),
            limit: None,
            pushes_out: false,
            refused: 0,
            gave_up: 0,
            pushed_out: 0,
            watch,
        }
    }

    pub fn set_limit(&mut self, limit: usize) {
        self.limit = Some(limit);
    }

    pub fn set_push_out(&mut self) {
        self.pushes_out = true;
    }

    pub fn check(&self, now: Time, request: Request) {
        assert!(
            request.since.is_none_or(|since| since <= now),
            "at {now}: {} is asked by one who waits since a later time",
            self.name
        );
    }

    /// Lets one wait, if there is room in the line or one who `may_go` can be pushed out.
    #[inline(always)]
    pub fn wait<S>(
        &mut self,
        now: Time,
        request: Request,
        item: T,
        may_go: impl Fn(&T) -> bool,
    ) -> Seized<S, T> {
        if (self.limit).is_some_and(|limit| self.line.is_full(now, limit)) {
            return self.wait_if_urgent(now, request, item, may_go);
        }
        Seized::Waits(self.join(now, request, item))
    }

    #[inline(always)]
    fn join(&mut self, now: Time, request: Request, item: T) -> WaitId {
        let wait = self.line.join(now, request, item);
        self.watch.waiting(now, self.line.len());
        wait
    }

    #[cold]
    #[inline(never)]
    fn wait_if_urgent<S>(
        &mut self,
        now: Time,
        request: Request,
        item: T,
        may_go: impl Fn(&T) -> bool,
    ) -> Seized<S, T> {
        let out = match self.pushes_out {
            true => self.line.push_out(now, request.key, may_go),
            false => None,
        };
        match out {
            Some(out) => {
                self.pushed_out += 1;
                Seized::Replaces(self.join(now, request, item), out.item)
            }
            None => {
                self.refused += 1;
                Seized::Refused(item)
            }
        }
    }

    /// Takes out the first one who is not past its deadline, and says since when it waits.
    #[inline(always)]
    pub fn next(&mut self, now: Time) -> Option<(Time, T)> {
        let next = self.line.next_item(now)?;
        self.watch.waiting(now, self.line.len());
        Some(next)
    }

    /// Takes out one who gives up.
    pub fn withdraw(&mut self, now: Time, id: WaitId) -> Option<T> {
        let waiter = self.line.withdraw(id)?;
        self.gave_up += 1;
        self.watch.waiting(now, self.line.len());
        Some(waiter.item)
    }

    /// One who has waited since then is served for the first time.
    #[inline(always)]
    pub fn started(&mut self, now: Time, since: Time) {
        self.watch.started(now, waited(&self.name, now, since));
    }

    pub fn reset(&mut self, now: Time) {
        self.watch.reset(now);
        (self.refused, self.gave_up, self.pushed_out) = (0, 0, 0);
    }
}

/// The methods of a type with a field `head`, which are the same for all.
macro_rules! head_methods {
    () => {
        /// The same, with room for `limit` who wait. One who is past its deadline takes up no room.
        #[must_use]
        pub fn with_queue_limit(mut self, limit: usize) -> Self {
            self.set_queue_limit(limit);
            self
        }

        pub(crate) fn set_queue_limit(&mut self, limit: usize) {
            self.head.set_limit(limit);
        }

        /// The same, where one who comes to a full queue takes the place of the least urgent who waits, if that has a higher
        /// key: the last to be served of those not past their deadline. It is answered [`Seized::Replaces`](super::Seized::Replaces).
        #[must_use]
        pub fn with_push_out(mut self) -> Self {
            self.set_push_out();
            self
        }

        pub(crate) fn set_push_out(&mut self) {
            self.head.set_push_out();
        }

        /// The same, where the last of those with equal keys goes first.
        #[must_use]
        pub fn last_come_first(mut self) -> Self {
            self.set_last_come_first();
            self
        }

        pub(crate) fn set_last_come_first(&mut self) {
            self.head.line.set_last_come_first();
        }

        /// The name given to it.
        #[must_use]
        pub fn name(&self) -> &str {
            &self.head.name
        }

        /// How many wait now, those in service not counted.
        #[inline]
        #[must_use]
        pub fn waiting(&self) -> usize {
            self.head.line.len()
        }

        /// How many the full queue has refused.
        #[must_use]
        pub fn refused(&self) -> u64 {
            self.head.refused
        }

        /// How many were withdrawn from the queue.
        #[must_use]
        pub fn gave_up(&self) -> u64 {
            self.head.gave_up
        }

        /// How many were pushed out of the full queue by one more urgent.
        #[must_use]
        pub fn pushed_out(&self) -> u64 {
            self.head.pushed_out
        }

        /// What was written down.
        #[must_use]
        pub fn watch(&self) -> &W {
            &self.head.watch
        }
    };
}
pub(super) use head_methods;
