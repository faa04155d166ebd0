//! Blanks and ribbons.

use super::Rules;

impl Rules<'_> {
    /// The last blank of a stock is used.
    #[inline(never)]
    pub(super) fn blanks_are_out(&mut self, stock: usize) {
        if self.state.blanks_on_hand == 0 {
            let today = self.state.hours.today;
            self.state.counts.blanks_out.get_or_insert(today);
        }
        // Who waits for a ribbon waits for a blank first.
        self.look_at_out_of_stock(self.layout.printers_on(stock));
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
