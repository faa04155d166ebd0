//! Blanks and ribbons.

use super::Rules;
use crate::office::ids::{SiteId, ids};
use crate::office::setup::Station;
use crate::office::{Day, PrinterState};
use crate::time::Time;

impl Rules<'_> {
    /// The last blank of a stock was used.
    #[inline(never)]
    pub(super) fn blanks_are_out(&mut self, stock: usize) {
        if self.state.blanks_on_hand == 0 {
            let today = self.state.hours.today;
            self.state.counts.blanks_out.get_or_insert(today);
        }
        self.begin_stock_out_if_empty(stock, self.state.hours.today);
        // A printer that lacked a ribbon now lacks a blank, and that cause comes first.
        self.look_at_out_of_stock(self.setup.printers_on(stock));
    }

    /// Begins a stock-out if a stock is empty and somebody waits who may be served from it.
    pub fn begin_stock_out_if_empty(&mut self, stock: usize, today: Day) {
        let mut stations = ids(self.setup.printers_on(stock)).map(|p| &self.setup.stations[p]);
        let waits = |station: &Station| self.index.heads.next(station.serves).is_some();
        if self.state.blanks[stock].level() == 0 && stations.any(waits) {
            self.state.begin_stock_out(self.setup, stock, today);
        }
    }

    /// Counts the open day that ends now for each stock from which no card was started while a printer wanted a blank in the end. If the
    /// last blank was used when nobody else waited, the stock-out begins on this day.
    pub(super) fn count_blankless(&mut self, day: Day) {
        let mut stood_still = false;
        for stock in 0..self.setup.stocks() {
            let machines = || {
                let printers = ids(self.setup.printers_on(stock));
                printers.map(|p| &self.state.machines[p])
            };
            if self.state.blanks[stock].level() == 0
                && machines().any(|machine| machine.state == Some(PrinterState::NoBlank))
                && machines().all(|machine| machine.today == 0)
            {
                self.state.begin_stock_out(self.setup, stock, day).days += 1;
                stood_still = true;
            }
        }
        if stood_still {
            self.state.counts.blankless_days += 1;
            self.state.counts.standstill.get_or_insert(day);
        }
    }

    pub fn receive_blanks(&mut self, now: Time, pieces: u32, site: Option<SiteId>) {
        let parts = self.setup.split(pieces, site);
        self.state.blanks_on_hand += pieces;
        for (stock, part) in parts.into_iter().enumerate() {
            self.state.blanks[stock].put(now, part.into());
            if part > 0 {
                self.state.out_of_stock[stock] = None;
            }
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
