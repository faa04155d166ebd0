//! A desk has two clerks, and somebody comes every three minutes for five: how long do people wait in a day of eight hours?
//!
//! The program of the README. Run it with `cargo run --release --example two_clerks`.

use cetak::experiment::{Experiment, Outputs, Window};
use cetak::process::{Resource, Variate, World};
use cetak::random::Distribution;
use cetak::time::{Span, hours, minutes};

async fn customer(world: World, (clerks, service): (Resource, Variate)) {
    let _clerk = clerks.seize().await;
    world.hold(service.draw()).await;
}

fn main() -> cetak::error::Result<()> {
    let mut outputs = Outputs::new();
    outputs.tally("wait", "min", Resource::waits);
    outputs.number("clerks busy", "", Resource::utilisation);
    let eight_hours = Window::new(Span::ZERO, hours(8.0));
    let days = Experiment::of_processes(&outputs, eight_hours, |world| {
        let clerks = Resource::new(world, "clerks", 2);
        let service = world.variate("service", Distribution::lognormal(minutes(5.0), 1.5)?);
        let between = world.variate("arrivals", Distribution::exponential(minutes(3.0))?);
        world.spawn_arrivals(between, &(clerks.clone(), service), customer);
        Ok(clerks)
    });
    println!("{}", days.run()?);
    Ok(())
}
