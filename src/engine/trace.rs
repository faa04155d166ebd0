//! Observers that show people what happens: one line per event, or a report of progress now and then.

use std::fmt::Debug;
use std::io::Write;
use std::marker::PhantomData;

use serde::Serialize;

use super::{Model, Observer};
use crate::error::{Error, ErrorKind, Result};
use crate::time::Time;
use crate::words::{Message, Variable};

/// Writes one line for each event, just before it happens: plain text or JSON.
///
/// The lines go to any [`Write`]; for a file, pass a [`BufWriter`](std::io::BufWriter). If writing fails, the run goes on
/// without further lines, and [`finish`](Self::finish) returns the error.
///
/// # Examples
///
/// ```
/// use cetak::engine::{Calendar, Lines, Model, Simulation};
/// use cetak::time::minutes;
///
/// #[derive(Debug, serde::Serialize)]
/// enum Event { Arrival { name: &'static str } }
///
/// struct Door;
///
/// impl Model for Door {
///     type Event = Event;
///     fn start(&mut self, cal: &mut Calendar<Event>) {
///         cal.schedule(minutes(1.0), Event::Arrival { name: "Ayu \"the first\"" });
///     }
///     fn handle(&mut self, _: Event, _: &mut Calendar<Event>) {}
/// }
///
/// let mut text = Lines::text(Vec::new());
/// Simulation::new(Door).observed(&mut text).run();
/// let written = String::from_utf8(text.finish()?).unwrap();
/// assert_eq!(written, "0d 00:01:00 Arrival { name: \"Ayu \\\"the first\\\"\" }\n");
///
/// let mut json = Lines::json(Vec::new());
/// Simulation::new(Door).observed(&mut json).run();
/// let written = String::from_utf8(json.finish()?).unwrap();
/// let line = r#"{"at_us":60000000,"event":{"Arrival":{"name":"Ayu \"the first\""}}}"#;
/// assert_eq!(written, format!("{line}\n"));
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Debug)]
pub struct Lines<W, F> {
    out: W,
    line: Vec<u8>,
    failed: Option<Error>,
    form: PhantomData<F>,
}

/// The form of [`Lines::text`]: the time, a space, and the event as its [`Debug`] prints it without line breaks.
#[derive(Clone, Copy, Debug)]
pub struct Text;

/// The form of [`Lines::json`]: an object with `at_us`, the microseconds since zero, and `event`.
#[derive(Clone, Copy, Debug)]
pub struct Json;

impl<W: Write> Lines<W, Text> {
    /// Makes a trace of lines for people.
    pub fn text(out: W) -> Self {
        Self::new(out)
    }
}

impl<W: Write> Lines<W, Json> {
    /// Makes a trace of lines for programs: each line is one JSON value.
    pub fn json(out: W) -> Self {
        Self::new(out)
    }
}

impl<W: Write, F> Lines<W, F> {
    fn new(out: W) -> Self {
        Self {
            out,
            line: Vec::new(),
            failed: None,
            form: PhantomData,
        }
    }

    /// Flushes the writer and returns it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::File`] if a line could not be written, [`ErrorKind::Value`] if an event cannot be written as JSON (a map
    /// whose keys are not strings or numbers).
    pub fn finish(mut self) -> Result<W> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        self.out.flush().map_err(unwritable)?;
        Ok(self.out)
    }

    fn write(&mut self, fill: impl FnOnce(&mut Vec<u8>) -> Result<()>) {
        if self.failed.is_some() {
            return;
        }
        self.line.clear();
        let written = fill(&mut self.line).and_then(|()| {
            self.line.push(b'\n');
            self.out.write_all(&self.line).map_err(unwritable)
        });
        self.failed = written.err();
    }
}

fn unwritable(error: std::io::Error) -> Error {
    let message = Message::new("events-unwritable").with("detail", Variable::of_io(&error));
    Error::of(ErrorKind::File, message).because(error)
}

impl<W: Write, M: Model<Event: Debug>> Observer<M> for Lines<W, Text> {
    fn before(&mut self, now: Time, event: &M::Event, _: &M) {
        self.write(|line| write!(line, "{now} {event:?}").map_err(unwritable));
    }
}

#[derive(Serialize)]
struct JsonLine<'a, E> {
    at_us: i64,
    event: &'a E,
}

impl<W: Write, M: Model<Event: Serialize>> Observer<M> for Lines<W, Json> {
    fn before(&mut self, now: Time, event: &M::Event, _: &M) {
        let at_us = now.as_micros();
        self.write(|line| {
            serde_json::to_writer(line, &JsonLine { at_us, event }).map_err(|error| {
                let message = Message::new("events-no-json")
                    .with("now", now)
                    .with("detail", Variable::foreign(&error));
                Error::of(ErrorKind::Value, message).because(error)
            })
        });
    }
}

/// Calls a closure at regular intervals of events, with the time, the number of events so far, and the model.
///
/// # Examples
///
/// ```
/// use cetak::engine::{Calendar, Model, Progress, Simulation};
/// use cetak::time::minutes;
///
/// struct Clock;
///
/// impl Model for Clock {
///     type Event = ();
///     fn start(&mut self, cal: &mut Calendar<()>) {
///         cal.schedule(minutes(1.0), ());
///     }
///     fn handle(&mut self, (): (), cal: &mut Calendar<()>) {
///         cal.schedule(minutes(1.0), ());
///     }
/// }
///
/// let mut seen = Vec::new();
/// let mut progress = Progress::every(400, |now, events, _: &Clock| {
///     seen.push(format!("{now}: {events} events"));
/// });
/// Simulation::new(Clock).observed(&mut progress).run_events(1000);
/// assert_eq!(seen, ["0d 06:40:00: 400 events", "0d 13:20:00: 800 events"]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Progress<F> {
    every: u64,
    events: u64,
    /// The number of events at the next call.
    next: u64,
    report: F,
}

impl<F> Progress<F> {
    /// Calls `report` after every `every` events.
    ///
    /// # Panics
    ///
    /// If `every` is 0.
    pub fn every<M: Model>(every: u64, report: F) -> Self
    where
        F: FnMut(Time, u64, &M),
    {
        assert!(every > 0, "progress after every 0 events is no progress");
        Self {
            every,
            events: 0,
            next: every,
            report,
        }
    }
}

impl<M: Model, F: FnMut(Time, u64, &M)> Observer<M> for Progress<F> {
    #[inline]
    fn after(&mut self, now: Time, model: &M) {
        self.events += 1;
        if self.events == self.next {
            self.next += self.every;
            (self.report)(now, self.events, model);
        }
    }
}
