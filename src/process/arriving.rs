//! Processes that arrive one after the other.

use std::future::Future;

use super::{Arrivals, Process, Variate, World};
use crate::time::{Span, Time};

/// When processes arrive, for [`World::spawn_arrivals`]: the times between them as a [`Variate`] or as a function that draws them, or
/// [`Arrivals`], whose rate may vary and which may end.
pub trait Arriving: sealed::Sealed {
    /// How long after `now` the next come, and how many at once; `None` if no more come.
    #[doc(hidden)]
    fn next(&mut self, now: Time) -> Option<(Span, u64)>;
}

mod sealed {
    /// What is known here alone.
    pub trait Sealed {}
}

impl sealed::Sealed for Variate {}

impl Arriving for Variate {
    fn next(&mut self, _now: Time) -> Option<(Span, u64)> {
        Some((self.draw(), 1))
    }
}

impl<F: FnMut() -> Span> sealed::Sealed for F {}

impl<F: FnMut() -> Span> Arriving for F {
    fn next(&mut self, _now: Time) -> Option<(Span, u64)> {
        Some((self(), 1))
    }
}

impl sealed::Sealed for Arrivals {}

impl Arriving for Arrivals {
    fn next(&mut self, now: Time) -> Option<(Span, u64)> {
        let arrival = self.draw()?;
        Some((arrival.at - now, arrival.size))
    }
}

impl World {
    /// Starts a process at each arrival: `life` makes it, of this world and a clone of `shared`, which has what the processes use together, such as
    /// resources. Returns the process that waits for the arrivals; [stopping](Process::stop) it closes the door behind those that are in.
    ///
    /// The first arrives after the first draw, and not at once. The draw of the next follows when one has arrived, before that one runs.
    ///
    /// # Panics
    ///
    /// In the run, like [`hold`](Self::hold): if a time between arrivals is negative, or an arrival lies before now.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::Simulation;
    /// use cetak::process::{Processes, Resource, World};
    /// use cetak::time::{Time, minutes};
    ///
    /// async fn customer(world: World, clerk: Resource) {
    ///     let _unit = clerk.seize().await;
    ///     world.hold(minutes(7.0)).await;
    /// }
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let clerk = Resource::new(&world, "clerk", 1);
    /// let door = world.spawn_arrivals(|| minutes(5.0), &clerk, customer);
    /// let here = world.clone();
    /// world.spawn(async move {
    ///     here.hold(minutes(18.0)).await;
    ///     door.stop(); // three are in
    /// });
    /// let mut sim = Simulation::new(processes);
    /// sim.run();
    /// assert_eq!(sim.now(), Time::ZERO + minutes(5.0 + 3.0 * 7.0));
    /// ```
    pub fn spawn_arrivals<C, F>(
        &self,
        mut times: impl Arriving + 'static,
        shared: &C,
        mut life: impl FnMut(World, C) -> F + 'static,
    ) -> Process
    where
        C: Clone + 'static,
        F: Future<Output = ()> + 'static,
    {
        let (world, shared) = (self.clone(), shared.clone());
        self.spawn(async move {
            while let Some((wait, size)) = times.next(world.now()) {
                world.hold(wait).await;
                for _ in 0..size {
                    world.spawn(life(world.clone(), shared.clone()));
                }
            }
        })
    }
}
