//! A shop orders up to 200 pieces whenever it has fewer than 80 in the evening: would up to 198 earn more?
//!
//! 100 pieces a day are wanted, Poisson; what is not there is lost. An order comes next morning with probability 0.95, or not at all.
//! The two policies meet the same demand and the same luck (common random numbers), which makes the small difference visible: the
//! model is that of L'Ecuyer's SSJ. Run it with `cargo run --release --example inventory`.

use cetak::prelude::*;
use cetak::resource::Reorder;

const DAYS: u32 = 2000;

/// The profit of the policy (s, S): 2 a sale, 0.1 a piece overnight, 10 an order and 1 a piece ordered.
fn shop(point: i64, level: i64, world: &World) -> Result<Shared<f64>> {
    // A policy orders at its point or below; this one below.
    let point = point - 1;
    let policy = Reorder::UpTo { point, level };
    let demand = world.variate("demand", Distribution::poisson(100.0)?);
    let profit: Shared<f64> = world.statistic();
    let (here, earned) = (world.clone(), profit.clone());
    world.spawn(async move {
        let mut stock = level;
        for _ in 0..DAYS {
            let sold = stock.min(demand.draw() as i64);
            stock -= sold;
            earned.add(2.0 * sold as f64 - 0.1 * stock as f64);
            // Drawn every day, so that both policies have the same luck on each.
            let arrives = here.stream("deliveries").uniform() < 0.95;
            let order = policy.order(stock);
            if order > 0 && arrives {
                earned.add(-(10.0 + order as f64));
                stock += order as i64;
            }
            here.hold(days(1.0)).await;
        }
    });
    Ok(profit)
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    let profit = outputs.number("profit per day", "", |profit: &Shared<f64>| {
        profit.get() / f64::from(DAYS)
    });
    let policy = |level, name| {
        let shop = move |world: &World| shop(80, level, world);
        Experiment::of_processes(&outputs, Window::to_the_end(), shop)
            .named(name)
            .replications(200)
            .seed(2017)
            .run()
    };
    let (up_to_198, up_to_200) = (policy(198, "(80, 198)")?, policy(200, "(80, 200)")?);
    let profits = Comparison::of([&up_to_200, &up_to_198])?.means(profit);
    println!("100 pieces a day, 2 a sale, 0.1 a piece overnight, 10 an order and 1 a piece:\n");
    println!("{up_to_200}\n\n{up_to_198}\n\n{}", profits.all_pairs());
    Ok(())
}
