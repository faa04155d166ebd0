//! An open network of three stations.

use cetak::engine::{Calendar, Model, Simulation};
use cetak::random::{Stream, Streams, Variate};
use cetak::resource::Resource;
use cetak::time::{Time, minutes};

use crate::station::erlang_c_wait;
use crate::study::{NARROW, OBSERVED, SEED, Study, WARM_UP, exponential};

/// Arrivals per minute from outside, servers, mean service in minutes, and where one goes afterwards: else it leaves.
const STATIONS: [(f64, usize, f64, [f64; 3]); 3] = [
    (0.10, 1, 4.0, [0.0, 0.5, 0.5]),
    (0.05, 2, 12.0, [0.0, 0.0, 0.8]),
    (0.00, 1, 4.0, [0.3, 0.0, 0.0]),
];

enum Event {
    Arrival(usize),
    Departure(usize),
}

struct Network {
    arrivals: Vec<Option<Variate>>,
    services: Vec<Variate>,
    routes: Stream,
    stations: Vec<Resource<()>>,
}

impl Network {
    fn enter(&mut self, at: usize, cal: &mut Calendar<Event>) {
        if let Some(()) = self.stations[at].seize(cal.now(), ()) {
            cal.schedule(self.services[at].draw(), Event::Departure(at));
        }
    }

    fn outside(&mut self, at: usize, cal: &mut Calendar<Event>) {
        if let Some(arrivals) = &mut self.arrivals[at] {
            cal.schedule(arrivals.draw(), Event::Arrival(at));
        }
    }
}

impl Model for Network {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        for at in 0..STATIONS.len() {
            self.outside(at, cal);
        }
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        match event {
            Event::Arrival(at) => {
                self.outside(at, cal);
                self.enter(at, cal);
            }
            Event::Departure(at) => {
                if let Some(()) = self.stations[at].release(cal.now()) {
                    cal.schedule(self.services[at].draw(), Event::Departure(at));
                }
                let mut chance = self.routes.uniform();
                for (next, share) in STATIONS[at].3.into_iter().enumerate() {
                    if chance < share {
                        return self.enter(next, cal);
                    }
                    chance -= share;
                }
            }
        }
    }
}

/// Jackson (1957): each station is as an M/M/c of its own, at the rate that the flows through the network add up to.
pub fn jackson() -> Study {
    let mut rates = [0.0; 3];
    for _ in 0..200 {
        let through = rates;
        for (to, rate) in rates.iter_mut().enumerate() {
            let from_others = (0..3).map(|from| through[from] * STATIONS[from].3[to]);
            *rate = STATIONS[to].0 + from_others.sum::<f64>();
        }
    }
    let numbers = (STATIONS.iter().zip(rates)).map(|((_, servers, mean, _), rate)| {
        rate * (erlang_c_wait(*servers as i32, rate, 1.0 / mean) + mean)
    });
    let quantities = (numbers.enumerate())
        .map(|(at, number)| (format!("mean number at station {}", at + 1), number))
        .collect();
    Study {
        name: "open Jackson network of M/M/1, M/M/2 and M/M/1".to_owned(),
        quantities,
        narrow: NARROW,
        run: Box::new(replicate),
    }
}

fn replicate(replication: u64) -> Vec<f64> {
    let streams = Streams::new(SEED, replication);
    let draws =
        |what, at, mean| streams.variate(&format!("network/{what}/{at}"), exponential(mean));
    let each = || STATIONS.iter().enumerate();
    let mut sim = Simulation::new(Network {
        arrivals: each()
            .map(|(at, s)| (s.0 > 0.0).then(|| draws("arrivals", at, 1.0 / s.0)))
            .collect(),
        services: each().map(|(at, s)| draws("service", at, s.2)).collect(),
        routes: streams.stream("network/routes"),
        stations: each().map(|(_, s)| Resource::new("station", s.1)).collect(),
    });
    let warm = Time::ZERO + minutes(WARM_UP);
    let end = warm + minutes(OBSERVED);
    sim.run_until(warm);
    for station in &mut sim.model_mut().stations {
        station.reset_statistics(warm);
    }
    sim.run_until(end);
    (sim.model().stations.iter())
        .map(|station| {
            let waiting = station.queue_length().mean(end).expect("time has passed");
            waiting + station.servers_busy().mean(end).expect("time has passed")
        })
        .collect()
}
