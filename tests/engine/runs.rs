//! Traces of whole runs, written by hand: borders, stops, observers, and the race at the instant of a release.

use cetak::engine::{
    Calendar, Ended, EventId, Fingerprint, Model, Observer, Progress, Simulation, Trace,
};
use cetak::resource::Resource;
use cetak::time::{Time, minutes};

fn minute(m: i64) -> Time {
    Time::ZERO + minutes(1.0) * m
}

/// Ticks every minute from 1 on, and writes down when; stops itself when told.
#[derive(Clone, Debug, Default)]
struct Ticks {
    seen: Vec<i64>,
    last: i64,
    stop_at: Option<i64>,
}

impl Model for Ticks {
    type Event = i64;

    fn start(&mut self, cal: &mut Calendar<i64>) {
        if self.stop_at == Some(0) {
            cal.stop();
        }
        cal.schedule_at(minute(1), 1);
    }

    fn handle(&mut self, tick: i64, cal: &mut Calendar<i64>) {
        self.seen.push(tick);
        if tick < self.last {
            cal.schedule_at(minute(tick + 1), tick + 1);
        }
        if self.stop_at == Some(tick) {
            cal.stop();
        }
    }
}

fn ticks(last: i64, stop_at: Option<i64>) -> Simulation<Ticks> {
    Simulation::new(Ticks {
        last,
        stop_at,
        ..Ticks::default()
    })
}

#[test]
fn run_until_includes_its_border_and_leaves_the_clock_there() {
    let mut sim = ticks(9, None);
    assert_eq!(sim.run_until(Time::ZERO), Ended::Time);
    assert_eq!((sim.model().seen.len(), sim.now()), (0, Time::ZERO));
    assert_eq!(sim.run_until(minute(2)), Ended::Time);
    assert_eq!((sim.model().seen.len(), sim.now()), (2, minute(2)));
    let between = minute(2) + minutes(0.5);
    assert_eq!(sim.run_until(between), Ended::Time);
    assert_eq!((sim.model().seen.len(), sim.now()), (2, between));
    assert_eq!(sim.run_until(minute(100)), Ended::Empty);
    assert_eq!((sim.model().seen.len(), sim.now()), (9, minute(100)));
}

#[test]
#[should_panic(expected = "at 0d 00:02:00: a run cannot end in the past, at 0d 00:01:00")]
fn run_until_the_past_panics() {
    let mut sim = ticks(9, None);
    sim.run_until(minute(2));
    sim.run_until(minute(1));
}

#[test]
fn run_ends_when_nothing_is_pending_and_the_clock_stays() {
    let mut sim = ticks(3, None);
    assert_eq!(sim.run(), Ended::Empty);
    assert_eq!(sim.now(), minute(3));
    assert_eq!(sim.step(), None);
    assert_eq!(sim.into_model().seen, [1, 2, 3]);
}

#[test]
fn a_stop_ends_the_run_after_its_event_and_is_answered_once() {
    let mut sim = ticks(9, Some(4));
    assert_eq!(sim.run_until(minute(7)), Ended::Stopped);
    assert_eq!((sim.model().seen.len(), sim.now()), (4, minute(4)));
    assert_eq!(sim.run_until(minute(7)), Ended::Time);
    assert_eq!((sim.model().seen.len(), sim.now()), (7, minute(7)));
}

#[test]
fn a_stop_wins_over_every_other_reason_to_end() {
    assert_eq!(ticks(9, Some(4)).run_until(minute(4)), Ended::Stopped);
    assert_eq!(ticks(9, Some(4)).run_events(4), Ended::Stopped);
    assert_eq!(ticks(4, Some(4)).run(), Ended::Stopped);
    let ended = ticks(9, Some(4)).run_while(|ticks, _| ticks.seen.len() < 4);
    assert_eq!(ended, Ended::Stopped);
}

#[test]
fn a_stop_outside_a_run_ends_the_next_one_before_its_first_event() {
    let mut sim = ticks(9, Some(0));
    assert_eq!(sim.run(), Ended::Stopped);
    assert_eq!((sim.model().seen.len(), sim.now()), (0, Time::ZERO));
    assert_eq!(sim.step(), Some(minute(1)));
    sim.calendar_mut().stop();
    assert_eq!(sim.step(), None);
    assert_eq!(sim.step(), Some(minute(2)));
}

#[test]
fn run_while_asks_before_each_event() {
    let mut sim = ticks(9, None);
    let ended = sim.run_while(|_, cal| cal.peek_time() < Some(minute(5)));
    assert_eq!((ended, sim.now()), (Ended::Condition, minute(4)));
    assert_eq!(sim.run_while(|_, _| false), Ended::Condition);
    assert_eq!(sim.now(), minute(4));
    assert_eq!(sim.run_while(|_, _| true), Ended::Empty);
}

#[test]
fn run_events_counts() {
    let mut sim = ticks(9, None);
    assert_eq!(sim.run_events(0), Ended::Count);
    assert_eq!(sim.run_events(3), Ended::Count);
    assert_eq!(sim.model().seen, [1, 2, 3]);
    assert_eq!(sim.run_events(6), Ended::Count);
    assert_eq!(sim.run_events(1), Ended::Empty);
}

#[test]
fn a_run_is_led_step_by_step() {
    let mut sim = ticks(10, Some(7));
    assert_eq!(sim.run_until(minute(3)), Ended::Time);
    assert_eq!(sim.model().seen, [1, 2, 3]);
    assert_eq!(sim.step(), Some(minute(4)));
    assert_eq!(sim.run_events(1), Ended::Count);
    assert_eq!(
        sim.run_while(|model, _| model.seen.len() < 6),
        Ended::Condition
    );
    assert_eq!(sim.now(), minute(6));
    assert_eq!(sim.run(), Ended::Stopped);
    assert_eq!(sim.now(), minute(7));
    let mut calls = Vec::new();
    let mut progress = Progress::every(2, |now, events, _: &Ticks| calls.push((now, events)));
    assert_eq!(sim.observed(&mut progress).run(), Ended::Empty);
    assert_eq!(calls, [(minute(9), 2)]);
    assert_eq!(sim.run(), Ended::Empty);
    assert_eq!(sim.run_until(minute(99)), Ended::Empty);
    assert_eq!(sim.now(), minute(99));
}

#[test]
fn observers_see_before_and_after_every_event() {
    #[derive(Default)]
    struct Both(Vec<String>);
    impl Observer<Ticks> for Both {
        fn before(&mut self, now: Time, event: &i64, model: &Ticks) {
            let seen = model.seen.len();
            self.0.push(format!("{now} {event} before {seen}"));
        }
        fn after(&mut self, now: Time, model: &Ticks) {
            self.0.push(format!("{now} after {}", model.seen.len()));
        }
    }
    let mut both = Both::default();
    assert_eq!(ticks(2, None).observed(&mut both).run(), Ended::Empty);
    let wanted = [
        "0d 00:01:00 1 before 0",
        "0d 00:01:00 after 1",
        "0d 00:02:00 2 before 1",
        "0d 00:02:00 after 2",
    ];
    assert_eq!(both.0, wanted);
}

#[test]
fn a_fingerprint_sees_times_events_and_their_order() {
    let of = |events: &[(i64, u32)]| {
        let mut print = Fingerprint::new();
        for (time, event) in events {
            print.record(minute(*time), event);
        }
        print.value()
    };
    let prints = [
        of(&[]),
        of(&[(0, 0)]),
        of(&[(0, 0), (0, 0)]),
        of(&[(1, 2), (1, 3)]),
        of(&[(1, 3), (1, 2)]),
        of(&[(1, 2), (2, 3)]),
        of(&[(1, 2)]),
    ];
    for (i, print) in prints.iter().enumerate() {
        assert!(!prints[..i].contains(print), "print {i} is not new");
    }
}

/// One multiplication and one shift a word, SplitMix64's finalizer at the end. An enum hashes its discriminant as an
/// `isize`, and every integer, of whatever width, counts as one word.
#[test]
fn a_fingerprint_is_portable() {
    #[derive(Hash)]
    enum Event {
        Idle,
        Printed { card: u8, site: usize, change: i16 },
    }
    fn words(words: &[u64]) -> u64 {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        for word in words {
            state = (state ^ word).wrapping_mul(0xd6e8_feb8_6659_fd93);
            state ^= state >> 32;
        }
        state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        state ^ (state >> 31)
    }
    let mut print = Fingerprint::new();
    print.record(Time::from_micros(-3), &Event::Idle);
    let printed = Event::Printed {
        card: 200,
        site: 4,
        change: -2,
    };
    print.record(Time::from_micros(5), &printed);
    let wanted = words(&[-3_i64 as u64, 0, 5, 1, 200, 4, -2_i64 as u64, 2]);
    assert_eq!(print.value(), wanted);
    assert_eq!(print.to_string(), format!("{wanted:016x}"));

    let mut text = Fingerprint::new();
    text.record(Time::ZERO, "twelve bytes");
    let mut wanted = vec![0, u64::from_le_bytes(*b"twelve b")];
    wanted.extend(b"ytes".map(u64::from));
    wanted.extend([0xff, 1]); // the standard library ends a string so; and there is one event
    assert_eq!(text.value(), words(&wanted));
}

#[derive(Clone, Copy, Debug)]
enum Visit {
    Arrival(char),
    Departure(char),
}

/// One clerk, four minutes a resident.
struct Office {
    clerk: Resource<char>,
    arrivals: Vec<(i64, char)>,
    served: String,
}

impl Model for Office {
    type Event = Visit;

    fn start(&mut self, cal: &mut Calendar<Visit>) {
        for &(m, who) in &self.arrivals {
            cal.schedule_at(minute(m), Visit::Arrival(who));
        }
    }

    fn handle(&mut self, event: Visit, cal: &mut Calendar<Visit>) {
        let now = cal.now();
        let starts = match event {
            Visit::Arrival(who) => self.clerk.seize(now, who),
            Visit::Departure(who) => {
                self.served.push(who);
                self.clerk.release(now)
            }
        };
        if let Some(who) = starts {
            cal.schedule(minutes(4.0), Visit::Departure(who));
        }
    }
}

fn office(arrivals: &[(i64, char)]) -> Simulation<Office> {
    Simulation::new(Office {
        clerk: Resource::new("clerk", 1),
        arrivals: arrivals.to_vec(),
        served: String::new(),
    })
}

/// A service ends at the very instant of an arrival: the one who waits goes first, whichever of the two is handled first.
#[test]
fn a_newcomer_cannot_overtake_a_waiter_at_the_instant_of_release() {
    let trace_of = |sim: &mut Simulation<Office>| {
        let mut lines = Vec::new();
        let mut trace = Trace::new(|now: Time, event: &Visit, office: &Office| {
            let minute = (now - Time::ZERO).as_minutes();
            lines.push(format!("{minute} {event:?} {}", office.clerk.waiting()));
        });
        sim.observed(&mut trace).run();
        lines
    };

    // The arrival of c was scheduled before the departure of a, so it is handled first.
    let wanted = [
        "0 Arrival('a') 0",
        "1 Arrival('b') 0",
        "4 Arrival('c') 1",
        "4 Departure('a') 2",
        "8 Departure('b') 1",
        "12 Departure('c') 0",
    ];
    assert_eq!(
        trace_of(&mut office(&[(0, 'a'), (1, 'b'), (4, 'c')])),
        wanted
    );

    // Now it is scheduled after, so it is handled after.
    let mut sim = office(&[(0, 'a'), (1, 'b')]);
    sim.run_until(minute(3));
    sim.calendar_mut()
        .schedule_at(minute(4), Visit::Arrival('c'));
    let wanted = [
        "4 Departure('a') 1",
        "4 Arrival('c') 0",
        "8 Departure('b') 1",
        "12 Departure('c') 0",
    ];
    assert_eq!(trace_of(&mut sim), wanted);
    assert_eq!(sim.model().served, "abc");
}

/// A timeout that is cancelled, one that is not, and one that is cancelled at its own instant.
#[test]
fn cancelled_events_do_not_happen() {
    #[derive(Default)]
    struct Patience {
        timeouts: Vec<EventId>,
        log: Vec<String>,
    }
    enum Event {
        Called(usize),
        GaveUp(usize),
    }
    impl Model for Patience {
        type Event = Event;
        fn start(&mut self, cal: &mut Calendar<Event>) {
            // 0 is called before giving up, 1 after, 2 at the same instant, where the call was scheduled first.
            for (who, call, patience) in [(0, 2, 3), (1, 5, 4), (2, 6, 6)] {
                cal.schedule_at(minute(call), Event::Called(who));
                let timeout = cal.schedule_at(minute(patience), Event::GaveUp(who));
                self.timeouts.push(timeout);
            }
        }
        fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
            self.log.push(match event {
                Event::Called(who) if cal.cancel(self.timeouts[who]).is_some() => {
                    format!("{who} called")
                }
                Event::Called(who) => format!("{who} called in vain"),
                Event::GaveUp(who) => format!("{who} gave up"),
            });
        }
    }
    let mut sim = Simulation::new(Patience::default());
    assert_eq!(sim.run(), Ended::Empty);
    let wanted = ["0 called", "1 gave up", "1 called in vain", "2 called"];
    assert_eq!(sim.model().log, wanted);
    assert_eq!(sim.now(), minute(6));
}

#[test]
fn a_clone_goes_its_own_way() {
    let mut sim = ticks(9, None);
    sim.run_events(3);
    let mut fork = sim.clone();
    fork.model_mut().last = 4;
    fork.run();
    sim.run();
    assert_eq!(fork.model().seen, [1, 2, 3, 4]);
    assert_eq!(sim.model().seen, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
}
