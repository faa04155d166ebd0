//! Events are cancelled and moved in any order, among few and among many, and their names stay good.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use cetak::engine::{Calendar, EventId, Priority};
use cetak::time::{Time, minutes};

fn at(minute: i64) -> Time {
    Time::ZERO + minutes(1.0) * minute
}

/// 3 -> 1,000 -> 3, many times; ids of the three stay good through all, stale ones stay stale, a saved copy agrees.
#[test]
fn names_of_events_last_while_the_calendar_grows_and_shrinks() {
    let mut cal: Calendar<u64> = Calendar::new();
    let keep: Vec<EventId> = (0..3)
        .map(|n| cal.schedule_at(at(1_000_000 + n), n as u64))
        .collect();
    let mut stale: Vec<EventId> = Vec::new();
    for round in 0..20u64 {
        let ids: Vec<EventId> = (0..997)
            .map(|n| cal.schedule_at(at(1_000 + ((n * 7919 + round) % 997) as i64), 1_000 + n))
            .collect();
        assert_eq!(cal.len(), 1_000);
        let text = serde_json::to_string(&cal).unwrap();
        let mut copy: Calendar<u64> = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_string(&copy).unwrap(), text);
        for id in &stale {
            assert_eq!(cal.cancel(*id), None);
            assert_eq!(copy.cancel(*id), None);
        }
        // in a scattered order
        for n in 0..997usize {
            let n = (n * 389 + round as usize) % 997;
            assert_eq!(cal.cancel(ids[n]), Some(1_000 + n as u64));
            assert_eq!(copy.cancel(ids[n]), Some(1_000 + n as u64));
        }
        stale = ids;
        assert_eq!(cal.len(), 3);
        for (n, id) in keep.iter().enumerate() {
            let mut one = cal.clone();
            assert_eq!(one.cancel(*id), Some(n as u64), "round {round}");
            assert_eq!(
                copy.cancel(*id),
                Some(n as u64),
                "saved copy, round {round}"
            );
        }
    }
}

/// A move while there are many, then few, then many: the moved id stays good.
#[test]
fn names_of_moved_events_last_while_the_calendar_grows() {
    let mut cal: Calendar<u64> = Calendar::new();
    let mut one = cal.schedule_at(at(5_000), 7);
    for round in 0..10 {
        one = cal.reschedule(one, at(5_000 + round)).unwrap();
        let ids: Vec<_> = (0..500).map(|n| cal.schedule_at(at(1 + n), 0)).collect();
        let old = one;
        one = cal.reschedule(one, at(6_000 + round)).unwrap();
        assert_eq!(cal.cancel(old), None);
        for id in ids.into_iter().rev() {
            assert!(cal.cancel(id).is_some());
        }
        assert_eq!(cal.len(), 1);
        assert_eq!(cal.peek().unwrap().id, one);
    }
    assert_eq!(cal.cancel(one), Some(7));
}

#[test]
fn a_hundred_thousand_at_one_instant() {
    let mut cal: Calendar<u32> = Calendar::new();
    let ids: Vec<_> = (0..100_000)
        .map(|n| cal.schedule_with(at(1), Priority((n % 3) as i16), n))
        .collect();
    // all with n % 5 == 0 are cancelled, from the middle outward
    for n in (0..100_000u32)
        .filter(|n| n % 5 == 0)
        .map(|n| (n + 50_000) % 100_000)
    {
        assert_eq!(cal.cancel(ids[n as usize]), Some(n));
    }
    let mut want: Vec<u32> = (0..100_000).filter(|n| n % 5 != 0).collect();
    want.sort_by_key(|n| (std::cmp::Reverse(n % 3), *n));
    let seen: Vec<u32> = cal.pending().map(|p| *p.event).collect();
    assert_eq!(seen, want);
    let got: Vec<u32> = std::iter::from_fn(|| cal.pop()).collect();
    assert_eq!(got, want);
}

/// Every order of cancelling four of four, among a few and among many.
#[test]
fn cancelled_in_every_order() {
    for others in [0i64, 60, 64, 65, 130] {
        for code in 0..256usize {
            let order: Vec<usize> = (0..4).map(|i| code >> (2 * i) & 3).collect();
            let mut cal: Calendar<i64> = Calendar::new();
            for n in 0..others {
                cal.schedule_at(at(2 + n % 3), 100 + n);
            }
            let ids: Vec<_> = (0..4).map(|n| cal.schedule_at(at(1 + n % 2), n)).collect();
            let mut alive: BTreeSet<i64> = (0..4).collect();
            for o in order {
                let was = alive.remove(&(o as i64));
                assert_eq!(cal.cancel(ids[o]).is_some(), was);
            }
            assert_eq!(cal.len(), alive.len() + others as usize);
            let left: BTreeSet<i64> = std::iter::from_fn(|| cal.pop())
                .filter(|n| *n < 100)
                .collect();
            assert_eq!(left, alive);
        }
    }
}

/// Events of 2 kB, with Drop, not Clone: each is dropped exactly once, in whatever way it goes.
#[test]
fn large_events_are_dropped_exactly_once() {
    struct Big([u8; 2048], Rc<Cell<i64>>);
    impl Drop for Big {
        fn drop(&mut self) {
            self.1.set(self.1.get() - 1);
        }
    }
    let alive = Rc::new(Cell::new(0));
    let big = |n: u8| {
        alive.set(alive.get() + 1);
        Big([n; 2048], alive.clone())
    };
    let mut cal = Calendar::new();
    for round in 0..3 {
        let ids: Vec<_> = (0..300)
            .map(|n| cal.schedule_at(at(10 * round + n % 7 + 10), big(n as u8)))
            .collect();
        assert_eq!(alive.get(), cal.len() as i64);
        for id in ids.iter().step_by(2) {
            assert!(cal.cancel(*id).is_some());
        }
        assert_eq!(alive.get(), cal.len() as i64);
        for _ in 0..100 {
            let b = cal.pop().unwrap();
            assert_eq!(b.0[0], b.0[2047]);
        }
        assert_eq!(alive.get(), cal.len() as i64);
    }
    cal.clear();
    assert_eq!(alive.get(), 0);
    cal.schedule_at(at(99), big(1));
    drop(cal);
    assert_eq!(alive.get(), 0);
}
