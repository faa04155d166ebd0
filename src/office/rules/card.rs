//! How a printer starts and finishes a card, and why it stands idle.

use super::Rules;
use crate::engine::Calendar;
use crate::office::event::Event;
use crate::office::ids::{KecamatanId, PrinterId, SiteId};
use crate::office::machine::Card;
use crate::office::place::Place;
use crate::office::plan::Counted;
use crate::office::served::NEARLY_ALL;
use crate::office::state::Finished;
use crate::office::{Day, PrinterState};
use crate::time::Time;

impl Rules<'_> {
    /// Why a free printer does not start a card: the first cause in the order of [`PrinterState::CAUSES`]; `None` if it can start
    /// one.
    pub fn why_idle(&self, p: PrinterId) -> Option<PrinterState> {
        let station = &self.setup.stations[p];
        let site = &self.state.sites[station.site];
        let machine = &self.state.machines[p];
        let no_ribbon = || {
            let ribbons = self.state.ribbons.as_ref();
            machine.ribbon == 0 && ribbons.is_some_and(|stock| stock.level() == 0)
        };
        Some(if !site.upgraded {
            PrinterState::Upgrade
        } else if site.outages > 0 {
            PrinterState::Outage
        } else if !machine.is_up() {
            PrinterState::Broken
        } else if machine.today >= station.printer.most_a_day() {
            PrinterState::DailyLimit
        } else if machine.today >= machine.most_today {
            PrinterState::StartingUp
        } else if self.index.heads.next(station.serves).is_none() {
            PrinterState::NoResident
        } else if self.state.blanks[station.stock].level() == 0 {
            PrinterState::NoBlank
        } else if no_ribbon() {
            PrinterState::NoRibbon
        } else {
            return None;
        })
    }

    /// Lets a printer start its next card if it can, and sets its state. The office must be open.
    pub(super) fn advance(&mut self, p: PrinterId, cal: &mut Calendar<Event>) {
        let machine = &self.state.machines[p];
        if machine.card.is_none() && machine.state.is_some() {
            self.go_on(p, cal);
        }
    }

    /// Does [`advance`](Self::advance) for a printer that has arrived and is free.
    #[inline(always)]
    fn go_on(&mut self, p: PrinterId, cal: &mut Calendar<Event>) {
        let now = cal.now();
        let state = match self.start_card(p, cal) {
            true => PrinterState::Printing,
            false => self
                .why_idle(p)
                .expect("a printer that starts no card has a cause"),
        };
        self.set_state(p, state, now);
    }

    /// Starts a card, or returns false if [`why_idle`](Self::why_idle) has a cause. Most events of a run come here, so this checks
    /// only what can change from card to card, and looks everything up once.
    #[inline(always)]
    fn start_card(&mut self, p: PrinterId, cal: &mut Calendar<Event>) -> bool {
        let station = &self.setup.stations[p];
        let state = &mut *self.state;
        let machine = &mut state.machines[p];
        if machine.today >= machine.most_today {
            return false;
        }
        let Some(kecamatan) = self.index.heads.next(station.serves) else {
            return false;
        };
        let blanks = &mut state.blanks[station.stock];
        if blanks.level() == 0 {
            return false;
        }
        if let (Some(ribbons), Some(stock)) = (&self.setup.plan().ribbons, &mut state.ribbons)
            && !machine.use_ribbon(cal.now(), &ribbons.cards_each, stock)
        {
            return false;
        }
        let is_there = blanks.take(cal.now(), 1);
        debug_assert!(is_there, "it was asked");
        let blanks_left = blanks.level() > 0;
        let heads = &mut self.index.heads;
        let place = heads.take(kecamatan, &mut state.queues, &self.setup.backlog);
        let beyond_limit = machine.today >= station.printer.daily_limit;
        machine.today += 1;
        machine.card = Some(Card {
            place,
            kecamatan,
            day: state.hours.today,
            beyond_limit,
        });
        let print_time = machine.draw_print_time(&station.printer);
        cal.schedule_at(
            cal.now().saturating_add(print_time),
            Event::CardDone { printer: p },
        );
        state.in_print += 1;
        state.counts.overload_cards += u32::from(beyond_limit);
        state.blanks_on_hand -= 1;
        if !blanks_left {
            self.blanks_are_out(station.stock);
        }
        if self.index.heads.is_empty(kecamatan) {
            self.nobody_waits(kecamatan);
        }
        true
    }

    /// The last resident of a kecamatan was called: printers that lacked a blank or a ribbon may now lack residents instead.
    #[inline(never)]
    fn nobody_waits(&mut self, kecamatan: KecamatanId) {
        if self.index.no_stock.is_empty() {
            return;
        }
        let ranges: Vec<_> = self.printers_serving(kecamatan).collect();
        for range in ranges {
            self.look_at_out_of_stock(range);
        }
    }

    /// A resident joins the queue, or returns to the old place.
    pub(super) fn join(&mut self, place: Place, kecamatan: KecamatanId) {
        if self.index.heads.is_empty(kecamatan) {
            self.index.waiting_again.push(kecamatan);
        }
        let (queues, backlog) = (&mut self.state.queues, &self.setup.backlog);
        self.index.heads.join(place, kecamatan, queues, backlog);
    }

    #[inline]
    pub(super) fn finish_card(&mut self, p: PrinterId, cal: &mut Calendar<Event>) {
        let now = cal.now();
        let setup = self.setup;
        let station = &setup.stations[p];
        let printer = &station.printer;
        let machine = &mut self.state.machines[p];
        let card = machine
            .card
            .take()
            .expect("a card is finished only by a printer that works on one");
        let spoiled = machine.draw_spoiled(printer, card.beyond_limit);
        let broke = machine.wears_out(printer, card.beyond_limit);
        let kecamatan = card.kecamatan;
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
            self.count_printed(station.site, card, now);
        }
        if !self.setup.observed.is_empty() {
            self.observe(station.site, spoiled, now);
        }
        if broke {
            self.breaks(p, cal);
        }
        match spoiled || broke {
            // A resident is back in the queue, or the office must stand in: a printer with a lower number may have work now.
            true => {
                self.index.look_at.insert(p);
            }
            false if self.is_open(now) => self.go_on(p, cal),
            false => {}
        }
    }

    #[inline]
    fn count_printed(&mut self, site: SiteId, card: Card, now: Time) {
        let (id, recorded) = (card.place.id(), card.place.recorded());
        let expired = self.has_expired(card.place, card.day);
        let counts = &mut self.state.counts;
        counts.expired_suket += u32::from(expired);
        counts.printed_twice += u32::from(!self.state.printed.insert(id));
        counts.printed_by_site[site] += 1;
        counts.printed_by_kecamatan[card.kecamatan] += 1;
        self.state.waiting -= 1;
        let is_backlog = id < self.setup.backlog.len();
        let waits = match is_backlog {
            true => &mut counts.waits,
            false => &mut counts.new_waits,
        };
        let wait = (card.day as i32 - recorded).max(0) as usize;
        if waits.len() <= wait {
            waits.resize(wait + 1, 0);
        }
        waits[wait] += 1;
        if is_backlog {
            self.count_backlog(card, now);
        }
    }

    #[inline]
    fn count_backlog(&mut self, card: Card, now: Time) {
        let (backlog, state) = (&self.setup.backlog, &mut *self.state);
        let of_kecamatan = || backlog.size(card.kecamatan);
        state.backlog_of[card.kecamatan].count(of_kecamatan, card.day);
        let milestone = state.backlog.count(|| backlog.len(), card.day);
        if (card.day as usize) < state.counts.backlog_left.len() {
            self.count_late(card.day);
        }
        if milestone {
            self.milestone(now);
        }
    }

    /// Notes the printer-time when nearly all of the backlog, and when all of it, have a card.
    #[cold]
    fn milestone(&mut self, now: Time) {
        self.account_all(now);
        let (backlog, counts) = (&self.state.backlog, &mut self.state.counts);
        if backlog.has_passed(NEARLY_ALL) && counts.time_to_nearly_all.is_none() {
            counts.time_to_nearly_all = Some(counts.time_by_site.values().iter().sum());
        }
        if backlog.left() == 0 {
            counts.time_to_clear = Some(counts.time_by_site.clone());
        }
    }

    /// A card that is finished after midnight belongs to the day on which it was started, also if that day is already noted.
    #[cold]
    fn count_late(&mut self, day: Day) {
        for left in &mut self.state.counts.backlog_left[day as usize..] {
            *left -= 1;
        }
    }

    /// Whether the resident holds a suket that has expired by this day.
    #[inline]
    pub(super) fn has_expired(&self, place: Place, day: Day) -> bool {
        place.holds_suket() && day as i32 >= self.setup.expiry.on(place.recorded())
    }

    /// Counts a finished card in every observation window that contains `now`; a misprint only where blanks used are counted.
    fn observe(&mut self, site: SiteId, spoiled: bool, now: Time) {
        let index = &mut self.index.observing;
        index.move_to(now, &self.setup.observed);
        let observations = &self.setup.plan().observations;
        for &window in &index.now {
            let counts = !spoiled || observations[window].counted == Counted::Blanks;
            self.state.counts.observed[window][site] += u32::from(counts);
        }
    }
}
