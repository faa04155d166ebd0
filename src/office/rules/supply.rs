//! Blanks and ribbons.

use super::Rules;

impl Rules<'_> {
    #[inline]
    pub(super) fn use_blank(&mut self, stock: usize) {
        let blanks = &mut self.state.blanks[stock];
        blanks.take();
        let out = blanks.is_empty();
        self.state.blanks_on_hand -= 1;
        if self.state.blanks_on_hand == 0 {
            let today = self.state.hours.today;
            self.state.counts.blanks_out.get_or_insert(today);
        }
        if out {
            // Who waits for a ribbon waits for a blank first.
            self.look_at_out_of_stock(self.layout.printers_on(stock));
        }
    }

    /// A card's worth of ribbon; the printer takes the next one when its own is used up.
    pub(super) fn use_ribbon(&mut self, p: usize) {
        let (Some(ribbons), Some(shelf)) = (&self.layout.plan().ribbons, &mut self.state.ribbons)
        else {
            return;
        };
        let machine = &mut self.state.machines[p];
        if machine.ribbon == 0 {
            shelf.take();
            machine.ribbon = machine.draw_ribbon(&ribbons.cards_each);
        }
        machine.ribbon -= 1;
    }

    pub fn receive_blanks(&mut self, pieces: u32, site: Option<u32>) {
        let parts = self.layout.split(pieces, site.map(|s| s as usize));
        self.state.blanks_on_hand += pieces;
        for (stock, part) in parts.into_iter().enumerate() {
            self.state.blanks[stock].put(part);
            if part > 0 && !self.index.no_stock.is_empty() {
                self.look_at_out_of_stock(self.layout.printers_on(stock));
            }
        }
    }

    /// Ribbons are pooled, however blanks are held.
    pub fn receive_ribbons(&mut self, pieces: u32) {
        if let Some(shelf) = &mut self.state.ribbons {
            shelf.put(pieces);
            self.look_at_out_of_stock(0..self.state.machines.len());
        }
    }
}
