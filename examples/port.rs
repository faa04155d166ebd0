//! A port has two berths, three tugs and a channel that is deep enough at high tide only: what would a third berth give?
//!
//! A ship that comes in needs a berth, two tugs and the channel at once, and waits without holding any of them; one that leaves needs a
//! tug and the channel. Both plans meet the same ships (common random numbers). Run it with `cargo run --release --example port`.

use cetak::prelude::*;

#[derive(Clone)]
struct Port {
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

async fn ship(world: World, port: Port) {
    let came = world.now();
    let inward = (&port.berths, port.tugs.part(2), &port.channel);
    let (berth, tugs, passage) = world.seize_all(inward).await;
    world.hold(hours(1.0)).await;
    drop((tugs, passage));
    world.hold(port.unloading.draw()).await;
    // It goes before those that wait for its berth, or it would wait for ever behind them.
    let outward = (port.tugs.part(1), &port.channel);
    let _tug_and_passage = world.seize_all_with(Key(-1), outward).await;
    berth.release();
    world.hold(hours(1.0)).await;
    port.stay.record((world.now() - came).as_hours());
}

fn port(berths: usize, world: &World) -> Result<Port> {
    let port = Port {
        berths: Resource::new(world, "berths", berths),
        tugs: Pool::new(world, "tugs", 3),
        channel: Resource::new(world, "channel", 0),
        unloading: world.variate("unloading", Distribution::gamma(4.0, hours(12.0))?),
        stay: world.statistic(),
    };
    world.spawn(tide(world.clone(), port.channel.clone()));
    let between = world.variate("ships", Distribution::exponential(hours(10.0))?);
    world.spawn_arrivals(between, &port, ship);
    Ok(port)
}

fn main() -> Result<()> {
    let mut outputs = Outputs::new();
    let stay = outputs.tally("stay of a ship", "h", |port: &Port| port.stay.get());
    outputs.number("berths busy", "", |port| port.berths.utilisation());
    outputs.number("tugs busy", "", |port| port.tugs.utilisation());
    let plan = |berths, name| {
        Experiment::of_processes(&outputs, days(365.0), move |world| port(berths, world))
            .named(name)
            .replications(100)
            .seed(2017)
            .run()
    };
    let (two, three) = (plan(2, "two berths")?, plan(3, "three berths")?);
    let stays = Comparison::of([&two, &three])?.means(stay).all_pairs();
    println!("A ship every 10 hours, 12 hours to unload, the channel open 5 hours of 12:\n");
    println!("{two}\n\n{three}\n\n{stays}");
    Ok(())
}
