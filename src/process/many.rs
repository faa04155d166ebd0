//! Waits joined: for all of many, and for the first of many.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use super::unawaited::Declining;

/// A wait, or its value once it has ended.
enum Part<F: Future> {
    Waits(Pin<Box<F>>),
    Ended(Option<F::Output>),
}

impl<F: Future> Part<F> {
    /// Whether it has ended.
    fn poll(&mut self, context: &mut Context<'_>) -> bool {
        if let Self::Waits(wait) = self {
            match wait.as_mut().poll(context) {
                Poll::Ready(ended) => *self = Self::Ended(Some(ended)),
                Poll::Pending => return false,
            }
        }
        true
    }

    fn take(&mut self) -> Option<F::Output> {
        match self {
            Self::Ended(ended) => ended.take(),
            Self::Waits(_) => None,
        }
    }
}

/// Waits for both of two waits, and returns what they return. Both begin at once, the first one first.
///
/// # Examples
///
/// ```
/// use cetak::engine::Simulation;
/// use cetak::process::{Processes, join};
/// use cetak::time::minutes;
///
/// let processes = Processes::new();
/// let world = processes.world();
/// world.clone().spawn(async move {
///     join(world.hold(minutes(3.0)), world.hold(minutes(5.0))).await;
/// });
/// let mut sim = Simulation::new(processes);
/// sim.run();
/// assert_eq!(sim.now().as_micros(), 5 * 60_000_000);
/// ```
pub async fn join<A, B>(first: impl Future<Output = A>, second: impl Future<Output = B>) -> (A, B) {
    let mut first = pin!(first);
    let mut second = pin!(second);
    let mut ended = (None, None);
    poll_fn(|context| {
        if ended.0.is_none() {
            ended.0 = ready(first.as_mut().poll(context));
        }
        if ended.1.is_none() {
            ended.1 = ready(second.as_mut().poll(context));
        }
        match (ended.0.take(), ended.1.take()) {
            (Some(first), Some(second)) => Poll::Ready((first, second)),
            some => {
                ended = some;
                Poll::Pending
            }
        }
    })
    .await
}

fn ready<T>(poll: Poll<T>) -> Option<T> {
    match poll {
        Poll::Ready(ended) => Some(ended),
        Poll::Pending => None,
    }
}

/// Waits for all of many waits of one kind, and returns what they return, in their order. All begin at once, in their order; of
/// none, it returns at once.
///
/// Each wake-up of the process looks at all that have not ended.
///
/// # Examples
///
/// ```
/// use cetak::engine::Simulation;
/// use cetak::process::{Processes, all};
/// use cetak::time::{Time, minutes};
///
/// let processes = Processes::new();
/// let world = processes.world();
/// world.clone().spawn(async move {
///     let cooks = [4.0, 9.0, 2.0].map(|m| {
///         let here = world.clone();
///         world.spawn(async move { here.hold(minutes(m)).await })
///     });
///     all(cooks.iter().map(|cook| cook.done())).await;
///     assert_eq!(world.now(), Time::ZERO + minutes(9.0));
/// });
/// Simulation::new(processes).run();
/// ```
pub async fn all<F: Future>(waits: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    let mut parts = parts(waits);
    poll_fn(|context| {
        // Every part is polled, so each begins now.
        let waiting = parts
            .iter_mut()
            .filter_map(|part| (!part.poll(context)).then_some(()));
        match waiting.count() {
            0 => Poll::Ready(()),
            _ => Poll::Pending,
        }
    })
    .await;
    parts.iter_mut().filter_map(Part::take).collect()
}

/// Waits for the first of many waits of one kind, and withdraws all others at once, like [`race`](super::race). Returns its
/// place, counted from 0, and what it returned. If several end within one event, the earliest place counts.
///
/// # Panics
///
/// If there is none.
///
/// # Examples
///
/// A ship takes whichever berth becomes free first:
///
/// ```
/// use cetak::engine::Simulation;
/// use cetak::process::{Processes, Resource, any};
/// use cetak::time::minutes;
///
/// let processes = Processes::new();
/// let world = processes.world();
/// let berths = ["north", "south"].map(|name| Resource::new(&world, name, 1));
/// let (here, busy) = (world.clone(), berths.clone());
/// world.spawn(async move {
///     let (_north, south) = (busy[0].seize().await, busy[1].seize().await);
///     here.hold(minutes(7.0)).await;
///     south.release();
///     here.hold(minutes(7.0)).await;
/// });
/// world.spawn(async move {
///     let (place, _unit) = any(berths.iter().map(|berth| berth.seize())).await;
///     assert_eq!(place, 1);
///     assert_eq!(berths[0].waiting(), 0); // it has left the other queue
/// });
/// Simulation::new(processes).run();
/// ```
pub async fn any<F: Future>(waits: impl IntoIterator<Item = F>) -> (usize, F::Output) {
    let _end;
    let mut parts = parts(waits);
    assert!(!parts.is_empty(), "one of no waits never ends");
    let ended = poll_fn(|context| {
        let first = parts.iter_mut().position(|part| part.poll(context));
        let found = first.and_then(|place| Some((place, parts[place].take()?)));
        found.map_or(Poll::Pending, Poll::Ready)
    })
    .await;
    // Those behind the first may not have been polled.
    _end = Declining::begin();
    ended
}

fn parts<F: Future>(waits: impl IntoIterator<Item = F>) -> Vec<Part<F>> {
    let waits = waits.into_iter();
    waits.map(|wait| Part::Waits(Box::pin(wait))).collect()
}
