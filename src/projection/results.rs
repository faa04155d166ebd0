//! The typed answer: everything that a report prints, and the rows from which it was computed.

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

/// The projection of one scenario: when everyone is served, and why not sooner.
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
    /// Replications requested; more than done if the run was interrupted.
    pub requested: u32,
    /// How often, and by when, the initial backlog cleared.
    pub cleared: Cleared,
    /// The results for each measure of the [table](super::MEASURES).
    pub measures: Measures,
    /// The results for each site.
    pub sites: Vec<SiteResult>,
    /// The results for each kecamatan.
    pub kecamatan: Vec<KecamatanResult>,
    /// How the printers spent their open time, in the order of [`PrinterState::ALL`].
    pub loss: Vec<Loss>,
    /// The state other than printing that took the most printer-time.
    pub binding: Option<PrinterState>,
    /// For the replications that did not clear: the state that took the most time on the last open day, most frequent first.
    pub stopped_by: Vec<Stopped>,
    /// The best case in working days: no replication can be faster. `None` if not even the best case clears within the horizon.
    pub best_case_working_days: Option<u32>,
    /// The date of the best case.
    pub best_case_on: Option<Date>,
    /// The counts from the real office, beside the simulated ones.
    pub observations: Vec<ObservationResult>,
    /// Values for each day, for plots.
    pub daily: Daily,
    /// A hash over the event sequences of all replications, in order.
    pub fingerprint: u64,
    /// The rows of all replications, in order, for a program's own measures.
    pub outcomes: Vec<Replication>,
    /// Days, waits and printer-time, summed over all replications.
    pub series: Series,
}

/// How often the initial backlog cleared within the horizon.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cleared {
    /// The share of replications that cleared.
    #[serde(flatten)]
    pub share: Share,
    /// The same by certain dates: the end of each month, and the requested dates.
    pub by: Vec<ClearedBy>,
}

/// P(cleared by a date).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClearedBy {
    /// The date; clearing on that day counts.
    pub date: Date,
    /// The share of replications that cleared by then.
    #[serde(flatten)]
    pub share: Share,
}

/// The results for one site.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteResult {
    /// Its name.
    pub name: String,
    /// The results for each of its measures.
    pub measures: SiteMeasures,
    /// The state other than printing that took the most of its printers' time.
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

/// The results for one kecamatan.
#[derive(Clone, Debug, PartialEq)]
pub struct KecamatanResult {
    /// Its name.
    pub name: String,
    /// The results for each of its measures.
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

/// Writes the mean of each measure under its key.
fn means<'a, M: SerializeMap>(
    keys: &mut M,
    mut rows: impl Iterator<Item = (&'static MeasureRow, Found<'a>)>,
) -> Result<(), M::Error> {
    let value = |found: Found<'_>| found.mean().map(|mean| mean.value);
    rows.try_for_each(|(row, found)| keys.serialize_entry(row.key, &value(found)))
}

/// Writes the whole result of each measure, under its key with `_detail`.
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
    /// Mean printer-hours per replication.
    pub hours: f64,
    /// Cards that could have been printed in that time at the mean print time.
    pub cards: f64,
}

/// A cause for which replications did not clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stopped {
    /// The state that took the most printer-time on the last open day.
    pub state: PrinterState,
    /// Number of replications.
    pub replications: u32,
}

/// An observation in the real office, beside the simulated counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ObservationResult {
    /// The day on which the window begins.
    pub from: Date,
    /// The day on which the window ends.
    pub until: Date,
    /// The total as reported.
    pub observed: u32,
    /// The simulated total.
    pub simulated: Measure,
    /// The sites, if they were reported.
    pub sites: Vec<ObservedSite>,
}

/// The observation of one site, beside the simulated count.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ObservedSite {
    /// Its name.
    pub name: String,
    /// The count as reported.
    pub observed: u32,
    /// The simulated count.
    pub simulated: Measure,
}

/// Day by day over all replications; all vectors have one entry per day from the start to the horizon. After the day on which a
/// replication was done, its last values hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Daily {
    /// The days.
    pub dates: Vec<Date>,
    /// Residents waiting at the end of the day.
    pub waiting: Vec<Quantiles<u32>>,
    /// Blanks on hand at the end of the day.
    pub on_hand: Vec<Quantiles<u32>>,
}

/// Scenarios compared with the first, replication by replication on common random numbers.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The scenarios, the reference first.
    pub projections: Vec<Projection>,
    /// One row for each scenario after the first.
    pub differences: Vec<Difference>,
    /// The index of the scenario that clears on the earliest date, if the intervals say so: it beats every other one at joint 95 %
    /// confidence (Bonferroni).
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
