//! Wake-ups that come too late, and worlds in which a process panicked.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use cetak::engine::{Calendar, Simulation};
use cetak::process::{Processes, Resource, Signal, Stock, Store, Wake, World};
use cetak::time::{Time, minutes};

use crate::support::at;

/// Notes when a process that holds for so many minutes goes on.
fn hold(world: &World, m: f64) -> Rc<Cell<Option<Time>>> {
    let ended = Rc::new(Cell::new(None));
    let (here, end) = (world.clone(), Rc::clone(&ended));
    world.spawn(async move {
        here.hold(minutes(m)).await;
        end.set(Some(here.now()));
    });
    ended
}

/// A model of its own may do something between taking a wake-up from the calendar and handing it on.
#[test]
fn a_wake_up_whose_wait_is_over_wakes_nobody_else() {
    for others in 1..4 {
        let processes = Processes::new();
        let world = processes.world();
        let mut cal: Calendar<Wake> = Calendar::new();
        let sleeper = world.spawn({
            let world = world.clone();
            async move { world.hold(minutes(5.0)).await }
        });
        processes.act(&mut cal, |_| ());
        let wake = cal.pop().expect("the end of the hold");
        assert_eq!(cal.now(), at(5));
        // The sleeper is stopped, and others are given what it had.
        let ends = processes.act(&mut cal, |world| {
            assert!(sleeper.stop());
            (0..others)
                .map(|more| hold(world, 60.0 + f64::from(more)))
                .collect::<Vec<_>>()
        });
        processes.wake(wake, &mut cal);
        while let Some(wake) = cal.pop() {
            processes.wake(wake, &mut cal);
        }
        for (more, end) in (0..others).zip(ends) {
            assert_eq!(end.get(), Some(at(65 + i64::from(more))));
        }
    }
}

/// The same, where the one who waited lives on and waits for something else.
#[test]
fn a_wake_up_whose_wait_is_over_does_not_end_the_next_wait_of_its_process() {
    let processes = Processes::new();
    let world = processes.world();
    let mut cal: Calendar<Wake> = Calendar::new();
    let end = Rc::new(Cell::new(None));
    let process = world.spawn({
        let (world, end) = (world.clone(), Rc::clone(&end));
        async move {
            let _ = world.interruptible(world.hold(minutes(5.0))).await;
            world.hold(minutes(10.0)).await;
            end.set(Some(world.now()));
        }
    });
    processes.act(&mut cal, |_| ());
    let wake = cal.pop().expect("the end of the first hold");
    assert!(processes.act(&mut cal, |_| process.interrupt(1)));
    processes.wake(wake, &mut cal);
    assert_eq!(end.get(), None);
    while let Some(wake) = cal.pop() {
        processes.wake(wake, &mut cal);
    }
    assert_eq!(end.get(), Some(at(15)));
}

fn panic_message(action: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(action)).expect_err("it should panic");
    match panic.downcast::<String>() {
        Ok(message) => *message,
        Err(panic) => (*panic.downcast::<&str>().expect("a message")).to_owned(),
    }
}

#[test]
fn a_world_in_which_a_process_panicked_says_so_and_goes_no_further() {
    let processes = Processes::new();
    let world = processes.world();
    let clerk = Resource::new(&world, "clerk", 1);
    let blanks = Stock::new(&world, "blanks", 5);
    let cards: Store<u8> = Store::new(&world, "cards");
    let doors = Signal::new(&world, "doors");
    world.spawn_named("Made", {
        let (world, clerk) = (world.clone(), clerk.clone());
        async move {
            let _unit = clerk.seize().await;
            world.hold(minutes(3.0)).await;
            panic!("the stamp is gone");
        }
    });
    let wayan = world.spawn_named("Wayan", {
        let clerk = clerk.clone();
        async move { clerk.seize().await.release() }
    });
    let mut sim = Simulation::new(processes);
    let first = panic_message(|| {
        sim.run();
    });
    assert_eq!(first, "the stamp is gone");

    let (mut taken, mut acted) = (None, false);
    let told = [
        panic_message(|| {
            sim.run();
        }),
        panic_message(|| sim.act(|processes, cal| processes.act(cal, |_| acted = true))),
        panic_message(|| {
            world.spawn(async {});
        }),
        panic_message(|| taken = clerk.try_seize()),
        panic_message(|| clerk.set_capacity(2)),
        panic_message(|| assert!(blanks.try_take(1))),
        panic_message(|| assert!(blanks.try_put(1))),
        panic_message(|| cards.try_put(1).expect("room")),
        panic_message(|| assert_eq!(cards.try_take(), None)),
        panic_message(|| doors.notify()),
        panic_message(|| {
            wayan.stop();
        }),
        panic_message(|| {
            wayan.interrupt(1);
        }),
        panic_message(|| assert!(sim.model().waiting().is_empty())),
    ];
    for (action, message) in told.iter().enumerate() {
        assert_eq!(
            message,
            "at 0d 00:03:00: the world of processes is poisoned, because Made panicked at 0d 00:03:00",
            "action {action}"
        );
    }
    assert!(taken.is_none() && !acted);
    // What happened can be looked at.
    assert_eq!(clerk.servers_busy().max(), 1.0);
    assert_eq!((blanks.level(), cards.len(), doors.waiting()), (5, 0, 0));
    assert_eq!(clerk.waiting(), 0);
}

/// Destructors may use the world while it is being dropped.
#[test]
fn a_poisoned_world_can_be_dropped() {
    struct Last(Signal, Stock);
    impl Drop for Last {
        fn drop(&mut self) {
            self.0.notify();
            assert!(self.1.try_take(1));
        }
    }
    let processes = Processes::new();
    let world = processes.world();
    let last = Last(
        Signal::new(&world, "doors"),
        Stock::new(&world, "blanks", 5),
    );
    let blanks = last.1.clone();
    world.spawn(async move {
        std::future::pending::<()>().await;
        drop(last);
    });
    world.spawn({
        let world = world.clone();
        async move {
            world.hold(minutes(1.0)).await;
            panic!("out");
        }
    });
    let mut sim = Simulation::new(processes);
    assert_eq!(
        panic_message(|| {
            sim.run();
        }),
        "out"
    );
    drop(sim);
    assert_eq!(blanks.level(), 4);
}

/// A process may also panic in what it drops when it is stopped.
#[test]
fn a_process_that_panics_while_it_is_stopped_poisons_the_world() {
    struct Fragile;
    impl Drop for Fragile {
        fn drop(&mut self) {
            panic!("broken");
        }
    }
    let processes = Processes::new();
    let world = processes.world();
    let process = world.spawn_named("vase", async {
        let _fragile = Fragile;
        std::future::pending::<()>().await;
    });
    let mut sim = Simulation::new(processes);
    sim.run();
    assert_eq!(
        panic_message(|| {
            process.stop();
        }),
        "broken"
    );
    let message = panic_message(|| {
        sim.run();
    });
    assert!(
        message.ends_with("because vase panicked at 0d 00:00:00"),
        "{message}"
    );
}
