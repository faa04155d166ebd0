//! Independent replications, in parallel, collected in order.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

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
    /// Called now and then with the number of replications done so far.
    pub progress: Option<&'a (dyn Fn(u32) + Sync)>,
    /// When this turns true, the experiment ends after the replications under way.
    pub stop: Option<&'a AtomicBool>,
}

impl Watch<'_> {
    fn wants_stop(&self) -> bool {
        self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed))
    }
}

/// Replications are handed out in blocks of this many per thread; a stop takes effect between blocks.
const BLOCK_PER_THREAD: usize = 16;

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
    let block = (pool.current_num_threads() * BLOCK_PER_THREAD) as u32;
    let mut outcomes = Vec::with_capacity(settings.replications as usize);
    let mut next = 0;
    while next < settings.replications && !watch.wants_stop() {
        let end = settings.replications.min(next.saturating_add(block));
        let done: Vec<Result<O>> = pool.install(|| {
            (next..end)
                .into_par_iter()
                .map(|replication| one(&Streams::new(settings.seed, u64::from(replication))))
                .collect()
        });
        for outcome in done {
            outcomes.push(outcome?);
        }
        next = end;
        if let Some(progress) = watch.progress {
            progress(next);
        }
    }
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
