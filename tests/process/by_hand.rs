//! Small models of processes whose every instant is worked out by hand.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cetak::engine::{Ended, Simulation};
use cetak::process::{
    Either, Interrupt, Pool, Process, Processes, Resource, Signal, Stock, Store, TimedOut, World,
    race,
};
use cetak::resource::OnPreempt;
use cetak::time::{Span, Time, minutes};

fn sp(minute: i64) -> Span {
    minutes(1.0) * minute
}

fn min_of(time: Time) -> i64 {
    ((time - Time::ZERO) / sp(1)) as i64
}

type Log = Rc<RefCell<Vec<(i64, &'static str)>>>;
fn note(log: &Log, w: &World, what: &'static str) {
    log.borrow_mut().push((min_of(w.now()), what));
}
fn play(build: impl FnOnce(&World, &Log)) -> (Vec<(i64, &'static str)>, i64, usize) {
    let p = Processes::new();
    let log: Log = Rc::default();
    build(&p.world(), &log);
    let mut sim = Simulation::new(p);
    sim.run();
    let end = min_of(sim.now());
    let alive = sim.model().alive();
    let l = log.borrow().clone();
    (l, end, alive)
}
fn user(
    w: &World,
    log: &Log,
    r: &Pool,
    when: i64,
    units: usize,
    hold: i64,
    name: &'static str,
) -> Process {
    let (w2, log, r) = (w.clone(), log.clone(), r.clone());
    w.spawn(async move {
        w2.hold(sp(when)).await;
        let _u = r.seize_with(units, 0).await;
        w2.hold(sp(hold)).await;
        note(&log, &w2, name);
    })
}

#[test]
fn seven_seven_and_one_of_a_pool_of_ten() {
    let (log, end, alive) = play(|w, log| {
        let r = Pool::new(w, "r", 10);
        user(w, log, &r, 0, 7, 10, "a");
        user(w, log, &r, 1, 7, 10, "b");
        user(w, log, &r, 2, 1, 10, "c");
    });
    assert_eq!(
        (log, end, alive),
        (vec![(10, "a"), (20, "b"), (20, "c")], 20, 0)
    );
}

#[test]
fn a_deadline_at_the_instant_of_a_grant() {
    let (mut log, end, _) = play(|w, log| {
        let r = Pool::new(w, "r", 1);
        user(w, log, &r, 0, 1, 10, "a");
        let (w2, l2, r2) = (w.clone(), log.clone(), r.clone());
        w.spawn(async move {
            w2.hold(sp(1)).await;
            assert_eq!(w2.timeout(sp(9), r2.seize()).await.err(), Some(TimedOut));
            note(&l2, &w2, "timeout");
        });
        user(w, log, &r, 2, 1, 10, "v");
    });
    log.sort_unstable();
    assert_eq!(
        (log, end),
        (vec![(10, "a"), (10, "timeout"), (20, "v")], 20)
    );
}

// Ten minutes from 1: until 15 if work goes on where it was, until 19 if it begins anew.
#[test]
fn a_machine_that_is_off_from_5_to_9() {
    for (restart, end) in [(false, 15), (true, 19)] {
        let (log, ..) = play(|w, log| {
            let back = Signal::new(w, "back");
            let (w2, l2, b2) = (w.clone(), log.clone(), back.clone());
            let job = w.spawn(async move {
                w2.hold(sp(1)).await;
                let mut left = sp(10);
                loop {
                    let began = w2.now();
                    match w2.interruptible(w2.hold(left)).await {
                        Ok(()) => break,
                        Err(_) if restart => left = sp(10),
                        Err(_) => left -= w2.now() - began,
                    }
                    b2.wait().await;
                }
                note(&l2, &w2, "ends");
            });
            let w3 = w.clone();
            w.spawn(async move {
                w3.hold(sp(5)).await;
                assert!(job.interrupt(1));
                w3.hold(sp(4)).await;
                back.notify();
            });
        });
        assert_eq!(log, [(end, "ends")]);
    }
}

#[test]
fn who_is_tired_or_stopped_leaves_the_queue() {
    let (log, end, alive) = play(|w, log| {
        let r = Pool::new(w, "r", 1);
        user(w, log, &r, 0, 1, 100, "never");
        let (w2, l2, r2) = (w.clone(), log.clone(), r.clone());
        w.spawn(async move {
            w2.hold(sp(0)).await; // as `user` does: a hold of nothing is an event of its own
            match race(r2.seize(), w2.hold(sp(3))).await {
                Either::First(_) => note(&l2, &w2, "got"),
                Either::Second(()) => note(&l2, &w2, "tired"),
            }
        });
        let v = user(w, log, &r, 1, 1, 5, "v");
        let x = user(w, log, &r, 2, 1, 5, "x");
        let w3 = w.clone();
        let first = w.spawn(async {});
        let l3 = log.clone();
        w.spawn(async move {
            first.done().await;
            w3.hold(sp(4)).await;
            assert!(v.stop() && !v.stop());
            x.done().await;
            note(&l3, &w3, "x is done");
        });
    });
    assert_eq!(
        log,
        [(3, "tired"), (100, "never"), (105, "x"), (105, "x is done")]
    );
    assert_eq!((end, alive), (105, 0));
}

#[test]
fn what_is_pre_empted_resumes() {
    let (log, ..) = play(|w, log| {
        let r = Pool::new(w, "r", 1);
        let (w2, l2, r2) = (w.clone(), log.clone(), r.clone());
        w.spawn(async move {
            let mut left = sp(10);
            loop {
                let u = r2.seize_with(1, 5).await;
                let began = w2.now();
                match w2.interruptible(w2.hold(left)).await {
                    Ok(()) => break,
                    Err(i) => {
                        assert_eq!(i, Interrupt::Preempted);
                        assert!(u.is_lost());
                        left -= w2.now() - began;
                    }
                }
            }
            note(&l2, &w2, "low");
        });
        let (w2, l2, r2) = (w.clone(), log.clone(), r.clone());
        w.spawn(async move {
            w2.hold(sp(4)).await;
            let _u = r2.preempt(0, OnPreempt::Leave).await;
            w2.hold(sp(3)).await;
            note(&l2, &w2, "high");
        });
    });
    assert_eq!(log, [(7, "high"), (13, "low")]);
}

#[test]
fn two_who_each_hold_what_the_other_needs_are_a_deadlock() {
    let p = Processes::new();
    let w = p.world();
    let (a, b) = (Resource::new(&w, "stamp", 1), Resource::new(&w, "ink", 1));
    for (x, y) in [(a.clone(), b.clone()), (b.clone(), a.clone())] {
        let w2 = w.clone();
        w.spawn(async move {
            let _x = x.seize().await;
            w2.hold(sp(1)).await;
            let _y = y.seize().await;
        });
    }
    let mut sim = Simulation::new(p);
    let ended = sim.run();
    assert_eq!(sim.model().alive(), 2);
    let named = sim.model().waiting();
    assert_eq!(ended, Ended::Deadlock);
    assert_eq!(named.len(), 2);
}

// Three come, and one of them is promised to who waited.
#[test]
fn what_the_level_says_can_be_taken() {
    let p = Processes::new();
    let w = p.world();
    let s = Stock::new(&w, "s", 0);
    let (s1, s2, w2, level) = (s.clone(), s.clone(), w.clone(), Rc::new(Cell::new(0)));
    w.spawn(async move { s1.take(1).await });
    let l = level.clone();
    w.spawn(async move {
        w2.hold(sp(1)).await;
        s2.put(3).await;
        l.set(s2.level());
        assert!(
            s2.try_take(s2.level()),
            "as many as the level says can be taken"
        );
    });
    Simulation::new(p).run();
    assert_eq!(level.get(), 2);
}

// Holds of nothing, and a deadline of nothing.
#[test]
fn everything_at_one_instant() {
    let (log, end, alive) = play(|w, log| {
        let r = Pool::new(w, "r", 1);
        for name in ["a", "b", "c"] {
            user(w, log, &r, 0, 1, 0, name);
        }
        let (w2, l2, r2) = (w.clone(), log.clone(), r.clone());
        w.spawn(async move {
            w2.hold(Span::ZERO).await;
            let got = w2.timeout(Span::ZERO, r2.seize()).await.is_ok();
            note(&l2, &w2, if got { "got" } else { "timeout" });
        });
    });
    let mut names: Vec<_> = log.iter().map(|l| l.1).collect();
    names.sort_unstable();
    assert_eq!((end, alive), (0, 0));
    assert_eq!(names, ["a", "b", "c", "timeout"]);
}

#[test]
fn pieces_are_taken_in_order_and_room_runs_out() {
    let (log, ..) = play(|w, log| {
        let s = Stock::with_capacity(w, "s", 0, 10);
        for (when, n, name) in [(0, 6, "six"), (1, 1, "one")] {
            let (w2, l2, s2) = (w.clone(), log.clone(), s.clone());
            w.spawn(async move {
                w2.hold(sp(when)).await;
                s2.take(n).await;
                note(&l2, &w2, name);
            });
        }
        let (w2, l2, s2) = (w.clone(), log.clone(), s.clone());
        w.spawn(async move {
            for _ in 0..3 {
                w2.hold(sp(2)).await;
                s2.put(3).await;
            }
            s2.put(8).await;
            s2.until(|l| l == 10).await;
            note(&l2, &w2, "full");
            let late = w2.timeout(sp(1), s2.put(1)).await;
            assert_eq!(late, Err(TimedOut));
            note(&l2, &w2, "no room");
        });
    });
    assert_eq!(log, [(4, "six"), (6, "one"), (6, "full"), (7, "no room")]);
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
    let processes = Processes::new();
    let world = processes.world();
    let store: Store<&'static str> = Store::new(&world, "store");
    for item in there {
        store.try_put(item).expect("it has room");
    }
    let bell = Signal::new(&world, "bell");
    let takers: Vec<Process> = takers
        .iter()
        .map(|start| {
            let (here, store, bell) = (world.clone(), store.clone(), bell.clone());
            world.spawn(async move {
                let take = store.take_where(move |item| item.starts_with(start));
                let first = race(bell.wait(), here.interruptible(take)).await;
                assert!(!matches!(first, Either::Second(Ok(_))), "it gave up");
            })
        })
        .collect();
    let taken = Rc::new(RefCell::new(Vec::new()));
    let (here, seen) = (world.clone(), Rc::clone(&taken));
    world.spawn(async move {
        here.hold(sp(1)).await;
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
        here.hold(Span::ZERO).await;
        while let Some(item) = store.try_take() {
            seen.borrow_mut().push(item);
        }
    });
    assert_eq!(Simulation::new(processes).run(), Ended::Empty);
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

// The bell rings and the sleeper is interrupted, in one event. The bell is the first side of the race.
#[test]
fn a_side_that_is_withdrawn_takes_its_interrupt_with_it() {
    let (log, ..) = play(|w, log| {
        let bell = Signal::new(w, "bell");
        let (w1, b1, l1) = (w.clone(), bell.clone(), log.clone());
        let sleeper = w.spawn(async move {
            let first = race(b1.wait(), w1.interruptible(w1.hold(sp(20)))).await;
            assert_eq!(first, Either::First(()));
            note(&l1, &w1, "bell");
            assert!(w1.interruptible(w1.hold(sp(20))).await.is_ok());
            note(&l1, &w1, "slept");
        });
        let w2 = w.clone();
        w.spawn(async move {
            w2.hold(sp(5)).await;
            bell.notify();
            assert!(sleeper.interrupt(1), "it was handed to the wait");
        });
    });
    assert_eq!(log, [(5, "bell"), (25, "slept")]);
}

#[test]
fn a_unit_whose_loss_was_withdrawn_is_lost() {
    let (log, ..) = play(|w, log| {
        let bell = Signal::new(w, "bell");
        let r = Pool::new(w, "r", 1);
        let (w1, b1, r1, l1) = (w.clone(), bell.clone(), r.clone(), log.clone());
        w.spawn(async move {
            let unit = r1.seize_with(1, 5).await;
            let first = race(b1.wait(), w1.interruptible(w1.hold(sp(20)))).await;
            assert_eq!(first, Either::First(()));
            assert!(unit.is_lost());
            note(&l1, &w1, "lost");
        });
        let (w2, l2) = (w.clone(), log.clone());
        w.spawn(async move {
            w2.hold(sp(5)).await;
            bell.notify();
            let _unit = r.preempt(0, OnPreempt::Leave).await;
            w2.hold(sp(5)).await;
            note(&l2, &w2, "urgent");
        });
    });
    assert_eq!(log, [(5, "lost"), (10, "urgent")]);
}

// Three come for one who waits for three, and it is stopped: who waits for a level hears that they are free again.
#[test]
fn who_waits_for_a_level_hears_of_pieces_that_come_back() {
    let (log, ..) = play(|w, log| {
        let s = Stock::new(w, "s", 0);
        let (s1, s2) = (s.clone(), s.clone());
        let taker = w.spawn(async move { s1.take(3).await });
        let (w2, l2) = (w.clone(), log.clone());
        w.spawn(async move {
            s2.until(|level| level == 3).await;
            note(&l2, &w2, "three");
        });
        let w3 = w.clone();
        w.spawn(async move {
            w3.hold(sp(1)).await;
            s.put(3).await;
            assert_eq!(s.level(), 0);
            assert!(taker.stop());
            assert_eq!(s.level(), 3);
        });
    });
    assert_eq!(log, [(1, "three")]);
}

#[test]
fn who_tries_to_seize_overtakes_nobody() {
    let (log, ..) = play(|w, log| {
        let r = Pool::new(w, "r", 2);
        user(w, log, &r, 0, 1, 10, "one");
        user(w, log, &r, 1, 2, 10, "both");
        let w2 = w.clone();
        w.spawn(async move {
            let unit = r.try_seize(1).expect("both are free");
            unit.release();
            w2.hold(sp(2)).await;
            assert_eq!((r.idle(), r.waiting()), (1, 1));
            assert!(r.try_seize(1).is_none());
            w2.hold(sp(18)).await;
            assert_eq!(r.utilisation(), Some(0.75));
            assert_eq!((r.waits().count(), r.waits().max()), (3, Some(9.0)));
            r.reset_statistics();
            assert_eq!((r.utilisation(), r.waits().count()), (None, 0));
        });
    });
    assert_eq!(log, [(10, "one"), (20, "both")]);
}

#[test]
#[should_panic(expected = "0 units of r were asked for")]
fn nobody_seizes_nothing() {
    play(|w, _| {
        let r = Pool::new(w, "r", 1);
        drop(r.seize_with(0, 0));
    });
}
