//! One station of equal servers, on [`Resource`]: M/M/c, M/G/1, finite queues, losses, priorities, machines under repair.

use cetak::engine::{Calendar, Model, Simulation};
use cetak::random::{Distribution, Streams, Variate};
use cetak::resource::Resource;
use cetak::stats::Tally;
use cetak::time::{Span, Time, minutes};

use crate::study::{NARROW, OBSERVED, SEED, Study, WARM_UP, distribution_of, exponential, mean_of};

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
    name: String,
    /// Mean times in minutes between arrivals, one of each class; exponential.
    between_arrivals: Vec<f64>,
    machines: bool,
    service: Distribution,
    servers: usize,
    queue_limit: Option<usize>,
    quantities: Vec<Quantity>,
    /// Minutes of warm-up and of observation.
    warm_up: f64,
    observed: f64,
    narrow: f64,
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
        let warm = Time::ZERO + minutes(self.warm_up);
        let end = warm + minutes(self.observed);
        let mut sim = Simulation::new(self.station(replication));
        sim.run_until(warm);
        sim.model_mut().reset_statistics(warm);
        sim.run_until(end);
        (self.quantities.iter())
            .map(|quantity| (quantity.observe)(sim.model(), end).expect("a long run saw something"))
            .collect()
    }

    fn study(self) -> Study {
        Study {
            name: self.name.clone(),
            quantities: (self.quantities.iter())
                .map(|quantity| (quantity.name.to_owned(), quantity.exact))
                .collect(),
            narrow: self.narrow,
            run: Box::new(move |replication| self.replicate(replication)),
        }
    }
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
fn single(name: impl Into<String>, service: Distribution, quantities: Vec<Quantity>) -> Queue {
    Queue {
        name: name.into(),
        between_arrivals: vec![5.0],
        machines: false,
        service,
        servers: 1,
        queue_limit: None,
        quantities,
        warm_up: WARM_UP,
        observed: OBSERVED,
        narrow: NARROW,
    }
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

/// Erlang's C (the same book, section 2.3): the mean wait for one of `servers` servers.
pub fn erlang_c_wait(servers: i32, lambda: f64, mu: f64) -> f64 {
    let load = lambda / mu;
    let rho = load / f64::from(servers);
    let term = |n: i32| load.powi(n) / (1..=n).map(f64::from).product::<f64>();
    let all_busy = term(servers) / (1.0 - rho);
    let must_wait = all_busy / ((0..servers).map(term).sum::<f64>() + all_busy);
    must_wait / (f64::from(servers) * mu - lambda)
}

fn mmc(servers: i32) -> Queue {
    let (lambda, service_mean) = (1.0 / 5.0, 4.0 * f64::from(servers));
    let wait_exact = erlang_c_wait(servers, lambda, 1.0 / service_mean);
    let quantities = vec![
        wait(wait_exact),
        waiting(lambda * wait_exact),
        in_system(lambda * wait_exact + lambda * service_mean),
        utilisation(lambda * service_mean / f64::from(servers)),
    ];
    Queue {
        servers: servers as usize,
        ..single(
            format!("M/M/{servers}, ρ = 0.8"),
            exponential(service_mean),
            quantities,
        )
    }
}

/// p(n) ∝ aⁿ/n! up to c, then times ρ for each that waits (the same book, section 2.4); K counts those in service too.
fn mmck(name: &str, servers: usize, service_mean: f64, k: usize) -> Queue {
    let lambda = 1.0 / 5.0;
    let mut weights = vec![1.0];
    for n in 1..=k {
        weights.push(weights[n - 1] * lambda * service_mean / n.min(servers) as f64);
    }
    let p = distribution_of(weights);
    let busy: f64 = p
        .iter()
        .enumerate()
        .map(|(n, p)| n.min(servers) as f64 * p)
        .sum();
    let quantities = vec![
        refused(p[k]),
        in_system(mean_of(&p)),
        utilisation(busy / servers as f64),
    ];
    Queue {
        servers,
        queue_limit: Some(k - servers),
        ..single(name, exponential(service_mean), quantities)
    }
}

/// The same book, section 5.1: the formula of Pollaczek and Khinchine.
fn pollaczek_khinchine(mean: f64, cv: f64) -> Vec<Quantity> {
    let lambda = 1.0 / 5.0;
    let rho = lambda * mean;
    let square = mean * mean * (1.0 + cv * cv);
    let wait_exact = lambda * square / (2.0 * (1.0 - rho));
    vec![
        wait(wait_exact),
        waiting(lambda * wait_exact),
        time_in_system(wait_exact + mean),
    ]
}

/// Gamma service of this load and coefficient of variation. The longer a queue remembers, the longer it is watched.
fn mg1(rho: f64, cv: f64, warm_up: f64, observed: f64, narrow: f64) -> Queue {
    let mean = 5.0 * rho;
    let service = Distribution::gamma(1.0 / (cv * cv), minutes(mean)).expect("a positive shape");
    let mut quantities = pollaczek_khinchine(mean, cv);
    quantities.truncate(1);
    Queue {
        warm_up,
        observed,
        narrow,
        ..single(
            format!("M/G/1 (gamma), ρ = {rho}, cv = {cv}"),
            service,
            quantities,
        )
    }
}

/// The same book, section 2.5: p(n) ∝ ρⁿ for n = 0 … K, where K counts the one in service.
fn mm1k(name: &'static str, service_mean: f64, k: usize) -> Queue {
    let lambda = 1.0 / 5.0;
    let rho: f64 = lambda * service_mean;
    let p = distribution_of((0..=k).map(|n| rho.powi(n as i32)).collect());
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
    let p = distribution_of(
        (0..=machines)
            .map(|n| {
                let choices: f64 = (machines - n + 1..=machines).map(f64::from).product();
                choices * (repair / up).powi(n)
            })
            .collect(),
    );
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

pub fn studies() -> Vec<Study> {
    let mean = minutes(4.0);
    let constant = Distribution::<Span>::constant(mean).expect("a constant");
    let erlang = Distribution::erlang(4, mean).expect("four phases");
    let gamma = Distribution::gamma(0.25, mean).expect("a positive shape");
    let queues = vec![
        mm1(),
        mmc(2),
        mmc(3),
        mmc(10),
        single("M/D/1, ρ = 0.8", constant, pollaczek_khinchine(4.0, 0.0)),
        single(
            "M/E₄/1, ρ = 0.8, cv = 0.5",
            erlang,
            pollaczek_khinchine(4.0, 0.5),
        ),
        single(
            "M/G/1 (gamma), ρ = 0.8, cv = 2",
            gamma,
            pollaczek_khinchine(4.0, 2.0),
        ),
        mg1(0.4, 0.01, WARM_UP, OBSERVED, NARROW),
        mg1(0.4, 4.0, WARM_UP, OBSERVED, NARROW),
        mg1(0.8, 4.0, 40_000.0, OBSERVED, 0.1),
        mg1(0.95, 0.01, 40_000.0, OBSERVED, 0.15),
        mg1(0.95, 1.0, 80_000.0, OBSERVED, 0.15),
        mg1(0.95, 4.0, 400_000.0, 1_600_000.0, 0.25),
        mm1k("M/M/1/5, ρ = 0.8", 4.0, 5),
        mm1k("M/M/1/5, ρ = 1.25", 6.25, 5),
        mmck("M/M/3/8, ρ = 0.8", 3, 12.0, 8),
        mmck("M/M/10/10, 9 erlang (Erlang's B)", 10, 45.0, 10),
        priorities(),
        machine_interference(),
    ];
    queues.into_iter().map(Queue::study).collect()
}
