//! A hundred replications, on one thread and on two: of the M/M/1 queue with 100,000 customers each, and of the office. What
//! counts is the ratio; two threads take at least half as long as one.

use std::hint::black_box;
use std::sync::Arc;

use cetak::experiment::{Control, Settings, replicate};
use cetak::office::{Setup, run};
use cetak::random::Streams;
use cetak::scenario;
use criterion::{Criterion, criterion_group, criterion_main};

#[path = "models/mm1.rs"]
mod mm1;

const CUSTOMERS: u64 = 100_000;

fn contest<O: Send>(
    c: &mut Criterion,
    name: &str,
    one: impl Fn(&Streams) -> Result<O, cetak::Error> + Sync,
) {
    let mut group = c.benchmark_group(format!("{name}, 100 replications"));
    group.sample_size(20);
    for threads in [1, 2] {
        let settings = Settings {
            replications: 100,
            seed: 2017,
            threads: Some(threads),
        };
        group.bench_function(format!("{threads} threads"), |b| {
            b.iter(|| replicate(&settings, &Control::default(), &one))
        });
    }
    group.finish();
}

fn experiment(c: &mut Criterion) {
    contest(c, "mm1", |streams| {
        let mut sim = mm1::simulation(streams);
        sim.run_while(|model, _| model.time_in_system.count() < CUSTOMERS);
        Ok(black_box(sim.into_model().time_in_system))
    });

    let plan = scenario::builtin("bangli-declared")
        .expect("it is built in")
        .plan;
    let setup = Arc::new(Setup::new(plan).expect("it is valid"));
    contest(c, "bangli", |streams| run(&setup, streams));
}

criterion_group!(benches, experiment);
criterion_main!(benches);
