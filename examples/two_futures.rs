//! The head of office asks, on 24 May: from where we stand today, what would 2,000 blanks by 12 June change?
//!
//! One run is saved on the morning of 24 May and loaded twice. One future goes on as it would have; in the other a delivery of 2,000
//! arrives on Monday 12 June. Until then both are the same run, to the bit.
//!
//! Run it with `cargo run --release --example two_futures`.

use std::sync::Arc;

use cetak::error::{Error, ErrorKind};
use cetak::office::{Event, Layout, Run};
use cetak::random::Streams;
use cetak::scenario;
use cetak::time::Time;
use jiff::civil::date;

fn main() -> cetak::error::Result<()> {
    let layout = Arc::new(Layout::new(scenario::builtin("bangli")?.plan)?);
    let plan = Arc::clone(layout.plan());
    let today = plan.day_number(date(2017, 5, 24)) as u32;

    let mut run = Run::new(Arc::clone(&layout), &Streams::new(2017, 0));
    run.run_to_day(today);
    println!(
        "On the morning of {}: {} cards printed, {} blanks on hand, {} residents wait.",
        plan.date(today),
        run.office().printed(),
        run.office().blanks_on_hand(),
        run.office().waiting(),
    );

    let folder = tempfile::tempdir()
        .map_err(|e| Error::new(ErrorKind::File, "no temporary folder").because(e))?;
    let file = folder.path().join("24-may.json");
    run.save(&file)?;

    let as_it_is = Run::load(&file, Arc::clone(&layout))?;
    let mut with_delivery = Run::load(&file, Arc::clone(&layout))?;
    let monday = Time::midnight(i64::from(plan.day_number(date(2017, 6, 12))));
    with_delivery.schedule(
        monday,
        Event::BlanksArrive {
            pieces: 2000,
            site: None,
        },
    );

    for (name, future) in [
        ("as it is", as_it_is),
        ("2,000 more on 12 June", with_delivery),
    ] {
        let outcome = future.finish()?;
        let day = |day: Option<u32>| {
            day.map_or("not within the horizon".into(), |d| {
                plan.date(d).to_string()
            })
        };
        println!(
            "{name:<22} blanks gone: {:<24} everyone served: {}",
            day(outcome.blanks_out),
            day(outcome.cleared)
        );
    }
    Ok(())
}
