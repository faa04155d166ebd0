//! Waiting until a condition holds, whatever makes it true.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::World;
use super::core::Core;
use super::roster::ProcessId;
use super::telling::Awaits;
use super::unawaited::Made;
use crate::time::Time;

/// The waits that look again whenever no process is ready any more.
#[derive(Default)]
pub(super) struct Lookers {
    /// The processes whose condition did not hold, since when they wait, in the order of waiting.
    conditions: RefCell<Vec<(ProcessId, Time)>>,
    /// Their number, and that of the requests for several resources that wait.
    pub count: Cell<usize>,
    /// Whether a condition has become true since all have looked.
    pub found: Cell<bool>,
}

impl Core {
    /// Lets all look again that wait for a condition or for several resources, unless all have looked since something last changed.
    /// Returns whether a process is ready.
    #[cold]
    #[inline(never)]
    pub fn look_again(&self, is_first: bool) -> bool {
        if !self.lookers.found.replace(false) && !is_first {
            return false;
        }
        let conditions = self.lookers.conditions.borrow().clone();
        for (process, _) in conditions {
            self.wake(process);
        }
        self.each_awaited(|awaited| {
            if let Some(process) = awaited.first_of_several() {
                self.wake(process);
            }
        });
        self.roster.borrow().is_any_ready()
    }

    /// The processes that wait for a condition.
    pub fn conditions(&self) -> Vec<Awaits> {
        let awaits = |&(process, since)| Awaits {
            process,
            since,
            what: "a condition".to_owned(),
        };
        self.lookers
            .conditions
            .borrow()
            .iter()
            .map(awaits)
            .collect()
    }

    /// The number of requests for several resources that wait.
    pub fn requests_for_several(&self) -> usize {
        self.lookers.count.get() - self.lookers.conditions.borrow().len()
    }

    /// From now on, one more looks again.
    pub fn add_looker(&self) {
        self.lookers.count.set(self.lookers.count.get() + 1);
    }

    pub fn remove_looker(&self) {
        self.lookers.count.set(self.lookers.count.get() - 1);
    }
}

/// The wait for a condition: [`World::until`].
#[must_use = "a wait does nothing until it is awaited"]
struct Until<'a, C> {
    core: &'a Core,
    condition: C,
    waits: Option<(ProcessId, Time)>,
    made: Made,
    is_polled: bool,
}

impl<C> Until<'_, C> {
    fn leave(&mut self) {
        if let Some(waits) = self.waits.take() {
            let conditions = &mut *self.core.lookers.conditions.borrow_mut();
            if let Some(place) = conditions.iter().position(|other| *other == waits) {
                conditions.remove(place);
            }
            self.core.remove_looker();
        }
    }
}

impl<C: FnMut() -> bool + Unpin> Future for Until<'_, C> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        self.is_polled = true;
        if (self.condition)() {
            self.core.lookers.found.set(true);
            self.leave();
            return Poll::Ready(());
        }
        if self.waits.is_none() {
            let waits = (self.core.current(), self.core.now());
            self.core.lookers.conditions.borrow_mut().push(waits);
            self.core.add_looker();
            self.waits = Some(waits);
        }
        Poll::Pending
    }
}

impl<C> Drop for Until<'_, C> {
    fn drop(&mut self) {
        if !self.is_polled {
            self.made
                .check(self.core, || "the wait for a condition".to_owned());
        }
        self.leave();
    }
}

impl World {
    /// Waits until `condition` holds, whatever makes it true: the state of resources, stocks and [shared](super::Shared) values.
    ///
    /// It is checked when this is awaited, and at the end of each event in which a process runs, when no process is ready any
    /// more, in the order in which the processes began to wait for their conditions. It holds when this returns: if a process that
    /// went on before has made it false again, this waits on. A change by a typed event of the model is seen at the next such
    /// moment, so a model with both acts [through](super::Processes::act) its processes.
    ///
    /// Each event looks at every condition that is waited for. Where the places that make it true are few, a
    /// [`Signal`](super::Signal) costs less.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::Simulation;
    /// use cetak::process::{Processes, Resource, Shared};
    /// use cetak::time::{Time, minutes};
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let clerk = Resource::new(&world, "clerk", 1);
    /// let doors_open = Shared::new(false);
    /// let (here, desk, doors) = (world.clone(), clerk.clone(), doors_open.clone());
    /// world.spawn(async move {
    ///     here.until(|| doors.get() && desk.idle() == 1).await;
    ///     assert_eq!(here.now(), Time::ZERO + minutes(9.0));
    /// });
    /// let here = world.clone();
    /// world.spawn(async move {
    ///     let unit = clerk.seize().await;
    ///     here.hold(minutes(5.0)).await;
    ///     doors_open.set(true);
    ///     here.hold(minutes(4.0)).await;
    ///     unit.release();
    /// });
    /// Simulation::new(processes).run();
    /// ```
    #[must_use = "a wait does nothing until it is awaited"]
    pub fn until<'a>(
        &'a self,
        condition: impl FnMut() -> bool + Unpin + 'a,
    ) -> impl Future<Output = ()> + 'a {
        Until {
            core: &self.core,
            condition,
            waits: None,
            made: Made::here(&self.core),
            is_polled: false,
        }
    }
}
