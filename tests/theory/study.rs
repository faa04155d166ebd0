//! What all studies share: replications, intervals, and small helpers.

use cetak::random::Distribution;
use cetak::stats::{Estimate, Tally};
use cetak::time::minutes;
use rayon::prelude::*;

pub const SEED: u64 = 2017;
pub const REPLICATIONS: u64 = 100;
const CONFIDENCE: f64 = 0.999;
/// Minutes. The slowest of the queues that use it forgets its start with a time constant of some six hours.
pub const WARM_UP: f64 = 20_000.0;
pub const OBSERVED: f64 = 400_000.0;
/// The greatest half-width allowed, as a share of the exact value, unless a study says otherwise.
pub const NARROW: f64 = 0.05;

/// A model whose behaviour is known.
pub struct Study {
    pub name: String,
    /// Names, units and exact values.
    pub quantities: Vec<(String, f64)>,
    /// The greatest half-width allowed, as a share of the exact value.
    pub narrow: f64,
    /// One independent observation of each quantity.
    pub run: Box<dyn Fn(u64) -> Vec<f64> + Sync>,
}

impl Study {
    pub fn estimates(&self) -> Vec<Estimate> {
        let runs: Vec<Vec<f64>> = (0..REPLICATIONS)
            .into_par_iter()
            .map(|replication| (self.run)(replication))
            .collect();
        (0..self.quantities.len())
            .map(|i| {
                let tally: Tally = runs.iter().map(|run| run[i]).collect();
                Estimate::of(&tally, CONFIDENCE).expect("several replications")
            })
            .collect()
    }
}

pub fn named(quantities: &[(&str, f64)]) -> Vec<(String, f64)> {
    (quantities.iter())
        .map(|(name, exact)| ((*name).to_owned(), *exact))
        .collect()
}

pub fn exponential(mean: f64) -> Distribution {
    Distribution::exponential(minutes(mean)).expect("a positive mean")
}

/// The probabilities of the states of a process from their weights.
pub fn distribution_of(weights: Vec<f64>) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / sum).collect()
}

pub fn mean_of(probabilities: &[f64]) -> f64 {
    (probabilities.iter().enumerate())
        .map(|(n, p)| n as f64 * p)
        .sum()
}
