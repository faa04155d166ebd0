//! A counter that never closes: how long does a customer wait in the long run, and how sure is that?
//!
//! The counter begins empty, which the real one never is, so the start of a run must be left out; and the wait of a customer depends on that of
//! the one before, so customers are no independent observations. Two ways out: one long run, cut by MSER-5 and divided into batches, or many runs, each
//! cut alike (replication/deletion). Theory knows the answer. Run it with `cargo run --release --example steady_state`.

use cetak::engine::Simulation;
use cetak::prelude::*;
use cetak::process::Processes;
use cetak::random::Streams;
use cetak::stats::{BatchMeans, Estimate, mser5, welch};

const THEORY_MIN: f64 = 16.0;
const LONG: usize = 200_000;
const SHORT: usize = 10_000;
const BATCHES: usize = 20;

/// One clerk, and the waits in minutes.
#[derive(Clone)]
struct Counter {
    clerk: Resource,
    service: Variate,
    waits: Shared<Vec<f64>>,
}

async fn customer(world: World, counter: Counter) {
    let came = world.now();
    let _clerk = counter.clerk.seize().await;
    let wait = (world.now() - came).as_minutes();
    counter.waits.with(|waits| waits.push(wait));
    world.hold(counter.service.draw()).await;
}

/// The waits of so many customers, in minutes: one comes every five minutes, four minutes each.
fn waits(customers: usize, streams: &Streams) -> Result<Vec<f64>> {
    let processes = Processes::with_streams(*streams);
    let world = processes.world();
    let counter = Counter {
        clerk: Resource::new(&world, "clerk", 1),
        service: world.variate("service", Distribution::exponential(minutes(4.0))?),
        waits: Shared::default(),
    };
    let between = world.variate("arrivals", Distribution::exponential(minutes(5.0))?);
    world.spawn_arrivals(between, &counter, customer);
    let mut sim = Simulation::new(processes);
    sim.run_while(|_, _| counter.waits.with(|waits| waits.len() < customers));
    Ok(counter.waits.take())
}

/// The mean of one run: what MSER-5 leaves of it, in batches.
fn of_one_run(customers: usize, streams: &Streams) -> Result<(usize, Estimate)> {
    let waits = waits(customers, streams)?;
    let cut = mser5(&waits).expect("the run is long enough to find the end of its start");
    let mut batches = BatchMeans::new(BATCHES);
    waits[cut..].iter().for_each(|wait| batches.record(*wait));
    Ok((cut, batches.steady_state(0.95)?))
}

fn main() -> Result<()> {
    println!(
        "One clerk, a customer every 5 minutes, 4 minutes each: the mean wait in the long run is {THEORY_MIN} minutes.\n"
    );

    let pilot: Vec<Vec<f64>> = (0..200)
        .map(|replication| waits(2_000, &Streams::new(1, replication)))
        .collect::<Result<_>>()?;
    let curve = welch(&pilot, 100);
    println!("Welch's curve over 200 runs, which begin empty:");
    for customer in [0, 50, 100, 200, 400, 800, 1600] {
        println!(
            "  around customer {customer:>4}: {:5.1} min",
            curve[customer]
        );
    }

    let streams = Streams::new(2017, 0);
    println!("\nOne run of {SHORT} customers:");
    match of_one_run(SHORT, &streams) {
        Ok((_, wait)) => println!("  wait {wait:.2} min"),
        Err(error) => println!("  {error}"),
    }
    let (cut, wait) = of_one_run(LONG, &streams)?;
    println!(
        "One run of {LONG} customers, without the first {cut}, in {BATCHES} batches or more:\n  wait {wait:.2} min"
    );

    let mut outputs = Outputs::new();
    let mean = outputs.number("wait", "min", |waits: &Vec<f64>| {
        let kept = &waits[500..];
        kept.iter().sum::<f64>() / kept.len() as f64
    });
    let runs = Experiment::new(&outputs, |streams| waits(10_500, streams)).replications(20);
    let found = runs.run()?.of(mean).mean.expect("every run has customers");
    let ci = found.ci95.expect("twenty runs");
    println!(
        "20 runs of 10,500 customers, each without the first 500:\n  wait {:.2} min, 95 % between {:.2} and {:.2}",
        found.value, ci.low, ci.high
    );
    Ok(())
}
