//! Servers that serve many customers at once.

use serde::{Deserialize, Serialize};

use super::head::{Head, head_methods};
use super::request::{Request, Seized, WaitId};
use super::watch::{Statistics, Watch};
use crate::stats::{Tally, TimeWeighted};
use crate::time::Time;

/// Bulk service: a server takes several waiting customers at once and serves them together. A kiln, a ferry, a test kit, a lift.
///
/// A free server starts as soon as at least `least` customers wait, and takes at most `most` of them, in the order of the line
/// (the general bulk service rule: Neuts 1967, *Annals of Mathematical Statistics* 38, 759–770). Those who come during a service wait
/// for the next. [`start`](Self::start) starts with the customers that are there, however few: a ferry that leaves by the clock.
///
/// Each start is the batch that it takes; the model schedules its end, and calls [`release`](Self::release) there.
///
/// # Examples
///
/// A kiln for two to three pots:
///
/// ```
/// use cetak::resource::{BatchServer, Request};
/// use cetak::time::{Time, minutes};
///
/// let at = |m| Time::ZERO + minutes(m);
/// let mut kiln = BatchServer::new("kiln", 1, 2, 3);
/// assert_eq!(kiln.seize(at(0.0), 'a'), None); // waits for a second one
/// assert_eq!(kiln.seize(at(4.0), 'b'), Some(vec!['a', 'b']));
/// for pot in ['c', 'd', 'e', 'f'] {
///     assert_eq!(kiln.seize(at(5.0), pot), None);
/// }
/// assert_eq!(kiln.release(at(10.0)), Some(vec!['c', 'd', 'e']));
/// assert_eq!(kiln.release(at(16.0)), None); // one alone waits
/// assert_eq!(kiln.start(at(20.0)), Some(vec!['f'])); // but is not left behind
/// assert_eq!(kiln.waits().max(), Some(15.0));
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(
    serialize = "T: Serialize, W: Serialize",
    deserialize = "T: Deserialize<'de>, W: Deserialize<'de>"
))]
pub struct BatchServer<T, W = Statistics> {
    servers: usize,
    least: usize,
    most: usize,
    /// The number of busy servers.
    busy: usize,
    head: Head<T, W>,
}

impl<T> BatchServer<T> {
    /// Makes `servers` servers, idle since [`Time::ZERO`], that serve from `least` to `most` customers at once. The name is used in
    /// messages.
    ///
    /// # Panics
    ///
    /// If `least` is 0 or exceeds `most`.
    #[must_use]
    pub fn new(name: impl Into<String>, servers: usize, least: usize, most: usize) -> Self {
        Self::watched(name, servers, least, most, Statistics::new(servers))
    }

    /// The queue length over time.
    #[must_use]
    pub fn queue_length(&self) -> &TimeWeighted {
        self.head.watch.queue_length()
    }

    /// The number of busy servers over time. One that serves many at once counts once.
    #[must_use]
    pub fn servers_busy(&self) -> &TimeWeighted {
        self.head.watch.servers_busy()
    }

    /// The number of servers busy beyond their number, over time: those that finish after a reduction.
    #[must_use]
    pub fn overtime(&self) -> &TimeWeighted {
        self.head.watch.overtime()
    }

    /// The share of the servers that was busy until `now`, from 0 to 1; `None` if no time has passed.
    #[must_use]
    pub fn utilisation(&self, now: Time) -> Option<f64> {
        self.head.watch.utilisation(now)
    }

    /// The waits in minutes of all customers whose service has started, with 0 for those who did not wait.
    #[must_use]
    pub fn waits(&self) -> &Tally {
        self.head.watch.waits()
    }
}

impl<T, W: Watch> BatchServer<T, W> {
    /// Like [`new`](Self::new), but records into `watch` instead of the usual statistics; `()` records nothing.
    ///
    /// # Panics
    ///
    /// If `least` is 0 or exceeds `most`.
    #[must_use]
    pub fn watched(
        name: impl Into<String>,
        servers: usize,
        least: usize,
        most: usize,
        watch: W,
    ) -> Self {
        let name = name.into();
        assert!(
            0 < least && least <= most,
            "{name}: a batch of {least} to {most} customers is none"
        );
        Self {
            servers,
            least,
            most,
            busy: 0,
            head: Head::new(name, watch),
        }
    }

    head_methods!();

    /// Joins the line. Returns the batch that starts now, if there is one: a server is free, and with this customer there are enough.
    ///
    /// # Panics
    ///
    /// If the queue has a limit and is full; use [`request`](Self::request) where that can happen.
    #[must_use = "schedule the end of each service that starts"]
    pub fn seize(&mut self, now: Time, item: T) -> Option<Vec<T>> {
        match self.request(now, Request::default(), item) {
            Seized::Starts(batch) => Some(batch),
            Seized::Waits(_) => None,
            _ => panic!(
                "at {now}: the queue of {} is full; use request",
                self.name()
            ),
        }
    }

    /// Joins the line at the place of `request`, whose wait can be [withdrawn](Self::withdraw).
    ///
    /// # Panics
    ///
    /// If `request` has waited since a time later than `now`.
    pub fn request(&mut self, now: Time, request: Request, item: T) -> Seized<Vec<T>, T> {
        match self.queue(now, request, item) {
            Seized::Waits(wait) => match self.start_enough(now) {
                Some(batch) => Seized::Starts(batch),
                None => Seized::Waits(wait),
            },
            answer => answer,
        }
    }

    /// Joins the line and starts nobody: [`start_enough`](Self::start_enough) does.
    pub(crate) fn queue(&mut self, now: Time, request: Request, item: T) -> Seized<Vec<T>, T> {
        self.head.check(now, request);
        let is_enough = self.busy < self.servers && self.patient(now) + 1 >= self.least;
        match is_enough && now < request.deadline {
            // Who starts at once takes no place in a limited queue.
            true => Seized::Waits(self.head.line.join(now, request, item)),
            false => self.head.wait(now, request, item, |_| true),
        }
    }

    /// Starts a batch if enough wait and a server is free.
    pub(crate) fn start_enough(&mut self, now: Time) -> Option<Vec<T>> {
        match self.busy < self.servers {
            true => self.start_if(now, self.least),
            false => None,
        }
    }

    /// The number of waiting customers that are not past their deadline, counted up to the number that matters.
    fn patient(&self, now: Time) -> usize {
        self.head.line.patient(now, self.most)
    }

    /// Ends the service of one batch. Returns the next, if enough wait.
    ///
    /// # Panics
    ///
    /// If no batch is in service.
    #[must_use = "schedule the end of each service that starts"]
    pub fn release(&mut self, now: Time) -> Option<Vec<T>> {
        let name = &self.head.line.name;
        assert!(
            self.busy > 0,
            "at {now}: {name} serves nobody who could be released"
        );
        self.busy -= 1;
        let next = self.start_enough(now);
        if next.is_none() {
            self.head.watch.busy(now, self.busy);
            let beyond = self.busy.saturating_sub(self.servers);
            self.head.watch.overtime(now, beyond);
        }
        next
    }

    /// Starts a batch of the waiting customers, however few. `None` if nobody waits or no server is free.
    #[must_use = "schedule the end of each service that starts"]
    pub fn start(&mut self, now: Time) -> Option<Vec<T>> {
        match self.busy < self.servers {
            true => self.start_if(now, 1),
            false => None,
        }
    }

    /// Starts a batch on a free server if at least `least` wait.
    fn start_if(&mut self, now: Time, least: usize) -> Option<Vec<T>> {
        if self.patient(now) < least {
            return None;
        }
        let mut batch = Vec::new();
        while batch.len() < self.most
            && let Some((since, item)) = self.head.line.next_item(now)
        {
            self.head.started(now, since);
            batch.push(item);
        }
        self.head.watch.waiting(now, self.head.line.len());
        self.busy += 1;
        self.head.watch.busy(now, self.busy);
        Some(batch)
    }

    /// Ends a wait at once. Returns the item, or `None` and changes nothing if that wait is over.
    pub fn withdraw(&mut self, now: Time, id: WaitId) -> Option<T> {
        self.head.withdraw(now, id)
    }

    /// Sets the number of servers. Returns the batches that start now. A reduction interrupts nobody.
    #[must_use = "schedule the end of each service that starts"]
    pub fn set_servers(&mut self, now: Time, servers: usize) -> Vec<Vec<T>> {
        self.servers = servers;
        self.head.watch.capacity(now, servers);
        let beyond = self.busy.saturating_sub(servers);
        self.head.watch.overtime(now, beyond);
        let mut batches = Vec::new();
        while let Some(batch) = self.start_enough(now) {
            batches.push(batch);
        }
        batches
    }

    /// The number of servers.
    #[must_use]
    pub fn servers(&self) -> usize {
        self.servers
    }

    /// The number of batches in service now.
    #[must_use]
    pub fn in_service(&self) -> usize {
        self.busy
    }

    /// The waits with their start and reason.
    pub(crate) fn in_line(&self) -> impl Iterator<Item = (&T, Time, String)> {
        let name = self.name();
        self.head
            .in_line(move |item| (item, format!("a batch of {name}")))
    }

    /// The waiting items, in the order of service.
    pub fn waiters(&self) -> impl Iterator<Item = &T> {
        self.head.line.iter().map(|waiter| &waiter.item)
    }

    /// Restarts the statistics at `now`, as at the end of a warm-up. Nobody leaves.
    pub fn reset_statistics(&mut self, now: Time) {
        self.head.reset(now);
    }
}
