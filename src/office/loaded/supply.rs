//! Blanks and ribbons against what was received and used.

use super::{Finding, Loaded, at_most, demand, equal, sum};
use crate::office::event::Event;
use crate::office::plan::Delivery;
use crate::office::shelf::Shelf;
use crate::time::Time;

impl Loaded<'_> {
    /// Blanks received are on hand, printed, spoiled or in print.
    pub(super) fn stocks(&self) -> Result<(), Finding> {
        let (plan, state) = (self.layout.plan(), self.state);
        for shelf in state.blanks.iter().chain(&state.ribbons) {
            demand(shelf.is_sound(), || {
                "a stock gave more than it had".to_owned()
            })?;
        }
        let total = |what: fn(&Shelf) -> u64| -> u128 {
            state
                .blanks
                .iter()
                .map(|shelf| u128::from(what(shelf)))
                .sum()
        };
        let (received, on_hand) = (total(Shelf::received), total(Shelf::on_hand));
        let good = sum(&state.counts.printed_by_site);
        let taken =
            u128::from(good) + u128::from(state.counts.spoiled) + u128::from(state.in_print);
        equal("blanks on hand", u128::from(state.blanks_on_hand), on_hand)?;
        equal("blanks received", received, on_hand + taken)?;
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
        let of_site = |pieces, site| self.layout.split(pieces, site);
        self.delivered(
            "blanks",
            &state.blanks,
            blanks.on_hand,
            &blanks.deliveries,
            of_site,
        )?;
        let (Some(ribbons), Some(shelf)) = (&plan.ribbons, state.ribbons) else {
            return Ok(());
        };
        let pooled = |pieces, _| vec![pieces];
        self.delivered(
            "ribbons",
            &[shelf],
            ribbons.on_hand,
            &ribbons.deliveries,
            pooled,
        )
    }

    /// Each stock has received what the plan says that it had by now.
    pub(super) fn delivered(
        &self,
        what: &str,
        shelves: &[Shelf],
        on_hand: u32,
        deliveries: &[Delivery],
        split: impl Fn(u32, Option<usize>) -> Vec<u32>,
    ) -> Result<(), Finding> {
        let mut least: Vec<u64> = vec![0; shelves.len()];
        let mut add = |parts: Vec<u32>| {
            for (least, part) in least.iter_mut().zip(parts) {
                *least += u64::from(part);
            }
        };
        add(split(on_hand, None));
        for delivery in deliveries
            .iter()
            .filter(|delivery| delivery.delay.is_none())
        {
            let at = self.layout.at((delivery.date, 0));
            if at <= Time::ZERO || at < self.now && at < self.layout.end() {
                add(split(delivery.pieces, delivery.site));
            }
        }
        let lacking = shelves
            .iter()
            .zip(least)
            .any(|(shelf, least)| shelf.received() < least);
        demand(!lacking, || {
            format!(
                "a stock of {what} has received less than the plan brings by {}",
                self.now
            )
        })
    }
}
