//! A request and its answer.

use serde::{Deserialize, Serialize};

use super::waiting_line::TOGETHER;
use crate::time::Time;

/// Where a request stands in the waiting line. The lower key goes first; equal keys go in the order of asking.
///
/// | Discipline | Request |
/// |---|---|
/// | first come, first served | `Request::default()` |
/// | priority | `Request::priority(p)`, the higher first |
/// | earliest due date | `Request::due(time)` |
/// | any other | `Request::key(k)` with a key of your own, such as the length of the job |
/// | last come, first served | any of these, in a resource made with `last_come_first()` |
///
/// # Examples
///
/// ```
/// use cetak::resource::{Request, Resource, Seized};
/// use cetak::time::{Time, minutes};
///
/// let eight = Time::ZERO;
/// let mut press = Resource::new("press", 1);
/// assert_eq!(press.request(eight, Request::default(), 'a'), Seized::Starts('a'));
/// let late = press.request(eight, Request::due(eight + minutes(90.0)), 'b');
/// assert!(matches!(late, Seized::Waits(_)));
/// let _ = press.request(eight, Request::due(eight + minutes(60.0)), 'c');
/// assert_eq!(press.release(eight + minutes(5.0)), Some('c'));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub(super) key: i64,
    pub(super) since: Option<Time>,
    pub(crate) deadline: Time,
}

impl Default for Request {
    /// First come, first served: key 0, no deadline.
    fn default() -> Self {
        Self::key(0)
    }
}

impl Request {
    /// Makes a request that goes before all with a higher key.
    #[must_use]
    pub const fn key(key: i64) -> Self {
        Self {
            key,
            since: None,
            deadline: Time::MAX,
        }
    }

    /// Makes a request that goes before all with a lower priority.
    ///
    /// # Panics
    ///
    /// If `priority` is [`i64::MIN`], which cannot be negated.
    #[must_use]
    pub const fn priority(priority: i64) -> Self {
        match priority.checked_neg() {
            Some(key) => Self::key(key),
            None => panic!("a priority of -2^63 has no opposite"),
        }
    }

    /// Makes a request that goes before all that are due later.
    #[must_use]
    pub const fn due(time: Time) -> Self {
        Self::key(time.as_micros())
    }

    /// Counts the wait from `since`. For a backlog that is already waiting when the run starts.
    #[must_use]
    pub const fn waiting_since(mut self, since: Time) -> Self {
        self.since = Some(since);
        self
    }

    /// From `deadline` on, the request is no longer granted; it stays queued until it is withdrawn.
    ///
    /// A server that becomes free at that very instant goes to the next in line, whichever of the two events is handled
    /// first. The model schedules an event at `deadline` that calls `withdraw`.
    #[must_use]
    pub const fn until(mut self, deadline: Time) -> Self {
        // The earliest time of all marks requests for several resources.
        self.deadline = match deadline.as_micros() {
            i64::MIN => Time::from_micros(i64::MIN + 1),
            _ => deadline,
        };
        self
    }

    /// The same request as part of one for several resources at once.
    pub(super) fn together(mut self) -> Self {
        self.deadline = TOGETHER;
        self
    }
}

/// The key of a request by itself, for methods that ask for nothing else: the lower goes first.
///
/// A type of its own, so that it cannot be mistaken for a number of units.
///
/// # Examples
///
/// ```
/// use cetak::resource::{Key, Request};
///
/// assert!(Key(2) < Key(5)); // goes first
/// assert!(Key::priority(9) < Key::priority(1));
/// assert_eq!(Request::from(Key(5)), Request::key(5));
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Key(pub i64);

impl Key {
    /// Makes a key that goes before those of all lower priorities.
    ///
    /// # Panics
    ///
    /// If `priority` is [`i64::MIN`], which cannot be negated.
    #[must_use]
    pub const fn priority(priority: i64) -> Self {
        Self(Request::priority(priority).key)
    }

    /// Makes a key that goes before those of all later times.
    #[must_use]
    pub const fn due(time: Time) -> Self {
        Self(Request::due(time).key)
    }
}

impl From<Key> for Request {
    fn from(Key(key): Key) -> Self {
        Self::key(key)
    }
}

/// The resource that gave out an id or a promise, by a hash of its name, so that it is the same in every run. Two resources of one name are not
/// told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Owner(u32);

impl Owner {
    pub fn named(name: &str) -> Self {
        Self(xxhash_rust::xxh3::xxh3_64(name.as_bytes()) as u32)
    }

    /// Panics if what `other` gave out is used on the resource with this `name`.
    #[inline]
    pub fn check(self, other: Self, name: &str) {
        if self != other {
            foreign(name);
        }
    }
}

#[cold]
#[inline(never)]
fn foreign(name: &str) -> ! {
    panic!("{name} did not give out this id or promise; another resource did")
}

/// The name of one wait, used to end it. Names are never reused: when the wait is over, its name is stale and does nothing. Methods that
/// are given the name of a wait at a resource of another name panic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WaitId {
    pub(super) key: i64,
    pub(super) order: u64,
    /// How often this customer had been put back into the line.
    pub(super) returns: u32,
    /// The resource in whose line it waits.
    pub(super) of: Owner,
}

/// The answer to a request: `S` is what is granted now, `T` is the item that asked.
#[must_use = "schedule the end of each service that starts"]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seized<S, T> {
    /// The item is served from now on.
    Starts(S),
    /// The item waits.
    Waits(WaitId),
    /// The item waits in the place of `T`, which was pushed out of the full queue.
    Replaces(WaitId, T),
    /// The queue is full; here is the item back.
    Refused(T),
}

impl<S, T> Seized<S, T> {
    /// The same answer, with its contents converted.
    pub(crate) fn map<R, U>(
        self,
        starts: impl FnOnce(S) -> R,
        item: impl FnOnce(T) -> U,
    ) -> Seized<R, U> {
        match self {
            Self::Starts(what) => Seized::Starts(starts(what)),
            Self::Waits(wait) => Seized::Waits(wait),
            Self::Replaces(wait, out) => Seized::Replaces(wait, item(out)),
            Self::Refused(refused) => Seized::Refused(item(refused)),
        }
    }
}

/// A grant that can still be undone. What was asked for is set aside as soon as it is free, and nobody else can get it.
/// Commit or cancel the promise at the resource it comes from; one of another name panics. Dropping it loses what was set aside.
///
/// For customers who may change their mind at the last moment, such as a process that is interrupted in the event in which
/// its turn comes. The wait is counted when the promise is committed.
///
/// # Examples
///
/// ```
/// use cetak::resource::{Request, Resource, Seized};
/// use cetak::time::{Time, minutes};
///
/// let now = Time::ZERO + minutes(4.0);
/// let mut clerk = Resource::new("clerk", 1);
/// let _ = clerk.seize(Time::ZERO, "Wayan");
/// assert!(matches!(clerk.reserve(Time::ZERO, Request::default(), "Made"), Seized::Waits(_)));
/// assert!(matches!(clerk.reserve(Time::ZERO, Request::default(), "Ketut"), Seized::Waits(_)));
///
/// let promise = clerk.pass_on(now).expect("somebody waits"); // Wayan leaves
/// assert_eq!(promise.item(), &"Made"); // who has left the building, as it turns out
/// let (_, promise) = clerk.cancel(now, promise);
/// assert_eq!(clerk.commit(now, promise.expect("one more waits")), "Ketut");
/// assert_eq!(clerk.waits().count(), 2);
/// ```
#[must_use = "what was set aside is lost unless the promise is committed or cancelled"]
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Promise<T, G = ()> {
    pub(super) since: Time,
    pub(super) item: T,
    pub(super) given: G,
    /// The resource that made it.
    pub(super) of: Owner,
}

impl<T, G> Promise<T, G> {
    /// The item that asked.
    pub fn item(&self) -> &T {
        &self.item
    }
}

/// A request that gave up, and those that start because it no longer holds them up.
#[must_use = "schedule the end of each service that starts"]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Withdrawn<S, T> {
    /// The item that gave up.
    pub item: T,
    /// What starts now. Empty unless the request stood first and asked for more than was available.
    pub starts: Vec<S>,
}
