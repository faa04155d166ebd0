//! A shop of 10,000 jobs that think, seize one of 50 servers, and are served: as processes, as typed events, and by hand.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::rc::Rc;

use cetak::engine::{Calendar, Model, Simulation};
use cetak::process::{self, Processes, World};
use cetak::random::{Distribution, Streams, Variate};
use cetak::resource::{Resource, Watch};
use cetak::time::{Span, Time, minutes};

use super::processes::{Clerks, Hand};

const JOBS: u32 = 10_000;
pub const SERVERS: u8 = 50;
pub const REQUESTS: u64 = 1_000_000;

struct Draws {
    think: Variate,
    serve: Variate,
}

/// The servers are busy nine tenths of the time.
fn draws() -> Draws {
    let streams = Streams::new(2017, 0);
    let exponential = |mean| Distribution::exponential(minutes(mean)).expect("a positive mean");
    Draws {
        think: streams.variate("think", exponential(221.2)),
        serve: streams.variate("serve", exponential(1.0)),
    }
}

struct Shared {
    draws: RefCell<Draws>,
    served: RefCell<u64>,
}

async fn job<W: Watch>(world: World, servers: process::Resource<W>, shared: Rc<Shared>) {
    loop {
        let think = shared.draws.borrow_mut().think.draw();
        world.hold(think).await;
        let unit = servers.seize().await;
        let serve = shared.draws.borrow_mut().serve.draw();
        world.hold(serve).await;
        *shared.served.borrow_mut() += 1;
        if *shared.served.borrow() == REQUESTS {
            world.stop();
        }
        unit.release();
    }
}

/// Serves [`REQUESTS`] requests, each job a process. Returns the time of the last.
pub fn as_processes<W: Watch + 'static>(watch: W) -> Time {
    let processes = Processes::new();
    let world = processes.world();
    let servers = process::Resource::watched(&world, "servers", usize::from(SERVERS), watch);
    let shared = Rc::new(Shared {
        draws: RefCell::new(draws()),
        served: RefCell::new(0),
    });
    for _ in 0..JOBS {
        world.spawn(job(world.clone(), servers.clone(), Rc::clone(&shared)));
    }
    let mut sim = Simulation::new(processes);
    sim.run();
    sim.now()
}

/// The same `async` function on the hand-written executor, where no wait can be given up.
pub fn as_processes_by_hand() -> Time {
    async fn job(hand: Rc<Hand>, servers: Rc<Clerks>, shared: Rc<Shared>) {
        loop {
            let think = shared.draws.borrow_mut().think.draw();
            hand.hold(think).await;
            servers.seize(&hand).await;
            let serve = shared.draws.borrow_mut().serve.draw();
            hand.hold(serve).await;
            *shared.served.borrow_mut() += 1;
            if *shared.served.borrow() == REQUESTS {
                hand.stop.set(true);
            }
            servers.release(&hand);
        }
    }

    let hand = Rc::new(Hand::default());
    let servers = Rc::new(Clerks::new(SERVERS.into()));
    let shared = Rc::new(Shared {
        draws: RefCell::new(draws()),
        served: RefCell::new(0),
    });
    for _ in 0..JOBS {
        hand.spawn(job(hand.clone(), servers.clone(), Rc::clone(&shared)));
    }
    hand.run()
}

#[derive(Clone, Copy)]
enum Event {
    Request(u32),
    Served(u32),
}

struct Shop {
    draws: Draws,
    servers: Resource<u32>,
    served: u64,
}

impl Model for Shop {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        for job in 0..JOBS {
            cal.schedule(self.draws.think.draw(), Event::Request(job));
        }
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        let now = cal.now();
        let starts = match event {
            Event::Request(job) => self.servers.seize(now, job),
            Event::Served(job) => {
                self.served += 1;
                if self.served == REQUESTS {
                    cal.stop();
                }
                let next = self.servers.release(now);
                cal.schedule(self.draws.think.draw(), Event::Request(job));
                next
            }
        };
        if let Some(job) = starts {
            cal.schedule(self.draws.serve.draw(), Event::Served(job));
        }
    }
}

/// The same with typed events.
pub fn as_typed_events() -> Time {
    let mut sim = Simulation::new(Shop {
        draws: draws(),
        servers: Resource::new("servers", usize::from(SERVERS)),
        served: 0,
    });
    sim.run();
    sim.now()
}

/// The same in a loop over a binary heap of enums that keeps no statistics.
pub fn by_hand() -> Time {
    type Pending = Reverse<(Time, u64, bool, u32)>;
    let Draws {
        mut think,
        mut serve,
    } = draws();
    let mut heap: BinaryHeap<Pending> = BinaryHeap::new();
    let mut number = 0;
    let mut schedule = |heap: &mut BinaryHeap<Pending>, now: Time, delay: Span, served, job| {
        number += 1;
        heap.push(Reverse((now + delay, number, served, job)));
    };
    for job in 0..JOBS {
        schedule(&mut heap, Time::ZERO, think.draw(), false, job);
    }
    let (mut free, mut queue) = (SERVERS, VecDeque::new());
    let mut requests = 0;
    while let Some(Reverse((now, _, served, job))) = heap.pop() {
        let starts = if served {
            requests += 1;
            if requests == REQUESTS {
                return now;
            }
            let next = queue.pop_front();
            free += u8::from(next.is_none());
            schedule(&mut heap, now, think.draw(), false, job);
            next
        } else if free > 0 {
            free -= 1;
            Some(job)
        } else {
            queue.push_back(job);
            None
        };
        if let Some(job) = starts {
            schedule(&mut heap, now, serve.draw(), true, job);
        }
    }
    unreachable!("jobs never leave")
}
