//! A process whose wait ends at the instant at which an interrupt, a stop or a deadline reaches it.
//!
//! Every kind of wait meets every kind of outside wake, scheduled before the grant, after it, and inside the same event on
//! either side of it. A second process waits behind for the same thing, and must get what the first did not.

use std::cell::RefCell;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Waker};

use cetak::engine::{Ended, Simulation};
use cetak::process::{
    Either, Interrupt, Pool, Process, Processes, Resource, Signal, Stock, Store, Unit, Units,
    World, race,
};
use cetak::resource::{Key, OnPreempt};
use cetak::time::Time;

use crate::support::{Log, at, span};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Hold,
    Seize,
    OneUnit,
    SeveralUnits,
    Take,
    Put,
    TakeItem,
    PutItem,
    Notice,
    Condition,
    Done,
}
use Kind::*;

const KINDS: [Kind; 11] = [
    Hold,
    Seize,
    OneUnit,
    SeveralUnits,
    Take,
    Put,
    TakeItem,
    PutItem,
    Notice,
    Condition,
    Done,
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Outside {
    Timeout,
    Cancel,
    Interrupt,
    Stop,
    /// Another takes away what the victim holds meanwhile.
    Preempt,
    /// A deadline of its own, inside a race.
    Deadline,
    /// It races what it waits for against a hold.
    Patience,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Order {
    /// The outside wake is an event scheduled before the grant.
    Before,
    /// It is an event scheduled after the grant.
    After,
    /// One process does both, the outside wake first.
    SameEventBefore,
    /// One process does both, the grant first.
    SameEventAfter,
}

/// One resource of every kind, in the state in which nothing is granted before 10.
#[derive(Clone)]
struct Things {
    kind: Kind,
    world: World,
    log: Log,
    resource: Resource,
    pool: Pool,
    machine: Pool,
    empty: Stock,
    full: Stock,
    items: Store<u32>,
    shelf: Store<u32>,
    signal: Signal,
    condition: Rc<RefCell<bool>>,
    watched: Option<Process>,
}

impl Things {
    fn new(world: &World, kind: Kind) -> Self {
        let capacity = if kind == SeveralUnits { 10 } else { 1 };
        let shelf = Store::with_capacity(world, "shelf", 1);
        shelf.try_put(0).expect("it is empty");
        Self {
            kind,
            world: world.clone(),
            log: Log::default(),
            resource: Resource::new(world, "resource", 1),
            pool: Pool::new(world, "pool", capacity),
            machine: Pool::new(world, "machine", 1),
            empty: Stock::new(world, "empty", 0),
            full: Stock::with_capacity(world, "full", 3, 3),
            items: Store::new(world, "items"),
            shelf,
            signal: Signal::new(world, "signal"),
            condition: Rc::default(),
            watched: None,
        }
    }

    fn note(&self, what: &'static str) {
        let minute = (self.world.now() - Time::ZERO) / span(1);
        assert_eq!(self.world.now(), at(minute as i64));
        self.log.borrow_mut().push((minute as i64, what));
    }

    /// Waits for the thing; what is returned gives it back when dropped, if it can be given back so.
    async fn wait(&self, units: usize) -> Option<Held> {
        match self.kind {
            Hold => self.world.hold(span(9)).await,
            Seize => return Some(Held::Unit(self.resource.seize().await)),
            OneUnit => return Some(Held::Units(self.pool.seize().await)),
            SeveralUnits => return Some(Held::Units(self.pool.seize_with(units, Key(0)).await)),
            Take => self.empty.take(3).await,
            Put => self.full.put(3).await,
            TakeItem => assert_eq!(self.items.take().await, 7),
            PutItem => self.shelf.put(8).await,
            Notice => self.signal.wait().await,
            Condition => {
                let holds = || *self.condition.borrow();
                self.signal.wait_until(holds).await;
                assert!(holds());
            }
            Done => self.watched.as_ref().expect("for this kind").done().await,
        }
        None
    }

    /// What one does with it: five minutes, then it is given back; at once if one is stopped.
    async fn use_up(&self, units: Option<Held>) {
        let _back = GiveBack {
            things: self,
            units,
        };
        self.world.hold(span(5)).await;
    }

    fn grant(&self, held: Option<Held>) {
        self.note("grant");
        match self.kind {
            Hold => {}
            Seize | OneUnit | SeveralUnits => drop(held),
            Take => assert!(self.empty.try_put(3)),
            Put => assert!(self.full.try_take(3)),
            TakeItem => self.items.try_put(7).expect("it has room"),
            PutItem => assert_eq!(self.shelf.try_take(), Some(0)),
            Notice => self.signal.notify(),
            Condition => {
                *self.condition.borrow_mut() = true;
                self.signal.notify();
            }
            Done => assert!(self.watched.as_ref().expect("for this kind").stop()),
        }
    }

    /// Nobody is in a queue, and all that was there at the beginning and at the grant is there.
    fn check_at_rest(&self) {
        let waiting = self.resource.waiting()
            + self.pool.waiting()
            + self.empty.waiting()
            + self.full.waiting_for_room()
            + self.items.waiting()
            + self.shelf.waiting_for_room()
            + self.signal.waiting();
        assert_eq!(waiting, 0);
        assert_eq!(self.resource.idle(), self.resource.capacity());
        assert_eq!(self.pool.idle(), self.pool.capacity());
        assert_eq!(self.machine.idle(), 1);
        assert_eq!(self.empty.level(), if self.kind == Take { 3 } else { 0 });
        assert_eq!(self.full.level(), if self.kind == Put { 0 } else { 3 });
        assert_eq!(self.items.len(), usize::from(self.kind == TakeItem));
        assert_eq!(self.shelf.len(), usize::from(self.kind != PutItem));
    }
}

/// What is held, to be given back when it is dropped.
#[allow(dead_code, reason = "only its drop matters")]
enum Held {
    Unit(Unit),
    Units(Units),
}

struct GiveBack<'a> {
    things: &'a Things,
    units: Option<Held>,
}

impl Drop for GiveBack<'_> {
    fn drop(&mut self) {
        drop(self.units.take());
        match self.things.kind {
            Take => assert!(self.things.empty.try_put(3)),
            Put => assert!(self.things.full.try_take(3)),
            TakeItem => self.things.items.try_put(7).expect("it has room"),
            PutItem => assert_eq!(self.things.shelf.try_take(), Some(8)),
            _ => {}
        }
    }
}

async fn victim(things: Things, outside: Outside, cancel: Signal) {
    let Things { world, .. } = &things;
    let machine = match outside {
        Outside::Preempt => Some(things.machine.seize_with(1, Key(5)).await),
        _ => None,
    };
    world.hold(span(1)).await;
    let wait = things.wait(7);
    let got = match outside {
        Outside::Timeout => world.timeout(span(9), wait).await.ok(),
        Outside::Cancel => match race(wait, cancel.wait()).await {
            Either::First(got) => Some(got),
            Either::Second(()) => None,
        },
        Outside::Interrupt => match world.interruptible(wait).await {
            Ok(got) => Some(got),
            Err(interrupt) => {
                assert_eq!(interrupt.reason(), Some(&42));
                None
            }
        },
        Outside::Stop => Some(wait.await),
        Outside::Preempt => {
            let got = world.interruptible(wait).await;
            let machine = machine.as_ref().expect("for this one");
            assert_eq!(machine.is_lost(), got.is_err());
            assert!(got.as_ref().err().is_none_or(Interrupt::is_preempted));
            got.ok()
        }
        Outside::Deadline => match race(world.timeout(span(9), wait), cancel.wait()).await {
            Either::First(got) => got.ok(),
            Either::Second(()) => unreachable!("nobody cancels"),
        },
        Outside::Patience => match race(wait, world.hold(span(9))).await {
            Either::First(got) => Some(got),
            Either::Second(()) => None,
        },
    };
    match got {
        Some(units) => {
            things.note("victim got it");
            things.use_up(units).await;
        }
        None => {
            things.note("victim was woken");
            // Nothing that was meant for the former wait ends a later one.
            assert!(world.interruptible(world.hold(span(7))).await.is_ok());
            things.note("victim held exactly");
        }
    }
}

fn run(kind: Kind, outside: Outside, order: Order) -> (Vec<(i64, &'static str)>, bool) {
    let processes = Processes::new();
    let world = processes.world();
    let mut things = Things::new(&world, kind);
    if kind == Done {
        let never = Signal::new(&world, "never");
        things.watched = Some(world.spawn(async move { never.wait().await }));
    }
    let held = Rc::new(RefCell::new(None));
    if matches!(kind, Seize | OneUnit | SeveralUnits) {
        let (things, held) = (things.clone(), Rc::clone(&held));
        world.spawn(async move { *held.borrow_mut() = things.wait(7).await });
    }
    let cancel = Signal::new(&world, "cancel");
    let victim = world.spawn(victim(things.clone(), outside, cancel.clone()));
    let behind = things.clone();
    world.spawn(async move {
        behind
            .world
            .hold(span(if behind.kind == Hold { 1 } else { 2 }))
            .await;
        let units = behind.wait(4).await;
        behind.note("behind got it");
        behind.use_up(units).await;
    });

    let reached = Rc::new(RefCell::new(false));
    let poke = {
        let (victim, reached) = (victim.clone(), Rc::clone(&reached));
        let machine = things.machine.clone();
        move || {
            *reached.borrow_mut() = match outside {
                Outside::Timeout | Outside::Deadline | Outside::Patience => true,
                Outside::Cancel => {
                    let waits = cancel.waiting() > 0;
                    cancel.notify();
                    waits
                }
                Outside::Interrupt => victim.interrupt(42),
                Outside::Stop => victim.stop(),
                Outside::Preempt => {
                    let now = &mut Context::from_waker(Waker::noop());
                    pin!(machine.preempt(Key(1), OnPreempt::Leave))
                        .poll(now)
                        .is_ready()
                }
            }
        }
    };
    let granter = things.clone();
    let grant = move || granter.grant(held.borrow_mut().take());
    // Scheduled at 0 for 10, or at 3 for 10.
    let later = |early: bool, action: Box<dyn FnOnce()>| {
        let world = world.clone();
        async move {
            let first = span(if early { 0 } else { 3 });
            if !early {
                world.hold(first).await;
            }
            world.hold(span(10) - first).await;
            action();
        }
    };
    match order {
        Order::Before => {
            world.spawn(later(true, Box::new(poke)));
            world.spawn(later(false, Box::new(grant)));
        }
        Order::After => {
            world.spawn(later(true, Box::new(grant)));
            world.spawn(later(false, Box::new(poke)));
        }
        Order::SameEventBefore => {
            let both = move || {
                poke();
                grant();
            };
            world.spawn(later(true, Box::new(both)));
        }
        Order::SameEventAfter => {
            let both = move || {
                grant();
                poke();
            };
            world.spawn(later(true, Box::new(both)));
        }
    }
    let mut sim = Simulation::new(processes);
    assert_eq!(sim.run(), Ended::Empty);
    assert_eq!(sim.model().alive(), 0, "nobody waits for ever");
    things.check_at_rest();
    let mut log = things.log.take();
    log.retain(|(_, what)| *what != "grant");
    (log, reached.take())
}

#[test]
fn the_matrix_of_waits_and_outside_wakes() {
    let outsides = [
        Outside::Timeout,
        Outside::Cancel,
        Outside::Interrupt,
        Outside::Stop,
        Outside::Preempt,
        Outside::Deadline,
        Outside::Patience,
    ];
    let orders = [
        Order::Before,
        Order::After,
        Order::SameEventBefore,
        Order::SameEventAfter,
    ];
    for kind in KINDS {
        let scarce = !matches!(kind, Hold | Notice | Condition | Done);
        for (outside, order) in outsides.into_iter().flat_map(|o| orders.map(|p| (o, p))) {
            let gets = match (outside, order) {
                // A deadline comes first whatever was scheduled first.
                (Outside::Timeout | Outside::Deadline, _) => false,
                // The hold was scheduled before the grant only here; of two holds, that of the first side was.
                (Outside::Patience, Order::Before) => kind == Hold,
                (Outside::Patience, _) => true,
                (_, Order::After) => true,
                (_, Order::Before) => false,
                // A race looks at its first side first, and both were woken in one event; but a hold is an event itself.
                (Outside::Cancel, _) => kind != Hold,
                _ => false,
            };
            let woken = !gets && outside != Outside::Stop;
            let mut wanted = Vec::new();
            if gets {
                wanted.push((10, "victim got it"));
            }
            if woken {
                wanted.extend([(10, "victim was woken"), (17, "victim held exactly")]);
            }
            // Who is stopped gives back at once.
            let keeps = gets && scarce && outside != Outside::Stop;
            wanted.push((if keeps { 15 } else { 10 }, "behind got it"));
            wanted.sort_unstable();
            let (mut log, reached) = run(kind, outside, order);
            log.sort_unstable();
            assert_eq!(log, wanted, "{kind:?} × {outside:?}, {order:?}");
            let spared = matches!(
                outside,
                Outside::Cancel | Outside::Interrupt | Outside::Preempt
            );
            assert_eq!(reached, !(spared && order == Order::After));
        }
    }
}
