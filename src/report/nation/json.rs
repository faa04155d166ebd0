//! A nation as JSON. `docs/results.md` explains every key.

use jiff::civil::Date;
use serde::Serialize;

use crate::nation::{
    Allotment, Nation, NationComparison, NationProjection, OFFICES_DONE, RuleTried,
};
use crate::projection::{Dates, Mean, Measure, Share};
use crate::report::json::{Head, Scenario, pretty};

/// The answer for a nation as JSON, indented, with a line feed at the end. The keys are always in the same order.
#[must_use]
pub fn json(projection: &NationProjection) -> String {
    let digest = projection.nation.digest();
    let scenario = scenario(projection, &digest);
    pretty(&Answer::of(projection, Some(Head::new()), scenario))
}

/// The nation, with the file from which the result can be repeated.
fn scenario<'a>(p: &'a NationProjection, digest: &'a str) -> Scenario<'a> {
    Scenario::of(&p.nation.shared, digest).with_file(p.nation.text.as_deref())
}

/// Several rules as JSON: the answer for each, and each but the first against the first.
#[must_use]
pub fn comparison_json(comparison: &NationComparison) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        #[serde(flatten)]
        head: Head,
        rules: Vec<Answer<'a>>,
        differences: Vec<Difference<'a>>,
    }
    let c = comparison;
    let digests: Vec<String> = c.projections.iter().map(|p| p.nation.digest()).collect();
    let answers = c.projections.iter().zip(&digests);
    pretty(&Document {
        head: Head::new(),
        rules: answers
            .map(|(p, digest)| Answer::of(p, None, scenario(p, digest)))
            .collect(),
        differences: (c.differences.iter())
            .map(|found| {
                let first = &c.projections[0];
                let n = first.replications;
                let offices = first
                    .nation
                    .table
                    .iter()
                    .enumerate()
                    .map(|(i, row)| Sooner {
                        code: &row.code,
                        sooner: found.sooner[i],
                        equal: n - found.sooner[i] - found.later[i],
                        later: found.later[i],
                    });
                Difference {
                    rule: found.rule,
                    reference: first.nation.allotment,
                    served: &found.served,
                    more_served: found.more_served,
                    equal_served: n - found.more_served - found.fewer_served,
                    fewer_served: found.fewer_served,
                    starved: &found.starved,
                    inequality: &found.inequality,
                    offices: offices.collect(),
                }
            })
            .collect(),
    })
}

#[derive(Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    head: Option<Head>,
    scenario: Scenario<'a>,
    seed: u64,
    replications: u32,
    requested: u32,
    complete: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    so_far: Option<SoFar<'a>>,
    horizon: Date,
    allotment: Allotted,
    people: &'a Measure,
    waiting_at_end: &'a Measure,
    expired_suket: &'a Measure,
    people_by: Vec<By<'a>>,
    offices_done: Vec<Done<'a>>,
    starved: &'a Measure,
    starved_kecamatan: &'a Measure,
    idle_blanks: &'a Measure,
    not_received: &'a Measure,
    other_rule: Option<Tried<'a>>,
    inequality: &'a Measure,
    worst_tenth: &'a Measure,
    offices: Vec<Office<'a>>,
    fingerprint: String,
}

/// The replications that an answer rests on where some are missing.
#[derive(Serialize)]
struct SoFar<'a> {
    replications: &'a [[u32; 2]],
}

/// Another rule that was tried on the first replications.
#[derive(Serialize)]
struct Tried<'a> {
    rule: Allotment,
    replications: u32,
    served: &'a Mean,
    more_served: u32,
    fewer_served: u32,
    starved: &'a Mean,
}

impl<'a> Tried<'a> {
    fn of(tried: &'a RuleTried) -> Self {
        let found = &tried.difference;
        Tried {
            rule: found.rule,
            replications: tried.replications,
            served: &found.served,
            more_served: found.more_served,
            fewer_served: found.fewer_served,
            starved: &found.starved,
        }
    }
}

/// What the ministry has and how it allots it.
#[derive(Serialize)]
struct Allotted {
    rule: Allotment,
    #[serde(rename = "static")]
    is_static: bool,
    min_lot: u32,
    max_lot: Option<u32>,
    blanks: u32,
}

#[derive(Serialize)]
struct By<'a> {
    date: Date,
    served: &'a Measure,
    came: &'a Measure,
    share: &'a Measure,
}

#[derive(Serialize)]
struct Done<'a> {
    share: f64,
    #[serde(flatten)]
    dates: &'a Dates,
}

#[derive(Serialize)]
struct Office<'a> {
    code: &'a str,
    name: &'a str,
    province: &'a str,
    backlog: u32,
    served_on_95: &'a Dates,
    waiting_at_end: &'a Measure,
    coverage: &'a Measure,
    blanks_received: &'a Measure,
    blankless_days: &'a Measure,
    expired_suket: &'a Measure,
    starved: &'a Share,
}

#[derive(Serialize)]
struct Difference<'a> {
    rule: Allotment,
    reference: Allotment,
    served: &'a Mean,
    more_served: u32,
    equal_served: u32,
    fewer_served: u32,
    starved: &'a Mean,
    inequality: &'a Mean,
    offices: Vec<Sooner<'a>>,
}

#[derive(Serialize)]
struct Sooner<'a> {
    code: &'a str,
    sooner: u32,
    equal: u32,
    later: u32,
}

impl Allotted {
    fn of(nation: &Nation) -> Self {
        let lots = nation.lots;
        Allotted {
            rule: nation.allotment,
            is_static: nation.allotment.is_static(),
            min_lot: lots.least,
            max_lot: Some(lots.most).filter(|most| *most < u32::MAX),
            blanks: nation.blanks_in_all(),
        }
    }
}

impl<'a> Answer<'a> {
    fn of(p: &'a NationProjection, head: Option<Head>, scenario: Scenario<'a>) -> Self {
        let by = p.served.iter().map(|by| By {
            date: by.date,
            served: &by.people,
            came: &by.came,
            share: &by.share,
        });
        let done = OFFICES_DONE.into_iter().zip(&p.offices_done);
        let offices = p.nation.table.iter().zip(&p.offices);
        Answer {
            head,
            scenario,
            seed: p.seed,
            replications: p.replications,
            requested: p.requested,
            complete: p.complete,
            so_far: p
                .so_far
                .as_deref()
                .map(|replications| SoFar { replications }),
            horizon: p.nation.shared.horizon,
            allotment: Allotted::of(&p.nation),
            people: &p.people,
            waiting_at_end: &p.waiting,
            expired_suket: &p.expired,
            people_by: by.collect(),
            offices_done: done.map(|(share, dates)| Done { share, dates }).collect(),
            starved: &p.starved,
            starved_kecamatan: &p.starved_kecamatan,
            idle_blanks: &p.idle_blanks,
            not_received: &p.not_received,
            other_rule: p.other_rule.as_ref().map(Tried::of),
            inequality: &p.inequality,
            worst_tenth: &p.worst_tenth,
            offices: offices
                .map(|(row, found)| Office {
                    code: &row.code,
                    name: &row.name,
                    province: &row.province,
                    backlog: row.backlog,
                    served_on_95: &found.nearly_all,
                    waiting_at_end: &found.waiting,
                    coverage: &found.coverage,
                    blanks_received: &found.received,
                    blankless_days: &found.blankless_days,
                    expired_suket: &found.expired,
                    starved: &found.starved,
                })
                .collect(),
            fingerprint: format!("{:016x}", p.fingerprint),
        }
    }
}
