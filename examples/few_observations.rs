//! A clinic has timed 20 consultations and 30 gaps between patients, and 9 of 20 patients came back with a blood test: how long do
//! patients wait, how sure is that, and what is worth observing longer?
//!
//! More simulations shrink the first kind of error, more observations the second. Run it with
//! `cargo run --release --example few_observations`.

use cetak::experiment::{Drawn, Evidence, InputUncertainty};
use cetak::fitting::Family;
use cetak::prelude::*;
use cetak::random::Streams;

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

#[derive(Clone)]
struct Clinic {
    doctors: Resource,
    consultations: Variate,
    comes_back: f64,
}

/// Sees a doctor, and a second time if a blood test is wanted.
async fn patient(world: World, clinic: Clinic) {
    let visits = 1 + u32::from(world.stream("blood tests").uniform() < clinic.comes_back);
    for _ in 0..visits {
        let _doctor = clinic.doctors.seize().await;
        world.hold(clinic.consultations.draw()).await;
    }
}

fn main() -> Result<()> {
    let mut evidence = Evidence::new();
    let (gaps, work) = (GAPS.map(minutes), CONSULTATIONS.map(minutes));
    let gaps = evidence.fitted("gaps between patients", Family::Exponential, &gaps)?;
    let work = evidence.fitted("consultations", Family::Lognormal, &work)?;
    let back = evidence.share("who comes back", 9, 20)?;
    let mut outputs = Outputs::new();
    outputs.number("mean wait", "min", |doctors: &Resource| {
        doctors.waits().mean().unwrap_or(0.0)
    });
    let morning = |drawn: &Drawn, streams: &Streams| {
        Window::from(hours(4.0)).of_processes(streams, |world| {
            let clinic = Clinic {
                doctors: Resource::new(world, "doctors", 2),
                consultations: world.variate("consultations", drawn.of(work).clone()),
                comes_back: *drawn.of(back),
            };
            let between = world.variate("arrivals", drawn.of(gaps).clone());
            world.spawn_arrivals(between, &clinic, patient);
            Ok(clinic.doctors)
        })
    };
    println!("20 consultations, 30 gaps, 9 of 20 who came back: how well is the wait known?\n");
    let answer = InputUncertainty::new(&evidence, &outputs, morning);
    println!("{}", answer.seed(2017).run()?);
    Ok(())
}
