//! A port has two berths, three tugs and a channel that is deep enough at high tide only: what would a third berth give?
//!
//! A ship that comes in needs a berth, two tugs and the channel at once, and waits without holding any of them; one that leaves needs a
//! tug and the channel. Both plans meet the same ships (common random numbers). Run it with `cargo run --release --example port`.

use cetak::error::Result;
use cetak::experiment::{Comparison, Experiment, Outputs, Window};
use cetak::process::{Pool, Processes, Resource, Shared, Variate, World};
use cetak::random::{Distribution, Streams};
use cetak::resource::Key;
use cetak::stats::Tally;
use cetak::time::{Span, days, hours};

#[derive(Clone)]
struct Port {
    world: World,
    berths: Resource,
    tugs: Pool,
    channel: Resource,
    unloading: Variate,
    stay: Shared<Tally>,
}

/// The channel is open for five of twelve hours, to two ships at a time.
async fn tide(world: World, channel: Resource) {
    loop {
        channel.set_capacity(2);
        world.hold(hours(5.0)).await;
        channel.set_capacity(0);
        world.hold(hours(7.0)).await;
    }
}

async fn ship(port: Port) {
    let Port {
        world,
        berths,
        tugs,
        channel,
        unloading,
        stay,
    } = port;
    let came = world.now();
    let (berth, tugs_in, passage) = world.seize_all((&berths, tugs.part(2), &channel)).await;
    world.hold(hours(1.0)).await;
    drop((tugs_in, passage));
    world.hold(unloading.draw()).await;
    // It goes before those that wait for its berth, or it would wait for ever behind them.
    let (_tug, _passage) = (world.seize_all_with(Key(-1), (tugs.part(1), &channel))).await;
    berth.release();
    world.hold(hours(1.0)).await;
    stay.with(|stay| stay.record((world.now() - came).as_hours()));
}

fn year(berths: usize, streams: &Streams) -> Result<Port> {
    let processes = Processes::with_streams(*streams);
    let world = processes.world();
    let between = world.variate("ships", Distribution::exponential(hours(10.0))?);
    let port = Port {
        berths: Resource::new(&world, "berths", berths),
        tugs: Pool::new(&world, "tugs", 3),
        channel: Resource::new(&world, "channel", 0),
        unloading: world.variate("unloading", Distribution::gamma(4.0, hours(12.0))?),
        stay: Shared::default(),
        world,
    };
    port.world
        .spawn(tide(port.world.clone(), port.channel.clone()));
    let sea = port.clone();
    port.world.spawn(async move {
        loop {
            sea.world.hold(between.draw()).await;
            sea.world.spawn(ship(sea.clone()));
        }
    });
    let _run = Window::new(Span::ZERO, days(365.0)).run(processes, |_, _| ())?;
    // The tide would go on if all ships were stuck.
    let stuck = port.world.waiting_longer_than(days(60.0));
    assert!(stuck.is_empty(), "{}", stuck[0]);
    Ok(port)
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    let stay = outputs.number("stay of a ship", "h", |port: &Port| port.stay.get().mean());
    outputs.number("berths busy", "", |port: &Port| port.berths.utilisation());
    outputs.number("tugs busy", "", |port: &Port| port.tugs.utilisation());
    let plan = |berths: usize, name| {
        let year = move |streams: &Streams| year(berths, streams);
        Experiment::new(&outputs, year)
            .named(name)
            .replications(100)
            .seed(2017)
            .run()
    };
    let (two, three) = (plan(2, "two berths")?, plan(3, "three berths")?);
    println!(
        "A ship every 10 hours, 12 hours to unload, the channel open 5 hours of 12, in a year:\n"
    );
    println!("{two}\n\n{three}\n");
    let gain = Comparison::of([&two, &three])?
        .difference(stay, 0, 1)
        .mean
        .expect("ships came");
    let interval = gain.ci95.expect("many years");
    println!(
        "A third berth changes the stay by {:.2} h ({:.2} to {:.2}).",
        gain.value, interval.low, interval.high
    );
    Ok(())
}
