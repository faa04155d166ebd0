//! Fully sequential selection: Kim & Nelson's procedures KN and KN++.

use super::sample::{Sample, Wanted};
use super::selected::{Guarantee, Sampled, Selected, Unguaranteed};
use super::zone::IndifferenceZone;
use crate::error::Result;
use crate::stats::Tally;

/// Which variances decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variances {
    /// Those of the first replications: KN.
    First,
    /// Those of all replications so far: KN++.
    Updated,
}

/// Takes one replication after the other of each remaining alternative, and drops an alternative whose mean is too far above that of
/// another, given the variance of their differences, until one is left.
///
/// If several remain at the end, their values were equal in all replications, or the replications are used up. Nothing is guaranteed if two
/// alternatives were separated whose difference was the same in all replications: the sample shows no variance, and the true one may be large.
pub(crate) fn select(
    alternatives: usize,
    zone: &IndifferenceZone,
    variances: Variances,
    sample: &mut Sample<'_>,
) -> Result<Selected> {
    let first = zone.first;
    let mut left: Vec<usize> = (0..alternatives).collect();
    let mut values: Vec<Vec<f64>> = vec![Vec::new(); alternatives];
    more(&left, first, &mut values, sample)?;
    let mut seen: Vec<Tally> = values
        .iter()
        .map(|of| of.iter().copied().collect())
        .collect();
    let mut differences = Differences::of(&values);
    let error = (1.0 - zone.probability) / (alternatives.max(2) - 1) as f64;
    let boundary = |df: u32| {
        let df = f64::from(df);
        let eta = 0.5 * (libm::pow(2.0 * error, -2.0 / df) - 1.0);
        2.0 * eta * df
    };
    let mut scale = boundary(first - 1);
    let mut n = first;
    let mut is_seen = true;
    let decided = loop {
        // The difference of means that is still too small to decide between two.
        let margin = |i: usize, j: usize| {
            let width = scale * differences.variance(i, j) / zone.width - zone.width * f64::from(n);
            (width / (2.0 * f64::from(n))).max(0.0)
        };
        let mean = |i: usize| seen[i].mean().unwrap_or(0.0);
        let others = |i: usize| left.iter().copied().filter(move |j| *j != i);
        let loses = |i: usize, j: usize| mean(i) > mean(j) + margin(i, j);
        let stays = |i: &usize| !others(*i).any(|j| loses(*i, j));
        let staying: Vec<usize> = left.iter().copied().filter(stays).collect();
        let open = |i: &usize| staying.iter().any(|&j| j != *i && margin(*i, j) > 0.0);
        let decided = !staying.iter().any(open);
        // The difference that drops an alternative must vary, and so must the difference of those that remain and count as equal.
        let varies = |i: usize, j: usize| differences.variance(i, j) > 0.0;
        is_seen &= left.iter().all(|&i| match stays(&i) {
            true => !decided || staying.iter().all(|&j| j == i || varies(i, j)),
            false => others(i).any(|j| loses(i, j) && varies(i, j)),
        });
        left = staying;
        if decided || n >= zone.most {
            break decided;
        }
        n += 1;
        if values[left[0]].len() < n as usize {
            // Some replications run ahead to keep the threads busy. They are examined one by one, and those after the decision do not count.
            let ahead = (n + n / 10).min(zone.most);
            more(&left, ahead, &mut values, sample)?;
        }
        let newest = n as usize - 1;
        for &i in &left {
            seen[i].record(values[i][newest]);
        }
        if variances == Variances::Updated {
            differences.add(&left, &values, newest);
            scale = boundary(n - 1);
        }
    };
    let best = |a: &usize, b: &usize| {
        let mean = |i: usize| seen[i].mean().unwrap_or(0.0);
        mean(*a).total_cmp(&mean(*b))
    };
    let selected = left.iter().copied().min_by(best).unwrap_or_default();
    let (probability, indifference) = (zone.probability, zone.width);
    Ok(Selected {
        names: Vec::new(),
        selected,
        undecided: left.into_iter().filter(|i| *i != selected).collect(),
        unguaranteed: match (decided, is_seen) {
            (false, _) => Some(Unguaranteed::UsedUp),
            (true, false) => Some(Unguaranteed::Alike),
            (true, true) => None,
        },
        guarantee: (decided && is_seen).then_some(match variances {
            Variances::First => Guarantee::CorrectSelection {
                probability,
                indifference,
            },
            Variances::Updated => Guarantee::InTheLimit {
                probability,
                indifference,
            },
        }),
        sampled: seen.iter().map(Sampled::of).collect(),
    })
}

/// Continues to `until` replications of each remaining alternative.
fn more(
    left: &[usize],
    until: u32,
    values: &mut [Vec<f64>],
    sample: &mut Sample<'_>,
) -> Result<()> {
    let wanted: Vec<Wanted> = left
        .iter()
        .map(|&alternative| Wanted {
            alternative,
            replications: values[alternative].len() as u32..until,
        })
        .collect();
    for (of, new) in std::iter::zip(&wanted, sample(&wanted)?) {
        values[of.alternative].extend(new);
    }
    Ok(())
}

/// The differences of each pair of alternatives, replication by replication.
struct Differences {
    alternatives: usize,
    tallies: Vec<Tally>,
}

impl Differences {
    fn of(values: &[Vec<f64>]) -> Self {
        let pair = |i: usize, j: usize| -> Tally {
            std::iter::zip(&values[i], &values[j])
                .map(|(a, b)| a - b)
                .collect()
        };
        let k = values.len();
        Self {
            alternatives: k,
            tallies: (0..k)
                .flat_map(|i| (0..k).map(move |j| (i, j)))
                .map(|(i, j)| pair(i, j))
                .collect(),
        }
    }

    fn add(&mut self, left: &[usize], values: &[Vec<f64>], newest: usize) {
        for &i in left {
            for &j in left {
                let difference = values[i][newest] - values[j][newest];
                self.tallies[i * self.alternatives + j].record(difference);
            }
        }
    }

    fn variance(&self, i: usize, j: usize) -> f64 {
        self.tallies[i * self.alternatives + j]
            .variance()
            .unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values of all but the first are 1 above its own, and alternate by this deviation.
    fn sampled(deviation: f64) -> impl FnMut(&[Wanted]) -> Result<Vec<Vec<f64>>> {
        let value = move |alternative: usize, i: u32| match (alternative, i % 2) {
            (0, _) => 0.0,
            (_, 0) => 1.0 + deviation,
            _ => 1.0 - deviation,
        };
        move |wanted| {
            let values = |of: &Wanted| {
                let each = of.replications.clone();
                each.map(|i| value(of.alternative, i)).collect()
            };
            Ok(wanted.iter().map(values).collect())
        }
    }

    /// The replications of the last alternative, all of which lose to the first.
    fn replications(
        alternatives: usize,
        variances: Variances,
        first: u32,
        probability: f64,
        deviation: f64,
    ) -> u32 {
        let zone = IndifferenceZone::of(0.5)
            .first(first)
            .probability(probability);
        let found = select(alternatives, &zone, variances, &mut sampled(deviation)).unwrap();
        assert_eq!((found.selected, found.undecided.len()), (0, 0));
        assert!(found.guarantee.is_some());
        found.sampled[alternatives - 1].replications
    }

    /// Kim & Nelson 2001: η = ½ ((2 · 0.05)^(−2 / 9) − 1) = 0.33405 and h² = 2 · 9 η = 6.0129, with S² = 10. The second is dropped when the sum
    /// of its differences is above h² S² / 2δ − δ n / 2 = 60.129 − n / 4: that is 45 + 3 < 60.129 − 11.25 of 45, and 47 + 3 of 47 is above 48.4.
    #[test]
    fn an_alternative_is_dropped_where_the_formula_drops_it() {
        assert_eq!(replications(2, Variances::First, 10, 0.95, 3.0), 47);
        // Of five, each of four comparisons has a quarter of the error.
        assert_eq!(replications(5, Variances::First, 10, 0.8, 3.0), 47);
    }

    /// Kim & Nelson 2006: the same, with the variance and the degrees of freedom of all replications so far.
    #[test]
    fn updated_variances_drop_it_by_what_was_seen_so_far() {
        let dropped = |n: u32, error: f64, deviation: f64| {
            let values = (0..n).map(|i| 1.0 + if i % 2 == 0 { deviation } else { -deviation });
            let sum: f64 = values.clone().sum();
            let (n, df) = (f64::from(n), f64::from(n - 1));
            let squares: f64 = values.map(|x| (x - sum / n) * (x - sum / n)).sum();
            let h2 = df * (libm::pow(2.0 * error, -2.0 / df) - 1.0);
            sum > h2 * squares / df - n / 4.0
        };
        for (probability, deviation) in [(0.9, 0.8), (0.95, 0.9), (0.95, 1.5), (0.99, 1.2)] {
            let wanted = (4..).find(|n| dropped(*n, 1.0 - probability, deviation));
            let found = replications(2, Variances::Updated, 4, probability, deviation);
            assert_eq!(Some(found), wanted, "{probability} {deviation}");
        }
    }
}
