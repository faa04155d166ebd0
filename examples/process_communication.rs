//! A generator sends its messages to two consumers that have work to do in between: how many are received late?
//!
//! SimPy's example "process communication": each consumer has a pipe of its own, in which messages wait.
//! Run it with `cargo run --release --example process_communication`.

use cetak::prelude::*;

type Pipe = Store<Time>;

#[derive(Clone)]
struct Received {
    late: Shared<u32>,
    all: Shared<u32>,
}

/// From `least` to four minutes more, in whole minutes.
fn some_minutes(stream: &Stream, least: usize) -> Span {
    minutes((least + stream.index(5)) as f64)
}

async fn message(world: World, pipes: [Pipe; 2]) {
    for pipe in &pipes {
        pipe.put(world.now()).await;
    }
}

async fn consumer(world: World, pipe: Pipe, received: Received) {
    loop {
        let sent = pipe.take().await;
        received.all.add(1);
        received.late.add(u32::from(sent < world.now()));
        world.hold(some_minutes(&world.stream("work"), 4)).await;
    }
}

fn day(world: &World) -> Result<Received> {
    let (late, all) = (world.statistic(), world.statistic());
    let received = Received { late, all };
    let pipes = [(); 2].map(|()| Pipe::new(world, "pipe"));
    for pipe in pipes.clone() {
        world.spawn(consumer(world.clone(), pipe, received.clone()));
    }
    let stream = world.stream("messages");
    world.spawn_arrivals(move || some_minutes(&stream, 6), &pipes, message);
    Ok(received)
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.ratio("received late", "", |received: &Received| {
        (received.late.get().into(), received.all.get().into())
    });
    outputs.count("received", "", |received| received.all.get());
    Experiment::of_processes(&outputs, hours(24.0), day)
        .named(
            "A message every 6 to 10 minutes to two consumers, each busy for 4 to 8 minutes then",
        )
        .replications(500)
        .seed(2017)
        .print()
}
