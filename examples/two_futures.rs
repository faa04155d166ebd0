//! The head of the office asks, on 24 May: from where we stand today, what if Kintamani's printer goes away for a repair of three weeks?
//!
//! One run is saved on the morning of 24 May and loaded twice. One future goes on as planned; in the other, the printer leaves on
//! Monday 29 May and is back on Monday 19 June. Until it leaves, both are the same run, to the bit.
//!
//! Run it with `cargo run --release --example two_futures`.

use std::sync::Arc;

use cetak::error::{Error, ErrorKind};
use cetak::office::{Event, Run, Setup};
use cetak::random::Streams;
use cetak::scenario;
use cetak::time::Time;
use jiff::civil::date;

fn main() -> cetak::error::Result<()> {
    let setup = Arc::new(Setup::new(scenario::builtin("bangli-declared")?.plan)?);
    let plan = Arc::clone(setup.plan());
    let today = plan.day_number(date(2017, 5, 24)) as u32;

    let mut run = Run::new(Arc::clone(&setup), &Streams::new(2017, 0));
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

    let as_it_is = Run::load(&file, Arc::clone(&setup))?;
    let mut without_kintamani = Run::load(&file, Arc::clone(&setup))?;
    let printer = setup
        .printer_named("Kintamani/printer 1")
        .expect("Kintamani has a printer");
    let morning = |date| Time::midnight(i64::from(plan.day_number(date)));
    without_kintamani.schedule(morning(date(2017, 5, 29)), Event::PrinterLeaves { printer });
    without_kintamani.schedule(
        morning(date(2017, 6, 19)),
        Event::PrinterReturns { printer },
    );

    for (name, future) in [
        ("as it is", as_it_is),
        ("Kintamani without a printer", without_kintamani),
    ] {
        let outcome = future.finish()?;
        let served = outcome
            .cleared
            .map_or("not within the horizon".into(), |day| {
                plan.date(day).to_string()
            });
        println!(
            "{name:<28} everyone served: {served}, suket expired: {}",
            outcome.expired_suket
        );
    }
    Ok(())
}
