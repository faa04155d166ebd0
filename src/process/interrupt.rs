//! Why a wait was interrupted.

use std::any::{Any, type_name};
use std::fmt;

/// Why an interruptible wait was given up: [`World::interruptible`](super::World::interruptible).
#[derive(Debug)]
#[non_exhaustive]
pub enum Interrupt {
    /// Another process sent this with [`Process::interrupt`](super::Process::interrupt).
    Sent(Reason),
    /// [`Pool::preempt`](super::Pool::preempt) took away a unit that the process held.
    Preempted,
}

impl Interrupt {
    /// What another process sent, if it is of type `R`; `None` for an interrupt of another kind.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::Simulation;
    /// use cetak::process::Processes;
    /// use cetak::time::minutes;
    ///
    /// #[derive(Debug, PartialEq)]
    /// enum Reason { PowerCut, Called { by: u32 } }
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let clerk = world.spawn({
    ///     let world = world.clone();
    ///     async move {
    ///         let told = world.interruptible(world.hold(minutes(60.0))).await;
    ///         let interrupt = told.expect_err("somebody calls");
    ///         assert_eq!(interrupt.reason(), Some(&Reason::Called { by: 7 }));
    ///         assert_eq!(interrupt.reason::<i64>(), None);
    ///     }
    /// });
    /// world.clone().spawn(async move {
    ///     world.hold(minutes(5.0)).await;
    ///     assert!(clerk.interrupt(Reason::Called { by: 7 }));
    /// });
    /// Simulation::new(processes).run();
    /// ```
    #[must_use]
    pub fn reason<R: Any>(&self) -> Option<&R> {
        match self {
            Self::Sent(reason) => reason.get(),
            Self::Preempted => None,
        }
    }

    /// Whether units were taken away.
    #[must_use]
    pub fn is_preempted(&self) -> bool {
        matches!(self, Self::Preempted)
    }
}

/// Prints "interrupted by REASON", or "pre-empted".
impl fmt::Display for Interrupt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sent(reason) => write!(f, "interrupted by {reason:?}"),
            Self::Preempted => f.write_str("pre-empted"),
        }
    }
}

impl std::error::Error for Interrupt {}

/// A value of the model's own type that was sent with an [`Interrupt`].
pub struct Reason(Box<dyn Sent>);

trait Sent: Any + fmt::Debug {}

impl<R: Any + fmt::Debug> Sent for R {}

impl Reason {
    pub(super) fn new<R: Any + fmt::Debug>(reason: R) -> Self {
        Self(Box::new(reason))
    }

    /// The value, if it is of type `R`.
    #[must_use]
    pub fn get<R: Any>(&self) -> Option<&R> {
        let value: &dyn Any = &*self.0;
        value.downcast_ref()
    }

    /// The value itself.
    ///
    /// # Panics
    ///
    /// If it is not of type `R`.
    #[must_use]
    pub fn into<R: Any>(self) -> R {
        let value: Box<dyn Any> = self.0;
        match value.downcast() {
            Ok(value) => *value,
            Err(_) => panic!("the reason of an interrupt is no {}", type_name::<R>()),
        }
    }
}

/// Prints the value.
impl fmt::Debug for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
