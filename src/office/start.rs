//! What is known when a run starts, fixed or drawn: openings, upgrades, deliveries, absences, outages.

use super::delays::Delayed;
use super::desk::Desk;
use super::event::Event;
use super::layout::Layout;
use super::plan::{Delivery, OutageTimes, Upgrade};
use crate::engine::Calendar;
use crate::random::Stream;
use crate::time::Time;

/// Schedules everything that is known, or drawn once, when the run starts.
pub(super) fn schedule_known(desk: &mut Desk<'_>, cal: &mut Calendar<Event>) {
    if let Some(first) = desk.layout.hours.windows().first() {
        desk.plan_event(cal, first.open, Event::Opens { window: 0 });
    }
    desk.plan_event(cal, desk.layout.end(), Event::Horizon);
    upgrades(desk, cal);
    deliveries(desk, cal);
    printers(desk, cal);
    outages(desk, cal);
    if desk.state.blanks_on_hand == 0 {
        desk.state.counts.blanks_out = Some(0);
    }
}

fn upgrades(desk: &mut Desk<'_>, cal: &mut Calendar<Event>) {
    let layout = desk.layout;
    let plan = layout.plan();
    let mut crew = Delayed::from(layout, plan.start);
    for &s in &plan.crew_order {
        if let Upgrade::Crew(delay) = &plan.sites[s].upgrade {
            crew.draw(delay, &mut desk.state.streams.upgrades[s]);
            upgrade_done(desk, cal, s, crew.morning());
        }
    }
    for (s, site) in plan.sites.iter().enumerate() {
        match &site.upgrade {
            Upgrade::Done | Upgrade::Never | Upgrade::Crew(_) => {}
            Upgrade::On { date, minute } => {
                let at = layout.at((*date, minute.unwrap_or(0)));
                upgrade_done(desk, cal, s, Some(at));
            }
            Upgrade::After(delay) => {
                let mut done = Delayed::from(layout, plan.start);
                done.draw(delay, &mut desk.state.streams.upgrades[s]);
                upgrade_done(desk, cal, s, done.morning());
            }
        }
    }
}

fn upgrade_done(desk: &mut Desk<'_>, cal: &mut Calendar<Event>, site: usize, at: Option<Time>) {
    match at {
        Some(at) if at <= Time::ZERO => desk.state.sites[site].upgraded = true,
        Some(at) => desk.plan_event(cal, at, Event::UpgradeDone { site: site as u32 }),
        None => {}
    }
}

fn deliveries(desk: &mut Desk<'_>, cal: &mut Calendar<Event>) {
    let plan = desk.layout.plan();
    for (i, delivery) in plan.blanks.deliveries.iter().enumerate() {
        let at = arrival(desk.layout, delivery, &mut desk.state.streams.blanks[i]);
        let (pieces, site) = (delivery.pieces, delivery.site.map(|s| s as u32));
        arrive(desk, cal, at, Event::BlanksArrive { pieces, site });
    }
    for (i, delivery) in plan.ribbons.iter().flat_map(|r| &r.deliveries).enumerate() {
        let at = arrival(desk.layout, delivery, &mut desk.state.streams.ribbons[i]);
        let (pieces, site) = (delivery.pieces, delivery.site.map(|s| s as u32));
        arrive(desk, cal, at, Event::RibbonsArrive { pieces, site });
    }
}

fn arrival(layout: &Layout, delivery: &Delivery, stream: &mut Stream) -> Option<Time> {
    match &delivery.delay {
        None => Some(layout.at((delivery.date, 0))),
        Some(delay) => {
            let mut arrival = Delayed::from(layout, delivery.date);
            arrival.draw(delay, stream);
            arrival.morning()
        }
    }
}

/// A delivery from before the start is on hand when the first day begins.
fn arrive(desk: &mut Desk<'_>, cal: &mut Calendar<Event>, at: Option<Time>, delivery: Event) {
    match at {
        Some(at) if at <= Time::ZERO => desk.receive(delivery),
        Some(at) => desk.plan_event(cal, at, delivery),
        None => {}
    }
}

fn printers(desk: &mut Desk<'_>, cal: &mut Calendar<Event>) {
    let layout = desk.layout;
    for (i, (_, printer)) in layout.printers.iter().enumerate() {
        let number = i as u32;
        if let Some(date) = printer.arrives {
            desk.plan_event(
                cal,
                layout.at((date, 0)),
                Event::PrinterArrives { printer: number },
            );
        }
        for &(first, last) in &printer.away {
            let back = layout.at((last, 24 * 60));
            if back > Time::ZERO {
                desk.plan_event(
                    cal,
                    layout.at((first, 0)),
                    Event::PrinterLeaves { printer: number },
                );
                desk.plan_event(cal, back, Event::PrinterReturns { printer: number });
            }
        }
    }
}

fn outages(desk: &mut Desk<'_>, cal: &mut Calendar<Event>) {
    let layout = desk.layout;
    for (i, outage) in layout.plan().outages.iter().enumerate() {
        let number = i as u32;
        match &outage.when {
            OutageTimes::Fixed { from, until } => {
                let (begins, ends) = (layout.at(*from), layout.at(*until));
                if ends > Time::ZERO && ends > begins {
                    desk.plan_event(cal, begins, Event::OutageBegins { outage: number });
                    desk.plan_event(cal, ends, Event::OutageEnds { outage: number });
                }
            }
            OutageTimes::Random { every, .. } => {
                let first = every.draw(&mut desk.state.streams.outages[i].0);
                desk.plan_event(
                    cal,
                    Time::ZERO.saturating_add(first),
                    Event::OutageBegins { outage: number },
                );
            }
        }
    }
}
