//! Units that are taken from one process for another, and what becomes of those who lose them.

use cetak::engine::Priority;
use cetak::process::{Either, Pool, Signal, race};
use cetak::resource::{Key, OnPreempt};

use crate::support::{Here, Told, play, span};

/// A job of ten that begins at 0 and asks anew when it is displaced, and one with a better key that comes just before or just after
/// its end at 10.
fn displaced_by_one_at(minute: i64, priority: i16) -> Vec<(i64, &'static str)> {
    play(|here| {
        let machine = Pool::new(&here.world, "machine", 1);
        let tool = machine.clone();
        here.from(0, async move |here| {
            let mut left = span(10);
            while left > span(0) {
                let unit = tool.seize_with(1, Key(5)).await;
                let began = here.world.now();
                let told = here.world.interruptible(here.world.hold(left)).await;
                left -= here.world.now() - began;
                assert_eq!(unit.is_lost(), told.is_err());
                if told.is_err() {
                    assert_eq!(told.map_err(Told::from), Err(Told::Preempted));
                    here.note("lost");
                }
            }
            here.note("done");
        });
        let here = here.clone();
        here.world.clone().spawn(async move {
            let comes = here.world.hold(span(minute));
            comes.with_priority(Priority(priority)).await;
            let unit = machine.preempt(Key(1), OnPreempt::Leave).await;
            here.note("urgent");
            here.hold(4).await;
            unit.release();
        });
    })
}

#[test]
fn pre_emption_takes_the_unit_and_work_resumes() {
    let resumed = [(6, "urgent"), (6, "lost"), (14, "done")];
    assert_eq!(displaced_by_one_at(6, 0), resumed);
}

#[test]
fn pre_emption_at_the_instant_of_the_end() {
    // Whichever event comes first: the end of the job, or the urgent one, which then finds a unit to take away.
    assert_eq!(displaced_by_one_at(10, -1), [(10, "done"), (10, "urgent")]);
    let taken = [(10, "urgent"), (10, "lost"), (10, "done")];
    assert_eq!(displaced_by_one_at(10, 1), taken);
}

/// From `minute` on, one takes units from others for three minutes.
fn urgent(here: &Here, minute: i64, pool: &Pool, rule: OnPreempt) {
    let pool = pool.clone();
    here.from(minute, async move |here| {
        let _unit = pool.preempt(Key(0), rule).await;
        here.hold(3).await;
        here.note("urgent");
    });
}

/// A job that needs one unit for ten minutes from 0 on, and does what the rule says when it loses it: new work takes five minutes.
async fn job(here: Here, pool: Pool) {
    let mut unit = pool.seize_with(1, Key(5)).await;
    let mut left = span(10);
    loop {
        let began = here.world.now();
        let work = here.world.hold(left);
        if here.world.interruptible(work).await.is_ok() {
            return here.note("job");
        }
        left = match unit.lost_by().expect("it was told") {
            OnPreempt::Restart => span(10),
            OnPreempt::Resample => span(5),
            _ => left - (here.world.now() - began),
        };
        unit = match unit.regain().await {
            Some(unit) => unit,
            None => return here.note("leaves"),
        };
    }
}

#[test]
fn a_job_of_10_displaced_from_4_to_7_ends_at_13_17_or_12_or_leaves() {
    for (rule, wanted, waited) in [
        (
            OnPreempt::Resume,
            [(7, "urgent"), (13, "job")],
            (1, Some(3.0)),
        ),
        (
            OnPreempt::Restart,
            [(7, "urgent"), (17, "job")],
            (1, Some(3.0)),
        ),
        (
            OnPreempt::Resample,
            [(7, "urgent"), (12, "job")],
            (1, Some(3.0)),
        ),
        (OnPreempt::Leave, [(4, "leaves"), (7, "urgent")], (0, None)),
    ] {
        let log = play(|here| {
            let pool = Pool::new(&here.world, "pool", 1);
            let tool = pool.clone();
            here.from(0, async move |here| job(here, tool).await);
            urgent(here, 4, &pool, rule);
            here.from(20, async move |_| {
                let again = pool.waits_again();
                assert_eq!((again.count(), again.mean()), waited, "{rule:?}");
                assert_eq!((pool.waits().count(), pool.waits().max()), (2, Some(0.0)));
            });
        });
        assert_eq!(log, wanted, "{rule:?}");
    }
}

/// `mid` asks at 2, with the same key as the job, for a minute.
#[test]
fn who_returns_to_its_place_at_4_goes_before_who_asked_at_2_and_who_asks_anew_does_not() {
    let run = |rule| {
        play(|here| {
            let pool = Pool::new(&here.world, "pool", 1);
            let (tool, mid) = (pool.clone(), pool.clone());
            here.from(0, async move |here| {
                let unit = tool.seize_with(1, Key(5)).await;
                assert!(here.interruptible_hold(10).await.is_err());
                let _unit = match unit.regain().await {
                    Some(unit) => unit,
                    None => tool.seize_with(1, Key(5)).await,
                };
                here.hold(6).await;
                here.note("job");
            });
            here.from(2, async move |here| {
                let _unit = mid.seize_with(1, Key(5)).await;
                here.hold(1).await;
                here.note("mid");
            });
            urgent(here, 4, &pool, rule);
        })
    };
    let wanted = [(7, "urgent"), (13, "job"), (14, "mid")];
    assert_eq!(run(OnPreempt::Resume), wanted);
    let wanted = [(7, "urgent"), (8, "mid"), (14, "job")];
    assert_eq!(run(OnPreempt::Leave), wanted);
}

#[test]
fn a_unit_that_comes_back_at_7_is_kept_until_it_is_awaited_at_9() {
    let log = play(|here| {
        let pool = Pool::new(&here.world, "pool", 1);
        let tool = pool.clone();
        here.from(0, async move |here| {
            let unit = tool.seize_with(1, Key(5)).await;
            assert!(here.interruptible_hold(10).await.is_err());
            here.hold(5).await;
            assert!(unit.is_lost() && unit.numbers().is_empty());
            assert_eq!((tool.idle(), tool.units_busy().value()), (0, 0.0));
            let unit = unit.regain().await.expect("it is kept");
            assert!(!unit.is_lost() && unit.numbers() == [0]);
            assert_eq!(tool.waits_again().mean(), Some(5.0));
            here.note("regained");
            here.hold(1).await;
        });
        urgent(here, 4, &pool, OnPreempt::Resume);
        here.from(5, async move |here| {
            let _unit = pool.seize_with(1, Key(9)).await;
            here.note("other");
        });
    });
    assert_eq!(log, [(7, "urgent"), (9, "regained"), (10, "other")]);
}

/// The job loses its unit at 4, and another waits for that from 5 on, behind it.
#[test]
fn a_place_given_up_before_7_is_free_at_7_and_a_unit_kept_until_8_goes_to_the_next_at_8() {
    #[derive(Clone, Copy, Debug)]
    enum GivesUp {
        /// It drops the lost units at 5.
        Drops,
        /// It waits for them until 6.
        IsTired,
        /// It waits for them and is stopped at 6.
        IsStopped,
        /// It drops them at 8, when they have come back.
        DropsLate,
    }
    for (how, free) in [
        (GivesUp::Drops, 7),
        (GivesUp::IsTired, 7),
        (GivesUp::IsStopped, 7),
        (GivesUp::DropsLate, 8),
    ] {
        let log = play(|here| {
            let pool = Pool::new(&here.world, "pool", 1);
            let tool = pool.clone();
            let job = here.from(0, async move |here| {
                let unit = tool.seize_with(1, Key(5)).await;
                assert!(here.interruptible_hold(10).await.is_err());
                match how {
                    GivesUp::Drops => here.hold(1).await,
                    GivesUp::IsTired => {
                        let again = here.world.timeout(span(2), unit.regain());
                        assert!(again.await.is_err());
                        assert_eq!(tool.waiting(), 1);
                    }
                    GivesUp::IsStopped => {
                        unit.regain().await;
                    }
                    GivesUp::DropsLate => here.hold(4).await,
                }
            });
            urgent(here, 4, &pool, OnPreempt::Restart);
            let waits = pool.clone();
            here.from(5, async move |here| {
                let _unit = waits.seize_with(1, Key(9)).await;
                here.note("other");
            });
            here.from(6, async move |here| {
                if let GivesUp::IsStopped = how {
                    assert!(job.stop());
                }
                here.hold(3).await;
                assert_eq!(
                    (pool.gave_up(), pool.waiting(), pool.idle()),
                    (1, 0, 1),
                    "{how:?}"
                );
            });
        });
        assert_eq!(log, [(7, "urgent"), (free, "other")], "{how:?}");
    }
}

/// Of three units another holds unit 0 until 6, and at 4 one unit of two is taken away.
#[test]
fn two_units_lost_at_4_come_back_at_6_as_units_0_and_2() {
    let log = play(|here| {
        let pool = Pool::new(&here.world, "pool", 3);
        here.user(0, &pool, 1, 6, "first");
        let tool = pool.clone();
        here.from(1, async move |here| {
            let units = tool.seize_with(2, Key(5)).await;
            assert_eq!(units.numbers(), [1, 2]);
            assert!(here.interruptible_hold(10).await.is_err());
            let units = units.regain().await.expect("by the rule");
            assert_eq!((units.count(), units.numbers()), (2, vec![0, 2]));
            here.note("regained");
        });
        urgent(here, 4, &pool, OnPreempt::Resume);
    });
    assert_eq!(log, [(6, "first"), (6, "regained"), (7, "urgent")]);
}

#[test]
fn a_unit_that_is_held_is_regained_in_0_minutes_and_counts_in_no_wait() {
    let log = play(|here| {
        let pool = Pool::new(&here.world, "pool", 1);
        here.from(3, async move |here| {
            let unit = pool.seize().await;
            let unit = unit.regain().await.expect("it is held");
            assert_eq!((unit.lost_by(), pool.waits_again().count()), (None, 0));
            here.note("held");
        });
    });
    assert_eq!(log, [(3, "held")]);
}

/// One holds two pools, and loses both in one event at 3.
#[test]
fn each_unit_lost_at_3_tells_its_own_rule() {
    let log = play(|here| {
        let [saw, drill] = ["saw", "drill"].map(|name| Pool::new(&here.world, name, 1));
        let both = (saw.clone(), drill.clone());
        here.from(0, async move |here| {
            let (saw, drill) = (
                both.0.seize_with(1, Key(5)).await,
                both.1.seize_with(1, Key(5)).await,
            );
            assert!(here.interruptible_hold(10).await.is_err());
            assert_eq!(saw.lost_by(), Some(OnPreempt::Restart));
            assert_eq!(drill.lost_by(), Some(OnPreempt::Leave));
            assert!(saw.regain().await.is_some() && drill.regain().await.is_none());
            here.note("regained");
        });
        here.from(3, async move |here| {
            for (pool, rule) in [(saw, OnPreempt::Restart), (drill, OnPreempt::Leave)] {
                let there = here.clone();
                here.world.spawn(async move {
                    let _unit = pool.preempt(Key(0), rule).await;
                    there.hold(3).await;
                    there.note("urgent");
                });
            }
        });
    });
    assert_eq!(log, [(6, "urgent"), (6, "regained"), (6, "urgent")]);
}

/// The holder of ten minutes is claimed at 1.
#[test]
fn who_is_in_no_interruptible_wait_keeps_its_unit() {
    let log = play(|here| {
        let machine = Pool::new(&here.world, "machine", 1);
        here.user(0, &machine, 1, 10, "holder");
        here.from(1, async move |here| {
            let _unit = machine.preempt(Key(-1), OnPreempt::Leave).await;
            here.note("urgent");
        });
    });
    assert_eq!(log, [(10, "holder"), (10, "urgent")]);
}

#[test]
fn a_unit_whose_loss_was_withdrawn_is_lost() {
    let log = play(|here| {
        let bell = Signal::new(&here.world, "bell");
        let pool = Pool::new(&here.world, "pool", 1);
        let (rings, unit) = (bell.clone(), pool.clone());
        here.from(0, async move |here| {
            let unit = unit.seize_with(1, Key(5)).await;
            let first = race(rings.wait(), here.interruptible_hold(20)).await;
            assert_eq!(first, Either::First(()));
            assert!(unit.is_lost());
            here.note("lost");
        });
        here.from(5, async move |here| {
            bell.notify();
            let _unit = pool.preempt(Key(0), OnPreempt::Leave).await;
            here.hold(5).await;
            here.note("urgent");
        });
    });
    assert_eq!(log, [(5, "lost"), (10, "urgent")]);
}
