//! A bank has one counter, and its customers wait one to three minutes, then leave: how many does it lose?
//!
//! SimPy's example "bank renege". Run it with `cargo run --release --example bank_renege`.

use cetak::prelude::*;

const CUSTOMERS: u32 = 50;

#[derive(Clone)]
struct Bank {
    counter: Resource,
    patience: Variate,
    service: Variate,
}

async fn customer(world: World, bank: Bank) {
    let turn = bank.counter.seize();
    if let Ok(_counter) = world.timeout(bank.patience.draw(), turn).await {
        world.hold(bank.service.draw()).await;
    }
}

fn bank(world: &World) -> Result<Resource> {
    let patience = Distribution::uniform(minutes(1.0), minutes(3.0))?;
    let bank = Bank {
        counter: Resource::new(world, "counter", 1),
        patience: world.variate("patience", patience),
        service: world.variate("service", Distribution::exponential(minutes(12.0))?),
    };
    let counter = bank.counter.clone();
    let between = world.variate("arrivals", Distribution::exponential(minutes(10.0))?);
    let door = world.clone();
    world.spawn(async move {
        for _ in 0..CUSTOMERS {
            door.spawn(customer(door.clone(), bank.clone()));
            door.hold(between.draw()).await;
        }
    });
    Ok(counter)
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.ratio("share who leave", "", |counter: &Resource| {
        (counter.gave_up() as f64, f64::from(CUSTOMERS))
    });
    outputs.tally("wait of the others", "min", Resource::waits);
    outputs.number("counter busy", "", Resource::utilisation);
    Experiment::of_processes(&outputs, Window::to_the_end(), bank)
        .named("50 customers, one every 10 minutes, 12 minutes each; nobody waits longer than 3")
        .seed(2017)
        .print()
}
