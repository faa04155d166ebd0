//! Blanks and ribbons.

use super::Rules;
use crate::office::ids::SiteId;
use crate::time::Time;

impl Rules<'_> {
    /// The last blank of a stock was used.
    #[inline(never)]
    pub(super) fn blanks_are_out(&mut self, stock: usize) {
        if self.state.blanks_on_hand == 0 {
            let today = self.state.hours.today;
            self.state.counts.blanks_out.get_or_insert(today);
            // The resident of the card that took the last blank is in a printer, and that card is not counted yet; others may be in
            // the queue.
            let machines = self.state.machines.values().iter();
            let in_printers = machines.filter(|machine| machine.card.is_some()).count();
            if self.state.issued.waiting as usize > in_printers {
                self.state.begin_stock_out(today);
            }
        }
        // A printer that lacked a ribbon now lacks a blank, and that cause comes first.
        self.look_at_out_of_stock(self.setup.printers_on(stock));
    }

    pub fn receive_blanks(&mut self, now: Time, pieces: u32, site: Option<SiteId>) {
        let parts = self.setup.split(pieces, site);
        self.state.blanks_on_hand += pieces;
        self.state.out_of_stock &= pieces == 0;
        for (stock, part) in parts.into_iter().enumerate() {
            self.state.blanks[stock].put(now, part.into());
            if part > 0 && !self.index.no_stock.is_empty() {
                self.look_at_out_of_stock(self.setup.printers_on(stock));
            }
        }
    }

    /// Ribbons are pooled, however blanks are held.
    pub fn receive_ribbons(&mut self, now: Time, pieces: u32) {
        if let Some(ribbons) = &mut self.state.ribbons {
            ribbons.put(now, pieces.into());
            self.look_at_out_of_stock(self.setup.all_printers());
        }
    }
}
