//! A clinic with two doctors sees urgent patients first: how much sooner are they seen, and what does it cost the others?
//!
//! A model on the engine alone: a morning of patients, three classes of urgency, and doctors who go home when the last patient is
//! seen. Both policies meet the same patients on the same days (common random numbers).
//! Run it with `cargo run --release --example custom_model`.

use cetak::engine::{Calendar, Model, Simulation};
use cetak::error::Result;
use cetak::experiment::{Comparison, Experiment, Outputs, Window};
use cetak::random::{Distribution, Stream, Streams, Variate};
use cetak::resource::Resource;
use cetak::stats::Tally;
use cetak::time::{Span, Time, hours, minutes};

const CLASSES: [&str; 3] = ["urgent", "soon", "routine"];
/// The shares of the first two classes; the others are routine.
const SHARES: [f64; 2] = [0.10, 0.30];

fn closing() -> Time {
    Time::ZERO + hours(6.0)
}

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
}

struct Clinic {
    triage: bool,
    between_arrivals: Variate,
    consultations: Variate,
    urgency: Stream,
    doctors: Resource<Patient>,
    waits: [Tally; 3],
    last_seen: Time,
}

impl Clinic {
    fn new(triage: bool, streams: &Streams) -> Result<Self> {
        let between_arrivals = Distribution::exponential(minutes(6.0))?;
        let consultations = Distribution::gamma(2.5, minutes(11.0))?;
        Ok(Self {
            triage,
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
        cal.schedule(self.between_arrivals.draw(), Event::Arrival);
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        let now = cal.now();
        let called_in = match event {
            // The doors are closed.
            Event::Arrival if now >= closing() => None,
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

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    let mut waits = Vec::new();
    for (class, name) in CLASSES.into_iter().enumerate() {
        // Of all patients of the class: some days have none.
        let of = move |sim: &Simulation<Clinic>| {
            let waits = &sim.model().waits[class];
            let count = waits.count() as f64;
            (count * waits.mean().unwrap_or(0.0), count)
        };
        waits.push(outputs.ratio(format!("wait, {name}"), "min", of));
    }
    let overtime = outputs.number("overtime", "min", |sim| {
        let late = sim.model().last_seen - closing();
        late.as_minutes().max(0.0)
    });
    let season = |triage, name| {
        let clinic = move |streams: &Streams| Clinic::new(triage, streams);
        Experiment::of_model(&outputs, Window::to_the_end(), clinic)
            .named(name)
            .replications(500)
            .seed(8)
            .run()
    };
    let (in_order, by_urgency) = (season(false, "in order")?, season(true, "by urgency")?);
    println!("Two doctors, a patient every 6 minutes from 8 to 14 o'clock, 11 minutes each:");
    println!("how much sooner are urgent patients seen if they go first?\n");
    println!("{in_order}\n\n{by_urgency}\n");
    let both = Comparison::of([&in_order, &by_urgency])?;
    for (name, wait) in CLASSES.into_iter().zip(waits) {
        let more = both.difference(wait, 0, 1).mean.expect("patients come");
        let ci = more.ci95.expect("many days");
        println!(
            "{name}: {:+.1} min ({:+.1} to {:+.1})",
            more.value, ci.low, ci.high
        );
    }
    println!("{}", both.means(overtime).all_pairs());
    Ok(())
}
