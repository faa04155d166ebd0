//! Queues whose long-run behaviour is known exactly, simulated on the engine and the resources of this crate.
//!
//! Every quantity is estimated from independent replications: each starts empty, forgets what it saw during a warm-up of
//! many relaxation times, and gives one observation, so Student's interval over the replications means what it says. The
//! exact value must lie inside the 99.9 % interval, and the interval must be narrow enough to refuse a wrong formula.
//! What was found is docs/validation.md, which `UPDATE_EXPECTED=1 cargo test --test theory` rewrites.

use std::fmt::Write;
use std::path::Path;

use cetak::engine::{Calendar, Model, Simulation};
use cetak::random::{Distribution, Streams, Variate};
use cetak::resource::Resource;
use cetak::stats::{Estimate, Tally};
use cetak::time::{Span, Time, minutes};
use rayon::prelude::*;

const SEED: u64 = 2017;
const REPLICATIONS: u64 = 100;
const CONFIDENCE: f64 = 0.999;
/// Minutes. The slowest of these queues forgets its start with a time constant of some six hours.
const WARM_UP: f64 = 20_000.0;
const OBSERVED: f64 = 400_000.0;
/// The greatest half-width allowed, as a share of the exact value.
const NARROW: f64 = 0.05;

#[derive(Clone, Copy)]
struct Customer {
    class: usize,
    arrived: Time,
}

enum Event {
    Arrival(usize),
    Departure(Customer),
}

/// One station with several classes of customers, the lower number first.
struct Station {
    /// From one arrival of a class to the next; for machines, from the end of a repair to the next failure.
    arrivals: Vec<Variate>,
    machines: bool,
    service: Variate,
    servers: Resource<Customer>,
    offered: u64,
    waits: Vec<Tally>,
    time_in_system: Tally,
}

impl Station {
    fn reset_statistics(&mut self, now: Time) {
        self.servers.reset_statistics(now);
        self.offered = 0;
        self.waits.fill(Tally::new());
        self.time_in_system = Tally::new();
    }
}

impl Model for Station {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        for (class, arrivals) in self.arrivals.iter_mut().enumerate() {
            cal.schedule(arrivals.draw(), Event::Arrival(class));
        }
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        let now = cal.now();
        let starts_service = match event {
            Event::Arrival(class) => {
                self.offered += 1;
                if !self.machines {
                    cal.schedule(self.arrivals[class].draw(), Event::Arrival(class));
                }
                let customer = Customer {
                    class,
                    arrived: now,
                };
                // Whoever is refused goes away; the resource counts them.
                let key = if self.machines { 0 } else { class as i64 };
                self.servers.try_seize(now, key, customer).unwrap_or(None)
            }
            Event::Departure(Customer { class, arrived }) => {
                self.time_in_system.record((now - arrived).as_minutes());
                if self.machines {
                    cal.schedule(self.arrivals[class].draw(), Event::Arrival(class));
                }
                self.servers.release(now)
            }
        };
        if let Some(customer) = starts_service {
            let wait = now - customer.arrived;
            self.waits[customer.class].record(wait.as_minutes());
            cal.schedule(self.service.draw(), Event::Departure(customer));
        }
    }
}

/// A quantity: what it is called, its exact value, and how a finished run observes it.
struct Quantity {
    name: &'static str,
    exact: f64,
    observe: fn(&Station, Time) -> Option<f64>,
}

struct Queue {
    name: &'static str,
    /// Mean times in minutes between arrivals, one of each class; exponential.
    between_arrivals: Vec<f64>,
    machines: bool,
    service: Distribution,
    servers: usize,
    queue_limit: Option<usize>,
    quantities: Vec<Quantity>,
}

impl Queue {
    fn station(&self, replication: u64) -> Station {
        let streams = Streams::new(SEED, replication);
        let arrivals: Vec<Variate> = (self.between_arrivals.iter().enumerate())
            .map(|(class, mean)| {
                let name = format!("{}/arrivals/{class}", self.name);
                streams.variate(&name, exponential(*mean))
            })
            .collect();
        let mut servers = Resource::new("servers", self.servers);
        if let Some(limit) = self.queue_limit {
            servers = servers.with_queue_limit(limit);
        }
        Station {
            waits: vec![Tally::new(); arrivals.len()],
            arrivals,
            machines: self.machines,
            service: streams.variate(&format!("{}/service", self.name), self.service.clone()),
            servers,
            offered: 0,
            time_in_system: Tally::new(),
        }
    }

    /// One observation of each quantity.
    fn replicate(&self, replication: u64) -> Vec<f64> {
        let warm = Time::ZERO + minutes(WARM_UP);
        let end = warm + minutes(OBSERVED);
        let mut sim = Simulation::new(self.station(replication));
        sim.run_until(warm);
        sim.model_mut().reset_statistics(warm);
        sim.run_until(end);
        (self.quantities.iter())
            .map(|quantity| (quantity.observe)(sim.model(), end).expect("a long run saw something"))
            .collect()
    }

    fn estimates(&self) -> Vec<Estimate> {
        let runs: Vec<Vec<f64>> = (0..REPLICATIONS)
            .into_par_iter()
            .map(|replication| self.replicate(replication))
            .collect();
        (0..self.quantities.len())
            .map(|i| {
                let tally: Tally = runs.iter().map(|run| run[i]).collect();
                Estimate::of(&tally, CONFIDENCE).expect("several replications")
            })
            .collect()
    }
}

fn exponential(mean: f64) -> Distribution {
    Distribution::exponential(minutes(mean)).expect("a positive mean")
}

fn wait(exact: f64) -> Quantity {
    Quantity {
        name: "mean wait (min)",
        exact,
        observe: |station, _| station.servers.waits().mean(),
    }
}

fn time_in_system(exact: f64) -> Quantity {
    Quantity {
        name: "mean time in system (min)",
        exact,
        observe: |station, _| station.time_in_system.mean(),
    }
}

fn waiting(exact: f64) -> Quantity {
    Quantity {
        name: "mean number waiting",
        exact,
        observe: |station, end| station.servers.queue_length().mean(end),
    }
}

fn in_system(exact: f64) -> Quantity {
    Quantity {
        name: "mean number in system",
        exact,
        observe: |station, end| {
            let waiting = station.servers.queue_length().mean(end)?;
            Some(waiting + station.servers.servers_busy().mean(end)?)
        },
    }
}

fn utilisation(exact: f64) -> Quantity {
    Quantity {
        name: "utilisation",
        exact,
        observe: |station, end| station.servers.utilisation(end),
    }
}

fn refused(exact: f64) -> Quantity {
    Quantity {
        name: "share refused",
        exact,
        observe: |station, _| Some(station.servers.refused() as f64 / station.offered as f64),
    }
}

/// One class, unlimited queue, one server.
fn single(name: &'static str, service: Distribution, quantities: Vec<Quantity>) -> Queue {
    Queue {
        name,
        between_arrivals: vec![5.0],
        machines: false,
        service,
        servers: 1,
        queue_limit: None,
        quantities,
    }
}

/// The mean and number of a birth-death process from its weights p(n)/p(0).
fn distribution_of(weights: impl Iterator<Item = f64>) -> Vec<f64> {
    let weights: Vec<f64> = weights.collect();
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / sum).collect()
}

fn mean_of(probabilities: &[f64]) -> f64 {
    (probabilities.iter().enumerate())
        .map(|(n, p)| n as f64 * p)
        .sum()
}

/// Gross, Shortle, Thompson & Harris (2008), Fundamentals of Queueing Theory, section 2.2: L = ρ/(1 − ρ), and Little's law.
fn mm1() -> Queue {
    let (lambda, mu) = (1.0 / 5.0, 1.0 / 4.0);
    let rho: f64 = lambda / mu;
    let quantities = vec![
        wait(rho / (mu - lambda)),
        time_in_system(1.0 / (mu - lambda)),
        waiting(rho * rho / (1.0 - rho)),
        in_system(rho / (1.0 - rho)),
        utilisation(rho),
    ];
    single("M/M/1, ρ = 0.8", exponential(4.0), quantities)
}

/// The same book, section 2.3: Erlang's C.
fn mmc() -> Queue {
    let (servers, lambda, mu) = (3, 1.0 / 5.0, 1.0 / 12.0);
    let load: f64 = lambda / mu;
    let rho = load / f64::from(servers);
    let term = |n: i32| load.powi(n) / (1..=n).map(f64::from).product::<f64>();
    let all_busy = term(servers) / (1.0 - rho);
    let must_wait = all_busy / ((0..servers).map(term).sum::<f64>() + all_busy);
    let wait_exact = must_wait / (f64::from(servers) * mu - lambda);
    let quantities = vec![
        wait(wait_exact),
        waiting(lambda * wait_exact),
        in_system(lambda * wait_exact + load),
        utilisation(rho),
    ];
    Queue {
        servers: 3,
        ..single("M/M/3, ρ = 0.8", exponential(12.0), quantities)
    }
}

/// The same book, section 5.1: the formula of Pollaczek and Khinchine for a service of mean 4 minutes.
fn pollaczek_khinchine(cv: f64) -> Vec<Quantity> {
    let (lambda, mean) = (1.0 / 5.0, 4.0);
    let rho = lambda * mean;
    let square = mean * mean * (1.0 + cv * cv);
    let wait_exact = lambda * square / (2.0 * (1.0 - rho));
    vec![
        wait(wait_exact),
        waiting(lambda * wait_exact),
        time_in_system(wait_exact + mean),
    ]
}

/// The same book, section 2.5: p(n) ∝ ρⁿ for n = 0 … K, where K counts the one in service.
fn mm1k(name: &'static str, service_mean: f64, k: usize) -> Queue {
    let lambda = 1.0 / 5.0;
    let rho: f64 = lambda * service_mean;
    let p = distribution_of((0..=k).map(|n| rho.powi(n as i32)));
    let mean_number = mean_of(&p);
    let quantities = vec![
        refused(p[k]),
        in_system(mean_number),
        time_in_system(mean_number / (lambda * (1.0 - p[k]))),
        utilisation(1.0 - p[0]),
    ];
    Queue {
        queue_limit: Some(k - 1),
        ..single(name, exponential(service_mean), quantities)
    }
}

/// Cobham (1954): two classes, non-preemptive; W₁ = W₀/(1 − ρ₁), W₂ = W₀/((1 − ρ₁)(1 − ρ)), with W₀ = λE(S²)/2.
fn priorities() -> Queue {
    let (lambda, mean) = (1.0 / 12.5 + 1.0 / 10.0, 4.0);
    let (rho_first, rho) = (mean / 12.5, mean * lambda);
    let residual = lambda * 2.0 * mean * mean / 2.0;
    let quantities = vec![
        Quantity {
            name: "mean wait of the first class (min)",
            exact: residual / (1.0 - rho_first),
            observe: |station, _| station.waits[0].mean(),
        },
        Quantity {
            name: "mean wait of the second class (min)",
            exact: residual / ((1.0 - rho_first) * (1.0 - rho)),
            observe: |station, _| station.waits[1].mean(),
        },
    ];
    Queue {
        between_arrivals: vec![12.5, 10.0],
        ..single(
            "M/M/1, two priority classes, ρ = 0.72",
            exponential(4.0),
            quantities,
        )
    }
}

/// The same book, section 2.8, machine interference: p(n) ∝ N!/(N − n)! (λ/μ)ⁿ machines are down.
fn machine_interference() -> Queue {
    let (machines, up, repair): (i32, f64, f64) = (6, 60.0, 12.0);
    let p = distribution_of((0..=machines).map(|n| {
        let choices: f64 = (machines - n + 1..=machines).map(f64::from).product();
        choices * (repair / up).powi(n)
    }));
    let down = mean_of(&p);
    let failures = (f64::from(machines) - down) / up;
    let quantities = vec![
        in_system(down),
        utilisation(1.0 - p[0]),
        wait(down / failures - repair),
    ];
    Queue {
        between_arrivals: vec![up; machines as usize],
        machines: true,
        ..single(
            "M/M/1//6, machine interference",
            exponential(repair),
            quantities,
        )
    }
}

fn queues() -> Vec<Queue> {
    let mean = minutes(4.0);
    let constant = Distribution::<Span>::constant(mean).expect("a constant");
    let erlang = Distribution::erlang(4, mean).expect("four phases");
    let gamma = Distribution::gamma(0.25, mean).expect("a positive shape");
    vec![
        mm1(),
        mmc(),
        single("M/D/1, ρ = 0.8", constant, pollaczek_khinchine(0.0)),
        single(
            "M/E₄/1, ρ = 0.8, cv = 0.5",
            erlang,
            pollaczek_khinchine(0.5),
        ),
        single(
            "M/G/1 (gamma), ρ = 0.8, cv = 2",
            gamma,
            pollaczek_khinchine(2.0),
        ),
        mm1k("M/M/1/5, ρ = 0.8", 4.0, 5),
        mm1k("M/M/1/5, ρ = 1.25", 6.25, 5),
        priorities(),
        machine_interference(),
    ]
}

const HEAD: &str = "\
# Validation against theory

Written by `UPDATE_EXPECTED=1 cargo test --test theory`, and compared with what the test finds whenever it runs. Times
are in minutes. Each row is REPLICATIONS independent replications of OBSERVED minutes after a warm-up of WARM_UP
minutes, from seed SEED; the interval is Student's, over the replications, at 99.9 %. The test fails when a
theoretical value is outside its interval, or an interval is wider than ±5 % of the value.

| model | quantity | theory | simulated | 99.9 % interval | runs |
|---|---|---:|---:|---|---:|
";

#[test]
fn theory_lies_in_every_interval() {
    let mut page = HEAD
        .replace("REPLICATIONS", &REPLICATIONS.to_string())
        .replace("OBSERVED", &OBSERVED.to_string())
        .replace("WARM_UP", &WARM_UP.to_string())
        .replace("SEED", &SEED.to_string());
    let mut wrong = Vec::new();
    for queue in queues() {
        for (quantity, found) in queue.quantities.iter().zip(queue.estimates()) {
            let (model, name, exact) = (queue.name, quantity.name, quantity.exact);
            let row = format!(
                "| {model} | {name} | {exact:.4} | {:.4} | {:.4} to {:.4} | {} |",
                found.mean,
                found.low(),
                found.high(),
                found.n
            );
            if !found.contains(exact) || found.half_width > NARROW * exact {
                wrong.push(row.clone());
            }
            writeln!(page, "{row}").expect("a string takes everything");
        }
    }
    assert!(
        wrong.is_empty(),
        "theory is outside, or the interval too wide:\n{}",
        wrong.join("\n")
    );

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/validation.md");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, &page).expect("docs/validation.md can be written");
    }
    let expected = std::fs::read_to_string(&path).expect("docs/validation.md can be read");
    assert_eq!(
        page, expected,
        "docs/validation.md is out of date; UPDATE_EXPECTED=1 rewrites it"
    );
}
