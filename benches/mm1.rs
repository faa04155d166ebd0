//! One million customers of an M/M/1 queue: the time per customer (two events, two exponential draws).
//!
//! The lower bounds use the same generator and draws: a bare loop over a binary heap of enums, without statistics except a
//! sum that keeps the compiler from removing the work, and a loop that knows there are only two pending times.

use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, VecDeque};
use std::hint::black_box;

use cetak::engine::{Calendar, Fingerprint};
use cetak::random::Streams;
use cetak::time::{Span, Time};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

#[path = "models/mm1.rs"]
mod model;

use model::{Event, Mm1};

const CUSTOMERS: u64 = 1_000_000;

fn streams() -> Streams {
    Streams::new(2017, 0)
}

fn unfinished(model: &Mm1, _: &Calendar<Event>) -> bool {
    model.time_in_system.count() < CUSTOMERS
}

fn with_all_statistics() -> f64 {
    let mut sim = model::simulation(&streams());
    sim.run_while(unfinished);
    black_box(sim.model().clerk.utilisation(sim.now()));
    sim.model().time_in_system.mean().expect("a million")
}

fn with_fingerprint() -> u64 {
    let mut print = Fingerprint::new();
    let mut sim = model::simulation(&streams());
    sim.observed(&mut print).run_while(unfinished);
    print.value()
}

/// A pending event in a heap, ordered by time, then by the number of its scheduling.
struct Pending(Time, u64, Event);

impl PartialEq for Pending {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Pending {}

impl PartialOrd for Pending {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Pending {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.0, self.1).cmp(&(other.0, other.1))
    }
}

fn bare_heap() -> Span {
    let (mut arrivals, mut service) = model::variates(&streams());
    let mut heap = BinaryHeap::new();
    let mut number = 0;
    let mut schedule = |heap: &mut BinaryHeap<_>, at, event| {
        number += 1;
        heap.push(Reverse(Pending(at, number, event)));
    };
    let (mut queue, mut busy) = (VecDeque::new(), false);
    let (mut served, mut in_system) = (0, Span::ZERO);
    schedule(&mut heap, Time::ZERO + arrivals.draw(), Event::Arrival);
    while served < CUSTOMERS {
        let Reverse(Pending(now, _, event)) = heap.pop().expect("another arrival");
        let starts = match event {
            Event::Arrival => {
                schedule(&mut heap, now + arrivals.draw(), Event::Arrival);
                if busy {
                    queue.push_back(now);
                    continue;
                }
                busy = true;
                Some(now)
            }
            Event::Departure(arrived) => {
                served += 1;
                in_system += now - arrived;
                let next = queue.pop_front();
                busy = next.is_some();
                next
            }
        };
        if let Some(arrived) = starts {
            schedule(&mut heap, now + service.draw(), Event::Departure(arrived));
        }
    }
    in_system
}

fn two_variables() -> Span {
    let (mut arrivals, mut service) = model::variates(&streams());
    let mut arrival = Time::ZERO + arrivals.draw();
    let mut departure = Time::MAX;
    let mut in_system = VecDeque::new();
    let (mut served, mut total) = (0, Span::ZERO);
    while served < CUSTOMERS {
        if arrival <= departure {
            let now = arrival;
            arrival = now + arrivals.draw();
            if in_system.is_empty() {
                departure = now + service.draw();
            }
            in_system.push_back(now);
        } else {
            let now = departure;
            total += now - in_system.pop_front().expect("whoever departs was here");
            served += 1;
            departure = if in_system.is_empty() {
                Time::MAX
            } else {
                now + service.draw()
            };
        }
    }
    total
}

fn mm1(c: &mut Criterion) {
    // Check that all simulate the same customers; otherwise the comparison means nothing.
    let mean = with_all_statistics();
    for total in [bare_heap(), two_variables()] {
        let other = total.as_minutes() / CUSTOMERS as f64;
        assert!((mean - other).abs() < 1e-6, "{mean} and {other} minutes");
    }

    let mut group = c.benchmark_group("mm1");
    group.throughput(Throughput::Elements(CUSTOMERS));
    group.sample_size(20);
    group.bench_function("all statistics", |b| b.iter(with_all_statistics));
    group.bench_function("all statistics and fingerprint", |b| {
        b.iter(with_fingerprint);
    });
    group.bench_function("bare binary heap", |b| b.iter(bare_heap));
    group.bench_function("two variables", |b| b.iter(two_variables));
    group.finish();
}

criterion_group!(benches, mm1);
criterion_main!(benches);
