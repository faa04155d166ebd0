//! The queue in front of a resource, ordered by (key, arrival).

use std::collections::{BTreeMap, VecDeque};
use std::{iter, mem};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::request::{Owner, Request, WaitId};
use crate::time::{Span, Time};

/// A waiting request.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Waiter<T> {
    pub key: i64,
    /// The arrival number, or its complement where the last comes first; unique in the line.
    pub order: u64,
    pub since: Time,
    pub deadline: Time,
    pub item: T,
}

/// The deadline of a request for several resources at once, which no line grants by itself. It holds up those behind it until all of
/// its lines can grant it. No other request has this deadline.
pub(super) const TOGETHER: Time = Time::from_micros(i64::MIN);

/// How long a request made at `since` has waited at `now`; `name` is that of the resource.
#[inline]
pub(super) fn waited(name: &str, now: Time, since: Time) -> Span {
    match now.checked_since(since) {
        Some(span) => span,
        None => waited_too_long(name, now, since),
    }
}

#[cold]
#[inline(never)]
fn waited_too_long(name: &str, now: Time, since: Time) -> ! {
    panic!(
        "at {now}: {name} serves one who has waited since {since}, for longer than a span can be"
    )
}

type Rank = (i64, u64);

impl<T> Waiter<T> {
    #[inline]
    fn rank(&self) -> Rank {
        (self.key, self.order)
    }

    /// Whether it is part of a request for several resources at once.
    pub fn is_together(&self) -> bool {
        self.deadline == TOGETHER
    }

    /// Whether it can still be granted.
    #[inline]
    fn is_patient(&self, now: Time) -> bool {
        now < self.deadline || self.is_together()
    }
}

/// Two ordered lines; the next to be served is the earlier of their two fronts.
///
/// A waiter that ranks behind or before all of `tail` joins it at the cost of a plain queue. Only a waiter that ranks in
/// between goes to `overtakers`, at the cost of a tree.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(serialize = "T: Serialize", deserialize = "T: Deserialize<'de>"))]
pub(super) struct WaitingLine<T> {
    /// The name of the resource.
    pub name: String,
    pub owner: Owner,
    #[serde(deserialize_with = "in_order")]
    tail: VecDeque<Waiter<T>>,
    #[serde(serialize_with = "as_list", deserialize_with = "from_list")]
    overtakers: BTreeMap<Rank, Waiter<T>>,
    arrivals: u64,
    last_come_first: bool,
    /// The number of waiters that are part of a request for several resources. Only processes make them, which are never saved.
    #[serde(skip)]
    pub together: usize,
}

/// Saves the values only: JSON does not allow pairs of numbers as keys.
fn as_list<T: Serialize, S: Serializer>(
    overtakers: &BTreeMap<Rank, Waiter<T>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(overtakers.values())
}

fn from_list<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<Rank, Waiter<T>>, D::Error> {
    let waiters = in_order(deserializer)?;
    Ok(waiters.into_iter().map(|w| (w.rank(), w)).collect())
}

/// Refuses a line that is out of order: waiters could not be found in it by rank.
fn in_order<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<VecDeque<Waiter<T>>, D::Error> {
    let waiters = VecDeque::<Waiter<T>>::deserialize(deserializer)?;
    let ranks = waiters.iter().map(Waiter::rank);
    match ranks.is_sorted_by(|first, second| first < second) {
        true => Ok(waiters),
        false => Err(D::Error::custom("a line of those who wait is out of order")),
    }
}

impl<T> WaitingLine<T> {
    pub fn new(name: String) -> Self {
        Self {
            owner: Owner::named(&name),
            name,
            tail: VecDeque::new(),
            overtakers: BTreeMap::new(),
            arrivals: 0,
            last_come_first: false,
            together: 0,
        }
    }

    /// From now on, the last of equal keys comes first.
    pub fn set_last_come_first(&mut self) {
        self.last_come_first = true;
    }

    #[inline]
    pub fn len(&self) -> usize {
        self.tail.len() + self.overtakers.len()
    }

    /// Whether `limit` or more waiters are not past their deadline.
    #[inline]
    pub fn is_full(&self, now: Time, limit: usize) -> bool {
        self.len() >= limit && self.is_full_of_patient(now, limit)
    }

    /// Looks at the waiters one by one, so it is called only where there are at least `limit` of them.
    #[inline(never)]
    fn is_full_of_patient(&self, now: Time, limit: usize) -> bool {
        self.patient(now, limit) == limit
    }

    /// The number of waiters that are not past their deadline, but no more than `most`.
    pub fn patient(&self, now: Time, most: usize) -> usize {
        let patient = self.iter().filter(|waiter| waiter.is_patient(now));
        patient.take(most).count()
    }

    /// Whether a new request would stand before all waiters that are not past their deadline.
    pub fn would_be_first(&self, now: Time, request: Request) -> bool {
        self.head(now).is_none_or(|first| {
            request.key < first.key || (self.last_come_first && request.key == first.key)
        })
    }

    /// Issues the order number of a new request.
    #[inline]
    pub fn number(&mut self) -> u64 {
        let number = self.arrivals;
        self.arrivals += 1;
        if self.last_come_first {
            !number
        } else {
            number
        }
    }

    #[inline]
    pub fn join(&mut self, now: Time, request: Request, item: T) -> WaitId {
        let order = self.number();
        let key = request.key;
        let waiter = Waiter {
            key,
            order,
            since: request.since.unwrap_or(now),
            deadline: request.deadline,
            item,
        };
        self.rejoin(waiter);
        WaitId {
            key,
            order,
            returns: 0,
            of: self.owner,
        }
    }

    /// Puts a waiter at the place of its rank.
    #[inline(always)]
    pub fn rejoin(&mut self, waiter: Waiter<T>) {
        let Waiter {
            key,
            order,
            since,
            deadline,
            item,
        } = waiter;
        match self.tail.back() {
            Some(last) if (key, order) < last.rank() => {
                self.overtake(key, order, since, deadline, item);
            }
            _ => self.tail.push_back(Waiter {
                key,
                order,
                since,
                deadline,
                item,
            }),
        }
    }

    /// The fields are passed one by one. A struct assembled in memory would be read back in chunks of other sizes than it was
    /// written in, and the processor would stall.
    #[inline(never)]
    fn overtake(&mut self, key: i64, order: u64, since: Time, deadline: Time, item: T) {
        let waiter = Waiter {
            key,
            order,
            since,
            deadline,
            item,
        };
        let rank = waiter.rank();
        if self.tail.front().is_none_or(|first| rank < first.rank()) {
            self.tail.push_front(waiter);
        } else {
            self.overtakers.insert(rank, waiter);
        }
    }

    /// Takes out the first waiter that is not past its deadline.
    #[inline]
    pub fn next(&mut self, now: Time) -> Option<Waiter<T>> {
        if self.overtakers.is_empty() {
            match self.tail.front() {
                Some(first) if now < first.deadline => return self.tail.pop_front(),
                None => return None,
                _ => {}
            }
        }
        self.next_of_two(now)
    }

    /// Like [`next`](Self::next), but returns only what most callers need: since when it has waited, and the item.
    #[inline(always)]
    pub fn next_item(&mut self, now: Time) -> Option<(Time, T)> {
        let Waiter { since, item, .. } = match self.tail.front() {
            Some(first) if self.overtakers.is_empty() && now < first.deadline => {
                self.tail.pop_front()?
            }
            None if self.overtakers.is_empty() => return None,
            _ => self.next_of_two(now)?,
        };
        Some((since, item))
    }

    #[inline(never)]
    fn next_of_two(&mut self, now: Time) -> Option<Waiter<T>> {
        let rank = self.first(now)?.rank();
        self.remove(rank)
    }

    /// The first waiter that is not past its deadline; it is served next.
    #[inline]
    pub fn first(&self, now: Time) -> Option<&Waiter<T>> {
        if self.overtakers.is_empty() {
            match self.tail.front() {
                Some(first) if now >= first.deadline => {}
                first => return first,
            }
        }
        self.first_of_two(now)
    }

    /// A request for several resources holds up those behind it.
    #[inline(never)]
    fn first_of_two(&self, now: Time) -> Option<&Waiter<T>> {
        let first = self.iter().find(|waiter| waiter.is_patient(now))?;
        (!first.is_together()).then_some(first)
    }

    /// Like [`first`](Self::first), but it may be part of a request for several resources.
    #[inline]
    pub fn head(&self, now: Time) -> Option<&Waiter<T>> {
        match self.together {
            0 => self.first(now),
            _ => self.iter().find(|waiter| waiter.is_patient(now)),
        }
    }

    /// The waiter with this name, if it stands first.
    pub fn head_named(&self, now: Time, id: WaitId) -> Option<&Waiter<T>> {
        let head = self.head(now)?;
        (head.rank() == (id.key, id.order)).then_some(head)
    }

    /// The first waiter, if it is part of a request for several resources.
    pub fn head_of_several(&self, now: Time) -> Option<&Waiter<T>> {
        match self.together {
            0 => None,
            _ => self.head(now).filter(|head| head.is_together()),
        }
    }

    /// All waiters, in the order of service.
    pub fn iter(&self) -> impl Iterator<Item = &Waiter<T>> {
        let mut tail = self.tail.iter().peekable();
        let mut overtakers = self.overtakers.values().peekable();
        iter::from_fn(move || match (tail.peek(), overtakers.peek()) {
            (Some(first), Some(overtaker)) if overtaker.rank() < first.rank() => overtakers.next(),
            (None, _) => overtakers.next(),
            _ => tail.next(),
        })
    }

    pub fn get(&self, id: WaitId) -> Option<&Waiter<T>> {
        self.owner.check(id.of, &self.name);
        let rank = (id.key, id.order);
        match self.place(rank) {
            Ok(place) => self.tail.get(place),
            Err(_) => self.overtakers.get(&rank),
        }
    }

    pub fn get_mut(&mut self, id: WaitId) -> Option<&mut Waiter<T>> {
        self.owner.check(id.of, &self.name);
        let rank = (id.key, id.order);
        match self.place(rank) {
            Ok(place) => self.tail.get_mut(place),
            Err(_) => self.overtakers.get_mut(&rank),
        }
    }

    /// Takes out the waiter with this name.
    pub fn withdraw(&mut self, id: WaitId) -> Option<Waiter<T>> {
        self.owner.check(id.of, &self.name);
        self.remove((id.key, id.order))
    }

    /// Takes out the last waiter in the order of service with a key above `key`, not past its deadline, for whose item
    /// `may_go` holds.
    pub fn push_out(
        &mut self,
        now: Time,
        key: i64,
        may_go: impl Fn(&T) -> bool,
    ) -> Option<Waiter<T>> {
        let rank = self.less_urgent(now, key, may_go).last()?.rank();
        self.remove(rank)
    }

    /// Whether [`push_out`](Self::push_out) would find one.
    pub fn can_push_out(&self, now: Time, key: i64, may_go: impl Fn(&T) -> bool) -> bool {
        self.less_urgent(now, key, may_go).next().is_some()
    }

    fn less_urgent(
        &self,
        now: Time,
        key: i64,
        may_go: impl Fn(&T) -> bool,
    ) -> impl Iterator<Item = &Waiter<T>> {
        self.iter().filter(move |waiter| {
            waiter.key > key && waiter.is_patient(now) && may_go(&waiter.item)
        })
    }

    /// Takes out the first waiter that is not past its deadline and for which `wanted` holds.
    pub fn take_first(
        &mut self,
        now: Time,
        mut wanted: impl FnMut(&T) -> bool,
    ) -> Option<Waiter<T>> {
        if self.overtakers.is_empty()
            && let Some(first) = self.tail.front()
            && now < first.deadline
            && wanted(&first.item)
        {
            return self.tail.pop_front();
        }
        let rank = self
            .iter()
            .find(|waiter| now < waiter.deadline && wanted(&waiter.item))?
            .rank();
        self.remove(rank)
    }

    /// Takes out all waiters that are not past their deadline and for which `wanted` holds, in order. Calls `wanted` at most
    /// once for each.
    pub fn take_all(&mut self, now: Time, mut wanted: impl FnMut(&T) -> bool) -> Vec<Waiter<T>> {
        let mut taken = Vec::new();
        let mut stays = VecDeque::with_capacity(self.len());
        let overtakers = mem::take(&mut self.overtakers).into_values();
        let mut overtakers = overtakers.peekable();
        let mut tail = mem::take(&mut self.tail).into_iter().peekable();
        loop {
            let next = match (tail.peek(), overtakers.peek()) {
                (Some(first), Some(other)) if other.rank() < first.rank() => overtakers.next(),
                (None, _) => overtakers.next(),
                _ => tail.next(),
            };
            let Some(waiter) = next else { break };
            if now < waiter.deadline && wanted(&waiter.item) {
                taken.push(waiter);
            } else {
                stays.push_back(waiter);
            }
        }
        // They are in order, so one line holds them all.
        self.tail = stays;
        taken
    }

    fn remove(&mut self, rank: Rank) -> Option<Waiter<T>> {
        let removed = match self.place(rank) {
            Ok(place) => self.tail.remove(place),
            Err(_) => self.overtakers.remove(&rank),
        };
        if let Some(waiter) = &removed {
            self.together -= usize::from(waiter.is_together());
        }
        removed
    }

    fn place(&self, rank: Rank) -> Result<usize, usize> {
        self.tail.binary_search_by_key(&rank, Waiter::rank)
    }
}
