//! An emergency department has two nurses for triage and three doctors: how long do urgent patients wait for a doctor?
//!
//! Every fifth patient is urgent and goes first. The others leave after two hours in which no doctor has seen them. Three of ten
//! patients need a test of half an hour, and then see a doctor again. Run it with
//! `cargo run --release --example emergency_department`.

use cetak::prelude::*;

#[derive(Clone)]
struct Department {
    nurses: Resource,
    doctors: Resource,
    triage: Variate,
    consultation: Variate,
    /// Until a doctor comes.
    urgent: Shared<Tally>,
    others: Shared<Tally>,
    stay: Shared<Tally>,
    left: Shared<u32>,
}

async fn patient(world: World, here: Department) {
    let came = world.now();
    let is_urgent = world.stream("urgency").uniform() < 0.2;
    let nurse = here.nurses.seize().await;
    world.hold(here.triage.draw()).await;
    nurse.release();

    let (request, waits) = match is_urgent {
        true => (Request::priority(1), &here.urgent),
        false => (
            Request::priority(0).until(world.now() + hours(2.0)),
            &here.others,
        ),
    };
    let Ok(doctor) = here.doctors.request(request).await else {
        return here.left.add(1);
    };
    waits.record((world.now() - came).as_minutes());
    world.hold(here.consultation.draw()).await;
    doctor.release();
    if world.stream("tests").uniform() < 0.3 {
        world.hold(minutes(30.0)).await;
        let _doctor = here.doctors.request(Request::priority(2)).await;
        world.hold(minutes(5.0)).await;
    }
    here.stay.record((world.now() - came).as_minutes());
}

fn department(world: &World) -> Result<Department> {
    let here = Department {
        nurses: Resource::new(world, "nurses", 2),
        doctors: Resource::new(world, "doctors", 3),
        triage: world.variate("triage", Distribution::gamma(2.0, minutes(6.0))?),
        consultation: world.variate("consultation", Distribution::gamma(2.0, minutes(18.0))?),
        urgent: world.statistic(),
        others: world.statistic(),
        stay: world.statistic(),
        left: world.statistic(),
    };
    let between = world.variate("arrivals", Distribution::exponential(minutes(7.0))?);
    world.spawn_arrivals(between, &here, patient);
    Ok(here)
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.tally("urgent: door to doctor", "min", |here: &Department| {
        here.urgent.get()
    });
    outputs.tally("others: door to doctor", "min", |here| here.others.get());
    outputs.tally("stay", "min", |here| here.stay.get());
    outputs.ratio("leave unseen", "", |here| {
        let left = f64::from(here.left.get());
        let seen = here.urgent.get().count() + here.others.get().count();
        (left, seen as f64 + left)
    });
    outputs.resource("doctors", |here| here.doctors.observed());
    let window = Window::new(days(1.0), days(7.0));
    Experiment::of_processes(&outputs, window, department)
        .named("A patient every 7 minutes, two nurses and three doctors")
        .replications(200)
        .seed(2017)
        .print()
}
