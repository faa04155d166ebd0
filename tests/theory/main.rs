//! Models whose behaviour is known exactly, simulated on the engine and the resources of this crate.
//!
//! Every quantity is estimated from independent replications, each of which gives one observation, so Student's interval
//! over the replications means what it says. A replication of a steady state starts empty and forgets what it saw during
//! a warm-up of many relaxation times. The exact value must lie inside the 99.9 % interval, and the interval must be
//! narrow enough to refuse a wrong formula. What was found is docs/validation.md, which
//! `UPDATE_EXPECTED=1 cargo test --test theory` rewrites.

// Reference values may use the platform's `f64` functions.
#![allow(clippy::disallowed_methods)]

mod coverage;
mod finite;
mod inventory;
mod known;
mod network;
mod page;
mod pools;
mod station;
mod study;
mod together;
mod warm_up;

use std::fmt::Write;

use study::{OBSERVED, REPLICATIONS, SEED, Study, WARM_UP};

fn studies() -> Vec<Study> {
    let mut studies = station::studies();
    studies.extend(pools::studies());
    studies.push(network::jackson());
    studies.push(inventory::order_up_to());
    studies.extend(finite::studies());
    studies.extend(together::studies());
    studies
}

const HEAD: &str = "\
# Validation against theory

Written by `UPDATE_EXPECTED=1 cargo test --test theory`, and compared with what the test finds whenever it runs. Times
are in minutes. Each row is REPLICATIONS independent replications from seed SEED; the interval is Student's, over the
replications, at 99.9 %. Steady states are observed for OBSERVED minutes after a warm-up of WARM_UP minutes, or as
tests/theory/ says. The test fails when a theoretical value is outside its interval, or an interval is wider than ±5 %
of the value (±10 to ±25 % for the four queues that remember longest).

| model | quantity | theory | simulated | 99.9 % interval |
|---|---|---:|---:|---|
";

#[test]
fn theory_lies_in_every_interval() {
    let mut page = HEAD
        .replace("REPLICATIONS", &REPLICATIONS.to_string())
        .replace("OBSERVED", &OBSERVED.to_string())
        .replace("WARM_UP", &WARM_UP.to_string())
        .replace("SEED", &SEED.to_string());
    let mut wrong = Vec::new();
    for study in studies() {
        for (quantity, found) in study.quantities.iter().zip(study.estimates()) {
            let (model, (name, exact)) = (&study.name, quantity);
            let row = format!(
                "| {model} | {name} | {exact:.4} | {:.4} | {:.4} to {:.4} |",
                found.mean,
                found.low(),
                found.high(),
            );
            if !found.contains(*exact) || found.half_width > study.narrow * exact {
                wrong.push(row.clone());
            }
            writeln!(page, "{row}").expect("a string takes everything");
        }
    }
    assert!(
        wrong.is_empty(),
        "theory is outside, or the interval too wide:\n{}",
        wrong.join("\n")
    );

    page::hold("", &page);
}
