//! Upgrades, outages, printers that break, come and go; when the office stands in for a site.

use super::Rules;
use crate::engine::Calendar;
use crate::office::PrinterState;
use crate::office::event::Event;
use crate::office::ids::{PrinterId, SiteId, ids};
use crate::office::index::is_open;
use crate::office::machine::Machine;
use crate::office::plan::OutageTimes;
use crate::time::Time;

impl Rules<'_> {
    /// Whether no printer of a site could print even if the office were open and had blanks.
    fn is_down(&self, site: SiteId) -> bool {
        self.state.sites[site].is_stopped() || self.index.up[site] == 0
    }

    /// Applies a change to a printer, and notes its consequences.
    pub(super) fn change(&mut self, p: PrinterId, change: impl FnOnce(&mut Machine)) {
        let site = self.setup.stations[p].site;
        let was_down = self.is_down(site);
        let machine = &mut self.state.machines[p];
        let was_up = machine.is_up();
        change(machine);
        self.index.up[site] += u32::from(machine.is_up());
        self.index.up[site] -= u32::from(was_up);
        self.state.set_most_today(self.setup, p);
        self.index.look_at.insert(p);
        self.note_down(site, was_down);
    }

    /// When the last own site of a kecamatan goes down, the office may have to stand in; when the first comes up again, it may have
    /// to stop.
    fn note_down(&mut self, site: SiteId, was_down: bool) {
        let (down, kecamatan) = (self.is_down(site), self.setup.plan().site(site).kecamatan);
        let Some(k) = kecamatan.filter(|_| down != was_down) else {
            return;
        };
        let sites_up = &mut self.index.sites_up[k];
        match down {
            true => *sites_up -= 1,
            false => *sites_up += 1,
        }
        let open = is_open(self.setup, k, *sites_up);
        if open == self.index.heads.is_open(k) {
            return;
        }
        self.index.heads.set_open(k, open);
        match open {
            true => self.index.waiting_again.push(k),
            false => self.look_at_out_of_stock(self.setup.choosing_printers()),
        }
    }

    pub(super) fn breaks(&mut self, p: PrinterId, cal: &mut Calendar<Event>) {
        self.state.counts.failures += 1;
        let printer = &self.setup.stations[p].printer;
        let repair = self.state.machines[p].draw_repair(printer);
        self.plan_event(
            cal,
            cal.now().saturating_add(repair),
            Event::Repaired { printer: p },
        );
        self.change(p, |machine| machine.broken = true);
    }

    pub(super) fn repaired(&mut self, p: PrinterId) {
        let printer = &self.setup.stations[p].printer;
        self.change(p, |machine| machine.repaired(printer));
    }

    pub(super) fn printer_arrives(&mut self, p: PrinterId, now: Time) {
        self.account(p, now);
        self.index.no_resident.insert(p);
        self.change(p, |machine| machine.state = Some(PrinterState::NoResident));
    }

    pub(super) fn upgrade(&mut self, site: SiteId, now: Time) {
        // Outside the first opening and the last closing of a day, the next open day is the first to count.
        let hours = &self.state.hours;
        let today = hours.opened && now.day() == i64::from(hours.today);
        let can_print_today = today && !self.state.day_is_over(self.setup, now);
        self.state.sites[site].days_printing += u32::from(can_print_today);
        self.set_limits(site);
        self.set_upgraded(site);
    }

    /// Moves the site to the new application.
    pub fn set_upgraded(&mut self, site: SiteId) {
        let was_down = self.is_down(site);
        self.state.sites[site].upgraded = true;
        self.site_changed(site, was_down);
    }

    pub(super) fn change_outage(&mut self, outage: usize, begins: bool, cal: &mut Calendar<Event>) {
        let setup = self.setup;
        let plan = &setup.plan().outages[outage];
        for &site in &plan.sites {
            let was_down = self.is_down(site);
            let outages = &mut self.state.sites[site].outages;
            *outages = if begins { *outages + 1 } else { *outages - 1 };
            self.site_changed(site, was_down);
        }
        if let OutageTimes::Random { every, lasts } = &plan.when {
            let (every_stream, lasts_stream) = &mut self.state.streams.outages[outage];
            let number = outage as u32;
            let (after, next) = match begins {
                true => (
                    lasts.draw(lasts_stream),
                    Event::OutageEnds { outage: number },
                ),
                false => (
                    every.draw(every_stream),
                    Event::OutageBegins { outage: number },
                ),
            };
            self.plan_event(cal, cal.now().saturating_add(after), next);
        }
    }

    fn site_changed(&mut self, site: SiteId, was_down: bool) {
        for p in ids(self.setup.printers_of(site)) {
            self.state.set_most_today(self.setup, p);
            self.index.look_at.insert(p);
        }
        self.note_down(site, was_down);
    }

    /// Sets what the printers of the site may print on this day of printing.
    pub(super) fn set_limits(&mut self, site: SiteId) {
        for p in ids(self.setup.printers_of(site)) {
            self.state.set_most_today(self.setup, p);
        }
    }
}
