//! One million customers of an M/M/1 queue: the time per customer (two events, two exponential draws).
//!
//! The lower bounds use the same generator and draws: a bare loop over a binary heap of enums, without statistics except a
//! sum that keeps the compiler from removing the work; the same loop with the statistics that the model keeps; and a loop that
//! knows there are only two pending times. None can cancel an event.

use std::hint::black_box;

use cetak::engine::{Calendar, Fingerprint};
use cetak::random::Streams;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

#[path = "models/mm1_by_hand.rs"]
mod by_hand;
#[path = "models/mm1.rs"]
mod mm1;

use mm1::{Event, Mm1};

const CUSTOMERS: u64 = 1_000_000;

fn streams() -> Streams {
    Streams::new(2017, 0)
}

fn unfinished(model: &Mm1, _: &Calendar<Event>) -> bool {
    model.time_in_system.count() < CUSTOMERS
}

fn with_all_statistics() -> f64 {
    let mut sim = mm1::simulation(&streams());
    sim.run_while(unfinished);
    black_box(sim.model().clerk.utilisation(sim.now()));
    sim.model().time_in_system.mean().expect("a million")
}

fn with_fingerprint() -> u64 {
    let mut print = Fingerprint::new();
    let mut sim = mm1::simulation(&streams());
    sim.observed(&mut print).run_while(unfinished);
    print.value()
}

fn queue(c: &mut Criterion) {
    // Check that all simulate the same customers; otherwise the comparison means nothing.
    let mean = with_all_statistics();
    let of_totals = [by_hand::bare_heap, by_hand::two_variables]
        .map(|run| run(CUSTOMERS).as_minutes() / CUSTOMERS as f64);
    let (of_tally, _) = by_hand::heap_with_statistics(CUSTOMERS);
    for other in [of_tally, of_totals[0], of_totals[1]] {
        assert!((mean - other).abs() < 1e-6, "{mean} and {other} minutes");
    }

    let mut group = c.benchmark_group("mm1");
    group.throughput(Throughput::Elements(CUSTOMERS));
    group.sample_size(20);
    group.bench_function("all statistics", |b| b.iter(with_all_statistics));
    group.bench_function("all statistics and fingerprint", |b| {
        b.iter(with_fingerprint);
    });
    group.bench_function("bare binary heap", |b| {
        b.iter(|| by_hand::bare_heap(black_box(CUSTOMERS)));
    });
    group.bench_function("binary heap, all statistics", |b| {
        b.iter(|| by_hand::heap_with_statistics(black_box(CUSTOMERS)));
    });
    group.bench_function("two variables", |b| {
        b.iter(|| by_hand::two_variables(black_box(CUSTOMERS)));
    });
    group.finish();
}

criterion_group!(benches, queue);
criterion_main!(benches);
