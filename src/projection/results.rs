//! The typed answer: everything a report prints, and the outcomes it was computed from.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::measures::{Differences, KecamatanMeasures, Measures, SiteMeasures};
use super::numbers::{Measure, Quantiles, Share};
use super::table::{Found, MeasureRow};
use super::{Replication, Series};
use crate::office::PrinterState;
use crate::office::plan::Plan;

/// The projection of one scenario: when is everyone served, and why not sooner.
#[derive(Clone, Debug)]
pub struct Projection {
    /// The scenario that was projected.
    pub plan: Arc<Plan>,
    /// [`Plan::digest`].
    pub digest: String,
    /// The seed of the random streams.
    pub seed: u64,
    /// Replications done.
    pub replications: u32,
    /// Replications asked for; more than done when the run was interrupted.
    pub requested: u32,
    /// How often, and by when, the initial backlog cleared.
    pub cleared: Cleared,
    /// What was found of each measure of the [table](super::MEASURES).
    pub measures: Measures,
    /// Per site.
    pub sites: Vec<SiteResult>,
    /// Per kecamatan.
    pub kecamatan: Vec<KecamatanResult>,
    /// Where the printers' open time went, in the order of [`PrinterState::ALL`].
    pub loss: Vec<Loss>,
    /// The state, other than printing, that took the most printer-time.
    pub binding: Option<PrinterState>,
    /// Of the replications that did not clear: what took the most time on the last open day, most frequent first.
    pub stopped_by: Vec<Stopped>,
    /// The best case in working days: no replication can be faster. `None`: not even the best case clears within the horizon.
    pub best_case_working_days: Option<u32>,
    /// The date of the best case.
    pub best_case_on: Option<Date>,
    /// What was seen in the real office, beside what was simulated.
    pub observations: Vec<ObservationResult>,
    /// Day by day, for plots.
    pub daily: Daily,
    /// A hash over the event sequences of all replications, in order.
    pub fingerprint: u64,
    /// The replications in numbers, in order, for measures of the reader's own.
    pub outcomes: Vec<Replication>,
    /// Days, waits and printer-time of all replications together.
    pub series: Series,
}

/// How often the initial backlog cleared within the horizon.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cleared {
    /// The replications that cleared.
    #[serde(flatten)]
    pub share: Share,
    /// Those that cleared by certain dates: the end of each month, and the dates asked for.
    pub by: Vec<ClearedBy>,
}

/// P(cleared by a date).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClearedBy {
    /// The date; clearing on that day counts.
    pub date: Date,
    /// The replications.
    #[serde(flatten)]
    pub share: Share,
}

/// One site.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteResult {
    /// Its name.
    pub name: String,
    /// What was found of each of its measures.
    pub measures: SiteMeasures,
    /// The state, other than printing, that took the most of its printers' time.
    pub binding: Option<PrinterState>,
}

impl Serialize for SiteResult {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut keys = serializer.serialize_map(None)?;
        keys.serialize_entry("name", &self.name)?;
        means(&mut keys, self.measures.rows())?;
        keys.serialize_entry("binding", &self.binding)?;
        details(&mut keys, self.measures.rows())?;
        keys.end()
    }
}

/// One kecamatan.
#[derive(Clone, Debug, PartialEq)]
pub struct KecamatanResult {
    /// Its name.
    pub name: String,
    /// What was found of each of its measures.
    pub measures: KecamatanMeasures,
}

impl Serialize for KecamatanResult {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut keys = serializer.serialize_map(None)?;
        keys.serialize_entry("name", &self.name)?;
        means(&mut keys, self.measures.rows())?;
        details(&mut keys, self.measures.rows())?;
        keys.end()
    }
}

/// The mean of each measure under its key.
fn means<'a, M: SerializeMap>(
    keys: &mut M,
    mut rows: impl Iterator<Item = (&'static MeasureRow, Found<'a>)>,
) -> Result<(), M::Error> {
    let value = |found: Found<'_>| found.mean().map(|mean| mean.value);
    rows.try_for_each(|(row, found)| keys.serialize_entry(row.key, &value(found)))
}

/// All that was found of each measure.
fn details<'a, M: SerializeMap>(
    keys: &mut M,
    mut rows: impl Iterator<Item = (&'static MeasureRow, Found<'a>)>,
) -> Result<(), M::Error> {
    rows.try_for_each(|(row, found)| keys.serialize_entry(&format!("{}_detail", row.key), &found))
}

/// One row of the loss table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Loss {
    /// The state.
    pub state: PrinterState,
    /// Its share of all open printer-time; the shares sum to 1.
    pub share: f64,
    /// Mean printer-hours a replication.
    pub hours: f64,
    /// Cards that could have been printed in that time at the mean print time.
    pub cards: f64,
}

/// A cause for which replications did not clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stopped {
    /// What took the most printer-time on the last open day.
    pub state: PrinterState,
    /// In how many replications.
    pub replications: u32,
}

/// What was seen in the real office, beside what was simulated.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ObservationResult {
    /// Window, in words of the plan's dates: first and last day.
    pub from: Date,
    /// The day on which the window ends.
    pub until: Date,
    /// The total as reported.
    pub observed: u32,
    /// Simulated total.
    pub simulated: Measure,
    /// Per site, where it was reported.
    pub sites: Vec<ObservedSite>,
}

/// What was seen of one site, beside what was simulated.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ObservedSite {
    /// Its name.
    pub name: String,
    /// As reported.
    pub observed: u32,
    /// Simulated.
    pub simulated: Measure,
}

/// Day by day over all replications; all vectors have one entry a day from the start to the horizon.
/// After the day on which a replication was done, its last values hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Daily {
    /// The days.
    pub dates: Vec<Date>,
    /// Residents waiting at the end of the day.
    pub waiting: Vec<Quantiles<u32>>,
    /// Blanks on hand at the end of the day.
    pub on_hand: Vec<Quantiles<u32>>,
}

/// Scenarios against the first of them, replication by replication on common random numbers.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The scenarios, the reference first.
    pub projections: Vec<Projection>,
    /// One row for each scenario after the first.
    pub differences: Vec<Difference>,
    /// The index of the scenario that clears on the earliest date, where the intervals say so: it beats every other one at joint 95 % confidence (Bonferroni).
    pub best: Option<usize>,
}

/// One scenario against the reference.
#[derive(Clone, Debug)]
pub struct Difference {
    /// Index into [`Comparison::projections`].
    pub scenario: usize,
    /// Scenario minus reference in each measure.
    pub measures: Differences,
}
