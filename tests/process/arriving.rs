//! Processes that arrive: when, how many at once, until when, and in which order they draw.

use cetak::engine::Simulation;
use cetak::process::{Processes, Shared, World};
use cetak::random::{Arrivals, Distribution, Rates, Streams};
use cetak::time::{Span, Time, hours, minutes};

type Times = Shared<Vec<Time>>;

async fn note(world: World, times: Times) {
    times.with(|times| times.push(world.now()));
}

fn at(minute: i64) -> Time {
    Time::ZERO + Span::minutes(minute)
}

#[test]
fn the_first_comes_after_the_first_draw() {
    let processes = Processes::new();
    let world = processes.world();
    let times = Times::default();
    let mut gap = 0;
    let growing = move || {
        gap += 1;
        Span::minutes(gap)
    };
    world.spawn_arrivals(growing, &times, note);
    let mut sim = Simulation::new(processes);
    sim.run_until(at(10));
    assert_eq!(times.get(), [1, 3, 6, 10].map(at));
}

/// The same draws as those of a loop that is written out.
#[test]
fn a_variate_is_drawn_once_an_arrival() {
    let streams = Streams::new(7, 0);
    let law = Distribution::exponential(minutes(3.0)).expect("a mean");
    let processes = Processes::with_streams(streams);
    let world = processes.world();
    let times = Times::default();
    world.spawn_arrivals(world.variate("cars", law.clone()), &times, note);
    Simulation::new(processes).run_until(at(60));

    let mut draws = streams.variate("cars", law);
    let mut now = Time::ZERO;
    let expected: Vec<Time> = std::iter::from_fn(|| {
        now += draws.draw();
        (now <= at(60)).then_some(now)
    })
    .collect();
    assert!(expected.len() > 5);
    assert_eq!(times.get(), expected);
}

#[test]
fn recorded_arrivals_end_and_families_come_together() {
    let streams = Streams::new(7, 0);
    let processes = Processes::with_streams(streams);
    let world = processes.world();
    let three = Distribution::constant(3.0).expect("a number");
    let listed = Arrivals::recorded([at(9), at(2)]);
    let families = listed.in_batches(streams.variate("sizes", three));
    let (times, twice) = (Times::default(), Times::default());
    world.spawn_arrivals(world.arrivals(families), &times, note);
    let ends = world.spawn_arrivals(world.arrivals(Arrivals::recorded([at(4)])), &twice, note);
    let mut sim = Simulation::new(processes);
    sim.run();
    assert_eq!(times.get(), [2, 2, 2, 9, 9, 9].map(at));
    assert_eq!((twice.get(), ends.is_alive()), (vec![at(4)], false));
    assert_eq!(sim.model().alive(), 0);
}

#[test]
fn a_rate_may_vary() {
    let processes = Processes::with_streams(Streams::new(7, 0));
    let world = processes.world();
    let rates = Rates::new([(hours(0.0), 0.0), (hours(5.0), 60.0)]).expect("rates");
    let patients = Arrivals::varying(Time::ZERO, rates, world.streams().stream("patients"));
    let times = Times::default();
    world.spawn_arrivals(world.arrivals(patients), &times, note);
    Simulation::new(processes).run_until(at(600));
    let times = times.get();
    assert!(times[0] >= at(300) && (200..400).contains(&times.len()));
}

/// An arrival lets the next be drawn before it runs, as the loop written out does.
#[test]
fn the_next_is_drawn_before_the_one_that_came_runs() {
    let processes = Processes::new();
    let world = processes.world();
    let told: Shared<Vec<&str>> = Shared::default();
    let teller = told.clone();
    let between = move || {
        teller.with(|told| told.push("draws"));
        minutes(1.0)
    };
    world.spawn_arrivals(between, &told, |_, told| async move {
        told.with(|told| told.push("runs"));
    });
    Simulation::new(processes).run_until(at(2));
    assert_eq!(told.get(), ["draws", "draws", "runs", "draws", "runs"]);
}

#[test]
fn a_closed_door_lets_nobody_in_and_keeps_who_is_in() {
    let processes = Processes::new();
    let world = processes.world();
    let left = Shared::new(0);
    let door = world.spawn_arrivals(
        || minutes(5.0),
        &left,
        |world, left| async move {
            world.hold(minutes(60.0)).await;
            left.with(|left| *left += 1);
        },
    );
    let here = world.clone();
    world.spawn(async move {
        here.hold(minutes(12.0)).await;
        assert!(door.stop());
    });
    let mut sim = Simulation::new(processes);
    sim.run();
    assert_eq!((left.get(), sim.now()), (2, at(70)));
}

#[test]
#[should_panic(expected = "0d 00:05:00")]
fn an_arrival_before_now_panics() {
    let processes = Processes::new();
    let world = processes.world();
    let here = world.clone();
    world.spawn(async move {
        here.hold(minutes(5.0)).await;
        let past = here.arrivals(Arrivals::recorded([at(4)]));
        here.spawn_arrivals(past, &(), |_, ()| async {});
    });
    Simulation::new(processes).run();
}
