//! Units that a process holds.

use std::fmt;
use std::rc::Rc;

use super::asking::Shared;
use crate::process::tickets::{Asking, Wait};
use crate::resource::{OnPreempt, Statistics, Watch};

/// Units of a [`Pool`](super::Pool), held until this is released or dropped.
#[must_use = "units are given back when this is dropped"]
pub struct Units<W: Watch = Statistics> {
    pub(super) shared: Rc<Shared<W>>,
    /// One of the units; the pool finds the service by it.
    pub(super) unit: usize,
    pub(super) count: usize,
    pub(super) number: u64,
}

/// The number of no request: these units are in other hands.
const SPENT: u64 = 0;

impl<W: Watch> Units<W> {
    /// Gives the units back; the next in the queue gets them now. Dropping this does the same.
    pub fn release(self) {}

    /// The number of units seized.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The numbers of the units held, the lowest first; empty once they are lost.
    #[must_use]
    pub fn numbers(&self) -> Vec<usize> {
        let state = self.shared.state.borrow();
        let id = state.holding(self.unit, self.number);
        id.and_then(|id| state.inner.units(id))
            .map_or_else(Vec::new, <[usize]>::to_vec)
    }

    /// Whether the units were taken away by [`Pool::preempt`](super::Pool::preempt). The holder is also told by
    /// [`Interrupt::Preempted`](crate::process::Interrupt::Preempted), unless its interruptible wait lost a
    /// [`race`](crate::process::race) within the same event; then only this method and [`lost_by`](Self::lost_by) tell.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.lost_by().is_some()
    }

    /// The rule of the request that took the units away; `None` while they are held.
    #[must_use]
    pub fn lost_by(&self) -> Option<OnPreempt> {
        let state = self.shared.state.borrow();
        match state.away.get(&self.number) {
            Some(away) => Some(away.rule),
            None if state.holding(self.unit, self.number).is_some() => None,
            None => Some(OnPreempt::Leave),
        }
    }

    /// Waits until units that were taken away come back, perhaps others of the same pool, at the place in the line where the
    /// loss has put this request. Returns units that are held at once, and `None` if the rule was [`OnPreempt::Leave`]: then
    /// there is no such place, and the process may ask anew.
    ///
    /// The wait counts in [`waits_again`](super::Pool::waits_again). If it is given up, or if lost units are dropped, the place
    /// in the line is given up. Units that come back before this is awaited are kept for it.
    ///
    /// # Examples
    ///
    /// A job of ten minutes that is put aside from 4 to 7, and then goes on where it was:
    ///
    /// ```
    /// use cetak::engine::Simulation;
    /// use cetak::process::{Pool, Processes};
    /// use cetak::resource::{Key, OnPreempt};
    /// use cetak::time::{Time, minutes};
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let press = Pool::new(&world, "press", 1);
    /// let (here, job) = (world.clone(), press.clone());
    /// world.spawn(async move {
    ///     let (mut unit, mut left) = (job.seize_with(1, Key(5)).await, minutes(10.0));
    ///     loop {
    ///         let began = here.now();
    ///         if here.interruptible(here.hold(left)).await.is_ok() {
    ///             break;
    ///         }
    ///         left = match unit.lost_by() {
    ///             Some(OnPreempt::Restart) => minutes(10.0),
    ///             _ => left - (here.now() - began),
    ///         };
    ///         unit = unit.regain().await.expect("it has a place in the line");
    ///     }
    ///     assert_eq!(here.now(), Time::ZERO + minutes(13.0));
    /// });
    /// let (here, urgent) = (world.clone(), press.clone());
    /// world.spawn(async move {
    ///     here.hold(minutes(4.0)).await;
    ///     let _unit = urgent.preempt(Key(0), OnPreempt::Resume).await;
    ///     here.hold(minutes(3.0)).await;
    /// });
    /// Simulation::new(processes).run();
    /// assert_eq!(press.waits_again().mean(), Some(3.0));
    /// ```
    pub async fn regain(mut self) -> Option<Self> {
        let away = self.shared.state.borrow_mut().away.remove(&self.number);
        let Some(away) = away else {
            return (!self.is_lost()).then_some(self);
        };
        let shared = Rc::clone(&self.shared);
        let wait = Wait::begun(&shared, away.ticket);
        // From here on the ticket stands for the place in the line.
        self.number = SPENT;
        drop(self);
        wait.await.ok()
    }
}

impl<W: Watch> Drop for Units<W> {
    fn drop(&mut self) {
        let Shared { core, state, .. } = &*self.shared;
        let away = state.borrow_mut().away.remove(&self.number);
        if let Some(away) = away {
            return self.shared.give_up(away.ticket);
        }
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
