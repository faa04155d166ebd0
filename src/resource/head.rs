//! The common part of all resources with a waiting line: name, line, limit, counts of requests that left unserved, and watch.

use serde::{Deserialize, Serialize};

use super::request::{Promise, Request, Seized, WaitId};
use super::waiting_line::{Waiter, WaitingLine, waited};
use super::watch::{Unserved, Watch};
use crate::time::Time;
use crate::waiting::Waiting;

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(
    serialize = "T: Serialize, W: Serialize",
    deserialize = "T: Deserialize<'de>, W: Deserialize<'de>"
))]
pub(super) struct Head<T, W> {
    pub line: WaitingLine<T>,
    limit: Option<usize>,
    pushes_out: bool,
    refused: u64,
    gave_up: u64,
    pushed_out: u64,
    pub watch: W,
}

impl<T, W: Watch> Head<T, W> {
    pub fn new(name: String, watch: W) -> Self {
        Self {
            line: WaitingLine::new(name),
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
            self.line.name
        );
    }

    /// Puts a request into the line, if there is room or a waiting item for which `may_go` holds can be pushed out.
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
                self.left(Unserved::PushedOut);
                Seized::Replaces(self.join(now, request, item), out.item)
            }
            None => {
                self.left(Unserved::Refused);
                Seized::Refused(item)
            }
        }
    }

    /// Promises `given` to a request made at `since`.
    #[inline(always)]
    pub fn promise<I, G>(&self, since: Time, item: I, given: G) -> Promise<I, G> {
        let of = self.line.owner;
        Promise {
            since,
            item,
            given,
            of,
        }
    }

    /// Panics if another resource made this promise.
    #[inline(always)]
    pub fn check_promise<I, G>(&self, promise: &Promise<I, G>) {
        self.line.owner.check(promise.of, &self.line.name);
    }

    /// Counts a request that leaves unserved.
    pub fn left(&mut self, how: Unserved) {
        *match how {
            Unserved::Refused => &mut self.refused,
            Unserved::GaveUp => &mut self.gave_up,
            Unserved::PushedOut => &mut self.pushed_out,
        } += 1;
        self.watch.unserved(how);
    }

    /// Whether a request would find a place in the line.
    pub fn has_place(&self, now: Time, request: Request, may_go: impl Fn(&T) -> bool) -> bool {
        let is_full = (self.limit).is_some_and(|limit| self.line.is_full(now, limit));
        !is_full || (self.pushes_out && self.line.can_push_out(now, request.key, may_go))
    }

    /// Puts part of a request for several resources into the line.
    pub fn wait_together<S>(
        &mut self,
        now: Time,
        request: Request,
        item: T,
        may_go: impl Fn(&T) -> bool,
    ) -> Seized<S, T> {
        let answer = self.wait(now, request.together(), item, may_go);
        let waits = matches!(answer, Seized::Waits(_) | Seized::Replaces(..));
        self.line.together += usize::from(waits);
        answer
    }

    /// Takes out part of a request for several resources, which is granted now.
    pub fn take_together(&mut self, now: Time, id: WaitId) -> Option<Waiter<T>> {
        let waiter = self.line.withdraw(id)?;
        self.watch.waiting(now, self.line.len());
        Some(waiter)
    }

    /// Takes out the first waiter that is not past its deadline. Returns since when it has waited, and its item.
    #[inline(always)]
    pub fn next(&mut self, now: Time) -> Option<(Time, T)> {
        let next = self.line.next_item(now)?;
        self.watch.waiting(now, self.line.len());
        Some(next)
    }

    /// Takes out a waiter that gives up.
    pub fn withdraw(&mut self, now: Time, id: WaitId) -> Option<T> {
        let waiter = self.line.withdraw(id)?;
        self.left(Unserved::GaveUp);
        self.watch.waiting(now, self.line.len());
        Some(waiter.item)
    }

    /// Records that a request made at `since` is served for the first time.
    #[inline(always)]
    pub fn started(&mut self, now: Time, since: Time) {
        self.watch.started(now, waited(&self.line.name, now, since));
    }

    /// The waits with their start and reason, in the order of service.
    pub fn in_line<'a, R>(
        &'a self,
        what: impl Fn(&'a T) -> (R, String),
    ) -> impl Iterator<Item = (R, Time, String)> {
        self.line.iter().map(move |waiter| {
            let (who, mut what) = what(&waiter.item);
            if waiter.is_together() {
                what.push_str(" (and others, all at once)");
            }
            (who, waiter.since, what)
        })
    }

    /// Whether each waiting request is part of one for several resources, in the order of service.
    pub fn are_together(&self) -> impl Iterator<Item = bool> {
        self.line.iter().map(Waiter::is_together)
    }

    /// The requests that found no place, whose waits were ended, and that were pushed out.
    pub fn unserved(&self) -> [u64; 3] {
        [self.refused, self.gave_up, self.pushed_out]
    }

    pub fn reset(&mut self, now: Time) {
        self.watch.reset(now);
        (self.refused, self.gave_up, self.pushed_out) = (0, 0, 0);
    }
}

/// Makes the list of waits.
pub(super) fn told<T>(
    waits: impl Iterator<Item = (T, Time, String)>,
    who: impl Fn(T) -> String,
) -> Vec<Waiting> {
    waits
        .map(|(item, since, what)| Waiting::new(who(item), what).since(since))
        .collect()
}

/// The units or pieces that a request waits for, in words.
pub(super) fn amount(count: u64, one: &str, many: &str, name: &str) -> String {
    match count {
        1 => format!("1 {one} of {name}"),
        _ => format!("{count} {many} of {name}"),
    }
}

/// The methods that all types with a field `head` share.
macro_rules! head_methods {
    () => {
        /// Limits the queue to `limit` requests. Requests past their deadline do not count towards the limit.
        #[must_use]
        pub fn with_queue_limit(mut self, limit: usize) -> Self {
            self.set_queue_limit(limit);
            self
        }

        pub(crate) fn set_queue_limit(&mut self, limit: usize) {
            self.head.set_limit(limit);
        }

        /// Lets a newcomer to a full queue replace the least urgent waiting request, if that has a higher key: the last in
        /// order of those not past their deadline. The answer is then [`Seized::Replaces`](super::Seized::Replaces).
        #[must_use]
        pub fn with_push_out(mut self) -> Self {
            self.set_push_out();
            self
        }

        pub(crate) fn set_push_out(&mut self) {
            self.head.set_push_out();
        }

        /// Serves requests with equal keys in reverse order: the last comes first.
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
            &self.head.line.name
        }

        /// The number of requests waiting now, not counting those in service.
        #[inline]
        #[must_use]
        pub fn waiting(&self) -> usize {
            self.head.line.len()
        }

        /// The number of requests refused by a full queue.
        #[must_use]
        pub fn refused(&self) -> u64 {
            self.head.unserved()[0]
        }

        /// The number of requests withdrawn from the queue.
        #[must_use]
        pub fn gave_up(&self) -> u64 {
            self.head.unserved()[1]
        }

        /// The number of requests pushed out of a full queue by a more urgent one.
        #[must_use]
        pub fn pushed_out(&self) -> u64 {
            self.head.unserved()[2]
        }

        /// The watch, which has the recorded values.
        #[must_use]
        pub fn watch(&self) -> &W {
            &self.head.watch
        }

        /// The waits with their reason and start, in the order of service: the list that [`Model::waiting`] returns, so that a
        /// run which comes to a standstill says why. `who` names each item.
        ///
        /// [`Model::waiting`]: crate::engine::Model::waiting
        #[must_use]
        pub fn who_waits(&self, who: impl Fn(&T) -> String) -> Vec<crate::waiting::Waiting> {
            super::head::told(self.in_line(), who)
        }
    };
}
pub(super) use head_methods;

/// The methods that the types with a second queue, `putters`, have in addition. Its watch is of type `P`.
macro_rules! room_methods {
    () => {
        /// Limits the queue for room, as [`with_queue_limit`](Self::with_queue_limit) does the other.
        #[must_use]
        pub fn with_queue_limit_for_room(mut self, limit: usize) -> Self {
            self.set_queue_limit_for_room(limit);
            self
        }

        pub(crate) fn set_queue_limit_for_room(&mut self, limit: usize) {
            self.putters.set_limit(limit);
        }

        /// Lets a newcomer to a full queue for room replace a less urgent one, as in [`with_push_out`](Self::with_push_out).
        #[must_use]
        pub fn with_push_out_for_room(mut self) -> Self {
            self.set_push_out_for_room();
            self
        }

        pub(crate) fn set_push_out_for_room(&mut self) {
            self.putters.set_push_out();
        }

        /// Serves requests for room with equal keys in reverse order: the last comes first.
        #[must_use]
        pub fn last_come_first_for_room(mut self) -> Self {
            self.set_last_come_first_for_room();
            self
        }

        pub(crate) fn set_last_come_first_for_room(&mut self) {
            self.putters.line.set_last_come_first();
        }

        /// The number of requests that wait for room now.
        #[inline]
        #[must_use]
        pub fn waiting_for_room(&self) -> usize {
            self.putters.line.len()
        }

        /// The number of requests for room refused by a full queue.
        #[must_use]
        pub fn refused_for_room(&self) -> u64 {
            self.putters.unserved()[0]
        }

        /// The number of requests for room withdrawn from the queue.
        #[must_use]
        pub fn gave_up_for_room(&self) -> u64 {
            self.putters.unserved()[1]
        }

        /// The number of requests for room pushed out of a full queue by a more urgent one.
        #[must_use]
        pub fn pushed_out_for_room(&self) -> u64 {
            self.putters.unserved()[2]
        }

        /// The watch on the requests for room. A request that does not wait counts with a wait
        /// of 0.
        #[must_use]
        pub fn watch_for_room(&self) -> &P {
            &self.putters.watch
        }
    };
}
pub(super) use room_methods;

/// The figures of types with two queues, each with [`Statistics`](super::Statistics): those of the first are found in its watch.
macro_rules! queue_statistics {
    ($watch:pat => $statistics:expr) => {
        /// The number of requests that wait to take, over time.
        #[must_use]
        pub fn queue_length(&self) -> &crate::stats::TimeWeighted {
            let $watch = &self.head.watch;
            $statistics.queue_length()
        }

        /// The waits to take in minutes, with 0 for requests that did not wait.
        #[must_use]
        pub fn waits(&self) -> &crate::stats::Tally {
            let $watch = &self.head.watch;
            $statistics.waits()
        }

        /// The number of requests that wait for room, over time.
        #[must_use]
        pub fn queue_length_for_room(&self) -> &crate::stats::TimeWeighted {
            self.putters.watch.queue_length()
        }

        /// The waits for room in minutes, with 0 for requests that did not wait.
        #[must_use]
        pub fn waits_for_room(&self) -> &crate::stats::Tally {
            self.putters.watch.waits()
        }
    };
}
pub(super) use queue_statistics;
