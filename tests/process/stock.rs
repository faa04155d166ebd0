//! Stocks and stores of processes: who gets what when, and what comes back if a taker gives up.

use std::cell::RefCell;
use std::rc::Rc;

use cetak::process::{Either, Process, Signal, Stock, Store, TimedOut, race};
use cetak::time::Span;

use crate::support::{play, span};

/// Three come, and one of them is promised to who waited.
#[test]
fn what_the_level_says_can_be_taken() {
    let log = play(|here| {
        let stock = Stock::new(&here.world, "stock", 0);
        let taker = stock.clone();
        here.from(0, async move |_| taker.take(1).await);
        here.from(1, async move |here| {
            stock.put(3).await;
            assert_eq!(stock.level(), 2);
            assert!(stock.try_take(2), "as many as the level says can be taken");
            here.note("two");
        });
    });
    assert_eq!(log, [(1, "two")]);
}

#[test]
fn pieces_are_taken_in_order_and_room_runs_out() {
    let log = play(|here| {
        let stock = Stock::with_capacity(&here.world, "stock", 0, 10);
        for (minute, pieces, name) in [(0, 6, "six"), (1, 1, "one")] {
            let stock = stock.clone();
            here.from(minute, async move |here| {
                stock.take(pieces).await;
                here.note(name);
            });
        }
        here.from(0, async move |here| {
            for _ in 0..3 {
                here.hold(2).await;
                stock.put(3).await;
            }
            stock.put(8).await;
            stock.until(|level| level == 10).await;
            here.note("full");
            let late = here.world.timeout(span(1), stock.put(1)).await;
            assert_eq!(late, Err(TimedOut));
            assert_eq!((stock.gave_up_for_room(), stock.gave_up()), (1, 0));
            here.note("no room");
        });
    });
    assert_eq!(log, [(4, "six"), (6, "one"), (6, "full"), (7, "no room")]);
}

/// Three come for one who waits for three, and it is stopped: who waits for a level hears that they are there again.
#[test]
fn who_waits_for_a_level_hears_of_pieces_that_come_back() {
    let log = play(|here| {
        let stock = Stock::new(&here.world, "stock", 0);
        let (takes, waits) = (stock.clone(), stock.clone());
        let taker = here.from(0, async move |_| takes.take(3).await);
        here.from(0, async move |here| {
            waits.until(|level| level == 3).await;
            here.note("three");
        });
        here.from(1, async move |_| {
            stock.put(3).await;
            assert_eq!(stock.level(), 0);
            assert!(taker.stop());
            assert_eq!(stock.level(), 3);
        });
    });
    assert_eq!(log, [(1, "three")]);
}

#[derive(Clone, Copy, Debug)]
enum GivesUp {
    Stopped,
    Interrupted,
    LosesRace,
}

/// Takers with these filters wait, items come, and all takers give up before they run: in which order items are taken then.
fn taken_after_a_give_up(
    how: GivesUp,
    there: &'static [&'static str],
    takers: &'static [&'static str],
    come: &'static [&'static str],
) -> Vec<&'static str> {
    let taken = Rc::new(RefCell::new(Vec::new()));
    play(|here| {
        let store: Store<&'static str> = Store::new(&here.world, "store");
        for item in there {
            store.try_put(item).expect("it has room");
        }
        let bell = Signal::new(&here.world, "bell");
        let waits = |start: &&'static str| {
            let (start, store, bell) = (*start, store.clone(), bell.clone());
            here.from(0, async move |here| {
                let take = store.take_where(move |item| item.starts_with(start));
                let first = race(bell.wait(), here.world.interruptible(take)).await;
                assert!(!matches!(first, Either::Second(Ok(_))), "it gave up");
            })
        };
        let takers: Vec<Process> = takers.iter().map(waits).collect();
        let (bell, seen) = (bell.clone(), Rc::clone(&taken));
        here.from(1, async move |here| {
            for item in come {
                store.try_put(item).expect("it has room");
            }
            assert_eq!(store.len(), there.len(), "what came is promised");
            for taker in &takers {
                match how {
                    GivesUp::Stopped => assert!(taker.stop()),
                    GivesUp::Interrupted => assert!(taker.interrupt(1)),
                    GivesUp::LosesRace => bell.notify(),
                }
            }
            here.world.hold(Span::ZERO).await;
            while let Some(item) = store.try_take() {
                seen.borrow_mut().push(item);
            }
        });
    });
    taken.take()
}

#[test]
fn an_item_that_comes_back_is_as_old_as_before() {
    for how in [GivesUp::Stopped, GivesUp::Interrupted, GivesUp::LosesRace] {
        let taken = taken_after_a_give_up(how, &["x1", "x2"], &["y"], &["y3"]);
        assert_eq!(taken, ["x1", "x2", "y3"], "{how:?}");
        let taken = taken_after_a_give_up(how, &[], &["", ""], &["a", "b"]);
        assert_eq!(taken, ["a", "b"], "{how:?}");
        let taken = taken_after_a_give_up(how, &["x"], &["z", "y"], &["y", "z"]);
        assert_eq!(taken, ["x", "y", "z"], "{how:?}");
    }
}
