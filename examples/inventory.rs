//! A shop orders up to 200 pieces whenever it has fewer than 80 in the evening: would up to 198 earn more?
//!
//! 100 pieces a day are wanted, Poisson; what is not there is lost. An order comes next morning with probability 0.95, or not at all.
//! The two policies meet the same demand and the same luck (common random numbers), which makes the small difference visible: the
//! model is that of L'Ecuyer's SSJ. Run it with `cargo run --release --example inventory`.

use cetak::engine::Simulation;
use cetak::error::Result;
use cetak::experiment::{Comparison, Experiment, Outputs};
use cetak::process::{Processes, Shared};
use cetak::random::{Distribution, Streams};
use cetak::resource::Reorder;
use cetak::time::days;

const DAYS: u32 = 2000;

/// The profit per day of the policy (s, S): 2 a sale, 0.1 a piece overnight, 10 an order and 1 a piece ordered.
fn shop(point: i64, level: i64, streams: &Streams) -> Result<f64> {
    // A policy orders at its point or below; this one below.
    let policy = Reorder::UpTo {
        point: point - 1,
        level,
    };
    let processes = Processes::with_streams(*streams);
    let world = processes.world();
    let demand = world.variate("demand", Distribution::poisson(100.0)?);
    let profit = Shared::new(0.0);
    let earned = profit.clone();
    processes.world().spawn(async move {
        let mut stock = level;
        for _ in 0..DAYS {
            let sold = stock.min(demand.draw() as i64);
            stock -= sold;
            earned.with(|earned| *earned += 2.0 * sold as f64 - 0.1 * stock as f64);
            // Drawn every day, so that both policies have the same luck on each.
            let arrives = world.stream("deliveries").uniform() < 0.95;
            let order = policy.order(stock);
            if order > 0 && arrives {
                earned.with(|earned| *earned -= 10.0 + order as f64);
                stock += order as i64;
            }
            world.hold(days(1.0)).await;
        }
    });
    Simulation::new(processes).run();
    Ok(profit.get() / f64::from(DAYS))
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    let profit = outputs.number("profit per day", "", |profit: &f64| *profit);
    let policy = |level, name| {
        let shop = move |streams: &Streams| shop(80, level, streams);
        Experiment::new(&outputs, shop)
            .named(name)
            .replications(200)
            .seed(2017)
            .run()
    };
    let (up_to_198, up_to_200) = (policy(198, "(80, 198)")?, policy(200, "(80, 200)")?);
    println!(
        "100 pieces a day, 2 a sale, 0.1 a piece overnight, 10 an order and 1 a piece, {DAYS} days:\n"
    );
    println!("{up_to_200}\n\n{up_to_198}\n");
    let difference = Comparison::of([&up_to_200, &up_to_198])?.difference(profit, 0, 1);
    let gain = difference.mean.expect("each has a profit");
    let interval = gain.ci95.expect("many replications");
    println!(
        "Up to 198 earns {:.3} more a day ({:.3} to {:.3}).",
        gain.value, interval.low, interval.high
    );
    Ok(())
}
