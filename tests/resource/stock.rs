//! Stocks, stores and waiting lines against plain lists.

use cetak::resource::{
    Buffer, Condition, Moved, Reorder, Request, Resource, Seized, Stock, Store, Threshold, WaitId,
    Wants,
};
use cetak::time::{Time, minutes};
use proptest::prelude::*;

fn at(minute: i64) -> Time {
    Time::ZERO + minutes(1.0) * minute
}

#[test]
fn one_who_wants_much_holds_up_those_behind_until_it_leaves() {
    let mut blanks = Buffer::new(Stock::new("blanks", 5));
    let Seized::Waits(big) = blanks.take(at(0), 8, Request::default(), "big") else {
        panic!("there are five");
    };
    let small = blanks.take(at(0), 2, Request::default(), "small");
    assert!(matches!(small, Seized::Waits(_)));
    let urgent = blanks.take(at(0), 1, Request::priority(1), "urgent");
    assert_eq!(urgent, Seized::Starts("urgent"));
    assert!(blanks.waiters().eq([(&"big", 8), (&"small", 2)]));
    let gone = blanks.withdraw(at(1), big).expect("it waits");
    assert_eq!((gone.item, gone.starts), ("big", vec!["small"]));
    assert_eq!(blanks.withdraw(at(1), big), None);
    assert_eq!(blanks.stock().level(), 2);
}

#[test]
#[should_panic(expected = "at 0d 00:01:00: tank has no room for 4 pieces more, only for 3")]
fn more_than_its_capacity_panics() {
    let mut tank = Stock::new("tank", 7).with_capacity(10);
    assert_eq!((tank.capacity(), tank.room()), (Some(10), 3));
    tank.put(at(1), 4);
}

#[test]
#[should_panic(expected = "11 pieces of tank are wanted at once, which holds 10")]
fn what_can_never_be_had_panics() {
    let mut tank = Buffer::new(Stock::new("tank", 7).with_capacity(10));
    let _ = tank.take(at(0), 11, Request::default(), 'a');
}

#[test]
fn a_full_store_gives_the_item_back() {
    #[derive(Debug, PartialEq)]
    struct Anyone;
    impl Wants<u8> for Anyone {}
    let mut shelf: Store<u8, Anyone> = Store::new("shelf").with_capacity(1);
    assert_eq!(shelf.put(at(0), 1), Ok(None));
    assert_eq!(shelf.put(at(0), 2), Err(2));
    let taken = shelf.take(at(0), Request::default(), Anyone);
    assert_eq!(taken, Seized::Starts((Anyone, 1)));
    let _ = shelf.take(at(0), Request::default(), Anyone);
    assert_eq!(shelf.put(at(0), 3), Ok(Some((Anyone, 3))));
}

#[test]
fn a_condition_leaves_those_past_their_deadline_to_be_withdrawn() {
    let mut tide = Condition::new("tide");
    let wait = tide.wait(at(0), Request::default().until(at(5)), 'a');
    tide.wait(at(0), Request::default(), 'b');
    assert_eq!(tide.wake(at(5)), ['b']);
    assert_eq!(tide.withdraw(at(0), wait), Some('a'));
    assert_eq!((tide.withdraw(at(0), wait), tide.waiting()), (None, 0));
}

#[test]
fn a_threshold_wakes_once_each_way() {
    let mut low = Threshold::new(3, 5);
    let crossings: Vec<bool> = [4, 3, 2, 3, 4, 9, 0]
        .map(|level| low.check(level).is_some())
        .to_vec();
    assert_eq!(crossings, [false, true, false, false, true, false, true]);
}

#[derive(Clone, Debug, PartialEq)]
struct Taker {
    who: usize,
    wants: u8,
}

impl Wants<u8> for Taker {
    fn accepts(&self, item: &u8) -> bool {
        item.is_multiple_of(self.wants)
    }
}

/// Room for one. `p` and `q` wait for room; the taker gives up what it was promised, and the item is as old as before.
#[test]
fn those_who_bring_items_wait_for_room() {
    #[derive(Debug, PartialEq)]
    struct Anyone;
    impl Wants<u32> for Anyone {}
    let mut store: Store<u32, Anyone> = Store::new("shelf").with_capacity(1);
    assert_eq!(store.put(at(0), 1), Ok(None));
    let default = Request::default();
    for item in [2, 3] {
        let wait = store.reserve_room(at(0), item, default, Anyone);
        assert!(matches!(wait, Seized::Waits(_)));
    }
    let Seized::Starts(promise) = store.reserve(at(1), default, Anyone) else {
        panic!("it is there");
    };
    assert!(
        store.reserve_next(at(1)).is_none(),
        "its place is not free yet"
    );
    assert_eq!(store.cancel(promise), (Anyone, None));
    assert!(store.reserve_next(at(1)).is_none());
    for item in 1..=3 {
        let Seized::Starts(promise) = store.reserve(at(2), default, Anyone) else {
            panic!("it is there");
        };
        assert_eq!(store.commit(at(2), promise), Moved::Took(Anyone, item));
        assert_eq!(store.waiting_for_room(), (3 - item) as usize);
        if let Some(room) = store.reserve_next(at(2)) {
            assert_eq!(store.commit(at(2), room), Moved::Put(Anyone));
        }
    }
    assert_eq!((store.items().len(), store.gave_up()), (0, 1));
}

proptest! {
    #[test]
    fn an_order_brings_the_position_where_the_policy_says(
        point in -20_i64..20,
        more in 1_i64..30,
        lot in 1_u64..30,
        position in -60_i64..60,
    ) {
        let up_to = Reorder::UpTo { point, level: point + more };
        let lots = Reorder::Lots { point, lot };
        if position > point {
            prop_assert_eq!((up_to.order(position), lots.order(position)), (0, 0));
        } else {
            prop_assert_eq!(position + up_to.order(position) as i64, point + more);
            let order = lots.order(position);
            prop_assert_eq!(order % lot, 0);
            let after = position + order as i64;
            prop_assert!(point < after && after - lot as i64 <= point);
        }
    }

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

    /// No two that suit each other are both left, and nothing is lost.
    #[test]
    fn a_store_matches_whatever_can_be_matched(
        actions in prop::collection::vec((any::<bool>(), 1_u8..5, 1_u8..20), 0..120),
    ) {
        let mut store: Store<u8, Taker> = Store::new("store");
        let (mut came, mut went) = (0, 0);
        for (who, (brings, wants, item)) in actions.into_iter().enumerate() {
            if brings {
                came += 1;
                let before: Vec<Taker> = store.waiters().cloned().collect();
                let taken = store.put(at(0), item).expect("room");
                let first = before.into_iter().find(|taker| taker.accepts(&item));
                went += usize::from(first.is_some());
                prop_assert_eq!(taken, first.map(|taker| (taker, item)));
            } else {
                let taker = Taker { who, wants };
                let oldest = store.items().copied().find(|item| taker.accepts(item));
                match store.take(at(0), Request::default(), taker.clone()) {
                    Seized::Starts(got) => {
                        prop_assert_eq!(Some(got), oldest.map(|item| (taker, item)));
                        went += 1;
                    }
                    _ => prop_assert_eq!(oldest, None),
                }
            }
            prop_assert_eq!(store.items().len(), came - went);
            for taker in store.waiters() {
                prop_assert!(!store.items().any(|item| taker.accepts(item)));
            }
        }
    }
}
