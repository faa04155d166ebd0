//! Units that stop, a capacity that changes, and what processes make of it.

use cetak::process::{Pool, Resource, Signal};
use cetak::resource::{Cause, Key, OnPreempt, OnStop};

use crate::support::{Told, play, span};

/// A machine with work of 10 breaks from 3 to 8, which its process is told; it closes at 9 and finishes.
#[test]
fn a_unit_stops_for_causes() {
    let log = play(|here| {
        let pool = Pool::new(&here.world, "machine", 1);
        let (machine, seen) = (pool.clone(), pool.clone());
        let job = here.from(0, async move |here| {
            let unit = machine.seize().await;
            assert_eq!(here.interruptible_hold(10).await, Err(Told::Sent(1)));
            here.note("breaks");
            assert!(here.interruptible_hold(100).await.is_err());
            here.note("goes on");
            here.hold(7).await;
            drop(unit);
        });
        let told = job.clone();
        here.from(3, async move |here| {
            let holder = pool
                .stop(0, Cause::Broken, OnStop::Resume)
                .expect("it is held");
            assert!(holder == told && holder.interrupt(1));
            assert_eq!(pool.holder(0), Some(told.clone()));
            here.hold(5).await;
            assert_eq!(pool.why_not(0), [(Cause::Broken, span(5))]);
            assert!(
                pool.resume(0, Cause::Broken)
                    .is_some_and(|holder| holder.interrupt(2))
            );
            here.hold(1).await;
            assert!(pool.stop(0, Cause::Closed, OnStop::Finish).is_none());
        });
        let late = seen.clone();
        here.from(20, async move |here| {
            assert_eq!(seen.idle(), 0, "it is closed");
            assert_eq!(seen.units_busy().integral(here.world.now()), 10.0 * 60.0);
            assert_eq!(seen.overtime().integral(here.world.now()), 6.0 * 60.0);
            // Four of the nine minutes in which it was open.
            assert!((seen.utilisation().expect("it was open") - 4.0 / 9.0).abs() < 1e-12);
            assert!(seen.resume(0, Cause::Closed).is_none());
        });
        here.from(19, async move |here| {
            let _unit = late.seize().await;
            here.note("opens");
        });
    });
    assert_eq!(log, [(3, "breaks"), (8, "goes on"), (20, "opens")]);
}

/// Ten minutes from 1: until 15 if work goes on where it was, until 19 if it begins anew.
#[test]
fn a_machine_that_is_off_from_5_to_9() {
    for (restart, end) in [(false, 15), (true, 19)] {
        let log = play(|here| {
            let back = Signal::new(&here.world, "back");
            let mended = back.clone();
            let job = here.from(1, async move |here| {
                let mut left = span(10);
                loop {
                    let began = here.world.now();
                    let work = here.world.hold(left);
                    match here.world.interruptible(work).await {
                        Ok(()) => break,
                        Err(_) if restart => left = span(10),
                        Err(_) => left -= here.world.now() - began,
                    }
                    back.wait().await;
                }
                here.note("ends");
            });
            here.from(5, async move |here| {
                assert!(job.interrupt(1));
                here.hold(4).await;
                mended.notify();
            });
        });
        assert_eq!(log, [(end, "ends")]);
    }
}

/// Two units, held for 10 and 11 from 0; two more wait from 1. Capacity 1 from 2, 3 from 12, 0 from 13, 1 from 20.
#[test]
fn the_capacity_changes_during_a_run() {
    let log = play(|here| {
        let desk = Resource::new(&here.world, "desk", 2);
        for (minute, starts, ends, length) in [
            (0, "a starts", "a ends", 10),
            (0, "b starts", "b ends", 11),
            (1, "c starts", "c ends", 4),
            (1, "d starts", "d ends", 2),
            (14, "e starts", "e ends", 1),
        ] {
            let desk = desk.clone();
            here.from(minute, async move |here| {
                let unit = desk.seize().await;
                here.note(starts);
                here.hold(length).await;
                unit.release();
                here.note(ends);
            });
        }
        for (minute, capacity) in [(2, 1), (12, 3), (13, 0), (20, 1)] {
            let desk = desk.clone();
            here.from(minute, async move |_| {
                desk.set_capacity(capacity);
                assert_eq!(desk.capacity(), capacity);
            });
        }
        here.from(21, async move |here| {
            here.hold(0).await;
            assert_eq!((desk.idle(), desk.waiting()), (1, 0));
            let waits = desk.waits();
            assert_eq!((waits.count(), waits.max()), (5, Some(11.0)));
        });
    });
    let wanted = [
        (0, "a starts"),
        (0, "b starts"),
        (10, "a ends"), // one is held and one there is: nobody starts
        (11, "b ends"),
        (11, "c starts"),
        (12, "d starts"),
        (14, "d ends"),
        (15, "c ends"),
        (20, "e starts"),
        (21, "e ends"),
    ];
    assert_eq!(log, wanted);
}

/// One unit closes and its holder finishes. Nothing is taken from that one, because the unit could not be used; the other is.
#[test]
fn a_unit_that_stops_is_not_taken_in_vain() {
    let log = play(|here| {
        let desk = Pool::new(&here.world, "desk", 2);
        for (name, told) in [("a", Err(Told::Preempted)), ("b", Ok(()))] {
            let desk = desk.clone();
            here.from(0, async move |here| {
                let _unit = desk.seize_with(1, Key(5)).await;
                assert_eq!(here.interruptible_hold(10).await, told);
                here.note(name);
            });
        }
        here.from(1, async move |here| {
            assert!(desk.stop(1, Cause::Closed, OnStop::Finish).is_none());
            let _unit = desk.preempt(Key(0), OnPreempt::Leave).await;
            here.note("urgent starts");
        });
    });
    assert_eq!(log, [(1, "urgent starts"), (1, "a"), (10, "b")]);
}
