//! Servers that work on all customers at once, and servers that serve several together: as typed events and as processes.

use cetak::engine::{Calendar, EventId, Model, Simulation};
use cetak::process::{self, Processes, Shared};
use cetak::random::{Distribution, Streams, Variate};
use cetak::resource::{BatchServer, ProcessorSharing};
use cetak::stats::Tally;
use cetak::time::{Span, Time, minutes};

use crate::study::{NARROW, SEED, Study, exponential, named};

const WARM: f64 = 500.0;
const END: f64 = 6_000.0;

fn at(minute: f64) -> Time {
    Time::ZERO + minutes(minute)
}

/// Processor sharing as typed events.
struct Processor {
    arrivals: Variate,
    work: Variate,
    cpu: ProcessorSharing<Time>,
    next: Option<EventId>,
    sojourns: Tally,
}

enum Event {
    Arrival,
    End,
}

impl Model for Processor {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        cal.schedule(self.arrivals.draw(), Event::Arrival);
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        let now = cal.now();
        match event {
            Event::Arrival => {
                cal.schedule(self.arrivals.draw(), Event::Arrival);
                self.cpu.add(now, self.work.draw(), now);
            }
            Event::End => {
                for arrived in self.cpu.complete(now) {
                    self.sojourns.record((now - arrived).as_minutes());
                }
            }
        }
        if let Some(next) = self.next.take() {
            cal.cancel(next);
        }
        let end = self.cpu.next_end();
        self.next = end.map(|end| cal.schedule_at(end, Event::End));
    }
}

fn typed_sharing(name: &str, servers: usize, rate: f64, in_system: f64, busy: f64) -> Study {
    let run = move |replication| {
        let streams = Streams::new(SEED, replication);
        let mut sim = Simulation::new(Processor {
            arrivals: streams.variate("arrivals", exponential(1.0 / rate)),
            work: streams.variate("work", exponential(0.2)),
            cpu: ProcessorSharing::new("cpu", servers),
            next: None,
            sojourns: Tally::new(),
        });
        sim.run_until(at(WARM));
        sim.model_mut().cpu.reset_statistics(at(WARM));
        sim.model_mut().sojourns = Tally::new();
        sim.run_until(at(END));
        let Processor { cpu, sojourns, .. } = sim.into_model();
        let queue = cpu.queue_length().mean(at(END)).expect("time has passed");
        let served = cpu.servers_busy().mean(at(END)).expect("time has passed");
        vec![
            sojourns.mean().expect("somebody came"),
            queue + served,
            cpu.utilisation(at(END)).expect("time has passed"),
        ]
    };
    Study {
        name: name.to_owned(),
        quantities: named(&[
            ("mean time in system (min)", in_system / rate),
            ("mean number in system", in_system),
            ("utilisation", busy),
        ]),
        narrow: NARROW,
        run: Box::new(run),
    }
}

/// Processes that come without memory; `life` is what each does, and returns what is to be observed of it.
fn observed<L, F>(streams: &Streams, rate: f64, processes: Processes, life: L) -> f64
where
    L: Fn(process::World) -> F + 'static,
    F: Future<Output = f64> + 'static,
{
    let mut arrivals = streams.variate("arrivals", exponential(1.0 / rate));
    let found = Shared::new(Tally::new());
    let (world, tally) = (processes.world(), found.clone());
    processes.world().spawn(async move {
        loop {
            world.hold(arrivals.draw()).await;
            let (one, here, tally) = (life(world.clone()), world.clone(), tally.clone());
            world.spawn(async move {
                let began = here.now();
                let found = one.await;
                if began >= at(WARM) {
                    tally.with(|tally| tally.record(found));
                }
            });
        }
    });
    Simulation::new(processes).run_until(at(END));
    found.get().mean().expect("somebody came")
}

/// The mean time in the system does not depend on the distribution of the work, only on its mean.
fn sharing_of(name: &str, work: Distribution) -> Study {
    let run = move |replication| {
        let streams = Streams::new(SEED, replication);
        let work = Shared::new(streams.variate("work", work.clone()));
        let processes = Processes::new();
        let cpu = process::ProcessorSharing::new(&processes.world(), "cpu", 1);
        let sojourn = observed(&streams, 3.0, processes, move |world| {
            let (cpu, work) = (cpu.clone(), work.with(Variate::draw));
            async move {
                let began = world.now();
                cpu.work(work).await;
                (world.now() - began).as_minutes()
            }
        });
        vec![sojourn]
    };
    Study {
        name: name.to_owned(),
        quantities: named(&[("mean time in system (min)", 0.5)]),
        narrow: NARROW,
        run: Box::new(run),
    }
}

/// The root between 0 and 1 of μ r^(b+1) − (λ+μ) r + λ = 0.
fn root(rate: f64, service: f64, most: i32) -> f64 {
    let (mut low, mut high) = (0.0, 1.0 - 1e-9);
    let value = |r: f64| service * r.powi(most + 1) - (rate + service) * r + rate;
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        match value(middle) > 0.0 {
            true => low = middle,
            false => high = middle,
        }
    }
    low
}

/// The mean wait and the utilisation of M/M(a,b)/1: with *n* waiting and a busy server, the probability is as *rⁿ*; with *q* < *a*
/// waiting and none, as (μ/λ)(1 + *r* + … + *r^q*). Medhi, Stochastic Models in Queueing Theory (2003), section 4.
fn bulk(rate: f64, service: f64, least: i32, most: i32) -> (f64, f64) {
    let r = root(rate, service, most);
    let idle = |q: i32| service / rate * (1.0 - r.powi(q + 1)) / (1.0 - r);
    let (busy, free) = (1.0 / (1.0 - r), (0..least).map(idle).sum::<f64>());
    let waiting = r / ((1.0 - r) * (1.0 - r));
    let waiting = waiting + (0..least).map(|q| f64::from(q) * idle(q)).sum::<f64>();
    (waiting / (busy + free) / rate, busy / (busy + free))
}

/// Bulk service as typed events.
struct Kiln {
    arrivals: Variate,
    service: Variate,
    kiln: BatchServer<()>,
}

impl Model for Kiln {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        cal.schedule(self.arrivals.draw(), Event::Arrival);
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        let now = cal.now();
        let batch = match event {
            Event::Arrival => {
                cal.schedule(self.arrivals.draw(), Event::Arrival);
                self.kiln.seize(now, ())
            }
            Event::End => self.kiln.release(now),
        };
        if batch.is_some() {
            cal.schedule(self.service.draw(), Event::End);
        }
    }
}

const RATE: f64 = 1.0;
const SERVICE: f64 = 0.4;

fn typed_bulk() -> Study {
    let run = |replication| {
        let streams = Streams::new(SEED, replication);
        let mut sim = Simulation::new(Kiln {
            arrivals: streams.variate("arrivals", exponential(1.0 / RATE)),
            service: streams.variate("service", exponential(1.0 / SERVICE)),
            kiln: BatchServer::new("kiln", 1, 1, 4),
        });
        sim.run_until(at(WARM));
        sim.model_mut().kiln.reset_statistics(at(WARM));
        sim.run_until(at(END));
        let kiln = &sim.model().kiln;
        vec![
            kiln.waits().mean().expect("somebody came"),
            kiln.utilisation(at(END)).expect("time has passed"),
        ]
    };
    let (wait, busy) = bulk(RATE, SERVICE, 1, 4);
    Study {
        name: "M/M(1,4)/1, λ = 1, μ = 0.4: bulk service".to_owned(),
        quantities: named(&[("mean wait (min)", wait), ("utilisation", busy)]),
        narrow: NARROW,
        run: Box::new(run),
    }
}

fn bulk_of_processes() -> Study {
    let run = |replication| {
        let streams = Streams::new(SEED, replication);
        let mut service = streams.variate("service", exponential(1.0 / SERVICE));
        let processes = Processes::new();
        let world = processes.world();
        let kiln = process::BatchServer::new(&world, "kiln", 1, 3, 5, move |_| service.draw());
        let sojourn = observed(&streams, RATE, processes, move |world| {
            let kiln = kiln.clone();
            async move {
                let began = world.now();
                kiln.serve().await;
                (world.now() - began).as_minutes()
            }
        });
        vec![sojourn]
    };
    let (wait, _) = bulk(RATE, SERVICE, 3, 5);
    Study {
        name: "M/M(3,5)/1, λ = 1, μ = 0.4: bulk service (processes)".to_owned(),
        quantities: named(&[("mean time in system (min)", wait + 1.0 / SERVICE)]),
        narrow: NARROW,
        run: Box::new(run),
    }
}

/// A slot serves those that wait when it begins. Of one at a time, this is M/D/1 with vacations of a slot whenever nobody waits: the mean
/// wait is ρs / (2(1 − ρ)) + s/2 (Fuhrmann and Cooper 1985). Of any number, it is half a slot.
fn slotted(name: &str, rate: f64, most: usize, wait: f64) -> Study {
    let run = move |replication| {
        let streams = Streams::new(SEED, replication);
        let processes = Processes::new();
        let every: Span = minutes(1.0);
        let ferry = process::BatchServer::slotted(&processes.world(), "ferry", every, most);
        let sojourn = observed(&streams, rate, processes, move |world| {
            let ferry = ferry.clone();
            async move {
                let began = world.now();
                ferry.serve().await;
                (world.now() - began).as_minutes()
            }
        });
        vec![sojourn - 1.0]
    };
    Study {
        name: name.to_owned(),
        quantities: named(&[("mean wait (min)", wait)]),
        narrow: NARROW,
        run: Box::new(run),
    }
}

pub fn studies() -> Vec<Study> {
    let always = Distribution::constant(minutes(0.2)).expect("a length");
    let varied = Distribution::gamma(3.0, minutes(0.2)).expect("a cv and a mean");
    vec![
        typed_sharing("M/M/1-PS, λ = 3, μ = 5", 1, 3.0, 1.5, 0.6),
        typed_sharing("M/M/2-PS, λ = 6, μ = 5", 2, 6.0, 1.875, 0.6),
        sharing_of("M/D/1-PS, λ = 3, work 0.2 (processes)", always),
        sharing_of(
            "M/G/1-PS (gamma), λ = 3, work 0.2, cv = 3 (processes)",
            varied,
        ),
        typed_bulk(),
        bulk_of_processes(),
        slotted(
            "slotted service of one at a time, ρ = 0.8 (processes)",
            0.8,
            1,
            2.5,
        ),
        slotted(
            "slotted service of any number, λ = 3 (processes)",
            3.0,
            10_000,
            0.5,
        ),
    ]
}
