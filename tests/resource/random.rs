//! Random actions on a pool: whatever is done to it, units and work are conserved.

use std::collections::BTreeMap;

use cetak::resource::{
    After, Cause, Displaced, OnPreempt, OnStop, Pool, Request, Seized, ServiceId, Start, WaitId,
};
use cetak::time::{Span, Time, minutes};
use proptest::prelude::*;

/// An action done to a pool of six units.
#[derive(Clone, Debug)]
enum Action {
    Ask(usize, i64, Option<i64>),
    Preempt(usize, i64, u8),
    End(usize),
    GiveUp(usize),
    Stop(usize, u16, u8),
    Resume(usize),
    Displace(usize, u8),
}

fn actions() -> impl Strategy<Value = Vec<(Action, i64)>> {
    let key = 0_i64..3;
    let action = prop_oneof![
        4 => (1_usize..=6, key.clone(), prop::option::of(0_i64..4))
            .prop_map(|(units, key, patience)| Action::Ask(units, key, patience)),
        2 => (1_usize..=6, key, 0_u8..4).prop_map(|(u, k, rule)| Action::Preempt(u, k, rule)),
        4 => any::<usize>().prop_map(Action::End),
        2 => any::<usize>().prop_map(Action::GiveUp),
        2 => (0_usize..6, 0_u16..2, 0_u8..3).prop_map(|(u, c, effect)| Action::Stop(u, c, effect)),
        3 => any::<usize>().prop_map(Action::Resume),
        1 => (any::<usize>(), 0_u8..4).prop_map(|(n, rule)| Action::Displace(n, rule)),
    ];
    prop::collection::vec((action, 0_i64..3), 1..120)
}

/// What the model of the pool's user knows.
#[derive(Default)]
struct Books {
    served: Vec<(ServiceId, u32)>,
    waiting: Vec<(WaitId, u32)>,
    stops: Vec<(usize, Cause)>,
    /// Job to: units, work done, since when it works, until when it will.
    jobs: BTreeMap<u32, (usize, Span, Option<Time>)>,
}

const WORK: f64 = 7.0;

impl Books {
    fn started(&mut self, pool: &mut Pool<u32>, now: Time, start: Start) {
        let job = *pool.item(start.id).expect("it starts");
        let ends = match start.ends {
            Some(ends) => ends,
            None => {
                self.jobs.get_mut(&job).expect("known").1 = Span::ZERO;
                pool.serve(now, start.id, minutes(WORK))
            }
        };
        let (_, done, since) = self.jobs.get_mut(&job).expect("known");
        assert_eq!(ends, now + minutes(WORK) - *done, "what remains is done");
        *since = Some(now);
        self.waiting.retain(|(_, other)| *other != job);
        self.served.retain(|(_, other)| *other != job);
        self.served.push((start.id, job));
    }

    fn displaced(&mut self, now: Time, gone: Displaced<u32>) -> (ServiceId, u32) {
        let place = self.served.iter().position(|(id, _)| *id == gone.was);
        let (id, job) = self.served.swap_remove(place.expect("it was served"));
        self.paused(now, job, gone.rule == OnPreempt::Restart);
        match gone.after {
            After::Waits(wait) => self.waiting.push((wait, job)),
            After::Left(left) => {
                assert_eq!(left, job);
                self.jobs.remove(&job);
            }
        }
        (id, job)
    }

    /// Whether its work is complete at this very instant.
    fn is_complete(&self, now: Time, job: u32) -> bool {
        let (_, done, since) = self.jobs[&job];
        since.is_some_and(|since| done + (now - since) == minutes(WORK))
    }

    fn paused(&mut self, now: Time, job: u32, restart: bool) {
        let (_, done, since) = self.jobs.get_mut(&job).expect("known");
        *done += since.take().map_or(Span::ZERO, |since| now - since);
        if restart {
            *done = Span::ZERO;
        }
    }
}

fn rule(n: u8) -> OnPreempt {
    [
        OnPreempt::Resume,
        OnPreempt::Restart,
        OnPreempt::Resample,
        OnPreempt::Leave,
    ][n as usize]
}

proptest! {
    /// Whatever is done to a pool: units are conserved, work is neither lost nor done twice, every name that is good is
    /// accepted and no other, and nobody waits for what is idle.
    #[test]
    fn units_and_work_are_conserved(actions in actions()) {
        let mut pool: Pool<u32> = Pool::new("pool", 6);
        let mut books = Books::default();
        let mut now = Time::ZERO;
        let mut stale: Vec<ServiceId> = Vec::new();
        for (number, (action, pause)) in actions.into_iter().enumerate() {
            now += minutes(1.0) * pause;
            let job = number as u32;
            let mut starts = Vec::new();
            let mut displaced = Vec::new();
            match action {
                Action::Ask(units, key, patience) => {
                    let mut request = Request::key(key);
                    if let Some(patience) = patience {
                        request = request.until(now + minutes(1.0) * patience);
                    }
                    books.jobs.insert(job, (units, Span::ZERO, None));
                    match pool.request(now, units, request, job) {
                        Seized::Starts(start) => starts.push(start),
                        Seized::Waits(wait) => books.waiting.push((wait, job)),
                        Seized::Replaces(..) | Seized::Refused(_) => unreachable!("no limit"),
                    }
                }
                Action::Preempt(units, key, n) => {
                    books.jobs.insert(job, (units, Span::ZERO, None));
                    let taken = pool.preempt(now, units, Request::key(key), job, rule(n));
                    let nothing_left = |d: &Displaced<u32>| d.remaining == Some(Span::ZERO);
                    let of_work = |d: &Displaced<u32>| books.served.iter().any(|(id, job)| {
                        *id == d.was && books.jobs[job].2.is_some()
                    });
                    prop_assert!(!taken.displaced.iter().any(|d| nothing_left(d) && of_work(d)));
                    prop_assert!(taken.displaced.iter().all(|gone| gone.rule == rule(n)));
                    displaced = taken.displaced;
                    match taken.answer {
                        Seized::Starts(start) => starts.push(start),
                        Seized::Waits(wait) => books.waiting.push((wait, job)),
                        Seized::Replaces(..) | Seized::Refused(_) => unreachable!("no limit"),
                    }
                    starts.extend(taken.starts);
                }
                Action::End(n) if !books.served.is_empty() => {
                    let (id, job) = books.served.swap_remove(n % books.served.len());
                    let released = pool.release(now, id).expect("its name is good");
                    prop_assert_eq!(released.item, job);
                    books.jobs.remove(&job);
                    stale.push(id);
                    (starts, displaced) = (released.starts, released.displaced);
                }
                Action::GiveUp(n) if !books.waiting.is_empty() => {
                    let (id, job) = books.waiting.swap_remove(n % books.waiting.len());
                    let gone = pool.withdraw(now, id).expect("its name is good");
                    prop_assert_eq!(gone.item, job);
                    prop_assert!(pool.withdraw(now, id).is_none());
                    books.jobs.remove(&job);
                    (starts, displaced) = (gone.starts, gone.displaced);
                }
                Action::Stop(unit, cause, n) => {
                    let cause = Cause::Other(cause);
                    if books.stops.contains(&(unit, cause)) {
                        continue;
                    }
                    books.stops.push((unit, cause));
                    let effect = [OnStop::Finish, OnStop::Resume, OnStop::Restart][n as usize];
                    let holder = pool.holder(unit).and_then(|id| pool.item(id).copied());
                    let paused = pool.stop(now, unit, cause, effect);
                    let is_done = holder.is_some_and(|job| books.is_complete(now, job));
                    prop_assert!(!is_done || paused.is_none());
                    if let Some(job) = holder && effect != OnStop::Finish && !is_done {
                        books.paused(now, job, effect == OnStop::Restart);
                    }
                    if let Some(paused) = paused {
                        let entry = books.served.iter_mut().find(|(id, _)| *id == paused.was);
                        entry.expect("it was served").0 = paused.id;
                        stale.push(paused.was);
                    }
                }
                Action::Resume(n) if !books.stops.is_empty() => {
                    let (unit, cause) = books.stops.swap_remove(n % books.stops.len());
                    let changes = pool.resume(now, unit, cause);
                    (starts, displaced) = (changes.starts, changes.displaced);
                }
                Action::Displace(n, r) if !books.served.is_empty() => {
                    let (id, _) = books.served[n % books.served.len()];
                    let (gone, next) = pool.displace(now, id, rule(r)).expect("served");
                    prop_assert_eq!(gone.rule, rule(r));
                    displaced.push(gone);
                    displaced.extend(next.displaced);
                    starts = next.starts;
                }
                _ => {}
            }
            for gone in displaced {
                let (id, job) = books.displaced(now, gone);
                stale.push(id);
                prop_assert!(pool.item(id).is_none(), "{} has no unit", job);
            }
            for start in starts {
                books.started(&mut pool, now, start);
            }

            prop_assert_eq!(pool.in_service(), books.served.len());
            prop_assert_eq!(pool.waiting(), books.waiting.len());
            prop_assert!(stale.iter().all(|id| pool.item(*id).is_none()));
            let mut held = 0;
            for (id, job) in &books.served {
                let units = pool.units(*id).expect("its name is good");
                prop_assert_eq!(units.len(), books.jobs[job].0);
                prop_assert!(units.iter().all(|unit| pool.holder(*unit) == Some(*id)));
                held += units.len();
            }
            let stopped_and_free = (0..6)
                .filter(|unit| pool.holder(*unit).is_none() && pool.why_not(now, *unit).count() > 0)
                .count();
            prop_assert_eq!(held + stopped_and_free + pool.idle(), 6);
            let working: usize = (books.served.iter())
                .filter(|(_, job)| books.jobs[job].2.is_some())
                .map(|(_, job)| books.jobs[job].0)
                .sum();
            prop_assert_eq!(pool.units_busy().value(), working as f64);
            let json = serde_json::to_string(&pool).expect("plain data");
            pool = serde_json::from_str(&json).expect("just saved");
        }
        // Once nothing is stopped and whoever is served ends, all waiters are served but those who are past their deadline.
        for (unit, cause) in std::mem::take(&mut books.stops) {
            let changes = pool.resume(now, unit, cause);
            for gone in changes.displaced {
                books.displaced(now, gone);
            }
            for start in changes.starts {
                books.started(&mut pool, now, start);
            }
        }
        while let Some((id, _)) = books.served.pop() {
            let released = pool.release(now, id).expect("its name is good");
            for gone in released.displaced {
                books.displaced(now, gone);
            }
            for start in released.starts {
                books.started(&mut pool, now, start);
            }
        }
        let left = std::mem::take(&mut books.waiting);
        for (wait, _) in left {
            let gone = pool.withdraw(now, wait).expect("past its deadline");
            prop_assert!(gone.starts.is_empty());
        }
        prop_assert_eq!((pool.idle(), pool.waiting(), pool.in_service()), (6, 0, 0));
    }
}
