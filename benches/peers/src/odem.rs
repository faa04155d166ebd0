//! odem-rs: asynchronous processes; a customer is a process that seizes a facility.

use std::cell::{Cell, RefCell};

use odem_rs::core::agent::Behavior;
use odem_rs::core::config::Config;
use odem_rs::core::simulator::{Sim, Simulator};
use odem_rs::sync::facility::Facility;

use crate::peer::{Draws, Holds, MEAN_INTERARRIVAL, Peer, Queue, Stopwatch, TimesInSystem};

pub struct Odem;

#[derive(Config)]
struct Mm1 {
    services: RefCell<Draws>,
    clerk: Facility,
    times: Cell<TimesInSystem>,
}

struct Customer;

impl Behavior<Mm1> for Customer {
    type Output = ();

    async fn actions(&self, sim: &Sim<Mm1>) {
        let arrived = sim.now();
        let office = sim.global();
        let clerk = office.clerk.seize().await;
        let service = office.services.borrow_mut().exponential(1.0);
        sim.advance(service).await;
        let mut times = office.times.get();
        times.record(sim.now() - arrived);
        office.times.set(times);
        clerk.release();
    }
}

#[derive(Config)]
struct Hold {
    delays: RefCell<Draws>,
    count: Cell<u64>,
}

struct Held;

impl Behavior<Hold> for Held {
    type Output = ();

    async fn actions(&self, sim: &Sim<Hold>) {
        let shared = sim.global();
        loop {
            let delay = shared.delays.borrow_mut().exponential(1.0);
            sim.advance(delay).await;
            shared.count.set(shared.count.get() + 1);
        }
    }
}

impl Peer for Odem {
    fn name(&self) -> &'static str {
        "odem-rs"
    }

    fn mm1(&self, customers: u64, seed: u64) -> Result<Queue, String> {
        let (mut arrivals, services) = Draws::of_queue(seed);
        let simulator = Simulator::new(Mm1 {
            services: RefCell::new(services),
            clerk: Facility::new(),
            times: Cell::default(),
        });
        let start = Stopwatch::start();
        let run = simulator.run(async |sim| {
            for _ in 1..customers {
                sim.advance(arrivals.exponential(MEAN_INTERARRIVAL)).await;
                sim.spawn(Customer);
            }
            // The source is the last customer: first come, first served, so all others have left when it leaves.
            sim.advance(arrivals.exponential(MEAN_INTERARRIVAL)).await;
            Customer.actions(sim).await;
        });
        let elapsed = start.elapsed();
        run.map_err(|e| e.to_string())?;
        let times = simulator.inner().times.get();
        Ok(Queue { elapsed, times })
    }

    fn hold(&self, pending: usize, warm_up: f64, span: f64, seed: u64) -> Result<Holds, String> {
        let simulator = Simulator::new(Hold {
            delays: RefCell::new(Draws::new(seed)),
            count: Cell::new(0),
        });
        simulator
            .run(async |sim| {
                for _ in 0..pending {
                    sim.spawn(Held);
                }
                sim.advance(warm_up).await;
                let before = sim.global().count.get();
                let start = Stopwatch::start();
                sim.advance(span).await;
                Holds {
                    elapsed: start.elapsed(),
                    count: sim.global().count.get() - before,
                }
            })
            .map_err(|e| e.to_string())
    }
}
