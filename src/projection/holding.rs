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

    /// The open day on which the mean queue began to grow.
    fn shortest_queue(&self) -> Option<Date> {
        let sum = |day: Histogram| {
            day.iter()
                .map(|(n, times)| u64::from(n) * times)
                .sum::<u64>()
        };
        let sums: Vec<u64> = self.totals.daily(DailyItem::Waiting).map(sum).collect();
        let day = began_to_grow(&sums)?;
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
        let found = nearly_all(&waiting).into_iter();
        found.map(|k| self.plan.kecamatan[k].name.clone()).collect()
    }
}

/// The place of the last queue that is the shortest since the queue last fell, or longer than that by at most a hundredth of what it has grown
/// since, because chance alone moves it by that much. To lose a tenth of the growth or less is no fall. `None` without queues.
fn began_to_grow(queues: &[u64]) -> Option<usize> {
    let last = *queues.last()?;
    let mut shortest = last;
    for queue in queues.iter().rev() {
        if queue.saturating_sub(shortest) > (last - shortest) / 10 && shortest < last {
            break;
        }
        shortest = shortest.min(*queue);
    }
    let nearly = shortest + (last - shortest) / 100;
    queues.iter().rposition(|queue| *queue <= nearly)
}

/// The places at which at least nine in ten of all wait, most first; none if these are more than half of the places.
fn nearly_all(waiting: &[u64]) -> Vec<usize> {
    let all: u64 = waiting.iter().sum();
    let mut most: Vec<usize> = (0..waiting.len()).collect();
    most.sort_by_key(|place| Reverse(waiting[*place]));
    let mut sum = 0;
    let before = |place: &usize| {
        let is_missing = 10 * sum < 9 * all;
        sum += waiting[*place];
        is_missing
    };
    let found: Vec<usize> = most.into_iter().take_while(before).collect();
    match 2 * found.len() <= waiting.len() {
        true => found,
        false => Vec::new(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_queue_began_to_grow_where_it_was_nearly_the_shortest_since_it_fell() {
        // It grows by 200 from 100 on: 102 would be nearly as short, 110 is not.
        assert_eq!(began_to_grow(&[500, 300, 100, 101, 110, 200, 300]), Some(3));
        // What was shorter before a fall of 50 does not count; a fall of 5 is none.
        assert_eq!(began_to_grow(&[50, 150, 100, 101, 110, 200, 300]), Some(3));
        assert_eq!(began_to_grow(&[90, 105, 100, 101, 110, 200, 300]), Some(0));
        // A fall of just a tenth is none either.
        assert_eq!(began_to_grow(&[90, 120, 100, 101, 110, 200, 300]), Some(0));
        // One that falls in the end has grown since it was shorter than it is.
        assert_eq!(began_to_grow(&[50, 300, 200, 100]), Some(0));
        assert_eq!(began_to_grow(&[7, 7, 7]), Some(2));
        assert_eq!(began_to_grow(&[]), None);
    }

    #[test]
    fn nearly_all_are_nine_in_ten_at_half_of_the_places_or_fewer() {
        assert_eq!(nearly_all(&[5, 90, 0, 5]), [1]);
        assert_eq!(nearly_all(&[45, 0, 50, 5]), [2, 0]);
        // Three of four, two of three, and nobody anywhere.
        assert_eq!(nearly_all(&[40, 30, 25, 5]), [0; 0]);
        assert_eq!(nearly_all(&[50, 45, 5]), [0; 0]);
        assert_eq!(nearly_all(&[0, 0]), [0; 0]);
    }
}
