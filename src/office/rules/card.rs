//! How a printer starts and finishes a card, and why it stands idle.

use super::Rules;
use crate::engine::Calendar;
use crate::office::PrinterState;
use crate::office::event::Event;
use crate::office::ids::{KecamatanId, PrinterId, SiteId};
use crate::office::index::CountedDay;
use crate::office::issued::Issued;
use crate::office::machine::{Card, Machine};
use crate::office::place::Place;
use crate::office::plan::Counted;
use crate::office::queues::{Heads, Queues};
use crate::office::served::NEARLY_ALL;
use crate::office::setup::{Setup, Station};
use crate::office::state::{Finished, HoursState};
use crate::resource::Stock;
use crate::time::{Span, Time};

/// The issuing of cards without the printers: queues, stocks and counts. It is borrowed apart from the printers, so that a printer is
/// looked up once for the card that is done and the next.
struct Issuing<'a> {
    setup: &'a Setup,
    heads: &'a mut Heads,
    queues: &'a mut Queues,
    blanks: &'a mut Vec<Stock<()>>,
    blanks_on_hand: &'a mut u32,
    ribbons: &'a mut Option<Stock<()>>,
    overload_cards: &'a mut u32,
    issued: &'a mut Issued,
    last_card: &'a mut Option<Finished>,
    hours: &'a HoursState,
    counted: &'a CountedDay,
    open_until: &'a Time,
}

impl Issuing<'_> {
    /// Starts a card, or nothing if [`Rules::why_idle`] has a cause. Most events of a run come here, so this checks only what can change
    /// from card to card, and looks everything up once. Returns whether it took the last blank of its stock, or the last resident of a
    /// kecamatan.
    #[inline(always)]
    fn start(&mut self, station: &Station, machine: &mut Machine, now: Time) -> Option<bool> {
        if machine.today >= machine.most_today {
            return None;
        }
        let (head, kecamatan) = self.heads.next_mut(station.serves)?;
        let blanks = &mut self.blanks[station.stock];
        let left = blanks.level();
        if left == 0 {
            return None;
        }
        if let Some(stock) = self.ribbons
            && let Some(ribbons) = &self.setup.plan().ribbons
            && !machine.use_ribbon(now, &ribbons.cards_each, stock)
        {
            return None;
        }
        let is_there = blanks.take(now, 1);
        debug_assert!(is_there, "it was asked");
        *self.blanks_on_hand -= 1;
        let (place, was_last) = self.queues.call(head, kecamatan, &self.setup.backlog);
        self.heads.was_called(place, kecamatan);
        let beyond_limit = machine.today >= station.printer.daily_limit;
        if beyond_limit {
            *self.overload_cards += 1;
        }
        machine.today += 1;
        machine.card = Some(Card {
            place,
            kecamatan,
            day: self.hours.today,
            beyond_limit,
        });
        Some(was_last || left == 1)
    }
}

/// What a printer does after a card.
pub(super) enum Finish {
    /// It prints the next for so long, and nothing else follows.
    Next(Span),
    /// It prints the next for so long, but others may stand idle for another cause now.
    NextAndMore(Span),
    /// It cannot start another.
    Pause,
    /// It broke, or the resident of a spoiled card may be served by another that stands idle.
    Fault,
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
        let (Finish::Next(print_time) | Finish::NextAndMore(print_time)) = self.start_card(p, now)
        else {
            return self.stands_idle(p, now);
        };
        cal.schedule(print_time, Event::CardDone { printer: p });
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

    /// Starts a card, or nothing if [`why_idle`](Self::why_idle) has a cause. The caller schedules the end of the card, and counts the
    /// cards in print.
    #[inline]
    fn start_card(&mut self, p: PrinterId, now: Time) -> Finish {
        let station = &self.setup.stations[p];
        let (machine, mut issuing) = self.issuing(p);
        match issuing.start(station, machine, now) {
            None => Finish::Pause,
            Some(false) => Finish::Next(machine.draw_print_time(&station.printer)),
            Some(true) => self.start_last(p),
        }
    }

    /// A printer, and apart from it the issuing of its cards.
    #[inline(always)]
    fn issuing(&mut self, p: PrinterId) -> (&mut Machine, Issuing<'_>) {
        let (state, index) = (&mut *self.state, &mut *self.index);
        let issuing = Issuing {
            setup: self.setup,
            heads: &mut index.heads,
            queues: &mut state.queues,
            blanks: &mut state.blanks,
            blanks_on_hand: &mut state.blanks_on_hand,
            ribbons: &mut state.ribbons,
            overload_cards: &mut state.counts.overload_cards,
            issued: &mut state.issued,
            last_card: &mut state.last_card,
            hours: &state.hours,
            counted: &index.counted,
            open_until: &index.open_until,
        };
        (&mut state.machines[p], issuing)
    }

    /// Starts the card that took the last blank of its stock, or the last resident of a kecamatan.
    #[cold]
    #[inline(never)]
    fn start_last(&mut self, p: PrinterId) -> Finish {
        let station = &self.setup.stations[p];
        if self.state.blanks[station.stock].level() == 0 {
            self.blanks_are_out(station.stock);
        }
        let card = self.state.machines[p].card;
        if let Some(card) = card.filter(|card| self.index.heads.is_empty(card.kecamatan)) {
            self.nobody_waits(card.kecamatan);
        }
        Finish::NextAndMore(self.state.machines[p].draw_print_time(&station.printer))
    }

    /// The last resident of a kecamatan was called: printers that lacked a blank or a ribbon may now lack residents instead.
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
        let setup = self.setup;
        let station = &setup.stations[p];
        let (machine, mut issuing) = self.issuing(p);
        let card = machine
            .card
            .as_ref()
            .expect("a card is finished only by a printer that works on one");
        // Field by field: a copy of the whole would take the gaps between them along.
        let card = Card { ..*card };
        let spoiled = machine.draw_spoiled(station, card.beyond_limit);
        let broke = machine.wears_out(&station.printer, card.beyond_limit);
        *issuing.last_card = Some(Finished {
            place: card.place,
            kecamatan: card.kecamatan,
            spoiled,
            broke,
        });
        if spoiled || broke {
            return self.again().finish_fault(p, now);
        }
        if card.day != issuing.counted.day {
            return self.again().finish_with_care(p, now);
        }
        machine.good += 1;
        let first_valid = issuing.counted.first_valid;
        if issuing.issued.count(card, first_valid, &setup.backlog) {
            return self.again().finish_milestone(p, now);
        }
        if now >= *issuing.open_until {
            return Finish::Pause;
        }
        // If it goes on, as many cards are in print as before.
        match issuing.start(station, machine, now) {
            None => Finish::Pause,
            Some(false) => Finish::Next(machine.draw_print_time(&station.printer)),
            Some(true) => self.again().start_last(p),
        }
    }

    /// A good card is done that belongs to another day or may be observed.
    #[cold]
    #[inline(never)]
    fn finish_with_care(&mut self, p: PrinterId, now: Time) -> Finish {
        self.count_printed(p, now);
        if !self.setup.observed.is_empty() {
            self.observe(self.setup.stations[p].site, false, now);
        }
        self.goes_on(p, now)
    }

    /// A card is spoiled, or its printer broke with it. Most often the printer is whole, and all that wait idle would stay so: then it goes
    /// on like after a good card.
    #[cold]
    #[inline(never)]
    fn finish_fault(&mut self, p: PrinterId, now: Time) -> Finish {
        let card = self.state.last_card;
        let card = card.expect("it has just been finished");
        match card.spoiled {
            true => {
                self.state.counts.spoiled += 1;
                self.join(card.place, card.kecamatan);
            }
            false => self.count_printed(p, now),
        }
        if !self.setup.observed.is_empty() {
            self.observe(self.setup.stations[p].site, card.spoiled, now);
        }
        match card.broke || !self.index.waiting_again.is_empty() {
            true => Finish::Fault,
            false => self.goes_on(p, now),
        }
    }

    /// A good card is done that passes a milestone.
    #[cold]
    #[inline(never)]
    fn finish_milestone(&mut self, p: PrinterId, now: Time) -> Finish {
        self.milestone(now);
        self.goes_on(p, now)
    }

    /// After a card, its printer starts the next if it can.
    fn goes_on(&mut self, p: PrinterId, now: Time) -> Finish {
        match self.is_open(now) {
            true => self.start_card(p, now),
            false => Finish::Pause,
        }
    }

    /// A printer has finished a card and cannot start another.
    #[cold]
    #[inline(never)]
    pub(super) fn pauses(&mut self, p: PrinterId, now: Time) {
        self.state.machines[p].card = None;
        self.state.in_print -= 1;
        if self.is_open(now) {
            self.stands_idle(p, now);
        }
    }

    /// A printer broke, or others may serve the resident whose card it spoiled.
    #[inline(never)]
    pub(super) fn fails(&mut self, p: PrinterId, cal: &mut Calendar<Event>) {
        self.state.machines[p].card = None;
        self.state.in_print -= 1;
        if self.state.last_card.is_some_and(|card| card.broke) {
            self.breaks(p, cal);
        }
        // A printer with a lower number may have work now.
        self.index.look_at.insert(p);
    }

    /// Counts the good card of a printer. One that is finished after midnight belongs to the day on which it was started, also if that
    /// day is already noted.
    #[inline(never)]
    fn count_printed(&mut self, p: PrinterId, now: Time) {
        let (setup, state) = (self.setup, &mut *self.state);
        let machine = &mut state.machines[p];
        let Some(card) = machine.card else {
            return;
        };
        machine.good += 1;
        let first_valid = setup.expiry.first_valid(card.day);
        let milestone = state.issued.count(card, first_valid, &setup.backlog);
        let noted = state.counts.backlog_left.iter_mut();
        if card.place.id() < setup.backlog.len() {
            noted.skip(card.day as usize).for_each(|left| *left -= 1);
        }
        if milestone {
            self.milestone(now);
        }
    }

    /// Notes the printer-time when nearly all of the backlog, and when all of it, have a card.
    #[cold]
    #[inline(never)]
    fn milestone(&mut self, now: Time) {
        self.account_all(now);
        let (backlog, counts) = (&self.state.issued.backlog, &mut self.state.counts);
        if backlog.has_passed(NEARLY_ALL) && counts.time_to_nearly_all.is_none() {
            counts.time_to_nearly_all = Some(counts.time_by_site.clone());
        }
        if backlog.left() == 0 {
            counts.time_to_clear = Some(counts.time_by_site.clone());
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
