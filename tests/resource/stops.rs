//! Units that stop for one or more causes, and what becomes of the work on them.

use cetak::engine::Calendar;
use cetak::resource::{Cause, OnPreempt, OnStop, Opening, OpeningHours, Pool, Request};

use crate::support::{Event, Lab, at, minute_of, serve, span, started};

/// On from 0 to 5, off from 5 to 9; 10 of work from 1.
#[test]
fn off_from_5_to_9() {
    for (effect, end) in [
        (OnStop::Finish, 11),
        (OnStop::Resume, 15),
        (OnStop::Restart, 19),
    ] {
        let lab = Lab::new(1)
            .job(1, "j", 1, 10)
            .off(5, 0, Cause::Closed, effect)
            .on(9, 0, Cause::Closed);
        assert_eq!(lab.ends(), [("j", end)], "{effect:?}");
    }
    // Who comes at 6 starts at 9 and ends at 19.
    let lab = Lab::new(1)
        .off(5, 0, Cause::Closed, OnStop::Resume)
        .on(9, 0, Cause::Closed)
        .job(6, "j", 1, 10);
    assert_eq!(lab.run(), [(9, "j", "starts"), (19, "j", "ends")]);
}

/// Broken from 3 to 8, closed from 5 to 12, upgraded from 7 to 10: off from 3 to 12.
#[test]
fn several_causes_combine() {
    let lab = Lab::new(1)
        .job(1, "a", 1, 10)
        .job(2, "b", 1, 1)
        .off(3, 0, Cause::Broken, OnStop::Resume)
        .off(5, 0, Cause::Closed, OnStop::Resume)
        .off(7, 0, Cause::Upgrade, OnStop::Resume)
        .on(8, 0, Cause::Broken)
        .on(10, 0, Cause::Upgrade)
        .on(12, 0, Cause::Closed);
    let sim = lab.run_all();
    assert_eq!(sim.now(), at(21));
    // At work from 1 to 3 and from 12 to 21; closed, which is off duty, from 5 to 12.
    let share = sim.model().pool.utilisation(at(22)).expect("it was open");
    assert!((share - 11.0 / 15.0).abs() < 1e-12, "{share}");
    let wanted = [
        (1, "a", "starts"),
        (20, "a", "ends"),
        (20, "b", "starts"),
        (21, "b", "ends"),
    ];
    assert_eq!(sim.into_model().log, wanted);
}

#[test]
fn why_not_names_every_cause() {
    let mut pool: Pool<()> = Pool::new("printers", 2);
    assert_eq!(pool.stop(at(1), 1, Cause::Closed, OnStop::Finish), None);
    assert_eq!(pool.stop(at(2), 1, Cause::Broken, OnStop::Resume), None);
    let causes: Vec<_> = pool.why_not(at(5), 1).collect();
    assert_eq!(causes, [(Cause::Closed, span(4)), (Cause::Broken, span(3))]);
    assert_eq!(pool.why_not(at(5), 0).count(), 0);
    assert_eq!(pool.resume(at(6), 1, Cause::Closed).starts, []);
    let causes: Vec<_> = pool.why_not(at(6), 1).collect();
    assert_eq!(causes, [(Cause::Broken, span(4))]);
    assert_eq!(pool.idle(), 1);
}

#[test]
#[should_panic(expected = "at 0d 00:02:00: unit 0 of printers was stopped twice for Broken")]
fn the_same_cause_twice_panics() {
    let mut pool: Pool<()> = Pool::new("printers", 1);
    pool.stop(at(1), 0, Cause::Broken, OnStop::Resume);
    pool.stop(at(2), 0, Cause::Broken, OnStop::Resume);
}

/// It closes at 5 but finishes; broken from 6 to 9 it pauses, and goes on although it is closed.
#[test]
fn closing_lets_finish_what_a_breakdown_holds_up() {
    let lab = Lab::new(1)
        .job(1, "a", 1, 10)
        .job(2, "b", 1, 1)
        .off(5, 0, Cause::Closed, OnStop::Finish)
        .off(6, 0, Cause::Broken, OnStop::Resume)
        .on(9, 0, Cause::Broken)
        .on(30, 0, Cause::Closed);
    assert_eq!(lab.ends(), [("a", 14), ("b", 31)]);
    // The same where it opens again before the repair: 6 done by 7, 4 left from 12.
    let lab = Lab::new(1)
        .job(1, "a", 1, 10)
        .off(5, 0, Cause::Closed, OnStop::Finish)
        .off(7, 0, Cause::Broken, OnStop::Resume)
        .on(9, 0, Cause::Closed)
        .on(12, 0, Cause::Broken);
    assert_eq!(lab.ends(), [("a", 16)]);
}

/// Suspended at 5, and told at 7 to start anew: everything again from 12.
#[test]
fn what_is_suspended_can_be_told_to_restart() {
    let lab = Lab::new(1)
        .job(1, "a", 1, 10)
        .off(5, 0, Cause::Closed, OnStop::Resume)
        .off(7, 0, Cause::Broken, OnStop::Restart)
        .on(9, 0, Cause::Closed)
        .on(12, 0, Cause::Broken);
    assert_eq!(lab.ends(), [("a", 22)]);
}

/// Two units held together; each stops in turn: 0: 3-6, 1: 5-8. Work 10 from 0: done 3, on at 8, 7 left: 15.
#[test]
fn a_service_on_two_units_waits_for_both() {
    let lab = Lab::new(2)
        .job(0, "j", 2, 10)
        .off(3, 0, Cause::Broken, OnStop::Resume)
        .off(5, 1, Cause::Broken, OnStop::Resume)
        .on(6, 0, Cause::Broken)
        .on(8, 1, Cause::Broken);
    assert_eq!(lab.ends(), [("j", 15)]);
}

/// Work from 1 to 5, or from 1 to 11, and the unit stops at its very end. The stop is handled first.
#[test]
fn work_complete_at_the_instant_of_a_stop_is_done() {
    for (stops, work, resumes) in [(11, 10, 20), (5, 4, 9)] {
        for effect in [OnStop::Finish, OnStop::Resume, OnStop::Restart] {
            let lab = Lab::new(1)
                .off(stops, 0, Cause::Closed, effect)
                .on(resumes, 0, Cause::Closed)
                .job(1, "j", 1, work)
                .job(2, "next", 1, 1);
            assert_eq!(
                lab.ends(),
                [("j", stops), ("next", resumes + 1)],
                "{effect:?}"
            );
        }
    }
}

/// The same where the end is handled first.
#[test]
fn a_stop_after_the_end_of_the_work_keeps_out_the_next() {
    let lab = Lab::new(1)
        .job(1, "j", 1, 4)
        .job(2, "next", 1, 1)
        .plan(3, |_, cal| {
            let off = |lab: &mut Lab, cal: &mut Calendar<Event>| {
                let _ = lab.pool.stop(cal.now(), 0, Cause::Closed, OnStop::Resume);
            };
            cal.schedule_at(at(5), Event::Do(Box::new(off)));
        })
        .on(9, 0, Cause::Closed);
    // `next` starts in the release at 5 and is stopped at once: all of its work is left at 9.
    assert_eq!(lab.ends(), [("j", 5), ("next", 10)]);
}

#[test]
fn a_stop_can_ask_for_new_work() {
    let mut pool = Pool::new("pool", 1);
    serve(&mut pool, 0, 1, 0, 'a', 10);
    let paused = pool
        .stop(at(4), 0, Cause::Broken, OnStop::Resample)
        .expect("it pauses");
    assert_eq!(paused.remaining, None);
    let goes_on = pool.resume(at(6), 0, Cause::Broken);
    let [start] = goes_on.starts[..] else {
        panic!("one goes on");
    };
    assert_eq!((start.id, start.ends), (paused.id, None));
    assert_eq!(pool.serve(at(6), paused.id, span(7)), at(13));
    assert!(pool.release(at(13), paused.id).is_some());
}

#[test]
fn a_broken_unit_hands_its_work_to_another() {
    let mut pool = Pool::new("printers", 2);
    let a = started(pool.request(at(0), 1, Request::default(), 'a'));
    assert_eq!(pool.units(a.id), Some(&[0][..]));
    pool.serve(at(0), a.id, span(10));
    let paused = pool.stop(at(4), 0, Cause::Broken, OnStop::Resume);
    let id = paused.expect("at work").id;
    let (moved, changes) = pool.displace(at(4), id, OnPreempt::Resume).expect("held");
    let starts = changes.starts;
    assert_eq!((moved.was, moved.remaining), (id, Some(span(6))));
    assert_eq!(starts[0].ends, Some(at(10)));
    assert_eq!(pool.holder(1), Some(starts[0].id));
    assert_eq!((pool.holder(0), pool.idle()), (None, 0));
    assert!(pool.release(at(10), a.id).is_none());
    assert!(pool.release(at(10), starts[0].id).is_some());
}

/// Opening hours from data: 0-5 and 9-30, as a user would drive a pool of two with them.
#[test]
fn opening_hours_drive_a_pool() {
    let hours = OpeningHours::new([
        Opening {
            open: at(0),
            close: at(5),
        },
        Opening {
            open: at(9),
            close: at(30),
        },
    ])
    .unwrap();
    let mut lab = Lab::new(2).job(1, "j", 1, 10).job(4, "k", 1, 2);
    let w = hours.openings().to_vec();
    for pair in w.windows(2) {
        for unit in 0..2 {
            lab = lab.off(
                minute_of(pair[0].close),
                unit,
                Cause::Closed,
                OnStop::Resume,
            );
            lab = lab.on(minute_of(pair[1].open), unit, Cause::Closed);
        }
    }
    assert_eq!(lab.ends(), [("k", 10), ("j", 15)]);
    assert_eq!(hours.after_open(at(1), span(10)), Some(at(15)));
}
