//! Ten machines break down now and then, and one repairman drops whatever he does: how much do they make?
//!
//! SimPy's example "machine shop": breakdowns interrupt the machines, and repairs pre-empt the other work of the repairman.
//! Run it with `cargo run --release --example machine_shop`.

use cetak::prelude::*;

const MACHINES: u32 = 10;

#[derive(Clone)]
struct Shop {
    repairman: Pool,
    part: Variate,
    parts_made: Shared<u32>,
    other_jobs: Shared<u32>,
}

async fn machine(world: World, shop: Shop) {
    loop {
        let mut left = shop.part.draw();
        while let Err(_breakdown) = world.hold_rest(&mut left).await {
            let _repairman = shop.repairman.preempt(Key(1), OnPreempt::Leave).await;
            world.hold(minutes(30.0)).await;
        }
        shop.parts_made.add(1);
    }
}

/// Breaks a machine that works; one that is broken already cannot be interrupted.
async fn breakdown(_world: World, machine: Process) {
    machine.interrupt("breakdown");
}

async fn other_jobs(world: World, shop: Shop) {
    loop {
        let mut left = minutes(30.0);
        while left > Span::ZERO {
            let _repairman = shop.repairman.seize_with(1, Key(2)).await;
            // A repair interrupts it.
            let _ = world.hold_rest(&mut left).await;
        }
        shop.other_jobs.add(1);
    }
}

fn week(world: &World) -> Result<Shop> {
    let part =
        Distribution::truncated_normal(minutes(10.0), minutes(2.0), Span::ZERO, minutes(30.0))?;
    let until_failure = world.variate("failures", Distribution::exponential(minutes(300.0))?);
    let shop = Shop {
        repairman: Pool::new(world, "repairman", 1),
        part: world.variate("parts", part),
        parts_made: world.statistic(),
        other_jobs: world.statistic(),
    };
    for _ in 0..MACHINES {
        let machine = world.spawn(machine(world.clone(), shop.clone()));
        world.spawn_arrivals(until_failure.clone(), &machine, breakdown);
    }
    world.spawn(other_jobs(world.clone(), shop.clone()));
    Ok(shop)
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.count("parts made", "", |shop: &Shop| shop.parts_made.get());
    outputs.count("other jobs done", "", |shop| shop.other_jobs.get());
    Experiment::of_processes(&outputs, days(7.0), week)
        .named("10 machines, 10 minutes a part, a breakdown every 300 minutes, 30 minutes a repair")
        .replications(100)
        .seed(2017)
        .print()
}
