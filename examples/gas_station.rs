//! A gas station has two pumps and one tank, and calls a truck when the tank is low: how long does a car take?
//!
//! SimPy's example "gas station refuelling". Run it with `cargo run --release --example gas_station`.

use cetak::error::Result;
use cetak::experiment::{Experiment, Outputs, Window};
use cetak::process::{Processes, Resource, Shared, Stock, World};
use cetak::random::Streams;
use cetak::stats::Tally;
use cetak::time::{Span, hours, seconds};

const TANK: u64 = 200;

#[derive(Clone)]
struct Station {
    world: World,
    pumps: Resource,
    tank: Stock,
    time: Shared<Tally>,
    trucks: Shared<u32>,
}

async fn car(station: Station) {
    let Station {
        world,
        pumps,
        tank,
        time,
        ..
    } = station;
    let came = world.now();
    let litres = 25 + world.stream("litres").index(21) as u64;
    let _pump = pumps.seize().await;
    tank.take(litres).await;
    world.hold(seconds(0.5) * litres as i64).await;
    time.with(|tally| tally.record((world.now() - came).as_minutes()));
}

/// Looks at the tank every ten seconds, and fills it up five minutes after it was below a quarter.
async fn control(station: Station) {
    let Station {
        world,
        tank,
        trucks,
        ..
    } = station;
    loop {
        if tank.level() < TANK / 4 {
            world.hold(seconds(300.0)).await;
            tank.put(TANK - tank.level()).await;
            trucks.with(|count| *count += 1);
        }
        world.hold(seconds(10.0)).await;
    }
}

fn morning(streams: &Streams) -> Result<Station> {
    let processes = Processes::with_streams(*streams);
    let world = processes.world();
    let station = Station {
        pumps: Resource::new(&world, "pumps", 2),
        tank: Stock::with_capacity(&world, "tank", TANK, TANK),
        time: Shared::default(),
        trucks: Shared::default(),
        world,
    };
    station.world.spawn(control(station.clone()));
    let place = station.clone();
    station.world.spawn(async move {
        loop {
            let between = 30 + place.world.stream("arrivals").index(271);
            place.world.hold(seconds(1.0) * between as i64).await;
            place.world.spawn(car(place.clone()));
        }
    });
    Window::new(Span::ZERO, hours(2.0)).run(processes, |_, _| ())?;
    Ok(station)
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.number("cars refuelled", "", |station: &Station| {
        station.time.get().count() as f64
    });
    outputs.number("time at the station", "min", |station: &Station| {
        station.time.get().mean()
    });
    outputs.number("trucks", "", |station: &Station| {
        f64::from(station.trucks.get())
    });
    println!(
        "Two pumps, a tank of {TANK} litres, a car every 30 to 300 seconds that needs 25 to 45 litres:\n"
    );
    println!("{}", Experiment::new(&outputs, morning).seed(2017).run()?);
    Ok(())
}
