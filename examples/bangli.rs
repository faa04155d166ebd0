//! The head of the office asks: when is everyone served?
//!
//! This is the built-in baseline: Bangli in April 2017, with 8,000 blanks, five printers, two kecamatan whose upgrade has no known
//! end, misprints and breakdowns, and what nobody could know at the time. `cetak` alone prints the same page with more replications.
//!
//! Run it with `cargo run --release --example bangli`.

use cetak::experiment::{Control, Settings};
use cetak::projection::{project, remedies, spread};
use cetak::report::text;
use cetak::scenario;
use cetak::words::Lang;

fn main() -> cetak::error::Result<()> {
    let bangli = scenario::builtin("bangli")?;
    let settings = Settings {
        replications: 400,
        ..Settings::default()
    };
    let control = Control::default();
    let mut projection = project(bangli.plan, &settings, &[], &control)?;
    projection.remedies = Some(remedies(&projection, None, &control)?);
    projection.spread = spread(&projection, None, &control)?;
    print!("{}", text::run(&projection, Lang::En));
    Ok(())
}
