//! A value that changes over time.

use super::{Shared, World};
use crate::stats::TimeWeighted;
use crate::time::Time;

/// A value that changes over time, such as the number of messages under way, with its mean over time. Made by [`World::level`]. Cloning copies
/// the handle, not the value.
///
/// # Examples
///
/// Three are in for ten minutes, and one for ten more:
///
/// ```
/// use cetak::engine::Simulation;
/// use cetak::process::Processes;
/// use cetak::time::minutes;
///
/// let processes = Processes::new();
/// let world = processes.world();
/// let inside = world.level(3.0);
/// let (here, count) = (world.clone(), inside.clone());
/// world.spawn(async move {
///     here.hold(minutes(10.0)).await;
///     count.add(-2.0);
///     here.hold(minutes(10.0)).await;
///     count.set(0.0);
/// });
/// let mut sim = Simulation::new(processes);
/// sim.run();
/// let (level, now) = inside.observed();
/// assert_eq!((level.mean(now), level.max(), inside.value()), (Some(2.0), 3.0, 0.0));
/// ```
#[derive(Clone, Debug)]
pub struct Level {
    world: World,
    record: Shared<TimeWeighted>,
}

impl Level {
    /// Changes the value by `more` from now on; below 0, it falls.
    ///
    /// # Panics
    ///
    /// If the new value is not finite.
    pub fn add(&self, more: f64) {
        self.set(self.value() + more);
    }

    /// Sets the value from now on.
    ///
    /// # Panics
    ///
    /// If the value is not finite.
    pub fn set(&self, value: f64) {
        let now = self.world.now();
        self.record.with(|record| record.set(now, value));
    }

    /// The value now.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.record.with(|record| record.value())
    }

    /// A copy of the value over time and the time now, for [`Outputs::level`](crate::experiment::Outputs::level).
    #[must_use]
    pub fn observed(&self) -> (TimeWeighted, Time) {
        (self.record.get(), self.world.now())
    }
}

impl World {
    /// A value that changes over time, from now on. Its record begins anew at the end of the [warm-up](crate::experiment::Window), with the value that it has
    /// then. Made once in a model.
    ///
    /// # Panics
    ///
    /// If the value is not finite.
    #[must_use]
    pub fn level(&self, value: f64) -> Level {
        let record = TimeWeighted::new(self.now(), value);
        Level {
            record: self.restarting(record, TimeWeighted::reset),
            world: self.clone(),
        }
    }
}
