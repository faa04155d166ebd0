//! Checks blanks and ribbons against what was received and used.

use super::{Finding, Loaded, at_most, demand, equal};
use crate::office::event::Event;
use crate::office::ids::SiteId;
use crate::office::plan::Delivery;
use crate::resource::Stock;
use crate::time::Time;

/// All pieces that a stock ever had, including those at the start.
pub(super) fn received(stock: &Stock<()>) -> u128 {
    u128::from(stock.initial()) + u128::from(stock.received())
}

impl Loaded<'_> {
    /// Checks that all blanks received are on hand, printed, spoiled or in print.
    pub(super) fn stocks(&self) -> Result<(), Finding> {
        let (plan, state) = (self.setup.plan(), self.state);
        for stock in state.blanks.iter().chain(&state.ribbons) {
            let can_be = u128::from(stock.taken())..=u128::from(u64::MAX);
            let is_sound = can_be.contains(&received(stock)) && stock.capacity().is_none();
            demand(is_sound, || {
                "a stock gave more than it had, or has a limit".to_owned()
            })?;
        }
        let all_received: u128 = state.blanks.iter().map(received).sum();
        let on_hand: u128 = state
            .blanks
            .iter()
            .map(|stock| u128::from(stock.level()))
            .sum();
        let machines = state.machines.values().iter();
        let good: u64 = machines.map(|machine| u64::from(machine.good)).sum();
        let taken =
            u128::from(good) + u128::from(state.counts.spoiled) + u128::from(state.in_print);
        equal("blanks on hand", u128::from(state.blanks_on_hand), on_hand)?;
        equal("blanks received", all_received, on_hand + taken)?;
        let to_come = self.pending.iter().map(|(_, event)| match event {
            Event::BlanksArrive { pieces, .. } => u128::from(*pieces),
            _ => 0,
        });
        let most = u128::from(u32::MAX);
        at_most(
            "blanks on hand and to come",
            on_hand + to_come.sum::<u128>(),
            most,
        )?;
        let blanks = &plan.blanks;
        let of_site = |pieces, site| self.setup.split(pieces, site);
        self.delivered(
            "blanks",
            &state.blanks,
            blanks.on_hand,
            &blanks.deliveries,
            of_site,
        )?;
        let (Some(ribbons), Some(stock)) = (&plan.ribbons, &state.ribbons) else {
            return Ok(());
        };
        let pooled = |pieces, _| vec![pieces];
        self.delivered(
            "ribbons",
            std::slice::from_ref(stock),
            ribbons.on_hand,
            &ribbons.deliveries,
            pooled,
        )
    }

    /// Checks that each stock has received what the plan has delivered by now.
    pub(super) fn delivered(
        &self,
        what: &str,
        stocks: &[Stock<()>],
        on_hand: u32,
        deliveries: &[Delivery],
        split: impl Fn(u32, Option<SiteId>) -> Vec<u32>,
    ) -> Result<(), Finding> {
        let mut least: Vec<u64> = vec![0; stocks.len()];
        let mut add = |parts: Vec<u32>| {
            for (least, part) in least.iter_mut().zip(parts) {
                *least += u64::from(part);
            }
        };
        add(split(on_hand, None));
        for delivery in deliveries.iter().filter(|delivery| delivery.is_on_date()) {
            let at = self.setup.at((delivery.date, 0));
            if at <= Time::ZERO || at < self.now && at < self.setup.end() {
                add(split(delivery.pieces, delivery.site));
            }
        }
        let lacking = stocks
            .iter()
            .zip(least)
            .any(|(stock, least)| received(stock) < least.into());
        demand(!lacking, || {
            format!(
                "a stock of {what} has received less than the plan brings by {}",
                self.now
            )
        })
    }
}
