//! One replication in numbers: the row that is kept of it.

use crate::office::{Day, Outcome, PrinterState};

/// One replication in numbers: the row from which measures, intervals and comparisons are computed.
///
/// A thousand rows of Bangli take a third of a megabyte. The day-by-day values of an [`Outcome`] are summed up in
/// [`Series`](super::Series) and not kept.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Replication {
    /// The day on which the last card of the initial backlog was started; `None` if not within the horizon.
    pub cleared: Option<Day>,
    /// The first day at whose end nobody waited; `None` if not within the horizon.
    pub queue_empty: Option<Day>,
    /// The first day on which the last blank on hand was used; `None` if never within the run.
    pub blanks_out: Option<Day>,
    /// The last simulated day: the horizon, or the day on which everything was done.
    pub last_day: Day,
    /// Good cards printed, by site.
    pub printed_by_site: Box<[u32]>,
    /// Good cards printed, by the resident's kecamatan.
    pub printed_by_kecamatan: Box<[u32]>,
    /// Residents still waiting at the end, by kecamatan.
    pub waiting_by_kecamatan: Box<[u32]>,
    /// The share of its printers' open time that each site spent printing, 0 to 1.
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
    /// Open days on which somebody waited and no card was started because no site had a blank on hand.
    pub blankless_days: u32,
    /// Blanks received, the stock at the start included.
    pub blanks_received: u32,
    /// Blanks on hand at the end.
    pub blanks_on_hand: u32,
    /// Residents of the initial backlog without a card at the end.
    pub backlog_left: u32,
    /// The mean wait of the initial backlog, in days from recording to card; `None` if somebody has no card, or nobody waited.
    pub mean_wait: Option<f64>,
    /// The state that took the most printer-time on the last open day, at the sites that may serve somebody who still waits.
    pub last_obstacle: Option<PrinterState>,
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

    /// Residents waiting at the end.
    #[must_use]
    pub fn waiting_at_end(&self) -> u32 {
        self.waiting_by_kecamatan.iter().sum()
    }
}

impl From<&Outcome> for Replication {
    fn from(outcome: &Outcome) -> Self {
        let sites = outcome.time_by_site.iter();
        Self {
            cleared: outcome.cleared,
            queue_empty: outcome.queue_empty,
            blanks_out: outcome.blanks_out,
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
            blankless_days: outcome.blankless_days,
            blanks_received: outcome.blanks_received,
            blanks_on_hand: outcome.blanks_on_hand,
            backlog_left: outcome.backlog_left,
            mean_wait: mean_wait(outcome),
            last_obstacle: outcome.last_open_day.largest_loss(),
            observed: outcome
                .observed
                .iter()
                .map(|n| n.as_slice().into())
                .collect(),
            fingerprint: outcome.fingerprint,
        }
    }
}

fn mean_wait(outcome: &Outcome) -> Option<f64> {
    let residents: u64 = outcome.waits.iter().map(|n| u64::from(*n)).sum();
    let days: u64 = (0u64..)
        .zip(&outcome.waits)
        .map(|(days, n)| days * u64::from(*n))
        .sum();
    (outcome.backlog_left == 0 && residents > 0).then(|| days as f64 / residents as f64)
}
