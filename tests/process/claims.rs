//! Claims of processes to units that others hold, limits, deadlines and stops: instants by hand.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

use cetak::engine::{Ended, Simulation};
use cetak::process::{
    Either, Interrupt, Pool, Process, Processes, Refusal, Resource, Stock, Store, World, race,
};
use cetak::resource::{Cause, OnPreempt, OnStop, Request, Watch};
use cetak::time::{Span, Time, minutes};

fn span(minute: i64) -> Span {
    minutes(1.0) * minute
}

fn at(minute: i64) -> Time {
    Time::ZERO + span(minute)
}

type Log = Rc<RefCell<Vec<(i64, &'static str)>>>;

/// A world and what is noted in it.
#[derive(Clone)]
struct Here {
    world: World,
    log: Log,
}

impl Here {
    fn note(&self, what: &'static str) {
        let minute = (self.world.now() - Time::ZERO) / span(1);
        self.log.borrow_mut().push((minute as i64, what));
    }

    /// Spawns what begins at this minute.
    fn from<F: Future<Output = ()> + 'static>(
        &self,
        minute: i64,
        life: impl FnOnce(Here) -> F + 'static,
    ) -> Process {
        let here = self.clone();
        self.world.spawn(async move {
            here.world.hold(span(minute)).await;
            life(here.clone()).await;
        })
    }

    async fn hold(&self, minute: i64) {
        self.world.hold(span(minute)).await;
    }

    async fn interruptible_hold(&self, minute: i64) -> Result<(), Interrupt> {
        self.world
            .interruptible(self.world.hold(span(minute)))
            .await
    }
}

fn play(build: impl FnOnce(&Here)) -> Vec<(i64, &'static str)> {
    let processes = Processes::new();
    let here = Here {
        world: processes.world(),
        log: Log::default(),
    };
    build(&here);
    let mut sim = Simulation::new(processes);
    assert_eq!(sim.run(), Ended::Empty, "nobody waits for ever");
    here.log.take()
}

/// The holder has 5 minutes of work. At 2, in one event, it is interrupted, and one claims its unit for 20 minutes. It answers by
/// one minute more, and seizes again for that when it is displaced.
#[test]
fn a_claim_is_met_when_the_holder_can_be_interrupted() {
    let log = play(|here| {
        let machine = Pool::new(&here.world, "machine", 1);
        let tool = machine.clone();
        let holder = here.from(0, async move |here| {
            let mut unit = tool.seize_with(1, 10).await;
            assert_eq!(here.interruptible_hold(5).await, Err(Interrupt::Sent(7)));
            assert!(!unit.is_lost());
            while here.interruptible_hold(1).await == Err(Interrupt::Preempted) {
                assert!(unit.is_lost());
                here.note("holder is displaced");
                unit = tool.seize_with(1, 10).await;
            }
            here.note("holder ends");
        });
        here.from(2, async move |here| {
            let tool = machine.clone();
            here.clone()
                .from(0, async move |_| assert_eq!(tool.claims(), 0));
            let claim = machine.preempt(0, OnPreempt::Leave);
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
            let _unit = a.seize_with(1, -1).await;
            assert!(here.interruptible_hold(10).await.is_ok());
        });
        here.from(0, async move |here| {
            let _unit = b.seize_with(1, 5).await;
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
                both.0.seize_with(1, 10).await,
                both.1.seize_with(1, 10).await,
            );
            assert_eq!(here.interruptible_hold(50).await, Err(Interrupt::Preempted));
            assert!(saw.is_lost() && drill.is_lost());
            here.note("holder is displaced");
            // It goes on with neither for a while.
            here.hold(1).await;
        });
        here.from(3, async move |here| {
            for (pool, name) in [(saw, "saw starts"), (drill, "drill starts")] {
                let (there, world) = (here.clone(), here.world.clone());
                world.spawn(async move {
                    let _unit = pool.preempt(0, OnPreempt::Leave).await;
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
            let _unit = tool.seize_with(1, 10).await;
            here.hold(4).await;
            assert_eq!(here.interruptible_hold(6).await, Err(Interrupt::Preempted));
            here.note("holder is displaced");
        });
        let gives_up = machine.clone();
        here.from(1, async move |here| {
            let claim = here
                .world
                .timeout(span(2), gives_up.preempt(-1, OnPreempt::Leave));
            assert!(claim.await.is_err());
            assert_eq!((gives_up.claims(), gives_up.gave_up()), (1, 1));
        });
        here.from(2, async move |here| {
            let _unit = machine.preempt(0, OnPreempt::Leave).await;
            here.note("claimant starts");
        });
    });
    assert_eq!(log, [(4, "holder is displaced"), (4, "claimant starts")]);
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

/// A machine with work of 10 breaks from 3 to 8, which its process is told; it closes at 9 and finishes.
#[test]
fn a_unit_stops_for_causes() {
    let log = play(|here| {
        let pool = Pool::new(&here.world, "machine", 1);
        let (machine, seen) = (pool.clone(), pool.clone());
        let job = here.from(0, async move |here| {
            let unit = machine.seize().await;
            assert_eq!(here.interruptible_hold(10).await, Err(Interrupt::Sent(1)));
            here.note("breaks");
            assert!(here.interruptible_hold(100).await.is_err());
            here.note("goes on");
            here.hold(7).await;
            drop(unit);
        });
        let told = job.clone();
        here.from(3, async move |here| {
            let holder = pool
                .stop(0, Cause::Broken, OnStop::Resume)
                .expect("it is held");
            assert!(holder == told && holder.interrupt(1));
            assert_eq!(pool.holder(0), Some(told.clone()));
            here.hold(5).await;
            assert_eq!(pool.why_not(0), [(Cause::Broken, span(5))]);
            assert!(
                pool.resume(0, Cause::Broken)
                    .is_some_and(|holder| holder.interrupt(2))
            );
            here.hold(1).await;
            assert!(pool.stop(0, Cause::Closed, OnStop::Finish).is_none());
        });
        let late = seen.clone();
        here.from(20, async move |here| {
            assert_eq!(seen.idle(), 0, "it is closed");
            assert_eq!(seen.units_busy().integral(here.world.now()), 10.0 * 60.0);
            assert_eq!(seen.overtime().integral(here.world.now()), 6.0 * 60.0);
            // Four of the nine minutes in which it was open.
            assert!((seen.utilisation().expect("it was open") - 4.0 / 9.0).abs() < 1e-12);
            assert!(seen.resume(0, Cause::Closed).is_none());
        });
        here.from(19, async move |here| {
            let _unit = late.seize().await;
            here.note("opens");
        });
    });
    assert_eq!(log, [(3, "breaks"), (8, "goes on"), (20, "opens")]);
}

#[test]
fn units_that_are_added_go_to_a_claim() {
    let log = play(|here| {
        let pool = Pool::new(&here.world, "pool", 2);
        for key in [-1, 5] {
            let pool = pool.clone();
            here.from(0, async move |here| {
                let _unit = pool.seize_with(1, key).await;
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
