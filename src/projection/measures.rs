//! The tables of measures: every reported number of an office, a site or a kecamatan, listed once, in the order of the reports.
//!
//! A row has a description, a key, a kind and a unit; its place in comparisons, if scenarios are compared by it; and its value in one
//! replication. Summing up, JSON, CSV, the page and comparison are loops over the rows. docs/contributing.md shows how a row was
//! added.

use serde::{Serialize, Serializer};

use super::numbers::*;
use super::replication::{Replication, Who};
use super::summing::{Kind, Replications, paired};
use super::table::{Found, MeasureRow, MeasureUnit, differences, measures, nested, table};

measures! {
    /// Working days to clear: open days from the first printing day to the day of the last card, both included. A scenario with more
    /// working days, such as Saturdays, may need more of them and still finish sooner.
    working_days: Days in WorkingDays, compared(1) = |r, ()| r.working_days;
    /// Calendar days to clear, both ends included.
    calendar_days: Days in CalendarDays, compared(2) = |r, ()| r.calendar_days;
    /// The date of the last card of the initial backlog.
    cleared_on: Dates in Date = |r, ()| r.cleared;
    /// The first day at whose end nobody waited, new residents included.
    queue_empty_on: Dates in Date = |r, ()| r.queue_empty;
    /// The date on which the last blank on hand was used.
    blanks_out_on: Dates in Date = |r, ()| r.blanks_out;
    /// Working days from the first printing day to the day on which the blanks ran out; censored if they did not.
    blanks_out_days: Days in WorkingDays, compared(3) = |r, ()| r.blanks_out_days;
    /// The first day on which a printer stood idle for want of a ribbon.
    ribbons_out_on: Dates in Date = |r, ()| r.ribbons_out;
    /// Good cards printed.
    printed: Measure in Cards = |r, ()| r.printed().into();
    /// Misprinted cards.
    spoiled: Measure in Cards = |r, ()| r.spoiled.into();
    /// Printer failures by wear.
    failures: Measure in Failures, compared(6) = |r, ()| r.failures.into();
    /// Suket that expired before their holder had a card.
    expired_suket: Measure in Suket, compared(5) = |r, ()| r.expired_suket.into();
    /// Residents waiting at the end of the run.
    waiting_at_end: Measure in Residents, compared(8) = |r, ()| r.waiting_at_end().into();
    /// Times without blanks while residents waited; of each stock, where sites have their own.
    stockouts_count as "stockouts.count": Measure in Stockouts = |r, ()| r.stock_outs.len() as f64;
    /// Open days on which printing stood still for want of blanks, at one site or more.
    stockouts_days as "stockouts.days": Measure in WorkingDays, compared(7) = |r, ()| r.blankless_days.into();
    /// Days from recording to card, over all residents of the initial backlog in all replications.
    wait_days: WaitDays in CalendarDays, compared(4) = |r, ()| r.waits(Who::Backlog);
    /// Days from recording to card, over all residents recorded during the run in all replications.
    new_wait_days: WaitDays in CalendarDays = |r, ()| r.waits(Who::New);
}

table! {
    /// The measures of a site.
    SITE_MEASURES,
    /// The results for each measure of a site.
    SiteMeasures by usize {
        /// Good cards.
        printed: Measure in Cards = |r, site| r.printed_by_site[site].into();
        /// Share of its printers' open time spent printing until the backlog was cleared, or in the whole run if it was not.
        utilisation: Measure in Share = |r, site| r.utilisation_by_site[site];
    }
}

table! {
    /// The measures of a kecamatan.
    KECAMATAN_MEASURES,
    /// The results for each measure of a kecamatan.
    KecamatanMeasures by usize {
        /// Cards for its residents.
        printed: Measure in Cards = |r, kecamatan| r.printed_by_kecamatan[kecamatan].into();
        /// Its residents waiting at the end.
        waiting: Measure in Residents = |r, kecamatan| r.waiting_by_kecamatan[kecamatan].into();
    }
}

impl Measures {
    /// Misprints for each good card, on average.
    pub(crate) fn misprints(&self) -> f64 {
        self.spoiled.mean.value / self.printed.mean.value.max(1.0)
    }
}
