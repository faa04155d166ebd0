//! How each kind of number is summed up over replications.

use jiff::civil::{Date, date};

use super::calendar::DayCounts;
use super::numbers::*;
use super::{Replication, Series};
use crate::office::Day;
use crate::office::plan::Plan;
use crate::stats::{Estimate, Tally, censored_quantile, wilson};

/// The confidence of every interval.
const CONFIDENCE: f64 = 0.95;

/// The replications of one plan, in order.
pub(super) struct Replications<'a> {
    pub plan: &'a Plan,
    pub days: DayCounts,
    pub list: &'a [Replication],
    pub series: &'a Series,
}

impl<'a> Replications<'a> {
    pub fn new(plan: &'a Plan, list: &'a [Replication], series: &'a Series) -> Self {
        let days = DayCounts::of(plan);
        Self {
            plan,
            days,
            list,
            series,
        }
    }

    /// Sums up a count or share of each replication.
    pub fn measure(&self, of: impl Fn(&Replication) -> f64) -> Measure {
        Measure::sum_up(self.list.iter().map(of).collect(), self)
    }

    /// The share of replications in which something happened.
    pub fn share(&self, happened: impl Fn(&Replication) -> bool) -> Share {
        let n = self.list.len() as u64;
        let yes = self.list.iter().filter(|r| happened(r)).count() as u64;
        Share {
            fraction: yes as f64 / n as f64,
            interval: wilson(yes, n, CONFIDENCE).into(),
        }
    }
}

/// A kind of number.
pub(super) trait Kind {
    /// The value in one replication.
    type One;

    /// Sums up the values of all replications, given in order.
    fn sum_up(values: Vec<Self::One>, all: &Replications<'_>) -> Self;

    /// The value as a number, for paired differences between plans; `None` if it is censored.
    fn number(one: Self::One, plan: &Plan) -> Option<f64>;
}

/// A number of days; `None` if it did not happen.
impl Kind for Days {
    type One = Option<u32>;

    fn sum_up(values: Vec<Option<u32>>, _: &Replications<'_>) -> Self {
        let happened = sorted(values.iter().flatten().copied());
        let censored = values.len() - happened.len();
        Days {
            quantiles: quantiles(&happened, values.len()).map(|days| days.map(|days| days as u32)),
            mean: (censored == 0).then(|| mean(happened)).flatten(),
            censored: censored as u32,
        }
    }

    fn number(one: Option<u32>, _: &Plan) -> Option<f64> {
        one.map(f64::from)
    }
}

/// A day; `None` if it did not happen.
impl Kind for Dates {
    type One = Option<Day>;

    fn sum_up(values: Vec<Option<Day>>, all: &Replications<'_>) -> Self {
        let happened = sorted(values.iter().flatten().copied());
        let at = |day: Option<f64>| day.map(|day| all.plan.date(day as Day));
        let (yes, n) = (happened.len() as u64, values.len() as u64);
        Dates {
            quantiles: quantiles(&happened, values.len()).map(at),
            share: Share {
                fraction: yes as f64 / n as f64,
                interval: wilson(yes, n, CONFIDENCE).into(),
            },
        }
    }

    fn number(one: Option<Day>, plan: &Plan) -> Option<f64> {
        // Days since a date that is the same for both plans, whenever they start.
        const SAME: Date = date(2000, 1, 1);
        one.map(|day| f64::from((plan.date(day) - SAME).get_days()))
    }
}

impl Kind for Measure {
    type One = f64;

    fn sum_up(mut values: Vec<f64>, _: &Replications<'_>) -> Self {
        const SOME: &str = "there is at least one replication";
        let mean = mean(values.iter().copied()).expect(SOME);
        values.sort_by(f64::total_cmp);
        // Nothing is censored, so this is the ⌈p n⌉-th smallest value: a share p of the values is at or below it.
        Measure {
            mean,
            quantiles: quantiles(&values, values.len()).map(|value| value.expect(SOME)),
        }
    }

    fn number(one: f64, _: &Plan) -> Option<f64> {
        Some(one)
    }
}

/// The mean wait of the residents in a replication; `None` if somebody has no card.
impl Kind for WaitDays {
    type One = Option<f64>;

    fn sum_up(values: Vec<Option<f64>>, all: &Replications<'_>) -> Self {
        let residents = all.series.waits();
        let everybody = all.plan.backlog.total as u64 * all.list.len() as u64;
        let at = |p: f64| {
            // The smallest wait within which a share p of all residents has a card.
            let rank = (p * everybody as f64).ceil().max(1.0) as u64;
            let mut served = 0;
            let within = |n: &u64| {
                served += n;
                served >= rank
            };
            residents.iter().position(within).map(|days| days as u32)
        };
        let means: Option<Vec<f64>> = values.into_iter().collect();
        WaitDays {
            mean: means.and_then(mean),
            quantiles: PROBABILITIES.map(at).into(),
        }
    }

    fn number(one: Option<f64>, _: &Plan) -> Option<f64> {
        one
    }
}

/// The probabilities of [`Quantiles`].
pub(super) const PROBABILITIES: [f64; 3] = [0.1, 0.5, 0.9];

/// The quantiles of `n` values, given the values that are not censored, sorted.
fn quantiles(happened: &[f64], n: usize) -> Quantiles<Option<f64>> {
    PROBABILITIES
        .map(|p| censored_quantile(happened, n, p))
        .into()
}

fn sorted(values: impl Iterator<Item = u32>) -> Vec<f64> {
    let mut values: Vec<f64> = values.map(f64::from).collect();
    values.sort_by(f64::total_cmp);
    values
}

/// Mean and interval of values, one per replication.
fn mean(values: impl IntoIterator<Item = f64>) -> Option<Mean> {
    let mut tally = Tally::new();
    values.into_iter().for_each(|value| tally.record(value));
    Some(Mean {
        value: tally.mean()?,
        ci95: Estimate::of(&tally, CONFIDENCE),
    })
}

/// The difference of a number between two plans, replication by replication. Replications that only one of the plans has done are
/// left out.
pub(super) fn paired<K: Kind>(
    reference: &Replications<'_>,
    other: &Replications<'_>,
    of: fn(&Replication, &DayCounts) -> K::One,
) -> Paired {
    let number = |r: &Replication, all: &Replications<'_>| K::number(of(r, &all.days), all.plan);
    let both = reference.list.iter().zip(other.list);
    let pairs = both.len();
    let differences: Vec<f64> = both
        .filter_map(|(a, b)| Some(number(b, other)? - number(a, reference)?))
        .collect();
    let used = differences.len();
    Paired {
        mean: (used == pairs).then(|| mean(differences)).flatten(),
        pairs: used as u32,
        censored: (pairs - used) as u32,
    }
}
