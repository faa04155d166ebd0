//! Schedules what is known when a run starts, fixed or drawn: openings, upgrades, deliveries, absences, outages.

use super::delays::{Delayed, Stage};
use super::event::Event;
use super::ids::SiteId;
use super::plan::{OutageTimes, Upgrade};
use super::rules::Rules;
use super::setup::Station;
use super::state::at_ministry;
use crate::engine::Calendar;
use crate::time::Time;

/// Schedules everything that is known, or drawn once, when the run starts.
pub(super) fn schedule_known(rules: &mut Rules<'_>, cal: &mut Calendar<Event>) {
    if let Some(first) = rules.setup.hours.openings().first() {
        rules.plan_event(cal, first.open, Event::Opens { window: 0 });
    }
    rules.plan_event(cal, rules.setup.end(), Event::Horizon);
    upgrades(rules, cal);
    deliveries(rules, cal);
    printers(rules, cal);
    outages(rules, cal);
    if rules.state.blanks_on_hand == 0 {
        rules.state.counts.blanks_out = Some(0);
    }
    for stock in 0..rules.setup.stocks() {
        rules.begin_stock_out_if_empty(stock, 0);
    }
}

fn upgrades(rules: &mut Rules<'_>, cal: &mut Calendar<Event>) {
    let setup = rules.setup;
    let plan = setup.plan();
    let mut crew = Delayed::from(setup, plan.start);
    for &s in &plan.crew_order {
        if let Upgrade::Crew(delay) = &plan.site(s).upgrade {
            crew.draw(delay, &mut rules.state.streams.upgrades[s]);
            upgrade_done(rules, cal, s, crew.morning());
        }
    }
    for (s, site) in plan.sites_by_id() {
        match &site.upgrade {
            Upgrade::Done | Upgrade::Never | Upgrade::Crew(_) => {}
            Upgrade::On { date, minute } => {
                let at = setup.at((*date, minute.unwrap_or(0)));
                upgrade_done(rules, cal, s, Some(at));
            }
            Upgrade::After(delay) => {
                let mut done = Delayed::from(setup, plan.start);
                done.draw(delay, &mut rules.state.streams.upgrades[s]);
                upgrade_done(rules, cal, s, done.morning());
            }
        }
    }
}

fn upgrade_done(rules: &mut Rules<'_>, cal: &mut Calendar<Event>, site: SiteId, at: Option<Time>) {
    match at {
        Some(at) if at <= Time::ZERO => rules.set_upgraded(site),
        Some(at) => rules.plan_event(cal, at, Event::UpgradeDone { site }),
        None => {}
    }
}

fn deliveries(rules: &mut Rules<'_>, cal: &mut Calendar<Event>) {
    let plan = rules.setup.plan();
    for (i, delivery) in plan.blanks.deliveries.iter().enumerate() {
        let mut at_ministry = at_ministry(&rules.state.streams.all, i);
        let own = &mut rules.state.streams.blanks[i];
        let at = delivery.arrival(rules.setup, |delayed, delay, stage| match stage {
            Stage::ToMinistry => delayed.draw(delay, &mut at_ministry),
            Stage::ToOffice => delayed.draw(delay, own),
        });
        let (pieces, site) = (delivery.pieces, delivery.site);
        match at {
            Some(at) if at <= Time::ZERO => rules.receive_blanks(Time::ZERO, pieces, site),
            Some(at) => rules.plan_event(cal, at, Event::BlanksArrive { pieces, site }),
            None => {}
        }
    }
    for (i, delivery) in plan.ribbons.iter().flat_map(|r| &r.deliveries).enumerate() {
        let own = &mut rules.state.streams.ribbons[i];
        let at = delivery.arrival(rules.setup, |delayed, delay, _| delayed.draw(delay, own));
        let pieces = delivery.pieces;
        match at {
            Some(at) if at <= Time::ZERO => rules.receive_ribbons(Time::ZERO, pieces),
            Some(at) => rules.plan_event(cal, at, Event::RibbonsArrive { pieces }),
            None => {}
        }
    }
}

fn printers(rules: &mut Rules<'_>, cal: &mut Calendar<Event>) {
    let setup = rules.setup;
    for (number, Station { printer, .. }) in setup.stations.iter() {
        if let Some(date) = printer.arrives {
            rules.plan_event(
                cal,
                setup.at((date, 0)),
                Event::PrinterArrives { printer: number },
            );
        }
        for &(first, last) in &printer.away {
            let back = setup.at((last, 24 * 60));
            if back > Time::ZERO {
                rules.plan_event(
                    cal,
                    setup.at((first, 0)),
                    Event::PrinterLeaves { printer: number },
                );
                rules.plan_event(cal, back, Event::PrinterReturns { printer: number });
            }
        }
    }
}

fn outages(rules: &mut Rules<'_>, cal: &mut Calendar<Event>) {
    let setup = rules.setup;
    for (i, outage) in setup.plan().outages.iter().enumerate() {
        let number = i as u32;
        match &outage.when {
            OutageTimes::Fixed { from, until } => {
                let (begins, ends) = (setup.at(*from), setup.at(*until));
                if ends > Time::ZERO && ends > begins {
                    rules.plan_event(cal, begins, Event::OutageBegins { outage: number });
                    rules.plan_event(cal, ends, Event::OutageEnds { outage: number });
                }
            }
            OutageTimes::Begun { from, lasts } => {
                let begins = setup.at(*from);
                let stream = &mut rules.state.streams.outages[i].1;
                let ends = begins.saturating_add(lasts.draw_above(Time::ZERO - begins, stream));
                rules.plan_event(cal, begins, Event::OutageBegins { outage: number });
                rules.plan_event(cal, ends, Event::OutageEnds { outage: number });
            }
            OutageTimes::Random { every, .. } => {
                let first = every.draw(&mut rules.state.streams.outages[i].0);
                rules.plan_event(
                    cal,
                    Time::ZERO.saturating_add(first),
                    Event::OutageBegins { outage: number },
                );
            }
        }
    }
}
