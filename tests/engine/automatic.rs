//! An experiment that reports all that its model makes.

use std::sync::atomic::{AtomicU32, Ordering};

use cetak::error::{Error, ErrorKind, Result};
use cetak::experiment::{Experiment, Outputs, Window};
use cetak::process::{
    BatchServer, Pool, ProcessorSharing, Resource, Signal, Stock, Store, Variate, World,
};
use cetak::random::Distribution;
use cetak::time::{hours, minutes};

async fn customer(world: World, (clerk, service): (Resource, Variate)) {
    let _clerk = clerk.seize().await;
    world.hold(service.draw()).await;
}

/// A desk with one clerk.
fn desk(world: &World) -> Result<Resource> {
    let clerk = Resource::new(world, "clerk", 1);
    let service = world.variate("service", Distribution::exponential(minutes(4.0))?);
    let between = world.variate("arrivals", Distribution::exponential(minutes(5.0))?);
    world.spawn_arrivals(between, &(clerk.clone(), service), customer);
    Ok(clerk)
}

#[test]
fn what_it_reports_is_what_a_list_of_outputs_reports() -> Result<()> {
    let mut outputs = Outputs::new();
    outputs.resource("clerk", Resource::observed);
    let window = Window::new(hours(1.0), hours(8.0));
    let listed = Experiment::of_processes(&outputs, window, desk).replications(20);
    let all = Experiment::of_world(window, |world| desk(world).map(drop))?.replications(20);
    assert_eq!(all.run()?.to_string(), listed.run()?.to_string());
    Ok(())
}

#[test]
fn whatever_serves_or_is_on_hand_is_reported_by_its_name_and_in_order() -> Result<()> {
    let model = |world: &World| {
        let tugs = Pool::new(world, "tugs", 2);
        let oil = Stock::new(world, "oil", 10);
        let line = ProcessorSharing::new(world, "line", 1);
        let bell = Signal::new(world, "bell");
        let oven = BatchServer::slotted(world, "oven", minutes(5.0), 4);
        let bare = Store::new(world, "bare shelf");
        let shelf = Store::with_statistics(world, "shelf", None);
        let clock = world.clone();
        // It ends before the run does, and it alone has the tugs, the oil and the shelf.
        world.spawn(async move {
            let _tugs = tugs.seize().await;
            shelf.put(7).await;
            bare.put(7).await;
            oil.put(6).await;
            let _used = (line, bell, oven);
            clock.hold(minutes(15.0)).await;
        });
        Ok(())
    };
    let results = Experiment::of_world(hours(1.0), model)?
        .replications(2)
        .run()?;
    let names: Vec<String> = (results.to_string().lines())
        .filter_map(|line| Some(line.split_once("  ")?.0.to_owned()))
        .filter(|name| name.ends_with("utilisation") || name.ends_with(", mean"))
        .filter(|name| !name.contains("wait") && !name.contains("queue"))
        .collect();
    let wanted = [
        "tugs: utilisation",
        "oil, mean",
        "line: utilisation",
        "oven: utilisation",
        "shelf, mean",
    ];
    assert!(
        names.iter().map(String::as_str).eq(wanted),
        "{names:?}\n{results}"
    );
    let line = |name: &str| {
        let text = results.to_string();
        let line = text
            .lines()
            .find(|line| line.starts_with(name))
            .map(str::to_owned);
        line.expect("it is reported")
            .split_whitespace()
            .nth(2)
            .map(str::to_owned)
    };
    // One of two tugs for a quarter of an hour; 16 of oil all the time.
    assert_eq!(line("tugs: utilisation"), Some("0.1250".to_owned()));
    assert_eq!(line("oil, mean"), Some("16.00".to_owned()));
    assert_eq!(line("shelf, mean"), Some("1.000".to_owned()));
    Ok(())
}

fn refused(model: impl Fn(&World) -> Result<()> + Sync) -> Error {
    let made = Experiment::of_world(hours(1.0), model);
    let error = made
        .and_then(|days| days.replications(4).run())
        .expect_err("it is refused");
    assert_eq!(error.kind(), ErrorKind::Value);
    error
}

#[test]
fn models_that_cannot_be_reported_are_refused() {
    let nothing = refused(|world| {
        world.spawn(async {});
        Ok(())
    });
    assert!(
        nothing
            .to_string()
            .starts_with("the model makes nothing that can be reported"),
        "{nothing}"
    );

    let twice = refused(|world| {
        let both = [(); 2].map(|()| Resource::new(world, "teller", 1));
        world.spawn(async move { drop(both) });
        Ok(())
    });
    assert!(twice.to_string().contains(r#"called "teller""#), "{twice}");

    let calls = AtomicU32::new(0);
    let other = refused(|world| {
        let call = calls.fetch_add(1, Ordering::Relaxed);
        let teller = Resource::new(world, if call < 3 { "teller" } else { "clerk" }, 1);
        world.spawn(async move { teller.seize().await.release() });
        Ok(())
    });
    let told = other.to_string();
    assert!(
        told.starts_with("replication ") && told.contains("other things than in the first"),
        "{told}"
    );

    let calls = AtomicU32::new(0);
    let other = refused(|world| {
        let call = calls.fetch_add(1, Ordering::Relaxed);
        match call {
            0 => {
                let desk = Resource::new(world, "desk", 1);
                world.spawn(async move { drop(desk) });
            }
            _ => {
                let desk = Stock::new(world, "desk", 1);
                world.spawn(async move { drop(desk) });
            }
        }
        Ok(())
    });
    assert!(other.to_string().contains("other things"), "{other}");

    let own = refused(|_| Err(Error::new(ErrorKind::Value, "the model's own")));
    assert_eq!(own.to_string(), "the model's own");
}
