//! One replication of the baseline, 8,000 residents, compared with the hand-written loop of `models/cards_by_hand.rs`.

use std::hint::black_box;
use std::sync::Arc;

use cetak::office::{Setup, run};
use cetak::random::Streams;
use cetak::scenario;
use criterion::{Criterion, criterion_group, criterion_main};

#[path = "models/cards_by_hand.rs"]
mod cards_by_hand;

fn bangli(c: &mut Criterion) {
    let plan = scenario::builtin("bangli-declared")
        .expect("it is built in")
        .plan;
    let setup = Arc::new(Setup::new(plan).expect("it is valid"));
    let plan = setup.plan();
    let printer = &plan.sites[0].printers[0];
    let mut group = c.benchmark_group("bangli, one replication");
    // Replications differ in length, so both contestants run the same ones.
    let mut replication = 0..;
    group.bench_function("office", |b| {
        b.iter(|| {
            let streams = Streams::new(1, replication.next().unwrap_or(0) % 100);
            run(&setup, &streams).expect("the books balance")
        })
    });
    let mut replication = 0..;
    group.bench_function("loop by hand", |b| {
        b.iter(|| {
            let streams = Streams::new(1, replication.next().unwrap_or(0) % 100);
            black_box(cards_by_hand::print(
                printer,
                5,
                plan.backlog.total,
                &streams,
            ))
        })
    });
    group.finish();
}

criterion_group!(benches, bangli);
criterion_main!(benches);
