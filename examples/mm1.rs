//! One clerk, a resident every five minutes, four minutes each: how long does a resident wait?
//!
//! This is the M/M/1 queue: arrivals and services are exponential. Theory knows the answer, so the simulation can be checked.
//! Run it with `cargo run --release --example mm1`.

use cetak::engine::{Calendar, Model, Simulation};
use cetak::error::Result;
use cetak::experiment::{Experiment, Outputs, Window};
use cetak::random::{Distribution, Streams, Variate};
use cetak::resource::Resource;
use cetak::stats::Tally;
use cetak::time::{Time, days, minutes};

enum Event {
    Arrival,
    /// The arrival time of this resident.
    Departure(Time),
}

struct Office {
    arrivals: Variate,
    service: Variate,
    clerk: Resource<Time>,
    time_in_office: Tally,
}

impl Model for Office {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        cal.schedule(self.arrivals.draw(), Event::Arrival);
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        let now = cal.now();
        let starts_service = match event {
            Event::Arrival => {
                cal.schedule(self.arrivals.draw(), Event::Arrival);
                self.clerk.seize(now, now)
            }
            Event::Departure(arrived) => {
                self.time_in_office.record((now - arrived).as_minutes());
                self.clerk.release(now)
            }
        };
        if let Some(arrived) = starts_service {
            cal.schedule(self.service.draw(), Event::Departure(arrived));
        }
    }

    fn reset_statistics(&mut self, now: Time) {
        self.clerk.reset_statistics(now);
        self.time_in_office = Tally::new();
    }
}

fn office(streams: &Streams) -> Result<Office> {
    Ok(Office {
        arrivals: streams.variate("arrivals", Distribution::exponential(minutes(5.0))?),
        service: streams.variate("service", Distribution::exponential(minutes(4.0))?),
        clerk: Resource::new("clerk", 1),
        time_in_office: Tally::new(),
    })
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.tally("wait", "min", |sim: &Simulation<Office>| {
        *sim.model().clerk.waits()
    });
    outputs.tally("time in the office", "min", |sim| {
        sim.model().time_in_office
    });
    outputs.level("residents waiting", "", |sim| {
        (*sim.model().clerk.queue_length(), sim.now())
    });
    outputs.number("clerk busy", "", |sim| {
        sim.model().clerk.utilisation(sim.now())
    });
    let (lambda, mu) = (1.0 / 5.0, 1.0 / 4.0);
    let rho = lambda / mu;
    println!("One clerk, a resident every 5 minutes, 4 minutes each: how long does one wait?");
    println!(
        "Theory says {:.0} minutes, and {:.0} in the office; {:.1} residents wait, and the clerk is busy {rho:.1} of the time.\n",
        rho / (mu - lambda),
        1.0 / (mu - lambda),
        rho * rho / (1.0 - rho)
    );
    // A real office is never empty at opening, so the first month of each run only fills it and is not counted.
    let window = Window::new(days(30.0), days(365.0));
    let runs = Experiment::of_model(&outputs, window, office);
    runs.replications(20).seed(2017).print()
}
