//! Something that happens once, is remembered, and carries a value.

use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::rc::Rc;

use super::{Signal, World};
use crate::stats::Observed;
use crate::time::Time;

/// Something that happens once: it is remembered and carries a value. Waiting processes continue in the order in which they began to
/// wait; a process that comes later does not wait at all. SimPy's `Event`. Cloning copies the handle.
///
/// For something that happens again and again and is not remembered, see [`Signal`].
///
/// # Examples
///
/// ```
/// use cetak::engine::Simulation;
/// use cetak::process::{Event, Processes};
/// use cetak::time::{Time, minutes};
///
/// let processes = Processes::new();
/// let world = processes.world();
/// let result = Event::new(&world, "the result of the test");
/// for after in [0.0, 45.0] {
///     let (here, result) = (world.clone(), result.clone());
///     world.spawn(async move {
///         here.hold(minutes(after)).await;
///         assert_eq!(result.wait().await, "negative");
///         assert_eq!(here.now(), Time::ZERO + minutes(after.max(30.0)));
///     });
/// }
/// let here = world.clone();
/// world.spawn(async move {
///     here.hold(minutes(30.0)).await;
///     result.trigger("negative");
/// });
/// Simulation::new(processes).run();
/// ```
pub struct Event<T = ()> {
    shared: Rc<State<T>>,
}

struct State<T> {
    signal: Signal,
    /// When it happened, and its value.
    happened: RefCell<Option<(Time, T)>>,
}

impl<T: Clone> Event<T> {
    /// Makes an event that has not happened. The name is used in messages.
    #[must_use]
    pub fn new(world: &World, name: impl Into<String>) -> Self {
        let shared = Rc::new(State {
            signal: Signal::new(world, name),
            happened: RefCell::new(None),
        });
        Self { shared }
    }

    /// Lets it happen now, with this value. All that wait continue at this instant, after the running process.
    ///
    /// # Panics
    ///
    /// If it has happened already, or if a process panicked before (see [`Processes`](super::Processes)).
    pub fn trigger(&self, value: T) {
        let State { signal, happened } = &*self.shared;
        assert!(
            happened.borrow().is_none(),
            "at {}: {} has happened already",
            signal.now(),
            signal.name()
        );
        *happened.borrow_mut() = Some((signal.now(), value));
        signal.notify();
    }

    /// Waits until it has happened, and returns a copy of its value.
    #[must_use = "a wait does nothing until it is awaited"]
    pub fn wait(&self) -> impl Future<Output = T> {
        let happened = self.shared.signal.wait_until(|| self.is_triggered());
        async move {
            happened.await;
            self.value().expect("it has happened")
        }
    }

    /// A copy of its value; `None` if it has not happened.
    #[must_use]
    pub fn value(&self) -> Option<T> {
        let happened = self.shared.happened.borrow();
        happened.as_ref().map(|(_, value)| value.clone())
    }
}

impl<T> Event<T> {
    /// Whether it has happened.
    #[must_use]
    pub fn is_triggered(&self) -> bool {
        self.shared.happened.borrow().is_some()
    }

    /// When it happened, or that it has not happened until now, in minutes since [`Time::ZERO`]: for
    /// [`Outputs::time_to`](crate::experiment::Outputs::time_to).
    #[must_use]
    pub fn observed(&self) -> Observed {
        let State { signal, happened } = &*self.shared;
        let min = |time: Time| (time - Time::ZERO).as_minutes();
        match &*happened.borrow() {
            Some((time, _)) => Observed::At(min(*time)),
            None => Observed::NotBefore(min(signal.now())),
        }
    }

    /// The name given to it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.shared.signal.name()
    }

    /// The number of processes that wait for it.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.shared.signal.waiting()
    }
}

impl<T> Clone for Event<T> {
    fn clone(&self) -> Self {
        let shared = Rc::clone(&self.shared);
        Self { shared }
    }
}

impl<T> fmt::Debug for Event<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("name", &self.name())
            .field("is_triggered", &self.is_triggered())
            .finish_non_exhaustive()
    }
}
