//! The waits of processes: the ticket that a typed resource keeps in its line, and the way its answer reaches the process.

use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::core::Core;
use super::roster::ProcessId;
use super::several::Look;
use super::telling::Awaits;
use super::unawaited::Made;
use crate::resource::{Request, Seized, WaitId};
use crate::support::slab::Slab;
use crate::time::Time;

/// The number of a wait, valid while the wait lasts.
pub(super) type Ticket = u32;

/// The state of a wait.
pub(super) enum Standing<G> {
    /// It waits in the line.
    Waits(WaitId),
    /// It was promised this.
    Granted(G),
    PushedOut,
}

struct Entry<G> {
    process: ProcessId,
    standing: Standing<G>,
}

/// All waits for one resource.
pub(super) struct Tickets<G>(Slab<Entry<G>>);

impl<G> Tickets<G> {
    pub fn new() -> Self {
        Self(Slab::default())
    }

    /// The ticket of the next wait. A request carries it into the line; it is valid once it is [opened](Self::open). Most
    /// requests are granted at once and never open it.
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

    /// Opens the [next](Self::next) ticket for part of a request for several resources, which has found a place in the line.
    pub fn opened(&mut self, core: &Core, answer: Seized<(), Ticket>) -> Ticket {
        match answer {
            Seized::Waits(wait) => self.open(core.current(), wait),
            Seized::Replaces(wait, out) => {
                self.push_out(core, out);
                self.open(core.current(), wait)
            }
            Seized::Starts(()) | Seized::Refused(_) => unreachable!("there is a place in the line"),
        }
    }

    fn entry(&mut self, ticket: Ticket) -> &mut Entry<G> {
        let entry = self.0.get_mut(ticket);
        entry.expect("a ticket is good until it is closed")
    }

    /// Promises `grant` to a wait, and wakes its process.
    #[inline]
    pub fn grant(&mut self, core: &Core, ticket: Ticket, grant: G) {
        let entry = self.entry(ticket);
        entry.standing = Standing::Granted(grant);
        core.wake(entry.process);
    }

    /// Like [`grant`](Self::grant), for one that may have been [abandoned](Self::abandon).
    pub fn grant_or_close(&mut self, core: &Core, ticket: Ticket, grant: G) {
        match self.standing(ticket) {
            Some(Standing::Waits(_)) => self.grant(core, ticket, grant),
            _ => drop(self.close(ticket)),
        }
    }

    /// Gives a wait up whose ticket is still used elsewhere, and so must not become that of another wait.
    pub fn abandon(&mut self, ticket: Ticket) {
        self.entry(ticket).standing = Standing::PushedOut;
    }

    /// Ends a wait that was pushed out of the line, and wakes its process.
    pub fn push_out(&mut self, core: &Core, ticket: Ticket) {
        let entry = self.entry(ticket);
        entry.standing = Standing::PushedOut;
        core.wake(entry.process);
    }

    /// The waiting processes, given the reason and the start of the wait of each ticket.
    pub fn named<'a>(
        &self,
        waits: impl Iterator<Item = (&'a Ticket, Time, String)>,
    ) -> Vec<Awaits> {
        let awaits = |(ticket, since, what): (&Ticket, _, _)| {
            let process = self.0.get(*ticket)?.process;
            Some(Awaits {
                process,
                since,
                what,
            })
        };
        waits.filter_map(awaits).collect()
    }

    /// How a wait stands.
    pub fn standing(&self, ticket: Ticket) -> Option<&Standing<G>> {
        Some(&self.0.get(ticket)?.standing)
    }

    /// The process of this ticket.
    pub fn process(&self, ticket: Ticket) -> Option<ProcessId> {
        Some(self.0.get(ticket)?.process)
    }

    /// How part of a request for several resources stands; `can_start` says whether it is its turn.
    pub fn look(&self, ticket: Ticket, can_start: impl FnOnce(WaitId) -> bool) -> Look {
        match self.standing(ticket) {
            Some(Standing::Waits(wait)) if can_start(*wait) => Look::Ready,
            Some(Standing::Waits(_)) => Look::Waits,
            _ => Look::PushedOut,
        }
    }

    /// Ends a wait that is decided. Returns the promise, or `None` if the request was pushed out.
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

    /// Ends a wait. Returns `None` if it is over already.
    #[inline]
    pub fn close(&mut self, ticket: Ticket) -> Option<Standing<G>> {
        Some(self.0.remove(ticket)?.standing)
    }
}

/// Why a request was not granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// The queue is full.
    Full,
    /// A more urgent request took its place in the full queue.
    PushedOut,
    /// Its deadline came first.
    TimedOut,
}

/// The answer to a process that asks.
pub(super) enum Answer<G> {
    Got(G),
    Waits(Ticket),
    Full,
}

/// Something that processes wait for.
pub(super) trait Asking {
    type Ask;
    type Got;

    fn core(&self) -> &Core;

    fn name(&self) -> &str;

    /// The short way for the common case that a request need not wait; otherwise returns `ask` unchanged.
    #[inline(always)]
    fn at_once(&self, ask: Self::Ask) -> Result<Self::Got, Self::Ask> {
        Err(ask)
    }

    fn ask(&self, ask: Self::Ask) -> Answer<Self::Got>;

    /// Ends a wait that is decided: with the promised grant, or with `None` if the request was pushed out.
    fn collect(&self, ticket: Ticket) -> Poll<Option<Self::Got>>;

    /// Gives up a wait. A promised grant goes to the next request.
    fn give_up(&self, ticket: Ticket);
}

/// A process waiting for `source`.
#[must_use = "a request does nothing until it is awaited"]
pub(super) struct Wait<'a, S: Asking> {
    source: &'a S,
    stage: Stage<S::Ask>,
    made: Made,
}

enum Stage<A> {
    New(A),
    Waits(Ticket),
    Over,
}

/// None of its fields is pinned.
impl<S: Asking> Unpin for Wait<'_, S> {}

impl<'a, S: Asking> Wait<'a, S> {
    #[inline]
    pub fn new(source: &'a S, ask: S::Ask) -> Self {
        Self {
            source,
            stage: Stage::New(ask),
            made: Made::here(source.core()),
        }
    }

    /// Goes on with a wait that has begun.
    pub fn begun(source: &'a S, ticket: Ticket) -> Self {
        Self {
            source,
            stage: Stage::Waits(ticket),
            made: Made::here(source.core()),
        }
    }

    /// The same wait without a `Result`, for requests that cannot be refused.
    ///
    /// # Panics
    ///
    /// If the queue is full, or the wait is pushed out of it.
    #[inline]
    pub fn certain(self) -> Certain<'a, S> {
        Certain { wait: self }
    }

    /// The same wait, given up at the deadline of the request.
    pub async fn until(self, request: Request) -> Result<S::Got, Refusal> {
        super::wait::by_deadline(self.source.core(), request, self).await
    }
}

impl<S: Asking> Future for Wait<'_, S> {
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

impl<S: Asking> Drop for Wait<'_, S> {
    #[inline(always)]
    fn drop(&mut self) {
        match self.stage {
            Stage::Waits(ticket) => self.source.give_up(ticket),
            Stage::New(_) => {
                let (core, name) = (self.source.core(), self.source.name());
                self.made.check(core, || format!("a request for {name}"));
            }
            Stage::Over => {}
        }
    }
}

/// A wait that cannot be refused: [`Wait::certain`].
#[must_use = "a request does nothing until it is awaited"]
pub(super) struct Certain<'a, S: Asking> {
    wait: Wait<'a, S>,
}

impl<S: Asking> Future for Certain<'_, S> {
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

/// A wait whose result is converted by `map`.
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
pub(super) fn no_place(core: &Core, name: &str) -> ! {
    panic!(
        "at {}: {} finds no place in a full queue of {name}; use a request that may be refused",
        core.now(),
        core.current_name()
    )
}
