//! A cable delays every message by ten minutes: how many messages are under way?
//!
//! SimPy's example "event latency": the delay is a matter of the cable, and neither of the sender nor of the receiver. Little's law
//! says 2. Run it with `cargo run --release --example latency`.

use cetak::error::Result;
use cetak::experiment::{Experiment, Outputs, Window};
use cetak::process::{Processes, Shared, Store, World};
use cetak::random::{Distribution, Streams};
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
    fn send(&self) {
        let cable = self.clone();
        self.world.spawn(async move {
            let sent = cable.world.now();
            cable
                .under_way
                .with(|count| count.set(sent, count.value() + 1.0));
            cable.world.hold(minutes(10.0)).await;
            let now = cable.world.now();
            cable
                .under_way
                .with(|count| count.set(now, count.value() - 1.0));
            cable.far_end.put(sent).await;
        });
    }
}

fn run(streams: &Streams) -> Result<(f64, f64)> {
    let processes = Processes::with_streams(*streams);
    let world = processes.world();
    let between = world.variate("messages", Distribution::exponential(minutes(5.0))?);
    let cable = Cable {
        far_end: Store::new(&world, "far end"),
        under_way: Shared::new(TimeWeighted::new(Time::ZERO, 0.0)),
        delays: Shared::default(),
        world,
    };
    let (sender, receiver) = (cable.clone(), cable.clone());
    cable.world.spawn(async move {
        loop {
            sender.world.hold(between.draw()).await;
            sender.send();
        }
    });
    cable.world.spawn(async move {
        loop {
            let sent = receiver.far_end.take().await;
            let delay = (receiver.world.now() - sent).as_minutes();
            receiver.delays.with(|delays| delays.record(delay));
        }
    });
    let window = Window::new(hours(1.0), hours(100.0));
    let end = window
        .run(processes, |_, now| {
            cable.under_way.with(|count| count.reset(now))
        })?
        .now();
    let under_way = cable.under_way.get().mean(end).expect("time has passed");
    Ok((
        under_way,
        cable.delays.get().mean().expect("messages were sent"),
    ))
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.number("messages under way", "", |found: &(f64, f64)| found.0);
    outputs.number("delay", "min", |found: &(f64, f64)| found.1);
    println!("A message every 5 minutes, each 10 minutes in the cable, in a hundred hours:\n");
    println!(
        "{}",
        Experiment::new(&outputs, run)
            .replications(200)
            .seed(2017)
            .run()?
    );
    Ok(())
}
