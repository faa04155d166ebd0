//! Units that stop for one or more causes, and what that does to their work.

use serde::{Deserialize, Serialize};

use super::{Cause, Changes, OnStop, Pool, ServiceId, Start, Suspended};
use crate::resource::Watch;
use crate::time::{Span, Time};

/// One cause that stops a unit.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Stop {
    pub cause: Cause,
    since: Time,
    /// Whether it suspends the service that holds the unit.
    pub suspends: bool,
}

impl<T, W: Watch> Pool<T, W> {
    /// Stops a unit for `cause`, in addition to any other causes. Returns the service that pauses, if any; the event of its
    /// end is stale.
    ///
    /// A service pauses as long as any of its units is stopped with an `on_stop` other than [`OnStop::Finish`]. The unit
    /// takes no other work until no cause is left.
    ///
    /// Work that is complete at `now` is done, whatever `on_stop` says: its name stays valid, and the event of its end, which is
    /// still to come at this instant, releases it.
    ///
    /// # Panics
    ///
    /// If there is no unit with this number, or `cause` stops it already.
    pub fn stop(
        &mut self,
        now: Time,
        unit: usize,
        cause: Cause,
        on_stop: OnStop,
    ) -> Option<Suspended> {
        let name = &self.head.line.name;
        let holder = self.holder(unit);
        let is_complete = (holder.and_then(|id| self.service(id)))
            .is_some_and(|service| service.is_complete(now));
        let Some(stopped) = self.units.get(unit) else {
            panic!("at {now}: {name} has no unit {unit} to stop");
        };
        assert!(
            stopped.stops.iter().all(|stop| stop.cause != cause),
            "at {now}: unit {unit} of {name} was stopped twice for {cause:?}"
        );
        let suspends = on_stop != OnStop::Finish && !is_complete;
        let suspended = match holder {
            Some(was) if suspends => self.suspend(now, was, on_stop),
            _ => None,
        };
        let was_on_duty = !self.units[unit].is_off_duty();
        self.units[unit].stops.push(Stop {
            cause,
            since: now,
            suspends,
        });
        self.idle.remove(&unit);
        if was_on_duty && cause.is_off_duty() {
            self.change_duty(now, unit, false);
        }
        suspended
    }

    /// Suspends a service. Returns `None` if it was suspended already.
    fn suspend(&mut self, now: Time, was: ServiceId, on_stop: OnStop) -> Option<Suspended> {
        let stretch = self.next_stretch();
        let service = self.services.get_mut(was.slot)?;
        let was_running = service.pause(now);
        if was_running {
            (self.load).change(
                &mut self.head.watch,
                &self.units,
                &service.units,
                now,
                false,
            );
        }
        let work = &mut service.waiter.item.work;
        match on_stop {
            OnStop::Restart => {
                if let Some(work) = work {
                    work.remaining = work.total;
                }
            }
            OnStop::Resample => *work = None,
            OnStop::Resume | OnStop::Finish => {}
        }
        let remaining = work.map(|work| work.remaining);
        if !was_running {
            return None;
        }
        service.stretch = stretch;
        let id = ServiceId { stretch, ..was };
        Some(Suspended { was, id, remaining })
    }

    /// Puts a unit on or off duty.
    fn change_duty(&mut self, now: Time, unit: usize, on_duty: bool) {
        let slot = self.units[unit].slot;
        let service = slot.and_then(|slot| self.services.get(slot));
        let works = usize::from(service.is_some_and(|service| service.running.is_some()));
        let load = &mut self.load;
        match on_duty {
            true => (load.off_duty, load.overtime) = (load.off_duty - 1, load.overtime - works),
            false => (load.off_duty, load.overtime) = (load.off_duty + 1, load.overtime + works),
        }
        let capacity = self.units.len() - load.off_duty;
        self.head.watch.capacity(now, capacity);
        self.head.watch.overtime(now, load.overtime);
        self.head.watch.unit_duty(now, unit, on_duty);
    }

    /// Ends `cause` for a unit. Returns what starts or continues now: the service that holds the unit, once nothing suspends
    /// it, or the next in line, once no cause is left.
    ///
    /// # Panics
    ///
    /// If there is no unit with this number, or `cause` does not stop it.
    pub fn resume(&mut self, now: Time, unit: usize, cause: Cause) -> Changes<T> {
        let name = &self.head.line.name;
        let Some(stopped) = self.units.get_mut(unit) else {
            panic!("at {now}: {name} has no unit {unit} to resume");
        };
        let held = (stopped.stops.iter()).position(|stop| stop.cause == cause);
        let Some(place) = held else {
            panic!("at {now}: unit {unit} of {name} is not stopped for {cause:?}");
        };
        stopped.stops.remove(place);
        let (slot, is_clear) = (stopped.slot, stopped.stops.is_empty());
        if cause.is_off_duty() && !stopped.is_off_duty() {
            self.change_duty(now, unit, true);
        }
        let goes_on = slot.and_then(|slot| self.go_on(now, slot));
        if slot.is_none() && is_clear {
            self.idle.insert(unit);
        }
        // A waiting request may lack just this unit and be able to take it from its holder.
        let mut changes = match is_clear && (slot.is_none() || self.claims > 0) {
            true => self.settle(now),
            false => Changes::none(),
        };
        if let Some(start) = goes_on {
            let is_taken = changes.displaced.iter().any(|lost| lost.was == start.id);
            if !is_taken {
                changes.starts.insert(0, start);
            }
        }
        changes
    }

    /// Continues a suspended service, unless something still suspends it.
    fn go_on(&mut self, now: Time, slot: u32) -> Option<Start> {
        let service = self.services.get(slot)?;
        if service.running.is_some() || service.is_promised {
            return None;
        }
        let stretch = service.stretch;
        let ends = self.run(now, slot);
        self.services.get(slot)?.running?;
        let id = self.id(slot, stretch);
        Some(Start { id, ends })
    }

    /// The causes that stop this unit now, and how long each has done so, in the order in which they came. Empty if the unit
    /// works, or could.
    ///
    /// # Panics
    ///
    /// If there is no unit with this number.
    pub fn why_not(&self, now: Time, unit: usize) -> impl Iterator<Item = (Cause, Span)> {
        let stops = self.units[unit].stops.iter();
        stops.map(move |stop| (stop.cause, now - stop.since))
    }
}
