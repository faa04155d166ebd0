//! Something that processes wait to hear of.

use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::rc::Rc;
use std::task::Poll;

use super::World;
use super::core::{Awaited, Core};
use super::roster::ProcessId;
use super::tickets::{Answer, Refusal, Source, Standing, Ticket, Tickets, Wait, handle_methods};
use crate::resource::{Condition, Request, Seized, Watch};

/// A signal: all who wait for it when it is given go on, in the order in which they began to wait, unless a request says otherwise. It is not remembered. A handle of a [`Condition`].
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
pub struct Signal<W: Watch = ()> {
    shared: Rc<Shared<W>>,
}

struct Shared<W: Watch> {
    core: Rc<Core>,
    name: String,
    state: RefCell<State<W>>,
}

struct State<W> {
    inner: Condition<Ticket, W>,
    tickets: Tickets<()>,
}

impl<W: Watch> Awaited for Shared<W> {
    fn waiting(&self) -> Vec<(ProcessId, String)> {
        let State { inner, tickets } = &*self.state.borrow();
        let process = |ticket: &Ticket| Some((tickets.process(*ticket)?, self.name.clone()));
        inner.waiters().filter_map(process).collect()
    }
}

impl<W: Watch> Source for Rc<Shared<W>> {
    type Ask = Request;
    type Got = ();

    fn core(&self) -> &Core {
        &self.core
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn ask(&self, request: Request) -> Answer<()> {
        let State { inner, tickets } = &mut *self.state.borrow_mut();
        match inner.request(self.core.now(), request, tickets.next()) {
            Seized::Starts(()) | Seized::Refused(_) => Answer::Full,
            Seized::Waits(wait) => Answer::Waits(tickets.open(self.core.current(), wait)),
            Seized::Replaces(wait, out) => {
                tickets.push_out(&self.core, out);
                Answer::Waits(tickets.open(self.core.current(), wait))
            }
        }
    }

    fn collect(&self, ticket: Ticket) -> Poll<Option<()>> {
        self.state.borrow_mut().tickets.collect(ticket)
    }

    fn give_up(&self, ticket: Ticket) {
        let State { inner, tickets } = &mut *self.state.borrow_mut();
        if let Some(Standing::Waits(wait)) = tickets.close(ticket) {
            inner.withdraw(self.core.now(), wait);
        }
    }
}

impl Signal {
    /// A signal that nobody waits for. The name is used in messages.
    #[must_use]
    pub fn new(world: &World, name: impl Into<String>) -> Self {
        Self::watched(world, name, ())
    }
}

impl<W: Watch + 'static> Signal<W> {
    /// As [`new`](Signal::new), with a watch on those who wait.
    #[must_use]
    pub fn watched(world: &World, name: impl Into<String>, watch: W) -> Self {
        let name = name.into();
        let (inner, tickets) = (Condition::watched(name.clone(), watch), Tickets::new());
        let shared = Rc::new(Shared {
            core: Rc::clone(&world.core),
            name,
            state: RefCell::new(State { inner, tickets }),
        });
        world.core.register(&shared);
        Self { shared }
    }
}

impl<W: Watch> Signal<W> {
    handle_methods!();

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
        let Shared { core, state, .. } = &*self.shared;
        let State { inner, tickets } = &mut *state.borrow_mut();
        if inner.waiting() > 0 {
            for ticket in inner.wake(core.now()) {
                tickets.grant(core, ticket, ());
            }
        }
    }

    /// Waits for the next [`notify`](Self::notify).
    ///
    /// # Panics
    ///
    /// When awaited, if the queue has a limit and is full.
    pub fn wait(&self) -> impl Future<Output = ()> {
        Wait::new(&self.shared, Request::default()).certain()
    }

    /// As [`wait`](Self::wait) as the request says, until its deadline.
    ///
    /// # Errors
    ///
    /// A [`Refusal`], if the queue is full, one more urgent takes its place, or the deadline comes first.
    pub fn request(&self, request: Request) -> impl Future<Output = Result<(), Refusal>> {
        Wait::new(&self.shared, request).until(request)
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

    /// Looks at what was written down.
    pub fn look<R>(&self, look: impl FnOnce(&W) -> R) -> R {
        look(self.shared.state.borrow().inner.watch())
    }
}

impl<W: Watch> Clone for Signal<W> {
    fn clone(&self) -> Self {
        let shared = Rc::clone(&self.shared);
        Self { shared }
    }
}

impl<W: Watch> fmt::Debug for Signal<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signal")
            .field("name", &self.name())
            .field("waiting", &self.waiting())
            .finish_non_exhaustive()
    }
}
