//! Whether the office keeps up with new recordings, and if not, what it lacks.

use std::cmp::Reverse;

use jiff::civil::Date;
use serde::Serialize;

use super::numbers::{Mean, Share};
use super::replication::Replication;
use super::results::Projection;
use super::summing::Replications;
use super::totals::DailyItem;
use super::trend::DailyRates;
use crate::office::plan::Held;
use crate::office::{Day, PrinterState};
use crate::stats::Histogram;

/// The share of its open time from which a site lacks blanks often.
const OFTEN: f64 = 0.1;
/// A share of the printers' time that is hardly any.
const HARDLY: f64 = 0.02;

/// Whether the office keeps up with new recordings at the end of the run.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Holding {
    /// True if in at least 90 % of replications the mean queue of the last 60 open days is not above that of the 60 before; in a shorter
    /// run the second half is compared with the first. `None` if no replication has two open days.
    pub holds: Option<bool>,
    /// The share of replications in which the queue did not grow.
    #[serde(flatten)]
    pub share: Share,
    /// Residents recorded and served per open day over the last 60, on average; in JSON `recorded_per_day` and `served_per_day`.
    #[serde(flatten)]
    pub rates: DailyRates,
    /// The last day on which the mean queue was at its shortest, or above that by a hundredth of what it has grown since at the most; `None`
    /// if the office holds.
    pub grows_since: Option<Date>,
    /// The kecamatan of at least nine in ten of those who wait at the end of the replications in which the queue grew, most first; empty if
    /// the office holds, or if these are more than half of all kecamatan.
    pub grows_in: Vec<String>,
    /// What it lacks; `None` if it holds.
    pub lacks: Option<Lack>,
    /// How many blanks an open day wants, misprints included, if it lacks blanks; how many more cards, if it lacks printers and
    /// nothing else takes their time. `None` if that cannot be said.
    pub needed_per_day: Option<f64>,
    /// The last 15 open days; `None` in a run of no more.
    pub lately: Option<Lately>,
}

/// What an office lacks that does not keep up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Lack {
    /// Printers, or time to print.
    Printers,
    /// Blanks.
    Blanks,
    /// Blanks at some of the sites, which have stocks of their own.
    BlanksAtSites,
    /// Ribbons.
    Ribbons,
}

/// What became of the queue on the last 15 open days.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Lately {
    /// The share of replications in which fewer than nine in ten of those recorded were served.
    #[serde(flatten)]
    pub share: Share,
    /// Residents recorded and served per open day, on average; in JSON as in [`Holding`].
    #[serde(flatten)]
    pub rates: DailyRates,
    /// The share of replications in which residents wait, more are recorded, and none was served.
    pub stands_still: f64,
    /// The day on which the mean queue began to grow, as in [`Holding::grows_since`]; `None` if it grows in half of the replications or fewer.
    pub grows_since: Option<Date>,
}

impl Lately {
    /// Whether the queue grows lately in most replications.
    #[must_use]
    pub fn grows(&self) -> bool {
        self.share.fraction > 0.5
    }
}

impl Projection {
    /// Whether the queue grew over the last open days for sure: in a queue that neither grows nor shrinks, it did in half of the
    /// replications.
    pub(crate) fn grows_for_sure(&self) -> bool {
        let known = self.outcomes.iter().filter(|r| r.grows.is_some());
        let growth = known.map(|r| r.rates.recorded - r.rates.served);
        let growth = Mean::within(growth, f64::NEG_INFINITY, f64::INFINITY);
        self.holding.holds == Some(false)
            && growth.is_some_and(|mean| mean.ci95.map_or(mean.value, |known| known.low) > 0.0)
    }
}

impl Replications<'_> {
    /// Whether the office keeps up, where so many cards are misprinted for each good one.
    pub(super) fn holding(&self, misprints: f64) -> Holding {
        let known: Vec<&Replication> = self.list.iter().filter(|r| r.grows.is_some()).collect();
        let (n, held) = (
            known.len(),
            known.iter().filter(|r| r.grows == Some(false)).count(),
        );
        if n == 0 {
            return Holding::default();
        }
        let holds = 10 * held >= 9 * n;
        let lately = self.lately();
        let since = match holds && !lately.as_ref().is_some_and(Lately::grows) {
            true => None,
            false => self.shortest_queue(),
        };
        let holding = Holding {
            holds: Some(holds),
            share: Share::of(held, n),
            rates: mean(known.iter().map(|r| r.rates)),
            lately: lately.map(|lately| Lately {
                grows_since: since.filter(|_| lately.grows()),
                ..lately
            }),
            ..Holding::default()
        };
        if holds {
            return holding;
        }
        let lacks = self.lacks();
        Holding {
            grows_since: since,
            grows_in: self.grows_in(),
            lacks: Some(lacks),
            needed_per_day: self.needed(lacks, holding.rates, misprints),
            ..holding
        }
    }

    /// The last 15 open days, without the day on which the queue began to grow.
    fn lately(&self) -> Option<Lately> {
        let lately: Vec<DailyRates> = self.list.iter().filter_map(|r| r.lately).collect();
        let n = lately.len();
        if n == 0 {
            return None;
        }
        let grows = |r: &&Replication| r.lately.is_some_and(|lately| lately.grows());
        let still = self.list.iter().filter(|r| r.stands_still()).count();
        Some(Lately {
            share: Share::of(self.list.iter().filter(grows).count(), n),
            rates: mean(lately.iter().copied()),
            stands_still: still as f64 / n as f64,
            grows_since: None,
        })
    }

    /// Why the queue grows, asked of the replications in which it does.
    fn lacks(&self) -> Lack {
        let growing = || self.list.iter().filter(|r| r.grows == Some(true));
        let mostly = |is_so: &dyn Fn(&&Replication) -> bool| {
            2 * growing().filter(is_so).count() > growing().count()
        };
        let wants = |state| mostly(&|r| r.last_obstacle == Some(state));
        let without_blanks = mostly(&|r| r.lacks_blanks);
        // More printers would not help where there is nothing to print on, or with.
        if wants(PrinterState::NoRibbon) {
            return Lack::Ribbons;
        }
        if self.plan.blanks.held == Held::Pooled {
            return match without_blanks || wants(PrinterState::NoBlank) {
                true => Lack::Blanks,
                false => Lack::Printers,
            };
        }
        // Blanks that all sites lack are no longer a matter of where they lie.
        let mut sites = self.totals.time_by_site().iter();
        match without_blanks {
            true if sites.all(|time| time.share(PrinterState::NoBlank) > OFTEN) => Lack::Blanks,
            true => Lack::BlanksAtSites,
            false => Lack::Printers,
        }
    }

    /// How many more blanks, or cards, a day it would take, if that can be said.
    fn needed(&self, lacks: Lack, rates: DailyRates, misprints: f64) -> Option<f64> {
        let pieces = |cards: f64| (cards * (1.0 + misprints)).ceil();
        match lacks {
            Lack::Blanks => Some(pieces(rates.recorded)),
            Lack::Printers => {
                let time = self.totals.time();
                let other = [
                    PrinterState::NoBlank,
                    PrinterState::NoRibbon,
                    PrinterState::NoResident,
                ];
                let more = pieces(rates.recorded - rates.served);
                let is_enough = other.iter().all(|state| time.share(*state) < HARDLY);
                (is_enough && more >= 1.0).then_some(more)
            }
            Lack::BlanksAtSites | Lack::Ribbons => None,
        }
    }

    /// The open day on which the mean queue began to grow: the last on which it was at its shortest since it last fell, but for a hundredth of
    /// what it has grown since, because chance alone moves it by that much. A tenth of that is no fall.
    fn shortest_queue(&self) -> Option<Date> {
        let sum = |day: Histogram| {
            day.iter()
                .map(|(n, times)| u64::from(n) * times)
                .sum::<u64>()
        };
        let sums: Vec<u64> = self.totals.daily(DailyItem::Waiting).map(sum).collect();
        let last = *sums.last()?;
        let mut shortest = last;
        for sum in sums.iter().rev() {
            if sum.saturating_sub(shortest) > (last - shortest) / 10 && shortest < last {
                break;
            }
            shortest = shortest.min(*sum);
        }
        let nearly = shortest + (last - shortest) / 100;
        let day = sums.iter().rposition(|sum| *sum <= nearly)?;
        let from = self.plan.date(day as Day);
        let mut open = self.plan.days.open_days(from, self.plan.horizon);
        Some(open.next().map_or(from, |(date, _)| date))
    }

    /// Where nearly all wait who wait at the end of the replications in which the queue grew, if that is at most half of the kecamatan.
    fn grows_in(&self) -> Vec<String> {
        let growing = self.list.iter().filter(|r| r.grows == Some(true));
        let mut waiting = vec![0; self.plan.kecamatan.len()];
        for r in growing {
            std::iter::zip(&mut waiting, &r.waiting_by_kecamatan)
                .for_each(|(all, n)| *all += u64::from(*n));
        }
        let nearly_all = 9 * waiting.iter().sum::<u64>();
        let mut most: Vec<(usize, u64)> = waiting.into_iter().enumerate().collect();
        most.sort_by_key(|(_, waiting)| Reverse(*waiting));
        let mut sum = 0;
        let before = |(_, waiting): &(usize, u64)| {
            let missing = 10 * sum < nearly_all;
            sum += waiting;
            missing
        };
        let found: Vec<(usize, u64)> = most.into_iter().take_while(before).collect();
        let few = 2 * found.len() <= self.plan.kecamatan.len();
        let names = found
            .iter()
            .map(|(k, _)| self.plan.kecamatan[*k].name.clone());
        names.filter(|_| few).collect()
    }
}

/// The mean rates of replications, of which there is one or more.
fn mean(rates: impl ExactSizeIterator<Item = DailyRates> + Clone) -> DailyRates {
    let n = rates.len() as f64;
    let mean = |of: fn(DailyRates) -> f64| rates.clone().map(of).sum::<f64>() / n;
    DailyRates {
        recorded: mean(|rates| rates.recorded),
        served: mean(|rates| rates.served),
    }
}
