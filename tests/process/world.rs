//! How a world and its processes begin, are told something and end, and who of them waits for ever.

use std::rc::Rc;

use cetak::engine::{Calendar, Ended, Model, Simulation, Waiting};
use cetak::process::{Either, Processes, Resource, Signal, Stock, Store, Wake, race};
use cetak::time::{Time, minutes};

use crate::support::{Here, Told, at, play, span};

fn told(waiting: &[Waiting]) -> Vec<String> {
    waiting.iter().map(ToString::to_string).collect()
}

#[test]
fn a_deadlock_names_who_waits_for_what() {
    let processes = Processes::new();
    let world = processes.world();
    let stamp = Resource::new(&world, "the stamp", 1);
    let pad = Resource::new(&world, "the ink pad", 1);
    for (name, first, second) in [("Wayan", &stamp, &pad), ("Made", &pad, &stamp)] {
        let (world, first, second) = (world.clone(), first.clone(), second.clone());
        processes.world().spawn_named(name, async move {
            let one = first.seize().await;
            world.hold(minutes(1.0)).await;
            let two = second.seize().await;
            drop((one, two));
        });
    }
    let blanks = Stock::with_capacity(&world, "blanks", 3, 5);
    let (taker, putter) = (blanks.clone(), blanks.clone());
    world.spawn_named("printer", async move { taker.take(4).await });
    world.spawn_named("lorry", async move { putter.put(5).await });
    world.spawn_named(
        "watchman",
        async move { blanks.until(|level| level == 0).await },
    );
    let shelf: Store<u8> = Store::with_capacity(&world, "shelf", 1);
    let courier = shelf.clone();
    world.spawn_named("courier", async move {
        courier.put(1).await;
        courier.put(2).await;
    });
    world.spawn_named("collector", async move {
        let _ = shelf.take_where(|item| *item == 7).await;
    });
    let doors = Signal::new(&world, "the doors");
    let resident = world.spawn_named("resident", async move { doors.wait().await });
    world.spawn(async move { resident.done().await });
    world.spawn(std::future::pending());
    let finished = world.clone();
    world.spawn_named("nobody", async move { finished.hold(minutes(9.0)).await });

    let mut sim = Simulation::new(processes);
    assert_eq!(sim.run(), Ended::Deadlock);
    assert_eq!(sim.now(), Time::ZERO + minutes(9.0));
    let wanted = [
        "Wayan waits for 1 unit of the ink pad since 0d 00:01:00",
        "Made waits for 1 unit of the stamp since 0d 00:01:00",
        "printer waits for 4 pieces of blanks since 0d 00:00:00",
        "lorry waits for room for 5 pieces of blanks since 0d 00:00:00",
        "watchman waits for a change of blanks since 0d 00:00:00",
        "courier waits for room in shelf since 0d 00:00:00",
        "collector waits for an item of shelf since 0d 00:00:00",
        "resident waits for the doors since 0d 00:00:00",
        "process 8 waits for the end of resident since 0d 00:00:00",
        "process 9 waits for nothing that could wake it",
    ];
    assert_eq!(told(&sim.model().waiting()), wanted);
}

/// The owner of processes and typed events says so too.
#[test]
fn a_model_with_processes_hands_the_names_on() {
    struct Owner(Processes);

    impl Model for Owner {
        type Event = Wake;
        fn start(&mut self, cal: &mut Calendar<Wake>) {
            self.0.act(cal, |_| ());
        }
        fn handle(&mut self, wake: Wake, cal: &mut Calendar<Wake>) {
            self.0.wake(wake, cal);
        }
        fn waiting(&self) -> Vec<Waiting> {
            self.0.waiting()
        }
    }

    for waits in [false, true] {
        let processes = Processes::new();
        let world = processes.world();
        let doors = Signal::new(&world, "the doors");
        world.spawn(async move {
            if waits {
                doors.wait().await;
            }
        });
        let wanted = match waits {
            true => Ended::Deadlock,
            false => Ended::Empty,
        };
        assert_eq!(Simulation::new(Owner(processes)).run(), wanted);
    }
}

/// Between two runs the clock of the processes is behind, until somebody acts on them by the calendar.
#[test]
fn processes_are_acted_on_between_runs() {
    let processes = Processes::new();
    let here = Here::of(&processes);
    let sleeper = here.from(0, async move |here| {
        assert_eq!(here.interruptible_hold(100).await, Err(Told::Sent(1)));
        here.note("woken");
    });
    let mut sim = Simulation::new(processes);
    assert_eq!(sim.run_until(at(10)), Ended::Time);
    assert!(sim.act(|processes, cal| processes.act(cal, |_| sleeper.interrupt(1))));
    assert_eq!(here.world.now(), at(10));
    assert_eq!(sim.run(), Ended::Empty);
    assert_eq!(here.log.take(), [(10, "woken")]);
}

/// The bell rings and the sleeper is interrupted, in one event. The bell is the first side of the race.
#[test]
fn a_side_that_is_withdrawn_takes_its_interrupt_with_it() {
    let log = play(|here| {
        let bell = Signal::new(&here.world, "bell");
        let rings = bell.clone();
        let sleeper = here.from(0, async move |here| {
            let first = race(rings.wait(), here.interruptible_hold(20)).await;
            assert_eq!(first, Either::First(()));
            here.note("bell");
            assert!(here.interruptible_hold(20).await.is_ok());
            here.note("slept");
        });
        here.from(5, async move |_| {
            bell.notify();
            assert!(sleeper.interrupt(1), "it was handed to the wait");
        });
    });
    assert_eq!(log, [(5, "bell"), (25, "slept")]);
}

#[test]
fn nothing_of_a_loser_stays_in_the_calendar() {
    let processes = Processes::new();
    let here = Here::of(&processes);
    here.from(0, async move |here| {
        for _ in 0..1000 {
            let first = race(here.hold(100_000), here.hold(1)).await;
            assert_eq!(first, Either::Second(()));
            let in_time = here.world.timeout(span(100_000), here.hold(1)).await;
            assert!(in_time.is_ok());
        }
    });
    let mut sim = Simulation::new(processes);
    assert_eq!((sim.run(), sim.now()), (Ended::Empty, at(2000)));
}

#[test]
fn a_process_can_stop_itself_and_others_hear_of_it() {
    let log = play(|here| {
        let stops = here.from(3, async move |here| {
            assert!(here.world.current().stop());
            here.hold(3).await;
            unreachable!("it has stopped");
        });
        here.from(0, async move |here| {
            stops.done().await;
            here.note("it is done");
            stops.done().await;
            assert!(!stops.is_alive() && !stops.stop() && !stops.interrupt(1));
        });
    });
    assert_eq!(log, [(3, "it is done")]);
}

#[test]
fn a_dropped_world_drops_its_processes() {
    let alive = Rc::new(());
    let processes = Processes::new();
    let here = Here::of(&processes);
    let clerk = Resource::new(&here.world, "clerk", 1);
    for _ in 0..3 {
        let (clerk, alive) = (clerk.clone(), Rc::clone(&alive));
        here.from(0, async move |here| {
            let _alive = alive;
            let _unit = clerk.seize().await;
            here.hold(10).await;
        });
    }
    let mut sim = Simulation::new(processes);
    sim.run_until(at(15));
    assert_eq!(Rc::strong_count(&alive), 3);
    drop(sim);
    assert_eq!(Rc::strong_count(&alive), 1);
}

#[test]
fn replications_in_parallel_each_build_their_own_world() {
    use cetak::experiment::{Control, Settings, replicate};
    let ends = |threads| {
        let settings = Settings {
            replications: 50,
            seed: 7,
            threads: Some(threads),
        };
        replicate(&settings, &Control::default(), |streams| {
            let mut service = streams.stream("service");
            Ok(play(|here| {
                let clerk = Resource::new(&here.world, "clerk", 1);
                for _ in 0..20 {
                    let clerk = clerk.clone();
                    let service = service.index(10) as i64;
                    here.from(0, async move |here| {
                        let _unit = clerk.seize().await;
                        here.hold(service).await;
                        here.note("ends");
                    });
                }
            }))
        })
        .expect("nothing can fail")
    };
    assert_eq!(ends(1), ends(2));
}
