//! An id that one resource gave out is refused by another, also where both have as many waits and services.

use std::panic::{AssertUnwindSafe, catch_unwind};

use cetak::resource::{
    BatchServer, Buffer, Condition, Moved, Pool, ProcessorSharing, Request, Resource, Seized, Side,
    Stock, Store, WaitId, Wants,
};
use cetak::time::{Time, minutes};

use crate::support::waits;

const NOW: Time = Time::ZERO;

/// The panic's text.
fn refused<R>(work: impl FnOnce() -> R) -> String {
    let panic = catch_unwind(AssertUnwindSafe(work))
        .err()
        .expect("it is refused");
    let text = panic.downcast::<String>().expect("a text");
    *text
}

#[derive(Clone, Debug, PartialEq)]
struct Anyone;

impl Wants<u32> for Anyone {}

/// A resource whose only server is taken, and a customer who waits for it.
fn clerk(name: &str) -> (Resource<u32>, WaitId) {
    let mut clerk = Resource::new(name, 1);
    let _ = clerk.seize(NOW, 1);
    let id = waits(clerk.request(NOW, Request::default(), 2));
    (clerk, id)
}

#[test]
fn a_wait_of_another_resource_is_refused() {
    let ((mut susut, own), (_, other)) = (clerk("Susut"), clerk("Tembuku"));
    let told = "Susut did not give out this id or promise; another resource did";
    assert_eq!(refused(|| susut.withdraw(NOW, other)), told);
    assert_eq!(susut.withdraw(NOW, own), Some(2));
    assert_eq!(susut.withdraw(NOW, own), None, "stale, and harmless");

    let mut blanks = Buffer::new(Stock::new("blanks", 0));
    assert!(matches!(
        blanks.take(NOW, 1, Request::default(), 3),
        Seized::Waits(_)
    ));
    assert_eq!(
        refused(|| blanks.withdraw(NOW, other)),
        told.replace("Susut", "blanks")
    );
    assert_eq!(
        refused(|| blanks.waiter(Side::Take, other).copied()),
        told.replace("Susut", "blanks")
    );
    let mut parcels: Store<u32, Anyone> = Store::new("parcels").with_capacity(1);
    for refused in [
        refused(|| parcels.withdraw(NOW, other).is_some()),
        refused(|| parcels.withdraw_room(NOW, other).is_some()),
        refused(|| parcels.waiter(other).is_some()),
    ] {
        assert_eq!(refused, told.replace("Susut", "parcels"));
    }
    let mut kiln: BatchServer<u32> = BatchServer::new("kiln", 1, 2, 3);
    assert_eq!(
        refused(|| kiln.withdraw(NOW, other)),
        told.replace("Susut", "kiln")
    );
    let mut open = Condition::new("open");
    open.wait(NOW, Request::default(), 4);
    assert_eq!(
        refused(|| open.withdraw(NOW, other)),
        told.replace("Susut", "open")
    );
}

#[test]
fn a_service_of_another_pool_is_refused() {
    let pool = |name: &str| {
        let mut pool = Pool::new(name, 1);
        let Seized::Starts(start) = pool.request(NOW, 1, Request::default(), name.to_owned())
        else {
            panic!("it is idle");
        };
        let wait = waits(pool.request(NOW, 1, Request::default(), "next".to_owned()));
        (pool, start.id, wait)
    };
    let ((mut north, own, _), (_, other, wait)) = (pool("north"), pool("south"));
    let told = "north did not give out this id or promise; another resource did";
    assert_eq!(refused(|| north.serve(NOW, other, minutes(1.0))), told);
    assert_eq!(refused(|| north.release(NOW, other).is_some()), told);
    assert_eq!(refused(|| north.commit(NOW, other)), told);
    assert_eq!(refused(|| north.shield(other)), told);
    assert_eq!(refused(|| north.item(other).cloned()), told);
    assert_eq!(refused(|| north.waiter(wait).cloned()), told);
    assert_eq!(refused(|| north.withdraw(NOW, wait).is_some()), told);
    assert_eq!(north.serve(NOW, own, minutes(1.0)), NOW + minutes(1.0));
    let released = north.release(NOW, own).expect("its own");
    assert_eq!(released.item, "north");
}

#[test]
fn a_job_of_other_servers_is_refused() {
    let [mut cpu, mut line] = ["cpu", "line"].map(|name| ProcessorSharing::new(name, 1));
    let (own, other) = (
        cpu.add(NOW, minutes(4.0), 'a'),
        line.add(NOW, minutes(4.0), 'b'),
    );
    let told = "cpu did not give out this id or promise; another resource did";
    assert_eq!(refused(|| cpu.withdraw(NOW, other)), told);
    assert_eq!(refused(|| cpu.job(other).copied()), told);
    assert_eq!(cpu.job(own), Some(&'a'));
    assert_eq!(cpu.withdraw(NOW, own), Some(('a', minutes(4.0))));
    assert_eq!(cpu.withdraw(NOW, own), None, "stale, and harmless");
}

#[test]
fn a_promise_of_another_resource_is_refused() {
    let refuses = |told: String, name: &str| {
        assert_eq!(
            told,
            format!("{name} did not give out this id or promise; another resource did")
        );
    };
    let [mut susut, mut tembuku] = ["Susut", "Tembuku"].map(|name| Resource::new(name, 1));
    let Seized::Starts(promise) = susut.reserve(NOW, Request::default(), 1) else {
        panic!("it is idle");
    };
    refuses(refused(|| tembuku.commit(NOW, promise.clone())), "Tembuku");
    refuses(
        refused(|| tembuku.cancel(NOW, promise.clone()).0),
        "Tembuku",
    );
    let _ = tembuku.reserve(NOW, Request::default(), 2);
    // Refused before anything is counted or passed on.
    assert_eq!((tembuku.in_service(), tembuku.gave_up()), (1, 0));
    assert_eq!(tembuku.waits().count(), 0);
    assert_eq!(susut.commit(NOW, promise), 1);
    waits(susut.reserve(NOW, Request::default(), 3));
    let passed = susut.pass_on(NOW).expect("one waits");
    refuses(refused(|| tembuku.commit(NOW, passed.clone())), "Tembuku");
    assert_eq!(susut.cancel(NOW, passed).0, 3);

    let [mut here, mut there] = ["here", "there"].map(|name| {
        let shelf = Stock::new(name, 5).with_capacity(10);
        Buffer::new(shelf)
    });
    for side in [Side::Take, Side::Put] {
        let Seized::Starts(promise) = here.reserve(NOW, side, 2, Request::default(), 'a') else {
            panic!("there is enough");
        };
        refuses(refused(|| there.commit(NOW, promise.clone())), "there");
        refuses(refused(|| there.cancel(promise.clone())), "there");
        assert_eq!((there.available(side), there.stock().level()), (5, 5));
        assert_eq!(here.commit(NOW, promise), 'a');
    }

    let [mut parcels, mut letters] = ["parcels", "letters"].map(Store::new);
    let Seized::Starts(room) = parcels.reserve_room(NOW, 7, Request::default(), Anyone) else {
        panic!("there is room");
    };
    refuses(
        refused(|| letters.commit(NOW, room.clone()) == Moved::Put(Anyone)),
        "letters",
    );
    refuses(refused(|| letters.cancel(room.clone()).1), "letters");
    assert_eq!(parcels.commit(NOW, room), Moved::Put(Anyone));
    let Seized::Starts(item) = parcels.reserve(NOW, Request::default(), Anyone) else {
        panic!("it is there");
    };
    refuses(
        refused(|| letters.commit(NOW, item.clone()) == Moved::Took(Anyone, 7)),
        "letters",
    );
    refuses(refused(|| letters.cancel(item.clone()).1), "letters");
    assert_eq!(letters.items().count(), 0);
    assert_eq!(parcels.commit(NOW, item), Moved::Took(Anyone, 7));
}
