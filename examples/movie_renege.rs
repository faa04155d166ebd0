//! A theatre sells tickets for three films at one counter: when are they sold out, and how many people queue in vain?
//!
//! SimPy's example "movie renege": whoever waits for a ticket leaves as soon as the film is sold out.
//! Run it with `cargo run --release --example movie_renege`.

use cetak::prelude::*;

const FILMS: usize = 3;

#[derive(Clone)]
struct Theatre {
    counter: Resource,
    left: Shared<[u32; FILMS]>,
    sold_out: [Event; FILMS],
    leave: Shared<u32>,
}

async fn moviegoer(world: World, theatre: Theatre) {
    let film = world.stream("film").index(FILMS);
    let tickets = 1 + world.stream("tickets").index(6) as u32;
    let (left, sold_out) = (&theatre.left, &theatre.sold_out[film]);
    if left.get()[film] == 0 {
        return;
    }
    let Either::First(_turn) = race(theatre.counter.seize(), sold_out.wait()).await else {
        return theatre.leave.add(1);
    };
    if left.get()[film] < tickets {
        return world.hold(minutes(0.5)).await; // she argues
    }
    left.with(|left| left[film] -= tickets);
    if left.get()[film] < 2 {
        left.with(|left| left[film] = 0);
        sold_out.trigger(());
    }
    world.hold(minutes(1.0)).await;
}

fn evening(world: &World) -> Result<Theatre> {
    let theatre = Theatre {
        counter: Resource::new(world, "counter", 1),
        left: Shared::new([50; FILMS]),
        sold_out: [(); FILMS].map(|()| Event::new(world, "sold out")),
        leave: world.statistic(),
    };
    let between = world.variate("arrivals", Distribution::exponential(minutes(0.5))?);
    world.spawn_arrivals(between, &theatre, moviegoer);
    Ok(theatre)
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.time_to("first film sold out", "min", |theatre: &Theatre| {
        theatre.sold_out[0].observed()
    });
    outputs.count("leave the queue", "", |theatre| theatre.leave.get());
    Experiment::of_processes(&outputs, hours(2.0), evening)
        .named("Three films of 50 tickets, somebody every half minute who wants 1 to 6")
        .seed(2017)
        .print()
}
