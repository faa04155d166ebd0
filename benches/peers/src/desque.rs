//! desque: boxed events with exclusive access to the state; no resources. Its clock is of any ordered type, here whole
//! microseconds, which it compares faster than floats.

use std::collections::VecDeque;

use desque::SimState;
use desque::serial::{OkEvent, Simulation};

use crate::peer::{Draws, Holds, MEAN_INTERARRIVAL, Peer, Queue, Stopwatch, TimesInSystem};

pub struct Desque;

fn micros(span: f64) -> i64 {
    (span * 1e6).round() as i64
}

struct Mm1 {
    to_come: u64,
    arrivals: Draws,
    services: Draws,
    busy: bool,
    line: VecDeque<i64>,
    times: TimesInSystem,
}

impl SimState<i64> for Mm1 {}

fn next_arrival(sim: &mut Simulation<Mm1, i64>) {
    if sim.state().to_come > 0 {
        sim.state_mut().to_come -= 1;
        let delay = sim.state_mut().arrivals.exponential(MEAN_INTERARRIVAL);
        sim.schedule_with_delay(Arrival, micros(delay))
            .expect("a delay is not negative");
    }
}

fn begin_service(sim: &mut Simulation<Mm1, i64>, arrived: i64) {
    let delay = sim.state_mut().services.exponential(1.0);
    sim.schedule_with_delay(Departure { arrived }, micros(delay))
        .expect("a delay is not negative");
}

#[derive(Debug)]
struct Arrival;

impl OkEvent<Mm1, i64> for Arrival {
    fn execute(&mut self, sim: &mut Simulation<Mm1, i64>) {
        next_arrival(sim);
        let now = *sim.current_time();
        let state = sim.state_mut();
        if state.busy {
            state.line.push_back(now);
        } else {
            state.busy = true;
            begin_service(sim, now);
        }
    }
}

#[derive(Debug)]
struct Departure {
    arrived: i64,
}

impl OkEvent<Mm1, i64> for Departure {
    fn execute(&mut self, sim: &mut Simulation<Mm1, i64>) {
        let now = *sim.current_time();
        let state = sim.state_mut();
        state.times.record((now - self.arrived) as f64 * 1e-6);
        match state.line.pop_front() {
            Some(arrived) => begin_service(sim, arrived),
            None => state.busy = false,
        }
    }
}

struct Hold {
    delays: Draws,
    count: u64,
    until: i64,
}

impl SimState<i64> for Hold {
    fn is_complete(&self, now: &i64) -> bool {
        *now >= self.until
    }
}

#[derive(Debug)]
struct Held([u64; 2]);

impl OkEvent<Hold, i64> for Held {
    fn execute(&mut self, sim: &mut Simulation<Hold, i64>) {
        let state = sim.state_mut();
        state.count += 1;
        let delay = micros(state.delays.exponential(1.0));
        sim.schedule_with_delay(Held(self.0), delay)
            .expect("a delay is not negative");
    }
}

impl Peer for Desque {
    fn name(&self) -> &'static str {
        "desque"
    }

    fn mm1(&self, customers: u64, seed: u64) -> Result<Queue, String> {
        let (arrivals, services) = Draws::of_queue(seed);
        let state = Mm1 {
            to_come: customers,
            arrivals,
            services,
            busy: false,
            line: VecDeque::new(),
            times: TimesInSystem::default(),
        };
        let mut sim = Simulation::new(state, 0);
        next_arrival(&mut sim);
        let start = Stopwatch::start();
        sim.run().map_err(|e| e.to_string())?;
        Ok(Queue {
            elapsed: start.elapsed(),
            times: sim.state().times,
        })
    }

    fn hold(&self, pending: usize, warm_up: f64, span: f64, seed: u64) -> Result<Holds, String> {
        let state = Hold {
            delays: Draws::new(seed),
            count: 0,
            until: micros(warm_up),
        };
        let mut sim = Simulation::new(state, 0);
        for i in 0..pending as u64 {
            let delay = micros(sim.state_mut().delays.exponential(1.0));
            sim.schedule(Held([i; 2]), delay)
                .map_err(|e| e.to_string())?;
        }
        sim.run().map_err(|e| e.to_string())?;
        let before = sim.state().count;
        sim.state_mut().until += micros(span);
        let start = Stopwatch::start();
        sim.run().map_err(|e| e.to_string())?;
        Ok(Holds {
            elapsed: start.elapsed(),
            count: sim.state().count - before,
        })
    }
}
