//! Checks whether a state read from a file can be the state of its plan at its time.
//!
//! The hash of the file covers the state, so an accidental change never comes here. These checks find contradictions with the plan,
//! the clock, the pending events, or within the state: indices beyond the lists, residents in two places, books that do not balance.
//! They must refuse no state that a run can reach, so they demand only what holds between any two events, even if a program has
//! [scheduled](super::Run::schedule) more than the plan.
//!
//! | file, in reading order | what is checked |
//! |---|---|
//! | `mod` | lengths of lists against the plan |
//! | `residents` | each resident is in one place; the last opening and who was recorded by then |
//! | `printers` | printers against the plan, the cause for which each stands idle, the booked time |
//! | `supply` | blanks and ribbons against what was received and used |
//! | `events` | the pending events against the plan and the state |
//! | `counts` | the counts against what happened |

mod counts;
mod events;
mod printers;
mod residents;
mod supply;

use std::fmt;

use super::event::Event;
use super::ids::SiteId;
use super::index::Index;
use super::limits::MOST_RESIDENTS;
use super::setup::Setup;
use super::state::State;
use crate::engine::Calendar;
use crate::time::Time;

/// A text that says what contradicts what.
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

fn sum(numbers: &[u32]) -> u64 {
    numbers.iter().map(|n| u64::from(*n)).sum()
}

/// Checks a state and its calendar against their plan and against each other.
///
/// # Errors
///
/// The first contradiction.
pub(super) fn check(
    setup: &Setup,
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
        setup,
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
    loaded.time_to_clear()?;
    loaded.history()?;
    loaded.stock_outs()?;
    let (now, day_is_open) = (loaded.now, loaded.now < loaded.state.hours.closes);
    if day_is_open && !state.over {
        let mut index = Index::of(setup, state);
        printers::idle(setup, state, &mut index, now)?;
    }
    Ok(())
}

struct Loaded<'a> {
    setup: &'a Setup,
    state: &'a State,
    now: Time,
    /// The pending events, first to last.
    pending: Vec<(Time, Event)>,
}

impl Loaded<'_> {
    /// How often this event is pending.
    fn count(&self, event: Event) -> usize {
        self.pending.iter().filter(|(_, e)| *e == event).count()
    }

    fn lengths(&self) -> Result<(), Finding> {
        let (plan, state, counts) = (self.setup.plan(), self.state, &self.state.counts);
        let (sites, kecamatan) = (plan.sites.len(), plan.kecamatan.len());
        let stocks = self.setup.stocks();
        let ribbons = plan.ribbons.as_ref();
        let residents = u64::from(self.setup.backlog.len()) + u64::from(state.recorded);
        at_most("residents", residents, u64::from(MOST_RESIDENTS))?;
        for (what, found, wanted) in [
            ("sites", state.sites.len(), sites),
            ("printers", state.machines.len(), self.setup.stations.len()),
            ("stocks of blanks", state.blanks.len(), stocks),
            ("cards by kecamatan", state.issued.of.len(), kecamatan),
            ("time by site", counts.time_by_site.len(), sites),
            (
                "time to clear",
                counts
                    .time_to_clear
                    .as_ref()
                    .map_or(sites, |time| time.len()),
                sites,
            ),
            (
                "time to nearly all",
                counts
                    .time_to_nearly_all
                    .as_ref()
                    .map_or(sites, |time| time.len()),
                sites,
            ),
            ("time of the last day", counts.last_open_day.len(), sites),
            ("stock-outs under way", state.out_of_stock.len(), stocks),
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
        demand(state.ribbons.is_some() == ribbons.is_some(), || {
            "ribbons run out, or never do, against the plan".to_owned()
        })?;
        for observed in &counts.observed {
            equal("sites of an observation", observed.len(), sites)?;
        }
        Ok(())
    }

    /// Checks that every event names something in the plan.
    fn indices(&self) -> Result<(), Finding> {
        let plan = self.setup.plan();
        for (at, event) in &self.pending {
            let (index, length) = match *event {
                Event::Opens { window } | Event::Closes { window } => {
                    (window as usize, self.setup.hours.openings().len())
                }
                Event::CardDone { printer }
                | Event::Repaired { printer }
                | Event::PrinterArrives { printer }
                | Event::PrinterLeaves { printer }
                | Event::PrinterReturns { printer } => (printer.index(), self.setup.stations.len()),
                Event::UpgradeDone { site } => (site.index(), plan.sites.len()),
                Event::OutageBegins { outage } | Event::OutageEnds { outage } => {
                    (outage as usize, plan.outages.len())
                }
                Event::BlanksArrive { site, .. } => {
                    (site.map_or(0, SiteId::index), plan.sites.len())
                }
                Event::RibbonsArrive { .. } | Event::Horizon => continue,
            };
            demand(index < length, || {
                format!("at {at}, {event:?} names what the plan does not have")
            })?;
        }
        Ok(())
    }
}
