//! A process that returns a value.

use std::cell::Cell;
use std::fmt;
use std::future::Future;
use std::ops::Deref;
use std::rc::Rc;

use super::unawaited::Unpolled;
use super::{Process, World};

impl World {
    /// Like [`spawn`](Self::spawn), for a process whose value another one [awaits](Returning::value).
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::Simulation;
    /// use cetak::process::Processes;
    /// use cetak::time::minutes;
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// world.clone().spawn(async move {
    ///     let here = world.clone();
    ///     let test = world.spawn_returning(async move {
    ///         here.hold(minutes(30.0)).await;
    ///         "negative"
    ///     });
    ///     world.hold(minutes(10.0)).await; // meanwhile
    ///     assert_eq!(test.value().await, Some("negative"));
    /// });
    /// Simulation::new(processes).run();
    /// ```
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    pub fn spawn_returning<T: 'static>(
        &self,
        process: impl Future<Output = T> + 'static,
    ) -> Returning<T> {
        let value = Rc::new(Cell::new(None));
        let returned = Rc::clone(&value);
        let process = self.spawn(async move { returned.set(Some(process.await)) });
        Returning { process, value }
    }
}

/// The handle of a process that returns a value, and of the [`Process`] itself.
pub struct Returning<T> {
    process: Process,
    value: Rc<Cell<Option<T>>>,
}

impl<T> Returning<T> {
    /// Waits for the end of the process, and returns its value; `None` if the process was [stopped](Process::stop).
    #[must_use = "a wait does nothing until it is awaited"]
    pub fn value(self) -> impl Future<Output = Option<T>> {
        let what = || "the wait for the value of a process".to_owned();
        let unpolled = Unpolled::new(self.process.core(), what);
        async move {
            unpolled.begin();
            self.process.done().await;
            self.value.take()
        }
    }
}

impl<T> Deref for Returning<T> {
    type Target = Process;

    fn deref(&self) -> &Process {
        &self.process
    }
}

impl<T> fmt::Debug for Returning<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Returning").field(&self.process).finish()
    }
}
