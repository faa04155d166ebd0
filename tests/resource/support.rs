//! What the tests of resources share: times in whole minutes, and a laboratory of units on the engine.

use std::collections::BTreeMap;
use std::fmt::Debug;

use cetak::engine::{Calendar, Model, Simulation, Waiting};
use cetak::resource::{
    After, Cause, OnPreempt, OnStop, Pool, Request, Seized, ServiceId, Start, WaitId,
};
use cetak::time::{Span, Time, minutes};

pub fn at(minute: i64) -> Time {
    Time::ZERO + span(minute)
}

pub fn span(minute: i64) -> Span {
    minutes(1.0) * minute
}

pub fn minute_of(time: Time) -> i64 {
    (time - Time::ZERO).as_micros() / 60_000_000
}

pub fn started<T: Debug>(answer: Seized<Start, T>) -> Start {
    match answer {
        Seized::Starts(start) => start,
        other => panic!("it starts at once: {other:?}"),
    }
}

pub fn waits<S: Debug, T: Debug>(answer: Seized<S, T>) -> WaitId {
    match answer {
        Seized::Waits(wait) => wait,
        other => panic!("it waits: {other:?}"),
    }
}

/// One starts with so many minutes of work.
pub fn serve(
    pool: &mut Pool<char>,
    minute: i64,
    units: usize,
    key: i64,
    who: char,
    work: i64,
) -> ServiceId {
    let id = started(pool.request(at(minute), units, Request::key(key), who)).id;
    pool.serve(at(minute), id, span(work));
    id
}

/// Something that is done at a planned time.
pub type Action = Box<dyn FnOnce(&mut Lab, &mut Calendar<Event>)>;

pub enum Event {
    Do(Action),
    End(ServiceId),
    Patience(&'static str),
}

/// A pool whose users come, wait, work and go as planned, and what happened to them.
pub struct Lab {
    pub pool: Pool<&'static str>,
    /// The work that each needs, in minutes.
    pub work: BTreeMap<&'static str, i64>,
    waits: BTreeMap<&'static str, WaitId>,
    /// What happened: the minute, who, what.
    pub log: Vec<(i64, &'static str, &'static str)>,
    plan: Vec<(i64, Action)>,
}

impl Lab {
    pub fn new(units: usize) -> Self {
        Self {
            pool: Pool::new("lab", units),
            work: BTreeMap::new(),
            waits: BTreeMap::new(),
            log: Vec::new(),
            plan: Vec::new(),
        }
    }

    /// What stands first in the plan happens first, among what happens at one instant.
    pub fn plan(
        mut self,
        m: i64,
        action: impl FnOnce(&mut Lab, &mut Calendar<Event>) + 'static,
    ) -> Self {
        self.plan.push((m, Box::new(action)));
        self
    }

    pub fn job(self, m: i64, name: &'static str, units: usize, work: i64) -> Self {
        self.plan(m, move |lab, cal| {
            lab.ask(name, units, work, Request::default(), cal);
        })
    }

    /// A job that is no longer wanted at `until`. Its patience ends in an event of its own.
    pub fn impatient(
        self,
        m: i64,
        name: &'static str,
        units: usize,
        work: i64,
        until: i64,
    ) -> Self {
        self.plan(m, move |lab, cal| {
            let request = Request::default().until(at(until));
            lab.ask(name, units, work, request, cal);
        })
    }

    /// The end of the patience of this job, an event that is scheduled at `m`.
    pub fn patience(self, m: i64, name: &'static str, until: i64) -> Self {
        self.plan(m, move |_, cal| {
            cal.schedule_at(at(until), Event::Patience(name));
        })
    }

    pub fn off(self, m: i64, unit: usize, cause: Cause, effect: OnStop) -> Self {
        self.plan(m, move |lab, cal| {
            let _ = lab.pool.stop(cal.now(), unit, cause, effect);
        })
    }

    pub fn on(self, m: i64, unit: usize, cause: Cause) -> Self {
        self.plan(m, move |lab, cal| {
            let changes = lab.pool.resume(cal.now(), unit, cause);
            lab.go(changes.starts, cal);
        })
    }

    /// A job that takes `units` from others.
    pub fn urgent(
        self,
        m: i64,
        name: &'static str,
        units: usize,
        work: i64,
        priority: i64,
        rule: OnPreempt,
    ) -> Self {
        self.plan(m, move |lab, cal| {
            let now = cal.now();
            lab.work.insert(name, work);
            let request = Request::priority(priority);
            let taken = lab.pool.preempt(now, units, request, name, rule);
            for displaced in taken.displaced {
                let (who, what) = match displaced.after {
                    After::Left(who) => (who, "leaves"),
                    After::Waits(wait) => (*lab.pool.waiter(wait).expect("it waits"), "yields"),
                };
                lab.log.push((minute_of(now), who, what));
            }
            match taken.answer {
                Seized::Starts(start) => lab.go([start], cal),
                Seized::Waits(wait) => {
                    lab.waits.insert(name, wait);
                }
                _ => lab.log.push((minute_of(now), name, "refused")),
            }
            lab.go(taken.starts, cal);
        })
    }

    pub fn ask(
        &mut self,
        name: &'static str,
        units: usize,
        work: i64,
        request: Request,
        cal: &mut Calendar<Event>,
    ) {
        self.work.insert(name, work);
        match self.pool.request(cal.now(), units, request, name) {
            Seized::Starts(start) => self.go([start], cal),
            Seized::Waits(wait) => {
                self.waits.insert(name, wait);
            }
            _ => self.log.push((minute_of(cal.now()), name, "refused")),
        }
    }

    fn go(&mut self, starts: impl IntoIterator<Item = Start>, cal: &mut Calendar<Event>) {
        for start in starts {
            let name = *self.pool.item(start.id).expect("it starts");
            let ends = match start.ends {
                Some(ends) => ends,
                None => {
                    self.log.push((minute_of(cal.now()), name, "starts"));
                    let work = span(self.work[name]);
                    self.pool.serve(cal.now(), start.id, work)
                }
            };
            cal.schedule_at(ends, Event::End(start.id));
        }
    }

    /// When what happened: the minute, who, what.
    pub fn run(self) -> Vec<(i64, &'static str, &'static str)> {
        self.run_all().into_model().log
    }

    pub fn run_all(self) -> Simulation<Lab> {
        let mut sim = Simulation::new(self);
        sim.run();
        sim
    }

    /// Who ended when.
    pub fn ends(self) -> Vec<(&'static str, i64)> {
        let log = self.run().into_iter();
        log.filter(|(_, _, what)| *what == "ends")
            .map(|(minute, who, _)| (who, minute))
            .collect()
    }
}

impl Model for Lab {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        for (m, action) in std::mem::take(&mut self.plan) {
            cal.schedule_at(at(m), Event::Do(action));
        }
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        let now = cal.now();
        match event {
            Event::Do(action) => action(self, cal),
            Event::End(id) => {
                if let Some(released) = self.pool.release(now, id) {
                    self.log.push((minute_of(now), released.item, "ends"));
                    self.go(released.starts, cal);
                }
            }
            Event::Patience(name) => {
                let wait = self.waits.remove(name);
                if let Some(gone) = wait.and_then(|wait| self.pool.withdraw(now, wait)) {
                    self.log.push((minute_of(now), gone.item, "gives up"));
                    self.go(gone.starts, cal);
                }
            }
        }
    }

    fn waiting(&self) -> Vec<Waiting> {
        let name = |(who, units): (&&'static str, usize)| {
            Waiting::new(*who, format!("{units} of {}", self.pool.name()))
        };
        self.pool.waiters().map(name).collect()
    }
}
