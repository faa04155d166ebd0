//! Several resources at once: who gets them, who is held up, and what is counted.

use std::rc::Rc;

use cetak::engine::{Ended, Simulation};
use cetak::process::{Pool, Processes, Refusal, Resource, Signal, Stock, all};
use cetak::resource::{Cause, Key, OnPreempt, OnStop, Request};

use crate::support::{Here, at, play};

/// One unit of each until the minute at which it is let go.
fn held(here: &Here, resource: &Resource, until: i64) {
    let resource = resource.clone();
    here.from(0, async move |here| {
        let _unit = resource.seize().await;
        here.hold(until).await;
    });
}

#[test]
fn nothing_is_held_before_all_is_there_and_nobody_overtakes() {
    let log = play(|here| {
        let (a, b) = (
            Resource::new(&here.world, "a", 1),
            Resource::new(&here.world, "b", 1),
        );
        held(here, &a, 10);
        let both = (a.clone(), b.clone());
        here.from(1, async move |here| {
            let _both = here.world.seize_all((&both.0, &both.1)).await;
            here.note("both");
            here.hold(5).await;
        });
        let (alone, tries) = (b.clone(), b.clone());
        here.from(2, async move |here| {
            let _unit = alone.seize().await;
            here.note("b alone");
            here.hold(1).await;
        });
        here.from(3, async move |_| {
            assert_eq!((tries.idle(), tries.waiting()), (1, 2));
            assert!(tries.try_seize().is_none(), "it is kept for the first");
        });
        let urgent = b.clone();
        here.from(4, async move |here| {
            let _unit = urgent.seize_with(Key(-1)).await;
            here.note("urgent b");
            here.hold(2).await;
        });
        let (a, b) = (a.clone(), b.clone());
        here.from(20, async move |_| {
            // Waits: 0, 9 of both, and of b alone 14 and 0.
            assert_eq!((a.waits().count(), a.waits().mean()), (2, Some(4.5)));
            assert_eq!((b.waits().count(), b.waits().mean()), (3, Some(22.0 / 3.0)));
            // b is busy from 4 to 6, from 10 to 15, and from 15 to 16.
            assert_eq!(b.utilisation(), Some(8.0 / 20.0));
            assert_eq!(a.utilisation(), Some(15.0 / 20.0));
            assert_eq!(a.queue_length().mean(at(20)), Some(9.0 / 20.0));
            assert_eq!(b.queue_length().mean(at(20)), Some(22.0 / 20.0));
        });
    });
    assert_eq!(log, [(4, "urgent b"), (10, "both"), (15, "b alone")]);
}

/// With partial holding, the urgent one would hold b and wait for a, which the other holds and waits for b.
#[test]
fn requests_of_two_keys_do_not_block_each_other() {
    let log = play(|here| {
        let (a, b) = (
            Resource::new(&here.world, "a", 1),
            Resource::new(&here.world, "b", 1),
        );
        held(here, &a, 5);
        held(here, &b, 8);
        for (minute, key, name) in [(1, 5, "late"), (2, 0, "urgent"), (3, 5, "later")] {
            let (a, b) = (a.clone(), b.clone());
            here.from(minute, async move |here| {
                let parts = vec![&b, &a];
                let units = here.world.seize_all_with(Key(key), parts).await;
                assert_eq!(units.len(), 2);
                here.note(name);
                here.hold(10).await;
            });
        }
    });
    assert_eq!(log, [(8, "urgent"), (18, "late"), (28, "later")]);
}

/// What is kept for the first is given to a more urgent one, which needs no more than is there.
#[test]
fn an_urgent_request_starts_at_once_on_what_is_kept_for_another() {
    let log = play(|here| {
        let berth = Resource::new(&here.world, "berth", 0);
        let (tug, channel) = (
            Pool::new(&here.world, "tug", 1),
            Resource::new(&here.world, "channel", 1),
        );
        let fuel = Stock::new(&here.world, "fuel", 5);
        let all = (berth.clone(), tug.clone(), channel.clone(), fuel.clone());
        here.from(0, async move |here| {
            let parts = (&all.0, all.1.part(1), &all.2, all.3.part(5));
            let _all = here.world.seize_all(parts).await;
            here.note("comes in");
        });
        here.from(1, async move |here| {
            let parts = (tug.part(1), &channel, fuel.part(2));
            let (_tug, _channel, ()) = here.world.seize_all_with(Key(-1), parts).await;
            here.note("leaves");
            here.hold(2).await;
            fuel.put(2).await;
            berth.set_capacity(1);
        });
    });
    assert_eq!(log, [(1, "leaves"), (3, "comes in")]);
}

#[test]
fn units_pieces_and_single_units_in_one_request() {
    let log = play(|here| {
        let berth = Resource::new(&here.world, "berth", 2);
        let tugs = Pool::new(&here.world, "tugs", 3);
        let fuel = Stock::new(&here.world, "fuel", 50);
        for (minute, name) in [(0, "first"), (1, "second"), (2, "third")] {
            let (berth, tugs, fuel) = (berth.clone(), tugs.clone(), fuel.clone());
            here.from(minute, async move |here| {
                let parts = (&berth, tugs.part(2), fuel.part(30));
                let (_berth, tugs, ()) = here.world.seize_all(parts).await;
                here.note(name);
                here.hold(10).await;
                assert_eq!(tugs.numbers(), [0, 1]);
                tugs.release();
                here.hold(100).await;
            });
        }
        let taps = fuel.clone();
        here.from(3, async move |here| {
            taps.take(20).await;
            here.note("a can");
        });
        here.from(15, async move |here| {
            fuel.put(40).await;
            here.hold(5).await;
            fuel.put(1000).await;
        });
    });
    // The can waits behind the third, which has no berth.
    let wanted = [(0, "first"), (15, "second"), (110, "third"), (110, "a can")];
    assert_eq!(log, wanted);
}

#[test]
fn who_gives_up_or_is_stopped_lets_those_behind_go_on() {
    let log = play(|here| {
        let (a, b) = (
            Resource::new(&here.world, "a", 1),
            Pool::new(&here.world, "b", 2),
        );
        held(here, &a, 100);
        let both = (a.clone(), b.clone());
        let stopped = here.from(1, async move |here| {
            let _both = here.world.seize_all((&both.0, both.1.part(1))).await;
            unreachable!("it is stopped");
        });
        let both = (a.clone(), b.clone());
        here.from(2, async move |here| {
            let patience = Request::default().until(at(20));
            let parts = (&both.0, both.1.part(2));
            let answer = here.world.request_all(parts, patience).await;
            assert_eq!(answer.err(), Some(Refusal::TimedOut));
            here.note("patience ends");
        });
        let behind = b.clone();
        here.from(3, async move |here| {
            let _units = behind.seize_units(2).await;
            here.note("b");
        });
        let fresh = b.clone();
        here.from(10, async move |here| {
            assert!(stopped.stop());
            assert_eq!((fresh.idle(), fresh.waiting()), (2, 2));
            here.hold(11).await;
            assert_eq!((fresh.gave_up(), fresh.waiting(), a.waiting()), (2, 0, 0));
        });
    });
    assert_eq!(log, [(20, "patience ends"), (20, "b")]);
}

#[test]
fn a_full_queue_refuses_the_whole_request() {
    let log = play(|here| {
        let (a, b) = (
            Resource::new(&here.world, "a", 1),
            Resource::new(&here.world, "b", 1).with_queue_limit(0),
        );
        held(here, &a, 9);
        held(here, &b, 9);
        here.from(1, async move |here| {
            let parts = (&a, &b);
            let answer = here.world.request_all(parts, Request::default()).await;
            assert_eq!(answer.err(), Some(Refusal::Full));
            assert_eq!((a.waiting(), a.refused(), a.gave_up()), (0, 0, 0));
            assert_eq!((b.waiting(), b.refused()), (0, 1));
            here.note("refused");
            here.hold(8).await;
            assert!(
                here.world
                    .request_all((&a, &b), Request::default())
                    .await
                    .is_ok()
            );
            here.note("granted");
        });
    });
    assert_eq!(log, [(1, "refused"), (9, "granted")]);
}

#[test]
fn a_more_urgent_request_pushes_the_whole_request_out() {
    let log = play(|here| {
        let a = Resource::new(&here.world, "a", 1);
        let b = Resource::new(&here.world, "b", 1);
        let b = b.with_queue_limit(1).with_push_out();
        held(here, &b, 9);
        let both = (a.clone(), b.clone());
        here.from(1, async move |here| {
            let parts = (&both.0, &both.1);
            let answer = here.world.request_all(parts, Request::key(5)).await;
            assert_eq!(answer.err(), Some(Refusal::PushedOut));
            assert_eq!(both.0.waiting(), 0);
            here.note("out");
        });
        let urgent = b.clone();
        here.from(2, async move |here| {
            let answer = urgent.request(Request::key(1)).await;
            assert_eq!(answer.err(), Some(Refusal::PushedOut));
            here.note("urgent is out");
        });
        here.from(2, async move |here| {
            here.world
                .seize_all_with(Key(0), (&a, &b))
                .await
                .0
                .release();
            here.note("both");
        });
    });
    // The third pushes the second out of the queue of one.
    assert_eq!(log, [(2, "out"), (2, "urgent is out"), (9, "both")]);
}

/// The tide closes; the ships hold nothing meanwhile.
#[test]
fn a_part_that_stops_is_waited_for() {
    let log = play(|here| {
        let tide = Pool::new(&here.world, "tide", 1);
        let tug = Resource::new(&here.world, "tug", 1);
        tide.stop(0, Cause::Closed, OnStop::Finish);
        let opens = tide.clone();
        here.from(30, async move |_| {
            assert!(opens.resume(0, Cause::Closed).is_none());
        });
        let free = tug.clone();
        here.from(10, async move |_| assert_eq!(free.in_service(), 0));
        here.from(5, async move |here| {
            let _both = here.world.seize_all((tide.part(1), &tug)).await;
            here.note("sails");
        });
    });
    assert_eq!(log, [(30, "sails")]);
}

#[test]
fn a_capacity_that_grows_is_seen() {
    let log = play(|here| {
        let (a, b) = (
            Resource::new(&here.world, "a", 0),
            Resource::new(&here.world, "b", 1),
        );
        let both = (a.clone(), b.clone());
        here.from(0, async move |here| {
            let _both = here.world.seize_all((&both.0, &both.1)).await;
            here.note("both");
        });
        here.from(7, async move |_| a.set_capacity(1));
    });
    assert_eq!(log, [(7, "both")]);
}

/// Units got together are lost and regained like any others.
#[test]
fn a_part_can_be_preempted() {
    let log = play(|here| {
        let (a, b) = (
            Resource::new(&here.world, "a", 1),
            Pool::new(&here.world, "b", 1),
        );
        let both = (a.clone(), b.clone());
        here.from(0, async move |here| {
            let parts = (&both.0, both.1.part(1));
            let (_a, units) = here.world.seize_all_with(Key(5), parts).await;
            assert!(here.interruptible_hold(10).await.is_err());
            let _units = units.regain().await.expect("its place in the line");
            here.note("regained");
        });
        here.from(2, async move |here| {
            let _unit = b.preempt(Key(0), OnPreempt::Resume).await;
            here.hold(3).await;
        });
    });
    assert_eq!(log, [(5, "regained")]);
}

#[test]
fn who_waits_for_several_is_listed_at_each() {
    let processes = Processes::new();
    let here = Here::of(&processes);
    let (a, b) = (
        Resource::new(&here.world, "a", 0),
        Resource::new(&here.world, "b", 1),
    );
    here.world.spawn_named("ship", {
        let here = here.clone();
        async move {
            let _both = here.world.seize_all((&a, &b)).await;
        }
    });
    let mut sim = Simulation::new(processes);
    assert_eq!(sim.run(), Ended::Deadlock);
    let told: Vec<String> = here
        .world
        .waiting()
        .iter()
        .map(ToString::to_string)
        .collect();
    let wanted = [
        "ship waits for 1 unit of a (and others, all at once) since 0d 00:00:00",
        "ship waits for 1 unit of b (and others, all at once) since 0d 00:00:00",
    ];
    assert_eq!(told, wanted);
}

#[test]
#[should_panic(expected = "at 0d 00:00:00: a is asked for twice in one request")]
fn a_resource_is_named_once() {
    let _ = play(|here| {
        let a = Resource::new(&here.world, "a", 2);
        here.from(0, async move |here| {
            let _both = here.world.seize_all((&a, &a)).await;
        });
    });
}

/// Dining philosophers who take both forks at once never block each other, in whatever order they name them.
#[test]
fn philosophers_do_not_starve() {
    let processes = Processes::new();
    let here = Here::of(&processes);
    let forks: Rc<Vec<Resource>> = Rc::new(
        (0..5)
            .map(|n| Resource::new(&here.world, format!("fork {n}"), 1))
            .collect(),
    );
    let full = Signal::new(&here.world, "full");
    let eaters: Vec<_> = (0..5)
        .map(|n| {
            let (forks, full) = (Rc::clone(&forks), full.clone());
            here.from(0, async move |here| {
                for meal in 0..200 {
                    here.hold((n + meal) % 3).await;
                    let (left, right) = (&forks[n as usize], &forks[(n as usize + 1) % 5]);
                    let _both = here.world.seize_all((left, right)).await;
                    here.hold(1 + (n * meal) % 4).await;
                }
                full.notify();
            })
        })
        .collect();
    let ends = here.clone();
    here.world.spawn(async move {
        all(eaters.iter().map(|eater| eater.done())).await;
        ends.note("all have eaten");
    });
    let mut sim = Simulation::new(processes);
    assert_eq!(sim.run(), Ended::Empty);
    assert_eq!(here.log.take().len(), 1);
    for fork in forks.iter() {
        assert_eq!(fork.waits().count(), 400);
        assert_eq!(fork.in_service(), 0);
    }
}
