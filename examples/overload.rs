//! The head of the office asks: what if each printer prints more than 50 cards a day? At what point do failures eat up the gain?
//!
//! Cards beyond the limit are misprinted more often and wear the printer eight times as much, so it breaks sooner and is away for
//! days or months. All limits run on common random numbers: the same printer, the same luck.
//!
//! Run it with `cargo run --release --example overload`.

use cetak::experiment::{Control, Settings};
use cetak::projection::{ScenarioComparison, compare};
use cetak::scenario::{self, Override};

fn main() -> cetak::error::Result<()> {
    let settings = Settings {
        replications: 400,
        ..Settings::default()
    };
    let pushed = [0, 10, 25, 50, 75, 100];
    let mut plans = Vec::new();
    for cards in pushed {
        let set = format!("printer.overload={cards}").parse::<Override>()?;
        plans.push(scenario::parse("extends = \"bangli-declared\"", "overload", &[set])?.plan);
    }
    let ScenarioComparison {
        projections,
        differences,
        ..
    } = compare(plans, &settings, &[], &Control::default())?;

    println!(
        "cards a printer-day   served by (median)   days sooner or later   failures   misprints"
    );
    for (i, (cards, projection)) in pushed.iter().zip(&projections).enumerate() {
        let served = projection
            .measures
            .cleared_on
            .quantiles
            .p50
            .map_or("after the horizon".into(), |d| d.to_string());
        let difference = match i
            .checked_sub(1)
            .map(|row| &differences[row].measures.calendar_days)
        {
            None => "-".into(),
            Some(paired) => match paired
                .mean
                .as_ref()
                .and_then(|mean| Some((mean.value, mean.ci95?)))
            {
                Some((mean, ci)) => format!("{mean:+.1} ({:+.1} to {:+.1})", ci.low, ci.high),
                None => format!("{} of 400 censored", paired.censored),
            },
        };
        println!(
            "{:>19}   {served:>18}   {difference:>20}   {:>8.2}   {:>9.0}",
            50 + cards,
            projection.measures.failures.mean.value,
            projection.measures.spoiled.mean.value,
        );
    }
    Ok(())
}
