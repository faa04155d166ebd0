//! A carwash has two machines, and four cars wait when it opens: how long does a car take, and how clean does it get?
//!
//! SimPy's example "carwash": each car waits for the process that washes it, and for what that says.
//! Run it with `cargo run --release --example carwash`.

use cetak::error::Result;
use cetak::experiment::{Experiment, Outputs, Window};
use cetak::process::{Processes, Resource, Shared, World};
use cetak::random::Streams;
use cetak::stats::Tally;
use cetak::time::{Span, hours, minutes};

#[derive(Clone)]
struct Carwash {
    world: World,
    machines: Resource,
    time: Shared<Tally>,
    dirt_removed: Shared<Tally>,
}

/// Washes a car, and returns the percentage of its dirt that is gone.
async fn wash(world: World) -> f64 {
    world.hold(minutes(5.0)).await;
    50.0 + world.stream("dirt").index(50) as f64
}

async fn car(wash_place: Carwash) {
    let Carwash {
        world,
        machines,
        time,
        dirt_removed,
    } = wash_place;
    let came = world.now();
    let _machine = machines.seize().await;
    let washed = world.spawn_returning(wash(world.clone())).value().await;
    dirt_removed.with(|tally| tally.record(washed.expect("nobody stops it")));
    time.with(|tally| tally.record((world.now() - came).as_minutes()));
}

fn afternoon(streams: &Streams) -> Result<Carwash> {
    let processes = Processes::with_streams(*streams);
    let world = processes.world();
    let carwash = Carwash {
        machines: Resource::new(&world, "machines", 2),
        world,
        time: Shared::default(),
        dirt_removed: Shared::default(),
    };
    let place = carwash.clone();
    carwash.world.spawn(async move {
        for _ in 0..4 {
            place.world.spawn(car(place.clone()));
        }
        let between = place.world.stream("arrivals");
        loop {
            place
                .world
                .hold(minutes(1.0) * (5 + between.index(5) as i64))
                .await;
            place.world.spawn(car(place.clone()));
        }
    });
    Window::new(Span::ZERO, hours(2.0)).run(processes, |_, _| ())?;
    Ok(carwash)
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.number("cars washed", "", |wash: &Carwash| {
        wash.time.get().count() as f64
    });
    outputs.number("time at the carwash", "min", |wash: &Carwash| {
        wash.time.get().mean()
    });
    outputs.number("dirt removed", "%", |wash: &Carwash| {
        wash.dirt_removed.get().mean()
    });
    println!("Two machines, 5 minutes a car, 4 cars at opening and one every 5 to 9 minutes:\n");
    println!("{}", Experiment::new(&outputs, afternoon).seed(2017).run()?);
    Ok(())
}
