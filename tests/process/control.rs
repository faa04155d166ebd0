//! Processes in a deadlock are named, and the capacity of what they seize changes: traces by hand.

use std::cell::RefCell;
use std::rc::Rc;

use cetak::engine::{Calendar, Ended, Model, Simulation, Waiting};
use cetak::process::{Interrupt, Pool, Processes, Resource, Signal, Stock, Store, Wake, World};
use cetak::resource::{Cause, OnPreempt, OnStop};
use cetak::time::{Span, Time, minutes};

type Log = Rc<RefCell<Vec<(f64, String)>>>;

fn note(log: &Log, world: &World, what: impl Into<String>) {
    let now = (world.now() - Time::ZERO).as_minutes();
    log.borrow_mut().push((now, what.into()));
}

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
        "Wayan waits for the ink pad",
        "Made waits for the stamp",
        "printer waits for blanks",
        "lorry waits for room in blanks",
        "watchman waits for blanks",
        "courier waits for room in shelf",
        "collector waits for shelf",
        "resident waits for the doors",
        "process 8 waits for the end of resident",
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

/// Two of three units hold 10 from 0; a third waits from 1. Capacity 1 from 2, 3 from 12, 0 from 13, 1 from 20.
#[test]
fn the_capacity_changes_during_a_run() {
    let processes = Processes::new();
    let world = processes.world();
    let desk = Resource::new(&world, "desk", 2);
    let log = Log::default();
    let job = |at: f64, name: &'static str, length: Span| {
        let (world, desk, log) = (world.clone(), desk.clone(), Rc::clone(&log));
        processes.world().spawn(async move {
            world.hold(minutes(at)).await;
            let unit = desk.seize().await;
            note(&log, &world, format!("{name} starts"));
            world.hold(length).await;
            unit.release();
            note(&log, &world, format!("{name} ends"));
        });
    };
    job(0.0, "a", minutes(10.0));
    job(0.0, "b", minutes(11.0));
    job(1.0, "c", minutes(4.0));
    job(1.0, "d", minutes(2.0));
    job(14.0, "e", minutes(1.0));
    let (changes, clock) = (desk.clone(), world.clone());
    world.spawn(async move {
        for (at, capacity) in [(2.0, 1), (12.0, 3), (13.0, 0), (20.0, 1)] {
            clock.hold(Time::ZERO + minutes(at) - clock.now()).await;
            changes.set_capacity(capacity);
            assert_eq!(changes.capacity(), capacity);
        }
    });
    let mut sim = Simulation::new(processes);
    assert_eq!(sim.run(), Ended::Empty);
    let wanted = [
        (0.0, "a starts"),
        (0.0, "b starts"),
        (10.0, "a ends"), // one is held and one there is: nobody starts
        (11.0, "b ends"),
        (11.0, "c starts"),
        (12.0, "d starts"),
        (14.0, "d ends"),
        (15.0, "c ends"),
        (20.0, "e starts"),
        (21.0, "e ends"),
    ];
    let log: Vec<(f64, String)> = log.take();
    assert!(
        log.iter().map(|(at, what)| (*at, what.as_str())).eq(wanted),
        "{log:?}"
    );
    assert_eq!((desk.idle(), desk.waiting()), (1, 0));
    let waits = desk.waits();
    assert_eq!((waits.count(), waits.max()), (5, Some(11.0)));
}

/// One unit closes and its holder finishes. Nothing is taken from that one, because the unit could not be used; the other is.
#[test]
fn a_unit_that_stops_is_not_taken_in_vain() {
    let processes = Processes::new();
    let world = processes.world();
    let desk = Pool::new(&world, "desk", 2);
    let log = Log::default();
    for name in ["a", "b"] {
        let (world, desk, log) = (world.clone(), desk.clone(), Rc::clone(&log));
        processes.world().spawn(async move {
            let unit = desk.seize_with(1, 5).await;
            let held = world.interruptible(world.hold(minutes(10.0))).await;
            note(&log, &world, format!("{name} {held:?}"));
            drop(unit);
        });
    }
    let (urgent, clock, noted) = (desk.clone(), world.clone(), Rc::clone(&log));
    world.spawn(async move {
        clock.hold(minutes(1.0)).await;
        assert!(urgent.stop(1, Cause::Closed, OnStop::Finish).is_none());
        let unit = urgent.preempt(0, OnPreempt::Leave).await;
        note(&noted, &clock, "urgent starts");
        drop(unit);
    });
    assert_eq!(Simulation::new(processes).run(), Ended::Empty);
    let ended = |at, name: &str, how: Result<(), Interrupt>| (at, format!("{name} {how:?}"));
    let wanted = [
        (1.0, "urgent starts".to_owned()),
        ended(1.0, "a", Err(Interrupt::Preempted)),
        ended(10.0, "b", Ok(())),
    ];
    assert_eq!(log.take(), wanted);
}

/// Between two runs the clock of the processes is behind, until somebody acts on them by the calendar.
#[test]
fn processes_are_acted_on_between_runs() {
    let processes = Processes::new();
    let world = processes.world();
    let log = Log::default();
    let (here, noted) = (world.clone(), Rc::clone(&log));
    let sleeper = world.spawn(async move {
        let woken = here.interruptible(here.hold(minutes(100.0))).await;
        note(&noted, &here, format!("{woken:?}"));
    });
    let mut sim = Simulation::new(processes);
    assert_eq!(sim.run_until(Time::ZERO + minutes(10.0)), Ended::Time);
    assert!(sim.act(|processes, cal| processes.act(cal, |_| sleeper.interrupt(1))));
    assert_eq!(world.now(), Time::ZERO + minutes(10.0));
    assert_eq!(sim.run(), Ended::Empty);
    assert_eq!(log.take(), [(10.0, "Err(Sent(1))".to_owned())]);
}
