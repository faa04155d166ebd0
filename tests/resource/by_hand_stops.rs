//! Traces of servers, stocks, arrivals and the run itself that were worked out by hand.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use cetak::engine::{Calendar, Ended, EventId, Lines, Model, Priority, Progress, Simulation};
use cetak::random::{Arrivals, Distribution, Rates, Streams};
use cetak::resource::{
    Buffer, Condition, Crossing, Pool, Reorder, Request, Resource, Seized, Stock, Store, Threshold,
    WaitId, Wants,
};
use cetak::time::{Span, Time, hours, minutes};

fn at(m: i64) -> Time {
    Time::ZERO + minutes(1.0) * m
}

fn sp(m: i64) -> Span {
    minutes(1.0) * m
}

fn min_of(t: Time) -> i64 {
    (t - Time::ZERO).as_micros() / 60_000_000
}

fn waits<S: std::fmt::Debug, T: std::fmt::Debug>(answer: Seized<S, T>) -> WaitId {
    match answer {
        Seized::Waits(wait) => wait,
        other => panic!("it waits: {other:?}"),
    }
}

// Capacity 2, a b c d of 10 at 0. At 5 capacity 1; a, b end at 10: c 10-20. At 12 capacity 3: d 12-22. At 13 capacity
// 0. e at 15 waits until capacity is 1 at 25: 35.
#[test]
fn capacity_goes_up_and_down() {
    enum E {
        Ask(char),
        End(char),
        Cap(usize),
    }
    struct M(Resource<char>, Vec<(char, i64)>);
    impl M {
        fn go(&mut self, who: impl IntoIterator<Item = char>, cal: &mut Calendar<E>) {
            for w in who {
                cal.schedule(sp(10), E::End(w));
            }
        }
    }
    impl Model for M {
        type Event = E;
        fn start(&mut self, cal: &mut Calendar<E>) {
            for c in "abcd".chars() {
                cal.schedule_at(at(0), E::Ask(c));
            }
            for (m, c) in [(5, 1), (12, 3), (13, 0), (25, 1)] {
                cal.schedule_at(at(m), E::Cap(c));
            }
            cal.schedule_at(at(15), E::Ask('e'));
        }
        fn handle(&mut self, e: E, cal: &mut Calendar<E>) {
            let now = cal.now();
            match e {
                E::Ask(c) => {
                    let s = self.0.seize(now, c);
                    self.go(s, cal)
                }
                E::End(c) => {
                    self.1.push((c, min_of(now)));
                    let s = self.0.release(now);
                    self.go(s, cal)
                }
                E::Cap(c) => {
                    let s = self.0.set_capacity(now, c);
                    self.go(s, cal)
                }
            }
        }
    }
    let mut sim = Simulation::new(M(Resource::new("r", 2), vec![]));
    sim.run();
    assert_eq!(
        sim.model().1,
        [('a', 10), ('b', 10), ('c', 20), ('d', 22), ('e', 35)]
    );
    // busy: 2 to 10, then 1 (10-12), 2 (12-20), 1 (20-22), 0 (22-25), 1 (25-35): 20+2+16+2+10 = 50, of which overtime
    // 1*5 (5-10), 2*7 (13-20), 1*2 (20-22) = 21; of capacity 2*5 + 1*7 + 3*1 + 0*12 + 1*10 = 30.
    let u = sim.model().0.utilisation(at(35)).unwrap();
    assert!((u - 29.0 / 30.0).abs() < 1e-12, "{u}");
    assert_eq!(sim.model().0.overtime().integral(at(35)), 21.0 * 60.0);
}

// Busy to 10; a@1 b@2 c@3, holds of 1; d comes at 10 after the release: c d b a.
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
fn the_earliest_due_date_first() {
    let mut r = Resource::new("r", 1);
    assert_eq!(r.seize(at(0), 'x'), Some('x'));
    for (due, c) in [(90, 'a'), (60, 'b'), (75, 'c'), (60, 'd')] {
        assert!(matches!(
            r.request(at(1), Request::due(at(due)), c),
            Seized::Waits(_)
        ));
    }
    let order: Vec<char> = (2..6).filter_map(|m| r.release(at(m))).collect();
    assert_eq!(order, ['b', 'd', 'c', 'a']);
}

#[test]
fn a_full_queue_refuses() {
    let mut r = Resource::new("r", 1).with_queue_limit(2);
    let got: Vec<_> = "abcd".chars().map(|c| r.try_seize(at(0), 0, c)).collect();
    assert_eq!(got, [Ok(Some('a')), Ok(None), Ok(None), Err('d')]);
    assert_eq!(r.refused(), 1);
}

// Room for 1. W waits from 1 until 5, and N comes at 5: there is room for it, whichever event is handled first.
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

// A 0-10, W 1..6 gives up, V from 2: queue length 0 (0-1), 1 (1-2), 2 (2-6), 1 (6-10): 13 / 20 over 20.
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

// Level 10. a takes 8 (2 left); b wants 5, c wants 1: both wait. put 2 -> nobody (4 < 5). put 1 -> b (0 left).
// put 1 -> c. Threshold at 3: fell with a.
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

// (2, 5), at 5; one a minute from 1; lead time 2: orders of 3 at 3 and 6 and 9, levels after each minute:
// 4 3 2 1 3 2 1 3 2.
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

#[test]
fn arrivals_of_every_kind() {
    let s = Streams::new(3, 0);
    let mut p = Arrivals::poisson(at(0), minutes(2.0), s.stream("p")).unwrap();
    let n = std::iter::from_fn(|| p.draw())
        .take_while(|a| a.at < at(200_000))
        .count() as f64;
    assert!((n - 100_000.0).abs() < 4.0 * 316.3, "{n}");
    // Rates: 60 an hour in the first hour of two, 30 in the second, repeating; mean 45 an hour.
    let rates = Rates::new([(Span::ZERO, 60.0), (hours(1.0), 30.0)])
        .unwrap()
        .repeating(hours(2.0))
        .unwrap();
    let mut v = Arrivals::varying(at(0), rates, s.stream("v"));
    let (mut first, mut second) = (0.0, 0.0);
    while let Some(a) = v.draw().filter(|a| a.at < at(120_000)) {
        if min_of(a.at) % 120 < 60 {
            first += 1.0
        } else {
            second += 1.0
        }
    }
    assert!(
        (first - 60_000.0_f64).abs() < 4.0 * 245.0 && (second - 30_000.0_f64).abs() < 4.0 * 174.0
    );
    let mut b = Arrivals::recorded([at(3), at(1)])
        .in_batches(s.variate("n", Distribution::constant(4.4).unwrap()));
    assert_eq!(
        [b.draw(), b.draw(), b.draw()].map(|a| a.map(|a| (min_of(a.at), a.size))),
        [Some((1, 4)), Some((3, 4)), None]
    );
    let late = Distribution::constant(minutes(2.0)).unwrap();
    let mut a = Arrivals::appointments(
        [at(30), at(15)],
        1.0,
        minutes(5.0),
        &late,
        &mut s.stream("a"),
    )
    .unwrap();
    assert_eq!(
        [a.draw(), a.draw()].map(|a| min_of(a.unwrap().at)),
        [12, 27]
    );
}

// A backlog of ages 30 and 10 at time 0, one server, services of 5: waits 30, 15.
#[test]
fn a_backlog_has_its_ages() {
    let mut r = Resource::new("r", 1);
    let aged = |m: i64| Request::default().waiting_since(Time::ZERO - sp(m));
    assert!(matches!(
        r.request(at(0), aged(30), 'a'),
        Seized::Starts('a')
    ));
    assert!(matches!(r.request(at(0), aged(10), 'b'), Seized::Waits(_)));
    assert_eq!(r.release(at(5)), Some('b'));
    assert_eq!((r.waits().min(), r.waits().max()), (Some(15.0), Some(30.0)));
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

struct Ticks(u32, Vec<i64>, Option<u32>);

impl Model for Ticks {
    type Event = u32;
    fn start(&mut self, cal: &mut Calendar<u32>) {
        for n in 1..=self.0 {
            cal.schedule_at(at(i64::from(n)), n);
        }
    }
    fn handle(&mut self, n: u32, cal: &mut Calendar<u32>) {
        self.1.push(min_of(cal.now()));
        if self.2 == Some(n) {
            cal.stop();
        }
    }
}

#[test]
fn a_run_is_led_step_by_step() {
    let mut sim = Simulation::new(Ticks(10, vec![], Some(7)));
    assert_eq!(sim.run_until(at(3)), Ended::Time);
    assert_eq!(sim.model().1, [1, 2, 3]);
    assert_eq!(sim.step(), Some(at(4)));
    assert_eq!(sim.run_events(1), Ended::Count);
    assert_eq!(sim.run_while(|m, _| m.1.len() < 6), Ended::Condition);
    assert_eq!(sim.now(), at(6));
    assert_eq!(sim.run(), Ended::Stopped);
    assert_eq!(sim.now(), at(7));
    let mut calls = vec![];
    let mut p = Progress::every(2, |t, n, _: &Ticks| calls.push((min_of(t), n)));
    assert_eq!(sim.observed(&mut p).run(), Ended::Empty);
    assert_eq!(calls, [(9, 2)]);
    assert_eq!(sim.run(), Ended::Empty);
    assert_eq!(sim.run_until(at(99)), Ended::Empty);
    assert_eq!(sim.now(), at(99));
}

// Text and JSON lines of a run of typed events.
#[test]
fn a_trace_as_text_and_as_json() {
    let mut text = Lines::text(Vec::new());
    let mut sim = Simulation::new(Ticks(2, vec![], None));
    sim.observed(&mut text).run();
    assert_eq!(
        String::from_utf8(text.finish().unwrap()).unwrap(),
        "0d 00:01:00 1\n0d 00:02:00 2\n"
    );
    let mut json = Lines::json(Vec::new());
    let mut sim = Simulation::new(Ticks(1, vec![], None));
    sim.observed(&mut json).run();
    assert_eq!(
        String::from_utf8(json.finish().unwrap()).unwrap(),
        "{\"at_us\":60000000,\"event\":1}\n"
    );
}

// cancel and move what is due at this very instant, few and many pending
#[test]
fn cancelled_and_moved_at_this_instant() {
    for others in [0, 5_000] {
        let mut cal = Calendar::new();
        for n in 0..others {
            cal.schedule_at(at(100 + n), "other");
        }
        cal.schedule_at(at(5), "first");
        let b = cal.schedule_at(at(5), "b");
        let c = cal.schedule_at(at(5), "c");
        cal.schedule_at(at(5), "d");
        assert_eq!(cal.pop(), Some("first"));
        assert_eq!(cal.cancel(b), Some("b"));
        let c2 = cal.reschedule(c, at(5)).unwrap();
        assert_eq!(cal.cancel(c), None);
        assert_eq!(cal.reschedule(c, at(9)), None);
        assert_eq!(cal.peek().map(|p| (*p.event, p.time)), Some(("d", at(5))));
        assert_eq!(cal.pop(), Some("d"));
        assert_eq!(cal.pop(), Some("c"));
        assert_eq!(cal.cancel(c2), None);
        assert_eq!(cal.len(), others as usize);
        cal.clear();
        assert!(cal.is_empty() && cal.peek().is_none() && cal.now() == at(5));
    }
}

// 3 -> 1,000 -> 3, many times; ids of the three stay good through all, stale ones stay stale, a saved copy agrees.
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

// A move while there are many, then few, then many: the moved id stays good.
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

// Every order of cancelling four of four, among a few and among many.
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

// Events of 2 kB, with Drop, not Clone: each is dropped exactly once, in whatever way it goes.
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
