//! The typed answer: everything that a report prints, and the rows from which it was computed.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::holding::Holding;
use super::measures::{Differences, KecamatanMeasures, Measures, SiteMeasures};
use super::more_blanks::MoreBlanks;
use super::numbers::{Dates, Measure, Paired, Quantiles, Share};
use super::remedies::Remedy;
use super::spread::Spread;
use super::table::{Found, MeasureRow};
use super::{Replication, Totals};
use crate::experiment::{Contrast, Estimated, Reached, Selected};
use crate::office::plan::{Counted, Plan};
use crate::office::{Day, PrinterState};

/// The projection of one scenario: when everyone is served, and why not sooner.
#[derive(Clone, Debug)]
#[non_exhaustive]
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
    /// False if it was stopped before all replications, and what was asked for after them ([`remedies`](super::remedies()),
    /// [`spread`](super::spread())), were done.
    pub complete: bool,
    /// The dates that were asked for, as they were given.
    pub by: Vec<Date>,
    /// How often, and by when, the initial backlog cleared.
    pub cleared: Cleared,
    /// When the initial backlog was served, for each of [`MILESTONES`](crate::office::MILESTONES) but the last.
    pub served_on: Vec<ServedOn>,
    /// How many residents of the initial backlog had a card by certain dates: those of [`Cleared::by`].
    pub served_by: Vec<ServedBy>,
    /// Fifty futures as likely as each other: the dates on which the backlog is cleared, in order; `None` after the horizon.
    pub futures: Vec<Option<Date>>,
    /// The number of residents who wait at the start, over replications; all the same unless nobody knows it.
    pub backlog: Quantiles<u32>,
    /// The results for each measure of the [table](super::MEASURES).
    pub measures: Measures,
    /// The results for each site.
    pub sites: Vec<SiteResult>,
    /// The results for each kecamatan.
    pub kecamatan: Vec<KecamatanResult>,
    /// How the printers spent their open time until the backlog was cleared, or the whole run if it was not, in the order of
    /// [`PrinterState::ALL`].
    pub loss: Vec<Loss>,
    /// The same by calendar month.
    pub loss_by_month: Vec<MonthLoss>,
    /// The main obstacle: the state other than printing that took the most printer-time until the backlog was cleared, in the most
    /// replications.
    pub binding: Option<PrinterState>,
    /// In how many replications each state took the most, most frequent first.
    pub bound_by: Vec<CauseCount>,
    /// For the replications that did not clear: the state that took the most time on the last open day, most frequent first.
    pub stopped_by: Vec<CauseCount>,
    /// What the last of the backlog waited for, once nearly all of it (95 %) were served: in how many replications which state of the printers
    /// that had somebody to serve took the most time, most frequent first.
    pub rest_waited_for: Vec<CauseCount>,
    /// What was reached of the precision that [`project_to`](super::project_to()) was asked for; `None` if it was not asked.
    pub precision: Option<Vec<Reached>>,
    /// Which replications it rests on, where their parts are gathered from several processes and some are missing; `None` otherwise.
    pub so_far: Option<SoFar>,
    /// What [`remedies`](super::remedies()) found; `None` if they were not tried.
    pub remedies: Option<Vec<Remedy>>,
    /// What [`more_blanks`](super::more_blanks()) found; `None` if nothing, or if it was not asked for.
    pub more_blanks: Option<MoreBlanks>,
    /// What [`spread`](super::spread()) found; `None` if it was not asked for.
    pub spread: Option<Spread>,
    /// Whether the office keeps up with new recordings.
    pub holding: Holding,
    /// When most residents wait.
    pub longest_queue: LongestQueue,
    /// The stock-outs by their number in a replication: the first, the second, …
    pub stock_outs: Vec<StockOuts>,
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
    pub totals: Totals,
}

impl Projection {
    /// Whether it is so in most of the replications that have this want in the end.
    pub(crate) fn mostly(&self, want: PrinterState, is_so: impl Fn(&Replication) -> bool) -> bool {
        let stopped = self.outcomes.iter().filter(|r| r.cleared.is_none());
        let stopped = stopped.filter(|r| r.last_obstacle == Some(want));
        2 * stopped.clone().filter(|r| is_so(r)).count() > stopped.count()
    }

    /// Whether more blanks came in most of the replications that want blanks in the end.
    pub(crate) fn more_blanks_came(&self) -> bool {
        self.mostly(PrinterState::NoBlank, |r| {
            r.blanks_received > r.blanks_at_start
        })
    }

    /// The number of replications in which something happened by a date.
    pub(crate) fn happened_by(&self, date: Date, of: impl Fn(&Replication) -> Option<Day>) -> u32 {
        let day = self.plan.day_number(date);
        let by_then = |r: &&Replication| of(r).is_some_and(|happened| happened as i32 <= day);
        self.outcomes.iter().filter(by_then).count() as u32
    }
}

/// The part of a run that is there so far.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct SoFar {
    /// The first and the last of each range of replications, counted from 1.
    pub replications: Vec<[u32; 2]>,
    /// How precise the answer is.
    pub half_widths: Vec<HalfWidth>,
}

/// Half of the width of a 95 % confidence interval; those of one answer hold together.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct HalfWidth {
    /// Of what: the mean of the working days until everyone is served, or a quantile of the date on which everyone is.
    pub of: Estimated,
    /// In working days for the mean, in calendar days for a date: the longer side of the interval. `None` if so few replications have none, or it has no end.
    pub half_width: Option<f64>,
}

/// How often the initial backlog cleared within the horizon.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Cleared {
    /// The share of replications that cleared.
    #[serde(flatten)]
    pub share: Share,
    /// The same by certain dates: the end of each month, and the requested dates.
    pub by: Vec<ClearedBy>,
}

/// P(cleared by a date).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ClearedBy {
    /// The date; clearing on that day counts.
    pub date: Date,
    /// The share of replications that cleared by then.
    #[serde(flatten)]
    pub share: Share,
}

/// The results for one site.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SiteResult {
    /// Its name.
    pub name: String,
    /// The results for each of its measures.
    pub measures: SiteMeasures,
    /// The state other than printing that took the most of its printers' time until the backlog was cleared.
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
#[non_exhaustive]
pub struct KecamatanResult {
    /// Its name.
    pub name: String,
    /// The results for each of its measures.
    pub measures: KecamatanMeasures,
    /// When its part of the initial backlog was served, like [`Projection::served_on`]; empty if nobody of it waited.
    pub served_on: Vec<ServedOn>,
    /// The share of replications in which no site may serve its residents that will ever print: 0 to 1.
    pub never_served: f64,
}

impl Serialize for KecamatanResult {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut keys = serializer.serialize_map(None)?;
        keys.serialize_entry("name", &self.name)?;
        means(&mut keys, self.measures.rows())?;
        details(&mut keys, self.measures.rows())?;
        keys.serialize_entry("served_on", &self.served_on)?;
        keys.serialize_entry("never_served", &self.never_served)?;
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
#[non_exhaustive]
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

/// When a share of the initial backlog had a card.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ServedOn {
    /// The share, 0 to 1: the date is the day of the card of rank ⌈share · N⌉.
    pub share: f64,
    /// The date over replications.
    #[serde(flatten)]
    pub dates: Dates,
}

/// How many residents of the initial backlog had a card by a date.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ServedBy {
    /// The date; a card started on that day counts.
    pub date: Date,
    /// The number over replications.
    #[serde(flatten)]
    pub served: Measure,
}

/// When most residents wait.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct LongestQueue {
    /// The day whose median is greatest, the first of several.
    pub date: Date,
    /// Residents waiting at its end.
    #[serde(flatten)]
    pub waiting: Quantiles<u32>,
}

/// The stock-outs of one stock with one number in their replication.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct StockOuts {
    /// The name of the site whose stock it is; `None` if all sites share one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// Its number among those of this stock, from 1.
    pub number: u32,
    /// The day on which it began, and the share of replications that had it.
    #[serde(flatten)]
    pub dates: Dates,
    /// Open days of standstill for want of blanks, over the replications that had it.
    pub days: Quantiles<u32>,
}

/// How the printers spent their open time in a calendar month.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MonthLoss {
    /// The first day of the month.
    pub month: Date,
    /// The share of each state, in the order of [`PrinterState::ALL`].
    pub shares: [f64; PrinterState::ALL.len()],
}

impl MonthLoss {
    /// The month as in "2017-05".
    #[must_use]
    pub fn name(&self) -> String {
        self.month.strftime("%Y-%m").to_string()
    }
}

/// A state of printers, and in how many replications it was the cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CauseCount {
    /// The state.
    pub state: PrinterState,
    /// Number of replications.
    pub replications: u32,
}

/// An observation in the real office, beside the simulated counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ObservationResult {
    /// The beginning of the window, as a scenario file has it: a date, or a date and time.
    pub from: String,
    /// Its end; a date alone includes the whole day.
    pub until: String,
    /// The same as date and minute; the end itself is not part of it.
    #[serde(skip)]
    pub window: [(Date, u16); 2],
    /// What was counted.
    pub counts: Counted,
    /// The total as reported.
    pub observed: u32,
    /// The simulated total.
    pub simulated: Measure,
    /// The sites, if they were reported.
    pub sites: Vec<ObservedSite>,
}

/// The observation of one site, beside the simulated count.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
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
#[non_exhaustive]
pub struct Daily {
    /// The days.
    pub dates: Vec<Date>,
    /// Residents waiting at the end of the day.
    pub waiting: Vec<Quantiles<u32>>,
    /// Blanks on hand at the end of the day.
    pub on_hand: Vec<Quantiles<u32>>,
    /// Residents of the initial backlog with a card at the end of the day.
    pub served: Vec<Quantiles<u32>>,
    /// Good cards of each site by the day on which they were started; empty unless asked for
    /// ([`project_by_place`](super::project_by_place)). After a replication was done, it has none.
    pub printed_by_site: Vec<Vec<Quantiles<u32>>>,
    /// Residents of each kecamatan who wait at the end of the day; empty unless asked for.
    pub waiting_by_kecamatan: Vec<Vec<Quantiles<u32>>>,
}

/// Scenarios compared with the first, replication by replication on common random numbers.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ScenarioComparison {
    /// The scenarios, the reference first.
    pub projections: Vec<Projection>,
    /// One row for each scenario after the first.
    pub differences: Vec<Difference>,
    /// The index of the scenario that clears on the earliest date, if the intervals say so: it beats every other one at joint 95 %
    /// confidence (Bonferroni).
    pub best: Option<usize>,
    /// The same for the date by which 95 % of those who wait at the start are served.
    pub best_nearly_all: Option<usize>,
    /// Which scenario [`select`](super::select()) selected; `None` if it was not asked.
    pub selection: Option<Selection>,
}

/// The scenario that was selected, as the one with the fewest working days.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Selection {
    /// What was selected, and with what guarantee; indices into [`ScenarioComparison::projections`].
    pub selected: Selected,
    /// The working days by which scenarios must differ for it to matter.
    pub indifference: f64,
    /// The difference of each other scenario from the selected one, on the replications of the comparison.
    pub differences: Vec<Contrast>,
    /// The scenarios that these differences do not show to need more working days.
    pub indistinguishable: Vec<usize>,
}

/// One scenario against the reference.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Difference {
    /// Index into [`ScenarioComparison::projections`].
    pub scenario: usize,
    /// Scenario minus reference in each measure.
    pub measures: Differences,
    /// Scenario minus reference in the dates of [`Projection::served_on`], in calendar days.
    pub served_on: Vec<ServedOnDifference>,
}

/// The difference in the date by which a share of the initial backlog is served.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ServedOnDifference {
    /// The share, 0 to 1.
    pub share: f64,
    /// Scenario minus reference, in calendar days.
    #[serde(flatten)]
    pub days: Paired,
}
