//! Who is next in a queue, and who finds no place in it: disciplines, deadlines, limits.

use cetak::engine::{Ended, Model, Simulation};
use cetak::resource::{
    Buffer, Cause, OnStop, Pool, ProcessorSharing, Request, Resource, Seized, Statistics, Stock,
    Store, Unserved, WaitId, Wants,
};
use proptest::prelude::*;

use crate::support::{Lab, at, span, waits};

#[test]
fn every_discipline() {
    let ask = |mut press: Resource<usize>, requests: &[Request]| {
        assert_eq!(press.seize(at(0), 99), Some(99));
        for (who, request) in requests.iter().enumerate() {
            let _ = press.request(at(1), *request, who);
        }
        let order: Vec<usize> = press.waiters().copied().collect();
        let served: Vec<usize> = std::iter::from_fn(|| press.release(at(2))).collect();
        assert_eq!(order, served);
        served
    };
    let press = || Resource::new("press", 1);
    assert_eq!(ask(press(), &[Request::default(); 3]), [0, 1, 2]);
    assert_eq!(
        ask(press().last_come_first(), &[Request::default(); 3]),
        [2, 1, 0]
    );
    let urgent = [1, 5, 1, 9].map(Request::priority);
    assert_eq!(ask(press(), &urgent), [3, 1, 0, 2]);
    assert_eq!(ask(press().last_come_first(), &urgent), [3, 1, 2, 0]);
    let due = [30, 10, 20, 10].map(|m| Request::due(at(m)));
    assert_eq!(ask(press(), &due), [1, 3, 2, 0]);
}

/// Busy to 10; a@1 b@2 c@3, holds of 1; d comes at 10 after the release: c d b a.
#[test]
fn last_come_first_served() {
    let mut r = Resource::new("r", 1).last_come_first();
    assert_eq!(r.seize(at(0), 'x'), Some('x'));
    for (m, c) in [(1, 'a'), (2, 'b'), (3, 'c')] {
        assert_eq!(r.seize(at(m), c), None);
    }
    assert_eq!(r.release(at(10)), Some('c'));
    assert_eq!(r.seize(at(10), 'd'), None);
    assert_eq!(r.release(at(11)), Some('d'));
    assert_eq!(r.release(at(12)), Some('b'));
    assert_eq!(r.release(at(13)), Some('a'));
    // waits: 0, 7, 1, 10, 12
    assert_eq!(r.waits().mean(), Some(6.0));
}

#[test]
fn who_needs_many_units_holds_up_those_behind() {
    let lab = Lab::new(10)
        .job(0, "a", 7, 10)
        .job(1, "b", 7, 10)
        .job(2, "c", 1, 10);
    assert_eq!(lab.ends(), [("a", 10), ("b", 20), ("c", 20)]);
}

/// `b` needs seven of ten units and is in the way until it gives up at 5.
#[test]
fn one_in_the_way_gives_up_and_lets_those_behind_in() {
    let lab = Lab::new(10)
        .job(0, "a", 7, 10)
        .impatient(1, "b", 7, 10, 5)
        .patience(1, "b", 5)
        .job(2, "c", 1, 10);
    let wanted = [
        (0, "a", "starts"),
        (5, "b", "gives up"),
        (5, "c", "starts"),
        (10, "a", "ends"),
        (15, "c", "ends"),
    ];
    assert_eq!(lab.run(), wanted);
}

/// A is served from 0 to 10; W has a deadline at 10 and V is behind it. Both orders of the two events at 10.
#[test]
fn a_deadline_at_the_instant_of_a_release_is_kept() {
    for patience_first in [true, false] {
        let mut lab = Lab::new(1);
        if patience_first {
            lab = lab.patience(0, "W", 10);
        }
        lab = lab.job(0, "A", 1, 10).impatient(1, "W", 1, 10, 10);
        if !patience_first {
            lab = lab.patience(2, "W", 10);
        }
        let mut log = lab.job(2, "V", 1, 10).run();
        log.sort_unstable();
        let wanted = [
            (0, "A", "starts"),
            (10, "A", "ends"),
            (10, "V", "starts"),
            (10, "W", "gives up"),
            (20, "V", "ends"),
        ];
        assert_eq!(log, wanted);
    }
}

#[test]
fn a_full_queue_refuses() {
    let mut r = Resource::new("r", 1).with_queue_limit(2);
    let got: Vec<_> = "abcd".chars().map(|c| r.try_seize(at(0), 0, c)).collect();
    assert_eq!(got, [Ok(Some('a')), Ok(None), Ok(None), Err('d')]);
    assert_eq!(r.refused(), 1);
}

/// Room for 1. W waits from 1 until 5, and N comes at 5: there is room for it, whichever event is handled first.
#[test]
fn one_past_its_deadline_takes_up_no_room() {
    let mut r = Resource::new("r", 1).with_queue_limit(1);
    let _ = r.seize(at(0), 'A');
    let _w = waits(r.request(at(1), Request::default().until(at(5)), 'W'));
    assert!(matches!(
        r.request(at(5), Request::default(), 'N'),
        Seized::Waits(_)
    ));
}

#[test]
fn one_past_its_deadline_takes_up_no_room_in_a_pool() {
    let mut pool = Pool::new("pool", 1).with_queue_limit(1);
    assert!(matches!(
        pool.request(at(0), 1, Request::default(), 'A'),
        Seized::Starts(_)
    ));
    let until = Request::default().until(at(5));
    assert!(matches!(
        pool.request(at(1), 1, until, 'W'),
        Seized::Waits(_)
    ));
    let default = Request::default();
    assert!(matches!(
        pool.request(at(4), 1, default, 'M'),
        Seized::Refused('M')
    ));
    assert!(matches!(
        pool.request(at(5), 1, default, 'N'),
        Seized::Waits(_)
    ));
    assert!(matches!(
        pool.request(at(5), 1, default, 'O'),
        Seized::Refused('O')
    ));
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
    assert_eq!(unserved(clerk.watch()), [1, 1, 1]);
    clerk.reset_statistics(at(3));
    assert_eq!(unserved(clerk.watch()), [0, 0, 0]);
    assert_eq!(
        (clerk.refused(), clerk.pushed_out(), clerk.gave_up()),
        (0, 0, 0)
    );
}

/// Those who found no place, who gave up, and who were pushed out, as the statistics have them.
fn unserved(statistics: &Statistics) -> [u64; 3] {
    [Unserved::Refused, Unserved::GaveUp, Unserved::PushedOut].map(|how| statistics.unserved(how))
}

#[derive(Debug, PartialEq)]
struct Taker;

impl Wants<char> for Taker {}

#[test]
fn the_statistics_of_every_resource_have_those_who_left_unserved() {
    let default = Request::default();
    let mut pool = Pool::new("pool", 1).with_queue_limit(1);
    let _ = pool.request(at(0), 1, default, 'a');
    let wait = waits(pool.request(at(0), 1, default, 'b'));
    let _ = pool.request(at(0), 1, default, 'c');
    assert_eq!(pool.withdraw(at(1), wait).map(|gone| gone.item), Some('b'));
    assert_eq!(unserved(pool.watch()), [1, 1, 0]);

    let mut shelf = Buffer::watched(
        Stock::new("shelf", 0),
        Statistics::new(0),
        Statistics::new(0),
    );
    let wait = waits(shelf.take(at(0), 1, default, 'a'));
    assert_eq!(shelf.withdraw(at(1), wait).map(|gone| gone.item), Some('a'));
    assert_eq!(unserved(shelf.watch()), [0, 1, 0]);
    assert_eq!(unserved(shelf.watch_for_room()), [0, 0, 0]);

    let mut rack =
        Store::<char, Taker, _, _>::watched("rack", Statistics::new(0), Statistics::new(0));
    let wait = waits(rack.take(at(0), default, Taker));
    assert_eq!(rack.withdraw(at(1), wait), Some(Taker));
    assert_eq!(unserved(rack.watch()), [0, 1, 0]);

    let mut desk = ProcessorSharing::new("desk", 1);
    let job = desk.add(at(0), span(5), 'a');
    assert_eq!(desk.withdraw(at(2), job), Some(('a', span(3))));
    assert_eq!(unserved(desk.watch()), [0, 1, 0]);
}

/// A 0-10, W 1..6 gives up, V from 2: queue length 0 (0-1), 1 (1-2), 2 (2-6), 1 (6-10): 13 / 20 over 20.
#[test]
fn who_gives_up_and_the_queue_length() {
    let mut r = Resource::new("r", 1);
    let _ = r.seize(at(0), 'A');
    let w = waits(r.request(at(1), Request::default().until(at(6)), 'W'));
    let v = waits(r.request(at(2), Request::default(), 'V'));
    assert_eq!(r.withdraw(at(6), w), Some('W'));
    assert_eq!(r.withdraw(at(6), w), None);
    assert_eq!(r.release(at(10)), Some('V'));
    assert_eq!(r.withdraw(at(10), v), None);
    assert_eq!(r.release(at(20)), None);
    assert_eq!(r.queue_length().mean(at(20)), Some(13.0 / 20.0));
    assert_eq!(r.waits().count(), 2);
    assert_eq!(r.waits().max(), Some(8.0));
}

#[test]
fn a_backlog_brings_its_age() {
    let mut clerk = Resource::new("clerk", 1);
    for age in [30, 20] {
        let _ = clerk.request(at(0), Request::default().waiting_since(at(-age)), age);
    }
    assert_eq!(clerk.release(at(10)), Some(20));
    assert_eq!(clerk.waits().mean(), Some(30.0));
    assert_eq!(clerk.queue_length().mean(at(20)), Some(0.5));
}

/// More units than are left working: waits for ever, is named.
#[test]
fn who_waits_for_ever_is_named() {
    let lab = Lab::new(2)
        .off(0, 0, Cause::Broken, OnStop::Resume)
        .job(1, "big", 2, 5);
    let mut sim = Simulation::new(lab);
    assert_eq!(sim.run(), Ended::Deadlock);
    assert_eq!(
        sim.model().waiting()[0].to_string(),
        "big waits for 2 of lab"
    );
}

#[test]
fn services_of_no_length_all_at_one_instant() {
    let mut lab = Lab::new(1);
    for name in ["a", "b", "c", "d"] {
        lab = lab.job(5, name, 1, 0);
    }
    assert_eq!(lab.ends(), [("a", 5), ("b", 5), ("c", 5), ("d", 5)]);
}

proptest! {
    /// Any mixture of keys, deadlines, giving up and orders of equals, against a list that is searched for every question.
    #[test]
    fn a_line_is_a_sorted_list(
        last_come_first: bool,
        actions in prop::collection::vec((0_u8..3, -2_i64..3, 0_i64..9, any::<usize>()), 0..150),
    ) {
        let mut tested = Resource::new("tested", 1);
        if last_come_first {
            tested = tested.last_come_first();
        }
        prop_assert_eq!(tested.seize(at(0), usize::MAX), Some(usize::MAX));
        let mut list: Vec<(i64, i64, usize, i64, WaitId)> = Vec::new();
        let mut stale = Vec::new();
        for (n, (what, key, patience, pick)) in actions.into_iter().enumerate() {
            let minute = n as i64 / 3;
            match what {
                0 => {
                    let until = minute + patience;
                    let request = Request::key(key).until(at(until));
                    let Seized::Waits(wait) = tested.request(at(minute), request, n) else {
                        panic!("busy");
                    };
                    let order = if last_come_first { -(n as i64) } else { n as i64 };
                    list.push((key, order, n, until, wait));
                    list.sort_unstable_by_key(|entry| (entry.0, entry.1));
                }
                1 if !list.is_empty() => {
                    let (.., who, _, wait) = list.remove(pick % list.len());
                    prop_assert_eq!(tested.waiter_mut(wait).copied(), Some(who));
                    prop_assert_eq!(tested.withdraw(at(minute), wait), Some(who));
                    stale.push(wait);
                }
                2 => {
                    let next = list.iter().position(|entry| minute < entry.3);
                    let wanted = next.map(|place| list.remove(place));
                    prop_assert_eq!(tested.release(at(minute)), wanted.map(|entry| entry.2));
                    match wanted {
                        Some(entry) => stale.push(entry.4),
                        None => prop_assert!(tested.set_capacity(at(minute), 0).is_empty()),
                    }
                    if wanted.is_none() {
                        // Busy again, without anybody having been in the line.
                        let back = tested.set_capacity(at(minute), 1);
                        prop_assert!(back.is_empty());
                        prop_assert_eq!(tested.seize(at(minute), n), Some(n));
                    }
                }
                _ => {}
            }
            prop_assert!(tested.waiters().eq(list.iter().map(|entry| &entry.2)));
            for wait in &stale {
                prop_assert_eq!(tested.withdraw(at(minute), *wait), None);
            }
        }
    }
}
