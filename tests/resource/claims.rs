//! Claims to units that others hold: they stay until they are met or withdrawn.

use cetak::resource::{
    After, Cause, Changes, Displaced, OnPreempt, OnStop, Pool, Request, Seized, ServiceId, Start,
    WaitId,
};
use cetak::time::Time;

use crate::support::{at, serve, span, started, waits};

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
        let _ = started(claim.answer);
    }
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
