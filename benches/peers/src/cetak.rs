//! This crate: typed events, and a queue by hand as the engines without resources need it.

use std::collections::VecDeque;

use cetak::engine::{Calendar, Ended, Model, Simulation};
use cetak::time::{Time, seconds};

use crate::peer::{Draws, Holds, MEAN_INTERARRIVAL, Peer, Queue, Stopwatch, TimesInSystem};

pub struct Cetak;

enum Event {
    Arrival,
    Departure(Time),
}

struct Mm1 {
    to_come: u64,
    arrivals: Draws,
    services: Draws,
    busy: bool,
    line: VecDeque<Time>,
    times: TimesInSystem,
}

impl Mm1 {
    fn next_arrival(&mut self, cal: &mut Calendar<Event>) {
        if self.to_come > 0 {
            self.to_come -= 1;
            let delay = self.arrivals.exponential(MEAN_INTERARRIVAL);
            cal.schedule(seconds(delay), Event::Arrival);
        }
    }

    fn begin_service(&mut self, arrived: Time, cal: &mut Calendar<Event>) {
        let delay = self.services.exponential(1.0);
        cal.schedule(seconds(delay), Event::Departure(arrived));
    }
}

impl Model for Mm1 {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        self.next_arrival(cal);
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        let now = cal.now();
        match event {
            Event::Arrival => {
                self.next_arrival(cal);
                if self.busy {
                    self.line.push_back(now);
                } else {
                    self.busy = true;
                    self.begin_service(now, cal);
                }
            }
            Event::Departure(arrived) => {
                self.times.record((now - arrived).as_seconds());
                match self.line.pop_front() {
                    Some(arrived) => self.begin_service(arrived, cal),
                    None => self.busy = false,
                }
            }
        }
    }
}

struct Hold {
    pending: usize,
    delays: Draws,
    count: u64,
}

impl Model for Hold {
    type Event = [u64; 2];

    fn start(&mut self, cal: &mut Calendar<[u64; 2]>) {
        for i in 0..self.pending as u64 {
            cal.schedule(seconds(self.delays.exponential(1.0)), [i; 2]);
        }
    }

    fn handle(&mut self, event: [u64; 2], cal: &mut Calendar<[u64; 2]>) {
        self.count += 1;
        cal.schedule(seconds(self.delays.exponential(1.0)), event);
    }
}

impl Peer for Cetak {
    fn name(&self) -> &'static str {
        "cetak"
    }

    fn mm1(&self, customers: u64, seed: u64) -> Result<Queue, String> {
        let (arrivals, services) = Draws::of_queue(seed);
        let mut sim = Simulation::new(Mm1 {
            to_come: customers,
            arrivals,
            services,
            busy: false,
            line: VecDeque::new(),
            times: TimesInSystem::default(),
        });
        let start = Stopwatch::start();
        assert_eq!(sim.run(), Ended::Empty);
        Ok(Queue {
            elapsed: start.elapsed(),
            times: sim.model().times,
        })
    }

    fn hold(&self, pending: usize, warm_up: f64, span: f64, seed: u64) -> Result<Holds, String> {
        let mut sim = Simulation::new(Hold {
            pending,
            delays: Draws::new(seed),
            count: 0,
        });
        let warm = Time::ZERO + seconds(warm_up);
        sim.run_until(warm);
        let before = sim.model().count;
        let start = Stopwatch::start();
        sim.run_until(warm + seconds(span));
        Ok(Holds {
            elapsed: start.elapsed(),
            count: sim.model().count - before,
        })
    }
}
