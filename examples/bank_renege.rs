//! A bank has one counter, and its customers wait one to three minutes, then leave: how many does it lose?
//!
//! SimPy's example "bank renege". Run it with `cargo run --release --example bank_renege`.

use cetak::engine::Simulation;
use cetak::error::Result;
use cetak::experiment::{Experiment, Outputs};
use cetak::process::{Processes, Resource, Variate, World};
use cetak::random::{Distribution, Streams};
use cetak::time::minutes;

const CUSTOMERS: u32 = 50;

async fn customer(world: World, counter: Resource, patience: Variate, service: Variate) {
    if let Ok(_unit) = world.timeout(patience.draw(), counter.seize()).await {
        world.hold(service.draw()).await;
    }
}

fn bank(streams: &Streams) -> Result<Resource> {
    let processes = Processes::with_streams(*streams);
    let world = processes.world();
    let counter = Resource::new(&world, "counter", 1);
    let between = world.variate("arrivals", Distribution::exponential(minutes(10.0))?);
    let patience = world.variate(
        "patience",
        Distribution::uniform(minutes(1.0), minutes(3.0))?,
    );
    let service = world.variate("service", Distribution::exponential(minutes(12.0))?);
    let (here, desk) = (world.clone(), counter.clone());
    world.spawn(async move {
        for _ in 0..CUSTOMERS {
            here.spawn(customer(
                here.clone(),
                desk.clone(),
                patience.clone(),
                service.clone(),
            ));
            here.hold(between.draw()).await;
        }
    });
    Simulation::new(processes).run();
    Ok(counter)
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.ratio("share who leave", "", |counter: &Resource| {
        (counter.gave_up() as f64, f64::from(CUSTOMERS))
    });
    outputs.number("wait of the others", "min", |counter: &Resource| {
        counter.waits().mean()
    });
    outputs.number("counter busy", "", Resource::utilisation);
    println!("A customer every 10 minutes, 12 minutes each, and nobody waits longer than 3:");
    println!("how many of {CUSTOMERS} leave?\n");
    println!("{}", Experiment::new(&outputs, bank).seed(2017).run()?);
    Ok(())
}
