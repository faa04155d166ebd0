//! A level of equal pieces that processes put to and take from.

use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use super::core::{Awaited, Core, ProcessId};
use super::line::{Line, Ticket};
use super::{Signal, World};

/// A stock of equal pieces, with or without a capacity. Who takes waits for enough pieces, who puts waits for enough room,
/// both first come, first served: one who wants much is not overtaken by a later one who wants little.
///
/// This is what [`crate::resource::Stock`] is to typed events. Cloning copies the handle.
///
/// # Examples
///
/// ```
/// use cetak::engine::Simulation;
/// use cetak::process::{Processes, Stock};
/// use cetak::time::{Time, hours};
///
/// let processes = Processes::new();
/// let world = processes.world();
/// let blanks = Stock::new(&world, "blanks", 20);
/// let (printer, truck, now) = (blanks.clone(), blanks.clone(), world.clone());
/// world.spawn(async move {
///     printer.take(50).await;
///     assert_eq!(now.now(), Time::ZERO + hours(6.0));
/// });
/// let road = world.clone();
/// world.spawn(async move {
///     road.hold(hours(6.0)).await;
///     truck.put(100).await;
/// });
/// Simulation::new(processes).run();
/// assert_eq!(blanks.level(), 70);
/// ```
#[derive(Clone)]
pub struct Stock {
    shared: Rc<Shared>,
}

struct Shared {
    core: Rc<Core>,
    name: String,
    changed: Signal,
    state: RefCell<State>,
}

/// Pieces and room are promised when granted and change hands when the one who waited goes on, at the same instant. So a
/// wait that is given up in between can be undone: pieces that came back to a full stock would have no room.
struct State {
    /// With the pieces that are promised.
    level: u64,
    capacity: u64,
    promised_pieces: u64,
    promised_room: u64,
    taking: Line<u64>,
    putting: Line<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Take,
    Put,
}

impl State {
    fn line(&mut self, side: Side) -> &mut Line<u64> {
        match side {
            Side::Take => &mut self.taking,
            Side::Put => &mut self.putting,
        }
    }

    fn available(&self, side: Side) -> u64 {
        match side {
            Side::Take => self.level - self.promised_pieces,
            Side::Put => self.capacity - self.level - self.promised_room,
        }
    }

    fn promised(&mut self, side: Side) -> &mut u64 {
        match side {
            Side::Take => &mut self.promised_pieces,
            Side::Put => &mut self.promised_room,
        }
    }

    fn can_at_once(&mut self, side: Side, pieces: u64) -> bool {
        self.line(side).is_empty() && pieces <= self.available(side)
    }

    fn serve(&mut self, side: Side, core: &Core) {
        while let Some(first) = self.line(side).first() {
            let pieces = *self.line(side).value(first);
            if pieces > self.available(side) {
                break;
            }
            *self.promised(side) += pieces;
            core.wake(self.line(side).grant(first));
        }
    }
}

impl Awaited for Shared {
    fn waiting(&self) -> Vec<(ProcessId, String)> {
        let state = self.state.borrow();
        let room = format!("room in {}", self.name);
        let taking = state.taking.waiting(&self.name);
        taking.chain(state.putting.waiting(&room)).collect()
    }
}

impl Shared {
    fn move_pieces(&self, side: Side, pieces: u64) {
        {
            let state = &mut *self.state.borrow_mut();
            let other = match side {
                Side::Take => {
                    state.level -= pieces;
                    Side::Put
                }
                Side::Put => {
                    state.level += pieces;
                    Side::Take
                }
            };
            state.serve(other, &self.core);
        }
        self.changed.give();
    }
}

impl Stock {
    /// A stock of `initial` pieces and unlimited room. The name is used in messages.
    #[must_use]
    pub fn new(world: &World, name: impl Into<String>, initial: u64) -> Self {
        Self::with_capacity(world, name, initial, u64::MAX)
    }

    /// A stock of `initial` pieces that never holds more than `capacity`.
    ///
    /// # Panics
    ///
    /// If it would from the beginning.
    #[must_use]
    pub fn with_capacity(
        world: &World,
        name: impl Into<String>,
        initial: u64,
        capacity: u64,
    ) -> Self {
        let name = name.into();
        assert!(
            initial <= capacity,
            "{name} cannot hold {initial} pieces, only {capacity}"
        );
        let state = RefCell::new(State {
            level: initial,
            capacity,
            promised_pieces: 0,
            promised_room: 0,
            taking: Line::new(),
            putting: Line::new(),
        });
        let shared = Rc::new(Shared {
            core: Rc::clone(&world.core),
            changed: Signal::new(world, &name),
            name,
            state,
        });
        world.core.register(&shared);
        Self { shared }
    }

    /// Waits for so many pieces, and takes them.
    ///
    /// # Panics
    ///
    /// If the stock can never hold so many, or a process panicked before (see [`Processes`](super::Processes)).
    pub fn take(&self, pieces: u64) -> Transfer<'_> {
        self.transfer(Side::Take, pieces)
    }

    /// Waits for room for so many pieces, and puts them in.
    ///
    /// # Panics
    ///
    /// If the stock can never hold so many, or a process panicked before (see [`Processes`](super::Processes)).
    pub fn put(&self, pieces: u64) -> Transfer<'_> {
        self.transfer(Side::Put, pieces)
    }

    fn transfer(&self, side: Side, pieces: u64) -> Transfer<'_> {
        let Shared { core, name, .. } = &*self.shared;
        core.check_sound();
        let capacity = self.shared.state.borrow().capacity;
        assert!(
            pieces <= capacity,
            "at {}: {name} holds no more than {capacity} pieces, and {pieces} were asked for",
            core.now(),
        );
        Transfer {
            shared: &self.shared,
            side,
            pieces,
            ticket: None,
        }
    }

    /// Takes so many pieces if they are there and nobody waits for pieces; `false` says that nothing was taken.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    #[must_use = "nothing was taken if the answer is false"]
    pub fn try_take(&self, pieces: u64) -> bool {
        self.try_transfer(Side::Take, pieces)
    }

    /// Puts so many pieces in if there is room and nobody waits for room; `false` says that nothing was put in.
    ///
    /// # Panics
    ///
    /// If a process panicked before (see [`Processes`](super::Processes)).
    #[must_use = "nothing was put in if the answer is false"]
    pub fn try_put(&self, pieces: u64) -> bool {
        self.try_transfer(Side::Put, pieces)
    }

    fn try_transfer(&self, side: Side, pieces: u64) -> bool {
        self.shared.core.check_sound();
        let can = self.shared.state.borrow_mut().can_at_once(side, pieces);
        if can {
            self.shared.move_pieces(side, pieces);
        }
        can
    }

    /// Waits until a condition on the [level](Self::level) holds; it is asked now and at every change of the level.
    pub async fn until(&self, mut condition: impl FnMut(u64) -> bool) {
        let holds = || condition(self.level());
        self.shared.changed.wait_until(holds).await;
    }

    /// How many pieces are there that nobody was promised: what [`try_take`](Self::try_take) can take, if nobody waits for
    /// pieces. Pieces are promised when they are granted to one who waited and has not gone on yet.
    #[must_use]
    pub fn level(&self) -> u64 {
        self.shared.state.borrow().available(Side::Take)
    }

    /// How many wait for pieces.
    #[must_use]
    pub fn takes_waiting(&self) -> usize {
        self.shared.state.borrow().taking.len()
    }

    /// How many wait for room.
    #[must_use]
    pub fn puts_waiting(&self) -> usize {
        self.shared.state.borrow().putting.len()
    }

    /// The name given to it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.shared.name
    }
}

impl fmt::Debug for Stock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stock")
            .field("name", &self.name())
            .field("level", &self.level())
            .finish_non_exhaustive()
    }
}

/// The wait for pieces or for room: [`Stock::take`], [`Stock::put`].
#[must_use = "nothing is taken or put before this is awaited"]
pub struct Transfer<'a> {
    shared: &'a Shared,
    side: Side,
    pieces: u64,
    ticket: Option<Ticket>,
}

impl Future for Transfer<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let Transfer { side, pieces, .. } = *self;
        {
            let state = &mut *self.shared.state.borrow_mut();
            match self.ticket {
                None if state.can_at_once(side, pieces) => {}
                None => {
                    let process = self.shared.core.current();
                    let ticket = state.line(side).join(0, process, pieces);
                    self.ticket = Some(ticket);
                    return Poll::Pending;
                }
                Some(ticket) if state.line(side).is_granted(ticket) => {
                    state.line(side).take(ticket);
                    *state.promised(side) -= pieces;
                    self.ticket = None;
                }
                Some(_) => return Poll::Pending,
            }
        }
        self.shared.move_pieces(side, pieces);
        Poll::Ready(())
    }
}

impl Drop for Transfer<'_> {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket {
            let changed = {
                let state = &mut *self.shared.state.borrow_mut();
                let before = state.available(Side::Take);
                if state.line(self.side).is_granted(ticket) {
                    *state.promised(self.side) -= self.pieces;
                }
                state.line(self.side).take(ticket);
                state.serve(self.side, &self.shared.core);
                state.available(Side::Take) != before
            };
            if changed {
                self.shared.changed.give();
            }
        }
    }
}

impl fmt::Debug for Transfer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transfer")
            .field("stock", &self.shared.name)
            .field("side", &self.side)
            .field("pieces", &self.pieces)
            .finish_non_exhaustive()
    }
}
