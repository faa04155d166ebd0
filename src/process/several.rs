//! Requests for several resources at once, all or nothing.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::World;
use super::core::Core;
use super::tickets::{Refusal, Ticket};
use super::unawaited::Made;
use crate::resource::{Key, Request};

/// The answer to a part of a request that looks at its line.
pub enum Look {
    /// It stands first in its line, and what it wants is there.
    Ready,
    Waits,
    PushedOut,
}

/// One part of a request for several resources at once, without the type of its grant.
pub trait Ask {
    fn name(&self) -> &str;

    /// Tells apart what can be asked for.
    fn place(&self) -> *const ();

    /// Whether it would be granted now.
    fn could_start(&self, request: Request) -> bool;

    /// Whether it would find a place in the line; if not, it counts as refused.
    fn has_place(&self, request: Request) -> bool;

    /// Joins the line.
    fn join(&self, request: Request) -> Ticket;

    fn look(&self, ticket: Ticket) -> Look;

    /// Leaves the line ungranted, which may let others go on.
    fn leave(&self, ticket: Ticket);
}

/// How it is granted.
pub trait Grant: Ask {
    type Got;

    /// Grants it at once.
    fn start(&self, request: Request) -> Self::Got;

    /// Grants a part that has waited.
    fn start_waiting(&self, ticket: Ticket) -> Self::Got;
}

/// The methods of [`Parts`] that only this module may call.
pub trait Several {
    type Got;

    fn each<'a>(&'a self, list: &mut Vec<&'a dyn Ask>);

    fn start(&self, request: Request) -> Self::Got;

    fn start_waiting(&self, tickets: &mut dyn Iterator<Item = Ticket>) -> Self::Got;
}

/// Several things that a process asks for at once: a tuple of two to six of these, or a [`Vec`] of one kind.
///
/// | Part | What is granted |
/// |---|---|
/// | `&Resource` | a [`Unit`](super::Unit) |
/// | [`pool.part(n)`](super::Pool::part) | `n` of its [`Units`](super::Units) |
/// | [`stock.part(n)`](super::Stock::part) | `n` pieces: `()` |
pub trait Parts: Several<Got = Self::All> {
    /// The grants, in the same order.
    type All;
}

impl<S: Several> Parts for S {
    type All = S::Got;
}

impl<P: Grant> Several for Vec<P> {
    type Got = Vec<P::Got>;

    fn each<'a>(&'a self, list: &mut Vec<&'a dyn Ask>) {
        list.extend(self.iter().map(|part| part as &dyn Ask));
    }

    fn start(&self, request: Request) -> Self::Got {
        self.iter().map(|part| part.start(request)).collect()
    }

    fn start_waiting(&self, tickets: &mut dyn Iterator<Item = Ticket>) -> Self::Got {
        let each = self.iter().zip(tickets);
        each.map(|(part, ticket)| part.start_waiting(ticket))
            .collect()
    }
}

/// Makes tuples of so many parts.
macro_rules! tuple {
    ($($part:ident $place:tt),+) => {
        impl<$($part: Grant),+> Several for ($($part,)+) {
            type Got = ($($part::Got,)+);

            fn each<'a>(&'a self, list: &mut Vec<&'a dyn Ask>) {
                $(list.push(&self.$place);)+
            }

            fn start(&self, request: Request) -> Self::Got {
                ($(self.$place.start(request),)+)
            }

            fn start_waiting(&self, tickets: &mut dyn Iterator<Item = Ticket>) -> Self::Got {
                ($(self.$place.start_waiting(tickets.next().expect("a ticket each")),)+)
            }
        }
    };
}
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);

/// The wait for several things at once.
struct Together<'a, P: Several> {
    core: &'a Core,
    parts: P,
    request: Request,
    stage: Stage,
    made: Made,
}

enum Stage {
    New,
    /// With a ticket for each part.
    Waits(Vec<Ticket>),
    Over,
}

/// None of its fields is pinned.
impl<P: Several> Unpin for Together<'_, P> {}

impl<P: Several> Together<'_, P> {
    fn list(&self) -> Vec<&dyn Ask> {
        let mut list = Vec::new();
        self.parts.each(&mut list);
        list
    }

    /// Asks for all parts.
    fn begin(&mut self) -> Poll<Result<P::Got, Refusal>> {
        let (list, request) = (self.list(), self.request);
        for (number, part) in list.iter().enumerate() {
            let twice = list[..number]
                .iter()
                .any(|other| other.place() == part.place());
            assert!(
                !twice,
                "at {}: {} is asked for twice in one request for several resources",
                self.core.now(),
                part.name()
            );
        }
        if list.iter().all(|part| part.could_start(request)) {
            self.stage = Stage::Over;
            return Poll::Ready(Ok(self.parts.start(request)));
        }
        if !list.iter().all(|part| part.has_place(request)) {
            self.stage = Stage::Over;
            return Poll::Ready(Err(Refusal::Full));
        }
        let tickets = list.iter().map(|part| part.join(request)).collect();
        self.stage = Stage::Waits(tickets);
        self.core.add_looker();
        Poll::Pending
    }

    fn leave(&mut self, tickets: &[Ticket]) {
        self.core.remove_looker();
        for (part, ticket) in self.list().iter().zip(tickets) {
            part.leave(*ticket);
        }
    }
}

impl<P: Several> Future for Together<'_, P> {
    type Output = Result<P::Got, Refusal>;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        let tickets = match std::mem::replace(&mut self.stage, Stage::Over) {
            Stage::New => return self.begin(),
            Stage::Waits(tickets) => tickets,
            Stage::Over => unreachable!("it is not polled after its end"),
        };
        let list = self.list();
        let looks = list
            .iter()
            .zip(&tickets)
            .map(|(part, ticket)| part.look(*ticket));
        let (mut is_ready, mut is_out) = (true, false);
        for look in looks {
            is_ready &= matches!(look, Look::Ready);
            is_out |= matches!(look, Look::PushedOut);
        }
        if is_out {
            self.leave(&tickets);
            return Poll::Ready(Err(Refusal::PushedOut));
        }
        if !is_ready {
            self.stage = Stage::Waits(tickets);
            return Poll::Pending;
        }
        self.core.remove_looker();
        self.core.lookers.found.set(true);
        let got = self.parts.start_waiting(&mut tickets.into_iter());
        Poll::Ready(Ok(got))
    }
}

impl<P: Several> Drop for Together<'_, P> {
    fn drop(&mut self) {
        match std::mem::replace(&mut self.stage, Stage::Over) {
            Stage::Waits(tickets) => self.leave(&tickets),
            Stage::New => {
                let names = || {
                    let list = self.list();
                    let names: Vec<&str> = list.iter().map(|part| part.name()).collect();
                    format!("a request for {}", names.join(", "))
                };
                self.made.check(self.core, names);
            }
            Stage::Over => {}
        }
    }
}

impl World {
    /// Waits for several resources at once, and gets all of them or none: a ship that needs a berth, a tug and a crane.
    ///
    /// It holds nothing while it waits, so requests that want the same resources cannot block each other, whatever the order in
    /// which they name them. It stands in the queue of each resource, with the same key and since the same time, and is granted
    /// when it is first in every one of them and all have what it wants. Like a request for several units, it *holds up the requests
    /// behind it*: free units are kept for it, so that only requests with a lower key overtake it. It is
    /// looked for at the end of each event, when no process is ready any more.
    ///
    /// A process that already holds units for which others wait should go before them, with a lower [key](Self::seize_all_with). Otherwise, a ship
    /// that keeps its berth and asks for a tug to leave waits forever behind ships that want a berth and a tug.
    ///
    /// It counts in the statistics of each resource: in its queue while it waits, with this wait when it is granted, and as busy
    /// from then on. Each guard can be released by itself.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)). When awaited: if a resource is named twice, or a queue
    /// has a limit and is full.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::engine::Simulation;
    /// use cetak::process::{Pool, Processes, Resource};
    /// use cetak::time::{Time, hours};
    ///
    /// let processes = Processes::new();
    /// let world = processes.world();
    /// let berth = Resource::new(&world, "berth", 1);
    /// let tugs = Pool::new(&world, "tugs", 3);
    /// for (name, tugs_needed, ends) in [("Dewi", 2, 4.0), ("Sri", 2, 8.0)] {
    ///     let (here, berth, tugs) = (world.clone(), berth.clone(), tugs.clone());
    ///     world.spawn_named(name, async move {
    ///         let (_berth, tugs) = here.seize_all((&berth, tugs.part(tugs_needed))).await;
    ///         here.hold(hours(1.0)).await;
    ///         tugs.release(); // the berth is kept
    ///         here.hold(hours(3.0)).await;
    ///         assert_eq!(here.now(), Time::ZERO + hours(ends));
    ///     });
    /// }
    /// Simulation::new(processes).run();
    /// assert_eq!(berth.waits().mean(), Some(120.0));
    /// assert_eq!(tugs.waits().mean(), Some(120.0));
    /// assert_eq!(tugs.utilisation(), Some(2.0 * 2.0 / (3.0 * 8.0)));
    /// ```
    #[must_use = "a request does nothing until it is awaited"]
    pub fn seize_all<P: Parts>(&self, parts: P) -> impl Future<Output = P::All> {
        self.seize_all_with(Key(0), parts)
    }

    /// Like [`seize_all`](Self::seize_all), but goes before all with a higher key, in every queue.
    ///
    /// # Panics
    ///
    /// Like [`seize_all`](Self::seize_all).
    #[must_use = "a request does nothing until it is awaited"]
    pub fn seize_all_with<P: Parts>(&self, key: Key, parts: P) -> impl Future<Output = P::All> {
        let together = self.together(key.into(), parts);
        async {
            let core = together.core;
            match together.await {
                Ok(got) => got,
                Err(_) => super::tickets::no_place(core, "several resources"),
            }
        }
    }

    /// Like [`seize_all`](Self::seize_all), with the key and until the deadline of `request`.
    ///
    /// # Errors
    ///
    /// A [`Refusal`], if one of the queues is full, a more urgent request takes its place there, or the deadline comes first. It
    /// then has left all queues.
    ///
    /// # Panics
    ///
    /// Like [`seize_all`](Self::seize_all), except for a full queue.
    #[must_use = "a request does nothing until it is awaited"]
    pub fn request_all<P: Parts>(
        &self,
        parts: P,
        request: Request,
    ) -> impl Future<Output = Result<P::All, Refusal>> {
        let together = self.together(request, parts);
        async move { super::wait::by_deadline(together.core, request, together).await }
    }

    fn together<P: Parts>(&self, request: Request, parts: P) -> Together<'_, P> {
        self.core.check_sound();
        Together {
            core: &self.core,
            parts,
            request,
            stage: Stage::New,
            made: Made::here(&self.core),
        }
    }
}
