//! The waits of processes: what a typed resource keeps in its line, and what a process is told by.

use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::core::Core;
use super::roster::ProcessId;
use crate::resource::{Request, WaitId};
use crate::support::slab::Slab;

/// The number of one wait, as long as it lasts.
pub(super) type Ticket = u32;

/// How a wait stands.
pub(super) enum Standing<G> {
    /// It waits in the line.
    Waits(WaitId),
    /// This was promised to it.
    Granted(G),
    PushedOut,
}

struct Entry<G> {
    process: ProcessId,
    standing: Standing<G>,
}

/// All waits for one thing.
pub(super) struct Tickets<G>(Slab<Entry<G>>);

impl<G> Tickets<G> {
    pub fn new() -> Self {
        Self(Slab::default())
    }

    /// The ticket of whoever waits next: the line is asked with it, and it is good once it is [opened](Self::open). Most need not
    /// wait.
    #[inline]
    pub fn next(&self) -> Ticket {
        self.0.next_place()
    }

    /// Opens the [next](Self::next) ticket, for a process that waits in the line from now on.
    #[inline]
    pub fn open(&mut self, process: ProcessId, wait: WaitId) -> Ticket {
        let standing = Standing::Waits(wait);
        self.0.insert(Entry { process, standing })
    }

    fn entry(&mut self, ticket: Ticket) -> &mut Entry<G> {
        let entry = self.0.get_mut(ticket);
        entry.expect("a ticket is good until it is closed")
    }

    /// Promises what is waited for, and wakes the process.
    #[inline]
    pub fn grant(&mut self, core: &Core, ticket: Ticket, grant: G) {
        let entry = self.entry(ticket);
        entry.standing = Standing::Granted(grant);
        core.wake(entry.process);
    }

    /// Ends a wait for which there is no place any more, and wakes the process.
    pub fn push_out(&mut self, core: &Core, ticket: Ticket) {
        let entry = self.entry(ticket);
        entry.standing = Standing::PushedOut;
        core.wake(entry.process);
    }

    pub fn process(&self, ticket: Ticket) -> Option<ProcessId> {
        Some(self.0.get(ticket)?.process)
    }

    /// What was promised, which ends the wait; `None` for one who was pushed out.
    #[inline]
    pub fn collect(&mut self, ticket: Ticket) -> Poll<Option<G>> {
        if let Standing::Waits(_) = self.entry(ticket).standing {
            return Poll::Pending;
        }
        Poll::Ready(match self.close(ticket) {
            Some(Standing::Granted(grant)) => Some(grant),
            _ => None,
        })
    }

    /// Ends a wait; `None` if it is over.
    #[inline]
    pub fn close(&mut self, ticket: Ticket) -> Option<Standing<G>> {
        Some(self.0.remove(ticket)?.standing)
    }
}

/// Why a request came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The queue is full.
    Full,
    /// One more urgent took its place in the full queue.
    PushedOut,
    /// Its deadline came first.
    TimedOut,
}

/// What a process that asks is answered.
pub(super) enum Answer<G> {
    Got(G),
    Waits(Ticket),
    Full,
}

/// Something that processes wait for.
pub(super) trait Source {
    type Ask;
    type Got;

    fn core(&self) -> &Core;

    fn name(&self) -> &str;

    /// What most get, because they need not wait; else the question back.
    #[inline(always)]
    fn at_once(&self, ask: Self::Ask) -> Result<Self::Got, Self::Ask> {
        Err(ask)
    }

    fn ask(&self, ask: Self::Ask) -> Answer<Self::Got>;

    /// Ends a wait if something was promised, or with `None` if it was pushed out.
    fn collect(&self, ticket: Ticket) -> Poll<Option<Self::Got>>;

    /// Ends a wait that is given up. What was promised goes to the next.
    fn give_up(&self, ticket: Ticket);
}

/// The wait of a process for something.
#[must_use = "a request does nothing until it is awaited"]
pub(super) struct Wait<'a, S: Source> {
    source: &'a S,
    stage: Stage<S::Ask>,
}

enum Stage<A> {
    New(A),
    Waits(Ticket),
    Over,
}

/// Nothing in it is pinned.
impl<S: Source> Unpin for Wait<'_, S> {}

impl<'a, S: Source> Wait<'a, S> {
    #[inline]
    pub fn new(source: &'a S, ask: S::Ask) -> Self {
        Self {
            source,
            stage: Stage::New(ask),
        }
    }

    /// The same, which cannot come to nothing.
    ///
    /// # Panics
    ///
    /// If the queue is full, or it is pushed out of it.
    #[inline]
    pub fn certain(self) -> Certain<'a, S> {
        Certain { wait: self }
    }

    /// The same, given up at the deadline of the request.
    pub async fn until(self, request: Request) -> Result<S::Got, Refusal> {
        let core = self.source.core();
        if request.deadline == crate::time::Time::MAX {
            return self.await;
        }
        match super::wait::before(core, request.deadline, self).await {
            Ok(answer) => answer,
            Err(_) => Err(Refusal::TimedOut),
        }
    }
}

impl<S: Source> Future for Wait<'_, S> {
    type Output = Result<S::Got, Refusal>;

    #[inline(always)]
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        if let Stage::Waits(ticket) = self.stage {
            let collected = self.source.collect(ticket);
            if collected.is_ready() {
                self.stage = Stage::Over;
            }
            return collected.map(|got| got.ok_or(Refusal::PushedOut));
        }
        let Stage::New(ask) = mem::replace(&mut self.stage, Stage::Over) else {
            unreachable!("it is not polled after its end");
        };
        let answer = match self.source.at_once(ask) {
            Ok(got) => return Poll::Ready(Ok(got)),
            Err(ask) => self.source.ask(ask),
        };
        match answer {
            Answer::Got(got) => Poll::Ready(Ok(got)),
            Answer::Full => Poll::Ready(Err(Refusal::Full)),
            Answer::Waits(ticket) => {
                self.stage = Stage::Waits(ticket);
                Poll::Pending
            }
        }
    }
}

impl<S: Source> Drop for Wait<'_, S> {
    #[inline(always)]
    fn drop(&mut self) {
        if let Stage::Waits(ticket) = self.stage {
            self.source.give_up(ticket);
        }
    }
}

/// A wait that cannot come to nothing: [`Wait::certain`].
#[must_use = "a request does nothing until it is awaited"]
pub(super) struct Certain<'a, S: Source> {
    wait: Wait<'a, S>,
}

impl<S: Source> Future for Certain<'_, S> {
    type Output = S::Got;

    #[inline(always)]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<S::Got> {
        match Pin::new(&mut self.wait).poll(context) {
            Poll::Ready(Ok(got)) => Poll::Ready(got),
            Poll::Ready(Err(_)) => no_place(self.wait.source.core(), self.wait.source.name()),
            Poll::Pending => Poll::Pending,
        }
    }
}

/// What a wait comes to, as something else.
#[must_use = "a request does nothing until it is awaited"]
pub(super) struct Then<F, M> {
    wait: F,
    map: M,
}

impl<F, M> Then<F, M> {
    #[inline]
    pub fn new(wait: F, map: M) -> Self {
        Self { wait, map }
    }
}

impl<F: Future + Unpin, R, M: Fn(F::Output) -> R + Unpin> Future for Then<F, M> {
    type Output = R;

    #[inline(always)]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<R> {
        let ended = Pin::new(&mut self.wait).poll(context);
        ended.map(|got| (self.map)(got))
    }
}

#[cold]
#[inline(never)]
fn no_place(core: &Core, name: &str) -> ! {
    panic!(
        "at {}: {} finds no place in the queue of {name}; use request",
        core.now(),
        core.current_name()
    )
}

/// The methods of a handle whose `shared.state` has a typed `inner`, which are the same for all.
macro_rules! handle_methods {
    () => {
        /// With room for `limit` who wait; [`request`](Self::request) tells who finds none.
        #[must_use]
        pub fn with_queue_limit(self, limit: usize) -> Self {
            self.shared.state.borrow_mut().inner.set_queue_limit(limit);
            self
        }

        /// One who comes to a full queue takes the place of the least urgent, if that has a higher key.
        #[must_use]
        pub fn with_push_out(self) -> Self {
            self.shared.state.borrow_mut().inner.set_push_out();
            self
        }

        /// The last of those with equal keys goes first.
        #[must_use]
        pub fn last_come_first(self) -> Self {
            self.shared.state.borrow_mut().inner.set_last_come_first();
            self
        }

        /// The name given to it.
        #[must_use]
        pub fn name(&self) -> &str {
            &self.shared.name
        }

        /// How many wait.
        #[must_use]
        pub fn waiting(&self) -> usize {
            self.shared.state.borrow().inner.waiting()
        }

        /// How many the full queue has refused.
        #[must_use]
        pub fn refused(&self) -> u64 {
            self.shared.state.borrow().inner.refused()
        }

        /// How many gave up their wait: timed out, interrupted, stopped, or the losing side of a race.
        #[must_use]
        pub fn gave_up(&self) -> u64 {
            self.shared.state.borrow().inner.gave_up()
        }

        /// How many were pushed out of the full queue.
        #[must_use]
        pub fn pushed_out(&self) -> u64 {
            self.shared.state.borrow().inner.pushed_out()
        }

        /// Forgets the statistics so far, as the typed one does. A wait that began before counts whole when it ends.
        pub fn reset_statistics(&self) {
            let now = self.shared.core.now();
            self.shared.state.borrow_mut().inner.reset_statistics(now);
        }
    };
}
pub(super) use handle_methods;
