//! How much servers and units work, of the time for which they are there.

use cetak::resource::{Cause, OnStop, Pool, Request, Resource, Statistics, Stock, UnitStatistics};
use cetak::stats::{Levels, Shape};

use crate::support::{at, span, started};

/// Two units, busy 3 and 1 of 10 minutes; from 10 on one is off duty, and the other busy 4 of 5.
#[test]
fn utilisation_is_of_the_time_on_duty() {
    let watch = (Statistics::new(2), UnitStatistics::new(2));
    let mut pool = Pool::watched("pool", 2, watch);
    let mut use_for = |from: i64, work: i64| {
        let id = started(pool.request(at(from), 1, Request::default(), ())).id;
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
    let id = started(pool.request(at(10), 1, Request::default(), ())).id;
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
    let id = started(pool.request(at(0), 1, Request::default(), ())).id;
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
    let id = started(pool.request(at(0), 1, Request::default(), ())).id;
    assert!(pool.stop(at(5), 0, Cause::Broken, OnStop::Resume).is_some());
    assert!(pool.release(at(5), id).is_none(), "its name has changed");
    assert_eq!(pool.utilisation(at(10)), Some(0.5));
}

/// `a` has unit 0 from 0 to 10, `b` unit 1 from 4 on.
#[test]
fn each_unit_has_a_holder_and_its_own_share() {
    let watch = (Statistics::new(2), UnitStatistics::new(2));
    let mut pool = Pool::watched("desks", 2, watch);
    let a = started(pool.request(at(0), 1, Request::default(), 'a')).id;
    let b = started(pool.request(at(4), 1, Request::default(), 'b')).id;
    assert_eq!(
        (pool.units(a), pool.units(b)),
        (Some(&[0][..]), Some(&[1][..]))
    );
    assert_eq!(pool.holder(1).and_then(|id| pool.item(id)), Some(&'b'));
    assert!(pool.release(at(10), a).is_some());
    assert_eq!(pool.holder(0), None);
    assert!(pool.release(at(20), a).is_none());
    let (all, each) = pool.watch();
    assert_eq!(each.utilisation(at(20), 0), Some(0.5));
    assert_eq!(each.utilisation(at(20), 1), Some(0.8));
    assert_eq!(all.utilisation(at(20)), Some(0.65));
}

/// A unit is added at 10 and works from 15 to 20: half of the time that it was there.
#[test]
fn a_unit_added_later_counts_from_then_on() {
    let mut pool = Pool::watched("p", 1, UnitStatistics::new(1));
    let _a = started(pool.request(at(0), 1, Request::default(), 'a'));
    let _ = pool.add_units(at(10), 1);
    let b = started(pool.request(at(15), 1, Request::default(), 'b'));
    assert_eq!(pool.units(b.id), Some(&[1][..]));
    assert_eq!(pool.watch().utilisation(at(20), 1), Some(0.5));
}

#[test]
fn added_units_serve_those_who_wait() {
    let mut pool = Pool::new("desks", 1);
    let _ = pool.request(at(0), 1, Request::default(), 'a');
    let _ = pool.request(at(0), 1, Request::default(), 'b');
    let starts = pool.add_units(at(2), 2).starts;
    assert_eq!(starts.len(), 1);
    assert_eq!(pool.units(starts[0].id), Some(&[1][..]));
    assert_eq!((pool.capacity(), pool.idle()), (3, 1));
}

/// Two servers, a b c d of 10 minutes at 0. At 5 one server; a and b end at 10: c from 10 to 20. At 12 three: d from 12 to 22. At 13
/// none. e comes at 15 and waits until there is one at 25.
#[test]
fn a_capacity_that_goes_up_and_down() {
    let mut clerks = Resource::new("clerks", 2);
    assert_eq!(clerks.seize(at(0), 'a'), Some('a'));
    assert_eq!((clerks.seize(at(0), 'b'), clerks.idle()), (Some('b'), 0));
    assert_eq!(
        (clerks.seize(at(0), 'c'), clerks.seize(at(0), 'd')),
        (None, None)
    );
    assert_eq!(clerks.set_capacity(at(5), 1), []);
    assert_eq!(clerks.release(at(10)), None, "two for one server");
    assert_eq!(clerks.release(at(10)), Some('c'));
    assert_eq!(clerks.set_capacity(at(12), 3), ['d']);
    assert_eq!(clerks.idle(), 1);
    assert_eq!(clerks.set_capacity(at(13), 0), []);
    assert_eq!((clerks.seize(at(15), 'e'), clerks.idle()), (None, 0));
    assert_eq!(
        (clerks.release(at(20)), clerks.release(at(22))),
        (None, None)
    );
    assert_eq!(clerks.set_capacity(at(25), 1), ['e']);
    // Busy: 2 to 10, 1 to 12, 2 to 20, 1 to 22, 0 to 25, 1 to 35: 50 in all, of which overtime 1 from 5 to 10, 2 from 13 to 20 and 1
    // to 22: 21. There: 2 to 5, 1 to 12, 3 to 13, 1 from 25: 30.
    let share = clerks.utilisation(at(35)).expect("some were there");
    assert!((share - 29.0 / 30.0).abs() < 1e-12, "{share}");
    assert_eq!(clerks.overtime().integral(at(35)), 21.0 * 60.0);
}

#[test]
fn a_capacity_that_grows_starts_as_many_as_it_can() {
    let mut clerks = Resource::new("clerks", 1);
    assert_eq!(clerks.seize(at(0), 'a'), Some('a'));
    for who in ['b', 'c', 'd'] {
        assert_eq!(clerks.seize(at(0), who), None);
    }
    assert_eq!(clerks.set_capacity(at(2), 3), ['b', 'c']);
    assert_eq!(clerks.waiters().collect::<String>(), "d");
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
