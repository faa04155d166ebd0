//! How the printers spend their open time.

use super::Rules;
use crate::office::ids::PrinterId;
use crate::office::{PrinterState, PrinterTime};
use crate::time::{Span, Time};

impl Rules<'_> {
    /// Sets what the printer does from now on, or why it stands idle.
    #[inline(always)]
    pub(super) fn set_state(&mut self, p: PrinterId, state: PrinterState, now: Time) {
        if self.state.machines[p].state != Some(state) {
            self.change_state(p, state, now);
        }
    }

    #[inline(never)]
    fn change_state(&mut self, p: PrinterId, state: PrinterState, now: Time) {
        let before = self.state.machines[p].state;
        self.account(p, now);
        match before {
            Some(PrinterState::NoResident) => self.index.no_resident.remove(p),
            Some(PrinterState::NoBlank | PrinterState::NoRibbon) => self.index.no_stock.remove(p),
            _ => false,
        };
        match state {
            PrinterState::NoResident => self.index.no_resident.insert(p),
            PrinterState::NoBlank | PrinterState::NoRibbon => self.index.no_stock.insert(p),
            _ => false,
        };
        if state == PrinterState::NoRibbon {
            let today = self.state.hours.today;
            self.state.counts.ribbons_out.get_or_insert(today);
        }
        self.state.machines[p].state = Some(state);
    }

    /// Adds the open time since the last call to the printer's present state.
    #[inline]
    pub(super) fn account(&mut self, p: PrinterId, now: Time) {
        let clock = self.state.hours.clock(now);
        let site = self.setup.stations[p].site;
        let machine = &mut self.state.machines[p];
        if let Some(state) = machine.state {
            let span = clock - machine.since;
            self.state.counts.time_by_site[site].add(state, span);
            self.state.counts.last_open_day[site].add(state, span);
        }
        machine.since = clock;
    }

    pub fn account_all(&mut self, now: Time) {
        for p in self.state.machines.ids() {
            self.account(p, now);
        }
    }

    /// Open printer-time until `now`, computed only from the hours and the printers' arrivals.
    pub fn printer_time(&self, now: Time) -> PrinterTime {
        let all = self.setup.hours.open_between(Time::ZERO, now);
        let present = |arrives: Option<_>| match arrives {
            None => all,
            Some(date) => {
                let arrived = self.setup.at((date, 0)).max(Time::ZERO).min(now);
                self.setup.hours.open_between(arrived, now)
            }
        };
        let stations = self.setup.stations.values().iter();
        stations
            .map(|station| PrinterTime::from(present(station.printer.arrives)))
            .sum()
    }

    /// Starts counting opening time on the printers' clock.
    pub(super) fn start_clock(&mut self, opens: Time, closes: Time) {
        let before: Span = self.state.hours.clock(opens);
        let hours = &mut self.state.hours;
        (hours.opens, hours.closes, hours.before) = (opens, closes, before);
        self.index.open_until = closes;
    }
}
