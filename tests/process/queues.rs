//! Who is next in a queue, who leaves it, and who finds no place in it.

use cetak::process::{Either, Pool, Refusal, Resource, Stock, Store, TimedOut, race};
use cetak::resource::{self, Key, Request, Seized, Watch};
use cetak::time::{Span, Time};

use crate::support::{at, play, span};

#[test]
fn who_wants_7_of_10_units_holds_up_who_wants_1() {
    let log = play(|here| {
        let pool = Pool::new(&here.world, "pool", 10);
        here.user(0, &pool, 7, 10, "a");
        here.user(1, &pool, 7, 10, "b");
        here.user(2, &pool, 1, 10, "c");
    });
    assert_eq!(log, [(10, "a"), (20, "b"), (20, "c")]);
}

#[test]
fn who_gives_up_at_the_head_lets_the_smaller_pass() {
    let log = play(|here| {
        let pool = Pool::new(&here.world, "pool", 10);
        here.user(0, &pool, 7, 10, "first");
        let impatient = pool.clone();
        here.from(1, async move |here| {
            let late = here.world.timeout(span(3), impatient.seize_with(7, Key(0)));
            assert_eq!(late.await.err(), Some(TimedOut));
            here.note("second gives up");
        });
        here.user(2, &pool, 1, 10, "third");
    });
    assert_eq!(log, [(4, "second gives up"), (10, "first"), (14, "third")]);
}

#[test]
fn a_deadline_at_the_instant_of_a_grant() {
    let mut log = play(|here| {
        let pool = Pool::new(&here.world, "pool", 1);
        here.user(0, &pool, 1, 10, "a");
        let impatient = pool.clone();
        here.from(1, async move |here| {
            let late = here.world.timeout(span(9), impatient.seize());
            assert_eq!(late.await.err(), Some(TimedOut));
            here.note("timeout");
        });
        here.user(2, &pool, 1, 10, "v");
    });
    log.sort_unstable();
    assert_eq!(log, [(10, "a"), (10, "timeout"), (20, "v")]);
}

#[test]
fn who_is_tired_or_stopped_leaves_the_queue() {
    let log = play(|here| {
        let pool = Pool::new(&here.world, "pool", 1);
        here.user(0, &pool, 1, 100, "first");
        let tired = pool.clone();
        here.from(0, async move |here| {
            let first = race(tired.seize(), here.hold(3)).await;
            assert!(matches!(first, Either::Second(())));
            here.note("tired");
        });
        let v = here.user(1, &pool, 1, 5, "v");
        let x = here.user(2, &pool, 1, 5, "x");
        here.from(4, async move |here| {
            assert!(v.stop() && !v.stop());
            x.done().await;
            here.note("x is done");
        });
    });
    let wanted = [(3, "tired"), (100, "first"), (105, "x"), (105, "x is done")];
    assert_eq!(log, wanted);
}

/// Holds of nothing, and a deadline of nothing.
#[test]
fn everything_at_one_instant() {
    let mut log = play(|here| {
        let pool = Pool::new(&here.world, "pool", 1);
        for name in ["a", "b", "c"] {
            here.user(0, &pool, 1, 0, name);
        }
        here.from(0, async move |here| {
            let got = here.world.timeout(Span::ZERO, pool.seize()).await.is_ok();
            here.note(if got { "got" } else { "timeout" });
        });
    });
    log.sort_unstable();
    assert_eq!(log, [(0, "a"), (0, "b"), (0, "c"), (0, "timeout")]);
}

#[test]
fn who_tries_to_seize_overtakes_nobody() {
    let log = play(|here| {
        let pool = Pool::new(&here.world, "pool", 2);
        here.user(0, &pool, 1, 10, "one");
        here.user(1, &pool, 2, 10, "both");
        let both = pool.try_seize(2).expect("both are idle");
        assert!(pool.try_seize(1).is_none());
        both.release();
        here.from(2, async move |here| {
            assert_eq!((pool.idle(), pool.waiting()), (1, 1));
            assert!(pool.try_seize(1).is_none());
            here.hold(18).await;
            assert_eq!(pool.utilisation(), Some(0.75));
            assert_eq!((pool.waits().count(), pool.waits().max()), (3, Some(9.0)));
            pool.reset_statistics();
            assert_eq!((pool.utilisation(), pool.waits().count()), (None, 0));
        });
    });
    assert_eq!(log, [(10, "one"), (20, "both")]);
}

#[test]
#[should_panic(expected = "0 units of pool were asked for")]
fn nobody_seizes_nothing() {
    play(|here| {
        let pool = Pool::new(&here.world, "pool", 1);
        drop(pool.seize_with(0, Key(0)));
    });
}

/// One place in the queue. `b` takes it, `c` finds none, the more urgent `d` takes it from `b`, and gives up at 5.
#[test]
fn a_request_may_come_to_nothing() {
    let log = play(|here| {
        let clerk = Resource::new(&here.world, "clerk", 1)
            .with_queue_limit(1)
            .with_push_out();
        let desk = clerk.clone();
        here.from(0, async move |here| {
            let _unit = desk.seize().await;
            here.hold(10).await;
            assert_eq!(
                (desk.refused(), desk.pushed_out(), desk.gave_up()),
                (1, 1, 1)
            );
        });
        let cases = [
            (1, Request::key(5), "b", Refusal::PushedOut),
            (2, Request::key(5), "c", Refusal::Full),
            (3, Request::key(1).until(at(5)), "d", Refusal::TimedOut),
        ];
        for (minute, request, name, wanted) in cases {
            let clerk = clerk.clone();
            here.from(minute, async move |here| {
                assert_eq!(clerk.request(request).await.err(), Some(wanted));
                here.note(name);
            });
        }
    });
    assert_eq!(log, [(2, "c"), (3, "b"), (5, "d")]);
}

#[test]
fn limits_hold_for_stocks_and_stores_too() {
    let log = play(|here| {
        let blanks = Stock::new(&here.world, "blanks", 0).with_queue_limit(1);
        let cards = Store::new(&here.world, "cards")
            .with_queue_limit(1)
            .with_push_out();
        let (stock, store) = (blanks.clone(), cards.clone());
        here.from(1, async move |here| {
            stock.take(2).await;
            here.note("pieces");
        });
        here.from(1, async move |here| {
            let out = store.request(|_: &u8| true, Request::key(1)).await;
            assert_eq!(out, Err(Refusal::PushedOut));
            here.note("pushed out");
        });
        here.from(2, async move |here| {
            assert_eq!(
                blanks.request(1, Request::default()).await,
                Err(Refusal::Full)
            );
            let mut takes = Box::pin(cards.request(|card| *card == 7, Request::key(0)));
            let first = race(&mut takes, here.hold(1)).await;
            assert!(matches!(first, Either::Second(())));
            cards.put(6).await;
            cards.put(7).await;
            blanks.put(2).await;
            assert_eq!(takes.await, Ok(7));
            assert_eq!(
                (cards.len(), cards.pushed_out(), blanks.refused()),
                (1, 1, 1)
            );
        });
    });
    assert_eq!(log, [(2, "pushed out"), (3, "pieces")]);
}

#[derive(Default)]
struct Most(usize);

impl Watch for Most {
    fn waiting(&mut self, _: Time, waiting: usize) {
        self.0 = self.0.max(waiting);
    }
}

#[test]
fn every_handle_can_be_watched() {
    play(|here| {
        let resource = Resource::watched(&here.world, "resource", 0, Most::default());
        let store: Store<u8, Most> =
            Store::watched(&here.world, "store", None, Most::default(), ());
        let (r, s) = (resource.clone(), store.clone());
        here.from(0, async move |here| {
            assert!(here.world.timeout(span(1), r.seize()).await.is_err());
        });
        here.from(0, async move |here| {
            assert!(here.world.timeout(span(1), s.take()).await.is_err());
        });
        here.from(2, async move |_| {
            assert_eq!(resource.watch(|most| most.0), 1);
            assert_eq!(store.watch(|most| most.0), 1);
        });
    });
}

/// What there is to tell at 6, by the names that a handle and its typed resource share.
macro_rules! figures {
    ($of:expr, $busy:ident $(, $now:expr)?) => {{
        let of = $of;
        (
            [of.queue_length(), of.$busy(), of.overtime()].map(|level| level.mean(at(6))),
            of.utilisation($($now)?),
            (of.waits().mean(), of.waits().max()),
            [of.waiting(), of.in_service(), of.idle(), of.capacity()],
            [of.refused(), of.gave_up(), of.pushed_out()],
        )
    }};
}

/// One holds the only unit until 4, one waits from 1 until it gives up at 2, and one from 1 to 4.
#[test]
fn a_handle_tells_the_figures_of_its_typed_resource_under_the_same_names() {
    let figures = (
        [Some(4.0 / 6.0), Some(1.0), Some(0.0)],
        Some(1.0),
        (Some(1.5), Some(3.0)),
        [0, 1, 0, 1],
        [0, 1, 0],
    );
    let mut clerk = resource::Resource::new("clerk", 1);
    assert_eq!(clerk.seize(at(0), 'a'), Some('a'));
    let Seized::Waits(tired) = clerk.request(at(1), Request::default(), 'b') else {
        panic!("the clerk is busy");
    };
    assert_eq!(clerk.seize(at(1), 'c'), None);
    assert_eq!(clerk.withdraw(at(2), tired), Some('b'));
    assert_eq!(clerk.release(at(4)), Some('c'));
    assert_eq!(figures!(&clerk, servers_busy, at(6)), figures);

    let mut pool = resource::Pool::new("pool", 1);
    let Seized::Starts(first) = pool.request(at(0), 1, Request::default(), 'a') else {
        panic!("it is idle");
    };
    let Seized::Waits(tired) = pool.request(at(1), 1, Request::default(), 'b') else {
        panic!("it is held");
    };
    assert!(matches!(
        pool.request(at(1), 1, Request::default(), 'c'),
        Seized::Waits(_)
    ));
    assert!(
        pool.withdraw(at(2), tired)
            .is_some_and(|gone| gone.item == 'b')
    );
    assert!(pool.release(at(4), first.id).is_some());
    assert_eq!(figures!(&pool, units_busy, at(6)), figures);
    assert_eq!(pool.waits_again().count(), 0);

    play(|here| {
        let (clerk, pool) = (
            Resource::new(&here.world, "clerk", 1),
            Pool::new(&here.world, "pool", 1),
        );
        for (from, until) in [(0, 4), (1, 8)] {
            let (c, p) = (clerk.clone(), pool.clone());
            here.from(from, async move |here| {
                let _held = c.seize().await;
                here.world.hold_until(at(until)).await;
            });
            here.from(from, async move |here| {
                let _held = p.seize().await;
                here.world.hold_until(at(until)).await;
            });
        }
        let (c, p) = (clerk.clone(), pool.clone());
        here.from(1, async move |here| {
            let either = race(c.seize(), p.seize());
            assert!(here.world.timeout(span(1), either).await.is_err());
        });
        here.from(6, async move |_| {
            assert_eq!(figures!(&clerk, servers_busy), figures);
            assert_eq!(figures!(&pool, units_busy), figures);
            assert_eq!(pool.waits_again().count(), 0);
        });
    });
}
