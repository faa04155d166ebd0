//! What may the offices of a whole nation look like? Makes a table of them for `cetak nation`, out of totals that were published for Indonesia in
//! 2017: 514 regencies and cities with 7,201 kecamatan, 178.2 million people obliged to hold a card, 4.5 million of them recorded and without one.
//!
//! How the totals are spread over offices is made up: sizes are lognormal, and so is the share of people who wait. No real office is described.
//! Printers, their limit and new recordings are estimates: one printer for three kecamatan, 50 cards a day as declared for Bangli, and one
//! new recording a year for 40 people, about as many as turn 17; 49 of 50 who wait hold a suket.
//!
//! `cargo run --example synthetic_nation -- 514 > offices.csv`; without a number, 12 offices.

use cetak::random::{Distribution, Streams};

const OFFICES: usize = 514;
const KECAMATAN: f64 = 7_201.0;
const OBLIGED: f64 = 178_200_000.0;
const WAITING: f64 = 4_500_000.0;
const PROVINCES: usize = 34;
const WORKING_DAYS: f64 = 250.0;

fn main() -> cetak::error::Result<()> {
    let asked = std::env::args().nth(1);
    let offices: usize = asked.and_then(|text| text.parse().ok()).unwrap_or(12);
    let share = offices as f64 / OFFICES as f64;
    let streams = Streams::new(2017, 0);
    let mut sizes = streams.variate("sizes", Distribution::<f64>::lognormal(1.0, 2.2)?);
    let mut waits = streams.variate("waits", Distribution::<f64>::lognormal(1.0, 1.8)?);
    let people: Vec<f64> = (0..offices).map(|_| sizes.draw()).collect();
    let waiting: Vec<f64> = people.iter().map(|size| size * waits.draw()).collect();
    // The number of kecamatan grows more slowly than the people in them.
    let places: Vec<f64> = people.iter().map(|size| size.sqrt()).collect();
    let obliged = spread(OBLIGED * share, &people);
    let backlog = spread(WAITING * share, &waiting);
    let kecamatan = spread(KECAMATAN * share - offices as f64, &places);

    println!("code,name,province,kecamatan,printers,limit,backlog,recordings,suket");
    for office in 0..offices {
        let province = office * PROVINCES.min(offices.div_ceil(3)) / offices + 1;
        let kecamatan = kecamatan[office] + 1;
        let printers = (kecamatan as f64 / 3.0).round().max(1.0);
        let recordings = obliged[office] as f64 / 40.0 / WORKING_DAYS;
        let suket = backlog[office] * 49 / 50;
        println!(
            "{:02}.{office:03},Office {office:03},Province {province:02},{kecamatan},{printers},50,{},{recordings:.1},{suket}",
            province, backlog[office],
        );
    }
    Ok(())
}

/// A total in whole numbers that are proportional to weights, as nearly as their sum allows.
fn spread(total: f64, weights: &[f64]) -> Vec<u64> {
    let all: f64 = weights.iter().sum();
    let mut upto = 0.0;
    let ends = weights.iter().map(|weight| {
        upto += weight;
        (total * upto / all).round() as u64
    });
    let ends: Vec<u64> = ends.collect();
    let starts = std::iter::once(0).chain(ends.iter().copied());
    ends.iter()
        .zip(starts)
        .map(|(end, start)| end - start)
        .collect()
}
