//! The answer as JSON, for programs. `docs/results.md` explains every key.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::experiment::Reached;
use crate::office::PrinterState;
use crate::office::plan::{Plan, Unknown};
use crate::projection::{
    CauseCount, Cleared, Holding, KecamatanResult, LongestQueue, Loss, Measures, MonthLoss,
    MoreBlanks, ObservationResult, Projection, Quantiles, Remedy, ServedBy, ServedOn, SiteResult,
    SoFar, Spread, StockOuts,
};
use crate::support::visible::visible_json;

/// The number of the format. It changes when a key changes its meaning or goes away, not when one is added.
const FORMAT: u32 = 2;

/// One projection as JSON, indented, with a line feed at the end. The keys are always in the same order.
#[must_use]
pub fn run(projection: &Projection) -> String {
    pretty(&Run::new(projection, Some(Head::new())))
}

/// Any value as indented JSON with a line feed at the end.
pub(super) fn pretty(value: &impl Serialize) -> String {
    let text =
        serde_json::to_string_pretty(value).expect("a report holds nothing that JSON cannot");
    let mut text = visible_json(&text).into_owned();
    text.push('\n');
    text
}

/// A value of a scenario: a number or true or false if it is one, otherwise text.
pub(super) fn value(text: &str) -> serde_json::Value {
    let plain = serde_json::from_str(text).ok();
    let plain = plain.filter(|value: &serde_json::Value| value.is_number() || value.is_boolean());
    plain.unwrap_or_else(|| text.into())
}

/// The first keys of every JSON report.
#[derive(Serialize)]
pub(super) struct Head {
    format: u32,
    version: &'static str,
}

impl Head {
    pub(super) const fn new() -> Self {
        Head {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// The keys of one projection; a comparison has several of these.
#[derive(Serialize)]
pub(super) struct Run<'a> {
    #[serde(flatten)]
    head: Option<Head>,
    scenario: Scenario<'a>,
    seed: u64,
    replications: u32,
    requested: u32,
    by: &'a [Date],
    complete: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    precision: Option<&'a [Reached]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    so_far: Option<&'a SoFar>,
    horizon: Date,
    cleared: &'a Cleared,
    backlog: Quantiles<u32>,
    served_on: &'a [ServedOn],
    served_by: &'a [ServedBy],
    futures: &'a [Option<Date>],
    #[serde(flatten)]
    measures: &'a Measures,
    sites: &'a [SiteResult],
    kecamatan: &'a [KecamatanResult],
    #[serde(serialize_with = "shares")]
    loss: &'a [Loss],
    loss_detail: &'a [Loss],
    #[serde(serialize_with = "months")]
    loss_by_month: &'a [MonthLoss],
    binding: Option<PrinterState>,
    bound_by: &'a [CauseCount],
    stopped_by: &'a [CauseCount],
    rest_waited_for: &'a [CauseCount],
    remedies: Option<&'a [Remedy]>,
    more_blanks: Option<&'a MoreBlanks>,
    spread: Option<&'a Spread>,
    unknown: &'a [Unknown],
    holds: Option<bool>,
    holds_detail: &'a Holding,
    longest_queue: &'a LongestQueue,
    stockouts_detail: &'a [StockOuts],
    fluid_bound_working_days: Option<u32>,
    fluid_bound_on: Option<Date>,
    observations: &'a [ObservationResult],
    fingerprint: String,
}

#[derive(Serialize)]
pub(super) struct Scenario<'a> {
    name: &'a str,
    digest: &'a str,
    start: Date,
    /// A result that can be repeated carries its scenario.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
}

impl<'a> Scenario<'a> {
    pub(super) fn of(plan: &'a Plan, digest: &'a str) -> Self {
        Scenario {
            name: &plan.name,
            digest,
            start: plan.start,
            file: None,
        }
    }

    /// The same with its file, from which the result can be repeated.
    pub(super) fn repeatable(plan: &'a Plan, digest: &'a str) -> Self {
        Self::of(plan, digest).with_file(plan.text.as_deref())
    }

    pub(super) fn with_file(self, file: Option<&'a str>) -> Self {
        Scenario { file, ..self }
    }
}

impl<'a> Run<'a> {
    pub(super) fn new(p: &'a Projection, head: Option<Head>) -> Self {
        Run {
            head,
            scenario: Scenario::repeatable(&p.plan, &p.digest),
            seed: p.seed,
            replications: p.replications,
            requested: p.requested,
            by: &p.by,
            precision: p.precision.as_deref(),
            so_far: p.so_far.as_ref(),
            complete: p.complete,
            horizon: p.plan.horizon,
            cleared: &p.cleared,
            backlog: p.backlog,
            served_on: &p.served_on,
            served_by: &p.served_by,
            futures: &p.futures,
            measures: &p.measures,
            sites: &p.sites,
            kecamatan: &p.kecamatan,
            loss: &p.loss,
            loss_detail: &p.loss,
            loss_by_month: &p.loss_by_month,
            binding: p.binding,
            bound_by: &p.bound_by,
            stopped_by: &p.stopped_by,
            rest_waited_for: &p.rest_waited_for,
            remedies: p.remedies.as_deref(),
            more_blanks: p.more_blanks.as_ref(),
            spread: p.spread.as_ref(),
            unknown: p.plan.worlds.unknown(),
            holds: p.holding.holds,
            holds_detail: &p.holding,
            longest_queue: &p.longest_queue,
            stockouts_detail: &p.stock_outs,
            fluid_bound_working_days: p.best_case_working_days,
            fluid_bound_on: p.best_case_on,
            observations: &p.observations,
            fingerprint: format!("{:016x}", p.fingerprint),
        }
    }
}

/// One object per month: its name, such as "2017-05", and its loss table.
fn months<S: Serializer>(months: &[MonthLoss], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Month {
        month: String,
        loss: BTreeMap<&'static str, f64>,
    }
    serializer.collect_seq(months.iter().map(|month| Month {
        month: month.name(),
        loss: std::iter::zip(PrinterState::ALL.map(PrinterState::key), month.shares).collect(),
    }))
}

/// The loss table as an object: state to share.
fn shares<S: Serializer>(loss: &[Loss], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(loss.iter().map(|loss| (loss.state, loss.share)))
}
