//! Resources on the engine, event by event: what happens when is counted by hand.

use cetak::engine::{Calendar, Model, Simulation};
use cetak::resource::{
    After, Cause, OnPreempt, OnStop, Pool, Request, Resource, Seized, ServiceId, Start, Statistics,
    UnitStatistics, WaitId,
};
use cetak::time::{Span, Time, minutes};

fn at(minute: i64) -> Time {
    Time::ZERO + minutes(1.0) * minute
}

fn span(minute: i64) -> Span {
    minutes(1.0) * minute
}

#[derive(Clone, Copy, Debug)]
struct Job {
    name: char,
    units: usize,
    request: Request,
    work: Span,
    /// How long it waits at most.
    patience: Option<Span>,
    /// Whether, and how, it takes units from others.
    preempts: Option<OnPreempt>,
}

fn job(name: char, units: usize, work: i64) -> Job {
    Job {
        name,
        units,
        request: Request::default(),
        work: span(work),
        patience: None,
        preempts: None,
    }
}

#[derive(Clone, Copy, Debug)]
enum Event {
    Comes(Job),
    Ends(ServiceId),
    GivesUp(WaitId),
    Stops(usize, Cause, OnStop),
    Resumes(usize, Cause),
}

struct Workshop {
    pool: Pool<Job>,
    plan: Vec<(Time, Event)>,
    /// What happened: the job, the deed, the minute.
    seen: Vec<(char, &'static str, i64)>,
}

impl Workshop {
    fn see(&mut self, name: char, what: &'static str, now: Time) {
        let minute = (now - Time::ZERO).as_minutes();
        assert_eq!(minute.fract(), 0.0);
        self.seen.push((name, what, minute as i64));
    }

    fn go(&mut self, starts: impl IntoIterator<Item = Start>, cal: &mut Calendar<Event>) {
        let now = cal.now();
        for start in starts {
            let job = *self.pool.item(start.id).expect("it starts");
            let ends = match start.ends {
                Some(ends) => ends,
                None => self.pool.serve(now, start.id, job.work),
            };
            self.see(job.name, "starts", now);
            cal.schedule_at(ends, Event::Ends(start.id));
        }
    }
}

impl Model for Workshop {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        for (time, event) in std::mem::take(&mut self.plan) {
            cal.schedule_at(time, event);
        }
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        let now = cal.now();
        match event {
            Event::Comes(job) => {
                let mut request = job.request;
                if let Some(patience) = job.patience {
                    request = request.until(now + patience);
                }
                let answer = match job.preempts {
                    Some(rule) => {
                        let taken = self.pool.preempt(now, job.units, request, job, rule);
                        for displaced in taken.displaced {
                            let name = match displaced.after {
                                After::Waits(wait) => self.pool.waiter(wait).expect("waits").name,
                                After::Left(job) => job.name,
                            };
                            self.see(name, "yields", now);
                        }
                        if let Seized::Starts(start) = taken.answer {
                            self.go([start], cal);
                        }
                        self.go(taken.starts, cal);
                        return;
                    }
                    None => self.pool.request(now, job.units, request, job),
                };
                match answer {
                    Seized::Starts(start) => self.go([start], cal),
                    Seized::Waits(wait) => {
                        if let Some(patience) = job.patience {
                            cal.schedule(patience, Event::GivesUp(wait));
                        }
                    }
                    Seized::Refused(job) => self.see(job.name, "refused", now),
                    Seized::Replaces(_, job) => self.see(job.name, "is pushed out", now),
                }
            }
            Event::Ends(id) => {
                if let Some(released) = self.pool.release(now, id) {
                    self.see(released.item.name, "ends", now);
                    self.go(released.starts, cal);
                }
            }
            Event::GivesUp(wait) => {
                if let Some(gone) = self.pool.withdraw(now, wait) {
                    self.see(gone.item.name, "gives up", now);
                    self.go(gone.starts, cal);
                }
            }
            Event::Stops(unit, cause, effect) => {
                if let Some(paused) = self.pool.stop(now, unit, cause, effect) {
                    let name = self.pool.item(paused.id).expect("still held").name;
                    self.see(name, "pauses", now);
                }
            }
            Event::Resumes(unit, cause) => {
                let starts = self.pool.resume(now, unit, cause).starts;
                self.go(starts, cal);
            }
        }
    }
}

fn run(units: usize, plan: &[(i64, Event)]) -> Workshop {
    let plan = plan.iter().map(|&(m, event)| (at(m), event)).collect();
    let mut sim = Simulation::new(Workshop {
        pool: Pool::new("workshop", units),
        plan,
        seen: Vec::new(),
    });
    sim.run();
    let workshop = sim.into_model();
    assert_eq!(workshop.pool.waiting(), 0, "nobody waits at a free unit");
    assert_eq!(workshop.pool.in_service(), 0);
    workshop
}

fn trace(units: usize, plan: &[(i64, Event)]) -> Vec<(char, &'static str, i64)> {
    run(units, plan).seen
}

fn ends(seen: &[(char, &'static str, i64)]) -> Vec<(char, i64)> {
    (seen.iter().filter(|(_, what, _)| *what == "ends"))
        .map(|&(name, _, minute)| (name, minute))
        .collect()
}

use Event::{Comes, Resumes, Stops};

#[test]
fn off_from_five_to_nine() {
    for (effect, end) in [
        (OnStop::Finish, 11),
        (OnStop::Resume, 15),
        (OnStop::Restart, 19),
    ] {
        let plan = [
            (1, Comes(job('a', 1, 10))),
            (5, Stops(0, Cause::Closed, effect)),
            (9, Resumes(0, Cause::Closed)),
        ];
        assert_eq!(ends(&trace(1, &plan)), [('a', end)], "{effect:?}");
    }
}

/// Broken from 3 to 8, closed from 5 to 12, upgraded from 7 to 10: off from 3 to 12.
#[test]
fn several_causes_combine() {
    let plan = [
        (1, Comes(job('a', 1, 10))),
        (2, Comes(job('b', 1, 1))),
        (3, Stops(0, Cause::Broken, OnStop::Resume)),
        (5, Stops(0, Cause::Closed, OnStop::Resume)),
        (7, Stops(0, Cause::Upgrade, OnStop::Resume)),
        (8, Resumes(0, Cause::Broken)),
        (10, Resumes(0, Cause::Upgrade)),
        (12, Resumes(0, Cause::Closed)),
    ];
    let workshop = run(1, &plan);
    let wanted = [
        ('a', "starts", 1),
        ('a', "pauses", 3),
        ('a', "starts", 12),
        ('a', "ends", 20),
        ('b', "starts", 20),
        ('b', "ends", 21),
    ];
    assert_eq!(workshop.seen, wanted);
    // At work from 1 to 3 and from 12 to 21; closed, which is off duty, from 5 to 12.
    let share = workshop.pool.utilisation(at(22)).expect("it was open");
    assert!((share - 11.0 / 15.0).abs() < 1e-12, "{share}");
}

/// It closes at 5 but finishes; broken from 6 to 9 it pauses, and goes on although it is closed.
#[test]
fn overtime_outlives_a_breakdown() {
    let plan = [
        (1, Comes(job('a', 1, 10))),
        (2, Comes(job('b', 1, 1))),
        (5, Stops(0, Cause::Closed, OnStop::Finish)),
        (6, Stops(0, Cause::Broken, OnStop::Resume)),
        (9, Resumes(0, Cause::Broken)),
        (30, Resumes(0, Cause::Closed)),
    ];
    assert_eq!(ends(&trace(1, &plan)), [('a', 14), ('b', 31)]);
}

#[test]
fn who_comes_while_it_is_closed_starts_when_it_opens() {
    let plan = [
        (0, Stops(0, Cause::Closed, OnStop::Resume)),
        (2, Comes(job('a', 1, 3))),
        (4, Resumes(0, Cause::Closed)),
    ];
    assert_eq!(trace(1, &plan), [('a', "starts", 4), ('a', "ends", 7)]);
}

#[test]
fn why_not_names_every_cause() {
    let mut pool: Pool<()> = Pool::new("printers", 2);
    assert_eq!(pool.stop(at(1), 1, Cause::Closed, OnStop::Finish), None);
    assert_eq!(pool.stop(at(2), 1, Cause::Broken, OnStop::Resume), None);
    let causes: Vec<_> = pool.why_not(at(5), 1).collect();
    assert_eq!(causes, [(Cause::Closed, span(4)), (Cause::Broken, span(3))]);
    assert_eq!(pool.why_not(at(5), 0).count(), 0);
    assert_eq!(pool.resume(at(6), 1, Cause::Closed).starts, []);
    let causes: Vec<_> = pool.why_not(at(6), 1).collect();
    assert_eq!(causes, [(Cause::Broken, span(4))]);
    assert_eq!(pool.idle(), 1);
}

#[test]
#[should_panic(expected = "at 0d 00:02:00: unit 0 of printers was stopped twice for Broken")]
fn the_same_cause_twice_panics() {
    let mut pool: Pool<()> = Pool::new("printers", 1);
    pool.stop(at(1), 0, Cause::Broken, OnStop::Resume);
    pool.stop(at(2), 0, Cause::Broken, OnStop::Resume);
}

#[test]
fn a_big_request_holds_up_those_behind() {
    let plan = [
        (0, Comes(job('a', 7, 10))),
        (1, Comes(job('b', 7, 10))),
        (2, Comes(job('c', 1, 10))),
    ];
    let seen = trace(10, &plan);
    assert_eq!(ends(&seen), [('a', 10), ('b', 20), ('c', 20)]);
}

#[test]
fn one_in_the_way_gives_up_and_lets_those_behind_in() {
    let mut big = job('b', 7, 10);
    big.patience = Some(span(4));
    let plan = [
        (0, Comes(job('a', 7, 10))),
        (1, Comes(big)),
        (2, Comes(job('c', 1, 10))),
    ];
    let wanted = [
        ('a', "starts", 0),
        ('b', "gives up", 5),
        ('c', "starts", 5),
        ('a', "ends", 10),
        ('c', "ends", 15),
    ];
    assert_eq!(trace(10, &plan), wanted);
}

/// The end of `a` was scheduled before the deadline of `b`, and the one behind it gets the unit nevertheless.
#[test]
fn a_deadline_at_the_instant_of_a_release_is_kept() {
    let mut impatient = job('b', 1, 10);
    impatient.patience = Some(span(9));
    let plan = [
        (0, Comes(job('a', 1, 10))),
        (1, Comes(impatient)),
        (2, Comes(job('c', 1, 10))),
    ];
    let wanted = [
        ('a', "starts", 0),
        ('a', "ends", 10),
        ('c', "starts", 10),
        ('b', "gives up", 10),
        ('c', "ends", 20),
    ];
    assert_eq!(trace(1, &plan), wanted);
}

#[test]
fn the_rules_of_pre_emption() {
    for (rule, wanted) in [
        (OnPreempt::Resume, vec![('u', 9), ('a', 15)]),
        (OnPreempt::Restart, vec![('u', 9), ('a', 19)]),
        (OnPreempt::Resample, vec![('u', 9), ('a', 19)]),
        (OnPreempt::Leave, vec![('u', 9)]),
    ] {
        let mut urgent = job('u', 1, 4);
        urgent.request = Request::priority(1);
        urgent.preempts = Some(rule);
        let plan = [(1, Comes(job('a', 1, 10))), (5, Comes(urgent))];
        let seen = trace(1, &plan);
        assert_eq!(ends(&seen), wanted, "{rule:?}");
        assert!(seen.contains(&('a', "yields", 5)));
    }
}

/// Who is interrupted keeps its place before those who came later, and its units that are not needed go to the next.
#[test]
fn the_last_and_least_urgent_yields_first() {
    let mut urgent = job('u', 2, 5);
    urgent.request = Request::priority(1);
    urgent.preempts = Some(OnPreempt::Resume);
    let plan = [
        (0, Comes(job('a', 1, 20))),
        (1, Comes(job('b', 3, 20))),
        (2, Comes(job('c', 1, 1))),
        (4, Comes(urgent)),
    ];
    let wanted = [
        ('a', "starts", 0),
        ('b', "starts", 1),
        ('b', "yields", 4),
        ('u', "starts", 4),
        ('u', "ends", 9),
        ('b', "starts", 9),
        ('a', "ends", 20),
        ('c', "starts", 20),
        ('c', "ends", 21),
        ('b', "ends", 26),
    ];
    assert_eq!(trace(4, &plan), wanted);
}

#[test]
fn too_few_to_take_is_nothing_taken() {
    let mut pool = Pool::new("beds", 2);
    let _ = pool.request(at(0), 1, Request::priority(5), 'a');
    let _ = pool.request(at(0), 1, Request::priority(0), 'b');
    let taken = pool.preempt(at(1), 2, Request::priority(1), 'u', OnPreempt::Leave);
    assert!(matches!(taken.answer, Seized::Waits(_)));
    assert_eq!((taken.displaced, pool.in_service()), (vec![], 2));
}

#[test]
fn a_broken_unit_hands_its_work_to_another() {
    let mut pool = Pool::new("printers", 2);
    let Seized::Starts(a) = pool.request(at(0), 1, Request::default(), 'a') else {
        panic!("idle");
    };
    assert_eq!(pool.units(a.id), Some(&[0][..]));
    pool.serve(at(0), a.id, span(10));
    let paused = pool.stop(at(4), 0, Cause::Broken, OnStop::Resume);
    let id = paused.expect("at work").id;
    let (moved, changes) = pool.displace(at(4), id, OnPreempt::Resume).expect("held");
    let starts = changes.starts;
    assert_eq!((moved.was, moved.remaining), (id, Some(span(6))));
    assert_eq!(starts[0].ends, Some(at(10)));
    assert_eq!(pool.holder(1), Some(starts[0].id));
    assert_eq!((pool.holder(0), pool.idle()), (None, 0));
    assert!(pool.release(at(10), a.id).is_none());
    assert!(pool.release(at(10), starts[0].id).is_some());
}

#[test]
fn a_wait_after_an_interruption_has_another_name() {
    let mut pool = Pool::new("desk", 1);
    let _ = pool.request(at(0), 1, Request::default(), 'a');
    let Seized::Waits(first_wait) = pool.request(at(0), 1, Request::key(5), 'b') else {
        panic!("busy");
    };
    let a = pool.holder(0).expect("a");
    let b = pool.release(at(1), a).expect("a").starts[0].id;
    let taken = pool.preempt(at(2), 1, Request::default(), 'u', OnPreempt::Resume);
    assert_eq!(taken.displaced[0].was, b);
    assert_eq!(pool.withdraw(at(3), first_wait), None);
    let After::Waits(wait) = taken.displaced[0].after else {
        panic!("it waits");
    };
    assert_eq!(pool.withdraw(at(3), wait).expect("waits").item, 'b');
}

#[test]
fn by_unit_the_lowest_numbers_work_most() {
    let watch = (Statistics::new(2), UnitStatistics::new(2));
    let mut pool = Pool::watched("desks", 2, watch);
    let ids: Vec<ServiceId> = (0..2)
        .map(|m| match pool.request(at(m), 1, Request::default(), m) {
            Seized::Starts(start) => start.id,
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(pool.release(at(4), ids[1]).is_some());
    let (all, each) = pool.watch();
    assert_eq!(each.utilisation(at(10), 0), Some(1.0));
    assert_eq!(each.utilisation(at(10), 1), Some(0.3));
    assert_eq!(all.utilisation(at(10)), Some(0.65));
}

#[test]
fn added_units_serve_those_who_wait() {
    let mut pool = Pool::new("desks", 1);
    let _ = pool.request(at(0), 1, Request::default(), 'a');
    let _ = pool.request(at(0), 1, Request::default(), 'b');
    let starts = pool.add_units(at(2), 2).starts;
    assert_eq!(starts.len(), 1);
    assert_eq!(pool.units(starts[0].id), Some(&[1][..]));
    assert_eq!((pool.capacity(), pool.idle()), (3, 1));
}

#[test]
fn a_capacity_that_changes() {
    let mut clerks = Resource::new("clerks", 1);
    assert_eq!(clerks.seize(at(0), 'a'), Some('a'));
    for who in ['b', 'c', 'd'] {
        assert_eq!(clerks.seize(at(0), who), None);
    }
    assert_eq!(clerks.set_capacity(at(2), 3), ['b', 'c']);
    assert_eq!(clerks.set_capacity(at(4), 1), []);
    assert_eq!(clerks.release(at(5)), None, "three for one server");
    assert_eq!(clerks.release(at(6)), None, "two for one server");
    assert_eq!(clerks.release(at(7)), Some('d'));
    assert_eq!(clerks.set_capacity(at(8), 0), []);
    assert_eq!(clerks.release(at(10)), None);
    assert_eq!(clerks.seize(at(11), 'e'), None);
    assert_eq!(clerks.set_capacity(at(12), 1), ['e']);
    // Busy: 1 to 2, 3 to 5, 2 to 6, 1 to 10; there: 1 to 2, 3 to 4, 1 to 8, 0 to 12. So 17 were busy of 12 that were there, and
    // 5 of the 17 are overtime: 2 to 5, 1 to 6, 1 from 8 to 10.
    assert_eq!(clerks.overtime().integral(at(12)), 5.0 * 60.0);
    assert_eq!(clerks.utilisation(at(12)), Some(1.0));
}

#[test]
fn every_discipline() {
    let ask = |mut press: Resource<usize>, requests: &[Request]| {
        assert_eq!(press.seize(at(0), 99), Some(99));
        for (who, request) in requests.iter().enumerate() {
            let _ = press.request(at(1), *request, who);
        }
        let order: Vec<usize> = press.waiters().copied().collect();
        let served: Vec<usize> = std::iter::from_fn(|| press.release(at(2))).collect();
        assert_eq!(order, served);
        served
    };
    let press = || Resource::new("press", 1);
    assert_eq!(ask(press(), &[Request::default(); 3]), [0, 1, 2]);
    assert_eq!(
        ask(press().last_come_first(), &[Request::default(); 3]),
        [2, 1, 0]
    );
    let urgent = [1, 5, 1, 9].map(Request::priority);
    assert_eq!(ask(press(), &urgent), [3, 1, 0, 2]);
    assert_eq!(ask(press().last_come_first(), &urgent), [3, 1, 2, 0]);
    let due = [30, 10, 20, 10].map(|m| Request::due(at(m)));
    assert_eq!(ask(press(), &due), [1, 3, 2, 0]);
}

#[test]
fn a_backlog_brings_its_age() {
    let mut clerk = Resource::new("clerk", 1);
    for age in [30, 20] {
        let _ = clerk.request(at(0), Request::default().waiting_since(at(-age)), age);
    }
    assert_eq!(clerk.release(at(10)), Some(20));
    assert_eq!(clerk.waits().mean(), Some(30.0));
    assert_eq!(clerk.queue_length().mean(at(20)), Some(0.5));
}
