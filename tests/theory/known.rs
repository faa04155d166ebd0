//! Known values of comparisons and of correlated runs.

use cetak::experiment::{Comparison, Experiment, Outputs};
use cetak::random::{Distribution, Streams};
use cetak::stats::{BatchMeans, student_quantile};

/// Days of a shop that orders up to S in the evening if the stock is below 80, and gets it the next morning with probability 0.95, else
/// never. Demand is Poisson with mean 100; what is not there is lost. A piece earns 2; one kept overnight costs 0.1; a delivery costs 10 and
/// 1 for each piece (L'Ecuyer, SSJ's inventory example).
fn profit_per_day(level: f64, streams: &Streams) -> f64 {
    const DAYS: u32 = 2000;
    let demand = Distribution::<f64>::poisson(100.0).expect("a positive mean");
    let mut demand = streams.variate("demand", demand);
    let mut delivery = streams.stream("delivery");
    let (mut stock, mut profit) = (level, 0.0);
    for _ in 0..DAYS {
        let sold = demand.draw().min(stock);
        stock -= sold;
        profit += 2.0 * sold - 0.1 * stock;
        // One number a day, wanted or not, so that both shops meet the same.
        let comes = delivery.uniform() < 0.95;
        if stock < 80.0 && comes {
            profit -= 10.0 + (level - stock);
            stock = level;
        }
    }
    profit / f64::from(DAYS)
}

/// The (80, 200) policy against the (80, 198): the difference is known, and common random numbers cut its variance at least tenfold.
#[test]
fn common_random_numbers_tell_two_inventories_apart() {
    let mut outputs = Outputs::new();
    let profit = outputs.number("profit per day", "", |profit: &f64| *profit);
    let shop = |level: f64| {
        Experiment::new(&outputs, move |streams| Ok(profit_per_day(level, streams)))
            .replications(1000)
            .run()
            .expect("it cannot fail")
    };
    let shops = [shop(198.0), shop(200.0)];
    let found = Comparison::of(&shops)
        .expect("they are alike")
        .means(profit)
        .all_pairs();
    let contrast = found.contrasts[0];
    let (difference, ci) = (contrast.difference.unwrap(), contrast.ci95.unwrap());
    // The half of a 99.9 % interval from that of 95 %.
    let half_width = (ci.high - ci.low) / 2.0 * 3.300 / 1.962;
    assert!(
        (difference - 0.312_140).abs() < half_width,
        "{difference} ± {half_width}"
    );
    let ratio = contrast.variance_ratio.expect("both vary");
    println!("{difference} ± {half_width}, {ratio} times less variance");
    assert!(ratio > 10.0 && half_width < 0.02, "{ratio} {half_width}");
    assert!(!contrast.pairing_hurts());
}

/// The asymptotic variance of the mean number in an M/M/1 system with μ = 1 is 2 ρ (1 + ρ) / (1 − ρ)⁴ (Whitt 1989, Management Science 35):
/// the length of a run times the variance of its mean, which batch means estimate.
#[test]
fn batch_means_find_the_asymptotic_variance_of_a_queue() {
    for (rho, exact, batch) in [
        (0.5, 24.0, 1 << 11),
        (0.8, 1800.0, 1 << 14),
        (0.9, 34_200.0, 1 << 16),
    ] {
        let mut stream = Streams::new(3, 0).stream("M/M/1");
        let mut batches = BatchMeans::new(128);
        let (mut number, mut now, mut tick, mut area) = (0_u32, 0.0, 1.0, 0.0);
        // Whole time units; the start from empty is forgotten in the first of 128 batches and more.
        while tick <= f64::from(128 * batch) {
            let rate = rho + if number > 0 { 1.0 } else { 0.0 };
            let next = now - stream.uniform().ln() / rate;
            while tick <= next {
                area += f64::from(number) * (tick - now);
                batches.record(area);
                (now, tick, area) = (tick, tick + 1.0, 0.0);
            }
            area += f64::from(number) * (next - now);
            now = next;
            match stream.uniform() * rate < rho {
                true => number += 1,
                false => number -= 1,
            }
        }
        let found = batches.steady_state(0.95).expect("the run is long enough");
        let n = found.n as f64;
        let error = found.half_width / student_quantile(0.975, found.n - 1);
        let variance = n * error * error * batches.batch_size() as f64;
        // A χ² variable has the variance 2 (n − 1).
        let most = 3.29 * (2.0 / (n - 1.0)).sqrt();
        println!("ρ = {rho}: {variance:.0}, exact {exact}");
        assert!(
            (variance / exact - 1.0).abs() < most,
            "{rho}: {variance}, not {exact}"
        );
    }
}
