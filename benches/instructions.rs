//! Work of a fixed size, to be counted in instructions by callgrind: the counts repeat on a noisy machine.
//!
//! Only `measured` is counted, without setting up. The command and the counts are in docs/performance.md.

#[path = "models/hold.rs"]
mod hold;
#[path = "models/mm1.rs"]
mod mm1;

use std::hint::black_box;

use cetak::engine::Calendar;
use cetak::random::Streams;
use hold::{Delays, Payload};

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

fn holds(pending: usize) {
    let mut delays = Delays::new(pending);
    let mut cal: Calendar<Payload> = Calendar::new();
    for i in 0..pending {
        cal.schedule(delays.nth(i * 31), [i as u64; 2]);
    }
    let mut hold = |times| {
        for _ in 0..times {
            let event = cal.pop().expect("as many as before");
            cal.schedule(delays.draw(), black_box(event));
        }
    };
    // Far enough for the times to be spread as they stay.
    hold(2 * pending);
    measured(|| hold(HOLDS));
    println!("hold {pending}: {HOLDS} times, until {}", cal.now());
}

fn main() {
    let mut wanted = std::env::args().skip(1).filter(|word| word != "--bench");
    match wanted.next().as_deref() {
        Some("hold") => match wanted.next().map(|number| number.parse()) {
            Some(Ok(pending)) if pending > 0 => holds(pending),
            _ => panic!("hold wants the number of pending events, such as 1000"),
        },
        Some("mm1") => customers(),
        Some(other) => panic!("{other} is not measured, but mm1 and hold are"),
        None => {
            customers();
            holds(1_000);
        }
    }
}
