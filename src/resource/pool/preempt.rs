//! Units that are taken from one to be given to another.

use std::cmp::Reverse;

use super::{After, Displaced, Pool, Preempted, Rule, Seized, ServiceId, Start};
use crate::resource::{Request, WaitId, Watch};
use crate::time::Time;

impl<T, W: Watch> Pool<T, W> {
    /// As [`request`](Self::request), but if units are lacking, it takes them from those who are served with a *higher
    /// key*: the highest first, and among equal keys the last to ask, as many as need be. If even that is not
    /// enough, it takes nothing and waits.
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
    /// use cetak::resource::{Pool, Request, Rule, Seized};
    /// use cetak::time::{Time, minutes};
    ///
    /// let at = |m| Time::ZERO + minutes(m);
    /// let mut theatre = Pool::new("theatre", 1);
    /// let Seized::Starts(planned) = theatre.request(at(0.0), 1, Request::priority(0), "planned") else {
    ///     unreachable!("it is idle");
    /// };
    /// theatre.serve(at(0.0), planned.id, minutes(60.0));
    ///
    /// let urgent = theatre.preempt(at(20.0), 1, Request::priority(9), "urgent", Rule::Resume);
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
        rule: Rule,
    ) -> Preempted<T> {
        self.check(now, units, request);
        let victims = match self.line.would_be_first(now, request) {
            true => self.victims(units, request.key),
            false => None,
        };
        let Some(victims) = victims else {
            return Preempted {
                answer: self.wait(now, units, request, item),
                displaced: Vec::new(),
                starts: Vec::new(),
            };
        };
        let displaced = (victims.into_iter())
            .filter_map(|id| self.put_back(now, id, rule))
            .collect();
        let start = self.start_new(now, units, request, item);
        Preempted {
            answer: Seized::Starts(start),
            displaced,
            starts: self.start_next(now),
        }
    }

    /// Takes its units from somebody who is served, and gives them to who is next: perhaps to the same again. `None` says
    /// that the name is stale, which changes nothing.
    ///
    /// With [`stop`](Self::stop) before it, this moves the work of a broken unit to another one.
    pub fn displace(
        &mut self,
        now: Time,
        id: ServiceId,
        rule: Rule,
    ) -> Option<(Displaced<T>, Vec<Start>)> {
        let displaced = self.put_back(now, id, rule)?;
        Some((displaced, self.start_next(now)))
    }

    /// Whose units to take so that `units` are idle; `None` if there are not enough to take.
    fn victims(&self, units: usize, key: i64) -> Option<Vec<ServiceId>> {
        let mut free = self.idle.len();
        let mut takeable: Vec<_> = (self.services.iter().enumerate())
            .filter_map(|(slot, service)| Some((slot, service.as_ref()?)))
            .filter(|(_, service)| service.waiter.key > key)
            .collect();
        takeable.sort_unstable_by_key(|(_, s)| Reverse((s.waiter.key, s.waiter.order)));
        let mut victims = Vec::new();
        for (slot, service) in takeable {
            if free >= units {
                break;
            }
            let usable = (service.units.iter())
                .filter(|unit| self.units[**unit].stops.is_empty())
                .count();
            if usable > 0 {
                free += usable;
                victims.push(ServiceId {
                    slot: slot as u32,
                    stretch: service.stretch,
                });
            }
        }
        (free >= units).then_some(victims)
    }

    /// Takes a service out, and puts it back into the line if the rule says so.
    fn put_back(&mut self, now: Time, id: ServiceId, rule: Rule) -> Option<Displaced<T>> {
        let mut waiter = self.take_out(now, id)?.waiter;
        let asker = &mut waiter.item;
        let remaining = asker.work.map(|work| work.remaining);
        match rule {
            Rule::Resume => {}
            Rule::Restart => {
                if let Some(work) = &mut asker.work {
                    work.remaining = work.total;
                }
            }
            Rule::Resample => asker.work = None,
            Rule::Leave => {
                return Some(Displaced {
                    was: id,
                    remaining,
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
        self.line.rejoin(waiter);
        self.watch.waiting(now, self.line.len());
        Some(Displaced {
            was: id,
            remaining,
            after: After::Waits(wait),
        })
    }
}
