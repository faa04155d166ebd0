//! One process per customer of an M/M/1 queue, and two processes with a store between them: the time per customer and per
//! item, each compared with the same `async` functions on a minimal executor.

use std::hint::black_box;

use cetak::resource::Statistics;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

// The delays and variates of these models; other benches use more of them.
#[allow(dead_code)]
#[path = "models/hold.rs"]
mod hold;
#[allow(dead_code)]
#[path = "models/mm1.rs"]
mod mm1;
#[path = "models/processes.rs"]
mod model;

const CUSTOMERS: u64 = 300_000;
const ITEMS: u64 = 1_000_000;

fn processes(c: &mut Criterion) {
    // Check that both sides do the same; otherwise the comparison means nothing.
    let by_hand = model::customers_by_hand(CUSTOMERS);
    assert_eq!(model::customers(CUSTOMERS, ()), by_hand);
    let delays = model::delays();
    let by_hand = model::items_by_hand(&delays, ITEMS);
    assert_eq!(model::items(&delays, ITEMS), by_hand);

    let mut group = c.benchmark_group("a process a customer");
    group.throughput(Throughput::Elements(CUSTOMERS));
    group.sample_size(20);
    group.bench_function("processes", |b| {
        b.iter(|| model::customers(black_box(CUSTOMERS), ()));
    });
    group.bench_function("processes, with statistics", |b| {
        b.iter(|| model::customers(black_box(CUSTOMERS), Statistics::new(1)));
    });
    group.bench_function("by hand", |b| {
        b.iter(|| model::customers_by_hand(black_box(CUSTOMERS)));
    });
    group.finish();

    let mut group = c.benchmark_group("two processes and a store");
    group.throughput(Throughput::Elements(ITEMS));
    group.sample_size(20);
    group.bench_function("processes", |b| {
        b.iter(|| model::items(&delays, black_box(ITEMS)));
    });
    group.bench_function("by hand", |b| {
        b.iter(|| model::items_by_hand(&delays, black_box(ITEMS)));
    });
    group.finish();
}

criterion_group!(benches, processes);
criterion_main!(benches);
