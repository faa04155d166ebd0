//! The head of the office asks: what if Susut and Tembuku can print after 2, 5, 10 or 20 working days, or never?
//!
//! The exact scenario, which has no chance in it, with the date of the upgrade moved: this shows the effect of the upgrade alone.
//!
//! Run it with `cargo run --release --example upgrade_dates`.

use cetak::experiment::{Control, Settings};
use cetak::projection::project;
use cetak::scenario::{self, Override};

fn main() -> cetak::error::Result<()> {
    let once = Settings {
        replications: 1,
        ..Settings::default()
    };
    println!("Susut and Tembuku on after   working days   last card    best case");
    for after in ["0 wd", "2 wd", "5 wd", "10 wd", "20 wd", "never"] {
        let sets = [
            format!("sites.Susut.upgrade.done={after}").parse::<Override>()?,
            format!("sites.Tembuku.upgrade.done={after}").parse::<Override>()?,
        ];
        let scenario = scenario::parse("extends = \"bangli-exact\"", "upgrade dates", &sets)?;
        let projection = project(scenario.plan, &once, &[], &Control::default())?;
        let found = &projection.measures;
        let days = found
            .working_days
            .quantiles
            .p50
            .map_or("-".into(), |d| d.to_string());
        let date = found
            .cleared_on
            .quantiles
            .p50
            .map_or("after the horizon".into(), |d| d.to_string());
        let best = projection
            .best_case_working_days
            .map_or("-".into(), |d| d.to_string());
        println!("{after:<27}  {days:>12}   {date}   {best:>9}");
    }
    println!();
    println!("8,000 / 250 = 32 days holds only if both sites print from the first day.");
    Ok(())
}
