//! Watching a run: nothing by default, a fingerprint, or a trace.

use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

use super::Model;
use crate::time::Time;

/// Sees every event of a run, just before and just after the model handles it.
///
/// The run is compiled for its observer, so an observer that does nothing, `()`, costs nothing. An observer cannot change the
/// run.
pub trait Observer<M: Model> {
    /// Called when `event` is about to happen to `model` at `now`.
    fn before(&mut self, now: Time, event: &M::Event, model: &M) {
        let _ = (now, event, model);
    }

    /// Called when the event at `now` has happened and has left `model` in this state.
    fn after(&mut self, now: Time, model: &M) {
        let _ = (now, model);
    }
}

impl<M: Model> Observer<M> for () {}

/// Two observers of one run; the first one sees each event first.
impl<M: Model, A: Observer<M>, B: Observer<M>> Observer<M> for (A, B) {
    #[inline]
    fn before(&mut self, now: Time, event: &M::Event, model: &M) {
        self.0.before(now, event, model);
        self.1.before(now, event, model);
    }

    #[inline]
    fn after(&mut self, now: Time, model: &M) {
        self.0.after(now, model);
        self.1.after(now, model);
    }
}

/// Calls a closure with each event before it happens.
///
/// # Examples
///
/// ```
/// use cetak::engine::{Calendar, Model, Simulation, Trace};
/// use cetak::time::minutes;
///
/// struct Countdown(u32);
///
/// impl Model for Countdown {
///     type Event = &'static str;
///     fn start(&mut self, cal: &mut Calendar<&'static str>) {
///         cal.schedule(minutes(1.0), "tick");
///     }
///     fn handle(&mut self, _: &'static str, cal: &mut Calendar<&'static str>) {
///         self.0 -= 1;
///         if self.0 > 0 {
///             cal.schedule(minutes(1.0), "tick");
///         }
///     }
/// }
///
/// let mut lines = Vec::new();
/// let mut trace = Trace::new(|now, event: &&str, left: &Countdown| {
///     lines.push(format!("{now} {event}, {} left", left.0));
/// });
/// Simulation::new(Countdown(2)).observed(&mut trace).run();
/// assert_eq!(lines, ["0d 00:01:00 tick, 2 left", "0d 00:02:00 tick, 1 left"]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Trace<F>(F);

impl<F> Trace<F> {
    /// Makes a trace that passes each event to `write`, with its time and the model as it is before the event.
    pub fn new<E, M: Model<Event = E>>(write: F) -> Self
    where
        F: FnMut(Time, &E, &M),
    {
        Self(write)
    }
}

impl<M: Model, F: FnMut(Time, &M::Event, &M)> Observer<M> for Trace<F> {
    fn before(&mut self, now: Time, event: &M::Event, model: &M) {
        (self.0)(now, event, model);
    }
}

/// A 64-bit number that stands for a whole run: every event, its time, and their order.
///
/// Two runs with the same fingerprint went the same way, except with a chance of about 1 in 2⁶⁴. The fingerprint is the same
/// on every platform, whatever its byte order and word size, as long as the events hash no slices of integers wider than a
/// byte: the standard library hashes those in the machine's own byte order. It can be saved with a run and continued.
///
/// # Examples
///
/// See [`Simulation::observed`](super::Simulation::observed).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fingerprint {
    mixer: Mixer,
    events: u64,
}

impl Default for Fingerprint {
    fn default() -> Self {
        Self::new()
    }
}

impl Fingerprint {
    /// The fingerprint of a run without events.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            mixer: Mixer(0x9e37_79b9_7f4a_7c15),
            events: 0,
        }
    }

    /// Adds one event.
    #[inline]
    pub fn record<E: Hash + ?Sized>(&mut self, at: Time, event: &E) {
        // In a register until the end: the field is written once for all words of an event.
        let mut mixer = self.mixer;
        mixer.write_i64(at.as_micros());
        event.hash(&mut mixer);
        self.mixer = mixer;
        self.events += 1;
    }

    /// The fingerprint of the run so far.
    #[must_use]
    pub fn value(&self) -> u64 {
        let mut last = self.mixer;
        last.write_u64(self.events);
        last.finish()
    }

    /// The number of events recorded.
    #[must_use]
    pub const fn events(&self) -> u64 {
        self.events
    }
}

/// Prints the [`value`](Fingerprint::value) in 16 hexadecimal digits.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.value())
    }
}

impl<M: Model<Event: Hash>> Observer<M> for Fingerprint {
    #[inline]
    fn before(&mut self, now: Time, event: &M::Event, _model: &M) {
        self.record(now, event);
    }
}

/// One multiplication per word. Each step is a bijection of the state, so two runs that differ once cannot become equal again
/// through an equal rest. Every integer, of whatever width, goes in as one 64-bit number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
struct Mixer(u64);

impl Hasher for Mixer {
    /// The state, with every bit made to depend on every other (the finalizer of SplitMix64, Steele et al. 2014).
    fn finish(&self) -> u64 {
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        for byte in rest {
            self.write_u64(u64::from(*byte));
        }
    }

    #[inline]
    fn write_u64(&mut self, word: u64) {
        let mixed = (self.0 ^ word).wrapping_mul(0xd6e8_feb8_6659_fd93);
        self.0 = mixed ^ (mixed >> 32);
    }

    #[inline]
    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }
    #[inline]
    fn write_u16(&mut self, number: u16) {
        self.write_u64(u64::from(number));
    }
    #[inline]
    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }
    #[inline]
    fn write_u128(&mut self, number: u128) {
        self.write_u64(number as u64);
        self.write_u64((number >> 64) as u64);
    }
    #[inline]
    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }
    #[inline]
    fn write_i8(&mut self, number: i8) {
        self.write_i64(i64::from(number));
    }
    #[inline]
    fn write_i16(&mut self, number: i16) {
        self.write_i64(i64::from(number));
    }
    #[inline]
    fn write_i32(&mut self, number: i32) {
        self.write_i64(i64::from(number));
    }
    #[inline]
    fn write_i64(&mut self, number: i64) {
        self.write_u64(number as u64);
    }
    #[inline]
    fn write_i128(&mut self, number: i128) {
        self.write_u128(number as u128);
    }
    #[inline]
    fn write_isize(&mut self, number: isize) {
        self.write_i64(number as i64);
    }
}
