//! A cable delays every message by ten minutes: how many messages are under way?
//!
//! SimPy's example "event latency": the delay is a matter of the cable, and neither of the sender nor of the receiver. Little's law
//! says 2. Run it with `cargo run --release --example latency`.

use cetak::error::Result;
use cetak::experiment::{Experiment, Outputs, Window};
use cetak::process::{Shared, Store, World};
use cetak::random::Distribution;
use cetak::stats::{Tally, TimeWeighted};
use cetak::time::{Time, hours, minutes};

#[derive(Clone)]
struct Cable {
    world: World,
    far_end: Store<Time>,
    under_way: Shared<TimeWeighted>,
    delays: Shared<Tally>,
}

impl Cable {
    fn count(&self, more: f64) {
        let now = self.world.now();
        (self.under_way).with(|count| count.set(now, count.value() + more));
    }
}

async fn message(world: World, cable: Cable) {
    let sent = world.now();
    cable.count(1.0);
    world.hold(minutes(10.0)).await;
    cable.count(-1.0);
    cable.far_end.put(sent).await;
}

async fn receiver(cable: Cable) {
    loop {
        let sent = cable.far_end.take().await;
        cable.delays.record((cable.world.now() - sent).as_minutes());
    }
}

fn cable(world: &World) -> Result<Cable> {
    let between = world.variate("messages", Distribution::exponential(minutes(5.0))?);
    let cable = Cable {
        world: world.clone(),
        far_end: Store::new(world, "far end"),
        under_way: world.level(0.0),
        delays: world.statistic(),
    };
    world.spawn_arrivals(between, &cable, message);
    world.spawn(receiver(cable.clone()));
    Ok(cable)
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.level("messages under way", "", |cable: &Cable| {
        (cable.under_way.get(), cable.world.now())
    });
    outputs.tally("delay", "min", |cable| cable.delays.get());
    println!("A message every 5 minutes, each 10 minutes in the cable, in a hundred hours:\n");
    let window = Window::new(hours(1.0), hours(100.0));
    let runs = Experiment::of_processes(&outputs, window, cable);
    println!("{}", runs.replications(200).seed(2017).run()?);
    Ok(())
}
