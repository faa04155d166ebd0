//! Waits joined, conditions, events with a value, processes that return one, and traces.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use cetak::engine::{Ended, Simulation};
use cetak::process::{
    Either, Event, Hold, Interrupt, Pool, Processes, Resource, Shared, Signal, Stock, Store, all,
    any, join, race,
};
use cetak::resource::{Key, Request};
use cetak::time::minutes;

use crate::support::{Here, at, play, span};

#[test]
fn all_and_join_end_with_the_last_and_keep_the_order() {
    let log = play(|here| {
        here.from(0, async move |here| {
            let slow = async |m: i64| {
                here.hold(m).await;
                m
            };
            assert_eq!(join(slow(4), slow(2)).await, (4, 2));
            here.note("join");
            assert_eq!(all([7, 1, 3].map(slow)).await, [7, 1, 3]);
            here.note("all");
            assert!(all(Vec::<Hold<'_>>::new()).await.is_empty());
            here.note("none");
        });
    });
    assert_eq!(log, [(4, "join"), (11, "all"), (11, "none")]);
}

#[test]
fn any_takes_the_first_and_withdraws_the_others() {
    let log = play(|here| {
        let desks: Vec<_> = (0..3)
            .map(|_| Resource::new(&here.world, "desk", 1))
            .collect();
        for (desk, busy) in desks.iter().zip([9, 4, 4]) {
            let desk = desk.clone();
            here.from(0, async move |here| {
                let _unit = desk.seize().await;
                here.hold(busy).await;
            });
        }
        here.from(1, async move |here| {
            let (place, _unit) = any(desks.iter().map(Resource::seize)).await;
            here.note("served");
            assert_eq!(place, 1);
            let gave_up: Vec<u64> = desks.iter().map(Resource::gave_up).collect();
            assert_eq!(gave_up, [1, 0, 1]);
            here.hold(0).await;
            // One that is free at once leaves the others unasked.
            let (place, _unit) = any([desks[2].seize(), desks[0].seize()]).await;
            assert_eq!((place, desks[0].waiting()), (0, 0));
        });
    });
    assert_eq!(log, [(4, "served")]);
}

#[test]
#[should_panic(expected = "one of no waits never ends")]
fn any_of_none_panics() {
    let _ = play(|here| {
        here.from(0, async move |_| {
            any(Vec::<Hold<'static>>::new()).await;
        });
    });
}

#[test]
fn a_condition_is_seen_whatever_makes_it_true() {
    let log = play(|here| {
        let clerk = Resource::new(&here.world, "clerk", 1);
        let count = Shared::new(0);
        let (desk, seen) = (clerk.clone(), count.clone());
        here.from(0, async move |here| {
            here.world
                .until(|| seen.get() >= 2 && desk.idle() == 1)
                .await;
            here.note("both");
        });
        let seen = count.clone();
        here.from(0, async move |here| {
            here.world.until(|| seen.get() == 1).await;
            here.note("one");
            seen.set(2);
        });
        let seen = count.clone();
        here.from(0, async move |here| {
            // The one before it has made it false again.
            here.world.until(|| seen.get() == 1).await;
            here.note("one again");
        });
        let desk = clerk.clone();
        here.from(0, async move |here| {
            let unit = desk.seize().await;
            here.hold(3).await;
            count.set(1);
            here.hold(2).await;
            unit.release();
            here.note("released");
            here.hold(1).await;
            count.set(1);
        });
    });
    let wanted = [(3, "one"), (5, "released"), (5, "both"), (6, "one again")];
    assert_eq!(log, wanted);
}

#[test]
fn a_condition_that_is_given_up_is_not_looked_at_again() {
    let looks = Rc::new(Cell::new(0));
    let counted = Rc::clone(&looks);
    play(|here| {
        here.from(0, async move |here| {
            let never = here.world.until(|| {
                counted.set(counted.get() + 1);
                false
            });
            assert!(here.world.timeout(span(2), never).await.is_err());
            for _ in 0..10 {
                here.hold(1).await;
            }
        });
    });
    // When it begins, and at the end of that event; the deadline comes before another look.
    assert_eq!(looks.get(), 2);
}

#[test]
fn an_event_is_remembered_and_happens_once() {
    let log = play(|here| {
        let event = Event::new(&here.world, "the result");
        for minute in [0, 0, 9] {
            let event = event.clone();
            here.from(minute, async move |here| {
                assert_eq!(event.wait().await, "fit");
                here.note("told");
            });
        }
        here.from(5, async move |_| {
            assert_eq!(
                (event.is_triggered(), event.waiting(), event.value()),
                (false, 2, None)
            );
            event.trigger("fit");
            assert_eq!(event.value(), Some("fit"));
            let again = catch_unwind(AssertUnwindSafe(|| event.trigger("unfit")));
            assert!(again.is_err());
        });
    });
    assert_eq!(log, [(5, "told"), (5, "told"), (9, "told")]);
}

#[test]
fn a_process_returns_a_value_unless_it_is_stopped() {
    let log = play(|here| {
        here.from(0, async move |here| {
            let spawn = |m: i64| {
                let other = here.clone();
                here.world.spawn_returning(async move {
                    other.hold(m).await;
                    m
                })
            };
            let (two, seven) = (spawn(2), spawn(7));
            assert!(two.is_alive());
            here.hold(4).await;
            assert_eq!(two.value().await, Some(2));
            assert!(seven.stop());
            assert_eq!(seven.value().await, None);
            let values = all([spawn(3), spawn(1)].map(|process| process.value())).await;
            assert_eq!(values, [Some(3), Some(1)]);
            here.note("all");
        });
    });
    assert_eq!(log, [(7, "all")]);
}

#[derive(Debug, PartialEq)]
enum Reason {
    Breakdown { minutes: i64 },
}

#[test]
fn an_interrupt_carries_a_value_of_the_model() {
    let log = play(|here| {
        let machine = here.from(0, async move |here| {
            let told = here.world.interruptible(here.world.hold(span(10))).await;
            let interrupt = told.expect_err("it breaks down");
            assert_eq!(
                interrupt.to_string(),
                "interrupted by Breakdown { minutes: 4 }"
            );
            assert!(!interrupt.is_preempted() && interrupt.reason::<u8>().is_none());
            let Interrupt::Sent(reason) = interrupt else {
                unreachable!("it was sent");
            };
            let Reason::Breakdown { minutes } = reason.into();
            here.hold(minutes).await;
            here.note("repaired");
        });
        here.from(2, async move |_| {
            assert!(machine.interrupt(Reason::Breakdown { minutes: 4 }));
            assert!(!machine.interrupt("a second one"));
        });
    });
    assert_eq!(log, [(6, "repaired")]);
}

/// The destructor of a reason that nobody sees may use the world.
#[test]
fn a_reason_that_is_lost_is_dropped_outside() {
    struct Bell(Signal);
    impl std::fmt::Debug for Bell {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("bell")
        }
    }
    impl Drop for Bell {
        fn drop(&mut self) {
            self.0.notify();
        }
    }
    let log = play(|here| {
        let (bell, rings) = (
            Signal::new(&here.world, "bell"),
            Signal::new(&here.world, "other bell"),
        );
        let listens = bell.clone();
        here.from(0, async move |here| {
            listens.wait().await;
            here.note("rung");
        });
        let ends = rings.clone();
        let process = here.from(0, async move |here| {
            race(
                rings.wait(),
                here.world.interruptible(here.world.hold(span(9))),
            )
            .await;
        });
        here.from(1, async move |_| {
            ends.notify();
            assert!(process.interrupt(Bell(bell)));
        });
    });
    assert_eq!(log, [(1, "rung")]);
}

#[test]
fn a_hold_until_a_time_ends_then() {
    let log = play(|here| {
        here.from(3, async move |here| {
            let hold = here.world.hold_until(at(10));
            here.hold(5).await;
            hold.await;
            here.note("ten");
            here.world.hold_until(at(10)).await;
            here.note("still ten");
        });
    });
    assert_eq!(log, [(10, "ten"), (10, "still ten")]);
}

fn panic_of(life: impl AsyncFnOnce(Here) + 'static) -> Option<String> {
    let panic = catch_unwind(AssertUnwindSafe(|| {
        let processes = Processes::new();
        let here = Here::of(&processes);
        let inside = here.clone();
        here.world
            .spawn_named("Made", async move { life(inside).await });
        Simulation::new(processes).run();
    }));
    let panic = panic.err()?;
    Some(*panic.downcast::<String>().expect("a message"))
}

#[test]
fn a_hold_until_the_past_panics() {
    let message = panic_of(async |here| {
        here.hold(5).await;
        here.world.hold_until(at(4)).await;
    });
    let wanted = "at 0d 00:05:00: Made cannot hold until 0d 00:04:00, which is over";
    assert_eq!(message.as_deref(), Some(wanted));
}

/// The typical slip: `let _unit = clerk.seize();` without `.await` seizes nothing.
#[test]
fn a_wait_that_is_never_awaited_is_reported() {
    let told = |what: &str| {
        Some(format!(
            "at 0d 00:05:00: Made drops {what} without having awaited it"
        ))
    };
    let told = |what: &str| told(what).filter(|_| cfg!(debug_assertions));
    let clerk = panic_of(async |here| {
        let clerk = Resource::new(&here.world, "the clerk", 1);
        let _unit = clerk.seize();
        here.hold(5).await;
    });
    assert_eq!(clerk, told("a request for the clerk"));
    let pool = panic_of(async |here| {
        let pool = Pool::new(&here.world, "the press", 2);
        let _unit = here.world.timeout(span(1), pool.seize_with(2, Key(1)));
        here.hold(5).await;
    });
    assert_eq!(
        pool,
        told("a hold")
            .or_else(|| told("a request for the press"))
            .and(pool.clone())
    );
    let hold = panic_of(async |here| {
        let _hold = here.world.hold(minutes(3.0));
        here.hold(5).await;
    });
    assert_eq!(hold, told("a hold"));
    let rest = panic_of(async |here| {
        let mut left = minutes(3.0);
        let rest = here.world.hold_rest(&mut left);
        here.hold(5).await;
        drop(rest);
    });
    assert_eq!(rest, told("a hold"));
    let both = panic_of(async |here| {
        let (a, b) = (
            Resource::new(&here.world, "a", 1),
            Stock::new(&here.world, "b", 1),
        );
        let _both = here.world.seize_all((&a, b.part(1)));
        here.hold(5).await;
    });
    assert_eq!(both, told("a request for a, b"));
    let store = panic_of(async |here| {
        let store = Store::<u8>::new(&here.world, "the shelf");
        let _put = store.put(1);
        here.hold(5).await;
    });
    assert_eq!(store, told("a request for the shelf"));
    let condition = panic_of(async |here| {
        let _until = here.world.until(|| true);
        here.hold(5).await;
    });
    assert_eq!(condition, told("the wait for a condition"));
    let end = panic_of(async |here| {
        let other = here.world.spawn(async {});
        let _end = other.done();
        here.hold(5).await;
    });
    assert_eq!(end, told("the wait for the end of a process"));
    let value = panic_of(async |here| {
        let _value = here.world.spawn_returning(async { 1 }).value();
        here.hold(5).await;
    });
    assert_eq!(value, told("the wait for the value of a process"));
    let filtered = panic_of(async |here| {
        let store = Store::<u8>::new(&here.world, "the shelf");
        let _taken = store.request(|item| *item > 1, Request::default());
        here.hold(5).await;
    });
    assert_eq!(filtered, told("a request for the shelf"));
    let room = panic_of(async |here| {
        let store = Store::<u8>::new(&here.world, "the shelf");
        let _put = store.request_room(1, Request::default());
        here.hold(5).await;
    });
    assert_eq!(room, told("a request for the shelf"));
    let event = panic_of(async |here| {
        let event = Event::<u8>::new(&here.world, "the result");
        event.trigger(1);
        let _value = event.wait();
        here.hold(5).await;
    });
    assert_eq!(event, told("a request for the result"));
    let level = panic_of(async |here| {
        let stock = Stock::new(&here.world, "blanks", 1);
        let _until = stock.until(|level| level == 1);
        here.hold(5).await;
    });
    assert_eq!(level, told("a request for a change of blanks"));
    let signal = panic_of(async |here| {
        let signal = Signal::new(&here.world, "doors");
        let _until = signal.wait_until(|| true);
        here.hold(5).await;
    });
    assert_eq!(signal, told("a request for doors"));
}

/// A race whose first side ends at once need not poll the second.
#[test]
fn a_wait_that_a_race_declines_is_not_reported() {
    let declined = panic_of(async |here| {
        let event = Event::<u8>::new(&here.world, "the result");
        let stock = Stock::new(&here.world, "blanks", 1);
        race(async {}, event.wait()).await;
        race(async {}, stock.until(|level| level == 2)).await;
        // One that has begun and is withdrawn is no slip either.
        assert!(here.world.timeout(span(1), event.wait()).await.is_err());
    });
    assert_eq!(declined, None);
}

/// What a combinator leaves out, and what a process has not come to when it is stopped, is no mistake.
#[test]
fn a_wait_that_was_declined_is_not_reported() {
    let log = play(|here| {
        let clerk = Resource::new(&here.world, "clerk", 2);
        let desk = clerk.clone();
        here.from(0, async move |here| {
            // Each is over before its other side is polled.
            let _unit = race(desk.seize(), here.world.hold(span(1))).await;
            let _unit = here.world.timeout(span(1), desk.seize()).await;
            let until = |holds: bool| here.world.until(move || holds);
            let (place, ()) = any([true, false].map(until)).await;
            assert_eq!(place, 0);
            here.note("raced");
        });
        let desk = clerk.clone();
        let stopped = here.from(0, async move |here| {
            let _later = desk.seize();
            here.hold(50).await;
        });
        here.from(1, async move |here| {
            let _later = clerk.seize();
            assert!(stopped.stop());
            assert!(here.world.current().stop());
            here.hold(1).await;
        });
    });
    assert_eq!(log, [(0, "raced")]);
}

#[test]
fn shared_state_cannot_be_used_twice_at_once() {
    let shared = Shared::new(vec![1]);
    let other = shared.clone();
    assert_eq!(shared.with(|list| list.len()), 1);
    assert_eq!(format!("{shared:?}"), "Shared([1])");
    assert_eq!(other.set(vec![2, 3]), [1]);
    assert_eq!((shared.take(), other.get()), (vec![2, 3], vec![]));
    let twice = catch_unwind(AssertUnwindSafe(|| {
        shared.with(|_| {
            assert_eq!(format!("{other:?}"), "Shared(lent)");
            other.with(|_| ());
        });
    }));
    assert!(twice.is_err());
}

#[test]
fn a_trace_says_what_each_process_does() {
    let processes = Processes::new();
    let here = Here::of(&processes);
    let lines = Shared::new(Vec::new());
    let written = lines.clone();
    here.world
        .trace(move |step| written.with(|lines| lines.push(step.to_string())));
    let teller = Resource::new(&here.world, "teller", 1);
    for n in 1..=3 {
        let (inside, teller) = (here.clone(), teller.clone());
        here.world.spawn_named(format!("customer {n}"), async move {
            if let Ok(_unit) = inside.world.timeout(span(2), teller.seize()).await {
                inside.hold(if n == 1 { 1 } else { 4 }).await;
            }
        });
    }
    let inside = here.clone();
    let pending = here.world.spawn_named("sleeper", async move {
        inside.world.until(|| false).await;
    });
    let inside = here.clone();
    here.world.spawn_named("guard", async move {
        inside.hold(6).await;
        pending.stop();
    });
    Simulation::new(processes).run();
    let wanted = [
        "0d 00:00:00 customer 1 holds until 0d 00:01:00",
        "0d 00:00:00 customer 2 waits for 1 unit of teller or holds until 0d 00:02:00",
        "0d 00:00:00 customer 3 waits for 1 unit of teller or holds until 0d 00:02:00",
        "0d 00:00:00 sleeper waits for a condition",
        "0d 00:00:00 guard holds until 0d 00:06:00",
        "0d 00:01:00 customer 1 ends",
        "0d 00:01:00 customer 2 holds until 0d 00:05:00",
        "0d 00:02:00 customer 3 ends",
        "0d 00:05:00 customer 2 ends",
        "0d 00:06:00 sleeper is stopped",
        "0d 00:06:00 guard ends",
    ];
    assert_eq!(lines.get(), wanted);
}

#[test]
fn who_waits_is_told_while_others_tick_on() {
    let processes = Processes::new();
    let here = Here::of(&processes);
    let stamp = Resource::new(&here.world, "stamp", 1);
    let inside = stamp.clone();
    here.world.spawn_named("Made", async move {
        let _unit = inside.seize().await;
        let _again = inside.seize().await;
    });
    let inside = here.clone();
    let wakes = here.world.spawn_named("source", async move {
        for _ in 0..100 {
            inside.hold(1).await;
        }
    });
    here.world.spawn_named("lost", std::future::pending::<()>());
    let mut sim = Simulation::new(processes);
    assert_eq!(sim.run_until(at(10)), Ended::Time);
    let told = |waiting: Vec<cetak::engine::Waiting>| -> Vec<String> {
        waiting.iter().map(ToString::to_string).collect()
    };
    let made = "Made waits for 1 unit of stamp since 0d 00:00:00";
    let lost = "lost waits for nothing that could wake it";
    assert_eq!(told(here.world.waiting()), [made, lost]);
    assert_eq!(told(here.world.waiting_longer_than(span(9))), [made, lost]);
    assert_eq!(told(here.world.waiting_longer_than(span(10))), [lost]);
    assert_eq!(wakes.name(), "source");
    assert_eq!(sim.run(), Ended::Deadlock);
    assert_eq!(wakes.name(), "");
}

/// Ten minutes of work, interrupted after 4 for 5, and after 3 more for 1.
#[test]
fn the_rest_of_what_was_interrupted_is_held_later() {
    let log = play(|here| {
        let work = here.from(0, async move |here| {
            let mut left = span(10);
            let mut pauses = [5, 1].into_iter();
            while let Err(interrupt) = here.world.hold_rest(&mut left).await {
                assert_eq!(interrupt.reason(), Some(&"pause"));
                here.note("pauses");
                here.hold(pauses.next().expect("two pauses")).await;
            }
            assert_eq!(left, span(0));
            here.note("is done");
        });
        for minute in [4, 12] {
            let work = work.clone();
            here.from(minute, async move |_| assert!(work.interrupt("pause")));
        }
    });
    assert_eq!(log, [(4, "pauses"), (12, "pauses"), (16, "is done")]);
}

#[test]
fn the_rest_of_a_lost_race_is_whole() {
    let log = play(|here| {
        here.from(0, async move |here| {
            let mut left = span(10);
            let lost = race(here.world.hold_rest(&mut left), here.hold(4)).await;
            assert!(matches!(lost, Either::Second(())));
            assert_eq!(left, span(10));
            here.note("lost");
        });
    });
    assert_eq!(log, [(4, "lost")]);
}
