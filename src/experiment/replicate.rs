//! Independent replications, in parallel, collected in order.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use crate::error::{Error, ErrorKind, Result};
use crate::random::Streams;

/// How many replications, from which seed, on how many threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Replications to run, at least 1.
    pub replications: u32,
    /// The seed of all random streams.
    pub seed: u64,
    /// Threads to use; `None`: one for each core. The number changes no result.
    pub threads: Option<usize>,
}

impl Default for Settings {
    /// 1,000 replications from seed 1 on every core.
    fn default() -> Self {
        Self {
            replications: 1000,
            seed: 1,
            threads: None,
        }
    }
}

/// A look at an experiment while it runs, and a way to stop it.
#[derive(Default)]
pub struct Watch<'a> {
    /// Called after some of the replications, and at the end, with the number done so far.
    pub progress: Option<&'a (dyn Fn(u32) + Sync)>,
    /// When this turns true, the experiment ends after the replications under way.
    pub stop: Option<&'a AtomicBool>,
}

impl Watch<'_> {
    fn wants_stop(&self) -> bool {
        self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed))
    }
}

/// Runs `one` for replications 0, 1, 2, … and returns the outcomes in that order.
///
/// When stopped, the outcomes of the first so many replications are returned: always a prefix, so that neither chance nor a
/// replication's length decides which outcomes are kept.
///
/// # Errors
///
/// The first error of any replication, in order; [`ErrorKind::Value`] when no replication or no thread is asked for or the
/// threads cannot be had; [`ErrorKind::Interrupted`] when stopped before anything was done.
///
/// # Examples
///
/// ```
/// use cetak::experiment::{Settings, Watch, replicate};
///
/// let settings = Settings { replications: 100, ..Settings::default() };
/// let heads = replicate(&settings, &Watch::default(), |streams| {
///     Ok(streams.stream("coin").uniform() < 0.5)
/// })?;
/// assert_eq!(heads.len(), 100);
/// # Ok::<(), cetak::Error>(())
/// ```
pub fn replicate<O, F>(settings: &Settings, watch: &Watch<'_>, one: F) -> Result<Vec<O>>
where
    O: Send,
    F: Fn(&Streams) -> Result<O> + Sync,
{
    if settings.replications == 0 {
        return Err(Error::new(
            ErrorKind::Value,
            "0 replications were asked for; at least 1 is wanted",
        ));
    }
    if settings.threads == Some(0) {
        return Err(Error::new(
            ErrorKind::Value,
            "0 threads were asked for; at least 1 is wanted",
        ));
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(settings.threads.unwrap_or(0))
        .build()
        .map_err(|e| Error::new(ErrorKind::Value, "the threads could not be started").because(e))?;
    let (begun, ended) = (AtomicU32::new(0), AtomicU32::new(0));
    let failed = AtomicBool::new(false);
    let next = || {
        let stop = failed.load(Ordering::Relaxed) || watch.wants_stop();
        let number = (!stop).then(|| begun.fetch_add(1, Ordering::Relaxed));
        number.filter(|number| *number < settings.replications)
    };
    let progress = || {
        if let Some(progress) = watch.progress {
            progress(ended.load(Ordering::Relaxed));
        }
    };
    let outcomes = pool.broadcast(|thread| {
        let mut outcomes = Vec::new();
        while let Some(number) = next() {
            let outcome = one(&Streams::new(settings.seed, u64::from(number)));
            if outcome.is_err() {
                failed.store(true, Ordering::Relaxed);
            }
            outcomes.push((number, outcome));
            ended.fetch_add(1, Ordering::Relaxed);
            if thread.index() == 0 {
                progress();
            }
        }
        outcomes
    });
    progress();
    // Begun in order, and ended once begun: whatever stopped them, they are the first so many.
    let mut outcomes: Vec<(u32, Result<O>)> = outcomes.into_iter().flatten().collect();
    outcomes.sort_unstable_by_key(|(number, _)| *number);
    let outcomes = outcomes.into_iter().map(|(_, outcome)| outcome);
    let outcomes = outcomes.collect::<Result<Vec<O>>>()?;
    if outcomes.is_empty() {
        return Err(Error::new(
            ErrorKind::Interrupted,
            "stopped before the first replication was done",
        ));
    }
    Ok(outcomes)
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
        replicate(&settings, &Watch::default(), |streams| {
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
        let watch = Watch {
            progress: Some(&|_| stop.store(true, Ordering::Relaxed)),
            stop: Some(&stop),
        };
        let settings = Settings {
            replications: 100,
            seed: 7,
            threads: Some(1),
        };
        let some = replicate(&settings, &watch, |s| Ok(s.stream("a").uniform().to_bits())).unwrap();
        assert!(!some.is_empty() && some.len() < 100, "{}", some.len());
        assert_eq!(some, draws(1)[..some.len()]);
    }

    #[test]
    fn the_first_error_in_order_is_told() {
        let settings = Settings::default();
        let error = replicate(&settings, &Watch::default(), |s| match s.replication() {
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
        let error = replicate(&settings, &Watch::default(), |_| Ok(())).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Value);
    }
}
