//! Work of a fixed size, for callgrind to count its instructions: the counts repeat on a noisy machine.
//!
//! Only `measured` is counted, without the set-up. The command and the counts are in docs/performance.md.

#[path = "models/alike.rs"]
mod alike;
#[path = "models/cards_by_hand.rs"]
mod cards_by_hand;
#[path = "models/hold.rs"]
mod hold;
// Other benches use more of it.
#[allow(dead_code)]
#[path = "models/hold_by_hand.rs"]
mod hold_by_hand;
#[path = "models/mm1.rs"]
mod mm1;
// Other benches use more of it.
#[allow(dead_code)]
#[path = "models/mm1_by_hand.rs"]
mod mm1_by_hand;
#[path = "models/processes.rs"]
mod processes;
#[allow(dead_code)]
#[path = "models/shop.rs"]
mod shop;

use std::hint::black_box;
use std::rc::Rc;
use std::sync::Arc;

use cetak::engine::Calendar;
use cetak::office::{Setup, run};
use cetak::random::Streams;
use cetak::scenario;
use cetak::time::Time;
use hold::{Delays, Payload};
use hold_by_hand::{Buckets, Contestant};

const CUSTOMERS: u64 = 1_000_000;
const HOLDS: usize = 1_000_000;

#[inline(never)]
fn measured<T>(work: impl FnOnce() -> T) -> T {
    work()
}

fn customers() {
    let mut sim = mm1::simulation(&Streams::new(2017, 0));
    measured(|| sim.run_while(|model, _| model.time_in_system.count() < CUSTOMERS));
    let clerk = &sim.model().clerk;
    println!(
        "mm1: {CUSTOMERS} customers, utilisation {:?}",
        clerk.utilisation(sim.now())
    );
}

fn holds<C: Contestant>(pending: usize) {
    let mut delays = Delays::new(pending);
    let mut contestant = C::with_pending(&delays, pending);
    let mut hold = |times| {
        for _ in 0..times {
            contestant.hold(delays.draw());
        }
    };
    // Run until the times have their long-term spread.
    hold(2 * pending);
    measured(|| hold(HOLDS));
    println!("hold {pending}: {HOLDS} times");
}

/// Replications of the baseline, or one replication of an office with many equal sites.
fn cards(setup: &Arc<Setup>, replications: u64) {
    let mut cards = 0;
    for replication in 0..replications {
        let streams = Streams::new(1, replication);
        let outcome = measured(|| run(setup, &streams)).expect("the books balance");
        cards += outcome.printed() + outcome.spoiled;
    }
    println!("{cards} cards in {replications} replications");
}

fn bangli(replications: u64) {
    let plan = scenario::builtin("bangli-declared")
        .expect("it is built in")
        .plan;
    cards(
        &Arc::new(Setup::new(plan).expect("it is valid")),
        replications,
    );
}

/// As many cards as in `bangli`, by the loop with which its time is compared.
fn bangli_by_hand(replications: u64) {
    let plan = scenario::builtin("bangli-declared")
        .expect("it is built in")
        .plan;
    let printer = &plan.sites[0].printers[0];
    for replication in 0..replications {
        let streams = Streams::new(1, replication);
        let total = plan.backlog.total;
        black_box(measured(|| {
            cards_by_hand::print(printer, 5, total, &streams)
        }));
    }
    println!("{replications} replications by hand");
}

fn sites(sites: usize, routing: &'static str) {
    let residents = 8000 * sites as u32;
    let alike = alike::Alike {
        sites,
        printers: 1,
        residents,
        routing,
        blanks: residents,
        more: String::new(),
    };
    cards(&alike.setup(), 1);
}

/// Processes, or the same work by hand.
fn until(end: Time) {
    println!("{CUSTOMERS} times, until {end}");
}

fn items(run: impl Fn(&Rc<Delays>, u64) -> Time) {
    let delays = processes::delays();
    until(measured(|| run(&delays, CUSTOMERS)));
}

/// The number of replications, few enough to be counted by callgrind if none is wanted.
fn replications(wanted: &mut impl Iterator<Item = String>) -> u64 {
    wanted
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or(20)
}

fn main() {
    let mut wanted = std::env::args().skip(1).filter(|word| word != "--bench");
    match wanted.next().as_deref() {
        Some(hold @ ("hold" | "hold-by-hand")) => {
            match (wanted.next().map(|number| number.parse()), hold) {
                (Some(Ok(pending)), "hold") if pending > 0 => holds::<Calendar<Payload>>(pending),
                (Some(Ok(pending)), _) if pending > 0 => holds::<Buckets>(pending),
                _ => panic!("{hold} wants the number of pending events, such as 1000"),
            }
        }
        Some("mm1") => customers(),
        Some("mm1-by-hand") => {
            let total = measured(|| mm1_by_hand::bare_heap(CUSTOMERS));
            println!("mm1 by hand: {total} in the system");
        }
        Some("mm1-by-hand-with-statistics") => {
            let (mean, _) = measured(|| mm1_by_hand::heap_with_statistics(CUSTOMERS));
            println!("mm1 by hand: {mean} minutes in the system");
        }
        Some("shop") => until(measured(|| shop::as_processes(()))),
        Some("shop-typed") => until(measured(shop::as_typed_events)),
        Some("shop-processes-by-hand") => until(measured(shop::as_processes_by_hand)),
        Some("shop-by-hand") => until(measured(shop::by_hand)),
        Some("bangli") => bangli(replications(&mut wanted)),
        Some("bangli-by-hand") => bangli_by_hand(replications(&mut wanted)),
        Some("customers") => until(measured(|| processes::customers(CUSTOMERS, ()))),
        Some("customers-by-hand") => until(measured(|| processes::customers_by_hand(CUSTOMERS))),
        Some("items") => items(processes::items),
        Some("items-by-hand") => items(processes::items_by_hand),
        Some("sites") => {
            let number = wanted.next().and_then(|number| number.parse().ok());
            let routing = match wanted.next().as_deref() {
                Some("pooled") => "pooled",
                Some("office-while-down") => "office-while-down",
                _ => "own",
            };
            sites(number.unwrap_or(100), routing);
        }
        Some(other) => panic!(
            "{other} is not measured, but mm1, hold, customers, items, shop, bangli, all of them by-hand, mm1-by-hand-with-statistics, \
             shop-typed, shop-processes-by-hand, and sites are"
        ),
        None => {
            customers();
            holds::<Calendar<Payload>>(1_000);
        }
    }
}
