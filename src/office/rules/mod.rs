//! The rules of the office, by subject.
//!
//! | file, in reading order | its rules |
//! |---|---|
//! | `mod` | which event does what; which printers the rules look at afterwards |
//! | `card` | how a printer starts and finishes a card, and why it stands idle |
//! | `day` | how days begin and end, who is recorded, when the run ends |
//! | `site` | upgrades, outages, printers that break, come and go; when the office stands in |
//! | `supply` | blanks and ribbons |
//! | `clock` | how the printers spend their open time |
//!
//! After each event, the recorded cause of every idle printer must be the one that holds now, and no idle printer may be able to
//! start a card. To look at all printers would make the cost of an event grow with the office. So each rule notes the printers it
//! concerns ([`Index::look_at`], [`Index::waiting_again`]), and [`Rules::settle`] looks at those, in the order of their numbers.

mod card;
mod clock;
mod day;
mod site;
mod supply;

use std::ops::Range;

use super::Day;
use super::event::Event;
use super::ids::{KecamatanId, PrinterId};
use super::index::Index;
use super::setup::Setup;
use super::state::State;
use crate::engine::Calendar;
use crate::time::{Span, Time};
use card::Finish;

/// The setup, which never changes; the state, which the rules change; and the index computed from the state.
pub(super) struct Rules<'a> {
    pub setup: &'a Setup,
    pub state: &'a mut State,
    pub index: &'a mut Index,
}

impl Rules<'_> {
    /// The same rules for a call that is not compiled in. If only such calls see `Rules` in memory, nothing has to be put there before.
    #[inline(always)]
    fn again(&mut self) -> Rules<'_> {
        Rules {
            setup: self.setup,
            state: self.state,
            index: self.index,
        }
    }

    /// Carries out an event. Nearly all are finished cards, so their part is compiled into the loop that runs the model.
    #[inline(always)]
    pub fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        match event {
            Event::CardDone { printer } => {
                self.card_done(printer, cal, |cal, print_time| {
                    cal.schedule(print_time, event);
                });
            }
            _ => self.again().handle_other(event, cal),
        }
    }

    /// Carries out the end of a card. Its printer's next is scheduled by `schedule` if nothing else follows, and in the calendar if cards of
    /// other printers or the end of the run may follow. Returns whether they may.
    #[inline(always)]
    pub fn card_done(
        &mut self,
        p: PrinterId,
        cal: &mut Calendar<Event>,
        schedule: impl FnOnce(&mut Calendar<Event>, Span),
    ) -> bool {
        match self.finish_card(p, cal.now()) {
            Finish::Next(print_time) => {
                schedule(cal, print_time);
                return false;
            }
            Finish::NextAndMore(print_time) => {
                cal.schedule(print_time, Event::CardDone { printer: p });
            }
            Finish::Pause => self.again().pauses(p, cal.now()),
            Finish::Fault => self.again().fails(p, cal),
        }
        self.again().follow_up(cal);
        true
    }

    /// Does what follows from a card.
    #[inline(never)]
    fn follow_up(&mut self, cal: &mut Calendar<Event>) {
        self.settle(cal);
        if self.state.over || self.state.issued.waiting == 0 {
            self.end_if_done(cal);
        }
    }

    /// Carries out an event other than a finished card.
    #[inline(never)]
    fn handle_other(&mut self, event: Event, cal: &mut Calendar<Event>) {
        // A card may end after midnight and belongs to the day before; every other event belongs to the day on which it happens.
        self.end_days_before(cal.now().day() as Day);
        self.handle_rare(event, cal);
        self.settle(cal);
        if self.state.over || matches!(event, Event::Closes { .. }) {
            self.end_if_done(cal);
        }
    }

    #[inline(always)]
    fn handle_rare(&mut self, event: Event, cal: &mut Calendar<Event>) {
        let now = cal.now();
        match event {
            Event::CardDone { .. } => {}
            Event::Opens { window } => self.open(window as usize, cal),
            Event::Closes { .. } => {}
            Event::Horizon => self.end(),
            Event::Repaired { printer } => self.repaired(printer),
            Event::PrinterArrives { printer } => self.printer_arrives(printer, now),
            Event::PrinterLeaves { printer } => {
                self.change(printer, |machine| machine.away += 1);
            }
            Event::PrinterReturns { printer } => {
                self.change(printer, |machine| machine.away -= 1);
            }
            Event::UpgradeDone { site } => self.upgrade(site, now),
            Event::OutageBegins { outage } => self.change_outage(outage as usize, true, cal),
            Event::OutageEnds { outage } => self.change_outage(outage as usize, false, cal),
            Event::BlanksArrive { pieces, site } => self.receive_blanks(now, pieces, site),
            Event::RibbonsArrive { pieces } => self.receive_ribbons(now, pieces),
        }
    }

    /// No card may start any more.
    fn end(&mut self) {
        self.state.over = true;
        self.index.open_until = Time::ZERO;
    }

    /// Whether a card may start now.
    #[inline]
    fn is_open(&self, now: Time) -> bool {
        now < self.index.open_until
    }

    /// Whether the event concerns printers that have not been looked at yet.
    #[inline]
    fn has_noted(&self) -> bool {
        !self.index.look_at.is_empty() || !self.index.waiting_again.is_empty()
    }

    /// Looks at the printers that the event concerns. A closed office needs no look: its next opening looks at all.
    fn settle(&mut self, cal: &mut Calendar<Event>) {
        if !self.has_noted() {
            return;
        }
        if !self.is_open(cal.now()) {
            self.index.look_at.clear();
            self.index.waiting_again.clear();
            return;
        }
        let printers = self.setup.all_printers();
        loop {
            let noted = self.index.look_at.first(printers.clone());
            let Some(p) = noted.into_iter().chain(self.first_idle()).min() else {
                break;
            };
            self.index.look_at.remove(p);
            self.advance(p, cal);
        }
        self.index.waiting_again.clear();
    }

    /// The first printer that stands idle for lack of residents although a resident it may serve is waiting again.
    fn first_idle(&self) -> Option<PrinterId> {
        let first_of = |k: KecamatanId| {
            let ranges = self.printers_serving(k);
            ranges
                .filter_map(|range| self.index.no_resident.first(range))
                .min()
        };
        let again = self.index.waiting_again.iter().copied();
        again
            .filter(|k| !self.index.heads.is_empty(*k))
            .filter_map(first_of)
            .min()
    }

    /// The printers that may serve a kecamatan now.
    fn printers_serving(&self, kecamatan: KecamatanId) -> impl Iterator<Item = Range<PrinterId>> {
        let own = self.setup.routes.own_sites[kecamatan].iter();
        let own = own.map(|s| self.setup.printers_of(*s));
        let open = self.index.heads.is_open(kecamatan);
        own.chain(open.then(|| self.setup.choosing_printers()))
    }

    /// Notes the printers of a range that stand idle for lack of a blank or a ribbon.
    fn look_at_out_of_stock(&mut self, range: Range<PrinterId>) {
        let mut from = range.start;
        while let Some(p) = self.index.no_stock.first(from..range.end) {
            self.index.look_at.insert(p);
            from = PrinterId::new(p.index() + 1);
        }
    }
}
