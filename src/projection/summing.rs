//! How each kind of number is summed up over replications.

use jiff::civil::{Date, date};

use super::numbers::*;
use super::replication::{MeanWait, Replication, Who};
use super::table::MeasureUnit;
use super::totals::Totals;
use crate::experiment::PROBABILITIES;
use crate::experiment::column::Units;
use crate::office::Day;
use crate::office::plan::Plan;

/// The replications of one plan, in order.
pub(super) struct Replications<'a> {
    pub plan: &'a Plan,
    pub list: &'a [Replication],
    pub totals: &'a Totals,
}

impl<'a> Replications<'a> {
    /// Sums up a count of each replication.
    pub fn measure(&self, unit: MeasureUnit, of: impl Fn(&Replication) -> f64) -> Measure {
        Measure::sum_up(self.list.iter().map(of).collect(), unit, self)
    }

    /// Sums up a day of each replication.
    pub fn dates(&self, of: impl Fn(&Replication) -> Option<Day>) -> Dates {
        Dates::sum_up(self.list.iter().map(of).collect(), MeasureUnit::Date, self)
    }

    /// The share of replications in which something happened.
    pub fn share(&self, happened: impl Fn(&Replication) -> bool) -> Share {
        let yes = self.list.iter().filter(|r| happened(r)).count();
        Share::of(yes, self.list.len())
    }
}

/// A kind of number.
pub(super) trait Kind {
    /// The value in one replication.
    type One;

    /// Sums up the values of all replications, given in order.
    fn sum_up(values: Vec<Self::One>, unit: MeasureUnit, all: &Replications<'_>) -> Self;

    /// The value as a number, for paired differences between plans; `None` if it is censored.
    fn number(one: Self::One, plan: &Plan) -> Option<f64>;

    /// The number that a censored value of this plan is known to be above.
    fn seen_until(_unit: MeasureUnit, _plan: &Plan) -> f64 {
        f64::INFINITY
    }
}

/// A number of days; `None` if it did not happen.
impl Kind for Days {
    type One = Option<u32>;

    fn sum_up(values: Vec<Option<u32>>, unit: MeasureUnit, _: &Replications<'_>) -> Self {
        let happened = sorted(values.iter().flatten().copied());
        let censored = values.len() - happened.len();
        Days {
            quantiles: Quantiles::of(&happened, values.len())
                .map(|days| days.map(|days| days as u32)),
            mean: (censored == 0).then(|| mean(happened, unit)).flatten(),
            censored: censored as u32,
        }
    }

    fn number(one: Option<u32>, _: &Plan) -> Option<f64> {
        one.map(f64::from)
    }

    fn seen_until(unit: MeasureUnit, plan: &Plan) -> f64 {
        f64::from(match unit {
            MeasureUnit::WorkingDays => plan.working_days_to(plan.last_day()),
            _ => plan.last_day(),
        })
    }
}

/// A day; `None` if it did not happen.
impl Kind for Dates {
    type One = Option<Day>;

    fn sum_up(values: Vec<Option<Day>>, _: MeasureUnit, all: &Replications<'_>) -> Self {
        dates(values.iter().flatten().copied(), values.len(), all.plan)
    }

    fn number(one: Option<Day>, plan: &Plan) -> Option<f64> {
        // Days since a date that is the same for both plans, whenever they start.
        const SAME: Date = date(2000, 1, 1);
        one.map(|day| f64::from((plan.date(day) - SAME).get_days()))
    }

    fn seen_until(_: MeasureUnit, plan: &Plan) -> f64 {
        Self::number(Some(plan.last_day()), plan).unwrap_or(f64::INFINITY)
    }
}

impl Kind for Measure {
    type One = f64;

    fn sum_up(values: Vec<f64>, unit: MeasureUnit, _: &Replications<'_>) -> Self {
        measure(values, most(unit))
    }

    fn number(one: f64, _: &Plan) -> Option<f64> {
        Some(one)
    }
}

impl Kind for WaitDays {
    type One = MeanWait;

    fn sum_up(values: Vec<MeanWait>, unit: MeasureUnit, all: &Replications<'_>) -> Self {
        let (mut everybody, mut residents) = (0, &[][..]);
        if let Some(one) = values.first() {
            residents = match one.of {
                Who::Backlog => all.totals.waits(),
                Who::New => all.totals.new_waits(),
            };
            everybody = match one.of {
                Who::Backlog => all.list.iter().map(|r| u64::from(r.backlog)).sum(),
                Who::New => all.list.iter().map(|r| u64::from(r.recorded)).sum(),
            };
        }
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
        let means: Option<Vec<f64>> = values.iter().map(|one| one.days).collect();
        WaitDays {
            mean: means.and_then(|means| mean(means, unit)),
            quantiles: PROBABILITIES.map(at).into(),
        }
    }

    fn number(one: MeanWait, _: &Plan) -> Option<f64> {
        one.days
    }
}

/// Sums up counts or shares, one per replication and of one replication at least, which are at most `most`.
pub(crate) fn measure(mut values: Vec<f64>, most: f64) -> Measure {
    const SOME: &str = "there is at least one replication";
    let nonzero = values.iter().filter(|value| **value > 0.0).count() as u32;
    let mean = Mean::within(values.iter().copied(), 0.0, most).expect(SOME);
    values.sort_by(f64::total_cmp);
    // Nothing is censored, so this is the ⌈p n⌉-th smallest value: a share p of the values is at or below it.
    let quantiles = Quantiles::of(&values, values.len()).map(|value| value.expect(SOME));
    Measure::of(mean, quantiles, nonzero)
}

/// Sums up the days of something, given for the replications in which it happened, of `n` in all.
pub(crate) fn dates(happened: impl Iterator<Item = Day>, n: usize, plan: &Plan) -> Dates {
    let happened = sorted(happened);
    let at = |day: Option<f64>| day.map(|day| plan.date(day as Day));
    Dates {
        quantiles: Quantiles::of(&happened, n).map(at),
        share: Share::of(happened.len(), n),
    }
}

fn sorted(values: impl Iterator<Item = u32>) -> Vec<f64> {
    let mut values: Vec<f64> = values.map(f64::from).collect();
    values.sort_by(f64::total_cmp);
    values
}

/// Mean and interval of values, one per replication. The interval is cut to what a mean of this unit can be.
fn mean(values: impl IntoIterator<Item = f64>, unit: MeasureUnit) -> Option<Mean> {
    Mean::within(values, 0.0, most(unit))
}

/// The largest value that a number of this unit can have.
fn most(unit: MeasureUnit) -> f64 {
    match unit {
        MeasureUnit::Share => 1.0,
        _ => f64::INFINITY,
    }
}

/// The difference of a number between two plans, replication by replication. Replications that only one of the plans has done are
/// left out. Where one plan was not seen for as long as the other took, nobody knows which is larger.
pub(super) fn paired<K: Kind>(
    reference: &Replications<'_>,
    other: &Replications<'_>,
    unit: MeasureUnit,
    of: impl Fn(&Replication) -> K::One,
) -> Paired {
    let number = |r: &Replication, all: &Replications<'_>| K::number(of(r), all.plan);
    let both = reference.list.iter().zip(other.list);
    let [a_until, b_until] = [reference, other].map(|all| K::seen_until(unit, all.plan));
    let both = both.map(|(a, b)| match (number(a, reference), number(b, other)) {
        (Some(a), None) if a > b_until => (None, None),
        (None, Some(b)) if b > a_until => (None, None),
        known => known,
    });
    let mean = |differences| Mean::within(differences, f64::NEG_INFINITY, f64::INFINITY);
    Paired::of(both, &Units::Replications, mean)
}
