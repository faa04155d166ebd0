//! Traces of pools that were worked out by hand, and what the pool makes of them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use cetak::engine::{Calendar, Ended, Model, Simulation, Waiting};
use cetak::resource::{
    After, Cause, OnPreempt, OnStop, OpeningHours, Pool, Request, Seized, ServiceId, Start,
    UnitStatistics, WaitId, Window,
};
use cetak::time::{Span, Time, minutes};

fn at(m: i64) -> Time {
    Time::ZERO + minutes(1.0) * m
}

fn sp(m: i64) -> Span {
    minutes(1.0) * m
}

fn min_of(t: Time) -> i64 {
    (t - Time::ZERO).as_micros() / 60_000_000
}

fn started<T: std::fmt::Debug>(answer: Seized<Start, T>) -> Start {
    match answer {
        Seized::Starts(start) => start,
        other => panic!("it starts at once: {other:?}"),
    }
}

/// Something that is done at a planned time.
type Action = Box<dyn FnOnce(&mut Lab, &mut Calendar<Event>)>;
enum Event {
    Do(Action),
    End(ServiceId),
    Patience(&'static str),
}

struct Lab {
    pool: Pool<&'static str>,
    work: BTreeMap<&'static str, i64>,
    waits: BTreeMap<&'static str, WaitId>,
    log: Vec<(i64, &'static str, &'static str)>,
    plan: Vec<(i64, Action)>,
}

impl Lab {
    fn new(units: usize) -> Self {
        Self {
            pool: Pool::new("lab", units),
            work: BTreeMap::new(),
            waits: BTreeMap::new(),
            log: Vec::new(),
            plan: Vec::new(),
        }
    }
    fn plan(
        mut self,
        m: i64,
        action: impl FnOnce(&mut Lab, &mut Calendar<Event>) + 'static,
    ) -> Self {
        self.plan.push((m, Box::new(action)));
        self
    }
    fn job(self, m: i64, name: &'static str, units: usize, work: i64) -> Self {
        self.plan(m, move |lab, cal| {
            lab.ask(name, units, work, Request::default(), cal)
        })
    }
    fn off(self, m: i64, unit: usize, cause: Cause, effect: OnStop) -> Self {
        self.plan(m, move |lab, cal| {
            let _ = lab.pool.stop(cal.now(), unit, cause, effect);
        })
    }
    fn on(self, m: i64, unit: usize, cause: Cause) -> Self {
        self.plan(m, move |lab, cal| {
            let changes = lab.pool.resume(cal.now(), unit, cause);
            lab.go(changes.starts, cal);
        })
    }
    fn urgent(self, m: i64, name: &'static str, work: i64, priority: i64, rule: OnPreempt) -> Self {
        self.plan(m, move |lab, cal| {
            lab.work.insert(name, work);
            let p = lab
                .pool
                .preempt(cal.now(), 1, Request::priority(priority), name, rule);
            for d in p.displaced {
                if let After::Left(who) = d.after {
                    lab.log.push((min_of(cal.now()), who, "left"));
                }
            }
            match p.answer {
                Seized::Starts(s) => lab.go([s], cal),
                Seized::Waits(w) => {
                    lab.waits.insert(name, w);
                }
                _ => lab.log.push((min_of(cal.now()), name, "refused")),
            }
            lab.go(p.starts, cal);
        })
    }
    fn ask(
        &mut self,
        name: &'static str,
        units: usize,
        work: i64,
        request: Request,
        cal: &mut Calendar<Event>,
    ) {
        self.work.insert(name, work);
        match self.pool.request(cal.now(), units, request, name) {
            Seized::Starts(s) => self.go([s], cal),
            Seized::Waits(w) => {
                self.waits.insert(name, w);
            }
            _ => self.log.push((min_of(cal.now()), name, "refused")),
        }
    }
    fn go(&mut self, starts: impl IntoIterator<Item = Start>, cal: &mut Calendar<Event>) {
        for s in starts {
            let name = *self.pool.item(s.id).expect("it starts");
            let ends = match s.ends {
                Some(e) => e,
                None => {
                    self.log.push((min_of(cal.now()), name, "starts"));
                    self.pool.serve(cal.now(), s.id, sp(self.work[name]))
                }
            };
            cal.schedule_at(ends, Event::End(s.id));
        }
    }
    fn run(self) -> Vec<(i64, &'static str, &'static str)> {
        self.run_all().into_model().log
    }
    fn run_all(self) -> Simulation<Lab> {
        let mut sim = Simulation::new(self);
        sim.run();
        sim
    }
    fn ends(self) -> Vec<(&'static str, i64)> {
        let log = self.run();
        log.into_iter()
            .filter(|l| l.2 == "ends")
            .map(|l| (l.1, l.0))
            .collect()
    }
}

impl Model for Lab {
    type Event = Event;
    fn start(&mut self, cal: &mut Calendar<Event>) {
        for (m, d) in std::mem::take(&mut self.plan) {
            cal.schedule_at(at(m), Event::Do(d));
        }
    }
    fn handle(&mut self, e: Event, cal: &mut Calendar<Event>) {
        match e {
            Event::Do(d) => d(self, cal),
            Event::End(id) => {
                if let Some(r) = self.pool.release(cal.now(), id) {
                    self.log.push((min_of(cal.now()), r.item, "ends"));
                    self.go(r.starts, cal);
                }
            }
            Event::Patience(name) => {
                if let Some(w) = self
                    .waits
                    .remove(name)
                    .and_then(|w| self.pool.withdraw(cal.now(), w))
                {
                    self.log.push((min_of(cal.now()), w.item, "gives up"));
                    self.go(w.starts, cal);
                }
            }
        }
    }
    fn waiting(&self) -> Vec<Waiting> {
        self.pool
            .waiters()
            .map(|(w, n)| Waiting::new(w, format!("{n} of {}", self.pool.name())))
            .collect()
    }
}

// On from 0 to 5, off from 5 to 9; 10 of work from 1.
#[test]
fn off_from_5_to_9() {
    for (effect, end) in [
        (OnStop::Finish, 11),
        (OnStop::Resume, 15),
        (OnStop::Restart, 19),
    ] {
        let lab = Lab::new(1)
            .job(1, "j", 1, 10)
            .off(5, 0, Cause::Closed, effect)
            .on(9, 0, Cause::Closed);
        assert_eq!(lab.ends(), [("j", end)], "{effect:?}");
    }
    // Who comes at 6 starts at 9 and ends at 19.
    let lab = Lab::new(1)
        .off(5, 0, Cause::Closed, OnStop::Resume)
        .on(9, 0, Cause::Closed)
        .job(6, "j", 1, 10);
    assert_eq!(lab.run(), [(9, "j", "starts"), (19, "j", "ends")]);
}

#[test]
fn who_needs_many_units_holds_up_those_behind() {
    let lab = Lab::new(10)
        .job(0, "a", 7, 10)
        .job(1, "b", 7, 10)
        .job(2, "c", 1, 10);
    assert_eq!(lab.ends(), [("a", 10), ("b", 20), ("c", 20)]);
}

// A is served from 0 to 10; W has a deadline at 10 and V is behind it. Both orders of the two events at 10.
#[test]
fn a_timeout_at_the_instant_of_the_release() {
    for patience_first in [true, false] {
        let mut lab = Lab::new(1);
        if patience_first {
            lab = lab.plan(0, |_, cal| {
                cal.schedule_at(at(10), Event::Patience("W"));
            });
        }
        lab = lab.job(0, "A", 1, 10);
        lab = lab.plan(1, |lab, cal| {
            lab.ask("W", 1, 10, Request::default().until(at(10)), cal)
        });
        if !patience_first {
            lab = lab.plan(2, |_, cal| {
                cal.schedule_at(at(10), Event::Patience("W"));
            });
        }
        lab = lab.job(2, "V", 1, 10);
        let mut log = lab.run();
        log.sort_unstable();
        assert_eq!(
            log,
            [
                (0, "A", "starts"),
                (10, "A", "ends"),
                (10, "V", "starts"),
                (10, "W", "gives up"),
                (20, "V", "ends")
            ]
        );
    }
}

// low: 10 from 0. high: 3 at 4, pre-empts.
#[test]
fn the_rules_of_pre_emption() {
    let run = |rule| {
        Lab::new(1)
            .job(0, "low", 1, 10)
            .urgent(4, "high", 3, 1, rule)
            .ends()
    };
    assert_eq!(run(OnPreempt::Resume), [("high", 7), ("low", 13)]);
    assert_eq!(run(OnPreempt::Restart), [("high", 7), ("low", 17)]);
    assert_eq!(run(OnPreempt::Leave), [("high", 7)]);
    // new work of 5, drawn while it was away
    let lab = Lab::new(1)
        .job(0, "low", 1, 10)
        .urgent(4, "high", 3, 1, OnPreempt::Resample)
        .plan(5, |lab, _| {
            lab.work.insert("low", 5);
        });
    assert_eq!(lab.ends(), [("high", 7), ("low", 12)]);
}

// low 10 @0, mid 10 @2, high 1 @3: high 3..4, mid has done 1, 9 left: 13; low has done 2, 8 left: 21.
#[test]
fn pre_emption_within_pre_emption() {
    let lab = Lab::new(1)
        .job(0, "low", 1, 10)
        .urgent(2, "mid", 10, 1, OnPreempt::Resume)
        .urgent(3, "high", 1, 2, OnPreempt::Resume);
    assert_eq!(lab.ends(), [("high", 4), ("mid", 13), ("low", 21)]);
}

// closed 5-9, broken 7-12, upgrade 8-10; work of 10 from 1: 4 done, 6 left from 12: 18.
#[test]
fn three_causes_and_what_they_say() {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let (s1, s2) = (seen.clone(), seen.clone());
    let lab = Lab::new(1)
        .job(1, "j", 1, 10)
        .off(5, 0, Cause::Closed, OnStop::Resume)
        .off(7, 0, Cause::Broken, OnStop::Resume)
        .off(8, 0, Cause::Upgrade, OnStop::Resume)
        .plan(8, move |lab, cal| {
            s1.borrow_mut().extend(lab.pool.why_not(cal.now(), 0))
        })
        .on(9, 0, Cause::Closed)
        .on(10, 0, Cause::Upgrade)
        .plan(11, move |lab, cal| {
            s2.borrow_mut().extend(lab.pool.why_not(cal.now(), 0))
        })
        .on(12, 0, Cause::Broken);
    assert_eq!(lab.ends(), [("j", 18)]);
    assert_eq!(
        *seen.borrow(),
        [
            (Cause::Closed, sp(3)),
            (Cause::Broken, sp(1)),
            (Cause::Upgrade, sp(0)),
            (Cause::Broken, sp(4))
        ]
    );
}

// closed 5-9 with Finish, broken 7-12 with Resume: 6 done by 7, 4 left from 12: 16.
#[test]
fn closing_lets_finish_what_a_breakdown_holds_up() {
    let lab = Lab::new(1)
        .job(1, "j", 1, 10)
        .off(5, 0, Cause::Closed, OnStop::Finish)
        .off(7, 0, Cause::Broken, OnStop::Resume)
        .on(9, 0, Cause::Closed)
        .on(12, 0, Cause::Broken);
    assert_eq!(lab.ends(), [("j", 16)]);
    // Resume, then Restart while it is paused: everything again from 12: 22.
    let lab = Lab::new(1)
        .job(1, "j", 1, 10)
        .off(5, 0, Cause::Closed, OnStop::Resume)
        .off(7, 0, Cause::Broken, OnStop::Restart)
        .on(9, 0, Cause::Closed)
        .on(12, 0, Cause::Broken);
    assert_eq!(lab.ends(), [("j", 22)]);
}

// Two units held together; each stops in turn: 0: 3-6, 1: 5-8. Work 10 from 0: done 3, on at 8, 7 left: 15.
#[test]
fn a_service_on_two_units_waits_for_both() {
    let lab = Lab::new(2)
        .job(0, "j", 2, 10)
        .off(3, 0, Cause::Broken, OnStop::Resume)
        .off(5, 1, Cause::Broken, OnStop::Resume)
        .on(6, 0, Cause::Broken)
        .on(8, 1, Cause::Broken);
    assert_eq!(lab.ends(), [("j", 15)]);
}

// Work from 1 to 5, or from 1 to 11, and the unit stops at its very end. The stop is handled first.
#[test]
fn work_complete_at_the_instant_of_a_stop_is_done() {
    for (stops, work, resumes) in [(11, 10, 20), (5, 4, 9)] {
        for effect in [OnStop::Finish, OnStop::Resume, OnStop::Restart] {
            let lab = Lab::new(1)
                .off(stops, 0, Cause::Closed, effect)
                .on(resumes, 0, Cause::Closed)
                .job(1, "j", 1, work)
                .job(2, "next", 1, 1);
            assert_eq!(
                lab.ends(),
                [("j", stops), ("next", resumes + 1)],
                "{effect:?}"
            );
        }
    }
}

// The same where the end is handled first.
#[test]
fn a_stop_after_the_end_of_the_work_keeps_out_the_next() {
    let lab = Lab::new(1)
        .job(1, "j", 1, 4)
        .job(2, "next", 1, 1)
        .plan(3, |_, cal| {
            let off = |lab: &mut Lab, cal: &mut Calendar<Event>| {
                let _ = lab.pool.stop(cal.now(), 0, Cause::Closed, OnStop::Resume);
            };
            cal.schedule_at(at(5), Event::Do(Box::new(off)));
        })
        .on(9, 0, Cause::Closed);
    // `next` starts in the release at 5 and is stopped at once: all of its work is left at 9.
    assert_eq!(lab.ends(), [("j", 5), ("next", 10)]);
}

// `low` is complete at 10, when `high` comes and is handled first.
#[test]
fn work_complete_at_the_instant_of_a_pre_emption_is_done() {
    let lab = Lab::new(1)
        .urgent(10, "high", 3, 1, OnPreempt::Restart)
        .job(0, "low", 1, 10);
    assert_eq!(lab.ends(), [("low", 10), ("high", 13)]);
}

// `a` is complete at 10, `b` is not; `urgent` needs both units at 10, whichever event is handled first.
#[test]
fn pre_emption_of_one_besides_the_unit_of_another_that_ends() {
    for urgent_first in [true, false] {
        let mut pool = Pool::new("pool", 2);
        let a = started(pool.request(at(0), 1, Request::key(5), "a"));
        let b = started(pool.request(at(0), 1, Request::key(5), "b"));
        pool.serve(at(0), a.id, sp(10));
        pool.serve(at(0), b.id, sp(20));
        let urgent = Request::key(0);
        let (displaced, start) = if urgent_first {
            let taken = pool.preempt(at(10), 2, urgent, "urgent", OnPreempt::Resume);
            assert!(matches!(taken.answer, Seized::Waits(_)) && taken.starts.is_empty());
            let released = pool.release(at(10), a.id).expect("its name is good");
            assert_eq!((released.item, released.starts.len()), ("a", 1));
            (taken.displaced, released.starts[0])
        } else {
            assert!(pool.release(at(10), a.id).is_some());
            let taken = pool.preempt(at(10), 2, urgent, "urgent", OnPreempt::Resume);
            (taken.displaced, started(taken.answer))
        };
        let was: Vec<_> = displaced.iter().map(|displaced| displaced.was).collect();
        assert_eq!(was, [b.id]);
        assert_eq!(pool.item(start.id), Some(&"urgent"));
        pool.serve(at(10), start.id, sp(3));
        let released = pool.release(at(13), start.id).expect("its name is good");
        assert_eq!(released.starts[0].ends, Some(at(23)));
    }
}

// A full queue refuses the urgent one, and then nothing is taken for it.
#[test]
fn who_is_refused_displaces_nobody() {
    let mut pool = Pool::new("pool", 2).with_queue_limit(0);
    let a = started(pool.request(at(0), 1, Request::key(5), "a"));
    let b = started(pool.request(at(0), 1, Request::key(5), "b"));
    pool.serve(at(0), a.id, sp(10));
    pool.serve(at(0), b.id, sp(20));
    let taken = pool.preempt(at(10), 2, Request::key(0), "urgent", OnPreempt::Resume);
    assert_eq!(taken.answer, Seized::Refused("urgent"));
    assert!(taken.displaced.is_empty() && pool.in_service() == 2);
}

// Two units are needed; `one` is the least urgent and holds 1, `two` holds 2, which is enough.
#[test]
fn pre_emption_takes_no_more_than_need_be() {
    let mut pool = Pool::new("pool", 3);
    let two = started(pool.request(at(0), 2, Request::key(8), "two"));
    let one = started(pool.request(at(0), 1, Request::key(9), "one"));
    pool.serve(at(0), two.id, sp(10));
    pool.serve(at(0), one.id, sp(10));
    let taken = pool.preempt(at(9), 2, Request::key(0), "urgent", OnPreempt::Restart);
    assert!(matches!(taken.answer, Seized::Starts(_)));
    let was: Vec<_> = taken
        .displaced
        .iter()
        .map(|displaced| displaced.was)
        .collect();
    assert_eq!(was, [two.id]);
    assert_eq!(pool.item(one.id), Some(&"one"));
}

// More units than are left working: waits for ever, is named.
#[test]
fn who_waits_for_ever_is_named() {
    let lab = Lab::new(2)
        .off(0, 0, Cause::Broken, OnStop::Resume)
        .job(1, "big", 2, 5);
    let mut sim = Simulation::new(lab);
    assert_eq!(sim.run(), Ended::Deadlock);
    assert_eq!(
        sim.model().waiting()[0].to_string(),
        "big waits for 2 of lab"
    );
}

#[test]
fn services_of_no_length_all_at_one_instant() {
    let mut lab = Lab::new(1);
    for name in ["a", "b", "c", "d"] {
        lab = lab.job(5, name, 1, 0);
    }
    assert_eq!(lab.ends(), [("a", 5), ("b", 5), ("c", 5), ("d", 5)]);
}

#[test]
fn unit_statistics_and_holders() {
    let mut pool = Pool::watched("p", 2, UnitStatistics::new(2));
    let a = started(pool.request(at(0), 1, Request::default(), 'a'));
    let b = started(pool.request(at(4), 1, Request::default(), 'b'));
    assert_eq!(
        (pool.units(a.id), pool.units(b.id)),
        (Some(&[0][..]), Some(&[1][..]))
    );
    assert_eq!(pool.holder(1).and_then(|id| pool.item(id)), Some(&'b'));
    let _ = pool.release(at(10), a.id);
    assert_eq!(pool.watch().utilisation(at(20), 0), Some(0.5));
    assert_eq!(pool.watch().utilisation(at(20), 1), Some(0.8));
    assert_eq!(pool.holder(0), None);
    assert!(pool.release(at(20), a.id).is_none());
}

// A unit is added at 10 and works from 15 to 20: half of the time that it was there.
#[test]
fn a_unit_added_later_counts_from_then_on() {
    let mut pool = Pool::watched("p", 1, UnitStatistics::new(1));
    let _a = started(pool.request(at(0), 1, Request::default(), 'a'));
    let _ = pool.add_units(at(10), 1);
    let b = started(pool.request(at(15), 1, Request::default(), 'b'));
    assert_eq!(pool.units(b.id), Some(&[1][..]));
    assert_eq!(pool.watch().utilisation(at(20), 1), Some(0.5));
}

// Opening hours from data: 0-5 and 9-30, as a user would drive a pool of two with them.
#[test]
fn opening_hours_drive_a_pool() {
    let hours = OpeningHours::new([
        Window {
            open: at(0),
            close: at(5),
        },
        Window {
            open: at(9),
            close: at(30),
        },
    ])
    .unwrap();
    let mut lab = Lab::new(2).job(1, "j", 1, 10).job(4, "k", 1, 2);
    let w = hours.windows().to_vec();
    for pair in w.windows(2) {
        for unit in 0..2 {
            lab = lab.off(min_of(pair[0].close), unit, Cause::Closed, OnStop::Resume);
            lab = lab.on(min_of(pair[1].open), unit, Cause::Closed);
        }
    }
    assert_eq!(lab.ends(), [("k", 10), ("j", 15)]);
    assert_eq!(hours.after_open(at(1), sp(10)), Some(at(15)));
}
