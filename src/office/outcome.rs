//! The results of one replication: counts, days, and how the printers spent their time.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Div};

use serde::{Deserialize, Serialize};

use super::{MilestoneDays, SiteId};
use crate::time::Span;

/// A day of the simulation, counted from the start, which is day 0.
pub type Day = u32;

/// What a printer does, or why it does not print. Every printer-minute of every open day is in exactly one state. If several causes
/// hold at once, the first in [`PrinterState::CAUSES`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PrinterState {
    /// A card is being printed.
    Printing,
    /// No resident this printer may serve is waiting.
    NoResident,
    /// The stock of blanks it draws on is empty.
    NoBlank,
    /// Its ribbon is used up and the stock of ribbons is empty.
    NoRibbon,
    /// It has printed its daily limit and the cards allowed beyond it.
    DailyLimit,
    /// Its site is not yet on SIAK 5.
    Upgrade,
    /// Its site is stopped by an outage.
    Outage,
    /// It is broken, away, or not usable that day.
    Broken,
    /// It has printed what its start-up ramp allows that day.
    StartingUp,
}

impl PrinterState {
    /// All states, in the order in which reports list them.
    pub const ALL: [PrinterState; 9] = [
        PrinterState::Printing,
        PrinterState::NoResident,
        PrinterState::NoBlank,
        PrinterState::NoRibbon,
        PrinterState::DailyLimit,
        PrinterState::Upgrade,
        PrinterState::Outage,
        PrinterState::Broken,
        PrinterState::StartingUp,
    ];

    /// The causes for which a printer does not print, in order of precedence.
    pub const CAUSES: [PrinterState; 8] = [
        PrinterState::Upgrade,
        PrinterState::Outage,
        PrinterState::Broken,
        PrinterState::DailyLimit,
        PrinterState::StartingUp,
        PrinterState::NoResident,
        PrinterState::NoBlank,
        PrinterState::NoRibbon,
    ];

    /// The stable name in JSON and CSV, such as `"no_blank"`.
    pub fn key(self) -> &'static str {
        match self {
            PrinterState::Printing => "printing",
            PrinterState::NoResident => "no_resident",
            PrinterState::NoBlank => "no_blank",
            PrinterState::NoRibbon => "no_ribbon",
            PrinterState::DailyLimit => "daily_limit",
            PrinterState::Upgrade => "upgrade",
            PrinterState::Outage => "outage",
            PrinterState::Broken => "broken",
            PrinterState::StartingUp => "starting_up",
        }
    }
}

/// A sum of printer time, over any number of printers and days, to the microsecond.
///
/// A [`Span`] holds some 292,000 years; a thousand printers exceed that in a few replications of thirty years.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct PrinterTime(i128);

impl PrinterTime {
    /// No time at all.
    pub const ZERO: PrinterTime = PrinterTime(0);

    /// In printer-hours.
    #[must_use]
    pub fn as_hours(self) -> f64 {
        const MICROS_PER_HOUR: f64 = 3.6e9;
        self.0 as f64 / MICROS_PER_HOUR
    }
}

impl From<Span> for PrinterTime {
    fn from(span: Span) -> Self {
        PrinterTime(span.as_micros().into())
    }
}

impl PartialEq<Span> for PrinterTime {
    fn eq(&self, other: &Span) -> bool {
        *self == PrinterTime::from(*other)
    }
}

impl Add for PrinterTime {
    type Output = PrinterTime;
    fn add(self, other: PrinterTime) -> PrinterTime {
        PrinterTime(self.0 + other.0)
    }
}

impl Div for PrinterTime {
    type Output = f64;
    /// The ratio of two times.
    fn div(self, other: PrinterTime) -> f64 {
        self.0 as f64 / other.0 as f64
    }
}

impl Sum for PrinterTime {
    fn sum<I: Iterator<Item = PrinterTime>>(times: I) -> PrinterTime {
        times.fold(PrinterTime::ZERO, Add::add)
    }
}

impl fmt::Display for PrinterTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} µs", self.0)
    }
}

/// Printer-time by state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeByState([PrinterTime; 9]);

impl TimeByState {
    /// Adds time in a state.
    #[inline]
    pub fn add(&mut self, state: PrinterState, span: Span) {
        self.0[state as usize].0 += i128::from(span.as_micros());
    }

    /// The time in one state.
    pub fn get(&self, state: PrinterState) -> PrinterTime {
        self.0[state as usize]
    }

    /// The time in all states.
    pub fn total(&self) -> PrinterTime {
        self.0.iter().copied().sum()
    }

    /// The share of the total spent in a state, 0 to 1; 0 if the total is zero.
    pub fn share(&self, state: PrinterState) -> f64 {
        match self.total() {
            PrinterTime::ZERO => 0.0,
            total => self.get(state) / total,
        }
    }

    /// The sum of two.
    #[must_use]
    pub fn plus(mut self, other: &TimeByState) -> TimeByState {
        for (sum, time) in self.0.iter_mut().zip(&other.0) {
            *sum = *sum + *time;
        }
        self
    }

    /// The time since an earlier sum.
    #[must_use]
    pub fn since(mut self, earlier: &TimeByState) -> TimeByState {
        for (sum, before) in self.0.iter_mut().zip(&earlier.0) {
            sum.0 -= before.0;
        }
        self
    }

    /// The state other than printing that took the most time; `None` if no other state took any.
    pub fn largest_loss(&self) -> Option<PrinterState> {
        let losses = PrinterState::ALL.into_iter();
        self.largest_of(losses.filter(|s| *s != PrinterState::Printing))
    }

    /// The first of these states that took the most time; `None` if none took any.
    pub fn largest_of(&self, states: impl Iterator<Item = PrinterState>) -> Option<PrinterState> {
        let taken = states.filter(|s| self.get(*s) > PrinterTime::ZERO);
        // `max_by_key` would keep the last of equals.
        taken.reduce(|best, s| {
            if self.get(s) > self.get(best) {
                s
            } else {
                best
            }
        })
    }
}

impl<'a> Sum<&'a TimeByState> for TimeByState {
    fn sum<I: Iterator<Item = &'a TimeByState>>(times: I) -> TimeByState {
        times.fold(TimeByState::default(), TimeByState::plus)
    }
}

/// A time in which a stock of blanks was empty while residents waited who could be served from it: from the day on which its last blank was
/// used to the next arrival of blanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StockOut {
    /// The day on which it began.
    pub day: Day,
    /// The site whose stock it was; `None` if all sites share one.
    pub site: Option<SiteId>,
    /// Open days on which no card was started from this stock, and a printer stood idle in the end for want of a blank.
    pub days: u32,
}

/// The outcome of one replication of the office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Outcome {
    /// The day on which the last card of the initial backlog was started; `None` if not within the horizon.
    pub cleared: Option<Day>,
    /// The first day at whose end nobody waited; `None` if not within the horizon.
    pub queue_empty: Option<Day>,
    /// The first day on which the last blank on hand was used; `None` if never within the run.
    pub blanks_out: Option<Day>,
    /// The last simulated day: the horizon, or the day on which everything was done.
    pub last_day: Day,
    /// Good cards printed, by site.
    pub printed_by_site: Vec<u32>,
    /// Good cards printed, by the resident's kecamatan.
    pub printed_by_kecamatan: Vec<u32>,
    /// Residents still waiting at the end, by kecamatan.
    pub waiting_by_kecamatan: Vec<u32>,
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
    pub stock_outs: Vec<StockOut>,
    /// Days that [`StockOut::days`] counts at one site or more.
    pub blankless_days: u32,
    /// The first of these days; `None` if printing never stood still for want of blanks.
    pub standstill: Option<Day>,
    /// The first day on which a printer stood idle for want of a ribbon; `None` if none did.
    pub ribbons_out: Option<Day>,
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
    /// Residents of the initial backlog by days from recording to card: `waits[d]` residents waited `d` whole days.
    pub waits: Vec<u32>,
    /// The same for the residents recorded during the run.
    pub new_waits: Vec<u32>,
    /// Residents of the initial backlog without a card at the end.
    pub backlog_left: u32,
    /// The days on which [`MILESTONES`](super::MILESTONES) of the initial backlog had a card.
    pub served_on: MilestoneDays,
    /// The same for the backlog of each kecamatan.
    pub served_on_by_kecamatan: Vec<MilestoneDays>,
    /// Open printer-time by state, for each site.
    pub time_by_site: Vec<TimeByState>,
    /// The same until the backlog was cleared; the whole run if it was not.
    pub time_to_clear_by_site: Vec<TimeByState>,
    /// The same for all sites together, by calendar month; the month of the start comes first.
    pub time_to_clear_by_month: Vec<TimeByState>,
    /// Open printer-time by state from the card with which 95 % of the backlog was served until the backlog was cleared, or to the end,
    /// at the sites that may serve the kecamatan whose backlog was cleared last or is left. Where it was cleared, sites that printed nothing
    /// in that time served none of the last and are left out.
    pub time_for_the_rest: TimeByState,
    /// Open printer-time by state on the last open day, at the sites that may serve somebody who still waits: it shows what stopped
    /// printing if the backlog has not cleared.
    pub last_open_day: TimeByState,
    /// Residents waiting at the end of each day, day 0 first, up to the last simulated day.
    pub waiting: Vec<u32>,
    /// Blanks on hand at the end of each day.
    pub on_hand: Vec<u32>,
    /// Residents of the initial backlog whose card was not started by the end of each day, or was started and misprinted.
    pub backlog_left_by_day: Vec<u32>,
    /// Residents recorded since the start, at the end of each day.
    pub recorded_by_day: Vec<u32>,
    /// Cards printed in the window of each observation of the plan, by site.
    pub observed: Vec<Vec<u32>>,
    /// A hash of the whole sequence of events.
    pub fingerprint: u64,
}

impl Outcome {
    /// Good cards printed at all sites.
    pub fn printed(&self) -> u32 {
        self.printed_by_site.iter().sum()
    }

    /// Residents waiting at the end.
    pub fn waiting_at_end(&self) -> u32 {
        self.waiting_by_kecamatan.iter().sum()
    }

    /// Printer-time by state over all sites.
    pub fn time(&self) -> TimeByState {
        self.time_by_site.iter().sum()
    }
}
