//! What every engine is asked to do, and the draws that all written in Rust share.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use rand::{RngExt, SeedableRng};
use rand_distr::Exp1;
use rand_xoshiro::Xoshiro256PlusPlus;
use serde::{Deserialize, Serialize};

/// The mean time between arrivals, with a mean service time of 1: ρ = 0.8.
pub const MEAN_INTERARRIVAL: f64 = 1.25;

/// An engine that runs both models.
pub trait Peer {
    /// The name of its package.
    fn name(&self) -> &'static str;

    /// The version, where it is not the one in Cargo.lock.
    fn version(&self) -> Option<String> {
        None
    }

    /// How many times fewer customers and holds it is given, being slow.
    fn scaled_down(&self) -> u64 {
        1
    }

    /// Lets `customers` arrive at an empty M/M/1 queue and runs until the last has left.
    fn mm1(&self, customers: u64, seed: u64) -> Result<Queue, String>;

    /// Keeps `pending` events pending, each scheduled again after Exp(1) when it happens, and runs for `warm_up` and then,
    /// timed, for `span`.
    fn hold(&self, pending: usize, warm_up: f64, span: f64, seed: u64) -> Result<Holds, String>;
}

/// Measures the processor's time of this thread where Linux tells it, because other work on the machine changes that least; elsewhere the
/// time on the wall.
pub struct Stopwatch {
    processor: Option<Duration>,
    wall: Instant,
}

impl Stopwatch {
    pub fn start() -> Self {
        Self {
            processor: Self::processor(),
            wall: Instant::now(),
        }
    }

    pub fn elapsed(&self) -> Duration {
        let wall = self.wall.elapsed();
        let processor = || Some(Self::processor()? - self.processor?);
        processor().unwrap_or(wall)
    }

    fn processor() -> Option<Duration> {
        // Linux counts up to now when the thread offers the processor to others.
        thread::yield_now();
        let counts = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        let nanoseconds = counts.split(' ').next()?.parse().ok()?;
        Some(Duration::from_nanos(nanoseconds))
    }
}

/// A run of the M/M/1 queue.
pub struct Queue {
    pub elapsed: Duration,
    pub times: TimesInSystem,
}

/// A run of the hold model, after the warm-up.
pub struct Holds {
    pub elapsed: Duration,
    pub count: u64,
}

/// Exponential draws, the same for the same seed.
#[derive(Clone, Serialize, Deserialize)]
pub struct Draws(Xoshiro256PlusPlus);

impl Draws {
    pub fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// The times between arrivals and the service times, from generators of their own: so every engine serves the same
    /// customers.
    pub fn of_queue(seed: u64) -> (Self, Self) {
        (Self::new(2 * seed), Self::new(2 * seed + 1))
    }

    #[inline]
    pub fn exponential(&mut self, mean: f64) -> f64 {
        mean * self.0.sample::<f64, _>(Exp1)
    }
}

/// The mean time in the system, for the engines that bring no statistics.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
pub struct TimesInSystem {
    pub count: u64,
    pub sum: f64,
}

impl TimesInSystem {
    #[inline]
    pub fn record(&mut self, time: f64) {
        self.count += 1;
        self.sum += time;
    }

    pub fn mean(&self) -> f64 {
        self.sum / self.count as f64
    }
}
