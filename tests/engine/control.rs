//! Control of runs and what they report: deadlocks, traces in lines, progress, several observers at once.

use std::collections::BTreeMap;
use std::io::{self, Write};

use cetak::ErrorKind;
use cetak::engine::{
    Calendar, Ended, Fingerprint, Lines, Model, Progress, Simulation, Trace, Waiting,
};
use cetak::time::{Time, minutes};
use serde::Serialize;

fn minute(m: i64) -> Time {
    Time::ZERO + minutes(1.0) * m
}

/// Two diners at a table with two forks, each of whom takes first the fork at the left, then the one at the right.
#[derive(Default)]
struct Table {
    /// Who has which fork.
    forks: [Option<usize>; 2],
    /// Who waits for which fork.
    queue: Vec<(usize, usize)>,
    meals: u32,
}

#[derive(Clone, Copy, Debug, Hash, Serialize)]
enum Event {
    Wants { diner: usize, fork: usize },
    Finishes(usize),
}

impl Table {
    fn with_second_at(delay: i64) -> Simulation<Self> {
        let mut sim = Simulation::new(Self::default());
        for (diner, start) in [(0, 0), (1, delay)] {
            let wants = Event::Wants { diner, fork: diner };
            sim.calendar_mut().schedule_at(minute(start), wants);
        }
        sim
    }

    fn give(&mut self, fork: usize, diner: usize, cal: &mut Calendar<Event>) {
        self.forks[fork] = Some(diner);
        if self.forks == [Some(diner); 2] {
            cal.schedule(minutes(10.0), Event::Finishes(diner));
        } else {
            let fork = 1 - fork;
            cal.schedule(minutes(1.0), Event::Wants { diner, fork });
        }
    }
}

impl Model for Table {
    type Event = Event;

    fn start(&mut self, _: &mut Calendar<Event>) {}

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        match event {
            Event::Wants { diner, fork } if self.forks[fork].is_none() => {
                self.give(fork, diner, cal);
            }
            Event::Wants { diner, fork } => self.queue.push((diner, fork)),
            Event::Finishes(_) => {
                self.meals += 1;
                self.forks = [None; 2];
                for (diner, fork) in std::mem::take(&mut self.queue) {
                    self.give(fork, diner, cal);
                }
            }
        }
    }

    fn waiting(&self) -> Vec<Waiting> {
        let queue = self.queue.iter();
        queue
            .map(|(diner, fork)| {
                Waiting::new(format_args!("diner {diner}"), format_args!("fork {fork}"))
            })
            .collect()
    }
}

#[test]
fn a_deadlock_is_found_and_names_who_waits_for_what() {
    let named = |sim: &Simulation<Table>| -> Vec<String> {
        let waiting = sim.model().waiting();
        waiting.iter().map(ToString::to_string).collect()
    };
    let all = ["diner 0 waits for fork 1", "diner 1 waits for fork 0"];

    let mut sim = Table::with_second_at(0);
    assert_eq!(sim.run(), Ended::Deadlock);
    assert_eq!((sim.now(), sim.model().meals), (minute(1), 0));
    assert_eq!(named(&sim), all);

    // Every way of running finds it, and `run_until` leaves the clock at its border as ever.
    let mut sim = Table::with_second_at(0);
    assert_eq!(sim.run_until(minute(0)), Ended::Time);
    assert_eq!(sim.run_until(minute(9)), Ended::Deadlock);
    assert_eq!(sim.now(), minute(9));
    assert_eq!(sim.run_events(1), Ended::Deadlock);
    assert_eq!(sim.run_while(|_, _| true), Ended::Deadlock);
    assert_eq!(sim.step(), None);

    // What is scheduled from outside may resolve it.
    sim.calendar_mut()
        .schedule_at(minute(9), Event::Finishes(0));
    assert_eq!(sim.run_events(1), Ended::Count);
}

#[test]
fn who_waits_while_something_is_pending_is_in_no_deadlock() {
    let mut sim = Table::with_second_at(2);
    assert_eq!(sim.run_until(minute(5)), Ended::Time);
    assert_eq!(sim.model().waiting().len(), 1);
    assert_eq!(sim.run(), Ended::Empty);
    assert_eq!((sim.now(), sim.model().meals), (minute(22), 2));
}

#[test]
fn a_trace_in_lines_has_every_event_with_its_time() {
    let mut both = (Lines::text(Vec::new()), Lines::json(Vec::new()));
    let ended = Table::with_second_at(0).observed(&mut both).run();
    assert_eq!(ended, Ended::Deadlock);
    let (text, json) = both;
    let written = |out: Vec<u8>| String::from_utf8(out).unwrap();
    assert_eq!(
        written(text.finish().unwrap()),
        "0d 00:00:00 Wants { diner: 0, fork: 0 }\n\
         0d 00:00:00 Wants { diner: 1, fork: 1 }\n\
         0d 00:01:00 Wants { diner: 0, fork: 1 }\n\
         0d 00:01:00 Wants { diner: 1, fork: 0 }\n"
    );
    let json = written(json.finish().unwrap());
    assert_eq!(
        json.lines().last(),
        Some("{\"at_us\":60000000,\"event\":{\"Wants\":{\"diner\":1,\"fork\":0}}}")
    );
    let read: Vec<serde_json::Value> = json
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(read.len(), 4);
    let wanted =
        serde_json::json!({"at_us": 60_000_000, "event": {"Wants": {"diner": 1, "fork": 0}}});
    assert_eq!(read[3], wanted);
}

/// Has each of its events happen at once.
struct Once<E>(Vec<E>);

impl<E: Clone> Model for Once<E> {
    type Event = E;
    fn start(&mut self, cal: &mut Calendar<E>) {
        for event in &self.0 {
            cal.schedule(minutes(0.0), event.clone());
        }
    }
    fn handle(&mut self, _: E, _: &mut Calendar<E>) {}
}

#[test]
fn nothing_in_an_event_can_break_a_json_line() {
    let nasty = ["a\nb", "\"}\n{\"", "\u{0}\u{1f}\u{2028}", "é \\ 你"].map(str::to_owned);
    let mut lines = Lines::json(Vec::new());
    Simulation::new(Once(nasty.to_vec()))
        .observed(&mut lines)
        .run();
    let written = String::from_utf8(lines.finish().unwrap()).unwrap();
    let read: Vec<String> = written
        .split_terminator('\n')
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            line["event"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(read, nasty);
}

/// Accepts this many bytes, then fails.
#[derive(Debug)]
struct Disk(usize);

impl Write for Disk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > self.0 {
            return Err(io::Error::other("the disk is full"));
        }
        self.0 -= bytes.len();
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_trace_that_cannot_be_written_says_so_and_leaves_the_run_alone() {
    let mut lines = Lines::text(Disk(50));
    let mut sim = Table::with_second_at(2);
    sim.observed(&mut lines).run();
    assert_eq!(sim.model().meals, 2);
    let error = lines.finish().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::File);
    assert!(error.to_string().contains("the disk is full"), "{error}");

    let without_json = BTreeMap::from([((1, 2), 3)]);
    let mut lines = Lines::json(Vec::new());
    Simulation::new(Once(vec![without_json]))
        .observed(&mut lines)
        .run();
    let error = lines.finish().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Value);
    assert!(error.to_string().contains("at 0d 00:00:00"), "{error}");
}

#[test]
fn progress_counts_on_from_run_to_run() {
    let mut calls = Vec::new();
    let mut progress = Progress::every(2, |now, events, table: &Table| {
        calls.push((now, events, table.meals));
    });
    let mut sim = Table::with_second_at(2);
    sim.observed(&mut progress).run_events(3);
    sim.observed(&mut progress).run();
    let wanted = [(minute(1), 2, 0), (minute(11), 4, 1), (minute(22), 6, 2)];
    assert_eq!(calls, wanted);
}

#[test]
fn two_observers_see_what_each_would_see_alone() {
    let mut alone = Fingerprint::new();
    Table::with_second_at(2).observed(&mut alone).run();
    let mut seen = 0;
    let mut both = (
        Fingerprint::new(),
        Trace::new(|_, _: &Event, _: &Table| seen += 1),
    );
    Table::with_second_at(2).observed(&mut both).run();
    assert_eq!(both.0, alone);
    assert_eq!(seen, alone.events());
}
