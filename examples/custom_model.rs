//! A clinic with two doctors sees urgent patients first: how much sooner are they seen, and what does it cost the others?
//!
//! A model on the engine alone: a morning of patients, three classes of urgency, and doctors who go home when the last patient is
//! seen. Both policies meet the same patients on the same days (common random numbers).
//! Run it with `cargo run --release --example custom_model`.

use cetak::engine::{Calendar, Model, Priority, Simulation};
use cetak::random::{Distribution, Stream, Streams, Variate};
use cetak::resource::Resource;
use cetak::stats::{Estimate, Tally};
use cetak::time::{Span, Time, hours, minutes};

const DAYS: u64 = 500;
const CLASSES: [&str; 3] = ["urgent", "soon", "routine"];
/// The shares of the first two classes; the others are routine.
const SHARES: [f64; 2] = [0.10, 0.30];

#[derive(Clone, Copy)]
struct Patient {
    class: usize,
    arrived: Time,
    /// Drawn on arrival, so that each patient brings the same value under every policy.
    consultation: Span,
}

enum Event {
    Arrival,
    Seen,
    DoorsClose,
}

struct Clinic {
    triage: bool,
    open: bool,
    between_arrivals: Variate,
    consultations: Variate,
    urgency: Stream,
    doctors: Resource<Patient>,
    waits: [Tally; 3],
    last_seen: Time,
}

impl Clinic {
    fn new(day: u64, triage: bool) -> cetak::error::Result<Self> {
        let streams = Streams::new(8, day);
        let between_arrivals = Distribution::exponential(minutes(6.0))?;
        let consultations = Distribution::gamma(2.5, minutes(11.0))?;
        Ok(Self {
            triage,
            open: true,
            between_arrivals: streams.variate("between arrivals", between_arrivals),
            consultations: streams.variate("consultations", consultations),
            urgency: streams.stream("urgency"),
            doctors: Resource::new("doctors", 2),
            waits: [Tally::new(); 3],
            last_seen: Time::ZERO,
        })
    }

    fn next_patient(&mut self, now: Time) -> Patient {
        let u = self.urgency.uniform();
        Patient {
            class: usize::from(u > SHARES[0]) + usize::from(u > SHARES[0] + SHARES[1]),
            arrived: now,
            consultation: self.consultations.draw(),
        }
    }
}

impl Model for Clinic {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        // A patient who arrives at this instant finds the doors closed.
        let closing = Time::ZERO + hours(6.0);
        cal.schedule_with(closing, Priority(1), Event::DoorsClose);
        cal.schedule(self.between_arrivals.draw(), Event::Arrival);
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        let now = cal.now();
        let called_in = match event {
            Event::DoorsClose => {
                self.open = false;
                None
            }
            Event::Arrival if !self.open => None,
            Event::Arrival => {
                cal.schedule(self.between_arrivals.draw(), Event::Arrival);
                let patient = self.next_patient(now);
                let key = if self.triage { patient.class as i64 } else { 0 };
                self.doctors.seize_with(now, key, patient)
            }
            Event::Seen => {
                self.last_seen = now;
                self.doctors.release(now)
            }
        };
        if let Some(patient) = called_in {
            self.waits[patient.class].record((now - patient.arrived).as_minutes());
            cal.schedule(patient.consultation, Event::Seen);
        }
    }
}

/// The mean wait of each class, and the minutes from closing until the last patient is seen; one observation per day.
fn season(triage: bool) -> cetak::error::Result<[Tally; 4]> {
    let mut tallies = [Tally::new(); 4];
    for day in 0..DAYS {
        let mut sim = Simulation::new(Clinic::new(day, triage)?);
        sim.run();
        let clinic = sim.into_model();
        for (tally, waits) in tallies.iter_mut().zip(&clinic.waits) {
            // A day without such a patient adds no observation.
            waits.mean().into_iter().for_each(|mean| tally.record(mean));
        }
        let closing = Time::ZERO + hours(6.0);
        let overtime = (clinic.last_seen - closing).as_minutes().max(0.0);
        tallies[3].record(overtime);
    }
    Ok(tallies)
}

fn main() -> cetak::error::Result<()> {
    let (in_order, by_urgency) = (season(false)?, season(true)?);
    println!("Two doctors, a patient every 6 minutes from 8 to 14 o'clock, 11 minutes each:");
    println!("how much sooner are urgent patients seen if they go first?");
    println!("Means of {DAYS} days in minutes; intervals are at 95 %.\n");
    println!("{:<18} {:>16} {:>16}", "", "in order", "by urgency");
    let names = CLASSES.map(|class| format!("wait, {class}"));
    let overtime = "overtime".to_owned();
    let rows = names.into_iter().chain([overtime]);
    for ((name, before), after) in rows.zip(in_order).zip(by_urgency) {
        let cell = |tally| {
            let found = Estimate::of(&tally, 0.95).expect("many days");
            format!("{:.1} ± {:.1}", found.mean, found.half_width)
        };
        println!("{name:<18} {:>16} {:>16}", cell(before), cell(after));
    }
    Ok(())
}
