//! The table of ties in docs/design.md, one check for each of its lines.

use cetak::engine::{Calendar, Ended, EventId, Model, Priority, Simulation};
use cetak::resource::{Opening, OpeningHours, Resource};
use cetak::time::{Span, Time, hours, minutes};
use serde::{Deserialize, Serialize};

/// What an event does besides being written down.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Action {
    Nothing,
    /// Schedules these for now, with these priorities.
    Schedule(Vec<(String, i16)>),
    /// Schedules this after a delay of zero, then the other with that priority.
    DelayZero(String, String, i16),
    CancelFirst,
    /// Cancels the first that was scheduled, and schedules it again.
    AgainFirst,
    /// Moves the first that was scheduled to where it already is.
    MoveFirst,
    Stop,
}

type Event = (String, Action);

/// Everything happens at noon.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Noon {
    plan: Vec<(String, i16, Action)>,
    ids: Vec<EventId>,
    seen: Vec<String>,
}

fn noon() -> Time {
    Time::ZERO + hours(12.0)
}

impl Model for Noon {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        for (name, priority, action) in std::mem::take(&mut self.plan) {
            let id = cal.schedule_with(noon(), Priority(priority), (name, action));
            self.ids.push(id);
        }
    }

    fn handle(&mut self, (name, action): Event, cal: &mut Calendar<Event>) {
        self.seen.push(name);
        match action {
            Action::Nothing => {}
            Action::Schedule(events) => {
                for (name, priority) in events {
                    cal.schedule_with(cal.now(), Priority(priority), (name, Action::Nothing));
                }
            }
            Action::DelayZero(delayed, urgent, priority) => {
                cal.schedule(Span::ZERO, (delayed, Action::Nothing));
                cal.schedule_with(cal.now(), Priority(priority), (urgent, Action::Nothing));
            }
            Action::MoveFirst => {
                cal.reschedule(self.ids[0], cal.now())
                    .expect("it is pending");
            }
            Action::CancelFirst => {
                cal.cancel(self.ids[0]).expect("it is pending");
            }
            Action::AgainFirst => {
                let event = cal.cancel(self.ids[0]).expect("it is pending");
                cal.schedule_at(cal.now(), event);
            }
            Action::Stop => cal.stop(),
        }
    }
}

fn at_noon(plan: &[(&str, i16, Action)]) -> Simulation<Noon> {
    let plan = plan
        .iter()
        .map(|(name, priority, action)| ((*name).to_owned(), *priority, action.clone()))
        .collect();
    Simulation::new(Noon {
        plan,
        ..Noon::default()
    })
}

fn order(plan: &[(&str, i16, Action)]) -> String {
    let mut sim = at_noon(plan);
    sim.run();
    assert_eq!(sim.now(), noon());
    sim.model().seen.join(" ")
}

fn schedule(events: &[(&str, i16)]) -> Action {
    Action::Schedule(events.iter().map(|(n, p)| ((*n).to_owned(), *p)).collect())
}

use Action::Nothing;

fn equal_priority() {
    assert_eq!(order(&[("a", 0, Nothing), ("b", 0, Nothing)]), "a b");
    assert_eq!(order(&[("b", 7, Nothing), ("a", 7, Nothing)]), "b a");
}

fn different_priority() {
    assert_eq!(order(&[("a", 0, Nothing), ("b", 1, Nothing)]), "b a");
    assert_eq!(order(&[("a", -1, Nothing), ("b", 0, Nothing)]), "b a");
}

fn for_now_among_equals() {
    let plan = [
        ("a", 0, schedule(&[("new", 0)])),
        ("b", 0, Nothing),
        ("late", -1, Nothing),
    ];
    assert_eq!(order(&plan), "a b new late");
}

fn for_now_more_urgent() {
    let plan = [
        ("a", 0, schedule(&[("new", 1), ("newer", 2)])),
        ("b", 0, Nothing),
    ];
    assert_eq!(order(&plan), "a newer new b");
}

fn delay_of_zero() {
    let action = Action::DelayZero("delayed".to_owned(), "urgent".to_owned(), 1);
    let plan = [("a", 0, action), ("b", 0, Nothing)];
    assert_eq!(order(&plan), "a urgent b delayed");
}

fn cancelled_and_again() {
    let plan = [
        ("a", 0, Nothing),
        ("b", 1, Action::AgainFirst),
        ("c", 0, Nothing),
    ];
    assert_eq!(order(&plan), "b c a");
}

fn moved() {
    let plan = [
        ("a", 0, Nothing),
        ("b", 1, Action::MoveFirst),
        ("c", 0, Nothing),
        ("d", -1, Nothing),
    ];
    assert_eq!(order(&plan), "b c a d");
}

fn cancelled() {
    let plan = [
        ("a", 0, Nothing),
        ("b", 1, Action::CancelFirst),
        ("c", 0, Nothing),
    ];
    assert_eq!(order(&plan), "b c");
}

fn stopped() {
    let mut sim = at_noon(&[("a", 0, Action::Stop), ("b", 0, Nothing), ("c", 0, Nothing)]);
    assert_eq!(sim.run_until(noon()), Ended::Stopped);
    assert_eq!(sim.model().seen, ["a"]);
    assert_eq!(sim.run_until(noon()), Ended::Empty);
    assert_eq!(sim.model().seen, ["a", "b", "c"]);
}

fn until_now() {
    let mut sim = at_noon(&[("a", 0, schedule(&[("new", 0)]))]);
    sim.calendar_mut()
        .schedule_at(noon() + Span::from_micros(1), ("after".to_owned(), Nothing));
    assert_eq!(sim.run_until(noon()), Ended::Time);
    assert_eq!(sim.model().seen, ["a", "new"]);
}

/// A clerk who serves the first resident until noon.
fn busy_until_noon() -> Resource<&'static str> {
    let mut clerk = Resource::new("clerk", 1);
    let before = noon() - minutes(9.0);
    assert_eq!(clerk.seize(before, "served"), Some("served"));
    clerk
}

fn arrival_then_end_somebody_waits() {
    let mut clerk = busy_until_noon();
    assert_eq!(clerk.seize(noon() - minutes(1.0), "waiter"), None);
    assert_eq!(clerk.seize(noon(), "newcomer"), None);
    assert_eq!(clerk.release(noon()), Some("waiter"));
    assert_eq!(clerk.release(noon()), Some("newcomer"));
}

fn end_then_arrival_somebody_waits() {
    let mut clerk = busy_until_noon();
    assert_eq!(clerk.seize(noon() - minutes(1.0), "waiter"), None);
    assert_eq!(clerk.release(noon()), Some("waiter"));
    assert_eq!(clerk.seize(noon(), "newcomer"), None);
    assert_eq!(clerk.release(noon()), Some("newcomer"));
}

fn end_then_arrival_nobody_waits() {
    let mut clerk = busy_until_noon();
    assert_eq!(clerk.release(noon()), None);
    assert_eq!(clerk.seize(noon(), "newcomer"), Some("newcomer"));
}

fn arrival_then_end_nobody_waits() {
    let mut clerk = busy_until_noon();
    assert_eq!(clerk.seize(noon(), "newcomer"), None);
    assert_eq!(clerk.release(noon()), Some("newcomer"));
    assert_eq!(clerk.waits().max(), Some(0.0));
}

fn equal_keys() {
    let mut clerk = busy_until_noon();
    for who in ["first", "second"] {
        assert_eq!(clerk.seize_with(noon(), 5, who), None);
    }
    assert_eq!(clerk.release(noon()), Some("first"));
    assert_eq!(clerk.release(noon()), Some("second"));
}

fn different_keys() {
    let mut clerk = busy_until_noon();
    assert_eq!(clerk.seize_with(noon(), 5, "first"), None);
    assert_eq!(clerk.seize_with(noon(), -5, "second"), None);
    assert_eq!(clerk.release(noon()), Some("second"));
    assert_eq!(clerk.release(noon()), Some("first"));
}

fn saved_in_the_middle() {
    let plan = [
        ("a", 0, schedule(&[("low", -1), ("high", 3), ("same", 0)])),
        ("b", 0, Nothing),
        ("c", 2, Nothing),
    ];
    let whole = order(&plan);
    assert_eq!(whole, "c a high b same low");
    for events in 0..6 {
        let mut sim = at_noon(&plan);
        sim.run_events(events);
        let saved = serde_json::to_string(&sim).expect("a plain model");
        let mut loaded: Simulation<Noon> = serde_json::from_str(&saved).expect("just saved");
        loaded.run();
        assert_eq!(loaded.model().seen.join(" "), whole);
    }
}

fn morning() -> OpeningHours {
    let window = Opening {
        open: noon() - hours(4.0),
        close: noon(),
    };
    OpeningHours::new([window]).expect("one window")
}

fn opening() {
    assert!(morning().is_open(noon() - hours(4.0)));
    assert!(!morning().is_open(noon() - hours(4.0) - Span::from_micros(1)));
}

fn closing() {
    assert!(!morning().is_open(noon()));
    assert!(morning().is_open(noon() - Span::from_micros(1)));
}

const CHECKS: [(&str, fn()); 19] = [
    ("two events of equal priority", equal_priority),
    ("two events of different priority", different_priority),
    (
        "an event schedules another for now, of its own priority",
        for_now_among_equals,
    ),
    (
        "an event schedules another for now, of higher priority than what is pending",
        for_now_more_urgent,
    ),
    (
        "an event schedules one after a delay of zero, then another of higher priority",
        delay_of_zero,
    ),
    (
        "an event is cancelled and scheduled again",
        cancelled_and_again,
    ),
    (
        "an event is rescheduled for the instant at which it is pending",
        moved,
    ),
    (
        "an event cancels one that is pending at this instant",
        cancelled,
    ),
    (
        "an event asks for a stop while others are pending at this instant",
        stopped,
    ),
    ("`run_until` this instant", until_now),
    (
        "an arrival, then the end of a service, somebody waits",
        arrival_then_end_somebody_waits,
    ),
    (
        "the end of a service, then an arrival, somebody waits",
        end_then_arrival_somebody_waits,
    ),
    (
        "the end of a service, then an arrival, nobody waits",
        end_then_arrival_nobody_waits,
    ),
    (
        "an arrival, then the end of a service, nobody waits",
        arrival_then_end_nobody_waits,
    ),
    ("two wait with equal keys", equal_keys),
    ("two wait with different keys", different_keys),
    (
        "a run is saved, loaded and continued in the middle of the instant",
        saved_in_the_middle,
    ),
    ("opening hours begin", opening),
    ("opening hours end", closing),
];

#[test]
fn every_line_of_the_table_holds() {
    for (line, check) in CHECKS {
        println!("{line}"); // shown when the check fails
        check();
    }
}

#[test]
fn every_line_of_the_table_has_a_check() {
    let page = include_str!("../../docs/design.md");
    let (_, table) = page
        .split_once("| At the same instant |")
        .expect("the table of ties");
    let lines: Vec<&str> = table
        .lines()
        .skip(2)
        .map_while(|line| line.strip_prefix("| ")?.split(" |").next())
        .collect();
    assert_eq!(lines, CHECKS.map(|(line, _)| line));
}
