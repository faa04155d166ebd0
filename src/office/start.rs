//! What is known when a run starts, fixed or drawn: openings, upgrades, deliveries, absences, outages.

use super::desk::Desk;
use super::event::Event;
use super::plan::{Delay, Delivery, OutageTimes, Upgrade};
use crate::engine::Calendar;
use crate::random::Stream;
use crate::time::{Span, Time};

/// Schedules everything that is known, or drawn once, when the run starts.
pub(super) fn schedule_known(desk: &mut Desk<'_>, cal: &mut Calendar<Event>) {
    if let Some(&(first, _)) = desk.layout.hours.windows().first() {
        desk.plan_event(cal, first, Event::Opens { window: 0 });
    }
    desk.plan_event(cal, desk.layout.end(), Event::Horizon);
    upgrades(desk, cal);
    deliveries(desk, cal);
    printers(desk, cal);
    outages(desk, cal);
}

fn upgrades(desk: &mut Desk<'_>, cal: &mut Calendar<Event>) {
    let layout = desk.layout;
    let mut crew = Crew::default();
    let with_crew = layout.plan().crew_order.iter().copied();
    let others = (0..layout.plan().sites.len()).filter(|s| !layout.plan().crew_order.contains(s));
    for s in with_crew.chain(others) {
        let stream = &mut desk.state.streams.upgrades[s];
        let done = match &layout.plan().sites[s].upgrade {
            Upgrade::Done | Upgrade::Never => None,
            Upgrade::On { date, minute } => Some(layout.at((*date, minute.unwrap_or(0)))),
            Upgrade::After(delay) => after(desk, delay.clone(), s, None),
            Upgrade::Crew(delay) => match delay {
                Delay::Calendar(time) => {
                    crew.busy += time.draw(stream);
                    Some(Time::midnight((Time::ZERO + crew.busy).day()))
                }
                Delay::WorkingDays(days) => {
                    crew.working_days += days.draw(stream);
                    layout.after_working_days(layout.plan().start, crew.working_days)
                }
            },
        };
        match done {
            Some(at) if at <= Time::ZERO => desk.state.sites[s].upgraded = true,
            Some(at) => desk.plan_event(cal, at, Event::UpgradeDone { site: s as u32 }),
            None => {}
        }
    }
}
