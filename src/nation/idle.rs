//! Blanks that lie where they help nobody, people who wait although a blank is there, and whether another rule would help.

use std::sync::Arc;

use serde::Serialize;

use super::allotment::Allotment;
use super::compare::{RuleDifference, difference};
use super::outcome::NationOutcome;
use super::plan::Nation;
use super::results::NationProjection;
use crate::error::Result;
use crate::experiment::{Control, Settings};

/// Idle blanks are worth another rule from this share of the people who wait for one.
const WORTHWHILE: f64 = 0.01;
/// The most replications on which another rule is tried: on common random numbers a few tell.
const TRIED: u32 = 10;

/// Another rule that was tried on the first replications of an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RuleTried {
    /// The number of replications.
    pub replications: u32,
    /// How the rule differs in them from that of the answer.
    pub difference: RuleDifference,
}

/// Blanks on hand where nobody waits at the end of one replication, and those who wait where there is none.
pub(crate) struct Idle {
    pub blanks: u32,
    pub offices: u32,
    pub waiting: u32,
}

impl Idle {
    /// `None` unless there are both.
    fn of(one: &NationOutcome) -> Option<Self> {
        let mut idle = Idle {
            blanks: 0,
            offices: 0,
            waiting: 0,
        };
        for office in 0..one.offices() {
            if one.is_starved(office) {
                idle.waiting += one.waiting[office];
            } else if one.waiting[office] == 0 && one.on_hand[office] > 0 {
                idle.blanks += one.on_hand[office];
                idle.offices += 1;
            }
        }
        (idle.blanks > 0 && idle.waiting > 0).then_some(idle)
    }

    /// Whether the blanks are so many that another rule may help.
    fn is_worthwhile(&self) -> bool {
        f64::from(self.blanks) >= WORTHWHILE * f64::from(self.waiting)
    }
}

/// The value of which half of the futures have at most this.
fn median(mut values: Vec<u32>) -> u32 {
    values.sort_unstable();
    values[(values.len() - 1) / 2]
}

impl NationProjection {
    /// In how many replications blanks lie idle while offices are starved, and the medians of those.
    pub(crate) fn idle(&self) -> Option<(u32, Idle)> {
        let found: Vec<Idle> = self.outcomes.iter().filter_map(Idle::of).collect();
        if found.is_empty() {
            return None;
        }
        let of = |value: fn(&Idle) -> u32| median(found.iter().map(value).collect());
        let medians = Idle {
            blanks: of(|idle| idle.blanks),
            offices: of(|idle| idle.offices),
            waiting: of(|idle| idle.waiting),
        };
        Some((found.len() as u32, medians))
    }

    /// Whether so many blanks lie idle, or have reached no office, while offices are starved that another rule may help.
    pub(crate) fn is_worth_another_rule(&self) -> bool {
        let not_received = self.starved.quantiles.p50 > 0.0
            && self.not_received.quantiles.p50 > 0.0
            && self.not_received.quantiles.p50 >= WORTHWHILE * self.waiting.quantiles.p50;
        not_received || self.idle().is_some_and(|(_, idle)| idle.is_worthwhile())
    }

    /// The people who wait at the end although their office has a blank for each of them, in all and at each office: medians.
    pub(crate) fn wait_for_printing(&self) -> (u32, Vec<u32>) {
        let people =
            |one: &NationOutcome, office: usize| one.waiting[office].min(one.on_hand[office]);
        let in_all =
            |one: &NationOutcome| (0..one.offices()).map(|office| people(one, office)).sum();
        let of = |office| {
            median(
                self.outcomes
                    .iter()
                    .map(|one| people(one, office))
                    .collect(),
            )
        };
        (
            median(self.outcomes.iter().map(in_all).collect()),
            (0..self.offices.len()).map(of).collect(),
        )
    }
}

/// Tries other rules on the first replications of an answer in which blanks lie idle, or reach no office, while offices are starved, and returns
/// the one by which the most people have a card at the horizon; `None` where another rule has nothing to mend.
///
/// # Errors
///
/// Like [`project`](super::project()).
pub fn other_rule(
    p: &NationProjection,
    threads: Option<usize>,
    control: &Control<'_>,
) -> Result<Option<RuleTried>> {
    let replications = p.replications.min(TRIED);
    // An answer so far may lack the first replications.
    if !p.is_worth_another_rule() || p.so_far.is_some() {
        return Ok(None);
    }
    let settings = Settings {
        replications,
        seed: p.seed,
        threads,
    };
    let mut best: Option<RuleDifference> = None;
    for (before, allotment) in (0..).zip(candidates(p.nation.allotment)) {
        let progress = |now: u32| {
            let done = before * replications + now;
            control.progress.iter().for_each(|set| set(done));
        };
        let control = Control {
            progress: Some(&progress),
            stop: control.stop,
        };
        let nation = Arc::new(Nation {
            allotment,
            ..Nation::clone(&p.nation)
        });
        let other = super::project(nation, &settings, &[], &control)?;
        let found = difference(p, &other);
        if best
            .as_ref()
            .is_none_or(|best| found.served.value > best.served.value)
        {
            best = Some(found);
        }
    }
    Ok(best.map(|difference| RuleTried {
        replications,
        difference,
    }))
}

/// The rules to try in place of one: those that look at who needs blanks, before the start and in each round.
pub(crate) fn candidates(now: Allotment) -> impl Iterator<Item = Allotment> {
    [Allotment::LowestCoverage, Allotment::Need]
        .into_iter()
        .filter(move |rule| *rule != now)
}
