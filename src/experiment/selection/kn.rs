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
