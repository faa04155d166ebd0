//! Claims to units that others hold, full queues that push out the less urgent, time on duty: values by hand.

use cetak::resource::{
    After, Cause, Changes, Displaced, OnPreempt, OnStop, Pool, Request, Resource, Seized,
    ServiceId, Start, Statistics, Stock, UnitStatistics, WaitId,
};
use cetak::stats::{Levels, Shape};
use cetak::time::{Span, Time, minutes};

fn at(minute: i64) -> Time {
    Time::ZERO + minutes(1.0) * minute
}

fn span(minute: i64) -> Span {
    minutes(1.0) * minute
}

fn starts<T: std::fmt::Debug>(answer: Seized<Start, T>) -> ServiceId {
    match answer {
        Seized::Starts(start) => start.id,
        other => panic!("it starts: {other:?}"),
    }
}

fn waits<S: std::fmt::Debug, T: std::fmt::Debug>(answer: Seized<S, T>) -> WaitId {
    match answer {
        Seized::Waits(wait) => wait,
        other => panic!("it waits: {other:?}"),
    }
}

/// One starts with so many minutes of work.
fn serve(
    pool: &mut Pool<char>,
    minute: i64,
    units: usize,
    key: i64,
    who: char,
    work: i64,
) -> ServiceId {
    let id = starts(pool.request(at(minute), units, Request::key(key), who));
    pool.serve(at(minute), id, span(work));
    id
}

fn who(pool: &Pool<char>, starts: &[Start]) -> Vec<(char, Option<Time>)> {
    let of = |start: &Start| (*pool.item(start.id).expect("it starts"), start.ends);
    starts.iter().map(of).collect()
}

/// The holder has 5 minutes of work and is interrupted at 2, in the event in which one claims its unit for 20 minutes. It
/// answers by one minute more, which the claim may cut short.
#[test]
fn a_claim_is_met_when_the_holder_can_be_interrupted() {
    let mut pool = Pool::new("machine", 1);
    let holder = serve(&mut pool, 0, 1, 10, 'h', 5);
    assert!(pool.shield(holder), "it is being interrupted");
    let claim = pool.preempt(at(2), 1, Request::key(0), 'c', OnPreempt::Resume);
    assert!(claim.displaced.is_empty() && claim.starts.is_empty());
    waits(claim.answer);
    pool.serve(at(2), holder, span(1));
    let changes = pool.expose(at(2), holder);
    assert_eq!(who(&pool, &changes.starts), [('c', None)]);
    assert_eq!(changes.displaced[0].was, holder);
    assert_eq!(changes.displaced[0].remaining, Some(span(1)));
    let claimant = changes.starts[0].id;
    assert_eq!(pool.serve(at(2), claimant, span(20)), at(22));
    let released = pool.release(at(22), claimant).expect("its end");
    assert_eq!(who(&pool, &released.starts), [('h', Some(at(23)))]);
    // It waited from 2 to 22, after a first wait of nothing.
    assert_eq!((pool.waits().count(), pool.waits().max()), (2, Some(0.0)));
    let again = pool.waits_again();
    assert_eq!((again.count(), again.max()), (1, Some(20.0)));
}

fn both_claimed() -> (Pool<char>, [ServiceId; 2], WaitId) {
    let mut pool = Pool::new("pool", 2);
    let a = serve(&mut pool, 0, 1, -1, 'a', 10);
    let b = serve(&mut pool, 0, 1, 5, 'b', 100);
    let claim = pool.preempt(at(1), 2, Request::key(0), 'c', OnPreempt::Resume);
    assert!(claim.displaced.is_empty(), "not enough can be taken");
    assert_eq!(pool.claims(), 1);
    (pool, [a, b], waits(claim.answer))
}

fn takes_from_b(pool: &Pool<char>, b: ServiceId, displaced: &[Displaced<char>], starts: &[Start]) {
    assert_eq!(displaced.len(), 1);
    assert_eq!(displaced[0].was, b);
    assert_eq!(displaced[0].rule, OnPreempt::Resume);
    assert!(matches!(displaced[0].after, After::Waits(_)));
    assert_eq!(who(pool, starts), [('c', None)]);
    assert_eq!(pool.claims(), 0);
}

/// `a`, more urgent, holds a unit until 10, `b`, less urgent, the other until 100. The claim to both is met at 10.
#[test]
fn a_claim_is_met_at_a_release() {
    let (mut pool, [a, b], _) = both_claimed();
    let released = pool.release(at(10), a).expect("its end");
    takes_from_b(&pool, b, &released.displaced, &released.starts);
    assert_eq!(released.displaced[0].remaining, Some(span(90)));
}

#[test]
fn a_claim_is_met_when_units_are_added() {
    let (mut pool, [_, b], _) = both_claimed();
    let Changes {
        displaced, starts, ..
    } = pool.add_units(at(3), 1);
    takes_from_b(&pool, b, &displaced, &starts);
}

/// The third unit was broken when the claim came.
#[test]
fn a_claim_is_met_when_a_unit_works_again() {
    let mut pool = Pool::new("pool", 3);
    assert!(pool.stop(at(0), 2, Cause::Broken, OnStop::Resume).is_none());
    serve(&mut pool, 0, 1, -1, 'a', 10);
    let b = serve(&mut pool, 0, 1, 5, 'b', 100);
    waits(
        pool.preempt(at(1), 2, Request::key(0), 'c', OnPreempt::Resume)
            .answer,
    );
    let Changes {
        displaced, starts, ..
    } = pool.resume(at(4), 2, Cause::Broken);
    takes_from_b(&pool, b, &displaced, &starts);
}

/// The unit that the claim may take is the one that works again: its holder does not go on before it is displaced.
#[test]
fn a_claim_is_met_by_the_unit_that_works_again() {
    let mut pool = Pool::new("pool", 1);
    let b = serve(&mut pool, 0, 1, 5, 'b', 100);
    let paused = pool
        .stop(at(1), 0, Cause::Broken, OnStop::Resume)
        .expect("b pauses");
    assert_eq!(paused.was, b);
    waits(
        pool.preempt(at(2), 1, Request::key(0), 'c', OnPreempt::Resume)
            .answer,
    );
    let Changes {
        displaced, starts, ..
    } = pool.resume(at(4), 0, Cause::Broken);
    takes_from_b(&pool, paused.id, &displaced, &starts);
    assert_eq!(displaced[0].remaining, Some(span(99)));
}

/// A request without a claim stands first and is withdrawn.
#[test]
fn a_claim_is_met_when_one_before_it_is_withdrawn() {
    let mut pool = Pool::new("pool", 2);
    serve(&mut pool, 0, 1, -1, 'a', 10);
    let b = serve(&mut pool, 0, 1, 5, 'b', 100);
    let first = waits(pool.request(at(1), 2, Request::key(-2), 'f'));
    waits(
        pool.preempt(at(1), 1, Request::key(0), 'c', OnPreempt::Resume)
            .answer,
    );
    let gone = pool.withdraw(at(3), first).expect("it waits");
    takes_from_b(&pool, b, &gone.displaced, &gone.starts);
    assert_eq!((gone.item, pool.gave_up()), ('f', 1));
}

#[test]
fn a_claim_that_is_withdrawn_takes_nothing() {
    let (mut pool, [a, b], claim) = both_claimed();
    let gone = pool.withdraw(at(2), claim).expect("it waits");
    assert!(gone.displaced.is_empty() && gone.starts.is_empty());
    assert_eq!(pool.claims(), 0);
    assert!(
        pool.release(at(10), a)
            .expect("its end")
            .displaced
            .is_empty()
    );
    assert_eq!(pool.item(b), Some(&'b'));
}

/// One holds both pools. Each is claimed at 3, and both claims are met then.
#[test]
fn a_holder_of_two_pools_is_displaced_from_both() {
    let mut pools = ["saw", "drill"].map(|name| Pool::new(name, 1));
    let held = pools.each_mut().map(|pool| serve(pool, 0, 1, 10, 'h', 50));
    for (pool, held) in pools.iter_mut().zip(held) {
        let claim = pool.preempt(at(3), 1, Request::key(0), 'c', OnPreempt::Leave);
        assert_eq!(claim.displaced[0].was, held);
        assert_eq!(claim.displaced[0].after, After::Left('h'));
        starts(claim.answer);
    }
}

/// Room for two. The less urgent of those who wait goes, the last of equals; not one past its deadline, and nobody for
/// an equal.
#[test]
fn the_urgent_push_the_less_urgent_out_of_a_full_queue() {
    let mut clerk = Resource::new("clerk", 1)
        .with_queue_limit(2)
        .with_push_out();
    assert_eq!(clerk.seize(at(0), 'a'), Some('a'));
    waits(clerk.request(at(0), Request::key(5), 'b'));
    waits(clerk.request(at(0), Request::key(5), 'c'));
    assert_eq!(
        clerk.request(at(1), Request::key(5), 'd'),
        Seized::Refused('d')
    );
    let Seized::Replaces(wait, 'c') = clerk.request(at(1), Request::key(1), 'e') else {
        panic!("c goes");
    };
    assert_eq!(
        (clerk.refused(), clerk.pushed_out(), clerk.waiting()),
        (1, 1, 2)
    );
    assert!(clerk.waiters().eq(&['e', 'b']));
    assert_eq!(clerk.withdraw(at(2), wait), Some('e'));
    assert_eq!(clerk.gave_up(), 1);
    assert_eq!(clerk.release(at(3)), Some('b'));
    clerk.reset_statistics(at(3));
    assert_eq!(
        (clerk.refused(), clerk.pushed_out(), clerk.gave_up()),
        (0, 0, 0)
    );
}

/// Who is displaced finds a place beyond the limit, and is not pushed out.
#[test]
fn one_who_was_served_once_is_not_pushed_out() {
    let mut pool = Pool::new("pool", 1).with_queue_limit(1).with_push_out();
    serve(&mut pool, 0, 1, 9, 'h', 10);
    starts(
        pool.preempt(at(1), 1, Request::key(0), 'c', OnPreempt::Resume)
            .answer,
    );
    assert_eq!(
        pool.request(at(2), 1, Request::key(5), 'd'),
        Seized::Refused('d')
    );
    assert_eq!(pool.waiting(), 1);
}

/// A claim that is pushed out is no claim any more.
#[test]
fn a_claim_can_be_pushed_out() {
    let mut pool = Pool::new("pool", 2).with_queue_limit(1).with_push_out();
    let a = serve(&mut pool, 0, 1, -5, 'a', 10);
    let b = serve(&mut pool, 0, 1, 5, 'b', 100);
    waits(
        pool.preempt(at(1), 2, Request::key(0), 'c', OnPreempt::Resume)
            .answer,
    );
    let Seized::Replaces(_, 'c') = pool.request(at(2), 2, Request::key(-1), 'd') else {
        panic!("c goes");
    };
    assert_eq!(pool.claims(), 0);
    assert!(
        pool.release(at(10), a)
            .expect("its end")
            .displaced
            .is_empty()
    );
    let released = pool.release(at(100), b).expect("its end");
    assert_eq!(who(&pool, &released.starts), [('d', None)]);
}

/// Two units, busy 3 and 1 of 10 minutes; from 10 on one is off duty, and the other busy 4 of 5.
#[test]
fn utilisation_is_of_the_time_on_duty() {
    let watch = (Statistics::new(2), UnitStatistics::new(2));
    let mut pool = Pool::watched("pool", 2, watch);
    let mut use_for = |from: i64, work: i64| {
        let id = starts(pool.request(at(from), 1, Request::default(), ()));
        pool.serve(at(from), id, span(work));
        (id, at(from + work))
    };
    let (first, second) = (use_for(0, 3), use_for(0, 1));
    for (id, end) in [second, first] {
        assert!(pool.release(end, id).is_some());
    }
    assert!(
        pool.stop(at(10), 1, Cause::OffShift, OnStop::Finish)
            .is_none()
    );
    let id = starts(pool.request(at(10), 1, Request::default(), ()));
    pool.serve(at(10), id, span(4));
    assert!(pool.release(at(14), id).is_some());
    let (all, each) = pool.watch();
    let share = all.utilisation(at(15)).expect("they were on duty");
    assert!((share - 0.32).abs() < 1e-12, "{share}");
    assert_eq!(each.utilisation(at(15), 0), Some(7.0 / 15.0));
    assert_eq!(each.utilisation(at(15), 1), Some(1.0 / 10.0));
    assert_eq!(all.overtime().integral(at(15)), 0.0);

    let mut clerks = Resource::new("clerks", 2);
    assert!(clerks.seize(at(0), ()).is_some() && clerks.seize(at(0), ()).is_some());
    assert!(clerks.release(at(1)).is_none() && clerks.release(at(3)).is_none());
    assert!(clerks.set_capacity(at(10), 1).is_empty());
    assert!(clerks.seize(at(10), ()).is_some());
    assert!(clerks.release(at(14)).is_none());
    assert_eq!(clerks.utilisation(at(15)), Some(share));
}

/// A broken unit is on duty. One that closes finishes in overtime, which is in no share; then it resumes duty at work.
#[test]
fn overtime_is_a_figure_of_its_own() {
    let watch = (Statistics::new(1), UnitStatistics::new(1));
    let mut pool = Pool::watched("pool", 1, watch);
    let id = starts(pool.request(at(0), 1, Request::default(), ()));
    pool.serve(at(0), id, span(20));
    assert!(pool.stop(at(5), 0, Cause::Closed, OnStop::Finish).is_none());
    let paused = pool
        .stop(at(7), 0, Cause::Broken, OnStop::Resume)
        .expect("it pauses");
    let goes_on = pool.resume(at(9), 0, Cause::Broken);
    assert_eq!(goes_on.starts[0].id, paused.id);
    assert!(pool.resume(at(12), 0, Cause::Closed).starts.is_empty());
    let (all, each) = pool.watch();
    // Overtime from 5 to 7 and 9 to 12; on duty from 0 to 5 and 12 to 15, all at work.
    assert_eq!(all.overtime().integral(at(15)), 5.0 * 60.0);
    assert_eq!(all.utilisation(at(15)), Some(1.0));
    assert_eq!(
        (each.utilisation(at(15), 0), each.overtime(at(15), 0)),
        (Some(1.0), Some(span(5)))
    );
    assert_eq!(all.servers_busy().integral(at(15)), 13.0 * 60.0);

    let mut pool = Pool::new("pool", 1);
    let id = starts(pool.request(at(0), 1, Request::default(), ()));
    assert!(pool.stop(at(5), 0, Cause::Broken, OnStop::Resume).is_some());
    assert!(pool.release(at(5), id).is_none(), "its name has changed");
    assert_eq!(pool.utilisation(at(10)), Some(0.5));
}

#[test]
fn shape_and_levels_are_watched_where_they_are_asked_for() {
    let mut clerk = Resource::watched("clerk", 1, Shape::new());
    assert!(clerk.seize(at(0), ()).is_some());
    assert!(clerk.seize(at(0), ()).is_none() && clerk.seize(at(0), ()).is_none());
    assert!(clerk.release(at(1)).is_some() && clerk.release(at(5)).is_some());
    // Waits of 0, 1 and 5 around 2: squares 14, cubes 18.
    let skewness = (18.0 / 3.0) / (14.0_f64 / 3.0).powf(1.5);
    assert!((clerk.watch().skewness().expect("they differ") - skewness).abs() < 1e-12);

    let mut blanks = Stock::watched("blanks", 4, Levels::new(at(0), 4.0));
    assert!(blanks.take(at(1), 4));
    blanks.put(at(3), 2);
    assert_eq!(
        blanks.watch().shares(at(4)),
        [(0.0, 0.5), (2.0, 0.25), (4.0, 0.25)]
    );
    assert_eq!(blanks.watch().quantile(at(4), 0.5), Some(0.0));
}

#[test]
fn a_resource_may_start_closed() {
    let mut clerk = Resource::new("clerk", 0);
    assert_eq!(clerk.seize(at(0), 'a'), None);
    assert_eq!(clerk.utilisation(at(5)), None);
    assert_eq!(clerk.set_capacity(at(5), 1), ['a']);
    assert_eq!(clerk.utilisation(at(10)), Some(1.0));
    assert_eq!(clerk.waits().max(), Some(5.0));
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
    assert_eq!(
        goes_on.starts,
        [Start {
            id: paused.id,
            ends: None
        }]
    );
    assert_eq!(pool.serve(at(6), paused.id, span(7)), at(13));
    assert!(pool.release(at(13), paused.id).is_some());
}
