//! Waiting for time, and ways to end a wait early.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use super::World;
use super::core::Core;
use super::roster::ProcessId;
use super::timers::TimerId;
use crate::engine::Priority;
use crate::time::{Span, Time};

/// A deadline comes before everything else at its instant.
const DEADLINE: Priority = Priority(i16::MAX);

/// The wait for a span of time: [`World::hold`].
#[must_use = "a hold does nothing until it is awaited"]
pub struct Hold<'a> {
    core: &'a Core,
    span: Span,
    priority: Priority,
    stage: Stage,
}

#[derive(Clone, Copy)]
enum Stage {
    New,
    Waits(TimerId),
    Over,
}

impl<'a> Hold<'a> {
    #[inline]
    pub(super) fn new(core: &'a Core, span: Span) -> Self {
        Self {
            core,
            span,
            priority: Priority::default(),
            stage: Stage::New,
        }
    }

    /// Ends the hold before or after other events at its last instant; see
    /// [`Calendar::schedule_with`](crate::engine::Calendar::schedule_with).
    pub fn with_priority(mut self, priority: Priority) -> Self {
        self.priority = priority;
        self
    }

    #[inline]
    fn has_fired(&self) -> bool {
        match self.stage {
            Stage::New => false,
            Stage::Waits(timer) => self.core.has_fired(timer),
            Stage::Over => true,
        }
    }
}

impl Future for Hold<'_> {
    type Output = ();

    #[inline(always)]
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if let Stage::New = self.stage {
            self.stage = Stage::Waits(set_timer(self.core, self.span, self.priority));
            return Poll::Pending;
        }
        if self.has_fired() {
            self.stage = Stage::Over;
            return Poll::Ready(());
        }
        Poll::Pending
    }
}

impl Drop for Hold<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        if let Stage::Waits(timer) = self.stage {
            self.core.give_up_timer(timer);
        }
    }
}

/// Asks to wake the running process after `span`.
#[inline(never)]
fn set_timer(core: &Core, span: Span, priority: Priority) -> TimerId {
    match core.now().checked_add(span) {
        Some(at) if !span.is_negative() => core.set_timer(at, priority),
        _ => impossible_hold(core, span),
    }
}

impl fmt::Debug for Hold<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hold")
            .field("span", &self.span)
            .finish_non_exhaustive()
    }
}

#[cold]
#[inline(never)]
fn impossible_hold(core: &Core, span: Span) -> ! {
    let (now, name) = (core.now(), core.current_name());
    assert!(
        !span.is_negative(),
        "at {now}: {name} cannot hold for a negative span of {span}"
    );
    panic!(
        "at {now}: {name} cannot hold for {span}, which is beyond the end of time at {}",
        Time::MAX
    )
}

/// Which of two waits ended first: [`race`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Either<A, B> {
    /// The first wait, with what it returned.
    First(A),
    /// The second wait, with what it returned.
    Second(B),
}

/// Waits for whichever of two waits ends first, and withdraws the other at once: that leaves its queue, and what it was
/// granted in the same event goes to the next. If both end in the same event, the first one counts.
///
/// # Examples
///
/// ```
/// use cetak::engine::Simulation;
/// use cetak::process::{Either, Processes, race};
/// use cetak::time::minutes;
///
/// let processes = Processes::new();
/// let world = processes.world();
/// processes.world().spawn(async move {
///     let first = race(world.hold(minutes(5.0)), world.hold(minutes(3.0))).await;
///     assert_eq!(first, Either::Second(()));
/// });
/// let mut sim = Simulation::new(processes);
/// sim.run();
/// assert_eq!(sim.now().as_micros(), 3 * 60_000_000); // nothing is left of the longer hold
/// ```
pub async fn race<A, B>(
    first: impl Future<Output = A>,
    second: impl Future<Output = B>,
) -> Either<A, B> {
    let mut first = pin!(first);
    let mut second = pin!(second);
    poll_fn(|context| {
        if let Poll::Ready(ended) = first.as_mut().poll(context) {
            return Poll::Ready(Either::First(ended));
        }
        second.as_mut().poll(context).map(Either::Second)
    })
    .await
}

/// The wait did not end before its deadline: [`World::timeout`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimedOut;

/// Why an interruptible wait was given up: [`World::interruptible`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Interrupt {
    /// Another process sent this with [`Process::interrupt`](super::Process::interrupt); the model knows what its numbers mean.
    Sent(i64),
    /// [`Pool::preempt`](super::Pool::preempt) took away a unit that the process held.
    Preempted,
}

/// Waits for `wait`, but only until `deadline`.
pub(super) async fn before<T>(
    core: &Core,
    deadline: Time,
    wait: impl Future<Output = T>,
) -> Result<T, TimedOut> {
    let mut wait = pin!(wait);
    let mut timer = None;
    poll_fn(|context| {
        if timer.as_ref().is_some_and(Hold::has_fired) {
            return Poll::Ready(Err(TimedOut));
        }
        if let Poll::Ready(ended) = wait.as_mut().poll(context) {
            return Poll::Ready(Ok(ended));
        }
        if deadline <= core.now() {
            return Poll::Ready(Err(TimedOut));
        }
        let left = deadline - core.now();
        let timer = timer.get_or_insert_with(|| Hold::new(core, left).with_priority(DEADLINE));
        Pin::new(timer).poll(context).map(|()| Err(TimedOut))
    })
    .await
}

impl World {
    /// Waits for `wait`, but no longer than `span` from now; then it is given up and leaves its queue at once.
    ///
    /// A deadline comes before everything else at its instant: if a wait times out at the instant at which a unit is
    /// released, it gets its timeout, and the next in the queue gets the unit. A wait that is granted at once never times
    /// out.
    ///
    /// # Errors
    ///
    /// [`TimedOut`] if the deadline came first.
    ///
    /// # Panics
    ///
    /// When awaited, if `span` is negative or ends beyond [`Time::MAX`], unless `wait` is granted at once.
    pub async fn timeout<T>(
        &self,
        span: Span,
        wait: impl Future<Output = T>,
    ) -> Result<T, TimedOut> {
        let mut deadline = self.hold(span).with_priority(DEADLINE);
        let mut wait = pin!(wait);
        poll_fn(|context| {
            if deadline.has_fired() {
                return Poll::Ready(Err(TimedOut));
            }
            if let Poll::Ready(ended) = wait.as_mut().poll(context) {
                return Poll::Ready(Ok(ended));
            }
            Pin::new(&mut deadline)
                .poll(context)
                .map(|()| Err(TimedOut))
        })
        .await
    }

    /// Waits for `wait`, unless the process is [interrupted](super::Process::interrupt) meanwhile: then `wait` is given up
    /// and leaves its queue at once. Outside such a wait, nothing interrupts a process. If these waits are nested, the
    /// outermost is interrupted.
    ///
    /// # Errors
    ///
    /// The [`Interrupt`].
    ///
    /// # Examples
    ///
    /// See the [module](super).
    pub async fn interruptible<T>(&self, wait: impl Future<Output = T>) -> Result<T, Interrupt> {
        let section = Section::enter(&self.core);
        let mut wait = pin!(wait);
        poll_fn(|context| match self.core.take_interrupt(section.process) {
            Some(interrupt) => Poll::Ready(Err(interrupt)),
            None => wait.as_mut().poll(context).map(Ok),
        })
        .await
    }
}

struct Section<'a> {
    core: &'a Core,
    process: ProcessId,
}

impl<'a> Section<'a> {
    fn enter(core: &'a Core) -> Self {
        let process = core.current();
        core.enter_section(process);
        Self { core, process }
    }
}

impl Drop for Section<'_> {
    fn drop(&mut self) {
        self.core.leave_section(self.process);
    }
}
