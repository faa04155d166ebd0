//! Saving, loading and forking a run with a million pending events.

use std::hint::black_box;

use cetak::engine::{Calendar, checkpoint};
use cetak::time::Span;
use criterion::{Criterion, criterion_group, criterion_main};

#[path = "models/hold.rs"]
mod model;

use model::{Delays, Payload};

const PENDING: usize = 1_000_000;

fn a_million_pending(c: &mut Criterion) {
    let mut delays = Delays::new(PENDING);
    let mut cal: Calendar<Payload> = Calendar::new();
    for i in 0..PENDING {
        let spread = Span::from_micros(i as i64);
        cal.schedule(delays.draw() + spread, [i as u64; 2]);
    }
    for _ in 0..PENDING {
        let event = cal.pop().expect("as many as before");
        cal.schedule(delays.draw(), event);
    }
    let folder = tempfile::tempdir().expect("a folder for the file");
    let path = folder.path().join("run.json");
    let load = || checkpoint::load::<Calendar<Payload>>(&path, "").expect("what was saved");

    let mut group = c.benchmark_group("a million pending");
    group.sample_size(10);
    group.bench_function("save", |b| {
        b.iter(|| checkpoint::save(&path, "", &cal).expect("a writable folder"));
    });
    group.bench_function("load", |b| b.iter(load));
    group.bench_function("fork", |b| b.iter(|| black_box(cal.clone())));
    group.finish();
    assert_eq!(load().now(), cal.now());
}

criterion_group!(benches, a_million_pending);
criterion_main!(benches);
