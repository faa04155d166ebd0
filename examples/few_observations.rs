//! A clinic has timed 20 consultations and 30 gaps between patients, and 9 of 20 patients came back with a blood test: how long do
//! patients wait, how sure is that, and what is worth observing longer?
//!
//! More simulations shrink the first kind of error, more observations the second. Run it with
//! `cargo run --release --example few_observations`.

use cetak::error::Result;
use cetak::experiment::{Drawn, Evidence, InputUncertainty, Outputs, Window};
use cetak::fitting::Family;
use cetak::process::{Processes, Resource};
use cetak::random::{Distribution, Streams};
use cetak::time::{Span, hours, minutes};

/// Minutes between patients, on one morning.
const GAPS: [f64; 30] = [
    2.1, 14.0, 6.3, 0.8, 21.5, 9.9, 3.2, 5.4, 12.7, 1.5, 30.2, 7.8, 4.4, 0.3, 16.9, 8.6, 11.3, 2.7,
    19.1, 5.9, 3.8, 13.4, 0.9, 6.7, 24.6, 10.2, 1.9, 7.1, 4.9, 15.5,
];

/// Minutes with the doctor.
const CONSULTATIONS: [f64; 20] = [
    8.2, 12.5, 6.1, 9.7, 15.3, 7.4, 10.8, 5.2, 18.9, 9.1, 11.6, 7.9, 6.6, 13.8, 8.8, 10.1, 4.7,
    21.4, 9.5, 12.0,
];

/// A morning of four hours with two doctors; some patients see a doctor a second time.
fn morning(
    gaps: &Distribution,
    consultations: &Distribution,
    comes_back: f64,
    streams: &Streams,
) -> Result<Resource> {
    let processes = Processes::with_streams(*streams);
    let world = processes.world();
    let doctors = Resource::new(&world, "doctors", 2);
    let between = world.variate("arrivals", gaps.clone());
    let work = world.variate("consultations", consultations.clone());
    let (door, desk) = (world.clone(), doctors.clone());
    world.spawn(async move {
        loop {
            door.hold(between.draw()).await;
            let visits = 1 + u32::from(door.stream("blood tests").uniform() < comes_back);
            let (world, desk, work) = (door.clone(), desk.clone(), work.clone());
            door.spawn(async move {
                for _ in 0..visits {
                    let _doctor = desk.seize().await;
                    world.hold(work.draw()).await;
                }
            });
        }
    });
    Window::new(Span::ZERO, hours(4.0)).run(processes, |_, _| ())?;
    Ok(doctors)
}

fn main() -> Result<()> {
    let mut evidence = Evidence::new();
    let gaps = evidence.fitted(
        "gaps between patients",
        Family::Exponential,
        &GAPS.map(minutes),
    )?;
    let work = evidence.fitted(
        "consultations",
        Family::Lognormal,
        &CONSULTATIONS.map(minutes),
    )?;
    let back = evidence.share("who comes back", 9, 20)?;
    let mut outputs = Outputs::new();
    outputs.number("mean wait", "min", |doctors: &Resource| {
        doctors.waits().mean().unwrap_or(0.0)
    });
    let one = |drawn: &Drawn, streams: &Streams| {
        morning(drawn.of(gaps), drawn.of(work), *drawn.of(back), streams)
    };
    println!("20 consultations, 30 gaps, 9 of 20 who came back: how well is the wait known?\n");
    println!(
        "{}",
        InputUncertainty::new(&evidence, &outputs, one)
            .seed(2017)
            .run()?
    );
    Ok(())
}
