//! A carwash has two machines, and four cars wait when it opens: how long does a car take, and how clean does it get?
//!
//! SimPy's example "carwash": each car waits for the process that washes it, and for what that says.
//! Run it with `cargo run --release --example carwash`.

use cetak::prelude::*;

#[derive(Clone)]
struct Carwash {
    machines: Resource,
    time: Shared<Tally>,
    dirt_removed: Shared<Tally>,
}

/// Washes a car, and returns the percentage of its dirt that is gone.
async fn wash(world: World) -> f64 {
    world.hold(minutes(5.0)).await;
    50.0 + world.stream("dirt").index(50) as f64
}

async fn car(world: World, place: Carwash) {
    let came = world.now();
    let _machine = place.machines.seize().await;
    let washed = world.spawn_returning(wash(world.clone())).value().await;
    place.dirt_removed.record(washed.expect("nobody stops it"));
    place.time.record((world.now() - came).as_minutes());
}

fn afternoon(world: &World) -> Result<Carwash> {
    let carwash = Carwash {
        machines: Resource::new(world, "machines", 2),
        time: world.statistic(),
        dirt_removed: world.statistic(),
    };
    for _ in 0..4 {
        world.spawn(car(world.clone(), carwash.clone()));
    }
    let stream = world.stream("arrivals");
    let between = move || minutes((5 + stream.index(5)) as f64);
    world.spawn_arrivals(between, &carwash, car);
    Ok(carwash)
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.count("cars washed", "", |wash: &Carwash| wash.time.get().count());
    outputs.tally("time at the carwash", "min", |wash| wash.time.get());
    outputs.tally("dirt removed", "%", |wash| wash.dirt_removed.get());
    Experiment::of_processes(&outputs, hours(2.0), afternoon)
        .named("Two machines, 5 minutes a car, 4 cars at opening and one every 5 to 9 minutes")
        .seed(2017)
        .print()
}
