//! Independent replications, run in parallel and delivered in order.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::random::Streams;
use crate::words::{Message, Variable};

/// How many replications to run, from which seed, on how many threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The number of replications, at least 1.
    pub replications: u32,
    /// The seed of all random streams.
    pub seed: u64,
    /// The number of threads; `None` means one per core. It does not affect the results.
    pub threads: Option<usize>,
}

impl Default for Settings {
    /// 1,000 replications from seed 1 on all cores.
    fn default() -> Self {
        Self {
            replications: 1000,
            seed: 1,
            threads: None,
        }
    }
}

/// Follows an experiment while it runs, and can stop it.
#[derive(Default)]
pub struct Control<'a> {
    /// Called after some of the replications and at the end, with the number done so far.
    pub progress: Option<&'a (dyn Fn(u32) + Sync)>,
    /// Once this is true, no more replications begin.
    pub stop: Option<&'a AtomicBool>,
}

impl Control<'_> {
    fn wants_stop(&self) -> bool {
        self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed))
    }
}

/// Runs `one` for replications 0, 1, 2, … and returns the outcomes in that order.
///
/// Like [`each`], which also says what remains after a stop.
///
/// # Errors
///
/// Like [`each`].
///
/// # Examples
///
/// ```
/// use cetak::experiment::{Settings, Control, replicate};
///
/// let settings = Settings { replications: 100, ..Settings::default() };
/// let heads = replicate(&settings, &Control::default(), |streams| {
///     Ok(streams.stream("coin").uniform() < 0.5)
/// })?;
/// assert_eq!(heads.len(), 100);
/// # Ok::<(), cetak::Error>(())
/// ```
pub fn replicate<O, F>(settings: &Settings, control: &Control<'_>, one: F) -> Result<Vec<O>>
where
    O: Send,
    F: Fn(&Streams) -> Result<O> + Sync,
{
    let mut outcomes = Vec::new();
    each(settings, control, one, |outcome| outcomes.push(outcome))?;
    Ok(outcomes)
}

/// Runs `one` for replications 0, 1, 2, …, passes each outcome to `take` in that order, and returns their number.
///
/// Outcomes are not kept, so an experiment takes only the memory that `take` keeps, plus a few outcomes that are done before
/// their turn.
///
/// After a stop, `take` has received the outcomes of the first replications without a gap: neither chance nor the length of a
/// replication decides which outcomes are kept. Replications under way finish first, unless `one` itself notices the stop and
/// returns an error of kind [`ErrorKind::Interrupted`]; then that replication is not among them.
///
/// # Errors
///
/// The first error of any replication, in order; [`ErrorKind::Value`] if `settings` asks for 0 replications or 0 threads, or
/// if the threads cannot be started; [`ErrorKind::Interrupted`] if stopped before any outcome was taken.
///
/// # Examples
///
/// ```
/// use cetak::experiment::{Settings, Control, each};
/// use cetak::stats::Tally;
///
/// let mut uniform = Tally::new();
/// let settings = Settings { replications: 100, ..Settings::default() };
/// let done = each(
///     &settings,
///     &Control::default(),
///     |streams| Ok(streams.stream("u").uniform()),
///     |drawn| uniform.record(drawn),
/// )?;
/// assert_eq!((done, uniform.count()), (100, 100));
/// # Ok::<(), cetak::Error>(())
/// ```
pub fn each<O, F, T>(settings: &Settings, control: &Control<'_>, one: F, mut take: T) -> Result<u32>
where
    O: Send,
    F: Fn(&Streams) -> Result<O> + Sync,
    T: FnMut(O) + Send,
{
    let take = |outcome| {
        take(outcome);
        Ok(())
    };
    each_of(|place| place, settings, control, one, take)
}

/// The same for the number of replications in `settings`, numbered from 0. An error of `take` ends the run like an error of that
/// replication.
pub(crate) fn each_of<O, F, T>(
    number: impl Fn(u32) -> u32 + Sync,
    settings: &Settings,
    control: &Control<'_>,
    one: F,
    take: T,
) -> Result<u32>
where
    O: Send,
    F: Fn(&Streams) -> Result<O> + Sync,
    T: FnMut(O) -> Result<()> + Send,
{
    if settings.replications == 0 {
        return Err(Error::of(
            ErrorKind::Value,
            Message::new("experiment-no-replication"),
        ));
    }
    if settings.threads == Some(0) {
        return Err(Error::of(
            ErrorKind::Value,
            Message::new("experiment-no-thread"),
        ));
    }
    let threads = settings
        .threads
        .unwrap_or_else(|| thread::available_parallelism().map_or(1, NonZero::get))
        .min(usize::try_from(settings.replications).unwrap_or(usize::MAX));
    let begun = AtomicU32::new(0);
    let order = Order::new(take, threads.saturating_mul(4));
    let next = || {
        let stop = order.is_closed() || control.wants_stop();
        let place = (!stop).then(|| begun.fetch_add(1, Ordering::Relaxed));
        place.filter(|place| *place < settings.replications)
    };
    let progress = || {
        if let Some(progress) = control.progress {
            progress(order.taken());
        }
    };
    let work = |tells: bool| {
        let _guard = ClosedByPanic(&order);
        while let Some(place) = next() {
            let streams = Streams::new(settings.seed, u64::from(number(place)));
            order.hand_in(place, one(&streams));
            if tells {
                progress();
            }
        }
    };
    // This thread takes part, so that a platform without threads can run an experiment on it alone.
    thread::scope(|scope| {
        let mut others = Vec::with_capacity(threads - 1);
        for _ in 1..threads {
            match thread::Builder::new().spawn_scoped(scope, || work(false)) {
                Ok(other) => others.push(other),
                Err(error) => {
                    order.close();
                    return Err(error);
                }
            }
        }
        work(true);
        for other in others {
            other.join().unwrap_or_else(|panic| resume_unwind(panic));
        }
        Ok(())
    })
    .map_err(|error| {
        let message = Message::new("experiment-threads").with("detail", Variable::of_io(&error));
        Error::of(ErrorKind::Value, message).because(error)
    })?;
    progress();
    order.end()
}

/// The same where part of the outcomes is no answer: the error [`stopped`] unless all are done.
pub(crate) fn replicate_all<O, F>(
    settings: &Settings,
    control: &Control<'_>,
    one: F,
) -> Result<Vec<O>>
where
    O: Send,
    F: Fn(&Streams) -> Result<O> + Sync,
{
    let outcomes = replicate(settings, control, one)?;
    match outcomes.len() == settings.replications as usize {
        true => Ok(outcomes),
        false => Err(stopped()),
    }
}

/// The error of a run that was stopped before the end, where part of the outcomes is no answer.
pub(crate) fn stopped() -> Error {
    Error::of(ErrorKind::Interrupted, Message::new("experiment-stopped"))
}

/// Closes the order on a panic: the replication that panicked never has its turn, so nobody may wait for it.
struct ClosedByPanic<'a, O, T: FnMut(O) -> Result<()>>(&'a Order<O, T>);

impl<O, T: FnMut(O) -> Result<()>> Drop for ClosedByPanic<'_, O, T> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.close();
        }
    }
}

/// Passes outcomes on in the order of their places, in whatever order they arrive.
struct Order<O, T> {
    state: Mutex<OrderState<O, T>>,
    moved: Condvar,
    /// How many outcomes may wait for their turn before the threads that hand them in wait as well.
    most: usize,
    taken: AtomicU32,
    closed: AtomicBool,
}

struct OrderState<O, T> {
    take: T,
    early: BTreeMap<u32, Result<O>>,
    error: Option<Error>,
}

impl<O, T: FnMut(O) -> Result<()>> Order<O, T> {
    fn new(take: T, most: usize) -> Self {
        Self {
            state: Mutex::new(OrderState {
                take,
                early: BTreeMap::new(),
                error: None,
            }),
            moved: Condvar::new(),
            most,
            taken: AtomicU32::new(0),
            closed: AtomicBool::new(false),
        }
    }

    fn taken(&self) -> u32 {
        self.taken.load(Ordering::Relaxed)
    }

    /// Whether outcomes are no longer taken.
    fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Relaxed)
    }

    /// Stops taking outcomes and wakes all waiters.
    fn close(&self) {
        let _state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        self.closed.store(true, Ordering::Relaxed);
        self.moved.notify_all();
    }

    /// Hands in the outcome of the replication at a place. The first error is the last outcome looked at.
    fn hand_in(&self, place: u32, outcome: Result<O>) {
        // A panic in `take` ends the experiment with that panic; nothing more is taken until then.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.early.insert(place, outcome);
        while !self.is_closed()
            && let Some(outcome) = {
                let turn = self.taken();
                state.early.remove(&turn)
            }
        {
            match outcome.and_then(|outcome| (state.take)(outcome)) {
                Ok(()) => {
                    self.taken.fetch_add(1, Ordering::Relaxed);
                }
                Err(error) => {
                    state.error = Some(error);
                    self.closed.store(true, Ordering::Relaxed);
                }
            }
        }
        self.moved.notify_all();
        // The thread whose turn it is never waits here, so the others will not wait forever.
        while state.early.len() > self.most && !self.is_closed() {
            state = self
                .moved
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn end(self) -> Result<u32> {
        let taken = self.taken();
        let state = self
            .state
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        match state.error {
            Some(error) if error.kind() != ErrorKind::Interrupted => Err(error),
            _ if taken == 0 => Err(stopped()),
            _ => Ok(taken),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draws(threads: usize) -> Vec<u64> {
        let settings = Settings {
            replications: 100,
            seed: 7,
            threads: Some(threads),
        };
        replicate(&settings, &Control::default(), |streams| {
            Ok(streams.stream("a").uniform().to_bits())
        })
        .unwrap()
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        assert_eq!(draws(1), draws(2));
        assert_eq!(draws(1), draws(7));
    }

    #[test]
    fn a_stop_leaves_a_prefix() {
        let stop = AtomicBool::new(false);
        let control = Control {
            progress: Some(&|_| stop.store(true, Ordering::Relaxed)),
            stop: Some(&stop),
        };
        let settings = Settings {
            replications: 100,
            seed: 7,
            threads: Some(1),
        };
        let some = replicate(&settings, &control, |s| {
            Ok(s.stream("a").uniform().to_bits())
        })
        .unwrap();
        assert!(!some.is_empty() && some.len() < 100, "{}", some.len());
        assert_eq!(some, draws(1)[..some.len()]);
    }

    #[test]
    fn a_replication_that_is_stopped_ends_the_prefix() {
        let stop = AtomicBool::new(false);
        let control = Control {
            progress: None,
            stop: Some(&stop),
        };
        let settings = Settings {
            replications: 100,
            seed: 7,
            threads: Some(3),
        };
        // Replication 5 waits for the stop, and the later ones finish before it.
        let some = replicate(&settings, &control, |s| match s.replication() {
            5 => {
                while !stop.load(Ordering::Relaxed) {
                    std::thread::yield_now();
                }
                Err(Error::new(ErrorKind::Interrupted, "stopped"))
            }
            n => {
                stop.store(n >= 12, Ordering::Relaxed);
                Ok(n)
            }
        });
        assert_eq!(some.unwrap(), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_slow_replication_does_not_let_the_others_pile_up() {
        let settings = Settings {
            replications: 1000,
            seed: 7,
            threads: Some(2),
        };
        let (done, most) = (AtomicU32::new(0), AtomicU32::new(0));
        let mut taken = 0;
        let one = |s: &Streams| {
            if s.replication() == 0 {
                std::thread::sleep(std::time::Duration::from_millis(200));
                most.store(done.load(Ordering::Relaxed), Ordering::Relaxed);
            }
            done.fetch_add(1, Ordering::Relaxed);
            Ok(s.replication())
        };
        let ended = each(&settings, &Control::default(), one, |n| {
            assert_eq!(n, taken);
            taken += 1;
        });
        assert_eq!((ended.unwrap(), taken), (1000, 1000));
        assert!(most.into_inner() <= 9, "eight wait, the ninth does not end");
    }

    #[test]
    fn a_panic_ends_the_experiment_however_many_wait_for_their_turn() {
        let settings = Settings {
            replications: 1000,
            seed: 7,
            threads: Some(3),
        };
        let others = AtomicU32::new(0);
        let one = |s: &Streams| {
            if s.replication() == 0 {
                // By then, the others are all waiting or about to.
                while others.load(Ordering::Relaxed) < 12 {
                    thread::yield_now();
                }
                panic!("replication 0");
            }
            others.fetch_add(1, Ordering::Relaxed);
            Ok(())
        };
        let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            replicate(&settings, &Control::default(), one)
        }));
        let panic = ended.unwrap_err();
        assert_eq!(panic.downcast_ref::<&str>(), Some(&"replication 0"));
    }

    #[test]
    fn the_first_error_in_order_is_told() {
        let settings = Settings::default();
        let error = replicate(&settings, &Control::default(), |s| match s.replication() {
            0..=2 => Ok(()),
            n => Err(Error::new(ErrorKind::Value, format!("replication {n}"))),
        });
        assert_eq!(error.unwrap_err().to_string(), "replication 3");
    }

    #[test]
    fn nothing_asked_for_is_an_error() {
        let settings = Settings {
            replications: 0,
            ..Settings::default()
        };
        let error = replicate(&settings, &Control::default(), |_| Ok(())).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Value);
    }
}
