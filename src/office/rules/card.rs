//! How a card is started and finished, and what a printer stands idle for.

use super::Rules;
use crate::engine::Calendar;
use crate::office::event::Event;
use crate::office::machine::Card;
use crate::office::place::Place;
use crate::office::routes::Serves;
use crate::office::state::Finished;
use crate::office::{Day, PrinterState};
use crate::time::Time;

impl Rules<'_> {
    /// The kecamatan of the resident whom a site serves next.
    #[inline]
    fn next_kecamatan(&self, site: usize) -> Option<usize> {
        match self.layout.routes.serves[site] {
            Serves::Nobody => None,
            Serves::One(k) => (!self.index.heads.is_empty(k)).then_some(k),
            Serves::Open => self.index.heads.first_open(),
        }
    }

    /// The kecamatan for which a printer that is free starts its next card, or why it does not start one: the first cause in the order
    /// of [`PrinterState::CAUSES`].
    #[inline]
    pub fn next_card(&self, p: usize) -> Result<usize, PrinterState> {
        let (site, printer) = &self.layout.printers[p];
        let machine = &self.state.machines[p];
        let at_site = &self.state.sites[*site];
        if !at_site.upgraded {
            return Err(PrinterState::Upgrade);
        }
        if at_site.outages > 0 {
            return Err(PrinterState::Outage);
        }
        if !machine.is_up() {
            return Err(PrinterState::Broken);
        }
        if machine.today >= machine.most_today {
            return Err(match machine.today >= printer.most_a_day() {
                true => PrinterState::DailyLimit,
                false => PrinterState::StartingUp,
            });
        }
        let kecamatan = self.next_kecamatan(*site).ok_or(PrinterState::NoResident)?;
        let stock = self.layout.stock_of(*site);
        if self.state.blanks[stock].is_empty() {
            return Err(PrinterState::NoBlank);
        }
        let ribbons = &self.state.ribbons;
        if machine.ribbon == 0 && ribbons.is_some_and(|shelf| shelf.is_empty()) {
            return Err(PrinterState::NoRibbon);
        }
        Ok(kecamatan)
    }

    /// Lets a printer start its next card if it can, and notes what it does from now on. The office is open.
    #[inline]
    pub(super) fn advance(&mut self, p: usize, cal: &mut Calendar<Event>) {
        let machine = &self.state.machines[p];
        if machine.card.is_some() || machine.state.is_none() {
            return;
        }
        let state = match self.next_card(p) {
            Ok(kecamatan) => {
                self.start_card(p, kecamatan, cal);
                PrinterState::Printing
            }
            Err(cause) => cause,
        };
        self.set_state(p, state, cal.now());
    }

    #[inline]
    fn start_card(&mut self, p: usize, kecamatan: usize, cal: &mut Calendar<Event>) {
        let place = self.call(kecamatan);
        let (site, printer) = &self.layout.printers[p];
        self.use_blank(self.layout.stock_of(*site));
        if self.layout.plan().ribbons.is_some() {
            self.use_ribbon(p);
        }
        let day = self.state.hours.today;
        let machine = &mut self.state.machines[p];
        let beyond_limit = machine.today >= printer.daily_limit;
        machine.today += 1;
        machine.card = Some(Card {
            place,
            kecamatan: kecamatan as u32,
            day,
            beyond_limit,
        });
        let print_time = machine.draw_print_time(printer);
        self.state.in_print += 1;
        self.state.counts.overload_cards += u32::from(beyond_limit);
        cal.schedule_at(
            cal.now().saturating_add(print_time),
            Event::CardDone { printer: p as u32 },
        );
    }

    /// The first of a kecamatan leaves the queue. When nobody of it is left, printers that wait for a blank may wait for residents.
    #[inline]
    fn call(&mut self, kecamatan: usize) -> Place {
        let heads = &mut self.index.heads;
        let place = heads.take(kecamatan, &mut self.state.queues, &self.layout.backlog);
        if heads.is_empty(kecamatan) && !self.index.no_stock.is_empty() {
            let ranges: Vec<_> = self.printers_serving(kecamatan).collect();
            for range in ranges {
                self.look_at_out_of_stock(range);
            }
        }
        place
    }

    /// A resident joins the queue, or takes the old place again.
    pub(super) fn join(&mut self, place: Place, kecamatan: usize) {
        if self.index.heads.is_empty(kecamatan) {
            self.index.waiting_again.push(kecamatan);
        }
        let (queues, backlog) = (&mut self.state.queues, &self.layout.backlog);
        self.index.heads.join(place, kecamatan, queues, backlog);
    }

    #[inline]
    pub(super) fn finish_card(&mut self, p: usize, cal: &mut Calendar<Event>) {
        let now = cal.now();
        let printer = &self.layout.printers[p].1;
        let machine = &mut self.state.machines[p];
        let card = machine
            .card
            .take()
            .expect("a card is finished only by a printer that works on one");
        let spoiled = machine.draw_spoiled(printer, card.beyond_limit);
        let broke = machine.wears_out(printer, card.beyond_limit);
        let kecamatan = card.kecamatan as usize;
        self.state.in_print -= 1;
        self.state.last_card = Some(Finished {
            place: card.place,
            kecamatan: card.kecamatan,
            spoiled,
            broke,
        });
        if spoiled {
            self.state.counts.spoiled += 1;
            self.join(card.place, kecamatan);
        } else {
            self.count_printed(p, card, now);
        }
        if broke {
            self.breaks(p, cal);
        }
        match spoiled || broke {
            // Somebody is back in the queue, or the office must stand in: a printer before this one may have work now.
            true => {
                self.index.look_at.insert(p);
            }
            false if self.is_open(now) => self.advance(p, cal),
            false => {}
        }
    }

    #[inline]
    fn count_printed(&mut self, p: usize, card: Card, now: Time) {
        let site = self.layout.printers[p].0;
        let (id, recorded) = (card.place.id(), card.place.recorded());
        let expired = self.has_expired(card.place, card.day);
        let counts = &mut self.state.counts;
        counts.expired_suket += u32::from(expired);
        counts.printed_twice += u32::from(!self.state.printed.insert(id as usize));
        counts.printed_by_site[site] += 1;
        counts.printed_by_kecamatan[card.kecamatan as usize] += 1;
        self.state.waiting -= 1;
        if id < self.layout.backlog.len() {
            let wait = (card.day as i32 - recorded).max(0) as usize;
            if counts.waits.len() <= wait {
                counts.waits.resize(wait + 1, 0);
            }
            counts.waits[wait] += 1;
            self.state.backlog_left -= 1;
            if self.state.backlog_left == 0 {
                counts.cleared = Some(card.day);
            }
        }
        if !self.layout.observed.is_empty() {
            self.observe(site, now);
        }
    }

    /// Whether a resident holds a suket that has expired on a day.
    #[inline]
    pub(super) fn has_expired(&self, place: Place, day: Day) -> bool {
        place.holds_suket() && day as i32 >= self.layout.expiry.on(place.recorded())
    }

    /// Counts a good card in the windows of the observations that hold now.
    fn observe(&mut self, site: usize, now: Time) {
        let index = &mut self.index.observing;
        index.move_to(now, &self.layout.observed);
        for &window in &index.now {
            self.state.counts.observed[window][site] += 1;
        }
    }
}
