//! The hold model: take the next event, schedule it again after a random delay, with a constant number pending.
//!
//! Jones (1986), "An empirical comparison of priority-queue and event-set implementations". The lower bounds are the binary
//! heap of the standard library, a hand-written heap with four children per node, and a hand-written calendar queue whose
//! bucket width is set from the known distribution. All three order (time, number, payload) and cannot cancel. Every
//! contestant gets the same delays, drawn in advance.

use cetak::engine::Calendar;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

#[path = "models/hold_by_hand.rs"]
mod by_hand;
#[path = "models/hold.rs"]
mod hold;

use by_hand::{Binary, Buckets, Contestant, Quaternary};
use hold::{Delays, Payload};

fn contest<C: Contestant>(c: &mut Criterion, name: &str) {
    let mut group = c.benchmark_group("hold");
    for pending in [2, 10, 40, 100, 1_000, 100_000, 1_000_000] {
        let mut delays = Delays::new(pending);
        let mut contestant = C::with_pending(&delays, pending);
        // Run until the times have their long-term spread.
        for _ in 0..2 * pending {
            contestant.hold(delays.draw());
        }
        group.bench_function(BenchmarkId::new(name, pending), |b| {
            b.iter(|| contestant.hold(delays.draw()));
        });
    }
    group.finish();
}

fn holds(c: &mut Criterion) {
    contest::<Calendar<Payload>>(c, "calendar");
    contest::<Binary>(c, "binary heap");
    contest::<Quaternary>(c, "4-ary heap");
    contest::<Buckets>(c, "buckets");
}

criterion_group!(benches, holds);
criterion_main!(benches);
