//! This crate as models are meant to be written: a resource and a tally, with all the statistics they keep.

use cetak::engine::{Calendar, Ended, Model, Simulation};
use cetak::resource::Resource;
use cetak::stats::Tally;
use cetak::time::{Time, seconds};

use crate::peer::{Draws, Holds, MEAN_INTERARRIVAL, Peer, Queue, Stopwatch, TimesInSystem};

pub struct WithStatistics;

enum Event {
    Arrival,
    Departure(Time),
}

struct Mm1 {
    to_come: u64,
    arrivals: Draws,
    services: Draws,
    clerk: Resource<Time>,
    time_in_system: Tally,
}

impl Mm1 {
    fn next_arrival(&mut self, cal: &mut Calendar<Event>) {
        if self.to_come > 0 {
            self.to_come -= 1;
            let delay = self.arrivals.exponential(MEAN_INTERARRIVAL);
            cal.schedule(seconds(delay), Event::Arrival);
        }
    }
}

impl Model for Mm1 {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        self.next_arrival(cal);
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        let now = cal.now();
        let starts_service = match event {
            Event::Arrival => {
                self.next_arrival(cal);
                self.clerk.seize(now, now)
            }
            Event::Departure(arrived) => {
                self.time_in_system.record((now - arrived).as_seconds());
                self.clerk.release(now)
            }
        };
        if let Some(arrived) = starts_service {
            let delay = self.services.exponential(1.0);
            cal.schedule(seconds(delay), Event::Departure(arrived));
        }
    }
}

impl Peer for WithStatistics {
    fn name(&self) -> &'static str {
        "cetak, statistics"
    }

    fn mm1(&self, customers: u64, seed: u64) -> Result<Queue, String> {
        let (arrivals, services) = Draws::of_queue(seed);
        let mut sim = Simulation::new(Mm1 {
            to_come: customers,
            arrivals,
            services,
            clerk: Resource::new("clerk", 1),
            time_in_system: Tally::new(),
        });
        let start = Stopwatch::start();
        assert_eq!(sim.run(), Ended::Empty);
        let elapsed = start.elapsed();
        let tally = &sim.model().time_in_system;
        let count = tally.count();
        let sum = tally.mean().unwrap_or(0.0) * count as f64;
        Ok(Queue {
            elapsed,
            times: TimesInSystem { count, sum },
        })
    }

    fn hold(&self, _: usize, _: f64, _: f64, _: u64) -> Result<Holds, String> {
        Err("holds keep no statistics: as above".to_owned())
    }
}
