//! A plan without one of the causes for which its printers stand idle.

use serde::{Serialize, Serializer};

use super::{Blanks, Held, Plan, Routing, Upgrade};
use crate::office::PrinterState;
use crate::office::limits::MOST_PIECES;

/// Cards a day beyond the limit that stand for a higher limit.
const MORE_A_DAY: u32 = 10;

/// What may delay the cards of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Hindrance {
    /// What keeps a printer idle.
    State(PrinterState),
    /// Each site has a stock of blanks of its own, so one can be empty while blanks lie at another.
    HeldBySite,
}

impl Hindrance {
    /// All that keeps printers idle, in order of precedence, and then what does so only together with them.
    pub fn all() -> impl Iterator<Item = Hindrance> {
        let states = PrinterState::CAUSES.into_iter().map(Hindrance::State);
        states.chain([Hindrance::HeldBySite])
    }

    /// The state in which it leaves a printer.
    #[must_use]
    pub fn state(self) -> PrinterState {
        match self {
            Hindrance::State(state) => state,
            Hindrance::HeldBySite => PrinterState::NoBlank,
        }
    }

    /// The stable name in JSON and CSV: that of a [`PrinterState`], or `"held_by_site"`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Hindrance::State(state) => state.key(),
            Hindrance::HeldBySite => "held_by_site",
        }
    }
}

impl From<PrinterState> for Hindrance {
    fn from(state: PrinterState) -> Self {
        Hindrance::State(state)
    }
}

impl Serialize for Hindrance {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl Plan {
    /// This plan without something that delays cards; `None` if the plan does not have it, or nothing in a plan removes it.
    ///
    /// | cause | the plan without it |
    /// |---|---|
    /// | [`Upgrade`](PrinterState::Upgrade) | all upgrades are done at the start |
    /// | [`Outage`](PrinterState::Outage) | no outages |
    /// | [`Broken`](PrinterState::Broken) | no failures, no absences, every printer usable every day |
    /// | [`StartingUp`](PrinterState::StartingUp) | no start-up ramp |
    /// | [`DailyLimit`](PrinterState::DailyLimit) | ten more cards a day on each printer, forced beyond the limit, with their wear and misprints |
    /// | [`NoBlank`](PrinterState::NoBlank) | more blanks at the start than can be used, in one stock |
    /// | [`NoRibbon`](PrinterState::NoRibbon) | ribbons never run out |
    /// | [`NoResident`](PrinterState::NoResident) | everybody may be served at any site |
    /// | [`HeldBySite`](Hindrance::HeldBySite) | the same blanks in one stock for all sites |
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::office::PrinterState;
    ///
    /// let plan = cetak::scenario::builtin("bangli-declared")?.plan;
    /// let sooner = plan.without(PrinterState::Upgrade).expect("two sites wait for it");
    /// assert!(sooner.without(PrinterState::Upgrade).is_none());
    /// # Ok::<(), cetak::Error>(())
    /// ```
    #[must_use]
    pub fn without(&self, cause: impl Into<Hindrance>) -> Option<Plan> {
        let cause = cause.into();
        let mut plan = self.clone();
        let printers = |plan: &mut Plan, change: fn(&mut super::Printer)| {
            let sites = plan.sites.iter_mut();
            sites.flat_map(|site| &mut site.printers).for_each(change);
        };
        match cause {
            Hindrance::State(PrinterState::Upgrade) => {
                plan.sites
                    .iter_mut()
                    .for_each(|site| site.upgrade = Upgrade::Done);
                plan.crew_order.clear();
            }
            Hindrance::State(PrinterState::Outage) => plan.outages.clear(),
            Hindrance::State(PrinterState::Broken) => printers(&mut plan, |printer| {
                printer.life = None;
                printer.away.clear();
                printer.daily_availability = 1.0;
            }),
            Hindrance::State(PrinterState::StartingUp) => {
                printers(&mut plan, |printer| printer.ramp.clear())
            }
            Hindrance::State(PrinterState::DailyLimit) => printers(&mut plan, |printer| {
                printer.overload = printer.overload.saturating_add(MORE_A_DAY);
            }),
            Hindrance::State(PrinterState::NoBlank) => {
                let later: u64 = plan
                    .blanks
                    .deliveries
                    .iter()
                    .map(|lot| u64::from(lot.pieces))
                    .sum();
                let room = MOST_PIECES.saturating_sub(later);
                plan.blanks.on_hand = plan.blanks.on_hand.max(room as u32);
                plan.blanks.pool();
            }
            Hindrance::HeldBySite if plan.blanks.held == Held::Pooled => return None,
            Hindrance::HeldBySite => plan.blanks.pool(),
            Hindrance::State(PrinterState::NoRibbon) => plan.ribbons = None,
            // One site that serves everyone already serves everyone.
            Hindrance::State(PrinterState::NoResident)
                if plan.sites.len() > 1
                    || (plan.kecamatan.len() > 1 && plan.sites[0].kecamatan.is_some()) =>
            {
                plan.routing = Routing::Pooled;
            }
            Hindrance::State(PrinterState::NoResident) => {}
            Hindrance::State(PrinterState::Printing) => return None,
        }
        // Who may be served where is known in every world.
        let is_known = self.worlds.is_empty() || cause == PrinterState::NoResident.into();
        if plan == *self && is_known {
            return None;
        }
        // A plan that is drawn may have a cause that this one does not.
        plan.worlds = self
            .worlds
            .then(move |drawn| drawn.without(cause).unwrap_or(drawn));
        Some(plan)
    }
}

impl Blanks {
    /// Puts all blanks, those to come too, in one stock.
    fn pool(&mut self) {
        self.held = Held::Pooled;
        for lot in &mut self.deliveries {
            lot.site = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::office::plan::{Delivery, Outage, OutageTimes, Ribbons};
    use crate::office::sample::bangli_exact;
    use crate::office::{Setup, SiteId, TimeByState, run};
    use crate::random::{Distribution, Streams};
    use crate::time::days;
    use std::sync::Arc;

    /// Bangli with every cause of idle printers.
    fn troubled() -> Plan {
        let mut plan = bangli_exact();
        plan.routing = Routing::Own;
        plan.horizon = date(2018, 6, 29);
        plan.days = plan
            .days
            .with_holidays(crate::office::days::HolidaySet::named("indonesia-2018").unwrap());
        plan.sites[1].upgrade = Upgrade::On {
            date: date(2017, 5, 15),
            minute: None,
        };
        plan.outages = vec![Outage {
            name: "network".into(),
            common: false,
            sites: vec![SiteId::new(2)],
            when: OutageTimes::Fixed {
                from: (date(2017, 5, 2), 0),
                until: (date(2017, 5, 9), 0),
            },
        }];
        let printer = &mut plan.sites[3].printers[0];
        printer.away = vec![(date(2017, 5, 2), date(2017, 5, 12))];
        printer.life = Some(Distribution::constant(300.0).unwrap());
        printer.repair = Distribution::constant(days(3.0)).unwrap();
        printer.ramp = vec![10, 20];
        plan.blanks.on_hand = 3000;
        plan.blanks.held = Held::BySite(vec![1.0, 1.0, 1.0, 1.0, 0.0]);
        plan.blanks.deliveries = vec![
            Delivery::new(date(2017, 8, 1), 3000),
            Delivery::new(date(2017, 10, 2), 9000),
        ];
        plan.ribbons = Some(Ribbons {
            on_hand: 5,
            cards_each: Distribution::constant(400.0).unwrap(),
            deliveries: vec![Delivery::new(date(2017, 6, 14), 100)],
        });
        plan
    }

    fn time(plan: Plan) -> TimeByState {
        let setup = Arc::new(Setup::new(plan).unwrap());
        run(&setup, &Streams::new(1, 0)).unwrap().time()
    }

    #[test]
    fn a_cause_that_is_removed_takes_no_time() {
        let before = time(troubled());
        for cause in PrinterState::CAUSES {
            let without = troubled().without(cause);
            assert!(before.get(cause).as_hours() > 0.0, "{cause:?}");
            let without = without.unwrap();
            match cause {
                PrinterState::NoResident => assert_eq!(without.routing, Routing::Pooled),
                PrinterState::DailyLimit => {
                    let printer = &without.sites[0].printers[0];
                    assert_eq!((printer.daily_limit, printer.overload), (50, 10));
                }
                _ => {
                    assert_eq!(without.without(cause), None, "{cause:?}");
                    assert_eq!(time(without).get(cause).as_hours(), 0.0, "{cause:?}");
                }
            }
        }
    }

    #[test]
    fn what_a_plan_does_not_have_cannot_be_removed() {
        let plan = bangli_exact();
        for cause in [
            PrinterState::Upgrade,
            PrinterState::Outage,
            PrinterState::Broken,
            PrinterState::StartingUp,
            PrinterState::NoRibbon,
            PrinterState::Printing,
        ] {
            assert_eq!(plan.without(cause), None, "{cause:?}");
        }
        assert_eq!(plan.without(Hindrance::HeldBySite), None);
    }

    #[test]
    fn the_same_blanks_in_one_stock_are_as_many() {
        let mut plan = bangli_exact();
        let mut lot = Delivery::new(date(2017, 6, 7), 500);
        lot.site = Some(SiteId::new(1));
        plan.blanks.deliveries.push(lot);
        let mut pooled = plan.clone();
        pooled.blanks.deliveries[0].site = None;
        plan.blanks.held = Held::BySite(vec![1.0; 5]);
        assert_eq!(plan.without(Hindrance::HeldBySite), Some(pooled));
    }
}
