//! What all handles have in common. Each has the field `shared` with the `core`, a `name` and a `state`, whose `inner` is the typed
//! resource.

/// `Clone`, which copies the handle, and `Debug` with these of its methods.
macro_rules! handle {
    ([$($generics:tt)*] $handle:ty, $name:literal: $($field:ident),+) => {
        impl<$($generics)*> Clone for $handle {
            fn clone(&self) -> Self {
                let shared = Rc::clone(&self.shared);
                Self { shared }
            }
        }

        impl<$($generics)*> std::fmt::Debug for $handle {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct($name)
                    .field("name", &self.name())
                    $(.field(stringify!($field), &self.$field()))+
                    .finish_non_exhaustive()
            }
        }
    };
}
pub(super) use handle;

/// The methods of everything that has a name and a watch, of type `W`.
macro_rules! watch_methods {
    () => {
        /// The name given to it.
        #[must_use]
        pub fn name(&self) -> &str {
            &self.shared.name
        }

        /// Calls `look` with the watch, which has the recorded values. `look` must not use this handle.
        pub fn watch<R>(&self, look: impl FnOnce(&W) -> R) -> R {
            look(self.shared.state.borrow().inner.watch())
        }

        /// A copy of the watch and the time now, for [`Outputs::resource`](crate::experiment::Outputs::resource). Ask before the processes are dropped, because
        /// waiting processes then leave the line.
        #[must_use]
        pub fn observed(&self) -> (W, crate::time::Time)
        where
            W: Clone,
        {
            (self.watch(W::clone), self.shared.core.now())
        }
    };
}
pub(super) use watch_methods;

/// The methods of all handles with a queue, whose watch is of type `W`.
macro_rules! handle_methods {
    () => {
        /// Limits the queue to `limit` requests. [`request`](Self::request) reports a refusal; other requests panic.
        #[must_use]
        pub fn with_queue_limit(self, limit: usize) -> Self {
            self.shared.state.borrow_mut().inner.set_queue_limit(limit);
            self
        }

        /// Lets a newcomer to a full queue replace the least urgent waiting request, if that has a higher key.
        #[must_use]
        pub fn with_push_out(self) -> Self {
            self.shared.state.borrow_mut().inner.set_push_out();
            self
        }

        /// Serves requests with equal keys in reverse order: the last comes first.
        #[must_use]
        pub fn last_come_first(self) -> Self {
            self.shared.state.borrow_mut().inner.set_last_come_first();
            self
        }

        $crate::process::handle::watch_methods!();

        /// The number of waiting processes.
        #[must_use]
        pub fn waiting(&self) -> usize {
            self.shared.state.borrow().inner.waiting()
        }

        /// The number of requests refused by a full queue.
        #[must_use]
        pub fn refused(&self) -> u64 {
            self.shared.state.borrow().inner.refused()
        }

        /// The number of waits given up: timed out, interrupted, stopped, or the losing side of a race.
        #[must_use]
        pub fn gave_up(&self) -> u64 {
            self.shared.state.borrow().inner.gave_up()
        }

        /// The number of requests pushed out of a full queue.
        #[must_use]
        pub fn pushed_out(&self) -> u64 {
            self.shared.state.borrow().inner.pushed_out()
        }

        /// Restarts the statistics, like the typed resource. A wait that began earlier counts in full when it ends.
        pub fn reset_statistics(&self) {
            let now = self.shared.core.now();
            self.shared.state.borrow_mut().inner.reset_statistics(now);
        }
    };
}
pub(super) use handle_methods;

/// The methods that handles with a second queue, for room, have in addition. Its watch is of type `P`.
macro_rules! room_methods {
    () => {
        /// Limits the queue for room to `limit` requests. [`request_room`](Self::request_room) reports a refusal;
        /// [`put`](Self::put) panics.
        #[must_use]
        pub fn with_queue_limit_for_room(self, limit: usize) -> Self {
            self.shared
                .state
                .borrow_mut()
                .inner
                .set_queue_limit_for_room(limit);
            self
        }

        /// Lets a newcomer to a full queue for room replace the least urgent waiting request, if that has a higher key.
        #[must_use]
        pub fn with_push_out_for_room(self) -> Self {
            self.shared.state.borrow_mut().inner.set_push_out_for_room();
            self
        }

        /// Serves requests for room with equal keys in reverse order: the last comes first.
        #[must_use]
        pub fn last_come_first_for_room(self) -> Self {
            self.shared
                .state
                .borrow_mut()
                .inner
                .set_last_come_first_for_room();
            self
        }

        /// The number of processes that wait for room.
        #[must_use]
        pub fn waiting_for_room(&self) -> usize {
            self.shared.state.borrow().inner.waiting_for_room()
        }

        /// The number of requests for room refused by a full queue.
        #[must_use]
        pub fn refused_for_room(&self) -> u64 {
            self.shared.state.borrow().inner.refused_for_room()
        }

        /// The number of waits for room given up.
        #[must_use]
        pub fn gave_up_for_room(&self) -> u64 {
            self.shared.state.borrow().inner.gave_up_for_room()
        }

        /// The number of requests for room pushed out of a full queue.
        #[must_use]
        pub fn pushed_out_for_room(&self) -> u64 {
            self.shared.state.borrow().inner.pushed_out_for_room()
        }

        /// Like [`watch`](Self::watch), with the watch on the requests for room. A process that puts something in without waiting
        /// counts with a wait of 0.
        pub fn watch_for_room<R>(&self, look: impl FnOnce(&P) -> R) -> R {
            look(self.shared.state.borrow().inner.watch_for_room())
        }
    };
}
pub(super) use room_methods;

/// The figures of handles with two queues, each with [`Statistics`](crate::resource::Statistics).
macro_rules! queue_statistics {
    () => {
        /// The number of processes that wait to take, over time.
        #[must_use]
        pub fn queue_length(&self) -> crate::stats::TimeWeighted {
            *self.shared.state.borrow().inner.queue_length()
        }

        /// The waits to take in minutes, with 0 for processes that did not wait.
        #[must_use]
        pub fn waits(&self) -> crate::stats::Tally {
            *self.shared.state.borrow().inner.waits()
        }

        /// The number of processes that wait for room, over time.
        #[must_use]
        pub fn queue_length_for_room(&self) -> crate::stats::TimeWeighted {
            *self.shared.state.borrow().inner.queue_length_for_room()
        }

        /// The waits for room in minutes, with 0 for processes that did not wait.
        #[must_use]
        pub fn waits_for_room(&self) -> crate::stats::Tally {
            *self.shared.state.borrow().inner.waits_for_room()
        }
    };
}
pub(super) use queue_statistics;

/// The figures of handles whose watch is [`Statistics`](crate::resource::Statistics).
macro_rules! statistics_methods {
    () => {
        /// The queue length over time.
        #[must_use]
        pub fn queue_length(&self) -> crate::stats::TimeWeighted {
            *self.shared.state.borrow().inner.queue_length()
        }

        /// The number of units seized beyond the capacity or [off duty](crate::resource::Cause::is_off_duty), over time.
        #[must_use]
        pub fn overtime(&self) -> crate::stats::TimeWeighted {
            *self.shared.state.borrow().inner.overtime()
        }

        /// The share of their time on duty in which the units worked until now, see
        /// [`Statistics::utilisation`](crate::resource::Statistics::utilisation).
        #[must_use]
        pub fn utilisation(&self) -> Option<f64> {
            let now = self.shared.core.now();
            self.shared.state.borrow().inner.utilisation(now)
        }

        /// The waits in minutes of all requests that got units, with 0 for requests that did not wait.
        #[must_use]
        pub fn waits(&self) -> crate::stats::Tally {
            *self.shared.state.borrow().inner.waits()
        }
    };
}
pub(super) use statistics_methods;
