//! Units that are known one by one.

// | file, in reading order | what it holds |
// |---|---|
// | `kinds` | what a pool is told, and its answers |
// | `parts` | what a pool is made of: units, load, services |
// | `looks` | queries to a pool |
// | `preempt` | units taken from one customer for another |
// | `stops` | units that stop, and what that does to their work |
// | `several` | requests for several resources at once |

mod kinds;
mod looks;
mod parts;
mod preempt;
mod several;
mod stops;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::head::{Head, head_methods};
use super::request::{Request, Seized, WaitId};
use super::unit_statistics::MOST_UNITS;
use super::waiting_line::{Waiter, waited};
use super::watch::{Statistics, Unserved, Watch};
use crate::stats::{Tally, TimeWeighted};
use crate::support::slab::Slab;
use crate::time::{Span, Time};

pub use kinds::{
    After, Cause, Changes, Displaced, OnPreempt, OnStop, Preempted, Released, ServiceId, Start,
    Suspended, WithdrawnFromPool,
};
use parts::{Asker, Load, Service, UnitState, Work, end_of_work};

/// Numbered units with one queue in front of them. A request may be for several units at once, and service can be
/// interrupted: because a more urgent request takes units ([`preempt`](Self::preempt)), or because a unit [stops](Self::stop)
/// for one or more causes.
///
/// Requests are granted *strictly in order*: one that needs more units than are free holds up those behind it. A newcomer
/// starts at once only if it would stand first. It gets the free units with the lowest numbers.
///
/// The pool keeps the items it serves. A [`Start`] names a stretch of service; the model sets its length with
/// [`serve`](Self::serve) and schedules an event that passes the name to [`release`](Self::release). An interruption makes
/// the name stale, so an outdated end does nothing, and cancelling its event is optional.
///
/// # Examples
///
/// A printer that closes at 5 and opens again at 9, with a job of 10 that came at 1:
///
/// ```
/// use cetak::resource::{Cause, OnStop, Pool, Request, Seized};
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
/// let paused = printers.stop(at(5.0), 0, Cause::Closed, OnStop::Resume).expect("work in hand");
/// assert_eq!(paused.remaining, Some(minutes(6.0)));
/// assert!(printers.why_not(at(7.0), 0).eq([(Cause::Closed, minutes(2.0))]));
///
/// let goes_on = printers.resume(at(9.0), 0, Cause::Closed);
/// assert_eq!(goes_on.starts[0].ends, Some(at(15.0)));
/// assert!(printers.release(at(11.0), start.id).is_none()); // the end as it was planned first
/// let released = printers.release(at(15.0), goes_on.starts[0].id).expect("its end");
/// assert_eq!(released.item, "job");
/// // Ten minutes of the eleven in which it was open.
/// assert!((printers.utilisation(at(15.0)).expect("it was open") - 10.0 / 11.0).abs() < 1e-12);
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(
    serialize = "T: Serialize, W: Serialize",
    deserialize = "T: Deserialize<'de>, W: Deserialize<'de>"
))]
pub struct Pool<T, W = Statistics> {
    units: Vec<UnitState>,
    /// The units that nobody holds and that no cause stops.
    idle: BTreeSet<usize>,
    services: Slab<Service<T>>,
    stretches: u64,
    head: Head<Asker<T>, W>,
    load: Load,
    /// The number of waiting requests with a claim to pre-empt.
    claims: usize,
    /// Whether a `Start` is a promise, to be committed.
    promises: bool,
}

impl<T> Pool<T> {
    /// Makes `units` idle units at [`Time::ZERO`], numbered from 0, with an unlimited queue. The name is used in messages.
    ///
    /// # Panics
    ///
    /// If `units` is 0 or exceeds [`MOST_UNITS`](Self::MOST_UNITS).
    #[must_use]
    pub fn new(name: impl Into<String>, units: usize) -> Self {
        Self::watched(name, units, Statistics::new(units))
    }

    /// The queue length over time.
    #[must_use]
    pub fn queue_length(&self) -> &TimeWeighted {
        self.head.watch.queue_length()
    }

    /// The number of working units over time. A unit whose service is suspended does not work.
    #[must_use]
    pub fn units_busy(&self) -> &TimeWeighted {
        self.head.watch.servers_busy()
    }

    /// The number of units that work [off duty](Cause::is_off_duty), over time.
    #[must_use]
    pub fn overtime(&self) -> &TimeWeighted {
        self.head.watch.overtime()
    }

    /// The share of their time on duty in which the units worked until `now`, from 0 to 1; `None` if no time has passed or
    /// none was ever on duty. A unit that is closed or off shift is [off duty](Cause::is_off_duty): its work then counts as
    /// [`overtime`](Self::overtime) instead.
    #[must_use]
    pub fn utilisation(&self, now: Time) -> Option<f64> {
        self.head.watch.utilisation(now)
    }

    /// The waits in minutes until service first started, with 0 for those who did not wait.
    #[must_use]
    pub fn waits(&self) -> &Tally {
        self.head.watch.waits()
    }

    /// The waits in minutes of those whose units were taken away, each until it was served again.
    #[must_use]
    pub fn waits_again(&self) -> &Tally {
        self.head.watch.waits_again()
    }
}

impl<T, W: Watch> Pool<T, W> {
    /// The largest number of units in a pool, a million. Each unit takes about 40 bytes, with
    /// [`UnitStatistics`](super::UnitStatistics) 80. For servers that need only be counted, use a
    /// [`Resource`](super::Resource).
    pub const MOST_UNITS: usize = MOST_UNITS;

    /// Like [`new`](Self::new), but records into `watch` instead of the usual statistics; `()` records nothing, and
    /// [`UnitStatistics`](super::UnitStatistics) follows each unit.
    ///
    /// # Panics
    ///
    /// If `units` is 0 or exceeds [`MOST_UNITS`](Self::MOST_UNITS).
    #[must_use]
    pub fn watched(name: impl Into<String>, units: usize, watch: W) -> Self {
        let name = name.into();
        assert!(units > 0, "{name}: a pool needs at least one unit");
        assert!(
            units <= MOST_UNITS,
            "{name}: a pool of {units} units is too large, {MOST_UNITS} are the most; a Resource counts any number of servers"
        );
        Self {
            units: vec![UnitState::default(); units],
            idle: (0..units).collect(),
            services: Slab::default(),
            stretches: 0,
            head: Head::new(name, watch),
            load: Load::default(),
            claims: 0,
            promises: false,
        }
    }

    /// Makes every [`Start`] a promise: the units are set aside, and service starts when it is [committed](Self::commit). To
    /// revoke it, [`release`](Self::release) passes the units to the next in line. Until then nobody can take the units, and
    /// the wait is not counted.
    #[must_use]
    pub fn with_promises(mut self) -> Self {
        self.promises = true;
        self
    }

    head_methods!();

    /// Asks for `units` units. They are granted all at once, and no service is interrupted.
    ///
    /// # Panics
    ///
    /// If `units` is 0 or exceeds the number of units, or if `request` has waited since a time later than `now`.
    pub fn request(
        &mut self,
        now: Time,
        units: usize,
        request: Request,
        item: T,
    ) -> Seized<Start, T> {
        self.check(now, units, request);
        if units <= self.idle.len() && self.head.line.would_be_first(now, request) {
            return Seized::Starts(self.start_new(now, units, request, item));
        }
        self.wait(now, request, Asker::new(units, None, item))
    }

    fn check(&self, now: Time, units: usize, request: Request) {
        let all = self.units.len();
        assert!(
            (1..=all).contains(&units),
            "at {now}: {units} units of {} are wanted at once, which has {all}",
            self.head.line.name
        );
        self.head.check(now, request);
    }

    fn wait(&mut self, now: Time, request: Request, asker: Asker<T>) -> Seized<Start, T> {
        let claims = asker.claim.is_some();
        // A customer that has been served before is never pushed out.
        let answer = self
            .head
            .wait(now, request, asker, |asker| asker.returns == 0);
        if let Seized::Replaces(_, out) = &answer {
            self.claims -= usize::from(out.claim.is_some());
        }
        if !matches!(answer, Seized::Refused(_)) {
            self.claims += usize::from(claims);
        }
        answer.map(|start| start, |asker| asker.item)
    }

    fn start_new(&mut self, now: Time, units: usize, request: Request, item: T) -> Start {
        let waiter = Waiter {
            key: request.key,
            order: self.head.line.number(),
            since: request.since.unwrap_or(now),
            deadline: request.deadline,
            item: Asker::new(units, None, item),
        };
        self.start(now, waiter)
    }

    /// Gives idle units to a request.
    fn start(&mut self, now: Time, mut waiter: Waiter<Asker<T>>) -> Start {
        waiter.item.claim = None;
        let wanted = waiter.item.units;
        let units: Vec<usize> = (0..wanted).filter_map(|_| self.idle.pop_first()).collect();
        debug_assert_eq!(units.len(), wanted, "whoever starts was promised its units");
        let stretch = self.next_stretch();
        let mut ends = None;
        let is_promised = self.promises;
        if !is_promised {
            self.count_wait(now, waiter.since, waiter.item.returns);
            (self.load).change(&mut self.head.watch, &self.units, &units, now, true);
            let work = waiter.item.work;
            ends = work.map(|work| end_of_work(&self.head.line.name, now, work.remaining));
        }
        let slot = self.services.insert(Service {
            stretch,
            waiter,
            units,
            running: (!is_promised).then_some(now),
            is_promised,
            is_shielded: false,
        });
        if let Some(service) = self.services.get(slot) {
            for unit in &service.units {
                self.units[*unit].slot = Some(slot);
            }
        }
        let id = self.id(slot, stretch);
        Start { id, ends }
    }

    fn id(&self, slot: u32, stretch: u64) -> ServiceId {
        let of = self.head.line.owner;
        ServiceId { slot, of, stretch }
    }

    #[inline]
    fn check_id(&self, id: ServiceId) {
        self.head.line.owner.check(id.of, &self.head.line.name);
    }

    #[inline(always)]
    fn count_wait(&mut self, now: Time, since: Time, returns: u32) {
        let waited = waited(&self.head.line.name, now, since);
        match returns {
            0 => self.head.watch.started(now, waited),
            _ => self.head.watch.started_again(now, waited),
        }
    }

    /// Starts a promised service. Returns when it will end, if that is known. Returns `None` also if the name is stale, which
    /// changes nothing, or if a unit was [stopped](Self::stop) meanwhile and suspends the service.
    pub fn commit(&mut self, now: Time, id: ServiceId) -> Option<Time> {
        self.check_id(id);
        let service = self.services.get_mut(id.slot)?;
        if service.stretch != id.stretch || !service.is_promised {
            return None;
        }
        service.is_promised = false;
        let Waiter { since, item, .. } = &service.waiter;
        let (since, returns) = (*since, item.returns);
        self.count_wait(now, since, returns);
        self.run(now, id.slot)
    }

    /// Whether the units of this service are set aside and it has not started.
    #[must_use]
    pub fn is_promised(&self, id: ServiceId) -> bool {
        self.service(id).is_some_and(|service| service.is_promised)
    }

    /// Runs a service unless a stop suspends it. Returns when it will end, if the length of its work is known.
    #[inline]
    fn run(&mut self, now: Time, slot: u32) -> Option<Time> {
        let service = self.services.get_mut(slot)?;
        for unit in &service.units {
            if self.units[*unit].stops.iter().any(|stop| stop.suspends) {
                return None;
            }
        }
        service.running = Some(now);
        (self.load).change(&mut self.head.watch, &self.units, &service.units, now, true);
        let work = service.waiter.item.work;
        work.map(|work| end_of_work(&self.head.line.name, now, work.remaining))
    }

    fn next_stretch(&mut self) -> u64 {
        self.stretches += 1;
        self.stretches
    }

    /// Starts all that can start now, strictly in order, on units that are idle or that they may take.
    #[inline]
    fn settle(&mut self, now: Time) -> Changes<T> {
        let mut changes = Changes::none();
        while let Some(first) = self.head.line.first(now) {
            let Asker { units, claim, .. } = first.item;
            if units > self.idle.len() {
                let Some(rule) = claim else { break };
                let (victims, is_enough) = self.to_take(now, units, first.key);
                changes
                    .displaced
                    .extend(self.put_all_back(now, victims, rule));
                if !is_enough {
                    break;
                }
            }
            let waiter = self.head.line.next(now).expect("it was the first");
            self.claims -= usize::from(claim.is_some());
            changes.starts.push(self.start(now, waiter));
        }
        if !changes.starts.is_empty() {
            self.head.watch.waiting(now, self.head.line.len());
        }
        changes
    }

    /// Sets how long this service takes from now on, and returns when it will end. Replaces a length set before.
    ///
    /// # Panics
    ///
    /// If the service is over, suspended or only promised, or if `span` is negative or ends beyond [`Time::MAX`].
    pub fn serve(&mut self, now: Time, id: ServiceId, span: Span) -> Time {
        self.check_id(id);
        let name = &self.head.line.name;
        assert!(
            !span.is_negative(),
            "at {now}: {name} cannot work for {span}"
        );
        match self.services.get_mut(id.slot) {
            Some(service) if service.stretch == id.stretch && service.running.is_some() => {
                service.waiter.item.work = Some(Work {
                    total: span,
                    remaining: span,
                });
                service.running = Some(now);
                end_of_work(name, now, span)
            }
            _ => panic!("at {now}: {name} was told the length of a service that is not running"),
        }
    }

    /// Ends a service, running or suspended. Returns the item and what follows, or `None` and changes nothing if the name is
    /// stale.
    pub fn release(&mut self, now: Time, id: ServiceId) -> Option<Released<T>> {
        let service = self.take_out(now, id)?;
        if service.is_promised {
            self.head.left(Unserved::GaveUp);
        }
        let Changes { displaced, starts } = self.settle(now);
        Some(Released {
            item: service.waiter.item.item,
            displaced,
            starts,
        })
    }

    /// Takes a service out and frees its units, without granting them to anyone.
    #[inline(always)]
    fn take_out(&mut self, now: Time, id: ServiceId) -> Option<Service<T>> {
        self.service(id)?;
        let mut service = self.services.remove(id.slot)?;
        self.pause(now, &mut service);
        for &unit in &service.units {
            self.units[unit].slot = None;
            if self.units[unit].stops.is_empty() {
                self.idle.insert(unit);
            }
        }
        Some(service)
    }

    /// Suspends a service that is running, and stores what is left of its work.
    #[inline(always)]
    fn pause(&mut self, now: Time, service: &mut Service<T>) {
        if service.pause(now) {
            (self.load).change(
                &mut self.head.watch,
                &self.units,
                &service.units,
                now,
                false,
            );
        }
    }

    /// Ends a wait at once. Returns `None` and changes nothing if that wait is over. If the request stood first, those behind
    /// it may start now.
    pub fn withdraw(&mut self, now: Time, id: WaitId) -> Option<WithdrawnFromPool<T>> {
        self.waiter(id)?;
        let asker = self.head.withdraw(now, id)?;
        self.claims -= usize::from(asker.claim.is_some());
        let Changes { displaced, starts } = self.settle(now);
        Some(WithdrawnFromPool {
            item: asker.item,
            displaced,
            starts,
        })
    }

    /// Adds units, which get the next numbers. To take units out, [`stop`](Self::stop) them.
    ///
    /// # Panics
    ///
    /// If the pool would exceed [`MOST_UNITS`](Self::MOST_UNITS).
    pub fn add_units(&mut self, now: Time, units: usize) -> Changes<T> {
        let before = self.units.len();
        assert!(
            units <= MOST_UNITS.saturating_sub(before),
            "at {now}: {units} units are too many to add to the {before} of {}, {MOST_UNITS} are the most",
            self.head.line.name
        );
        self.units.resize_with(before + units, UnitState::default);
        self.idle.extend(before..before + units);
        let on_duty = self.units.len() - self.load.off_duty;
        self.head.watch.capacity(now, on_duty);
        for unit in before..self.units.len() {
            self.head.watch.unit(now, unit, false);
        }
        self.settle(now)
    }

    /// Restarts the statistics at `now`, as at the end of a warm-up: what the watch recorded, and the counts of those
    /// refused, withdrawn or pushed out. Nobody leaves, and a wait that began earlier counts in full when it ends.
    pub fn reset_statistics(&mut self, now: Time) {
        self.head.reset(now);
    }
}
