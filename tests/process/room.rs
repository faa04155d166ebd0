//! Processes that put something in and wait for room: in what order, how long, and who comes to nothing.

use std::cell::RefCell;
use std::rc::Rc;

use cetak::process::{Refusal, Stock, Store, World};
use cetak::resource::{self, Key, Request, Statistics};
use cetak::stats::Levels;
use cetak::time::Time;

use crate::support::{Here, at, play};

type Shelf = Stock<Statistics, (), Statistics>;
type Rack = Store<char, Statistics, Statistics>;

/// A full shelf of five pieces.
fn shelf(world: &World) -> Shelf {
    let stock = resource::Stock::watched("shelf", 5, ()).with_capacity(5);
    Stock::watched(world, stock, Statistics::new(0), Statistics::new(0))
}

/// A full rack of one item.
fn rack(world: &World) -> Rack {
    let (takers, putters) = (Statistics::new(0), Statistics::new(0));
    let rack = Store::watched(world, "rack", Some(1), takers, putters);
    rack.try_put('o').expect("it is empty");
    rack.reset_statistics();
    rack
}

/// Something that is full, for one putter at a time.
trait Full: Clone + 'static {
    async fn put(&self);
    async fn ask(&self, request: Request) -> Result<(), Refusal>;
    fn make_room(&self);
    /// Of the putters: refused, pushed out, gave up.
    fn counts(&self) -> [u64; 3];
    /// The same of the takers.
    fn of_takers(&self) -> [u64; 3];
    /// The statistics of takers and of putters.
    fn seen(&self) -> [Statistics; 2];
}

macro_rules! full {
    ($full:ty, $what:expr, $take:expr) => {
        impl Full for $full {
            async fn put(&self) {
                self.put($what).await;
            }
            async fn ask(&self, request: Request) -> Result<(), Refusal> {
                self.request_room($what, request).await
            }
            fn make_room(&self) {
                assert!($take(self));
            }
            fn counts(&self) -> [u64; 3] {
                [
                    self.refused_for_room(),
                    self.pushed_out_for_room(),
                    self.gave_up_for_room(),
                ]
            }
            fn of_takers(&self) -> [u64; 3] {
                [self.refused(), self.pushed_out(), self.gave_up()]
            }
            fn seen(&self) -> [Statistics; 2] {
                [self.watch(Clone::clone), self.watch_for_room(Clone::clone)]
            }
        }
    };
}
full!(Shelf, 5, |shelf: &Shelf| shelf.try_take(5));
full!(Rack, 'p', |rack: &Rack| rack.try_take().is_some());

fn with_room_at(here: &Here, full: &impl Full, minutes: &'static [i64]) {
    for minute in minutes {
        let full = full.clone();
        here.from(*minute, async move |_| full.make_room());
    }
}

/// Two put something in at 1 and 2, and there is room at 4 and 9: 1 waits from 1, 2 from 2, 1 from 4 to 9.
fn two_wait<F: Full>(make: impl FnOnce(&World) -> F) {
    let seen = Rc::new(RefCell::new(None));
    let log = play(|here| {
        let full = make(&here.world);
        for (minute, name) in [(1, "p"), (2, "q")] {
            let full = full.clone();
            here.from(minute, async move |here| {
                full.put().await;
                here.note(name);
            });
        }
        with_room_at(here, &full, &[4, 9]);
        let end = Rc::clone(&seen);
        here.from(10, async move |_| *end.borrow_mut() = Some(full.seen()));
    });
    assert_eq!(log, [(4, "p"), (9, "q")]);
    let [takers, putters] = seen.take().expect("it was looked at");
    assert_eq!(putters.queue_length().mean(at(10)), Some(1.0));
    assert_eq!(putters.queue_length().max(), 2.0);
    let waits = putters.waits();
    assert_eq!(
        (waits.count(), waits.mean(), waits.max()),
        (2, Some(5.0), Some(7.0))
    );
    assert_eq!(takers.queue_length().mean(at(10)), Some(0.0));
    assert_eq!(
        (takers.waits().count(), takers.waits().max()),
        (2, Some(0.0))
    );
}

#[test]
fn putters_who_wait_3_and_7_minutes_are_a_line_of_1_on_average_in_10() {
    two_wait(shelf);
    two_wait(rack);
}

#[test]
fn a_taker_who_waits_3_minutes_is_a_line_of_a_half_on_average_in_6() {
    play(|here| {
        let shelf = shelf(&here.world);
        shelf.make_room();
        let (taker, putter) = (shelf.clone(), shelf.clone());
        here.from(1, async move |_| taker.take(5).await);
        here.from(4, async move |_| Full::put(&putter).await);
        here.from(6, async move |_| {
            let [takers, putters] = shelf.seen();
            assert_eq!(takers.queue_length().mean(at(6)), Some(0.5));
            assert_eq!(
                (takers.waits().count(), takers.waits().max()),
                (2, Some(3.0))
            );
            assert_eq!(
                (putters.waits().count(), putters.waits().max()),
                (1, Some(0.0))
            );
        });
    });
}

/// Asks at 1 and 2 with these requests, and there is room at 4 and 9: who has put something in then.
fn order<F: Full>(
    full: impl FnOnce(&World) -> F,
    requests: [Request; 2],
) -> Vec<(i64, &'static str)> {
    play(|here| {
        let full = full(&here.world);
        for ((minute, name), request) in [(1, "p"), (2, "q")].into_iter().zip(requests) {
            let full = full.clone();
            here.from(minute, async move |here| {
                assert_eq!(full.ask(request).await, Ok(()));
                here.note(name);
            });
        }
        with_room_at(here, &full, &[4, 9]);
    })
}

#[test]
fn of_two_putters_the_one_with_key_1_goes_before_the_one_with_key_5() {
    let requests = [Request::key(5), Request::key(1)];
    assert_eq!(order(shelf, requests), [(4, "q"), (9, "p")]);
    assert_eq!(order(rack, requests), [(4, "q"), (9, "p")]);
}

#[test]
fn putters_at_1_and_2_go_in_reverse_where_the_last_comes_first() {
    let requests = [Request::default(); 2];
    let last_first = |world: &World| shelf(world).last_come_first_for_room();
    assert_eq!(order(last_first, requests), [(4, "q"), (9, "p")]);
    let last_first = |world: &World| rack(world).last_come_first_for_room();
    assert_eq!(order(last_first, requests), [(4, "q"), (9, "p")]);
}

/// The limit of one queue is none of the other.
#[test]
fn a_limit_of_0_for_takers_lets_2_putters_wait() {
    let requests = [Request::default(); 2];
    let limited = |world: &World| shelf(world).with_queue_limit(0);
    assert_eq!(order(limited, requests), [(4, "p"), (9, "q")]);
}

/// Each asks at its minute with its request, and is answered so.
type Asks = [(i64, Request, &'static str, Result<(), Refusal>)];

fn answers<F: Full>(
    full: F,
    here: &Here,
    asks: &'static Asks,
    room_at: &'static [i64],
    counts: [u64; 3],
) {
    for (minute, request, name, wanted) in asks {
        let full = full.clone();
        here.from(*minute, async move |here| {
            assert_eq!(full.ask(*request).await, *wanted);
            here.note(name);
        });
    }
    with_room_at(here, &full, room_at);
    here.from(10, async move |_| {
        assert_eq!((full.counts(), full.of_takers()), (counts, [0; 3]));
    });
}

#[test]
fn a_putter_whose_deadline_is_4_gets_no_room_at_4() {
    const ASKS: &Asks = &[
        (
            1,
            Request::key(0).until(at_4()),
            "p",
            Err(Refusal::TimedOut),
        ),
        (2, Request::key(0), "q", Ok(())),
    ];
    let wanted = [(4, "p"), (4, "q")];
    let sorted = |mut log: Vec<_>| {
        log.sort_unstable();
        log
    };
    let log = play(|here| answers(shelf(&here.world), here, ASKS, &[4], [0, 0, 1]));
    assert_eq!(sorted(log), wanted);
    let log = play(|here| answers(rack(&here.world), here, ASKS, &[4], [0, 0, 1]));
    assert_eq!(sorted(log), wanted);
}

const fn at_4() -> Time {
    Time::from_micros(4 * 60_000_000)
}

/// Room for one in the queue: `p` takes it, `q` is no more urgent and finds none, `r` takes it from `p` and gives up at 4.
#[test]
fn a_queue_of_1_putter_refuses_1_pushes_1_out_and_1_gives_up() {
    const ASKS: &Asks = &[
        (1, Request::key(5), "p", Err(Refusal::PushedOut)),
        (2, Request::key(5), "q", Err(Refusal::Full)),
        (
            3,
            Request::key(1).until(at_4()),
            "r",
            Err(Refusal::TimedOut),
        ),
    ];
    let wanted = [(2, "q"), (3, "p"), (4, "r")];
    let log = play(|here| {
        let shelf = shelf(&here.world)
            .with_queue_limit_for_room(1)
            .with_push_out_for_room();
        answers(shelf, here, ASKS, &[], [1, 1, 1]);
    });
    assert_eq!(log, wanted);
    let log = play(|here| {
        let rack = rack(&here.world)
            .with_queue_limit_for_room(1)
            .with_push_out_for_room();
        answers(rack, here, ASKS, &[], [1, 1, 1]);
    });
    assert_eq!(log, wanted);
}

#[test]
#[should_panic(
    expected = "at 0d 00:01:00: process 0 finds no place in a full queue of rack; use a request that may be refused"
)]
fn who_only_puts_panics_where_the_queue_is_full() {
    play(|here| {
        let rack = rack(&here.world).with_queue_limit_for_room(0);
        here.from(1, async move |_| rack.put('p').await);
    });
}

/// `p` is pushed out, `q` finds no place, `r` gives up: each drops what it brought at that instant.
#[test]
fn what_comes_to_nothing_at_2_3_and_4_is_dropped_then() {
    play(|here| {
        let rack = Store::with_capacity(&here.world, "rack", 1)
            .with_queue_limit_for_room(1)
            .with_push_out_for_room();
        let thing = Rc::new(());
        rack.try_put(Rc::clone(&thing)).expect("it is empty");
        for (minute, request) in [
            (1, Request::key(5)),
            (2, Request::key(5)),
            (3, Request::key(1).until(at(4))),
        ] {
            let (rack, thing) = (rack.clone(), Rc::clone(&thing));
            here.from(minute, async move |_| {
                assert!(rack.request_room(thing, request).await.is_err());
            });
        }
        here.from(0, async move |here| {
            // The rack has one and this process another, and each of the three brings one.
            for wanted in [5, 5, 4, 3, 2] {
                here.hold(0).await;
                assert_eq!(Rc::strong_count(&thing), wanted);
                here.hold(1).await;
            }
            assert_eq!(rack.len(), 1);
        });
    });
}

/// Four at 0, none from 1 to 3, and two.
#[test]
fn the_level_of_4_for_a_minute_of_4_is_watched_beside_the_queues() {
    play(|here| {
        let levels = Levels::new(at(0), 4.0);
        let blanks = Stock::of(&here.world, resource::Stock::watched("blanks", 4, levels));
        here.from(1, async move |here| {
            blanks.take(4).await;
            here.hold(2).await;
            blanks.put(2).await;
            let shares = blanks.watch_level(|levels| levels.shares(at(4)));
            assert_eq!(shares, [(0.0, 0.5), (2.0, 0.25), (4.0, 0.25)]);
        });
    });
}

/// The keys of those who take and of those who put something in.
#[test]
fn a_lower_key_goes_first_on_both_sides_of_stocks_and_stores() {
    let log = play(|here| {
        let stock = Stock::with_capacity(&here.world, "stock", 0, 1);
        let store = Store::with_capacity(&here.world, "store", 1);
        for (minute, key, name) in [(0, 5, "late"), (1, 1, "urgent")] {
            let (stock, store) = (stock.clone(), store.clone());
            here.from(minute, async move |here| {
                stock.take_with(1, Key(key)).await;
                here.note(name);
                // Both come at once now, one item before the other.
                store.put_with(name, Key(-key)).await;
            });
        }
        let items = store.clone();
        here.from(5, async move |here| {
            stock.put(1).await;
            stock.put_with(1, Key(0)).await;
            here.hold(1).await;
            store.put_with("third", Key(9)).await;
        });
        here.from(9, async move |here| {
            for wanted in ["urgent", "late", "third"] {
                assert_eq!(items.take_with(Key(0)).await, wanted);
            }
            here.note("taken");
        });
    });
    assert_eq!(log, [(5, "urgent"), (5, "late"), (9, "taken")]);
}
