//! Taking units from one customer for another.

use std::cmp::Reverse;

use super::{
    After, Asker, Changes, Displaced, OnPreempt, Pool, Preempted, Seized, Service, ServiceId,
};
use crate::resource::{Request, WaitId, Watch};
use crate::time::Time;

impl<T, W: Watch> Pool<T, W> {
    /// Like [`request`](Self::request), but takes missing units from services with a *higher key*: the highest key first, and
    /// among equal keys the last to ask. A service is spared if the others free enough units, the most urgent first. If all
    /// of them together are not enough, or if another request stands first, it takes nothing and waits.
    ///
    /// The claim stays: whenever units change hands, the request that stands first takes what it may, and the answer of
    /// [`release`](Self::release), [`resume`](Self::resume), [`withdraw`](Self::withdraw), [`add_units`](Self::add_units),
    /// [`displace`](Self::displace) or [`expose`](Self::expose) says from whom. The claim ends when the request is served or
    /// withdrawn.
    ///
    /// It takes no units from a service whose work is complete at `now`: the event of its end is still to come at this
    /// instant. If it needs those units too, it takes the others that it lacks now, and waits for that event. It also takes
    /// none from a service that is [shielded](Self::shield).
    ///
    /// `rule` says what happens to those whose units are taken. They return to their old place in the line, without a
    /// deadline: a customer that has been served does not give up.
    ///
    /// # Panics
    ///
    /// Like [`request`](Self::request).
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::resource::{Pool, Request, OnPreempt, Seized};
    /// use cetak::time::{Time, minutes};
    ///
    /// let at = |m| Time::ZERO + minutes(m);
    /// let mut theatre = Pool::new("theatre", 1);
    /// let Seized::Starts(planned) = theatre.request(at(0.0), 1, Request::priority(0), "planned") else {
    ///     unreachable!("it is idle");
    /// };
    /// theatre.serve(at(0.0), planned.id, minutes(60.0));
    ///
    /// let urgent = theatre.preempt(at(20.0), 1, Request::priority(9), "urgent", OnPreempt::Resume);
    /// assert_eq!(urgent.displaced[0].was, planned.id); // the end of that is stale now
    /// assert_eq!(urgent.displaced[0].remaining, Some(minutes(40.0)));
    /// let Seized::Starts(urgent) = urgent.answer else { unreachable!("it takes precedence") };
    /// assert_eq!(theatre.serve(at(20.0), urgent.id, minutes(30.0)), at(50.0));
    ///
    /// let after = theatre.release(at(50.0), urgent.id).expect("its end");
    /// assert_eq!(after.starts[0].ends, Some(at(90.0))); // 40 minutes were left
    /// ```
    pub fn preempt(
        &mut self,
        now: Time,
        units: usize,
        request: Request,
        item: T,
        rule: OnPreempt,
    ) -> Preempted<T> {
        self.check(now, units, request);
        if !self.head.line.would_be_first(now, request) {
            return Preempted {
                answer: self.wait(now, request, Asker::new(units, Some(rule), item)),
                displaced: Vec::new(),
                starts: Vec::new(),
            };
        }
        let (victims, is_enough) = self.to_take(now, units, request.key);
        if is_enough {
            let mut displaced = self.put_all_back(now, victims, rule);
            let start = self.start_new(now, units, request, item);
            let more = self.settle(now);
            displaced.extend(more.displaced);
            return Preempted {
                answer: Seized::Starts(start),
                displaced,
                starts: more.starts,
            };
        }
        let answer = self.wait(now, request, Asker::new(units, Some(rule), item));
        // A request that is already past its own deadline takes nothing.
        let displaced = match &answer {
            Seized::Waits(_) | Seized::Replaces(..) if now < request.deadline => {
                self.put_all_back(now, victims, rule)
            }
            _ => Vec::new(),
        };
        Preempted {
            answer,
            displaced,
            starts: Vec::new(),
        }
    }

    /// Protects the units of this service from being taken until it is [exposed](Self::expose): for work that cannot be
    /// interrupted. Returns `false` if the name is stale.
    pub fn shield(&mut self, id: ServiceId) -> bool {
        self.set_shield(id, true)
    }

    /// Lets the units of this service be taken again, and takes them now if a waiting request claims them. Does nothing if
    /// the name is stale.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::resource::{Pool, Request, OnPreempt, Seized};
    /// use cetak::time::{Time, minutes};
    ///
    /// let at = |m| Time::ZERO + minutes(m);
    /// let mut theatre = Pool::new("theatre", 1);
    /// let Seized::Starts(planned) = theatre.request(at(0.0), 1, Request::key(10), "planned") else {
    ///     unreachable!("it is idle");
    /// };
    /// theatre.serve(at(0.0), planned.id, minutes(60.0));
    /// assert!(theatre.shield(planned.id)); // it is opened up
    /// let urgent = theatre.preempt(at(20.0), 1, Request::key(0), "urgent", OnPreempt::Resume);
    /// assert!(urgent.displaced.is_empty());
    ///
    /// let changes = theatre.expose(at(30.0), planned.id);
    /// assert_eq!(changes.displaced[0].remaining, Some(minutes(30.0)));
    /// assert_eq!(theatre.item(changes.starts[0].id), Some(&"urgent"));
    /// ```
    pub fn expose(&mut self, now: Time, id: ServiceId) -> Changes<T> {
        match self.set_shield(id, false) && self.claims > 0 {
            true => self.settle(now),
            false => Changes::none(),
        }
    }

    pub(crate) fn set_shield(&mut self, id: ServiceId, is_shielded: bool) -> bool {
        self.check_id(id);
        match self.services.get_mut(id.slot) {
            Some(service) if service.stretch == id.stretch => {
                service.is_shielded = is_shielded;
                true
            }
            _ => false,
        }
    }

    /// Tries the claims again, after shields were [set](Self::set_shield).
    pub(crate) fn weigh(&mut self, now: Time) -> Changes<T> {
        self.settle(now)
    }

    pub(super) fn put_all_back(
        &mut self,
        now: Time,
        victims: Vec<ServiceId>,
        rule: OnPreempt,
    ) -> Vec<Displaced<T>> {
        (victims.into_iter())
            .filter_map(|id| self.put_back(now, id, rule))
            .collect()
    }

    /// Takes the units of a service away and gives them to the next in line, which may be the same customer again. Returns
    /// `None` and changes nothing if the name is stale.
    ///
    /// After [`stop`](Self::stop), this moves the work of a broken unit to another one.
    pub fn displace(
        &mut self,
        now: Time,
        id: ServiceId,
        rule: OnPreempt,
    ) -> Option<(Displaced<T>, Changes<T>)> {
        let displaced = self.put_back(now, id, rule)?;
        Some((displaced, self.settle(now)))
    }

    /// The services to take units from for a request for `units`, and whether it can start then. If it cannot, these provide
    /// what is lacking after all services that end at this instant have freed their units.
    pub(super) fn to_take(&self, now: Time, units: usize, key: i64) -> (Vec<ServiceId>, bool) {
        match self.victims(now, units, key) {
            Some(victims) => (victims, true),
            None => (self.victims_besides_ending(now, units, key), false),
        }
    }

    /// The services to take units from so that `units` are idle; `None` if they do not suffice.
    fn victims(&self, now: Time, units: usize, key: i64) -> Option<Vec<ServiceId>> {
        let mut free = self.idle.len();
        let mut takeable: Vec<_> = (self.services.iter())
            .filter(|(_, service)| {
                let is_safe = service.is_shielded || service.is_promised;
                service.waiter.key > key && !is_safe && !service.is_complete(now)
            })
            .collect();
        takeable.sort_unstable_by_key(|(_, s)| Reverse((s.waiter.key, s.waiter.order)));
        let mut victims = Vec::new();
        for (slot, service) in takeable {
            if free >= units {
                break;
            }
            let usable = self.usable(service);
            if usable > 0 {
                free += usable;
                victims.push((self.id(slot, service.stretch), usable));
            }
        }
        let mut superfluous = free.checked_sub(units)?;
        // A victim chosen late may make one chosen earlier superfluous.
        for place in (0..victims.len()).rev() {
            let usable = victims[place].1;
            if usable <= superfluous {
                superfluous -= usable;
                victims.remove(place);
            }
        }
        Some(victims.into_iter().map(|(id, _)| id).collect())
    }

    /// The services to take units from now for a request that can start as soon as those that end at this instant have ended.
    /// Empty if that is not enough.
    fn victims_besides_ending(&self, now: Time, units: usize, key: i64) -> Vec<ServiceId> {
        let ending: usize = (self.services.iter())
            .filter(|(_, service)| service.is_complete(now))
            .map(|(_, service)| self.usable(service))
            .sum();
        let lacking = units.saturating_sub(ending);
        self.victims(now, lacking, key).unwrap_or_default()
    }

    /// How many units the end of this service would make idle.
    fn usable(&self, service: &Service<T>) -> usize {
        (service.units.iter())
            .filter(|unit| self.units[**unit].stops.is_empty())
            .count()
    }

    /// Takes a service out, and puts its customer back into the line if the rule says so.
    fn put_back(&mut self, now: Time, id: ServiceId, rule: OnPreempt) -> Option<Displaced<T>> {
        let mut waiter = self.take_out(now, id)?.waiter;
        let asker = &mut waiter.item;
        let remaining = asker.work.map(|work| work.remaining);
        match rule {
            OnPreempt::Resume => {}
            OnPreempt::Restart => {
                if let Some(work) = &mut asker.work {
                    work.remaining = work.total;
                }
            }
            OnPreempt::Resample => asker.work = None,
            OnPreempt::Leave => {
                return Some(Displaced {
                    was: id,
                    remaining,
                    rule,
                    after: After::Left(waiter.item.item),
                });
            }
        }
        asker.returns += 1;
        let wait = WaitId {
            key: waiter.key,
            order: waiter.order,
            returns: asker.returns,
            of: self.head.line.owner,
        };
        waiter.deadline = Time::MAX;
        waiter.since = now;
        self.head.line.rejoin(waiter);
        self.head.watch.waiting(now, self.head.line.len());
        Some(Displaced {
            was: id,
            remaining,
            rule,
            after: After::Waits(wait),
        })
    }
}
