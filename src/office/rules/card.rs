//! How a printer starts and finishes a card, and why it stands idle.

use super::Rules;
use crate::engine::Calendar;
use crate::office::event::Event;
use crate::office::ids::{KecamatanId, PrinterId, SiteId};
use crate::office::machine::Card;
use crate::office::place::Place;
use crate::office::plan::Counted;
use crate::office::served::NEARLY_ALL;
use crate::office::setup::Station;
use crate::office::state::Finished;
use crate::office::{Day, PrinterState};
use crate::time::{Span, Time};

/// A card that was started.
pub(super) struct Started {
    pub print_time: Span,
    /// It took the last blank of its stock, or the last resident of a kecamatan: other printers may stand idle for another cause now.
    pub last: bool,
}

/// What a printer does after a card.
pub(super) enum Finish {
    Next(Started),
    /// It cannot start another.
    Pause,
    /// The card or the printer is spoiled, and nothing has been done yet about either.
    Fault {
        spoiled: bool,
        broke: bool,
    },
}

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
        if machine.card.is_some() || machine.state.is_none() {
            return;
        }
        let now = cal.now();
        let Some(started) = self.start_card(p, &self.setup.stations[p], now) else {
            return self.stands_idle(p, now);
        };
        cal.schedule(started.print_time, Event::CardDone { printer: p });
        self.state.in_print += 1;
        self.set_state(p, PrinterState::Printing, now);
    }

    #[inline(never)]
    fn stands_idle(&mut self, p: PrinterId, now: Time) {
        let cause = self
            .why_idle(p)
            .expect("a printer that starts no card has a cause");
        self.set_state(p, cause, now);
    }

    /// Starts a card, or nothing if [`why_idle`](Self::why_idle) has a cause. Most events of a run come here, so this checks
    /// only what can change from card to card, and looks everything up once. The caller schedules the end of the card, and counts the
    /// cards in print.
    #[inline(always)]
    fn start_card(&mut self, p: PrinterId, station: &Station, now: Time) -> Option<Started> {
        let state = &mut *self.state;
        let machine = &mut state.machines[p];
        if machine.today >= machine.most_today {
            return None;
        }
        let heads = &mut self.index.heads;
        let next = heads.next(station.serves)?;
        let blanks = &mut state.blanks[station.stock];
        let left = blanks.level();
        if left == 0 {
            return None;
        }
        if let Some(stock) = &mut state.ribbons
            && let Some(ribbons) = &self.setup.plan().ribbons
            && !machine.use_ribbon(now, &ribbons.cards_each, stock)
        {
            return None;
        }
        let is_there = blanks.take(now, 1);
        debug_assert!(is_there, "it was asked");
        let last_blank = left == 1;
        let (place, kecamatan) = next;
        let first = heads.take(next, &mut state.queues, &self.setup.backlog);
        let beyond_limit = machine.today >= station.printer.daily_limit;
        machine.today += 1;
        machine.card = Some(Card {
            place,
            kecamatan,
            day: state.hours.today,
            beyond_limit,
        });
        let print_time = machine.draw_print_time(&station.printer);
        state.counts.overload_cards += u32::from(beyond_limit);
        state.blanks_on_hand -= 1;
        let last = last_blank || first == Place::NOBODY;
        if last_blank {
            self.again().blanks_are_out(station.stock);
        }
        if first == Place::NOBODY {
            self.again().nobody_waits(kecamatan);
        }
        Some(Started { print_time, last })
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

    /// A card is done, and its printer starts the next if it can.
    #[inline(always)]
    pub(super) fn finish_card(&mut self, p: PrinterId, now: Time) -> Finish {
        let station = &self.setup.stations[p];
        let machine = &mut self.state.machines[p];
        let card = machine
            .card
            .as_ref()
            .expect("a card is finished only by a printer that works on one");
        // Field by field: a copy of the whole would take the gaps between them along.
        let card = Card { ..*card };
        let spoiled = machine.draw_spoiled(station, card.beyond_limit);
        let broke = machine.wears_out(&station.printer, card.beyond_limit);
        self.state.last_card = Some(Finished {
            place: card.place,
            kecamatan: card.kecamatan,
            spoiled,
            broke,
        });
        if spoiled || broke {
            return Finish::Fault { spoiled, broke };
        }
        self.count_printed(card, station.site, now);
        if !self.setup.observed.is_empty() {
            self.again().observe(station.site, false, now);
        }
        if self.is_open(now)
            && let Some(started) = self.start_card(p, station, now)
        {
            // The printer goes on printing, and as many cards are in print as before.
            return Finish::Next(started);
        }
        Finish::Pause
    }

    /// A printer has finished a card and cannot start another.
    #[inline(never)]
    pub(super) fn pauses(&mut self, p: PrinterId, now: Time) {
        self.state.machines[p].card = None;
        self.state.in_print -= 1;
        if self.is_open(now) {
            self.stands_idle(p, now);
        }
    }

    /// A card is spoiled, or its printer broke with it.
    #[inline(never)]
    pub(super) fn fails(
        &mut self,
        p: PrinterId,
        spoiled: bool,
        broke: bool,
        cal: &mut Calendar<Event>,
    ) {
        let card = self.state.machines[p].card.take();
        let card = card.expect("it has just been finished");
        let site = self.setup.stations[p].site;
        self.state.in_print -= 1;
        match spoiled {
            true => {
                self.state.counts.spoiled += 1;
                self.join(card.place, card.kecamatan);
            }
            false => self.count_printed(card, site, cal.now()),
        }
        if !self.setup.observed.is_empty() {
            self.observe(site, spoiled, cal.now());
        }
        if broke {
            self.breaks(p, cal);
        }
        // A resident is back in the queue, or the office must stand in: a printer with a lower number may have work now.
        self.index.look_at.insert(p);
    }

    #[inline(always)]
    fn count_printed(&mut self, card: Card, site: SiteId, now: Time) {
        let (id, recorded) = (card.place.id(), card.place.recorded());
        let expired = match card.day == self.state.hours.today {
            true => card.place < self.index.first_valid,
            false => self.setup.expiry.is_over(card.place, card.day),
        };
        let counts = &mut self.state.counts;
        counts.expired_suket += u32::from(expired);
        self.state.printed_numbers += u64::from(id);
        counts.printed_by_site[site] += 1;
        counts.printed_by_kecamatan[card.kecamatan] += 1;
        self.state.waiting -= 1;
        let is_backlog = id < self.setup.backlog.len();
        let waits = match is_backlog {
            true => &mut counts.waits,
            false => &mut counts.new_waits,
        };
        let wait = (card.day as i32 - recorded).max(0) as usize;
        match waits.get_mut(wait) {
            Some(waited) => *waited += 1,
            None => first_to_wait(waits, wait),
        }
        if is_backlog {
            self.count_backlog(card, now);
        }
    }

    #[inline(always)]
    fn count_backlog(&mut self, card: Card, now: Time) {
        let (backlog, state) = (&self.setup.backlog, &mut *self.state);
        let of_kecamatan = || backlog.size(card.kecamatan);
        state.backlog_of[card.kecamatan].count(of_kecamatan, card.day);
        let milestone = state.backlog.count(|| backlog.len(), card.day);
        if (card.day as usize) < state.counts.backlog_left.len() {
            self.again().count_late(card.day);
        }
        if milestone {
            self.again().milestone(now);
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

    /// Counts a finished card in every observation window that contains `now`; a misprint only where blanks used are counted.
    #[inline(never)]
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

/// Counts a resident who waited longer than any before.
#[cold]
#[inline(never)]
fn first_to_wait(waits: &mut Vec<u32>, days: usize) {
    waits.resize(days, 0);
    waits.push(1);
}
