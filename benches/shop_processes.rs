//! A shop of 10,000 jobs that think, seize one of 50 servers, and are served: the time per request, as processes, as typed
//! events, as a hand-written loop over a binary heap of enums that keeps no statistics, and as the same `async` function on a
//! minimal executor.
//!
//! Every contestant draws from the same two streams in the same order, so all serve the same requests.

use std::hint::black_box;

use cetak::resource::Statistics;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

// The delays and variates of other models, and the executor of processes by hand.
#[allow(dead_code)]
#[path = "models/hold.rs"]
mod hold;
#[allow(dead_code)]
#[path = "models/mm1.rs"]
mod mm1;
#[path = "models/shop.rs"]
mod model;
#[allow(dead_code)]
#[path = "models/processes.rs"]
mod processes;

use model::{REQUESTS, SERVERS, as_processes, as_processes_by_hand, as_typed_events, by_hand};

fn shop(c: &mut Criterion) {
    // Check that all simulate the same requests; otherwise the comparison means nothing.
    let end = as_processes(());
    let others = [as_typed_events(), by_hand(), as_processes_by_hand()];
    assert_eq!(others, [end; 3]);

    let mut group = c.benchmark_group("shop");
    group.throughput(Throughput::Elements(REQUESTS));
    group.sample_size(10);
    group.bench_function("processes", |b| b.iter(|| black_box(as_processes(()))));
    group.bench_function("processes, with statistics", |b| {
        b.iter(|| black_box(as_processes(Statistics::new(usize::from(SERVERS)))));
    });
    group.bench_function("typed events, with statistics", |b| {
        b.iter(|| black_box(as_typed_events()));
    });
    group.bench_function("by hand", |b| b.iter(|| black_box(by_hand())));
    group.bench_function("processes by hand", |b| {
        b.iter(|| black_box(as_processes_by_hand()));
    });
    group.finish();
}

criterion_group!(benches, shop);
criterion_main!(benches);
