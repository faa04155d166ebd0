//! A signal that processes wait for.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use std::task::Poll;

use super::World;
use super::core::{Awaited, Core};
use super::handle::{handle, handle_methods};
use super::telling::Awaits;
use super::tickets::{Answer, Asking, Refusal, Standing, Ticket, Tickets, Wait};
use super::unawaited::Unpolled;
use crate::resource::{Condition, Request, Seized, Watch};
use crate::time::Time;

/// A signal. When it is given, all that wait for it continue in the order in which they began to wait, unless a request says
/// otherwise. It is not remembered. A handle of a [`Condition`].
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
    fn waiting(&self) -> Vec<Awaits> {
        let State { inner, tickets } = &*self.state.borrow();
        tickets.named(inner.in_line())
    }

    fn reset_statistics(&self) {
        let now = self.core.now();
        self.state.borrow_mut().inner.reset_statistics(now);
    }
}

impl<W: Watch> Asking for Rc<Shared<W>> {
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
    /// Makes a signal that nobody waits for. The name is used in messages.
    #[must_use]
    pub fn new(world: &World, name: impl Into<String>) -> Self {
        Self::watched(world, name, ())
    }
}

impl<W: Watch + 'static> Signal<W> {
    /// Like [`new`](Signal::new), with a watch on the waiting line.
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

    /// The simulated time.
    pub(super) fn now(&self) -> Time {
        self.shared.core.now()
    }

    /// Lets all that wait continue at this instant, after the running process.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    pub fn notify(&self) {
        self.shared.core.check_sound();
        self.give();
    }

    /// Like [`notify`](Self::notify), but may also be called while a wait is dropped.
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
    #[must_use = "a wait does nothing until it is awaited"]
    pub fn wait(&self) -> impl Future<Output = ()> {
        Wait::new(&self.shared, Request::default()).certain()
    }

    /// Like [`wait`](Self::wait), with the key and until the deadline of `request`.
    ///
    /// # Errors
    ///
    /// A [`Refusal`], if the queue is full, a more urgent request takes its place, or the deadline comes first.
    #[must_use = "a request does nothing until it is awaited"]
    pub fn request(&self, request: Request) -> impl Future<Output = Result<(), Refusal>> {
        Wait::new(&self.shared, request).until(request)
    }

    /// Waits until `condition` holds. It is checked now and, until it holds, at each [`notify`](Self::notify).
    ///
    /// The condition holds when this returns: if a process that continued earlier has made it false again, this waits on,
    /// behind the processes that began to wait meanwhile.
    #[must_use = "a wait does nothing until it is awaited"]
    pub fn wait_until(&self, mut condition: impl FnMut() -> bool) -> impl Future<Output = ()> {
        let unpolled = Unpolled::new(&self.shared.core, || {
            format!("a request for {}", self.name())
        });
        async move {
            unpolled.begin();
            while !condition() {
                self.wait().await;
            }
        }
    }
}

handle!([W: Watch] Signal<W>, "Signal": waiting);
