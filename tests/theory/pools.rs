//! One unit of a [`Pool`] that is interrupted: by a more urgent customer, or by breakdowns; and customers who give up.

use cetak::engine::{Calendar, Model, Simulation};
use cetak::random::{Streams, Variate};
use cetak::resource::{Cause, OnPreempt, OnStop, Pool, Request, Seized, ServiceId, Start, WaitId};
use cetak::stats::Tally;
use cetak::time::{Time, minutes};

use crate::study::{NARROW, SEED, Study, distribution_of, exponential, mean_of, named};

/// Minutes, where a service takes one.
const WARM: f64 = 5_000.0;
const END: f64 = 105_000.0;

struct Customer {
    class: usize,
    arrived: Time,
}

enum Event {
    Arrival(usize),
    End(ServiceId),
    Failure(ServiceId),
    Repaired,
    GiveUp(WaitId),
}

struct Desk {
    arrivals: Vec<Variate>,
    service: Variate,
    pool: Pool<Customer>,
    preempts: bool,
    failures: Option<(Variate, Variate)>,
    patience: Option<Variate>,
    offered: u64,
    lost: u64,
    sojourns: Vec<Tally>,
}

impl Desk {
    fn go(&mut self, start: Start, cal: &mut Calendar<Event>) {
        let now = cal.now();
        let ends = match start.ends {
            Some(ends) => ends,
            None => self.pool.serve(now, start.id, self.service.draw()),
        };
        cal.schedule_at(ends, Event::End(start.id));
        if let Some((until_failure, _)) = &mut self.failures {
            // Without memory, so each stretch of service may draw anew. After its end it is stale.
            cal.schedule(until_failure.draw(), Event::Failure(start.id));
        }
    }
}

impl Model for Desk {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        for (class, arrivals) in self.arrivals.iter_mut().enumerate() {
            cal.schedule(arrivals.draw(), Event::Arrival(class));
        }
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        let now = cal.now();
        match event {
            Event::Arrival(class) => {
                cal.schedule(self.arrivals[class].draw(), Event::Arrival(class));
                self.offered += 1;
                let customer = Customer {
                    class,
                    arrived: now,
                };
                let mut request = Request::key(class as i64);
                let deadline = (self.patience.as_mut()).map(|patience| now + patience.draw());
                if let Some(deadline) = deadline {
                    request = request.until(deadline);
                }
                let answer = match self.preempts {
                    true => {
                        let taken = self
                            .pool
                            .preempt(now, 1, request, customer, OnPreempt::Resume);
                        assert!(taken.starts.is_empty(), "there is one unit");
                        taken.answer
                    }
                    false => self.pool.request(now, 1, request, customer),
                };
                match (answer, deadline) {
                    (Seized::Starts(start), _) => self.go(start, cal),
                    (Seized::Waits(wait), Some(deadline)) => {
                        cal.schedule_at(deadline, Event::GiveUp(wait));
                    }
                    _ => {}
                }
            }
            Event::End(id) => {
                if let Some(released) = self.pool.release(now, id) {
                    let Customer { class, arrived } = released.item;
                    self.sojourns[class].record((now - arrived).as_minutes());
                    for start in released.starts {
                        self.go(start, cal);
                    }
                }
            }
            Event::Failure(id) => {
                if self.pool.item(id).is_some() {
                    let paused = self.pool.stop(now, 0, Cause::Broken, OnStop::Resume);
                    assert_eq!(paused.map(|paused| paused.was), Some(id));
                    let (_, repair) = self.failures.as_mut().expect("it fails");
                    cal.schedule(repair.draw(), Event::Repaired);
                }
            }
            Event::Repaired => {
                for start in self.pool.resume(now, 0, Cause::Broken).starts {
                    self.go(start, cal);
                }
            }
            Event::GiveUp(wait) => {
                if let Some(gone) = self.pool.withdraw(now, wait) {
                    assert!(gone.starts.is_empty(), "one unit is never too few");
                    self.lost += 1;
                }
            }
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Kind {
    between_arrivals: &'static [f64],
    preempts: bool,
    failures: Option<(f64, f64)>,
    patience: Option<f64>,
}

type Observe = fn(&Desk, Time) -> Vec<f64>;

fn study(name: &'static str, quantities: &[(&str, f64)], kind: Kind, observe: Observe) -> Study {
    let run = move |replication| {
        let streams = Streams::new(SEED, replication);
        let draws =
            |what: &str, mean| streams.variate(&format!("{name}/{what}"), exponential(mean));
        let classes = kind.between_arrivals.len();
        let mut sim = Simulation::new(Desk {
            arrivals: (kind.between_arrivals.iter().enumerate())
                .map(|(class, mean)| draws(&format!("arrivals/{class}"), *mean))
                .collect(),
            service: draws("service", 1.0),
            pool: Pool::new("desk", 1),
            preempts: kind.preempts,
            failures: (kind.failures)
                .map(|(up, down)| (draws("failure", up), draws("repair", down))),
            patience: kind.patience.map(|mean| draws("patience", mean)),
            offered: 0,
            lost: 0,
            sojourns: vec![Tally::new(); classes],
        });
        let (warm, end) = (Time::ZERO + minutes(WARM), Time::ZERO + minutes(END));
        sim.run_until(warm);
        let desk = sim.model_mut();
        desk.pool.reset_statistics(warm);
        desk.sojourns.fill(Tally::new());
        (desk.offered, desk.lost) = (0, 0);
        sim.run_until(end);
        observe(sim.model(), end)
    };
    Study {
        name: name.to_owned(),
        quantities: named(quantities),
        narrow: NARROW,
        run: Box::new(run),
    }
}

fn sojourns(desk: &Desk, _: Time) -> Vec<f64> {
    let mean = |tally: &Tally| tally.mean().expect("somebody came");
    desk.sojourns.iter().map(mean).collect()
}

const TWO_CLASSES: &[f64] = &[1.0 / 0.2, 1.0 / 0.6];
const EACH_SOJOURN: [&str; 2] = [
    "mean time in system of the first class (min)",
    "mean time in system of the second class (min)",
];

/// Cobham (1954), as in the station with priorities: λ = 0.2 and 0.6, μ = 1.
fn non_preemptive() -> Study {
    let (rho_first, rho) = (0.2, 0.8);
    let residual = rho;
    let wait = residual / (1.0 - rho_first);
    let exact = [wait + 1.0, wait / (1.0 - rho) + 1.0];
    let kind = Kind {
        between_arrivals: TWO_CLASSES,
        ..Kind::default()
    };
    let name = "M/M/1, λ = 0.2 and 0.6, μ = 1, the first class goes before";
    let quantities = [(EACH_SOJOURN[0], exact[0]), (EACH_SOJOURN[1], exact[1])];
    study(name, &quantities, kind, sojourns)
}

/// White & Christie (1958): the first class sees an M/M/1 of its own; T₂ = 1/((1 − ρ₁)(1 − ρ)) for μ = 1.
fn preemptive() -> Study {
    let (rho_first, rho) = (0.2, 0.8);
    let first = 1.0 / (1.0 - rho_first);
    let quantities = [
        (EACH_SOJOURN[0], first),
        (EACH_SOJOURN[1], first / (1.0 - rho)),
    ];
    let kind = Kind {
        between_arrivals: TWO_CLASSES,
        preempts: true,
        ..Kind::default()
    };
    let name = "M/M/1, λ = 0.2 and 0.6, μ = 1, the first class interrupts, resume";
    study(name, &quantities, kind, sojourns)
}

/// Avi-Itzhak & Naor (1963): with breakdowns, service is a completion time C = S + repairs, and the queue an M/G/1 of C.
fn breakdowns() -> Study {
    let (lambda, rate, repair) = (0.5, 0.1, 2.0);
    let longer = 1.0 + rate * repair;
    let square = 2.0 * longer * longer + rate * 2.0 * repair * repair;
    let wait = lambda * square / (2.0 * (1.0 - lambda * longer));
    assert!((wait - 2.3_f64).abs() < 1e-12);
    let quantities = [
        ("mean wait (min)", wait),
        ("mean time in system (min)", wait + longer),
        ("share of the time at work", lambda),
    ];
    let kind = Kind {
        between_arrivals: &[2.0],
        failures: Some((1.0 / rate, repair)),
        ..Kind::default()
    };
    let name = "M/M/1, λ = 0.5, μ = 1, breaks down while busy (rate 0.1, repair 2), resume";
    study(name, &quantities, kind, |desk, end| {
        vec![
            desk.pool.waits().mean().expect("somebody came"),
            desk.sojourns[0].mean().expect("somebody came"),
            desk.pool.utilisation(end).expect("time has passed"),
        ]
    })
}

/// M/M/1 + M, a birth-death process with deaths at μ + (n − 1)θ (Ancker & Gafarian 1963).
fn reneging() -> Study {
    let (lambda, patience) = (0.9, 4.0);
    let mut weights = vec![1.0];
    for n in 1..200 {
        weights.push(weights[n - 1] * lambda / (1.0 + (n - 1) as f64 / patience));
    }
    let p = distribution_of(weights);
    let waiting = mean_of(&p) - (1.0 - p[0]);
    let quantities = [
        ("mean number waiting", waiting),
        ("share who give up", waiting / patience / lambda),
        ("utilisation", 1.0 - p[0]),
    ];
    let kind = Kind {
        between_arrivals: &[1.0 / 0.9],
        patience: Some(patience),
        ..Kind::default()
    };
    let name = "M/M/1, λ = 0.9, μ = 1, gives up waiting after 4 on average";
    study(name, &quantities, kind, |desk, end| {
        vec![
            desk.pool.queue_length().mean(end).expect("time has passed"),
            desk.lost as f64 / desk.offered as f64,
            desk.pool.utilisation(end).expect("time has passed"),
        ]
    })
}

pub fn studies() -> Vec<Study> {
    vec![non_preemptive(), preemptive(), breakdowns(), reneging()]
}
