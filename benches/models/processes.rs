//! Two models made of processes, each on this crate and on a hand-written executor: one process per customer of an M/M/1
//! queue, and a process that puts items into a store from which another takes.
//!
//! The hand-written executor has the same style and the bare minimum: boxed futures in a list, a binary heap of who holds
//! until when, and a queue of those that are ready. Nothing can be cancelled, given up, limited or inspected, and no
//! statistics are kept.

use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use cetak::engine::Simulation;
use cetak::process::{Processes, Resource, Store, World};
use cetak::random::{Streams, Variate};
use cetak::resource::Watch;
use cetak::time::{Span, Time};

use super::hold::Delays;
use super::mm1;

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// The amount of work left, shared by the processes of a model.
struct Left(Cell<u64>);

impl Left {
    /// Counts one as done. Returns whether it was the last.
    fn is_last(&self) -> bool {
        self.0.set(self.0.get() - 1);
        self.0.get() == 0
    }
}

/// Runs `number` customers, each a process that seizes the clerk. Returns when the last one leaves.
pub fn customers<W: Watch + 'static>(number: u64, watch: W) -> Time {
    async fn source(world: World, clerk: Resource<impl Watch + 'static>, number: u64) {
        let (mut arrivals, service) = mm1::variates(&Streams::new(2017, 0));
        let shared = Rc::new((RefCell::new(service), Left(Cell::new(number))));
        loop {
            world.hold(arrivals.draw()).await;
            world.spawn(customer(world.clone(), clerk.clone(), Rc::clone(&shared)));
        }
    }

    async fn customer(
        world: World,
        clerk: Resource<impl Watch>,
        shared: Rc<(RefCell<Variate>, Left)>,
    ) {
        let unit = clerk.seize().await;
        let service = shared.0.borrow_mut().draw();
        world.hold(service).await;
        unit.release();
        if shared.1.is_last() {
            world.stop();
        }
    }

    let processes = Processes::new();
    let world = processes.world();
    let clerk = Resource::watched(&world, "clerk", 1, watch);
    world.spawn(source(world.clone(), clerk, number));
    let mut sim = Simulation::new(processes);
    sim.run();
    sim.now()
}

/// The same customers on the hand-written executor.
pub fn customers_by_hand(number: u64) -> Time {
    async fn source(hand: Rc<Hand>, clerk: Rc<Clerks>, number: u64) {
        let (mut arrivals, service) = mm1::variates(&Streams::new(2017, 0));
        let shared = Rc::new((RefCell::new(service), Left(Cell::new(number))));
        loop {
            hand.hold(arrivals.draw()).await;
            hand.spawn(customer(hand.clone(), clerk.clone(), Rc::clone(&shared)));
        }
    }

    async fn customer(hand: Rc<Hand>, clerk: Rc<Clerks>, shared: Rc<(RefCell<Variate>, Left)>) {
        clerk.seize(&hand).await;
        let service = shared.0.borrow_mut().draw();
        hand.hold(service).await;
        clerk.release(&hand);
        if shared.1.is_last() {
            hand.stop.set(true);
        }
    }

    let hand = Rc::new(Hand::default());
    let clerk = Rc::new(Clerks::new(1));
    hand.spawn(source(hand.clone(), clerk, number));
    hand.run()
}

/// The room in the store, which is sometimes empty and sometimes full.
const ROOM: usize = 10;

/// How long the putter holds before this item.
fn put_delay(delays: &Delays, item: u64) -> Span {
    delays.nth(item as usize)
}

/// How long the taker holds after this item: equally long on average, in another order.
fn take_delay(delays: &Delays, item: u64) -> Span {
    delays.nth(item as usize * 31)
}

/// The delays of [`items`], drawn in advance.
pub fn delays() -> Rc<Delays> {
    Rc::new(Delays::new(1))
}

/// Passes `number` items through a store between two processes that hold in between. Returns when the last one is taken.
pub fn items(delays: &Rc<Delays>, number: u64) -> Time {
    async fn putter(world: World, store: Store<u64>, delays: Rc<Delays>) {
        for item in 0.. {
            world.hold(put_delay(&delays, item)).await;
            store.put(item).await;
        }
    }

    async fn taker(world: World, store: Store<u64>, delays: Rc<Delays>, number: u64) {
        loop {
            let item = store.take().await;
            if item + 1 == number {
                break;
            }
            world.hold(take_delay(&delays, item)).await;
        }
        world.stop();
    }

    let processes = Processes::new();
    let world = processes.world();
    let store = Store::with_capacity(&world, "store", ROOM);
    world.spawn(putter(world.clone(), store.clone(), Rc::clone(delays)));
    world.spawn(taker(world.clone(), store, Rc::clone(delays), number));
    let mut sim = Simulation::new(processes);
    sim.run();
    sim.now()
}

/// The same items on the hand-written executor.
pub fn items_by_hand(delays: &Rc<Delays>, number: u64) -> Time {
    async fn putter(hand: Rc<Hand>, store: Rc<Shelf>, delays: Rc<Delays>) {
        for item in 0.. {
            hand.hold(put_delay(&delays, item)).await;
            store.put(&hand, item).await;
        }
    }

    async fn taker(hand: Rc<Hand>, store: Rc<Shelf>, delays: Rc<Delays>, number: u64) {
        loop {
            let item = store.take(&hand).await;
            if item + 1 == number {
                break;
            }
            hand.hold(take_delay(&delays, item)).await;
        }
        hand.stop.set(true);
    }

    let hand = Rc::new(Hand::default());
    let store = Rc::new(Shelf::default());
    hand.spawn(putter(hand.clone(), store.clone(), Rc::clone(delays)));
    hand.spawn(taker(hand.clone(), store, Rc::clone(delays), number));
    hand.run()
}

/// The hand-written executor.
#[derive(Default)]
pub struct Hand {
    now: Cell<Time>,
    runs: Cell<u32>,
    pub stop: Cell<bool>,
    number: Cell<u64>,
    holds: RefCell<BinaryHeap<Reverse<(Time, u64, u32)>>>,
    ready: RefCell<VecDeque<u32>>,
    tasks: RefCell<Vec<Option<Task>>>,
    vacant: RefCell<Vec<u32>>,
}

impl Hand {
    pub fn spawn(&self, process: impl Future<Output = ()> + 'static) {
        let task: Option<Task> = Some(Box::pin(process));
        let mut tasks = self.tasks.borrow_mut();
        let place = match self.vacant.borrow_mut().pop() {
            Some(place) => {
                tasks[place as usize] = task;
                place
            }
            None => {
                tasks.push(task);
                tasks.len() as u32 - 1
            }
        };
        self.wake(place);
    }

    fn wake(&self, process: u32) {
        self.ready.borrow_mut().push_back(process);
    }

    pub fn hold(&self, span: Span) -> impl Future<Output = ()> {
        let mut is_set = false;
        poll_fn(move |_| {
            if is_set {
                return Poll::Ready(());
            }
            is_set = true;
            let number = self.number.replace(self.number.get() + 1);
            let until = Reverse((self.now.get() + span, number, self.runs.get()));
            self.holds.borrow_mut().push(until);
            Poll::Pending
        })
    }

    /// Runs until it is told to stop. Returns the time then.
    pub fn run(&self) -> Time {
        let mut context = Context::from_waker(Waker::noop());
        loop {
            loop {
                let next = self.ready.borrow_mut().pop_front();
                let Some(process) = next else { break };
                self.runs.set(process);
                let place = process as usize;
                let task = self.tasks.borrow_mut()[place].take();
                let mut task = task.expect("it is ready");
                match task.as_mut().poll(&mut context) {
                    Poll::Pending => self.tasks.borrow_mut()[place] = Some(task),
                    Poll::Ready(()) => self.vacant.borrow_mut().push(process),
                }
            }
            let next = self.holds.borrow_mut().pop();
            match next {
                Some(Reverse((now, _, process))) if !self.stop.get() => {
                    self.now.set(now);
                    self.wake(process);
                }
                _ => {
                    self.tasks.take();
                    return self.now.get();
                }
            }
        }
    }
}

/// Servers with one queue.
pub struct Clerks {
    idle: Cell<u32>,
    queue: RefCell<VecDeque<u32>>,
}

impl Clerks {
    pub fn new(clerks: u32) -> Self {
        Self {
            idle: Cell::new(clerks),
            queue: RefCell::default(),
        }
    }

    pub fn seize(&self, hand: &Hand) -> impl Future<Output = ()> {
        let mut waits = false;
        poll_fn(move |_| {
            if waits {
                return Poll::Ready(());
            }
            if let Some(less) = self.idle.get().checked_sub(1) {
                self.idle.set(less);
                return Poll::Ready(());
            }
            waits = true;
            self.queue.borrow_mut().push_back(hand.runs.get());
            Poll::Pending
        })
    }

    pub fn release(&self, hand: &Hand) {
        match self.queue.borrow_mut().pop_front() {
            Some(next) => hand.wake(next),
            None => self.idle.set(self.idle.get() + 1),
        }
    }
}

/// A hand-written store. A process that is woken finds what it waited for, because only one waits on each side.
#[derive(Default)]
struct Shelf {
    items: RefCell<VecDeque<u64>>,
    takers: RefCell<VecDeque<u32>>,
    putters: RefCell<VecDeque<u32>>,
}

impl Shelf {
    fn put(&self, hand: &Hand, item: u64) -> impl Future<Output = ()> {
        poll_fn(move |_| {
            let mut items = self.items.borrow_mut();
            if items.len() == ROOM {
                self.putters.borrow_mut().push_back(hand.runs.get());
                return Poll::Pending;
            }
            items.push_back(item);
            if let Some(taker) = self.takers.borrow_mut().pop_front() {
                hand.wake(taker);
            }
            Poll::Ready(())
        })
    }

    fn take(&self, hand: &Hand) -> impl Future<Output = u64> {
        poll_fn(move |_| {
            let Some(item) = self.items.borrow_mut().pop_front() else {
                self.takers.borrow_mut().push_back(hand.runs.get());
                return Poll::Pending;
            };
            if let Some(putter) = self.putters.borrow_mut().pop_front() {
                hand.wake(putter);
            }
            Poll::Ready(item)
        })
    }
}
