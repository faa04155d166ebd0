//! The head of the office asks: on which date are the 8,000 blanks gone, and how sure is that?
//!
//! The day of the last blank is random, because nobody knows when Susut and Tembuku can print. So the answer is a table of dates with
//! the chance that the blanks are gone by then, each with its interval. The question concerns only these 8,000, so the program takes
//! out the lot that was ordered later, and any resident may go to any counter.
//!
//! Run it with `cargo run --release --example blanks_gone`.

use cetak::experiment::{Control, Settings};
use cetak::projection::project;
use cetak::scenario::{self, Override};
use cetak::stats::wilson;
use jiff::civil::date;

fn main() -> cetak::error::Result<()> {
    let sets: [Override; 2] = ["blanks.deliveries=[]".parse()?, "routing=pooled".parse()?];
    let bangli = scenario::parse("extends = \"bangli-declared\"", "blanks gone", &sets)?;
    let settings = Settings {
        replications: 400,
        ..Settings::default()
    };
    let projection = project(bangli.plan, &settings, &[], &Control::default())?;
    let dates = projection.measures.blanks_out_on.quantiles;
    let show = |date: Option<jiff::civil::Date>| {
        date.map_or("after the horizon".into(), |d| d.to_string())
    };

    println!("The last of the 8,000 blanks is used");
    println!("  one time in ten by    {}", show(dates.p10));
    println!("  half of the time by   {}", show(dates.p50));
    println!("  nine times in ten by  {}", show(dates.p90));
    println!();
    println!("Gone by       chance   95 % interval");
    for day in [
        date(2017, 6, 12),
        date(2017, 6, 16),
        date(2017, 6, 22),
        date(2017, 7, 3),
    ] {
        let limit = projection.plan.day_number(day);
        let gone = projection
            .outcomes
            .iter()
            .filter(|o| o.blanks_out.is_some_and(|out| out as i32 <= limit));
        let (gone, all) = (gone.count() as u64, u64::from(projection.replications));
        let (low, high) = wilson(gone, all, 0.95);
        let percent = |x: f64| 100.0 * x;
        println!(
            "{day}  {:5.1} %   {:.1} to {:.1} %",
            percent(gone as f64 / all as f64),
            percent(low),
            percent(high)
        );
    }
    println!();
    println!(
        "Friday 23 June to Friday 30 June is Idul Fitri with joint leave: what is not used by 22 June waits until 3 July."
    );
    Ok(())
}
