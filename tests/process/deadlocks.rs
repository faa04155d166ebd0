//! Processes that wait for each other, and never go on while others do.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

use cetak::engine::{Ended, Simulation, Waiting};
use cetak::process::{Pool, Process, Processes, Resource, Signal, join, race};
use cetak::resource::{Cause, Key, OnPreempt, OnStop, Request};

use super::support::{Here, at, span};

/// Spawns what `build` wants beside a clock, runs until minute 30, and lets `check` look. Deadlocks are asked for from the
/// beginning.
fn see<T>(
    build: impl FnOnce(&Here) -> T,
    check: impl FnOnce(&mut Simulation<Processes>, &Here, T),
) {
    let processes = Processes::new();
    let here = Here::of(&processes);
    assert_eq!(here.world.deadlocked(), []);
    let clock = here.clone();
    here.world.spawn(async move {
        loop {
            clock.hold(1).await;
        }
    });
    let built = build(&here);
    let mut sim = Simulation::new(processes);
    assert_eq!(sim.run_until(at(30)), Ended::Time);
    check(&mut sim, &here, built);
}

/// Like [`see`], with what is told at minute 30.
fn told(build: impl FnOnce(&Here)) -> Vec<String> {
    let mut lines = Vec::new();
    see(build, |_, here, ()| lines = said(here));
    lines
}

fn said(here: &Here) -> Vec<String> {
    let list = here.world.deadlocked();
    list.iter().map(ToString::to_string).collect()
}

fn life<F: Future<Output = ()> + 'static>(
    here: &Here,
    name: &str,
    life: impl FnOnce(Here) -> F,
) -> Process {
    here.world.spawn_named(name, life(here.clone()))
}

/// Seizes one unit of each, one after the other, a minute apart, and holds on to all until it has the last.
fn in_turn(here: &Here, name: &str, wanted: &[&Resource]) -> Process {
    let wanted: Vec<Resource> = wanted.iter().copied().cloned().collect();
    life(here, name, async move |here| {
        let mut held = Vec::new();
        for resource in wanted {
            held.push(resource.seize().await);
            here.hold(1).await;
        }
    })
}

/// Like [`in_turn`], with so many units of each pool.
fn units_in_turn(here: &Here, name: &str, wanted: &[(&Pool, usize)]) -> Process {
    let wanted: Vec<(Pool, usize)> = wanted.iter().map(|&(pool, n)| (pool.clone(), n)).collect();
    life(here, name, async move |here| {
        let mut held = Vec::new();
        for (pool, units) in wanted {
            held.push(pool.seize_units(units).await);
            here.hold(1).await;
        }
    })
}

/// Holds a unit for a hundred minutes.
fn busy(here: &Here, name: &str, resource: &Resource) -> Process {
    let resource = resource.clone();
    life(here, name, async move |here| {
        let _unit = resource.seize().await;
        here.hold(100).await;
    })
}

fn resource(here: &Here, name: &str) -> Resource {
    Resource::new(&here.world, name, 1)
}

#[test]
fn two_that_wait_for_each_other_are_told_while_the_clock_ticks() {
    let build = |here: &Here| {
        let (stamp, pad) = (resource(here, "stamp"), resource(here, "pad"));
        in_turn(here, "Wayan", &[&stamp, &pad]);
        in_turn(here, "Made", &[&pad, &stamp])
    };
    see(build, |sim, here, made| {
        let wanted = [
            "Wayan waits for 1 unit of pad since 0d 00:01:00, held up by Made",
            "Made waits for 1 unit of stamp since 0d 00:01:00, held up by Wayan",
        ];
        assert_eq!(said(here), wanted);
        // One is stopped: nobody is deadlocked, and the other goes on.
        sim.act(|processes, cal| processes.act(cal, |_| assert!(made.stop())));
        assert_eq!(said(here), [""; 0]);
        sim.run_until(at(40));
        assert_eq!(sim.model().alive(), 1);
    });
}

#[test]
fn three_in_a_circle_hold_up_whoever_comes_after() {
    let lines = told(|here| {
        let [a, b, c] = ["a", "b", "c"].map(|name| resource(here, name));
        let d = resource(here, "d");
        in_turn(here, "first", &[&a, &b]);
        in_turn(here, "second", &[&b, &c]);
        in_turn(here, "third", &[&c, &a]);
        // It is not in the circle, but waits for it; and another for what it holds.
        in_turn(here, "later", &[&d, &b]);
        here.from(2, async move |_| drop(d.seize().await));
    });
    let wanted = [
        "first waits for 1 unit of b since 0d 00:01:00, held up by second",
        "second waits for 1 unit of c since 0d 00:01:00, held up by third",
        "third waits for 1 unit of a since 0d 00:01:00, held up by first",
        "later waits for 1 unit of b since 0d 00:01:00, held up by second",
        "process 5 waits for 1 unit of d since 0d 00:02:00, held up by later",
    ];
    assert_eq!(lines, wanted);
}

#[test]
fn a_unit_that_will_come_back_breaks_the_circle() {
    /// One unit of the two is in the circle, the other is held by one who may be stuck too.
    fn circle(here: &Here, other: impl FnOnce(&Here, &Pool, &Pool)) {
        let (tugs, berth) = (
            Pool::new(&here.world, "tugs", 2),
            Pool::new(&here.world, "berth", 1),
        );
        units_in_turn(here, "Dewi", &[(&tugs, 1), (&berth, 1)]);
        units_in_turn(here, "Sri", &[(&berth, 1), (&tugs, 1)]);
        other(here, &tugs, &berth);
    }
    let lines = told(|here| {
        circle(here, |here, tugs, _| drop(here.user(0, tugs, 1, 100, "")));
    });
    assert_eq!(lines, [""; 0]);
    let lines = told(|here| {
        circle(here, |here, tugs, berth| {
            units_in_turn(here, "Ayu", &[(tugs, 1), (berth, 1)]);
        });
    });
    let wanted = [
        "Dewi waits for 1 unit of berth since 0d 00:01:00, held up by Sri",
        "Sri waits for 1 unit of tugs since 0d 00:01:00, held up by Dewi, Ayu",
        "Ayu waits for 1 unit of berth since 0d 00:01:00, held up by Sri",
    ];
    assert_eq!(lines, wanted);
}

#[test]
fn a_resource_of_two_units_is_like_a_pool() {
    fn circle(here: &Here) -> (Resource, Resource) {
        let tugs = Resource::new(&here.world, "tugs", 2);
        let berth = resource(here, "berth");
        in_turn(here, "Dewi", &[&tugs, &berth]);
        in_turn(here, "Sri", &[&berth, &tugs]);
        (tugs, berth)
    }
    let lines = told(|here| {
        let (tugs, _) = circle(here);
        busy(here, "Ayu", &tugs);
    });
    assert_eq!(lines, [""; 0]);
    let lines = told(|here| {
        let (tugs, berth) = circle(here);
        in_turn(here, "Ayu", &[&tugs, &berth]);
    });
    assert_eq!(lines.len(), 3);
    assert!(lines[1].ends_with("held up by Dewi, Ayu"), "{}", lines[1]);
}

#[test]
fn many_units_are_lacking_where_few_would_do() {
    // Each keeps 2 of 5 units and wants more: 1 is left.
    let both = |wanted| {
        told(|here| {
            let pool = Pool::new(&here.world, "beds", 5);
            for name in ["Wayan", "Made"] {
                units_in_turn(here, name, &[(&pool, 2), (&pool, wanted)]);
            }
        })
    };
    assert_eq!(both(1), [""; 0]);
    let wanted = [
        "Wayan waits for 2 units of beds since 0d 00:01:00, held up by Wayan, Made",
        "Made waits for 2 units of beds since 0d 00:01:00, held up by Wayan, Made",
    ];
    assert_eq!(both(2), wanted);
    // Who wants few stands behind one who never gets many.
    let lines = told(|here| {
        let pool = Pool::new(&here.world, "beds", 3);
        units_in_turn(here, "Wayan", &[(&pool, 2), (&pool, 2)]);
        here.user(5, &pool, 1, 1, "never");
    });
    let behind = "process 2 waits for 1 unit of beds since 0d 00:05:00, held up by Wayan";
    assert_eq!((lines.len(), lines[1].as_str()), (2, behind));
}

#[test]
fn a_wait_that_may_end_otherwise_is_not_told() {
    /// How one of the circle of two waits for its second unit.
    fn circle<F: Future<Output = ()> + 'static>(
        second: impl FnOnce(Here, Resource) -> F + 'static,
    ) -> Vec<String> {
        told(|here| {
            let (stamp, pad) = (resource(here, "stamp"), resource(here, "pad"));
            in_turn(here, "Wayan", &[&stamp, &pad]);
            life(here, "Made", async move |here| {
                let _pad = pad.seize().await;
                here.hold(1).await;
                second(here, stamp).await;
            });
        })
    }
    assert_eq!(circle(async |_, stamp| drop(stamp.seize().await)).len(), 2);
    let none = [""; 0];
    let deadline = Request::default().until(at(90));
    assert_eq!(
        circle(async move |_, stamp| drop(stamp.request(deadline).await)),
        none
    );
    let patient = async |here: Here, stamp: Resource| {
        drop(here.world.timeout(span(90), stamp.seize()).await);
    };
    assert_eq!(circle(patient), none);
    let either = async |here: Here, stamp: Resource| {
        let other = resource(&here, "other");
        let _mine = other.seize().await;
        drop(race(stamp.seize(), other.seize()).await);
    };
    assert_eq!(circle(either), none);
    let signalled = async |here: Here, stamp: Resource| {
        let signal = Signal::new(&here.world, "signal");
        drop(race(stamp.seize(), signal.wait()).await);
    };
    assert_eq!(circle(signalled), none);
    let both = async |here: Here, stamp: Resource| {
        drop(join(stamp.seize(), here.world.current().done()).await);
    };
    assert_eq!(circle(both), none);
}

#[test]
fn an_interrupt_frees_all() {
    let build = |here: &Here| {
        let (stamp, pad) = (resource(here, "stamp"), resource(here, "pad"));
        in_turn(here, "Wayan", &[&stamp, &pad]);
        life(here, "Made", async move |here| {
            let unit = pad.seize().await;
            here.hold(1).await;
            let stamped = here.world.interruptible(stamp.seize()).await;
            assert!(stamped.is_err());
            unit.release();
            here.hold(100).await;
        })
    };
    see(build, |sim, here, made| {
        // What may be interrupted is deadlocked until it is.
        assert_eq!(said(here).len(), 2);
        sim.act(|processes, cal| {
            processes.act(cal, |_| {
                assert!(made.interrupt(0));
                assert_eq!(said(here), [""; 0], "it is about to run");
            });
        });
        assert_eq!(said(here), [""; 0]);
    });
}

#[test]
fn units_that_were_released_or_whose_process_has_ended_hold_up_nobody() {
    let lines = told(|here| {
        let (stamp, pad) = (resource(here, "stamp"), resource(here, "pad"));
        let (mine, other) = (stamp.clone(), pad.clone());
        life(here, "Wayan", async move |here| {
            mine.seize().await.release();
            here.hold(2).await;
            other.seize().await.release();
        });
        busy(here, "Ayu", &stamp);
        in_turn(here, "Made", &[&pad, &stamp]);
    });
    assert_eq!(lines, [""; 0]);
    // The heir holds it now, in the place of the one that has seized it.
    let lines = told(|here| {
        let (stamp, pad) = (resource(here, "stamp"), resource(here, "pad"));
        let left = Rc::new(RefCell::new(None));
        let (heir, seized) = (Rc::clone(&left), stamp.clone());
        life(here, "giver", async move |_| {
            *heir.borrow_mut() = Some(seized.seize().await);
        });
        let other = pad.clone();
        here.from(1, async move |here| {
            let kept = left;
            here.world.spawn(async move { drop(other.seize().await) });
            here.hold(100).await;
            drop(kept);
        });
        in_turn(here, "Made", &[&pad, &stamp]);
    });
    assert_eq!(lines, [""; 0]);
}

/// A circle that is closed when a second tug comes back, which Putu gets before Sri.
fn circle_of_the_next_tug(here: &Here, tugs: &Resource) {
    let berth = resource(here, "berth");
    in_turn(here, "Dewi", &[tugs, &berth]);
    in_turn(here, "Putu", &[tugs, &berth]);
    in_turn(here, "Sri", &[&berth, tugs]);
}

#[test]
fn a_process_that_is_stopped_gives_back_its_own_units_alone() {
    let build = |here: &Here| {
        let tugs = Resource::new(&here.world, "tugs", 2);
        let other = busy(here, "Ayu", &tugs);
        circle_of_the_next_tug(here, &tugs);
        other
    };
    see(build, |sim, here, other| {
        assert_eq!(said(here), [""; 0]);
        sim.act(|processes, cal| processes.act(cal, |_| assert!(other.stop())));
        sim.run_until(at(40));
        assert_eq!(said(here).len(), 3);
    });
}

#[test]
fn what_was_seized_before_the_first_question_comes_back_alone() {
    let processes = Processes::new();
    let here = Here::of(&processes);
    let tugs = Resource::new(&here.world, "tugs", 2);
    let early = tugs.try_seize().expect("it is free");
    circle_of_the_next_tug(&here, &tugs);
    here.from(2, async move |_| drop(early));
    assert_eq!(said(&here), [""; 0]);
    let mut sim = Simulation::new(processes);
    sim.run_until(at(1));
    assert_eq!(said(&here), [""; 0]);
    sim.run_until(at(40));
    assert_eq!(said(&here).len(), 3);
}

#[test]
fn who_has_given_its_unit_away_is_no_holder_once_that_came_back() {
    let lines = told(|here| {
        let (stamp, pad) = (resource(here, "stamp"), resource(here, "pad"));
        let left = Rc::new(RefCell::new(None));
        let (heir, mine, other) = (Rc::clone(&left), stamp.clone(), pad.clone());
        life(here, "giver", async move |here| {
            *heir.borrow_mut() = Some(mine.seize().await);
            here.hold(5).await;
            drop(other.seize().await);
        });
        here.from(1, async move |_| drop(left.borrow_mut().take()));
        let seized = stamp.clone();
        here.from(2, async move |here| {
            let _unit = seized.seize().await;
            here.hold(100).await;
        });
        let late = pad.clone();
        here.from(3, async move |_| {
            let _pad = late.seize().await;
            drop(stamp.seize().await);
        });
    });
    assert_eq!(lines, [""; 0]);
}

#[test]
fn closed_and_stopped_units_open_again() {
    let lines = told(|here| {
        let shop = Resource::new(&here.world, "shop", 0);
        let press = Pool::new(&here.world, "press", 1);
        press.stop(0, Cause::Closed, OnStop::Finish);
        let stamp = resource(here, "stamp");
        in_turn(here, "Wayan", &[&stamp, &shop]);
        here.from(2, async move |_| drop(stamp.seize().await));
        units_in_turn(here, "Made", &[(&press, 1)]);
    });
    assert_eq!(lines, [""; 0]);
}

#[test]
fn one_that_waits_for_its_units_again_is_told_too() {
    let lines = told(|here| {
        let (press, ink) = (Pool::new(&here.world, "press", 1), resource(here, "ink"));
        let (mine, other) = (press.clone(), ink.clone());
        life(here, "Wayan", async move |here| {
            let _ink = other.seize().await;
            let unit = mine.seize_with(1, Key(5)).await;
            assert!(here.interruptible_hold(100).await.is_err());
            drop(unit.regain().await);
        });
        life(here, "Made", async move |here| {
            here.hold(1).await;
            let _unit = press.preempt(Key(0), OnPreempt::Resume).await;
            drop(ink.seize().await);
        });
    });
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].starts_with("Wayan waits for 1 unit of press"));
}

#[test]
fn several_at_once_keep_what_is_free_from_those_behind() {
    let build = |twice: bool| {
        move |here: &Here| {
            let [berth, crane, tug] = ["berth", "crane", "tug"].map(|name| resource(here, name));
            in_turn(here, "Sri", &[&crane, &tug]);
            let (pier, lift, boat) = (berth.clone(), crane.clone(), tug.clone());
            life(here, "Dewi", async move |here| {
                let _tug = boat.seize().await;
                here.hold(1).await;
                let all = here.world.seize_all((&pier, &lift));
                let idle = resource(&here, "idle");
                idle.set_capacity(0);
                match twice {
                    true => drop(race(all, here.world.seize_all(vec![&idle])).await),
                    false => drop(all.await),
                }
            });
            here.from(2, async move |_| drop(berth.seize().await));
        }
    };
    // The berth is free, so it is not told as what Dewi lacks.
    let wanted = [
        "Sri waits for 1 unit of tug since 0d 00:01:00, held up by Dewi",
        "Dewi waits for 1 unit of crane (and others, all at once) since 0d 00:01:00, held up by Sri",
        "process 3 waits for 1 unit of berth since 0d 00:02:00, held up by Dewi",
    ];
    assert_eq!(told(build(false)), wanted);
    // With two such requests, either may end her wait.
    assert_eq!(told(build(true)), [""; 0]);
}

#[test]
fn what_was_seized_before_the_first_question_is_thought_to_come_back() {
    let processes = Processes::new();
    let here = Here::of(&processes);
    let (stamp, pad) = (resource(&here, "stamp"), resource(&here, "pad"));
    in_turn(&here, "Wayan", &[&stamp, &pad]);
    in_turn(&here, "Made", &[&pad, &stamp]);
    let mut sim = Simulation::new(processes);
    sim.run_until(at(5));
    assert_eq!(said(&here), [""; 0]);
}

#[test]
fn who_waits_is_read_from_before_it_told_who_holds_up() {
    let old = r#"{"who":"Made","what":"stamp","since":null}"#;
    let read: Waiting = serde_json::from_str(old).expect("it is valid");
    assert_eq!(read, Waiting::new("Made", "stamp"));
    let held_up = read.held_up_by(["a\n".to_owned(), "b".to_owned()]);
    let wanted = r"Made waits for stamp, held up by a\n, b";
    assert_eq!(held_up.to_string(), wanted);
}
