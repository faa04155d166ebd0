//! The head of the office asks: one more printer in four weeks, or Saturdays from now on?
//!
//! Both are compared with the baseline replication by replication, in calendar days: Saturdays are more working days, so counting
//! working days would hide the gain.
//!
//! Run it with `cargo run --release --example printer_or_saturdays`.

use cetak::experiment::{Control, Settings};
use cetak::projection::{Paired, compare};
use cetak::scenario;

fn main() -> cetak::error::Result<()> {
    let settings = Settings {
        replications: 400,
        ..Settings::default()
    };
    let names = [
        "bangli-declared",
        "bangli-one-more-printer",
        "bangli-saturdays",
    ];
    let mut plans = Vec::new();
    for name in names {
        plans.push(scenario::builtin(name)?.plan);
    }
    let comparison = compare(plans, &settings, &[], &Control::default())?;
    println!(
        "against the baseline        days until all are served   days a resident waits   suket expired"
    );
    for row in &comparison.differences {
        println!(
            "{:<27} {:>25}   {:>21}   {:>13}",
            names[row.scenario],
            difference(&row.measures.calendar_days),
            difference(&row.measures.wait_days),
            difference(&row.measures.expired_suket),
        );
    }
    println!();
    match comparison.best {
        Some(best) => println!("Everyone is served soonest with {}.", names[best]),
        None => println!(
            "No choice serves everyone sooner than every other, as far as the intervals can tell."
        ),
    }
    Ok(())
}

fn difference(paired: &Paired) -> String {
    match paired
        .mean
        .as_ref()
        .and_then(|mean| Some((mean.value, mean.ci95?)))
    {
        Some((mean, ci)) => format!("{mean:+.1} ({:+.1} to {:+.1})", ci.low, ci.high),
        None => format!("{} of {} censored", paired.censored, paired.pairs.all()),
    }
}
