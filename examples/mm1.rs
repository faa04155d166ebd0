//! One clerk, a resident every five minutes, four minutes each: how long does a resident wait?
//!
//! This is the M/M/1 queue: arrivals and services are exponential. Theory knows the answer, so the simulation can be checked.
//! Run it with `cargo run --release --example mm1`.

use cetak::engine::{Calendar, Model, Simulation};
use cetak::random::{Distribution, Streams, Variate};
use cetak::resource::Resource;
use cetak::stats::{Estimate, Tally};
use cetak::time::{Time, days, minutes};

const BETWEEN_ARRIVALS_MIN: f64 = 5.0;
const SERVICE_MIN: f64 = 4.0;
const REPLICATIONS: u64 = 20;

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
}

fn office(replication: u64) -> cetak::error::Result<Office> {
    let streams = Streams::new(2017, replication);
    let arrivals = Distribution::exponential(minutes(BETWEEN_ARRIVALS_MIN))?;
    let service = Distribution::exponential(minutes(SERVICE_MIN))?;
    Ok(Office {
        arrivals: streams.variate("arrivals", arrivals),
        service: streams.variate("service", service),
        clerk: Resource::new("clerk", 1),
        time_in_office: Tally::new(),
    })
}

fn main() -> cetak::error::Result<()> {
    // A real office is never empty at opening, so the first month of each run only fills it and is not counted.
    let warm = Time::ZERO + days(30.0);
    let end = warm + days(365.0);
    let mut tallies = [Tally::new(); 4];
    for replication in 0..REPLICATIONS {
        let mut sim = Simulation::new(office(replication)?);
        sim.run_until(warm);
        sim.model_mut().clerk.reset_statistics(warm);
        sim.model_mut().time_in_office = Tally::new();
        sim.run_until(end);

        let Office {
            clerk,
            time_in_office,
            ..
        } = sim.into_model();
        let found = [
            clerk.waits().mean(),
            time_in_office.mean(),
            clerk.queue_length().mean(end),
            clerk.utilisation(end),
        ];
        for (tally, found) in tallies.iter_mut().zip(found) {
            tally.record(found.expect("somebody comes in a year"));
        }
    }

    let (lambda, mu) = (1.0 / BETWEEN_ARRIVALS_MIN, 1.0 / SERVICE_MIN);
    let rho = lambda / mu;
    println!("One clerk, a resident every 5 minutes, 4 minutes each: how long does one wait?");
    println!("{REPLICATIONS} runs of a year; intervals are at 95 %.\n");
    println!(
        "{:<26} {:>8} {:>10} {:>10}",
        "", "theory", "simulated", "interval"
    );
    let rows = [
        ("wait (min)", rho / (mu - lambda)),
        ("time in the office (min)", 1.0 / (mu - lambda)),
        ("residents waiting", rho * rho / (1.0 - rho)),
        ("clerk busy (share)", rho),
    ];
    for ((name, theory), tally) in rows.into_iter().zip(tallies) {
        let found = Estimate::of(&tally, 0.95).expect("several runs");
        let half = format!("± {:.3}", found.half_width);
        println!("{name:<26} {theory:>8.3} {:>10.3} {half:>10}", found.mean);
    }
    Ok(())
}
