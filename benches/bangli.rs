//! One replication of the baseline: 8,000 residents, 8,000 good cards and some 120 misprints, everything counted.
//!
//! The floor is a loop by hand that makes the same draws for as many cards on five printers, fifty a day, over a binary heap of
//! events, and keeps nothing: no queue of residents, no stock, no opening hours, no states, no books to balance.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hint::black_box;
use std::sync::Arc;

use cetak::office::{Layout, run};
use cetak::random::Streams;
use cetak::scenario;
use cetak::time::Time;
use criterion::{Criterion, criterion_group, criterion_main};

fn by_hand(layout: &Layout, streams: &Streams) -> u32 {
    let plan = layout.plan();
    let printer = &plan.sites[0].printers[0];
    let mut times: Vec<_> = (0..5)
        .map(|p| streams.stream(&format!("{p}/print time")))
        .collect();
    let mut spoilage: Vec<_> = (0..5)
        .map(|p| streams.stream(&format!("{p}/spoilage")))
        .collect();
    let mut today = [0u32; 5];
    let mut list: BinaryHeap<Reverse<(Time, usize)>> =
        (0..5).map(|p| Reverse((Time::ZERO, p))).collect();
    let mut printed = 0;
    while let Some(Reverse((now, p))) = list.pop() {
        printed += u32::from(spoilage[p].uniform() >= printer.spoilage);
        if printed == plan.backlog.total {
            break;
        }
        today[p] += 1;
        let next = match today[p] {
            50 => {
                today[p] = 0;
                Time::midnight(now.day() + 1)
            }
            _ => now + printer.print_time.draw(&mut times[p]),
        };
        list.push(Reverse((next, p)));
    }
    printed
}

fn bangli(c: &mut Criterion) {
    let plan = scenario::builtin("bangli").expect("it is built in").plan;
    let layout = Arc::new(Layout::new(plan).expect("it is valid"));
    let mut group = c.benchmark_group("bangli, one replication");
    // Replications differ in length; both contestants go through the same ones.
    let mut replication = 0..;
    group.bench_function("office", |b| {
        b.iter(|| {
            let streams = Streams::new(1, replication.next().unwrap_or(0) % 100);
            run(&layout, &streams).expect("the books balance")
        })
    });
    let mut replication = 0..;
    group.bench_function("loop by hand", |b| {
        b.iter(|| {
            let streams = Streams::new(1, replication.next().unwrap_or(0) % 100);
            black_box(by_hand(&layout, &streams))
        })
    });
    group.finish();
}

criterion_group!(benches, bangli);
criterion_main!(benches);
