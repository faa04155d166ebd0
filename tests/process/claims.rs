//! Claims of processes to units that others hold: they stay until they are met or given up.

use cetak::process::Pool;
use cetak::resource::{Key, OnPreempt, Request};

use crate::support::{Told, play, span};

/// The holder has 5 minutes of work. At 2, in one event, it is interrupted, and one claims its unit for 20 minutes. It answers by
/// one minute more, and seizes again for that when it is displaced.
#[test]
fn a_claim_is_met_when_the_holder_can_be_interrupted() {
    let log = play(|here| {
        let machine = Pool::new(&here.world, "machine", 1);
        let tool = machine.clone();
        let holder = here.from(0, async move |here| {
            let mut unit = tool.seize_with(1, Key(10)).await;
            assert_eq!(here.interruptible_hold(5).await, Err(Told::Sent(7)));
            assert!(!unit.is_lost());
            while here.interruptible_hold(1).await == Err(Told::Preempted) {
                assert!(unit.is_lost());
                here.note("holder is displaced");
                unit = tool.seize_with(1, Key(10)).await;
            }
            here.note("holder ends");
        });
        here.from(2, async move |here| {
            let tool = machine.clone();
            here.clone()
                .from(0, async move |_| assert_eq!(tool.claims(), 0));
            let claim = machine.preempt(Key(0), OnPreempt::Leave);
            assert!(holder.interrupt(7));
            let _unit = claim.await;
            assert_eq!(machine.claims(), 0);
            here.note("claimant starts");
            here.hold(20).await;
        });
    });
    let wanted = [
        (2, "holder is displaced"),
        (2, "claimant starts"),
        (23, "holder ends"),
    ];
    assert_eq!(log, wanted);
}

/// A more urgent one holds a unit until 10, a less urgent one the other until 100. The claim to both is met at 10.
#[test]
fn a_claim_is_met_at_a_release() {
    let log = play(|here| {
        let pool = Pool::new(&here.world, "pool", 2);
        let (a, b) = (pool.clone(), pool.clone());
        here.from(0, async move |here| {
            let _unit = a.seize_with(1, Key(-1)).await;
            assert!(here.interruptible_hold(10).await.is_ok());
        });
        here.from(0, async move |here| {
            let _unit = b.seize_with(1, Key(5)).await;
            assert!(here.interruptible_hold(100).await.is_err());
            here.note("b is displaced");
        });
        here.from(1, async move |here| {
            let units = pool
                .preempt_with(2, Request::key(0), OnPreempt::Leave)
                .await
                .expect("no limit");
            assert_eq!(units.numbers(), [0, 1]);
            here.note("claimant starts");
        });
    });
    assert_eq!(log, [(10, "b is displaced"), (10, "claimant starts")]);
}

/// One holds two pools, and both are claimed at one instant: whoever is woken by one claim is displaced by the other.
#[test]
fn a_holder_of_two_pools_is_displaced_from_both() {
    let log = play(|here| {
        let (saw, drill) = (
            Pool::new(&here.world, "saw", 1),
            Pool::new(&here.world, "drill", 1),
        );
        let both = (saw.clone(), drill.clone());
        here.from(0, async move |here| {
            let (saw, drill) = (
                both.0.seize_with(1, Key(10)).await,
                both.1.seize_with(1, Key(10)).await,
            );
            assert_eq!(here.interruptible_hold(50).await, Err(Told::Preempted));
            assert!(saw.is_lost() && drill.is_lost());
            here.note("holder is displaced");
            // It goes on with neither for a while.
            here.hold(1).await;
        });
        here.from(3, async move |here| {
            for (pool, name) in [(saw, "saw starts"), (drill, "drill starts")] {
                let (there, world) = (here.clone(), here.world.clone());
                world.spawn(async move {
                    let _unit = pool.preempt(Key(0), OnPreempt::Leave).await;
                    there.note(name);
                });
            }
        });
    });
    let mut log = log;
    log.sort_unstable();
    let wanted = [
        (3, "drill starts"),
        (3, "holder is displaced"),
        (3, "saw starts"),
    ];
    assert_eq!(log, wanted);
}

/// The holder is in no interruptible wait from 0 to 4, and then in one.
#[test]
fn a_holder_is_displaced_at_the_instant_at_which_it_can_be() {
    let log = play(|here| {
        let machine = Pool::new(&here.world, "machine", 1);
        let tool = machine.clone();
        here.from(0, async move |here| {
            let _unit = tool.seize_with(1, Key(10)).await;
            here.hold(4).await;
            assert_eq!(here.interruptible_hold(6).await, Err(Told::Preempted));
            here.note("holder is displaced");
        });
        let gives_up = machine.clone();
        here.from(1, async move |here| {
            let claim = here
                .world
                .timeout(span(2), gives_up.preempt(Key(-1), OnPreempt::Leave));
            assert!(claim.await.is_err());
            assert_eq!((gives_up.claims(), gives_up.gave_up()), (1, 1));
        });
        here.from(2, async move |here| {
            let _unit = machine.preempt(Key(0), OnPreempt::Leave).await;
            here.note("claimant starts");
        });
    });
    assert_eq!(log, [(4, "holder is displaced"), (4, "claimant starts")]);
}

#[test]
fn units_that_are_added_go_to_a_claim() {
    let log = play(|here| {
        let pool = Pool::new(&here.world, "pool", 2);
        for key in [-1, 5] {
            let pool = pool.clone();
            here.from(0, async move |here| {
                let _unit = pool.seize_with(1, Key(key)).await;
                let ended = here.interruptible_hold(50).await;
                assert_eq!(ended.is_err(), key == 5);
            });
        }
        let more = pool.clone();
        here.from(1, async move |here| {
            let units = pool
                .preempt_with(2, Request::key(0), OnPreempt::Leave)
                .await
                .expect("no limit");
            here.note("claimant starts");
            assert_eq!(units.count(), 2);
        });
        here.from(4, async move |_| more.add_units(1));
    });
    assert_eq!(log, [(4, "claimant starts")]);
}
