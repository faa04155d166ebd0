//! Random numbers in processes: whoever clones a handle gets the next draw, and not the same one again.

use std::cell::RefCell;
use std::rc::Rc;

use cetak::engine::Simulation;
use cetak::process::{Processes, Variate, World};
use cetak::random::{Arrivals, Distribution, Streams};
use cetak::time::{Span, Time, minutes};
use rand::Rng as _;

const SEED: u64 = 2017;

fn washing() -> Distribution {
    Distribution::uniform(minutes(3.0), minutes(8.0)).expect("valid parameters")
}

/// The cars of a car wash, each a process of its own with a clone of the variate.
fn washed(cars: u64, of: impl Fn(&World) -> Variate + 'static) -> Vec<i64> {
    let processes = Processes::with_streams(Streams::new(SEED, 0));
    let (world, times) = (processes.world(), Rc::new(RefCell::new(Vec::new())));
    let log = Rc::clone(&times);
    processes.world().spawn(async move {
        for _ in 0..cars {
            let (service, car, log) = (of(&world), world.clone(), Rc::clone(&log));
            world.spawn(async move {
                let span = service.draw();
                car.hold(span).await;
                log.borrow_mut().push(span.as_micros());
            });
            world.hold(minutes(10.0)).await;
        }
    });
    Simulation::new(processes).run();
    times.take()
}

#[test]
fn each_car_gets_its_own_draw() {
    // The first draws of that stream, which the car wash gets one by one.
    let mut value = Streams::new(SEED, 0).variate("washing", washing());
    let expected: Vec<i64> = (0..4).map(|_| value.draw().as_micros()).collect();
    assert_eq!(
        expected,
        [462_889_708, 328_285_156, 200_644_617, 373_368_606]
    );

    let asked = washed(4, |world| world.variate("washing", washing()));
    assert_eq!(asked, expected, "asked for by name");

    let shared = RefCell::new(None);
    let cloned = washed(4, move |world| {
        let mut first = shared.borrow_mut();
        let first = first.get_or_insert_with(|| world.variate("washing", washing()));
        first.clone()
    });
    assert_eq!(cloned, expected, "cloned");
}

#[test]
fn a_name_is_one_stream_and_a_value_is_a_copy() {
    let streams = Streams::new(SEED, 3);
    let world = Processes::with_streams(streams).world();
    let mut value = streams.stream("a");
    let (one, mut other) = (world.stream("a"), world.clone().stream("a"));
    let law = Distribution::<f64>::exponential(2.0).expect("a mean");
    assert_eq!(one.uniform(), value.uniform());
    assert_eq!(other.uniform(), value.uniform());
    assert_eq!(one.clone().index(1000), value.index(1000));
    assert_eq!(other.next_u32(), value.next_u32());
    assert_eq!(other.next_u64(), value.next_u64());
    let (mut here, mut there) = ([0; 11], [0; 11]);
    other.fill_bytes(&mut here);
    value.fill_bytes(&mut there);
    assert_eq!(here, there);
    assert_eq!(one.draw(&law), law.draw(&mut value));
    let variate = world.variate("a", law.clone());
    assert_eq!(variate.draw(), law.draw(&mut value));
    assert_eq!(*variate.distribution(), law);
    // Another name is another stream, another world has streams of its own.
    assert_eq!(world.stream("b").uniform(), streams.stream("b").uniform());
    let elsewhere = Processes::with_streams(streams).world();
    assert_eq!(
        elsewhere.stream("a").uniform(),
        streams.stream("a").uniform()
    );
}

#[test]
fn handles_of_arrivals_take_turns() {
    let streams = Streams::new(SEED, 0);
    let made = Arrivals::poisson(Time::ZERO, minutes(5.0), streams.stream("cars"));
    let mut value = made.expect("a mean above 0");
    let world = Processes::new().world();
    let one = world.arrivals(value.clone());
    let other = one.clone();
    for handle in [&one, &other, &other, &one] {
        assert_eq!(handle.draw(), value.draw());
    }
    let list = world.arrivals(Arrivals::recorded([Time::ZERO + Span::minutes(1)]));
    assert!(list.clone().draw().is_some());
    assert_eq!(list.draw(), None);
}

#[test]
#[should_panic(
    expected = "the stream \"washing\" was asked for in a world without streams: make its processes with Processes::with_streams"
)]
fn a_world_without_streams_says_so() {
    let _ = Processes::new().world().stream("washing");
}

#[test]
#[should_panic(
    expected = "streams were asked for in a world without any: make its processes with Processes::with_streams"
)]
fn a_world_without_streams_has_none_to_give() {
    let _ = Processes::new().world().streams();
}

#[test]
fn a_world_gives_its_streams() {
    let streams = Streams::new(SEED, 3);
    assert_eq!(Processes::with_streams(streams).world().streams(), streams);
}
