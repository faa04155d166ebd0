//! A hundred replications, on one thread and on two. What counts is the ratio; the floor of two threads is half of one.

use std::sync::Arc;

use cetak::experiment::{Settings, Watch, replicate};
use cetak::office::{Layout, run};
use cetak::scenario;
use criterion::{Criterion, criterion_group, criterion_main};

fn experiment(c: &mut Criterion) {
    let plan = scenario::builtin("bangli").expect("it is built in").plan;
    let layout = Arc::new(Layout::new(plan).expect("it is valid"));
    let mut group = c.benchmark_group("bangli, 100 replications");
    group.sample_size(20);
    for threads in [1, 2] {
        let settings = Settings {
            replications: 100,
            seed: 1,
            threads: Some(threads),
        };
        group.bench_function(format!("{threads} threads"), |b| {
            b.iter(|| {
                replicate(&settings, &Watch::default(), |streams| {
                    run(&layout, streams)
                })
            })
        });
    }
    group.finish();
}

criterion_group!(benches, experiment);
criterion_main!(benches);
