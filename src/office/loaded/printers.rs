//! Checks printers against the plan, the cause for which each stands idle, and the booked time.

use super::{Finding, Loaded, at_most, demand, equal};
use crate::office::event::Event;
use crate::office::ids::PerSite;
use crate::office::index::Index;
use crate::office::plan::Upgrade;
use crate::office::rules::Rules;
use crate::office::setup::{Setup, Station};
use crate::office::state::State;
use crate::office::{NEARLY_ALL, PrinterState, PrinterTime, TimeByState};
use crate::time::{Span, Time};

/// Checks that each idle printer stands idle for the first cause that holds; for opening hours only.
pub(super) fn idle(
    setup: &Setup,
    state: &mut State,
    index: &mut Index,
    now: Time,
) -> Result<(), Finding> {
    let rules = Rules {
        setup,
        state,
        index,
    };
    for (p, machine) in rules.state.machines.iter() {
        let Some(found) = machine.state.filter(|_| machine.card.is_none()) else {
            continue;
        };
        demand(rules.why_idle(p) == Some(found), || {
            let (name, cause) = (setup.printer_name(p), found.key());
            format!("at {now}, {name} stands idle for {cause}, which is not the cause")
        })?;
    }
    Ok(())
}

impl Loaded<'_> {
    pub(super) fn printers(&self) -> Result<(), Finding> {
        let (setup, state) = (self.setup, self.state);
        let in_print = state
            .machines
            .values()
            .iter()
            .filter(|machine| machine.card.is_some())
            .count();
        equal("cards in print", state.in_print as usize, in_print)?;
        for (p, machine) in state.machines.iter() {
            let Station { site, printer, .. } = &setup.stations[p];
            let name = setup.printer_name(p);
            let wrong = |what: &str| Err(format!("{name}: {what}"));
            machine
                .check(printer, setup.plan().ribbons.is_some())
                .or_else(wrong)?;
            let limit = printer.daily_limit.saturating_add(printer.overload);
            at_most(&format!("{name}: cards today"), machine.today, limit)?;
            if let Some(card) = machine.card {
                let of_today = card.day == state.hours.today;
                let numbered = match of_today {
                    true => {
                        machine.today > 0
                            && card.beyond_limit == (machine.today > printer.daily_limit)
                    }
                    false => machine.today == 0 && card.day < state.hours.today,
                };
                if !numbered || !state.hours.opened {
                    return wrong("its card cannot be of that day and number");
                }
                if machine.state != Some(PrinterState::Printing) {
                    return wrong("it has a card in print and does not print");
                }
            } else if machine.state == Some(PrinterState::Printing)
                && self.now < state.hours.closes
                && !state.over
            {
                return wrong("it prints without a card");
            }
            let arrives = printer
                .arrives
                .map(|date| setup.at((date, 0)).max(Time::ZERO));
            let coming = self.count(Event::PrinterArrives { printer: p });
            let arrived = match machine.state {
                Some(_) => coming == 0 && arrives.is_none_or(|at| at <= self.now),
                None => arrives.is_some_and(|at| coming == usize::from(at < setup.end())),
            };
            if !arrived {
                return wrong("it has arrived, or has not, against the plan");
            }
            let date = setup.plan().date(state.hours.today);
            let usable = printer.daily_availability >= 1.0
                || !state.hours.opened
                || state.draw_available(setup, p, date);
            if machine.available != usable {
                return wrong("whether it is usable today is not what was drawn");
            }
            if machine.most_today != state.most_today(setup, p) {
                return wrong("what it may print today is not the limit and the ramp");
            }
            let upgraded = state.sites[*site].upgraded;
            if machine.today > 0 && !upgraded {
                return wrong("it printed today, before the upgrade of its site");
            }
        }
        for (site, of_plan) in state.sites.values().iter().zip(&setup.plan().sites) {
            let name = &of_plan.name;
            let days = u32::from(state.hours.opened) * (state.hours.today + 1);
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

    /// Checks the time until the backlog was cleared, and at the ends of months, against the time of the whole run.
    pub(super) fn time_to_clear(&self) -> Result<(), Finding> {
        let counts = &self.state.counts;
        let cleared = self.state.issued.backlog.left() == 0 && self.setup.backlog.len() > 0;
        equal(
            "whether the backlog was cleared",
            counts.time_to_clear.is_some(),
            cleared,
        )?;
        let in_order = |what, earlier: &TimeByState, later: &TimeByState| {
            PrinterState::ALL.into_iter().try_for_each(|state| {
                at_most(what, PrinterTime::ZERO, earlier.get(state))?;
                at_most(what, earlier.get(state), later.get(state))
            })
        };
        for (site, time) in counts.time_to_clear.iter().flat_map(|time| time.iter()) {
            in_order("time to clear", time, &counts.time_by_site[site])?;
        }
        let passed = self
            .setup
            .months
            .partition_point(|first| *first <= self.state.hours.today);
        let noted = &counts.time_at_month_ends;
        at_most("months that have passed", noted.len(), passed)?;
        let until = counts
            .time_to_clear
            .as_ref()
            .unwrap_or(&counts.time_by_site);
        let end: TimeByState = until.values().iter().sum();
        let nearly =
            self.setup.backlog.len() > 0 && self.state.issued.backlog.has_passed(NEARLY_ALL);
        equal(
            "whether nearly all are served",
            counts.time_to_nearly_all.is_some(),
            nearly,
        )?;
        for (nearly, end) in counts
            .time_to_nearly_all
            .iter()
            .flat_map(|time| time.values().iter().zip(until.values()))
        {
            in_order("time to nearly all", nearly, end)?;
        }
        for (earlier, later) in noted.iter().zip(noted.iter().skip(1).chain([&end])) {
            in_order("time at the end of a month", earlier, later)?;
        }
        Ok(())
    }

    /// Checks that the booked time equals the time on the clock.
    pub(super) fn printer_time(&self) -> Result<(), Finding> {
        let (setup, state) = (self.setup, self.state);
        let clock = |t: Time| setup.hours.open_between(Time::ZERO, t);
        let (now, morning) = (
            clock(self.now),
            clock(Time::midnight(i64::from(state.hours.today))),
        );
        let sites = setup.plan().sites.len();
        let (mut all, mut today) = (
            PerSite::from(vec![PrinterTime::ZERO; sites]),
            PerSite::from(vec![PrinterTime::ZERO; sites]),
        );
        for (machine, Station { site, printer, .. }) in
            state.machines.values().iter().zip(setup.stations.values())
        {
            let arrives = printer
                .arrives
                .map_or(Time::ZERO, |date| setup.at((date, 0)));
            let arrived = clock(arrives.max(Time::ZERO).min(self.now));
            let from = match machine.state {
                Some(_) => arrived.max(morning),
                None => Span::ZERO,
            };
            demand(from <= machine.since && machine.since <= now, || {
                format!("time booked until {} on a clock at {now}", machine.since)
            })?;
            if machine.state.is_some() {
                all[*site] = all[*site] + (machine.since - arrived).into();
                today[*site] = today[*site] + (machine.since - from).into();
            }
        }
        let booked = |booked: &TimeByState| -> Result<PrinterTime, Finding> {
            let spans = PrinterState::ALL.map(|state| booked.get(state));
            demand(spans.iter().all(|time| *time >= PrinterTime::ZERO), || {
                "a negative time".to_owned()
            })?;
            Ok(booked.total())
        };
        for (site, of_plan) in setup.plan().sites_by_id() {
            let name = &of_plan.name;
            let (of_all, of_today) = (
                booked(&state.counts.time_by_site[site])?,
                booked(&state.counts.last_open_day[site])?,
            );
            equal(&format!("{name}: time booked"), of_all, all[site])?;
            equal(
                &format!("{name}: time of the last day"),
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
}
