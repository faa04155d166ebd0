//! The best case: the earliest day on which the backlog can be cleared, whatever chance does.
//!
//! Every printer prints at its shortest print time from opening to closing, up to its limit and the cards allowed beyond it. Nothing
//! breaks, nothing is spoiled, upgrades and deliveries come as early as they can, and no new resident comes. Four hard facts remain:
//! limits, open days, upgrades, blanks. No replication can be faster; every run checks that.

use jiff::civil::Date;

use super::Day;
use super::delays::Delayed;
use super::ids::{KecamatanId, PerKecamatan, PerSite, SiteId};
use super::plan::{Delay, Held, Printer, Site, Upgrade};
use super::routes::{Routes, Serves};
use super::setup::Setup;
use crate::time::{Span, Time, minutes};

impl Setup {
    /// The earliest day on which the last card of the backlog can be started; `None` if that is not within the horizon.
    ///
    /// The cards from one stock by the end of a day are at most the cards by the day before plus the day's capacity, and at most the
    /// blanks that can have arrived. The backlog can be cleared by that day only if the sites that may serve each kecamatan have
    /// enough cards for it. It is the first day for which both hold.
    pub fn best_case(&self) -> Option<Day> {
        let plan = self.plan();
        let waiting: PerKecamatan<u64> = self
            .backlog
            .kecamatan()
            .map(|k| {
                self.backlog
                    .lines(k)
                    .into_iter()
                    .map(|(a, b)| u64::from(b - a))
                    .sum()
            })
            .collect();
        let total: u64 = waiting.values().iter().sum();
        let opens = self.earliest_upgrades();
        let mut sites: PerSite<SiteAtBest> = plan.sites.iter().map(SiteAtBest::of).collect();
        let mut by_site = PerSite::from(vec![0u64; plan.sites.len()]);
        let mut cards = vec![0u64; self.stocks()];
        let mut blanks = vec![0u64; self.stocks()];
        let mut arrivals = self.earliest_blanks();
        for day in 0..=plan.last_day() {
            let hours = plan.days.hours(plan.date(day));
            for (s, from) in opens.iter() {
                let Some(from) = from.filter(|from| from.day() <= i64::from(day)) else {
                    continue;
                };
                let open = open_windows(hours.windows(), day, from);
                if open.is_empty() {
                    continue;
                }
                let today = sites[s].cards(plan.site(s), plan.date(day), open);
                by_site[s] += today;
                cards[plan.blanks.held.stock_of(s)] += today;
            }
            while let Some((_, pieces, site)) = arrivals.pop_if(|(on, _, _)| *on <= day) {
                for (blanks, part) in blanks.iter_mut().zip(self.split(pieces, site)) {
                    *blanks += u64::from(part);
                }
            }
            for (cards, blanks) in cards.iter_mut().zip(&blanks) {
                *cards = (*cards).min(*blanks);
            }
            if cards.iter().sum::<u64>() < total {
                continue;
            }
            let at_sites = match plan.blanks.held {
                Held::Pooled => by_site.values(),
                Held::BySite(_) => &cards,
            };
            if served(&waiting, at_sites, &self.routes) == total {
                return Some(day);
            }
        }
        None
    }

    /// The earliest time at which each site can be on SIAK 5.
    fn earliest_upgrades(&self) -> PerSite<Option<Time>> {
        let plan = self.plan();
        let mut earliest = PerSite::from(vec![None; plan.sites.len()]);
        for (s, site) in plan.sites_by_id() {
            earliest[s] = match &site.upgrade {
                Upgrade::Done => Some(Time::ZERO),
                Upgrade::Never | Upgrade::Crew(_) => None,
                Upgrade::On { date, minute } => Some(self.at((*date, minute.unwrap_or(0)))),
                Upgrade::After(delay) => self.soonest(plan.start, delay),
            };
        }
        let mut crew = Delayed::from(self, plan.start);
        for &s in &plan.crew_order {
            if let Upgrade::Crew(delay) = &plan.site(s).upgrade {
                crew.shortest(delay);
                earliest[s] = crew.morning();
            }
        }
        earliest
            .into_values()
            .into_iter()
            .map(|at| at.map(|at| at.max(Time::ZERO)))
            .collect()
    }

    /// The earliest morning on which a delay from a date can be over.
    fn soonest(&self, from: Date, delay: &Delay) -> Option<Time> {
        let mut soonest = Delayed::from(self, from);
        soonest.shortest(delay);
        soonest.morning()
    }

    /// The earliest days on which blanks can arrive, with their number and site; the first day comes last.
    fn earliest_blanks(&self) -> Vec<(Day, u32, Option<SiteId>)> {
        let blanks = &self.plan().blanks;
        let mut arrivals = vec![(0, blanks.on_hand, None)];
        for lot in &blanks.deliveries {
            if let Some(at) = lot.arrival(self, |delayed, delay, _| delayed.shortest(delay)) {
                arrivals.push((at.day().max(0) as Day, lot.pieces, lot.site));
            }
        }
        arrivals.sort_by_key(|(day, _, _)| std::cmp::Reverse(*day));
        arrivals
    }
}

/// The lengths of the opening windows of a day, without the time before `from`.
fn open_windows(windows: &[(u16, u16)], day: Day, from: Time) -> Vec<Span> {
    let midnight = Time::midnight(i64::from(day));
    let lengths = windows.iter().map(|&(open, close)| {
        let open = (midnight + minutes(f64::from(open))).max(from);
        midnight + minutes(f64::from(close)) - open
    });
    lengths.filter(|length| *length > Span::ZERO).collect()
}

/// The most residents who can be served if each site prints this many cards: a maximum flow from kecamatan to sites.
///
/// A site serves one kecamatan, or chooses among the open ones. So the flow is a maximum if the sites without a choice first serve
/// their own kecamatan, and the choosing sites then serve the residents who are left. To move a resident from an own site to a
/// choosing one cannot raise the total.
fn served(waiting: &PerKecamatan<u64>, cards: &[u64], routes: &Routes) -> u64 {
    let mut left = waiting.clone();
    let mut open = 0;
    for (serves, cards) in routes.serves.values().iter().zip(cards) {
        match serves {
            Serves::Nobody => {}
            Serves::One(k) => left[*k] -= left[*k].min(*cards),
            Serves::Open => open += cards,
        }
    }
    let is_open = |k: &KecamatanId| routes.while_down || routes.always_open[*k];
    let left_open: u64 = left.ids().filter(is_open).map(|k| left[k]).sum();
    waiting.values().iter().sum::<u64>() - left.values().iter().sum::<u64>() + open.min(left_open)
}

/// A site in the best case.
struct SiteAtBest {
    days_printing: u32,
    /// The best step of each printer's ramp so far. In a run the upgrade may come later, which leaves the printer at an earlier step
    /// that may allow more.
    best_step: Vec<u32>,
    /// The last day of printing on which a ramp applies, and whether any printer comes or goes.
    longest_ramp: u32,
    comes_and_goes: bool,
    /// The cards of the last day it printed, with the windows of that day.
    last: Option<(Vec<Span>, u64)>,
}

impl SiteAtBest {
    fn of(site: &Site) -> Self {
        let ramps = site.printers.iter().map(|p| p.ramp.len() as u32);
        Self {
            days_printing: 0,
            best_step: vec![0; site.printers.len()],
            longest_ramp: ramps.max().unwrap_or(0),
            comes_and_goes: site
                .printers
                .iter()
                .any(|printer| PrinterAtBest::of(printer).comes_or_goes()),
            last: None,
        }
    }

    /// The most cards on a day on which the site can print in these windows.
    fn cards(&mut self, site: &Site, date: Date, open: Vec<Span>) -> u64 {
        self.days_printing += 1;
        let steady = !self.comes_and_goes && self.days_printing > self.longest_ramp + 1;
        if let Some((windows, cards)) = &self.last
            && steady
            && *windows == open
        {
            return *cards;
        }
        let mut cards = 0;
        for (printer, best_step) in site.printers.iter().zip(&mut self.best_step) {
            *best_step = printer.ramp_limit(self.days_printing).max(*best_step);
            let at_best = PrinterAtBest::of(printer);
            if at_best.is_present(date) {
                cards += at_best.most_cards(&open).min((*best_step).into());
            }
        }
        self.last = Some((open, cards));
        cards
    }
}

/// What can make a printer print more. The pattern below names every field of a printer, without `..`: a new field that lets a
/// printer print more must appear here, or runs could be faster than the best case.
struct PrinterAtBest<'a> {
    shortest_print: Span,
    most_a_day: u32,
    arrives: Option<Date>,
    away: &'a [(Date, Date)],
}

impl<'a> PrinterAtBest<'a> {
    fn of(printer: &'a Printer) -> Self {
        let Printer {
            name: _,
            print_time,
            // Together these are the most cards per day.
            daily_limit: _,
            overload: _,
            arrives,
            away,
            // Kept step by step in [`SiteAtBest::best_step`].
            ramp: _,
            // At best nothing is spoiled, nothing breaks, and the printer is usable every day.
            spoilage: _,
            overload_spoilage: _,
            overload_wear: _,
            life: _,
            repair: _,
            daily_availability: _,
        } = printer;
        Self {
            shortest_print: print_time.min(),
            most_a_day: printer.most_a_day(),
            arrives: *arrives,
            away,
        }
    }

    fn comes_or_goes(&self) -> bool {
        self.arrives.is_some() || !self.away.is_empty()
    }

    fn is_present(&self, date: Date) -> bool {
        let mut away = self.away.iter();
        let away = away.any(|(first, last)| (*first..=*last).contains(&date));
        !away && self.arrives.is_none_or(|arrives| arrives <= date)
    }

    /// The most cards it can start in these windows, without its ramp.
    fn most_cards(&self, windows: &[Span]) -> u64 {
        let shortest = self.shortest_print.as_micros();
        let starts = |window: &Span| match shortest {
            0 => u64::MAX,
            shortest => (window.as_micros() as u64).div_ceil(shortest as u64),
        };
        let by_time = windows.iter().map(starts).fold(0, u64::saturating_add);
        by_time.min(u64::from(self.most_a_day))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::super::ids::KecamatanId;
    use super::super::plan::*;
    use proptest::prelude::*;

    use super::super::routes::{Routes, Serves};
    use super::super::sample::bangli_exact;
    use super::super::{Setup, run};
    use super::served;
    use crate::random::{Distribution, Streams};
    use crate::time::minutes;

    /// The best case and the simulation, in working days.
    fn both(plan: Plan) -> (Option<u32>, Option<u32>) {
        let setup = Arc::new(Setup::new(plan).unwrap());
        let outcome = run(&setup, &Streams::new(1, 0)).unwrap();
        let days = |day: Option<u32>| day.map(|d| setup.plan().working_days_to(d));
        (days(setup.best_case()), days(outcome.cleared))
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
        let (best, days) = both(never);
        assert_eq!(best, days);
    }

    #[test]
    fn time_binds_where_cards_are_slow() {
        let mut slow = bangli_exact();
        for site in &mut slow.sites {
            // 8 minutes: 60 cards fit into a day of 8 hours, but only 42 into a Friday.
            site.printers[0].print_time = Distribution::constant(minutes(8.0)).unwrap();
        }
        // A full week is 4 x 50 + 42 = 242 per printer; 25 days and 7 Fridays print 5 x (1,250 + 294) = 7,720 in 32 days.
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
        // All blanks are at the office: 8,000 / 50 = 160 working days.
        split.blanks.held = Held::BySite(vec![1.0, 0.0, 0.0, 0.0, 0.0]);
        split.horizon = date(2017, 12, 29);
        let (best, days) = both(split);
        assert_eq!(best, days);
        assert_eq!(best, Some(160));
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
        let setup = Arc::new(Setup::new(ramp).unwrap());
        let best = setup.best_case().unwrap();
        for replication in 0..200 {
            let outcome = run(&setup, &Streams::new(1, replication)).unwrap();
            assert!(
                outcome.cleared.is_none_or(|day| best <= day),
                "{:?} < {best}",
                outcome.cleared
            );
        }
    }

    proptest! {
        /// The smallest cut (Hall's condition for every set of kecamatan) says the same.
        #[test]
        fn a_largest_flow_equals_the_smallest_cut(
            waiting in prop::collection::vec(0u64..20, 1..5),
            cards in prop::collection::vec(0u64..20, 1..6),
            own in prop::collection::vec(prop::option::of(0usize..5), 6),
            office in prop::option::of(0usize..6),
            routing in prop::sample::select(vec![
                Routing::Own, Routing::OwnAndOffice, Routing::OfficeWhileDown, Routing::Pooled,
            ]),
        ) {
            let mut plan = bangli_exact();
            plan.routing = routing;
            let (site, kecamatan) = (plan.sites[0].clone(), plan.kecamatan[0].clone());
            plan.kecamatan = vec![kecamatan; waiting.len()];
            plan.sites = (0..cards.len()).map(|s| Site {
                office: Some(s) == office,
                kecamatan: own[s].filter(|k| *k < waiting.len()).map(KecamatanId::new),
                ..site.clone()
            }).collect();
            let routes = Routes::of(&plan);
            let has_site = |k: usize| plan.sites.iter().any(|s| s.kecamatan == Some(KecamatanId::new(k)));
            // The rule as docs/design.md states it.
            let may = |k: usize, s: usize| {
                let own = plan.sites[s].kecamatan == Some(KecamatanId::new(k)) || (!has_site(k) && Some(s) == office);
                match routing {
                    Routing::Own => own,
                    Routing::OwnAndOffice | Routing::OfficeWhileDown => own || Some(s) == office,
                    Routing::Pooled => true,
                }
            };
            let total: u64 = waiting.iter().sum();
            let cut = (0..1u32 << waiting.len()).map(|set| {
                let inside = |k: usize| set >> k & 1 == 1;
                let demand: u64 = (0..waiting.len()).filter(|k| inside(*k)).map(|k| waiting[k]).sum();
                let reach = |s: &usize| (0..waiting.len()).any(|k| inside(k) && may(k, *s));
                let room: u64 = (0..cards.len()).filter(reach).map(|s| cards[s]).sum();
                total - demand + room
            });
            let by_kecamatan = waiting.clone().into();
            prop_assert_eq!(served(&by_kecamatan, &cards, &routes), cut.min().unwrap());
            for (s, serves) in routes.serves.values().iter().enumerate() {
                prop_assert_eq!(*serves == Serves::Nobody, (0..waiting.len()).all(|k| !may(k, s)) && Some(s) != office);
            }
        }
    }
}
