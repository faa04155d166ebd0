//! nexosim: models with mailboxes on an asynchronous executor, here of one thread; no resources. Its clock counts
//! nanoseconds, and an event is at least one of them ahead.

use std::collections::VecDeque;
use std::time::Duration;

use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::QuerySource;
use nexosim::simulation::{Mailbox, SimInit};
use nexosim::time::MonotonicTime;
use serde::{Deserialize, Serialize};

use crate::peer::{Draws, Holds, MEAN_INTERARRIVAL, Peer, Queue, Stopwatch, TimesInSystem};

pub struct Nexosim;

fn ahead(delay: f64) -> Duration {
    Duration::from_secs_f64(delay).max(Duration::from_nanos(1))
}

#[derive(Serialize, Deserialize)]
struct Mm1 {
    to_come: u64,
    arrivals: Draws,
    services: Draws,
    busy: bool,
    line: VecDeque<MonotonicTime>,
    times: TimesInSystem,
}

#[Model]
impl Mm1 {
    #[nexosim(init)]
    async fn init(&mut self, cx: &Context<Self>) {
        self.next_arrival(cx);
    }

    #[nexosim(schedulable)]
    async fn arrive(&mut self, (): (), cx: &Context<Self>) {
        self.next_arrival(cx);
        let now = cx.time();
        if self.busy {
            self.line.push_back(now);
        } else {
            self.busy = true;
            self.begin_service(now, cx);
        }
    }

    #[nexosim(schedulable)]
    async fn depart(&mut self, arrived: MonotonicTime, cx: &Context<Self>) {
        let time = cx.time().duration_since(arrived);
        self.times.record(time.as_secs_f64());
        match self.line.pop_front() {
            Some(arrived) => self.begin_service(arrived, cx),
            None => self.busy = false,
        }
    }

    fn next_arrival(&mut self, cx: &Context<Self>) {
        if self.to_come > 0 {
            self.to_come -= 1;
            let delay = ahead(self.arrivals.exponential(MEAN_INTERARRIVAL));
            cx.schedule_event(delay, schedulable!(Self::arrive), ())
                .expect("ahead of now");
        }
    }

    fn begin_service(&mut self, arrived: MonotonicTime, cx: &Context<Self>) {
        let delay = ahead(self.services.exponential(1.0));
        cx.schedule_event(delay, schedulable!(Self::depart), arrived)
            .expect("ahead of now");
    }

    async fn times(&mut self) -> TimesInSystem {
        self.times
    }
}

#[derive(Serialize, Deserialize)]
struct Hold {
    pending: usize,
    delays: Draws,
    count: u64,
}

#[Model]
impl Hold {
    #[nexosim(init)]
    async fn init(&mut self, cx: &Context<Self>) {
        for i in 0..self.pending as u64 {
            self.schedule([i; 2], cx);
        }
    }

    #[nexosim(schedulable)]
    async fn held(&mut self, payload: [u64; 2], cx: &Context<Self>) {
        self.count += 1;
        self.schedule(payload, cx);
    }

    fn schedule(&mut self, payload: [u64; 2], cx: &Context<Self>) {
        let delay = ahead(self.delays.exponential(1.0));
        cx.schedule_event(delay, schedulable!(Self::held), payload)
            .expect("ahead of now");
    }

    async fn count(&mut self) -> u64 {
        self.count
    }
}

impl Peer for Nexosim {
    fn name(&self) -> &'static str {
        "nexosim"
    }

    fn mm1(&self, customers: u64, seed: u64) -> Result<Queue, String> {
        let (arrivals, services) = Draws::of_queue(seed);
        let model = Mm1 {
            to_come: customers,
            arrivals,
            services,
            busy: false,
            line: VecDeque::new(),
            times: TimesInSystem::default(),
        };
        let mailbox = Mailbox::new();
        let mut bench = SimInit::with_num_threads(1);
        let times = QuerySource::new()
            .connect(Mm1::times, &mailbox)
            .register(&mut bench);
        let mut sim = bench
            .add_model(model, mailbox, "office")
            .init(MonotonicTime::EPOCH)
            .map_err(|e| e.to_string())?;
        let start = Stopwatch::start();
        sim.run().map_err(|e| e.to_string())?;
        let elapsed = start.elapsed();
        let times = sim.process_query(&times, ()).map_err(|e| e.to_string())?;
        Ok(Queue { elapsed, times })
    }

    fn hold(&self, pending: usize, warm_up: f64, span: f64, seed: u64) -> Result<Holds, String> {
        let model = Hold {
            pending,
            delays: Draws::new(seed),
            count: 0,
        };
        let mailbox = Mailbox::new();
        let mut bench = SimInit::with_num_threads(1);
        let count = QuerySource::new()
            .connect(Hold::count, &mailbox)
            .register(&mut bench);
        let mut sim = bench
            .add_model(model, mailbox, "holder")
            .init(MonotonicTime::EPOCH)
            .map_err(|e| e.to_string())?;
        sim.step_until(ahead(warm_up)).map_err(|e| e.to_string())?;
        let before = sim.process_query(&count, ()).map_err(|e| e.to_string())?;
        let start = Stopwatch::start();
        sim.step_until(ahead(span)).map_err(|e| e.to_string())?;
        let elapsed = start.elapsed();
        let after = sim.process_query(&count, ()).map_err(|e| e.to_string())?;
        Ok(Holds {
            elapsed,
            count: after - before,
        })
    }
}
