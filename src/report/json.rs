//! The answer as JSON, for programs. `docs/results.md` explains every key.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::projection::{
    ClearedBy, Dates, Days, KecamatanResult, Loss, Mean, Measure, ObservationResult, Projection,
    SiteResult, WaitDays,
};
use crate::support::visible::visible_json;

/// The number of the format: it changes when a key changes its meaning or goes away, not when one is added.
const FORMAT: u32 = 1;

/// One projection as JSON, indented, with a line feed at the end. The order of the keys is always the same.
#[must_use]
pub fn run(projection: &Projection) -> String {
    pretty(&Run::new(projection))
}

/// Any value as indented JSON with a line feed at the end.
pub(super) fn pretty(value: &impl Serialize) -> String {
    let text =
        serde_json::to_string_pretty(value).expect("a report holds nothing that JSON cannot");
    let mut text = visible_json(&text).into_owned();
    text.push('\n');
    text
}

/// What stands at the head of every JSON report.
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

/// The keys of one projection; a comparison has several.
#[derive(Serialize)]
pub(super) struct Run<'a> {
    #[serde(flatten)]
    head: Option<Head>,
    scenario: ScenarioJson<'a>,
    seed: u64,
    replications: u32,
    requested: u32,
    horizon: Date,
    cleared: ClearedJson<'a>,
    working_days: DaysJson,
    calendar_days: DaysJson,
    cleared_on: DatesJson,
    queue_empty_on: DatesJson,
    blanks_out_on: DatesJson,
    blanks_out_days: DaysJson,
    printed: MeasureJson,
    spoiled: MeasureJson,
    failures: MeasureJson,
    expired_suket: MeasureJson,
    waiting_at_end: MeasureJson,
    wait_days: WaitJson,
    sites: Vec<SiteJson<'a>>,
    kecamatan: Vec<KecamatanJson<'a>>,
    loss: Shares<'a>,
    loss_detail: Vec<LossJson>,
    binding: Option<&'static str>,
    stopped_by: Vec<StoppedJson>,
    fluid_bound_working_days: Option<u32>,
    fluid_bound_on: Option<Date>,
    observations: Vec<ObservationJson<'a>>,
    fingerprint: String,
}

impl<'a> Run<'a> {
    fn new(p: &'a Projection) -> Self {
        Run {
            head: Some(Head::new()),
            ..Run::part(p)
        }
    }

    /// The same without the head, as a part of something larger.
    pub(super) fn part(p: &'a Projection) -> Self {
        Run {
            head: None,
            scenario: ScenarioJson {
                name: &p.plan.name,
                digest: &p.digest,
                start: p.plan.start,
            },
            seed: p.seed,
            replications: p.replications,
            requested: p.requested,
            horizon: p.plan.horizon,
            cleared: ClearedJson {
                fraction: p.cleared.fraction,
                interval: p.cleared.interval,
                by: &p.cleared.by,
            },
            working_days: (&p.working_days).into(),
            calendar_days: (&p.calendar_days).into(),
            cleared_on: (&p.cleared_on).into(),
            queue_empty_on: (&p.queue_empty_on).into(),
            blanks_out_on: (&p.blanks_out_on).into(),
            blanks_out_days: (&p.blanks_out_days).into(),
            printed: (&p.printed).into(),
            spoiled: (&p.spoiled).into(),
            failures: (&p.failures).into(),
            expired_suket: (&p.expired_suket).into(),
            waiting_at_end: (&p.waiting_at_end).into(),
            wait_days: (&p.wait_days).into(),
            sites: p.sites.iter().map(SiteJson::from).collect(),
            kecamatan: p.kecamatan.iter().map(KecamatanJson::from).collect(),
            loss: Shares(&p.loss),
            loss_detail: p.loss.iter().map(LossJson::from).collect(),
            binding: p.binding.map(|state| state.key()),
            stopped_by: p
                .stopped_by
                .iter()
                .map(|&(state, replications)| StoppedJson {
                    state: state.key(),
                    replications,
                })
                .collect(),
            fluid_bound_working_days: p.bound_working_days,
            fluid_bound_on: p.bound_on,
            observations: p.observations.iter().map(ObservationJson::from).collect(),
            fingerprint: format!("{:016x}", p.fingerprint),
        }
    }
}

#[derive(Serialize)]
struct ScenarioJson<'a> {
    name: &'a str,
    digest: &'a str,
    start: Date,
}

#[derive(Serialize)]
struct ClearedJson<'a> {
    fraction: f64,
    interval: (f64, f64),
    #[serde(serialize_with = "cleared_by")]
    by: &'a [ClearedBy],
}

fn cleared_by<S: Serializer>(rows: &&[ClearedBy], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Row {
        date: Date,
        fraction: f64,
        interval: (f64, f64),
    }
    serializer.collect_seq(rows.iter().map(|row| Row {
        date: row.date,
        fraction: row.fraction,
        interval: row.interval,
    }))
}

/// The limits of a mean's 95 % interval, where there is one.
pub(super) fn interval(mean: &Mean) -> Option<(f64, f64)> {
    mean.ci95
        .as_ref()
        .map(|estimate| (estimate.low(), estimate.high()))
}

#[derive(Serialize)]
struct DaysJson {
    mean: Option<f64>,
    ci95: Option<(f64, f64)>,
    p10: Option<u32>,
    p50: Option<u32>,
    p90: Option<u32>,
    censored: u32,
}

impl From<&Days> for DaysJson {
    fn from(days: &Days) -> Self {
        DaysJson {
            mean: days.mean.as_ref().map(|mean| mean.value),
            ci95: days.mean.as_ref().and_then(interval),
            p10: days.p10,
            p50: days.p50,
            p90: days.p90,
            censored: days.censored,
        }
    }
}

#[derive(Serialize)]
struct DatesJson {
    p10: Option<Date>,
    p50: Option<Date>,
    p90: Option<Date>,
    fraction: f64,
    interval: (f64, f64),
}

impl From<&Dates> for DatesJson {
    fn from(dates: &Dates) -> Self {
        DatesJson {
            p10: dates.p10,
            p50: dates.p50,
            p90: dates.p90,
            fraction: dates.fraction,
            interval: dates.interval,
        }
    }
}

#[derive(Serialize)]
struct MeasureJson {
    mean: f64,
    ci95: Option<(f64, f64)>,
    p10: f64,
    p50: f64,
    p90: f64,
}

impl From<&Measure> for MeasureJson {
    fn from(measure: &Measure) -> Self {
        MeasureJson {
            mean: measure.mean.value,
            ci95: interval(&measure.mean),
            p10: measure.p10,
            p50: measure.p50,
            p90: measure.p90,
        }
    }
}

#[derive(Serialize)]
struct WaitJson {
    mean: Option<f64>,
    ci95: Option<(f64, f64)>,
    p10: Option<u32>,
    p50: Option<u32>,
    p90: Option<u32>,
}

impl From<&WaitDays> for WaitJson {
    fn from(wait: &WaitDays) -> Self {
        WaitJson {
            mean: wait.mean.as_ref().map(|mean| mean.value),
            ci95: wait.mean.as_ref().and_then(interval),
            p10: wait.p10,
            p50: wait.p50,
            p90: wait.p90,
        }
    }
}

#[derive(Serialize)]
struct SiteJson<'a> {
    name: &'a str,
    printed: f64,
    utilisation: f64,
    binding: Option<&'static str>,
    printed_detail: MeasureJson,
    utilisation_detail: MeasureJson,
}

impl<'a> From<&'a SiteResult> for SiteJson<'a> {
    fn from(site: &'a SiteResult) -> Self {
        SiteJson {
            name: &site.name,
            printed: site.printed.mean.value,
            utilisation: site.utilisation.mean.value,
            binding: site.binding.map(|state| state.key()),
            printed_detail: (&site.printed).into(),
            utilisation_detail: (&site.utilisation).into(),
        }
    }
}

#[derive(Serialize)]
struct KecamatanJson<'a> {
    name: &'a str,
    printed: f64,
    waiting: f64,
    printed_detail: MeasureJson,
    waiting_detail: MeasureJson,
}

impl<'a> From<&'a KecamatanResult> for KecamatanJson<'a> {
    fn from(kecamatan: &'a KecamatanResult) -> Self {
        KecamatanJson {
            name: &kecamatan.name,
            printed: kecamatan.printed.mean.value,
            waiting: kecamatan.waiting.mean.value,
            printed_detail: (&kecamatan.printed).into(),
            waiting_detail: (&kecamatan.waiting).into(),
        }
    }
}

/// The loss table as an object: state to share.
struct Shares<'a>(&'a [Loss]);

impl Serialize for Shares<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|loss| (loss.state.key(), loss.share)))
    }
}

#[derive(Serialize)]
struct LossJson {
    state: &'static str,
    share: f64,
    hours: f64,
    cards: f64,
}

impl From<&Loss> for LossJson {
    fn from(loss: &Loss) -> Self {
        LossJson {
            state: loss.state.key(),
            share: loss.share,
            hours: loss.hours,
            cards: loss.cards,
        }
    }
}

#[derive(Serialize)]
struct StoppedJson {
    state: &'static str,
    replications: u32,
}

#[derive(Serialize)]
struct ObservationJson<'a> {
    from: Date,
    until: Date,
    observed: u32,
    simulated: MeasureJson,
    sites: Vec<ObservedSiteJson<'a>>,
}

#[derive(Serialize)]
struct ObservedSiteJson<'a> {
    name: &'a str,
    observed: u32,
    simulated: MeasureJson,
}

impl<'a> From<&'a ObservationResult> for ObservationJson<'a> {
    fn from(seen: &'a ObservationResult) -> Self {
        ObservationJson {
            from: seen.from,
            until: seen.until,
            observed: seen.observed,
            simulated: (&seen.simulated).into(),
            sites: seen
                .sites
                .iter()
                .map(|(name, observed, simulated)| ObservedSiteJson {
                    name,
                    observed: *observed,
                    simulated: simulated.into(),
                })
                .collect(),
        }
    }
}
