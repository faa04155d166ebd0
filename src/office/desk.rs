//! The rules of the office: how cards are started and finished, how days begin and end.

use super::event::Event;
use super::layout::Layout;
use super::plan::{OutageTimes, Printer};
use super::residents::Resident;
use super::state::{LastCard, State};
use super::unit::Card;
use super::{Day, PrinterState, TimeByState};
use crate::engine::Calendar;
use crate::random::Stream;
use crate::time::{Span, Time};

/// The layout, which never changes, and the state, which the rules change.
pub(super) struct Desk<'a> {
    pub layout: &'a Layout,
    pub state: &'a mut State,
}

impl Desk<'_> {
    /// What an event does.
    pub(super) fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        let now = cal.now();
        if !matches!(event, Event::CardDone { .. }) {
            // A card may end after midnight, and belongs to the day before; every other event has its own day.
            self.end_days_before(now.day() as Day);
        }
        // Whether the event may let any printer go on.
        let changed = match event {
            Event::CardDone { printer } => {
                self.finish_card(printer as usize, cal);
                false
            }
            Event::Opens { window } => {
                self.open(window as usize, cal);
                true
            }
            Event::Closes { .. } => {
                if self.is_done() && self.day_is_over(now) {
                    cal.stop();
                }
                false
            }
            Event::Horizon => {
                self.state.over = true;
                if self.state.in_print == 0 {
                    cal.stop();
                }
                false
            }
            Event::Repaired { printer } => {
                let p = printer as usize;
                self.state.units[p].repaired(&self.layout.printers[p].1);
                true
            }
            Event::PrinterArrives { printer } => {
                self.account(printer as usize, now);
                self.state.units[printer as usize].state = Some(PrinterState::NoResident);
                true
            }
            Event::PrinterLeaves { printer } => {
                self.state.units[printer as usize].away += 1;
                true
            }
            Event::PrinterReturns { printer } => {
                self.state.units[printer as usize].away -= 1;
                true
            }
            Event::UpgradeDone { site } => {
                self.upgrade(site as usize, now);
                true
            }
            Event::OutageBegins { outage } => {
                self.change_outage(outage as usize, true, cal);
                true
            }
            Event::OutageEnds { outage } => {
                self.change_outage(outage as usize, false, cal);
                true
            }
            Event::BlanksArrive { .. } | Event::RibbonsArrive { .. } => {
                self.receive(event);
                true
            }
        };
        if changed {
            self.advance_all(cal);
        }
        self.refresh(cal);
    }

    fn upgrade(&mut self, site: usize, now: Time) {
        // Before the first opening of a day, and after the last closing, the next day that begins is the first to count.
        let today = self.state.opened_today && now.day() == i64::from(self.state.today);
        let can_print_today = today && !self.day_is_over(now);
        let site = &mut self.state.sites[site];
        site.upgraded = true;
        site.days_printing += u32::from(can_print_today);
    }

    fn site_of(&self, p: usize) -> usize {
        self.layout.printers[p].0
    }

    /// Time on the clock that runs only while the office is open.
    fn open_clock(&self, now: Time) -> Span {
        self.layout.hours.open_between(Time::ZERO, now)
    }

    /// A site is down when nothing at it could print even if it were open and had blanks.
    fn is_down(&self, site: usize) -> bool {
        let state = &self.state.sites[site];
        let up = |p: usize| self.site_of(p) == site && self.state.units[p].is_up();
        !state.upgraded || state.outages > 0 || !(0..self.state.units.len()).any(up)
    }

    /// The kecamatan of the resident whom a site serves next.
    fn next_kecamatan(&self, site: usize) -> Option<usize> {
        let queues = &self.state.queues;
        let always = self.layout.serves[site].iter().copied();
        let stands_in = &self.layout.stands_in[site];
        if stands_in.is_empty() {
            return queues.next_of(always);
        }
        let own_down = |k: &usize| self.layout.own_sites[*k].iter().all(|&s| self.is_down(s));
        queues.next_of(always.chain(stands_in.iter().copied().filter(own_down)))
    }

    /// The kecamatan for which a printer that is free starts its next card, or why it does not start one: the first cause in the order
    /// of [`PrinterState::CAUSES`].
    pub(super) fn next_card(&self, p: usize) -> Result<usize, PrinterState> {
        let (site, printer) = &self.layout.printers[p];
        let unit = &self.state.units[p];
        let at_site = &self.state.sites[*site];
        if !at_site.upgraded {
            return Err(PrinterState::Upgrade);
        }
        if at_site.outages > 0 {
            return Err(PrinterState::Outage);
        }
        if !unit.is_up() {
            return Err(PrinterState::Broken);
        }
        if unit.today >= printer.daily_limit.saturating_add(printer.overload) {
            return Err(PrinterState::DailyLimit);
        }
        if unit.today >= printer.ramp_limit(at_site.days_printing) {
            return Err(PrinterState::StartingUp);
        }
        let kecamatan = self.next_kecamatan(*site).ok_or(PrinterState::NoResident)?;
        let stock = self.layout.stock_of(*site);
        if self.state.blanks[stock].is_empty() {
            return Err(PrinterState::NoBlank);
        }
        let shelf = self.state.ribbons.get(stock);
        if unit.ribbon == 0 && shelf.is_some_and(|shelf| shelf.is_empty()) {
            return Err(PrinterState::NoRibbon);
        }
        Ok(kecamatan)
    }

    /// Lets a printer start its next card if it can, and notes what it does from now on.
    fn advance(&mut self, p: usize, cal: &mut Calendar<Event>) {
        let now = cal.now();
        let unit = &self.state.units[p];
        let busy = unit.card.is_some();
        let arrived = unit.state.is_some();
        if now >= self.state.closes || busy || !arrived || self.state.over {
            return;
        }
        let state = match self.next_card(p) {
            Ok(kecamatan) => {
                self.start_card(p, kecamatan, cal);
                PrinterState::Printing
            }
            Err(cause) => cause,
        };
        self.set_state(p, state, now);
    }

    /// Brings the printers that stand idle up to date after a card took the last resident, blank or ribbon from under them.
    fn refresh(&mut self, cal: &mut Calendar<Event>) {
        while std::mem::take(&mut self.state.used_up) {
            self.advance_all(cal);
        }
    }

    /// Something changed that may let any printer go on.
    pub(super) fn advance_all(&mut self, cal: &mut Calendar<Event>) {
        for p in 0..self.state.units.len() {
            self.advance(p, cal);
        }
    }

    fn set_state(&mut self, p: usize, state: PrinterState, now: Time) {
        if self.state.units[p].state != Some(state) {
            self.account(p, now);
            self.state.units[p].state = Some(state);
        }
    }

    /// Books the open time since the printer's state was last booked.
    pub(super) fn account(&mut self, p: usize, now: Time) {
        let clock = self.open_clock(now);
        let site = self.site_of(p);
        let unit = &mut self.state.units[p];
        if let Some(state) = unit.state {
            let span = clock - unit.since;
            self.state.counts.time_by_site[site].add(state, span);
            self.state.counts.last_open_day[site].add(state, span);
        }
        unit.since = clock;
    }

    pub(super) fn account_all(&mut self, now: Time) {
        for p in 0..self.state.units.len() {
            self.account(p, now);
        }
    }

    fn start_card(&mut self, p: usize, kecamatan: usize, cal: &mut Calendar<Event>) {
        let now = cal.now();
        let stock = self.layout.stock_of(self.site_of(p));
        let resident = self.state.queues.take(kecamatan);
        self.state.used_up |= self.state.queues.is_empty(kecamatan);
        let blanks = &mut self.state.blanks[stock];
        blanks.take();
        self.state.used_up |= blanks.is_empty();
        self.state.blanks_on_hand -= 1;
        if self.state.blanks_on_hand == 0 {
            self.state.counts.blanks_out.get_or_insert(self.state.today);
        }
        self.use_ribbon(p, stock);
        let printer = &self.layout.printers[p].1;
        let unit = &mut self.state.units[p];
        let beyond_limit = unit.today >= printer.daily_limit;
        unit.today += 1;
        unit.card = Some(Card {
            resident,
            day: self.state.today,
            beyond_limit,
        });
        let print_time = unit.draw_print_time(printer);
        self.state.in_print += 1;
        self.state.counts.overload_cards += u32::from(beyond_limit);
        cal.schedule_at(
            now.saturating_add(print_time),
            Event::CardDone { printer: p as u32 },
        );
    }

    fn use_ribbon(&mut self, p: usize, stock: usize) {
        let Some(ribbons) = &self.layout.plan().ribbons else {
            return;
        };
        let unit = &mut self.state.units[p];
        if unit.ribbon == 0 {
            self.state.ribbons[stock].take();
            unit.ribbon = unit.draw_ribbon(&ribbons.cards_each);
            self.state.used_up |= self.state.ribbons[stock].is_empty();
        }
        unit.ribbon -= 1;
    }

    pub(super) fn finish_card(&mut self, p: usize, cal: &mut Calendar<Event>) {
        let now = cal.now();
        let layout = self.layout;
        let printer = &layout.printers[p].1;
        let unit = &mut self.state.units[p];
        let card = unit
            .card
            .take()
            .expect("a card is finished only by a printer that works on one");
        let spoiled = unit.draw_spoiled(printer, card.beyond_limit);
        let broke = unit.wears_out(printer, card.beyond_limit);
        self.state.in_print -= 1;
        self.state.last_card = Some(LastCard {
            resident: card.resident,
            spoiled,
            broke,
        });
        if spoiled {
            self.state.counts.spoiled += 1;
            let resident = *self.state.resident(self.layout, card.resident);
            self.state.queues.join(card.resident, &resident);
        } else {
            self.count_printed(p, card, now);
        }
        if broke {
            self.state.counts.failures += 1;
            let repair = self.state.units[p].draw_repair(printer);
            self.plan_event(
                cal,
                now.saturating_add(repair),
                Event::Repaired { printer: p as u32 },
            );
        }
        match spoiled || broke {
            // Someone is back in the queue, or the office must stand in: others may have work now.
            true => self.advance_all(cal),
            false => self.advance(p, cal),
        }
        let over = self.state.over && self.state.in_print == 0;
        if over || (self.is_done() && self.day_is_over(now)) {
            cal.stop();
        }
    }

    fn count_printed(&mut self, p: usize, card: Card, now: Time) {
        let resident = *self.state.resident(self.layout, card.resident);
        let site = self.site_of(p);
        let counts = &mut self.state.counts;
        let printed = &mut self.state.printed[card.resident as usize];
        counts.printed_twice += u32::from(*printed);
        *printed = true;
        counts.printed_by_site[site] += 1;
        counts.printed_by_kecamatan[usize::from(resident.kecamatan)] += 1;
        let day = card.day as i32;
        counts.expired_suket +=
            u32::from(resident.suket_expires.is_some_and(|expires| day >= expires));
        self.state.waiting -= 1;
        if (card.resident as usize) < self.layout.residents.len() {
            let wait = (day - resident.recorded).max(0) as usize;
            if counts.waits.len() <= wait {
                counts.waits.resize(wait + 1, 0);
            }
            counts.waits[wait] += 1;
            self.state.backlog_left -= 1;
            if self.state.backlog_left == 0 {
                counts.cleared = Some(card.day);
            }
        }
        for (i, seen) in self.layout.plan().observations.iter().enumerate() {
            if (self.layout.at(seen.from)..self.layout.at(seen.until)).contains(&now) {
                self.state.counts.observed[i][site] += 1;
            }
        }
    }

    /// Whether everybody has a card and nobody will come any more.
    pub(super) fn is_done(&self) -> bool {
        let more = self.layout.last_recording.is_some_and(|last| {
            self.state.today < last || (self.state.today == last && !self.state.opened_today)
        });
        self.state.waiting == 0 && !more
    }

    /// Whether the office does not open again on the day of its last opening.
    fn day_is_over(&self, now: Time) -> bool {
        let next = self.layout.hours.windows().get(self.state.window + 1);
        let again_today = next.is_some_and(|next| next.open.day() == i64::from(self.state.today));
        now >= self.state.closes && !again_today
    }

    /// Notes the day's end for every day that has passed since the last time.
    pub(super) fn end_days_before(&mut self, day: Day) {
        let counts = &mut self.state.counts;
        for past in counts.waiting.len() as Day..day {
            counts.waiting.push(self.state.waiting);
            counts.on_hand.push(self.state.blanks_on_hand);
            if self.state.waiting == 0 {
                counts.queue_empty.get_or_insert(past);
            }
        }
    }

    /// Suket of those who still wait that have expired by a day, which is the last one.
    pub(super) fn count_expired_waiting(&mut self, last: Day) {
        let expired = |id: &u32| {
            let resident = self.state.resident(self.layout, *id);
            resident
                .suket_expires
                .is_some_and(|expires| last as i32 >= expires)
        };
        let count = self.state.queues.ids().filter(expired).count();
        self.state.counts.expired_suket += count as u32;
    }

    /// Open printer-time until `now`, computed from the hours and the printers' arrivals alone.
    pub(super) fn printer_time(&self, now: Time) -> Span {
        let arrived = |date: Option<_>| {
            date.map_or(Time::ZERO, |date| self.layout.at((date, 0)).max(Time::ZERO))
        };
        let present = |p: &Printer| {
            self.layout
                .hours
                .open_between(arrived(p.arrives).min(now), now)
        };
        self.layout
            .printers
            .iter()
            .map(|(_, printer)| present(printer))
            .sum()
    }

    /// Schedules an event with its priority, unless it lies beyond the end of the run.
    pub(super) fn plan_event(&self, cal: &mut Calendar<Event>, at: Time, event: Event) {
        if at < self.layout.end() || event == Event::Horizon {
            cal.schedule_with(at.max(cal.now()), event.priority(), event);
        }
    }

    fn open(&mut self, window: usize, cal: &mut Calendar<Event>) {
        let now = cal.now();
        let day = now.day() as Day;
        let new_day = !self.state.opened_today || day != self.state.today;
        self.state.today = day;
        self.state.opened_today = true;
        let windows = self.layout.hours.windows();
        let close = windows[window].close;
        self.state.closes = close;
        self.state.window = window;
        if new_day {
            self.account_all(now);
            self.state.counts.last_open_day.fill(TimeByState::default());
            self.begin_day(day);
        }
        let closes = Event::Closes {
            window: window as u32,
        };
        cal.schedule_with(close, closes.priority(), closes);
        if let Some(next) = windows.get(window + 1) {
            let opens = Event::Opens {
                window: window as u32 + 1,
            };
            self.plan_event(cal, next.open, opens);
        }
    }

    fn begin_day(&mut self, day: Day) {
        let layout = self.layout;
        let date = layout.plan().date(day);
        for (p, (_, printer)) in layout.printers.iter().enumerate() {
            self.state.units[p].today = 0;
            self.state.units[p].available =
                printer.daily_availability >= 1.0 || { self.state.draw_available(layout, p, date) };
        }
        for site in &mut self.state.sites {
            site.days_printing += u32::from(site.upgraded);
        }
        let plan = layout.plan();
        let arrivals = &plan.arrivals;
        if arrivals.from <= date && arrivals.until.is_none_or(|until| date <= until) {
            for (k, kecamatan) in plan.kecamatan.iter().enumerate() {
                if let Some(recordings) = &kecamatan.recordings {
                    // A stream for each date: another opening day adds residents and changes no other day's.
                    let mut stream = self
                        .state
                        .streams
                        .of_day(&kecamatan.name, "recordings", date);
                    let number = recordings.draw(&mut stream).round() as u32;
                    self.record(k, number, day as i32, stream);
                }
            }
        }
        for campaign in layout.campaigns[self.state.campaigns_held..].iter() {
            if campaign.date > date {
                break;
            }
            self.state.campaigns_held += 1;
            let name = &plan.kecamatan[campaign.kecamatan].name;
            let stream = self.state.streams.of_day(name, "campaign", campaign.date);
            let recorded = plan.day_number(campaign.date);
            self.record(campaign.kecamatan, campaign.recordings, recorded, stream);
        }
    }

    /// New residents join the queue.
    fn record(&mut self, kecamatan: usize, number: u32, recorded: i32, mut luck: Stream) {
        let layout = self.layout;
        let expires = layout.plan().suket_expires(recorded);
        let share = layout.plan().arrivals.suket_share;
        for _ in 0..number {
            let holds_suket = luck.uniform() < share;
            let resident = Resident {
                recorded,
                suket_expires: holds_suket.then_some(expires),
                kecamatan: kecamatan as u16,
            };
            let id = (layout.residents.len() + self.state.newcomers.len()) as u32;
            self.state.newcomers.push(resident);
            self.state.printed.push(false);
            self.state.queues.join(id, &resident);
        }
        self.state.waiting += number;
    }

    pub(super) fn receive(&mut self, what: Event) {
        let (Event::BlanksArrive { pieces, site } | Event::RibbonsArrive { pieces, site }) = what
        else {
            unreachable!("only deliveries are received");
        };
        let parts = self.layout.split(pieces, site.map(|s| s as usize));
        let blanks = matches!(what, Event::BlanksArrive { .. });
        let stocks = match blanks {
            true => &mut self.state.blanks,
            false => &mut self.state.ribbons,
        };
        for (stock, part) in stocks.iter_mut().zip(parts) {
            stock.put(part);
        }
        if blanks {
            self.state.blanks_on_hand += pieces;
        }
    }

    pub(super) fn change_outage(&mut self, outage: usize, begins: bool, cal: &mut Calendar<Event>) {
        let layout = self.layout;
        let plan = &layout.plan().outages[outage];
        for &site in &plan.sites {
            let outages = &mut self.state.sites[site].outages;
            *outages = if begins { *outages + 1 } else { *outages - 1 };
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
}
