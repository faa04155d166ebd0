//! The typed answer: everything a report prints, and the outcomes it was computed from.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Replication, Series};
use crate::office::PrinterState;
use crate::office::plan::Plan;
use crate::stats::Estimate;

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
    /// Working days to clear: open days from the first printing day to the day of the last card, both counted.
    pub working_days: Days,
    /// Calendar days to clear, both ends counted.
    pub calendar_days: Days,
    /// The date of the last card of the initial backlog.
    pub cleared_on: Dates,
    /// The first day at whose end nobody waited, new residents included.
    pub queue_empty_on: Dates,
    /// The date on which the last blank on hand was used.
    pub blanks_out_on: Dates,
    /// Working days from the first printing day to the day the blanks ran out; censored where they never did.
    pub blanks_out_days: Days,
    /// Good cards printed.
    pub printed: Measure,
    /// Misprinted cards.
    pub spoiled: Measure,
    /// Printer failures by wear.
    pub failures: Measure,
    /// Suket that expired before the card.
    pub expired_suket: Measure,
    /// Residents waiting at the end of the run.
    pub waiting_at_end: Measure,
    /// Days from recording to card, over all residents of the initial backlog in all replications.
    pub wait_days: WaitDays,
    /// Per site.
    pub sites: Vec<SiteResult>,
    /// Per kecamatan.
    pub kecamatan: Vec<KecamatanResult>,
    /// Where the printers' open time went, in the order of [`PrinterState::ALL`].
    pub loss: Vec<Loss>,
    /// The state, other than printing, that took the most printer-time.
    pub binding: Option<PrinterState>,
    /// Of the replications that did not clear: what took the most time on the last open day, most frequent first.
    pub stopped_by: Vec<(PrinterState, u32)>,
    /// The best case in working days: no replication can be faster. `None`: not even the best case clears within the horizon.
    pub bound_working_days: Option<u32>,
    /// The date of the best case.
    pub bound_on: Option<Date>,
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
#[derive(Clone, Debug, PartialEq)]
pub struct Cleared {
    /// The share of replications that cleared.
    pub fraction: f64,
    /// Its 95 % Wilson interval.
    pub interval: (f64, f64),
    /// The share that cleared by certain dates: the end of each month, and the dates asked for.
    pub by: Vec<ClearedBy>,
}

/// P(cleared by a date).
#[derive(Clone, Debug, PartialEq)]
pub struct ClearedBy {
    /// The date; clearing on that day counts.
    pub date: Date,
    /// The share of replications.
    pub fraction: f64,
    /// Its 95 % Wilson interval.
    pub interval: (f64, f64),
}

/// A number of days, some of which may be censored by the horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct Days {
    /// Mean with its 95 % interval; `None` when any replication is censored, for then no honest mean exists. With one replication the half-width is not known.
    pub mean: Option<Mean>,
    /// Quantiles, counting the censored as later than everything; `None`: after the horizon.
    pub p10: Option<u32>,
    /// The median.
    pub p50: Option<u32>,
    /// Nine out of ten.
    pub p90: Option<u32>,
    /// Replications in which it did not happen.
    pub censored: u32,
}

/// A mean and, from two replications on, its interval.
#[derive(Clone, Debug, PartialEq)]
pub struct Mean {
    /// The mean over replications.
    pub value: f64,
    /// Its 95 % confidence interval; `None` with fewer than two replications.
    pub ci95: Option<Estimate>,
}

/// Quantiles of a date; `None`: after the horizon, or never.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dates {
    /// One out of ten.
    pub p10: Option<Date>,
    /// The median.
    pub p50: Option<Date>,
    /// Nine out of ten: the 90 % safe date.
    pub p90: Option<Date>,
    /// The share of replications in which it happened, 0 to 1.
    pub fraction: f64,
    /// The 95 % interval of that share.
    pub interval: (f64, f64),
}

/// A count or share without censoring.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Mean with interval.
    pub mean: Mean,
    /// One out of ten replications is at or below.
    pub p10: f64,
    /// The median.
    pub p50: f64,
    /// Nine out of ten are at or below.
    pub p90: f64,
}

/// Residents' waits, in days from recording to card.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitDays {
    /// Mean over replications of the mean wait, with interval; `None` when any resident of any replication has no card at the end.
    pub mean: Option<Mean>,
    /// Quantiles over residents of all replications together, those without a card counted as longer than everything; `None`: after the horizon.
    pub p10: Option<u32>,
    /// The median resident.
    pub p50: Option<u32>,
    /// Nine out of ten residents waited at most this long.
    pub p90: Option<u32>,
}

/// One site.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteResult {
    /// Its name.
    pub name: String,
    /// Good cards.
    pub printed: Measure,
    /// Share of its printers' open time spent printing.
    pub utilisation: Measure,
    /// The state, other than printing, that took the most of its printers' time.
    pub binding: Option<PrinterState>,
}

/// One kecamatan.
#[derive(Clone, Debug, PartialEq)]
pub struct KecamatanResult {
    /// Its name.
    pub name: String,
    /// Cards for its residents.
    pub printed: Measure,
    /// Its residents waiting at the end.
    pub waiting: Measure,
}

/// One row of the loss table.
#[derive(Clone, Debug, PartialEq)]
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

/// What was seen in the real office, beside what was simulated.
#[derive(Clone, Debug, PartialEq)]
pub struct ObservationResult {
    /// Window, in words of the plan's dates: first and last day.
    pub from: Date,
    /// The day on which the window ends.
    pub until: Date,
    /// The total as reported.
    pub observed: u32,
    /// Simulated total.
    pub simulated: Measure,
    /// Per site: name, as reported, simulated.
    pub sites: Vec<(String, u32, Measure)>,
}

/// Day by day over all replications; all vectors have one entry a day from the start to the horizon.
/// After the day on which a replication was done, its last values hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Daily {
    /// The days.
    pub dates: Vec<Date>,
    /// Residents waiting at the end of the day: P10, P50, P90.
    pub waiting: Vec<(u32, u32, u32)>,
    /// Blanks on hand at the end of the day: P10, P50, P90.
    pub on_hand: Vec<(u32, u32, u32)>,
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

/// Scenario minus reference; below zero is sooner or fewer.
#[derive(Clone, Debug)]
pub struct Difference {
    /// Index into [`Comparison::projections`].
    pub scenario: usize,
    /// Working days to clear. Mind that a scenario with more working days, Saturdays say, may need more of them and still be done sooner.
    pub working_days: Paired,
    /// Calendar days to clear: by how many days the date moves.
    pub calendar_days: Paired,
    /// Working days until the blanks were gone.
    pub blanks_out_days: Paired,
    /// Mean days from recording to card.
    pub wait_days: Paired,
    /// Suket expired before the card.
    pub expired_suket: Paired,
    /// Printer failures.
    pub failures: Paired,
}

/// A paired difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Paired {
    /// Mean difference with its 95 % interval; `None` when a pair is censored on either side, for then no honest mean exists.
    pub mean: Option<Mean>,
    /// Pairs used.
    pub pairs: u32,
    /// Pairs left out because one side or both were censored.
    pub censored: u32,
}
