//! A gas station has two pumps and one tank, and calls a truck when the tank is low: how long does a car take?
//!
//! SimPy's example "gas station refuelling". Run it with `cargo run --release --example gas_station`.

use cetak::prelude::*;

const TANK: u64 = 200;

#[derive(Clone)]
struct Station {
    pumps: Resource,
    tank: Stock,
    time: Shared<Tally>,
    trucks: Shared<u32>,
}

async fn car(world: World, station: Station) {
    let came = world.now();
    let litres = 25 + world.stream("litres").index(21) as u64;
    let _pump = station.pumps.seize().await;
    station.tank.take(litres).await;
    world.hold(seconds(0.5) * litres as i64).await;
    station.time.record((world.now() - came).as_minutes());
}

/// Looks at the tank every ten seconds, and fills it up five minutes after it was below a quarter.
async fn control(world: World, station: Station) {
    loop {
        if station.tank.level() < TANK / 4 {
            world.hold(seconds(300.0)).await;
            station.tank.put(TANK - station.tank.level()).await;
            station.trucks.add(1);
        }
        world.hold(seconds(10.0)).await;
    }
}

fn morning(world: &World) -> Result<Station> {
    let station = Station {
        pumps: Resource::new(world, "pumps", 2),
        tank: Stock::with_capacity(world, "tank", TANK, TANK),
        time: world.statistic(),
        trucks: world.statistic(),
    };
    world.spawn(control(world.clone(), station.clone()));
    let stream = world.stream("arrivals");
    let between = move || seconds((30 + stream.index(271)) as f64);
    world.spawn_arrivals(between, &station, car);
    Ok(station)
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.count("cars refuelled", "", |at: &Station| at.time.get().count());
    outputs.tally("time at the station", "min", |at| at.time.get());
    outputs.count("trucks", "", |at| at.trucks.get());
    Experiment::of_processes(&outputs, hours(2.0), morning)
        .named(
            "Two pumps, a tank of 200 litres, a car every 30 to 300 s that needs 25 to 45 litres",
        )
        .seed(2017)
        .print()
}
