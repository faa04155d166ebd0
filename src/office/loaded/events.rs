//! Checks the pending events against the plan and the state.

use std::collections::HashMap;

use super::{Finding, Loaded, demand};
use crate::office::event::Event;
use crate::office::ids::PrinterId;
use crate::office::plan::{Delivery, OutageTimes, Upgrade};
use crate::office::setup::Station;
use crate::time::Time;

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

impl Loaded<'_> {
    /// Checks the events that the run itself schedules, once each.
    pub(super) fn own_events(&self) -> Result<(), Finding> {
        let (setup, state) = (self.setup, self.state);
        let windows = setup.hours.openings();
        let next = match state.hours.opened {
            true => state.hours.window + 1,
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
            window: state.hours.window as u32,
        };
        // At the instant of closing, the event may be over or still pending.
        if state.hours.opened
            && (state.hours.closes > self.now
                || state.hours.closes == self.now && self.count(closes) > 0)
        {
            wanted.push((state.hours.closes, closes));
        }
        if !state.over {
            wanted.push((setup.end(), Event::Horizon));
        }
        demand(!state.over || self.now >= setup.end(), || {
            "the run is over before its horizon".to_owned()
        })?;
        let mut busy: Vec<PrinterId> = Vec::new();
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
        let printing = state
            .machines
            .iter()
            .filter(|(_, machine)| machine.card.is_some());
        let printing: Vec<PrinterId> = printing.map(|(p, _)| p).collect();
        demand(busy == printing, || {
            format!("printers whose card will be done: found {busy:?}, wanted {printing:?}")
        })
    }

    /// Checks that every event which the plan sets for a later time is pending.
    pub(super) fn known_events(&self) -> Result<(), Finding> {
        let (setup, plan, now) = (self.setup, self.setup.plan(), self.now);
        let mut wanted: Vec<(Time, Event)> = Vec::new();
        for (p, Station { printer, .. }) in setup.stations.iter() {
            for &(first, last) in &printer.away {
                let back = setup.at((last, 24 * 60));
                wanted.push((setup.at((first, 0)), Event::PrinterLeaves { printer: p }));
                wanted.push((back, Event::PrinterReturns { printer: p }));
            }
            let arrives = printer.arrives.map(|date| setup.at((date, 0)));
            wanted.extend(arrives.map(|at| (at, Event::PrinterArrives { printer: p })));
        }
        for (outage, known) in (0..).zip(&plan.outages) {
            match &known.when {
                OutageTimes::Fixed { from, until } => {
                    let (begins, ends) = (setup.at(*from), setup.at(*until));
                    if ends > begins {
                        wanted.push((begins, Event::OutageBegins { outage }));
                        wanted.push((ends, Event::OutageEnds { outage }));
                    }
                }
                OutageTimes::Begun { from, .. } => {
                    wanted.push((setup.at(*from), Event::OutageBegins { outage }));
                }
                OutageTimes::Random { .. } => {}
            }
        }
        for (site, of_plan) in plan.sites_by_id() {
            if let Upgrade::On { date, minute } = of_plan.upgrade {
                let at = setup.at((date, minute.unwrap_or(0)));
                wanted.push((at, Event::UpgradeDone { site }));
                let done = at <= Time::ZERO || at < now && at < setup.end();
                demand(!done || self.state.sites[site].upgraded, || {
                    format!("{} has not had its upgrade of {date}", of_plan.name)
                })?;
            }
        }
        let on_date = |delivery: &&Delivery| delivery.is_on_date();
        for delivery in plan.blanks.deliveries.iter().filter(on_date) {
            let (pieces, site) = (delivery.pieces, delivery.site);
            let at = setup.at((delivery.date, 0));
            wanted.push((at, Event::BlanksArrive { pieces, site }));
        }
        let ribbons = plan.ribbons.iter().flat_map(|ribbons| &ribbons.deliveries);
        for delivery in ribbons.filter(on_date) {
            let at = setup.at((delivery.date, 0));
            let pieces = delivery.pieces;
            wanted.push((at, Event::RibbonsArrive { pieces }));
        }
        let mut there: HashMap<(Time, Event), usize> = HashMap::new();
        for pending in &self.pending {
            *there.entry(*pending).or_default() += 1;
        }
        for (at, event) in wanted {
            if at <= now || at >= setup.end() {
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

    /// Checks that no printer returns that is not away, and that no outage ends that has not begun.
    pub(super) fn events_in_turn(&self) -> Result<(), Finding> {
        let (setup, state) = (self.setup, self.state);
        let mut away: Vec<i64> = state
            .machines
            .values()
            .iter()
            .map(|m| i64::from(m.away))
            .collect();
        let mut outages: Vec<i64> = state
            .sites
            .values()
            .iter()
            .map(|s| i64::from(s.outages))
            .collect();
        let (mut least, mut most) = (0, 0);
        let mut note = |level: i64| {
            least = least.min(level);
            most = most.max(level);
        };
        away.iter().chain(&outages).for_each(|level| note(*level));
        for (_, event) in &self.pending {
            let places_of = |outage: &u32| -> Vec<usize> {
                let sites = setup.plan().outages[*outage as usize].sites.iter();
                sites.map(|site| site.index()).collect()
            };
            let (levels, change, places): (_, _, Vec<usize>) = match event {
                Event::PrinterLeaves { printer } => (&mut away, 1, vec![printer.index()]),
                Event::PrinterReturns { printer } => (&mut away, -1, vec![printer.index()]),
                Event::OutageBegins { outage } => (&mut outages, 1, places_of(outage)),
                Event::OutageEnds { outage } => (&mut outages, -1, places_of(outage)),
                _ => continue,
            };
            for place in places {
                levels[place] += change;
                note(levels[place]);
            }
        }
        // Each random outage that is not pending now may still come.
        most += setup.plan().outages.len() as i64;
        demand(least >= 0 && most <= i64::from(u32::MAX), || {
            "an absence or an outage ends that does not hold, or more hold than can be counted"
                .to_owned()
        })?;
        for (s, site) in state.sites.iter() {
            let can_stop = setup
                .plan()
                .outages
                .iter()
                .any(|outage| outage.sites.contains(&s));
            demand(can_stop || site.outages == 0, || {
                format!(
                    "an outage holds at {}, which has none",
                    setup.plan().site(s).name
                )
            })?;
        }
        Ok(())
    }
}
