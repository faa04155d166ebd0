//! A desk has two clerks, and somebody comes every three minutes for five: how long do people wait in a day of eight hours?
//!
//! The program of the README. Run it with `cargo run --release --example two_clerks`.

use cetak::prelude::*;

async fn customer(world: World, (clerks, service): (Resource, Variate)) {
    let _clerk = clerks.seize().await;
    world.hold(service.draw()).await;
}

fn main() -> Result<()> {
    let days = Experiment::of_world(hours(8.0), |world| {
        let clerks = Resource::new(world, "clerks", 2);
        let service = world.variate("service", Distribution::lognormal(minutes(5.0), 1.5)?);
        let between = world.variate("arrivals", Distribution::exponential(minutes(3.0))?);
        world.spawn_arrivals(between, &(clerks, service), customer);
        Ok(())
    })?;
    days.print()
}
