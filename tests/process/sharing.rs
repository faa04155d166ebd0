//! Servers that work on all processes at once, and servers that serve several together.

use cetak::engine::{Ended, Simulation};
use cetak::process::{BatchServer, Processes, ProcessorSharing, Refusal, race};
use cetak::resource::{Key, Request};
use cetak::time::minutes;

use crate::support::{Here, at, play, span};

#[test]
fn each_job_gets_an_equal_share_and_who_leaves_gives_its_own_back() {
    let log = play(|here| {
        let cpu = ProcessorSharing::new(&here.world, "cpu", 1);
        for (minute, work, name) in [(0, 6, "first"), (0, 12, "second")] {
            let cpu = cpu.clone();
            here.from(minute, async move |here| {
                cpu.work(span(work)).await;
                here.note(name);
            });
        }
        let line = cpu.clone();
        here.from(2, async move |here| {
            // At 8 the first has done 1 + 2, this one 2, and it gives up.
            assert!(
                here.world
                    .timeout(span(6), line.work(span(50)))
                    .await
                    .is_err()
            );
            here.note("gives up");
        });
        here.from(30, async move |_| {
            assert_eq!((cpu.gave_up(), cpu.in_service()), (1, 0));
            // Done at 14 and 20: alone they take 6 and 12.
            assert_eq!(cpu.waits().mean(), Some(8.0));
            assert_eq!(cpu.utilisation(), Some(20.0 / 30.0));
        });
    });
    assert_eq!(log, [(8, "gives up"), (14, "first"), (20, "second")]);
}

#[test]
fn the_number_of_servers_may_change_and_at_none_nothing_is_done() {
    let log = play(|here| {
        let crew = ProcessorSharing::new(&here.world, "crew", 2);
        for name in ["a", "b"] {
            let crew = crew.clone();
            here.from(0, async move |here| {
                crew.work(span(10)).await;
                here.note(name);
            });
        }
        here.from(4, async move |here| {
            crew.set_servers(0);
            here.hold(6).await;
            assert_eq!((crew.servers(), crew.in_service()), (0, 2));
            crew.set_servers(1);
        });
    });
    assert_eq!(log, [(22, "a"), (22, "b")]);
}

/// The one that the timer wakes is stopped or interrupted, before the end of its job or in that very event.
#[test]
fn the_end_of_a_job_does_not_depend_on_who_is_woken() {
    for (minute, stops, ends) in [(4, true, 8), (4, false, 8), (12, true, 12), (12, false, 12)] {
        let log = play(|here| {
            let cpu = ProcessorSharing::new(&here.world, "cpu", 1);
            let line = cpu.clone();
            let first = here.from(0, async move |here| {
                let work = here.world.interruptible(line.work(span(6)));
                let _ = race(here.world.hold(span(30)), work).await;
            });
            // Scheduled before the end of the work.
            here.from(minute, async move |_| {
                let _ = if stops {
                    first.stop()
                } else {
                    first.interrupt(1)
                };
            });
            here.from(0, async move |here| {
                cpu.work(span(6)).await;
                here.note("second");
            });
        });
        assert_eq!(log, [(ends, "second")]);
    }
}

#[test]
fn work_that_nobody_does_is_a_deadlock_with_a_name() {
    let processes = Processes::new();
    let here = Here::of(&processes);
    let crew = ProcessorSharing::new(&here.world, "crew", 0);
    here.world
        .spawn_named("bed 1", async move { crew.work(minutes(1.0)).await });
    let mut sim = Simulation::new(processes);
    assert_eq!(sim.run(), Ended::Deadlock);
    let told = here.world.waiting()[0].to_string();
    assert_eq!(
        told,
        "bed 1 waits for the end of its work at crew since 0d 00:00:00"
    );
}

#[test]
fn a_batch_is_served_together_and_who_leaves_it_does_not_end_it() {
    let log = play(|here| {
        let kiln = BatchServer::new(&here.world, "kiln", 1, 2, 3, |pots| span(pots as i64));
        let pots = kiln.clone();
        here.from(0, async move |here| {
            // It leaves in the middle of its service; its ticket must not become that of another.
            assert!(here.world.timeout(span(3), pots.serve()).await.is_err());
            here.note("leaves");
            assert_eq!(pots.serve().await, 1);
            here.note("again");
        });
        let pots = kiln.clone();
        here.from(2, async move |here| {
            assert_eq!(pots.serve().await, 2);
            here.note("served");
        });
        let pots = kiln.clone();
        here.from(3, async move |here| {
            let patience = Request::default().until(at(3) + minutes(0.5));
            assert_eq!(pots.request(patience).await.err(), Some(Refusal::TimedOut));
            here.hold(1).await;
        });
        let pots = kiln.clone();
        here.from(8, async move |here| {
            assert!(pots.start(), "the one that waits");
            assert!(!pots.start(), "the kiln is busy");
            assert_eq!(pots.in_service(), 1);
            here.hold(20).await;
            assert_eq!((pots.gave_up(), pots.in_service()), (1, 0));
        });
    });
    assert_eq!(log, [(3, "leaves"), (4, "served"), (9, "again")]);
}

#[test]
fn who_is_in_a_batch_is_told_so() {
    let processes = Processes::new();
    let here = Here::of(&processes);
    let kiln = BatchServer::new(&here.world, "kiln", 1, 2, 2, |_| span(9));
    for name in ["a", "b", "c"] {
        let kiln = kiln.clone();
        here.world.spawn_named(name, async move {
            kiln.serve().await;
        });
    }
    let mut sim = Simulation::new(processes);
    assert_eq!(sim.run_until(at(5)), Ended::Time);
    let told = || -> Vec<String> {
        let waiting = here.world.waiting();
        waiting.iter().map(ToString::to_string).collect()
    };
    let wanted = [
        "a waits for the end of its batch of kiln since 0d 00:00:00",
        "b waits for the end of its batch of kiln since 0d 00:00:00",
        "c waits for a batch of kiln since 0d 00:00:00",
    ];
    assert_eq!(told(), wanted);
    assert_eq!(sim.run(), Ended::Deadlock);
    assert_eq!(told(), wanted[2..]);
}

#[test]
fn the_urgent_go_first_and_a_full_queue_refuses() {
    let log = play(|here| {
        let kiln = BatchServer::new(&here.world, "kiln", 1, 1, 1, |_| span(5)).with_queue_limit(2);
        for (minute, key, name) in [(0, 0, "first"), (1, 5, "late"), (2, 1, "urgent")] {
            let kiln = kiln.clone();
            here.from(minute, async move |here| {
                kiln.serve_with(Key(key)).await;
                here.note(name);
            });
        }
        here.from(3, async move |_| {
            let answer = kiln.request(Request::default()).await;
            assert_eq!((answer.err(), kiln.refused()), (Some(Refusal::Full), 1));
        });
    });
    assert_eq!(log, [(5, "first"), (10, "urgent"), (15, "late")]);
}

#[test]
fn a_clock_of_slots_stops_when_nobody_waits() {
    let processes = Processes::new();
    let here = Here::of(&processes);
    let ferry = BatchServer::slotted(&here.world, "ferry", span(20), 2);
    for minute in [5, 20, 20, 20, 130] {
        let ferry = ferry.clone();
        here.from(minute, async move |here| {
            ferry.serve().await;
            here.note("across");
            assert!(!ferry.start(), "it sails by the clock");
        });
    }
    let mut sim = Simulation::new(processes);
    assert_eq!((sim.run(), sim.now()), (Ended::Empty, at(160)));
    let minutes: Vec<i64> = here.log.take().iter().map(|(minute, _)| *minute).collect();
    assert_eq!(minutes, [40, 40, 60, 60, 160]);
    assert_eq!(ferry.utilisation(), Some(60.0 / 160.0));
}
