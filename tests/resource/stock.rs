//! Stocks, stores and conditions: who gets what when, by hand and against plain lists.

use cetak::resource::{
    Buffer, Condition, Crossing, Reorder, Request, Seized, Stock, Store, Threshold, Wants,
};
use proptest::prelude::*;

use crate::support::at;

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

/// Level 10. a takes 8 (2 left); b wants 5, c wants 1: both wait. put 2 -> nobody (4 < 5). put 1 -> b (0 left).
/// put 1 -> c. Threshold at 3: fell with a.
#[test]
fn a_stock_serves_in_order_and_its_threshold_tells() {
    let mut s = Buffer::new(Stock::new("s", 10).with_capacity(20));
    let mut low = Threshold::new(3, s.stock().level());
    assert_eq!(
        s.take(at(0), 8, Request::default(), 'a'),
        Seized::Starts('a')
    );
    assert_eq!(low.check(s.stock().level()), Some(Crossing::Fell));
    assert!(matches!(
        s.take(at(1), 5, Request::default(), 'b'),
        Seized::Waits(_)
    ));
    assert!(matches!(
        s.take(at(1), 1, Request::default(), 'c'),
        Seized::Waits(_)
    ));
    assert!(s.put(at(2), 2).is_empty());
    assert_eq!(low.check(s.stock().level()), Some(Crossing::Rose));
    assert_eq!(s.put(at(3), 1), ['b']);
    assert_eq!(s.put(at(4), 1), ['c']);
    assert_eq!(s.stock().level(), 0);
    // level: 2 (0-2), 4 (2-3), 0: 8 / 4
    assert_eq!(s.stock().over_time().mean(at(4)), Some(2.0));
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
fn a_buffer_forgets_its_warm_up() {
    let mut buffer = Buffer::new(Stock::new("stock", 10));
    assert_eq!(
        buffer.take(at(2), 4, Request::default(), 'a'),
        Seized::Starts('a')
    );
    buffer.reset_statistics(at(4));
    assert_eq!(buffer.put(at(5), 2), []);
    // 6 from 4 to 5, then 8.
    assert_eq!(buffer.stock().over_time().mean(at(6)), Some(7.0));
    assert_eq!((buffer.stock().received(), buffer.stock().taken()), (2, 4));
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

struct Likes(u32, char);

impl Wants<u32> for Likes {
    fn accepts(&self, item: &u32) -> bool {
        item.is_multiple_of(self.0)
    }
}

#[test]
fn a_store_gives_what_is_wanted() {
    let mut s: Store<u32, Likes> = Store::new("s");
    assert!(matches!(
        s.take(at(0), Request::default(), Likes(2, 'a')),
        Seized::Waits(_)
    ));
    assert!(matches!(
        s.take(at(0), Request::default(), Likes(3, 'b')),
        Seized::Waits(_)
    ));
    assert!(s.put(at(1), 5).unwrap().is_none());
    assert_eq!(
        s.put(at(1), 6).unwrap().map(|(t, i)| (t.1, i)),
        Some(('a', 6))
    );
    assert_eq!(
        s.put(at(1), 9).unwrap().map(|(t, i)| (t.1, i)),
        Some(('b', 9))
    );
    assert_eq!(s.items().copied().collect::<Vec<_>>(), [5]);
}

#[test]
fn a_condition_asks_each_waiter_once_and_in_order() {
    let mut condition = Condition::new("condition");
    // The last two overtake.
    for (key, who) in [(1, 2), (3, 5), (2, 3), (2, 4), (0, 0), (0, 1)] {
        condition.wait(at(0), Request::key(key), who);
    }
    let mut asked = Vec::new();
    let awake = condition.wake_if(at(1), |who| {
        asked.push(*who);
        who % 2 == 1
    });
    assert_eq!((awake, asked), (vec![1, 3, 5], vec![0, 1, 2, 3, 4, 5]));
    condition.wait(at(1), Request::key(1), 6);
    assert!(condition.waiters().eq(&[0, 2, 6, 4]));
    assert_eq!(condition.wake(at(2)), [0, 2, 6, 4]);
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

/// (2, 5), at 5; one a minute from 1; lead time 2: orders of 3 at 3 and 6 and 9, levels after each minute:
/// 4 3 2 1 3 2 1 3 2.
#[test]
fn orders_up_to_a_level() {
    let policy = Reorder::UpTo { point: 2, level: 5 };
    let mut stock = Stock::new("s", 5);
    let (mut due, mut levels, mut orders): (Vec<(i64, u64)>, Vec<u64>, Vec<i64>) =
        Default::default();
    for m in 1..=9 {
        due.retain(|(t, n)| {
            if *t == m {
                stock.put(at(m), *n);
            }
            *t != m
        });
        assert!(stock.take(at(m), 1));
        let position = stock.level() as i64 + due.iter().map(|d| d.1 as i64).sum::<i64>();
        let n = policy.order(position);
        if n > 0 {
            due.push((m + 2, n));
            orders.push(m);
        }
        levels.push(stock.level());
    }
    assert_eq!(levels, [4, 3, 2, 1, 3, 2, 1, 3, 2]);
    assert_eq!(orders, [3, 6, 9]);
    let lots = Reorder::Lots { point: 2, lot: 4 };
    assert_eq!([3, 2, -1, -2, -3].map(|p| lots.order(p)), [0, 4, 4, 8, 8]);
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
