//! The best case of offices that hold their blanks by site, where a third of the sites have too few, for several numbers of
//! sites. There are enough blanks in total, so the computation asks on every day of the horizon who can be served where.

use criterion::{Criterion, criterion_group, criterion_main};

#[path = "models/alike.rs"]
mod alike;

use alike::Alike;

fn best_case(c: &mut Criterion) {
    let mut group = c.benchmark_group("best case");
    group.sample_size(10);
    for sites in [100, 514, 2_000, 10_000] {
        let residents = 300 * sites as u32;
        let weights = (0..sites).map(|site| format!("S{site} = {}", 1 + site % 3));
        let weights: Vec<String> = weights.collect();
        let setup = Alike {
            sites,
            printers: 1,
            residents,
            routing: "office-while-down",
            blanks: residents + residents / 5,
            more: format!(
                "blanks.held = \"by-site\"\nblanks.allotment = {{ {} }}",
                weights.join(", ")
            ),
        }
        .setup();
        group.bench_function(format!("{sites} sites"), |b| b.iter(|| setup.best_case()));
    }
    group.finish();
}

criterion_group!(benches, best_case);
criterion_main!(benches);
