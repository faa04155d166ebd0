//! Units that are taken from one to be given to another.

use std::cmp::Reverse;

use super::{
    After, Asker, Changes, Displaced, OnPreempt, Pool, Preempted, Seized, Service, ServiceId,
};
use crate::resource::{Request, WaitId, Watch};
use crate::time::Time;

impl<T, W: Watch> Pool<T, W> {
    /// As [`request`](Self::request), but if units are lacking, it takes them from those who are served with a *higher
    /// key*: the highest first, and among equal keys the last to ask. Who need not be displaced because another gives
    /// enough is spared, the most urgent first. If even all of them are not enough, or another stands first, it takes nothing
    /// and waits.
    ///
    /// The claim stays: whenever units change hands, the one who stands first takes what it may, and the answer of
    /// [`release`](Self::release), [`resume`](Self::resume), [`withdraw`](Self::withdraw), [`add_units`](Self::add_units),
    /// [`displace`](Self::displace) or [`expose`](Self::expose) says from whom. It is over when it is served, or withdrawn.
    ///
    /// Nothing is taken from one whose work is complete at `now`: the event of its end is still to come at this instant.
    /// If its units are needed too, the newcomer takes what is lacking besides them, and waits for that event. Nothing is
    /// taken from one who is [shielded](Self::shield) either.
    ///
    /// `rule` says what becomes of those whose units are taken. They keep their place among those who wait, and no
    /// deadline: who was served once does not give up.
    ///
    /// # Panics
    ///
    /// As [`request`](Self::request).
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
        // Whose own wait is over already takes nothing.
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

    /// Nobody may take the units of this service until it is [exposed](Self::expose): of work that cannot be interrupted.
    /// `false` says that the name is stale.
    pub fn shield(&mut self, id: ServiceId) -> bool {
        self.set_shield(id, true)
    }

    /// The units of this service may be taken again, and are if somebody waits who claims them. Its name may be stale, which
    /// changes nothing.
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
        match self.services.get_mut(id.slot) {
            Some(service) if service.stretch == id.stretch => {
                service.is_shielded = is_shielded;
                true
            }
            _ => false,
        }
    }

    /// Weighs the claims again, after shields were [set](Self::set_shield).
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

    /// Takes its units from somebody who is served, and gives them to who is next: perhaps to the same again. `None` says
    /// that the name is stale, which changes nothing.
    ///
    /// With [`stop`](Self::stop) before it, this moves the work of a broken unit to another one.
    pub fn displace(
        &mut self,
        now: Time,
        id: ServiceId,
        rule: OnPreempt,
    ) -> Option<(Displaced<T>, Changes<T>)> {
        let displaced = self.put_back(now, id, rule)?;
        Some((displaced, self.settle(now)))
    }

    /// Whose units to take for one who wants so many, and whether it can start then. If it cannot, they are what is lacking
    /// besides those who end at this instant.
    pub(super) fn to_take(&self, now: Time, units: usize, key: i64) -> (Vec<ServiceId>, bool) {
        match self.victims(now, units, key) {
            Some(victims) => (victims, true),
            None => (self.victims_besides_ending(now, units, key), false),
        }
    }

    /// Whose units to take so that `units` are idle; `None` if there are not enough to take.
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
                let stretch = service.stretch;
                victims.push((ServiceId { slot, stretch }, usable));
            }
        }
        let mut superfluous = free.checked_sub(units)?;
        // One who was taken late may have made one who was taken before it superfluous.
        for place in (0..victims.len()).rev() {
            let usable = victims[place].1;
            if usable <= superfluous {
                superfluous -= usable;
                victims.remove(place);
            }
        }
        Some(victims.into_iter().map(|(id, _)| id).collect())
    }

    /// Whose units to take now by one who can start as soon as those have ended who end at this instant. Nobody, if that
    /// is not enough.
    fn victims_besides_ending(&self, now: Time, units: usize, key: i64) -> Vec<ServiceId> {
        let ending: usize = (self.services.iter())
            .filter(|(_, service)| service.is_complete(now))
            .map(|(_, service)| self.usable(service))
            .sum();
        let lacking = units.saturating_sub(ending);
        self.victims(now, lacking, key).unwrap_or_default()
    }

    /// How many units its end would make idle.
    fn usable(&self, service: &Service<T>) -> usize {
        (service.units.iter())
            .filter(|unit| self.units[**unit].stops.is_empty())
            .count()
    }

    /// Takes a service out, and puts it back into the line if the rule says so.
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
