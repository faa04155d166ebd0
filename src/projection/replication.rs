//! One replication in numbers: the row that is kept of it.

use serde::{Deserialize, Serialize};

use super::prepared::Prepared;
use super::trend::{DailyRates, Trend};
use crate::office::{
    Day, KecamatanId, MilestoneDays, Outcome, PrinterState, StockOut, TimeByState,
};

/// One replication in numbers: the row from which measures, intervals and comparisons are computed.
///
/// A thousand rows of Bangli take a third of a megabyte. The day-by-day values of an [`Outcome`] are summed up in
/// [`Totals`](super::Totals) and not kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Replication {
    /// The day on which the last card of the initial backlog was started; `None` if not within the horizon.
    pub cleared: Option<Day>,
    /// Working days from the first printing day to that day, both included.
    pub working_days: Option<u32>,
    /// Calendar days from the first printing day to that day, both included.
    pub calendar_days: Option<u32>,
    /// The earliest day on which it could have cleared; `None` if not within the horizon.
    pub best_case: Option<Day>,
    /// Working days from the first printing day to that day, both included.
    pub best_case_days: Option<u32>,
    /// The days on which [`MILESTONES`](crate::office::MILESTONES) of the initial backlog had a card.
    pub served_on: MilestoneDays,
    /// The same for the backlog of each kecamatan.
    pub served_on_by_kecamatan: Box<[MilestoneDays]>,
    /// The first day at whose end nobody waited; `None` if not within the horizon.
    pub queue_empty: Option<Day>,
    /// The first day on which the last blank on hand was used; `None` if never within the run.
    pub blanks_out: Option<Day>,
    /// Working days from the first printing day to that day, both included.
    pub blanks_out_days: Option<u32>,
    /// The first day on which a printer stood idle for want of a ribbon; `None` if none did.
    pub ribbons_out: Option<Day>,
    /// The last simulated day: the horizon, or the day on which everything was done.
    pub last_day: Day,
    /// Good cards printed, by site.
    pub printed_by_site: Box<[u32]>,
    /// Good cards printed, by the resident's kecamatan.
    pub printed_by_kecamatan: Box<[u32]>,
    /// Residents still waiting at the end, by kecamatan.
    pub waiting_by_kecamatan: Box<[u32]>,
    /// The share of its printers' open time that each site spent printing until the backlog was cleared (in the whole run if it was
    /// not), 0 to 1.
    pub utilisation_by_site: Box<[f64]>,
    /// New residents recorded during the run.
    pub recorded: u32,
    /// Misprinted cards.
    pub spoiled: u32,
    /// Cards started beyond the daily limit, misprints included.
    pub overload_cards: u32,
    /// Printer failures by wear.
    pub failures: u32,
    /// Suket that expired before their holder had a card, up to the last simulated day.
    pub expired_suket: u32,
    /// The stock-outs, in order.
    pub stock_outs: Box<[StockOut]>,
    /// Days that [`StockOut::days`] counts at one site or more.
    pub blankless_days: u32,
    /// The first open day on which printing stood still for want of blanks; `None` if it never did.
    pub standstill: Option<Day>,
    /// Blanks on hand at the start.
    pub blanks_at_start: u32,
    /// Blanks received, the stock at the start included.
    pub blanks_received: u32,
    /// Blanks on hand at the end.
    pub blanks_on_hand: u32,
    /// Ribbons on hand at the start; 0 if ribbons never run out.
    pub ribbons_at_start: u32,
    /// Ribbons received, those at the start included; 0 if ribbons never run out.
    pub ribbons_received: u32,
    /// Residents of the initial backlog.
    pub backlog: u32,
    /// Residents of the initial backlog without a card at the end.
    pub backlog_left: u32,
    /// The mean wait of the initial backlog, in days from recording to card; `None` if somebody has no card, or nobody waited.
    pub mean_wait: Option<f64>,
    /// The same for the residents recorded during the run.
    pub mean_new_wait: Option<f64>,
    /// The state other than printing that took the most printer-time until the backlog was cleared.
    pub binding: Option<PrinterState>,
    /// The state other than printing that took the most printer-time after nearly all of the backlog (95 %) were served, at the printers
    /// with somebody to serve; `None` if fewer were served, or nothing held the rest up.
    pub rest_waited_for: Option<PrinterState>,
    /// Whether the queue grew at the end of the run; `None` if the run was too short to tell.
    pub grows: Option<bool>,
    /// Whether printing from one of the stocks of blanks stood still on more than half of the same days.
    pub lacks_blanks: bool,
    /// Residents recorded and served per open day at the end of the run, over the same days as `grows`.
    pub rates: DailyRates,
    /// The same over the last 15 open days; `None` if the run has no more.
    pub lately: Option<DailyRates>,
    /// The state that took the most printer-time on the last open day, at the sites that may serve somebody who still waits.
    pub last_obstacle: Option<PrinterState>,
    /// The kecamatan with residents whom no site may serve that will ever print.
    pub never_served: Box<[KecamatanId]>,
    /// Cards printed in the window of each observation of the plan, by site.
    pub observed: Vec<Box<[u32]>>,
    /// A hash of the whole sequence of events.
    pub fingerprint: u64,
}

impl Replication {
    /// Good cards printed at all sites.
    #[must_use]
    pub fn printed(&self) -> u32 {
        self.printed_by_site.iter().sum()
    }

    /// Whether residents wait, more are recorded, and none was served on the last 15 open days.
    pub(crate) fn stands_still(&self) -> bool {
        let still = |lately: DailyRates| lately.served == 0.0 && lately.recorded > 0.0;
        self.lately.is_some_and(still) && self.waiting_at_end() > 0
    }

    /// Residents waiting at the end.
    #[must_use]
    pub fn waiting_at_end(&self) -> u32 {
        self.waiting_by_kecamatan.iter().sum()
    }
}

/// The residents whose waits are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// Those who waited at the start.
    Backlog,
    /// Those recorded during the run.
    New,
}

/// The mean wait of some residents in one replication; `None` if somebody has no card, or there are none.
pub(super) struct MeanWait {
    pub of: Who,
    pub days: Option<f64>,
}

impl Replication {
    /// The mean wait of some residents.
    pub(super) fn waits(&self, of: Who) -> MeanWait {
        let days = match of {
            Who::Backlog => self.mean_wait,
            Who::New => self.mean_new_wait,
        };
        MeanWait { of, days }
    }

    /// The numbers of an outcome, with the days of its plan.
    pub(super) fn of(outcome: &Outcome, plan: &Prepared) -> Self {
        let (days, best_case) = (&plan.days, plan.best);
        let sites = outcome.time_to_clear_by_site.iter();
        let to_clear: TimeByState = outcome.time_to_clear_by_site.iter().sum();
        let trend = Trend::of(outcome, days);
        let backlog_left = outcome.backlog_left;
        let new_left = outcome.waiting_at_end() - backlog_left;
        Self {
            cleared: outcome.cleared,
            working_days: days.working(outcome.cleared),
            calendar_days: days.calendar(outcome.cleared),
            best_case,
            best_case_days: days.working(best_case),
            served_on: outcome.served_on,
            served_on_by_kecamatan: outcome.served_on_by_kecamatan.as_slice().into(),
            queue_empty: outcome.queue_empty,
            blanks_out: outcome.blanks_out,
            blanks_out_days: days.working(outcome.blanks_out),
            ribbons_out: outcome.ribbons_out,
            last_day: outcome.last_day,
            printed_by_site: outcome.printed_by_site.as_slice().into(),
            printed_by_kecamatan: outcome.printed_by_kecamatan.as_slice().into(),
            waiting_by_kecamatan: outcome.waiting_by_kecamatan.as_slice().into(),
            utilisation_by_site: sites.map(|t| t.share(PrinterState::Printing)).collect(),
            recorded: outcome.recorded,
            spoiled: outcome.spoiled,
            overload_cards: outcome.overload_cards,
            failures: outcome.failures,
            expired_suket: outcome.expired_suket,
            stock_outs: outcome.stock_outs.as_slice().into(),
            blankless_days: outcome.blankless_days,
            standstill: outcome.standstill,
            blanks_at_start: outcome.blanks_at_start,
            blanks_received: outcome.blanks_received,
            blanks_on_hand: outcome.blanks_on_hand,
            ribbons_at_start: outcome.ribbons_at_start,
            ribbons_received: outcome.ribbons_received,
            backlog: outcome.waits.iter().sum::<u32>() + backlog_left,
            backlog_left,
            mean_wait: mean_wait(&outcome.waits, backlog_left),
            mean_new_wait: mean_wait(&outcome.new_waits, new_left),
            binding: to_clear.largest_loss(),
            rest_waited_for: outcome.time_for_the_rest.largest_of(
                PrinterState::CAUSES
                    .into_iter()
                    .filter(|s| *s != PrinterState::NoResident),
            ),
            grows: trend.grows,
            lacks_blanks: trend.lacks_blanks,
            rates: trend.rates,
            lately: trend.lately,
            last_obstacle: outcome.last_open_day.largest_loss(),
            never_served: plan.never_served.clone(),
            observed: outcome
                .observed
                .iter()
                .map(|n| n.as_slice().into())
                .collect(),
            fingerprint: outcome.fingerprint,
        }
    }
}

/// The mean of waits, by number of residents per day of wait; `None` if somebody is left, or there are none.
fn mean_wait(waits: &[u32], left: u32) -> Option<f64> {
    let residents: u64 = waits.iter().map(|n| u64::from(*n)).sum();
    let days = (0u64..).zip(waits).map(|(days, n)| days * u64::from(*n));
    (left == 0 && residents > 0).then(|| days.sum::<u64>() as f64 / residents as f64)
}
