//! An emergency department has two nurses for triage and three doctors: how long do urgent patients wait for a doctor?
//!
//! Every fifth patient is urgent and goes first. The others leave after two hours in which no doctor has seen them. Three of ten
//! patients need a test of half an hour, and then see a doctor again. Run it with
//! `cargo run --release --example emergency_department`.

use cetak::error::Result;
use cetak::experiment::{Experiment, OfResource, Outputs, Window};
use cetak::process::{Processes, Resource, Shared, Variate, World};
use cetak::random::{Distribution, Streams};
use cetak::resource::{Request, Statistics};
use cetak::stats::Tally;
use cetak::time::{days, hours, minutes};

#[derive(Clone)]
struct Department {
    world: World,
    nurses: Resource,
    doctors: Resource,
    triage: Variate,
    consultation: Variate,
    seen: Shared<Seen>,
}

#[derive(Clone, Copy, Default)]
struct Seen {
    /// The waits until a doctor comes: of the urgent, and of the others.
    waits: [Tally; 2],
    stay: Tally,
    left: u32,
}

async fn patient(here: Department) {
    let Department {
        world,
        nurses,
        doctors,
        triage,
        consultation,
        seen,
    } = here;
    let came = world.now();
    let is_urgent = world.stream("urgency").uniform() < 0.2;
    let nurse = nurses.seize().await;
    world.hold(triage.draw()).await;
    nurse.release();

    let request = match is_urgent {
        true => Request::priority(1),
        false => Request::priority(0).until(world.now() + hours(2.0)),
    };
    let Ok(doctor) = doctors.request(request).await else {
        return seen.with(|seen| seen.left += 1);
    };
    let waited = (world.now() - came).as_minutes();
    seen.with(|seen| seen.waits[usize::from(!is_urgent)].record(waited));
    world.hold(consultation.draw()).await;
    doctor.release();
    if world.stream("tests").uniform() < 0.3 {
        world.hold(minutes(30.0)).await;
        let _doctor = doctors.request(Request::priority(2)).await;
        world.hold(minutes(5.0)).await;
    }
    seen.with(|seen| seen.stay.record((world.now() - came).as_minutes()));
}

struct Found {
    seen: Seen,
    doctors: Statistics,
    end: cetak::time::Time,
}

fn week(streams: &Streams) -> Result<Found> {
    let processes = Processes::with_streams(*streams);
    let world = processes.world();
    let between = world.variate("arrivals", Distribution::exponential(minutes(7.0))?);
    let here = Department {
        nurses: Resource::new(&world, "nurses", 2),
        doctors: Resource::new(&world, "doctors", 3),
        triage: world.variate("triage", Distribution::gamma(2.0, minutes(6.0))?),
        consultation: world.variate("consultation", Distribution::gamma(2.0, minutes(18.0))?),
        seen: Shared::default(),
        world,
    };
    let door = here.clone();
    here.world.spawn(async move {
        loop {
            door.world.hold(between.draw()).await;
            door.world.spawn(patient(door.clone()));
        }
    });
    let run = Window::new(days(1.0), days(7.0)).run(processes, |_, _| {
        here.doctors.reset_statistics();
        here.seen.set(Seen::default());
    })?;
    Ok(Found {
        seen: here.seen.get(),
        doctors: here.doctors.watch(Statistics::clone),
        end: run.now(),
    })
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.number("urgent: door to doctor", "min", |found: &Found| {
        found.seen.waits[0].mean()
    });
    outputs.number("others: door to doctor", "min", |found: &Found| {
        found.seen.waits[1].mean()
    });
    outputs.number("stay", "min", |found: &Found| found.seen.stay.mean());
    outputs.ratio("leave unseen", "", |found: &Found| {
        let seen = found.seen.waits.iter().map(Tally::count).sum::<u64>();
        (
            f64::from(found.seen.left),
            seen as f64 + f64::from(found.seen.left),
        )
    });
    let _: OfResource = outputs.resource("doctors", |found| (found.doctors.clone(), found.end));
    println!("A patient every 7 minutes, three doctors, a week after a day of warm-up:\n");
    println!(
        "{}",
        Experiment::new(&outputs, week)
            .replications(200)
            .seed(2017)
            .run()?
    );
    Ok(())
}
