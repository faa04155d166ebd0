//! Units that are taken from one customer for another: from whom, and what becomes of those.

use cetak::resource::{After, OnPreempt, Pool, Request, Seized};

use crate::support::{Lab, at, serve, span, started};

/// low: 10 from 0. high: 3 at 4, pre-empts.
#[test]
fn the_rules_of_pre_emption() {
    let run = |rule| {
        Lab::new(1)
            .job(0, "low", 1, 10)
            .urgent(4, "high", 1, 3, 1, rule)
            .ends()
    };
    assert_eq!(run(OnPreempt::Resume), [("high", 7), ("low", 13)]);
    assert_eq!(run(OnPreempt::Restart), [("high", 7), ("low", 17)]);
    assert_eq!(run(OnPreempt::Leave), [("high", 7)]);
    // new work of 5, drawn while it was away
    let lab = Lab::new(1)
        .job(0, "low", 1, 10)
        .urgent(4, "high", 1, 3, 1, OnPreempt::Resample)
        .plan(5, |lab, _| {
            lab.work.insert("low", 5);
        });
    assert_eq!(lab.ends(), [("high", 7), ("low", 12)]);
}

/// low 10 @0, mid 10 @2, high 1 @3: high 3..4, mid has done 1, 9 left: 13; low has done 2, 8 left: 21.
#[test]
fn pre_emption_within_pre_emption() {
    let lab = Lab::new(1)
        .job(0, "low", 1, 10)
        .urgent(2, "mid", 1, 10, 1, OnPreempt::Resume)
        .urgent(3, "high", 1, 1, 2, OnPreempt::Resume);
    assert_eq!(lab.ends(), [("high", 4), ("mid", 13), ("low", 21)]);
}

/// Who is interrupted keeps its place before those who came later, and its units that are not needed go to the next.
#[test]
fn the_last_and_least_urgent_yields_first() {
    let lab = Lab::new(4)
        .job(0, "a", 1, 20)
        .job(1, "b", 3, 20)
        .job(2, "c", 1, 1)
        .urgent(4, "u", 2, 5, 1, OnPreempt::Resume);
    let wanted = [
        (0, "a", "starts"),
        (1, "b", "starts"),
        (4, "b", "yields"),
        (4, "u", "starts"),
        (9, "u", "ends"),
        (20, "a", "ends"),
        (20, "c", "starts"),
        (21, "c", "ends"),
        (26, "b", "ends"),
    ];
    assert_eq!(lab.run(), wanted);
}

/// Two units are needed; `one` is the least urgent and holds 1, `two` holds 2, which is enough.
#[test]
fn pre_emption_takes_no_more_than_need_be() {
    let mut pool = Pool::new("pool", 3);
    let two = started(pool.request(at(0), 2, Request::key(8), "two"));
    let one = started(pool.request(at(0), 1, Request::key(9), "one"));
    pool.serve(at(0), two.id, span(10));
    pool.serve(at(0), one.id, span(10));
    let taken = pool.preempt(at(9), 2, Request::key(0), "urgent", OnPreempt::Restart);
    assert!(matches!(taken.answer, Seized::Starts(_)));
    let was: Vec<_> = taken
        .displaced
        .iter()
        .map(|displaced| displaced.was)
        .collect();
    assert_eq!(was, [two.id]);
    assert_eq!(pool.item(one.id), Some(&"one"));
}

#[test]
fn too_few_to_take_is_nothing_taken() {
    let mut pool = Pool::new("beds", 2);
    let _ = pool.request(at(0), 1, Request::priority(5), 'a');
    let _ = pool.request(at(0), 1, Request::priority(0), 'b');
    let taken = pool.preempt(at(1), 2, Request::priority(1), 'u', OnPreempt::Leave);
    assert!(matches!(taken.answer, Seized::Waits(_)));
    assert_eq!((taken.displaced, pool.in_service()), (vec![], 2));
}

/// A full queue refuses the urgent one, and then nothing is taken for it.
#[test]
fn who_is_refused_displaces_nobody() {
    let mut pool = Pool::new("pool", 2).with_queue_limit(0);
    let a = started(pool.request(at(0), 1, Request::key(5), "a"));
    let b = started(pool.request(at(0), 1, Request::key(5), "b"));
    pool.serve(at(0), a.id, span(10));
    pool.serve(at(0), b.id, span(20));
    let taken = pool.preempt(at(10), 2, Request::key(0), "urgent", OnPreempt::Resume);
    assert_eq!(taken.answer, Seized::Refused("urgent"));
    assert!(taken.displaced.is_empty() && pool.in_service() == 2);
}

/// `low` is complete at 10, when `high` comes and is handled first.
#[test]
fn work_complete_at_the_instant_of_a_pre_emption_is_done() {
    let lab = Lab::new(1)
        .urgent(10, "high", 1, 3, 1, OnPreempt::Restart)
        .job(0, "low", 1, 10);
    assert_eq!(lab.ends(), [("low", 10), ("high", 13)]);
}

/// `a` is complete at 10, `b` is not; `urgent` needs both units at 10, whichever event is handled first.
#[test]
fn pre_emption_of_one_besides_the_unit_of_another_that_ends() {
    for urgent_first in [true, false] {
        let mut pool = Pool::new("pool", 2);
        let a = started(pool.request(at(0), 1, Request::key(5), "a"));
        let b = started(pool.request(at(0), 1, Request::key(5), "b"));
        pool.serve(at(0), a.id, span(10));
        pool.serve(at(0), b.id, span(20));
        let urgent = Request::key(0);
        let (displaced, start) = if urgent_first {
            let taken = pool.preempt(at(10), 2, urgent, "urgent", OnPreempt::Resume);
            assert!(matches!(taken.answer, Seized::Waits(_)) && taken.starts.is_empty());
            let released = pool.release(at(10), a.id).expect("its name is good");
            assert_eq!((released.item, released.starts.len()), ("a", 1));
            (taken.displaced, released.starts[0])
        } else {
            assert!(pool.release(at(10), a.id).is_some());
            let taken = pool.preempt(at(10), 2, urgent, "urgent", OnPreempt::Resume);
            (taken.displaced, started(taken.answer))
        };
        let was: Vec<_> = displaced.iter().map(|displaced| displaced.was).collect();
        assert_eq!(was, [b.id]);
        assert_eq!(pool.item(start.id), Some(&"urgent"));
        pool.serve(at(10), start.id, span(3));
        let released = pool.release(at(13), start.id).expect("its name is good");
        assert_eq!(released.starts[0].ends, Some(at(23)));
    }
}

#[test]
fn a_wait_after_an_interruption_has_another_name() {
    let mut pool = Pool::new("desk", 1);
    let _ = pool.request(at(0), 1, Request::default(), 'a');
    let Seized::Waits(first_wait) = pool.request(at(0), 1, Request::key(5), 'b') else {
        panic!("busy");
    };
    let a = pool.holder(0).expect("a");
    let b = pool.release(at(1), a).expect("a").starts[0].id;
    let taken = pool.preempt(at(2), 1, Request::default(), 'u', OnPreempt::Resume);
    assert_eq!(taken.displaced[0].was, b);
    assert_eq!(pool.withdraw(at(3), first_wait), None);
    let After::Waits(wait) = taken.displaced[0].after else {
        panic!("it waits");
    };
    assert_eq!(pool.withdraw(at(3), wait).expect("waits").item, 'b');
}

/// Who is displaced finds a place beyond the limit, and is not pushed out.
#[test]
fn one_who_was_served_once_is_not_pushed_out() {
    let mut pool = Pool::new("pool", 1).with_queue_limit(1).with_push_out();
    serve(&mut pool, 0, 1, 9, 'h', 10);
    let _ = started(
        pool.preempt(at(1), 1, Request::key(0), 'c', OnPreempt::Resume)
            .answer,
    );
    assert_eq!(
        pool.request(at(2), 1, Request::key(5), 'd'),
        Seized::Refused('d')
    );
    assert_eq!(pool.waiting(), 1);
}
