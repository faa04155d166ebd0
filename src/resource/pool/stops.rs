//! Units that stop for one or more causes, and what that does to the work in hand.

use serde::{Deserialize, Serialize};

use super::{Cause, Effect, Pool, ServiceId, Start, Suspended, pause, run};
use crate::resource::Watch;
use crate::time::{Span, Time};

/// One cause for which a unit does not work.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Stop {
    cause: Cause,
    since: Time,
    /// Whether it holds up the work in hand.
    suspends: bool,
}

impl<T, W: Watch> Pool<T, W> {
    /// This cause stops a unit from now on, besides any others. `Some` is the service that pauses; the event of its end
    /// is stale.
    ///
    /// A service pauses as long as any of its units is stopped by a cause whose effect is not [`Effect::Finish`]. The unit
    /// takes nobody else until no cause is left.
    ///
    /// Work that is complete at `now` is done, whatever the effect: its name stays good, and the event of its end, which
    /// is still to come at this instant, releases it.
    ///
    /// # Panics
    ///
    /// If there is no such unit, or this cause stops it already.
    pub fn stop(
        &mut self,
        now: Time,
        unit: usize,
        cause: Cause,
        effect: Effect,
    ) -> Option<Suspended> {
        let name = &self.name;
        let is_complete = (self.holder(unit).and_then(|id| self.service(id)))
            .is_some_and(|service| service.is_complete(now));
        let Some(stopped) = self.units.get_mut(unit) else {
            panic!("at {now}: {name} has no unit {unit} to stop");
        };
        let suspends = effect != Effect::Finish && !is_complete;
        assert!(
            stopped.stops.iter().all(|stop| stop.cause != cause),
            "at {now}: unit {unit} of {name} was stopped twice for {cause:?}"
        );
        stopped.stops.push(Stop {
            cause,
            since: now,
            suspends,
        });
        self.idle.remove(&unit);
        let slot = stopped.slot?;
        if !suspends {
            return None;
        }
        let stretch = self.next_stretch();
        let service = self.services[slot as usize].as_mut()?;
        let was_running = service.running.is_some();
        pause(&mut self.watch, &mut self.busy, service, now);
        if effect == Effect::Restart
            && let Some(work) = &mut service.waiter.item.work
        {
            work.remaining = work.total;
        }
        if !was_running {
            return None;
        }
        let was = ServiceId {
            slot,
            stretch: service.stretch,
        };
        service.stretch = stretch;
        Some(Suspended {
            was,
            id: ServiceId { slot, stretch },
            remaining: service.waiter.item.work.map(|work| work.remaining),
        })
    }

    /// This cause no longer stops a unit. What starts or goes on now: the work in hand once nothing holds it up, or those
    /// in the line once no cause is left.
    ///
    /// # Panics
    ///
    /// If there is no such unit, or this cause does not stop it.
    #[must_use = "whoever starts service needs its end scheduled"]
    pub fn resume(&mut self, now: Time, unit: usize, cause: Cause) -> Vec<Start> {
        let name = &self.name;
        let Some(stopped) = self.units.get_mut(unit) else {
            panic!("at {now}: {name} has no unit {unit} to resume");
        };
        let held = (stopped.stops.iter()).position(|stop| stop.cause == cause);
        let Some(place) = held else {
            panic!("at {now}: unit {unit} of {name} is not stopped for {cause:?}");
        };
        stopped.stops.remove(place);
        let is_clear = stopped.stops.is_empty();
        match stopped.slot {
            Some(slot) => self.go_on(now, slot).into_iter().collect(),
            None if is_clear => {
                self.idle.insert(unit);
                self.start_next(now)
            }
            None => Vec::new(),
        }
    }

    /// Lets a suspended service go on, unless something still holds it up.
    fn go_on(&mut self, now: Time, slot: u32) -> Option<Start> {
        let service = self.services[slot as usize].as_mut()?;
        let stops = |unit: &usize| self.units[*unit].stops.iter();
        let held_up = service.units.iter().flat_map(stops).any(|s| s.suspends);
        if service.running.is_some() || held_up {
            return None;
        }
        let ends = run(&self.name, &mut self.watch, &mut self.busy, service, now);
        let stretch = service.stretch;
        let id = ServiceId { slot, stretch };
        Some(Start { id, ends })
    }

    /// Every cause that stops this unit now, and how long it has done so, in the order in which they came. Nothing: it
    /// works, or could.
    ///
    /// # Panics
    ///
    /// If there is no such unit.
    pub fn why_not(&self, unit: usize, now: Time) -> impl Iterator<Item = (Cause, Span)> {
        let stops = self.units[unit].stops.iter();
        stops.map(move |stop| (stop.cause, now - stop.since))
    }
}
