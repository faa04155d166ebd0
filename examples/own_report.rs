//! A programmer asks: how do I write a report of my own?
//!
//! This program uses the crate as a library, runs two scenarios, and writes a table that the command does not have: how evenly the
//! kecamatan are served halfway, by the share of residents with a card at the end of May.
//!
//! Run it with `cargo run --release --example own_report`.

use std::sync::Arc;

use cetak::experiment::{Control, Settings, replicate};
use cetak::office::{Run, Setup};
use cetak::scenario;
use cetak::stats::{Estimate, Tally};
use jiff::civil::date;

fn main() -> cetak::error::Result<()> {
    let settings = Settings {
        replications: 200,
        ..Settings::default()
    };
    println!(
        "share of each kecamatan's residents who have a card on the morning of 1 June 2017, mean ± 95 %"
    );
    println!();
    println!(
        "{:<24} {:>14} {:>14} {:>14} {:>14}",
        "scenario", "Susut", "Bangli", "Tembuku", "Kintamani"
    );
    for name in ["bangli-declared", "bangli-moved-printer"] {
        let setup = Arc::new(Setup::new(scenario::builtin(name)?.plan)?);
        let plan = Arc::clone(setup.plan());
        let june = plan.day_number(date(2017, 6, 1)) as u32;
        // The outcome can be any function of the streams of a replication.
        let shares = replicate(&settings, &Control::default(), |streams| {
            let mut run = Run::new(Arc::clone(&setup), streams);
            run.run_to_day(june);
            let office = run.office();
            let served = |(k, _)| {
                let (printed, waiting) = (office.printed_of(k), office.waiting_of(k));
                f64::from(printed) / f64::from(printed + waiting)
            };
            Ok(plan.kecamatan_by_id().map(served).collect::<Vec<f64>>())
        })?;
        print!("{name:<24}");
        for kecamatan in 0..plan.kecamatan.len() {
            let tally: Tally = shares.iter().map(|share| share[kecamatan]).collect();
            let mean = Estimate::of(&tally, 0.95).expect("there are 200 replications");
            print!(
                " {:>14}",
                format!(
                    "{:.1} ± {:.1} %",
                    100.0 * mean.mean,
                    100.0 * mean.half_width
                )
            );
        }
        println!();
    }
    Ok(())
}
