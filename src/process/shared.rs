//! State that several processes use.

use std::cell::RefCell;
use std::fmt;
use std::ops::AddAssign;
use std::rc::Rc;

use crate::stats::Tally;

/// A value that several processes read and change. Cloning copies the handle, not the value.
///
/// The value is lent to closures only. A closure cannot wait, so no process ever holds on to the value while another one runs,
/// which is the trap of `Rc<RefCell<…>>`: a borrow held across an `await` panics in whatever process comes next.
///
/// # Examples
///
/// ```
/// use cetak::engine::Simulation;
/// use cetak::process::{Processes, Shared};
/// use cetak::stats::Tally;
/// use cetak::time::minutes;
///
/// let processes = Processes::new();
/// let world = processes.world();
/// let (waits, longest, served) = (Shared::new(Tally::new()), Shared::new(0.0), Shared::new(0));
/// for m in [3.0, 5.0] {
///     let (world, waits, longest, served) = (world.clone(), waits.clone(), longest.clone(), served.clone());
///     processes.world().spawn(async move {
///         world.hold(minutes(m)).await;
///         waits.record(m);
///         served.add(1);
///         longest.with(|longest| *longest = m.max(*longest));
///     });
/// }
/// Simulation::new(processes).run();
/// assert_eq!((waits.get().mean(), longest.get(), served.get()), (Some(4.0), 5.0, 2));
/// ```
///
/// A lent value cannot be kept across a wait:
///
/// ```compile_fail
/// # use cetak::process::{Shared, World};
/// # use cetak::time::minutes;
/// async fn life(world: World, count: Shared<u32>) {
///     let lent = count.with(|count| count);
///     world.hold(minutes(1.0)).await;
///     *lent += 1;
/// }
/// ```
#[derive(Default)]
pub struct Shared<T>(Rc<RefCell<T>>);

impl<T> Shared<T> {
    /// Shares a value.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(Rc::new(RefCell::new(value)))
    }

    /// Lends the value to `use_it`, and returns its result.
    ///
    /// # Panics
    ///
    /// If `use_it` uses the same shared value again.
    pub fn with<R>(&self, use_it: impl FnOnce(&mut T) -> R) -> R {
        match self.0.try_borrow_mut() {
            Ok(mut value) => use_it(&mut value),
            Err(_) => panic!("a shared value is used by a closure to which it is lent already"),
        }
    }

    /// Adds `more` to the value.
    ///
    /// # Panics
    ///
    /// Like [`with`](Self::with).
    pub fn add(&self, more: T)
    where
        T: AddAssign,
    {
        self.with(|value| *value += more);
    }

    /// Replaces the value, and returns the old one.
    ///
    /// # Panics
    ///
    /// Like [`with`](Self::with).
    pub fn set(&self, value: T) -> T {
        self.with(|old| std::mem::replace(old, value))
    }

    /// A copy of the value.
    ///
    /// # Panics
    ///
    /// Like [`with`](Self::with).
    #[must_use]
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        self.with(|value| value.clone())
    }

    /// Takes the value out, and leaves the default one.
    ///
    /// # Panics
    ///
    /// Like [`with`](Self::with).
    #[must_use]
    pub fn take(&self) -> T
    where
        T: Default,
    {
        self.set(T::default())
    }
}

impl Shared<Tally> {
    /// Records an observation, as [`Tally::record`] does.
    ///
    /// # Panics
    ///
    /// Like [`Tally::record`], and like [`with`](Self::with).
    pub fn record(&self, value: f64) {
        self.with(|tally| tally.record(value));
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.try_borrow() {
            Ok(value) => f.debug_tuple("Shared").field(&*value).finish(),
            Err(_) => f.write_str("Shared(lent)"),
        }
    }
}
