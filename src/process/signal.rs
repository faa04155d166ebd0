//! Something that processes wait to hear of.

use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use super::World;
use super::core::{Awaited, Core, ProcessId};
use super::line::{Line, Ticket};

/// A signal: all who wait for it when it is given go on, in the order in which they began to wait. It is not remembered.
///
/// # Examples
///
/// ```
/// use cetak::engine::Simulation;
/// use cetak::process::{Processes, Signal};
/// use cetak::time::{Time, hours};
///
/// let processes = Processes::new();
/// let world = processes.world();
/// let doors = Signal::new(&world, "doors");
/// let (resident, opens) = (doors.clone(), world.clone());
/// world.spawn(async move {
///     opens.hold(hours(8.0)).await;
///     doors.notify();
/// });
/// let here = world.clone();
/// world.spawn(async move {
///     resident.wait().await;
///     assert_eq!(here.now(), Time::ZERO + hours(8.0));
/// });
/// Simulation::new(processes).run();
/// ```
#[derive(Clone)]
pub struct Signal {
    shared: Rc<Shared>,
}

struct Shared {
    core: Rc<Core>,
    name: String,
    line: RefCell<Line<()>>,
}

impl Awaited for Shared {
    fn waiting(&self) -> Vec<(ProcessId, String)> {
        self.line.borrow().waiting(&self.name).collect()
    }
}

impl Signal {
    /// A signal that nobody waits for. The name is used in messages.
    #[must_use]
    pub fn new(world: &World, name: impl Into<String>) -> Self {
        let shared = Rc::new(Shared {
            core: Rc::clone(&world.core),
            name: name.into(),
            line: RefCell::new(Line::new()),
        });
        world.core.register(&shared);
        Self { shared }
    }

    /// Lets all who wait go on, at this instant, after what runs now.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    pub fn notify(&self) {
        self.shared.core.check_sound();
        self.give();
    }

    /// As [`notify`](Self::notify), also while what waits is dropped.
    pub(super) fn give(&self) {
        let mut line = self.shared.line.borrow_mut();
        while let Some(first) = line.first() {
            self.shared.core.wake(line.grant(first));
        }
    }

    /// Waits for the next [`notify`](Self::notify).
    pub fn wait(&self) -> Wait<'_> {
        Wait {
            shared: &self.shared,
            ticket: None,
        }
    }

    /// Waits until a condition holds; it is asked now and, as long as it does not, at each [`notify`](Self::notify).
    ///
    /// It holds when this returns: if somebody who went on before has made it false again, this waits on, behind those who
    /// began to wait meanwhile.
    pub async fn wait_until(&self, mut condition: impl FnMut() -> bool) {
        while !condition() {
            self.wait().await;
        }
    }

    /// The name given to it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.shared.name
    }

    /// How many wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.shared.line.borrow().len()
    }
}

impl fmt::Debug for Signal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signal")
            .field("name", &self.name())
            .field("waiting", &self.waiting())
            .finish_non_exhaustive()
    }
}

/// The wait for a signal: [`Signal::wait`].
#[must_use = "a wait does nothing until it is awaited"]
pub struct Wait<'a> {
    shared: &'a Shared,
    ticket: Option<Ticket>,
}

impl Future for Wait<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let mut line = self.shared.line.borrow_mut();
        match self.ticket {
            Some(ticket) if line.is_granted(ticket) => return Poll::Ready(()),
            Some(_) => {}
            None => {
                let ticket = line.join(0, self.shared.core.current(), ());
                drop(line);
                self.ticket = Some(ticket);
            }
        }
        Poll::Pending
    }
}

impl Drop for Wait<'_> {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket {
            self.shared.line.borrow_mut().take(ticket);
        }
    }
}

impl fmt::Debug for Wait<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait").finish_non_exhaustive()
    }
}
