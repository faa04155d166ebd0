//! The same M/M/1 queue and the same hold model on this crate and on other engines, in one session.
//!
//! ```text
//! cargo run --release --manifest-path benches/peers/Cargo.toml
//! ```
//!
//! Every round runs every engine once, so that whatever else the machine does falls on all alike. Printed are the
//! median of the rounds, the least, and the median of the ratios to the first row within a round; on a busy machine the
//! ratio says most. Measured is the processor's time, where the system tells it. Every M/M/1 run must agree with theory, and
//! those written in Rust, which serve the same customers, with each other; every hold run must hold as often as it should.
//! A run that does not ends the program.

mod cetak;
mod cetak_statistics;
mod desque;
mod nexosim;
mod odem;
mod peer;
mod simcore;
mod simpy;

use peer::Peer;

const ROUNDS: u64 = 7;
const CUSTOMERS: u64 = 1_000_000;
const HOLDS: u64 = 1_000_000;

/// The mean time in the system at ρ = 0.8 with a mean service of 1: 1 / (1 - ρ).
const TIME_IN_SYSTEM: f64 = 5.0;

/// n times the variance of the mean of n successive waits, for large n: ρ(2 + 5ρ − 4ρ² + ρ³) / (1 − ρ)⁴ at ρ = 0.8. The
/// time in the system varies hardly more.
const ASYMPTOTIC_VARIANCE: f64 = 1976.0;

/// One engine's measured nanoseconds, a round each, or why there are none.
type Times = Result<Vec<f64>, String>;

fn main() {
    let peers: [&dyn Peer; 7] = [
        &cetak::Cetak,
        &cetak_statistics::WithStatistics,
        &desque::Desque,
        &odem::Odem,
        &simcore::Simcore,
        &nexosim::Nexosim,
        &simpy::SimPy,
    ];
    mm1(&peers);
    for pending in [10, 1_000, 100_000] {
        hold(&peers, pending);
    }
}

fn mm1(peers: &[&dyn Peer]) {
    let title = format!("M/M/1 at ρ = 0.8, {CUSTOMERS} customers: ns a customer");
    let mut means = Vec::new();
    rounds(&title, peers, |peer, seed| {
        let customers = CUSTOMERS / peer.scaled_down();
        let run = peer.mm1(customers, seed)?;
        assert_eq!(run.times.count, customers, "{} served", peer.name());
        let mean = run.times.mean();
        let error = (ASYMPTOTIC_VARIANCE / customers as f64).sqrt();
        assert!(
            (mean - TIME_IN_SYSTEM).abs() < 4.0 * error,
            "{}: a mean time in system of {mean}, in theory {TIME_IN_SYSTEM} with a standard error of {error}",
            peer.name()
        );
        if peer.scaled_down() == 1 {
            means.push((seed, mean));
            let (_, first) = means.iter().find(|(of, _)| *of == seed).expect("just put");
            // Clocks of microseconds and of nanoseconds round otherwise than floats do.
            assert!(
                (mean / first - 1.0).abs() < 1e-5,
                "{}: a mean time in system of {mean}, where the same customers took {first}",
                peer.name()
            );
        }
        Ok(run.elapsed.as_secs_f64() * 1e9 / customers as f64)
    });
    let all = means.iter().map(|(_, mean)| mean);
    println!(
        "Mean time in system: {:.3} in theory, {:.3} measured, every run within four standard errors.\n",
        TIME_IN_SYSTEM,
        all.sum::<f64>() / means.len() as f64
    );
}

fn hold(peers: &[&dyn Peer], pending: usize) {
    let title = format!("Hold, {pending} pending: ns a hold");
    rounds(&title, peers, |peer, seed| {
        let expected = (HOLDS / peer.scaled_down()) as f64;
        let span = expected / pending as f64;
        let run = peer.hold(pending, span / 10.0, span, seed)?;
        let count = run.count as f64;
        // The holds of a span are Poisson.
        assert!(
            (count - expected).abs() < 5.0 * expected.sqrt(),
            "{}: {count} holds where {expected} are expected",
            peer.name()
        );
        Ok(run.elapsed.as_secs_f64() * 1e9 / count)
    });
    println!();
}

/// Runs every peer once a round, the first being what the others are compared with, and prints the table.
fn rounds(
    title: &str,
    peers: &[&dyn Peer],
    mut measure: impl FnMut(&dyn Peer, u64) -> Result<f64, String>,
) {
    let mut times: Vec<Times> = peers.iter().map(|_| Ok(Vec::new())).collect();
    for round in 0..ROUNDS {
        for (peer, times) in peers.iter().zip(&mut times) {
            if let Ok(so_far) = times {
                match measure(*peer, 2026 + round) {
                    Ok(nanoseconds) => so_far.push(nanoseconds),
                    Err(reason) => *times = Err(reason),
                }
            }
        }
    }
    println!("{title}\n{:30}median    least     ratio", "");
    let base = times[0].clone().expect("this crate runs both models");
    for (peer, times) in peers.iter().zip(times) {
        let name = format!("{} {}", peer.name(), version(*peer));
        match times {
            Ok(times) => {
                let ratios = times.iter().zip(&base).map(|(a, b)| a / b).collect();
                let least = times.iter().copied().fold(f64::INFINITY, f64::min);
                let (time, ratio) = (median(times), median(ratios));
                let scale = match peer.scaled_down() {
                    1 => String::new(),
                    n => format!(", with {n} times fewer"),
                };
                println!("  {name:<24} {time:>8.0} {least:>8.0} {ratio:>7.2} ×{scale}");
            }
            Err(reason) => println!("  {name:<24}        –  {reason}"),
        }
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The version that was built, from the lock file, unless the peer knows better.
fn version(peer: &dyn Peer) -> String {
    let locked = || {
        let entry = format!("name = \"{}\"\nversion = \"", peer.name());
        let (_, rest) = include_str!("../Cargo.lock").split_once(&entry)?;
        rest.split_once('"').map(|(version, _)| version.to_owned())
    };
    peer.version().or_else(locked).unwrap_or_default()
}
