//! One replication of 4.5 million residents at 514 sites, by routing, compared with one site of 514 printers and with the
//! hand-written loop of `models/cards_by_hand.rs`; and the time to read such a plan and set it up. The same residents in a nation of 514
//! offices, with lots known before the start and by rounds, and in nations of fewer offices like them.

use std::hint::black_box;

use cetak::experiment::Control;
use cetak::nation::{Nation, NationSetup};
use cetak::office::run;
use cetak::random::Streams;
use cetak::scenario;
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

/// A nation of offices alike, with four lots of blanks for all.
fn of_offices(offices: u32, rule: &str) -> Nation {
    let backlog = RESIDENTS / 514;
    let mut text = format!(
        "start = 2017-04-26\nhorizon = 2018-04-25\nbacklog.suket_share = 0.9\n\
         printer = {{ print_time = \"triangular(2.5 min, 3 min, 4 min)\", spoilage = 0.015 }}\n\
         [nation]\nallotment = \"{rule}\"\ntransport = \"uniform(3 wd, 10 wd)\"\non_hand = {lot}\n",
        lot = offices * backlog / 4
    );
    for month in [6, 8, 10] {
        let lot = offices * backlog / 4;
        text += &format!("[[nation.deliveries]]\ndate = 2017-{month:02}-01\npieces = {lot}\n");
    }
    let rows: String = (0..offices)
        .map(|office| format!("\\n{office},5,{backlog},14"))
        .collect();
    let text = text.replace(
        "[nation]\n",
        &format!("[nation]\ntable = \"code,printers,backlog,kecamatan{rows}\"\n"),
    );
    let read = scenario::parse_nation(&text, "nation", &[]);
    read.expect("it is valid").nation
}

fn offices(c: &mut Criterion) {
    let mut group = c.benchmark_group("nation of offices, one replication");
    group.sample_size(10);
    for (offices, rule) in [
        (1, "need"),
        (32, "need"),
        (514, "need"),
        (514, "lowest-coverage"),
    ] {
        let prepared = NationSetup::new(of_offices(offices, rule)).expect("it is valid");
        let run = || {
            prepared
                .replication(&Streams::new(1, 0), &Control::default())
                .expect("the books balance")
        };
        let cards = run().printed.iter().map(|n| u64::from(*n)).sum();
        group.throughput(Throughput::Elements(cards));
        group.bench_function(format!("{offices} offices, {rule}"), |b| b.iter(run));
    }
    let nation = of_offices(514, "need");
    group.bench_function("514 offices, made ready", |b| {
        b.iter(|| NationSetup::new(nation.clone()))
    });
    group.finish();
}

criterion_group!(benches, nation, offices);
criterion_main!(benches);
