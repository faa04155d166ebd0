//! Waiting for time, and ways to end a wait early.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use super::core::Core;
use super::roster::ProcessId;
use super::timers::TimerId;
use super::unawaited::{Declining, Made};
use super::{Interrupt, Refusal, World};
use crate::engine::Priority;
use crate::resource::Request;
use crate::support::slab::PlaceId;
use crate::time::{Span, Time};

/// A deadline comes before everything else at its instant.
const DEADLINE: Priority = Priority(i16::MAX);

/// The wait for a span of time, or until a time: [`World::hold`], [`World::hold_until`].
#[must_use = "a hold does nothing until it is awaited"]
pub struct Hold<'a> {
    core: &'a Core,
    stage: Stage,
    made: Made,
}

/// The parts of a [`TimerId`] stand alone, so that the tag fits in beside them: every process that holds keeps one of these.
#[derive(Clone, Copy)]
enum Stage {
    For { span: Span, priority: Priority },
    Until { end: Time, priority: Priority },
    Waits { place: PlaceId, number: u32 },
    Over,
}

impl<'a> Hold<'a> {
    #[inline]
    pub(super) fn new(core: &'a Core, span: Span) -> Self {
        let priority = Priority::default();
        Self::at(core, Stage::For { span, priority })
    }

    pub(super) fn until(core: &'a Core, end: Time) -> Self {
        let priority = Priority::default();
        Self::at(core, Stage::Until { end, priority })
    }

    #[inline(always)]
    fn at(core: &'a Core, stage: Stage) -> Self {
        Self {
            core,
            stage,
            made: Made::here(core),
        }
    }

    /// Ends the hold before or after other events at its last instant; see
    /// [`Calendar::schedule_with`](crate::engine::Calendar::schedule_with).
    pub fn with_priority(mut self, wanted: Priority) -> Self {
        if let Stage::For { priority, .. } | Stage::Until { priority, .. } = &mut self.stage {
            *priority = wanted;
        }
        self
    }

    #[inline]
    fn has_fired(&self) -> bool {
        match self.stage {
            Stage::For { .. } | Stage::Until { .. } => false,
            Stage::Waits { place, number } => self.core.has_fired(TimerId { place, number }),
            Stage::Over => true,
        }
    }
}

impl Future for Hold<'_> {
    type Output = ();

    #[inline(always)]
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let TimerId { place, number } = match self.stage {
            Stage::For { span, priority } => set_timer(self.core, span, priority),
            Stage::Until { end, priority } => set_timer_at(self.core, end, priority),
            Stage::Waits { place, number } if !self.core.has_fired(TimerId { place, number }) => {
                return Poll::Pending;
            }
            Stage::Waits { .. } | Stage::Over => {
                self.stage = Stage::Over;
                return Poll::Ready(());
            }
        };
        self.stage = Stage::Waits { place, number };
        Poll::Pending
    }
}

impl Drop for Hold<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        match self.stage {
            Stage::Waits { place, number } => self.core.give_up_timer(TimerId { place, number }),
            Stage::For { .. } | Stage::Until { .. } => {
                self.made.check(self.core, || "a hold".to_owned());
            }
            Stage::Over => {}
        }
    }
}

/// Asks to wake the running process after `span`.
#[inline(always)]
fn set_timer(core: &Core, span: Span, priority: Priority) -> TimerId {
    match core.now().checked_add(span) {
        Some(at) if !span.is_negative() => core.set_timer(at, priority),
        _ => impossible_hold(core, span),
    }
}

#[cold]
#[inline(never)]
fn set_timer_at(core: &Core, end: Time, priority: Priority) -> TimerId {
    let (now, name) = (core.now(), core.current_name());
    assert!(
        now <= end,
        "at {now}: {name} cannot hold until {end}, which is over"
    );
    core.set_timer(end, priority)
}

impl fmt::Debug for Hold<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hold").finish_non_exhaustive()
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
    /// The first wait, with its value.
    First(A),
    /// The second wait, with its value.
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
    let _end;
    let mut first = pin!(first);
    let mut second = pin!(second);
    let ended = poll_fn(|context| {
        if let Poll::Ready(ended) = first.as_mut().poll(context) {
            return Poll::Ready(Either::First(ended));
        }
        second.as_mut().poll(context).map(Either::Second)
    })
    .await;
    // The second side may not have been polled.
    _end = Declining::begin();
    ended
}

/// The wait did not end before its deadline: [`World::timeout`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimedOut;

/// Waits for `wait`, but only until `deadline`.
async fn before<T>(
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

/// Waits for the answer to `request` until its deadline.
pub(super) async fn by_deadline<T>(
    core: &Core,
    request: Request,
    wait: impl Future<Output = Result<T, Refusal>>,
) -> Result<T, Refusal> {
    if request.deadline == Time::MAX {
        return wait.await;
    }
    match before(core, request.deadline, wait).await {
        Ok(answer) => answer,
        Err(TimedOut) => Err(Refusal::TimedOut),
    }
}

impl World {
    /// Waits until the clock is at `end`. If it is there already, all events due at this instant come first.
    ///
    /// # Panics
    ///
    /// When awaited, if `end` is over.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::Simulation;
    /// use cetak::process::Processes;
    /// use cetak::time::{Time, hours, minutes};
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// world.clone().spawn(async move {
    ///     world.hold(minutes(20.0)).await;
    ///     world.hold_until(Time::ZERO + hours(8.0)).await;
    ///     assert_eq!(world.now(), Time::ZERO + hours(8.0));
    /// });
    /// Simulation::new(processes).run();
    /// ```
    #[inline]
    pub fn hold_until(&self, end: Time) -> Hold<'_> {
        Hold::until(&self.core, end)
    }

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
        let _end;
        let mut deadline = self.hold(span).with_priority(DEADLINE);
        let mut wait = pin!(wait);
        let ended = poll_fn(|context| {
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
        .await;
        // A request that is granted at once needs no deadline.
        _end = Declining::begin();
        ended
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
        let _end;
        let mut wait = pin!(wait);
        let ended = poll_fn(|context| match self.core.take_interrupt(section.process) {
            Some(interrupt) => Poll::Ready(Err(interrupt)),
            None => wait.as_mut().poll(context).map(Ok),
        })
        .await;
        // A claim may be met on entering, before the wait is polled.
        _end = Declining::begin();
        ended
    }

    /// Waits for `left`, [interruptibly](Self::interruptible), and takes from it the time that has passed. So work that was interrupted goes on where it
    /// stopped when this is awaited again. If the wait is given up for another reason, such as a lost [`race`], `left` stays as it was.
    ///
    /// # Errors
    ///
    /// The [`Interrupt`].
    ///
    /// # Panics
    ///
    /// Like [`hold`](Self::hold).
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::Simulation;
    /// use cetak::process::Processes;
    /// use cetak::time::{Time, minutes};
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let here = world.clone();
    /// let machine = world.spawn(async move {
    ///     let mut left = minutes(10.0);
    ///     while let Err(_breakdown) = here.hold_rest(&mut left).await {
    ///         here.hold(minutes(30.0)).await; // the repair
    ///     }
    ///     assert_eq!(here.now(), Time::ZERO + minutes(40.0));
    /// });
    /// world.clone().spawn(async move {
    ///     world.hold(minutes(7.0)).await;
    ///     machine.interrupt("breakdown");
    /// });
    /// Simulation::new(processes).run();
    /// ```
    #[must_use = "a hold does nothing until it is awaited"]
    pub fn hold_rest(&self, left: &mut Span) -> impl Future<Output = Result<(), Interrupt>> {
        let held = self.interruptible(self.hold(*left));
        async move {
            let began = self.now();
            let held = held.await;
            *left -= self.now() - began;
            held
        }
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
