//! Runs that are no steady state: the first customers of an empty queue, and a backlog that is worked off.

use cetak::engine::{Calendar, Model, Simulation};
use cetak::random::{Streams, Variate};
use cetak::resource::Resource;
use cetak::stats::Tally;

use crate::study::{NARROW, SEED, Study, exponential, named};

/// How many runs one replication takes the mean of.
const RUNS: u64 = 1_000;

enum Event {
    Arrival,
    Departure,
}

/// So many jobs, which are there at the start or arrive one by one.
struct Jobs {
    arrivals: Option<Variate>,
    service: Variate,
    servers: Resource<()>,
    to_come: u64,
}

impl Jobs {
    fn come(&mut self, cal: &mut Calendar<Event>) {
        self.to_come -= 1;
        if let Some(()) = self.servers.seize(cal.now(), ()) {
            cal.schedule(self.service.draw(), Event::Departure);
        }
    }
}

impl Model for Jobs {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        while self.to_come > 0 {
            self.come(cal);
            if self.arrivals.is_some() {
                return self.next(cal);
            }
        }
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        match event {
            Event::Arrival => {
                self.come(cal);
                self.next(cal);
            }
            Event::Departure => {
                if let Some(()) = self.servers.release(cal.now()) {
                    cal.schedule(self.service.draw(), Event::Departure);
                }
            }
        }
    }
}

impl Jobs {
    fn next(&mut self, cal: &mut Calendar<Event>) {
        if let Some(arrivals) = &mut self.arrivals
            && self.to_come > 0
        {
            cal.schedule(arrivals.draw(), Event::Arrival);
        }
    }
}

pub fn run(
    name: &str,
    replication: u64,
    jobs: u64,
    servers: usize,
    service: f64,
    arrivals: Option<f64>,
) -> [Tally; 2] {
    let (mut waits, mut ends) = (Tally::new(), Tally::new());
    for run in 0..RUNS {
        let streams = Streams::new(SEED, replication * RUNS + run);
        let draws = |what, mean| streams.variate(&format!("{name}/{what}"), exponential(mean));
        let mut sim = Simulation::new(Jobs {
            arrivals: arrivals.map(|mean| draws("arrivals", mean)),
            service: draws("service", service),
            servers: Resource::new("servers", servers),
            to_come: jobs,
        });
        sim.run();
        let served = sim.model().servers.waits();
        assert_eq!(served.count(), jobs);
        waits.record(served.mean().expect("somebody came"));
        ends.record((sim.now() - cetak::time::Time::ZERO).as_minutes());
    }
    [waits, ends]
}

/// The mean wait of the first customers of an M/M/1 from empty: who finds j waits
/// j services of mean ρ, where arrivals are 1 apart. From j, the next one
/// finds j + 1 less those served meanwhile, each of whom is served before the arrival with probability μ/(λ + μ).
fn mean_first_waits(customers: usize, rho: f64) -> f64 {
    let served = 1.0 / (1.0 + rho);
    let mut found = vec![1.0];
    let mut sum = 0.0;
    for _ in 0..customers {
        let mean: f64 = (found.iter().enumerate()).map(|(j, p)| j as f64 * p).sum();
        sum += mean;
        let mut next = vec![0.0; found.len() + 1];
        for (j, p) in found.iter().enumerate() {
            for (left, sum) in next.iter_mut().enumerate().take(j + 2).skip(1) {
                *sum += p * served.powi((j + 1 - left) as i32) * (1.0 - served);
            }
            next[0] += p * served.powi((j + 1) as i32);
        }
        found = next;
    }
    rho * sum / customers as f64
}

pub fn studies() -> Vec<Study> {
    let first = mean_first_waits(25, 0.9);
    assert!((first - 2.124489).abs() < 1e-6, "{first}");
    // With j left, min(j, 4) servers work, and the next end comes after an exponential time.
    let stages = || (1..=100).map(|left| 1.0 / f64::from(left.min(4)));
    let mean: f64 = stages().sum();
    let variance: f64 = stages().map(|stage| stage * stage).sum();
    vec![
        Study {
            name: "M/M/1, ρ = 0.9, the first 25 customers from empty".to_owned(),
            quantities: named(&[("mean wait (min), arrivals 1 apart", first)]),
            narrow: NARROW,
            run: Box::new(|replication| {
                let [waits, _] = run("first", replication, 25, 1, 0.9, Some(1.0));
                vec![waits.mean().expect("many runs")]
            }),
        },
        Study {
            name: "100 jobs on 4 exponential servers".to_owned(),
            quantities: named(&[
                ("mean time to clear (min)", mean),
                ("its standard deviation (min)", variance.sqrt()),
            ]),
            narrow: NARROW,
            run: Box::new(|replication| {
                let [_, ends] = run("backlog", replication, 100, 4, 1.0, None);
                vec![
                    ends.mean().expect("many runs"),
                    ends.standard_deviation().expect("many runs"),
                ]
            }),
        },
    ]
}
