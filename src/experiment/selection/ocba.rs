//! The best use of a budget: the optimal computing budget allocation of Chen, Lin, Yücesan & Chick (2000).

use super::rinott::smallest;
use super::sample::{Sample, Wanted};
use super::selected::{Guarantee, Sampled, Selected, Unguaranteed};
use crate::error::{Error, ErrorKind, Result};
use crate::stats::Tally;
use crate::support::special::normal_cdf;
use crate::words::Message;

/// Spends `budget` replications in all: `first` of each alternative, then in steps by the allocation that is most likely to find the smallest
/// mean.
pub(super) fn select(
    alternatives: usize,
    budget: u32,
    first: u32,
    sample: &mut Sample<'_>,
) -> Result<Selected> {
    let least = u64::from(first) * alternatives as u64;
    if u64::from(budget) < least {
        let message = Message::new("selection-budget")
            .with("budget", budget)
            .with("least", least.to_string());
        return Err(Error::of(ErrorKind::Value, message));
    }
    let mut seen = vec![Tally::new(); alternatives];
    let mut next = vec![first; alternatives];
    // A tenth of what each has, on average: small enough to correct a wrong start.
    let step = (first / 10).max(1) * alternatives as u32;
    loop {
        let wanted: Vec<Wanted> = (0..alternatives)
            .map(|alternative| {
                let done = seen[alternative].count() as u32;
                Wanted {
                    alternative,
                    replications: done..done + next[alternative],
                }
            })
            .collect();
        for (tally, values) in std::iter::zip(&mut seen, sample(&wanted)?) {
            values.into_iter().for_each(|value| tally.record(value));
        }
        let done: u32 = seen.iter().map(|tally| tally.count() as u32).sum();
        let more = step.min(budget - done);
        if more == 0 {
            break;
        }
        next = shared(&seen, done, more);
    }
    let sampled: Vec<Sampled> = seen.iter().map(Sampled::of).collect();
    let (selected, _) = smallest(&sampled);
    let is_seen = seen.iter().all(|tally| tally.variance() > Some(0.0));
    let wrong = |i: usize| {
        let error = |i: usize| seen[i].variance().unwrap_or(0.0) / seen[i].count() as f64;
        let spread = (error(i) + error(selected)).sqrt();
        let ahead = sampled[i].mean - sampled[selected].mean;
        match spread > 0.0 {
            true => normal_cdf(-ahead / spread),
            false if ahead > 0.0 => 0.0,
            false => 0.5,
        }
    };
    // Bonferroni adds up the probabilities that another is better than the selected one.
    let others = (0..alternatives).filter(|i| *i != selected);
    let probability = (1.0 - others.map(wrong).sum::<f64>()).max(0.0);
    Ok(Selected {
        names: Vec::new(),
        selected,
        undecided: Vec::new(),
        unguaranteed: (!is_seen).then_some(Unguaranteed::Alike),
        guarantee: is_seen.then_some(Guarantee::Approximate { probability }),
        sampled,
    })
}

/// How many of `more` replications each alternative gets, after `done`.
fn shared(seen: &[Tally], done: u32, more: u32) -> Vec<u32> {
    let weights = weights(seen);
    let whole: f64 = weights.iter().sum();
    let total = f64::from(done + more);
    // What each should have in all, less what it has.
    let lacks: Vec<f64> = std::iter::zip(&weights, seen)
        .map(|(weight, tally)| (total * weight / whole - tally.count() as f64).max(0.0))
        .collect();
    let sum: f64 = lacks.iter().sum();
    let mut shares: Vec<u32> = lacks
        .iter()
        .map(|lack| (f64::from(more) * lack / sum) as u32)
        .collect();
    // The remainder of rounding goes to those that lack most.
    let mut order: Vec<usize> = (0..seen.len()).collect();
    order.sort_by(|a, b| lacks[*b].total_cmp(&lacks[*a]));
    let left = more - shares.iter().sum::<u32>();
    for i in order.iter().cycle().take(left as usize) {
        shares[*i] += 1;
    }
    shares
}

/// The shares of a budget: of others as the square of deviation over distance from the best; of the best, its deviation times the root of
/// the sum of the squares of share over deviation.
fn weights(seen: &[Tally]) -> Vec<f64> {
    let sampled: Vec<Sampled> = seen.iter().map(Sampled::of).collect();
    let (best, least) = smallest(&sampled);
    let deviations: Vec<f64> = seen
        .iter()
        .map(|tally| tally.variance().unwrap_or(0.0).sqrt())
        .collect();
    // Without a deviation or a distance the formulas have no value; a thousandth of the largest counts as none.
    let largest = deviations.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let deviation = |i: usize| deviations[i].max(1e-3 * largest);
    let mut weights: Vec<f64> = (0..seen.len())
        .map(|i| {
            let ratio = deviation(i) / (sampled[i].mean - least).max(1e-3 * largest);
            if i == best { 0.0 } else { ratio * ratio }
        })
        .collect();
    let squares = (0..seen.len()).map(|i| {
        let share = weights[i] / deviation(i);
        share * share
    });
    weights[best] = deviation(best) * squares.sum::<f64>().sqrt();
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(mean: f64, deviation: f64) -> Tally {
        [-1.0, 1.0]
            .map(|side| mean + side * deviation / 2.0_f64.sqrt())
            .into_iter()
            .collect()
    }

    /// Ten values that alternate by 1 have a variance of 10 / 9, and their mean one of 1 / 9. A difference of 1 is 2.1213 of its errors, of 0.8 1.6971:
    /// the others are better with 0.01695 and 0.04484.
    #[test]
    fn the_probability_is_that_of_the_means_and_variances_seen() {
        let mut sample = |wanted: &[Wanted]| -> Result<Vec<Vec<f64>>> {
            let values = |of: &Wanted| {
                let mean = [1.0, 0.0, 0.8][of.alternative];
                let each = of.replications.clone();
                each.map(|i| mean + if i % 2 == 0 { 1.0 } else { -1.0 })
                    .collect()
            };
            Ok(wanted.iter().map(values).collect())
        };
        let found = select(3, 30, 10, &mut sample).unwrap();
        assert_eq!(found.selected, 1);
        let Some(Guarantee::Approximate { probability }) = found.guarantee else {
            panic!("all vary")
        };
        assert!(
            (probability - (1.0 - 0.01695 - 0.04484)).abs() < 1e-4,
            "{probability}"
        );
    }

    /// Best 0 with σ = 1, others at distances 1 and 2 with σ 2 and 2: shares (2 / 1)² = 4 and (2 / 2)² = 1, the best
    /// √((4 / 2)² + (1 / 2)²) = √4.25.
    #[test]
    fn the_shares_are_those_of_the_formula() {
        let found = weights(&[tally(0.0, 1.0), tally(1.0, 2.0), tally(2.0, 2.0)]);
        for (found, wanted) in std::iter::zip(found, [4.25_f64.sqrt(), 4.0, 1.0]) {
            assert!((found - wanted).abs() < 1e-9, "{found} {wanted}");
        }
        let shares = shared(&[tally(0.0, 1.0), tally(1.0, 2.0), tally(2.0, 2.0)], 6, 64);
        assert_eq!(shares.iter().sum::<u32>(), 64);
        assert!(shares[1] > shares[0] && shares[0] > shares[2], "{shares:?}");
    }
}
