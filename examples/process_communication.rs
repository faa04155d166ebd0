//! A generator sends its messages to two consumers that have work to do in between: how many are received late?
//!
//! SimPy's example "process communication": each consumer has a pipe of its own, in which messages wait.
//! Run it with `cargo run --release --example process_communication`.

use cetak::error::Result;
use cetak::experiment::{Experiment, Outputs, Window};
use cetak::process::{Processes, Shared, Store, World};
use cetak::random::Streams;
use cetak::time::{Span, Time, hours, minutes};

#[derive(Clone, Copy, Default)]
struct Received {
    late: u32,
    all: u32,
}

/// From `least` to four minutes more, in whole minutes.
fn some_minutes(world: &World, name: &str, least: i64) -> Span {
    minutes(1.0) * (least + world.stream(name).index(5) as i64)
}

async fn consumer(world: World, pipe: Store<Time>, received: Shared<Received>) {
    loop {
        let sent = pipe.take().await;
        received.with(|received| {
            received.all += 1;
            received.late += u32::from(sent < world.now());
        });
        world.hold(some_minutes(&world, "work", 4)).await;
    }
}

fn day(streams: &Streams) -> Result<Received> {
    let processes = Processes::with_streams(*streams);
    let world = processes.world();
    let received = Shared::new(Received::default());
    let pipes: Vec<Store<Time>> = (0..2).map(|_| Store::new(&world, "pipe")).collect();
    for pipe in &pipes {
        world.spawn(consumer(world.clone(), pipe.clone(), received.clone()));
    }
    let here = world.clone();
    world.spawn(async move {
        loop {
            here.hold(some_minutes(&here, "messages", 6)).await;
            for pipe in &pipes {
                pipe.put(here.now()).await;
            }
        }
    });
    Window::new(Span::ZERO, hours(24.0)).run(processes, |_, _| ())?;
    Ok(received.get())
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.ratio("received late", "", |received: &Received| {
        (f64::from(received.late), f64::from(received.all))
    });
    outputs.number("received", "", |received: &Received| {
        f64::from(received.all)
    });
    println!(
        "A message every 6 to 10 minutes to two consumers, each busy for 4 to 8 minutes afterwards:\n"
    );
    println!(
        "{}",
        Experiment::new(&outputs, day)
            .replications(500)
            .seed(2017)
            .run()?
    );
    Ok(())
}
