//! A theatre sells tickets for three films at one counter: when are they sold out, and how many people queue in vain?
//!
//! SimPy's example "movie renege": whoever waits for a ticket leaves as soon as the film is sold out.
//! Run it with `cargo run --release --example movie_renege`.

use cetak::error::Result;
use cetak::experiment::{Experiment, Outputs, Window};
use cetak::process::{Either, Event, Processes, Resource, Shared, World, race};
use cetak::random::{Distribution, Streams};
use cetak::stats::Observed;
use cetak::time::{Span, Time, hours, minutes};

const FILMS: usize = 3;

#[derive(Clone)]
struct Theatre {
    world: World,
    counter: Resource,
    left: Shared<[u32; FILMS]>,
    sold_out: [Event<Time>; FILMS],
    leave: Shared<u32>,
}

async fn moviegoer(theatre: Theatre, film: usize, tickets: u32) {
    let Theatre {
        world,
        counter,
        left,
        sold_out,
        leave,
    } = theatre;
    let Either::First(_turn) = race(counter.seize(), sold_out[film].wait()).await else {
        leave.with(|count| *count += 1);
        return;
    };
    if left.get()[film] < tickets {
        return world.hold(minutes(0.5)).await; // she argues
    }
    left.with(|left| left[film] -= tickets);
    if left.get()[film] < 2 {
        left.with(|left| left[film] = 0);
        sold_out[film].trigger(world.now());
    }
    world.hold(minutes(1.0)).await;
}

fn evening(streams: &Streams) -> Result<Theatre> {
    let processes = Processes::with_streams(*streams);
    let world = processes.world();
    let between = world.variate("arrivals", Distribution::exponential(minutes(0.5))?);
    let theatre = Theatre {
        counter: Resource::new(&world, "counter", 1),
        left: Shared::new([50; FILMS]),
        sold_out: [(); FILMS].map(|()| Event::new(&world, "sold out")),
        leave: Shared::default(),
        world,
    };
    let all = theatre.clone();
    theatre.world.spawn(async move {
        loop {
            all.world.hold(between.draw()).await;
            let film = all.world.stream("film").index(FILMS);
            let tickets = 1 + all.world.stream("tickets").index(6) as u32;
            if all.left.get()[film] > 0 {
                all.world.spawn(moviegoer(all.clone(), film, tickets));
            }
        }
    });
    Window::new(Span::ZERO, hours(2.0)).run(processes, |_, _| ())?;
    Ok(theatre)
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.time_to(
        "first film sold out",
        "min",
        |theatre: &Theatre| match theatre.sold_out[0].value() {
            Some(when) => Observed::At((when - Time::ZERO).as_minutes()),
            None => Observed::NotBefore(120.0),
        },
    );
    outputs.number("leave the queue", "", |theatre: &Theatre| {
        f64::from(theatre.leave.get())
    });
    println!(
        "Three films of 50 tickets, somebody every half minute who wants 1 to 6, a minute each:\n"
    );
    println!("{}", Experiment::new(&outputs, evening).seed(2017).run()?);
    Ok(())
}
