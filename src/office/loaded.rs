//! Whether a state that was read from a file can be the state of its plan at its time.
//!
//! The file's hash covers the state, so what was changed by accident never comes here. This finds what contradicts the plan, the
//! clock, the events to come, or itself: indices beyond the lists, residents in two places, books that do not balance. It must
//! refuse no state that a run can reach, so it demands only what holds between any two events, also where a program has
//! [scheduled](super::Run::schedule) more than the plan.

use std::collections::HashMap;
use std::fmt;

use super::desk::Desk;
use super::event::Event;
use super::layout::Layout;
use super::outcome::TimeByState;
use super::plan::{Delivery, OutageTimes, Upgrade};
use super::shelf::Shelf;
use super::state::State;
use super::{Day, PrinterState};
use crate::engine::Calendar;
use crate::time::{Span, Time};

/// What contradicts what.
type Finding = String;

fn demand(holds: bool, otherwise: impl FnOnce() -> Finding) -> Result<(), Finding> {
    if holds { Ok(()) } else { Err(otherwise()) }
}

fn equal<T: PartialEq + fmt::Display>(what: &str, found: T, wanted: T) -> Result<(), Finding> {
    demand(found == wanted, || {
        format!("{what}: found {found}, wanted {wanted}")
    })
}

fn at_most<T: PartialOrd + fmt::Display>(what: &str, found: T, most: T) -> Result<(), Finding> {
    demand(found <= most, || {
        format!("{what}: found {found}, wanted {most} at the most")
    })
}

/// Events with their times, as a message shows them.
fn told(events: &[(Time, Event)]) -> String {
    let events: Vec<String> = (events.iter())
        .map(|(at, event)| format!("{event:?} at {at}"))
        .collect();
    match events.is_empty() {
        true => "nothing".to_owned(),
        false => events.join(", "),
    }
}

fn sum(numbers: &[u32]) -> u64 {
    numbers.iter().map(|n| u64::from(*n)).sum()
}

/// Checks a state and its calendar against their plan and against each other.
///
/// # Errors
///
/// The first contradiction.
pub(super) fn check(
    layout: &Layout,
    state: &mut State,
    cal: &Calendar<Event>,
) -> Result<(), Finding> {
    demand(cal.now() >= Time::ZERO, || {
        format!("the clock is before the start, at {}", cal.now())
    })?;
    demand(!cal.is_stopping(), || {
        "the calendar is to stop, but no run is under way".to_owned()
    })?;
    for pending in cal.pending() {
        demand(pending.priority == pending.event.priority(), || {
            format!(
                "the priority of {:?} is {:?}",
                pending.event, pending.priority
            )
        })?;
    }
    let loaded = Loaded {
        layout,
        state,
        now: cal.now(),
        pending: cal.pending().map(|p| (p.time, *p.event)).collect(),
    };
    loaded.lengths()?;
    loaded.indices()?;
    loaded.day()?;
    loaded.residents()?;
    loaded.printers()?;
    loaded.stocks()?;
    loaded.own_events()?;
    loaded.known_events()?;
    loaded.events_in_turn()?;
    loaded.counts()?;
    loaded.printer_time()?;
    loaded.history()?;
    let (now, day_is_open) = (loaded.now, loaded.now < loaded.state.closes);
    if day_is_open && !state.over {
        idle_printers(layout, state, now)?;
    }
    Ok(())
}

/// In opening hours, each printer that stands idle does so for the first of the causes that hold.
fn idle_printers(layout: &Layout, state: &mut State, now: Time) -> Result<(), Finding> {
    let desk = Desk { layout, state };
    for (p, unit) in desk.state.units.iter().enumerate() {
        let Some(found) = unit.state.filter(|_| unit.card.is_none()) else {
            continue;
        };
        demand(desk.next_card(p) == Err(found), || {
            let (name, cause) = (layout.printer_name(p), found.key());
            format!("at {now}, {name} stands idle for {cause}, which is not the cause")
        })?;
    }
    Ok(())
}

struct Loaded<'a> {
    layout: &'a Layout,
    state: &'a State,
    now: Time,
    /// The events to come, first to last.
    pending: Vec<(Time, Event)>,
}

impl Loaded<'_> {
    /// How many of the events to come are this one.
    fn count(&self, event: Event) -> usize {
        self.pending.iter().filter(|(_, e)| *e == event).count()
    }

    fn lengths(&self) -> Result<(), Finding> {
        let (plan, state, counts) = (self.layout.plan(), self.state, &self.state.counts);
        let (sites, kecamatan) = (plan.sites.len(), plan.kecamatan.len());
        let stocks = self.layout.split(0, None).len();
        let ribbons = plan.ribbons.as_ref();
        let residents = self.layout.residents.len() + state.newcomers.len();
        at_most("residents", residents as u64, u64::from(u32::MAX))?;
        for (what, found, wanted) in [
            ("sites", state.sites.len(), sites),
            ("printers", state.units.len(), self.layout.printers.len()),
            ("queues", state.queues.kecamatan(), kecamatan),
            ("residents", state.printed.len(), residents),
            ("stocks of blanks", state.blanks.len(), stocks),
            (
                "stocks of ribbons",
                state.ribbons.len(),
                ribbons.map_or(0, |_| stocks),
            ),
            ("cards by site", counts.printed_by_site.len(), sites),
            (
                "cards by kecamatan",
                counts.printed_by_kecamatan.len(),
                kecamatan,
            ),
            ("time by site", counts.time_by_site.len(), sites),
            ("time of the last day", counts.last_open_day.len(), sites),
            (
                "observations",
                counts.observed.len(),
                plan.observations.len(),
            ),
            ("streams of upgrades", state.streams.upgrades.len(), sites),
            (
                "streams of outages",
                state.streams.outages.len(),
                plan.outages.len(),
            ),
            (
                "streams of blanks",
                state.streams.blanks.len(),
                plan.blanks.deliveries.len(),
            ),
            (
                "streams of ribbons",
                state.streams.ribbons.len(),
                ribbons.map_or(0, |r| r.deliveries.len()),
            ),
        ] {
            equal(what, found, wanted)?;
        }
        for observed in &counts.observed {
            equal("sites of an observation", observed.len(), sites)?;
        }
        Ok(())
    }

    /// Every event names what the plan has.
    fn indices(&self) -> Result<(), Finding> {
        let plan = self.layout.plan();
        for (at, event) in &self.pending {
            let (index, length) = match *event {
                Event::Opens { window } | Event::Closes { window } => {
                    (window, self.layout.hours.windows().len())
                }
                Event::CardDone { printer }
                | Event::Repaired { printer }
                | Event::PrinterArrives { printer }
                | Event::PrinterLeaves { printer }
                | Event::PrinterReturns { printer } => (printer, self.layout.printers.len()),
                Event::UpgradeDone { site } => (site, plan.sites.len()),
                Event::OutageBegins { outage } | Event::OutageEnds { outage } => {
                    (outage, plan.outages.len())
                }
                Event::BlanksArrive { site, .. } | Event::RibbonsArrive { site, .. } => {
                    (site.unwrap_or(0), plan.sites.len())
                }
                Event::Horizon => continue,
            };
            demand((index as usize) < length, || {
                format!("at {at}, {event:?} names what the plan does not have")
            })?;
        }
        Ok(())
    }

    /// The last opening, and what was held since.
    fn day(&self) -> Result<(), Finding> {
        let (plan, state) = (self.layout.plan(), self.state);
        let campaigns = &self.layout.campaigns;
        demand(!state.used_up, || {
            "an empty stock or queue that was not looked at".to_owned()
        })?;
        if !state.opened_today {
            equal("windows before the first opening", state.window, 0)?;
            equal("days before the first opening", state.today, 0)?;
            equal("closing before the first opening", state.closes, Time::ZERO)?;
            equal(
                "campaigns before the first opening",
                state.campaigns_held,
                0,
            )?;
            return equal(
                "residents before the first opening",
                state.newcomers.len(),
                0,
            );
        }
        let Some(window) = self.layout.hours.window(state.window) else {
            return Err(format!("there is no opening window {}", state.window));
        };
        equal("the closing", state.closes, window.close)?;
        equal("the day", i64::from(state.today), window.open.day())?;
        demand(window.open <= self.now, || {
            format!("the last opening, at {}, is still to come", window.open)
        })?;
        let date = plan.date(state.today);
        let held = campaigns.partition_point(|campaign| campaign.date <= date);
        equal("campaigns held", state.campaigns_held, held)?;
        for (k, kecamatan) in plan.kecamatan.iter().enumerate() {
            let joined = (state.newcomers.iter()).filter(|r| usize::from(r.kecamatan) == k);
            let joined = joined.count() as u64;
            let from_campaigns: u64 = (campaigns[..held].iter())
                .filter(|campaign| campaign.kecamatan == k)
                .map(|campaign| u64::from(campaign.recordings))
                .sum();
            let others = joined.checked_sub(from_campaigns);
            let can_be = others.is_some_and(|n| n == 0 || kecamatan.recordings.is_some());
            demand(can_be, || {
                format!(
                    "{joined} residents of {} have joined, {from_campaigns} of them in campaigns",
                    kecamatan.name
                )
            })?;
        }
        for resident in &state.newcomers {
            let expires = plan.suket_expires(resident.recorded);
            let suket = resident.suket_expires.is_none_or(|day| day == expires);
            let known = usize::from(resident.kecamatan) < plan.kecamatan.len();
            demand(
                suket && known && resident.recorded <= state.today as i32,
                || format!("a resident who cannot have joined: {resident:?}"),
            )?;
        }
        Ok(())
    }

    /// Each resident is in one place, and in its place there: printed, in a printer, or in a queue.
    fn residents(&self) -> Result<(), Finding> {
        let state = self.state;
        let all = state.printed.len();
        let mut seen = state.printed.clone();
        let mut see = |id: u32, where_: &str| {
            let place = seen.get_mut(id as usize);
            demand(
                place.is_some_and(|seen| !std::mem::replace(seen, true)),
                || {
                    format!(
                        "resident {id} in {where_} has a card, is elsewhere too, or does not exist"
                    )
                },
            )
        };
        for card in state.units.iter().filter_map(|unit| unit.card) {
            see(card.resident, "a printer")?;
        }
        for id in state.queues.ids() {
            see(id, "a queue")?;
        }
        if let Some(id) = seen.iter().position(|seen| !seen) {
            return Err(format!("resident {id} neither waits nor has a card"));
        }
        let resident = |id| *state.resident(self.layout, id);
        state.queues.check(resident)?;
        let without = |printed: &[bool]| printed.iter().filter(|p| !**p).count() as u64;
        let backlog = &state.printed[..self.layout.residents.len()];
        equal(
            "residents without a card",
            u64::from(state.waiting),
            without(&state.printed),
        )?;
        equal(
            "backlog without a card",
            u64::from(state.backlog_left),
            without(backlog),
        )?;
        let Some(last) = state.last_card else {
            return Ok(());
        };
        let id = last.resident as usize;
        demand(id < all && state.printed[id] != last.spoiled, || {
            format!("the last card, of resident {id}, was not finished so")
        })
    }

    fn printers(&self) -> Result<(), Finding> {
        let (layout, state) = (self.layout, self.state);
        let in_print = state
            .units
            .iter()
            .filter(|unit| unit.card.is_some())
            .count();
        equal("cards in print", state.in_print as usize, in_print)?;
        for (p, unit) in state.units.iter().enumerate() {
            let (site, printer) = &layout.printers[p];
            let name = layout.printer_name(p);
            let wrong = |what: &str| Err(format!("{name}: {what}"));
            unit.check(printer, layout.plan().ribbons.is_some())
                .or_else(wrong)?;
            let limit = printer.daily_limit.saturating_add(printer.overload);
            at_most(&format!("{name}: cards today"), unit.today, limit)?;
            if let Some(card) = unit.card {
                let of_today = card.day == state.today;
                let numbered = match of_today {
                    true => {
                        unit.today > 0 && card.beyond_limit == (unit.today > printer.daily_limit)
                    }
                    false => unit.today == 0 && card.day < state.today,
                };
                if !numbered || !state.opened_today {
                    return wrong("its card cannot be of that day and number");
                }
                if unit.state != Some(PrinterState::Printing) {
                    return wrong("it has a card in print and does not print");
                }
            } else if unit.state == Some(PrinterState::Printing)
                && self.now < state.closes
                && !state.over
            {
                return wrong("it prints without a card");
            }
            let arrives = printer
                .arrives
                .map(|date| layout.at((date, 0)).max(Time::ZERO));
            let coming = self.count(Event::PrinterArrives { printer: p as u32 });
            let arrived = match unit.state {
                Some(_) => coming == 0 && arrives.is_none_or(|at| at <= self.now),
                None => arrives.is_some_and(|at| coming == usize::from(at < layout.end())),
            };
            if !arrived {
                return wrong("it has arrived, or has not, against the plan");
            }
            let date = layout.plan().date(state.today);
            let usable = printer.daily_availability >= 1.0
                || !state.opened_today
                || state.draw_available(layout, p, date);
            if unit.available != usable {
                return wrong("whether it is usable today is not what was drawn");
            }
            let upgraded = state.sites[*site].upgraded;
            if unit.today > 0 && !upgraded {
                return wrong("it printed today, before the upgrade of its site");
            }
        }
        for (site, of_plan) in state.sites.iter().zip(&layout.plan().sites) {
            let name = &of_plan.name;
            let days = u32::from(state.opened_today) * (state.today + 1);
            at_most(
                &format!("{name}: days of printing"),
                site.days_printing,
                days,
            )?;
            demand(site.upgraded || site.days_printing == 0, || {
                format!("{name} has printed before its upgrade")
            })?;
            demand(site.upgraded || of_plan.upgrade != Upgrade::Done, || {
                format!("{name} has lost its upgrade")
            })?;
        }
        Ok(())
    }

    /// Blanks received are on hand, printed, spoiled or in print.
    fn stocks(&self) -> Result<(), Finding> {
        let (plan, state) = (self.layout.plan(), self.state);
        for shelf in state.blanks.iter().chain(&state.ribbons) {
            demand(shelf.is_sound(), || {
                "a stock gave more than it had".to_owned()
            })?;
        }
        let total = |what: fn(&Shelf) -> u64| -> u128 {
            state
                .blanks
                .iter()
                .map(|shelf| u128::from(what(shelf)))
                .sum()
        };
        let (received, on_hand) = (total(Shelf::received), total(Shelf::on_hand));
        let good = sum(&state.counts.printed_by_site);
        let taken =
            u128::from(good) + u128::from(state.counts.spoiled) + u128::from(state.in_print);
        equal("blanks on hand", u128::from(state.blanks_on_hand), on_hand)?;
        equal("blanks received", received, on_hand + taken)?;
        let to_come = self.pending.iter().map(|(_, event)| match event {
            Event::BlanksArrive { pieces, .. } => u128::from(*pieces),
            _ => 0,
        });
        let most = u128::from(u32::MAX);
        at_most(
            "blanks on hand and to come",
            on_hand + to_come.sum::<u128>(),
            most,
        )?;
        self.delivered(
            "blanks",
            &state.blanks,
            plan.blanks.on_hand,
            &plan.blanks.deliveries,
        )?;
        match &plan.ribbons {
            Some(ribbons) => self.delivered(
                "ribbons",
                &state.ribbons,
                ribbons.on_hand,
                &ribbons.deliveries,
            ),
            None => Ok(()),
        }
    }

    /// Each stock has received what the plan says that it had by now.
    fn delivered(
        &self,
        what: &str,
        shelves: &[Shelf],
        on_hand: u32,
        deliveries: &[Delivery],
    ) -> Result<(), Finding> {
        let mut least: Vec<u64> = vec![0; shelves.len()];
        let mut add = |parts: Vec<u32>| {
            for (least, part) in least.iter_mut().zip(parts) {
                *least += u64::from(part);
            }
        };
        add(self.layout.split(on_hand, None));
        for delivery in deliveries
            .iter()
            .filter(|delivery| delivery.delay.is_none())
        {
            let at = self.layout.at((delivery.date, 0));
            if at <= Time::ZERO || at < self.now && at < self.layout.end() {
                add(self.layout.split(delivery.pieces, delivery.site));
            }
        }
        let lacking = shelves
            .iter()
            .zip(least)
            .any(|(shelf, least)| shelf.received() < least);
        demand(!lacking, || {
            format!(
                "a stock of {what} has received less than the plan brings by {}",
                self.now
            )
        })
    }

    /// The run itself schedules these, once each.
    fn own_events(&self) -> Result<(), Finding> {
        let (layout, state) = (self.layout, self.state);
        let windows = layout.hours.windows();
        let next = match state.opened_today {
            true => state.window + 1,
            false => 0,
        };
        let mut wanted: Vec<(Time, Event)> = Vec::new();
        if let Some(window) = windows.get(next) {
            wanted.push((
                window.open,
                Event::Opens {
                    window: next as u32,
                },
            ));
        }
        let closes = Event::Closes {
            window: state.window as u32,
        };
        // At its own instant it may be over or still to come.
        if state.opened_today
            && (state.closes > self.now || state.closes == self.now && self.count(closes) > 0)
        {
            wanted.push((state.closes, closes));
        }
        if !state.over {
            wanted.push((layout.end(), Event::Horizon));
        }
        demand(!state.over || self.now >= layout.end(), || {
            "the run is over before its horizon".to_owned()
        })?;
        let mut busy: Vec<u32> = Vec::new();
        let mut found: Vec<(Time, Event)> = Vec::new();
        for &(at, event) in &self.pending {
            match event {
                Event::CardDone { printer } => busy.push(printer),
                Event::Opens { .. } | Event::Closes { .. } | Event::Horizon => {
                    found.push((at, event));
                }
                _ => {}
            }
        }
        wanted.sort_unstable_by_key(|(at, event)| (*at, std::cmp::Reverse(event.priority())));
        demand(found == wanted, || {
            format!(
                "openings, closings and the horizon to come: found {}, wanted {}",
                told(&found),
                told(&wanted)
            )
        })?;
        busy.sort_unstable();
        let units = (0..).zip(&state.units);
        let printing = units.filter(|(_, unit)| unit.card.is_some());
        let printing: Vec<u32> = printing.map(|(p, _)| p).collect();
        demand(busy == printing, || {
            format!("printers whose card will be done: found {busy:?}, wanted {printing:?}")
        })
    }

    /// What the plan says for a time that is still to come, is still to come.
    fn known_events(&self) -> Result<(), Finding> {
        let (layout, plan, now) = (self.layout, self.layout.plan(), self.now);
        let mut wanted: Vec<(Time, Event)> = Vec::new();
        for (p, (_, printer)) in (0..).zip(&layout.printers) {
            for &(first, last) in &printer.away {
                let back = layout.at((last, 24 * 60));
                wanted.push((layout.at((first, 0)), Event::PrinterLeaves { printer: p }));
                wanted.push((back, Event::PrinterReturns { printer: p }));
            }
            let arrives = printer.arrives.map(|date| layout.at((date, 0)));
            wanted.extend(arrives.map(|at| (at, Event::PrinterArrives { printer: p })));
        }
        for (outage, known) in (0..).zip(&plan.outages) {
            if let OutageTimes::Fixed { from, until } = &known.when {
                let (begins, ends) = (layout.at(*from), layout.at(*until));
                if ends > begins {
                    wanted.push((begins, Event::OutageBegins { outage }));
                    wanted.push((ends, Event::OutageEnds { outage }));
                }
            }
        }
        for (site, of_plan) in (0..).zip(&plan.sites) {
            if let Upgrade::On { date, minute } = of_plan.upgrade {
                let at = layout.at((date, minute.unwrap_or(0)));
                wanted.push((at, Event::UpgradeDone { site }));
                let done = at <= Time::ZERO || at < now && at < layout.end();
                demand(!done || self.state.sites[site as usize].upgraded, || {
                    format!("{} has not had its upgrade of {date}", of_plan.name)
                })?;
            }
        }
        let on_date = |delivery: &&Delivery| delivery.delay.is_none();
        for delivery in plan.blanks.deliveries.iter().filter(on_date) {
            let (pieces, site) = (delivery.pieces, delivery.site.map(|s| s as u32));
            let at = layout.at((delivery.date, 0));
            wanted.push((at, Event::BlanksArrive { pieces, site }));
        }
        let ribbons = plan.ribbons.iter().flat_map(|ribbons| &ribbons.deliveries);
        for delivery in ribbons.filter(on_date) {
            let (pieces, site) = (delivery.pieces, delivery.site.map(|s| s as u32));
            let at = layout.at((delivery.date, 0));
            wanted.push((at, Event::RibbonsArrive { pieces, site }));
        }
        let mut there: HashMap<(Time, Event), usize> = HashMap::new();
        for pending in &self.pending {
            *there.entry(*pending).or_default() += 1;
        }
        for (at, event) in wanted {
            if at <= now || at >= layout.end() {
                continue;
            }
            let left = there.get_mut(&(at, event)).filter(|left| **left > 0);
            match left {
                Some(left) => *left -= 1,
                None => return Err(format!("{event:?} at {at} is lacking")),
            }
        }
        Ok(())
    }

    /// No printer returns that is not away, and no outage ends that does not hold.
    fn events_in_turn(&self) -> Result<(), Finding> {
        let (layout, state) = (self.layout, self.state);
        let mut away: Vec<i64> = state.units.iter().map(|u| i64::from(u.away)).collect();
        let mut outages: Vec<i64> = state.sites.iter().map(|s| i64::from(s.outages)).collect();
        let (mut least, mut most) = (0, 0);
        let mut note = |level: i64| {
            least = least.min(level);
            most = most.max(level);
        };
        away.iter().chain(&outages).for_each(|level| note(*level));
        for (_, event) in &self.pending {
            let (levels, change, places): (_, _, &[usize]) = match event {
                Event::PrinterLeaves { printer } => (&mut away, 1, &[*printer as usize]),
                Event::PrinterReturns { printer } => (&mut away, -1, &[*printer as usize]),
                Event::OutageBegins { outage } => {
                    let sites = &layout.plan().outages[*outage as usize].sites;
                    (&mut outages, 1, sites)
                }
                Event::OutageEnds { outage } => {
                    let sites = &layout.plan().outages[*outage as usize].sites;
                    (&mut outages, -1, sites)
                }
                _ => continue,
            };
            for place in places {
                levels[*place] += change;
                note(levels[*place]);
            }
        }
        // Each random outage that is not pending now may come besides.
        most += layout.plan().outages.len() as i64;
        demand(least >= 0 && most <= i64::from(u32::MAX), || {
            "an absence or an outage ends that does not hold, or more hold than can be counted"
                .to_owned()
        })?;
        for (s, site) in state.sites.iter().enumerate() {
            let can_stop = layout
                .plan()
                .outages
                .iter()
                .any(|outage| outage.sites.contains(&s));
            demand(can_stop || site.outages == 0, || {
                format!(
                    "an outage holds at {}, which has none",
                    layout.plan().sites[s].name
                )
            })?;
        }
        Ok(())
    }

    fn counts(&self) -> Result<(), Finding> {
        let (layout, plan, state) = (self.layout, self.layout.plan(), self.state);
        let counts = &state.counts;
        let mut by_kecamatan = vec![0; plan.kecamatan.len()];
        for (id, _) in (0..).zip(&state.printed).filter(|(_, printed)| **printed) {
            by_kecamatan[usize::from(state.resident(layout, id).kecamatan)] += 1;
        }
        demand(counts.printed_by_kecamatan == by_kecamatan, || {
            let found = &counts.printed_by_kecamatan;
            format!("cards by kecamatan: found {found:?}, wanted {by_kecamatan:?}")
        })?;
        let printed = sum(&by_kecamatan);
        equal("cards by site", sum(&counts.printed_by_site), printed)?;
        equal("cards for those who had one", counts.printed_twice, 0)?;
        let backlog = layout.residents.len() as u64;
        let left = u64::from(state.backlog_left);
        equal("residents by wait", sum(&counts.waits), backlog - left)?;
        let earliest = layout.residents.iter().map(|r| r.recorded).min();
        let longest = earliest.map_or(0, |day| i64::from(state.today) - i64::from(day));
        at_most(
            "the longest wait",
            counts.waits.len() as i64,
            longest.max(0) + 1,
        )?;
        demand(counts.waits.last() != Some(&0), || {
            "a longest wait of nobody".to_owned()
        })?;
        let finished = printed + u64::from(counts.spoiled);
        let started = finished + u64::from(state.in_print);
        let beyond = |unit: &&super::unit::Unit| unit.card.is_some_and(|card| card.beyond_limit);
        let beyond = state.units.iter().filter(beyond).count() as u64;
        let overload = u64::from(counts.overload_cards);
        let may_overload = layout
            .printers
            .iter()
            .any(|(_, printer)| printer.overload > 0);
        demand(
            (beyond..=started).contains(&overload) && (may_overload || overload == 0),
            || format!("{overload} cards beyond the limit of {started}, {beyond} of them in print"),
        )?;
        let broken = state.units.iter().filter(|unit| unit.broken).count() as u64;
        demand(
            (broken..=finished).contains(&u64::from(counts.failures)),
            || {
                format!(
                    "{} failures, with {broken} printers broken",
                    counts.failures
                )
            },
        )?;
        at_most("expired suket", u64::from(counts.expired_suket), printed)?;
        let none_yet = state.last_card.is_none();
        demand(none_yet == (finished == 0), || {
            "the last card of none, or none of some".to_owned()
        })?;
        for (observed, seen) in counts.observed.iter().zip(&plan.observations) {
            let begun = layout.at(seen.from) <= self.now;
            for (observed, printed) in observed.iter().zip(&counts.printed_by_site) {
                at_most("cards observed", *observed, u32::from(begun) * printed)?;
            }
        }
        Ok(())
    }

    /// The time that was booked is the time on the clock.
    fn printer_time(&self) -> Result<(), Finding> {
        let (layout, state) = (self.layout, self.state);
        let clock = |t: Time| layout.hours.open_between(Time::ZERO, t);
        let (now, morning) = (
            clock(self.now),
            clock(Time::midnight(i64::from(state.today))),
        );
        let sites = layout.plan().sites.len();
        let (mut all, mut today) = (vec![0; sites], vec![0; sites]);
        for (unit, (site, printer)) in state.units.iter().zip(&layout.printers) {
            let arrives = printer
                .arrives
                .map_or(Time::ZERO, |date| layout.at((date, 0)));
            let arrived = clock(arrives.max(Time::ZERO).min(self.now));
            let from = match unit.state {
                Some(_) => arrived.max(morning),
                None => Span::ZERO,
            };
            demand(from <= unit.since && unit.since <= now, || {
                format!("time booked until {} on a clock at {now}", unit.since)
            })?;
            if unit.state.is_some() {
                all[*site] += i128::from((unit.since - arrived).as_micros());
                today[*site] += i128::from((unit.since - from).as_micros());
            }
        }
        let booked = |booked: &TimeByState| -> Result<i128, Finding> {
            let spans = PrinterState::ALL.map(|state| booked.get(state));
            demand(spans.iter().all(|span| !span.is_negative()), || {
                "a negative time".to_owned()
            })?;
            Ok(spans.iter().map(|span| i128::from(span.as_micros())).sum())
        };
        for site in 0..sites {
            let name = &layout.plan().sites[site].name;
            let (of_all, of_today) = (
                booked(&state.counts.time_by_site[site])?,
                booked(&state.counts.last_open_day[site])?,
            );
            equal(&format!("{name}: microseconds booked"), of_all, all[site])?;
            equal(
                &format!("{name}: microseconds of the last day"),
                of_today,
                today[site],
            )?;
            for cause in PrinterState::ALL {
                let counts = &state.counts;
                let of_day = counts.last_open_day[site].get(cause);
                at_most(
                    "time of the last day",
                    of_day,
                    counts.time_by_site[site].get(cause),
                )?;
            }
        }
        Ok(())
    }

    /// The days that are over.
    fn history(&self) -> Result<(), Finding> {
        let (state, counts) = (self.state, &self.state.counts);
        let over = counts.waiting.len();
        equal("days of blanks on hand", counts.on_hand.len(), over)?;
        let days = (i64::from(state.today), self.now.day());
        demand((days.0..=days.1).contains(&(over as i64)), || {
            format!(
                "{over} days are noted, on day {} after an opening on day {}",
                days.1, days.0
            )
        })?;
        let residents = state.printed.len() as u64;
        let received: u128 = state
            .blanks
            .iter()
            .map(|shelf| u128::from(shelf.received()))
            .sum();
        for (waiting, on_hand) in counts.waiting.iter().zip(&counts.on_hand) {
            at_most("residents who waited", u64::from(*waiting), residents)?;
            at_most("blanks that were on hand", u128::from(*on_hand), received)?;
        }
        let first_empty = counts.waiting.iter().position(|waiting| *waiting == 0);
        demand(
            counts.queue_empty == first_empty.map(|day| day as Day),
            || {
                format!(
                    "the queue was first empty on day {:?}, and not {:?}",
                    first_empty, counts.queue_empty
                )
            },
        )?;
        demand(
            counts.cleared.is_some() == (state.backlog_left == 0),
            || {
                format!(
                    "cleared on day {:?} with {} left",
                    counts.cleared, state.backlog_left
                )
            },
        )?;
        demand(
            counts.blanks_out.is_some() || state.blanks_on_hand > 0,
            || "no blank is left, and that is not noted".to_owned(),
        )?;
        for day in counts.cleared.iter().chain(&counts.blanks_out) {
            at_most("a day that is noted", *day, state.today)?;
        }
        Ok(())
    }
}
