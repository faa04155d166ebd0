//! Ten machines break down now and then, and one repairman drops whatever he does: how much do they make?
//!
//! SimPy's example "machine shop": breakdowns interrupt the machines, and repairs pre-empt the other work of the repairman.
//! Run it with `cargo run --release --example machine_shop`.

use cetak::error::Result;
use cetak::experiment::{Experiment, Outputs, Window};
use cetak::process::{Pool, Process, Processes, Shared, Variate, World};
use cetak::random::{Distribution, Streams};
use cetak::resource::{Key, OnPreempt};
use cetak::time::{Span, days, minutes};

const MACHINES: u32 = 10;

#[derive(Clone)]
struct Shop {
    world: World,
    repairman: Pool,
    part: Variate,
    parts_made: Shared<u32>,
    other_jobs: Shared<u32>,
}

async fn machine(shop: Shop) {
    loop {
        let mut left = shop.part.draw();
        while left > Span::ZERO {
            let began = shop.world.now();
            match shop.world.interruptible(shop.world.hold(left)).await {
                Ok(()) => break,
                Err(_breakdown) => {
                    left -= shop.world.now() - began;
                    let _repairman = shop.repairman.preempt(Key(1), OnPreempt::Leave).await;
                    shop.world.hold(minutes(30.0)).await;
                }
            }
        }
        shop.parts_made.with(|made| *made += 1);
    }
}

/// Breaks a machine that works; one that is broken already cannot be interrupted.
async fn breakdowns(world: World, machine: Process, until_failure: Variate) {
    loop {
        world.hold(until_failure.draw()).await;
        machine.interrupt("breakdown");
    }
}

async fn other_jobs(shop: Shop) {
    loop {
        let mut left = minutes(30.0);
        loop {
            let _repairman = shop.repairman.seize_with(1, Key(2)).await;
            let began = shop.world.now();
            match shop.world.interruptible(shop.world.hold(left)).await {
                Ok(()) => break,
                Err(_repair) => left -= shop.world.now() - began,
            }
        }
        shop.other_jobs.with(|done| *done += 1);
    }
}

fn week(streams: &Streams) -> Result<Shop> {
    let processes = Processes::with_streams(*streams);
    let world = processes.world();
    let part =
        Distribution::truncated_normal(minutes(10.0), minutes(2.0), Span::ZERO, minutes(30.0))?;
    let until_failure = world.variate("failures", Distribution::exponential(minutes(300.0))?);
    let shop = Shop {
        repairman: Pool::new(&world, "repairman", 1),
        part: world.variate("parts", part),
        world,
        parts_made: Shared::default(),
        other_jobs: Shared::default(),
    };
    for _ in 0..MACHINES {
        let machine = shop.world.spawn(machine(shop.clone()));
        let world = shop.world.clone();
        shop.world
            .spawn(breakdowns(world, machine, until_failure.clone()));
    }
    shop.world.spawn(other_jobs(shop.clone()));
    Window::new(Span::ZERO, days(7.0)).run(processes, |_, _| ())?;
    Ok(shop)
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.number("parts made", "", |shop: &Shop| {
        f64::from(shop.parts_made.get())
    });
    outputs.number("other jobs done", "", |shop: &Shop| {
        f64::from(shop.other_jobs.get())
    });
    println!(
        "{MACHINES} machines, 10 minutes a part, a breakdown every 300 minutes of work, 30 minutes a repair:"
    );
    println!("what do they make in a week?\n");
    println!(
        "{}",
        Experiment::new(&outputs, week)
            .replications(100)
            .seed(2017)
            .run()?
    );
    Ok(())
}
