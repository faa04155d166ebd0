//! Units that are known one by one.

mod kinds;
mod preempt;
mod stops;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::request::{Request, Seized, WaitId, Withdrawn};
use super::waiting_line::{Waiter, WaitingLine, waited};
use super::watch::{MOST_UNITS, Statistics, Watch};
use crate::stats::{Tally, TimeWeighted};
use crate::time::{Span, Time};

pub use kinds::{
    After, Cause, Displaced, Effect, Preempted, Released, Rule, ServiceId, Start, Suspended,
};
use stops::Stop;

/// Units with one queue in front of them. One may need several at once, each is known by its number, and service can be
/// interrupted: because somebody takes precedence ([`preempt`](Self::preempt)), or because a unit
/// [stops](Self::stop) for one or more causes.
///
/// Whoever asks waits *strictly in order*: one who needs more units than are free holds up those behind. A newcomer
/// starts at once only if it would stand first. It is given the free units of the lowest numbers.
///
/// The pool keeps those it serves. A [`Start`] names a stretch of service; the model gives it its length with
/// [`serve`](Self::serve) and schedules an event that gives the name back to [`release`](Self::release). An
/// interruption makes the name stale, so an end that no longer holds does nothing: cancelling its event is a matter of
/// tidiness.
///
/// # Examples
///
/// A printer that closes at 5 and opens again at 9, with a job of 10 that came at 1:
///
/// ```
/// use cetak::resource::{Cause, Effect, Pool, Request, Seized};
/// use cetak::time::{Time, minutes};
///
/// let at = |m| Time::ZERO + minutes(m);
/// let mut printers = Pool::new("printers", 1);
/// let Seized::Starts(start) = printers.request(at(1.0), 1, Request::default(), "job") else {
///     unreachable!("it is idle");
/// };
/// let end = printers.serve(at(1.0), start.id, minutes(10.0));
/// assert_eq!(end, at(11.0)); // the model schedules the end there
///
/// let paused = printers.stop(at(5.0), 0, Cause::Closed, Effect::Resume).expect("work in hand");
/// assert_eq!(paused.remaining, Some(minutes(6.0)));
/// assert!(printers.why_not(0, at(7.0)).eq([(Cause::Closed, minutes(2.0))]));
///
/// let goes_on = printers.resume(at(9.0), 0, Cause::Closed);
/// assert_eq!(goes_on[0].ends, Some(at(15.0)));
/// assert!(printers.release(at(11.0), start.id).is_none()); // the end as it was planned first
/// let released = printers.release(at(15.0), goes_on[0].id).expect("its end");
/// assert_eq!(released.item, "job");
/// assert_eq!(printers.utilisation(at(15.0)), Some(10.0 / 15.0));
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pool<T, W = Statistics> {
    name: String,
    units: Vec<Unit>,
    /// The units that nobody holds and that no cause stops.
    idle: BTreeSet<usize>,
    services: Vec<Option<Service<T>>>,
    vacant: Vec<u32>,
    stretches: u64,
    line: WaitingLine<Asker<T>>,
    queue_limit: Option<usize>,
    refused: u64,
    /// Units held by those whose service is not suspended.
    busy: usize,
    watch: W,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Unit {
    /// The service that holds it.
    slot: Option<u32>,
    stops: Vec<Stop>,
}

/// One who waits for units.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Asker<T> {
    units: usize,
    work: Option<Work>,
    /// How often it was displaced.
    returns: u32,
    item: T,
}

/// Work of a known length.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Work {
    total: Span,
    remaining: Span,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Service<T> {
    stretch: u64,
    waiter: Waiter<Asker<T>>,
    units: Vec<usize>,
    /// Since when the work that is left has been running; `None` while it is suspended.
    running: Option<Time>,
}

impl<T> Service<T> {
    /// What will be left of the work at `now`.
    fn work_left(&self, now: Time) -> Option<Work> {
        let done = self.running.map_or(Span::ZERO, |since| now - since);
        self.waiter.item.work.map(|work| Work {
            remaining: work.remaining - done,
            ..work
        })
    }

    /// Whether it ends at `now`: the event of its end is still to come at this instant.
    fn is_complete(&self, now: Time) -> bool {
        let left = self.work_left(now);
        self.running.is_some() && left.is_some_and(|work| work.remaining == Span::ZERO)
    }
}

impl<T> Pool<T> {
    /// So many idle units at [`Time::ZERO`], numbered from 0, with an unlimited queue. The name is used in messages.
    ///
    /// # Panics
    ///
    /// If there are 0 units, or more than [`MOST_UNITS`](Self::MOST_UNITS).
    #[must_use]
    pub fn new(name: impl Into<String>, units: usize) -> Self {
        Self::watched(name, units, Statistics::new(units))
    }

    /// How many wait, over time.
    #[must_use]
    pub fn queue_length(&self) -> &TimeWeighted {
        self.watch.queue_length()
    }

    /// How many units work, over time. A unit whose service is suspended does not.
    #[must_use]
    pub fn units_busy(&self) -> &TimeWeighted {
        self.watch.servers_busy()
    }

    /// The share of all units that worked until `now`, from 0 to 1, stopped ones counted; `None` if no time has passed.
    #[must_use]
    pub fn utilisation(&self, now: Time) -> Option<f64> {
        self.watch.utilisation(now)
    }

    /// The waits in minutes until service first started, with 0 for those who did not have to wait.
    #[must_use]
    pub fn waits(&self) -> &Tally {
        self.watch.waits()
    }
}

impl<T, W: Watch> Pool<T, W> {
    /// The most units that a pool has, a million. Each is known by itself and takes some 40 bytes, with
    /// [`UnitStatistics`](super::UnitStatistics) 90. Servers that need only be counted are a [`Resource`](super::Resource).
    pub const MOST_UNITS: usize = MOST_UNITS;

    /// As [`new`](Self::new), with what `watch` writes down instead of the usual statistics; `()` is nothing, and
    /// [`UnitStatistics`](super::UnitStatistics) follows each unit.
    ///
    /// # Panics
    ///
    /// If there are 0 units, or more than [`MOST_UNITS`](Self::MOST_UNITS).
    #[must_use]
    pub fn watched(name: impl Into<String>, units: usize, watch: W) -> Self {
        let name = name.into();
        assert!(units > 0, "{name}: a pool needs at least one unit");
        assert!(
            units <= MOST_UNITS,
            "{name}: a pool of {units} units is too large, {MOST_UNITS} are the most; a Resource counts any number of servers"
        );
        Self {
            name,
            units: vec![Unit::default(); units],
            idle: (0..units).collect(),
            services: Vec::new(),
            vacant: Vec::new(),
            stretches: 0,
            line: WaitingLine::new(),
            queue_limit: None,
            refused: 0,
            busy: 0,
            watch,
        }
    }

    /// The same pool with room for `limit` who wait. One who is past its deadline takes up no room, and those who are
    /// displaced find a place nevertheless.
    #[must_use]
    pub fn with_queue_limit(mut self, limit: usize) -> Self {
        self.queue_limit = Some(limit);
        self
    }

    /// The same pool, where the last of those with equal keys goes first.
    #[must_use]
    pub fn last_come_first(mut self) -> Self {
        self.line.set_last_come_first();
        self
    }

    /// Asks for so many units, to be given all of them at once. It interrupts nobody.
    ///
    /// # Panics
    ///
    /// If it asks for 0 units or more than there are, or has waited since a time later than `now`.
    pub fn request(
        &mut self,
        now: Time,
        units: usize,
        request: Request,
        item: T,
    ) -> Seized<Start, T> {
        self.check(now, units, request);
        if units <= self.idle.len() && self.line.would_be_first(now, request) {
            return Seized::Starts(self.start_new(now, units, request, item));
        }
        self.wait(now, units, request, item)
    }

    fn check(&self, now: Time, units: usize, request: Request) {
        let (name, all) = (&self.name, self.units.len());
        assert!(
            (1..=all).contains(&units),
            "at {now}: {units} units of {name} are wanted at once, which has {all}"
        );
        assert!(
            request.since.is_none_or(|since| since <= now),
            "at {now}: {name} is asked by one who waits since a later time"
        );
    }

    fn wait(&mut self, now: Time, units: usize, request: Request, item: T) -> Seized<Start, T> {
        if (self.queue_limit).is_some_and(|limit| self.line.is_full(now, limit)) {
            self.refused += 1;
            return Seized::Refused(item);
        }
        let wait = self.line.join(now, request, Asker::new(units, item));
        self.watch.waiting(now, self.line.len());
        Seized::Waits(wait)
    }

    fn start_new(&mut self, now: Time, units: usize, request: Request, item: T) -> Start {
        let waiter = Waiter {
            key: request.key,
            order: self.line.number(),
            since: request.since.unwrap_or(now),
            deadline: request.deadline,
            item: Asker::new(units, item),
        };
        self.start(now, waiter)
    }

    /// Gives idle units to one who has asked.
    fn start(&mut self, now: Time, waiter: Waiter<Asker<T>>) -> Start {
        let slot = self.vacant.pop().unwrap_or_else(|| {
            self.services.push(None);
            u32::try_from(self.services.len() - 1).expect("fewer services than 2^32")
        });
        let wanted = waiter.item.units;
        let units: Vec<usize> = (0..wanted).filter_map(|_| self.idle.pop_first()).collect();
        debug_assert_eq!(units.len(), wanted, "whoever starts was promised its units");
        for unit in &units {
            self.units[*unit].slot = Some(slot);
        }
        if waiter.item.returns == 0 {
            self.watch
                .started(now, waited(&self.name, now, waiter.since));
        }
        let stretch = self.next_stretch();
        let service = Service {
            stretch,
            waiter,
            units,
            running: None,
        };
        let service = self.services[slot as usize].insert(service);
        let ends = run(&self.name, &mut self.watch, &mut self.busy, service, now);
        let id = ServiceId { slot, stretch };
        Start { id, ends }
    }

    fn next_stretch(&mut self) -> u64 {
        self.stretches += 1;
        self.stretches
    }

    /// Starts whoever can be started now, strictly in order.
    fn start_next(&mut self, now: Time) -> Vec<Start> {
        let mut starts = Vec::new();
        while let Some(first) = self.line.first(now)
            && first.item.units <= self.idle.len()
        {
            let waiter = self.line.next(now).expect("it was the first");
            starts.push(self.start(now, waiter));
        }
        if !starts.is_empty() {
            self.watch.waiting(now, self.line.len());
        }
        starts
    }

    /// Tells how long this service takes from now on, and returns when it will end. Work that was told before is replaced.
    ///
    /// # Panics
    ///
    /// If the service is over or suspended, or the span is negative or ends beyond [`Time::MAX`].
    pub fn serve(&mut self, now: Time, id: ServiceId, span: Span) -> Time {
        let name = &self.name;
        assert!(
            !span.is_negative(),
            "at {now}: {name} cannot work for {span}"
        );
        let service = self.services.get_mut(id.slot as usize);
        match service.and_then(Option::as_mut) {
            Some(service) if service.stretch == id.stretch && service.running.is_some() => {
                service.waiter.item.work = Some(Work {
                    total: span,
                    remaining: span,
                });
                service.running = Some(now);
                end_of_work(&self.name, now, span)
            }
            _ => panic!("at {now}: {name} was told the length of a service that is not running"),
        }
    }

    /// Ends a service, running or suspended: who was served, and who starts now. `None` says that the name is stale,
    /// which changes nothing.
    pub fn release(&mut self, now: Time, id: ServiceId) -> Option<Released<T>> {
        let service = self.take_out(now, id)?;
        let starts = self.start_next(now);
        Some(Released {
            item: service.waiter.item.item,
            starts,
        })
    }

    /// Takes a service out and frees its units, without giving them to anybody.
    fn take_out(&mut self, now: Time, id: ServiceId) -> Option<Service<T>> {
        let place = self.services.get_mut(id.slot as usize)?;
        let mut service = place.take_if(|service| service.stretch == id.stretch)?;
        self.vacant.push(id.slot);
        pause(&mut self.watch, &mut self.busy, &mut service, now);
        for &unit in &service.units {
            self.units[unit].slot = None;
            if self.units[unit].stops.is_empty() {
                self.idle.insert(unit);
            }
        }
        Some(service)
    }

    /// Ends a wait at once; `None` if that wait is over, which changes nothing. If it stood first, those behind it may
    /// start now.
    pub fn withdraw(&mut self, now: Time, id: WaitId) -> Option<Withdrawn<Start, T>> {
        self.waiter(id)?;
        let waiter = self.line.withdraw(id)?;
        self.watch.waiting(now, self.line.len());
        let starts = self.start_next(now);
        Some(Withdrawn {
            item: waiter.item.item,
            starts,
        })
    }

    /// Adds units, which are given the next numbers. Who starts now, in order. To take units out, [`stop`](Self::stop) them.
    ///
    /// # Panics
    ///
    /// If there were more than [`MOST_UNITS`](Self::MOST_UNITS) then.
    #[must_use = "whoever starts service needs its end scheduled"]
    pub fn add_units(&mut self, now: Time, units: usize) -> Vec<Start> {
        let before = self.units.len();
        assert!(
            units <= MOST_UNITS.saturating_sub(before),
            "at {now}: {units} units are too many to add to the {before} of {}, {MOST_UNITS} are the most",
            self.name
        );
        self.units.resize_with(before + units, Unit::default);
        self.idle.extend(before..before + units);
        self.watch.capacity(now, self.units.len());
        for unit in before..self.units.len() {
            self.watch.unit(now, unit, false);
        }
        self.start_next(now)
    }

    /// Forgets the statistics so far and starts them anew at `now`, as at the end of a warm-up. Nobody leaves.
    pub fn reset_statistics(&mut self, now: Time) {
        self.watch.reset(now);
        self.refused = 0;
    }

    /// The name given to it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many units there are.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.units.len()
    }

    /// How many units nobody holds and no cause stops.
    #[must_use]
    pub fn idle(&self) -> usize {
        self.idle.len()
    }

    /// How many are served now, those who are suspended counted.
    #[must_use]
    pub fn in_service(&self) -> usize {
        self.services.len() - self.vacant.len()
    }

    /// How many wait now, those in service not counted.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.line.len()
    }

    /// How many the full queue has refused.
    #[must_use]
    pub fn refused(&self) -> u64 {
        self.refused
    }

    /// What was written down.
    #[must_use]
    pub fn watch(&self) -> &W {
        &self.watch
    }

    fn service(&self, id: ServiceId) -> Option<&Service<T>> {
        let service = self.services.get(id.slot as usize)?.as_ref()?;
        (service.stretch == id.stretch).then_some(service)
    }

    /// Who is served under this name; `None` if it is stale.
    #[must_use]
    pub fn item(&self, id: ServiceId) -> Option<&T> {
        self.service(id).map(|service| &service.waiter.item.item)
    }

    /// As [`item`](Self::item), to be changed.
    pub fn item_mut(&mut self, id: ServiceId) -> Option<&mut T> {
        self.service(id)?;
        let service = self.services[id.slot as usize].as_mut()?;
        Some(&mut service.waiter.item.item)
    }

    /// The units that this service holds, the lowest first; `None` if its name is stale.
    #[must_use]
    pub fn units(&self, id: ServiceId) -> Option<&[usize]> {
        self.service(id).map(|service| service.units.as_slice())
    }

    /// The service that holds this unit.
    #[must_use]
    pub fn holder(&self, unit: usize) -> Option<ServiceId> {
        let slot = self.units.get(unit)?.slot?;
        let stretch = self.services[slot as usize].as_ref()?.stretch;
        Some(ServiceId { slot, stretch })
    }

    /// Who waits under this name; `None` if that wait is over.
    #[must_use]
    pub fn waiter(&self, id: WaitId) -> Option<&T> {
        let asker = &self.line.get(id)?.item;
        (asker.returns == id.returns).then_some(&asker.item)
    }

    /// As [`waiter`](Self::waiter), to be changed.
    pub fn waiter_mut(&mut self, id: WaitId) -> Option<&mut T> {
        let asker = &mut self.line.get_mut(id)?.item;
        (asker.returns == id.returns).then_some(&mut asker.item)
    }

    /// Who waits and for how many units, in the order in which they will be served.
    pub fn waiters(&self) -> impl Iterator<Item = (&T, usize)> {
        let askers = self.line.iter().map(|waiter| &waiter.item);
        askers.map(|asker| (&asker.item, asker.units))
    }
}

impl<T> Asker<T> {
    fn new(units: usize, item: T) -> Self {
        Self {
            units,
            work: None,
            returns: 0,
            item,
        }
    }
}

/// Sets a service going; when it will end, if the length of its work is known.
fn run<T, W: Watch>(
    name: &str,
    watch: &mut W,
    busy: &mut usize,
    service: &mut Service<T>,
    now: Time,
) -> Option<Time> {
    service.running = Some(now);
    *busy += service.units.len();
    watch.busy(now, *busy);
    for unit in &service.units {
        watch.unit(now, *unit, true);
    }
    let work = service.waiter.item.work;
    work.map(|work| end_of_work(name, now, work.remaining))
}

/// When work ends that is begun or goes on now.
fn end_of_work(name: &str, now: Time, span: Span) -> Time {
    match now.checked_add(span) {
        Some(end) => end,
        None => panic!(
            "at {now}: {name} cannot work for {span}, which is beyond the end of time at {}",
            Time::MAX
        ),
    }
}

/// Holds a service up, if it is not already, and writes down what is left of its work.
fn pause<T, W: Watch>(watch: &mut W, busy: &mut usize, service: &mut Service<T>, now: Time) {
    if service.running.is_none() {
        return;
    }
    service.waiter.item.work = service.work_left(now);
    service.running = None;
    *busy -= service.units.len();
    watch.busy(now, *busy);
    for unit in &service.units {
        watch.unit(now, *unit, false);
    }
}
