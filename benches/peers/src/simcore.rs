//! simcore: components that send each other boxed events; no resources.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use serde::Serialize;
use simcore::{Event, EventHandler, Simulation, SimulationContext, cast};

use crate::peer::{Draws, Holds, MEAN_INTERARRIVAL, Peer, Queue, Stopwatch, TimesInSystem};

pub struct Simcore;

#[derive(Clone, Serialize)]
struct Arrival {}

#[derive(Clone, Serialize)]
struct Departure {
    arrived: f64,
}

struct Mm1 {
    context: SimulationContext,
    to_come: u64,
    arrivals: Draws,
    services: Draws,
    busy: bool,
    line: VecDeque<f64>,
    times: TimesInSystem,
}

impl Mm1 {
    fn next_arrival(&mut self) {
        if self.to_come > 0 {
            self.to_come -= 1;
            let delay = self.arrivals.exponential(MEAN_INTERARRIVAL);
            self.context.emit_self(Arrival {}, delay);
        }
    }

    fn begin_service(&mut self, arrived: f64) {
        let delay = self.services.exponential(1.0);
        self.context.emit_self(Departure { arrived }, delay);
    }
}

impl EventHandler for Mm1 {
    fn on(&mut self, event: Event) {
        let now = event.time;
        cast!(match event.data {
            Arrival {} => {
                self.next_arrival();
                if self.busy {
                    self.line.push_back(now);
                } else {
                    self.busy = true;
                    self.begin_service(now);
                }
            }
            Departure { arrived } => {
                self.times.record(now - arrived);
                match self.line.pop_front() {
                    Some(arrived) => self.begin_service(arrived),
                    None => self.busy = false,
                }
            }
        })
    }
}

#[derive(Clone, Serialize)]
struct Held {
    payload: [u64; 2],
}

struct Hold {
    context: SimulationContext,
    delays: Draws,
    count: u64,
}

impl Hold {
    fn emit(&mut self, payload: [u64; 2]) {
        let delay = self.delays.exponential(1.0);
        self.context.emit_self(Held { payload }, delay);
    }
}

impl EventHandler for Hold {
    fn on(&mut self, event: Event) {
        cast!(match event.data {
            Held { payload } => {
                self.count += 1;
                self.emit(payload);
            }
        })
    }
}

impl Peer for Simcore {
    fn name(&self) -> &'static str {
        "simcore"
    }

    fn mm1(&self, customers: u64, seed: u64) -> Result<Queue, String> {
        let (arrivals, services) = Draws::of_queue(seed);
        let mut sim = Simulation::new(seed);
        let office = Rc::new(RefCell::new(Mm1 {
            context: sim.create_context("office"),
            to_come: customers,
            arrivals,
            services,
            busy: false,
            line: VecDeque::new(),
            times: TimesInSystem::default(),
        }));
        sim.add_handler("office", office.clone());
        office.borrow_mut().next_arrival();
        let start = Stopwatch::start();
        sim.step_until_no_events();
        let elapsed = start.elapsed();
        let times = office.borrow().times;
        Ok(Queue { elapsed, times })
    }

    fn hold(&self, pending: usize, warm_up: f64, span: f64, seed: u64) -> Result<Holds, String> {
        let mut sim = Simulation::new(seed);
        let holder = Rc::new(RefCell::new(Hold {
            context: sim.create_context("holder"),
            delays: Draws::new(seed),
            count: 0,
        }));
        sim.add_handler("holder", holder.clone());
        for i in 0..pending as u64 {
            holder.borrow_mut().emit([i; 2]);
        }
        sim.step_until_time(warm_up);
        let before = holder.borrow().count;
        let start = Stopwatch::start();
        sim.step_until_time(warm_up + span);
        let elapsed = start.elapsed();
        let count = holder.borrow().count - before;
        Ok(Holds { elapsed, count })
    }
}
