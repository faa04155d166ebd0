//! The M/M/1 queue that is measured: two events and two exponential draws per customer.

use cetak::engine::{Calendar, Model, Simulation};
use cetak::random::{Distribution, Streams, Variate};
use cetak::resource::Resource;
use cetak::stats::Tally;
use cetak::time::{Time, minutes};

#[derive(Hash)]
pub enum Event {
    Arrival,
    Departure(Time),
}

pub struct Mm1 {
    arrivals: Variate,
    service: Variate,
    pub clerk: Resource<Time>,
    pub time_in_system: Tally,
}

impl Model for Mm1 {
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
                self.time_in_system.record((now - arrived).as_minutes());
                self.clerk.release(now)
            }
        };
        if let Some(arrived) = starts_service {
            cal.schedule(self.service.draw(), Event::Departure(arrived));
        }
    }
}

/// Utilisation 0.8.
pub fn variates(streams: &Streams) -> (Variate, Variate) {
    let exponential = |mean| Distribution::exponential(minutes(mean)).expect("a positive mean");
    (
        streams.variate("arrivals", exponential(5.0)),
        streams.variate("service", exponential(4.0)),
    )
}

pub fn simulation(streams: &Streams) -> Simulation<Mm1> {
    let (arrivals, service) = variates(streams);
    Simulation::new(Mm1 {
        arrivals,
        service,
        clerk: Resource::new("clerk", 1),
        time_in_system: Tally::new(),
    })
}
