//! A cable delays every message by ten minutes: how many messages are under way?
//!
//! SimPy's example "event latency": the delay is a matter of the cable, and neither of the sender nor of the receiver. Little's law
//! says 2. Run it with `cargo run --release --example latency`.

use cetak::prelude::*;

#[derive(Clone)]
struct Cable {
    far_end: Store<Time>,
    under_way: Level,
    delays: Shared<Tally>,
}

async fn message(world: World, cable: Cable) {
    let sent = world.now();
    cable.under_way.add(1.0);
    world.hold(minutes(10.0)).await;
    cable.under_way.add(-1.0);
    cable.far_end.put(sent).await;
}

async fn receiver(world: World, cable: Cable) {
    loop {
        let sent = cable.far_end.take().await;
        cable.delays.record((world.now() - sent).as_minutes());
    }
}

fn cable(world: &World) -> Result<Cable> {
    let between = world.variate("messages", Distribution::exponential(minutes(5.0))?);
    let cable = Cable {
        far_end: Store::new(world, "far end"),
        under_way: world.level(0.0),
        delays: world.statistic(),
    };
    world.spawn_arrivals(between, &cable, message);
    world.spawn(receiver(world.clone(), cable.clone()));
    Ok(cable)
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.level("messages under way", "", |cable: &Cable| {
        cable.under_way.observed()
    });
    outputs.tally("delay", "min", |cable| cable.delays.get());
    let window = Window::new(hours(1.0), hours(100.0));
    Experiment::of_processes(&outputs, window, cable)
        .named("A message every 5 minutes, each 10 minutes in the cable")
        .replications(200)
        .seed(2017)
        .print()
}
