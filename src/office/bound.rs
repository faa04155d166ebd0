//! The best case: the earliest day on which the backlog can be cleared, whatever chance does.
//!
//! Every printer prints at its shortest print time from opening to closing, up to its limit and the cards allowed beyond it;
//! nothing breaks and nothing is spoiled; upgrades and deliveries come as early as they can; nobody new is in the way.
//! What is left are four hard facts: limits, open days, upgrades, blanks. No replication can be faster, which every run checks.

use jiff::civil::Date;

use super::Day;
use super::delays::Delayed;
use super::flow::served;
use super::layout::Layout;
use super::plan::{Delay, Delivery, Held, Printer, Upgrade};
use crate::time::{Span, Time, minutes};

impl Layout {
    /// The earliest day on which the last card of the backlog can be started; `None`: not within the horizon even in the best case.
    ///
    /// For any day, the cards of a stock up to that day are at most its cards up to the day before plus the day's capacity, and at most
    /// the blanks that can have arrived. The backlog can be cleared by that day only if a flow from kecamatan to the sites that may
    /// serve them covers it. The bound is the first such day.
    pub fn best_case(&self) -> Option<Day> {
        let plan = self.plan();
        let waiting: Vec<u64> = (0..plan.kecamatan.len())
            .map(|k| self.queues.len(k) as u64)
            .collect();
        let may_serve =
            |k: usize, s: usize| self.serves[s].contains(&k) || self.stands_in[s].contains(&k);
        let opens: Vec<Option<Time>> = self.earliest_upgrades();
        let mut days_printing = vec![0u32; plan.sites.len()];
        let mut by_site = vec![0u64; plan.sites.len()];
        let stocks = match plan.blanks.held {
            Held::Pooled => 1,
            Held::BySite(_) => plan.sites.len(),
        };
        let mut by_stock = vec![0u64; stocks];
        let blanks = self.earliest_blanks(stocks);
        let total: u64 = waiting.iter().sum();
        for day in 0..=plan.last_day() {
            for s in 0..plan.sites.len() {
                let Some(from) = opens[s].filter(|from| from.day() <= i64::from(day)) else {
                    continue;
                };
                let open = self.open_windows(day, from);
                days_printing[s] += u32::from(!open.is_empty());
                let printers = plan.sites[s]
                    .printers
                    .iter()
                    .filter(|p| self.is_present(p, day));
                let cards: u64 = printers
                    .map(|p| most_cards(p, days_printing[s], &open))
                    .sum();
                by_site[s] += cards;
                by_stock[self.stock_of(s)] += cards;
            }
            for (cards, arrivals) in by_stock.iter_mut().zip(&blanks) {
                let arrived = arrivals
                    .iter()
                    .filter(|(at, _)| *at <= day)
                    .map(|(_, n)| u64::from(*n))
                    .sum();
                *cards = (*cards).min(arrived);
            }
            if by_stock.iter().sum::<u64>() < total {
                continue;
            }
            let at_sites: Vec<u64> = match plan.blanks.held {
                Held::Pooled => by_site.clone(),
                Held::BySite(_) => by_stock.clone(),
            };
            if served(&waiting, &at_sites, may_serve) == total {
                return Some(day);
            }
        }
        None
    }

    fn is_present(&self, printer: &Printer, day: Day) -> bool {
        let date = self.plan().date(day);
        let away = printer
            .away
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&date));
        !away && printer.arrives.is_none_or(|arrives| arrives <= date)
    }

    /// The lengths of the opening windows of a day, not counting time before `from`.
    fn open_windows(&self, day: Day, from: Time) -> Vec<Span> {
        let midnight = Time::midnight(i64::from(day));
        let hours = self.plan().days.hours(self.plan().date(day));
        let windows = hours.windows().iter().map(|&(open, close)| {
            let open = (midnight + minutes(f64::from(open))).max(from);
            midnight + minutes(f64::from(close)) - open
        });
        windows.filter(|length| *length > Span::ZERO).collect()
    }

    /// The earliest time at which each site can be on SIAK 5.
    fn earliest_upgrades(&self) -> Vec<Option<Time>> {
        let plan = self.plan();
        let mut earliest: Vec<Option<Time>> = vec![None; plan.sites.len()];
        for (s, site) in plan.sites.iter().enumerate() {
            earliest[s] = match &site.upgrade {
                Upgrade::Done => Some(Time::ZERO),
                Upgrade::Never | Upgrade::Crew(_) => None,
                Upgrade::On { date, minute } => Some(self.at((*date, minute.unwrap_or(0)))),
                Upgrade::After(delay) => self.soonest(plan.start, delay),
            };
        }
        let mut crew = Delayed::from(self, plan.start);
        for &s in &plan.crew_order {
            if let Upgrade::Crew(delay) = &plan.sites[s].upgrade {
                crew.shortest(delay);
                earliest[s] = crew.morning();
            }
        }
        earliest
            .into_iter()
            .map(|at| at.map(|at| at.max(Time::ZERO)))
            .collect()
    }

    /// The morning on which a delay from a date can be over at the earliest.
    fn soonest(&self, from: Date, delay: &Delay) -> Option<Time> {
        let mut soonest = Delayed::from(self, from);
        soonest.shortest(delay);
        soonest.morning()
    }

    /// For each stock, the days on which blanks can arrive at the earliest, and how many.
    fn earliest_blanks(&self, stocks: usize) -> Vec<Vec<(Day, u32)>> {
        let blanks = &self.plan().blanks;
        let mut arrivals = vec![Vec::new(); stocks];
        let mut arrive = |day: Day, pieces: u32, site: Option<usize>| {
            for (stock, part) in self.split(pieces, site).into_iter().enumerate() {
                arrivals[stock].push((day, part));
            }
        };
        arrive(0, blanks.on_hand, None);
        for Delivery {
            date,
            delay,
            pieces,
            site,
        } in &blanks.deliveries
        {
            let at = match delay {
                None => Some(self.at((*date, 0))),
                Some(delay) => self.soonest(*date, delay),
            };
            if let Some(at) = at {
                arrive(at.day().max(0) as Day, *pieces, *site);
            }
        }
        arrivals
    }
}

/// The most cards a printer can start in these windows, on its site's `day`-th day of printing.
fn most_cards(printer: &Printer, day: u32, windows: &[Span]) -> u64 {
    let shortest = printer.print_time.min().as_micros();
    let starts = |window: &Span| match shortest {
        0 => u64::MAX,
        shortest => (window.as_micros() as u64).div_ceil(shortest as u64),
    };
    let by_time = windows.iter().map(starts).fold(0, u64::saturating_add);
    let limit = u64::from(printer.daily_limit) + u64::from(printer.overload);
    // An upgrade that comes later than it might leaves the printer at an earlier step of its ramp, which may allow more.
    let ramp = (1..=day.min(printer.ramp.len() as u32 + 1))
        .map(|step| printer.ramp_limit(step))
        .max();
    by_time.min(limit).min(ramp.unwrap_or(0).into())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::super::plan::*;
    use super::super::sample::bangli_exact;
    use super::super::{Layout, run};
    use crate::random::{Distribution, Streams};
    use crate::time::minutes;

    /// The best case and the simulation, in working days.
    fn both(plan: Plan) -> (Option<u32>, Option<u32>) {
        let layout = Arc::new(Layout::new(plan).unwrap());
        let outcome = run(&layout, &Streams::new(1, 0)).unwrap();
        let days = |day: Option<u32>| day.map(|d| layout.plan().working_days_to(d));
        (days(layout.best_case()), days(outcome.cleared))
    }

    #[test]
    fn without_chance_the_best_case_is_what_happens() {
        assert_eq!(both(bangli_exact()), (Some(32), Some(32)));
        let mut never = bangli_exact();
        never.sites[1].upgrade = Upgrade::Never;
        never.sites[3].upgrade = Upgrade::On {
            date: date(2017, 5, 8),
            minute: None,
        };
        let (bound, days) = both(never);
        assert_eq!(bound, days);
    }

    #[test]
    fn time_binds_where_cards_are_slow() {
        let mut slow = bangli_exact();
        for site in &mut slow.sites {
            // 8 minutes: 60 cards fit a day of 8 hours, but only 42 a Friday.
            site.printers[0].print_time = Distribution::constant(minutes(8.0)).unwrap();
        }
        // A full week is 4 x 50 + 42 = 242 a printer; 25 days and 7 Fridays print 5 x (1,250 + 294) = 7,720 in 32 days.
        assert_eq!(both(slow), (Some(34), Some(34)));
    }

    #[test]
    fn own_kecamatan_only_waits_for_the_largest() {
        let mut own = bangli_exact();
        own.routing = Routing::Own;
        // Kintamani alone: 3,440 / 50.
        assert_eq!(both(own), (Some(69), Some(69)));
    }

    #[test]
    fn too_few_blanks_never_clear() {
        let mut few = bangli_exact();
        few.blanks.on_hand = 7999;
        assert_eq!(both(few), (None, None));
    }

    #[test]
    fn blanks_by_site_bind_where_they_lie() {
        let mut split = bangli_exact();
        // All at the office: 8,000 / 50, which the year does not hold; 8,000 / 50 = 160 working days.
        split.blanks.held = Held::BySite(vec![1.0, 0.0, 0.0, 0.0, 0.0]);
        split.horizon = date(2017, 12, 29);
        let (bound, days) = both(split);
        assert_eq!(bound, days);
        assert_eq!(bound, Some(160));
    }

    #[test]
    fn a_late_upgrade_may_stand_on_a_better_step_of_a_falling_ramp() {
        let mut ramp = bangli_exact();
        ramp.sites.truncate(1);
        ramp.backlog.total = 30;
        ramp.sites[0].printers[0].ramp = vec![10, 10, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
        ramp.sites[0].printers[0].arrives = Some(date(2017, 5, 15));
        let uniform =
            Distribution::uniform(crate::time::days(1.0), crate::time::days(25.0)).unwrap();
        ramp.sites[0].upgrade = Upgrade::After(Delay::Calendar(uniform));
        let layout = Arc::new(Layout::new(ramp).unwrap());
        let best = layout.best_case().unwrap();
        for replication in 0..200 {
            let outcome = run(&layout, &Streams::new(1, replication)).unwrap();
            assert!(
                outcome.cleared.is_none_or(|day| best <= day),
                "{:?} < {best}",
                outcome.cleared
            );
        }
    }
}
