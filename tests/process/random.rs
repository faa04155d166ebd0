//! Random programs of processes: whatever they do to each other, holds last exactly, nobody waits at what is free,
//! nothing is lost, and a second run goes the same way.

use std::cell::RefCell;
use std::rc::Rc;

use cetak::engine::{Fingerprint, Simulation};
use cetak::process::{Either, Pool, Process, Processes, Signal, Stock, Store, Units, World, race};
use cetak::resource::{Key, OnPreempt, Request};
use cetak::time::{Span, Time, seconds};
use proptest::prelude::*;

#[derive(Clone, Copy, Debug)]
enum Wait {
    Hold(i64),
    Seize {
        units: usize,
        key: i64,
        use_for: i64,
    },
    Preempt {
        key: i64,
        rule: OnPreempt,
        use_for: i64,
    },
    Take(u64),
    Put(u64),
    /// With this key, and so much patience.
    AskRoom(u64, i64, i64),
    TakeItem(bool),
    PutItem,
    Signal,
    Done(usize),
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Plain(Wait),
    Timeout(i64, Wait),
    Interruptible(Wait),
    Race(Wait, Wait),
    Interrupt(usize),
    Stop(usize),
    Notify,
}

const UNITS: usize = 3;
const PIECES: u64 = 5;
const RULES: [OnPreempt; 4] = [
    OnPreempt::Resume,
    OnPreempt::Restart,
    OnPreempt::Resample,
    OnPreempt::Leave,
];

fn wait() -> impl Strategy<Value = Wait> {
    prop_oneof![
        (0_i64..4).prop_map(Wait::Hold),
        (1..=UNITS, -1_i64..2, 0_i64..4).prop_map(|(units, key, use_for)| Wait::Seize {
            units,
            key,
            use_for
        }),
        (-2_i64..1, 0_usize..4, 0_i64..4).prop_map(|(key, rule, use_for)| Wait::Preempt {
            key,
            rule: RULES[rule],
            use_for
        }),
        (1..=PIECES).prop_map(Wait::Take),
        (1..=PIECES).prop_map(Wait::Put),
        (1..=PIECES, -1_i64..2, 0_i64..4).prop_map(|(n, key, span)| Wait::AskRoom(n, key, span)),
        any::<bool>().prop_map(Wait::TakeItem),
        Just(Wait::PutItem),
        Just(Wait::Signal),
        (0_usize..6).prop_map(Wait::Done),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => wait().prop_map(Step::Plain),
        2 => (0_i64..4, wait()).prop_map(|(span, wait)| Step::Timeout(span, wait)),
        2 => wait().prop_map(Step::Interruptible),
        2 => (wait(), wait()).prop_map(|(a, b)| Step::Race(a, b)),
        2 => (0_usize..6).prop_map(Step::Interrupt),
        1 => (0_usize..6).prop_map(Step::Stop),
        1 => Just(Step::Notify),
    ]
}

#[derive(Default)]
struct Books {
    /// Pieces that a wait said were taken, or put.
    taken: u64,
    put: u64,
    items_taken: usize,
    items_put: usize,
    log: Vec<(Time, usize, &'static str)>,
}

#[derive(Clone)]
struct Shop {
    world: World,
    pool: Pool,
    stock: Stock,
    store: Store<bool>,
    signal: Signal,
    all: Rc<RefCell<Vec<Process>>>,
    books: Rc<RefCell<Books>>,
}

fn span(n: i64) -> Span {
    seconds(1.0) * n
}

impl Shop {
    async fn hold(&self, n: i64) {
        let end = self.world.now() + span(n);
        self.world.hold(span(n)).await;
        assert_eq!(self.world.now(), end);
    }

    /// Uses units, also those that come back after they were lost.
    async fn use_up(&self, units: Units, use_for: i64) {
        let mut units = units;
        while self.world.interruptible(self.hold(use_for)).await.is_err() && units.is_lost() {
            match units.regain().await {
                Some(again) => units = again,
                None => return,
            }
            assert!(!units.is_lost() && units.numbers().len() == units.count());
        }
    }

    fn other(&self, number: usize) -> Process {
        let all = self.all.borrow();
        all[number % all.len()].clone()
    }

    async fn wait(&self, wait: Wait) {
        match wait {
            Wait::Hold(n) => self.hold(n).await,
            Wait::Seize {
                units,
                key,
                use_for,
            } => {
                let units = self.pool.seize_with(units, Key(key)).await;
                self.use_up(units, use_for).await;
            }
            Wait::Preempt { key, rule, use_for } => {
                let unit = self.pool.preempt(Key(key), rule).await;
                self.use_up(unit, use_for).await;
            }
            Wait::Take(n) => {
                self.stock.take(n).await;
                self.books.borrow_mut().taken += n;
            }
            Wait::Put(n) => {
                self.stock.put(n).await;
                self.books.borrow_mut().put += n;
            }
            Wait::AskRoom(n, key, patience) => {
                let request = Request::key(key).until(self.world.now() + span(patience));
                if self.stock.request_room(n, request).await.is_ok() {
                    self.books.borrow_mut().put += n;
                }
            }
            Wait::TakeItem(any) => {
                let item = match any {
                    true => self.store.take().await,
                    false => self.store.take_where(|item| *item).await,
                };
                assert!(any || item);
                self.books.borrow_mut().items_taken += 1;
            }
            Wait::PutItem => {
                let item = self.books.borrow().items_put.is_multiple_of(3);
                self.store.put(item).await;
                self.books.borrow_mut().items_put += 1;
            }
            Wait::Signal => self.signal.wait().await,
            Wait::Done(number) => {
                let other = self.other(number);
                // Waiting for oneself is waiting for ever.
                if other != self.world.current() {
                    other.done().await;
                    assert!(!other.is_alive());
                }
            }
        }
    }

    async fn live(self, number: usize, program: Vec<Step>) {
        let note = |what| {
            let mut books = self.books.borrow_mut();
            books.log.push((self.world.now(), number, what));
        };
        for step in program {
            match step {
                Step::Plain(wait) => {
                    self.wait(wait).await;
                    note("went on");
                }
                Step::Timeout(n, wait) => {
                    let deadline = self.world.now() + span(n);
                    match self.world.timeout(span(n), self.wait(wait)).await {
                        Ok(()) => assert!(self.world.now() <= deadline),
                        Err(_) => {
                            assert_eq!(self.world.now(), deadline);
                            note("timed out");
                        }
                    }
                }
                Step::Interruptible(wait) => {
                    match self.world.interruptible(self.wait(wait)).await {
                        Ok(()) => note("was not interrupted"),
                        Err(_) => note("was interrupted"),
                    }
                }
                Step::Race(first, second) => {
                    match race(self.wait(first), self.wait(second)).await {
                        Either::First(()) => note("first"),
                        Either::Second(()) => note("second"),
                    }
                }
                Step::Interrupt(other) => {
                    if self.other(other).interrupt(0) {
                        note("interrupts");
                    }
                }
                Step::Stop(other) => {
                    if self.other(other).stop() {
                        note("stops");
                    }
                }
                Step::Notify => self.signal.notify(),
            }
        }
    }
}

fn run(programs: &[Vec<Step>]) -> (u64, Vec<(Time, usize, &'static str)>) {
    let processes = Processes::new();
    let world = processes.world();
    let shop = Shop {
        pool: Pool::new(&world, "pool", UNITS),
        stock: Stock::with_capacity(&world, "stock", 2, PIECES),
        store: Store::with_capacity(&world, "store", 2),
        signal: Signal::new(&world, "signal"),
        all: Rc::default(),
        books: Rc::default(),
        world,
    };
    for (number, program) in programs.iter().enumerate() {
        let process = shop.world.spawn(shop.clone().live(number, program.clone()));
        shop.all.borrow_mut().push(process);
    }
    let mut fingerprint = Fingerprint::new();
    let mut sim = Simulation::new(processes);
    sim.observed(&mut fingerprint).run();

    let waiting = shop.pool.waiting()
        + shop.stock.waiting()
        + shop.stock.waiting_for_room()
        + shop.store.waiting()
        + shop.store.waiting_for_room();
    assert!(
        sim.model().alive() > 0 || waiting == 0,
        "the dead do not wait"
    );
    if sim.model().alive() == 0 {
        assert_eq!(shop.pool.idle(), UNITS);
    }
    // Every unit is used for a while only, and then given back: nobody can be left in that queue.
    assert_eq!((shop.pool.idle(), shop.pool.waiting()), (UNITS, 0));
    // Who waits for pieces and who waits for room cannot both be served; nobody waits for what is there.
    assert!(shop.stock.waiting() == 0 || shop.stock.level() < PIECES);
    assert!(shop.stock.waiting_for_room() == 0 || shop.stock.level() > 0);
    assert!(shop.store.waiting_for_room() == 0 || shop.store.len() == 2);
    // The list is drained, so nothing is promised that was not handed over.
    let mut books = shop.books.borrow_mut();
    assert_eq!(2 + books.put, shop.stock.level() + books.taken);
    assert_eq!(books.items_put, shop.store.len() + books.items_taken);
    (fingerprint.value(), std::mem::take(&mut books.log))
}

proptest! {
    #[test]
    fn random_programs(programs in prop::collection::vec(prop::collection::vec(step(), 0..8), 1..6)) {
        prop_assert_eq!(run(&programs), run(&programs));
    }
}
