//! What is granted and what comes from outside at the very same instant, for everything that can be waited for.
//!
//! Somebody holds until 10 what `W` and then `V` wait for. At 10, before or after that hold ends, comes a wake from
//! outside. Whatever the order: `W` is told one thing and only one, holds last exactly, nobody is left waiting for what
//! is free, and nothing is lost or made.

use std::collections::BTreeMap;

use cetak::engine::{Calendar, Ended, EventId, Model, Simulation};
use cetak::resource::{
    After, Buffer, Cause, Condition, OnPreempt, OnStop, Pool, Request, Resource, Seized, ServiceId,
    Start, Stock, Store, WaitId, Wants,
};
use cetak::time::{Span, Time, minutes};

use crate::support::at;

type Who = char;

const HOLD: i64 = 5;

fn hold_of(who: Who) -> Span {
    minutes(1.0) * if who == 'H' { 10 } else { HOLD }
}

struct Taker(Who);

impl Wants<u8> for Taker {}

enum Asked {
    Got,
    Waits(WaitId),
}

/// Something to be held, of which there is enough for one.
enum Facility {
    Resource(Resource<Who>),
    Units(Pool<Who>, BTreeMap<Who, ServiceId>),
    Stock(Buffer<Who>),
    Store(Store<u8, Taker>, BTreeMap<Who, u8>),
    /// Whether somebody is in the way, and those who wait until nobody is.
    Condition(bool, Condition<Who>),
}

impl Facility {
    fn all() -> Vec<Self> {
        let mut store = Store::new("store");
        assert_eq!(store.put(at(0), 7).map(|taken| taken.is_some()), Ok(false));
        vec![
            Self::Resource(Resource::new("resource", 1)),
            Self::Units(Pool::new("units", 4), BTreeMap::new()),
            Self::Stock(Buffer::new(Stock::new("stock", 10).with_capacity(10))),
            Self::Store(store, BTreeMap::new()),
            Self::Condition(false, Condition::new("condition")),
        ]
    }

    fn ask(&mut self, now: Time, request: Request, who: Who) -> Asked {
        match self {
            Self::Resource(resource) => match resource.request(now, request, who) {
                Seized::Starts(_) => Asked::Got,
                Seized::Waits(wait) => Asked::Waits(wait),
                Seized::Replaces(..) | Seized::Refused(_) => unreachable!("no limit"),
            },
            Self::Units(pool, held) => match pool.request(now, 3, request, who) {
                Seized::Starts(start) => {
                    note(pool, held, now, vec![start]);
                    Asked::Got
                }
                Seized::Waits(wait) => Asked::Waits(wait),
                Seized::Replaces(..) | Seized::Refused(_) => unreachable!("no limit"),
            },
            Self::Stock(buffer) => match buffer.take(now, 8, request, who) {
                Seized::Starts(_) => Asked::Got,
                Seized::Waits(wait) => Asked::Waits(wait),
                Seized::Replaces(..) | Seized::Refused(_) => unreachable!("no limit"),
            },
            Self::Store(store, held) => match store.take(now, request, Taker(who)) {
                Seized::Starts((_, item)) => {
                    held.insert(who, item);
                    Asked::Got
                }
                Seized::Waits(wait) => Asked::Waits(wait),
                Seized::Replaces(..) | Seized::Refused(_) => unreachable!("no limit"),
            },
            Self::Condition(blocked, condition) => {
                if *blocked {
                    return Asked::Waits(condition.wait(now, request, who));
                }
                *blocked = true;
                Asked::Got
            }
        }
    }

    /// Ends a hold; who is granted what it held.
    fn give_back(&mut self, now: Time, who: Who) -> Vec<Who> {
        match self {
            Self::Resource(resource) => resource.release(now).into_iter().collect(),
            Self::Units(pool, held) => {
                let id = held.remove(&who).expect("it held units");
                let released = pool.release(now, id).expect("it was served");
                assert_eq!(released.item, who);
                note(pool, held, now, released.starts)
            }
            Self::Stock(buffer) => buffer.put(now, 8),
            Self::Store(store, held) => {
                let item = held.remove(&who).expect("it held an item");
                let taken = store.put(now, item).expect("room");
                taken
                    .into_iter()
                    .map(|(taker, item)| {
                        held.insert(taker.0, item);
                        taker.0
                    })
                    .collect()
            }
            Self::Condition(blocked, condition) => {
                *blocked = false;
                let awake = condition.wake_if(now, |_| !std::mem::replace(blocked, true));
                *blocked = !awake.is_empty();
                awake
            }
        }
    }

    fn withdraw(&mut self, now: Time, wait: WaitId) -> Option<(Who, Vec<Who>)> {
        match self {
            Self::Resource(resource) => Some((resource.withdraw(now, wait)?, vec![])),
            Self::Units(pool, held) => {
                let gone = pool.withdraw(now, wait)?;
                Some((gone.item, note(pool, held, now, gone.starts)))
            }
            Self::Stock(buffer) => {
                let gone = buffer.withdraw(now, wait)?;
                Some((gone.item, gone.starts))
            }
            Self::Store(store, _) => Some((store.withdraw(now, wait)?.0, vec![])),
            Self::Condition(_, condition) => Some((condition.withdraw(now, wait)?, vec![])),
        }
    }

    /// `U` takes units from whoever holds them, if there are units: what it is told, and who has to leave.
    fn preempt(&mut self, now: Time) -> Option<(Asked, Vec<Who>)> {
        let Self::Units(pool, held) = self else {
            return None;
        };
        let taken = pool.preempt(now, 3, Request::priority(1), 'U', OnPreempt::Leave);
        assert!(taken.starts.is_empty(), "nobody wants a single unit");
        let mut left = Vec::new();
        for displaced in taken.displaced {
            let After::Left(who) = displaced.after else {
                unreachable!("that is the rule");
            };
            assert_eq!(held.remove(&who), Some(displaced.was));
            left.push(who);
        }
        let asked = match taken.answer {
            Seized::Starts(start) => {
                note(pool, held, now, vec![start]);
                Asked::Got
            }
            Seized::Waits(wait) => Asked::Waits(wait),
            Seized::Replaces(..) | Seized::Refused(_) => unreachable!("no limit"),
        };
        Some((asked, left))
    }

    /// Too many units stop for anybody to work, if there are units.
    fn stop_units(&mut self, now: Time) {
        if let Self::Units(pool, held) = self {
            for unit in 0..2 {
                if let Some(paused) = pool.stop(now, unit, Cause::Broken, OnStop::Resume) {
                    let id = held.values_mut().find(|id| **id == paused.was);
                    *id.expect("it held units") = paused.id;
                }
            }
        }
    }

    /// They work again; who is granted them.
    fn resume_units(&mut self, now: Time) -> Vec<Who> {
        let Self::Units(pool, held) = self else {
            return vec![];
        };
        let mut granted = Vec::new();
        for unit in 0..2 {
            let starts = pool.resume(now, unit, Cause::Broken).starts;
            granted.extend(note(pool, held, now, starts));
        }
        granted
    }

    /// Nobody holds anything, nobody waits, nothing is missing.
    fn is_as_at_first(&self) -> bool {
        match self {
            Self::Resource(r) => (r.in_service(), r.waiting()) == (0, 0),
            Self::Units(p, held) => (p.idle(), p.waiting(), held.len()) == (4, 0, 0),
            Self::Stock(b) => (b.stock().level(), b.waiting()) == (10, 0),
            Self::Store(s, held) => {
                s.items().eq([&7]) && s.waiters().count() == 0 && held.is_empty()
            }
            Self::Condition(blocked, c) => !blocked && c.waiting() == 0,
        }
    }
}

/// Who starts, or goes on with all of its work before it.
fn note(
    pool: &mut Pool<Who>,
    held: &mut BTreeMap<Who, ServiceId>,
    now: Time,
    starts: Vec<Start>,
) -> Vec<Who> {
    let mut granted = Vec::new();
    for start in starts {
        let who = *pool.item(start.id).expect("it starts");
        held.insert(who, start.id);
        match start.ends {
            Some(ends) => assert_eq!(ends, now + hold_of(who), "no work is lost"),
            None => {
                pool.serve(now, start.id, hold_of(who));
                granted.push(who);
            }
        }
    }
    granted
}

/// What comes from outside.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Wake {
    /// A deadline told with the request.
    Timeout,
    /// Somebody else takes the request back.
    Cancel,
    /// Stops it, whether it waits or holds.
    Interrupt,
    /// The run is stopped, and goes on.
    Stop,
    /// Somebody more urgent asks, and takes it from whoever holds it.
    Preempt,
    /// It gives up of itself at its deadline, and at that instant somebody takes the request back besides.
    GiveUp,
    /// Units stop, and go on at the same instant.
    Breakdown,
}

#[derive(Clone, Copy, Debug)]
enum Event {
    Asks(Who),
    Ends(Who),
    Wakes(Wake),
    /// The units that stopped at this instant go on.
    Mended,
    /// Schedules the wake, so that it comes after what is already pending at its time.
    Plans(Wake),
}

struct Race {
    facility: Facility,
    wake: Wake,
    before: bool,
    waits: BTreeMap<Who, WaitId>,
    holds: BTreeMap<Who, (Time, EventId)>,
    told: Vec<(Who, &'static str, i64)>,
}

impl Race {
    fn tell(&mut self, who: Who, what: &'static str, now: Time) {
        let minute = (now - at(0)).as_minutes() as i64;
        self.told.push((who, what, minute));
    }

    fn grant(&mut self, who: Who, cal: &mut Calendar<Event>) {
        self.waits.remove(&who);
        let id = cal.schedule(hold_of(who), Event::Ends(who));
        self.holds.insert(who, (cal.now(), id));
        self.tell(who, "got", cal.now());
    }

    fn ask(&mut self, who: Who, request: Request, cal: &mut Calendar<Event>) {
        let asked = self.facility.ask(cal.now(), request, who);
        self.answered(who, asked, cal);
    }

    fn answered(&mut self, who: Who, asked: Asked, cal: &mut Calendar<Event>) {
        match asked {
            Asked::Got => self.grant(who, cal),
            Asked::Waits(wait) => {
                self.waits.insert(who, wait);
            }
        }
    }

    /// It holds nothing any more, and its end will not come.
    fn interrupted(&mut self, who: Who, cal: &mut Calendar<Event>) {
        let (_, id) = self.holds.remove(&who).expect("it holds");
        assert!(cal.cancel(id).is_some(), "its end is pending");
        self.tell(who, "interrupted", cal.now());
    }

    /// Ends a hold before its time.
    fn cut_short(&mut self, who: Who, cal: &mut Calendar<Event>) {
        self.interrupted(who, cal);
        for next in self.facility.give_back(cal.now(), who) {
            self.grant(next, cal);
        }
    }
}

impl Model for Race {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        let noon = at(10);
        for (minute, who) in [(0, 'H'), (1, 'W'), (2, 'V')] {
            cal.schedule_at(at(minute), Event::Asks(who));
        }
        match self.before {
            true => cal.schedule_at(noon, Event::Wakes(self.wake)),
            false => cal.schedule_at(at(3), Event::Plans(self.wake)),
        };
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        let now = cal.now();
        match event {
            Event::Asks(who) => {
                let request = match (who, self.wake) {
                    ('W', Wake::Timeout | Wake::GiveUp) => Request::default().until(at(10)),
                    _ => Request::default(),
                };
                if (who, self.wake) == ('W', Wake::GiveUp) {
                    cal.schedule_at(at(10), Event::Wakes(Wake::Timeout));
                }
                self.ask(who, request, cal);
            }
            Event::Ends(who) => {
                let (since, _) = self.holds.remove(&who).expect("it holds");
                assert_eq!(now, since + hold_of(who), "holds last exactly");
                self.tell(who, "ended", now);
                for next in self.facility.give_back(now, who) {
                    self.grant(next, cal);
                }
            }
            Event::Plans(wake) => {
                cal.schedule_at(at(10), Event::Wakes(wake));
            }
            Event::Wakes(Wake::Stop) => cal.stop(),
            Event::Wakes(Wake::Breakdown) => {
                self.facility.stop_units(now);
                cal.schedule(Span::ZERO, Event::Mended);
            }
            Event::Mended => {
                for who in self.facility.resume_units(now) {
                    self.grant(who, cal);
                }
            }
            Event::Wakes(Wake::Preempt) => {
                if let Some((asked, left)) = self.facility.preempt(now) {
                    for who in left {
                        self.interrupted(who, cal);
                    }
                    self.answered('U', asked, cal);
                    return;
                }
                // Asks first, so that it stands before all others when the hold is cut short.
                self.ask('U', Request::priority(1), cal);
                if let Some(holder) = self.holds.keys().copied().find(|who| *who != 'U') {
                    self.cut_short(holder, cal);
                }
            }
            Event::Wakes(wake) => {
                // What the waiter knows of itself is not asked: a stale name has to say so.
                let wait = self.waits.get(&'W').copied();
                match wait.and_then(|wait| self.facility.withdraw(now, wait)) {
                    Some((who, others)) => {
                        assert_eq!(who, 'W', "nobody else is sent this");
                        self.waits.remove(&'W');
                        self.tell('W', "woken", now);
                        for other in others {
                            self.grant(other, cal);
                        }
                    }
                    None if wake == Wake::Interrupt => self.cut_short('W', cal),
                    None => {}
                }
            }
        }
    }
}

fn race(facility: Facility, wake: Wake, before: bool) -> Race {
    let mut sim = Simulation::new(Race {
        facility,
        wake,
        before,
        waits: BTreeMap::new(),
        holds: BTreeMap::new(),
        told: Vec::new(),
    });
    if wake == Wake::Stop {
        assert_eq!(sim.run(), Ended::Stopped);
        assert_eq!(sim.now(), at(10));
    }
    assert_eq!(sim.run(), Ended::Empty);
    sim.into_model()
}

#[test]
fn nobody_is_told_what_it_was_not_sent() {
    let wakes = [
        Wake::Timeout,
        Wake::Cancel,
        Wake::Interrupt,
        Wake::Stop,
        Wake::Preempt,
        Wake::GiveUp,
        Wake::Breakdown,
    ];
    for wake in wakes {
        for before in [true, false] {
            for (n, facility) in Facility::all().into_iter().enumerate() {
                let race = race(facility, wake, before);
                let told = &race.told;
                let case = format!("facility {n}, {wake:?}, before: {before}: {told:?}");
                assert!(race.facility.is_as_at_first(), "{case}");
                assert!(race.holds.is_empty() && race.waits.is_empty(), "{case}");
                let of = |who| -> Vec<(&str, i64)> {
                    (told.iter().filter(|(w, ..)| *w == who))
                        .map(|(_, what, minute)| (*what, *minute))
                        .collect()
                };
                let (got_at_10, woken) = ([("got", 10), ("ended", 15)], [("woken", 10)]);
                let (w, v) = match (wake, before) {
                    // A deadline holds even if the release is handled first.
                    (Wake::Timeout | Wake::GiveUp, _) | (Wake::Cancel | Wake::Interrupt, true) => {
                        (woken.to_vec(), 10)
                    }
                    (Wake::Cancel | Wake::Stop | Wake::Breakdown, _) => (got_at_10.to_vec(), 15),
                    (Wake::Interrupt, false) => (vec![("got", 10), ("interrupted", 10)], 10),
                    // `H` is at its last instant, or `W` is cut short at its first; `U` comes between.
                    (Wake::Preempt, true) => (vec![("got", 15), ("ended", 20)], 20),
                    (Wake::Preempt, false) => (vec![("got", 10), ("interrupted", 10)], 15),
                };
                assert_eq!(of('W'), w, "{case}");
                assert_eq!(of('V'), [("got", v), ("ended", v + HOLD)], "{case}");
                if wake == Wake::Preempt {
                    assert_eq!(of('U'), got_at_10, "{case}");
                }
            }
        }
    }
}
