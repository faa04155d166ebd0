//! At the ends of time and of counters, a call returns, or panics with the time, the name and the cause.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use cetak::ErrorKind;
use cetak::engine::{Calendar, Simulation};
use cetak::process::Processes;
use cetak::resource::{
    Cause, OnStop, Opening, OpeningHours, Pool, Reorder, Request, Resource, Seized, UnitStatistics,
};
use cetak::time::{Span, Time, days, hours, minutes};

/// Minutes before the end of time.
fn before_the_end(m: f64) -> Time {
    Time::MAX - minutes(m)
}

fn refused<T>(words: &[&str], action: impl FnOnce() -> T) {
    let panic = catch_unwind(AssertUnwindSafe(action)).err();
    let panic = panic.expect("it should panic");
    let message = panic.downcast::<String>().expect("a message");
    for word in words {
        assert!(message.contains(word), "{word:?} is not in: {message}");
    }
}

const END: &str = "beyond the end of time at 106751991d 04:00:54.775807";

#[test]
fn an_event_after_the_end_of_time() {
    let mut cal = Calendar::new();
    cal.schedule_at(before_the_end(1.0), "last");
    assert_eq!(cal.pop(), Some("last"));
    cal.schedule(minutes(1.0), "at the end");
    refused(
        &[
            "at 106751991d 03:59:54",
            "an event",
            "after 60.000001 s",
            END,
        ],
        || cal.schedule(minutes(1.0) + Span::from_micros(1), "never"),
    );
    assert_eq!(cal.pop(), Some("at the end"));
    assert_eq!(cal.now(), Time::MAX);
}

#[test]
fn a_hold_beyond_the_end_of_time() {
    let processes = Processes::new();
    let world = processes.world();
    processes.world().spawn_named("Made", async move {
        world.hold(before_the_end(1.0) - Time::ZERO).await;
        world.hold(minutes(2.0)).await;
    });
    let mut sim = Simulation::new(processes);
    refused(
        &["at 106751991d 03:59:54", "Made cannot hold for 2 min", END],
        || sim.run(),
    );
}

#[test]
fn work_beyond_the_end_of_time() {
    let mut presses = Pool::new("presses", 1);
    let mut start = |now| match presses.request(now, 1, Request::default(), ()) {
        Seized::Starts(start) => start.id,
        _ => unreachable!("it is idle"),
    };
    let id = start(Time::ZERO);
    let now = before_the_end(1.0);
    refused(
        &["at 106751991d 03:59:54", "presses cannot work", END],
        || presses.serve(now, id, minutes(2.0)),
    );

    // What was left of it when it was held up.
    let mut presses = Pool::new("presses", 1);
    let Seized::Starts(start) = presses.request(Time::ZERO, 1, Request::default(), ()) else {
        unreachable!("it is idle");
    };
    presses.serve(Time::ZERO, start.id, days(2.0));
    presses.stop(Time::ZERO, 0, Cause::Broken, OnStop::Resume);
    refused(&["presses cannot work for 2 d", END], || {
        presses.resume(now, 0, Cause::Broken)
    });
}

#[test]
fn a_wait_longer_than_a_span() {
    let long_ago = Request::default().waiting_since(Time::from_micros(i64::MIN));
    let who = ["waited since -106751992d", "longer than a span"];
    let mut clerk = Resource::new("clerk", 1);
    refused(&[&["at 0d 00:00:00: clerk"], &who[..]].concat(), || {
        clerk.request(Time::ZERO, long_ago, ())
    });
    let mut clerk = Resource::new("clerk", 1);
    assert_eq!(clerk.seize(Time::ZERO, ()), Some(()));
    let _ = clerk.request(Time::ZERO, long_ago, ());
    refused(&[&["clerk"], &who[..]].concat(), || {
        clerk.release(Time::ZERO)
    });
    let mut units = Pool::new("units", 1);
    refused(&[&["units"], &who[..]].concat(), || {
        units.request(Time::ZERO, 1, long_ago, ())
    });
}

#[test]
fn sums_of_times_say_what_was_added() {
    let second = Span::from_micros(1_000_000);
    let most = Span::from_micros(i64::MAX);
    let range = "is outside the range of simulated time";
    refused(&["106751991d 04:00:54.775807 + 1 s", range], || {
        Time::MAX + second
    });
    refused(&["0d 00:00:00 - -106751992d", range], || {
        Time::ZERO - Time::from_micros(i64::MIN)
    });
    refused(&["-106751992d 19:59:05.224192 - 1 s", range], || {
        Time::from_micros(i64::MIN) - second
    });
    refused(&["9223372036854.775807 s + 1 s", range], || most + second);
    refused(&["-9223372036854.775807 s - 1 s", range], || -most - second);
    refused(&["9223372036854.775807 s * 2", range], || most * 2);
}

#[test]
fn opening_hours_longer_than_a_span() {
    let at = Time::from_micros;
    let all_of_time = Opening {
        open: at(i64::MIN),
        close: Time::MAX,
    };
    let halves = [
        Opening {
            open: at(i64::MIN),
            close: at(-1),
        },
        Opening {
            open: at(0),
            close: Time::MAX,
        },
    ];
    for windows in [&[all_of_time][..], &halves] {
        let error = OpeningHours::new(windows.iter().copied()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Value);
        assert!(error.to_string().contains("longer in all"), "{error}");
        let json = serde_json::to_string(windows).unwrap();
        assert!(serde_json::from_str::<OpeningHours>(&json).is_err());
    }
    let hours = OpeningHours::new([Opening {
        open: Time::ZERO,
        close: Time::ZERO + hours(8.0),
    }]);
    // There are not so many hours left.
    let never = hours
        .unwrap()
        .after_open(Time::ZERO + minutes(1.0), Span::from_micros(i64::MAX));
    assert_eq!(never, None);
}

#[test]
fn an_order_of_more_than_can_be_counted() {
    let lots = |point, lot| Reorder::Lots { point, lot };
    let all = u64::MAX / 2 * 2;
    assert_eq!(lots(i64::MAX - 2, 2).order(i64::MIN), all);
    refused(&["from -9223372036854775808", "in lots of 1"], || {
        lots(i64::MAX, 1).order(i64::MIN)
    });
    refused(&["in lots of 9223372036854775808"], || {
        lots(i64::MAX, 1 << 63).order(-1)
    });
}

#[test]
fn a_pool_too_large_to_know_each_unit() {
    let began = Instant::now();
    let many = 400_000_000;
    refused(
        &["units: a pool of 400000000", "1000000 are the most"],
        || Pool::<()>::new("units", many),
    );
    refused(&["statistics of 400000000 units"], || {
        UnitStatistics::new(many)
    });
    let most = Pool::<()>::MOST_UNITS;
    let mut units: Pool<()> = Pool::new("units", most - 1);
    assert!(units.add_units(Time::ZERO, 1).starts.is_empty());
    for more in [1, usize::MAX] {
        refused(&["at 0d 00:00:00: ", "to the 1000000 of units"], || {
            units.add_units(Time::ZERO, more)
        });
    }
    assert_eq!((units.capacity(), units.idle()), (most, most));
    // What is only counted has no such limit.
    assert_eq!(Resource::<()>::new("servers", many).capacity(), many);
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "{:?}",
        began.elapsed()
    );
}
