//! A shop: 10,000 jobs think, seize one of 50 servers, are served, and think again. Measures the time per request: two
//! events, two exponential draws and one place in a queue.
//!
//! The lower bound is the same model by hand: a binary heap of (time, number, event), a queue, a count of idle servers, and
//! no statistics except a sum that keeps the compiler from removing the work. Both draw the same numbers and must agree.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::hint::black_box;

use cetak::engine::{Calendar, Model, Simulation};
use cetak::random::{Distribution, Streams, Variate};
use cetak::resource::{Pool, Request, Resource, Seized, ServiceId, Watch};
use cetak::time::{Span, Time, minutes};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const JOBS: u32 = 10_000;
const SERVERS: usize = 50;
const REQUESTS: u64 = 500_000;

/// Thinking takes 1,000 minutes and service 4.5, so nine out of ten servers are busy.
fn variates() -> (Variate, Variate) {
    let streams = Streams::new(2017, 0);
    let exponential = |mean| Distribution::exponential(minutes(mean)).expect("a positive mean");
    (
        streams.variate("think", exponential(1_000.0)),
        streams.variate("service", exponential(4.5)),
    )
}

#[derive(Clone, Copy)]
enum Event {
    Asks(u32),
    Done(u32),
}

struct Shop<W> {
    think: Variate,
    service: Variate,
    servers: Resource<u32, W>,
    served: u64,
}

impl<W: Watch> Model for Shop<W> {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        for job in 0..JOBS {
            cal.schedule(self.think.draw(), Event::Asks(job));
        }
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        let now = cal.now();
        let starts = match event {
            Event::Asks(job) => self.servers.seize(now, job),
            Event::Done(job) => {
                self.served += 1;
                cal.schedule(self.think.draw(), Event::Asks(job));
                self.servers.release(now)
            }
        };
        if let Some(job) = starts {
            cal.schedule(self.service.draw(), Event::Done(job));
        }
    }
}

fn typed<W: Watch>(servers: Resource<u32, W>) -> Time {
    let (think, service) = variates();
    let mut sim = Simulation::new(Shop {
        think,
        service,
        servers,
        served: 0,
    });
    sim.run_while(|shop, _| shop.served < REQUESTS);
    sim.now()
}

/// The same shop with units that are known one by one.
struct PoolShop {
    think: Variate,
    service: Variate,
    servers: Pool<u32>,
    served: u64,
}

enum PoolEvent {
    Asks(u32),
    Done(ServiceId),
}

impl Model for PoolShop {
    type Event = PoolEvent;

    fn start(&mut self, cal: &mut Calendar<PoolEvent>) {
        for job in 0..JOBS {
            cal.schedule(self.think.draw(), PoolEvent::Asks(job));
        }
    }

    fn handle(&mut self, event: PoolEvent, cal: &mut Calendar<PoolEvent>) {
        let now = cal.now();
        match event {
            PoolEvent::Asks(job) => {
                let answer = self.servers.request(now, 1, Request::default(), job);
                if let Seized::Starts(start) = answer {
                    cal.schedule(self.service.draw(), PoolEvent::Done(start.id));
                }
            }
            PoolEvent::Done(id) => {
                self.served += 1;
                let released = self.servers.release(now, id).expect("nothing interrupts");
                cal.schedule(self.think.draw(), PoolEvent::Asks(released.item));
                for start in released.starts {
                    cal.schedule(self.service.draw(), PoolEvent::Done(start.id));
                }
            }
        }
    }
}

fn pool() -> Time {
    let (think, service) = variates();
    let mut sim = Simulation::new(PoolShop {
        think,
        service,
        servers: Pool::new("servers", SERVERS),
        served: 0,
    });
    sim.run_while(|shop, _| shop.served < REQUESTS);
    sim.now()
}

fn by_hand() -> Time {
    let (mut think, mut service) = variates();
    let mut heap: BinaryHeap<Reverse<(Time, u64, u32, bool)>> = BinaryHeap::new();
    let mut number = 0;
    let mut schedule = |heap: &mut BinaryHeap<_>, at, job, done| {
        number += 1;
        heap.push(Reverse((at, number, job, done)));
    };
    let mut queue = VecDeque::new();
    let mut idle = SERVERS;
    let (mut served, mut last) = (0, Time::ZERO);
    let mut in_queue = Span::ZERO;
    for job in 0..JOBS {
        schedule(&mut heap, Time::ZERO + think.draw(), job, false);
    }
    while served < REQUESTS {
        let Reverse((now, _, job, done)) = heap.pop().expect("jobs go round");
        last = now;
        let starts = if done {
            served += 1;
            schedule(&mut heap, now + think.draw(), job, false);
            let next = queue.pop_front();
            idle += usize::from(next.is_none());
            next.map(|(job, since)| {
                in_queue += now - since;
                job
            })
        } else if idle > 0 {
            idle -= 1;
            Some(job)
        } else {
            queue.push_back((job, now));
            None
        };
        if let Some(job) = starts {
            schedule(&mut heap, now + service.draw(), job, true);
        }
    }
    black_box(in_queue);
    last
}

fn shop(c: &mut Criterion) {
    // Check that all serve the same jobs; otherwise the comparison means nothing.
    let end = by_hand();
    assert_eq!(typed(Resource::new("servers", SERVERS)), end);
    assert_eq!(typed(Resource::watched("servers", SERVERS, ())), end);
    assert_eq!(pool(), end);

    let mut group = c.benchmark_group("shop");
    group.throughput(Throughput::Elements(REQUESTS));
    group.sample_size(10);
    group.bench_function("by hand", |b| b.iter(by_hand));
    group.bench_function("resource, all statistics", |b| {
        b.iter(|| typed(Resource::new("servers", SERVERS)));
    });
    group.bench_function("resource, no statistics", |b| {
        b.iter(|| typed(Resource::watched("servers", SERVERS, ())));
    });
    group.bench_function("pool, all statistics", |b| b.iter(pool));
    group.finish();
}

criterion_group!(benches, shop);
criterion_main!(benches);
