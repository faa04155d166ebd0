//! One replication of 4.5 million residents at 514 sites, by routing, compared with one site of 514 printers and with the
//! hand-written loop of `models/cards_by_hand.rs`; and the time to read such a plan and set it up.

use std::hint::black_box;

use cetak::office::run;
use cetak::random::Streams;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

#[path = "models/alike.rs"]
mod alike;
#[path = "models/cards_by_hand.rs"]
mod cards_by_hand;

use alike::Alike;

const RESIDENTS: u32 = 4_500_000;

fn nation(c: &mut Criterion) {
    let mut group = c.benchmark_group("nation, one replication");
    group.sample_size(10);
    group.throughput(Throughput::Elements(RESIDENTS.into()));
    let of = |sites: usize, routing| Alike {
        sites,
        printers: 514 / sites,
        residents: RESIDENTS,
        routing,
        blanks: RESIDENTS,
        more: String::new(),
    };
    let streams = Streams::new(1, 0);
    for (sites, routing) in [
        (1, "own"),
        (514, "own"),
        (514, "pooled"),
        (514, "office-while-down"),
    ] {
        let setup = of(sites, routing).setup();
        group.bench_function(format!("{sites} sites, {routing}"), |b| {
            b.iter(|| run(&setup, &streams).expect("the books balance"))
        });
    }
    let setup = of(514, "own").setup();
    let plan = setup.plan();
    let printer = &plan.sites[0].printers[0];
    let done = run(&setup, &streams).expect("the books balance").printed();
    group.bench_function("loop by hand", |b| {
        b.iter(|| black_box(cards_by_hand::print(printer, 514, done, &streams)))
    });
    group.bench_function("read and laid out", |b| b.iter(|| of(514, "own").setup()));
    group.finish();
}

criterion_group!(benches, nation);
criterion_main!(benches);
